//! What has to be done to one workspace so that it becomes another.

use super::Edit;
use crate::model::Workspace;
use crate::model::record::Record;

/// The edits that turn one workspace into the other, record by record and field by field: what is new
/// first, then what changed, then what goes.
pub fn difference(from: &Workspace, to: &Workspace) -> Vec<Edit> {
    let (mut added, mut changed, mut removed) = (Vec::new(), Vec::new(), Vec::new());
    for kind in to.kinds() {
        for record in to.records(kind) {
            match from.record(kind, record.id()) {
                // Copies of a workspace share the records nobody changed.
                Some(before) if std::ptr::addr_eq(before, record) => {}
                Some(before) => changed.extend(between(before, record)),
                None => added.push(Edit::Insert(record.boxed())),
            }
        }
        let gone = |record: &&dyn Record| to.record(kind, record.id()).is_none();
        removed.extend(from.records(kind).filter(gone).map(|record| Edit::Remove {
            kind,
            id: record.id(),
        }));
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
