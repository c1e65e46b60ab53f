//! The items to compare with: others of the same column, from one end of the scale to the other.

use std::collections::BTreeMap;

use super::column::VoteColumn;
use super::way::VoteQuestion;
use crate::model::Workspace;
use crate::model::id::Id;
use crate::model::item::Item;
use crate::model::number::Number;
use crate::scoring::evaluation::Evaluation;
use crate::scoring::levels::ranked;

/// Up to so many open items with different values in the column of a question, smallest value first.
///
/// Of each value the first in the shown order; the ends and what lies between, so that nothing tells what the item
/// has now. The 1 of the column is always among them.
pub fn anchors(
    workspace: &Workspace,
    evaluation: &Evaluation,
    asked: VoteQuestion,
    most: usize,
) -> Vec<(Number, Id)> {
    let mut by_value: BTreeMap<Number, Id> = BTreeMap::new();
    let shown = evaluation.ranked.iter().chain(&evaluation.unranked);
    for id in shown.filter(|id| **id != asked.item) {
        let item = workspace.get::<Item>(*id);
        if let Some(value) = item.and_then(|item| asked.column.value_of(item)) {
            by_value.entry(value).or_insert(*id);
        }
    }
    let all: Vec<(Number, Id)> = by_value.into_iter().collect();
    let mut order: Vec<usize> = (0..all.len()).collect();
    let last = all.len().saturating_sub(1);
    order.sort_by_key(|at| (*at).min(last - *at));
    // The unit of the column comes before all else.
    let is_one = |at: &usize| {
        all.get(*at)
            .is_some_and(|(value, _)| *value == Number::whole(1))
    };
    order.sort_by_key(|at| !is_one(at));
    order.truncate(most);
    order.sort_unstable();
    order
        .iter()
        .filter_map(|at| all.get(*at))
        .copied()
        .collect()
}

/// Whether an open item is the 1 of a column, so that the others can be compared with it; a column that compares no
/// items needs none.
pub fn has_one(workspace: &Workspace, column: VoteColumn) -> bool {
    !column.is_relative()
        || ranked(workspace).any(|item| column.value_of(item) == Some(Number::whole(1)))
}
