//! The order of least total loss when items have different urgency shapes.
//!
//! Owns the plain order, the cost of an order, and the choice between proof and search. One team
//! takes one item at a time, without a pause. Items may need others first; which links are sound is
//! sorted out in [`crate::scoring::order::precedence`].

mod exact;
mod search;

use std::cmp::Reverse;

use super::Profile;
use super::curve::{Curve, CurveJob};
use crate::model::words::ITEMS;
use crate::scoring::order::precedence::links::{Graph, sort_out};
use crate::scoring::ratio::{Ratio, TooLarge};

/// The most items whose best order is proved. The work more than doubles with each item more: 16 take
/// about 3 ms, 20 about 65 ms, which a key must not wait for.
pub const MOST_PROVED: usize = 16;

/// One item to put in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimedItem {
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

/// An order of items.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimedOrder {
    /// Positions of the items, first delivered first.
    pub order: Vec<usize>,
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
    /// The item at this position waits for itself, at any distance.
    #[error("{items} wait for each other in a loop", items = ITEMS)]
    Loop(usize),
    /// A total does not fit exact numbers.
    #[error("the numbers are too large to compute with exactly")]
    TooLarge,
}

impl From<TooLarge> for SequenceError {
    fn from(_: TooLarge) -> Self {
        Self::TooLarge
    }
}

/// Finds the order of least total loss in which items stand after what they need.
///
/// `links` are pairs (before, after) by position. `known` are orders that the answer must not be worse
/// than once they are made legal by taking the first ready item always; each names every item once.
///
/// Up to [`MOST_PROVED`] items the order is proved, and of several best ones the one that is first when
/// compared by input positions. Above, without links, the plain order is proved when every profile is
/// standard or expedite; otherwise the answer is the best that a search finds from the known orders, the
/// plain order, the order of dates and the input order, each made legal, and never worse than these.
/// Source: Smith 1956 for the plain order; weighted tardiness is strongly NP-hard; dynamic programming
/// over subsets (Held and Karp 1962).
pub fn sequence(
    items: &[TimedItem],
    links: &[(usize, usize)],
    known: &[Vec<usize>],
) -> Result<TimedOrder, SequenceError> {
    let jobs = jobs(items)?;
    let sorted = sort_out(items.len(), links);
    if let Some(member) = sorted.cycle.first() {
        return Err(SequenceError::Loop(*member));
    }
    let graph = sorted.graph;
    let is_even = items.iter().all(|item| item.profile.is_even());
    let (order, proof) = if items.len() <= MOST_PROVED {
        (exact::best(&jobs, &sets(&graph), 0), Proof::Best)
    } else if is_even && links.is_empty() {
        (plain_order(items)?, Proof::Best)
    } else {
        let own = [
            plain_order(items)?,
            by_date(items),
            (0..items.len()).collect(),
        ];
        let starts = known.iter().chain(&own);
        let starts = starts.map(|order| graph.ready_first(order));
        let found = search::best_found(&jobs, &graph, starts);
        (found, Proof::BestFound)
    };
    Ok(TimedOrder { order, proof })
}

/// The single move within an order that lowers its loss most, from one place to another; none when none does.
///
/// No item passes what it needs or what needs it. Links of a loop do not count.
pub fn best_move(
    items: &[TimedItem],
    links: &[(usize, usize)],
    order: &[usize],
) -> Result<Option<(usize, usize)>, SequenceError> {
    let jobs = jobs(items)?;
    let graph = sort_out(items.len(), links).graph;
    let found = search::best_move(&jobs, &graph, order);
    Ok(found.map(|(_, from, to)| (from, to)))
}

/// What each of a few items needs, as sets.
fn sets(graph: &Graph) -> Vec<usize> {
    let set = |item| {
        graph
            .needs
            .of(item)
            .iter()
            .fold(0, |set, need| set | 1 << need)
    };
    (0..graph.needs.len()).map(set).collect()
}

/// Orders by loss per week just after time 0 over duration, as WSJF does without a look at the shapes.
///
/// Highest first; without a duration before all others; on a tie the shorter, then input order.
/// Optimal when every profile is standard or expedite (Smith 1956), often far from it otherwise.
pub fn plain_order(items: &[TimedItem]) -> Result<Vec<usize>, TooLarge> {
    let key = |(position, item): (usize, &TimedItem)| {
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
pub fn total_loss(items: &[TimedItem], order: &[usize]) -> Result<Ratio, TooLarge> {
    let (mut time, mut total) = (Ratio::ZERO, Ratio::ZERO);
    for item in order.iter().filter_map(|position| items.get(*position)) {
        time = time.plus(item.duration).ok_or(TooLarge)?;
        total = total.plus(item.profile.loss(time)?).ok_or(TooLarge)?;
    }
    Ok(total)
}

/// Checks the items and brings them to whole numbers.
fn jobs(items: &[TimedItem]) -> Result<Vec<CurveJob>, SequenceError> {
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
    Ok(CurveJob::all(&curves).ok_or(TooLarge)?)
}

/// Dated items first, the earliest date first.
fn by_date(items: &[TimedItem]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..items.len()).collect();
    let date = |position: &usize| items.get(*position).and_then(|item| item.profile.date());
    order.sort_by_key(|position| (date(position).is_none(), date(position)));
    order
}

#[cfg(test)]
mod tests;
