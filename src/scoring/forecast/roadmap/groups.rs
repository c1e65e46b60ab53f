//! The roadmap in groups: by increment, by months from today, and now, next, later.
//!
//! Owns what stands in which group. By months, the date at 85 % decides.

use std::collections::BTreeSet;

use chrono::{Months, NaiveDate};

use super::{Expectation, Roadmap, UnknownDate};
use crate::model::Workspace;
use crate::model::id::Id;
use crate::model::item::{Item, State};
use crate::model::objective::Objective;
use crate::scoring::forecast::When;
use crate::scoring::plan::coming::increment_of;
use crate::scoring::plan::in_time;

/// A way to group the roadmap.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RoadmapGrouping {
    /// By increment.
    #[default]
    Increments,
    /// By 3, 6 and 12 months.
    Months,
    /// Now, next and later.
    Now,
}

impl RoadmapGrouping {
    /// All of them, in the order one follows the other.
    pub const ALL: [Self; 3] = [Self::Increments, Self::Months, Self::Now];

    /// The one after this.
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::Increments => Self::Months,
            Self::Months => Self::Now,
            Self::Now => Self::Increments,
        }
    }
}

/// What a group has in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GroupHeading {
    /// Planned for this increment.
    Increment(Id),
    /// In no increment.
    Unplanned,
    /// Likely done within so many months, by a day.
    Within(u32, NaiveDate),
    /// Likely done later than that, or never.
    Beyond,
    /// Nothing says when it is done.
    Unknown,
    /// In work, or planned for the coming increment or one before it.
    Now,
    /// Planned for the increment after the coming one.
    Next,
    /// Everything else.
    Later,
}

/// One line of a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RoadmapEntry {
    /// The plan of an increment.
    Increment(Id),
    /// An objective.
    Objective(Id),
    /// An item.
    Item(Id),
}

/// Entries with something in common: increments, then objectives, then items in their order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoadmapGroup {
    /// What they have in common.
    pub heading: GroupHeading,
    /// The entries.
    pub entries: Vec<RoadmapEntry>,
}

/// Groups what is open one way; months begin on a day.
pub(super) fn groups(
    workspace: &Workspace,
    roadmap: &Roadmap,
    order: &[Id],
    turn: RoadmapGrouping,
    begins: Option<NaiveDate>,
) -> Vec<RoadmapGroup> {
    let increments = open_increments(workspace, order, roadmap.coming);
    let headings = headings(&increments, turn, begins);
    let mut groups: Vec<RoadmapGroup> = headings
        .into_iter()
        .map(|heading| RoadmapGroup {
            heading,
            entries: Vec::new(),
        })
        .collect();
    let sort = Sorter {
        workspace,
        roadmap,
        turn,
        increments: &increments,
    };
    let mut put = |heading: GroupHeading, entry: RoadmapEntry| {
        if let Some(group) = groups.iter_mut().find(|group| group.heading == heading) {
            group.entries.push(entry);
        }
    };
    // By increment, the heading is the increment itself.
    if turn != RoadmapGrouping::Increments {
        for increment in &increments {
            let entry = RoadmapEntry::Increment(*increment);
            put(sort.heading(entry, begins), entry);
        }
    }
    for objective in workspace.all::<Objective>() {
        let is_planned = |id: Id| increments.contains(&id);
        let is_closed = roadmap.objective(objective.id) == Some(&Err(UnknownDate::Closed));
        if objective.increment.0.is_some_and(is_planned) && !is_closed {
            let entry = RoadmapEntry::Objective(objective.id);
            put(sort.heading(entry, begins), entry);
        }
    }
    for id in order {
        let entry = RoadmapEntry::Item(*id);
        put(sort.heading(entry, begins), entry);
    }
    groups
}

/// The coming increment, those after it, and earlier ones with open items; in time.
fn open_increments(workspace: &Workspace, order: &[Id], coming: Option<Id>) -> Vec<Id> {
    let all = in_time(workspace);
    let first = all.iter().position(|one| Some(one.id) == coming);
    let planned: BTreeSet<Id> = order
        .iter()
        .filter_map(|id| increment_of(workspace, workspace.get::<Item>(*id)?))
        .collect();
    all.iter()
        .enumerate()
        .filter(|(at, one)| first.is_some_and(|first| *at >= first) || planned.contains(&one.id))
        .map(|(_, one)| one.id)
        .collect()
}

