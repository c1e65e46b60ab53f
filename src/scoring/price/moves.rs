//! The price of a yes: what moving an item, or inserting a new one, costs the others.
//!
//! Owns who pays, how much later each is delivered, whose date is missed, and the net. Knows no dependency and no
//! record: an item is a position in the input.

use crate::scoring::delay::loss::{Loss, LossChange};
use crate::scoring::order::sequence::OrderError;
use crate::scoring::ratio::Ratio;

/// What is known of one item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WaitingItem {
    /// What it loses over time, in money or points; `None` is unknown.
    pub loss: Option<Loss>,
    /// Time the team needs, not below zero.
    pub duration: Ratio,
}

/// What happens to the date of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateChange {
    /// It was met and is missed.
    Missed,
    /// It was missed and is met.
    Met,
}

/// What the yes changes for one item that was there before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MovedItem {
    /// The position of the item in the input.
    pub item: usize,
    /// How much later it is delivered, in time units; below zero is sooner.
    pub delay: Ratio,
    /// What it loses more by that, as far as it is known; `None` where nothing is.
    pub cost: Option<Ratio>,
    /// Whether that is all it loses more.
    pub is_whole: bool,
    /// What happens to its date, if it has one.
    pub date: Option<DateChange>,
}

/// What a yes costs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MovePrice {
    /// The order that results.
    pub after: Vec<usize>,
    /// Each item that was there before and is delivered at another time, in the order before.
    pub changes: Vec<MovedItem>,
    /// The costs above zero, added up; what is unknown is left out.
    pub paid: Ratio,
    /// What is saved, added up; what is unknown is left out.
    pub gained: Ratio,
    /// Paid - gained: the difference of the totals until delivery over the items before.
    pub net: Ratio,
    /// How many changes are unknown, or only in part known, so that the sums are incomplete.
    pub unknown: usize,
    /// What a newly inserted item loses until it is delivered; `None` for a move, and where that is unknown.
    pub own_cost_if_new: Option<Ratio>,
}

/// Prices moving `item` to position `to` of the resulting order, or inserting it there when `before`
/// does not hold it.
///
/// Each item passed pays what it loses more by the time of the item. Refuses an order that names an item
/// twice or none that exists, and a `to` beyond the end. Source: the interchange argument of Smith 1956.
pub fn price(
    items: &[WaitingItem],
    before: &[usize],
    item: usize,
    to: usize,
) -> Result<MovePrice, OrderError> {
    let negative = |item: &WaitingItem| {
        item.duration.is_negative() || item.loss.is_some_and(|loss| !loss.is_sound())
    };
    if let Some(position) = items.iter().position(negative) {
        return Err(OrderError::Negative(position));
    }
    let mut after: Vec<usize> = before.to_vec();
    after.retain(|other| *other != item);
    let is_new = after.len() == before.len();
    if to > after.len() {
        return Err(OrderError::NotAnOrder);
    }
    after.insert(to, item);
    let mut named = after.clone();
    named.sort_unstable();
    let repeats = named.windows(2).any(|pair| pair.first() == pair.last());
    if repeats || before.len() > after.len() || named.last() >= Some(&items.len()) {
        return Err(OrderError::NotAnOrder);
    }
    let price = add_up(items, Ratio::ZERO, before, after, is_new.then_some(item));
    price.ok_or(OrderError::TooLarge)
}

