//! Present value: what later money is worth today, when it is paid back, and at which rate it would be worth nothing more.
//!
//! Owns the factors, to 15 decimals without any floating number. Knows no item.

use std::collections::BTreeMap;

use num_bigint::{BigInt, BigUint, Sign};

use crate::scoring::ratio::Ratio;

/// Weeks of a year.
const YEAR: u32 = 52;
/// Decimals of a factor.
const FACTOR_PLACES: u32 = 15;

/// Money that comes (above zero) or goes in a week.
pub type Flow = (u32, Ratio);

/// How many rates make a stream of money worth nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rates {
    /// The sign never changes: no rate does.
    None,
    /// It changes once: exactly one does.
    One,
    /// It changes more often: several, or none.
    SeveralOrNone,
}

/// What a stream of money is worth.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PresentValue {
    /// Each week that has flows, with their sum.
    pub weeks: Vec<Flow>,
    /// Each week with what one unit then is worth today, in units of 10⁻¹⁵.
    pub factors: Vec<(u32, i128)>,
    /// The sum of all, discounted.
    pub value: Ratio,
    /// The week in which the running sum is back at zero, on straight lines between flows; `None` when it never is.
    pub payback: Option<Ratio>,
    /// The same with discounted sums.
    pub discounted_payback: Option<Ratio>,
    /// How often the sign of the flows changes.
    pub sign_changes: usize,
}

/// Values flows at a discount a year; `None` when the discount is −100 % or less, or a number does not fit.
pub fn present_value(flows: &[Flow], discount: Ratio) -> Option<PresentValue> {
    let growth = Ratio::ONE.plus(discount)?;
    if growth <= Ratio::ZERO {
        return None;
    }
    let mut by_week: BTreeMap<u32, Ratio> = BTreeMap::new();
    for (week, amount) in flows {
        let sum = by_week.entry(*week).or_insert(Ratio::ZERO);
        *sum = sum.plus(*amount)?;
    }
    let weeks: Vec<Flow> = by_week.into_iter().collect();
    let mut factors = Vec::new();
    let mut discounted = Vec::new();
    for (week, amount) in &weeks {
        let units = factor(growth, *week)?;
        factors.push((*week, units));
        discounted.push((
            *week,
            amount.times(Ratio::new(units, 10_i128.pow(FACTOR_PLACES))?)?,
        ));
    }
    let signs: Vec<bool> = weeks
        .iter()
        .filter(|(_, amount)| !amount.is_zero())
        .map(|(_, amount)| amount.is_negative())
        .collect();
    Some(PresentValue {
        factors,
        value: Ratio::sum(discounted.iter().map(|(_, amount)| *amount))?,
        payback: payback(&weeks),
        discounted_payback: payback(&discounted),
        sign_changes: signs
            .iter()
            .zip(signs.iter().skip(1))
            .filter(|(left, right)| left != right)
            .count(),
        weeks,
    })
}

impl PresentValue {
    /// How many rates make it worth nothing.
    pub const fn rates(&self) -> Rates {
        match self.sign_changes {
            0 => Rates::None,
            1 => Rates::One,
            _ => Rates::SeveralOrNone,
        }
    }

    /// The rate a year at which it is worth nothing, in hundredths of a percent, halves to the even one; `None` unless there is
    /// exactly one such rate and every flow falls on a whole year.
    pub fn rate_of_return(&self) -> Option<i128> {
        if self.rates() != Rates::One || self.weeks.iter().any(|(week, _)| week % YEAR != 0) {
            return None;
        }
        let amounts: Vec<(u32, Ratio)> = self
            .weeks
            .iter()
            .map(|(week, amount)| (week / YEAR, *amount))
            .collect();
        let shared = amounts
            .iter()
            .fold(BigInt::from(1), |product, (_, amount)| {
                product * amount.denominator()
            });
        let terms: Vec<(u32, BigInt)> = amounts
            .iter()
            .map(|(year, amount)| (*year, &shared / amount.denominator() * amount.numerator()))
            .collect();
        let last = terms.last()?.0;
        let first = terms
            .iter()
            .find(|(_, amount)| amount.sign() != Sign::NoSign)?
            .1
            .sign();
        // Growth a year in units of 1/20,000: the middle between two hundredths of a percent is odd.
        let past = |growth: &BigInt| {
            let unit = BigInt::from(20_000);
            let sum: BigInt = terms
                .iter()
                .map(|(year, amount)| amount * growth.pow(last - year) * unit.pow(*year))
                .sum();
            sum.sign()
        };
        let mut above = BigInt::from(20_000);
        while past(&above) != first {
            above *= 2;
        }
        let mut below = BigInt::from(0);
        while &above - &below > BigInt::from(1) {
            let middle: BigInt = (&above + &below) / 2;
            if past(&middle) == first {
                above = middle;
            } else {
                below = middle;
            }
        }
        // The rate lies in (below, above], or is `below` itself.
        let exact = past(&below) == Sign::NoSign;
        let below = i128::try_from(below).ok()?;
        let half_steps = below - 20_000;
        let steps = half_steps.div_euclid(2);
        let odd = half_steps.rem_euclid(2) == 1;
        Some(steps + i128::from(odd && (!exact || steps.rem_euclid(2) == 1)))
    }
}

/// (growth)^(−week/52) in units of 10⁻¹⁵, halves to the even one: the whole number next to it, decided in whole numbers.
fn factor(growth: Ratio, week: u32) -> Option<i128> {
    let (up, down) = (
        BigUint::try_from(growth.numerator()).ok()?,
        BigUint::try_from(growth.denominator()).ok()?,
    );
    let (up, down) = (
        up.pow(week),
        down.pow(week) * BigUint::from(10_u8).pow(FACTOR_PLACES * YEAR),
    );
    let low = (&down / &up).nth_root(YEAR);
    let twice = (&low * 2_u8 + 1_u8).pow(YEAR) * &up;
    let half = down * BigUint::from(2_u8).pow(YEAR);
    let is_odd = low.bit(0);
    let units = if twice < half || (twice == half && is_odd) {
        low + 1_u8
    } else {
        low
    };
    i128::try_from(units).ok()
}

/// The week in which the running sum comes back to zero, on straight lines between flows.
fn payback(flows: &[Flow]) -> Option<Ratio> {
    let mut before: Option<(u32, Ratio)> = None;
    for (week, amount) in flows {
        let sum = match before {
            Some((_, sum)) => sum.plus(*amount)?,
            None => *amount,
        };
        if let Some((from, was)) = before
            && was.is_negative()
            && !sum.is_negative()
        {
            let part = was.size().over(sum.minus(was)?)?;
            let weeks = Ratio::whole(i64::from(week - from)).times(part)?;
            return Ratio::whole(i64::from(from)).plus(weeks);
        }
        before = Some((*week, sum));
    }
    None
}
