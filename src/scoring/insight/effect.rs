//! Effects: how much of a KPI's gap is covered, which items bring the most, what effects came in at.
//!
//! Works on plain inputs. Knows no record.

use crate::scoring::ranking::rank::{Ranking, rank};
use crate::scoring::ratio::Ratio;

/// What an item does to a KPI: at least, likely, at most; in the KPI's good direction.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ExpectedEffect {
    /// At least; blank: as likely.
    pub low: Option<Ratio>,
    /// Likely.
    pub likely: Option<Ratio>,
    /// At most; blank: as likely.
    pub high: Option<Ratio>,
}

impl ExpectedEffect {
    /// The three numbers in order; none where the likely one is blank or they are out of order.
    pub fn ends(self) -> Option<[Ratio; 3]> {
        let likely = self.likely?;
        let (low, high) = (self.low.unwrap_or(likely), self.high.unwrap_or(likely));
        (low <= likely && likely <= high).then_some([low, likely, high])
    }

    /// The PERT mean: (low + 4 likely + high) / 6.
    pub fn mean(self) -> Option<Ratio> {
        let [low, likely, high] = self.ends()?;
        let middle = likely.times(Ratio::whole(4))?;
        low.plus(middle)?.plus(high)?.over(Ratio::whole(6))
    }
}

/// What one item adds to the coverage of a gap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Covering {
    /// The position of its effect.
    pub at: usize,
    /// Its PERT mean.
    pub mean: Ratio,
    /// The share of the gap that this is; none where the gap is closed or unknown.
    pub share: Option<Ratio>,
    /// The user-business value that offers.
    pub value: Option<i64>,
}

/// How much of a gap effects cover.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coverage {
    /// The sums at least, likely, at most, and of the means; none where they do not fit.
    pub sums: Option<[Ratio; 4]>,
    /// The same as shares of the gap; none where it is closed or unknown. They may be over 1 and are not cut.
    pub shares: Option<[Ratio; 4]>,
    /// What each adds.
    pub items: Vec<Covering>,
    /// Whether even the most falls short.
    pub is_uncovered: bool,
    /// Positions of effects that say too little.
    pub left_out: Vec<usize>,
}

/// Sums up effects against what is left of the way to a target.
pub fn coverage(gap: Option<Ratio>, effects: &[ExpectedEffect]) -> Coverage {
    let gap = gap.filter(|gap| *gap > Ratio::ZERO);
    let mut sums = Some([Ratio::ZERO; 4]);
    let (mut items, mut left_out) = (Vec::new(), Vec::new());
    for (at, effect) in effects.iter().enumerate() {
        let Some(([low, likely, high], mean)) = effect.ends().zip(effect.mean()) else {
            left_out.push(at);
            continue;
        };
        let parts = [low, likely, high, mean];
        sums = sums.and_then(|[a, b, c, d]| {
            let [low, likely, high, mean] = parts;
            Some([a.plus(low)?, b.plus(likely)?, c.plus(high)?, d.plus(mean)?])
        });
        let share = gap.and_then(|gap| mean.over(gap));
        items.push(Covering {
            at,
            mean,
            share,
            value: share.and_then(offered),
        });
    }
    let shares = sums.zip(gap).and_then(|([a, b, c, d], gap)| {
        Some([a.over(gap)?, b.over(gap)?, c.over(gap)?, d.over(gap)?])
    });
    Coverage {
        is_uncovered: shares.is_some_and(|[_, _, high, _]| high < Ratio::ONE),
        sums,
        shares,
        items,
        left_out,
    }
}

/// The user-business value that a share of a gap offers.
fn offered(share: Ratio) -> Option<i64> {
    let percent = share.times(Ratio::HUNDRED)?;
    Some(match percent {
        _ if percent >= Ratio::whole(40) => 13,
        _ if percent >= Ratio::whole(20) => 8,
        _ if percent >= Ratio::whole(10) => 5,
        _ if percent > Ratio::ZERO => 3,
        _ => return None,
    })
}

/// A KPI that counts for the outcome: its weight, and what is left of the way to its target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OutcomeKpi {
    /// The weight; only above zero it counts.
    pub weight: Option<Ratio>,
    /// The gap in its good direction; one that is closed adds nothing.
    pub gap: Option<Ratio>,
}

