//! What is reported of a workspace that was read: links to nothing, items that wait for each other,
//! silences of nothing.
//!
//! Owns the words for it. Nothing is changed: such content is loaded as it stands.

use std::collections::{HashMap, HashSet};

use super::load::{FoundProblems, ReadLink};
use crate::model::Workspace;
use crate::model::id::Id;
use crate::model::item::Item;
use crate::model::record::{Declared, Kind};
use crate::model::silence::Silence;
use crate::model::text::{Problem, Severity};
use crate::scoring::dependencies::loops::loops;
use crate::scoring::findings::check;

fn path(kind: &Kind, id: Id, field: &str) -> String {
    if kind.single {
        format!("{} › {field}", kind.section)
    } else {
        format!("{} › {id} › {field}", kind.section)
    }
}

/// Reports links to records that are not there.
pub(super) fn dangling(workspace: &Workspace, pointers: &[ReadLink], found: &mut FoundProblems) {
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
pub(super) fn waits(workspace: &Workspace, pointers: &[ReadLink], found: &mut FoundProblems) {
    let groups = loops(workspace);
    let numbered = groups.iter().enumerate();
    let group_of: HashMap<Id, usize> = numbered
        .flat_map(|(at, group)| group.iter().map(move |id| (*id, at)))
        .collect();
    let needs = |p: &&ReadLink| p.kind == Item::KIND && p.field.name == "needs";
    let mut told = HashSet::new();
    for pointer in pointers.iter().filter(needs) {
        let own = group_of.get(&pointer.id);
        let own = own.filter(|at| group_of.get(&pointer.to) == Some(at) && told.insert(**at));
        let Some(group) = own.and_then(|at| groups.get(*at)) else {
            continue;
        };
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
        let problem = Problem::new(
            Severity::Warning,
            what,
            "remove one of these dependencies; until then their order is unknown",
        );
        let path = path(pointer.kind, pointer.id, pointer.field.name);
        found.push((pointer.at, problem.within(path)));
    }
}

/// Reports silences of findings that no check makes: they are kept, and silence nothing.
pub(super) fn silences(workspace: &Workspace, pointers: &[ReadLink], found: &mut FoundProblems) {
    let is_unknown =
        |silence: &&Silence| !silence.code.is_empty() && check(&silence.code).is_none();
    let own = pointers.iter().filter(|p| p.kind == Silence::KIND);
    let places: HashMap<Id, usize> = own.rev().map(|p| (p.id, p.at)).collect();
    for silence in workspace.all::<Silence>().filter(is_unknown) {
        let at = places.get(&silence.id).copied().unwrap_or(0);
        let problem = Problem::new(
            Severity::Warning,
            format!("there is no finding “{}”", silence.code),
            "correct the code or remove the silence; it is kept as it is",
        );
        found.push((at, problem.within(path(Silence::KIND, silence.id, "code"))));
    }
}
