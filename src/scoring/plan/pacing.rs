//! How loads and mixes go over several increments.
//!
//! Owns which run of increments is a habit rather than a slip. One increment off is rhythm, three are
//! policy. Knows no record.

use super::capacity::{Load, Strain};
use crate::scoring::ratio::Ratio;

/// How many increments in a row make a habit.
pub const HABIT: usize = 3;

/// One past or present increment, oldest first in every list here.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Pace {
    /// Points planned.
    pub planned: Option<Ratio>,
    /// Points that could be carried.
    pub capacity: Option<Ratio>,
    /// Points of the planned items that were done; `None` while it runs.
    pub done: Option<Ratio>,
    /// The share called urgent, a fraction of 1.
    pub urgent: Option<Ratio>,
    /// How far each bucket is from its target, in percentage points; none where nothing is counted.
    pub drifts: Vec<Ratio>,
}

impl Pace {
    /// The load against the capacity, where both are known.
    pub fn load(&self) -> Option<Load> {
        let (points, capacity) = self.planned.zip(self.capacity)?;
        Some(Load { points, capacity })
    }

    /// The share of the plan that was done; `None` while it runs, or when nothing was planned.
    pub fn done_share(&self) -> Option<Ratio> {
        self.done?.over(self.planned?)
    }
}

/// How many of the last increments in a row were planned above their capacity; one of unknown load ends it.
pub fn overloads(increments: &[Pace]) -> usize {
    let last = increments.iter().rev();
    let over = |pace: &&Pace| pace.load().map(|load| load.strain()) == Some(Strain::Over);
    last.take_while(over).count()
}

/// The way a bucket is off its target.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DriftSide {
    /// It gets more than its share.
    Over,
    /// It gets less.
    Under,
}

/// A bucket that is off its target, the same way, in each of the last increments.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Drift {
    /// The position of the bucket.
    pub bucket: usize,
    /// The way it is off.
    pub side: DriftSide,
    /// The mean of the last [`HABIT`] increments, in percentage points.
    pub mean: Ratio,
    /// For how many increments in a row.
    pub increments: usize,
}

/// The buckets that are off by more than `tolerance` percentage points as a habit.
pub fn drifts(increments: &[Pace], tolerance: Ratio) -> Vec<Drift> {
    let buckets = increments.last().map_or(0, |pace| pace.drifts.len());
    let of_bucket = |bucket: usize| {
        let last = || {
            let each = increments.iter().rev();
            each.map_while(move |pace| pace.drifts.get(bucket).copied())
        };
        let side = if last().next()?.is_negative() {
            DriftSide::Under
        } else {
            DriftSide::Over
        };
        let is_off = |drift: &Ratio| {
            drift.size() > tolerance && drift.is_negative() == (side == DriftSide::Under)
        };
        let increments = last().take_while(is_off).count();
        let mean = Ratio::sum(last().take(HABIT))?.over(Ratio::count(HABIT))?;
        (increments >= HABIT).then_some(Drift {
            bucket,
            side,
            mean,
            increments,
        })
    };
    (0..buckets).filter_map(of_bucket).collect()
}

/// The mean share of plans that was done, over the increments that are over.
pub fn mean_done_share(increments: &[Pace]) -> Option<Ratio> {
    let shares: Vec<Ratio> = increments.iter().filter_map(Pace::done_share).collect();
    Ratio::mean(&shares)
}
