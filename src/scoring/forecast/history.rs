//! How much was done in each past period, as a forecast draws from it.
//!
//! Owns what makes a history a weak one. Knows no date and no record.

use super::NoForecast;
use crate::scoring::ratio::Ratio;

/// With fewer periods than this a forecast is little more than a guess.
pub const FEW: usize = 5;

/// Past periods, each equally likely to come again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PeriodHistory {
    periods: Vec<Ratio>,
    missing: usize,
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
        if known.is_empty() {
            return Err(NoForecast::Empty);
        }
        Ok(Self {
            missing: periods.len() - known.len(),
            periods: known,
        })
    }

    /// What was done in each known period, oldest first.
    pub fn periods(&self) -> &[Ratio] {
        &self.periods
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
}
