//! CSV: items as a table that a spreadsheet opens without running anything, and that reads back.
//!
//! Owns the bytes; columns and cells are those of [`crate::exchange::sheet`], RFC 4180 itself is the `csv`
//! crate's. The default form begins with a byte order mark: without one, Excel takes UTF-8 for the local code
//! page and every accent is damaged, and our own import skips it. The raw form is for programs: no mark, and
//! no apostrophes.

use super::content::{Content, Export, ExportError};
use super::table::{ItemTable, items};
use crate::exchange::sheet::harmless;

/// The byte order mark of UTF-8.
const MARK: &str = "\u{feff}";

/// Writes the items, one row each, with cells that no spreadsheet takes for formulas.
pub(super) fn write(content: &Content<'_>) -> Result<Export, ExportError> {
    let table = ItemTable::of(content, false);
    let names = table
        .columns
        .iter()
        .map(|column| harmless(column.name().into_owned()));
    let rows = items(content).map(|item| table.row(item).into_iter().map(harmless));
    written(MARK, names, rows).map(Export::from)
}

/// Writes the same with every cell as it stands.
pub(super) fn write_raw(content: &Content<'_>) -> Result<Export, ExportError> {
    let table = ItemTable::of(content, true);
    let names = table
        .columns
        .iter()
        .map(|column| column.name().into_owned());
    let rows = items(content).map(|item| table.row(item).into_iter());
    written("", names, rows).map(Export::from)
}

/// A line of names and rows as CSV.
pub(super) fn written(
    mark: &str,
    names: impl Iterator<Item = String>,
    rows: impl Iterator<Item = impl Iterator<Item = String>>,
) -> Result<Vec<u8>, ExportError> {
    let failed = |what: String| ExportError { what };
    let mut writer = ::csv::WriterBuilder::new()
        .terminator(::csv::Terminator::CRLF)
        // Spreadsheets that part cells at semicolons and tabs too leave quoted ones whole.
        .quote_style(::csv::QuoteStyle::NonNumeric)
        .from_writer(mark.as_bytes().to_vec());
    writer
        .write_record(names)
        .map_err(|error| failed(error.to_string()))?;
    for row in rows {
        writer
            .write_record(row)
            .map_err(|error| failed(error.to_string()))?;
    }
    writer
        .into_inner()
        .map_err(|error| failed(error.to_string()))
}

/// A table of texts as CSV; a text that cannot be written, which memory never is, gives nothing.
pub fn rows_as_csv(
    names: impl Iterator<Item = String>,
    rows: impl Iterator<Item = impl Iterator<Item = String>>,
) -> String {
    let bytes = written("", names, rows).unwrap_or_default();
    String::from_utf8(bytes).unwrap_or_default()
}
