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

/// Rows of a table of names: what they mean, and the names between commas.
macro_rules! spellings {
    ($of:ident: $($means:ident $(($at:expr))? $names:literal;)+) => {
        &[$( ($of::$means $(($at))?, $names), )+]
    };
}

mod arrival;
mod came;
mod cells;
mod claims;
mod criteria;
mod csv;
mod dates;
mod decode;
mod dialect;
mod draft;
mod drafting;
mod estimates;
mod formats;
mod gathering;
mod groups;
mod guess;
mod headings;
mod identity;
mod jira_xml;
mod json;
mod languages;
mod levels;
mod mapping;
mod names;
mod needs;
mod notation;
mod notes;
mod order;
mod outcome;
mod people;
mod planned;
pub(super) mod prose;
mod reading;
mod records;
mod role;
mod roles;
mod sheet;
mod sources;
mod table;
mod words;
#[cfg(feature = "xlsx")]
mod xlsx;

pub use came::{is_changed_here, tool_of};
pub use formats::{FORMATS, ImportFormat, detect};
pub use mapping::{ColumnTarget, Mapping, Meaning};
pub use notes::ColumnLoss;
pub use outcome::{FormatMatch, Import, ImportProgress, ImportWish};
pub use records::{ReadRecords, TableArrival, arrived, kind_of, records, text_of};
pub use table::{FileHeading, FileSheet, FileValue};

use std::borrow::Cow;

use crate::model::Workspace;
use crate::model::id::Id;

use came::{Covers, FileOrigin};
use formats::{Reads, unknown};
use notes::Notes;
use outcome::ImportWatch;
use reading::Drafts;
use table::ImportTable;

/// Reads foreign bytes with the format that fits best and compares them with the workspace.
///
/// Items are recognized by key, those without one by title. What a file leaves blank is never
/// blanked. `new_id` gives random ids; one that is taken is asked for again.
pub fn import(bytes: &[u8], workspace: &Workspace, new_id: impl FnMut() -> Id) -> Import {
    import_with(
        bytes,
        workspace,
        new_id,
        &mut ImportWish::plain(&mut |_| true),
    )
}

/// As [`import`], with a mapping, progress and a way to break it off. Bytes that are given away are let go once they
/// are read.
pub fn import_with<'b>(
    bytes: impl Into<Cow<'b, [u8]>>,
    workspace: &Workspace,
    new_id: impl FnMut() -> Id,
    wish: &mut ImportWish<'_>,
) -> Import {
    let bytes = bytes.into();
    let Some(format) = detect(&bytes) else {
        return Import {
            problems: vec![unknown(&bytes)],
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
    bytes: Cow<'_, [u8]>,
    workspace: &Workspace,
    new_id: impl FnMut() -> Id,
    wish: &mut ImportWish<'_>,
    notes: &mut Notes,
) -> Option<Import> {
    let mut watch = ImportWatch::new(&mut *wish.watch);
    if let Reads::Records { read, .. } = format.reads {
        return read(&bytes, workspace, notes, &mut watch);
    }
    let read = match wish.mapping.take() {
        Some(mapping) => {
            let table = format.table(&bytes, &mapping, notes, &mut watch);
            table.map(|table| (table, mapping))
        }
        None => sources::read(format, &bytes, workspace, notes, &mut watch),
    };
    if watch.is_broken {
        notes.add(notes::Note::BrokenOff, "", None, "");
        return None;
    }
    let (mut table, mut mapping) = read?;
    drop(bytes);
    let proposal = std::mem::take(&mut table.guess);
    if !proposal.is_empty() {
        proposal.apply(&mut table.columns);
        return Some(Import {
            encoding: table.encoding,
            headings: table.headings(),
            sheets: std::mem::take(&mut table.sheets),
            proposal,
            ..Import::default()
        });
    }
    mapping.apply(&mut table.columns);
    levels::name_parts(&mut table);
    // What is taken is offered no more.
    let mut offered = |of: fn(&ImportTable, &Mapping) -> Mapping, is_taken: bool| {
        let mut offer = of(&table, &mapping);
        if is_taken && !offer.is_empty() {
            mapping.columns.append(&mut offer.columns);
            mapping.apply(&mut table.columns);
        }
        offer
    };
    let offer = offered(estimates::offer, wish.takes_scores);
    let plan_offer = offered(planned::offer, wish.takes_plan);
    watch.has_read(table.rows.len());
    let encoding = table.encoding;
    let tool = table.tool.unwrap_or(format.tool);
    table.meanings.clone_from(&mapping.values);
    let mut headings = table.headings();
    let sheets = std::mem::take(&mut table.sheets);
    let origin = FileOrigin {
        tool,
        file: &wish.name,
        covers: Covers::of(&headings),
        takes_over: wish.takes_over,
        criteria: criteria::of(&table),
    };
    let drafts = reading::drafts(table, wish.takes_archived, notes, &mut watch);
    let import = drafts.and_then(
        |Drafts {
             drafts,
             skipped,
             left,
         }| {
            for heading in &mut headings {
                heading.filled -= left.get(&heading.name).copied().unwrap_or_default();
            }
            let mut ids = names::NewIds::new(workspace, new_id);
            let mut import =
                arrival::take_in(drafts, &origin, workspace, notes, &mut ids, &mut watch)?;
            import.skipped += skipped;
            import.encoding = encoding;
            import.headings = headings;
            import.offer = offer;
            import.plan_offer = plan_offer;
            import.sheets = sheets;
            if !mapping.is_empty() {
                let (name, today) = (&wish.name, wish.today);
                let source = sources::remember(workspace, format, &mapping, name, today, &mut ids);
                import.edits.extend(source);
                import.mapping = mapping;
            }
            Some(import)
        },
    );
    if import.is_none() {
        notes.add(notes::Note::BrokenOff, "", None, "");
    }
    import
}
