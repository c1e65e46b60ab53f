//! The scores one item can take, and in how many ways each.
//!
//! Owns combining lists of equally likely values into an exact distribution. Knows one item only.

use crate::scoring::ranking::wsjf::{Factor, ScoreRange};
use crate::scoring::ratio::{Ratio, TooLarge};

/// The most combinations of different values one item may have: four inputs of seven values each.
pub const MAX_COMBINATIONS: usize = 7 * 7 * 7 * 7;

/// What one item may be worth, each input a list of equally likely values in relative points.
///
/// A value that stands twice counts twice, as two votes do. A blank is the whole scale.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct EstimateLists {
    /// User-business value.
    pub value: Vec<Ratio>,
    /// Time criticality.
    pub criticality: Vec<Ratio>,
    /// Risk reduction and opportunity enablement.
    pub risk: Vec<Ratio>,
    /// Job size.
    pub size: Vec<Ratio>,
}

impl EstimateLists {
    /// The list of one column.
    pub fn get(&self, factor: Factor) -> &[Ratio] {
        match factor {
            Factor::Value => &self.value,
            Factor::Criticality => &self.criticality,
            Factor::Risk => &self.risk,
            Factor::Size => &self.size,
        }
    }

    /// The range of scores for each way to fix all inputs but `factor`, which alone may vary.
    ///
    /// This is what settling that one estimate can still change; see
    /// [`ScoreField::verdict`](super::matters::ScoreField::verdict). Errors as [`Distribution::of`].
    pub fn ranges_of(&self, factor: Factor) -> Result<Vec<ScoreRange>, UnusableEstimates> {
        let columns = Columns::of(self)?;
        let Columns {
            value,
            criticality,
            risk,
            size,
        } = &columns;
        let (own, fixed) = match factor {
            Factor::Value => (value, added(criticality, risk)?),
            Factor::Criticality => (criticality, added(value, risk)?),
            Factor::Risk => (risk, added(value, criticality)?),
            Factor::Size => {
                let costs = columns.costs()?.into_iter();
                return costs.map(|cost| spread(&divided(&[cost], size)?)).collect();
            }
        };
        let mut ranges = Vec::new();
        for rest in fixed {
            let costs = added(&[rest], own)?;
            for size in size {
                ranges.push(spread(&divided(&costs, &[*size])?)?);
            }
        }
        Ok(ranges)
    }
}

/// Why a list of estimates gives no scores.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UnusableEstimates {
    /// The list is empty.
    #[error("no value is given")]
    Empty(Factor),
    /// A value is below zero.
    #[error("a value is below zero")]
    Negative(Factor),
    /// A job size is zero.
    #[error("a job size is zero")]
    ZeroSize,
    /// More than [`MAX_COMBINATIONS`] combinations of different values: not on a scale.
    #[error("too many different values")]
    TooManyValues,
    /// A score does not fit exact numbers.
    #[error("the numbers are too large to compute with exactly")]
    TooLarge,
}

impl From<TooLarge> for UnusableEstimates {
    fn from(_: TooLarge) -> Self {
        Self::TooLarge
    }
}

/// Different numbers, lowest first, each with the number of equally likely ways to get it.
type WeightedNumbers = Vec<(Ratio, u128)>;

/// Every score an item can take, with the number of equally likely ways to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Distribution {
    scores: WeightedNumbers,
    ways: u128,
    range: ScoreRange,
    mean: Option<Ratio>,
}

impl Distribution {
    /// Combines the lists of one item: (value + criticality + risk) / size for every combination.
    ///
    /// Equal results are merged on the way, so the work is that of the different ones.
    pub fn of(item: &EstimateLists) -> Result<Self, UnusableEstimates> {
        let columns = Columns::of(item)?;
        let costs = columns.costs()?;
        let scores = divided(&costs, &columns.size)?;
        let lists = Factor::ALL.map(|factor| item.get(factor).len() as u128);
        let ways = lists.into_iter().try_fold(1_u128, u128::checked_mul);
        Ok(Self {
            range: spread(&scores)?,
            scores,
            ways: ways.ok_or(TooLarge)?,
            mean: mean_score(&costs, &columns.size),
        })
    }

    /// The different scores, lowest first, each with its number of ways.
    pub fn scores(&self) -> &[(Ratio, u128)] {
        &self.scores
    }

    /// The number of combinations of the lists, which is the sum of the ways.
    pub const fn ways(&self) -> u128 {
        self.ways
    }

    /// The lowest and the highest score.
    pub const fn range(&self) -> ScoreRange {
        self.range
    }

