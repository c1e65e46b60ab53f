//! Changing a workspace: the only way there is.
//!
//! Every change is one of four [`Edit`]s and gives back its inverse; edits come in batches that
//! apply whole or not at all. Undo, import, session outcome and merge are all lists of these. Owns
//! the checks that concern more than one record (links, loops). Knows no file, no screen, no clock.

pub mod carry;
mod check;
mod difference;
pub mod history;
pub mod merge;
pub mod places;
pub mod settling;
pub mod states;
pub mod values;

pub use difference::{between, difference};

use crate::model::Workspace;
use crate::model::field::Choice;
use crate::model::field::{FieldType, Misfit, Value};
use crate::model::id::Id;
use crate::model::item::{Item, Tier};
use crate::model::limits::RECORDS_LIMIT;
use crate::model::record::{Declared, Kind, Record, UnknownFields};
use crate::model::settings::Settings;
use crate::model::words::{AN_ITEM, worded};

/// One change of a workspace.
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    /// Adds a record.
    Insert(Box<dyn Record>),
    /// Takes a record away. [`removal`] lists what has to go with it.
    Remove {
        /// The kind of the record.
        kind: &'static Kind,
        /// Its id.
        id: Id,
    },
    /// Sets one field.
    Set {
        /// The kind of the record.
        kind: &'static Kind,
        /// Its id.
        id: Id,
        /// The field's position in its kind.
        field: usize,
        /// The new value; blank for nothing.
        value: Value,
    },
    /// Replaces what a record keeps of a newer version. Only merging has a reason to.
    SetUnknown {
        /// The kind of the record.
        kind: &'static Kind,
        /// Its id.
        id: Id,
        /// Name and RON text of each field that this version does not know.
        fields: UnknownFields,
    },
}

impl Edit {
    /// Sets the field of this name of a record; none where its kind has no such field.
    pub fn put<R: Declared>(id: Id, field: &str, value: Value) -> Option<Self> {
        Some(Self::Set {
            kind: R::KIND,
            id,
            field: R::KIND.field(field)?,
            value,
        })
    }

    /// The record the edit is about.
    pub fn subject(&self) -> (&'static Kind, Id) {
        match self {
            Self::Insert(record) => (record.kind(), record.id()),
            Self::Remove { kind, id }
            | Self::Set { kind, id, .. }
            | Self::SetUnknown { kind, id, .. } => (kind, *id),
        }
    }
}

/// The records of a kind of which these edits set the field of this name, each with what it is set to.
fn sets<'e, R: Declared>(
    edits: &'e [Edit],
    field: &str,
) -> impl Iterator<Item = (Id, &'e Value)> + use<'e, R> {
    let wanted = R::KIND.field(field);
    edits.iter().filter_map(move |edit| match edit {
        Edit::Set {
            kind,
            id,
            field,
            value,
        } if *kind == R::KIND && Some(*field) == wanted => Some((*id, value)),
        Edit::Set { .. } | Edit::Insert(_) | Edit::Remove { .. } | Edit::SetUnknown { .. } => None,
    })
}

/// Why an edit was refused; nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    /// The record is not there.
    #[error("there is no {kind} “{id}”")]
    Unknown {
        /// The kind's label.
        kind: &'static str,
        /// The id asked for.
        id: Id,
    },
    /// The id is in use.
    #[error("{kind} “{id}” exists already")]
    Taken {
        /// The kind's label.
        kind: &'static str,
        /// The id.
        id: Id,
    },
    /// The workspace always has one of these.
    #[error("the {kind} cannot be removed or added")]
    Single {
        /// The kind's label.
        kind: &'static str,
    },
    /// There are as many records as a workspace may hold.
    #[error("a workspace holds up to {RECORDS_LIMIT} records")]
    Full,
    /// The value does not fit the field.
    #[error("{label}: {misfit}")]
    Misfit {
        /// The field's label.
        label: &'static str,
        /// What does not fit.
        misfit: Misfit,
    },
    /// The value points to a record that is not there.
    #[error("{label}: there is no “{id}”")]
    Dangling {
        /// The field's label.
        label: &'static str,
        /// The id it points to.
        id: Id,
    },
    /// The window only looks at a workspace that somebody else works on.
    #[error("this window only follows the file")]
    Follows,
    /// The items would wait for each other.
    #[error("that would close a loop: {loop_of}")]
    Loop {
        /// The titles around the loop, the first one again at the end.
        loop_of: String,
    },
    /// An item would be a part of itself.
    #[error("that would make {an_item} a part of itself: {loop_of}", an_item = AN_ITEM)]
    Inside {
        /// The titles on the way up, the first one again at the end.
        loop_of: String,
    },
}

