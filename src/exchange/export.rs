//! Export: the workspace and its numbers out, in forms that others read.
//!
//! Owns the formats and what may go out to whom. Computes nothing: the numbers are those of the screens.
//! Writes no file; the caller gets bytes.
//!
//! To add a format, write one file that turns a [`Content`] into bytes and add one row to [`FORMATS`].

use std::io::Write;

mod calendar;
mod contact_plan;
mod content;
mod csv;
mod feature_sheet;
mod flow;
mod home;
mod increment;
mod insight;
mod json;
mod markdown;
mod minutes;
mod money;
mod one_pager;
mod page;
mod pi_sheet;
mod report;
mod roadmap;
mod rows;
mod svg;
mod table;
mod vote_card;
#[cfg(feature = "xlsx")]
mod xlsx;
mod xml;

pub use content::{Content, Export, ExportError, ExportOutput, ExportWish, Separator, Written};
pub use csv::rows_as_csv;
pub use markdown::as_markdown;
pub use roadmap::{heads as roadmap_heads, text as roadmap_text};
pub use vote_card::vote_card;

use crate::model::Workspace;
use crate::model::evidence::Evidence;
use crate::model::item::Item;
use crate::model::journey::Stage;
use crate::model::kpi::Reading;
use crate::model::need::Wish;
use crate::model::record::Declared;
use crate::model::words::{Text, worded};

