//! The items of one place, by rank, a row each.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::desk::event::Target;
use crate::model::id::Id;
use crate::model::item::{Item, State};
use crate::model::record::Declared;
use crate::scoring::plan::checks::NeedOrder;
use crate::ui::buckets;
use crate::ui::hits::Hits;
use crate::ui::look::Look;
use crate::ui::text;
use crate::ui::widgets::{put, scroll_to};
use crate::views::plan::draw::Scene;

/// From so many cells on a row has its rank.
const RANKED: u16 = 30;

/// Draws the items at a place; those in sight around the cursor when not all fit.
pub(super) fn list(scene: &Scene<'_>, at: usize, area: Rect, buf: &mut Buffer, hits: &mut Hits) {
    let items = &scene.shown.stretch(at).items;
    let separator = scene.look.symbols.separator;
    if items.is_empty() {
        let words = if at == 0 {
            "nothing: all is planned".to_owned()
        } else if scene.is_free(at) {
            "kept free".to_owned()
        } else {
            format!("empty {separator} p {at}")
        };
        put(buf, area, area.x + 1, area.y, &words, scene.look.muted());
        return;
    }
    let height = usize::from(area.height);
    let is_cut = items.len() > height;
    let room = height.saturating_sub(usize::from(is_cut));
    let chosen = (at == scene.cursor.at).then_some(scene.cursor.row);
    let first = scroll_to(chosen.unwrap_or(0), 0, room, items.len());
    let shown = items.iter().enumerate().skip(first).take(room);
    for ((here, id), line) in shown.zip(area.rows()) {
        line_of(scene, *id, chosen == Some(here), line, buf);
        hits.add(line, Target::Record(Item::KIND, *id));
    }
    if is_cut {
        let rest = items.len().saturating_sub(first + room);
        let parts = [(first, "above"), (rest, "more")].into_iter();
        let parts = parts.filter(|(count, _)| *count > 0);
        let parts = parts.map(|(count, what)| format!("{count} {what}"));
        let words = scene.look.joined(&parts.collect::<Vec<_>>());
        let y = area.bottom().saturating_sub(1);
        put(buf, area, area.x + 2, y, &words, scene.look.muted());
    }
}

/// The mark of a link in time, and how it is drawn.
pub(super) fn link_mark(look: &Look, link: NeedOrder) -> (&'static str, Style) {
    match link {
        NeedOrder::Backwards | NeedOrder::Unplanned => (look.symbols.attention, look.alarm()),
        NeedOrder::Tight => (look.symbols.depends, look.over()),
        NeedOrder::InTime => (" ", look.muted()),
    }
}

fn line_of(scene: &Scene<'_>, id: Id, is_chosen: bool, area: Rect, buf: &mut Buffer) {
    let (desk, look) = (scene.desk, scene.look);
    let Some(item) = desk.seen().get::<Item>(id) else {
        return;
    };
    if is_chosen {
        buf.set_style(area, look.selected());
    }
    let mut draw = |x: u16, words: &str, style: Style| {
        let style = if is_chosen {
            look.on_band(style)
        } else {
            style
        };
        put(buf, area, x, area.y, words, style);
    };
    if is_chosen {
        draw(area.x, look.symbols.cursor, look.focus_line());
    } else if desk.backlog.marked.contains(&id) {
        draw(area.x, look.symbols.selected, look.focus());
    }
    let mut x = area.x + 1;
    if area.width >= RANKED {
        let rank = desk.derived.evaluation.rank(id);
        let rank = text::known(rank, look.symbols.no_score);
        draw(x, &text::pad_left(&rank, 4, ""), look.muted());
        x += 5;
    }
    let bucket = buckets::place(desk, item);
    if let Some((at, mark)) = bucket.and_then(|at| Some((at, scene.marks.get(at)?))) {
        draw(x, mark, look.bucket(at));
    }
    x += 2;
    let size = text::known(item.size.value, "?");
    let size_style = item.size.value.map_or(look.over(), |_| look.text());
    let marks = area.right().saturating_sub(4);
    let (mark, mark_style) = match scene.shown.figures.worst(id) {
        _ if item.state == State::Done => (look.symbols.done, look.steady()),
        Some((link, _)) => link_mark(look, link),
        None => (" ", look.text()),
    };
    let room = usize::from(marks.saturating_sub(x));
    let style = if is_chosen {
        look.strong()
    } else {
        look.text()
    };
    draw(x, &text::fit(&item.title, room, look.symbols.more), style);
    draw(marks, mark, mark_style);
    draw(marks + 1, &text::pad_left(&size, 3, ""), size_style);
}
