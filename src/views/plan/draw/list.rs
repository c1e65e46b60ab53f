//! The items of one place, by rank, a row each; two where the title needs them and there is room.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::desk::event::Target;
use crate::model::format::date;
use crate::model::id::Id;
use crate::model::item::{Item, State};
use crate::model::record::Declared;
use crate::model::team::Team;
use crate::model::words::worded;
use crate::scoring::levels;
use crate::ui::buckets;
use crate::ui::hits::Hits;
use crate::ui::planned::link_mark;
use crate::ui::text;
use crate::ui::widgets::{
    Align, Cell, Column, Focus, Row, RowState, Table, Width, out_of_sight, put, scroll_to,
};
use crate::views::plan::draw::Scene;

/// From so many cells on a row has its rank, its team and its due day.
const RANKED: u16 = 30;
const WIDE: u16 = 64;

/// The headings of what can stand in a row.
const RANK: &str = "#";
const ITEM: &str = "Item";
const TEAM: &str = "Team";
const DUE: &str = "Due";
const SIZE: &str = "Size";

/// Draws the items at a place; those in sight around the cursor when not all fit.
pub(super) fn list(scene: &Scene<'_>, at: usize, area: Rect, buf: &mut Buffer, hits: &mut Hits) {
    draw(scene, at, area, false, buf, hits);
}

/// The same below the headings of their columns.
pub(super) fn headed(scene: &Scene<'_>, at: usize, area: Rect, buf: &mut Buffer, hits: &mut Hits) {
    draw(scene, at, area, true, buf, hits);
}

fn draw(
    scene: &Scene<'_>,
    at: usize,
    area: Rect,
    is_headed: bool,
    buf: &mut Buffer,
    hits: &mut Hits,
) {
    let look = scene.look;
    let items = &scene.shown.stretch(at).items;
    if items.is_empty() {
        let words = if at == 0 {
            "nothing: all is planned".to_owned()
        } else if scene.is_free(at) {
            "kept free".to_owned()
        } else {
            look.joined(&["empty", &format!("p {at} plans what is selected here")])
        };
        let words = text::fit(
            &words,
            usize::from(area.width.saturating_sub(2)),
            look.symbols.more,
        );
        put(buf, area, area.x + 1, area.y, &words, look.muted());
        return;
    }
    let height = usize::from(area.height.saturating_sub(u16::from(is_headed)));
    let is_tall = !is_headed && area.width < WIDE && items.len() * 2 <= height;
    let is_cut = items.len() > height;
    let room = height.saturating_sub(usize::from(is_cut));
    let chosen = (at == scene.cursor.at).then_some(scene.cursor.row);
    let first = scroll_to(chosen.unwrap_or(0), 0, room, items.len());
    let shown: Vec<Id> = items.iter().copied().skip(first).take(room).collect();
    let area = Rect {
        width: area.width.saturating_sub(u16::from(area.width >= RANKED)),
        ..area
    };
    let columns = columns(scene, items, area.width);
    let rows = shown.iter().enumerate().map(|(here, id)| {
        let state = RowState::of(chosen == Some(first + here), Focus::Here);
        let cells = cells(scene, *id, &columns);
        if is_tall {
            Row::Tall(state, cells, String::new())
        } else {
            Row::Cells(state, cells)
        }
    });
    let table = Table {
        columns: &columns,
        sorted: None,
    };
    let drawn = if is_headed {
        table.draw(look, area, buf, rows)
    } else {
        table.draw_rows(look, area, buf, rows)
    };
    for (here, line) in drawn.rows {
        if let Some(id) = shown.get(here) {
            hits.add(line, Target::Record(Item::KIND, *id));
        }
    }
    if is_cut {
        let rest = items.len().saturating_sub(first + room);
        let mut parts = out_of_sight(first, rest);
        parts.extend(
            chosen
                .is_none()
                .then(|| worded("{PLAN_SIDE} goes there").to_owned()),
        );
        let words = format!("{} {}", look.symbols.more, look.joined(&parts));
        let y = area.bottom().saturating_sub(1);
        put(buf, area, area.x + 5, y, &words, look.muted());
    }
}

/// The columns of a list so wide; none that would be empty.
fn columns(scene: &Scene<'_>, items: &[Id], width: u16) -> Vec<Column<'static>> {
    use Align::{Left, Right};
    use Width::{Fill, Fixed};
    let seen = scene.desk.seen();
    let all = || items.iter().filter_map(|id| seen.get::<Item>(*id));
    let is_ranked = width >= RANKED;
    let mut columns = Vec::new();
    columns.extend(is_ranked.then(|| Column::new(RANK, Fixed(3), Right, 0, 0)));
    columns.push(Column::new("", Fixed(1), Left, u16::from(is_ranked), 0));
    columns.push(Column::new(worded(ITEM), Fill(8), Left, 1, 0));
    columns.push(Column::new("", Fixed(1), Left, u16::from(is_ranked), 0));
    if width >= WIDE {
        let names = all().map(|item| text::width(seen.name::<Team>(item.team.0)));
        let longest = u16::try_from(names.max().unwrap_or_default()).unwrap_or(12);
        if longest > 0 {
            columns.push(Column::new(
                TEAM,
                Fixed(longest.clamp(4, 12)),
                Left,
                1,
                WIDE,
            ));
        }
        if all().any(|item| item.due.is_some()) {
            columns.push(Column::new(DUE, Fixed(6), Right, 1, WIDE));
        }
    }
    let gap = if width >= WIDE { 2 } else { 0 };
    columns.push(Column::new(SIZE, Fixed(4), Right, gap, 0));
    columns
}

fn cells(scene: &Scene<'_>, id: Id, columns: &[Column<'_>]) -> Vec<Cell<'static>> {
    let (desk, look) = (scene.desk, scene.look);
    let Some(item) = desk.seen().get::<Item>(id) else {
        return Vec::new();
    };
    let bucket = buckets::place(desk, item);
    let bucket = bucket.and_then(|at| Some((look.bucket(at), scene.marks.get(at)?.clone())));
    let (style, mark) = bucket.unwrap_or((look.muted(), String::new()));
    let mut marks = [Cell::text(mark, style), flag(scene, item)].into_iter();
    let cell = |column: &Column<'_>| match column.title {
        RANK => {
            let rank = desk.derived.evaluation.rank(id);
            Cell::text(text::known(rank, look.symbols.no_score), look.muted())
        }
        title if title == worded(ITEM) => Cell::text(item.title.clone(), look.text()),
        TEAM => Cell::text(
            desk.seen().name::<Team>(item.team.0).to_owned(),
            look.muted(),
        ),
        DUE => {
            let due = item.due.map(date);
            Cell::text(due.unwrap_or_default(), look.muted())
        }
        SIZE => {
            // What counts in the load is what is left to do.
            let size = levels::left(desk.seen(), item);
            let style = size.map_or(look.over(), |_| look.text());
            Cell::text(text::known(size, look.symbols.unknown), style)
        }
        _ => marks.next().unwrap_or(Cell::text("", look.text())),
    };
    columns.iter().map(cell).collect()
}

/// Whether it is selected, done, or before what it depends on.
fn flag(scene: &Scene<'_>, item: &Item) -> Cell<'static> {
    let look = scene.look;
    let (mark, style) = match scene.shown.figures.worst(item.id) {
        _ if scene.desk.backlog.marked.contains(&item.id) => (look.symbols.selected, look.focus()),
        _ if item.state == State::Done => (look.symbols.done, look.steady()),
        Some((link, _)) => link_mark(look, link),
        None => (" ", look.text()),
    };
    Cell::text(mark, style)
}
