//! Checks of what must come first.

use std::collections::BTreeMap;

use super::board::CheckedBoard;
use super::finding::FindingPlace;
use super::reason::Reason;
use crate::model::id::Id;
use crate::model::item::{Item, State};
use crate::scoring::dependencies::loops::way_around;

/// Items that wait for each other, once for each group; its place is the member listed first.
pub(super) fn cycles(board: &CheckedBoard<'_>) -> Vec<(FindingPlace, Reason)> {
    let cycle = |group: &Vec<Id>| {
        let way = way_around(board.workspace, group);
        let first = *way.first()?;
        let others = group.len().saturating_sub(way.len());
        Some((FindingPlace::Item(first), Reason::Cycle { way, others }))
    };
    board.loops.iter().filter_map(cycle).collect()
}

/// Open items that need something parked or declined.
pub(super) fn parked(board: &CheckedBoard<'_>) -> Vec<(FindingPlace, Reason)> {
    with_needs(board, Reason::Parked, |_, need| {
        matches!(need.state, State::Parked | State::Declined)
    })
}

/// Items that stand before what they need in the shown order; of a loop one has to, so it is left out.
pub(super) fn before(board: &CheckedBoard<'_>) -> Vec<(FindingPlace, Reason)> {
    let groups = board.loops.iter();
    let group: BTreeMap<Id, usize> = groups
        .enumerate()
        .flat_map(|(at, members)| members.iter().map(move |id| (*id, at)))
        .collect();
    with_needs(board, Reason::Before, |item, need| {
        let is_loop = group
            .get(&item.id)
            .is_some_and(|at| group.get(&need.id) == Some(at));
        let places = board.place(item.id).zip(board.place(need.id));
        !is_loop && places.is_some_and(|(own, other)| own < other)
    })
}

/// Items with a place that need an open one without.
pub(super) fn unscored(board: &CheckedBoard<'_>) -> Vec<(FindingPlace, Reason)> {
    with_needs(board, Reason::Unscored, |item, need| {
        need.state.is_open() && board.place(item.id).is_some() && board.place(need.id).is_none()
    })
}

/// Open items with those of their needs for which a test holds.
fn with_needs(
    board: &CheckedBoard<'_>,
    reason: fn(Vec<Id>) -> Reason,
    test: impl Fn(&Item, &Item) -> bool,
) -> Vec<(FindingPlace, Reason)> {
    let of_item = |item: &&Item| {
        let needs = item.needs.0.iter().copied();
        let found: Vec<Id> = needs
            .filter(|id| {
                let need = board.workspace.get::<Item>(*id);
                need.is_some_and(|need| test(item, need))
            })
            .collect();
        (!found.is_empty()).then(|| (FindingPlace::Item(item.id), reason(found)))
    };
    board.open.iter().filter_map(of_item).collect()
}
