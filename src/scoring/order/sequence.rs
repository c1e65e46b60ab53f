//! Delay cost of a given order, and the best order without dependencies (Smith 1956).
//!
//! Owns starts, finishes, both totals, the best order and the gain of swapping neighbors. One team
//! works one job at a time from time 0. Knows no dependency, which [`super::precedence`] owns, and
//! no record: a job is a position in the input.

use std::cmp::Ordering;

use thiserror::Error;

use crate::scoring::ratio::Ratio;

/// What one job costs while it waits and how long it takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Job {
    /// Cost of delay in money or points per time unit, not below zero.
    pub weight: Ratio,
    /// Time the team needs, not below zero.
    pub duration: Ratio,
}

/// Why an order cannot be costed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum OrderError {
    /// The job at this position has a weight or duration below zero.
    #[error("job {0} has a weight or a duration below zero")]
    Negative(usize),
    /// The order leaves a job out, names it twice, or names one that does not exist.
    #[error("the order does not name every job once")]
    NotAnOrder,
    /// The exact result does not fit; values up to 10^6 over 10^4 jobs always do.
    #[error("the numbers are too large to stay exact")]
    TooLarge,
}

/// One job in a costed order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CostedJob {
    /// The position of the job in the input.
    pub job: usize,
    /// When work on it starts, in time units.
    pub start: Ratio,
    /// When it is delivered, in time units.
    pub finish: Ratio,
    /// Weight * finish: its delay cost until delivery.
    pub cost: Ratio,
}

/// What an order costs, and what the best one would.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sequence {
    /// One row per job, in the given order.
    pub rows: Vec<CostedJob>,
    /// Delay cost until delivery: sum of weight * finish.
    pub until_delivery: Ratio,
    /// Delay cost until start: sum of weight * start.
    pub until_start: Ratio,
    /// The least cost until delivery that any order reaches.
    pub best_until_delivery: Ratio,
    /// The least cost until start; the same orders reach it.
    pub best_until_start: Ratio,
    /// The best order, as [`best_order`].
    pub best_order: Vec<usize>,
    /// How many orders cost as little; `None` when the number does not fit.
    pub best_orders: Option<u128>,
    /// What the given order costs more than the best one.
    pub regret: Ratio,
}

/// Costs `order` and compares it with the best order without dependencies.
///
/// An order is best exactly when weight / duration never rises along it. Source: Smith 1956.
pub fn sequence(jobs: &[Job], order: &[usize]) -> Result<Sequence, OrderError> {
    check(jobs)?;
    check_order(jobs.len(), order)?;
    let (rows, until_delivery, until_start) = cost(jobs, order).ok_or(OrderError::TooLarge)?;
    let best_order = best_order(jobs);
    let best = cost(jobs, &best_order).ok_or(OrderError::TooLarge)?;
    let regret = until_delivery.minus(best.1).ok_or(OrderError::TooLarge)?;
    Ok(Sequence {
        rows,
        until_delivery,
        until_start,
        best_until_delivery: best.1,
        best_until_start: best.2,
        best_orders: count_best(jobs, &best_order),
        best_order,
        regret,
    })
}

/// Sorts jobs so that they cost least: no duration first and the heavier of them first, then weight
/// / duration falling, the shorter first, then input order.
pub fn best_order(jobs: &[Job]) -> Vec<usize> {
    let mut order: Vec<(usize, &Job)> = jobs.iter().enumerate().collect();
    // The sort is stable, which keeps input order.
    order.sort_by(|(_, left), (_, right)| by_urgency(left, right));
    order.into_iter().map(|(position, _)| position).collect()
}

/// Compares two jobs by the order of [`best_order`], without input order.
pub fn by_urgency(left: &Job, right: &Job) -> Ordering {
    match (left.duration.is_zero(), right.duration.is_zero()) {
        (true, true) => right.weight.cmp(&left.weight),
        (true, false) => Ordering::Less,
        (false, true) => Ordering::Greater,
        (false, false) => {
            let (left_ratio, right_ratio) = (urgency(left), urgency(right));
            let by_ratio = match (left_ratio, right_ratio) {
                (Some(left), Some(right)) => right.cmp(&left),
                _ => Ordering::Equal,
            };
            by_ratio.then(left.duration.cmp(&right.duration))
        }
    }
}

/// Tells what swapping two neighbors saves, `first` now standing before `second`.
///
/// Weight of the second * duration of the first - weight of the first * duration of the second:
/// above zero means swap, zero a free swap. `None` when it does not fit.
pub fn swap_gain(first: Job, second: Job) -> Option<Ratio> {
    let saved = second.weight.times(first.duration)?;
    saved.minus(first.weight.times(second.duration)?)
}

/// Refuses a job with a weight or duration below zero.
pub(super) fn check(jobs: &[Job]) -> Result<(), OrderError> {
    let negative = |job: &Job| job.weight.is_negative() || job.duration.is_negative();
    match jobs.iter().position(negative) {
        Some(position) => Err(OrderError::Negative(position)),
        None => Ok(()),
    }
}

/// Refuses an order that is not each of `len` positions once.
pub(super) fn check_order(len: usize, order: &[usize]) -> Result<(), OrderError> {
    let mut sorted = order.to_vec();
    sorted.sort_unstable();
    if sorted.into_iter().eq(0..len) {
        Ok(())
    } else {
        Err(OrderError::NotAnOrder)
    }
}

fn urgency(job: &Job) -> Option<Ratio> {
    job.weight.over(job.duration)
}

/// The rows of an order with its totals until delivery and until start.
fn cost(jobs: &[Job], order: &[usize]) -> Option<(Vec<CostedJob>, Ratio, Ratio)> {
    let (mut now, mut until_delivery, mut until_start) = (Ratio::ZERO, Ratio::ZERO, Ratio::ZERO);
    let mut rows = Vec::with_capacity(order.len());
    for position in order {
        let job = jobs.get(*position)?;
        let finish = now.plus(job.duration)?;
        let cost = job.weight.times(finish)?;
        until_delivery = until_delivery.plus(cost)?;
        until_start = until_start.plus(job.weight.times(now)?)?;
        rows.push(CostedJob {
            job: *position,
            start: now,
            finish,
            cost,
        });
        now = finish;
    }
    Some((rows, until_delivery, until_start))
}

/// Counts the best orders: within an equal ratio any order, and what neither costs nor takes
/// anything stands anywhere.
fn count_best(jobs: &[Job], best: &[usize]) -> Option<u128> {
    let solid = best.iter().filter_map(|position| jobs.get(*position));
    let solid: Vec<&Job> = solid
        .filter(|job| !(job.weight.is_zero() && job.duration.is_zero()))
        .collect();
    let same = |left: &&Job, right: &&Job| match (left.duration.is_zero(), right.duration.is_zero())
    {
        (false, false) => urgency(left) == urgency(right),
        (left, right) => left == right,
    };
    let within = solid.chunk_by(same).try_fold(1_u128, |count, group| {
        count.checked_mul(product(1, group.len())?)
    })?;
    within.checked_mul(product(solid.len() + 1, jobs.len())?)
}

/// The product of the whole numbers from `first` to `last`.
fn product(first: usize, last: usize) -> Option<u128> {
    (first..=last).try_fold(1_u128, |count, factor| count.checked_mul(factor as u128))
}

#[cfg(test)]
mod tests;
