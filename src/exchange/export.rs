//! Export: the workspace and its numbers out, in forms that others read.
//!
//! Owns the formats and what may go out to whom. Computes nothing: the numbers are those of the screens.
//! Writes no file; the caller gets bytes.
//!
//! To add a format, write one file that turns a [`Content`] into bytes and add one row to [`FORMATS`].

mod calendar;
mod content;
mod csv;
mod increment;
mod jira;
mod json;
mod markdown;
mod minutes;
mod page;
mod pi_sheet;
mod report;
mod svg;
mod table;
mod word_table;
#[cfg(feature = "xlsx")]
mod xlsx;
mod xml;

pub use content::{Content, Export, ExportError};
pub use csv::rows_as_csv;
pub use markdown::escape;

/// A format that can be written.
#[derive(Debug)]
pub struct ExportFormat {
    /// What it is called on the command line: `csv`.
    pub name: &'static str,
    /// What it is, in one sentence.
    pub about: &'static str,
    /// How its files end, without the dot.
    pub extension: &'static str,
    /// Writes what is exported.
    pub write: fn(&Content<'_>) -> Result<Export, ExportError>,
}

/// Every format that can be written.
pub const FORMATS: &[ExportFormat] = &[
    ExportFormat {
        name: "csv",
        about: "A table for a spreadsheet, which reads back: every field of every item; no cell is a formula.",
        extension: "csv",
        write: csv::write,
    },
    ExportFormat {
        name: "csv-raw",
        about: "The same table for programs: cells stand as they are, also those a spreadsheet would run.",
        extension: "csv",
        write: csv::write_raw,
    },
    #[cfg(feature = "xlsx")]
    ExportFormat {
        name: "xlsx",
        about: "A workbook that computes rank, score and balance by live formulas, to be checked; reads back.",
        extension: "xlsx",
        write: xlsx::write,
    },
    ExportFormat {
        name: "json",
        about: "The whole workspace with its numbers, for programs; reads back.",
        extension: "json",
        write: json::write,
    },
    ExportFormat {
        name: "markdown",
        about: "The ranked backlog, its balance and its findings, for a wiki or a chat.",
        extension: "md",
        write: markdown::write,
    },
    ExportFormat {
        name: "jira",
        about: "A CSV for Jira's importer: points, rank and score of every item that has a key.",
        extension: "csv",
        write: jira::write,
    },
    ExportFormat {
        name: "html",
        about: "A report to read and to print, in one file: order with reasons, balance, trade-off, plan, decisions.",
        extension: "html",
        write: report::write,
    },
    ExportFormat {
        name: "svg-grid",
        about: "A drawing of the trade-off grid: cost of delay against job size.",
        extension: "svg",
        write: svg::write_grid,
    },
    ExportFormat {
        name: "svg-gauges",
        about: "A drawing of the allocation: effort by bucket against its target.",
        extension: "svg",
        write: svg::write_gauges,
    },
    ExportFormat {
        name: "svg-plan",
        about: "A drawing of the plan: the items of each iteration, load against capacity.",
        extension: "svg",
        write: svg::write_plan,
    },
    ExportFormat {
        name: "pi-sheet",
        about: "One page on the coming increment: load, mix, objectives, milestones, risks, what is awaited, confidence.",
        extension: "md",
        write: pi_sheet::write,
    },
    ExportFormat {
        name: "minutes",
        about: "The minutes of a session: agenda, votes by round, decisions with reasons, what moved, who does what.",
        extension: "md",
        write: minutes::write,
    },
    ExportFormat {
        name: "minutes-html",
        about: "The same minutes as a page to read and to print, in one file.",
        extension: "html",
        write: minutes::write_page,
    },
    ExportFormat {
        name: "ics",
        about: "A calendar: increments, iterations, events, milestones, days to look again, what is awaited from others.",
        extension: "ics",
        write: calendar::write,
    },
];

/// The format of this name.
pub fn format(name: &str) -> Option<&'static ExportFormat> {
    FORMATS.iter().find(|format| format.name == name)
}
