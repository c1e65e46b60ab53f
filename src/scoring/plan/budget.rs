//! How much is called urgent, and whether it was.
//!
//! Owns the share against its limit and the signs that something was not urgent after all. Knows no record
//! and no clock; the day is given.

use chrono::NaiveDate;

use crate::scoring::ratio::Ratio;

/// How far along an item is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum ItemProgress {
    /// Nobody has begun with it.
    #[default]
    Waiting,
    /// Somebody has.
    Begun,
    /// It is done.
    Done,
}

/// What is known of an item of a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct UrgentCall {
    /// Effort in points; `None` is unknown, and below zero counts as unknown.
    pub effort: Option<Ratio>,
    /// Whether it is called urgent: expedite, or by a fixed date.
    pub is_urgent: bool,
    /// How far along it is.
    pub progress: ItemProgress,
    /// The day it had to be there.
    pub due: Option<NaiveDate>,
    /// Whether being late is known to have a price.
    pub has_price: bool,
    /// The last day of the increment it was planned for.
    pub ended: Option<NaiveDate>,
}

/// How much is called urgent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Budget {
    /// Effort called urgent, in points.
    pub urgent: Ratio,
    /// All effort, in points.
    pub all: Ratio,
    /// The share called urgent, a fraction of 1; `None` when there is no effort.
    pub share: Option<Ratio>,
    /// Whether the share is above its limit; `None` without a share or a limit.
    pub is_over: Option<bool>,
    /// Positions of urgent items without an effort, which the share lacks.
    pub unknown: Vec<usize>,
}

/// Holds what is called urgent against a limit, a fraction of 1. `None` when a sum does not fit.
pub fn budget(items: &[UrgentCall], limit: Option<Ratio>) -> Option<Budget> {
    let known = |item: &&UrgentCall| item.effort.filter(|effort| !effort.is_negative());
    let all = Ratio::sum(items.iter().filter_map(|item| known(&item)))?;
    let urgent = items.iter().filter(|item| item.is_urgent);
    let urgent = Ratio::sum(urgent.filter_map(|item| known(&item)))?;
    let share = urgent.over(all);
    let without = items.iter().enumerate();
    let without = without.filter(|(_, item)| item.is_urgent && known(item).is_none());
    Some(Budget {
        urgent,
        all,
        share,
        is_over: share.zip(limit).map(|(share, limit)| share > limit),
        unknown: without.map(|(at, _)| at).collect(),
    })
}

/// A sign that an item was not as urgent as it was called.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum UrgencyDoubt {
    /// Its day has passed undone, and nothing says that this cost anything.
    PassedWithoutHarm,
    /// Its increment is over, and nobody has begun with it.
    NeverStarted,
}

/// The items that were called urgent and seem not to have been, by position, on a day.
pub fn doubts(items: &[UrgentCall], today: NaiveDate) -> Vec<(usize, UrgencyDoubt)> {
    let is_past = |day: Option<NaiveDate>| day.is_some_and(|day| day < today);
    let doubt = |item: &UrgentCall| {
        if !item.is_urgent || item.progress == ItemProgress::Done {
            None
        } else if is_past(item.due) && !item.has_price {
            Some(UrgencyDoubt::PassedWithoutHarm)
        } else if is_past(item.ended) && item.progress == ItemProgress::Waiting {
            Some(UrgencyDoubt::NeverStarted)
        } else {
            None
        }
    };
    let doubts = items.iter().enumerate();
    doubts
        .filter_map(|(at, item)| Some((at, doubt(item)?)))
        .collect()
}
