//! Weighted scoring: several criteria, each with a weight, a direction and a range.
//!
//! Owns normalization and the sum. Knows neither the meaning of a criterion nor records.

use super::rank::{Ranking, rank};
use crate::scoring::ratio::Ratio;

/// Which end of a range is the good one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WeightedDirection {
    /// The highest value scores best.
    HigherIsBetter,
    /// The lowest value scores best.
    LowerIsBetter,
}

/// One column of the score.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WeightedCriterion {
    /// Weight; only its share in the sum of weights matters.
    pub weight: Ratio,
    /// Which end is the good one.
    pub direction: WeightedDirection,
    /// The two ends of its scale, in the unit of its values.
    pub scale: (Ratio, Ratio),
}

/// What counts as the whole range of a criterion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Normalization {
    /// Its scale: adding an item never reorders the others.
    Scale,
    /// From zero to the highest of its scale: a rating over the highest one.
    Highest,
    /// The smallest and largest value among complete items: adding an item can reverse others.
    MinMax,
}

/// Why an item has no score.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WeightedReason {
    /// The value of the criterion at this position is unknown.
    Missing(usize),
    /// The score does not fit exact numbers; values up to 10^6 do.
    TooLarge,
}

/// Whether scores are exact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    /// Every score is exact.
    Exact,
    /// The ranges have no common denominator that fits: weights were rounded at 18 decimals.
    Rounded,
}

/// The result for a list of items.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weighted {
    /// Weights as shares of 1, per criterion.
    pub weights: Vec<Ratio>,
    /// Per item in input order: the score from 0 to 1 (beyond, for values off the scale), or why not.
    pub scores: Vec<Result<Ratio, Vec<WeightedReason>>>,
    /// Highest score first; equal scores in one group, in input order.
    pub ranking: Ranking,
    /// Positions of criteria whose range is a single value; they contribute 0.
    pub flat: Vec<usize>,
    /// Item and criterion of every value outside its scale; it counts as it is.
    pub off_scale: Vec<(usize, usize)>,
    /// Whether the scores are exact.
    pub precision: Precision,
}

/// Why there is no result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WeightedError {
    /// No weight is above zero.
    #[error("no criterion has a weight above 0")]
    NoWeight,
    /// The weight of this criterion is below zero.
    #[error("the weight of criterion {} is below 0", .0 + 1)]
    NegativeWeight(usize),
    /// Weights or ranges do not fit exact numbers.
    #[error("weights or scales are too large or too fine to compute with")]
    TooLarge,
}

/// Scores and ranks `items`: the sum of weight share * normalized value.
///
/// An item holds one value per criterion, in their order; what is missing at its end is blank, what
/// is beyond is ignored. Source: simple additive weighting.
pub fn weighted(
    criteria: &[WeightedCriterion],
    items: &[Vec<Option<Ratio>>],
    normalization: Normalization,
) -> Result<Weighted, WeightedError> {
    let negative = criteria
        .iter()
        .position(|criterion| criterion.weight.is_negative());
    if let Some(position) = negative {
        return Err(WeightedError::NegativeWeight(position));
    }
    if criteria.iter().all(|criterion| criterion.weight.is_zero()) {
        return Err(WeightedError::NoWeight);
    }
    let whole = criteria.iter().map(ends);
    let ranges: Vec<_> = match normalization {
        Normalization::Scale => whole.map(Some).collect(),
        Normalization::Highest => whole.map(|(_, high)| Some(from_zero(high))).collect(),
        Normalization::MinMax => ranges_of_complete(criteria.len(), items),
    };
    let (weights, terms) = terms(criteria, &ranges).ok_or(WeightedError::TooLarge)?;
    let scores: Vec<_> = items.iter().map(|item| terms.score(item)).collect();
    let entries: Vec<_> = scores
        .iter()
        .map(|score| Some((*score.as_ref().ok()?, ())))
        .collect();
    let flat = |range: &Option<(Ratio, Ratio)>| range.is_some_and(|(low, high)| low == high);
    Ok(Weighted {
        weights,
        ranking: rank(&entries),
        scores,
        flat: (0..)
            .zip(&ranges)
            .filter(|(_, range)| flat(range))
            .map(|(at, _)| at)
            .collect(),
        off_scale: off_scale(criteria, items),
        precision: terms.precision,
    })
}

/// The ends of a scale, lower first.
fn ends(criterion: &WeightedCriterion) -> (Ratio, Ratio) {
    let (left, right) = criterion.scale;
    (left.min(right), left.max(right))
}

/// From zero to the end of a scale, lower first.
pub fn from_zero(high: Ratio) -> (Ratio, Ratio) {
    (high.min(Ratio::ZERO), high.max(Ratio::ZERO))
}

