//! The roadmap as its readers see it, on an axis of days: bars, borders of intervals, milestones.
//!
//! Owns who reads what, from which day to which day a bar goes, and how far the axis reaches. The days are those of
//! the [`Roadmap`]; nothing is forecast here.

mod axis;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Months, NaiveDate};

pub use self::axis::{DayAxis, Notch, Span, StripCell};

use super::Roadmap;
use super::groups::{GroupHeading, RoadmapEntry, RoadmapGrouping};
use crate::model::Workspace;
use crate::model::id::Id;
use crate::model::increment::Increment;
use crate::model::item::{Item, State};
use crate::model::milestone::Milestone;
use crate::model::objective::{Commitment, Objective};
use crate::scoring::insight::journeys::first_stages;
use crate::scoring::levels;
use crate::scoring::plan::coming::increment_of;
use crate::scoring::plan::in_time;

/// How far an axis may reach, in months.
pub const REACHES: [u32; 4] = [3, 6, 12, 24];

/// How far it reaches at most where nobody says how far.
const USUAL: u32 = 12;

/// Whom a roadmap is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Readers {
    /// Those who do the work and pay for it: everything that is open.
    #[default]
    Inside,
    /// Customers: what is promised in the nearest interval by a day, what comes in later intervals without one.
    Customers,
}

impl Readers {
    /// All of them, with their words.
    pub const ALL: [(Self, &'static str); 2] =
        [(Self::Inside, "inside"), (Self::Customers, "customers")];

    /// The others.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Inside => Self::Customers,
            Self::Customers => Self::Inside,
        }
    }
}

/// What is wished of a roadmap.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ChartWish {
    /// How it is grouped.
    pub grouping: RoadmapGrouping,
    /// Whom it is for.
    pub readers: Readers,
    /// How many months its axis reaches; none for as far as there is something, up to a year.
    pub months: Option<u32>,
}

/// How far ahead something is; what is farther is drawn fainter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Distance {
    /// In work, or planned for the coming interval or before it.
    Near,
    /// Planned for the interval after that.
    Next,
    /// Everything else.
    Later,
}

/// One line with its bar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChartBar {
    /// What it stands for.
    pub entry: RoadmapEntry,
    /// Its days; none where they are unknown, or these readers are told of no day.
    pub span: Option<Span>,
    /// How far ahead it is.
    pub distance: Distance,
}

/// Lines with something in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChartGroup {
    /// What they have in common.
    pub heading: GroupHeading,
    /// The days of all of them.
    pub span: Option<Span>,
    /// How many of its items are done, of how many that are not given up; none where that says nothing.
    pub progress: Option<(usize, usize)>,
    /// The lines.
    pub bars: Vec<ChartBar>,
}

/// The roadmap as its readers see it.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Chart {
    /// Its lines.
    pub groups: Vec<ChartGroup>,
    /// Its days; none where periods have none.
    pub axis: Option<DayAxis>,
    /// Where intervals begin.
    pub borders: Vec<Notch>,
    /// The milestones on the axis.
    pub milestones: Vec<Notch>,
    /// How many lines go on after the last day of the axis.
    pub beyond: usize,
    /// How many lines have no day, though these readers would be told of one.
    pub undated: usize,
}

