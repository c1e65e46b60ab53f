//! The chance that something happens, as the share of all ways in which it does.
//!
//! Owns the count of ways in whole numbers of any length: 400 draws from 100 periods can fall in 100^400 ways, far
//! beyond [`Ratio`]. Knows no level and no date.

use num_bigint::BigUint;

use crate::scoring::ratio::Ratio;

/// A chance, exactly: so many of all ways fall short.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chance {
    short: BigUint,
    all: BigUint,
}

impl Chance {
    /// So many of all ways fall short.
    pub(super) const fn new(short: BigUint, all: BigUint) -> Self {
        Self { short, all }
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
