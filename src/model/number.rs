//! Exact decimal numbers, as people type them.
//!
//! Owns parsing, the limits of what a field may hold, and writing back. Knows nothing of units:
//! the same type serves points, money and percent.

use std::fmt;
use std::num::NonZeroU64;

/// Decimal places a [`Number`] keeps.
const PLACES: u8 = 6;
/// 10 to the power of [`PLACES`].
const ONE: i64 = 1_000_000;
/// The largest absolute value a [`Number`] holds; sums of ten thousand such numbers stay exact.
pub const LIMIT: i64 = 1_000_000_000_000;

/// An exact decimal number with up to six places, at most [`LIMIT`] in absolute value.
///
/// Its millionths are held above [`OFFSET`]: in the same order, and never as zero, so that a number that may be
/// unknown takes no more room than one that is known.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Number(NonZeroU64);

/// What zero is held as.
const OFFSET: u64 = 1 << 63;

/// Why a text is no [`Number`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NumberError {
    /// Not digits with an optional sign and decimal point.
    #[error("is not a number")]
    Malformed,
    /// More than six decimal places.
    #[error("has more than {PLACES} decimal places")]
    TooFine,
    /// Beyond [`LIMIT`].
    #[error("is larger than evenkeel can hold ({LIMIT})")]
    TooLarge,
}

impl Number {
    /// Zero, which is a value and never stands for "unknown".
    pub const ZERO: Self = Self::from_millionths(0);

    /// A whole number; values beyond [`LIMIT`] are held at it.
    pub const fn whole(value: i64) -> Self {
        Self::from_millionths(value.saturating_mul(ONE))
    }

    /// The number of so many millionths; values beyond [`LIMIT`] are held at it.
    pub const fn from_millionths(millionths: i64) -> Self {
        let within = match millionths {
            _ if millionths > LIMIT * ONE => LIMIT * ONE,
            _ if millionths < -LIMIT * ONE => -LIMIT * ONE,
            _ => millionths,
        };
        match NonZeroU64::new(within.cast_unsigned() ^ OFFSET) {
            Some(held) => Self(held),
            // No number within the limit is held as zero.
            None => Self(NonZeroU64::MIN),
        }
    }

    /// The number in millionths, its exact inner form.
    pub const fn millionths(self) -> i64 {
        (self.0.get() ^ OFFSET).cast_signed()
    }

    /// Whether the number has no decimal places.
    pub const fn is_whole(self) -> bool {
        self.millionths() % ONE == 0
    }

    /// Whether the number is below zero.
    pub const fn is_negative(self) -> bool {
        self.millionths() < 0
    }

    /// Reads a number as people type it: `0,5` and `.5` are 0.5.
    pub fn typed(text: &str) -> Result<Self, NumberError> {
        Self::parse(&text.replace(',', "."))
    }

    /// Reads `5`, `-5`, `0.5`, `+13`, `5.0` or `1e3`; a point separates decimals, nothing groups digits.
    pub fn parse(text: &str) -> Result<Self, NumberError> {
        let (mantissa, exponent) = match text.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => {
                let exponent: i32 = exponent.parse().map_err(|_| NumberError::Malformed)?;
                (mantissa, exponent)
            }
            None => (text, 0),
        };
        let (negative, digits) = match mantissa.as_bytes().first() {
            Some(b'-') => (true, mantissa.get(1..).unwrap_or_default()),
            Some(b'+') => (false, mantissa.get(1..).unwrap_or_default()),
            _ => (false, mantissa),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        if whole.is_empty() && fraction.is_empty() {
            return Err(NumberError::Malformed);
        }
        if !whole
            .bytes()
            .chain(fraction.bytes())
            .all(|b| b.is_ascii_digit())
        {
            return Err(NumberError::Malformed);
        }
        let significant = format!("{whole}{fraction}");
        let significant = significant.trim_start_matches('0');
        let tail = significant.len() - significant.trim_end_matches('0').len();
        let significant = significant.trim_end_matches('0');
        if significant.is_empty() {
            return Ok(Self::ZERO);
        }
        // The value is `significant * 10^power` millionths.
        let places = i64::try_from(fraction.len()).map_err(|_| NumberError::TooFine)?;
        let tail = i64::try_from(tail).map_err(|_| NumberError::TooLarge)?;
        let power = i64::from(exponent) - places + tail + i64::from(PLACES);
        if power < 0 {
            return Err(NumberError::TooFine);
        }
        if significant.len() > 19 || power > 19 {
            return Err(NumberError::TooLarge);
        }
        let mut value: i128 = significant.parse().map_err(|_| NumberError::Malformed)?;
        for _ in 0..power {
            value *= 10;
        }
        if value > i128::from(LIMIT) * i128::from(ONE) {
            return Err(NumberError::TooLarge);
        }
        let value = i64::try_from(value).map_err(|_| NumberError::TooLarge)?;
        Ok(Self::from_millionths(if negative { -value } else { value }))
    }
}

