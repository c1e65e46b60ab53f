//! Formats: which there are, and which one some bytes are of.
//!
//! Owns the table and the choice. Reading itself is each format's own.

use super::mapping::Mapping;
use super::notes::Notes;
use super::table::ImportTable;
#[cfg(feature = "xlsx")]
use super::xlsx;
use super::{Import, ImportWatch, csv, dialect, jira_xml, json};
use crate::model::Workspace;
use crate::model::text::{Problem, Severity};

/// How sure a format is that some bytes are its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FormatMatch {
    /// They are something else.
    No,
    /// They could be read, perhaps with little to show for it.
    Maybe,
    /// They carry the marks of this format.
    Sure,
}

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
    /// Says whether some bytes are of this format; looks at their beginning alone.
    pub detect: fn(&[u8]) -> FormatMatch,
    pub(super) read: Reads,
}

/// What a format finds in bytes. Reading never fails: it gives none, or less, and notes why.
#[derive(Clone, Copy, Debug)]
pub(super) enum Reads {
    /// Rows of named columns, some of which a mapping may send elsewhere.
    Table(ReadTable),
    /// Records as they stand in a workspace; compared with it at once.
    Records(fn(&[u8], &Workspace, &mut Notes, &mut ImportWatch<'_>) -> Option<Import>),
}

pub(super) type ReadTable = fn(&[u8], &Mapping, &mut Notes) -> Option<ImportTable>;

/// Every format that can be read, the likeliest first.
pub const FORMATS: &[ImportFormat] = &[
    ImportFormat {
        name: "Jira XML",
        about: "The feed of issues Jira exports.",
        endings: &[".xml"],
        tool: dialect::JIRA.tool,
        lost: "attachments, watchers, votes, work logs, history, permissions, boards",
        detect: jira_xml::detect,
        read: Reads::Table(jira_xml::read),
    },
    ImportFormat {
        name: "Jira CSV",
        about: "What Jira exports, cloud or server, whatever the language of its names.",
        endings: &[".csv"],
        tool: dialect::JIRA.tool,
        lost: "attachments, watchers' votes, work logs, history, permissions, boards, and what the exported view did not show",
        detect: |bytes| csv::detect_as(&dialect::JIRA, bytes),
        read: Reads::Table(csv::read),
    },
    ImportFormat {
        name: "Azure DevOps CSV",
        about: "What a query of Azure DevOps exports, as a list or as a tree.",
        endings: &[".csv"],
        tool: dialect::AZURE.tool,
        lost: "links other than parents, attachments, comments, history, and columns the query did not have",
        detect: |bytes| csv::detect_as(&dialect::AZURE, bytes),
        read: Reads::Table(csv::read),
    },
    ImportFormat {
        name: "Linear CSV",
        about: "What Linear exports, and what it takes in.",
        endings: &[".csv"],
        tool: dialect::LINEAR.tool,
        lost: "attachments, comments, history, subscribers",
        detect: |bytes| csv::detect_as(&dialect::LINEAR, bytes),
        read: Reads::Table(csv::read),
    },
    ImportFormat {
        name: "Asana CSV",
        about: "What Asana exports, also through a spreadsheet.",
        endings: &[".csv"],
        tool: dialect::ASANA.tool,
        lost: "comments, attachments, history, likes, and the order in a board",
        detect: |bytes| csv::detect_as(&dialect::ASANA, bytes),
        read: Reads::Table(csv::read),
    },
    ImportFormat {
        name: "Plane CSV",
        about: "What Plane exports.",
        endings: &[".csv"],
        tool: dialect::PLANE.tool,
        lost: "attachments, history, reactions",
        detect: |bytes| csv::detect_as(&dialect::PLANE, bytes),
        read: Reads::Table(csv::read),
    },
    ImportFormat {
        name: "Aha! CSV",
        about: "A list of features as Aha! exports it.",
        endings: &[".csv"],
        tool: dialect::AHA.tool,
        lost: "attachments, history, votes, and columns the list did not have",
        detect: |bytes| csv::detect_as(&dialect::AHA, bytes),
        read: Reads::Table(csv::read),
    },
    #[cfg(feature = "xlsx")]
    ImportFormat {
        name: "XLSX",
        about: "A workbook: the sheet whose columns have the most names that are known.",
        endings: &[".xlsx"],
        tool: "",
        lost: "formulas, comments, pictures, formats, and what other sheets hold",
        detect: xlsx::detect,
        read: Reads::Table(xlsx::read),
    },
    ImportFormat {
        name: "CSV",
        about: "Any other table with commas, semicolons or tabs, and names on top.",
        endings: &[".csv", ".tsv", ".txt"],
        tool: "",
        lost: "whatever the exported view did not show, attachments, work logs, history, permissions, formulas",
        detect: csv::detect,
        read: Reads::Table(csv::read),
    },
    json::evenkeel::FORMAT,
    json::jira::FORMAT,
    json::trello::FORMAT,
    json::github::FORMAT,
    json::taskwarrior::FORMAT,
    json::beads::FORMAT,
    json::linear::FORMAT,
    json::plain::FORMAT,
];

/// The format that fits some bytes best.
pub fn detect(bytes: &[u8]) -> Option<&'static ImportFormat> {
    let all = FORMATS.iter().rev();
    let best = all
        .map(|format| ((format.detect)(bytes), format))
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