/// The value of an item for the criterion at `position`.
fn value(item: &[Option<Ratio>], position: usize) -> Option<Ratio> {
    item.get(position).copied().flatten()
}

/// The smallest and largest value of each of `count` criteria; `None` without a complete item.
fn ranges_of_complete(count: usize, items: &[Vec<Option<Ratio>>]) -> Vec<Option<(Ratio, Ratio)>> {
    let mut ranges = vec![None; count];
    let complete = |item: &&Vec<Option<Ratio>>| (0..count).all(|at| value(item, at).is_some());
    for item in items.iter().filter(complete) {
        for (range, value) in ranges.iter_mut().zip(item.iter().flatten()) {
            let (low, high) = range.unwrap_or((*value, *value));
            *range = Some((low.min(*value), high.max(*value)));
        }
    }
    ranges
}

fn off_scale(criteria: &[WeightedCriterion], items: &[Vec<Option<Ratio>>]) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    for (row, item) in items.iter().enumerate() {
        for (column, (criterion, value)) in criteria.iter().zip(item).enumerate() {
            let (low, high) = ends(criterion);
            if value.is_some_and(|value| value < low || value > high) {
                found.push((row, column));
            }
        }
    }
    found
}

/// The scores as integer sums over one denominator, so that each item costs one reduction.
struct WeightedTerms {
    /// Per criterion: factor and zero point; the factor is negative where lower is better.
    columns: Vec<(Ratio, Ratio)>,
    denominator: Ratio,
    precision: Precision,
}

impl WeightedTerms {
    fn score(&self, item: &[Option<Ratio>]) -> Result<Ratio, Vec<WeightedReason>> {
        let positions = 0..self.columns.len();
        let missing: Vec<_> = positions
            .filter(|position| value(item, *position).is_none())
            .map(WeightedReason::Missing)
            .collect();
        if !missing.is_empty() {
            return Err(missing);
        }
        let columns = self.columns.iter().zip(item.iter().flatten());
        let terms = columns.map(|((factor, zero), value)| value.minus(*zero)?.times(*factor));
        terms
            .collect::<Option<Vec<_>>>()
            .and_then(|terms| Ratio::sum(terms)?.over(self.denominator))
            .ok_or_else(|| vec![WeightedReason::TooLarge])
    }
}

/// Weight shares, and the terms of the sum.
fn terms(
    criteria: &[WeightedCriterion],
    ranges: &[Option<(Ratio, Ratio)>],
) -> Option<(Vec<Ratio>, WeightedTerms)> {
    let total = Ratio::sum(criteria.iter().map(|criterion| criterion.weight))?;
    let (mut weights, mut columns) = (Vec::new(), Vec::new());
    for (criterion, range) in criteria.iter().zip(ranges) {
        let weight = criterion.weight.over(total)?;
        weights.push(weight);
        let (low, high) = range.unwrap_or((Ratio::ZERO, Ratio::ZERO));
        let (zero, width) = match criterion.direction {
            WeightedDirection::HigherIsBetter => (low, high.minus(low)?),
            WeightedDirection::LowerIsBetter => (high, low.minus(high)?),
        };
        let flat = width.is_zero();
        columns.push((
            if flat {
                Ratio::ZERO
            } else {
                weight.over(width)?
            },
            zero,
        ));
    }
    let (denominator, precision) = match common_denominator(&columns) {
        Some(denominator) => (denominator, Precision::Exact),
        None => (Ratio::whole(1_000_000_000_000_000_000), Precision::Rounded),
    };
    for (factor, _) in &mut columns {
        let half = Ratio::new(1, 2)?;
        let whole = factor.times(denominator)?.plus(half)?.floor();
        *factor = Ratio::new(whole, 1)?;
    }
    let terms = WeightedTerms {
        columns,
        denominator,
        precision,
    };
    Some((weights, terms))
}

/// The least common denominator of all factors, if it leaves room for values to be multiplied.
fn common_denominator(columns: &[(Ratio, Ratio)]) -> Option<Ratio> {
    // Values in millionths up to 10^12 need 60 bits more, which most ranges never come near.
    const LARGEST: i128 = 1 << 66;
    let mut common = Ratio::ONE;
    for (factor, _) in columns {
        // common * factor in lowest terms keeps just the part of the denominator still lacking.
        let lacking = common.times(*factor)?.denominator();
        common = common.times(Ratio::new(lacking, 1)?)?;
        if common.numerator() > LARGEST {
            return None;
        }
    }
    Some(common)
}

#[cfg(test)]
mod tests;
