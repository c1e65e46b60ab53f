//! One row of a form: a field, its draft, and how it is entered.

use crate::model::Workspace;
use crate::model::field::{FieldType, Value};
use crate::model::id::Id;
use crate::model::record::Record;

/// One row of a form.
#[derive(Clone, Debug)]
pub struct Row {
    /// The field.
    pub field: usize,
    /// The criterion, when the row is one of several ratings.
    pub criterion: Option<Id>,
    /// The words in front.
    pub label: String,
    /// The label of the field itself.
    pub label_static: &'static str,
    /// What the field is for.
    pub help: &'static str,
    /// What it may hold.
    pub holds: FieldType,
    /// The draft.
    pub value: Value,
    /// What the workspace has.
    pub before: Value,
    /// The words for linked records.
    pub names: String,
    /// The same for what the workspace has.
    pub names_before: String,
    /// What is wrong with what was typed, and the text itself.
    pub problem: Option<(String, String)>,
}

/// What a field is written or chosen in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opens {
    /// An editor for many lines.
    Text,
    /// A list of the records of a kind.
    List(&'static str),
}

impl Row {
    /// What the field is written or chosen in, where that is not its row.
    pub const fn opens(&self) -> Option<Opens> {
        if self.holds.is_long() {
            Some(Opens::Text)
        } else if let FieldType::Link(kind) | FieldType::PartOf(kind) | FieldType::Links(kind) =
            self.holds
        {
            Some(Opens::List(kind))
        } else {
            None
        }
    }

    /// Whether Left and Right go through values here.
    pub const fn has_values(&self) -> bool {
        matches!(
            self.holds,
            FieldType::Choice { .. } | FieldType::Points | FieldType::Flag | FieldType::Date
        ) || self.criterion.is_some()
    }

    /// Whether keys go to a text from the start.
    pub(super) const fn is_typed(&self) -> bool {
        matches!(
            self.holds,
            FieldType::Text
                | FieldType::Number
                | FieldType::Percent
                | FieldType::Money
                | FieldType::Numbers
        ) && self.criterion.is_none()
    }

    /// What the row says, of a private text the number of lines alone.
    pub fn shown_text(&self) -> String {
        if self.names.is_empty() {
            self.holds.format(&self.value)
        } else {
            self.names.clone()
        }
    }

    /// The text of many lines behind the row, for its own editor.
    pub fn long_text(&self) -> String {
        if let Value::Private(text) = &self.value {
            // The form belongs to the author; presenting hides the row.
            text.reveal(crate::model::audience::Audience::Private)
                .unwrap_or_default()
                .to_owned()
        } else {
            self.holds.format(&self.value)
        }
    }
}

/// The titles of the records a value points to.
pub(super) fn names(workspace: &Workspace, holds: FieldType, value: &Value) -> String {
    let Some(kind) = holds.target().and_then(|name| workspace.kind(name)) else {
        return String::new();
    };
    let title = |id: Id| {
        workspace
            .record(kind, id)
            .map_or_else(|| format!("{id} (missing)"), <dyn Record>::title)
    };
    value
        .targets()
        .into_iter()
        .map(title)
        .collect::<Vec<_>>()
        .join(" · ")
}
