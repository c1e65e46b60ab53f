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
use crate::model::words::worded;
use crate::scoring::dependencies::map::{DependencyMap, MapItem as Step, MapNeed};
use crate::scoring::levels;
use crate::scoring::plan::checks::NeedOrder;
use crate::ui::hits::Hits;
use crate::ui::listing::Rows;
use crate::ui::look::Look;
use crate::ui::text::{self, own};
use crate::ui::widgets::{Align, Cell, Column, LaneLink, Lanes, Row, Rule, Width, put, under};
use crate::views::risk::draw::focus;
use crate::views::risk::{RiskPart, Risks, chosen_row, map as map_of};

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
    let focus = focus(desk, risks, RiskPart::Map);
    let note = note(desk, look, &map, &lanes);
    Rule::new("Dependency map", &note, focus).draw(look, area, buf);
    let below = under(area, 1);
    let Some(at) = chosen_row(desk, risks) else {
        let words = match map.increment {
            Some(_) => {
                worded("Nothing planned for the coming planning interval depends on anything.")
            }
            None => {
                worded("No planning interval is coming yet: {PLAN_FOLLOWING} writes the next one.")
            }
        };
        put(buf, below, below.x + 1, below.y, words, look.muted());
        return;
    };
    let upright = Width::Fixed(u16::try_from(lanes.width()).unwrap_or_default());
    let is_wide = below.width >= 78;
    let words: Vec<[String; 3]> = map
        .rows
        .iter()
        .map(|step| told(desk, step, is_wide))
        .collect();
    let fit = |at: usize, least: u16, most: u16| {
        let widths = words.iter().filter_map(|words| words.get(at));
        let widest = widths.map(|words| text::width(words)).max();
        let widest = u16::try_from(widest.unwrap_or_default()).unwrap_or(most);
        Width::Fixed(widest.clamp(least, most))
    };
    let columns = [
        Column::new("", upright, Align::Left, 0, 0),
        Column::new("#", Width::Fixed(3), Align::Right, 0, 0),
        Column::new("When", fit(0, 4, 8), Align::Left, 1, 44),
        Column::new("Team", fit(1, 4, 9), Align::Left, 1, 54),
        Column::new(worded("Item"), Width::Fill(14), Align::Left, 1, 0),
        Column::new("Depends on", fit(2, 10, 36), Align::Left, 1, 0),
    ];
    let rows = Rows {
        columns: &columns,
        sorted: None,
        chosen: at,
        count: map.rows.len(),
        focus,
        heights: None,
    };
    let (places, _) = rows.draw(look, below, buf, |at, state| {
        let line = lanes.row(at, look.symbols);
        let step = map.rows.get(at).zip(words.get(at));
        let cells = step.map(|(step, words)| cells(desk, look, step, words, (at, line)));
        Row::Cells(state, cells.unwrap_or_default())
    });
    for (at, place) in places {
        if let Some(step) = map.rows.get(at) {
            hits.add(place, Target::Record(Item::KIND, step.id));
        }
    }
}

/// What is needed, with all that need it.
fn links(map: &DependencyMap) -> Vec<LaneLink> {
    let to = |from: usize| {
        let rows = map.rows.iter().enumerate();
        rows.filter(|(_, row)| row.needs.iter().any(|need| need.row == from))
            .map(|(at, _)| at)
            .collect()
    };
    let link = |from| LaneLink { from, to: to(from) };
    (0..map.rows.len()).map(link).collect()
}

fn note(desk: &Desk, look: &Look, map: &DependencyMap, lanes: &Lanes) -> String {
    let mut parts = Vec::new();
    if lanes.left_out > 0 {
        parts.push(format!("{} without a line", lanes.left_out));
    }
    if map.alone > 0 {
        parts.push(format!("{} depend on nothing", map.alone));
    }
    let increment = desk.seen().name::<Increment>(map.increment);
    parts.extend((!increment.is_empty()).then(|| increment.to_owned()));
    look.joined(&parts)
}

/// When an item comes, its team, and what it needs; whether that is another team is said where there is room.
fn told(desk: &Desk, step: &Step, is_wide: bool) -> [String; 3] {
    let item = desk.seen().get::<Item>(step.id);
    let team = item.and_then(|item| levels::team(desk.seen(), item));
    let team = desk.seen().name::<Team>(team);
    let team = if team.is_empty() { "-" } else { team };
    let said = if is_wide { said(step) } else { in_time(step) };
    let mark = if said.is_empty() { "" } else { "! " };
    let when = when(desk, item, step.is_planned);
    [when.to_owned(), team.to_owned(), format!("{mark}{said}")]
}

fn cells<'a>(
    desk: &'a Desk,
    look: &Look,
    step: &Step,
    words: &'a [String; 3],
    (at, line): (usize, String),
) -> Vec<Cell<'a>> {
    let item = desk.seen().get::<Item>(step.id);
    let [when, team, said] = words;
    let (mark, style) = mark(look, step);
    let said = own(look, said).replacen('!', mark, 1);
    let plain = if step.is_planned {
        look.text()
    } else {
        look.muted()
    };
    vec![
        Cell::text(line, look.muted()),
        Cell::text((at + 1).to_string(), look.muted()),
        Cell::text(when, look.muted()),
        Cell::text(team, look.muted()),
        Cell::text(item.map_or("", |item| &*item.title), plain),
        Cell::text(said, style),
    ]
}

/// The iteration of what is planned here; of anything else its increment.
pub(crate) fn when<'a>(desk: &'a Desk, item: Option<&Item>, is_planned: bool) -> &'a str {
    let Some(item) = item else { return "" };
    let (increment, iteration) = levels::time(desk.seen(), item);
    let name = if is_planned {
        desk.seen().name::<Iteration>(iteration)
    } else {
        desk.seen().name::<Increment>(increment)
    };
    if name.is_empty() { "-" } else { name }
}

/// The mark of the worst that is to be said of what it needs.
fn mark(look: &Look, step: &Step) -> (&'static str, Style) {
    let Some(worst) = step.worst() else {
        return ("", look.muted());
    };
    match worst.order {
        _ if worst.is_circle => (look.symbols.attention, look.alarm()),
        Some(NeedOrder::InTime) => (look.symbols.done, look.muted()),
        None => (look.symbols.unknown, look.muted()),
        Some(NeedOrder::Tight) => (look.symbols.attention, look.over()),
        Some(NeedOrder::Backwards | NeedOrder::Unplanned) => (look.symbols.attention, look.alarm()),
    }
}

/// The rows it needs, and how that stands in time: `same iteration as 1 4 · other team`.
pub(crate) fn said(step: &Step) -> String {
    let crosses = step.needs.iter().any(|need| need.crosses);
    let team = if crosses { " · other team" } else { "" };
    format!("{}{team}", in_time(step))
}

/// The same without saying that another team does it.
fn in_time(step: &Step) -> String {
    let Some(worst) = step.worst() else {
        return String::new();
    };
    let numbers = step.needs.iter().map(|need| (need.row + 1).to_string());
    let numbers = numbers.collect::<Vec<_>>().join(" ");
    format!("{} {numbers}", timing(worst))
}

/// How a link stands in time, in words.
fn timing(need: &MapNeed) -> &'static str {
    match need.order {
        _ if need.is_circle => "in a circle with",
        Some(NeedOrder::InTime) => "planned after",
        None => "time unknown:",
        Some(NeedOrder::Tight) => worded("same iteration as"),
        Some(NeedOrder::Backwards) => "planned before",
        Some(NeedOrder::Unplanned) => "not planned:",
    }
}
