//! The roadmap: the other face of the plan, with a forecast beside everything.
//!
//! Owns which way it is grouped and what is chosen. The groups and the forecasts are computed once for a
//! state of the workspace, in [`crate::scoring::forecast::roadmap`].

use crate::desk::command::{Command, commands};
use crate::desk::effect::Effect;
use crate::desk::tab;
use crate::dialogs::form;
use crate::model::id::Id;
use crate::model::increment::Increment;
use crate::model::item::Item;
use crate::model::objective::Objective;
use crate::model::record::{Declared, Kind};
use crate::scoring::forecast::roadmap::groups::{GroupHeading, RoadmapEntry, RoadmapGrouping};
use crate::scoring::forecast::roadmap::{Expectation, Roadmap};
use crate::shell::App;

/// The state of the roadmap.
#[derive(Debug, Default)]
pub struct Roads {
    /// Whether the plan shows it in place of the iterations.
    pub is_shown: bool,
    /// The way it is grouped.
    pub turn: RoadmapGrouping,
    /// The chosen record; none on a heading that stands for no record.
    chosen: Option<(&'static Kind, Id)>,
    /// The row of the cursor, for when that says nothing.
    near: usize,
}

/// A row of the roadmap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Row {
    /// A group and how many entries it has.
    Heading(GroupHeading, usize),
    /// One entry of it.
    Entry(RoadmapEntry),
}

impl Row {
    /// The record it stands for.
    pub fn record(self) -> Option<(&'static Kind, Id)> {
        match self {
            Self::Heading(GroupHeading::Increment(id), _)
            | Self::Entry(RoadmapEntry::Increment(id)) => Some((Increment::KIND, id)),
            Self::Entry(RoadmapEntry::Objective(id)) => Some((Objective::KIND, id)),
            Self::Entry(RoadmapEntry::Item(id)) => Some((Item::KIND, id)),
            Self::Heading(..) => None,
        }
    }

    /// What is said of it.
    pub fn expectation(self, roadmap: &Roadmap) -> Option<&Expectation> {
        match self {
            Self::Heading(GroupHeading::Increment(id), _)
            | Self::Entry(RoadmapEntry::Increment(id)) => roadmap.increment(id),
            Self::Entry(RoadmapEntry::Objective(id)) => roadmap.objective(id),
            Self::Entry(RoadmapEntry::Item(id)) => roadmap.item(id),
            Self::Heading(..) => None,
        }
    }
}

/// The commands of the roadmap.
pub const COMMANDS: &[Command] = commands! { [App]
    Plan open looks "Go" "plan.roadmap" ["r"] hint 10,
        "roadmap": "Shows the roadmap in place of the iterations: everything open, with its forecast." => |app, _| show(app, true);
    Roadmap open looks "Go" "roadmap.iterations" ["r", "Esc"] hint 4,
        "iterations": "Goes back to the iterations of the increment." => |app, _| show(app, false);
    Roadmap open looks "Go" "roadmap.turn" ["Tab"] hint 2,
        "group by": "Turns the roadmap: by increment, by 3, 6 and 12 months, now and next and later." => |app, _| turn(app);
    Roadmap open looks "Move" "roadmap.down" ["Down", "j"] hint 1 if has_rows,
        "move": "Chooses the next row." => |app, _| go(app, 1);
    Roadmap open looks "Move" "roadmap.up" ["Up", "k"] if has_rows,
        "up": "Chooses the row above." => |app, _| go(app, -1);
    Roadmap open looks "Move" "roadmap.page-down" ["PgDn", "Ctrl-d"] if has_rows,
        "page down": "Goes ten rows down." => |app, _| go(app, 10);
    Roadmap open looks "Move" "roadmap.page-up" ["PgUp", "Ctrl-u"] if has_rows,
        "page up": "Goes ten rows up." => |app, _| go(app, -10);
    Roadmap open looks "Move" "roadmap.top" ["g g", "Home"] if has_rows,
        "top": "Goes to the first row." => |app, _| go(app, isize::MIN / 2);
    Roadmap open looks "Move" "roadmap.bottom" ["G", "End"] if has_rows,
        "bottom": "Goes to the last row." => |app, _| go(app, isize::MAX / 2);
    Roadmap open looks "Record" "roadmap.edit" ["Enter"] hint 3 if has_record,
        "edit": "Opens the form of the chosen item, objective or increment." => |app, _| edit(app);
};

/// Every row, from the top.
pub fn rows(app: &App) -> impl Iterator<Item = Row> {
    let groups = app.derived.survey.roadmap.groups(app.roads.turn).iter();
    groups.flat_map(|group| {
        let heading = Row::Heading(group.heading, group.entries.len());
        std::iter::once(heading).chain(group.entries.iter().copied().map(Row::Entry))
    })
}

/// How many rows there are.
pub fn count(app: &App) -> usize {
    let groups = app.derived.survey.roadmap.groups(app.roads.turn).iter();
    groups.map(|group| group.entries.len() + 1).sum()
}

/// The chosen row and its position; none without rows.
pub fn chosen(app: &App) -> Option<(usize, Row)> {
    let last = count(app).checked_sub(1)?;
    let same = |(_, row): &(usize, Row)| row.record() == app.roads.chosen;
    let near = || {
        let at = app.roads.near.min(last);
        Some((at, rows(app).nth(at)?))
    };
    match app.roads.chosen {
        Some(_) => rows(app).enumerate().find(same).or_else(near),
        None => near(),
    }
}

/// The item that is chosen.
pub fn item(app: &App) -> Option<Id> {
    match chosen(app)?.1.record()? {
        (kind, id) if kind == Item::KIND => Some(id),
        _ => None,
    }
}

/// Whether the roadmap is on the screen.
pub fn is_shown(app: &App) -> bool {
    app.view == tab::PLAN && app.roads.is_shown
}

fn has_rows(app: &App) -> Result<(), String> {
    let has = count(app) > 0;
    has.then_some(())
        .ok_or_else(|| "the roadmap is being computed".to_owned())
}

fn has_record(app: &App) -> Result<(), String> {
    let record = chosen(app).and_then(|(_, row)| row.record());
    record
        .map(|_| ())
        .ok_or_else(|| "a heading has nothing to edit · arrows go to a row".to_owned())
}

fn show(app: &mut App, is_shown: bool) -> Vec<Effect> {
    app.roads.is_shown = is_shown;
    let item = app.backlog.selected();
    if let (true, Some(id)) = (is_shown, item) {
        app.roads.chosen = Some((Item::KIND, id));
    }
    Vec::new()
}

fn turn(app: &mut App) -> Vec<Effect> {
    app.roads.turn = app.roads.turn.next();
    if app.roads.chosen.is_none() {
        app.roads.near = 0;
    }
    Vec::new()
}

fn go(app: &mut App, by: isize) -> Vec<Effect> {
    let last = count(app).saturating_sub(1);
    if let Some((at, _)) = chosen(app) {
        choose(app, at.saturating_add_signed(by).min(last));
    }
    Vec::new()
}

/// Chooses the row at a position; an item becomes the selected one of the board, where it is listed.
pub(crate) fn choose(app: &mut App, at: usize) {
    let row = rows(app).nth(at);
    app.roads.near = at;
    app.roads.chosen = row.and_then(Row::record);
    if let Some(item) = item(app) {
        app.backlog.select(item);
    }
}

fn edit(app: &mut App) -> Vec<Effect> {
    if let Some((kind, id)) = chosen(app).and_then(|(_, row)| row.record()) {
        form::open(app, kind, id);
    }
    Vec::new()
}
