//! The roadmap in groups: by increment, theme, parent, team, objective, stage of a journey, by months from today, and now, next, later.
//!
//! Owns what stands in which group. By months, the date at 85 % decides.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Months, NaiveDate};

use super::{Expectation, Roadmap, UnknownDate};
use crate::model::Workspace;
use crate::model::id::Id;
use crate::model::increment::Increment;
use crate::model::item::{Item, State};
use crate::model::objective::Objective;
use crate::model::record::{Declared, Kind, Record};
use crate::model::team::Team;
use crate::model::theme::Theme;
use crate::scoring::forecast::When;
use crate::scoring::insight::journeys::{all_stages, first_stages};
use crate::scoring::insight::vision::themes;
use crate::scoring::levels;
use crate::scoring::plan::coming::increment_of;
use crate::scoring::plan::in_time;

/// A way to group the roadmap.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum RoadmapGrouping {
    /// By increment.
    #[default]
    Increments,
    /// By the theme an item serves.
    Themes,
    /// By the larger piece of work an item is a part of.
    Parents,
    /// By team.
    Teams,
    /// By objective.
    Objectives,
    /// By the stage of a journey that an item makes better.
    Stages,
    /// By 3, 6 and 12 months.
    Months,
    /// Now, next and later.
    Now,
}

impl RoadmapGrouping {
    /// All of them, in the order one follows the other, each with its word for a command line.
    pub const ALL: [(Self, &'static str); 8] = [
        (Self::Increments, "increments"),
        (Self::Themes, "themes"),
        (Self::Parents, "parents"),
        (Self::Teams, "teams"),
        (Self::Objectives, "objectives"),
        (Self::Stages, "stages"),
        (Self::Months, "months"),
        (Self::Now, "now"),
    ];

    /// The one so many after this, or before it.
    #[must_use]
    pub fn turned(self, by: isize) -> Self {
        let count = Self::ALL.len().cast_signed();
        let at = Self::ALL.iter().position(|(one, _)| *one == self);
        let at = at.unwrap_or_default().cast_signed() + by;
        let next = usize::try_from(at.rem_euclid(count)).unwrap_or_default();
        Self::ALL.get(next).map_or(self, |(one, _)| *one)
    }

    /// Whether records are its headings, so that what belongs to none of them stands last under a heading of its own.
    const fn is_by_record(self) -> bool {
        matches!(
            self,
            Self::Themes | Self::Parents | Self::Teams | Self::Objectives | Self::Stages
        )
    }
}

/// What a group has in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum GroupHeading {
    /// Planned for this increment.
    Increment(Id),
    /// In no increment.
    Unplanned,
    /// Serves this theme.
    Theme(Id),
    /// Is a part of this item.
    Parent(Id),
    /// Is done by this team.
    Team(Id),
    /// Is for this objective.
    Objective(Id),
    /// Makes this stage better.
    Stage(Id),
    /// Belongs to none of what it is grouped by.
    Without(RoadmapGrouping),
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

impl RoadmapEntry {
    /// The record it stands for.
    pub const fn record(self) -> (&'static Kind, Id) {
        match self {
            Self::Increment(id) => (Increment::KIND, id),
            Self::Objective(id) => (Objective::KIND, id),
            Self::Item(id) => (Item::KIND, id),
        }
    }

    /// Its id.
    pub const fn id(self) -> Id {
        self.record().1
    }

    /// What it is called.
    pub fn name(self, workspace: &Workspace) -> &str {
        let (kind, id) = self.record();
        workspace.record(kind, id).map_or("", Record::name)
    }
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
    let objectives = objectives(workspace, roadmap, &increments);
    let headings = headings(workspace, order, (&increments, &objectives), turn, begins);
    let places: BTreeMap<GroupHeading, usize> = headings.iter().copied().zip(0..).collect();
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
        of: if turn == RoadmapGrouping::Stages {
            first_stages(workspace)
        } else {
            first_objectives(&objectives)
        },
    };
    let mut put = |heading: GroupHeading, entry: RoadmapEntry| {
        let place = places.get(&heading);
        if let Some(group) = place.and_then(|at| groups.get_mut(*at)) {
            group.entries.push(entry);
        }
    };
    // By increment, the heading is the increment itself.
    if matches!(turn, RoadmapGrouping::Months | RoadmapGrouping::Now) {
        for increment in &increments {
            let entry = RoadmapEntry::Increment(*increment);
            put(sort.heading(entry, begins), entry);
        }
    }
    if !turn.is_by_record() {
        for objective in &objectives {
            let entry = RoadmapEntry::Objective(objective.id);
            put(sort.heading(entry, begins), entry);
        }
    }
    for id in order {
        let entry = RoadmapEntry::Item(*id);
        let heading = sort.heading(entry, begins);
        // What is a heading already does not stand below another one, too.
        let is_heading = turn == RoadmapGrouping::Parents
            && heading == GroupHeading::Without(turn)
            && places.contains_key(&GroupHeading::Parent(*id));
        if !is_heading {
            put(heading, entry);
        }
    }
    if turn.is_by_record() {
        groups.retain(|group| !group.entries.is_empty());
    }
    groups
}

