//! When work is likely to be done, and how much of it by when, from what was done in past periods.
//!
//! Owns the levels of confidence and what is said at each. Each coming period does one of the amounts it may do, all
//! equally likely and independent; every way counts, none is drawn at random. In reading order:
//!
//! - [`history`] owns the past periods and what makes them a weak ground.
//! - [`season`] owns when work of uncertain size is done, and with what chance; `spread` the sums behind it, [`chance`] a
//!   chance.
//! - [`periods`] owns which periods are coming, [`rhythm`] the days on which they end, `written` what is written down for
//!   them.
//! - [`three_point`] owns estimates of a low, a likely and a high value.
//! - [`inputs`] owns what the coming periods of a workspace may do, [`words`] the sentences.
//! - [`roadmap`] owns when everything open is likely done, in groups.
//!
//! Amounts are items or points, whichever the history counts. Later is not simply longer: the sum of two
//! dates at 85 % is no date at 85 %.

pub mod chance;
pub mod history;
pub mod inputs;
pub mod periods;
pub mod rhythm;
pub mod roadmap;
pub mod season;
mod spread;
pub mod three_point;
pub mod words;
mod written;

use self::three_point::Expected;
use crate::model::words::{ITERATION, ITERATIONS};
use crate::scoring::ratio::Ratio;

/// No forecast looks further ahead than so many periods.
pub const HORIZON: usize = 400;

/// More than all rounding of a chance adds up to.
const SLACK: f64 = 1e-11;

/// How sure a forecast is to be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Certainty {
    /// As likely as not: 50 %.
    Half,
    /// 85 %.
    Likely,
    /// 95 %.
    Sure,
}

impl Certainty {
    /// All of them, the least sure first.
    pub const ALL: [Self; 3] = [Self::Half, Self::Likely, Self::Sure];

    /// In percent.
    pub const fn percent(self) -> u8 {
        match self {
            Self::Half => 50,
            Self::Likely => 85,
            Self::Sure => 95,
        }
    }

    /// Whether a chance reaches it; from [`SLACK`] below it on, so that one half is one half.
    pub(crate) fn is_reached(self, chance: f64) -> bool {
        chance >= f64::from(self.percent()) / 100.0 - SLACK
    }

    /// As a fraction of 1.
    pub fn share(self) -> Ratio {
        Ratio::new(self.percent().into(), 100).unwrap_or(Ratio::ONE)
    }
}

/// One answer for each level.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Levels<T> {
    /// At 50 %.
    pub half: T,
    /// At 85 %.
    pub likely: T,
    /// At 95 %.
    pub sure: T,
}

impl<T: Copy> Levels<T> {
    /// The answer at one level.
    pub const fn get(&self, level: Certainty) -> T {
        match level {
            Certainty::Half => self.half,
            Certainty::Likely => self.likely,
            Certainty::Sure => self.sure,
        }
    }

    /// Turns each answer into another.
    pub fn map<U>(self, into: impl Fn(T) -> U) -> Levels<U> {
        Levels {
            half: into(self.half),
            likely: into(self.likely),
            sure: into(self.sure),
        }
    }
}

/// After how many periods something is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum When {
    /// Within so many; 0 is now.
    Within(usize),
    /// Not within [`HORIZON`].
    Beyond,
    /// Never: nothing was done in any past period.
    Never,
}

/// Why there is no forecast.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoForecast {
    /// No past period is known.
    #[error("there is no history yet: note what was done in past {iterations}", iterations = ITERATIONS)]
    Empty,
    /// Less than nothing was done in the period at this position.
    #[error("past {iteration} {} is below 0", .0 + 1, iteration = ITERATION)]
    Negative(usize),
    /// The amounts are so many, or differ in such small parts, that the work would have no end.
    #[error("the numbers are too fine for a forecast: use whole points")]
    TooFine,
    /// A number does not fit.
    #[error("the numbers are too large to compute with exactly")]
    TooLarge,
}

/// What is ahead when everything in the queue up to and with a place is to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QueueAhead {
    /// The amount that is expected, as far as it is known.
    pub amount: Ratio,
    /// The mean square of what that is off, by the ranges of the sizes.
    pub variance: Ratio,
    /// How many have no size: the true amount is larger.
    pub unknown: usize,
}

impl QueueAhead {
    /// Nothing at all.
    pub const NOTHING: Self = Self {
        amount: Ratio::ZERO,
        variance: Ratio::ZERO,
        unknown: 0,
    };
}

/// What is ahead of each place of a queue, its own size with it. `None` when it does not fit.
pub fn ahead(sizes: &[Option<Expected>]) -> Option<Vec<QueueAhead>> {
    let mut sum = QueueAhead::NOTHING;
    let mut add = |size: &Option<Expected>| {
        match size {
            Some(size) => {
                sum.amount = sum.amount.plus(size.mean)?;
                sum.variance = sum.variance.plus(size.variance)?;
            }
            None => sum.unknown += 1,
        }
        Some(sum)
    };
    sizes.iter().map(&mut add).collect()
}

#[cfg(test)]
mod tests;
