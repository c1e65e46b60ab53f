//! Import: foreign text and bytes in, edits and problems out.
//!
//! Owns the formats and what is said about an import: what it would create, change and leave alone,
//! and what could not be kept. Knows no file system, no clock and no chance: bytes and fresh ids
//! come from the caller. Nothing is written here; the edits go through `edit` like any other batch,
//! so that a preview and the real import are the same.
//!
//! To add a format, write one file that turns bytes into a `Reading` and add one row to [`FORMATS`].

mod cells;
mod columns;
mod csv;
mod dates;
mod decode;
mod draft;
mod filling;
mod intake;
mod names;
mod needs;
mod notes;
mod table;
mod words;

use crate::edit::Edit;
use crate::model::Workspace;
use crate::model::id::Id;
use crate::model::text::{Problem, Severity};

use draft::Draft;
use notes::Notes;

/// How sure a format is that some bytes are its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Confidence {
    /// They are something else.
    No,
    /// They could be read, perhaps with little to show for it.
    Maybe,
    /// They carry the marks of this format.
    Sure,
}

/// A foreign format that can be read.
#[derive(Debug)]
pub struct Format {
    /// What it is called: `CSV`.
    pub name: &'static str,
    /// What it is, in one sentence.
    pub about: &'static str,
    /// Says whether some bytes are of this format; looks at their beginning alone.
    pub detect: fn(&[u8]) -> Confidence,
    /// Reads the bytes; never fails, but says what it could not use.
    read: fn(&[u8]) -> Reading,
}

/// Every format that can be read, the likeliest first.
pub const FORMATS: &[Format] = &[Format {
    name: "CSV",
    about: "A table as Jira, a spreadsheet or another tracker exports it, with commas, semicolons or tabs.",
    detect: csv::detect,
    read: csv::read,
}];

/// What a format found in the bytes, before any workspace is looked at.
#[derive(Debug, Default)]
struct Reading {
    encoding: &'static str,
    drafts: Vec<Draft>,
    skipped: usize,
    notes: Notes,
}

/// A column of which something could not be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loss {
    /// The column, in the words of the file.
    pub column: String,
    /// In how many cells something is missing now.
    pub count: usize,
}

/// What an import would do. Nothing has happened yet.
#[derive(Debug, Default)]
pub struct Import {
    /// The changes, fit for one batch of `edit`.
    pub edits: Vec<Edit>,
    /// How many items are new.
    pub created: usize,
    /// How many items change.
    pub updated: usize,
    /// How many rows say what is known already.
    pub unchanged: usize,
    /// How many rows are left out; the problems say why.
    pub skipped: usize,
    /// How many people are new.
    pub people: usize,
    /// What is wrong or worth knowing, one entry per kind and column, never one per row.
    pub problems: Vec<Problem>,
    /// What could not be kept.
    pub losses: Vec<Loss>,
    /// The character encoding that was used; empty when nothing was read.
    pub encoding: &'static str,
    /// The name of the format; empty when none fits.
    pub format: &'static str,
}

impl Import {
    /// The outcome in lines of plain text: counts first, then problems with their next step, then losses.
    pub fn summary(&self) -> Vec<String> {
        let mut lines = Vec::new();
        if !self.format.is_empty() {
            let (created, updated) = (self.created, self.updated);
            let (unchanged, skipped) = (self.unchanged, self.skipped);
            lines.push(format!(
                "{} ({}): {created} to create, {updated} to update, {unchanged} unchanged, {skipped} skipped",
                self.format, self.encoding
            ));
        }
        if self.people > 0 {
            lines.push(format!("people to create: {}", self.people));
        }
        for problem in &self.problems {
            let word = match problem.severity {
                Severity::Note => "note",
                Severity::Warning => "warning",
                Severity::Error => "error",
            };
            let place = match problem.place() {
                place if place.is_empty() => place,
                place => format!(" ({place})"),
            };
            lines.push(format!("{word}: {}{place}; {}", problem.what, problem.hint));
        }
        for Loss { column, count } in &self.losses {
            lines.push(format!(
                "lost: cells of “{column}” that were cut short: {count}"
            ));
        }
        lines
    }
}

/// Reads foreign bytes with the format that fits best and compares them with the workspace.
///
/// Items are recognized by key, those without one by title. What a file leaves blank is never
/// blanked, lists only grow. `new_id` gives random ids; one that is taken is asked for again.
pub fn import(bytes: &[u8], workspace: &Workspace, new_id: impl FnMut() -> Id) -> Import {
    let best = FORMATS
        .iter()
        .rev()
        .map(|format| ((format.detect)(bytes), format))
        .max_by_key(|(confidence, _)| *confidence);
    match best {
        Some((Confidence::Maybe | Confidence::Sure, format)) => {
            import_as(format, bytes, workspace, new_id)
        }
        Some((Confidence::No, _)) | None => Import {
            problems: vec![unknown(bytes)],
            ..Import::default()
        },
    }
}

/// Reads foreign bytes as one format, whatever they look like, and compares them with the workspace.
pub fn import_as(
    format: &Format,
    bytes: &[u8],
    workspace: &Workspace,
    new_id: impl FnMut() -> Id,
) -> Import {
    let mut import = intake::take_in((format.read)(bytes), workspace, new_id);
    import.format = format.name;
    import
}

/// Says why no format fits.
fn unknown(bytes: &[u8]) -> Problem {
    let (what, hint) = if bytes.trim_ascii().is_empty() {
        (
            "there is nothing in it",
            "export again and choose all columns",
        )
    } else if bytes.starts_with(b"PK\x03\x04") {
        (
            "it is a packed file, perhaps a spreadsheet",
            "open it in the spreadsheet program and save it as CSV UTF-8",
        )
    } else {
        (
            "it is in none of the formats evenkeel reads",
            "export it as CSV, with all columns",
        )
    };
    Problem::new(Severity::Error, what, hint)
}