fn headings(
    increments: &[Id],
    turn: RoadmapGrouping,
    begins: Option<NaiveDate>,
) -> Vec<GroupHeading> {
    match turn {
        RoadmapGrouping::Increments => {
            let all = increments.iter().map(|id| GroupHeading::Increment(*id));
            all.chain([GroupHeading::Unplanned]).collect()
        }
        RoadmapGrouping::Months => {
            let within = [3, 6, 12].map(|months| within(begins, months));
            let ends = [GroupHeading::Beyond, GroupHeading::Unknown];
            within.into_iter().flatten().chain(ends).collect()
        }
        RoadmapGrouping::Now => vec![GroupHeading::Now, GroupHeading::Next, GroupHeading::Later],
    }
}

fn within(begins: Option<NaiveDate>, months: u32) -> Option<GroupHeading> {
    let day = begins?.checked_add_months(Months::new(months))?;
    Some(GroupHeading::Within(months, day))
}

struct Sorter<'a> {
    workspace: &'a Workspace,
    roadmap: &'a Roadmap,
    turn: RoadmapGrouping,
    increments: &'a [Id],
}

impl Sorter<'_> {
    fn heading(&self, entry: RoadmapEntry, begins: Option<NaiveDate>) -> GroupHeading {
        match self.turn {
            RoadmapGrouping::Increments => {
                let known = |id: &Id| self.increments.contains(id);
                let increment = self.increment(entry).filter(known);
                increment.map_or(GroupHeading::Unplanned, GroupHeading::Increment)
            }
            RoadmapGrouping::Months => by_months(self.expectation(entry), begins),
            RoadmapGrouping::Now => self.now(entry),
        }
    }

    fn increment(&self, entry: RoadmapEntry) -> Option<Id> {
        match entry {
            RoadmapEntry::Increment(id) => Some(id),
            RoadmapEntry::Objective(id) => self.workspace.get::<Objective>(id)?.increment.0,
            RoadmapEntry::Item(id) => increment_of(self.workspace, self.workspace.get(id)?),
        }
    }

    fn expectation(&self, entry: RoadmapEntry) -> Option<&Expectation> {
        match entry {
            RoadmapEntry::Increment(id) => self.roadmap.increment(id),
            RoadmapEntry::Objective(id) => self.roadmap.objective(id),
            RoadmapEntry::Item(id) => self.roadmap.item(id),
        }
    }

    fn now(&self, entry: RoadmapEntry) -> GroupHeading {
        if let RoadmapEntry::Item(id) = entry
            && self.workspace.get::<Item>(id).map(|item| item.state) == Some(State::Doing)
        {
            return GroupHeading::Now;
        }
        let coming = self.roadmap.coming;
        let place = |id: Id| self.increments.iter().position(|other| *other == id);
        let coming = coming.and_then(place);
        match (self.increment(entry).and_then(place), coming) {
            (Some(at), Some(coming)) if at <= coming => GroupHeading::Now,
            (Some(at), Some(coming)) if at == coming + 1 => GroupHeading::Next,
            _ => GroupHeading::Later,
        }
    }
}

fn by_months(expectation: Option<&Expectation>, begins: Option<NaiveDate>) -> GroupHeading {
    let Some(Ok(likely)) = expectation else {
        return GroupHeading::Unknown;
    };
    match (likely.when.likely, likely.days.likely) {
        (When::Beyond | When::Never, _) => GroupHeading::Beyond,
        (When::Within(0), _) => within(begins, 3).unwrap_or(GroupHeading::Unknown),
        (When::Within(_), None) => GroupHeading::Unknown,
        (When::Within(_), Some(day)) => {
            let mut spans = [3, 6, 12].into_iter().filter_map(|m| within(begins, m));
            spans
                .find(|span| matches!(span, GroupHeading::Within(_, last) if day <= *last))
                .unwrap_or(GroupHeading::Beyond)
        }
    }
}
