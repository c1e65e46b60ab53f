//! Exact fractions, in which every score is computed and compared.
//!
//! Owns arithmetic, order, and rounding to digits for those who draw. Knows nothing of items, units
//! or methods.

use std::cmp::Ordering;
use std::fmt;
use std::num::NonZeroU128;

use crate::model::format::{self, grouped};
use crate::model::number::Number;

/// The answer does not fit exact numbers, so there is none; points up to 10^6 always fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the numbers are too large to compute with exactly")]
pub struct TooLarge;

/// An exact fraction in lowest terms: whole numerator over a denominator above zero.
///
/// Arithmetic gives `None` where the exact result does not fit, and never rounds: points up to
/// 10^6 and sums over 10^4 items stay far inside. Order and equality always work.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Ratio {
    /// Never `i128::MIN`, so that its size always fits.
    num: i128,
    /// At most `i128::MAX`. That it is never zero leaves a place for "unknown", so that one takes no more room.
    den: NonZeroU128,
}

impl Ratio {
    /// Zero, which is a value and never stands for "unknown".
    pub const ZERO: Self = Self::whole(0);
    /// One, the anchor of a relative column and the whole of all shares.
    pub const ONE: Self = Self::whole(1);
    /// One hundred, the whole in percent.
    pub const HUNDRED: Self = Self::whole(100);

    /// How many there are.
    pub const fn count(of: usize) -> Self {
        Self {
            num: of as i128,
            den: NonZeroU128::MIN,
        }
    }

    /// Makes a whole number.
    pub const fn whole(value: i64) -> Self {
        Self {
            num: value as i128,
            den: NonZeroU128::MIN,
        }
    }

    /// Makes `num/den` in lowest terms; `None` when `den` is zero or a part is `i128::MIN`.
    pub fn new(num: i128, den: i128) -> Option<Self> {
        if den == 0 || num == i128::MIN || den == i128::MIN {
            return None;
        }
        let (num, den) = if den < 0 { (-num, -den) } else { (num, den) };
        let divisor = if den == 1 { 1 } else { gcd(num, den) };
        Self::reduced(parted(num, divisor), parted(den, divisor))
    }

    /// A fraction in lowest terms, of a denominator above zero.
    fn reduced(num: i128, den: i128) -> Option<Self> {
        let den = NonZeroU128::new(den.unsigned_abs())?;
        Some(Self { num, den })
    }

    /// So many millionths; `None` where they do not fit.
    pub fn of_millionths(number: i128) -> Option<Self> {
        Self::new(number, 1_000_000)
    }

