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
    pub columns: Vec<WordColumn>,
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

impl WordTable {
    /// A table whose headings stand between bars, those of numbers with a colon behind: `Item | Round:`.
    pub(super) fn new(
        heading: &'static str,
        columns: &'static str,
        rows: Vec<Vec<String>>,
    ) -> Self {
        let column = |name: &'static str| match name.strip_suffix(':') {
            Some(name) => WordColumn {
                name,
                is_number: true,
            },
            None => WordColumn {
                name,
                is_number: false,
            },
        };
        Self {
            heading,
            notes: Vec::new(),
            columns: columns.split(" | ").map(column).collect(),
            rows,
        }
    }

    /// The same with words under it.
    pub(super) fn noting(mut self, notes: impl IntoIterator<Item = String>) -> Self {
        self.notes.extend(notes);
        self
    }

    /// Whether it holds anything.
    pub(super) fn says_something(&self) -> bool {
        !self.rows.is_empty() || !self.notes.is_empty()
    }
}
