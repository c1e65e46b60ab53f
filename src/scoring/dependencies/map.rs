//! The dependency map of the coming increment: which planned items need what, in an order that can be worked.
//!
//! Owns which items are on it, their order and how each link stands in time. Knows no screen; lines are drawn
//! in `ui`.

use std::collections::{BTreeMap, BTreeSet};

use super::loops::loops;
use crate::model::Workspace;
use crate::model::id::Id;
use crate::model::increment::{Increment, Iteration};
use crate::model::item::{Item, State};
use crate::scoring::levels;
use crate::scoring::plan::coming::increment_of;

/// How a link stands in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NeedTiming {
    /// What is needed comes in an earlier iteration or increment.
    InTime,
    /// An iteration is not known, so nobody can tell.
    Unknown,
    /// Both are in the same iteration.
    Same,
    /// What is needed comes later.
    TooLate,
    /// What is needed is in no increment, or parked or declined.
    Unplanned,
    /// They wait for each other.
    Circle,
}

/// Something an item needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MapNeed {
    /// Its row on the map, from 0.
    pub row: usize,
    /// How the link stands in time.
    pub timing: NeedTiming,
    /// Whether another team does it.
    pub crosses: bool,
}

/// An item on the map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MapItem {
    /// The item.
    pub id: Id,
    /// Whether it is planned into the increment; if not, something planned needs it.
    pub is_planned: bool,
    /// What it needs of what is on the map, by row.
    pub needs: Vec<MapNeed>,
}

impl MapItem {
    /// The worst of its links.
    pub fn timing(&self) -> Option<NeedTiming> {
        self.needs.iter().map(|need| need.timing).max()
    }
}

/// The map.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DependencyMap {
    /// The increment.
    pub increment: Option<Id>,
    /// Items with links, each below what it needs; those in a circle as near to it as can be.
    pub rows: Vec<MapItem>,
    /// How many planned items need nothing and are needed by nothing planned.
    pub alone: usize,
}

/// When an item is done: its increment and iteration by their place in time.
struct Times {
    increments: BTreeMap<Id, usize>,
    iterations: BTreeMap<Id, usize>,
}

impl Times {
    fn of(workspace: &Workspace) -> Self {
        let mut increments: Vec<&Increment> = workspace.all().collect();
        increments.sort_by_key(|one| (one.starts.is_none(), one.starts, &one.name, one.id));
        let mut iterations: Vec<&Iteration> = workspace.all().collect();
        iterations.sort_by_key(|one| (one.starts.is_none(), one.starts, &one.name, one.id));
        Self {
            increments: increments.iter().map(|one| one.id).zip(0..).collect(),
            iterations: iterations.iter().map(|one| one.id).zip(0..).collect(),
        }
    }

    /// The places of an item: of its increment and of its iteration.
    fn of_item(&self, workspace: &Workspace, item: &Item) -> (Option<usize>, Option<usize>) {
        let (increment, iteration) = levels::time(workspace, item);
        let increment = increment.and_then(|id| self.increments.get(&id));
        let iteration = iteration.and_then(|id| self.iterations.get(&id));
        (increment.copied(), iteration.copied())
    }

    fn timing(&self, workspace: &Workspace, item: &Item, need: &Item) -> NeedTiming {
        if matches!(need.state, State::Parked | State::Declined) {
            return NeedTiming::Unplanned;
        }
        let (own, in_own) = self.of_item(workspace, item);
        let (other, in_other) = self.of_item(workspace, need);
        let (Some(own), Some(other)) = (own, other) else {
            return NeedTiming::Unplanned;
        };
        match other.cmp(&own) {
            std::cmp::Ordering::Less => NeedTiming::InTime,
            std::cmp::Ordering::Greater => NeedTiming::TooLate,
            std::cmp::Ordering::Equal => match (in_own, in_other) {
                (Some(own), Some(other)) if other < own => NeedTiming::InTime,
                (Some(own), Some(other)) if other > own => NeedTiming::TooLate,
                (Some(_), Some(_)) => NeedTiming::Same,
                _ => NeedTiming::Unknown,
            },
        }
    }
}

