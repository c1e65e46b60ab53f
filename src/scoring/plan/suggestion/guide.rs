//! What a point of capacity and of each band is worth, and the bound that follows.
//!
//! Owns the prices. With a price on every limit each unit either pays for itself or does not, and no choice
//! is worth more than those that do plus what the limits are worth (Lagrangean relaxation). Every price gives
//! a bound, so finding good ones needs no proof. Knows no choice.

use super::units::{EffortRange, Units};
use super::watch::StepWatch;
use crate::scoring::order::precedence::flow::Network;
use crate::scoring::order::precedence::table::Lookup;

/// How often prices are bettered at most, each time with what units carry to their needs at the prices before.
const ROUNDS: usize = 60;

/// A need that carries weight from what pays to what is needed.
#[derive(Clone, Copy, Debug)]
pub(super) struct CarriedWeight {
    pub from: usize,
    pub need: usize,
    pub weight: i128,
}

/// Prices and what follows from them. For every choice within capacity: its weight, less the penalty for missed
/// bands, is `bound` less what it loses: |gain| for each unit chosen against its sign, the weight carried to a
/// need that is chosen without what pays for it, and [`Guide::slack`] of each dimension.
#[derive(Clone, Debug)]
pub(super) struct Guide {
    /// The price of a point in each dimension.
    pub prices: Vec<i128>,
    /// The upper bound.
    pub bound: i128,
    /// What each unit is worth after paying the prices.
    pub gain: Lookup<i128>,
    /// What is carried along needs.
    pub carries: Vec<CarriedWeight>,
}

impl Guide {
    /// What is lost in a dimension when its effort ends at the best point between `from` and `to`.
    pub(super) fn slack(
        price: i128,
        penalty: i128,
        range: EffortRange,
        from: i128,
        to: i128,
    ) -> i128 {
        let anchor = anchor(price, range);
        let at = anchor.clamp(from, to);
        price * (anchor - at) + penalty * range.miss(at)
    }
}

/// The end of a range that a price pulls to.
const fn anchor(price: i128, range: EffortRange) -> i128 {
    if price < 0 { range.min } else { range.max }
}

/// Finds good prices; none when it was broken off.
pub(super) fn guide(units: &Units, watch: &mut StepWatch<'_>) -> Option<Guide> {
    let mut best = priced(units, direct(units, &units.weight));
    for _ in 0..ROUNDS {
        watch.took(0)?;
        let mut weight = units.weight.clone();
        for carry in &best.carries {
            weight.set(carry.from, weight.at(carry.from) - carry.weight);
            weight.set(carry.need, weight.at(carry.need) + carry.weight);
        }
        let next = priced(units, direct(units, &weight));
        if next.bound >= best.bound {
            break;
        }
        best = next;
    }
    Some(best)
}

/// The bound of some prices.
fn priced(units: &Units, prices: Vec<i128>) -> Guide {
    let paid = |unit: usize| -> i128 {
        let used = units.used(unit).iter().zip(&prices);
        used.map(|(used, price)| used * price).sum()
    };
    let mut gain: Lookup<i128> = (0..units.len())
        .map(|unit| units.weight.at(unit) - paid(unit))
        .collect();
    let carries = carry(units, &mut gain);
    let fixed = prices.iter().zip(&units.ranges);
    let fixed: i128 = fixed
        .map(|(price, range)| price * anchor(*price, *range))
        .sum();
    Guide {
        bound: fixed
            + gain
                .values()
                .iter()
                .map(|gain| (*gain).max(0))
                .sum::<i128>(),
        prices,
        gain,
        carries,
    }
}

