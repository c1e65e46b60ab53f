//! RICE: reach, impact, confidence, effort.
//!
//! Owns the score and its ranking. Knows no record; that all reaches count the same period is for
//! the caller to check.

use super::rank::{Ranking, rank};
use crate::scoring::ratio::Ratio;

/// One of the four columns of RICE, in the order they are asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RiceFactor {
    /// People or events reached per period.
    Reach,
    /// Impact on each of them, commonly 3, 2, 1, 1/2 or 1/4.
    Impact,
    /// Confidence in percent, commonly 100, 80 or 50.
    Confidence,
    /// Effort, commonly in person-months.
    Effort,
}

impl RiceFactor {
    /// All four, in column order.
    pub const ALL: [Self; 4] = [Self::Reach, Self::Impact, Self::Confidence, Self::Effort];
}

/// What is known of one item; `None` is unknown, and a blank confidence is not 100 %.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct RiceInputs {
    /// People or events reached per period.
    pub reach: Option<Ratio>,
    /// Impact on each of them.
    pub impact: Option<Ratio>,
    /// Confidence in percent.
    pub confidence: Option<Ratio>,
    /// Effort.
    pub effort: Option<Ratio>,
}

impl RiceInputs {
    /// The input of one column.
    pub const fn get(&self, factor: RiceFactor) -> Option<Ratio> {
        match factor {
            RiceFactor::Reach => self.reach,
            RiceFactor::Impact => self.impact,
            RiceFactor::Confidence => self.confidence,
            RiceFactor::Effort => self.effort,
        }
    }
}

/// Why an item has no score.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RiceReason {
    /// The input is unknown.
    Missing(RiceFactor),
    /// The input is below zero.
    Negative(RiceFactor),
    /// The effort is zero.
    ZeroEffort,
    /// The score does not fit exact numbers; inputs up to 10^6 always do.
    TooLarge,
}

/// The result for a list of items.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rice {
    /// Per item in input order: reach * impact * confidence / 100 / effort, or why there is none.
    pub scores: Vec<Result<Ratio, Vec<RiceReason>>>,
    /// Highest score first; equal scores in one group, the smaller effort first within it.
    pub ranking: Ranking,
}

/// Scores and ranks `items`. Source: RICE, Intercom (S. McBride).
pub fn rice(items: &[RiceInputs]) -> Rice {
    let scores: Vec<_> = items.iter().map(score).collect();
    let entries: Vec<_> = scores
        .iter()
        .zip(items)
        .map(|(score, item)| Some((*score.as_ref().ok()?, item.effort)))
        .collect();
    Rice {
        ranking: rank(&entries),
        scores,
    }
}

fn score(item: &RiceInputs) -> Result<Ratio, Vec<RiceReason>> {
    let inputs = || {
        RiceFactor::ALL
            .into_iter()
            .map(|factor| (factor, item.get(factor)))
    };
    let missing = inputs().filter(|(_, input)| input.is_none());
    let mut reasons: Vec<_> = missing
        .map(|(factor, _)| RiceReason::Missing(factor))
        .collect();
    let negative = inputs().filter(|(_, input)| input.is_some_and(Ratio::is_negative));
    reasons.extend(negative.map(|(factor, _)| RiceReason::Negative(factor)));
    if item.effort.is_some_and(Ratio::is_zero) {
        reasons.push(RiceReason::ZeroEffort);
    }
    if !reasons.is_empty() {
        return Err(reasons);
    }
    product(item).ok_or_else(|| vec![RiceReason::TooLarge])
}

fn product(item: &RiceInputs) -> Option<Ratio> {
    let confidence = item.confidence?.over(Ratio::HUNDRED)?;
    let gain = item.reach?.times(item.impact?)?.times(confidence)?;
    gain.over(item.effort?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(inputs: [Option<i64>; 4], expected: Result<&str, Vec<RiceReason>>) {
        let [reach, impact, confidence, effort] = inputs.map(|input| input.map(Ratio::whole));
        let inputs = RiceInputs {
            reach,
            impact,
            confidence,
            effort,
        };
        let got = score(&inputs).map(|score| score.to_string());
        assert_eq!(got, expected.map(str::to_owned), "{inputs:?}");
    }

    #[test]
    fn every_reason_is_named() {
        use RiceReason::{Missing, Negative, TooLarge, ZeroEffort};
        check([Some(500), Some(3), Some(80), Some(2)], Ok("600"));
        check([Some(0), Some(3), Some(80), Some(2)], Ok("0"));
        check([None; 4], Err(RiceFactor::ALL.map(Missing).to_vec()));
        check(
            [Some(-1), Some(3), None, Some(0)],
            Err(vec![
                Missing(RiceFactor::Confidence),
                Negative(RiceFactor::Reach),
                ZeroEffort,
            ]),
        );
        check(
            [Some(i64::MAX), Some(i64::MAX), Some(i64::MAX), Some(1)],
            Err(vec![TooLarge]),
        );
    }
}