/// The map of the coming increment; empty where none is set. What is done already is needed no more.
pub fn map(workspace: &Workspace, coming: Option<Id>) -> DependencyMap {
    let Some(increment) = coming else {
        return DependencyMap::default();
    };
    let planned: BTreeMap<Id, &Item> = workspace
        .all::<Item>()
        .filter(|item| increment_of(workspace, item) == Some(increment) && item.state.is_open())
        .map(|item| (item.id, item))
        .collect();
    let mut needs: BTreeMap<Id, BTreeSet<Id>> = BTreeMap::new();
    for item in planned.values() {
        for id in &item.needs.0 {
            let need = workspace.get::<Item>(*id);
            if need.is_some_and(|need| need.state != State::Done) && *id != item.id {
                needs.entry(item.id).or_default().insert(*id);
                needs.entry(*id).or_default();
            }
        }
    }
    let times = Times::of(workspace);
    let order = ordered(workspace, &times, &needs);
    let places: BTreeMap<Id, usize> = order.iter().copied().zip(0..).collect();
    let circles: BTreeMap<Id, usize> = loops(workspace)
        .iter()
        .zip(0..)
        .flat_map(|(members, at)| members.iter().map(move |id| (*id, at)))
        .collect();
    let link = |item: &Item, id: &Id| {
        let need = workspace.get::<Item>(*id)?;
        let circle = circles.get(&item.id);
        let timing = if circle.is_some() && circle == circles.get(id) {
            NeedTiming::Circle
        } else {
            times.timing(workspace, item, need)
        };
        Some(MapNeed {
            row: *places.get(id)?,
            timing,
            crosses: levels::crosses(workspace, item, need),
        })
    };
    let row = |id: &Id| {
        let item = workspace.get::<Item>(*id)?;
        let all = needs.get(id).into_iter().flatten();
        let mut needs: Vec<MapNeed> = all.filter_map(|need| link(item, need)).collect();
        needs.sort_by_key(|need| need.row);
        Some(MapItem {
            id: *id,
            is_planned: planned.contains_key(id),
            needs,
        })
    };
    let rows: Vec<MapItem> = order.iter().filter_map(row).collect();
    let linked = rows.iter().filter(|row| row.is_planned).count();
    DependencyMap {
        increment: Some(increment),
        alone: planned.len().saturating_sub(linked),
        rows,
    }
}

/// Items that hang together follow each other, the earliest group first; within one, each after what it needs,
/// the earliest iteration first.
fn ordered(workspace: &Workspace, times: &Times, needs: &BTreeMap<Id, BTreeSet<Id>>) -> Vec<Id> {
    let key = |id: &Id| {
        let item = workspace.get::<Item>(*id);
        let at = item.and_then(|item| times.of_item(workspace, item).1);
        (at.unwrap_or(usize::MAX), *id)
    };
    let mut needed: BTreeMap<Id, Vec<Id>> = BTreeMap::new();
    for (id, all) in needs {
        for need in all {
            needed.entry(*need).or_default().push(*id);
        }
    }
    let mut order = Vec::with_capacity(needs.len());
    let mut left: BTreeSet<(usize, Id)> = needs.keys().map(key).collect();
    while let Some(first) = left.first().copied() {
        // Everything that hangs together with the earliest one left.
        let mut group = BTreeSet::from([first]);
        let mut walk = vec![first.1];
        while let Some(id) = walk.pop() {
            let own = needs.get(&id).into_iter().flatten();
            for next in own.chain(needed.get(&id).into_iter().flatten()) {
                if group.insert(key(next)) {
                    walk.push(*next);
                }
            }
        }
        left.retain(|one| !group.contains(one));
        let mut waits: BTreeMap<Id, usize> = group
            .iter()
            .map(|(_, id)| (*id, needs.get(id).map_or(0, BTreeSet::len)))
            .collect();
        let is_free =
            |(_, id): &&(usize, Id), waits: &BTreeMap<Id, usize>| waits.get(id) == Some(&0);
        let mut free: BTreeSet<(usize, Id)> = group
            .iter()
            .filter(|one| is_free(one, &waits))
            .copied()
            .collect();
        while let Some(next) = free.pop_first().or_else(|| group.first().copied()) {
            // Where nothing is free, what is left waits in a circle: the earliest one breaks it.
            group.remove(&next);
            waits.remove(&next.1);
            order.push(next.1);
            for id in needed.get(&next.1).into_iter().flatten() {
                if let Some(count) = waits.get_mut(id) {
                    *count = count.saturating_sub(1);
                    if *count == 0 {
                        free.insert(key(id));
                    }
                }
            }
        }
    }
    order
}
