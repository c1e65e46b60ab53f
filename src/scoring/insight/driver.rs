//! Drivers: what of the change of a number came from which part of it, and what a part alone would have to do.
//!
//! Owns the splits; each adds up to the change exactly. Source of the split of a product: Shapley, the mean over all
//! orders of change, which works with zeros and signs (a split by logarithms does not).

use crate::model::kpi::Relation;
use crate::scoring::ratio::Ratio;

/// A number before and after, each unknown or not.
pub type Change = (Option<Ratio>, Option<Ratio>);

/// The most factors that are split; more are paired in the tree.
const MOST_FACTORS: usize = 8;

/// What came of the parts of a whole.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Split {
    /// The whole before.
    pub before: Option<Ratio>,
    /// The whole after.
    pub after: Option<Ratio>,
    /// What each part did to it; none where that is unknown.
    pub parts: Vec<Option<Ratio>>,
    /// Positions of parts of which a number is unknown.
    pub unknown: Vec<usize>,
}

impl Split {
    /// By how much the whole changed.
    pub fn change(&self) -> Option<Ratio> {
        self.after?.minus(self.before?)
    }
}

fn unknown(parts: &[Change]) -> Vec<usize> {
    let all = parts.iter().enumerate();
    all.filter_map(|(at, (before, after))| (before.is_none() || after.is_none()).then_some(at))
        .collect()
}

/// The numbers before and after, where all are known.
fn known(parts: &[Change]) -> Option<Vec<(Ratio, Ratio)>> {
    parts
        .iter()
        .map(|(before, after)| Some(((*before)?, (*after)?)))
        .collect()
}

/// Splits the change of a sum: what each part changed.
pub fn sum(parts: &[Change]) -> Split {
    let all = known(parts);
    let total = |side: fn(&(Ratio, Ratio)) -> Ratio| Ratio::sum(all.as_ref()?.iter().map(side));
    Split {
        before: total(|(before, _)| *before),
        after: total(|(_, after)| *after),
        parts: parts
            .iter()
            .map(|(before, after)| after.as_ref()?.minus((*before)?))
            .collect(),
        unknown: unknown(parts),
    }
}

/// Splits the change of a product. With a number unknown, or more than eight factors, nothing is.
pub fn product(parts: &[Change]) -> Split {
    let all = known(parts).filter(|all| all.len() <= MOST_FACTORS);
    let whole = |side: fn(&(Ratio, Ratio)) -> Ratio| {
        let mut factors = all.as_ref()?.iter().map(side);
        factors.try_fold(Ratio::ONE, Ratio::times)
    };
    let part = |at: usize| shapley(all.as_ref()?, at);
    Split {
        before: whole(|(before, _)| *before),
        after: whole(|(_, after)| *after),
        parts: (0..parts.len()).map(part).collect(),
        unknown: unknown(parts),
    }
}

/// The mean, over all orders in which the factors change, of what one of them does to the product.
fn shapley(factors: &[(Ratio, Ratio)], at: usize) -> Option<Ratio> {
    let count = factors.len();
    let (before, after) = factors.get(at)?;
    let change = after.minus(*before)?;
    let others = factors.iter().enumerate().filter(|(place, _)| *place != at);
    let others: Vec<&(Ratio, Ratio)> = others.map(|(_, factor)| factor).collect();
    let factorial = |n: usize| (1..=n).map(|k| k as i128).product::<i128>();
    let mut sum = Ratio::ZERO;
    for changed in 0..1_usize << others.len() {
        let mut rest = change;
        for (place, (before, after)) in others.iter().enumerate() {
            let has_changed = changed >> place & 1 == 1;
            rest = rest.times(if has_changed { *after } else { *before })?;
        }
        let first = changed.count_ones() as usize;
        let orders = Ratio::new(
            factorial(first) * factorial(count - first - 1),
            factorial(count),
        )?;
        sum = sum.plus(rest.times(orders)?)?;
    }
    Some(sum)
}

/// Splits the change of a ratio between numerator and denominator, as a product with 1/denominator.
pub fn ratio(numerator: Change, denominator: Change) -> Split {
    let flipped = |value: Option<Ratio>| value.and_then(|value| Ratio::ONE.over(value));
    let parts = [numerator, (flipped(denominator.0), flipped(denominator.1))];
    let whole = |top: Option<Ratio>, below: Option<Ratio>| top?.times(below?);
    Split {
        before: whole(parts[0].0, parts[1].0),
        after: whole(parts[0].1, parts[1].1),
        unknown: unknown(&parts),
        ..product(&parts)
    }
}

/// A part of a mean by share: its share in percent and its rate, each before and after.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MeanPart {
    /// The share of the whole.
    pub share: Change,
    /// What it is in that part.
    pub rate: Change,
}

/// What came of the change of a mean: from other shares, and from other rates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeanSplit {
    /// The mean before.
    pub before: Ratio,
    /// The mean after.
    pub after: Ratio,
    /// What other shares did.
    pub mix: Ratio,
    /// What other rates did.
    pub rate: Ratio,
    /// Both, of each part.
    pub parts: Vec<(Ratio, Ratio)>,
}

