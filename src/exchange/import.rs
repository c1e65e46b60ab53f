//! Import: foreign text and bytes in, edits and problems out.
//!
//! Owns the formats and what is said about an import: what it would create, change and leave alone,
//! and what could not be kept. Knows no file system, no clock and no chance: bytes and fresh ids
//! come from the caller. Nothing is written here; the edits go through `edit` like any other batch,
//! so that a preview and the real import are the same.
//!
//! Every foreign format turns bytes into one `Table` of named columns; from there on there is one path for all:
//! roles of columns (`roles`, `mapping`), cells to drafts (`reading`, `drafting`), drafts to edits (`arrival`,
//! `came`). Our own JSON has records instead, which are compared with those of the workspace directly.
//!
//! To add a format, write one file that turns bytes into a `Table` and add one row to [`FORMATS`] (`formats`).

mod arrival;
mod came;
mod cells;
mod claims;
mod csv;
mod dates;
mod decode;
mod dialect;
mod draft;
mod drafting;
mod formats;
mod html;
mod jira_xml;
mod json;
mod mapping;
mod names;
mod needs;
mod notes;
mod reading;
mod roles;
mod sheet;
mod sources;
mod table;
mod words;
#[cfg(feature = "xlsx")]
mod xlsx;

pub use formats::{FORMATS, FormatMatch, ImportFormat, detect};
pub use mapping::{ColumnTarget, Mapping};

use chrono::NaiveDate;

use crate::edit::Edit;
use crate::edit::merge::Conflict;
use crate::model::Workspace;
use crate::model::id::Id;
use crate::model::text::{Problem, Severity};

use formats::{Reads, unknown};
use notes::Notes;

/// A column of which something could not be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnLoss {
    /// The column, in the words of the file.
    pub column: String,
    /// In how many cells something is missing now.
    pub count: usize,
}

/// What an import would do. Nothing has happened yet.
#[derive(Clone, Debug, Default, PartialEq)]
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
    /// The names of its columns, and where they go.
    pub headings: Vec<FileHeading>,
    /// Where they go that go elsewhere than their names say.
    pub mapping: Mapping,
    /// The items of the file, created or known, in its order.
    pub items: Vec<Id>,
    /// Fields that were changed here and in the file; ours stays.
    pub conflicts: Vec<Conflict>,
    /// How many people are new.
    pub people: usize,
    /// How many records that are no items are new or change, where a file has such.
    pub others: usize,
    /// What is wrong or worth knowing, one entry per kind and column, never one per row.
    pub problems: Vec<Problem>,
    /// What could not be kept.
    pub losses: Vec<ColumnLoss>,
    /// The character encoding that was used; empty when nothing was read.
    pub encoding: &'static str,
    /// The name of the format; empty when none fits.
    pub format: &'static str,
    /// What of such files is never taken.
    pub lost: &'static str,
}

impl Import {
    /// The outcome in lines of plain text: counts first, then problems with their next step, then losses.
    pub fn summary(&self) -> Vec<String> {
        let mut lines = Vec::new();
        if !self.format.is_empty() {
            let (created, updated) = (self.created, self.updated);
            let (unchanged, skipped) = (self.unchanged, self.skipped);
            let encoding = match self.encoding {
                "" => String::new(),
                encoding => format!(" ({encoding})"),
            };
            lines.push(format!(
                "{}{encoding}: {created} to create, {updated} to update, {unchanged} unchanged, {skipped} skipped",
                self.format
            ));
        }
        if self.people > 0 {
            lines.push(format!("people to create: {}", self.people));
        }
        if self.others > 0 {
            lines.push(format!(
                "other records to create or update: {}",
                self.others
            ));
        }
        if !self.conflicts.is_empty() {
            let count = self.conflicts.len();
            lines.push(format!("changed here and in the file, ours stays: {count}"));
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
        let going = |to: ColumnTarget| {
            let all = self
                .headings
                .iter()
                .filter(move |c| c.target == to && c.filled > 0);
            let all = all.map(|c| format!("{} {}", c.name, c.filled));
            all.collect::<Vec<_>>().join(", ")
        };
        for (words, to) in [
            (
                "kept as imported columns, with the number of cells",
                ColumnTarget::Keep,
            ),
            ("not taken, with the number of cells", ColumnTarget::Leave),
        ] {
            let columns = going(to);
            if !columns.is_empty() {
                lines.push(format!("{words}: {columns}"));
            }
        }
        for ColumnLoss { column, count } in &self.losses {
            lines.push(format!(
                "lost: cells of “{column}” that were cut short: {count}"
            ));
        }
        if !self.encoding.is_empty() && !self.lost.is_empty() {
            lines.push(format!("not in the file or not taken: {}", self.lost));
        }
        lines
    }
}

/// A name on top of the file, as a person sees it who maps its columns. Columns of one name are one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileHeading {
    /// The name, in the words of the file.
    pub name: String,
    /// Some of its cells, each once, cut short.
    pub samples: Vec<String>,
    /// How many of its cells are filled.
    pub filled: usize,
    /// Where it goes.
    pub target: ColumnTarget,
}

