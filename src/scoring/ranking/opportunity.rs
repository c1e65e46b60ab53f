//! The opportunity score: what matters to customers and satisfies them little.
//!
//! Owns the score and its bands. Knows no survey: the caller brings the two numbers per outcome.

use crate::scoring::ratio::Ratio;

/// Which of the two numbers is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OpportunityFactor {
    /// How much the outcome matters.
    Importance,
    /// How well it is met today.
    Satisfaction,
}

/// Why an outcome has no score.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OpportunityReason {
    /// The number is unknown.
    Missing(OpportunityFactor),
    /// The number is below zero.
    Negative(OpportunityFactor),
    /// The number is above 10, the end of its scale.
    Above(OpportunityFactor),
    /// The score does not fit exact numbers; inputs up to 10^6 always do.
    TooLarge,
}

/// How attractive a score is on the scale 0 to 10; a five-point scale has no such bands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OpportunityBand {
    /// Below 10.
    Unattractive,
    /// From 10 to below 12.
    WorthALook,
    /// From 12 to 15.
    Good,
    /// Above 15.
    Extreme,
}

/// Computes importance + max(importance - satisfaction, 0), both from 0 to 10.
///
/// Source: Ulwick, opportunity algorithm; each input 0 to 10.
pub fn opportunity(
    importance: Option<Ratio>,
    satisfaction: Option<Ratio>,
) -> Result<Ratio, Vec<OpportunityReason>> {
    let inputs = [
        (OpportunityFactor::Importance, importance),
        (OpportunityFactor::Satisfaction, satisfaction),
    ];
    let missing = inputs.iter().filter(|(_, input)| input.is_none());
    let mut reasons: Vec<_> = missing
        .map(|(factor, _)| OpportunityReason::Missing(*factor))
        .collect();
    let beside = |is: fn(Ratio) -> bool| {
        let all = inputs
            .iter()
            .filter(move |(_, input)| input.is_some_and(is));
        all.map(|(factor, _)| *factor)
    };
    reasons.extend(beside(Ratio::is_negative).map(OpportunityReason::Negative));
    reasons.extend(beside(|input| input > Ratio::whole(10)).map(OpportunityReason::Above));
    match (importance, satisfaction) {
        (Some(importance), Some(satisfaction)) if reasons.is_empty() => importance
            .minus(satisfaction)
            .and_then(|gap| importance.plus(gap.max(Ratio::ZERO)))
            .ok_or_else(|| vec![OpportunityReason::TooLarge]),
        _ => Err(reasons),
    }
}

/// Names the band of a score whose inputs are on 0 to 10. Source: Ulwick's thresholds.
pub fn band(score: Ratio) -> OpportunityBand {
    if score > Ratio::whole(15) {
        OpportunityBand::Extreme
    } else if score >= Ratio::whole(12) {
        OpportunityBand::Good
    } else if score >= Ratio::whole(10) {
        OpportunityBand::WorthALook
    } else {
        OpportunityBand::Unattractive
    }
}

/// The user-business value offered for an item, from the best of the opportunity scores of the needs it meets.
pub fn proposed_value(best: Ratio) -> i64 {
    match band(best) {
        OpportunityBand::Extreme => 13,
        OpportunityBand::Good => 8,
        OpportunityBand::WorthALook => 5,
        OpportunityBand::Unattractive => 3,
    }
}

/// A number from 0 to 10 of how many people answered 1, 2, 3, 4 and 5 of 5: ten times the share of 4 and 5. None when
/// nobody was asked. A mean of the answers is no such number.
pub fn of_answers(counts: [u32; 5]) -> Option<Ratio> {
    let [_, _, _, four, five] = counts.map(i128::from);
    Ratio::new(10 * (four + five), counts.map(i128::from).iter().sum())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(
        importance: Option<i64>,
        satisfaction: Option<i64>,
        expected: Result<i64, Vec<OpportunityReason>>,
    ) {
        let got = opportunity(importance.map(Ratio::whole), satisfaction.map(Ratio::whole));
        assert_eq!(
            got,
            expected.map(Ratio::whole),
            "{importance:?} {satisfaction:?}"
        );
    }

    #[test]
    fn blanks_and_negatives_are_no_score() {
        use OpportunityReason::{Missing, Negative};
        check(Some(9), Some(3), Ok(15));
        check(Some(3), Some(9), Ok(3));
        check(Some(0), Some(0), Ok(0));
        check(
            Some(9),
            None,
            Err(vec![Missing(OpportunityFactor::Satisfaction)]),
        );
        check(
            None,
            Some(-1),
            Err(vec![
                Missing(OpportunityFactor::Importance),
                Negative(OpportunityFactor::Satisfaction),
            ]),
        );
    }

    #[test]
    fn bands_meet_without_a_gap() {
        for (score, expected) in [
            (9, OpportunityBand::Unattractive),
            (10, OpportunityBand::WorthALook),
            (12, OpportunityBand::Good),
            (15, OpportunityBand::Good),
            (16, OpportunityBand::Extreme),
        ] {
            assert_eq!(band(Ratio::whole(score)), expected, "{score}");
        }
    }
}