impl Default for Number {
    fn default() -> Self {
        Self::ZERO
    }
}

impl fmt::Display for Number {
    /// The shortest exact form: `5`, `0.5`, `-13`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.is_negative() { "-" } else { "" };
        let size = self.millionths().unsigned_abs();
        let (whole, rest) = (size / ONE.unsigned_abs(), size % ONE.unsigned_abs());
        if rest == 0 {
            return f.pad(&format!("{sign}{whole}"));
        }
        let rest = format!("{rest:06}");
        f.pad(&format!("{sign}{whole}.{}", rest.trim_end_matches('0')))
    }
}

impl fmt::Debug for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(text: &str, expected: Result<&str, NumberError>) {
        let got = Number::parse(text).map(|n| n.to_string());
        assert_eq!(got, expected.map(str::to_owned), "{text}");
    }

    proptest! {
        #[test]
        fn what_is_held_orders_and_reads_as_its_millionths(
            one in prop_oneof![any::<i64>(), -3_i64..3],
            other in prop_oneof![any::<i64>(), -3_i64..3],
        ) {
            let within = |n: i64| n.clamp(-LIMIT * ONE, LIMIT * ONE);
            let (a, b) = (Number::from_millionths(one), Number::from_millionths(other));
            prop_assert_eq!((a.millionths(), b.millionths()), (within(one), within(other)));
            prop_assert_eq!(a.cmp(&b), within(one).cmp(&within(other)));
            prop_assert_eq!(a.is_negative(), one < 0);
            prop_assert_eq!(Number::parse(&a.to_string()), Ok(a));
        }
    }

    #[test]
    fn one_that_may_be_unknown_takes_no_more_room() {
        assert_eq!(size_of::<Option<Number>>(), size_of::<Number>());
        assert_eq!(Number::default(), Number::ZERO);
    }

    #[test]
    fn reads_what_people_type() {
        check("5", Ok("5"));
        check("5.0", Ok("5"));
        check("0.5", Ok("0.5"));
        check(".5", Ok("0.5"));
        check("-13", Ok("-13"));
        check("+8", Ok("8"));
        check("007", Ok("7"));
        check("1e3", Ok("1000"));
        check("2.5e-1", Ok("0.25"));
        check("-0", Ok("0"));
        check("1000000000000", Ok("1000000000000"));
    }

    #[test]
    fn refuses_the_rest_with_a_reason() {
        for text in [
            "", "-", ".", "5,0", "5 pts", "NaN", "inf", "1e", "--5", "1.2.3", "٥",
        ] {
            check(text, Err(NumberError::Malformed));
        }
        check("0.1234567", Err(NumberError::TooFine));
        check("1e-999", Err(NumberError::TooFine));
        check("1e999", Err(NumberError::TooLarge));
        check("1000000000001", Err(NumberError::TooLarge));
    }
}
