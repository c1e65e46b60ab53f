//! Iterations for the items of an increment: the earliest with room, after what they need.
//!
//! Owns that simple way. Which items an increment takes is decided elsewhere; innovation iterations stay free.

use std::collections::{BTreeMap, BTreeSet};

use super::iterations;
use super::supply::of_iteration;
use super::velocity::PastIterations;
use crate::model::Workspace;
use crate::model::id::Id;
use crate::model::increment::Iteration;
use crate::model::item::Item;
use crate::scoring::levels::{apart, effort, time};
use crate::scoring::ratio::Ratio;

/// An iteration with what is left of it; none where its capacity is unknown.
struct IterationSeat {
    id: Id,
    free: Option<Ratio>,
}

/// Gives each item an iteration of the increment, or none where none has room: what has a fixed date first, then in
/// the order given, but what is needed first. An item that has an iteration there keeps it while it fits. Where a
/// capacity is unknown there is room; an item of unknown size takes none.
pub fn seats(
    workspace: &Workspace,
    past: &PastIterations,
    increment: Id,
    items: &[Id],
) -> BTreeMap<Id, Option<Id>> {
    let all: BTreeSet<Id> = items.iter().copied().collect();
    let working = iterations(workspace, increment);
    let working = working
        .into_iter()
        .filter(|iteration| !iteration.innovation);
    // What is planned of the parts of these items, apart from them, has its seat.
    let items_of = |id: &Id| workspace.get::<Item>(*id);
    let parts = items.iter().filter_map(items_of);
    let parts: Vec<&Item> = parts.flat_map(|item| apart(workspace, item)).collect();
    let seat = |iteration: &Iteration| {
        let own = parts
            .iter()
            .filter(|part| time(workspace, part).1 == Some(iteration.id));
        let taken = Ratio::sum(own.filter_map(|part| effort(workspace, part)));
        let free = of_iteration(workspace, past, iteration).points();
        IterationSeat {
            id: iteration.id,
            free: free.and_then(|free| free.minus(taken?)),
        }
    };
    let mut seats: Vec<IterationSeat> = working.map(seat).collect();
    let mut found = BTreeMap::new();
    // What has a fixed date comes first, the earliest day before all.
    let due = |id: &Id| workspace.get::<Item>(*id)?.fixed_date();
    let mut dated: Vec<Id> = items.to_vec();
    dated.retain(|id| due(id).is_some());
    dated.sort_by_key(due);
    for id in needs_first(workspace, &dated, &all) {
        let ends = items_of(&id).and_then(|item| time(workspace, item).1);
        let ends = ends.and_then(|place| workspace.get::<Iteration>(place)?.ends);
        if due(&id).is_none_or(|due| ends.is_none_or(|ends| ends <= due)) {
            keep(workspace, &mut seats, &mut found, id);
        }
        give(workspace, &mut seats, &mut found, id);
    }
    for id in items {
        keep(workspace, &mut seats, &mut found, *id);
    }
    for id in needs_first(workspace, items, &all) {
        give(workspace, &mut seats, &mut found, id);
    }
    found
}

/// Leaves an item in its iteration while there is room.
fn keep(
    workspace: &Workspace,
    seats: &mut [IterationSeat],
    found: &mut BTreeMap<Id, Option<Id>>,
    id: Id,
) {
    let item = workspace.get::<Item>(id);
    let Some(item) = item.filter(|_| !found.contains_key(&id)) else {
        return;
    };
    let size = effort(workspace, item).unwrap_or(Ratio::ZERO);
    let (_, place) = time(workspace, item);
    let at = seats
        .iter()
        .position(|seat| place == Some(seat.id) && seat.free.is_none_or(|free| free >= size));
    if let Some(at) = at {
        take(workspace, seats, at, item);
        found.insert(id, place);
    }
}

/// Gives an item without one the earliest iteration with room, after what it needs.
fn give(
    workspace: &Workspace,
    seats: &mut [IterationSeat],
    found: &mut BTreeMap<Id, Option<Id>>,
    id: Id,
) {
    if let (false, Some(item)) = (found.contains_key(&id), workspace.get::<Item>(id)) {
        let needed = item.needs.0.iter();
        let places = needed.filter_map(|need| (*found.get(need)?)?.into());
        let after = places
            .filter_map(|place: Id| seats.iter().position(|seat| seat.id == place))
            .max();
        let at = free(workspace, seats, item, after);
        if let Some(at) = at {
            take(workspace, seats, at, item);
        }
        found.insert(id, at.and_then(|at| seats.get(at)).map(|seat| seat.id));
    }
}

/// The earliest iteration with room later than `after`, or in it when none later has room.
fn free(
    workspace: &Workspace,
    seats: &[IterationSeat],
    item: &Item,
    after: Option<usize>,
) -> Option<usize> {
    let size = effort(workspace, item).unwrap_or(Ratio::ZERO);
    let fits = |at: &usize| {
        let seat = seats.get(*at);
        seat.is_some_and(|seat| seat.free.is_none_or(|free| free >= size))
    };
    let later = (after.map_or(0, |after| after + 1)..seats.len()).find(fits);
    later.or_else(|| after.filter(fits))
}

fn take(workspace: &Workspace, seats: &mut [IterationSeat], at: usize, item: &Item) {
    if let Some(seat) = seats.get_mut(at) {
        let size = effort(workspace, item).unwrap_or(Ratio::ZERO);
        // What does not fit exact numbers counts as full.
        seat.free = seat
            .free
            .map(|free| free.minus(size).unwrap_or(Ratio::ZERO));
    }
}

/// The items with everything they need of them before them; otherwise in their order.
fn needs_first(workspace: &Workspace, items: &[Id], all: &BTreeSet<Id>) -> Vec<Id> {
    let (mut order, mut seen) = (Vec::new(), BTreeSet::new());
    for id in items {
        // Each is looked at twice: before what it needs, and after.
        let mut open = vec![(*id, false)];
        while let Some((at, is_ready)) = open.pop() {
            if is_ready {
                order.push(at);
            } else if seen.insert(at) {
                open.push((at, true));
                let item = workspace.get::<Item>(at);
                let needs = item.into_iter().flat_map(|item| item.needs.0.iter().rev());
                open.extend(needs.filter(|id| all.contains(id)).map(|id| (*id, false)));
            }
        }
    }
    order
}
