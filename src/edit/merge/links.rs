//! What keeps a merged workspace sound: nothing points to what is gone, nothing waits for itself.

use std::collections::BTreeSet;

use super::{Clash, Conflict, MergeDraft, MergeVersions, RecordRef, Staying};
use crate::model::Workspace;
use crate::model::field::{FieldType, Value};
use crate::model::id::Id;
use crate::model::item::Item;
use crate::model::record::{Declared, Kind};
use crate::scoring::dependencies::loops::loops;

/// What a side meant by a value: links that only went because it removed their target are back where the
/// target stays.
pub(super) fn meant(
    side: &Workspace,
    holds: FieldType,
    base: Option<&Value>,
    value: Value,
    staying: &Staying,
) -> Value {
    let (Some(base), Some(target)) = (base, holds.target().and_then(|name| side.kind(name))) else {
        return value;
    };
    let here = value.targets();
    let lost = |id: &Id| {
        !here.contains(id)
            && staying.contains_key(&(target.name, *id))
            && side.record(target, *id).is_none()
    };
    let back: Vec<Id> = base.targets().into_iter().filter(lost).collect();
    if back.is_empty() {
        return value;
    }
    if let Value::Links(_) = base {
        let mut all = here;
        all.extend(back);
        Value::Links(all)
    } else if let Value::Ratings(before) = base {
        let mut all = if let Value::Ratings(all) = value {
            all
        } else {
            Vec::new()
        };
        all.extend(before.iter().filter(|(id, _)| back.contains(id)));
        Value::Ratings(all)
    } else if value == Value::Blank {
        base.clone()
    } else {
        value
    }
}

/// Records that one side removed and that must stay: the other side points to them, or they are parts of
/// what stays.
pub(super) fn missed(
    sides: &MergeVersions<'_>,
    draft: &MergeDraft,
    staying: &Staying,
) -> Vec<(RecordRef, bool)> {
    let mut missed = Vec::new();
    let stays = |kind: &Kind, id: Id| staying.contains_key(&(kind.name, id));
    for kind in draft.workspace.kinds() {
        for (at, field) in kind.fields.iter().enumerate() {
            let target = field.holds.target();
            let Some(target) = target.and_then(|name| draft.workspace.kind(name)) else {
                continue;
            };
            let gone = |id: Id| sides.removed_by(target, id).is_some() && !stays(target, id);
            // Only who has the target himself can miss it; another link led nowhere all along.
            let missing = |id: Id, subject: Id| {
                let needs = |side: &Workspace| {
                    let record = side.record(kind, subject);
                    record.is_some_and(|record| record.get(at).targets().contains(&id))
                        && side.record(target, id).is_some()
                };
                gone(id) && (needs(sides.ours) || needs(sides.theirs))
            };
            for record in draft.workspace.records(kind) {
                for id in record.get(at).targets() {
                    if missing(id, record.id()) {
                        missed.push(((target.name, id), true));
                    }
                }
            }
            if matches!(field.holds, FieldType::PartOf(_)) {
                missed.extend(parts(sides, kind, at, target, staying));
            }
        }
    }
    for conflict in &draft.conflicts {
        let Clash::Field { field, theirs, .. } = &conflict.clash else {
            continue;
        };
        let holds = conflict.kind.fields.get(*field).map(|field| field.holds);
        let target = holds.and_then(|holds| holds.target());
        let Some(target) = target.and_then(|name| draft.workspace.kind(name)) else {
            continue;
        };
        for id in theirs.targets() {
            if sides.theirs.record(target, id).is_some()
                && sides.removed_by(target, id).is_some()
                && !stays(target, id)
            {
                missed.push(((target.name, id), true));
            }
        }
    }
    missed
}

