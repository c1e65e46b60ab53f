//! Merging two workspaces that come from the same one: records and fields, never lines.
//!
//! Owns what counts as a conflict, and the promise that the merged workspace is sound: nothing that one
//! side removed is missed by the other, and no two halves make a loop. Where something had to be decided,
//! nothing is lost: it is kept and listed as a [`Conflict`]. Knows no file and no text.

mod links;
mod value;

use std::collections::{BTreeMap, BTreeSet};

use super::{Edit, difference, removal};
use crate::model::Workspace;
use crate::model::field::Value;
use crate::model::id::Id;
use crate::model::record::{Kind, Record};

/// One of the two who changed the same workspace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MergeSide {
    /// The one that is merged into.
    Ours,
    /// The one that is merged in.
    Theirs,
}

/// What two sides want at the same place.
#[derive(Clone, Debug, PartialEq)]
pub enum Clash {
    /// A field has another value on each side, or both values together would close a loop. The merged
    /// workspace has ours.
    Field {
        /// The field's position in its kind.
        field: usize,
        /// What it was before; blank when that is not known.
        base: Value,
        /// What we made of it.
        ours: Value,
        /// What they made of it.
        theirs: Value,
    },
    /// One side removed the record, the other changed it or needs it. The merged workspace has it.
    Removed {
        /// Who removed it.
        by: MergeSide,
    },
    /// A field of a newer version differs; the texts are as in the file. The merged workspace has ours.
    Unknown {
        /// Its name in the file.
        name: String,
        /// What we have there.
        ours: Option<String>,
        /// What they have there.
        theirs: Option<String>,
    },
}

/// A place that somebody has to look at.
#[derive(Clone, Debug, PartialEq)]
pub struct Conflict {
    /// The kind of the record.
    pub kind: &'static Kind,
    /// Its id.
    pub id: Id,
    /// What the sides want.
    pub clash: Clash,
}

/// What came of a merge.
#[derive(Clone, Debug, Default)]
pub struct Merge {
    /// What turns ours into the merged workspace; for [`restore`](super::restore), as the sides may hold what
    /// could not be entered today.
    pub edits: Vec<Edit>,
    /// What is to be looked at.
    pub conflicts: Vec<Conflict>,
}

/// The value both sides of a field can agree on, which both had from `base`: whole values by who changed them,
/// lists entry by entry. None when they cannot.
pub fn agreed(base: &Value, ours: &Value, theirs: &Value) -> Option<Value> {
    value::merged(Some(base), ours, theirs)
}

impl Conflict {
    /// Whether another conflict is about the same place.
    pub fn is_at(&self, other: &Self) -> bool {
        let same = match (&self.clash, &other.clash) {
            (Clash::Field { field: one, .. }, Clash::Field { field, .. }) => one == field,
            (Clash::Unknown { name: one, .. }, Clash::Unknown { name, .. }) => one == name,
            (Clash::Removed { .. }, Clash::Removed { .. }) => true,
            _ => false,
        };
        same && (self.kind, self.id) == (other.kind, other.id)
    }

    /// The edits that give a side its way in the merged workspace; none where it has it already.
    pub fn choice(&self, workspace: &Workspace, side: MergeSide) -> Vec<Edit> {
        let (kind, id) = (self.kind, self.id);
        if workspace.record(kind, id).is_none() {
            return Vec::new();
        }
        match &self.clash {
            Clash::Removed { by } if *by == side => removal(workspace, kind, id),
            Clash::Field { field, theirs, .. } if side == MergeSide::Theirs => vec![Edit::Set {
                kind,
                id,
                field: *field,
                value: theirs.clone(),
            }],
            Clash::Unknown { name, theirs, .. } if side == MergeSide::Theirs => {
                let now = workspace.record(kind, id).map(<dyn Record>::unknown_fields);
                let mut fields = now.unwrap_or_default().to_vec();
                let place = fields.iter().position(|(known, _)| known == name);
                fields.retain(|(known, _)| known != name);
                if let Some(text) = theirs {
                    let place = place.unwrap_or(fields.len());
                    fields.insert(place, (name.clone(), text.clone()));
                }
                vec![Edit::SetUnknown { kind, id, fields }]
            }
            Clash::Removed { .. } | Clash::Field { .. } | Clash::Unknown { .. } => Vec::new(),
        }
    }
}

/// Merges what two sides made of a workspace. Without a base nobody can tell who changed what: then every
/// difference is a conflict.
pub fn merge(base: Option<&Workspace>, ours: &Workspace, theirs: &Workspace) -> Merge {
    if ours == theirs || base == Some(theirs) {
        return Merge::default();
    }
    if base == Some(ours) {
        return Merge {
            edits: difference(ours, theirs),
            conflicts: Vec::new(),
        };
    }
    let sides = MergeVersions { base, ours, theirs };
    let mut staying = sides.changed_and_removed();
    loop {
        let mut draft = sides.draft(&staying);
        let missed = links::missed(&sides, &draft, &staying);
        if missed.is_empty() {
            links::open_loops(&sides, &mut draft);
            links::open_nesting(&sides, &mut draft);
            return Merge {
                edits: difference(ours, &draft.workspace),
                conflicts: draft.conflicts,
            };
        }
        staying.extend(missed);
    }
}

