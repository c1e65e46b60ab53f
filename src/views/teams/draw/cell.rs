//! One cell of the board: the load of a team against what it can, then its cards; or days.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::Scene;
use super::lines::Shown;
use crate::desk::event::Target;
use crate::model::dependency::Dependency;
use crate::model::format::{self, date, known};
use crate::model::id::Id;
use crate::model::item::{Item, State};
use crate::model::milestone::Milestone;
use crate::scoring::plan::team_board::{BoardLine, TeamBoardCell};
use crate::ui::buckets;
use crate::ui::hits::Hits;
use crate::ui::planned::{figures, gauge, link_mark};
use crate::ui::text;
use crate::ui::widgets::{out_of_sight, put, scroll_to, under};
use crate::views::teams::state::kind;

/// The cells of a card beside the first line of its title: the line of the column, mark, blanks, what is to be said, size.
const BESIDE: u16 = 7;
/// The same beside its second line.
const BELOW: u16 = 3;

/// How many rows a card takes so that its title is whole, as far as two rows can.
pub(super) fn height(scene: &Scene<'_>, id: Id, width: u16) -> u16 {
    let title = scene.desk.seen().name::<Item>(Some(id));
    let (_, rest) = text::parted(title, usize::from(width.saturating_sub(BESIDE)));
    1 + u16::from(!rest.is_empty())
}

/// Draws a cell, whose first column is the line at its left, and notes where its cards stand.
pub(super) fn draw(
    scene: &Scene<'_>,
    cell: TeamBoardCell,
    area: Rect,
    rule: u16,
    buf: &mut Buffer,
    hits: &mut Hits,
    shown: &mut Vec<Shown>,
) {
    if area.is_empty() {
        return;
    }
    let is_team = matches!(scene.board.line(cell.line), BoardLine::Team(_));
    let mut body = area;
    if is_team {
        load(scene, cell, Rect { height: 1, ..area }, buf);
        body = under(area, 1);
    }
    let cards = scene.board.cards(cell);
    let row = (cell == scene.spot.cell).then_some(scene.spot.row);
    if cards.is_empty() {
        if row.is_some() {
            put(
                buf,
                area,
                area.x,
                area.y,
                scene.look.symbols.cursor,
                scene.look.focus_line(),
            );
        }
        return;
    }
    let height_of = |id: &Id| {
        if is_team {
            height(scene, *id, area.width)
        } else {
            1
        }
    };
    let room = usize::from(body.height);
    let wanted: usize = cards
        .iter()
        .take(room + 1)
        .map(|id| usize::from(height_of(id)))
        .sum();
    let is_whole = wanted <= room;
    let is_cut = !is_whole && cards.len() > room;
    // In one row the others are counted beside the first.
    let is_beside = is_cut && room == 1;
    let fit = room.saturating_sub(usize::from(is_cut)).max(1);
    let body = Rect {
        width: body.width.saturating_sub(if is_beside { 4 } else { 0 }),
        ..body
    };
    let first = if is_whole {
        0
    } else {
        scroll_to(row.unwrap_or(0), 0, fit, cards.len())
    };
    let mut y = body.y;
    // Where not all are whole, those are that have room for it, from the top.
    let mut spare = if is_whole {
        usize::MAX
    } else {
        fit.saturating_sub(cards.len() - first)
    };
    for (place, id) in cards.iter().enumerate().skip(first).take(fit) {
        let extra = usize::from(height_of(id) - 1).min(spare);
        spare = spare.saturating_sub(extra);
        let height = 1 + u16::try_from(extra).unwrap_or_default();
        let card = Rect { y, height, ..body }.intersection(body);
        if card.is_empty() {
            break;
        }
        let is_chosen = row == Some(place);
        if is_chosen {
            buf.set_style(beside_line(card), scene.look.selected());
        }
        let dress = |style| {
            if is_chosen {
                scene.look.on_band(style)
            } else {
                style
            }
        };
        if is_team {
            item(scene, *id, card, dress, buf);
        } else {
            day(scene, cell, *id, card, dress, buf);
        }
        hits.add(card, Target::Record(kind(scene.board.line(cell.line)), *id));
        shown.push(Shown {
            id: *id,
            cell,
            card,
            rule,
        });
        y += height;
    }
    if !is_cut {
        return;
    }
    let rest = cards.len().saturating_sub(first + fit);
    if is_beside {
        let words = format!(" +{}", cards.len() - 1);
        put(buf, area, body.right(), body.y, &words, scene.look.muted());
        return;
    }
    let words = scene.look.joined(&out_of_sight(first, rest));
    let y = body.bottom().saturating_sub(1);
    put(buf, body, body.x + 3, y, &words, scene.look.muted());
}

/// What is left of an area beside the line of its column.
const fn beside_line(area: Rect) -> Rect {
    Rect {
        x: area.x + 1,
        width: area.width.saturating_sub(1),
        ..area
    }
}

