//! Flow times of what was finished, the age of what runs, and how load, pace and time hang together.
//!
//! Owns the formulas, of days counted from any one day. Knows no record.
//!
//! Source: Little, "A proof for the queuing formula L = λW" (1961); SAFe flow metrics.

use std::cmp::Reverse;

use crate::scoring::ratio::Ratio;

/// The first day and the last one, where it has ended.
pub type Run = (i64, Option<i64>);

/// How long what was finished took.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FlowTimes {
    /// The days of each run in the order given; none of one that runs, or that ended before it began.
    pub each: Vec<Option<i64>>,
    /// The positions of those that ended before they began.
    pub reversed: Vec<usize>,
    sorted: Vec<i64>,
}

impl FlowTimes {
    /// Measures runs.
    pub fn of(runs: &[Run]) -> Self {
        let days = |(first, last): &Run| Some((*last)? - first);
        let is_reversed = |run: &Run| days(run).is_some_and(|days| days < 0);
        let each = runs.iter().map(|run| days(run).filter(|days| *days >= 0));
        let each: Vec<Option<i64>> = each.collect();
        let mut sorted: Vec<i64> = each.iter().flatten().copied().collect();
        sorted.sort_unstable();
        let reversed = runs.iter().enumerate();
        Self {
            reversed: reversed
                .filter(|(_, run)| is_reversed(run))
                .map(|(at, _)| at)
                .collect(),
            each,
            sorted,
        }
    }

    /// How many were measured.
    pub const fn count(&self) -> usize {
        self.sorted.len()
    }

    /// The days within which so many of a hundred were finished, by nearest rank; none of none.
    pub fn percentile(&self, percent: usize) -> Option<i64> {
        let rank = (self.sorted.len() * percent).div_ceil(100);
        self.sorted.get(rank.max(1) - 1).copied()
    }

    /// The mean; none of none.
    pub fn mean(&self) -> Option<Ratio> {
        let sum = Ratio::sum(self.sorted.iter().map(|days| Ratio::whole(*days)))?;
        sum.over(Ratio::count(self.count()))
    }
}

/// The positions of what runs on a day with their ages in days, the oldest first. What ends on the day runs no more.
pub fn running(runs: &[Run], day: i64) -> Vec<(usize, i64)> {
    let runs = runs.iter().enumerate();
    let runs =
        runs.filter(|(_, (first, last))| *first <= day && last.is_none_or(|last| last > day));
    let mut ages: Vec<(usize, i64)> = runs.map(|(at, (first, _))| (at, day - first)).collect();
    // The sort is stable: equal ages keep their order.
    ages.sort_by_key(|(_, age)| Reverse(*age));
    ages
}

/// Work under way, how much is finished a day, and how many days one piece takes: each is known by the two others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Little {
    /// How much is under way.
    pub load: Option<Ratio>,
    /// How much is finished a day.
    pub a_day: Option<Ratio>,
    /// How many days one takes.
    pub days: Option<Ratio>,
    /// Whether they agree: load = pace × time; none where one of them is unknown.
    pub agree: Option<bool>,
}

impl Little {
    /// Completes what is known.
    pub fn of(load: Option<Ratio>, a_day: Option<Ratio>, days: Option<Ratio>) -> Self {
        let both = |one: Option<Ratio>, other: Option<Ratio>| one.zip(other);
        let load = load.or_else(|| both(a_day, days).and_then(|(pace, days)| pace.times(days)));
        let a_day = a_day.or_else(|| both(load, days).and_then(|(load, days)| load.over(days)));
        let days = days.or_else(|| both(load, a_day).and_then(|(load, pace)| load.over(pace)));
        let product = both(a_day, days).and_then(|(pace, days)| pace.times(days));
        Self {
            load,
            a_day,
            days,
            agree: load.zip(product).map(|(load, product)| load == product),
        }
    }

    /// How much is finished in so many days.
    pub fn within(&self, days: i64) -> Option<Ratio> {
        self.a_day?.times(Ratio::whole(days))
    }
}

/// The share of the time in which somebody worked on it; none where nothing passed, or the part is below zero or more
/// than all.
pub fn efficiency(active: Ratio, total: Ratio) -> Option<Ratio> {
    let is_part = !active.is_negative() && active <= total;
    is_part.then(|| active.over(total)).flatten()
}
