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

/// Puts an item in its place among others.
pub(super) fn insert(list: &mut Vec<Id>, workspace: &Workspace, item: &Item) {
    let is_before = |id: &Id| {
        let other = workspace.get::<Item>(*id);
        other.is_some_and(|other| in_list(other, item).is_lt())
    };
    let at = list.partition_point(is_before);
    list.insert(at, item.id);
}
