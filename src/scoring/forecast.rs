//! When work is likely to be done, and how much of it by when, from what was done in past periods.
//!
//! Owns the levels of confidence and what is said at each: least periods for an amount, most amount for
//! periods. Each coming period is one of the past, all equally likely and independent; every way counts,
//! none is drawn at random. In reading order:
//!
//! - [`history`] owns the past periods and what makes them a weak ground.
//! - [`chance`] owns the exact chance of one amount in one number of periods, `sweep` all of them at the levels.
//! - [`rhythm`] owns the days on which periods end.
//! - [`three_point`] owns estimates of a low, a likely and a high value.
//! - [`inputs`] owns whose history counts for what of a workspace, [`words`] the sentences.
//! - [`roadmap`] owns when everything open is likely done, in groups.
//!
//! Amounts are items or points, whichever the history counts. Later is not simply longer: the sum of two
//! dates at 85 % is no date at 85 %.

pub mod chance;
pub mod history;
pub mod inputs;
pub mod rhythm;
pub mod roadmap;
mod sweep;
pub mod three_point;
pub mod words;

use self::history::PeriodHistory;
use self::sweep::sweep;
use self::three_point::Expected;
use crate::scoring::ratio::Ratio;

/// No forecast looks further ahead than so many periods.
pub const HORIZON: usize = 400;

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

    /// As a fraction of 1.
    pub fn share(self) -> Ratio {
        let (part, whole) = self.parts();
        Ratio::new(part.into(), whole.into()).unwrap_or(Ratio::ONE)
    }

    const fn parts(self) -> (u64, u64) {
        (self.percent() as u64, 100)
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
    #[error("there is no history yet: note what was done in past iterations")]
    Empty,
    /// Less than nothing was done in the period at this position.
    #[error("past iteration {} is below 0", .0 + 1)]
    Negative(usize),
    /// The amount to do is below zero.
    #[error("the amount to do is below 0")]
    NegativeAmount,
    /// The amounts are so many, or differ in such small parts, that the work would have no end.
    #[error("the numbers are too fine for a forecast: use whole points")]
    TooFine,
    /// A number does not fit.
    #[error("the numbers are too large to compute with exactly")]
    TooLarge,
}

/// After how many periods any amount up to a given one is done.
///
/// One of these answers for a whole queue: ask for the amount up to and with each item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Forecast {
    is_idle: bool,
    /// What is done within 1, 2, 3 ... periods.
    scopes: Vec<Levels<Ratio>>,
}

impl Forecast {
    /// The forecast for all amounts up to `most`. The work grows with `most`, with the different amounts of
    /// the history and with the periods needed; what would have no end is refused.
    ///
    /// Source: k-fold convolution of the empirical throughput, which is what bootstrap sampling estimates.
    pub fn of(history: &PeriodHistory, most: Ratio) -> Result<Self, NoForecast> {
        if most.is_negative() {
            return Err(NoForecast::NegativeAmount);
        }
        let is_idle = history.is_idle();
        let scopes = if is_idle {
            Vec::new()
        } else {
            sweep(history, Some(most), HORIZON)?
        };
        Ok(Self { is_idle, scopes })
    }

    /// The fewest periods within which `amount` is done at each level, for no more than was asked for.
    pub fn when(&self, amount: Ratio) -> Levels<When> {
        let all = Levels {
            half: Certainty::Half,
            likely: Certainty::Likely,
            sure: Certainty::Sure,
        };
        all.map(|level| self.when_at(amount, level))
    }

    fn when_at(&self, amount: Ratio, level: Certainty) -> When {
        if amount <= Ratio::ZERO {
            return When::Within(0);
        }
        if self.is_idle {
            return When::Never;
        }
        // More periods never do less.
        let short = self
            .scopes
            .partition_point(|scope| scope.get(level) < amount);
        if short < self.scopes.len() {
            When::Within(short + 1)
        } else {
            When::Beyond
        }
    }
}

/// The most that is done within 0, 1, 2 ... `periods` periods at each level: the surer, the less.
pub fn scopes(history: &PeriodHistory, periods: usize) -> Result<Vec<Levels<Ratio>>, NoForecast> {
    if periods > HORIZON {
        return Err(NoForecast::TooLarge);
    }
    let nothing = Levels {
        half: Ratio::ZERO,
        likely: Ratio::ZERO,
        sure: Ratio::ZERO,
    };
    let mut scopes = sweep(history, None, periods)?;
    scopes.insert(0, nothing);
    Ok(scopes)
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

/// What is ahead of each place of a queue, its own size with it. A size below zero counts as unknown.
///
/// `split` is how many items one becomes by the time it is done; 1 for none. `None` when it does not fit.
pub fn ahead(sizes: &[Option<Expected>], split: Ratio) -> Option<Vec<QueueAhead>> {
    let mut sum = QueueAhead::NOTHING;
    let mut add = |size: &Option<Expected>| {
        match size.filter(|size| !size.mean.is_negative()) {
            Some(size) => {
                let spread = size.variance.times(split)?.times(split)?;
                sum.amount = sum.amount.plus(size.mean.times(split)?)?;
                sum.variance = sum.variance.plus(spread)?;
            }
            None => sum.unknown += 1,
        }
        Some(sum)
    };
    sizes.iter().map(&mut add).collect()
}

#[cfg(test)]
mod tests;
