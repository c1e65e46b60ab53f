//! Fields: the types a record's fields can have, and the values they hold.
//!
//! Owns the closed set of field types and the bridge between a record's Rust types and generic code
//! (forms, filters, files, merges). How a value is written as text is in [`mod@format`]. Knows no
//! particular record.

pub mod format;
mod prose;
mod typed;
mod value;

pub use prose::Prose;
pub use value::{
    Choice, Extra, ExtraCell, FieldValue, Link, Links, Money, PartOf, Percent, Private, Ratings,
    Value,
};

use super::audience::Access;
use super::words::Text;

/// One word of a choice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChoiceWord {
    /// The word in the file, a RON identifier.
    pub name: &'static str,
    /// The word on the screen.
    pub label: &'static str,
}

/// What a field may hold. Each type has one text form, one file form and one widget.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum FieldType {
    /// One line of text.
    Text,
    /// Many lines of text.
    Prose,
    /// Many lines that are shown to their author alone.
    Private,
    /// A number, not below zero.
    Number,
    /// An estimate on the workspace's scale, perhaps unknown, perhaps with a range.
    Points,
    /// A number from 0 to 100.
    Percent,
    /// An amount in the workspace's currency.
    Money,
    /// A calendar day.
    Date,
    /// Yes or no.
    Flag,
    /// One of a few words; blank only if `optional`.
    Choice {
        /// The words, in the order they are offered.
        words: &'static [ChoiceWord],
        /// Whether the choice may stay open.
        optional: bool,
    },
    /// The id of the record of the kind named that this one is a part of and goes with.
    PartOf(&'static str),
    /// The id of one record of the kind named.
    Link(&'static str),
    /// The ids of several records of the kind named.
    Links(&'static str),
    /// Short texts, in order.
    Texts,
    /// Numbers, in order.
    Numbers,
    /// A number for each of several records of the kind named.
    Ratings(&'static str),
    /// Columns of an import that evenkeel has no field for: name and text.
    Extra,
}

impl FieldType {
    /// Whether it is written in many lines.
    pub const fn is_long(&self) -> bool {
        matches!(
            self,
            Self::Prose | Self::Private | Self::Texts | Self::Extra
        )
    }

    /// The name of the kind a field of this type points to.
    pub const fn target(&self) -> Option<&'static str> {
        if let Self::PartOf(kind) | Self::Link(kind) | Self::Links(kind) | Self::Ratings(kind) =
            self
        {
            Some(kind)
        } else {
            None
        }
    }
}

/// One field of a kind.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// The name in the file and in filters.
    pub name: &'static str,
    /// The words on the screen.
    pub label: Text,
    /// One sentence that explains the field.
    pub help: Text,
    /// Who may see it.
    pub access: Access,
    /// What it may hold.
    pub holds: FieldType,
}

/// A value does not fit its field.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{what}")]
pub struct Misfit {
    /// What is wrong with the value, ready to follow a field's label.
    pub what: String,
    /// What would fit.
    pub hint: String,
}

impl Misfit {
    /// A misfit with its next step.
    pub fn new(what: impl Into<String>, hint: impl Into<String>) -> Self {
        Self {
            what: what.into(),
            hint: hint.into(),
        }
    }
}