/// An item: its size, and what it does to which KPI by position.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutcomeItem {
    /// The job size.
    pub size: Option<Ratio>,
    /// Its effects.
    pub effects: Vec<(usize, ExpectedEffect)>,
}

/// Why an item has no outcome score.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OutcomeReason {
    /// The size is unknown.
    MissingSize,
    /// The size is zero.
    ZeroSize,
    /// The size is below zero.
    NegativeSize,
    /// Nothing is said of what it does to any KPI that counts.
    NoEffect,
    /// The numbers are too large.
    TooLarge,
}

/// The scores of all items by outcome.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// Per item, in input order.
    pub scores: Vec<Result<Ratio, Vec<OutcomeReason>>>,
    /// Highest first; of equals the smaller size first.
    pub ranking: Ranking,
}

/// Scores items by what they bring the KPIs nearer to their targets, for their size: the sum of normalized weight ×
/// min(PERT mean / gap, 1) × 100 / size. None where no KPI with a known gap has a weight.
pub fn outcome(kpis: &[OutcomeKpi], items: &[OutcomeItem]) -> Option<Outcome> {
    let weight = |kpi: &OutcomeKpi| {
        let weight = kpi.weight.filter(|weight| *weight > Ratio::ZERO);
        weight.zip(kpi.gap)
    };
    let all = Ratio::sum(kpis.iter().filter_map(weight).map(|(weight, _)| weight));
    let all = all.filter(|all| *all > Ratio::ZERO)?;
    let score = |item: &OutcomeItem| {
        let mut reasons = match item.size {
            None => vec![OutcomeReason::MissingSize],
            Some(size) if size.is_zero() => vec![OutcomeReason::ZeroSize],
            Some(size) if size.is_negative() => vec![OutcomeReason::NegativeSize],
            Some(_) => Vec::new(),
        };
        let counted = item.effects.iter().filter_map(|(at, effect)| {
            let (weight, gap) = weight(kpis.get(*at)?)?;
            Some((weight, gap, effect.mean()?))
        });
        let counted: Vec<_> = counted.collect();
        if counted.is_empty() {
            reasons.push(OutcomeReason::NoEffect);
        }
        let sum = || {
            let parts = counted.iter().map(|(weight, gap, mean)| {
                if *gap <= Ratio::ZERO {
                    return Some(Ratio::ZERO);
                }
                let share = mean.over(*gap)?.min(Ratio::ONE);
                weight.over(all)?.times(share)
            });
            let parts: Vec<Ratio> = parts.collect::<Option<_>>()?;
            Ratio::sum(parts)?.times(Ratio::HUNDRED)?.over(item.size?)
        };
        if reasons.is_empty() {
            sum().ok_or_else(|| vec![OutcomeReason::TooLarge])
        } else {
            Err(reasons)
        }
    };
    let scores: Vec<_> = items.iter().map(score).collect();
    let entries = scores.iter().zip(items);
    let entries: Vec<_> = entries
        .map(|(score, item)| Some((*score.as_ref().ok()?, item.size)))
        .collect();
    Some(Outcome {
        ranking: rank(&entries),
        scores,
    })
}

/// How many of the last measured effects tell what comes in.
const LAST: usize = 10;

/// What effects came in at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Learning {
    /// Measured over expected, for each; none where one is unknown or nothing was expected.
    pub ratios: Vec<Option<Ratio>>,
    /// The median of the last ten that are known.
    pub median: Option<Ratio>,
    /// How many these are.
    pub of: usize,
}

/// Compares what was measured with what was expected, the earliest first.
pub fn learning(effects: &[(ExpectedEffect, Option<Ratio>)]) -> Learning {
    let ratio = |(expected, measured): &(ExpectedEffect, Option<Ratio>)| {
        measured.as_ref()?.over(expected.mean()?)
    };
    let ratios: Vec<Option<Ratio>> = effects.iter().map(ratio).collect();
    let known: Vec<Ratio> = ratios.iter().flatten().copied().collect();
    let last = known
        .get(known.len().saturating_sub(LAST)..)
        .unwrap_or_default();
    Learning {
        median: Ratio::median(last),
        of: last.len(),
        ratios,
    }
}
