//! What is reported of a workspace that was read: links to nothing, items that wait for each other.
//!
//! Owns the words for it. Nothing is changed: such content is loaded as it stands.

use std::collections::BTreeMap;

use super::load::Pointer;
use crate::model::Workspace;
use crate::model::id::Id;
use crate::model::item::Item;
use crate::model::record::{Declared, Kind};
use crate::model::text::{Problem, Severity};

fn path(kind: &Kind, id: Id, field: &str) -> String {
    if kind.single {
        format!("{} › {field}", kind.section)
    } else {
        format!("{} › {id} › {field}", kind.section)
    }
}

/// Reports links to records that are not there.
pub(super) fn dangling(
    workspace: &Workspace,
    pointers: &[Pointer],
    found: &mut Vec<(usize, Problem)>,
) {
    for pointer in pointers {
        let target = pointer.field.holds.target();
        let Some(target) = target.and_then(|name| workspace.kind(name)) else {
            continue;
        };
        if workspace.record(target, pointer.to).is_none() {
            let problem = Problem::new(
                Severity::Warning,
                format!(
                    "there is no {} “{}”",
                    target.label.to_lowercase(),
                    pointer.to
                ),
                format!("add it to {}, or take it away here", target.section),
            );
            let path = path(pointer.kind, pointer.id, pointer.field.name);
            found.push((pointer.at, problem.within(path)));
        }
    }
}

/// Reports items that wait for each other, once for each group of them.
pub(super) fn loops(
    workspace: &Workspace,
    pointers: &[Pointer],
    found: &mut Vec<(usize, Problem)>,
) {
    for group in groups(workspace) {
        let title = |id: &Id| {
            workspace.get::<Item>(*id).map(|item| match &*item.title {
                "" => format!("“{id}”"),
                title => format!("“{title}”"),
            })
        };
        let titles: Vec<String> = group.iter().take(8).filter_map(title).collect();
        let more = match group.len().saturating_sub(titles.len()) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        let what = match titles.as_slice() {
            [one] => format!("{one} waits for itself"),
            all => format!("these wait for each other: {}{more}", all.join(", ")),
        };
        let member = |p: &&Pointer| p.kind == Item::KIND && p.field.holds.target() == Some("item");
        let mut of_group = pointers.iter().filter(member);
        let Some(first) = of_group.find(|p| group.contains(&p.id) && group.contains(&p.to)) else {
            continue;
        };
        let problem = Problem::new(
            Severity::Warning,
            what,
            "take one of these needs away; until then their order cannot be told",
        );
        let path = path(first.kind, first.id, first.field.name);
        found.push((first.at, problem.within(path)));
    }
}

/// The groups of items that reach each other through their needs (Tarjan's strongly connected
/// components, with an own stack).
fn groups(workspace: &Workspace) -> Vec<Vec<Id>> {
    let needs = |id: Id| {
        let item = workspace.get::<Item>(id);
        item.map(|item| item.needs.0.as_slice()).unwrap_or_default()
    };
    let mut number: BTreeMap<Id, (usize, bool)> = BTreeMap::new();
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
