//! Changes and conflicts in words: for notices, the review of a merge, and the command line.
//!
//! Owns those sentences. Private text is only counted, as everywhere.

use std::collections::BTreeSet;

use crate::desk::notice::quoted;
use crate::edit::Edit;
use crate::edit::merge::{Clash, Conflict, MergeSide};
use crate::model::Workspace;
use crate::model::field::{FieldType, Value};
use crate::model::format;
use crate::model::id::Id;
use crate::model::item::Item;
use crate::model::record::{Declared, Kind};
use crate::model::words::worded;
use crate::scoring::{levels, session};

/// How much a batch changes: `3 fields of 2 items, 1 added`.
pub fn counted(edits: &[Edit]) -> String {
    let (mut fields, mut added, mut removed) = (0, 0, 0);
    let mut subjects = BTreeSet::new();
    let mut all_items = true;
    for edit in edits {
        match edit {
            Edit::Insert(_) => added += 1,
            Edit::Remove { .. } => removed += 1,
            Edit::Set { kind, id, .. } | Edit::SetUnknown { kind, id, .. } => {
                fields += 1;
                subjects.insert((kind.name, *id));
                all_items &= *kind == Item::KIND;
            }
        }
    }
    let noun = if all_items { "item" } else { "record" };
    let mut parts = Vec::new();
    if fields > 0 {
        let of = many(subjects.len(), noun);
        parts.push(format!("{} of {of}", many(fields, "field")));
    }
    if added > 0 {
        parts.push(format!("{added} added"));
    }
    if removed > 0 {
        parts.push(format!("{removed} removed"));
    }
    parts.join(", ")
}

/// A number and its noun: `1 conflict`, `2 conflicts`.
pub fn many(count: usize, noun: &'static str) -> String {
    format::many(count, worded(noun))
}

/// How many items a workspace holds, in the number that every list says: `31 items and 4 closed`. What is larger or
/// smaller than what is ranked is told by that.
pub fn items(workspace: &Workspace) -> String {
    let all = workspace.all::<Item>();
    let closed = all.filter(|item| !item.state.is_open()).count();
    let open = many(levels::ranked(workspace).count(), "item");
    match closed {
        0 => open,
        closed => format!("{open} and {closed} closed"),
    }
}

/// A value in one line; blank is a word, and records go by their titles.
pub fn value(workspace: &Workspace, holds: FieldType, value: &Value) -> String {
    let title = |id: Id| {
        let kind = holds.target().and_then(|name| workspace.kind(name));
        let record = kind.and_then(|kind| workspace.record(kind, id));
        record.map_or_else(|| id.to_string(), |one| workspace.title(one))
    };
    let words = if let Value::Ratings(all) = value {
        let one = |(id, number): &(Id, _)| format!("{} {number}", title(*id));
        all.iter().map(one).collect::<Vec<_>>().join(", ")
    } else if value.targets().is_empty() {
        holds.format(value)
    } else {
        let titles: Vec<String> = value.targets().into_iter().map(title).collect();
        titles.join(", ")
    };
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if words.is_empty() {
        "blank".to_owned()
    } else {
        words
    }
}

/// The name of a record: `Item “Guest checkout”`, or the kind alone where there is only one.
pub fn record(workspace: &Workspace, kind: &Kind, id: Id) -> String {
    if kind.single {
        return kind.label.said().to_owned();
    }
    let title = workspace.record(kind, id).map(|one| workspace.title(one));
    let title = title.unwrap_or_else(|| id.to_string());
    format!("{} {}", kind.label, quoted(&title))
}

/// What a batch would do to a workspace, a line for each edit.
pub fn lines(workspace: &Workspace, edits: &[Edit]) -> Vec<String> {
    let mut after = workspace.clone();
    // Titles of what is new; a batch that cannot be done has lines all the same.
    let _ = crate::edit::restore(&mut after, edits.to_vec());
    let line = |edit: &Edit| {
        let (kind, id) = edit.subject();
        match edit {
            Edit::Insert(_) => format!("+ {} ({id})", record(&after, kind, id)),
            Edit::Remove { .. } => format!("- {} ({id})", record(workspace, kind, id)),
            Edit::Set {
                field, value: to, ..
            } => {
                let name = record(&after, kind, id);
                let Some(field_of) = kind.fields.get(*field) else {
                    return name;
                };
                if session::hides(workspace, kind, id) || session::hides(&after, kind, id) {
                    return format!("~ {name}: {}: hidden", field_of.label);
                }
                let before = workspace.record(kind, id).map(|record| record.get(*field));
                let from = value(workspace, field_of.holds, &before.unwrap_or(Value::Blank));
                let to = value(&after, field_of.holds, to);
                format!("~ {name}: {}: {from} → {to}", field_of.label)
            }
            Edit::SetUnknown { .. } => {
                let name = record(&after, kind, id);
                format!("~ {name}: fields of a newer version")
            }
        }
    };
    edits.iter().map(line).collect()
}

/// What a conflict is about: the label of the field, or that the record was removed.
pub fn subject(conflict: &Conflict) -> String {
    match &conflict.clash {
        Clash::Field { field, .. } => {
            let field = conflict.kind.fields.get(*field);
            field.map_or_else(String::new, |field| field.label.said().to_owned())
        }
        Clash::Removed { .. } => "removed or kept".to_owned(),
        Clash::Unknown { name, .. } => name.clone(),
    }
}

/// What a side wants at a conflict, in one line.
pub fn wish(workspace: &Workspace, conflict: &Conflict, side: MergeSide) -> String {
    if session::hides(workspace, conflict.kind, conflict.id) {
        return "hidden".to_owned();
    }
    match &conflict.clash {
        Clash::Field {
            field,
            ours,
            theirs,
            ..
        } => {
            let holds = conflict.kind.fields.get(*field).map(|field| field.holds);
            let wanted = match side {
                MergeSide::Ours => ours,
                MergeSide::Theirs => theirs,
            };
            holds.map_or_else(String::new, |holds| value(workspace, holds, wanted))
        }
        Clash::Removed { by } if *by == side => "removed".to_owned(),
        Clash::Removed { .. } => "kept".to_owned(),
        Clash::Unknown { ours, theirs, .. } => {
            let wanted = match side {
                MergeSide::Ours => ours,
                MergeSide::Theirs => theirs,
            };
            wanted.clone().unwrap_or_else(|| "blank".to_owned())
        }
    }
}

/// A conflict in one line: `Item “Guest checkout”: Job size: 5 here, 8 in theirs`.
pub fn conflict(workspace: &Workspace, conflict: &Conflict) -> String {
    let name = record(workspace, conflict.kind, conflict.id);
    let (ours, theirs) = (
        wish(workspace, conflict, MergeSide::Ours),
        wish(workspace, conflict, MergeSide::Theirs),
    );
    format!(
        "{name}: {}: {ours} here, {theirs} in theirs",
        subject(conflict)
    )
}
