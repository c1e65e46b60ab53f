//! The items of one place, by rank, a row each.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::desk::event::Target;
use crate::model::id::Id;
use crate::model::item::{Item, State};
use crate::scoring::plan::checks::NeedOrder;
use crate::ui::hits::Hits;
use crate::ui::look::Look;
use crate::ui::text;
use crate::ui::widgets::{put, scroll_to};
use crate::views::plan::draw::Scene;

/// From so many cells on a row has its rank.
const RANKED: u16 = 30;

/// Draws the items at a place; those in sight around the cursor when not all fit.
pub(super) fn list(scene: &Scene<'_>, at: usize, area: Rect, buf: &mut Buffer, hits: &mut Hits) {
    let items = &scene.sheet.stretch(at).items;
    let is_here = at == scene.sheet.at;
    if items.is_empty() {
        let words = if at == 0 {
            "nothing: all is planned".to_owned()
        } else if scene.iteration(at).is_some_and(|i| i.innovation) {
            "kept free".to_owned()
        } else {
            format!("empty {} p {at}", scene.look.symbols.separator)
        };
        put(buf, area, area.x + 1, area.y, &words, scene.look.muted());
        return;
    }
    let height = usize::from(area.height);
    let row = if is_here { scene.sheet.row } else { 0 };
    let mut room = height;
    if items.len() > height {
        room = room.saturating_sub(1);
    }
    let first = scroll_to(row, 0, room, items.len());
    let shown = items.iter().enumerate().skip(first).take(room);
    for ((here, id), y) in shown.zip(area.y..) {
        let line = Rect {
            y,
            height: 1,
            ..area
        };
        line_of(scene, *id, is_here && here == row, line, buf);
        hits.add(line, Target::Planned(*id));
    }
    let rest = items.len().saturating_sub(first + room);
    if items.len() > height {
        let above = if first > 0 {
            format!("{first} above")
        } else {
            String::new()
        };
        let parts = [above, format!("{rest} more")];
        let words: Vec<&str> = parts
            .iter()
            .map(String::as_str)
            .filter(|part| !part.is_empty() && *part != "0 more")
            .collect();
        let words = words.join(&format!(" {} ", scene.look.symbols.separator));
        let y = area.bottom().saturating_sub(1);
        put(buf, area, area.x + 2, y, &words, scene.look.muted());
    }
}

/// The mark of a link in time, and how it is drawn.
pub(super) fn link_mark(look: &Look, link: NeedOrder) -> (&'static str, Style) {
    match link {
        NeedOrder::Backwards | NeedOrder::Unplanned => (look.symbols.error, look.alarm()),
        NeedOrder::Tight => (look.symbols.near, look.over()),
        NeedOrder::InTime => (" ", look.muted()),
    }
}

fn line_of(scene: &Scene<'_>, id: Id, is_chosen: bool, area: Rect, buf: &mut Buffer) {
    let (app, look) = (scene.app, scene.look);
    let Some(item) = app.seen().get::<Item>(id) else {
        return;
    };
    let band = |style: Style| {
        if is_chosen {
            look.on_band(style)
        } else {
            style
        }
    };
    if is_chosen {
        buf.set_style(area, look.selected());
    }
    let y = area.y;
    if is_chosen {
        put(
            buf,
            area,
            area.x,
            y,
            look.symbols.cursor,
            band(look.focus_line()),
        );
    } else if app.backlog.marked.contains(&id) {
        put(buf, area, area.x, y, look.symbols.dot, look.focus());
    }
    let mut x = area.x + 1;
    if area.width >= RANKED {
        let rank = app
            .derived
            .evaluation
            .score(id)
            .and_then(|score| score.rank);
        let rank = rank.map_or_else(|| look.symbols.no_score.to_owned(), |rank| rank.to_string());
        put(
            buf,
            area,
            x,
            y,
            &text::pad_left(&rank, 4, ""),
            band(look.muted()),
        );
        x += 5;
    }
    let bucket = item.bucket.0.and_then(|bucket| {
        let all = &app.derived.evaluation.balance.buckets;
        all.iter().position(|other| *other == bucket)
    });
    if let Some(at) = bucket {
        let mark = scene.marks.get(at).map_or("", String::as_str);
        put(buf, area, x, y, mark, band(look.bucket(at)));
    }
    x += 2;
    let (size, size_style) = match item.size.value {
        Some(size) => (size.to_string(), look.text()),
        None => ("?".to_owned(), look.over()),
    };
    let marks = area.right().saturating_sub(4);
    let is_done = item.state == State::Done;
    let (mark, mark_style) = match scene.figures.worst(id) {
        _ if is_done => (look.symbols.done, look.steady()),
        Some((link, _)) => link_mark(look, link),
        None => (" ", look.text()),
    };
    let room = usize::from(marks.saturating_sub(x));
    let title = text::fit(&item.title, room, look.symbols.more);
    let style = if is_chosen {
        look.strong()
    } else {
        look.text()
    };
    put(buf, area, x, y, &title, band(style));
    put(buf, area, marks, y, mark, band(mark_style));
    let size = text::pad_left(&size, 3, "");
    put(buf, area, marks + 1, y, &size, band(size_style));
}
