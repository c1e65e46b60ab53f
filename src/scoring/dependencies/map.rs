//! The dependency map of the coming increment: which planned items need what, in an order that can be worked.
//!
//! Owns which items are on it and their order; how a link stands in time is in [`crate::scoring::plan::checks`]. Knows
//! no screen; lines are drawn in `ui`.

use std::collections::{BTreeMap, BTreeSet};

use super::loops::loops;
use crate::model::Workspace;
use crate::model::id::Id;
use crate::model::item::{Item, State};
use crate::scoring::levels;
use crate::scoring::plan::checks::{self, NeedOrder, PlannedItem};
use crate::scoring::plan::coming::increment_of;
use crate::scoring::plan::inputs;

/// Something an item needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MapNeed {
    /// Its row on the map, from 0.
    pub row: usize,
    /// How that stands in time; none where nobody can tell.
    pub order: Option<NeedOrder>,
    /// Whether the two wait for each other.
    pub is_circle: bool,
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
    pub fn worst(&self) -> Option<&MapNeed> {
        let all = self.needs.iter();
        all.max_by_key(|need| {
            let is_in_time = need.order == Some(NeedOrder::InTime);
            (need.is_circle, !is_in_time, need.order)
        })
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
    let (ids, inputs) = inputs::places(workspace, increment, |_| None);
    let inputs: BTreeMap<Id, PlannedItem> = ids.into_iter().zip(inputs).collect();
    let order = ordered(&inputs, &needs);
    let places: BTreeMap<Id, usize> = order.iter().copied().zip(0..).collect();
    let circles: BTreeMap<Id, usize> = loops(workspace)
        .iter()
        .zip(0..)
        .flat_map(|(members, at)| members.iter().map(move |id| (*id, at)))
        .collect();
    let link = |item: &Item, id: &Id| {
        let need = workspace.get::<Item>(*id)?;
        let circle = circles.get(&item.id);
        Some(MapNeed {
            row: *places.get(id)?,
            order: checks::link(inputs.get(&item.id)?, inputs.get(id)?),
            is_circle: circle.is_some() && circle == circles.get(id),
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
    let linked: BTreeSet<Id> = rows.iter().map(|row| row.id).collect();
    // What is told by the whole it is a part of stands nowhere itself.
    let alone = planned
        .values()
        .filter(|item| levels::counts(workspace, item));
    DependencyMap {
        increment: Some(increment),
        alone: alone.filter(|item| !linked.contains(&item.id)).count(),
        rows,
    }
}

/// Items that hang together follow each other, the earliest group first; within one, each after what it needs,
/// the earliest iteration first.
fn ordered(inputs: &BTreeMap<Id, PlannedItem>, needs: &BTreeMap<Id, BTreeSet<Id>>) -> Vec<Id> {
    let key = |id: &Id| {
        let at = inputs.get(id).and_then(|input| input.iteration);
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