/// A format that can be written.
#[derive(Debug)]
pub struct ExportFormat {
    /// What it is called on the command line: `csv`.
    pub name: &'static str,
    /// What it is, in one sentence.
    pub about: Text,
    /// How its files end, without the dot.
    pub extension: &'static str,
    /// Why there would be nothing in it, and what to do about that; none where there is something.
    lacks: fn(&Content<'_>) -> Option<&'static str>,
    writes: Writes,
}

/// What writes a format, as it is made: a large file is never held as a whole.
#[derive(Debug)]
enum Writes {
    /// Something that has one form.
    Plain(fn(&Content<'_>, &mut dyn Write) -> Written),
    /// A table of which may be wished what stands between cells and in numbers.
    Cells(fn(&Content<'_>, &mut dyn Write) -> Written),
    /// The roadmap, of which may be wished how it is grouped and whom it is for.
    Roadmap(fn(&Content<'_>, &mut dyn Write) -> Written),
    /// The table of a tool, with which may go along what was changed here.
    Home(&'static home::HomeTool),
}

impl ExportFormat {
    /// What the format makes, as a whole.
    pub fn made(&self, content: &Content<'_>) -> Result<Export, ExportError> {
        let mut bytes = Vec::new();
        let notes = self.write(content, &mut bytes)?;
        Ok(Export { bytes, notes })
    }

    /// Writes what the format makes; nothing where there would be nothing in it, which is an error.
    pub fn write(&self, content: &Content<'_>, to: &mut dyn Write) -> Written {
        match (self.lacks)(content) {
            Some(why) => Err(ExportError::nothing(why)),
            None => match self.writes {
                Writes::Plain(write) | Writes::Cells(write) | Writes::Roadmap(write) => {
                    write(content, to)
                }
                Writes::Home(tool) => home::write(tool, content, to),
            },
        }
    }

    /// How many files it takes: more than one where the tool it is for takes so many rows at a time.
    pub fn files(&self, content: &Content<'_>) -> usize {
        match self.writes {
            Writes::Plain(_) | Writes::Cells(_) | Writes::Roadmap(_) => 1,
            Writes::Home(tool) => home::files(tool, content),
        }
    }

    /// How many items are in it.
    pub fn counted(&self, content: &Content<'_>) -> usize {
        match self.writes {
            Writes::Plain(_) | Writes::Cells(_) | Writes::Roadmap(_) => content.items.len(),
            Writes::Home(tool) => home::counted(tool, content),
        }
    }

    /// Whether it may be wished how cells and numbers are written.
    pub const fn has_cells(&self) -> bool {
        matches!(self.writes, Writes::Cells(_))
    }

    /// Whether it is a roadmap, which is grouped, and made for somebody.
    pub const fn is_roadmap(&self) -> bool {
        matches!(self.writes, Writes::Roadmap(_))
    }

    /// Whether what was changed here may go along, in files of so many rows.
    pub const fn goes_home(&self) -> bool {
        matches!(self.writes, Writes::Home(_))
    }

    /// Whether it makes text that can be shown and copied.
    pub fn is_text(&self) -> bool {
        self.extension != "xlsx"
    }
}

/// The name of the sheet of an increment, which says what changed since the last one.
pub const SHEET: &str = "pi-sheet";

/// Why a format of items would have nothing in it.
fn items(content: &Content<'_>) -> Option<&'static str> {
    let is_empty = content.workspace.count(Item::KIND) == 0;
    content.items.is_empty().then_some(if is_empty {
        worded("there is no item yet · add one or import some")
    } else {
        worded("no item is meant · choose another filter")
    })
}

/// The same of the whole workspace, which may have other records than items.
fn records(content: &Content<'_>) -> Option<&'static str> {
    let workspace = content.workspace;
    let is_meant = content.part_of().is_some() || *workspace == Workspace::default();
    items(content).filter(|_| is_meant)
}

/// The same where the format itself knows what it needs.
const fn anything(_: &Content<'_>) -> Option<&'static str> {
    None
}

/// Formats, a row each: name, ending, what writes it, what has to be there; then what it is.
macro_rules! formats {
    ($( $(#[$cfg:meta])? $name:literal in $extension:literal by $write:ident($by:expr), of $lacks:path: $about:literal; )+) => {
        &[ $( $(#[$cfg])? ExportFormat {
            name: $name,
            about: Text::new($about),
            extension: $extension,
            lacks: $lacks,
            writes: Writes::$write($by),
        }, )+ ]
    };
}

/// Every format that can be written.
pub const FORMATS: &[ExportFormat] = formats! {
    "csv" in "csv" by Cells(csv::write), of items:
        "A table for a spreadsheet, which reads back: every field of every item; no cell is a formula.";
    "csv-raw" in "csv" by Cells(csv::write_raw), of items:
        "The same table for programs: cells stand as they are, also those a spreadsheet would run.";
    #[cfg(feature = "xlsx")]
    "xlsx" in "xlsx" by Plain(xlsx::write), of items:
        "A workbook that computes rank, score and balance by live formulas, to be checked; reads back.";
    "json" in "json" by Plain(json::write), of records:
        "The whole workspace with its numbers, for programs; reads back.";
    "markdown" in "md" by Plain(markdown::write), of items:
        "The ranked backlog, its balance and its findings, for a wiki or a chat.";
    "jira" in "csv" by Home(&home::JIRA), of items:
        "A CSV for Jira's importer: points, rank and score of every item with a key of Jira; up to 1,500 rows a file.";
    "azure" in "csv" by Home(&home::AZURE), of items:
        "A CSV for Azure DevOps' importer: the same of every item with a number of Azure; up to 1,000 rows a file.";
    "linear" in "csv" by Home(&home::LINEAR), of items:
        "A CSV for Linear's importer, which makes new issues: the same, with text, state, labels and due day.";
    "github" in "tsv" by Home(&home::GITHUB), of items:
        "A table to paste into a project of GitHub: title, address, estimate, rank and score.";
    "html" in "html" by Plain(report::write), of items:
        "A report to read and to print, in one file: order with reasons, balance, trade-off, plan, decisions.";
    "svg-grid" in "svg" by Plain(svg::write_grid), of items:
        "A drawing of the trade-off grid: cost of delay against job size.";
    "svg-gauges" in "svg" by Plain(svg::write_gauges), of items:
        "A drawing of the effort of each allocation against its target.";
    "svg-plan" in "svg" by Plain(svg::write_plan), of items:
        "A drawing of the plan: the items of each iteration, load against capacity.";
    "roadmap" in "md" by Roadmap(roadmap::write), of items:
        "The roadmap: bars as text and a table, by theme, team and more; inside, or what customers may see.";
    "roadmap-html" in "html" by Roadmap(roadmap::write_page), of items:
        "The same roadmap as a page to read and to print, in one file.";
    "svg-roadmap" in "svg" by Roadmap(svg::write_roadmap), of items:
        "A drawing of the roadmap: bars on a time axis; grouped by now, next, later without a day.";
    "svg-teams" in "svg" by Plain(svg::write_teams), of anything:
        "A drawing of the planning board: teams by iterations, and what depends on what.";
    "svg-kpis" in "svg" by Plain(svg::write_kpis), of insight::has_kpi:
        "A drawing of the tree of KPIs: what each is made of, its progress, what covers its gap.";
    "svg-needs" in "svg" by Plain(svg::write_needs), of insight::has_need:
        "A drawing of the tree of needs under their outcomes, with the items that meet them and what those assume.";
    "svg-journey" in "svg" by Plain(svg::write_journeys), of insight::has_stage:
        "A drawing of each journey: the curve of its stages, their gaps, pains and items.";
    "wishes" in "csv" by Cells(rows::write::<Wish>), of rows::lacks::<Wish>:
        "What customers wish for as a table that reads back, by import --as wishes or pasted among them.";
    "evidence" in "csv" by Cells(rows::write::<Evidence>), of rows::lacks::<Evidence>:
        "The evidence as a table that reads back, by import --as evidence or pasted among it.";
    "readings" in "csv" by Cells(rows::write::<Reading>), of rows::lacks::<Reading>:
        "What was read of KPIs as a table that reads back, by import --as readings or pasted among them.";
    "stages" in "csv" by Cells(rows::write::<Stage>), of rows::lacks::<Stage>:
        "The stages of journeys as a table that reads back, by import --as stages or pasted among them.";
    "svg-curves" in "svg" by Plain(svg::write_curves), of money::studies:
        "A drawing of each study of four prices: its curves and what people accept; for you alone.";
    "svg-prices" in "svg" by Plain(svg::write_prices), of money::offers:
        "A drawing of the offers on a line of prices, ours and those of others; for you alone.";
    "svg-burn" in "svg" by Plain(svg::write_burn), of money::budget:
        "A drawing of the budget: planned, spent and to be expected, and how long the cash lasts; for you alone.";
    "budget" in "csv" by Cells(money::write_budget), of money::budget:
        "The budget lines as a table that reads back when it is pasted among them; for you alone.";
    "pi-sheet" in "md" by Plain(pi_sheet::write), of anything:
        "One page on the coming planning interval: load, mix, objectives, milestones, risks, what is awaited, confidence, and what changed since the last one.";
    "feature-sheet" in "md" by Plain(feature_sheet::write), of items:
        "A sheet for each open feature: need, hypothesis, acceptance, options, evidence, forecast.";
    "vision" in "md" by Plain(one_pager::write), of one_pager::lacks:
        "The vision on one page: what it is for, themes, KPIs, and the roadmap by theme.";
    "contacts" in "md" by Plain(contact_plan::write), of anything:
        "The communication plan: who is spoken with, how often, when next, what they must hear.";
    "minutes" in "md" by Plain(minutes::write), of anything:
        "The minutes of a session: agenda, votes by round, decisions with reasons, what moved, who does what.";
    "minutes-html" in "html" by Plain(minutes::write_page), of anything:
        "The same minutes as a page to read and to print, in one file.";
    "ics" in "ics" by Plain(calendar::write), of anything:
        "A calendar: planning intervals, iterations, events, milestones, days to look again, what is awaited from others.";
};

/// The format of this name.
pub fn format(name: &str) -> Option<&'static ExportFormat> {
    FORMATS.iter().find(|format| format.name == name)
}