    /// The mean score; `None` when it does not fit exact numbers.
    pub const fn mean(&self) -> Option<Ratio> {
        self.mean
    }
}

/// The lists of one item with equal values merged.
struct Columns {
    value: WeightedNumbers,
    criticality: WeightedNumbers,
    risk: WeightedNumbers,
    size: WeightedNumbers,
}

impl Columns {
    fn of(item: &EstimateLists) -> Result<Self, UnusableEstimates> {
        let column = |factor| {
            let values = item.get(factor);
            if values.is_empty() {
                return Err(UnusableEstimates::Empty(factor));
            }
            if values.iter().any(|value| value.is_negative()) {
                return Err(UnusableEstimates::Negative(factor));
            }
            merged(values.iter().map(|value| (*value, 1)).collect())
                .map_err(UnusableEstimates::from)
        };
        let columns = Self {
            value: column(Factor::Value)?,
            criticality: column(Factor::Criticality)?,
            risk: column(Factor::Risk)?,
            size: column(Factor::Size)?,
        };
        if columns.size.first().is_some_and(|(size, _)| size.is_zero()) {
            return Err(UnusableEstimates::ZeroSize);
        }
        let lists = [
            &columns.value,
            &columns.criticality,
            &columns.risk,
            &columns.size,
        ];
        let combinations = lists.into_iter().map(Vec::len);
        let combinations = combinations.fold(1_usize, usize::saturating_mul);
        if combinations > MAX_COMBINATIONS {
            return Err(UnusableEstimates::TooManyValues);
        }
        Ok(columns)
    }

    /// The costs of delay: every sum of the three values.
    fn costs(&self) -> Result<WeightedNumbers, TooLarge> {
        added(&added(&self.value, &self.criticality)?, &self.risk)
    }
}

/// Sorts and puts equal numbers together.
fn merged(mut numbers: WeightedNumbers) -> Result<WeightedNumbers, TooLarge> {
    numbers.sort_unstable_by_key(|(number, _)| *number);
    let mut result = WeightedNumbers::with_capacity(numbers.len());
    for (number, ways) in numbers {
        match result.last_mut() {
            Some((last, sum)) if *last == number => *sum = sum.checked_add(ways).ok_or(TooLarge)?,
            _ => result.push((number, ways)),
        }
    }
    Ok(result)
}

/// Every result of `operation` on one of each.
fn combined(
    left: &[(Ratio, u128)],
    right: &[(Ratio, u128)],
    operation: fn(Ratio, Ratio) -> Option<Ratio>,
) -> Result<WeightedNumbers, TooLarge> {
    let mut result = WeightedNumbers::with_capacity(left.len() * right.len());
    for (one, ways) in left {
        for (other, more) in right {
            let number = operation(*one, *other).ok_or(TooLarge)?;
            result.push((number, ways.checked_mul(*more).ok_or(TooLarge)?));
        }
    }
    merged(result)
}

fn added(left: &[(Ratio, u128)], right: &[(Ratio, u128)]) -> Result<WeightedNumbers, TooLarge> {
    combined(left, right, Ratio::plus)
}

fn divided(left: &[(Ratio, u128)], right: &[(Ratio, u128)]) -> Result<WeightedNumbers, TooLarge> {
    combined(left, right, Ratio::over)
}

/// The ends of sorted scores, of which there is at least one.
fn spread(scores: &[(Ratio, u128)]) -> Result<ScoreRange, UnusableEstimates> {
    match (scores.first(), scores.last()) {
        (Some((lowest, _)), Some((highest, _))) => Ok(ScoreRange {
            lowest: *lowest,
            highest: *highest,
        }),
        _ => Err(UnusableEstimates::Empty(Factor::Value)),
    }
}

/// The mean of a quotient of independent parts: mean cost of delay times the mean of 1 / size.
fn mean_score(costs: &[(Ratio, u128)], sizes: &[(Ratio, u128)]) -> Option<Ratio> {
    let inverse = sizes.iter();
    let inverse = inverse.map(|(size, ways)| Some((Ratio::ONE.over(*size)?, *ways)));
    let inverse: WeightedNumbers = inverse.collect::<Option<_>>()?;
    mean(costs)?.times(mean(&inverse)?)
}

fn mean(numbers: &[(Ratio, u128)]) -> Option<Ratio> {
    let (mut sum, mut count) = (Ratio::ZERO, 0_i128);
    for (number, ways) in numbers {
        let ways = i128::try_from(*ways).ok()?;
        sum = sum.plus(number.times(Ratio::new(ways, 1)?)?)?;
        count = count.checked_add(ways)?;
    }
    sum.over(Ratio::new(count, 1)?)
}
