//! What delivering an item in parts brings: the best part is there before the rest is done.
//!
//! Owns the dividend. Knows no record: a part is a position in the input.

use crate::scoring::order::sequence::{Job, best_order, sequence};
use crate::scoring::ratio::Ratio;

/// A part with its cost of delay and its job size, where they are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SplitPart {
    /// What waiting for this part alone costs.
    pub weight: Option<Ratio>,
    /// How much work it is.
    pub duration: Option<Ratio>,
}

impl SplitPart {
    /// Cost of delay / job size; none where one is unknown or the size is zero.
    pub fn score(self) -> Option<Ratio> {
        self.weight?.over(self.duration?)
    }
}

/// What a split brings, in points times points until delivery.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dividend {
    /// The parts in the order in which waiting costs least.
    pub order: Vec<usize>,
    /// What waiting costs when all parts are delivered together at the end.
    pub together: Ratio,
    /// What it costs when each is delivered as soon as it is done.
    pub apart: Ratio,
    /// Together - apart: for two parts the weight of the first * the size of the second.
    pub saved: Ratio,
}

/// The dividend of a split. None for fewer than two parts, and where a number is unknown or below zero.
///
/// It holds if each part really earns its weight alone. Source: Smith 1956.
pub fn dividend(parts: &[SplitPart]) -> Option<Dividend> {
    if parts.len() < 2 {
        return None;
    }
    let job = |part: &SplitPart| {
        Some(Job {
            weight: part.weight?,
            duration: part.duration?,
        })
    };
    let jobs: Vec<Job> = parts.iter().map(job).collect::<Option<_>>()?;
    let order = best_order(&jobs);
    let apart = sequence(&jobs, &order).ok()?.until_delivery;
    let weight = Ratio::sum(jobs.iter().map(|job| job.weight))?;
    let together = weight.times(Ratio::sum(jobs.iter().map(|job| job.duration))?)?;
    Some(Dividend {
        order,
        together,
        apart,
        saved: together.minus(apart)?,
    })
}
