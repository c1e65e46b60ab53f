//! Records on their way into a table: formats that name their fields, JSON and XML.
//!
//! Owns how a record's fields become cells, and where there are too many of either.

use std::collections::HashMap;

use super::notes::{Note, Notes};
use super::role::Role;
use super::table::{FilePart, ImportColumn, ImportRow, ImportTable};
use crate::model::limits::{COLUMNS_LIMIT, RECORDS_LIMIT};
use crate::model::text::clean_line;

/// A table on its way, of records that name their fields: JSON, XML.
#[derive(Debug)]
pub(super) struct Gathering {
    roles: &'static [(&'static str, Role)],
    table: ImportTable,
    places: HashMap<String, usize>,
    /// The cells of the record that is being read.
    cells: Vec<(usize, String)>,
    line: usize,
    /// How many records have begun.
    begun: usize,
    /// Why nothing is read.
    refusal: Option<Note>,
}

impl Gathering {
    /// Starts a table whose columns mean what `roles` says; others are kept as they stand.
    pub fn new(roles: &'static [(&'static str, Role)]) -> Self {
        Self {
            roles,
            table: ImportTable {
                encoding: "UTF-8",
                ..ImportTable::default()
            },
            places: HashMap::new(),
            cells: Vec::new(),
            line: 0,
            begun: 0,
            refusal: None,
        }
    }

    /// Begins a record, the one after the last by number or the one that begins on a line.
    pub fn record(&mut self, line: usize) {
        self.flush();
        self.line = line;
        if self.begun == RECORDS_LIMIT {
            self.refusal = Some(Note::TooLong);
        }
        self.begun += 1;
    }

    /// Whether there is more than a table can hold, so that nothing will come of it.
    pub const fn is_refused(&self) -> bool {
        self.refusal.is_some()
    }

    /// Fills a cell of the record; a column may be filled several times.
    pub fn cell(&mut self, column: &str, text: &str) {
        self.cell_as(column, self.role(column), text);
    }

    /// What the column of a name is.
    pub fn role(&self, column: &str) -> Role {
        let known = self.roles.iter().find(|(known, _)| *known == column);
        known.map_or_else(|| Role::of(column).if_began(), |(_, role)| *role)
    }

    /// As [`Self::cell`], for a column that is nothing else than this.
    pub fn cell_as(&mut self, column: &str, role: Role, text: &str) {
        if text.trim().is_empty() || self.is_refused() {
            return;
        }
        let at = match self.places.get(column) {
            Some(at) => *at,
            None => self.column(column, role),
        };
        self.cells.push((at, text.to_owned()));
    }

    /// Leaves the record out and says why.
    pub fn leave_out(&mut self, why: Note, example: &str, notes: &mut Notes) {
        notes.add(why, "", Some(self.line), example);
        self.skip();
    }

    /// Leaves the record out.
    pub fn skip(&mut self) {
        self.cells.clear();
        self.table.skipped += 1;
    }

    /// Ends the record, which may be a part of that of another row, and gives the row it is; none where it is none.
    pub fn close(&mut self, whole: Option<usize>) -> Option<usize> {
        let row = self.flush()?;
        let part = whole.map(|whole| FilePart { row, whole });
        self.table.parts.extend(part);
        Some(row)
    }

    /// The table; none where there was too much, which is noted.
    pub fn finish(mut self, notes: &mut Notes) -> Option<ImportTable> {
        self.flush();
        if let Some(note) = self.refusal {
            notes.add(note, "", Some(self.line), &self.places.len().to_string());
            return None;
        }
        Some(self.table)
    }

    fn column(&mut self, name: &str, role: Role) -> usize {
        let at = self.table.columns.len();
        if at == COLUMNS_LIMIT {
            self.refusal = Some(Note::TooWide);
        }
        self.places.insert(name.to_owned(), at);
        let name = clean_line(name).into_owned();
        self.table.columns.push(ImportColumn { name, role });
        at
    }

    fn flush(&mut self) -> Option<usize> {
        self.cells.sort_by_key(|(column, _)| *column);
        let cells = self
            .cells
            .iter()
            .map(|(column, text)| (*column, text.as_str()));
        let row = ImportRow::new(self.line, cells);
        self.cells.clear();
        (!row.is_blank()).then(|| {
            self.table.rows.push(row);
            self.table.rows.len() - 1
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_become_rows_of_named_columns() {
        let mut gathering = Gathering::new(&[("name", Role::Title(0))]);
        gathering.record(1);
        gathering.cell("labels", "x");
        gathering.cell("name", "One");
        gathering.cell("labels", "y");
        gathering.record(2);
        gathering.cell("name", "");
        gathering.record(3);
        gathering.cell("name", "gone");
        gathering.skip();
        let table = gathering.finish(&mut Notes::default()).unwrap();
        let names: Vec<&str> = table.columns.iter().map(|c| c.name.as_str()).collect();
        assert_eq!(
            (names.as_slice(), table.skipped),
            (&["labels", "name"][..], 1)
        );
        let cells: Vec<_> = table.rows.iter().flat_map(ImportRow::cells).collect();
        assert_eq!(cells, [(0, "x"), (0, "y"), (1, "One")]);
    }

    #[test]
    fn too_much_is_refused() {
        let gather = |records: usize, columns: usize| {
            let mut gathering = Gathering::new(&[]);
            for at in 0..records {
                gathering.record(at);
                for column in 0..columns {
                    gathering.cell(&column.to_string(), "a");
                }
            }
            gathering.finish(&mut Notes::default()).is_some()
        };
        assert!(gather(RECORDS_LIMIT, 0) && !gather(RECORDS_LIMIT + 1, 0));
        assert!(gather(1, COLUMNS_LIMIT) && !gather(1, COLUMNS_LIMIT + 1));
    }
}
