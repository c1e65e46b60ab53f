//! The order of items that have no rank.
//!
//! Owns the one rule: the place in the file they came from, then key and title in natural order. Ids decide nothing
//! but what is the same in every other way.

use std::cmp::Ordering;

use alphanumeric_sort::compare_str;

use crate::model::Workspace;
use crate::model::id::Id;
use crate::model::item::Item;

/// Which of two items stands first in a list where neither has a rank.
pub fn in_list(one: &Item, other: &Item) -> Ordering {
    let place = |item: &Item| (item.place.is_none(), item.place);
    let key = |item: &Item| item.key.is_empty();
    let words =
        || compare_str(&one.key, &other.key).then_with(|| compare_str(&one.title, &other.title));
    let by_place = place(one).cmp(&place(other));
    by_place
        .then_with(|| key(one).cmp(&key(other)))
        .then_with(words)
        .then_with(|| one.id.cmp(&other.id))
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
