//! Why a file was refused: what is wrong, where, and what to do next.
//!
//! Owns the errors of opening and the excerpt shown with them. A refused file is never overwritten.
//! Knows nothing of records.

use std::io;
use std::path::Path;

use crate::model::field::Misfit;
use crate::model::text::is_allowed;

/// The sort of mistake that makes a whole file unreadable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The system could not give the file's bytes.
    Unreadable,
    /// Larger than evenkeel opens.
    TooLarge,
    /// Not UTF-8.
    Encoding,
    /// Nothing in it.
    Empty,
    /// The end is missing.
    CutShort,
    /// A merge was left unfinished.
    Conflict,
    /// Not written correctly.
    Syntax,
    /// Brackets inside brackets without end.
    TooDeep,
    /// Written by a newer evenkeel.
    Newer,
    /// Something else than a workspace.
    Foreign,
}

/// A file that could not be opened.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}{what}", self.place())]
pub struct LoadError {
    /// The sort of mistake.
    pub refusal: Refusal,
    /// What is wrong.
    pub what: String,
    /// The line, from 1, where known.
    pub line: Option<usize>,
    /// The column in characters, from 1, where known.
    pub column: Option<usize>,
    /// The lines around the place with a caret below it, safe to show; empty where unknown.
    pub excerpt: String,
    hint: String,
}

impl LoadError {
    /// An error about the file as a whole.
    pub(super) fn whole(
        refusal: Refusal,
        what: impl Into<String>,
        hint: impl Into<String>,
    ) -> Self {
        Self {
            refusal,
            what: what.into(),
            line: None,
            column: None,
            excerpt: String::new(),
            hint: hint.into(),
        }
    }

    /// A file that could not be read at all.
    pub fn unreadable(path: &Path, error: &io::Error) -> Self {
        let hint = if error.kind() == io::ErrorKind::NotFound {
            "check the name; evenkeel init creates a new workspace"
        } else if error.kind() == io::ErrorKind::PermissionDenied {
            "ask for permission to read it"
        } else {
            "try again; if it stays so, take the file from a backup"
        };
        let what = format!("cannot open {}: {error}", path.display());
        Self::whole(Refusal::Unreadable, what, hint)
    }

    /// A standard input that ended before anything came.
    pub fn silent() -> Self {
        let hint = "pipe a file into it, or name the file in place of -";
        Self::whole(Refusal::Empty, "nothing came from standard input", hint)
    }

    /// An error that is clear from the first character on.
    pub(super) fn beginning(
        refusal: Refusal,
        what: impl Into<String>,
        hint: impl Into<String>,
    ) -> Self {
        Self {
            line: Some(1),
            column: Some(1),
            ..Self::whole(refusal, what, hint)
        }
    }

    /// The next step.
    pub fn hint(&self) -> &str {
        &self.hint
    }

    fn place(&self) -> String {
        match (self.line, self.column) {
            (Some(line), Some(column)) => format!("line {line}, column {column}: "),
            _ => String::new(),
        }
    }
}

/// A mistake at an offset, before it is turned into line and column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fault {
    /// The byte it is at.
    pub(super) at: usize,
    refusal: Refusal,
    what: String,
    hint: String,
}

impl Fault {
    pub(super) fn new(
        refusal: Refusal,
        at: usize,
        what: impl Into<String>,
        hint: impl Into<String>,
    ) -> Self {
        Self {
            at,
            refusal,
            what: what.into(),
            hint: hint.into(),
        }
    }

    pub(super) fn syntax(at: usize, what: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::new(Refusal::Syntax, at, what, hint)
    }

    /// More of something than evenkeel holds.
    pub(super) fn too_many(at: usize, limit: usize, of: &str, hint: &str) -> Self {
        let what = format!("more than {limit} {of} stand here");
        Self::new(Refusal::TooLarge, at, what, hint)
    }

    /// What is said of a field that holds too much; none for every other mistake.
    pub(super) fn excess(self) -> Option<Misfit> {
        (self.refusal == Refusal::TooLarge).then(|| Misfit::new(self.what, self.hint))
    }

    /// The error with its place in the text.
    pub(super) fn within(self, text: &str) -> LoadError {
        let (line, column) = place(text, self.at);
        LoadError {
            line: Some(line),
            column: Some(column),
            excerpt: excerpt(text, line, column),
            ..LoadError::whole(self.refusal, self.what, self.hint)
        }
    }
}

/// The line and column of an offset, both from 1; columns count characters.
pub(super) fn place(text: &str, at: usize) -> (usize, usize) {
    let before = text.get(..at).unwrap_or(text);
    let start = before.rfind('\n').map_or(0, |end| end + 1);
    let line = before.matches('\n').count() + 1;
    let shown = before.get(start..).unwrap_or_default();
    (
        line,
        shown.trim_start_matches('\u{feff}').chars().count() + 1,
    )
}

/// How many characters of a long line are shown before and after the place.
const AROUND: usize = 36;

fn excerpt(text: &str, line: usize, column: usize) -> String {
    let clean = |c: char| match c {
        '\t' => ' ',
        c if is_allowed(c) => c,
        _ => '·',
    };
    let skipped = column.saturating_sub(AROUND + 1);
    let window = |line: &str| -> String {
        let line = line.trim_start_matches('\u{feff}').trim_end_matches('\r');
        let shown = line.chars().skip(skipped).take(2 * AROUND).map(clean);
        shown.collect::<String>().trim_end().to_owned()
    };
    let first = line.saturating_sub(1).max(1);
    let width = line.to_string().len();
    let mut out = String::new();
    for (number, content) in text.split('\n').enumerate().skip(first - 1) {
        if number >= line {
            break;
        }
        let row = format!("{:>width$} | {}", number + 1, window(content));
        out.push_str(row.trim_end());
        out.push('\n');
    }
    let caret = column.saturating_sub(skipped);
    out + &format!("{:width$} | {:>caret$}", "", "^")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_count_characters() {
        assert_eq!(place("\u{feff}ab\nné x", 3), (1, 1));
        assert_eq!(place("ab\nné x", 7), (2, 4));
        assert_eq!(place("ab", 99), (1, 3));
    }

    #[test]
    fn excerpts_are_short_and_clean() {
        let text = format!("one\n{}\u{1b}[31m!{}", "x".repeat(500), "y".repeat(500));
        let error = Fault::syntax(504, "w", "h").within(&text);
        assert!(error.excerpt.lines().all(|line| line.chars().count() < 90));
        assert!(!error.excerpt.contains('\u{1b}'));
        assert_eq!(error.to_string(), "line 2, column 501: w");
    }
}
