//! Items that wait for each other.
//!
//! Owns the groups of items that reach each other through their needs, and the way around inside one.
//! Knows no score and no words.

use std::collections::{BTreeMap, HashMap, HashSet, VecDeque};

use crate::model::Workspace;
use crate::model::id::Id;
use crate::model::item::Item;

/// The groups of items that reach each other through their needs (Tarjan's strongly connected
/// components, with an own stack).
pub fn loops(workspace: &Workspace) -> Vec<Vec<Id>> {
    let needs = |id: Id| needs(workspace, id);
    let mut number: HashMap<Id, (usize, bool)> = HashMap::new();
    let mut pending: Vec<Id> = Vec::new();
    let mut groups = Vec::new();
    for item in workspace
        .all::<Item>()
        .filter(|item| !item.needs.0.is_empty())
    {
        if number.contains_key(&item.id) {
            continue;
        }
        // Each step: the item, its number, the lowest number it reaches, the needs still to follow.
        let mut way: Vec<(Id, usize, usize, &[Id])> = Vec::new();
        let mut next = Some(item.id);
        loop {
            if let Some(id) = next.take() {
                let fresh = number.len();
                number.insert(id, (fresh, true));
                pending.push(id);
                way.push((id, fresh, fresh, needs(id)));
            }
            let Some((id, own, low, open)) = way.last_mut() else {
                break;
            };
            if let Some((to, rest)) = open.split_first() {
                *open = rest;
                match number.get(to) {
                    None => next = Some(*to),
                    Some((seen, true)) => *low = (*low).min(*seen),
                    Some(_) => {}
                }
                continue;
            }
            let (id, own, low) = (*id, *own, *low);
            way.pop();
            if let Some((_, _, above, _)) = way.last_mut() {
                *above = (*above).min(low);
            }
            if own == low {
                let from = pending.iter().rposition(|p| *p == id).unwrap_or_default();
                let group = pending.split_off(from);
                for member in &group {
                    number.entry(*member).and_modify(|(_, open)| *open = false);
                }
                if group.len() > 1 || needs(id).contains(&id) {
                    groups.push(group);
                }
            }
        }
    }
    groups
}

/// The shortest way around through the first member of a group: each item needs the one after it, and
/// the last one needs the first.
pub fn way_around(workspace: &Workspace, group: &[Id]) -> Vec<Id> {
    let Some(first) = group.iter().min().copied() else {
        return Vec::new();
    };
    let group: HashSet<Id> = group.iter().copied().collect();
    // Breadth first: from which item each one was reached.
    let mut from: BTreeMap<Id, Id> = BTreeMap::new();
    let mut open = VecDeque::from([first]);
    while let Some(id) = open.pop_front() {
        for need in needs(workspace, id) {
            if *need == first {
                let mut way = vec![id];
                let mut at = id;
                while let Some(before) = from.get(&at) {
                    way.push(*before);
                    at = *before;
                }
                way.reverse();
                return way;
            }
            if group.contains(need) && !from.contains_key(need) {
                from.insert(*need, id);
                open.push_back(*need);
            }
        }
    }
    Vec::new()
}

fn needs(workspace: &Workspace, id: Id) -> &[Id] {
    let item = workspace.get::<Item>(id);
    item.map(|item| item.needs.0.as_slice()).unwrap_or_default()
}
