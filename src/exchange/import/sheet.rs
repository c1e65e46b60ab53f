//! Sheets: lines of cells to a table.
//!
//! Owns the line of names, the roles it gives and the widths of rows, for text and spreadsheets alike.
//! Knows what names mean only to find the line they stand on.

use ::csv::StringRecord;

use super::dialect::{Dialect, JIRA, KeyColumns};
use super::mapping::Mapping;
use super::notes::{Note, Notes};
use super::outcome::ImportWatch;
use super::prose::Markup;
use super::role::Role;
use super::roles;
use super::table::{ImportColumn, ImportRow, ImportTable};
use super::{groups, guess, levels};
use crate::model::limits::{COLUMNS_LIMIT, RECORDS_LIMIT};
use crate::model::text::clean_line;

/// How many rows are searched for the names of the columns.
pub(super) const HEADER_ROWS: usize = 50;
/// Where trackers stop exporting.
const EXPORT_LIMIT: usize = 1_000;

/// A line of a sheet, blank cells and all, and its number.
pub(super) struct RawLine {
    pub number: usize,
    pub cells: StringRecord,
}

impl RawLine {
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

/// Reads lines as a table. None when they cannot be one, of which the notes have the reason, or it is broken off.
pub(super) fn read(
    lines: impl Iterator<Item = RawLine>,
    mapping: &Mapping,
    notes: &mut Notes,
    watch: &mut ImportWatch<'_>,
) -> Option<ImportTable> {
    let mut lines = lines.filter(|line| !line.is_blank());
    let mut top: Vec<RawLine> = lines.by_ref().take(HEADER_ROWS).collect();
    if top.is_empty() {
        notes.add(Note::NoItems, "", None, "");
        return None;
    }
    let known = header(&top, mapping);
    let known = known.filter(|_| !mapping.has_positions());
    let likely = || guess::header(&top).and_then(|at| Header::at(at, &top, None));
    let header = match known {
        Some(header) => header,
        None if mapping.has_positions() => Header::nameless(&top),
        None => likely().unwrap_or_else(|| Header::nameless(&top)),
    };
    if header.names.len() > COLUMNS_LIMIT {
        let count = header.names.len().to_string();
        notes.add(Note::TooWide, "", Some(header.line), &count);
        return None;
    }
    let columns = header.columns();
    top.drain(..header.rows_from);
    let width = columns.len();
    let mut table = ImportTable {
        columns,
        tool: header.dialect.map(|dialect| dialect.tool),
        states: header.dialect.map_or(&[], |dialect| dialect.states),
        sorts: header.dialect.map_or(&[], |dialect| dialect.sorts),
        markup: header
            .dialect
            .map_or(Markup::Plain, |dialect| dialect.markup),
        ..ImportTable::default()
    };
    let mut heads = Vec::new();
    for line in top.into_iter().chain(lines) {
        watch.step()?;
        if table.rows.len() + table.skipped == RECORDS_LIMIT {
            notes.add(Note::TooLong, "", None, "");
            return None;
        }
        if groups::repeats(&line.cells, &header.names) {
            heads.extend(table.rows.last().map(|row| row.line));
            notes.add(Note::RepeatedNames, "", Some(line.number), "");
            table.skipped += 1;
            continue;
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
        table.rows.push(ImportRow::new(line.number, cells));
    }
    if table.rows.len() + table.skipped == EXPORT_LIMIT {
        notes.add(Note::Limit, "", None, "");
    }
    if let Some(dialect) = header.dialect {
        (dialect.settle)(&mut table, notes);
    }
    groups::leave_out(&mut table, &heads, notes);
    levels::outline(&mut table);
    guess::ask(&mut table, mapping, header.line, notes);
    Some(table)
}

/// How many lines stand under the names of columns; all where there are none.
#[cfg(feature = "xlsx")]
pub(super) fn rows_below(lines: &[RawLine]) -> usize {
    let top = lines.get(..HEADER_ROWS).unwrap_or(lines);
    let known = header(top, &Mapping::default()).map(|header| header.rows_from);
    let above = known.or_else(|| guess::header(top).map(|at| at + 1));
    lines.len() - above.unwrap_or_default()
}

/// Whether lines begin with a header that is known.
#[cfg(feature = "xlsx")]
pub(super) fn has_header(lines: &[RawLine]) -> bool {
    header(
        lines.get(..HEADER_ROWS).unwrap_or(lines),
        &Mapping::default(),
    )
    .is_some()
}

/// The header lines begin with, when they have one.
pub(super) fn find_header(lines: impl Iterator<Item = RawLine>) -> Option<Header> {
    let lines = lines.filter(|line| !line.is_blank());
    let top: Vec<RawLine> = lines.take(HEADER_ROWS).collect();
    header(&top, &Mapping::default())
}

/// The line of names and what it tells.
pub(super) struct Header {
    line: usize,
    names: Vec<String>,
    /// How many lines there are down to the first row.
    rows_from: usize,
    /// Whose table it is.
    pub dialect: Option<&'static Dialect>,
    /// Where the columns of a table are that nobody can read the names of.
    shape: Option<KeyColumns>,
}

impl Header {
    /// The header at a line.
    fn at(at: usize, top: &[RawLine], shape: Option<KeyColumns>) -> Option<Self> {
        let line = top.get(at)?;
        let name = |(position, name): (usize, &str)| match clean_line(name) {
            name if name.is_empty() => format!("Column {}", position + 1),
            name => name.into_owned(),
        };
        let names: Vec<String> = line.cells.iter().enumerate().map(name).collect();
        let dialect = dialect_of(line).or_else(|| shape.map(|_| &JIRA));
        let is_jira = dialect.is_some_and(|dialect| dialect.tool == JIRA.tool);
        Some(Self {
            line: line.number,
            names,
            rows_from: at + 1,
            dialect,
            shape: shape.filter(|_| is_jira),
        })
    }

    /// As many columns without names as the widest line has cells.
    fn nameless(top: &[RawLine]) -> Self {
        let width = top.iter().map(|line| line.cells.len()).max();
        let names = 1..=width.unwrap_or_default().min(COLUMNS_LIMIT);
        Self {
            line: 1,
            names: names.map(|place| format!("Column {place}")).collect(),
            rows_from: 0,
            dialect: None,
            shape: None,
        }
    }

    /// Its columns with their roles.
    fn columns(&self) -> Vec<ImportColumn> {
        let mut columns = roles::of_header(self.names.clone(), self.dialect);
        if let Some(shape) = self.shape {
            shape.name(&mut columns);
        }
        columns
    }
}

/// The header: the line that has all names of a mapping, or looks like one, or stands above the shape of one.
fn header(top: &[RawLine], mapping: &Mapping) -> Option<Header> {
    let named = |line: &RawLine| {
        let names: Vec<_> = line.cells.iter().map(clean_line).collect();
        mapping.names_all_in(|name| names.iter().any(|cell| cell == name))
    };
    let wanted = mapping.names_any().then(|| top.iter().position(named));
    let found = wanted
        .flatten()
        .or_else(|| top.iter().enumerate().position(is_header))
        .or_else(|| top.iter().position(|line| dialect_of(line).is_some()));
    if let Some(at) = found {
        return Header::at(at, top, shape(top, at));
    }
    let mut shapes = (0..top.len()).filter_map(|at| Some((at, shape(top, at)?)));
    let (at, shape) = shapes.next()?;
    Header::at(at, top, Some(shape))
}

/// The tracker whose names a line has.
fn dialect_of(line: &RawLine) -> Option<&'static Dialect> {
    let names = line.cells.iter().map(|cell| clean_line(cell).into_owned());
    Dialect::of(&names.collect::<Vec<_>>())
}

/// The shape of the rows below a line.
fn shape(top: &[RawLine], at: usize) -> Option<KeyColumns> {
    let names = &top.get(at)?.cells;
    let rows = top.iter().skip(at + 1).map(|line| &line.cells);
    // A row that is too wide is left out later.
    let rows: Vec<&StringRecord> = rows.filter(|row| row.len() <= names.len()).collect();
    KeyColumns::of(names, &rows)
}

/// Whether a line names columns: a title and another known name, or a plain title on top of all.
fn is_header((at, line): (usize, &RawLine)) -> bool {
    let titles = line.cells.iter().filter_map(|c| Role::of(c).as_title());
    titles
        .min()
        .is_some_and(|rank| line.known() >= if rank < 3 { 2 } else { 3 } || (at == 0 && rank < 2))
}