/// The load of a team in a column: a bar and numbers, or what there is to say.
fn load(scene: &Scene<'_>, cell: TeamBoardCell, row: Rect, buf: &mut Buffer) {
    let look = scene.look;
    let Some(stretch) = scene.board.stretch(cell) else {
        return;
    };
    let inner = beside_line(row);
    let is_of_team = scene.board.line(cell.line) != BoardLine::Team(None);
    let (words, style) = if scene.iteration(cell.at).is_none() || !is_of_team {
        match stretch.items.len() {
            0 => return,
            count => (format::count(count, "item", "items"), look.muted()),
        }
    } else if scene.is_free(cell.at) {
        match stretch.items.len() {
            0 => ("kept free".to_owned(), look.muted()),
            _ => (
                format!("{} not kept free", look.symbols.attention),
                look.over(),
            ),
        }
    } else {
        let is_over = stretch.excess().is_some_and(|excess| !excess.is_zero());
        let mark = if is_over { look.symbols.over } else { " " };
        let style = if is_over { look.over() } else { look.muted() };
        (format!("{} {mark}", figures(stretch)), style)
    };
    let words = text::fit(&words, usize::from(inner.width), look.symbols.more);
    let width = u16::try_from(text::width(&words)).unwrap_or_default();
    let start = inner.right().saturating_sub(width);
    let bar = Rect {
        width: inner.width.saturating_sub(width + 1).min(24),
        ..inner
    };
    let known = gauge(look, stretch, scene.scale).filter(|_| !scene.is_free(cell.at));
    if let Some(gauge) = known.filter(|_| bar.width >= 4) {
        gauge.draw_bar(look, bar, buf);
    }
    put(buf, inner, start, inner.y, &words, style);
}

/// A card: mark of its allocation, title, what is to be said of it, size.
fn item(scene: &Scene<'_>, id: Id, area: Rect, dress: impl Fn(Style) -> Style, buf: &mut Buffer) {
    let (desk, look) = (scene.desk, scene.look);
    let Some(item) = desk.seen().get::<Item>(id) else {
        return;
    };
    let inner = beside_line(area);
    let bucket = buckets::place(desk, item);
    let bucket = bucket.and_then(|at| Some((look.bucket(at), scene.marks.get(at)?)));
    if let Some((style, mark)) = bucket {
        put(buf, inner, inner.x, inner.y, mark, dress(style));
    }
    let size = text::pad_left(&known(item.size.value, look.symbols.unknown), 2, "");
    let width = u16::try_from(text::width(&size)).unwrap_or(2);
    let room = area.width.saturating_sub(BESIDE + width - 2);
    let is_done = item.state == State::Done;
    let style = if is_done { look.muted() } else { look.text() };
    let (first, rest) = text::parted(&item.title, usize::from(room));
    let is_cut = area.height < 2 && !rest.is_empty();
    let first = if is_cut {
        text::fit(
            &format!("{first} {rest}"),
            usize::from(room),
            look.symbols.more,
        )
    } else {
        first
    };
    let x = inner.x + 2;
    put(buf, inner, x, inner.y, &first, dress(style));
    let second = usize::from(area.width.saturating_sub(BELOW));
    let rest = text::fit(&rest, second, look.symbols.more);
    put(buf, inner, x, inner.y + 1, &rest, dress(style));
    let (mark, style) = flag(scene, item);
    let x = x + room + 1;
    put(buf, inner, x, inner.y, mark, dress(style));
    let style = item.size.value.map_or(look.over(), |_| look.muted());
    put(buf, inner, x + 1, inner.y, &size, dress(style));
}

/// Whether it is marked, done, or not after all it depends on; otherwise that it is linked.
fn flag(scene: &Scene<'_>, item: &Item) -> (&'static str, Style) {
    let look = scene.look;
    if scene.desk.backlog.marked.contains(&item.id) {
        return (look.symbols.selected, look.focus());
    }
    if item.state == State::Done {
        return (look.symbols.done, look.steady());
    }
    let worst = scene.board.needs(item.id).first();
    match worst.map(|link| link.order) {
        Some(Some(order)) => match link_mark(look, order) {
            (" ", _) => (look.symbols.depends, look.muted()),
            said => said,
        },
        Some(None) => (look.symbols.depends, look.muted()),
        None if !scene.board.needed(item.id).is_empty() => (look.symbols.needed, look.muted()),
        None => (" ", look.text()),
    }
}

/// A milestone, or what is awaited: its day and what it is.
fn day(
    scene: &Scene<'_>,
    cell: TeamBoardCell,
    id: Id,
    area: Rect,
    dress: impl Fn(Style) -> Style,
    buf: &mut Buffer,
) {
    let (seen, look) = (scene.desk.seen(), scene.look);
    let inner = beside_line(area);
    let (due, words) = match scene.board.line(cell.line) {
        BoardLine::Milestones => {
            let one = seen.get::<Milestone>(id);
            one.map(|one| (one.due, one.name.as_str()))
        }
        BoardLine::Awaited | BoardLine::Team(_) => {
            let one = seen.get::<Dependency>(id);
            one.map(|one| (one.due, one.text.as_str()))
        }
    }
    .unwrap_or_default();
    let due = due.map_or_else(|| "no day".to_owned(), date);
    let x = put(buf, inner, inner.x, inner.y, &due, dress(look.muted())) + 1;
    let room = usize::from(inner.right().saturating_sub(x));
    put(
        buf,
        inner,
        x,
        inner.y,
        &text::fit(words, room, look.symbols.more),
        dress(look.text()),
    );
}