/// The objectives of what is still open, in time.
fn objectives<'w>(
    workspace: &'w Workspace,
    roadmap: &Roadmap,
    increments: &[Id],
) -> Vec<&'w Objective> {
    let place = |objective: &Objective| {
        let increment = objective.increment.0?;
        increments.iter().position(|one| *one == increment)
    };
    let all = workspace.all::<Objective>();
    let mut all: Vec<(usize, &Objective)> = all
        .filter(|one| roadmap.objective(one.id) != Some(&Err(UnknownDate::Closed)))
        .filter_map(|one| Some((place(one)?, one)))
        .collect();
    all.sort_by_key(|(place, _)| *place);
    all.into_iter().map(|(_, objective)| objective).collect()
}

/// The first objective that takes each item.
fn first_objectives(objectives: &[&Objective]) -> BTreeMap<Id, Id> {
    let mut first = BTreeMap::new();
    for objective in objectives {
        for item in &objective.items.0 {
            first.entry(*item).or_insert(objective.id);
        }
    }
    first
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
    workspace: &Workspace,
    order: &[Id],
    (increments, objectives): (&[Id], &[&Objective]),
    turn: RoadmapGrouping,
    begins: Option<NaiveDate>,
) -> Vec<GroupHeading> {
    let records: Vec<GroupHeading> = match turn {
        RoadmapGrouping::Increments => {
            let all = increments.iter().map(|id| GroupHeading::Increment(*id));
            return all.chain([GroupHeading::Unplanned]).collect();
        }
        RoadmapGrouping::Months => {
            let within = [3, 6, 12].map(|months| within(begins, months));
            let ends = [GroupHeading::Beyond, GroupHeading::Unknown];
            return within.into_iter().flatten().chain(ends).collect();
        }
        RoadmapGrouping::Now => {
            return vec![GroupHeading::Now, GroupHeading::Next, GroupHeading::Later];
        }
        RoadmapGrouping::Themes => {
            let all = themes(workspace).into_iter();
            all.map(|theme| GroupHeading::Theme(theme.id)).collect()
        }
        RoadmapGrouping::Teams => {
            let mut all: Vec<&Team> = workspace.all().collect();
            all.sort_by(|one, other| one.name.cmp(&other.name));
            all.iter().map(|team| GroupHeading::Team(team.id)).collect()
        }
        RoadmapGrouping::Objectives => {
            let all = objectives.iter();
            all.map(|one| GroupHeading::Objective(one.id)).collect()
        }
        RoadmapGrouping::Stages => {
            let all = all_stages(workspace).into_iter();
            all.map(|stage| GroupHeading::Stage(stage.id)).collect()
        }
        RoadmapGrouping::Parents => {
            let parent = |id: &Id| workspace.get::<Item>(*id)?.parent.0;
            let mut met = BTreeSet::new();
            let parents = order.iter().filter_map(parent);
            let parents = parents.filter(|id| workspace.get::<Item>(*id).is_some());
            let parents = parents.filter(|id| met.insert(*id));
            parents.map(GroupHeading::Parent).collect()
        }
    };
    records
        .into_iter()
        .chain([GroupHeading::Without(turn)])
        .collect()
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
    /// The objective each item is for, or the stage it makes better.
    of: BTreeMap<Id, Id>,
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
            RoadmapGrouping::Themes
            | RoadmapGrouping::Parents
            | RoadmapGrouping::Teams
            | RoadmapGrouping::Objectives
            | RoadmapGrouping::Stages => {
                let record = self.by_record(entry);
                record.unwrap_or(GroupHeading::Without(self.turn))
            }
        }
    }

    /// The record that an item belongs to, where it is there.
    fn by_record(&self, entry: RoadmapEntry) -> Option<GroupHeading> {
        let RoadmapEntry::Item(id) = entry else {
            return None;
        };
        let workspace = self.workspace;
        let item = workspace.get::<Item>(id)?;
        match self.turn {
            RoadmapGrouping::Themes => {
                let theme = workspace.get::<Theme>(item.theme.0?)?;
                Some(GroupHeading::Theme(theme.id))
            }
            RoadmapGrouping::Parents => {
                let parent = workspace.get::<Item>(item.parent.0?)?;
                Some(GroupHeading::Parent(parent.id))
            }
            RoadmapGrouping::Teams => {
                let team = workspace.get::<Team>(levels::team(workspace, item)?)?;
                Some(GroupHeading::Team(team.id))
            }
            RoadmapGrouping::Objectives => self.of.get(&id).copied().map(GroupHeading::Objective),
            RoadmapGrouping::Stages => self.of.get(&id).copied().map(GroupHeading::Stage),
            RoadmapGrouping::Increments | RoadmapGrouping::Months | RoadmapGrouping::Now => None,
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
        self.roadmap.of(entry)
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
