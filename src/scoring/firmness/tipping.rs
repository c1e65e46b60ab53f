//! How far one input may move before the WSJF order changes.
//!
//! Owns the interval of each input, who ties at its ends, and the way there in steps of the scale.
//! Knows no record, no cut line and no words.

use crate::scoring::ranking::rank::Ranking;
use crate::scoring::ranking::wsjf::{Factor, WsjfInputs, wsjf};
use crate::scoring::ratio::{Ratio, TooLarge};

/// One end of an interval: a value of the input at which two items tie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct End {
    /// The value of the input, in relative points.
    pub at: Ratio,
    /// The position of the item that ties there; the first in input order where several do.
    pub with: usize,
}

/// How far one input may move: strictly inside, every pair keeps its order.
///
/// An input of an item that is tied already has both ends at its own value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Interval {
    /// The nearest end at or below the input; `None` when no usable value changes anything.
    pub below: Option<End>,
    /// The nearest end at or above the input; `None` when no value changes anything.
    pub above: Option<End>,
}

/// The intervals of one item, an input at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Tipping {
    /// One interval per factor, in column order.
    pub intervals: [Interval; 4],
}

impl Tipping {
    /// The interval of one factor.
    pub const fn get(&self, factor: Factor) -> Interval {
        let [value, criticality, risk, size] = self.intervals;
        match factor {
            Factor::Value => value,
            Factor::Criticality => criticality,
            Factor::Risk => risk,
            Factor::Size => size,
        }
    }
}

/// What a move of one input does to the order of a pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MoveEffect {
    /// The two tie.
    Ties,
    /// The two change places.
    Passes,
    /// The two were tied and are so no more.
    Parts,
}

/// A move of one input along the scale that changes the order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Steps {
    /// How many steps, at least one.
    pub count: usize,
    /// The value of the input after them.
    pub to: Ratio,
    /// The position of the other item of the pair that changes first.
    pub with: usize,
    /// What happens to that pair.
    pub effect: MoveEffect,
}

/// The fewest steps of all: which input of which item, and the steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fewest {
    /// The position of the item.
    pub item: usize,
    /// The input that moves.
    pub factor: Factor,
    /// The move.
    pub steps: Steps,
}

/// Computes for each item how far each input may move alone; `None` for an item without a score.
///
/// To tie with a score t, a value must become t * size less the other two values, and the size must
/// become cost of delay / t. Only the next better and the next worse score can be met first, so this
/// costs no more than sorting. Source: own derivation from the WSJF formula.
pub fn tipping(items: &[WsjfInputs]) -> Result<Vec<Option<Tipping>>, TooLarge> {
    let input = |at: usize| items.get(at).copied();
    let met = meetings(&wsjf(items, &[]).ranking);
    let met = met.into_iter().zip(items);
    met.map(|(met, item)| met.map(|met| met.tipping(item, &input)).transpose())
        .collect()
}

/// Whom an item meets first, by position.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Met {
    /// Who ties first when it rises: whoever has its score, or else the next better one.
    better: Option<usize>,
    /// The same when it falls.
    worse: Option<usize>,
    /// The one right above it in the order.
    pub above: Option<usize>,
    /// The one right below it.
    pub below: Option<usize>,
}

/// Whom the items of a ranking meet first, in input order; none without a score.
pub fn meetings(ranking: &Ranking) -> Vec<Option<Met>> {
    let groups: Vec<&[usize]> = ranking.groups().collect();
    let first = |group: &&[usize]| group.iter().copied().min();
    let mut result = vec![None; ranking.ranks.len()];
    for (place, group) in groups.iter().enumerate() {
        let better = place.checked_sub(1).and_then(|above| groups.get(above));
        let better = better.and_then(first);
        let worse = groups.get(place + 1).and_then(first);
        // The first member meets the second first, and every other member meets the first.
        let leader = first(group);
        let second = group.iter().copied().filter(|at| Some(*at) != leader).min();
        for &position in *group {
            let tied = if leader == Some(position) {
                second
            } else {
                leader
            };
            if let Some(row) = result.get_mut(position) {
                *row = Some(Met {
                    better: tied.or(better),
                    worse: tied.or(worse),
                    ..Met::default()
                });
            }
        }
    }
    for (above, below) in ranking.order.iter().zip(ranking.order.iter().skip(1)) {
        if let Some(Some(met)) = result.get_mut(*above) {
            met.below = Some(*below);
        }
        if let Some(Some(met)) = result.get_mut(*below) {
            met.above = Some(*above);
        }
    }
    result
}

impl Met {
    /// How far each input of the item may move alone, where `input` gives those of the others.
    pub fn tipping(
        self,
        item: &WsjfInputs,
        input: &dyn Fn(usize) -> Option<WsjfInputs>,
    ) -> Result<Tipping, TooLarge> {
        let mut tipping = Tipping::default();
        for (factor, interval) in Factor::ALL.into_iter().zip(&mut tipping.intervals) {
            let meet = |other: Option<usize>| match other {
                Some(other) => end(item, factor, other, input(other)),
                None => Ok(None),
            };
            let (better, worse) = (meet(self.better)?, meet(self.worse)?);
            // More value lifts an item, more size lowers it.
            let (below, above) = match factor {
                Factor::Value | Factor::Criticality | Factor::Risk => (worse, better),
                Factor::Size => (better, worse),
            };
            *interval = Interval { below, above };
        }
        Ok(tipping)
    }
}