    /// Reads `7`, `-3` or `26/5`; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let (num, den) = text.split_once('/').unwrap_or((text, "1"));
        Self::new(num.parse().ok()?, den.parse().ok()?)
    }

    /// The numerator in lowest terms.
    pub const fn numerator(self) -> i128 {
        self.num
    }

    /// The denominator in lowest terms, above zero.
    pub const fn denominator(self) -> i128 {
        self.den.get().cast_signed()
    }

    /// The number with two decimals, or none when it is whole.
    pub fn to_short(self) -> String {
        self.to_decimal(if self.is_whole() { 0 } else { 2 })
    }

    const fn is_whole(self) -> bool {
        self.den.get() == 1
    }

    /// Whether the fraction is below zero.
    pub const fn is_negative(self) -> bool {
        self.num < 0
    }

    /// Whether the fraction is zero.
    pub const fn is_zero(self) -> bool {
        self.num == 0
    }

    /// The fraction without its sign.
    #[must_use]
    pub const fn size(self) -> Self {
        Self {
            num: self.num.abs(),
            den: self.den,
        }
    }

    /// The largest whole number not above the fraction.
    pub const fn floor(self) -> i128 {
        self.num.div_euclid(self.denominator())
    }

    /// The sum; `None` when it does not fit.
    pub fn plus(self, other: Self) -> Option<Self> {
        let (own, others) = (self.denominator(), other.denominator());
        if own == others {
            return Self::new(self.num.checked_add(other.num)?, own);
        }
        let shared = gcd(own, others);
        let (left, right) = (parted(others, shared), parted(own, shared));
        let num = self
            .num
            .checked_mul(left)?
            .checked_add(other.num.checked_mul(right)?)?;
        Self::new(num, own.checked_mul(left)?)
    }

    /// The difference; `None` when it does not fit.
    pub fn minus(self, other: Self) -> Option<Self> {
        self.plus(Self {
            num: -other.num,
            den: other.den,
        })
    }

    /// The product; `None` when it does not fit.
    pub fn times(self, other: Self) -> Option<Self> {
        if self.is_whole() && other.is_whole() {
            // Most numbers are whole.
            return Self::new(self.num.checked_mul(other.num)?, 1);
        }
        let (own, others) = (self.denominator(), other.denominator());
        let (across, down) = (gcd(self.num, others), gcd(other.num, own));
        let num = parted(self.num, across).checked_mul(parted(other.num, down))?;
        let den = parted(own, down).checked_mul(parted(others, across))?;
        Self::reduced(num, den).filter(|_| num != i128::MIN)
    }

    /// The quotient; `None` when `divisor` is zero or the result does not fit.
    pub fn over(self, divisor: Self) -> Option<Self> {
        let upside_down = Self {
            num: divisor.denominator() * divisor.num.signum(),
            den: NonZeroU128::new(divisor.num.unsigned_abs())?,
        };
        self.times(upside_down)
    }

    /// The sum of many; zero for none, `None` when it does not fit.
    pub fn sum(terms: impl IntoIterator<Item = Self>) -> Option<Self> {
        terms.into_iter().try_fold(Self::ZERO, Self::plus)
    }

    /// Halfway between two; `None` when it does not fit.
    pub fn middle(self, other: Self) -> Option<Self> {
        self.plus(other)?.over(Self::whole(2))
    }

    /// The sum over how many there are; `None` of none, and when it does not fit.
    pub fn mean(values: &[Self]) -> Option<Self> {
        Self::sum(values.iter().copied())?.over(Self::count(values.len()))
    }

    /// The one in the middle, of an even number the mean of the middle two; `None` of none, and when it does not fit.
    pub fn median(values: &[Self]) -> Option<Self> {
        let mut sorted = values.to_vec();
        sorted.sort_unstable();
        let upper = sorted.get(sorted.len() / 2)?;
        let lower = sorted.get(sorted.len().checked_sub(1)? / 2)?;
        lower.middle(*upper)
    }

    /// The nearest whole number, halves away from zero, held at the ends of `i64`.
    pub fn rounded(self) -> i64 {
        let size = self.size();
        let den = size.denominator();
        let rest = size.num % den;
        let up = size.floor() + i128::from(rest >= den - rest);
        let rounded = if self.is_negative() { -up } else { up };
        i64::try_from(rounded).unwrap_or(if rounded < 0 { i64::MIN } else { i64::MAX })
    }

    /// The nearest whole number of hundredths, for drawing; zero below zero, and where it does not fit.
    pub fn to_hundredths(self) -> u64 {
        let hundred = self.times(Self::HUNDRED).map(Self::rounded);
        hundred
            .and_then(|hundred| u64::try_from(hundred).ok())
            .unwrap_or_default()
    }

    /// The nearest floating number, for drawing only.
    pub fn to_f64(self) -> f64 {
        self.num as f64 / self.den.get() as f64
    }

    /// The digits with exactly `places` decimals, halves rounded away from zero.
    ///
    /// `-` marks what is below zero after rounding, so there is no `-0.0`. Nothing groups digits.
    pub fn to_decimal(self, places: usize) -> String {
        self.digits(self.num.unsigned_abs() / self.den.get(), places)
    }

    /// The digits as [`Ratio::to_decimal`], with the thousands parted.
    pub fn to_grouped(self, places: usize) -> String {
        grouped(&self.to_decimal(places))
    }

    /// The digits of the fraction as a percentage, as [`Ratio::to_decimal`], without the sign `%`.
    ///
    /// `None` when a hundred times the fraction does not fit.
    pub fn to_percent(self, places: usize) -> Option<String> {
        Some(self.times(Self::HUNDRED)?.to_decimal(places))
    }

    /// The fraction in whole percent, as people read it: `38 %`.
    pub fn percent(self) -> String {
        format::percent(format::known(self.to_percent(0), "?"))
    }

    /// Long division after the point, starting from the digits before it.
    fn digits(self, whole: u128, places: usize) -> String {
        let den = self.den.get();
        let mut rest = self.num.unsigned_abs() % den;
        let mut digits = whole.to_string().into_bytes();
        for _ in 0..places {
            let (digit, left) = ten_times(rest, den);
            digits.push(b'0' + digit);
            rest = left;
        }
        if rest >= den - rest {
            round_up(&mut digits);
        }
        let sign = if self.is_negative() && digits.iter().any(|digit| *digit != b'0') {
            "-"
        } else {
            ""
        };
        let point = digits.len() - places;
        let mut text = String::with_capacity(digits.len() + 2);
        text.push_str(sign);
        for (position, digit) in digits.into_iter().enumerate() {
            if position == point {
                text.push('.');
            }
            text.push(char::from(digit));
        }
        text
    }
}