impl EditError {
    /// The next step.
    pub fn hint(&self) -> String {
        match self {
            Self::Unknown { .. } => {
                worded("it may have been deleted; {APP_UNDO} undoes").to_owned()
            }
            Self::Taken { .. } => "use another id".to_owned(),
            Self::Full => "move what is finished to a second workspace".to_owned(),
            Self::Single { .. } => "blank its fields instead".to_owned(),
            Self::Misfit { misfit, .. } => misfit.hint.clone(),
            Self::Follows => "change it in the window it is open in".to_owned(),
            Self::Dangling { .. } => "choose one that exists".to_owned(),
            Self::Inside { .. } => "choose another parent, or take one away first".to_owned(),
            Self::Loop { .. } => "take one of these needs away first".to_owned(),
        }
    }
}

/// Applies a batch, whole or not at all, and gives back the batch that undoes it.
pub fn apply(workspace: &mut Workspace, edits: Vec<Edit>) -> Result<Vec<Edit>, EditError> {
    let mut inverse = Vec::with_capacity(edits.len());
    let mut touched = Vec::with_capacity(edits.len());
    for edit in edits {
        touched.push(check::Touched::by(&edit));
        match check::alone(workspace, &edit).and_then(|()| perform(workspace, edit)) {
            Ok(undo) => inverse.push(undo),
            Err(error) => {
                take_back(workspace, inverse);
                return Err(error);
            }
        }
    }
    if let Err(error) = check::together(workspace, &touched) {
        take_back(workspace, inverse);
        return Err(error);
    }
    inverse.reverse();
    Ok(inverse)
}

/// Applies a batch that leads to what was there before or stands in somebody's file: that may always
/// come back, even if it could not be entered today. Whole or not at all, as [`apply`].
pub fn restore(workspace: &mut Workspace, edits: Vec<Edit>) -> Result<Vec<Edit>, EditError> {
    let mut inverse = Vec::with_capacity(edits.len());
    for edit in edits {
        match perform(workspace, edit) {
            Ok(undo) => inverse.push(undo),
            Err(error) => {
                take_back(workspace, inverse);
                return Err(error);
            }
        }
    }
    inverse.reverse();
    Ok(inverse)
}

/// Applies batches of steps that were done or taken back elsewhere, whole or not at all.
pub fn replay<'b>(
    workspace: &mut Workspace,
    batches: impl IntoIterator<Item = &'b [Edit]>,
) -> Result<(), EditError> {
    let mut ahead = workspace.clone();
    for batch in batches {
        restore(&mut ahead, batch.to_vec())?;
    }
    *workspace = ahead;
    Ok(())
}

fn take_back(workspace: &mut Workspace, mut inverse: Vec<Edit>) {
    inverse.reverse();
    for edit in inverse {
        // Each of these was made by `perform` a moment ago, so none can be refused.
        let _ = perform(workspace, edit);
    }
}

