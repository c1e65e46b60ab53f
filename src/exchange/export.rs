//! Export: the workspace and its numbers out, in forms that others read.
//!
//! Owns the formats and what may go out to whom. Computes nothing: the numbers are those of the screens.
//! Writes no file; the caller gets bytes.
//!
//! To add a format, write one file that turns a [`Content`] into bytes and add one row to [`FORMATS`].

use std::io::Write;

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
#[cfg(feature = "xlsx")]
mod xlsx;
mod xml;

pub use content::{Content, Export, ExportError, ExportOutput, Written};
pub use csv::rows_as_csv;
pub use markdown::as_markdown;

/// A format that can be written.
#[derive(Debug)]
pub struct ExportFormat {
    /// What it is called on the command line: `csv`.
    pub name: &'static str,
    /// What it is, in one sentence.
    pub about: &'static str,
    /// How its files end, without the dot.
    pub extension: &'static str,
    /// Writes what is exported, as it is made: a large file is never held as a whole.
    pub write: fn(&Content<'_>, &mut dyn Write) -> Written,
}

impl ExportFormat {
    /// What the format makes, as a whole.
    pub fn made(&self, content: &Content<'_>) -> Result<Export, ExportError> {
        let mut bytes = Vec::new();
        let notes = (self.write)(content, &mut bytes)?;
        Ok(Export { bytes, notes })
    }

    /// Whether it makes text that can be shown and copied.
    pub fn is_text(&self) -> bool {
        self.extension != "xlsx"
    }
}

macro_rules! formats {
    ($( $(#[$cfg:meta])? $name:literal in $extension:literal by $write:path: $about:literal; )+) => {
        &[ $( $(#[$cfg])? ExportFormat {
            name: $name,
            about: $about,
            extension: $extension,
            write: $write,
        }, )+ ]
    };
}

/// Every format that can be written.
pub const FORMATS: &[ExportFormat] = formats! {
    "csv" in "csv" by csv::write:
        "A table for a spreadsheet, which reads back: every field of every item; no cell is a formula.";
    "csv-raw" in "csv" by csv::write_raw:
        "The same table for programs: cells stand as they are, also those a spreadsheet would run.";
    #[cfg(feature = "xlsx")]
    "xlsx" in "xlsx" by xlsx::write:
        "A workbook that computes rank, score and balance by live formulas, to be checked; reads back.";
    "json" in "json" by json::write:
        "The whole workspace with its numbers, for programs; reads back.";
    "markdown" in "md" by markdown::write:
        "The ranked backlog, its balance and its findings, for a wiki or a chat.";
    "jira" in "csv" by jira::write:
        "A CSV for Jira's importer: points, rank and score of every item that has a key.";
    "html" in "html" by report::write:
        "A report to read and to print, in one file: order with reasons, balance, trade-off, plan, decisions.";
    "svg-grid" in "svg" by svg::write_grid:
        "A drawing of the trade-off grid: cost of delay against job size.";
    "svg-gauges" in "svg" by svg::write_gauges:
        "A drawing of the allocation: effort by bucket against its target.";
    "svg-plan" in "svg" by svg::write_plan:
        "A drawing of the plan: the items of each iteration, load against capacity.";
    "pi-sheet" in "md" by pi_sheet::write:
        "One page on the coming increment: load, mix, objectives, milestones, risks, what is awaited, confidence.";
    "minutes" in "md" by minutes::write:
        "The minutes of a session: agenda, votes by round, decisions with reasons, what moved, who does what.";
    "minutes-html" in "html" by minutes::write_page:
        "The same minutes as a page to read and to print, in one file.";
    "ics" in "ics" by calendar::write:
        "A calendar: increments, iterations, events, milestones, days to look again, what is awaited from others.";
};

/// The format of this name.
pub fn format(name: &str) -> Option<&'static ExportFormat> {
    FORMATS.iter().find(|format| format.name == name)
}
