//! What people give for a feature, from ratings of balanced profiles (conjoint analysis on ratings).
//!
//! Owns part-worths, importance and the worth in money. Choices between profiles need another method and are not read.

use super::answers::number;
use crate::scoring::ratio::Ratio;

/// An attribute and its levels, in order of appearance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribute<'a> {
    /// What it is called.
    pub name: &'a str,
    /// Each level with its part-worth: the mean rating of its profiles less the mean of all.
    pub levels: Vec<(&'a str, Ratio)>,
}

/// A profile: its level of each attribute, and how it was rated on average.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RatedProfile<'a> {
    /// The levels, in the order of the attributes.
    pub levels: Vec<&'a str>,
    /// The mean rating.
    pub rating: Option<Ratio>,
}

/// Why a study cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ConjointError<'a> {
    /// There is no profile.
    #[error("there is no profile")]
    Empty,
    /// Profiles at these positions have no rating, or not a level for each attribute.
    #[error("a profile has no rating")]
    Blank(Vec<usize>),
    /// A level, or two levels together, are not seen as often as the others.
    #[error("the levels are not seen equally often")]
    Unbalanced(Vec<(&'a str, &'a str)>),
    /// A number does not fit.
    #[error("the numbers are too large to compute with exactly")]
    TooLarge,
}

/// What a study of ratings says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conjoint<'a> {
    /// The mean of all ratings.
    pub grand_mean: Ratio,
    /// The attributes with their part-worths.
    pub attributes: Vec<Attribute<'a>>,
    /// What one step of liking is worth in money; `None` without a price that is liked less the higher it is.
    pub money_per_util: Option<Ratio>,
    price: Option<&'a str>,
}

/// Reads a study; `price` names the attribute whose levels are prices.
///
/// Source: Orme, *Getting Started with Conjoint Analysis*: on a balanced design the part-worth of a level is the mean of its
/// profiles less the mean of all.
pub fn conjoint<'a>(
    names: &[&'a str],
    price: Option<&'a str>,
    profiles: &[RatedProfile<'a>],
) -> Result<Conjoint<'a>, ConjointError<'a>> {
    if profiles.is_empty() {
        return Err(ConjointError::Empty);
    }
    let blank = |profile: &RatedProfile<'_>| {
        profile.rating.is_none() || profile.levels.len() != names.len()
    };
    let blanks: Vec<usize> = (0..profiles.len())
        .filter(|at| profiles.get(*at).is_some_and(blank))
        .collect();
    if !blanks.is_empty() {
        return Err(ConjointError::Blank(blanks));
    }
    let levels: Vec<Vec<&str>> = (0..names.len()).map(|at| levels(profiles, at)).collect();
    if let Some(unbalanced) = unbalanced(names, &levels, profiles) {
        return Err(ConjointError::Unbalanced(unbalanced));
    }
    let all: Vec<Ratio> = profiles
        .iter()
        .filter_map(|profile| profile.rating)
        .collect();
    let read = || {
        let grand_mean = Ratio::mean(&all)?;
        let mut attributes = Vec::new();
        for (at, (name, levels)) in names.iter().zip(&levels).enumerate() {
            let mut worths = Vec::new();
            for level in levels {
                let of_it = profiles
                    .iter()
                    .filter(|profile| profile.levels.get(at) == Some(level));
                let ratings: Vec<Ratio> = of_it.filter_map(|profile| profile.rating).collect();
                worths.push((*level, Ratio::mean(&ratings)?.minus(grand_mean)?));
            }
            attributes.push(Attribute {
                name,
                levels: worths,
            });
        }
        let prices = attributes
            .iter()
            .find(|attribute| Some(attribute.name) == price);
        let money_per_util = prices.and_then(money_per_util);
        Some(Conjoint {
            grand_mean,
            attributes,
            money_per_util,
            price,
        })
    };
    read().ok_or(ConjointError::TooLarge)
}