/// Makes a roadmap for its readers of these items; of all where none are named.
pub fn chart(
    workspace: &Workspace,
    roadmap: &Roadmap,
    wish: ChartWish,
    items: Option<&BTreeSet<Id>>,
    today: Option<NaiveDate>,
) -> Chart {
    let reader = RoadmapReader {
        workspace,
        roadmap,
        wish,
        items,
        distances: distances(workspace, roadmap),
        promised: promised(workspace),
        with_objectives: workspace
            .all::<Objective>()
            .filter_map(|objective| objective.increment.0)
            .collect(),
    };
    let progress = progress(workspace, wish.grouping);
    let groups = roadmap.groups(workspace, wish.grouping).iter();
    let mut groups: Vec<ChartGroup> = groups
        .map(|group| ChartGroup {
            progress: progress.get(&group.heading).copied(),
            ..reader.group(group.heading, &group.entries)
        })
        .collect();
    if wish.readers == Readers::Customers || items.is_some() {
        groups.retain(|group| !group.bars.is_empty());
    }
    let spans = || groups.iter().flat_map(|group| &group.bars);
    let axis = axis(roadmap, wish.months, today, spans().map(|bar| bar.span));
    let mut chart = Chart {
        axis,
        ..Chart::default()
    };
    if let Some(axis) = axis {
        let is_far = |span: Span| span.likely.is_none_or(|day| day > axis.last);
        chart.beyond = spans().filter(|bar| bar.span.is_some_and(is_far)).count();
        chart.borders = borders(workspace, axis);
        chart.milestones = reader.milestones(axis, &groups);
    }
    let is_told =
        |bar: &&ChartBar| wish.readers == Readers::Inside || bar.distance == Distance::Near;
    chart.undated = spans()
        .filter(|bar| bar.span.is_none())
        .filter(is_told)
        .count();
    chart.groups = groups;
    chart
}

/// How far ahead each item is.
fn distances(workspace: &Workspace, roadmap: &Roadmap) -> BTreeMap<Id, Distance> {
    let groups = roadmap.groups(workspace, RoadmapGrouping::Now).iter();
    let each = groups.flat_map(|group| {
        let distance = match group.heading {
            GroupHeading::Now => Distance::Near,
            GroupHeading::Next => Distance::Next,
            GroupHeading::Later
            | GroupHeading::Increment(_)
            | GroupHeading::Unplanned
            | GroupHeading::Theme(_)
            | GroupHeading::Parent(_)
            | GroupHeading::Team(_)
            | GroupHeading::Objective(_)
            | GroupHeading::Stage(_)
            | GroupHeading::Without(_)
            | GroupHeading::Within(..)
            | GroupHeading::Beyond
            | GroupHeading::Unknown => Distance::Later,
        };
        let entries = group.entries.iter();
        entries.map(move |entry| (entry.id(), distance))
    });
    each.collect()
}

/// The items of committed objectives.
fn promised(workspace: &Workspace) -> BTreeSet<Id> {
    let all = workspace.all::<Objective>();
    let committed = all.filter(|objective| objective.commitment == Commitment::Committed);
    committed
        .flat_map(|one| one.items.0.iter().copied())
        .collect()
}

/// How many items under each heading are done, of how many that are not given up.
fn progress(
    workspace: &Workspace,
    grouping: RoadmapGrouping,
) -> BTreeMap<GroupHeading, (usize, usize)> {
    let mut counts = BTreeMap::new();
    let mut count = |heading: GroupHeading, item: &Item| {
        let (done, all): &mut (usize, usize) = counts.entry(heading).or_default();
        *done += usize::from(item.state == State::Done);
        *all += usize::from(item.state == State::Done || item.state.is_open());
    };
    if grouping == RoadmapGrouping::Objectives {
        for objective in workspace.all::<Objective>() {
            let items = objective.items.0.iter();
            for item in items.filter_map(|id| workspace.get::<Item>(*id)) {
                count(GroupHeading::Objective(objective.id), item);
            }
        }
        return counts;
    }
    let hit = if grouping == RoadmapGrouping::Stages {
        first_stages(workspace)
    } else {
        BTreeMap::new()
    };
    for item in workspace.all::<Item>() {
        let heading = match grouping {
            // What is told by its parts, or by its whole, is not one more.
            RoadmapGrouping::Themes | RoadmapGrouping::Stages | RoadmapGrouping::Increments
                if !levels::counts(workspace, item) =>
            {
                None
            }
            RoadmapGrouping::Themes => item.theme.0.map(GroupHeading::Theme),
            RoadmapGrouping::Stages => hit.get(&item.id).copied().map(GroupHeading::Stage),
            RoadmapGrouping::Parents => item.parent.0.map(GroupHeading::Parent),
            RoadmapGrouping::Increments => {
                increment_of(workspace, item).map(GroupHeading::Increment)
            }
            RoadmapGrouping::Teams
            | RoadmapGrouping::Objectives
            | RoadmapGrouping::Months
            | RoadmapGrouping::Now => None,
        };
        if let Some(heading) = heading {
            count(heading, item);
        }
    }
    counts
}

