//! The exact chance to do an amount within a number of periods.
//!
//! Owns the count of all ways to draw that many periods, in whole numbers of any length: 400 draws from
//! 100 periods can fall in 100^400 ways, far beyond [`Ratio`]. Knows no level and no date.

use num_bigint::BigUint;

use super::history::PeriodHistory;
use super::{HORIZON, NoForecast};
use crate::scoring::ratio::Ratio;

/// A chance, exactly: so many of all ways fall short.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chance {
    short: BigUint,
    all: BigUint,
}

impl Chance {
    /// The chance that `periods` periods do at least `amount`; an amount of 0 is certain.
    pub fn of(history: &PeriodHistory, amount: Ratio, periods: usize) -> Result<Self, NoForecast> {
        Ok(Ways::of(history, amount, periods)?.chance(history.steps_to(amount, periods)?))
    }

    /// The chances of several amounts within the same periods, in their order.
    pub fn of_each(
        history: &PeriodHistory,
        amounts: &[Ratio],
        periods: usize,
    ) -> Result<Vec<Self>, NoForecast> {
        let most = amounts.iter().copied().max().unwrap_or(Ratio::ZERO);
        let ways = Ways::of(history, most, periods)?;
        let each = amounts.iter();
        each.map(|amount| Ok(ways.chance(history.steps_to(*amount, periods)?)))
            .collect()
    }

    /// The chance that both happen, when neither tells anything of the other.
    #[must_use]
    pub fn and(&self, other: &Self) -> Self {
        let all = &self.all * &other.all;
        let met = (&self.all - &self.short) * (&other.all - &other.short);
        Self {
            short: &all - met,
            all,
        }
    }

    /// Whether it cannot happen.
    pub fn is_none(&self) -> bool {
        self.short == self.all
    }

    /// Whether it must happen.
    pub fn is_certain(&self) -> bool {
        self.short == BigUint::ZERO
    }

    /// Whether the chance is at least a fraction of 1.
    pub fn reaches(&self, level: Ratio) -> bool {
        let (part, whole) = (
            level.numerator().max(0).unsigned_abs(),
            level.denominator().unsigned_abs(),
        );
        (&self.all - &self.short) * whole >= &self.all * part
    }

    /// The chance rounded to so many decimals, halves up; at most 18 of them.
    pub fn rounded(&self, places: u32) -> Ratio {
        let ten = 10_u64.pow(places.min(18));
        let met = (&self.all - &self.short) * (2 * u128::from(ten)) + &self.all;
        let digits = i128::try_from(met / (&self.all * 2_u32)).ok();
        let rounded = digits.and_then(|digits| Ratio::new(digits, i128::from(ten)));
        // It is at most 1, so it fits.
        rounded.unwrap_or(Ratio::ONE)
    }
}

/// In how many ways a number of periods falls short of each amount.
pub(super) struct Ways {
    /// By steps: the ways to do fewer.
    below: Vec<BigUint>,
    all: BigUint,
}

impl Ways {
    /// Counts the ways up to an amount.
    pub(super) fn of(
        history: &PeriodHistory,
        amount: Ratio,
        periods: usize,
    ) -> Result<Self, NoForecast> {
        let steps = history.steps_to(amount, periods)?;
        // What is out of reach is as good as one step beyond it.
        let steps = steps.min(history.top().saturating_mul(periods).saturating_add(1));
        // A word for each ten periods, at the least.
        history.check(steps, periods.min(HORIZON).div_ceil(10))?;
        let power = u32::try_from(periods).map_err(|_| NoForecast::TooLarge)?;
        if periods > HORIZON {
            return Err(NoForecast::TooLarge);
        }
        let exact = exactly(history, power, steps).ok_or(NoForecast::TooLarge)?;
        let mut below = vec![BigUint::ZERO];
        let mut sum = BigUint::ZERO;
        for ways in exact {
            sum += ways;
            below.push(sum.clone());
        }
        Ok(Self {
            below,
            all: BigUint::from(history.count).pow(power),
        })
    }

    /// The chance of at least so many steps.
    pub(super) fn chance(&self, steps: usize) -> Chance {
        Chance {
            short: self.below.get(steps).unwrap_or(&self.all).clone(),
            all: self.all.clone(),
        }
    }
}

/// In how many ways `power` draws do exactly 0, 1, 2 ... steps, for fewer than `steps`.
///
/// These are the coefficients of f^k, where f counts the periods by steps; each follows from those before
/// it, for f g' = k f' g with g = f^k (J. C. P. Miller). That takes one product for each different amount,
/// where folding f k times takes k.
fn exactly(history: &PeriodHistory, power: u32, steps: usize) -> Option<Vec<BigUint>> {
    let (_, first) = history.amounts.first()?;
    let mut ways: Vec<BigUint> = Vec::with_capacity(steps);
    for at in 0..steps {
        if at == 0 {
            ways.push(BigUint::from(*first).pow(power));
            continue;
        }
        let (mut plus, mut minus) = (BigUint::ZERO, BigUint::ZERO);
        for (above, times) in history.amounts.iter().skip(1) {
            let Some(from) = at.checked_sub(*above).and_then(|from| ways.get(from)) else {
                break;
            };
            let up = u64::try_from(*above).ok()?;
            let up = up.checked_mul(u64::from(power) + 1)?.checked_mul(*times)?;
            let down = u64::try_from(at).ok()?.checked_mul(*times)?;
            if up >= down {
                plus += from * (up - down);
            } else {
                minus += from * (down - up);
            }
        }
        let divisor = u64::try_from(at).ok()?.checked_mul(*first)?;
        ways.push((plus - minus) / divisor);
    }
    Some(ways)
}
