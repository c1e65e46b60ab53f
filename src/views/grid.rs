//! The grid: impact against effort, walked and edited with the arrows.
//!
//! Owns which item an arrow leads to, and what an arrow with Shift changes. What is shown is the desk's, because
//! the board shows it too: [`crate::desk::plot`].

pub mod draw;
pub mod plain;
pub mod regions;

use ratatui::buffer::Buffer;

use crate::desk::can::has_selected;
use crate::desk::command::{Command, Scope, commands};
use crate::desk::effect::Effect;
use crate::desk::estimate::columns;
use crate::desk::event::{Chord, Gesture, Target};
use crate::desk::notice::quoted;
use crate::desk::{Desk, tab};
use crate::dialogs::{form, paste};
use crate::model::bucket::Bucket;
use crate::model::id::Id;
use crate::model::item::Item;
use crate::model::key::GRID_BUCKET;
use crate::model::record::{Declared, Kind};
use crate::model::settings::Lens;
use crate::model::words::worded;
use crate::scoring::grid::Spot;
use crate::ui::hits::Hits;
use crate::ui::look::Look;
use crate::views::{View, ViewRow};

/// The grid, which has no state of its own.
#[derive(Debug)]
pub struct Grid;

/// The grid among the views.
pub const VIEW: ViewRow = ViewRow {
    tab: tab::GRID,
    go: Command::to(
        tab::GRID,
        "go.grid",
        &["g t"],
        "grid",
        &[],
        "Goes to impact against effort.",
    ),
    commands: &[COMMANDS],
    kinds: Vec::new,
    new: || Box::new(Grid),
    is_shown: |_| true,
};

impl View for Grid {
    fn scopes(&self, _: &Desk) -> Vec<Scope> {
        vec![Scope("Grid")]
    }

    fn chosen(&self, desk: &Desk) -> Option<Id> {
        desk.backlog.selected()
    }

    fn show(&mut self, desk: &mut Desk, _: &'static Kind, id: Id) {
        desk.select(id);
    }

    fn press(&mut self, desk: &mut Desk, target: Target, gesture: Gesture) -> Vec<Effect> {
        if let Target::Point(id) = target {
            desk.backlog.select(id);
            if gesture == Gesture::DoublePress {
                form::open(desk, Item::KIND, id);
            }
        }
        Vec::new()
    }

    fn paste(&mut self, desk: &mut Desk, text: &str) -> bool {
        paste::items(desk, text)
    }

    fn plain(&self, desk: &Desk) -> String {
        plain::grid(desk)
    }

    fn draw(&self, desk: &Desk, look: &Look, buf: &mut Buffer, hits: &mut Hits) {
        draw::draw(desk, look, buf, hits);
    }
}

/// The commands of the grid.
pub const COMMANDS: &[Command] = commands! {
    Grid open looks "Move" "grid.right" ["Right", "l"] hint 1 if has_points,
        "nearest": "Selects the nearest point to the right." => |desk, _| walk(desk, (1, 0));
    Grid open looks "Move" "grid.left" ["Left", "h"] if has_points,
        "left": "Selects the nearest point to the left." => |desk, _| walk(desk, (-1, 0));
    Grid open looks "Move" "grid.up" ["Up", "k"] if has_points,
        "up": "Selects the nearest point above." => |desk, _| walk(desk, (0, 1));
    Grid open looks "Move" "grid.down" ["Down", "j"] if has_points,
        "down": "Selects the nearest point below." => |desk, _| walk(desk, (0, -1));
    Grid open looks "Move" "grid.next" ["Tab"] hint 2 if has_selected,
        "next rank": "Selects the next item by rank." => |desk, _| by_rank(desk, 1);
    Grid open looks "Move" "grid.previous" ["Shift-Tab"] if has_selected,
        "rank before": "Selects the item before by rank." => |desk, _| by_rank(desk, -1);
    Grid open changes "Estimate" "grid.larger" ["Shift-Right"] hint 4 if has_selected,
        "move point": "Makes the item one step larger." => |desk, _| shift(desk, "size", 1);
    Grid open changes "Estimate" "grid.smaller" ["Shift-Left"] if has_selected,
        "smaller": "Makes the item one step smaller." => |desk, _| shift(desk, "size", -1);
    Grid open changes "Estimate" "grid.higher" ["Shift-Up"] if has_selected,
        "higher": "Gives the item one step more impact." => |desk, _| shift(desk, desk.plotted.impact.moves(), 1);
    Grid open changes "Estimate" "grid.lower" ["Shift-Down"] if has_selected,
        "lower": "Gives the item one step less impact." => |desk, _| shift(desk, desk.plotted.impact.moves(), -1);
    Grid open looks "Item" "grid.edit" ["Enter", "F2"] hint 3 if has_selected,
        "edit": "Opens the form of the selected item." => |desk, chord| desk.run("item.edit", chord);
    Grid open asks "Item" "grid.new" ["n"],
        "new": "Writes a new item." => |desk, chord| desk.run("item.new", chord);
    Grid open looks "Grid" "grid.axes" ["x"] hint 5,
        "axes": "Changes what goes upwards: cost of delay, value, time criticality, risk." => next_impact;
    Grid open looks "Grid" "grid.bucket" ["c"] hint 6,
        "bucket": "Shows one allocation after the other, then all." => |desk, _| next_bucket(desk);
    Grid open looks "Grid" "grid.lines" ["L"] hint 7,
        "equal lines": "Shows or hides the lines of equal score." => |desk, _| desk.plotted.hides_lines = !desk.plotted.hides_lines;
    Grid open looks "List" "grid.filter" ["/", "Ctrl-f"] hint 8,
        "filter": "Filters as you type, here and on the board." => |desk, chord| desk.run("board.filter", chord);
};

