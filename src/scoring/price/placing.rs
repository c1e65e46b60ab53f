//! Putting one item of the shown order at another place: who is passed, who pays, what breaks.
//!
//! Owns the order that results, the pins that hold it, and the price in the unit of the lens. The
//! arithmetic is in [`super::moves`]. Knows no screen.

use std::collections::{BTreeMap, BTreeSet};

use super::moves::{DateChange, MovedItem, price};
use super::terms::Terms;
use super::total::QueuedItem;
use crate::model::Workspace;
use crate::model::id::Id;
use crate::model::item::Item;
use crate::model::number::Number;
use crate::model::settings::Lens;
use crate::scoring::dependencies::Needed;
use crate::scoring::evaluation::Evaluation;
use crate::scoring::plan::cut::IncrementTurn;
use crate::scoring::ratio::Ratio;

/// One item that is passed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Passed {
    /// The item.
    pub id: Id,
    /// How much later it is delivered, in points of job size; below zero is sooner. None where the size
    /// of the placed item is unknown.
    pub delay: Option<Ratio>,
    /// What it loses more by that, as far as it is known; none where nothing is.
    pub cost: Option<Ratio>,
    /// Whether that is all it loses more.
    pub is_whole: bool,
}

/// An item at another place, and what that costs until delivery.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placing {
    /// The item.
    pub id: Id,
    /// Where it stood, from 0; none for an item that had no place.
    pub from: Option<usize>,
    /// Where it stands then, from 0.
    pub to: usize,
    /// The order that results.
    pub order: Vec<Id>,
    /// The ranks that hold this order: the item's own, and those of pinned items that have to give way.
    pub pins: Vec<(Id, Number)>,
    /// Those it passes: what they pay, the dearest first; those with an unknown cost last.
    pub passed: Vec<Passed>,
    /// How many of those it passes have a cost that is unknown, or known only in part.
    pub unknown: usize,
    /// How many of those it passes have no size, so that it counts as delivered at the same time.
    pub without_size: usize,
    /// What the costs above zero come to.
    pub paid: Ratio,
    /// What is saved.
    pub gained: Ratio,
    /// Paid - gained: the difference of the totals until delivery over the items that had a place.
    pub net: Ratio,
    /// What the move costs the item itself, below zero where it gains; for an item that had no place
    /// its whole cost until delivery. None where its cost of delay is unknown.
    pub own: Option<Ratio>,
    /// Whether that is all of it.
    pub is_own_whole: bool,
    /// Whose date was met and is missed then, as the ranking counts the time.
    pub missed: Vec<Id>,
    /// Whose date was missed and is met then.
    pub met: Vec<Id>,
    /// Whether its own size is known; if not, nobody knows how much later the others are.
    pub is_sized: bool,
    /// What it needs, at any distance, and would stand before.
    pub before_needs: Vec<Id>,
    /// What needs it, at any distance, and would stand before it.
    pub behind_needing: Vec<Id>,
    /// What the costs are counted in.
    pub terms: Terms,
}

/// The last place an item can be given by hand. Where the lens ranks by hand, pinned items come first.
pub fn last_place(workspace: &Workspace, evaluation: &Evaluation, id: Id) -> usize {
    let others = evaluation.ranked.iter().filter(|other| **other != id);
    if evaluation.lens == Lens::Hand {
        let pinned = others.filter(|other| pin(workspace, **other).is_some());
        let pinned = pinned.filter(|other| !is_held(evaluation, **other));
        return pinned.count();
    }
    others.count()
}

