//! What ranges and blanks leave open: possible ranks, chances, and which estimates are worth a talk.
//!
//! A blank may become any value of the scale, a range any of its values; what is settled is itself. Items
//! with the same estimates are computed once: after an import most are blank in the same way.

use std::collections::{BTreeMap, HashMap};

use super::robustness::distribution::{Distribution, EstimateLists};
use super::robustness::matters::ScoreField;
use super::robustness::{Chances, RankInterval, chances, expected_ranks};
use super::{CutSide, Doubt};
use crate::model::id::Id;
use crate::model::item::Item;
use crate::model::points::Points;
use crate::scoring::insight::range::EvidenceRange;
use crate::scoring::ranking::wsjf::Factor;
use crate::scoring::ratio::Ratio;

/// What is open of many items, by position.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub(super) struct Doubts {
    kinds: Vec<SameEstimates>,
    /// The kind of each item; none for one with estimates out of bounds.
    of: Vec<Option<usize>>,
}

/// What is open of all items with the same estimates.
#[derive(Clone, Debug, PartialEq, Eq)]
struct SameEstimates {
    scores: Distribution,
    ranks: RankInterval,
    expected: Option<Ratio>,
    doubts: Vec<Doubt>,
}

impl Doubts {
    /// Looks at all items; `cut` is the number of those above the cut line, `given` the ranges that evidence gives.
    pub(super) fn of(
        items: &[&Item],
        scale: &[Ratio],
        cut: Option<usize>,
        given: &BTreeMap<Id, EvidenceRange>,
    ) -> Self {
        let mut known: BTreeMap<EstimateLists, Option<usize>> = BTreeMap::new();
        let mut found: Vec<(EstimateLists, Distribution, usize)> = Vec::new();
        let mut of = Vec::with_capacity(items.len());
        let mut entered: HashMap<([Points; 4], Option<EvidenceRange>), Option<usize>> =
            HashMap::new();
        for item in items {
            let given = given.get(&item.id).copied();
            let as_entered = ([item.value, item.criticality, item.risk, item.size], given);
            if let Some(at) = entered.get(&as_entered) {
                if let Some((_, _, count)) = at.and_then(|at| found.get_mut(at)) {
                    *count += 1;
                }
                of.push(*at);
                continue;
            }
            let estimates = estimates(item, scale, given);
            let at = if let Some(at) = known.get(&estimates) {
                *at
            } else {
                let at = Distribution::of(&estimates).ok().map(|scores| {
                    found.push((estimates.clone(), scores, 0));
                    found.len() - 1
                });
                known.insert(estimates, at);
                at
            };
            if let Some((_, _, count)) = at.and_then(|at| found.get_mut(at)) {
                *count += 1;
            }
            entered.insert(as_entered, at);
            of.push(at);
        }
        let ranges = of.iter().flatten().filter_map(|at| found.get(*at));
        let field = ScoreField::of(ranges.map(|(_, scores, _)| scores.range()));
        let counted: Vec<(&Distribution, usize)> = found
            .iter()
            .map(|(_, scores, count)| (scores, *count))
            .collect();
        let expected = expected_ranks(&counted);
        let kinds = found.into_iter().zip(expected);
        let kinds = kinds.map(|((estimates, scores, _), expected)| SameEstimates {
            ranks: field.ranks(scores.range()),
            expected,
            doubts: doubts(&field, &estimates, &scores, cut),
            scores,
        });
        Self {
            kinds: kinds.collect(),
            of,
        }
    }

    fn kind(&self, at: usize) -> Option<&SameEstimates> {
        self.kinds.get((*self.of.get(at)?)?)
    }

    /// The ranks an item can take.
    pub(super) fn ranks(&self, at: usize) -> Option<RankInterval> {
        self.kind(at).map(|kind| kind.ranks)
    }

    /// The expected rank of an item.
    pub(super) fn expected(&self, at: usize) -> Option<Ratio> {
        self.kind(at)?.expected
    }

    /// The estimates of an item that are not settled.
    pub(super) fn of_item(&self, at: usize) -> &[Doubt] {
        self.kind(at).map_or(&[], |kind| kind.doubts.as_slice())
    }

    /// How likely one item scores above, like or below another.
    pub(super) fn chances(&self, one: usize, other: usize) -> Option<Chances> {
        chances(&self.kind(one)?.scores, &self.kind(other)?.scores).ok()
    }
}

/// Judges each estimate of an item that could still take several values.
fn doubts(
    field: &ScoreField,
    estimates: &EstimateLists,
    scores: &Distribution,
    cut: Option<usize>,
) -> Vec<Doubt> {
    let own = scores.range();
    let ranks = field.ranks(own);
    let side = match cut {
        Some(cut) if ranks.worst <= cut => CutSide::Above,
        Some(cut) if ranks.best > cut => CutSide::Below,
        _ => CutSide::Open,
    };
    let unsettled = Factor::ALL
        .into_iter()
        .filter(|factor| estimates.get(*factor).len() > 1);
    let judged = unsettled.filter_map(|factor| {
        let trials = estimates.ranges_of(factor).ok()?;
        Some(Doubt {
            factor,
            verdict: field.verdict(own, trials, cut),
            side,
        })
    });
    judged.collect()
}

/// The values each estimate of an item may take.
fn estimates(item: &Item, scale: &[Ratio], given: Option<EvidenceRange>) -> EstimateLists {
    let value = Points {
        range: item.value.range.or(given),
        ..item.value
    };
    let not_negative = |value: &Ratio| !value.is_negative();
    EstimateLists {
        value: values(value, scale, not_negative),
        criticality: values(item.criticality, scale, not_negative),
        risk: values(item.risk, scale, not_negative),
        // A size of zero gives no score.
        size: values(item.size, scale, |value| *value > Ratio::ZERO),
    }
}

/// The values of the scale within a range, or its ends where there is none; without a range the value
/// itself, and for a blank those of the scale that are `usable`.
fn values(points: Points, scale: &[Ratio], usable: impl Fn(&Ratio) -> bool) -> Vec<Ratio> {
    if let Some((low, high)) = points.range {
        let (low, high) = (Ratio::from(low), Ratio::from(high));
        let within = |value: &Ratio| (low..=high).contains(value) && usable(value);
        let mut values: Vec<Ratio> = scale.iter().copied().filter(within).collect();
        if values.is_empty() {
            values = vec![low, high];
            values.dedup();
        }
        values
    } else if let Some(value) = points.value {
        vec![Ratio::from(value)]
    } else {
        scale.iter().copied().filter(usable).collect()
    }
}
