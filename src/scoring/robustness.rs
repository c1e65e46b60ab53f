//! How sure a WSJF ranking is when estimates are ranges or votes.
//!
//! Owns the chance that one item outranks another, the ranks an item can take, and its expected
//! rank. Exact: every combination counts, none is drawn at random. In reading order:
//!
//! - [`distribution`] owns the scores of one item and how likely each is.
//! - [`matters`] owns the rule whether an estimate can change the top or cross the cut line.
//!
//! Estimates count as independent: an error they share, such as every size being too low, mostly
//! cancels in a ranking and is not seen here. Knows no record, no vote and no words.

pub mod distribution;
pub mod matters;

use std::cmp::Ordering;

use self::distribution::{Distribution, Estimates, Unusable};
use self::matters::Field;
use super::ratio::{Ratio, TooLarge};
use super::wsjf::Range;

/// How likely one item scores above, like or below another; the three add up to 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chances {
    /// The chance of a higher score, a fraction of 1.
    pub above: Ratio,
    /// The chance of an equal score.
    pub tie: Ratio,
    /// The chance of a lower score.
    pub below: Ratio,
}

impl Chances {
    /// The same pair, seen from the other item.
    #[must_use]
    pub const fn reversed(self) -> Self {
        Self {
            above: self.below,
            tie: self.tie,
            below: self.above,
        }
    }
}

/// The ranks an item can take, from 1; only those that certainly outrank another push it down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct RankInterval {
    /// One more than the number of items that are certainly above.
    pub best: usize,
    /// The number of items less those that are certainly below.
    pub worst: usize,
}

/// Where one item stands among the others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The scores it can take; two of them answer [`chances`].
    pub distribution: Distribution,
    /// The ranks it can take.
    pub ranks: RankInterval,
    /// 1 + the chances of all others to be above + half their chances to tie.
    ///
    /// `None` when the fraction does not fit exact numbers: dozens of items with many different
    /// numbers of votes.
    pub expected_rank: Option<Ratio>,
}

/// Ranks items whose inputs are lists of equally likely values, in input order.
///
/// An item with an unusable list is set apart with the reason, and the others are ranked without it.
/// Compares every pair, so the work grows with the square of the number of items; for rank intervals
/// alone, [`Field`] is enough. Source: stochastic multicriteria acceptability analysis (Tervonen and
/// Figueira 2008), here computed exactly instead of by sampling.
pub fn robustness(items: &[Estimates]) -> Vec<Result<Standing, Unusable>> {
    let scores: Vec<_> = items.iter().map(Distribution::of).collect();
    let usable: Vec<&Distribution> = scores.iter().flatten().collect();
    let field = Field::of(usable.iter().map(|scores| scores.range()));
    let mut expected = expected_ranks(&usable).into_iter();
    let mut standing = |distribution: Distribution| Standing {
        ranks: field.ranks(distribution.range()),
        expected_rank: expected.next().flatten(),
        distribution,
    };
    let scores = scores.into_iter();
    scores.map(|scores| scores.map(&mut standing)).collect()
}

/// Computes how likely a score of `one` is above, like or below a score of `other`.
///
/// Walks both in order of score, so it costs the sum of their numbers of scores. Errors only when a
/// chance is finer than exact numbers hold.
pub fn chances(one: &Distribution, other: &Distribution) -> Result<Chances, TooLarge> {
    match certain(one.range(), other.range()) {
        Some(Ordering::Greater) => return Ok(CERTAINLY_ABOVE),
        Some(Ordering::Less) => return Ok(CERTAINLY_ABOVE.reversed()),
        Some(Ordering::Equal) | None => {}
    }
    let all = one.ways().checked_mul(other.ways()).ok_or(TooLarge)?;
    let mut rest = other.scores().iter().peekable();
    let (mut passed, mut above, mut tie) = (0_u128, 0_u128, 0_u128);
    for (score, ways) in one.scores() {
        while let Some((_, lower)) = rest.next_if(|(other, _)| other < score) {
            passed += lower;
        }
        let equal = rest.peek().filter(|(other, _)| other == score);
        // No product or sum can exceed `all`, which fits.
        above += ways * passed;
        tie += ways * equal.map_or(0, |(_, equal)| *equal);
    }
    let share = |ways: u128| {
        let (ways, all) = (i128::try_from(ways).ok()?, i128::try_from(all).ok()?);
        Ratio::new(ways, all)
    };
    Ok(Chances {
        above: share(above).ok_or(TooLarge)?,
        tie: share(tie).ok_or(TooLarge)?,
        below: share(all - above - tie).ok_or(TooLarge)?,
    })
}

const CERTAINLY_ABOVE: Chances = Chances {
    above: Ratio::ONE,
    tie: Ratio::ZERO,
    below: Ratio::ZERO,
};

/// How two ranges stand when no value of one is met by the other.
fn certain(one: Range, other: Range) -> Option<Ordering> {
    if one.lowest > other.highest {
        Some(Ordering::Greater)
    } else if one.highest < other.lowest {
        Some(Ordering::Less)
    } else {
        None
    }
}

/// The expected rank of each, from every pair once.
fn expected_ranks(items: &[&Distribution]) -> Vec<Option<Ratio>> {
    let mut expected = vec![Some(Ratio::ONE); items.len()];
    let add = |rank: &mut Option<Ratio>, over: Ratio, tie: Ratio| {
        let half = Ratio::new(1, 2).and_then(|half| tie.times(half));
        *rank = rank
            .and_then(|rank| rank.plus(over))
            .and_then(|rank| rank.plus(half?));
    };
    let mut left = expected.as_mut_slice();
    for (place, one) in items.iter().enumerate() {
        let Some((own, others)) = left.split_first_mut() else {
            break;
        };
        for (rank, other) in others.iter_mut().zip(items.iter().skip(place + 1)) {
            if let Ok(pair) = chances(one, other) {
                add(own, pair.below, pair.tie);
                add(rank, pair.above, pair.tie);
            } else {
                (*own, *rank) = (None, None);
            }
        }
        left = others;
    }
    expected
}

#[cfg(test)]
mod tests;