/// A record: the name of its kind, for order, and its id.
type RecordRef = (&'static str, Id);

/// Records that stay although one side removed them, and whether that is worth a conflict of its own.
type Staying = BTreeMap<RecordRef, bool>;

struct MergeVersions<'w> {
    base: Option<&'w Workspace>,
    ours: &'w Workspace,
    theirs: &'w Workspace,
}

/// A merged workspace in the making.
struct MergeDraft {
    workspace: Workspace,
    conflicts: Vec<Conflict>,
}

impl<'w> MergeVersions<'w> {
    fn before(&self, kind: &Kind, id: Id) -> Option<&'w dyn Record> {
        self.base.and_then(|base| base.record(kind, id))
    }

    /// Who removed a record that the other side has.
    fn removed_by(&self, kind: &Kind, id: Id) -> Option<(MergeSide, &'w dyn Record)> {
        let known = self.base.is_none() || self.before(kind, id).is_some();
        match (self.ours.record(kind, id), self.theirs.record(kind, id)) {
            (Some(record), None) if known => Some((MergeSide::Theirs, record)),
            (None, Some(record)) if known => Some((MergeSide::Ours, record)),
            _ => None,
        }
    }

    fn ids(&self, kind: &Kind) -> BTreeSet<Id> {
        let ours = self.ours.records(kind);
        ours.chain(self.theirs.records(kind))
            .map(<dyn Record>::id)
            .collect()
    }

    /// What one side removed and the other changed.
    fn changed_and_removed(&self) -> Staying {
        let mut staying = Staying::new();
        for kind in self.ours.kinds() {
            for id in self.ids(kind) {
                if let Some((_, record)) = self.removed_by(kind, id)
                    && self.before(kind, id) != Some(record)
                {
                    staying.insert((kind.name, id), true);
                }
            }
        }
        staying
    }

    fn draft(&self, staying: &Staying) -> MergeDraft {
        let mut draft = MergeDraft {
            workspace: self.ours.clone(),
            conflicts: Vec::new(),
        };
        for kind in self.ours.kinds() {
            for id in self.ids(kind) {
                self.record(kind, id, staying, &mut draft);
            }
        }
        draft
    }

    fn record(&self, kind: &'static Kind, id: Id, staying: &Staying, draft: &mut MergeDraft) {
        if let Some((by, record)) = self.removed_by(kind, id) {
            let stays = staying.get(&(kind.name, id));
            match (by, stays) {
                (MergeSide::Theirs, None) => {
                    draft.workspace.take_record(kind, id);
                }
                (MergeSide::Ours, Some(_)) => draft.workspace.put_record(record.boxed()),
                (MergeSide::Theirs, Some(_)) | (MergeSide::Ours, None) => {}
            }
            if stays == Some(&true) {
                let clash = Clash::Removed { by };
                draft.conflicts.push(Conflict { kind, id, clash });
            }
            return;
        }
        match (self.ours.record(kind, id), self.theirs.record(kind, id)) {
            (None, Some(theirs)) => draft.workspace.put_record(theirs.boxed()),
            (Some(ours), Some(theirs)) if ours != theirs => {
                let (merged, clashes) = self.fields(ours, theirs, staying);
                draft.workspace.put_record(merged);
                let conflict = |clash| Conflict { kind, id, clash };
                draft.conflicts.extend(clashes.into_iter().map(conflict));
            }
            _ => {}
        }
    }

    /// Merges a record that both sides have, field by field.
    fn fields(
        &self,
        ours: &dyn Record,
        theirs: &dyn Record,
        staying: &Staying,
    ) -> (Box<dyn Record>, Vec<Clash>) {
        let (kind, id) = (ours.kind(), ours.id());
        let blank = self.base.map(|_| (kind.blank)(id));
        let base = self.before(kind, id).or(blank.as_deref());
        let (mut merged, mut clashes) = (ours.boxed(), Vec::new());
        for (at, field) in kind.fields.iter().enumerate() {
            let before = base.map(|base| base.get(at));
            let meant = |workspace, record: &dyn Record| {
                let value = record.get(at);
                links::meant(workspace, field.holds, before.as_ref(), value, staying)
            };
            let (ours, theirs) = (meant(self.ours, ours), meant(self.theirs, theirs));
            match value::merged(before.as_ref(), &ours, &theirs) {
                // Values of the same type fit; those nobody changed need no setting.
                Some(value) => {
                    if value != merged.get(at) {
                        let _ = merged.set(at, value);
                    }
                }
                None => clashes.push(Clash::Field {
                    field: at,
                    base: before.unwrap_or(Value::Blank),
                    ours,
                    theirs,
                }),
            }
        }
        let fields = base.map(<dyn Record>::unknown_fields);
        let (fields, differing) =
            value::unknown_fields(fields, ours.unknown_fields(), theirs.unknown_fields());
        if fields != merged.unknown_fields() {
            merged.set_unknown_fields(fields);
        }
        clashes.extend(differing);
        (merged, clashes)
    }
}
