//! How much was done in each past period, as a forecast draws from it.
//!
//! Owns the grid the sums fall on, and what makes a history a weak one. Knows no date and no record.

use super::NoForecast;
use crate::scoring::ratio::Ratio;

/// With fewer periods than this a forecast is little more than a guess.
pub const FEW: usize = 5;
/// The most steps of work one forecast may take: amounts on the grid, times different amounts, times periods.
const MOST_STEPS: u64 = 1_000_000_000;

/// Past periods, each equally likely to come again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PeriodHistory {
    periods: Vec<Ratio>,
    missing: usize,
    /// The least that was done in a period.
    pub(super) lowest: Ratio,
    /// All amounts are whole numbers of steps above the lowest.
    pub(super) step: Ratio,
    /// The different amounts, in steps above the lowest and ascending, with their number of periods.
    pub(super) amounts: Vec<(usize, u64)>,
    /// How many periods there are.
    pub(super) count: u64,
}

/// What makes a history a weak one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Caution {
    /// It has so few periods.
    Few(usize),
    /// So many periods say nothing of what was done in them, and are left out.
    Missing(usize),
    /// One period did more than twice as much as any other.
    Outlier {
        /// Its position among the known periods.
        period: usize,
        /// What was done in it.
        amount: Ratio,
    },
}

impl PeriodHistory {
    /// Takes what was done in each period, oldest first. Nothing done is 0; `None` is unknown and left out.
    pub fn of(periods: &[Option<Ratio>]) -> Result<Self, NoForecast> {
        let known: Vec<Ratio> = periods.iter().copied().flatten().collect();
        if let Some(below) = periods
            .iter()
            .position(|done| done.is_some_and(Ratio::is_negative))
        {
            return Err(NoForecast::Negative(below));
        }
        let lowest = known.iter().min().copied().ok_or(NoForecast::Empty)?;
        let above = |done: &Ratio| done.minus(lowest);
        let above: Option<Vec<Ratio>> = known.iter().map(above).collect();
        let mut above = above.ok_or(NoForecast::TooLarge)?;
        above.sort_unstable();
        let step = above.iter().copied().try_fold(Ratio::ZERO, common_part);
        let step = step.ok_or(NoForecast::TooLarge)?;
        let step = if step.is_zero() { Ratio::ONE } else { step };
        let mut amounts = Vec::new();
        for equal in above.chunk_by(|one, other| one == other) {
            let steps = equal.first().and_then(|amount| amount.over(step));
            let steps = steps.and_then(|steps| usize::try_from(steps.floor()).ok());
            amounts.push((steps.ok_or(NoForecast::TooFine)?, equal.len() as u64));
        }
        Ok(Self {
            count: known.len() as u64,
            missing: periods.len() - known.len(),
            periods: known,
            lowest,
            step,
            amounts,
        })
    }

    /// What was done in each known period, oldest first.
    pub fn periods(&self) -> &[Ratio] {
        &self.periods
    }

    /// Whether nothing was done in any period, so that nothing will ever be.
    pub fn is_idle(&self) -> bool {
        self.periods.iter().all(|done| done.is_zero())
    }

    /// What makes this history a weak one.
    pub fn cautions(&self) -> Vec<Caution> {
        let mut cautions = Vec::new();
        if self.periods.len() < FEW {
            cautions.push(Caution::Few(self.periods.len()));
        }
        if self.missing > 0 {
            cautions.push(Caution::Missing(self.missing));
        }
        cautions.extend(self.outlier());
        cautions
    }

    /// The one period that did more than twice as much as any other; of two periods neither can tell.
    fn outlier(&self) -> Option<Caution> {
        let most = (0..self.periods.len()).max_by_key(|at| self.periods.get(*at))?;
        let amount = *self.periods.get(most)?;
        let others = self.periods.iter().enumerate();
        let next = others.filter(|(at, _)| *at != most).map(|(_, done)| *done);
        let twice = next.max()?.times(Ratio::whole(2))?;
        let stands_out = self.periods.len() > 2 && amount > twice;
        stands_out.then_some(Caution::Outlier {
            period: most,
            amount,
        })
    }

    /// The same history without its outlier; `None` when there is none.
    pub fn without_outlier(&self) -> Option<Self> {
        let Caution::Outlier { period, .. } = self.outlier()? else {
            return None;
        };
        let mut rest: Vec<Option<Ratio>> = self.periods.iter().copied().map(Some).collect();
        rest.remove(period);
        rest.extend(std::iter::repeat_n(None, self.missing));
        Self::of(&rest).ok()
    }

    /// The fewest steps with which `periods` periods reach an amount.
    pub(super) fn steps_to(&self, amount: Ratio, periods: usize) -> Result<usize, NoForecast> {
        let steps = || {
            let certain = self.sure(periods)?;
            let rest = amount.minus(certain)?.max(Ratio::ZERO).over(self.step)?;
            let up = Ratio::ZERO.minus(rest)?.floor();
            usize::try_from(-up).ok()
        };
        steps().ok_or(NoForecast::TooLarge)
    }

    /// What `periods` periods do with so many steps.
    pub(super) fn amount(&self, periods: usize, steps: usize) -> Result<Ratio, NoForecast> {
        let amount = || {
            let steps = Ratio::whole(i64::try_from(steps).ok()?);
            self.sure(periods)?.plus(steps.times(self.step)?)
        };
        amount().ok_or(NoForecast::TooLarge)
    }

    /// What `periods` periods do at the very least.
    fn sure(&self, periods: usize) -> Option<Ratio> {
        Ratio::whole(i64::try_from(periods).ok()?).times(self.lowest)
    }

    /// The most steps of one period.
    pub(super) fn top(&self) -> usize {
        self.amounts.last().map_or(0, |(above, _)| *above)
    }

    /// Refuses a grid so fine that the work would have no end.
    pub(super) fn check(&self, steps: usize, periods: usize) -> Result<(), NoForecast> {
        let factors = [steps, self.amounts.len(), periods];
        let work = factors.into_iter().try_fold(1_u64, |work, factor| {
            work.checked_mul(u64::try_from(factor).ok()?)
        });
        if work.is_some_and(|work| work <= MOST_STEPS) {
            Ok(())
        } else {
            Err(NoForecast::TooFine)
        }
    }

    /// Whether the steps read the same from both ends, as those of 1 2 2 3 do.
    pub(super) fn is_mirrored(&self) -> bool {
        let top = self.top();
        let back = self.amounts.iter().rev();
        let pairs = self.amounts.iter().zip(back);
        let mut pairs = pairs.map(|(one, other)| one.0 + other.0 == top && one.1 == other.1);
        pairs.all(|same| same)
    }
}

/// The largest number of which both are whole multiples, by Euclid; none of both may be below zero.
fn common_part(one: Ratio, other: Ratio) -> Option<Ratio> {
    let (mut part, mut rest) = (other, one);
    while !rest.is_zero() {
        let whole = Ratio::new(part.over(rest)?.floor(), 1)?;
        (part, rest) = (rest, part.minus(whole.times(rest)?)?);
    }
    Some(part)
}
