//! Readiness: how many rules an item meets, and how the sizes of children stand to their parent's.
//!
//! Owns both counts. Knows no rule and no record.

use crate::scoring::ratio::Ratio;

/// How far one item is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Readiness {
    /// Rules that are met.
    pub met: usize,
    /// All rules.
    pub rules: usize,
    /// Rules of which nobody knows.
    pub unknown: usize,
}

impl Readiness {
    /// Counts rules; none is one of which nobody knows.
    pub fn of(rules: &[Option<bool>]) -> Self {
        let count = |is: Option<bool>| rules.iter().filter(|rule| **rule == is).count();
        Self {
            met: count(Some(true)),
            rules: rules.len(),
            unknown: count(None),
        }
    }

    /// Whether every rule is met; none where there is no rule.
    pub const fn is_ready(self) -> Option<bool> {
        if self.rules == 0 {
            None
        } else {
            Some(self.met == self.rules)
        }
    }
}

/// How much of the effort of some items is ready.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadyShare {
    /// The effort of what is ready.
    pub ready: Ratio,
    /// The effort of all that has rules and a size.
    pub effort: Ratio,
    /// Their quotient; none where there is no effort.
    pub share: Option<Ratio>,
    /// The positions of those that have rules and no size.
    pub without_size: Vec<usize>,
}

/// Adds up the effort of what is ready; none where a sum does not fit exact numbers.
pub fn ready_share(items: &[(Option<Ratio>, Readiness)]) -> Option<ReadyShare> {
    let counted = || items.iter().filter(|(_, of)| of.is_ready().is_some());
    let ready = counted().filter(|(_, of)| of.is_ready() == Some(true));
    let ready = Ratio::sum(ready.filter_map(|(size, _)| *size))?;
    let effort = Ratio::sum(counted().filter_map(|(size, _)| *size))?;
    let is_bare = |(size, of): &(Option<Ratio>, Readiness)| size.is_none() && of.rules > 0;
    let bare = items.iter().enumerate().filter(|(_, item)| is_bare(item));
    Some(ReadyShare {
        ready,
        effort,
        share: ready.over(effort),
        without_size: bare.map(|(at, _)| at).collect(),
    })
}

/// The sizes of children against their parent's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EstimateGap {
    /// The sum of those that have a size.
    pub sum: Ratio,
    /// How many have none.
    pub unknown: usize,
    /// Sum - parent; none while a size is unknown.
    pub gap: Option<Ratio>,
    /// By how much they exceed it at least, where a size is unknown and they do.
    pub at_least: Option<Ratio>,
    /// Whether they exceed it; none while nobody can tell.
    pub exceeds: Option<bool>,
}

impl EstimateGap {
    /// Compares; none where a sum does not fit exact numbers.
    pub fn of(parent: Option<Ratio>, children: &[Option<Ratio>]) -> Option<Self> {
        let sum = Ratio::sum(children.iter().flatten().copied())?;
        let unknown = children.iter().filter(|size| size.is_none()).count();
        let over = parent.and_then(|parent| sum.minus(parent));
        let is_over = over.is_some_and(|over| over > Ratio::ZERO);
        Some(Self {
            sum,
            unknown,
            gap: over.filter(|_| unknown == 0),
            at_least: over.filter(|_| unknown > 0 && is_over),
            exceeds: over.and((is_over || unknown == 0).then_some(is_over)),
        })
    }
}
