//! Weights and durations as integers of one unit each.
//!
//! Owns the scaling and the one check that keeps all later sums inside `i128`.

use super::table::Lookup;
use crate::scoring::order::sequence::Job;
use crate::scoring::ratio::Ratio;

/// Jobs in integers.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub(super) struct WholeJobs {
    /// Weight of each job, in units of 1 / the least common denominator.
    pub weight: Lookup<i128>,
    /// Duration of each job, likewise.
    pub duration: Lookup<i128>,
    /// How often a cost in these units holds a cost of one.
    pub scale: i128,
}

impl WholeJobs {
    /// Scales jobs; `None` when total weight * total duration, times a margin, does not fit.
    ///
    /// No order costs more than that product, and no cut holds more, so nothing later overflows.
    pub(super) fn of(jobs: &[Job]) -> Option<Self> {
        let (weight, of_weight) = scaled(jobs.iter().map(|job| job.weight))?;
        let (duration, of_duration) = scaled(jobs.iter().map(|job| job.duration))?;
        let total = |values: &Lookup<i128>| {
            let mut values = values.values().iter();
            values.try_fold(0_i128, |sum, value| sum.checked_add(*value))
        };
        let most = total(&weight)?.checked_mul(total(&duration)?)?;
        most.checked_mul(16)?;
        Some(Self {
            weight,
            duration,
            scale: of_weight.checked_mul(of_duration)?,
        })
    }

    /// Whether a job neither costs nor takes anything, so that it may stand anywhere for free.
    pub(super) fn is_null(&self, job: usize) -> bool {
        self.weight.at(job) == 0 && self.duration.at(job) == 0
    }

    /// Sum of weights and sum of durations.
    pub(super) fn totals(&self, jobs: &[usize]) -> (i128, i128) {
        jobs.iter().fold((0, 0), |(weight, duration), job| {
            (
                weight + self.weight.at(*job),
                duration + self.duration.at(*job),
            )
        })
    }

    /// Delay cost of an order until delivery.
    pub(super) fn cost(&self, order: &[usize]) -> i128 {
        cost(&self.weight, &self.duration, order)
    }
}

/// Delay cost of an order until delivery that starts at time 0.
pub(super) fn cost(weight: &Lookup<i128>, duration: &Lookup<i128>, order: &[usize]) -> i128 {
    let mut now = 0;
    let costs = order.iter().map(|job| {
        now += duration.at(*job);
        weight.at(*job) * now
    });
    costs.sum()
}

/// Values times their least common denominator, and that denominator.
pub(in crate::scoring) fn scaled(
    values: impl Iterator<Item = Ratio> + Clone,
) -> Option<(Lookup<i128>, i128)> {
    let scale = values.clone().try_fold(1_i128, |scale, value| {
        // In lowest terms the denominator of scale / denominator is what is still missing.
        let missing = Ratio::new(scale, value.denominator())?.denominator();
        scale.checked_mul(missing)
    })?;
    let whole = values.map(|value| {
        let times = scale / value.denominator();
        value.numerator().checked_mul(times)
    });
    Some((whole.collect::<Option<_>>()?, scale))
}