/// Puts an item at a place of the shown order, at most the last; none when it is not there or when the
/// exact sums do not fit.
pub fn placing(
    workspace: &Workspace,
    evaluation: &Evaluation,
    id: Id,
    to: usize,
) -> Option<Placing> {
    let to = within_turn(
        evaluation,
        id,
        to.min(last_place(workspace, evaluation, id)),
    );
    let terms = evaluation.terms;
    let wait = |id: &Id| evaluation.queued(*id);
    let from = evaluation.ranked.iter().position(|other| *other == id);
    // Positions are places in the shown order; an item without one comes after them.
    let mut ids = evaluation.ranked.clone();
    if from.is_none() {
        ids.push(id);
    }
    let waits: Vec<QueuedItem> = ids.iter().map(wait).collect::<Option<_>>()?;
    let jobs: Vec<_> = waits.iter().map(|wait| wait.job()).collect();
    let at = from.unwrap_or(evaluation.ranked.len());
    let before: Vec<usize> = (0..evaluation.ranked.len()).collect();
    let price = price(&jobs, &before, at, to).ok()?;
    let order: Vec<Id> = price
        .after
        .iter()
        .filter_map(|at| ids.get(*at).copied())
        .collect();

    let is_sized = waits.get(at)?.duration.is_some();
    let range = if to < at { to..at } else { at + 1..to + 1 };
    let by_item = price.changes.iter().map(|change| (change.item, *change));
    let by_item: BTreeMap<usize, MovedItem> = by_item.collect();
    let changed = |position: usize| by_item.get(&position);
    let (mut passed, mut without_size) = (Vec::new(), 0);
    for position in range {
        let (other, known) = (*ids.get(position)?, waits.get(position)?);
        without_size += usize::from(known.duration.is_none());
        // What is delivered at the same time pays nothing, if it is known to pay at all.
        let change = changed(position);
        let stays = known.loss.map(|_| Ratio::ZERO);
        passed.push(Passed {
            id: other,
            delay: is_sized.then_some(change.map_or(Ratio::ZERO, |change| change.delay)),
            cost: change
                .map_or(stays, |change| change.cost)
                .filter(|_| is_sized),
            is_whole: is_sized && change.map_or(stays.is_some(), |change| change.is_whole),
        });
    }
    // The sort is stable: of equals the one that stands first comes first.
    passed.sort_by_key(|other| std::cmp::Reverse(other.cost.map(Ratio::size)));
    let own_change = changed(at);
    let own = match (from, own_change) {
        (None, _) => price.own_cost_if_new,
        (Some(_), Some(change)) => change.cost,
        (Some(_), None) => waits.get(at)?.loss.map(|_| Ratio::ZERO),
    };
    let dated = |date: DateChange| {
        let of_date = |change: &&MovedItem| change.date == Some(date);
        let found = price.changes.iter().filter(of_date);
        let found = found.filter_map(|change| ids.get(change.item).copied());
        found.collect::<Vec<Id>>()
    };
    let (missed, met) = (dated(DateChange::Missed), dated(DateChange::Met));
    let places: BTreeMap<Id, usize> = order.iter().enumerate().map(|(at, id)| (*id, at)).collect();
    let place = |id: &Id| places.get(id).copied();
    let (needs, needing) = (needed(workspace, id), needing(workspace, id));
    let stands = |id: &Id, behind: bool| {
        place(id).is_some_and(|place| (place > to) == behind && place != to)
    };
    Some(Placing {
        id,
        from,
        to,
        pins: pins(workspace, evaluation, id, &order),
        unknown: passed.iter().filter(|other| !other.is_whole).count(),
        without_size,
        paid: price.paid,
        gained: price.gained,
        net: price.net,
        own,
        is_own_whole: own.is_some() && own_change.is_none_or(|change| change.is_whole),
        missed,
        met,
        is_sized,
        before_needs: order
            .iter()
            .filter(|other| needs.contains(other) && stands(other, true))
            .copied()
            .collect(),
        behind_needing: order
            .iter()
            .take(to)
            .filter(|other| needing.contains(other))
            .copied()
            .collect(),
        passed,
        order,
        terms,
    })
}

/// Whether an item was answered "not now", and its day has not come.
fn is_held(evaluation: &Evaluation, id: Id) -> bool {
    let score = evaluation.score(id);
    score.is_some_and(|score| score.turn == IncrementTurn::NotNow)
}

/// The place an item can be given: what was answered "not now" stays below everything else, where it is.
fn within_turn(evaluation: &Evaluation, id: Id, to: usize) -> usize {
    if is_held(evaluation, id) {
        let own = evaluation.ranked.iter().position(|other| *other == id);
        return own.unwrap_or(evaluation.ranked.len());
    }
    let others = evaluation.ranked.iter().filter(|other| **other != id);
    to.min(others.filter(|other| !is_held(evaluation, **other)).count())
}

/// What an item needs, at any distance.
pub fn needed(workspace: &Workspace, id: Id) -> BTreeSet<Id> {
    reached(id, |id| {
        let item = workspace.get::<Item>(id);
        item.map_or_else(Vec::new, |item| item.needs.0.clone())
    })
}

/// What needs an item, at any distance.
fn needing(workspace: &Workspace, id: Id) -> BTreeSet<Id> {
    let needed = Needed::of(workspace);
    reached(id, |id| needed.by(id).collect())
}

/// What one step after the other leads to.
fn reached(from: Id, step: impl Fn(Id) -> Vec<Id>) -> BTreeSet<Id> {
    let (mut found, mut waiting) = (BTreeSet::new(), vec![from]);
    while let Some(next) = waiting.pop() {
        waiting.extend(step(next).into_iter().filter(|id| found.insert(*id)));
    }
    found
}

fn pin(workspace: &Workspace, id: Id) -> Option<Number> {
    workspace.get::<Item>(id)?.pin
}

/// The pins that hold an order. A pinned item that is passed gives way and is pinned where it then
/// stands; where pins do not say the places already, all of them are set anew.
fn pins(workspace: &Workspace, evaluation: &Evaluation, id: Id, order: &[Id]) -> Vec<(Id, Number)> {
    let rank = |place: usize| Number::whole(i64::try_from(place + 1).unwrap_or(i64::MAX));
    let others = |ids: &[Id]| -> Vec<(Id, Number, Number)> {
        let at =
            |(place, other): (usize, &Id)| Some((*other, pin(workspace, *other)?, rank(place)));
        let all = ids.iter().enumerate().filter_map(at);
        all.filter(|(other, ..)| *other != id).collect()
    };
    let is_tidy = |(_, pin, rank): &(Id, Number, Number)| pin == rank;
    let is_tidy = others(&evaluation.ranked).iter().all(is_tidy);
    let stood = |other: &Id| evaluation.score(*other)?.place.map(rank);
    let give_way = others(order)
        .into_iter()
        .filter(|(other, pin, rank)| pin != rank && (!is_tidy || stood(other) != Some(*rank)));
    let own = order.iter().position(|other| *other == id);
    let own = own.map(|place| (id, rank(place)));
    let give_way = give_way.map(|(other, _, rank)| (other, rank));
    own.into_iter().chain(give_way).collect()
}

#[cfg(test)]
mod tests;
