//! The flow of a workspace: every item's way, by team and by week.
//!
//! Owns what is counted of the passages. What has parts is told by its parts, so that nothing counts twice.

use chrono::{Days, NaiveDate};

use super::limits::{WorkLimit, limits};
use super::passage::{FlowRules, Passage, number};
use super::times::{FlowTimes, Little, Run, efficiency, running};
use crate::model::Workspace;
use crate::model::id::Id;
use crate::model::item::Item;
use crate::scoring::forecast::history::FEW;
use crate::scoring::levels;
use crate::scoring::ratio::Ratio;

/// Over how many weeks flow is drawn, and a pace is the mean.
pub const WEEKS: u64 = 12;

/// The flow of a workspace on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flow {
    /// The rules of the settings.
    pub rules: FlowRules,
    /// The ways of all items, by their id.
    pub passages: Vec<Passage>,
    /// The limits of the settings with what is there.
    pub limits: Vec<WorkLimit>,
    /// The day.
    pub today: Option<NaiveDate>,
    /// From which age on something is old.
    old: Option<i64>,
}

/// One week.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Week {
    /// Its last day.
    pub ends: NaiveDate,
    /// How many items were finished in it.
    pub finished: usize,
    /// How many were under way at its end.
    pub load: usize,
}

impl Flow {
    /// Follows every item, as of a day.
    pub fn of(workspace: &Workspace, today: Option<NaiveDate>) -> Self {
        let rules = FlowRules::of(workspace);
        let items = workspace.all::<Item>();
        let items = items.filter(|item| !levels::has_parts(workspace, item));
        let passages: Vec<Passage> = items
            .map(|item| Passage::of(workspace, item, &rules, today))
            .collect();
        let mut flow = Self {
            limits: limits(workspace, &passages),
            rules,
            passages,
            today,
            old: None,
        };
        let times = flow.times(None);
        flow.old = times.percentile(85).filter(|_| times.count() >= FEW);
        flow
    }

    /// The way of an item.
    pub fn passage(&self, item: Id) -> Option<&Passage> {
        let at = self.passages.binary_search_by_key(&item, |one| one.item);
        self.passages.get(at.ok()?)
    }

    /// The ways of the items of a team; of none, all.
    pub fn of_team(&self, team: Option<Id>) -> impl Iterator<Item = &Passage> {
        let is_own = move |one: &&Passage| team.is_none() || one.team == team;
        self.passages.iter().filter(is_own)
    }

    /// How long what was finished took.
    pub fn times(&self, team: Option<Id>) -> FlowTimes {
        let done = self.of_team(team).filter(|one| one.done.is_some());
        FlowTimes::of(&done.filter_map(Passage::run).collect::<Vec<Run>>())
    }

    /// What is under way with its age, the oldest first; those of unknown age come last.
    pub fn under_way(&self, team: Option<Id>) -> Vec<(&Passage, Option<i64>)> {
        let own = self.of_team(team).filter(|one| one.is_under_way);
        let mut all: Vec<_> = own.map(|one| (one, one.age(self.today))).collect();
        all.sort_by_key(|(_, age)| std::cmp::Reverse(*age));
        all
    }

    /// The age from which something is old: longer than 85 of 100 finished items took; none while too few are.
    pub const fn old(&self) -> Option<i64> {
        self.old
    }

    /// What is under way for longer than it usually takes, with its age, the oldest first.
    pub fn aging(&self) -> Vec<(Id, i64)> {
        let old = self.old();
        let all = self.under_way(None).into_iter();
        let aged = all.filter_map(|(one, age)| Some((one.item, age?)));
        aged.filter(|(_, age)| old.is_some_and(|old| *age > old))
            .collect()
    }

    /// The last weeks, the oldest first; none without a day, or before the first day that is known.
    pub fn weeks(&self, team: Option<Id>) -> Vec<Week> {
        let Some(today) = self.today else {
            return Vec::new();
        };
        let first = self
            .of_team(team)
            .filter_map(|one| one.began.or(one.done))
            .min();
        let runs: Vec<Run> = self.of_team(team).filter_map(Passage::run).collect();
        let week = |back: u64| {
            let ends = today.checked_sub_days(Days::new(7 * back))?;
            let begins = ends.checked_sub_days(Days::new(6))?;
            first.filter(|first| *first <= ends)?;
            let done = self.of_team(team).filter_map(|one| one.done);
            Some(Week {
                ends,
                finished: done.filter(|day| (begins..=ends).contains(day)).count(),
                load: running(&runs, number(ends)).len(),
            })
        };
        (0..WEEKS).rev().filter_map(week).collect()
    }

    /// What is under way and the pace of the last weeks, and how many days one takes at that; none before anything
    /// was finished, or while nothing is under way.
    pub fn little(&self, team: Option<Id>) -> Option<Little> {
        let weeks = self.weeks(team);
        let finished = Ratio::sum(weeks.iter().map(|week| Ratio::count(week.finished)))?;
        let a_day = finished.over(Ratio::count(weeks.len() * 7))?;
        let load = Ratio::count(self.under_way(team).len());
        (!a_day.is_zero() && !load.is_zero()).then(|| Little::of(Some(load), Some(a_day), None))
    }

    /// The share of the time of finished items in which they did not wait; none where no state of waiting is named.
    pub fn efficiency(&self, team: Option<Id>) -> Option<Ratio> {
        let done = self.of_team(team).filter(|one| one.done.is_some());
        let waited: Vec<(i64, i64)> = done.filter_map(|one| one.waited).collect();
        let waiting: i64 = waited.iter().map(|(waiting, _)| waiting).sum();
        let total: i64 = waited.iter().map(|(_, total)| total).sum();
        efficiency(Ratio::whole(total - waiting), Ratio::whole(total))
    }

    /// The items that went back a state, and all whose states are known.
    pub fn rework(&self, team: Option<Id>) -> (Vec<Id>, usize) {
        let known = || self.of_team(team).filter(|one| one.began.is_some());
        let back = known().filter(|one| !one.back.is_empty());
        (back.map(|one| one.item).collect(), known().count())
    }

    /// Whether anything is known of the days of states.
    pub fn is_known(&self) -> bool {
        self.passages
            .iter()
            .any(|one| one.began.is_some() || one.done.is_some())
    }
}
