//! Tables of words, for those formats that lay out the same tables as Markdown and as a page.
//!
//! Owns their form. What stands in them is told by [`super::increment`] and [`super::minutes`], as their readers
//! may see it.

use serde::Serialize;

/// One table.
#[derive(Serialize)]
pub(super) struct WordTable {
    /// What it is of.
    pub heading: &'static str,
    /// What is said under it.
    pub notes: Vec<String>,
    /// The columns; those of numbers stand at the right.
    pub columns: &'static [WordColumn],
    /// A cell for each column.
    pub rows: Vec<Vec<String>>,
}

/// A column of a table.
#[derive(Serialize)]
pub(super) struct WordColumn {
    /// Its heading.
    pub name: &'static str,
    /// Whether it holds numbers.
    pub is_number: bool,
}

/// A column of words.
pub(super) const fn words(name: &'static str) -> WordColumn {
    WordColumn {
        name,
        is_number: false,
    }
}

/// A column of numbers.
pub(super) const fn number(name: &'static str) -> WordColumn {
    WordColumn {
        name,
        is_number: true,
    }
}
