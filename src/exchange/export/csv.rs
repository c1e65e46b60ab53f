//! CSV: items as a table that a spreadsheet opens without running anything, and that reads back.
//!
//! Owns the bytes; columns and cells are those of [`crate::exchange::sheet`], RFC 4180 itself is the `csv`
//! crate's. The default form begins with a byte order mark: without one, Excel takes UTF-8 for the local code
//! page and every accent is damaged, and our own import skips it. The raw form is for programs: no mark, and
//! no apostrophes.

use std::io::Write;

use super::content::{Content, ExportError, Separator, Written};
use super::table::{ItemTable, items};
use crate::exchange::sheet::{SheetColumn, harmless, kept};
use crate::model::number::Number;

/// The byte order mark of UTF-8.
pub(super) const MARK: &str = "\u{feff}";

/// Writes the items, one row each, with cells that no spreadsheet takes for formulas, and texts that none takes for
/// numbers or days.
pub(super) fn write(content: &Content<'_>, to: &mut dyn Write) -> Written {
    to.write_all(MARK.as_bytes())?;
    table(&ItemTable::of(content, false), content, to)
}

/// Writes the same with every cell as it stands.
pub(super) fn write_raw(content: &Content<'_>, to: &mut dyn Write) -> Written {
    table(&ItemTable::of(content, true), content, to)
}

fn table(table: &ItemTable<'_>, content: &Content<'_>, to: &mut dyn Write) -> Written {
    let is_raw = table.columns.contains(&SheetColumn::Id { is_raw: true });
    let has_commas = content.wish.has_commas;
    let guarded = |column: &SheetColumn, cell: String| {
        if is_raw {
            cell
        } else if column.is_text(&cell) {
            kept(cell)
        } else {
            harmless(cell)
        }
    };
    let written_cell = |(column, cell): (&SheetColumn, String)| {
        if has_commas && column.is_number() && Number::parse(&cell).is_ok() {
            cell.replace('.', ",")
        } else {
            guarded(column, cell)
        }
    };
    let names = table.columns.iter().map(|column| {
        let name = column.name().into_owned();
        if is_raw { name } else { kept(name) }
    });
    let rows = items(content).map(|item| {
        let cells = table.columns.iter().zip(table.row(item));
        cells.map(written_cell)
    });
    written(names, rows, content.wish.separator(), to)?;
    Ok(Vec::new())
}

/// A line of names and rows as CSV.
pub(super) fn written(
    names: impl Iterator<Item = String>,
    rows: impl Iterator<Item = impl Iterator<Item = String>>,
    separator: Separator,
    to: &mut dyn Write,
) -> Result<(), ExportError> {
    let mut writer = ::csv::WriterBuilder::new()
        .delimiter(separator.byte())
        .terminator(::csv::Terminator::CRLF)
        // Spreadsheets that part cells at semicolons and tabs too leave quoted ones whole.
        .quote_style(::csv::QuoteStyle::NonNumeric)
        .from_writer(to);
    writer.write_record(names)?;
    for row in rows {
        writer.write_record(row)?;
    }
    Ok(writer.flush()?)
}

impl From<::csv::Error> for ExportError {
    fn from(error: ::csv::Error) -> Self {
        Self {
            what: error.to_string(),
        }
    }
}

/// A table of texts as CSV; a text that cannot be written, which memory never is, gives nothing.
pub fn rows_as_csv(
    names: impl Iterator<Item = String>,
    rows: impl Iterator<Item = impl Iterator<Item = String>>,
) -> String {
    let mut bytes = Vec::new();
    let written = written(names, rows, Separator::Comma, &mut bytes).ok();
    written
        .and_then(|()| String::from_utf8(bytes).ok())
        .unwrap_or_default()
}