/// Splits the change of a mean by share; none where shares do not add up to 100 or a number is unknown.
pub fn mean(parts: &[MeanPart]) -> Option<MeanSplit> {
    let shares = parts.iter().map(|part| part.share).collect::<Vec<_>>();
    let shares = known(&shares)?;
    let rates = parts.iter().map(|part| part.rate).collect::<Vec<_>>();
    let rates = known(&rates)?;
    let adds_up = |side: fn(&(Ratio, Ratio)) -> Ratio| {
        Ratio::sum(shares.iter().map(side)) == Some(Ratio::HUNDRED)
    };
    if !adds_up(|(before, _)| *before) || !adds_up(|(_, after)| *after) {
        return None;
    }
    let both = || shares.iter().zip(&rates);
    let whole = |side: fn(&(Ratio, Ratio)) -> Ratio| {
        let parts = both().map(|(share, rate)| side(share).times(side(rate))?.over(Ratio::HUNDRED));
        Ratio::sum(parts.collect::<Option<Vec<_>>>()?)
    };
    let part = |((s0, s1), (r0, r1)): (&(Ratio, Ratio), &(Ratio, Ratio))| {
        let mix = s1
            .minus(*s0)?
            .times(r0.middle(*r1)?)?
            .over(Ratio::HUNDRED)?;
        let rate = r1
            .minus(*r0)?
            .times(s0.middle(*s1)?)?
            .over(Ratio::HUNDRED)?;
        Some((mix, rate))
    };
    let parts: Vec<(Ratio, Ratio)> = both().map(part).collect::<Option<_>>()?;
    Some(MeanSplit {
        before: whole(|(before, _)| *before)?,
        after: whole(|(_, after)| *after)?,
        mix: Ratio::sum(parts.iter().map(|(mix, _)| *mix))?,
        rate: Ratio::sum(parts.iter().map(|(_, rate)| *rate))?,
        parts,
    })
}

/// What one part of a sum alone would have to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DriverDemand {
    /// The position of the part.
    pub at: usize,
    /// By which fraction of itself it would have to change; below zero: fall.
    pub change: Ratio,
    /// Whether it is large enough for that.
    pub is_possible: bool,
}

/// What each part of a sum alone would have to do for the sum to fall by `cut`; parts of unknown size or none are left out.
pub fn alone(parts: &[Option<Ratio>], cut: Ratio) -> Vec<DriverDemand> {
    let all = parts.iter().enumerate();
    all.filter_map(|(at, part)| {
        let change = Ratio::ZERO.minus(cut)?.over((*part)?)?;
        Some(DriverDemand {
            at,
            change,
            is_possible: change.size() <= Ratio::ONE,
        })
    })
    .collect()
}

/// The parts of a sum by size, the largest first: position, share, and the share of all so far.
pub fn bars(parts: &[Option<Ratio>]) -> Vec<(usize, Ratio, Ratio)> {
    let mut known: Vec<(usize, Ratio)> = parts
        .iter()
        .enumerate()
        .filter_map(|(at, part)| Some((at, (*part)?)))
        .collect();
    known.sort_by(|(_, one), (_, other)| other.cmp(one));
    let Some(all) = Ratio::sum(known.iter().map(|(_, part)| *part)) else {
        return Vec::new();
    };
    let mut so_far = Ratio::ZERO;
    let bar = |(at, part): (usize, Ratio)| {
        let share = part.over(all)?;
        so_far = so_far.plus(share)?;
        Some((at, share, so_far))
    };
    known.into_iter().map_while(bar).collect()
}

/// A number of a tree of drivers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Node {
    /// The position of the number it is a part of.
    pub parent: Option<usize>,
    /// How it is made of its parts, where it has some.
    pub relation: Option<Relation>,
    /// What it is, where that does not follow from its parts.
    pub value: Option<Ratio>,
    /// How much of the whole it is, in percent, where the whole is a mean by share.
    pub share: Option<Ratio>,
}

/// The positions of numbers that are a part of themselves; none in a tree.
pub fn loops(nodes: &[Node]) -> Vec<usize> {
    let leads_back = |at: &usize| {
        let mut above = nodes.get(*at).and_then(|node| node.parent);
        for _ in 0..nodes.len() {
            match above {
                Some(parent) if parent == *at => return true,
                Some(parent) => above = nodes.get(parent).and_then(|node| node.parent),
                None => return false,
            }
        }
        false
    };
    (0..nodes.len()).filter(leads_back).collect()
}

/// What a number of a tree is: made of its parts by its relation, or else its own value. Nothing in a loop, and where a
/// part that is needed is unknown.
pub fn value(nodes: &[Node], at: usize) -> Option<Ratio> {
    fn of(nodes: &[Node], at: usize, left: usize) -> Option<Ratio> {
        let node = nodes.get(at)?;
        let left = left.checked_sub(1)?;
        let parts = nodes
            .iter()
            .enumerate()
            .filter(|(_, part)| part.parent == Some(at));
        let parts: Vec<(usize, &Node)> = parts.collect();
        let (Some(relation), false) = (node.relation, parts.is_empty()) else {
            return node.value;
        };
        let mut values = parts
            .iter()
            .map(|(at, part)| Some((part.share, of(nodes, *at, left)?)));
        match relation {
            Relation::Sum => values.try_fold(Ratio::ZERO, |sum, part| sum.plus(part?.1)),
            Relation::Product => values.try_fold(Ratio::ONE, |all, part| all.times(part?.1)),
            Relation::Ratio => {
                let (_, top) = values.next()??;
                let (_, below) = values.next()??;
                top.over(below)
            }
            Relation::Mean => values.try_fold(Ratio::ZERO, |sum, part| {
                let (share, value) = part?;
                sum.plus(share?.times(value)?.over(Ratio::HUNDRED)?)
            }),
        }
    }
    of(nodes, at, nodes.len() + 1)
}

/// By how much a number of a tree changes when one without parts alone grows by a fraction of itself.
pub fn sensitivity(nodes: &[Node], of: usize, leaf: usize, by: Ratio) -> Option<Ratio> {
    let before = value(nodes, of)?;
    let mut grown = nodes.to_vec();
    let node = grown.get_mut(leaf)?;
    let own = node.value?;
    node.value = Some(own.plus(own.times(by)?)?);
    value(&grown, of)?.minus(before)
}