/// Lets units that pay for themselves pay for what they need, as far as it goes: the greatest flow.
fn carry(units: &Units, gain: &mut Lookup<i128>) -> Vec<CarriedWeight> {
    let len = units.len();
    let linked: Vec<usize> = (0..len)
        .filter(|unit| !units.needs.of(*unit).is_empty() || !units.enables.of(*unit).is_empty())
        .collect();
    if linked.is_empty() {
        return Vec::new();
    }
    let place = |unit: usize| linked.binary_search(&unit).unwrap_or(linked.len());
    let (source, sink) = (linked.len(), linked.len() + 1);
    let mut network = Network::new(linked.len() + 2);
    let mut most = 1;
    let mut own = Vec::new();
    for (at, unit) in linked.iter().enumerate() {
        let gain = gain.at(*unit);
        most += gain.max(0);
        own.push(if gain > 0 {
            network.connect(source, at, gain)
        } else {
            network.connect(at, sink, -gain)
        });
    }
    let mut arcs = Vec::new();
    for (at, from) in linked.iter().enumerate() {
        for need in units.needs.of(*from) {
            arcs.push((*from, *need, network.connect(at, place(*need), most)));
        }
    }
    network.cut(source, sink);
    for (unit, arc) in linked.iter().zip(own) {
        let flow = network.flow(arc);
        let rest = gain.at(*unit);
        gain.set(*unit, if rest > 0 { rest - flow } else { rest + flow });
    }
    let carries = arcs.into_iter().map(|(from, need, arc)| CarriedWeight {
        from,
        need,
        weight: network.flow(arc),
    });
    carries.filter(|carry| carry.weight > 0).collect()
}

/// The best prices for units without needs: the price of a band is where its bucket is just full, or just
/// full enough; the price of capacity is where all together are.
fn direct(units: &Units, weight: &Lookup<i128>) -> Vec<i128> {
    let width = units.ranges.len();
    let mut groups: Vec<Vec<(i128, i128)>> = vec![Vec::new(); width];
    for unit in 0..units.len() {
        let used = units.used(unit);
        let bands = used.iter().enumerate().skip(1);
        let group = bands
            .filter(|(_, used)| **used > 0)
            .map(|(at, _)| at)
            .next();
        let effort = used.first().copied().unwrap_or_default();
        if let Some(group) = groups.get_mut(group.unwrap_or_default()) {
            group.push((weight.at(unit), effort));
        }
    }
    let filled = |group: &[(i128, i128)], price: i128| -> i128 {
        let paying = group
            .iter()
            .filter(|(weight, effort)| *weight > price * effort);
        paying.map(|(_, effort)| *effort).sum()
    };
    // The least price at which no more than `limit` is taken.
    let critical = |group: &[(i128, i128)], limit: i128| -> i128 {
        least(-units.penalty, units.penalty, |price| {
            filled(group, price) <= limit
        })
    };
    let bands = groups.iter().zip(&units.ranges).skip(1);
    let bands: Vec<(i128, i128)> = bands
        .map(|(group, range)| (critical(group, range.max), critical(group, range.min - 1)))
        .collect();
    let capacity = units.ranges.first().copied().unwrap_or_default().max;
    let taken = |price: i128| -> i128 {
        let free = groups.first().map_or(0, |group| filled(group, price));
        let bound = groups.iter().zip(&units.ranges).skip(1).zip(&bands);
        let bound = bound.map(|((group, range), (full, enough))| {
            if price < *full {
                range.max
            } else if price > *enough {
                range.min
            } else {
                filled(group, price)
            }
        });
        free + bound.sum::<i128>()
    };
    let price = least(0, units.penalty, |price| taken(price) <= capacity);
    let own = bands.iter().map(|(full, enough)| {
        let own = price.max(*full).min(*enough.max(full)) - price;
        own.clamp(-units.penalty, units.penalty)
    });
    std::iter::once(price).chain(own).collect()
}

/// The least number from `low` to `high` for which something holds that holds for all above it.
fn least(mut low: i128, mut high: i128, holds: impl Fn(i128) -> bool) -> i128 {
    while low < high {
        let middle = low + (high - low).div_euclid(2);
        if holds(middle) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    low
}
