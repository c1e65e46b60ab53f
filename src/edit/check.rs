//! What an edit must fulfill: alone, and together with the rest of its batch.

use std::collections::BTreeSet;

use super::{Edit, EditError};
use crate::model::Workspace;
use crate::model::field::{Field, FieldType, Value};
use crate::model::id::Id;
use crate::model::item::Item;
use crate::model::limits::RECORDS_LIMIT;
use crate::model::record::{Declared, Kind};
use crate::scoring::dependencies::loops::loops;

/// What the second check has to look at again.
pub(super) enum Touched {
    Record(&'static Kind, Id),
    Field(&'static Kind, Id, usize),
    Nothing,
}

impl Touched {
    pub(super) fn by(edit: &Edit) -> Self {
        match edit {
            Edit::Insert(record) => Self::Record(record.kind(), record.id()),
            Edit::Set {
                kind, id, field, ..
            } => Self::Field(kind, *id, *field),
            Edit::Remove { .. } | Edit::SetUnknown { .. } => Self::Nothing,
        }
    }
}

/// Checks that need no other record: types, limits, single kinds.
pub(super) fn alone(workspace: &Workspace, edit: &Edit) -> Result<(), EditError> {
    let (kind, id) = edit.subject();
    if workspace.kind(kind.name).is_none() {
        return Err(EditError::Unknown {
            kind: kind.label.said(),
            id,
        });
    }
    match edit {
        Edit::Insert(_) | Edit::Remove { .. } if kind.single => Err(EditError::Single {
            kind: kind.label.said(),
        }),
        Edit::Remove { .. } | Edit::SetUnknown { .. } => Ok(()),
        Edit::Insert(record) => kind.fields.iter().enumerate().try_for_each(|(at, field)| {
            let checked = field.holds.check(&record.get(at));
            checked.map_err(|misfit| EditError::Misfit {
                label: field.label.said(),
                misfit,
            })
        }),
        Edit::Set { field, value, .. } => kind.fields.get(*field).map_or(Ok(()), |field| {
            let checked = field.holds.check(value);
            checked.map_err(|misfit| EditError::Misfit {
                label: field.label.said(),
                misfit,
            })
        }),
    }
}

/// Checks that need the whole batch applied: records are not too many, links lead somewhere, needs
/// close no loop.
pub(super) fn together(workspace: &Workspace, touched: &[Touched]) -> Result<(), EditError> {
    let adds = touched.iter().any(|t| matches!(t, Touched::Record(..)));
    let kinds = workspace.kinds().filter(|kind| !kind.single);
    if adds && kinds.map(|kind| workspace.count(kind)).sum::<usize>() > RECORDS_LIMIT {
        return Err(EditError::Full);
    }
    let mut waiting = Vec::new();
    let mut rising = BTreeSet::new();
    for touched in touched {
        match touched {
            Touched::Nothing => {}
            Touched::Field(kind, id, field) => {
                links(workspace, kind, *id, *field, &mut waiting)?;
                is_no_part_of_itself(workspace, kind, *id, &mut rising)?;
            }
            Touched::Record(kind, id) => {
                (0..kind.fields.len())
                    .try_for_each(|field| links(workspace, kind, *id, field, &mut waiting))?;
                is_no_part_of_itself(workspace, kind, *id, &mut rising)?;
            }
        }
    }
    match waiting.as_slice() {
        [] => Ok(()),
        [one] => closes_no_loop(workspace, *one),
        // Of many at once all loops are looked for together: a chain of needs is then walked only once.
        many => {
            let loops: BTreeSet<Id> = loops(workspace).into_iter().flatten().collect();
            let mut on_loop = many.iter().filter(|id| loops.contains(id));
            on_loop.try_for_each(|id| closes_no_loop(workspace, *id))
        }
    }
}

/// Checks that the links of a field lead somewhere, and notes the item if it waits for others.
fn links(
    workspace: &Workspace,
    kind: &Kind,
    id: Id,
    at: usize,
    waiting: &mut Vec<Id>,
) -> Result<(), EditError> {
    let target = |field: &Field| field.holds.target().and_then(|name| workspace.kind(name));
    let Some((field, target)) = kind.fields.get(at).and_then(|f| Some((f, target(f)?))) else {
        return Ok(());
    };
    let Some(record) = workspace.record(kind, id) else {
        return Ok(());
    };
    let value = record.get(at);
    for link in value.targets() {
        if workspace.record(target, link).is_none() {
            return Err(EditError::Dangling {
                label: field.label.said(),
                id: link,
            });
        }
    }
    let waits = kind == Item::KIND && target == kind && matches!(field.holds, FieldType::Links(_));
    if waits && value != Value::Blank {
        waiting.push(id);
    }
    Ok(())
}

/// Refuses what makes an item a part of itself. `above` are those of which that is known already.
fn is_no_part_of_itself(
    workspace: &Workspace,
    kind: &Kind,
    start: Id,
    above: &mut BTreeSet<Id>,
) -> Result<(), EditError> {
    let item = |id: Id| workspace.get::<Item>(id).filter(|_| kind == Item::KIND);
    let mut way = Vec::new();
    let mut next = item(start);
    while let Some(one) = next.filter(|one| !above.contains(&one.id)) {
        if one.id == start && !way.is_empty() {
            way.push(one);
            let titles: Vec<&str> = way.iter().map(|item| item.title.as_str()).collect();
            return Err(EditError::Inside {
                loop_of: titles.join(" → "),
            });
        }
        if way.iter().any(|met: &&Item| met.id == one.id) {
            // An old file may have a loop further up.
            break;
        }
        way.push(one);
        next = one.parent.0.and_then(item);
    }
    above.extend(way.into_iter().map(|item| item.id));
    Ok(())
}

/// Refuses what makes an item wait for itself.
fn closes_no_loop(workspace: &Workspace, id: Id) -> Result<(), EditError> {
    let Some(members) = loop_through(workspace, id) else {
        return Ok(());
    };
    let title = |id: &Id| {
        workspace
            .get::<Item>(*id)
            .map_or_else(|| id.to_string(), |i| i.title.clone())
    };
    let mut titles: Vec<String> = members.iter().map(title).collect();
    titles.extend(titles.first().cloned());
    Err(EditError::Loop {
        loop_of: titles.join(" → "),
    })
}

/// The items on a way from an item through its needs back to itself.
fn loop_through(workspace: &Workspace, start: Id) -> Option<Vec<Id>> {
    let needs = |id: Id| {
        workspace
            .get::<Item>(id)
            .map(|item| item.needs.0.as_slice())
            .unwrap_or_default()
    };
    let mut seen = BTreeSet::new();
    // The way so far, each step with the needs still to follow.
    let mut way = vec![(start, needs(start))];
    while let Some((_, open)) = way.last_mut() {
        let Some((next, rest)) = open.split_first() else {
            way.pop();
            continue;
        };
        *open = rest;
        if *next == start {
            return Some(way.into_iter().map(|(id, _)| id).collect());
        }
        if seen.insert(*next) {
            way.push((*next, needs(*next)));
        }
    }
    None
}