impl<'a> Conjoint<'a> {
    /// How much each attribute counts: its range over the sum of all ranges; `None` when nothing makes a difference.
    pub fn importance(&self) -> Vec<Option<Ratio>> {
        let ranges: Vec<Option<Ratio>> = self.attributes.iter().map(Attribute::range).collect();
        let sum = ranges
            .iter()
            .copied()
            .collect::<Option<Vec<_>>>()
            .and_then(Ratio::sum);
        ranges.iter().map(|range| (*range)?.over(sum?)).collect()
    }

    /// Of each attribute but the price: its worst and its best level, and what the step between them is worth in money.
    pub fn worth(&self) -> Vec<(&'a str, &'a str, &'a str, Option<Ratio>)> {
        let others = self
            .attributes
            .iter()
            .filter(|attribute| Some(attribute.name) != self.price);
        let told = others.filter_map(|attribute| {
            let [worst, best] = attribute.ends()?;
            let worth = || best.1.minus(worst.1)?.times(self.money_per_util?);
            Some((attribute.name, worst.0, best.0, worth()))
        });
        told.collect()
    }
}

impl<'a> Attribute<'a> {
    /// The level with the lowest and the one with the highest part-worth, the earlier one on a tie.
    fn ends(&self) -> Option<[(&'a str, Ratio); 2]> {
        let mut levels = self.levels.iter().copied();
        let first = levels.next()?;
        Some(levels.fold([first, first], |[worst, best], level| {
            [
                if level.1 < worst.1 { level } else { worst },
                if level.1 > best.1 { level } else { best },
            ]
        }))
    }

    fn range(&self) -> Option<Ratio> {
        let [worst, best] = self.ends()?;
        best.1.minus(worst.1)
    }
}

fn money_per_util(attribute: &Attribute<'_>) -> Option<Ratio> {
    let prices = attribute
        .levels
        .iter()
        .map(|(level, worth)| Some((Ratio::parse(level).or_else(|| number(level))?, *worth)));
    let mut prices: Vec<(Ratio, Ratio)> = prices.collect::<Option<_>>()?;
    prices.sort_unstable();
    let falls = prices
        .iter()
        .zip(prices.iter().skip(1))
        .all(|(low, high)| low.1 >= high.1);
    let (low, high) = (prices.first()?, prices.last()?);
    if !falls {
        return None;
    }
    high.0.minus(low.0)?.over(low.1.minus(high.1)?)
}

/// The levels of the attribute at a position, in order of appearance.
fn levels<'a>(profiles: &[RatedProfile<'a>], at: usize) -> Vec<&'a str> {
    let mut levels = Vec::new();
    for level in profiles.iter().filter_map(|profile| profile.levels.get(at)) {
        if !levels.contains(level) {
            levels.push(*level);
        }
    }
    levels
}

/// The first level, else the first pair of levels of two attributes, that is not seen as often as it should be.
fn unbalanced<'a>(
    names: &[&'a str],
    levels: &[Vec<&'a str>],
    profiles: &[RatedProfile<'a>],
) -> Option<Vec<(&'a str, &'a str)>> {
    let seen = |wanted: &[(usize, &str)]| {
        let has = |profile: &&RatedProfile<'_>| {
            wanted
                .iter()
                .all(|(at, level)| profile.levels.get(*at) == Some(level))
        };
        profiles.iter().filter(has).count()
    };
    let attributes = || names.iter().zip(levels).enumerate();
    for (at, (name, own)) in attributes() {
        let odd = own
            .iter()
            .find(|level| seen(&[(at, level)]) * own.len() != profiles.len());
        if let Some(level) = odd {
            return Some(vec![(name, level)]);
        }
    }
    for (at, (name, own)) in attributes() {
        for (other_at, (other, others)) in attributes().skip(at + 1) {
            let pairs = own
                .iter()
                .flat_map(|level| others.iter().map(move |other| (level, other)));
            let mut odd = pairs.filter(|(level, second)| {
                seen(&[(at, level), (other_at, second)]) * own.len() * others.len()
                    != profiles.len()
            });
            if let Some((level, second)) = odd.next() {
                return Some(vec![(name, level), (other, second)]);
            }
        }
    }
    None
}
