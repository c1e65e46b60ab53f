//! Sheets: lines of cells to a table.
//!
//! Owns the line of names, the roles it gives and the widths of rows, for text and spreadsheets alike.
//! Knows what names mean only to find the line they stand on.

use ::csv::StringRecord;

use super::mapping::Mapping;
use super::notes::{Note, Notes};
use super::roles::{self, Role};
use super::table::{Column, Row, Table};
use crate::model::limits::{COLUMNS_LIMIT, RECORDS_LIMIT};
use crate::model::text::clean_line;

/// How many rows are searched for the names of the columns.
pub(super) const HEADER_ROWS: usize = 50;
/// Where trackers stop exporting.
const EXPORT_LIMIT: usize = 1_000;

/// A line of a sheet, blank cells and all, and its number.
pub(super) struct Line {
    pub number: usize,
    pub cells: StringRecord,
}

impl Line {
    /// Whether no cell is filled.
    pub fn is_blank(&self) -> bool {
        self.cells.iter().all(|cell| cell.trim().is_empty())
    }

    /// How many of its cells are names of columns that are known.
    pub fn known(&self) -> usize {
        let known = |cell: &&str| Role::of(cell).is_known();
        self.cells.iter().filter(known).count()
    }
}

/// Reads lines as a table. None when they cannot be one, of which the notes have the reason.
pub(super) fn read(
    lines: impl Iterator<Item = Line>,
    mapping: &Mapping,
    notes: &mut Notes,
) -> Option<Table> {
    let mut lines = lines.filter(|line| !line.is_blank());
    let mut top: Vec<Line> = lines.by_ref().take(HEADER_ROWS).collect();
    let columns = if let Some(at) = header(&top, mapping) {
        let names = top.drain(..=at).next_back()?;
        if names.cells.len() > COLUMNS_LIMIT {
            let count = names.cells.len().to_string();
            notes.add(Note::TooWide, "", Some(names.number), &count);
            return None;
        }
        columns(&names.cells)
    } else if mapping.has_positions() {
        let width = top.iter().map(|line| line.cells.len()).max();
        let names = StringRecord::from(vec![""; width.unwrap_or_default().min(COLUMNS_LIMIT)]);
        columns(&names)
    } else {
        notes.add(Note::NoHeader, "", None, "");
        return None;
    };
    let width = columns.len();
    let mut table = Table {
        columns,
        ..Table::default()
    };
    for line in top.into_iter().chain(lines) {
        if table.rows.len() + table.skipped == RECORDS_LIMIT {
            notes.add(Note::TooLong, "", None, "");
            return None;
        }
        let cells = line.cells.len();
        // Even where the cells too many are blank: something before them pushed the others along.
        if cells > width {
            let example = format!("{cells} cells in {width} columns");
            notes.add(Note::WideRow, "", Some(line.number), &example);
            table.skipped += 1;
            continue;
        }
        if cells < width {
            notes.add(Note::ShortRow, "", Some(line.number), "");
        }
        let cells = line.cells.iter().enumerate();
        table.rows.push(Row::new(line.number, cells));
    }
    if table.rows.len() + table.skipped == EXPORT_LIMIT {
        notes.add(Note::Limit, "", None, "");
    }
    Some(table)
}

/// Whether lines begin with one that names columns, a title among them.
pub(super) fn has_header(lines: impl Iterator<Item = Line>) -> bool {
    let lines = lines.filter(|line| !line.is_blank());
    lines.take(HEADER_ROWS).enumerate().any(is_header)
}

/// The line of names: the first that has all names of a mapping, or the first that looks like one.
fn header(top: &[Line], mapping: &Mapping) -> Option<usize> {
    let named = |line: &Line| {
        let names: Vec<_> = line.cells.iter().map(clean_line).collect();
        mapping.names_all_in(|name| names.iter().any(|cell| cell == name))
    };
    let wanted = (!mapping.is_empty()).then(|| top.iter().position(named));
    wanted
        .flatten()
        .or_else(|| top.iter().enumerate().position(is_header))
}

/// Whether a line names columns: a title and another known name, or a plain title on top of all.
fn is_header((at, line): (usize, impl std::borrow::Borrow<Line>)) -> bool {
    let line = line.borrow();
    let titles = line.cells.iter().filter_map(|c| Role::of(c).as_title());
    titles
        .min()
        .is_some_and(|rank| line.known() >= 2 || (at == 0 && rank < 2))
}

/// Names the columns and gives every one its role.
fn columns(names: &StringRecord) -> Vec<Column> {
    let name = |(position, name): (usize, &str)| match clean_line(name) {
        name if name.is_empty() => format!("Column {}", position + 1),
        name => name.into_owned(),
    };
    roles::of_header(names.iter().enumerate().map(name).collect())
}
