//! A list as text: plain, as CSV, as a Markdown table.
//!
//! Owns that all three say what the screen says, of the records that the filter lets through. Cells that a
//! spreadsheet would take for a formula are made harmless.

use std::fmt::Write as _;

use super::Lists;
use crate::desk::Desk;
use crate::exchange::export::{as_markdown, rows_as_csv};
use crate::exchange::sheet::harmless;
use crate::model::id::Id;
use crate::model::text::clean_line;
use crate::scoring::facts::{FactColumn, FactTable};

/// The rows of a list: a text for each column.
fn rows(desk: &Desk, lists: &Lists, at: usize) -> Vec<Vec<String>> {
    let text = |words: String| clean_line(&words).into_owned();
    let cells = |id| {
        let cells = lists.cells(desk, at, id).into_iter();
        cells.map(|cell| text(cell.words)).collect()
    };
    lists.ids(desk, at).iter().copied().map(cells).collect()
}

/// The list as CSV.
pub fn csv(desk: &Desk, lists: &Lists, at: usize) -> String {
    let names = lists.headings(at).into_iter().map(str::to_owned);
    let rows = rows(desk, lists, at);
    let rows = rows.into_iter().map(|row| row.into_iter().map(harmless));
    rows_as_csv(names, rows)
}

/// The list as a Markdown table.
pub fn markdown(desk: &Desk, lists: &Lists, at: usize) -> String {
    let columns = lists.headings(at).into_iter().map(FactColumn::of);
    as_markdown(&FactTable {
        columns: columns.collect(),
        rows: rows(desk, lists, at),
        ..FactTable::default()
    })
}

/// The lists of a view as plain text: under each heading what is said of each record.
pub fn plain(desk: &Desk, lists: &Lists) -> String {
    let is_shared = desk.presenting.is_some();
    let mut out = String::new();
    for (at, listing) in lists.all().iter().enumerate() {
        let _ = writeln!(out, "---- {} ----", listing.title);
        let own = |id: &&Id| listing.kind_of(desk, **id) == listing.kind;
        for id in lists.ids(desk, at).iter().filter(own) {
            out.push_str(&listing.facts(desk, *id).plain(is_shared));
        }
    }
    out
}
