//! The plan: which items are in which increment and iteration, and how much each has to carry.
//!
//! Owns the grouping and the loads. Knows no screen.

use super::evaluation::capacity_of;
use super::method::ratio;
use super::ratio::Ratio;
use crate::model::Workspace;
use crate::model::id::Id;
use crate::model::increment::{Increment, Iteration};
use crate::model::item::{Item, State};
use crate::model::settings::Settings;

/// What is planned for when, and what is not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// The coming increment and those with open items, by their first day.
    pub increments: Vec<Planned>,
    /// Open items in no increment.
    pub unplanned: Stretch,
}

/// One increment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Planned {
    /// The increment.
    pub id: Id,
    /// All of it.
    pub whole: Stretch,
    /// Its iterations by their first day.
    pub iterations: Vec<(Id, Stretch)>,
    /// Its items in no iteration.
    pub open: Stretch,
}

/// A stretch of time and what it has to carry.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stretch {
    /// Its items, in the order given.
    pub items: Vec<Id>,
    /// Their job sizes added up, as far as known; none when that does not fit exact numbers.
    pub load: Option<Ratio>,
    /// How many of them have no size, so that they count as nothing.
    pub unknown: usize,
    /// What it can carry, in points; none where that is unknown.
    pub capacity: Option<Ratio>,
}

impl Stretch {
    fn of(items: &[&Item], capacity: Option<Ratio>) -> Self {
        let sizes = items.iter().filter_map(|item| ratio(item.size));
        Self {
            items: items.iter().map(|item| item.id).collect(),
            load: Ratio::sum(sizes.clone()),
            unknown: items.len() - sizes.count(),
            capacity,
        }
    }

    /// By how much the load exceeds the capacity, in points; zero when it fits, none where one is unknown.
    pub fn excess(&self) -> Option<Ratio> {
        Some(self.load?.minus(self.capacity?)?.max(Ratio::ZERO))
    }
}

/// Groups items by increment and iteration. Parked and declined ones are in no plan.
pub fn plan(workspace: &Workspace, items: &[Id]) -> Plan {
    let items = items.iter().filter_map(|id| workspace.get::<Item>(*id));
    let items: Vec<&Item> = items
        .filter(|item| !matches!(item.state, State::Parked | State::Declined))
        .collect();
    let coming = workspace.the::<Settings>().increment.0;
    let mut increments: Vec<&Increment> = workspace.all().collect();
    increments.sort_by_key(|increment| (increment.starts.is_none(), increment.starts));
    let planned = |increment: &Increment| {
        let own = items.iter().filter(|i| i.increment.0 == Some(increment.id));
        let own: Vec<&Item> = own.copied().collect();
        let is_shown = coming == Some(increment.id) || own.iter().any(|i| i.state.is_open());
        is_shown.then(|| planned(workspace, increment, &own))
    };
    let unplanned = |item: &&&Item| {
        let increment = item
            .increment
            .0
            .and_then(|id| workspace.get::<Increment>(id));
        increment.is_none() && item.state.is_open()
    };
    let unplanned: Vec<&Item> = items.iter().filter(unplanned).copied().collect();
    Plan {
        increments: increments.into_iter().filter_map(planned).collect(),
        unplanned: Stretch::of(&unplanned, None),
    }
}

fn planned(workspace: &Workspace, increment: &Increment, items: &[&Item]) -> Planned {
    let mut iterations: Vec<&Iteration> = workspace
        .all::<Iteration>()
        .filter(|iteration| iteration.increment.0 == Some(increment.id))
        .collect();
    iterations.sort_by_key(|iteration| (iteration.starts.is_none(), iteration.starts));
    let within = |iteration: &Iteration| {
        let own = items.iter().filter(|i| i.iteration.0 == Some(iteration.id));
        let own: Vec<&Item> = own.copied().collect();
        (iteration.id, Stretch::of(&own, ratio(iteration.capacity)))
    };
    let is_open = |item: &&&Item| !iterations.iter().any(|i| item.iteration.0 == Some(i.id));
    let open: Vec<&Item> = items.iter().filter(is_open).copied().collect();
    Planned {
        id: increment.id,
        whole: Stretch::of(items, capacity_of(workspace, increment)),
        iterations: iterations.iter().map(|i| within(i)).collect(),
        open: Stretch::of(&open, None),
    }
}
