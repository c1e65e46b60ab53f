//! How much is wished for a need, which assumption is tested first, how many people an item reaches.
//!
//! Works on plain inputs. Knows no record.

use std::collections::{BTreeMap, BTreeSet};

use crate::scoring::ranking::rank::{Ranking, rank};
use crate::scoring::ratio::Ratio;

/// How much is wished for a need.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wished<S> {
    /// The sum of how much it matters to whoever wishes it, 0 to 3 each; none where nobody said.
    pub score: Option<i64>,
    /// How many people wish it.
    pub people: usize,
    /// How many segments they stand for.
    pub segments: usize,
    /// What these segments bring in a year, where that is known.
    pub income: Option<Ratio>,
    /// The segments of which it is not.
    pub income_unknown: Vec<S>,
    /// Positions of wishes of which nobody said how much.
    pub blank: Vec<usize>,
    /// Positions of wishes that say another number than 0 to 3.
    pub refused: Vec<usize>,
}

/// A wish: who, for which segment, and how much from 0 to 3.
pub type WishInputs<P, S> = (Option<P>, Option<S>, Option<i64>);

/// Counts the wishes for a need; `income` is what a segment brings in a year. Source: Productboard's importance score.
pub fn wished<P: Ord + Copy, S: Ord + Copy>(
    wishes: &[WishInputs<P, S>],
    income: impl Fn(S) -> Option<Ratio>,
) -> Wished<S> {
    let is_usable = |much: Option<i64>| much.is_none_or(|much| (0..=3).contains(&much));
    let positions = |is: &dyn Fn(Option<i64>) -> bool| {
        let all = wishes.iter().enumerate();
        let found = all.filter_map(|(at, (_, _, much))| is(*much).then_some(at));
        found.collect::<Vec<_>>()
    };
    let usable = || wishes.iter().filter(|(_, _, much)| is_usable(*much));
    let known: Vec<i64> = usable().filter_map(|(_, _, much)| *much).collect();
    let people: BTreeSet<P> = usable().filter_map(|(person, _, _)| *person).collect();
    let mut segments: Vec<S> = Vec::new();
    for segment in usable().filter_map(|(_, segment, _)| *segment) {
        if !segments.contains(&segment) {
            segments.push(segment);
        }
    }
    let incomes: Vec<Ratio> = segments.iter().filter_map(|one| income(*one)).collect();
    Wished {
        score: (!known.is_empty()).then(|| known.iter().sum()),
        people: people.len(),
        segments: segments.len(),
        income: Ratio::sum(incomes.iter().copied()).filter(|_| !incomes.is_empty()),
        income_unknown: segments
            .into_iter()
            .filter(|one| income(*one).is_none())
            .collect(),
        blank: positions(&|much| much.is_none()),
        refused: positions(&|much| !is_usable(much)),
    }
}

/// In which order assumptions are tested.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TestOrder {
    /// weight * (10 - strength) of each; none without a weight from 0 to 10.
    pub scores: Vec<Option<Ratio>>,
    /// The first to test first; of equals the heavier.
    pub ranking: Ranking,
    /// Positions of those that much rests on and little is known of, the first to test first.
    pub first: Vec<usize>,
}

/// Orders assumptions by weight from 0 to 10 and strength of evidence; unknown strength is conviction alone.
///
/// Source: D. Bland, assumptions mapping.
pub fn test_order(assumptions: &[(Option<Ratio>, Option<Ratio>)]) -> TestOrder {
    let conviction = Ratio::new(1, 100).unwrap_or(Ratio::ZERO);
    let ten = Ratio::whole(10);
    let weight = |weight: Option<Ratio>| weight.filter(|w| !w.is_negative() && *w <= ten);
    let score = |(heavy, strength): &(Option<Ratio>, Option<Ratio>)| {
        let left = ten.minus(strength.unwrap_or(conviction))?;
        weight(*heavy)?.times(left)
    };
    let scores: Vec<Option<Ratio>> = assumptions.iter().map(score).collect();
    let entries = scores.iter().zip(assumptions);
    let lighter = |heavy: Option<Ratio>| heavy.and_then(|heavy| ten.minus(heavy));
    let entries: Vec<_> = entries
        .map(|(score, (heavy, _))| Some(((*score)?, lighter(*heavy))))
        .collect();
    let is_first = |at: &usize| {
        assumptions.get(*at).is_some_and(|(heavy, strength)| {
            weight(*heavy).is_some_and(|heavy| heavy >= Ratio::whole(5))
                && strength.unwrap_or(conviction) < Ratio::ONE
        })
    };
    let ranking = rank(&entries);
    TestOrder {
        first: ranking.order.iter().copied().filter(is_first).collect(),
        ranking,
        scores,
    }
}

/// How many people personas reach: of one segment the largest number once, those without a segment each; none where
/// nothing is known.
pub fn reach<S: Ord + Copy>(personas: &[(Option<S>, Option<Ratio>)]) -> Option<Ratio> {
    let mut by_segment: BTreeMap<S, Ratio> = BTreeMap::new();
    let mut alone = Vec::new();
    for (segment, reach) in personas {
        match (segment, reach) {
            (_, None) => {}
            (None, Some(reach)) => alone.push(*reach),
            (Some(segment), Some(reach)) => {
                let most = by_segment.entry(*segment).or_insert(*reach);
                *most = (*most).max(*reach);
            }
        }
    }
    alone.extend(by_segment.into_values());
    Ratio::sum(alone.iter().copied()).filter(|_| !alone.is_empty())
}