fn perform(workspace: &mut Workspace, edit: Edit) -> Result<Edit, EditError> {
    match edit {
        Edit::Insert(record) => {
            let (kind, id) = (record.kind(), record.id());
            if workspace.record(kind, id).is_some() {
                return Err(EditError::Taken {
                    kind: kind.label.said(),
                    id,
                });
            }
            workspace.put_record(record);
            Ok(Edit::Remove { kind, id })
        }
        Edit::Remove { kind, id } => {
            workspace
                .take_record(kind, id)
                .map(Edit::Insert)
                .ok_or(EditError::Unknown {
                    kind: kind.label.said(),
                    id,
                })
        }
        Edit::Set {
            kind,
            id,
            field,
            value,
        } => {
            let label = kind.fields.get(field).map_or("field", |f| f.label.said());
            let set = workspace.set(kind, id, field, value);
            let before = set.ok_or(EditError::Unknown {
                kind: kind.label.said(),
                id,
            })?;
            let before = before.map_err(|misfit| EditError::Misfit { label, misfit })?;
            Ok(Edit::Set {
                kind,
                id,
                field,
                value: before,
            })
        }
        Edit::SetUnknown { kind, id, fields } => {
            let record = workspace.record_mut(kind, id).ok_or(EditError::Unknown {
                kind: kind.label.said(),
                id,
            })?;
            let before = record.unknown_fields().to_vec();
            record.set_unknown_fields(fields);
            Ok(Edit::SetUnknown {
                kind,
                id,
                fields: before,
            })
        }
    }
}

/// What makes a level the one that is ranked; none where it is that already.
pub fn rank_level(workspace: &Workspace, level: Tier) -> Option<Edit> {
    let settings = workspace.the::<Settings>();
    let value = Value::Choice(level.word().name);
    (settings.ranked_level != Some(level))
        .then(|| Edit::put::<Settings>(settings.id, "ranked_level", value))?
}

/// Everything that has to happen when a record goes: its parts go, links to it are cleared, smaller items are lifted.
pub fn removal(workspace: &Workspace, kind: &'static Kind, id: Id) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut gone = vec![(kind, id)];
    let mut at = 0;
    while let Some((kind, id)) = gone.get(at).copied() {
        at += 1;
        for (other, field, holds) in fields_to(workspace, kind) {
            for record in workspace.records(other) {
                let value = record.get(field);
                let subject = (other, record.id());
                if !value.targets().contains(&id) || gone.contains(&subject) {
                    continue;
                }
                if matches!(holds, FieldType::PartOf(_)) {
                    gone.push(subject);
                } else {
                    let lifted = lifted(workspace, (other, field), id, subject.1);
                    edits.push(Edit::Set {
                        kind: other,
                        id: subject.1,
                        field,
                        value: lifted.unwrap_or_else(|| value.without(id)),
                    });
                }
            }
        }
    }
    edits.retain(|edit| !gone.contains(&edit.subject()));
    edits.extend(
        gone.into_iter()
            .rev()
            .map(|(kind, id)| Edit::Remove { kind, id }),
    );
    edits
}

/// What a part of an item that goes becomes a part of: what that item was one of. None for other links.
fn lifted(
    workspace: &Workspace,
    (kind, field): (&Kind, usize),
    gone: Id,
    part: Id,
) -> Option<Value> {
    (kind == Item::KIND && Item::KIND.field("parent") == Some(field)).then_some(())?;
    let above = workspace.get::<Item>(gone)?.parent.0;
    Some(Value::Link(above.filter(|above| *above != part)?))
}

/// Every field that can point to records of a kind.
fn fields_to(workspace: &Workspace, kind: &Kind) -> Vec<(&'static Kind, usize, FieldType)> {
    let name = kind.name;
    let of = |other: &'static Kind| {
        let fields = other.fields.iter().enumerate();
        fields
            .filter(move |(_, f)| f.holds.target() == Some(name))
            .map(move |(i, f)| (other, i, f.holds))
    };
    workspace.kinds().flat_map(of).collect()
}
