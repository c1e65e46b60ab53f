//! What it tells of all people that some of those asked said so: the 95 % interval by Wilson.
//!
//! Owns that a share of a few people is never a bare percent. Decided in whole numbers, without a root.

use crate::scoring::ratio::Ratio;

/// z² of the 95 % interval, z = 196/100, as a fraction.
const Z_SQUARE: (i128, i128) = (2_401, 625);
/// The most people whose squares are sure to fit.
const MOST_PEOPLE: i128 = 1_000_000_000_000;

/// Why there is no share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoShare {
    /// One of the two numbers is unknown.
    Missing,
    /// One of them is below zero.
    Negative,
    /// More said so than were asked.
    MoreThanAsked,
    /// Nobody was asked.
    Nobody,
    /// The numbers are no whole numbers, or too large.
    NoCount,
}

/// How many of how many people said so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PeopleShare {
    said: i128,
    people: i128,
}

impl PeopleShare {
    /// The share of two counts, or why there is none.
    pub fn of(said: Option<Ratio>, people: Option<Ratio>) -> Result<Self, NoShare> {
        let (said, people) = said.zip(people).ok_or(NoShare::Missing)?;
        if said.is_negative() || people.is_negative() {
            return Err(NoShare::Negative);
        }
        if said > people {
            return Err(NoShare::MoreThanAsked);
        }
        if people.is_zero() {
            return Err(NoShare::Nobody);
        }
        let is_count = |count: Ratio| count.denominator() == 1 && count.numerator() <= MOST_PEOPLE;
        if !is_count(said) || !is_count(people) {
            return Err(NoShare::NoCount);
        }
        Ok(Self {
            said: said.numerator(),
            people: people.numerator(),
        })
    }

    /// The share of those asked, a fraction of 1.
    pub fn share(self) -> Option<Ratio> {
        Ratio::new(self.said, self.people)
    }

    /// The lower and the upper end of its 95 % interval in so many parts of the whole, each rounded half away from zero.
    ///
    /// Source: Wilson 1927. An end is rounded to `at` where it lies above `at` - 1/2; whether it does is the sign of
    /// n(k/n - x)² - z²x(1 - x), which is above zero beside the interval.
    pub fn interval(self, parts: i128) -> (i128, i128) {
        let is_below_lower =
            |half: i128| self.sign(half, 2 * parts) >= 0 && self.is_left(half, 2 * parts);
        let is_below_upper =
            |half: i128| self.sign(half, 2 * parts) <= 0 || self.is_left(half, 2 * parts);
        let last = |is_below: &dyn Fn(i128) -> bool| {
            let (mut low, mut high) = (0, parts);
            while low < high {
                let middle = (low + high + 1) / 2;
                if is_below(2 * middle - 1) {
                    low = middle;
                } else {
                    high = middle - 1;
                }
            }
            low
        };
        (last(&is_below_lower), last(&is_below_upper))
    }

    /// Whether x = half/whole is not above the share itself.
    const fn is_left(self, half: i128, whole: i128) -> bool {
        half * self.people <= self.said * whole
    }

    /// The sign of n(k/n - x)² - z²x(1 - x) at x = half/whole.
    const fn sign(self, half: i128, whole: i128) -> i128 {
        let (z, of) = Z_SQUARE;
        let apart = self.said * whole - half * self.people;
        (of * apart * apart - z * self.people * half * (whole - half)).signum()
    }

    /// In words: `7 of 9, so 45 to 94 % of all`.
    pub fn words(self) -> String {
        let (low, high) = self.interval(100);
        format!(
            "{} of {}, so {low} to {high} % of all",
            self.said, self.people
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_that_are_no_counts_are_no_share() {
        let of = |said, people| PeopleShare::of(Ratio::parse(said), Ratio::parse(people));
        assert_eq!(of("1/2", "3"), Err(NoShare::NoCount));
        assert_eq!(of("3", "1000000000001"), Err(NoShare::NoCount));
        assert_eq!(of("0", "0"), Err(NoShare::Nobody));
        assert_eq!(
            of("7", "9").map(PeopleShare::words).as_deref(),
            Ok("7 of 9, so 45 to 94 % of all")
        );
    }

    #[test]
    fn the_largest_count_stays_inside_whole_numbers() {
        let most = Ratio::new(MOST_PEOPLE, 1);
        let share = PeopleShare::of(most, most).map(|share| share.interval(1_000));
        assert_eq!(share, Ok((1_000, 1_000)));
    }
}