/// Finds the fewest steps on `scale` by which one input of an item changes its place or its ties.
///
/// `scale` is ascending. `None` when no value of the scale changes anything, and for an input that is
/// not on the scale. Where up and down take equally many steps, down is given.
pub fn steps(
    item: &WsjfInputs,
    tipping: &Tipping,
    factor: Factor,
    scale: &[Ratio],
) -> Option<Steps> {
    walk(tipping.get(factor), item.get(factor)?, factor, scale)
}

/// Finds the fewest steps on `scale` by which one input of `item` changes its order with `other`.
///
/// As [`steps`], for one pair of positions whatever stands between them. Errors when too large.
pub fn steps_until(
    items: &[WsjfInputs],
    item: usize,
    factor: Factor,
    other: usize,
    scale: &[Ratio],
) -> Result<Option<Steps>, TooLarge> {
    let (Some(own), Some(now)) = (
        items.get(item),
        items.get(item).and_then(|own| own.get(factor)),
    ) else {
        return Ok(None);
    };
    let end = end(own, factor, other, items.get(other).copied())?;
    let interval = Interval {
        below: end.filter(|end| end.at <= now),
        above: end.filter(|end| end.at >= now),
    };
    Ok(walk(interval, now, factor, scale))
}

/// Finds the fewest steps of all, the first in item and then column order.
pub fn fewest_steps(
    items: &[WsjfInputs],
    tippings: &[Option<Tipping>],
    scale: &[Ratio],
) -> Option<Fewest> {
    let rows = items.iter().zip(tippings).enumerate();
    let rows = rows.filter_map(|(at, (inputs, tipping))| Some((at, inputs, tipping.as_ref()?)));
    let moves = rows.flat_map(|(item, inputs, tipping)| {
        Factor::ALL.into_iter().filter_map(move |factor| {
            Some(Fewest {
                item,
                factor,
                steps: steps(inputs, tipping, factor, scale)?,
            })
        })
    });
    moves.min_by_key(|fewest| fewest.steps.count)
}

/// The value of the input at which `item` ties with the one at a position; `None` when no usable value does.
fn end(
    item: &WsjfInputs,
    factor: Factor,
    other: usize,
    inputs: Option<WsjfInputs>,
) -> Result<Option<End>, TooLarge> {
    let known = inputs.as_ref().and_then(parts);
    let (Some((cost, size)), Some((other_cost, other_size)), Some(now)) =
        (parts(item), known, item.get(factor))
    else {
        return Ok(None);
    };
    let (cost, other_cost) = (cost.ok_or(TooLarge)?, other_cost.ok_or(TooLarge)?);
    let at = match factor {
        Factor::Value | Factor::Criticality | Factor::Risk => {
            let level = other_cost.over(other_size).and_then(|t| t.times(size));
            let rest = cost.minus(now);
            let at = level.zip(rest).and_then(|(level, rest)| level.minus(rest));
            Some(at.ok_or(TooLarge)?).filter(|at| !at.is_negative())
        }
        Factor::Size if cost.is_zero() || other_cost.is_zero() => None,
        Factor::Size => {
            let at = cost.times(other_size).and_then(|t| t.over(other_cost));
            Some(at.ok_or(TooLarge)?)
        }
    };
    Ok(at.map(|at| End { at, with: other }))
}

/// The cost of delay, if it fits, and the size of an item with all inputs and a size above zero.
fn parts(item: &WsjfInputs) -> Option<(Option<Ratio>, Ratio)> {
    let values = [item.value?, item.criticality?, item.risk?];
    let size = item.size.filter(|size| *size > Ratio::ZERO)?;
    Some((Ratio::sum(values), size))
}

/// The fewest steps from `now` along `scale` that reach or leave an end of `interval`.
fn walk(interval: Interval, now: Ratio, factor: Factor, scale: &[Ratio]) -> Option<Steps> {
    let at = scale.iter().position(|value| *value == now)?;
    let (lower, higher) = scale.split_at(at);
    // A size of zero gives no score, so it is no step.
    let usable =
        |value: &Ratio| *value > Ratio::ZERO || (factor != Factor::Size && value.is_zero());
    let down = interval.below.and_then(|end| {
        let mut way = lower.iter().rev().copied().filter(usable).enumerate();
        let (steps, to) = way.find(|(_, value)| *value <= end.at)?;
        Some((steps + 1, to, end))
    });
    let up = interval.above.and_then(|end| {
        let mut way = higher.iter().copied().enumerate().skip(1);
        way.find(|(_, value)| *value >= end.at)
            .map(|(steps, to)| (steps, to, end))
    });
    let moves = down.into_iter().chain(up);
    let (count, to, end) = moves.min_by_key(|(count, ..)| *count)?;
    let effect = if end.at == now {
        MoveEffect::Parts
    } else if end.at == to {
        MoveEffect::Ties
    } else {
        MoveEffect::Passes
    };
    Some(Steps {
        count,
        to,
        with: end.with,
        effect,
    })
}

#[cfg(test)]
mod tests;
