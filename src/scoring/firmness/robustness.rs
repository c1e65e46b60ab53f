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

use self::distribution::{Distribution, EstimateLists, UnusableEstimates};
use self::matters::ScoreField;
use crate::scoring::ranking::wsjf::ScoreRange;
use crate::scoring::ratio::{Ratio, TooLarge};

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
pub struct RankStanding {
    /// The scores it can take; two of them answer [`chances`].
    pub distribution: Distribution,
    /// The ranks it can take.
    pub ranks: RankInterval,
    /// What [`expected_ranks`] says.
    pub expected_rank: Option<Ratio>,
}

/// Ranks items whose inputs are lists of equally likely values, in input order.
///
/// An item with an unusable list is set apart with the reason, and the others are ranked without it.
/// For rank intervals alone, [`ScoreField`] is enough. Source: stochastic multicriteria acceptability
/// analysis (Tervonen and Figueira 2008), here computed exactly instead of by sampling.
pub fn robustness(items: &[EstimateLists]) -> Vec<Result<RankStanding, UnusableEstimates>> {
    let scores: Vec<_> = items.iter().map(Distribution::of).collect();
    let usable: Vec<&Distribution> = scores.iter().flatten().collect();
    let field = ScoreField::of(usable.iter().map(|scores| scores.range()));
    let each: Vec<(&Distribution, usize)> = usable.into_iter().map(|scores| (scores, 1)).collect();
    let mut expected = expected_ranks(&each).into_iter();
    let mut standing = |distribution: Distribution| RankStanding {
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
fn certain(one: ScoreRange, other: ScoreRange) -> Option<Ordering> {
    if one.lowest > other.highest {
        Some(Ordering::Greater)
    } else if one.highest < other.lowest {
        Some(Ordering::Less)
    } else {
        None
    }
}

/// The expected rank of each: 1 + the chances of all others to be above + half their chances to tie.
///
/// Each distribution stands with the number of items that have it. All scores lie in one pool, in which
/// each item weighs the same; sorting it costs more than all the rest. `None` for all when the fractions do not fit exact numbers: items with many different
/// numbers of votes.
pub fn expected_ranks(items: &[(&Distribution, usize)]) -> Vec<Option<Ratio>> {
    let pool = Pool::of(items);
    let rank = |(item, _): &(&Distribution, usize)| pool.as_ref()?.expected_rank(item);
    items.iter().map(rank).collect()
}

/// The scores of many items in one.
struct Pool {
    /// How much every item weighs: a multiple of the ways of each.
    whole: u128,
    /// Every score, highest first, with twice the weight above it and once that at it.
    scores: Vec<(Ratio, u128)>,
}

impl Pool {
    fn of(items: &[(&Distribution, usize)]) -> Option<Self> {
        let mut ways: Vec<u128> = items.iter().map(|(item, _)| item.ways()).collect();
        ways.sort_unstable();
        ways.dedup();
        let whole = ways.into_iter().try_fold(1, common_multiple)?;
        // No weight below can exceed twice that of all items.
        let count: usize = items.iter().map(|(_, count)| count).sum();
        whole.checked_mul(2)?.checked_mul(count as u128)?;
        let mut pooled: Vec<(Ratio, u128)> = Vec::new();
        for (item, count) in items {
            let each = whole / item.ways() * *count as u128;
            let weighed = item.scores().iter();
            pooled.extend(weighed.map(|(score, ways)| (*score, ways * each)));
        }
        pooled.sort_unstable_by_key(|(score, _)| std::cmp::Reverse(*score));
        let mut scores: Vec<(Ratio, u128)> = Vec::new();
        let mut above = 0;
        for equal in pooled.chunk_by(|one, other| one.0 == other.0) {
            let own: u128 = equal.iter().map(|(_, weight)| weight).sum();
            scores.extend(equal.first().map(|(score, _)| (*score, 2 * above + own)));
            above += own;
        }
        Some(Self { whole, scores })
    }

    fn expected_rank(&self, item: &Distribution) -> Option<Ratio> {
        // A copy of the item itself is in the pool, as often above as below it: that makes half a rank.
        let unit = self.whole.checked_mul(item.ways())?;
        let mut sum = unit;
        for (score, ways) in item.scores() {
            let at = self.scores.partition_point(|(other, _)| other > score);
            let (_, weight) = self.scores.get(at)?;
            sum = sum.checked_add(weight.checked_mul(*ways)?)?;
        }
        Ratio::new(
            i128::try_from(sum).ok()?,
            i128::try_from(unit.checked_mul(2)?).ok()?,
        )
    }
}

/// The least number that both divide; both are above zero.
fn common_multiple(one: u128, other: u128) -> Option<u128> {
    let (mut divisor, mut rest) = (one, other);
    while rest != 0 {
        (divisor, rest) = (rest, divisor % rest);
    }
    (one / divisor).checked_mul(other)
}

#[cfg(test)]
mod tests;