/// What is wished of an import.
pub struct Wish<'w> {
    /// What the file is called.
    pub name: String,
    /// The day it is imported.
    pub today: Option<NaiveDate>,
    /// Where columns go that a person mapped. None: as it was remembered of such a file.
    pub mapping: Option<Mapping>,
    /// Whether things that are archived come in, too.
    pub takes_archived: bool,
    /// Told how far it is, now and then; false breaks it off.
    pub watch: &'w mut dyn FnMut(Progress) -> bool,
}

/// How far an import is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// The steps done.
    pub done: usize,
    /// The steps there are.
    pub of: usize,
}

/// Counts steps and asks now and then whether to go on.
struct ImportWatch<'w> {
    tell: &'w mut dyn FnMut(Progress) -> bool,
    progress: Progress,
}

impl<'w> ImportWatch<'w> {
    fn new(tell: &'w mut dyn FnMut(Progress) -> bool) -> Self {
        let progress = Progress { done: 0, of: 0 };
        Self { tell, progress }
    }

    /// How many steps are done between two questions.
    const STEPS: usize = 512;

    /// Counts a step; none when it is to be broken off.
    fn step(&mut self) -> Option<()> {
        self.progress.done += 1;
        let goes = !self.progress.done.is_multiple_of(Self::STEPS) || (self.tell)(self.progress);
        goes.then_some(())
    }
}

/// Reads foreign bytes with the format that fits best and compares them with the workspace.
///
/// Items are recognized by key, those without one by title. What a file leaves blank is never
/// blanked. `new_id` gives random ids; one that is taken is asked for again.
pub fn import(bytes: &[u8], workspace: &Workspace, new_id: impl FnMut() -> Id) -> Import {
    let mut wish = Wish {
        name: String::new(),
        today: None,
        mapping: None,
        takes_archived: false,
        watch: &mut |_| true,
    };
    import_with(bytes, workspace, new_id, &mut wish)
}

/// As [`import`], with a mapping, progress and a way to break it off.
pub fn import_with(
    bytes: &[u8],
    workspace: &Workspace,
    new_id: impl FnMut() -> Id,
    wish: &mut Wish<'_>,
) -> Import {
    let Some(format) = detect(bytes) else {
        return Import {
            problems: vec![unknown(bytes)],
            ..Import::default()
        };
    };
    let mut notes = Notes::default();
    let mut import = taken(format, bytes, workspace, new_id, wish, &mut notes).unwrap_or_default();
    import.format = format.name;
    import.lost = format.lost;
    (import.problems, import.losses) = notes.finish();
    import
}

/// Reads bytes as one format; none when nothing could be read, of which the notes have the reason.
fn taken(
    format: &ImportFormat,
    bytes: &[u8],
    workspace: &Workspace,
    new_id: impl FnMut() -> Id,
    wish: &mut Wish<'_>,
    notes: &mut Notes,
) -> Option<Import> {
    let mut watch = ImportWatch::new(&mut *wish.watch);
    if let Reads::Records { read, .. } = format.reads {
        return read(bytes, workspace, notes, &mut watch);
    }
    let (mut table, mapping) = match wish.mapping.take() {
        Some(mapping) => (format.table(bytes, &mapping, notes)?, mapping),
        None => sources::read(format, bytes, workspace, notes)?,
    };
    mapping.apply(&mut table.columns);
    watch.progress.of = 2 * table.rows.len();
    let encoding = table.encoding;
    let headings = table.headings();
    let drafts = reading::drafts(table, wish.takes_archived, notes, &mut watch);
    let import = drafts.and_then(|(drafts, skipped)| {
        let mut ids = names::NewIds::new(workspace, new_id);
        let tool = format.tool;
        let mut import = arrival::take_in(drafts, tool, workspace, notes, &mut ids, &mut watch)?;
        import.skipped += skipped;
        import.encoding = encoding;
        import.headings = headings;
        if !mapping.is_empty() {
            let (name, today) = (&wish.name, wish.today);
            let source = sources::remember(workspace, format, &mapping, name, today, &mut ids);
            import.edits.extend(source);
            import.mapping = mapping;
        }
        Some(import)
    });
    if import.is_none() {
        notes.add(notes::Note::BrokenOff, "", None, "");
    }
    import
}