/// Parts that went with an owner who stays; they come back with it and go with it again.
fn parts<'s>(
    sides: &'s MergeVersions<'_>,
    kind: &'static Kind,
    at: usize,
    owner: &'static Kind,
    staying: &'s Staying,
) -> impl Iterator<Item = (RecordRef, bool)> + 's {
    let part = move |id: &Id| {
        let Some((by, record)) = sides.removed_by(kind, *id) else {
            return false;
        };
        let owners = record.get(at).targets();
        !staying.contains_key(&(kind.name, *id))
            && owners.iter().any(|id| {
                staying.contains_key(&(owner.name, *id))
                    && sides
                        .removed_by(owner, *id)
                        .is_some_and(|(other, _)| other == by)
            })
    };
    let ids = sides.ids(kind).into_iter();
    ids.filter(part).map(|id| ((kind.name, id), false))
}

/// Opens loops that neither side has alone: each side's own needs around the loop become a choice.
pub(super) fn open_loops(sides: &MergeVersions<'_>, draft: &mut MergeDraft) {
    let Some(at) = Item::KIND.field("needs") else {
        return;
    };
    let needs = |workspace: &Workspace, id: Id| {
        let item = workspace.get::<Item>(id);
        item.map(|item| item.needs.0.clone()).unwrap_or_default()
    };
    for group in loops(&draft.workspace) {
        let group: BTreeSet<Id> = group.into_iter().collect();
        let around = |id: Id| {
            let all = needs(&draft.workspace, id).into_iter();
            all.filter(|need| group.contains(need)).collect::<Vec<_>>()
        };
        let alone = |side: &Workspace| {
            let own = |id: &Id| {
                around(*id)
                    .iter()
                    .all(|need| needs(side, *id).contains(need))
            };
            group.iter().all(own)
        };
        if alone(sides.ours) || alone(sides.theirs) {
            continue;
        }
        for id in group.iter().copied() {
            let wanted = |side: &Workspace| {
                let own = needs(side, id);
                let mut all = needs(&draft.workspace, id);
                all.retain(|need| !group.contains(need) || own.contains(need));
                value(all)
            };
            let (ours, theirs) = (wanted(sides.ours), wanted(sides.theirs));
            if ours == theirs {
                continue;
            }
            let before = sides.before(Item::KIND, id);
            let clash = Clash::Field {
                field: at,
                base: before.map_or(Value::Blank, |record| record.get(at)),
                ours: ours.clone(),
                theirs,
            };
            let _ = draft.workspace.set(Item::KIND, id, at, ours);
            let kind = Item::KIND;
            let conflict = Conflict { kind, id, clash };
            draft.conflicts.retain(|known| !known.is_at(&conflict));
            draft.conflicts.push(conflict);
        }
    }
}

/// Opens the loops of parents that neither side has alone: ours stay, and theirs become a choice.
pub(super) fn open_nesting(sides: &MergeVersions<'_>, draft: &mut MergeDraft) {
    let Some(at) = Item::KIND.field("parent") else {
        return;
    };
    let parent = |side: &Workspace, id: Id| side.get::<Item>(id).and_then(|item| item.parent.0);
    let moved = |draft: &MergeDraft| -> Vec<Id> {
        let all = draft.workspace.all::<Item>().map(|item| item.id);
        let is_theirs = |id: &Id| parent(&draft.workspace, *id) != parent(sides.ours, *id);
        all.filter(is_theirs).collect()
    };
    for id in moved(draft) {
        let mut way = BTreeSet::from([id]);
        let mut above = parent(&draft.workspace, id);
        while let Some(next) = above.filter(|next| way.insert(*next)) {
            above = parent(&draft.workspace, next);
        }
        if above != Some(id) {
            continue;
        }
        let own = |side: &Workspace| parent(side, id).map_or(Value::Blank, Value::Link);
        let (ours, theirs) = (own(sides.ours), own(sides.theirs));
        let _ = draft.workspace.set(Item::KIND, id, at, ours.clone());
        let before = sides.before(Item::KIND, id);
        let base = before.map_or(Value::Blank, |record| record.get(at));
        let clash = Clash::Field {
            field: at,
            base,
            ours,
            theirs,
        };
        let kind = Item::KIND;
        draft.conflicts.push(Conflict { kind, id, clash });
    }
}

fn value(ids: Vec<Id>) -> Value {
    if ids.is_empty() {
        Value::Blank
    } else {
        Value::Links(ids)
    }
}
