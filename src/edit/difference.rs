//! What has to be done to one workspace so that it becomes another.

use super::Edit;
use crate::model::Workspace;
use crate::model::record::Record;

/// The edits that turn one workspace into the other, record by record and field by field: what is new
/// first, then what changed, then what goes.
pub fn difference(from: &Workspace, to: &Workspace) -> Vec<Edit> {
    let (mut added, mut changed, mut removed) = (Vec::new(), Vec::new(), Vec::new());
    for kind in to.kinds() {
        for pair in from.apart(to, kind) {
            match pair {
                (Some(before), Some(now)) => changed.extend(between(before, now)),
                (None, Some(now)) => added.push(Edit::Insert(now.boxed())),
                (Some(before), None) => {
                    let id = before.id();
                    removed.push(Edit::Remove { kind, id });
                }
                (None, None) => {}
            }
        }
    }
    added.extend(changed);
    added.extend(removed);
    added
}

/// The edits that turn one record into another of the same kind and id, field by field.
pub fn between(before: &dyn Record, now: &dyn Record) -> Vec<Edit> {
    let (kind, id) = (now.kind(), now.id());
    let mut edits: Vec<Edit> = (0..kind.fields.len())
        .filter(|field| before.get(*field) != now.get(*field))
        .map(|field| Edit::Set {
            kind,
            id,
            field,
            value: now.get(field),
        })
        .collect();
    if before.unknown_fields() != now.unknown_fields() {
        edits.push(Edit::SetUnknown {
            kind,
            id,
            fields: now.unknown_fields().to_vec(),
        });
    }
    edits
}
