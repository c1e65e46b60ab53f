//! Formats: which there are, and which one some bytes are of.
//!
//! Owns the table and the choice. Reading itself is each format's own.

use super::dialect::Dialect;
use super::json::document::JsonDocument;
use super::json::shape::{self, JsonShape, Marks, Outline};
use super::json::trackers::{self, JsonTracker};
use super::mapping::Mapping;
use super::notes::Notes;
use super::outcome::{FormatMatch, Import, ImportWatch};
use super::table::ImportTable;
#[cfg(feature = "xlsx")]
use super::xlsx;
use super::{csv, dialect, jira_xml, json};
use crate::model::Workspace;
use crate::model::text::{Problem, Severity};

/// A foreign format that can be read.
#[derive(Debug)]
pub struct ImportFormat {
    /// What it is called: `CSV`.
    pub name: &'static str,
    /// What it is, in one sentence.
    pub about: &'static str,
    /// How its files usually end.
    pub endings: &'static [&'static str],
    /// The tool whose keys it has; empty when any tool may have written it.
    pub tool: &'static str,
    /// What is in its files, or belongs to them, and never taken.
    pub lost: &'static str,
    pub(super) reads: Reads,
}

/// How a format is told from others, by the beginning of some bytes alone, and what it finds in them. Reading never
/// fails: it gives none, or less, and notes why.
#[derive(Clone, Copy, Debug)]
pub(super) enum Reads {
    /// Rows of named columns, some of which a mapping may send elsewhere.
    Table { detect: Detect, read: ReadTable },
    /// The same with the header of a tracker.
    Dialect(&'static Dialect),
    /// Records of a tool, at the place of the first of some shapes that fits.
    Json(&'static [JsonShape], ReadJson),
    /// Records of a tool, wherever they stand.
    Named(Marks, ReadJson),
    /// Records of a tracker of which nothing but the names has to be known, wherever they stand.
    Tracker(&'static JsonTracker),
    /// Records as they stand in a workspace; compared with it at once.
    Records { detect: Detect, read: ReadRecords },
}

pub(super) type Detect = fn(&[u8]) -> FormatMatch;
pub(super) type ReadJson =
    fn(&JsonDocument<'_>, &str, &mut Notes, &mut ImportWatch<'_>) -> Option<ImportTable>;
pub(super) type ReadRecords =
    fn(&[u8], &Workspace, &mut Notes, &mut ImportWatch<'_>) -> Option<Import>;
pub(super) type ReadTable =
    fn(&[u8], &Mapping, &mut Notes, &mut ImportWatch<'_>) -> Option<ImportTable>;

/// Every format that can be read, the likeliest first.
pub const FORMATS: &[ImportFormat] = &[
    ImportFormat {
        name: "Jira XML",
        about: "The feed of issues Jira exports.",
        endings: &[".xml"],
        tool: dialect::JIRA.tool,
        lost: "attachments, watchers, votes, work logs, history, permissions, boards",
        reads: Reads::Table {
            detect: jira_xml::detect,
            read: jira_xml::read,
        },
    },
    ImportFormat::of_dialect(&dialect::JIRA),
    ImportFormat::of_dialect(&dialect::AZURE),
    ImportFormat::of_dialect(&dialect::LINEAR),
    ImportFormat::of_dialect(&dialect::ASANA),
    ImportFormat::of_dialect(&dialect::PLANE),
    ImportFormat::of_dialect(&dialect::AHA),
    ImportFormat::of_dialect(&dialect::REDMINE),
    ImportFormat::of_dialect(&dialect::CLICKUP),
    ImportFormat::of_dialect(&dialect::SHORTCUT),
    ImportFormat::of_dialect(&dialect::RALLY),
    ImportFormat::of_dialect(&dialect::YOUTRACK),
    ImportFormat::of_dialect(&dialect::GITLAB),
    ImportFormat::of_dialect(&dialect::PIVOTAL),
    ImportFormat::of_dialect(&dialect::PRODUCTBOARD),
    ImportFormat::of_dialect(&dialect::TRELLO),
    ImportFormat::of_dialect(&dialect::GITHUB_PROJECT),
    ImportFormat::of_dialect(&dialect::MONDAY),
    #[cfg(feature = "xlsx")]
    ImportFormat {
        name: "XLSX",
        about: "A workbook, also of LibreOffice (.ods): the sheet with the most names that are known, or those chosen.",
        endings: &[".xlsx", ".ods"],
        tool: "",
        lost: "formulas, comments, pictures, charts, formats, and what other sheets hold",
        reads: Reads::Table {
            detect: xlsx::detect,
            read: xlsx::read,
        },
    },
    ImportFormat {
        name: "CSV",
        about: "Any other table with commas, semicolons or tabs, and names on top.",
        endings: &[".csv", ".tsv", ".txt"],
        tool: "",
        lost: "whatever the exported view did not show, attachments, work logs, history, permissions, formulas",
        reads: Reads::Table {
            detect: csv::detect,
            read: csv::read,
        },
    },
    json::evenkeel::FORMAT,
    json::jira::FORMAT,
    json::trello::FORMAT,
    json::github::FORMAT,
    trackers::ASANA.as_format(),
    trackers::REDMINE.as_format(),
    trackers::AZURE.as_format(),
    trackers::GITLAB.as_format(),
    trackers::GITHUB_PROJECT.as_format(),
    json::taskwarrior::FORMAT,
    json::beads::FORMAT,
    json::linear::FORMAT,
    json::plain::FORMAT,
];

impl ImportFormat {
    const fn of_dialect(dialect: &'static Dialect) -> Self {
        Self {
            name: dialect.format,
            about: dialect.about,
            endings: &[".csv"],
            tool: dialect.tool,
            lost: dialect.lost,
            reads: Reads::Dialect(dialect),
        }
    }

    /// Whether some bytes are of this format.
    fn detect(&self, bytes: &[u8], found: Option<&Dialect>, outline: &Outline) -> FormatMatch {
        match self.reads {
            Reads::Table { detect, .. } | Reads::Records { detect, .. } => detect(bytes),
            Reads::Dialect(dialect) => {
                FormatMatch::sure(found.is_some_and(|found| found.format == dialect.format))
            }
            Reads::Json(..) | Reads::Named(..) | Reads::Tracker(_) => {
                FormatMatch::sure(self.place(outline).is_some())
            }
        }
    }

    /// Where the records of a tool stand in JSON.
    fn place(&self, outline: &Outline) -> Option<String> {
        match self.reads {
            Reads::Json(shapes, _) => shape::place(outline, shapes).map(str::to_owned),
            Reads::Named(marks, _) => outline.place_of(marks),
            Reads::Tracker(tracker) => outline.place_of(tracker.marks),
            Reads::Table { .. } | Reads::Dialect(_) | Reads::Records { .. } => None,
        }
    }

    /// Reads bytes as a table; none where they are none, have records instead, or it is broken off.
    pub(super) fn table(
        &self,
        bytes: &[u8],
        mapping: &Mapping,
        notes: &mut Notes,
        watch: &mut ImportWatch<'_>,
    ) -> Option<ImportTable> {
        match self.reads {
            Reads::Table { read, .. } => read(bytes, mapping, notes, watch),
            Reads::Dialect(_) => csv::read(bytes, mapping, notes, watch),
            Reads::Json(_, read) | Reads::Named(_, read) => {
                let place = self.place(&shape::outline(bytes))?;
                read(&JsonDocument::open(bytes, notes)?, &place, notes, watch)
            }
            Reads::Tracker(tracker) => {
                let place = self.place(&shape::outline(bytes))?;
                tracker.read(&JsonDocument::open(bytes, notes)?, &place, notes, watch)
            }
            Reads::Records { .. } => None,
        }
    }
}

/// The format that fits some bytes best.
pub fn detect(bytes: &[u8]) -> Option<&'static ImportFormat> {
    let all = FORMATS.iter().rev();
    let (found, outline) = (csv::dialect(bytes), shape::outline(bytes));
    let best = all
        .map(|format| (format.detect(bytes, found, &outline), format))
        .max_by_key(|(confidence, _)| *confidence);
    best.filter(|(confidence, _)| *confidence > FormatMatch::No)
        .map(|(_, format)| format)
}

/// Says why no format fits.
pub(super) fn unknown(bytes: &[u8]) -> Problem {
    let (what, hint) = if bytes.trim_ascii().is_empty() {
        (
            "there is nothing in it",
            "export again and choose all columns".to_owned(),
        )
    } else if bytes.starts_with(b"PK\x03\x04") {
        (
            "it is a packed file, perhaps a spreadsheet",
            "open it in the spreadsheet program and save it as CSV UTF-8".to_owned(),
        )
    } else {
        let names: Vec<&str> = FORMATS.iter().map(|format| format.name).collect();
        (
            "it is in none of the formats evenkeel reads",
            format!(
                "export it as one of these, with all columns: {}",
                names.join(", ")
            ),
        )
    };
    Problem::new(Severity::Error, what, hint)
}