/// The price of changing one order into another that may hold one item more, both begun at a time.
fn add_up(
    items: &[WaitingItem],
    begin: Ratio,
    before: &[usize],
    after: Vec<usize>,
    new: Option<usize>,
) -> Option<MovePrice> {
    let [old_finish, new_finish] =
        [before, after.as_slice()].map(|order| finishes(items, begin, order));
    let (old_finish, new_finish) = (old_finish?, new_finish?);
    let mut price = MovePrice {
        after,
        changes: Vec::new(),
        paid: Ratio::ZERO,
        gained: Ratio::ZERO,
        net: Ratio::ZERO,
        unknown: 0,
        own_cost_if_new: None,
    };
    for &position in before {
        let finish = |finishes: &[Ratio]| finishes.get(position).copied();
        let (was, is) = (finish(&old_finish)?, finish(&new_finish)?);
        let delay = is.minus(was)?;
        if delay.is_zero() {
            continue;
        }
        let loss = items.get(position)?.loss;
        let change = match loss {
            Some(loss) => loss.change(was, is)?,
            None => LossChange {
                cost: None,
                is_whole: false,
            },
        };
        match change.cost {
            Some(cost) if cost.is_negative() => price.gained = price.gained.plus(cost.size())?,
            Some(cost) => price.paid = price.paid.plus(cost)?,
            None => {}
        }
        price.unknown += usize::from(!change.is_whole);
        price.changes.push(MovedItem {
            item: position,
            delay,
            cost: change.cost,
            is_whole: change.is_whole,
            date: loss.and_then(|loss| match (loss.is_late(was), loss.is_late(is)) {
                (false, true) => Some(DateChange::Missed),
                (true, false) => Some(DateChange::Met),
                _ => None,
            }),
        });
    }
    price.net = price.paid.minus(price.gained)?;
    if let Some(position) = new
        && let Some(loss) = items.get(position)?.loss
    {
        let finish = *new_finish.get(position)?;
        price.own_cost_if_new = Some(loss.at(finish)?).filter(|_| loss.is_whole_at(finish));
    }
    Some(price)
}

/// When each item of an order that is begun at a time is delivered, by input position; zero for what it does not name.
fn finishes(items: &[WaitingItem], begin: Ratio, order: &[usize]) -> Option<Vec<Ratio>> {
    let mut finishes = vec![Ratio::ZERO; items.len()];
    let mut now = begin;
    for position in order {
        now = now.plus(items.get(*position)?.duration)?;
        *finishes.get_mut(*position)? = now;
    }
    Some(finishes)
}

/// The price of a pin, in cost of delay times points of size, until delivery; in the unit of the items.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PinPrice {
    /// How many other items are delivered at another time because of it.
    pub moved: usize,
    /// What those that are delivered later pay.
    pub paid: Ratio,
    /// What those that are delivered sooner save.
    pub gained: Ratio,
    /// Paid - gained; above zero the pin makes the backlog dearer.
    pub net: Ratio,
    /// How many of the moved have an unknown cost of delay, so that the sums are incomplete.
    pub unknown: usize,
    /// How many dates are missed because of it.
    pub missed: usize,
}

/// Prices the shown order against the one without the pin of the item at position `pinned`; both hold
/// the same items. Items of unknown size take no time here; none when sums do not fit.
pub fn pin_price(
    items: &[WaitingItem],
    without: &[usize],
    shown: &[usize],
    pinned: usize,
) -> Option<PinPrice> {
    // Before the first and after the last difference everything is delivered when it was.
    let is_same = |(one, other): &(&usize, &usize)| one == other;
    let begin = without.iter().zip(shown).take_while(is_same).count();
    let before = without.iter().take(begin).filter_map(|at| items.get(*at));
    let before = Ratio::sum(before.map(|item| item.duration))?;
    let (without, shown) = (without.get(begin..)?, shown.get(begin..)?);
    let backward = without.iter().rev().zip(shown.iter().rev());
    let end = without
        .len()
        .checked_sub(backward.take_while(is_same).count())?;
    let (without, shown) = (without.get(..end)?, shown.get(..end)?.to_vec());
    let price = add_up(items, before, without, shown, None)?;
    Some(PinPrice {
        moved: price
            .changes
            .iter()
            .filter(|change| change.item != pinned)
            .count(),
        paid: price.paid,
        gained: price.gained,
        net: price.net,
        unknown: price.unknown,
        missed: price
            .changes
            .iter()
            .filter(|change| change.date == Some(DateChange::Missed))
            .count(),
    })
}

#[cfg(test)]
mod tests;
