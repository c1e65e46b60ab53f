//! The roadmap: the plan's face with everything open and a forecast beside it.
//!
//! Owns which way it is grouped and what is chosen. The groups and the forecasts are computed once for a
//! state of the workspace, in [`crate::scoring::forecast::roadmap`].

use crate::desk::Desk;
use crate::desk::command::{Command, commands};
use crate::dialogs::form;
use crate::model::Workspace;
use crate::model::id::Id;
use crate::model::increment::Increment;
use crate::model::item::Item;
use crate::model::objective::Objective;
use crate::model::record::{Declared, Kind};
use crate::scoring::forecast::roadmap::groups::{GroupHeading, RoadmapEntry, RoadmapGrouping};
use crate::scoring::forecast::roadmap::{Expectation, Roadmap, words};
use crate::views::plan::state::{Face, Planning};

/// How the roadmap is grouped, and what is chosen on it.
#[derive(Debug, Default)]
pub struct RoadmapCursor {
    /// The way it is grouped.
    pub turn: RoadmapGrouping,
    /// The chosen record; none on a heading that stands for no record.
    chosen: Option<(&'static Kind, Id)>,
    /// Its row, for when that says nothing.
    row: usize,
}

/// A row of the roadmap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RoadmapRow {
    /// A group and how many entries it has.
    Heading(GroupHeading, usize),
    /// One entry of it.
    Entry(RoadmapEntry),
}

impl RoadmapRow {
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
        match self.record()? {
            (kind, id) if kind == Increment::KIND => roadmap.increment(id),
            (kind, id) if kind == Objective::KIND => roadmap.objective(id),
            (_, id) => roadmap.item(id),
        }
    }

    /// What it is called.
    pub(super) fn title(self, workspace: &Workspace) -> String {
        match self {
            Self::Heading(heading, _) => words::heading(workspace, heading),
            Self::Entry(RoadmapEntry::Increment(id)) => {
                words::heading(workspace, GroupHeading::Increment(id))
            }
            Self::Entry(RoadmapEntry::Objective(id)) => workspace.name::<Objective>(id).to_owned(),
            Self::Entry(RoadmapEntry::Item(id)) => workspace.name::<Item>(id).to_owned(),
        }
    }
}

/// The commands of the roadmap.
pub const COMMANDS: &[Command] = commands! { [Planning]
    Plan open looks "Go" "plan.roadmap" ["r"] hint 10,
        "roadmap": "Shows the roadmap in place of the iterations: everything open, with its forecast." => |desk, plan, _| show(desk, plan);
    Roadmap open looks "Go" "roadmap.iterations" ["r", "Esc"] hint 4,
        "iterations": "Goes back to the iterations of the increment." => |_, plan, _| plan.face = Face::Iterations;
    Roadmap open looks "Go" "roadmap.turn" ["Tab"] hint 2,
        "group by": "Turns the roadmap: by increment, by 3, 6 and 12 months, now and next and later." => |_, plan, _| turn(&mut plan.roadmap);
    Roadmap open looks "Record" "roadmap.edit" ["Enter", "F2"] hint 3 if has_record,
        "edit": "Opens the form of the chosen item, objective or increment." => |desk, plan, _| edit(desk, plan);
};

/// Every row of a grouping, from the top.
pub fn rows(desk: &Desk, turn: RoadmapGrouping) -> impl Iterator<Item = RoadmapRow> {
    let groups = &desk.derived.survey.roadmap;
    let groups = groups.groups(&desk.workspace, turn).iter();
    groups.flat_map(|group| {
        let heading = RoadmapRow::Heading(group.heading, group.entries.len());
        let entries = group.entries.iter().copied().map(RoadmapRow::Entry);
        std::iter::once(heading).chain(entries)
    })
}

/// How many rows a grouping has.
pub(super) fn count(desk: &Desk, turn: RoadmapGrouping) -> usize {
    let groups = &desk.derived.survey.roadmap;
    let groups = groups.groups(&desk.workspace, turn).iter();
    groups.map(|group| group.entries.len() + 1).sum()
}

/// The chosen row and its position; none without rows.
pub fn chosen(desk: &Desk, cursor: &RoadmapCursor) -> Option<(usize, RoadmapRow)> {
    let last = count(desk, cursor.turn).checked_sub(1)?;
    let mut all = rows(desk, cursor.turn).enumerate();
    let same = cursor
        .chosen
        .and_then(|chosen| all.find(|(_, row)| row.record() == Some(chosen)));
    let near = cursor.row.min(last);
    same.or_else(|| rows(desk, cursor.turn).enumerate().nth(near))
}

/// The record of the chosen row.
pub(super) fn record(desk: &Desk, plan: &Planning) -> Option<(&'static Kind, Id)> {
    chosen(desk, &plan.roadmap)?.1.record()
}

/// The item that is chosen.
pub(super) fn item(desk: &Desk, plan: &Planning) -> Option<Id> {
    let (kind, id) = record(desk, plan)?;
    (kind == Item::KIND).then_some(id)
}

/// Whether there is a row to go to; if not, why.
pub(super) fn has_rows(desk: &Desk, plan: &Planning) -> Result<(), String> {
    let has = count(desk, plan.roadmap.turn) > 0;
    has.then_some(())
        .ok_or_else(|| "the roadmap is being computed".to_owned())
}

fn has_record(desk: &Desk, plan: &Planning) -> Result<(), String> {
    record(desk, plan)
        .map(|_| ())
        .ok_or_else(|| "a heading has nothing to edit · arrows go to a row".to_owned())
}

fn show(desk: &Desk, plan: &mut Planning) {
    plan.face = Face::Roadmap;
    if let Some(id) = desk.backlog.selected() {
        plan.roadmap.chosen = Some((Item::KIND, id));
    }
}

fn turn(cursor: &mut RoadmapCursor) {
    cursor.turn = cursor.turn.next();
    if cursor.chosen.is_none() {
        cursor.row = 0;
    }
}

/// Goes so many rows down, or up.
pub(super) fn go(desk: &mut Desk, plan: &mut Planning, by: isize) {
    let last = count(desk, plan.roadmap.turn).saturating_sub(1);
    if let Some((at, _)) = chosen(desk, &plan.roadmap) {
        choose(desk, plan, at.saturating_add_signed(by).min(last));
    }
}

/// Chooses the row at a position; an item becomes the selected one of the board, where it is listed.
pub(super) fn choose(desk: &mut Desk, plan: &mut Planning, at: usize) {
    let row = rows(desk, plan.roadmap.turn).nth(at);
    plan.roadmap.row = at;
    plan.roadmap.chosen = row.and_then(RoadmapRow::record);
    if let Some(item) = item(desk, plan) {
        desk.backlog.select(item);
    }
}

/// Opens the form of the chosen record.
pub(super) fn edit(desk: &mut Desk, plan: &Planning) {
    if let Some((kind, id)) = record(desk, plan) {
        form::open(desk, kind, id);
    }
}