struct RoadmapReader<'a> {
    workspace: &'a Workspace,
    roadmap: &'a Roadmap,
    wish: ChartWish,
    items: Option<&'a BTreeSet<Id>>,
    distances: BTreeMap<Id, Distance>,
    promised: BTreeSet<Id>,
    /// The increments that have an objective.
    with_objectives: BTreeSet<Id>,
}

impl RoadmapReader<'_> {
    fn group(&self, heading: GroupHeading, entries: &[RoadmapEntry]) -> ChartGroup {
        let shown = entries.iter().filter(|entry| self.shows(**entry));
        let bars: Vec<ChartBar> = shown.map(|entry| self.bar(*entry)).collect();
        ChartGroup {
            span: together(bars.iter().filter_map(|bar| bar.span)),
            progress: None,
            heading,
            bars,
        }
    }

    /// Whether an entry is for these readers, and among the items that are meant.
    fn shows(&self, entry: RoadmapEntry) -> bool {
        let meant = |id: &Id| self.items.is_none_or(|items| items.contains(id));
        match (entry, self.wish.readers) {
            (RoadmapEntry::Item(id), Readers::Inside) => meant(&id),
            (RoadmapEntry::Item(id), Readers::Customers) => {
                let is_theirs = match self.distance(id) {
                    Distance::Near => self.is_promised(id),
                    Distance::Next => true,
                    Distance::Later => self.is_planned_later(id),
                };
                is_theirs && meant(&id)
            }
            (RoadmapEntry::Objective(id), Readers::Inside) => {
                let objective = self.workspace.get::<Objective>(id);
                let mut items = objective
                    .map(|one| one.items.0.iter())
                    .into_iter()
                    .flatten();
                self.items.is_none() || items.any(meant)
            }
            (RoadmapEntry::Increment(_), Readers::Inside) => self.items.is_none(),
            (RoadmapEntry::Objective(_) | RoadmapEntry::Increment(_), Readers::Customers) => false,
        }
    }

    /// Whether an item is promised: a committed objective takes it, or its interval has no objective at all and it is
    /// likely done there.
    fn is_promised(&self, id: Id) -> bool {
        if self.promised.contains(&id) {
            return true;
        }
        let item = self.workspace.get::<Item>(id);
        let Some(increment) = item.and_then(|item| increment_of(self.workspace, item)) else {
            return false;
        };
        let has_none = !self.with_objectives.contains(&increment);
        let ends = self.workspace.get::<Increment>(increment);
        let ends = ends.and_then(|increment| increment.ends);
        let likely = self
            .span(RoadmapEntry::Item(id))
            .and_then(|span| span.likely);
        has_none
            && likely
                .zip(ends)
                .is_some_and(|(likely, ends)| likely <= ends)
    }

    fn is_planned_later(&self, id: Id) -> bool {
        let item = self.workspace.get::<Item>(id);
        item.is_some_and(|item| increment_of(self.workspace, item).is_some())
    }

    fn distance(&self, id: Id) -> Distance {
        self.distances.get(&id).copied().unwrap_or(Distance::Later)
    }

    fn bar(&self, entry: RoadmapEntry) -> ChartBar {
        let distance = self.distance(entry.id());
        let span = self.span(entry);
        ChartBar {
            entry,
            span: match self.wish.readers {
                Readers::Inside => span,
                Readers::Customers => span
                    .filter(|_| distance == Distance::Near)
                    .map(|span| Span { half: None, ..span }),
            },
            distance,
        }
    }

    /// From when to when an entry goes; none where no day is known.
    fn span(&self, entry: RoadmapEntry) -> Option<Span> {
        let likely = self.roadmap.of(entry)?.as_ref().ok()?;
        let starts = match entry {
            RoadmapEntry::Item(id) => self.roadmap.begins(id),
            RoadmapEntry::Objective(id) => {
                let items = self.workspace.get::<Objective>(id)?.items.0.iter();
                items.filter_map(|id| self.roadmap.begins(*id)).min()
            }
            RoadmapEntry::Increment(id) => self.workspace.get::<Increment>(id)?.starts,
        };
        Some(Span {
            starts: starts?,
            half: likely.days.half,
            likely: likely.days.likely,
        })
    }

    /// The milestones between the ends of the axis; of customers only those of what they see.
    fn milestones(&self, axis: DayAxis, groups: &[ChartGroup]) -> Vec<Notch> {
        let bars = groups.iter().flat_map(|group| &group.bars);
        let shown: BTreeSet<Id> = bars.map(|bar| bar.entry.id()).collect();
        let is_shown = |id: &Id| shown.contains(id);
        let for_them = |milestone: &&Milestone| {
            let is_all = self.wish.readers == Readers::Inside && self.items.is_none();
            is_all || milestone.items.0.iter().any(is_shown)
        };
        let all = self.workspace.all::<Milestone>();
        let open = all.filter(|milestone| milestone.reached.is_none());
        let dated = open.filter(for_them).filter_map(|milestone| {
            let day = milestone.due.filter(|day| axis.holds(*day))?;
            Some(Notch {
                id: milestone.id,
                day,
            })
        });
        let mut found: Vec<Notch> = dated.collect();
        found.sort_by_key(|notch| notch.day);
        found
    }
}

