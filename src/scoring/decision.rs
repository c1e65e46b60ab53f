//! What was answered to a request, and what the answer costs.
//!
//! Owns which decision an item stands by and whether one is due to be looked at again. Pure: what day it
//! is and who decides is given. In reading order:
//!
//! - [`wait`] owns what letting an item wait costs, a week and until a day;
//! - [`split`] owns what delivering an item in parts brings;
//! - [`words`] owns the sentences, and the message for the person who asked.

pub mod split;
pub mod wait;
pub mod words;

use std::cmp::Reverse;
use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::model::Workspace;
use crate::model::decision::{Conversation, Decision};
use crate::model::id::Id;
use crate::model::item::{Item, State};
use crate::scoring::plan::due::Due;

/// Every decision, the newest first; those without a day last.
pub fn newest(workspace: &Workspace) -> Vec<&Decision> {
    let mut all: Vec<&Decision> = workspace.all().collect();
    all.sort_by_key(|decision| (Reverse(age(decision)), decision.id));
    all
}

/// Every conversation: overdue ones first, then by day, held ones last.
pub fn conversations(workspace: &Workspace, today: Option<NaiveDate>) -> Vec<&Conversation> {
    let mut all: Vec<&Conversation> = workspace.all().collect();
    all.sort_by_key(|one| (Due::of_conversation(one, today).order(one.due), one.id));
    all
}

/// The decision each item stands by: its latest.
pub fn standing(workspace: &Workspace) -> BTreeMap<Id, Id> {
    let mut latest = BTreeMap::new();
    for decision in newest(workspace) {
        if let Some(item) = decision.item.0 {
            latest.entry(item).or_insert(decision.id);
        }
    }
    latest
}

/// When a decision is looked at again. It is not where the item is done, has a later decision, or was given
/// a later day.
pub fn due(
    workspace: &Workspace,
    standing: &BTreeMap<Id, Id>,
    decision: &Decision,
    today: Option<NaiveDate>,
) -> Due {
    let item = decision.item.0;
    let is_past = |id: Id| {
        let later = standing.get(&id).is_some_and(|last| *last != decision.id);
        let item = workspace.get::<Item>(id);
        later || item.is_some_and(|item| item.state == State::Done || item.review > decision.review)
    };
    if decision.review.is_some() && item.is_some_and(is_past) {
        Due::Met
    } else {
        Due::of(decision.review, today)
    }
}

/// Of two decisions of one day the one that looks further ahead is the later one.
const fn age(decision: &Decision) -> (Option<NaiveDate>, Option<NaiveDate>) {
    (decision.date, decision.review)
}

#[cfg(test)]
mod tests;
