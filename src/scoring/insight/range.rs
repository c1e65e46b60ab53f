//! The range that evidence gives an estimate.
//!
//! Owns when an estimate has one: it is known, has no range of its own, nobody voted on it, and there is evidence that
//! is not strong enough to leave it without doubt. Ranges of people and votes win.

use std::collections::BTreeMap;

use super::known::KnownCustomers;
use crate::model::Workspace;
use crate::model::id::Id;
use crate::model::item::Item;
use crate::model::number::Number;
use crate::model::points::step;
use crate::scoring::insight::evidence::EvidenceStanding;
use crate::scoring::session::deck;

/// The lowest and highest value that evidence leaves open.
pub type EvidenceRange = (Number, Number);

/// The range that evidence gives the user-business value of an item, on a scale from its smallest value up.
pub fn of_value(known: &KnownCustomers, scale: &[Number], item: &Item) -> Option<EvidenceRange> {
    let value = item.value.value?;
    if item.value.range.is_some() || known.was_voted(item.id) || !item.state.is_open() {
        return None;
    }
    let strength = known.of_item(item);
    let steps = strength.steps();
    if strength.standing == EvidenceStanding::None || steps == 0 {
        return None;
    }
    let go = |by: isize| {
        let all = 0..steps;
        all.fold(value, |at, _| step(scale, Some(at), by).unwrap_or(at))
    };
    let (low, high) = (go(-1), go(1));
    (low < high).then_some((low.min(value), high.max(value)))
}

/// The ranges that evidence gives, by item.
pub fn of_all(workspace: &Workspace, known: &KnownCustomers) -> BTreeMap<Id, EvidenceRange> {
    if !known.has_evidence() {
        return BTreeMap::new();
    }
    let scale = deck(workspace);
    let items = workspace.all::<Item>();
    items
        .filter_map(|item| Some((item.id, of_value(known, &scale, item)?)))
        .collect()
}
