//! The dependency map: items in an order that can be worked, with lines from what is needed to what needs it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::desk::Desk;
use crate::desk::event::Target;
use crate::model::increment::{Increment, Iteration};
use crate::model::item::Item;
use crate::model::record::Declared;
use crate::model::team::Team;
use crate::scoring::dependencies::map::{DependencyMap, MapItem as Step, NeedTiming};
use crate::ui::hits::Hits;
use crate::ui::look::Look;
use crate::ui::text::own;
use crate::ui::widgets::{
    Align, Cell, Column, Focus, Lanes, Link, Row, RowState, Rule, Table, Width, put, scroll_to,
};
use crate::views::risk::draw::focus;
use crate::views::risk::{Part, Risks, chosen_row, map as map_of};

/// The most lanes that are drawn; the numbers of the rows say all links.
const MOST: usize = 8;

/// Draws the map.
pub(super) fn map(
    desk: &Desk,
    risks: &Risks,
    look: &Look,
    area: Rect,
    buf: &mut Buffer,
    hits: &mut Hits,
) {
    if area.is_empty() {
        return;
    }
    let map = map_of(desk, risks);
    let lanes = Lanes::of(links(&map), MOST);
    let focus = focus(desk, risks, Part::Map);
    Rule {
        title: "Dependency map",
        note: &note(desk, look, &map, &lanes),
        focus,
    }
    .draw(look, area, buf);
    let below = Rect {
        y: area.y + 1,
        height: area.height - 1,
        ..area
    };
    let Some(at) = chosen_row(desk, risks) else {
        let words = match map.increment {
            Some(_) => "Nothing planned for the coming increment needs anything.",
            None => "No increment is the coming one yet: set it in the settings.",
        };
        put(buf, below, below.x + 1, below.y, words, look.muted());
        return;
    };
    let column = |title, width, align, gap, from| Column {
        title,
        width,
        align,
        gap,
        from,
    };
    let left = u16::try_from(lanes.width()).unwrap_or_default();
    let roomy = below.width >= 90;
    let columns = [
        column("", Width::Fixed(left), Align::Left, 0, 0),
        column("#", Width::Fixed(3), Align::Right, 0, 0),
        column("When", Width::Fixed(8), Align::Left, 1, 44),
        column("Team", Width::Fixed(9), Align::Left, 1, 54),
        column("Item", Width::Fill(14), Align::Left, 1, 0),
        column(
            "Needs",
            Width::Fixed(if roomy { 36 } else { 26 }),
            Align::Left,
            1,
            0,
        ),
    ];
    let height = usize::from(below.height.saturating_sub(1));
    let first = scroll_to(at, 0, height, map.rows.len());
    let rows = map.rows.iter().zip(0..).skip(first).map(|(step, here)| {
        let state = match (here == at, focus) {
            (false, _) => RowState::Plain,
            (true, Focus::Here) => RowState::Selected,
            (true, Focus::Elsewhere) => RowState::Remembered,
        };
        let line = lanes.row(here, look.symbols);
        Row::Cells(state, cells(desk, look, step, here, line))
    });
    let table = Table {
        columns: &columns,
        sorted: None,
    };
    for (row, place) in table.draw(look, below, buf, rows).rows {
        if let Some(step) = map.rows.get(first + row) {
            hits.add(place, Target::Record(Item::KIND, step.id));
        }
    }
}

/// What is needed, with all that need it.
fn links(map: &DependencyMap) -> Vec<Link> {
    let to = |from: usize| {
        let rows = map.rows.iter().enumerate();
        rows.filter(|(_, row)| row.needs.iter().any(|need| need.row == from))
            .map(|(at, _)| at)
            .collect()
    };
    let link = |from| Link { from, to: to(from) };
    (0..map.rows.len()).map(link).collect()
}

fn note(desk: &Desk, look: &Look, map: &DependencyMap, lanes: &Lanes) -> String {
    let mut parts = Vec::new();
    if lanes.left_out > 0 {
        parts.push(format!("{} without a line", lanes.left_out));
    }
    if map.alone > 0 {
        parts.push(format!("{} stand alone", map.alone));
    }
    let increment = map.increment.and_then(|id| desk.seen().get(id));
    parts.extend(increment.map(|one: &Increment| one.name.clone()));
    parts.join(&format!(" {} ", look.symbols.separator))
}

fn cells<'a>(desk: &'a Desk, look: &Look, step: &Step, at: usize, line: String) -> Vec<Cell<'a>> {
    let item = desk.seen().get::<Item>(step.id);
    let team = item.and_then(|item| desk.seen().get::<Team>(item.team.0?));
    let (words, style) = needs(look, step);
    let plain = if step.is_planned {
        look.text()
    } else {
        look.muted()
    };
    vec![
        Cell::Text(line.into(), look.muted()),
        Cell::Text((at + 1).to_string().into(), look.muted()),
        Cell::Text(when(desk, item, step.is_planned).into(), look.muted()),
        Cell::Text(team.map_or("-", |team| &team.name).into(), look.muted()),
        Cell::Text(item.map_or("", |item| &item.title).into(), plain),
        Cell::Text(words.into(), style),
    ]
}

/// The iteration of what is planned here; of anything else its increment.
pub(crate) fn when<'a>(desk: &'a Desk, item: Option<&Item>, is_planned: bool) -> &'a str {
    let Some(item) = item else { return "" };
    let name = if is_planned {
        let iteration = item.iteration.0.and_then(|id| desk.seen().get(id));
        iteration.map(|one: &Iteration| &*one.name)
    } else {
        let increment = item.increment.0.and_then(|id| desk.seen().get(id));
        increment.map(|one: &Increment| &*one.name)
    };
    name.unwrap_or("-")
}

/// The rows it needs and the worst that is to be said of them: `1 4 · same iteration · other team`.
fn needs(look: &Look, step: &Step) -> (String, Style) {
    let Some(worst) = step.timing() else {
        return (String::new(), look.muted());
    };
    let (mark, style) = match worst {
        NeedTiming::InTime => (look.symbols.done, look.muted()),
        NeedTiming::Unknown => (look.symbols.pip_empty, look.muted()),
        NeedTiming::Same => (look.symbols.over, look.over()),
        NeedTiming::TooLate | NeedTiming::Unplanned | NeedTiming::Circle => {
            (look.symbols.error, look.alarm())
        }
    };
    (
        own(look, &format!("{mark} {}", said(step))).into_owned(),
        style,
    )
}

/// The rows it needs, and how that stands in time.
pub(crate) fn said(step: &Step) -> String {
    let Some(worst) = step.timing() else {
        return String::new();
    };
    let numbers = step.needs.iter().map(|need| (need.row + 1).to_string());
    let numbers = numbers.collect::<Vec<_>>().join(" ");
    let crosses = step.needs.iter().any(|need| need.crosses);
    let team = if crosses { " · other team" } else { "" };
    format!("{numbers} · {}{team}", timing(worst))
}

/// How a link stands in time, in words.
const fn timing(timing: NeedTiming) -> &'static str {
    match timing {
        NeedTiming::InTime => "in time",
        NeedTiming::Unknown => "time unknown",
        NeedTiming::Same => "same iteration",
        NeedTiming::TooLate => "comes too late",
        NeedTiming::Unplanned => "not planned",
        NeedTiming::Circle => "in a circle",
    }
}
