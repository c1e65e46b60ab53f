//! One row of a form: a field, its draft, and how it is entered.

use crate::model::Workspace;
use crate::model::bucket::Bucket;
use crate::model::field::{FieldType, Value};
use crate::model::id::Id;
use crate::model::record::Declared;

/// One row of a form.
#[derive(Clone, Debug)]
pub struct FormRow {
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
    /// The group it stands in; those of the first one, 0, are seen at once.
    pub group: usize,
    /// What it may hold.
    pub holds: FieldType,
    /// The draft.
    pub value: Value,
    /// What the workspace has.
    pub before: Value,
    /// The few records it can link to, which letters and arrows choose as they do words.
    pub offers: Vec<(Id, String)>,
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

impl FormRow {
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
    pub fn has_values(&self) -> bool {
        matches!(
            self.holds,
            FieldType::Choice { .. } | FieldType::Points | FieldType::Flag | FieldType::Date
        ) || self.criterion.is_some()
            || !self.offers.is_empty()
    }

    /// Whether one of the few records it can link to begins with a letter.
    pub(super) fn is_offered(&self, letter: char) -> bool {
        self.offers.iter().any(|(_, name)| begins(name, letter))
    }

    /// Links to the next of the few records that begins with a letter.
    pub(super) fn choose_next(&mut self, letter: char) {
        let next = self.offered_now().map_or(0, |at| at + 1);
        let ahead = self.offers.iter().cycle().skip(next);
        let mut ahead = ahead.take(self.offers.len());
        if let Some((id, name)) = ahead.find(|(_, name)| begins(name, letter)).cloned() {
            (self.value, self.names) = (Value::Link(id), name);
        }
    }

    /// Links to the record so many further among the few, or to none before the first.
    pub(super) fn choose(&mut self, by: isize) {
        let last = self.offers.len().saturating_sub(1);
        let next = match self.offered_now() {
            Some(0) if by < 0 => None,
            Some(at) => Some(at.saturating_add_signed(by).min(last)),
            None => Some(if by < 0 { last } else { 0 }),
        };
        let chosen = next.and_then(|at| self.offers.get(at).cloned());
        (self.value, self.names) = match chosen {
            Some((id, name)) => (Value::Link(id), name),
            None if self.offers.is_empty() => return,
            None => (Value::Blank, String::new()),
        };
    }

    fn offered_now(&self) -> Option<usize> {
        let is_it = |(id, _): &(Id, String)| self.value == Value::Link(*id);
        self.offers.iter().position(is_it)
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
            .map_or_else(|| format!("{id} (missing)"), |one| workspace.title(one))
    };
    value
        .targets()
        .into_iter()
        .map(title)
        .collect::<Vec<_>>()
        .join(" · ")
}

/// The few records a field is chosen from like a word: the allocations.
pub(super) fn offers(workspace: &Workspace, holds: FieldType) -> Vec<(Id, String)> {
    let all = if holds == FieldType::Link(Bucket::NAME) {
        workspace.buckets()
    } else {
        Vec::new()
    };
    all.iter().map(|one| (one.id, one.name.clone())).collect()
}

/// Whether words begin with a letter, or any do, for Space.
pub(super) fn begins(words: &str, letter: char) -> bool {
    let mut first = words.chars().flat_map(char::to_lowercase);
    letter == ' ' || first.next() == letter.to_lowercase().next()
}