fn has_points(desk: &Desk) -> Result<(), String> {
    if desk.points().spots.is_empty() {
        Err(worded(
            "no item has both an impact and a size yet · {GRID_NEXT} goes to items without a place",
        )
        .to_owned())
    } else {
        Ok(())
    }
}

/// Selects the point nearest in a direction; going astray counts double.
fn walk(desk: &mut Desk, (right, up): (i8, i8)) {
    let all = desk.points().spots;
    let selected = desk.backlog.selected();
    let here = all.iter().find(|spot| Some(spot.id) == selected);
    let Some(here) = here else {
        if let Some(first) = all.first() {
            desk.backlog.select(first.id);
        }
        return;
    };
    let distance = |spot: &Spot| {
        let (dx, dy) = (spot.x - here.x, spot.y - here.y);
        let (ahead, astray) = if right == 0 {
            (dy * f64::from(up), dx.abs())
        } else {
            (dx * f64::from(right), dy.abs())
        };
        (ahead > 1e-9).then_some(ahead + 2.0 * astray)
    };
    let ahead = all
        .iter()
        .filter_map(|spot| Some((distance(spot)?, spot.id)));
    let nearest = ahead.min_by(|one, other| one.0.total_cmp(&other.0).then(one.1.cmp(&other.1)));
    match nearest {
        Some((_, id)) => {
            desk.backlog.select(id);
        }
        None => desk.hint("no point lies that way"),
    }
}

fn by_rank(desk: &mut Desk, by: isize) {
    let shown: Vec<_> = desk.points().in_order();
    if shown.is_empty() {
        return;
    }
    let selected = desk.backlog.selected();
    let place = shown.iter().position(|id| Some(*id) == selected);
    let count = isize::try_from(shown.len()).unwrap_or(1);
    let next = place.map_or(0, |place| {
        (isize::try_from(place).unwrap_or(0) + by).rem_euclid(count)
    });
    if let Some(id) = usize::try_from(next).ok().and_then(|next| shown.get(next)) {
        desk.backlog.select(*id);
    }
}

fn shift(desk: &mut Desk, field: &str, by: isize) {
    let Some(item) = desk.selected().cloned() else {
        return;
    };
    let all = columns(&desk.workspace, Lens::Wsjf);
    let at = Item::KIND.field(field);
    let Some(column) = all.iter().find(|column| Some(column.field) == at) else {
        return;
    };
    let now = column.value(&item);
    if let Some(value) = column.step(&now, by) {
        let words = [&now, &value].map(|value| match column.holds().format(value) {
            words if words.is_empty() => "?".to_owned(),
            words => words,
        });
        let (what, title) = (&column.label, quoted(&item.title));
        let label = format!("{what} of {title}: {}", words.join(" → "));
        if !desk.commit(&label, vec![column.edit(&item, value)]) {
            desk.hint(format!("{what} is at the end of the scale"));
        }
    }
}

fn next_impact(desk: &mut Desk, _: Chord) {
    desk.plotted.impact = desk.plotted.impact.next();
    desk.hint(format!("upwards: {}", desk.plotted.impact.words()));
}

fn next_bucket(desk: &mut Desk) {
    let count = desk.derived.evaluation.balance.buckets.len();
    desk.plotted.bucket = match desk.plotted.bucket {
        None if count > 0 => Some(0),
        Some(at) if at + 1 < count => Some(at + 1),
        _ => None,
    };
    let at = desk.plotted.bucket;
    let id = at.and_then(|at| desk.derived.evaluation.balance.buckets.get(at));
    desk.hint(match desk.workspace.name::<Bucket>(id.copied()) {
        "" => "all allocations".to_owned(),
        name => format!("only {name} · {GRID_BUCKET} goes on"),
    });
}
