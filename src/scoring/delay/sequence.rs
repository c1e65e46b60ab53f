//! The order of least total loss when items have different urgency shapes.
//!
//! Owns the plain order, the cost of an order, and the choice between proof and search. One team
//! takes one item at a time, without a pause. Knows no dependency: `before` relations are not its
//! business.

mod exact;
mod search;

use std::cmp::Reverse;

use super::Profile;
use super::curve::{Curve, Job};
use crate::scoring::ratio::{Ratio, TooLarge};

/// The most items whose best order is proved; the work more than doubles with each item more.
pub const MOST_PROVED: usize = 20;

/// One item to put in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Item {
    /// How long it takes, at or above zero, in the unit of the profile.
    pub duration: Ratio,
    /// What its delay costs.
    pub profile: Profile,
}

/// How good an order is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Proof {
    /// No order costs less.
    Best,
    /// The best that was found; a better one may exist.
    BestFound,
}

/// An order of items and what it costs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sequence {
    /// Positions of the items, first delivered first.
    pub order: Vec<usize>,
    /// The sum of all losses until delivery.
    pub loss: Ratio,
    /// How good the order is.
    pub proof: Proof,
}

/// Why items cannot be put in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SequenceError {
    /// The duration of the item at this position is below zero.
    #[error("a duration is below zero")]
    NegativeDuration(usize),
    /// The loss of the item at this position would fall over time.
    #[error("a loss falls over time")]
    FallingLoss(usize),
    /// A total does not fit exact numbers.
    #[error("the numbers are too large to compute with exactly")]
    TooLarge,
}

impl From<TooLarge> for SequenceError {
    fn from(_: TooLarge) -> Self {
        Self::TooLarge
    }
}

/// Finds the order of least total loss.
///
/// Up to [`MOST_PROVED`] items the order is proved, and of several best ones the one that is first when
/// compared by input positions. Above, the plain order is proved when every profile is standard or
/// expedite; otherwise it is the best that a search finds from the plain order, the order of dates and
/// the input order, never worse than these. Source: Smith 1956 for the plain order; weighted tardiness
/// is strongly NP-hard; dynamic programming over subsets (Held and Karp 1962).
pub fn sequence(items: &[Item]) -> Result<Sequence, SequenceError> {
    let jobs = jobs(items)?;
    let (order, proof) = if items.len() <= MOST_PROVED {
        (exact::best(&jobs, 0), Proof::Best)
    } else if items.iter().all(|item| item.profile.is_even()) {
        (plain_order(items)?, Proof::Best)
    } else {
        let starts = [
            plain_order(items)?,
            by_date(items),
            (0..items.len()).collect(),
        ];
        (search::best_found(&jobs, starts), Proof::BestFound)
    };
    Ok(Sequence {
        loss: total_loss(items, &order)?,
        order,
        proof,
    })
}

/// Orders by loss per week just after time 0 over duration, as WSJF does without a look at the shapes.
///
/// Highest first; without a duration before all others; on a tie the shorter, then input order.
/// Optimal when every profile is standard or expedite (Smith 1956), often far from it otherwise.
pub fn plain_order(items: &[Item]) -> Result<Vec<usize>, TooLarge> {
    let key = |(position, item): (usize, &Item)| {
        let rate = item.profile.rate_now();
        if item.duration.is_zero() {
            return Ok((false, Reverse(rate), item.duration, position));
        }
        let per_week = rate.over(item.duration).ok_or(TooLarge)?;
        Ok((true, Reverse(per_week), item.duration, position))
    };
    let mut keys: Vec<_> = items
        .iter()
        .enumerate()
        .map(key)
        .collect::<Result<_, TooLarge>>()?;
    keys.sort_unstable();
    Ok(keys.into_iter().map(|(.., position)| position).collect())
}

/// Adds up the losses until delivery in an order of positions; unknown positions count nothing.
pub fn total_loss(items: &[Item], order: &[usize]) -> Result<Ratio, TooLarge> {
    let (mut time, mut total) = (Ratio::ZERO, Ratio::ZERO);
    for item in order.iter().filter_map(|position| items.get(*position)) {
        time = time.plus(item.duration).ok_or(TooLarge)?;
        total = total.plus(item.profile.loss(time)?).ok_or(TooLarge)?;
    }
    Ok(total)
}

/// Checks the items and brings them to whole numbers.
fn jobs(items: &[Item]) -> Result<Vec<Job>, SequenceError> {
    let mut curves = Vec::with_capacity(items.len());
    for (position, item) in items.iter().enumerate() {
        if item.duration.is_negative() {
            return Err(SequenceError::NegativeDuration(position));
        }
        if !item.profile.is_sound() {
            return Err(SequenceError::FallingLoss(position));
        }
        curves.push((item.duration, Curve::of(&item.profile).ok_or(TooLarge)?));
    }
    Ok(Job::all(&curves).ok_or(TooLarge)?)
}

/// Dated items first, the earliest date first.
fn by_date(items: &[Item]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..items.len()).collect();
    let date = |position: &usize| items.get(*position).and_then(|item| item.profile.date());
    order.sort_by_key(|position| (date(position).is_none(), date(position)));
    order
}

#[cfg(test)]
mod tests;