/// The first and the last day of some spans.
fn together(spans: impl Iterator<Item = Span>) -> Option<Span> {
    // What goes beyond every day comes after all of them.
    let later = |one: Option<NaiveDate>, other: Option<NaiveDate>| Some(one?.max(other?));
    spans.reduce(|one, other| Span {
        starts: one.starts.min(other.starts),
        half: later(one.half, other.half),
        likely: later(one.likely, other.likely),
    })
}

/// The days between which everything lies, or as many months as are wished.
fn axis(
    roadmap: &Roadmap,
    months: Option<u32>,
    today: Option<NaiveDate>,
    spans: impl Iterator<Item = Option<Span>>,
) -> Option<DayAxis> {
    if roadmap.no_days.is_some() {
        return None;
    }
    let all = together(spans.flatten());
    let first = match (today, all) {
        (Some(today), Some(all)) => today.min(all.starts),
        (None, Some(all)) => all.starts,
        (today, None) => today?,
    };
    let after = |months: u32| first.checked_add_months(Months::new(months));
    let needed = all.map_or(Some(first), |all| all.likely);
    let fits = |months: &u32| {
        needed
            .zip(after(*months))
            .is_some_and(|(day, last)| day < last)
    };
    let usual = REACHES.into_iter().find(fits).unwrap_or(USUAL).min(USUAL);
    let last = after(months.unwrap_or(usual))?.pred_opt()?;
    Some(DayAxis { first, last })
}

/// Where intervals begin that are on the axis.
fn borders(workspace: &Workspace, axis: DayAxis) -> Vec<Notch> {
    let all = in_time(workspace).into_iter();
    let inside = all.filter(|increment| increment.ends.is_some_and(|ends| ends >= axis.first));
    let notch = |increment: &Increment| {
        // The one that runs is named at the edge.
        let day = increment.starts?.max(axis.first);
        Some(Notch {
            id: increment.id,
            day,
        })
    };
    inside
        .filter_map(notch)
        .filter(|notch| axis.holds(notch.day))
        .collect()
}

impl ChartGroup {
    /// The nearest of its lines.
    pub fn distance(&self) -> Distance {
        let all = self.bars.iter().map(|bar| bar.distance);
        all.min().unwrap_or(Distance::Later)
    }
}
