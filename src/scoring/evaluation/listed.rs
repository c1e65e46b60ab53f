//! The order of items that have no rank.
//!
//! Owns the one rule: the place in the file they came from; items that came from none stand behind them.

use std::cmp::Ordering;

use crate::model::Workspace;
use crate::model::id::Id;
use crate::model::item::Item;

/// Which of two items stands first in a list where neither has a rank.
pub fn in_list(one: &Item, other: &Item) -> Ordering {
    let place = |item: &Item| (item.place.is_none(), item.place, item.id);
    place(one).cmp(&place(other))
}

/// Everything below an item, each behind what it is a part of, parts of one whole as they stand in a list.
pub fn below(workspace: &Workspace, id: Id) -> Vec<&Item> {
    let mut open = parts(workspace, id);
    open.reverse();
    let mut all = Vec::new();
    while let Some(next) = open.pop() {
        all.push(next);
        open.extend(parts(workspace, next.id).into_iter().rev());
    }
    all
}

/// The parts of an item, as they stand in a list.
pub fn parts(workspace: &Workspace, id: Id) -> Vec<&Item> {
    let parts = workspace.tree().parts(id).iter();
    let mut parts: Vec<&Item> = parts.filter_map(|id| workspace.get(*id)).collect();
    parts.sort_by(|one, other| in_list(one, other));
    parts
}

/// Puts an item in its place among others.
pub(super) fn insert(list: &mut Vec<Id>, workspace: &Workspace, item: &Item) {
    let is_before = |id: &Id| {
        let other = workspace.get::<Item>(*id);
        other.is_some_and(|other| in_list(other, item).is_lt())
    };
    let at = list.partition_point(is_before);
    list.insert(at, item.id);
}