/// Ten times `rest` divided by `den`, and what is left; `rest` must be below `den`.
///
/// Adds ten times, because the product might not fit.
fn ten_times(rest: u128, den: u128) -> (u8, u128) {
    let (mut digit, mut left) = (0, 0);
    for _ in 0..10 {
        left += rest;
        if left >= den {
            left -= den;
            digit += 1;
        }
    }
    (digit, left)
}

/// Adds one to the last of the decimal `digits`.
fn round_up(digits: &mut Vec<u8>) {
    for digit in digits.iter_mut().rev() {
        if *digit < b'9' {
            *digit += 1;
            return;
        }
        *digit = b'0';
    }
    digits.insert(0, b'1');
}

/// The greatest common divisor, above zero unless both are zero.
fn gcd(left: i128, right: i128) -> i128 {
    let (mut left, mut right) = (left.unsigned_abs(), right.unsigned_abs());
    while right != 0 {
        // Machine words divide many times faster, and hold nearly every number met.
        if let (Ok(a), Ok(b)) = (u64::try_from(left), u64::try_from(right)) {
            return i128::from(gcd_of_words(a, b));
        }
        (left, right) = (right, left % right);
    }
    left.cast_signed()
}

/// The quotient, most often by 1: a division of 128 bits is slow.
fn parted(number: i128, by: i128) -> i128 {
    if by == 1 { number } else { number / by }
}

fn gcd_of_words(mut left: u64, mut right: u64) -> u64 {
    while right != 0 {
        (left, right) = (right, left % right);
    }
    left
}

impl Ord for Ratio {
    fn cmp(&self, other: &Self) -> Ordering {
        if self.den == other.den {
            return self.num.cmp(&other.num);
        }
        let words = |of: &Self| {
            let (num, den) = (i64::try_from(of.num), i64::try_from(of.den.get()));
            Some((i128::from(num.ok()?), i128::from(den.ok()?)))
        };
        if let Some(((num, den), (others, below))) = words(self).zip(words(other)) {
            return (num * below).cmp(&(others * den));
        }
        match (
            self.num.checked_mul(other.denominator()),
            other.num.checked_mul(self.denominator()),
        ) {
            (Some(left), Some(right)) => left.cmp(&right),
            _ => by_continued_fraction(
                (self.num, self.denominator()),
                (other.num, other.denominator()),
            ),
        }
    }
}

impl PartialOrd for Ratio {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Compares two fractions whose cross products do not fit: whole parts first, then the
/// reciprocals of what is left, the other way round.
fn by_continued_fraction(left: (i128, i128), right: (i128, i128)) -> Ordering {
    let (mut left, mut right) = (left, right);
    loop {
        let whole = (left.0.div_euclid(left.1)).cmp(&right.0.div_euclid(right.1));
        let (left_rest, right_rest) = (left.0.rem_euclid(left.1), right.0.rem_euclid(right.1));
        if whole != Ordering::Equal || left_rest == 0 || right_rest == 0 {
            return whole.then(left_rest.signum().cmp(&right_rest.signum()));
        }
        (left, right) = ((right.1, right_rest), (left.1, left_rest));
    }
}

impl From<Number> for Ratio {
    fn from(number: Number) -> Self {
        const ONE: i64 = Number::whole(1).millionths();
        let millionths = number.millionths();
        if number.is_whole() {
            return Self::whole(millionths / ONE);
        }
        // A whole number of millionths always fits.
        Self::of_millionths(millionths.into()).unwrap_or(Self::ZERO)
    }
}

impl fmt::Display for Ratio {
    /// Lowest terms: `7`, `-3`, `26/5`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_whole() {
            return f.pad(&self.num.to_string());
        }
        f.pad(&format!("{}/{}", self.num, self.den))
    }
}

impl fmt::Debug for Ratio {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests;
