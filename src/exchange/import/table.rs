//! Tables: what every format reads its bytes into, named columns and rows of cells.
//!
//! Owns how cells are held. A row holds the cells that are filled, so that a file of thousands of columns
//! costs what is in it. Knows no format and no item.

use std::collections::{BTreeMap, HashMap};

use super::headings::plain;
use super::mapping::{ColumnTarget, Mapping, Meaning};
use super::notation::{Decimals, Notation};
use super::notes::{Note, Notes};
use super::role::Role;
use super::words::{self, SortWords, StateWords};
use crate::model::limits::{COLUMNS_LIMIT, RECORDS_LIMIT};
use crate::model::text::clean_line;

/// A name on top of the file, as a person sees it who maps its columns. Columns of one name are one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileHeading {
    /// The name, in the words of the file.
    pub name: String,
    /// Some of its cells, each once, cut short.
    pub samples: Vec<String>,
    /// How many of its cells are filled.
    pub filled: usize,
    /// Where it goes.
    pub target: ColumnTarget,
    /// The different values of a column of states or kinds.
    pub values: Vec<FileValue>,
}

/// A value of a column of states or kinds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileValue {
    /// The word, as the file has it.
    pub text: String,
    /// How many cells have it.
    pub count: usize,
    /// What it means here; none where that is not known.
    pub means: Option<Meaning>,
}

/// A sheet of a workbook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileSheet {
    /// What it is called.
    pub name: String,
    /// How many of its rows are filled.
    pub rows: usize,
    /// Whether it is read.
    pub is_read: bool,
}

impl FileHeading {
    /// Whether half of its cells or more have a value whose meaning is not known.
    pub fn is_half_unknown(&self) -> bool {
        let unknown = self.values.iter().filter(|value| value.means.is_none());
        let unknown: usize = unknown.map(|value| value.count).sum();
        unknown > 0 && 2 * unknown >= self.filled
    }
}

/// A table with its columns named.
#[derive(Debug, Default)]
pub(super) struct ImportTable {
    /// The character encoding it was read with.
    pub encoding: &'static str,
    /// What usually separates decimals in it.
    pub decimals: Decimals,
    pub columns: Vec<ImportColumn>,
    pub rows: Vec<ImportRow>,
    /// The tracker whose table it is, where its header tells.
    pub tool: Option<&'static str>,
    /// Words of states and kinds that mean something else there.
    pub states: StateWords,
    pub sorts: SortWords,
    /// How many rows were left out on reading.
    pub skipped: usize,
    /// What a person said that values mean.
    pub meanings: BTreeMap<(String, String), Meaning>,
    /// The sheets of the workbook it stands in.
    pub sheets: Vec<FileSheet>,
    /// Where its columns likeliest go, where no name is that of a title and a person is asked.
    pub guess: Mapping,
}

/// How many cells of a column are shown, and how many characters of each.
const SAMPLES: usize = 3;
const SAMPLE_LENGTH: usize = 60;
/// How many different values of a column are told.
const VALUES: usize = 60;

impl ImportTable {
    /// The first column of a name; made, to be kept, where there is none.
    pub fn column(&mut self, name: &str) -> usize {
        let mut columns = self.columns.iter();
        if let Some(at) = columns.position(|column| column.name.eq_ignore_ascii_case(name)) {
            return at;
        }
        self.columns.push(ImportColumn {
            name: name.to_owned(),
            role: Role::Extra,
        });
        self.columns.len() - 1
    }

    /// Adds the rows of another table; columns of one name, the first with the first, are one.
    #[cfg(feature = "xlsx")]
    pub fn append(&mut self, other: &Self) {
        let mut free: Vec<Option<&str>> =
            self.columns.iter().map(|c| Some(c.name.as_str())).collect();
        let mut places = Vec::with_capacity(other.columns.len());
        let mut new = Vec::new();
        for column in &other.columns {
            let at = free
                .iter()
                .position(|name| *name == Some(column.name.as_str()));
            match at.and_then(|at| free.get_mut(at)) {
                Some(name) => *name = None,
                None => new.push(column.clone()),
            }
            places.push(at.unwrap_or(self.columns.len() + new.len() - 1));
        }
        self.columns.extend(new);
        for row in &other.rows {
            let cells = row.whole_cells();
            let mut cells: Vec<(usize, &str)> = cells
                .filter_map(|(at, cell)| Some((*places.get(at)?, cell)))
                .collect();
            cells.sort_by_key(|(at, _)| *at);
            self.rows.push(ImportRow::new(row.line, cells));
        }
        self.skipped += other.skipped;
    }

    /// The filled cells of a column.
    pub fn filled(&self, column: usize) -> impl Iterator<Item = &str> + Clone {
        let cells = self.rows.iter().map(move |row| row.cell(column));
        cells.filter(|cell| !cell.is_empty())
    }

    /// How the numbers of a column are written.
    pub fn notation(&self, column: usize) -> Notation {
        Notation::of(self.filled(column), self.decimals)
    }

    /// The first column with a role.
    pub fn find(&self, is: impl Fn(Role) -> bool) -> Option<usize> {
        self.columns.iter().position(|column| is(column.role))
    }

    /// The first column of a name in its one form.
    pub fn named(&self, name: &str) -> Option<usize> {
        let mut columns = self.columns.iter();
        columns.position(|column| plain(&column.name) == name)
    }

    /// The name of a column.
    pub fn name(&self, column: usize) -> &str {
        self.columns
            .get(column)
            .map_or("", |column| column.name.as_str())
    }

    /// Whether evenkeel wrote it.
    pub fn is_own(&self) -> bool {
        let first = self.columns.first().map(|column| column.role);
        matches!(first, Some(Role::Id { .. }))
    }

    /// Whether its cells may have an apostrophe in front that keeps a spreadsheet from running them.
    pub fn is_guarded(&self) -> bool {
        let first = self.columns.first().map(|column| column.role);
        first == Some(Role::Id { is_raw: false })
    }

    /// What a person said that a value means.
    pub fn meant(&self, column: &str, value: &str) -> Option<Meaning> {
        let same = |known: &str, said: &str| known.trim().to_lowercase() == said.to_lowercase();
        let mut all = self.meanings.iter();
        let found = all.find(|((of, known), _)| of == column && same(known, value));
        found.map(|(_, meaning)| *meaning)
    }

    /// What a value of a state or a kind means: what was said of it, or what its words say.
    fn meaning(&self, column: &str, value: &str, role: Role) -> Option<Meaning> {
        self.meant(column, value).or_else(|| {
            if role != Role::Sort {
                let state = words::state_within(value, None, self.states);
                return state.map(|guess| Meaning::State(guess.is));
            }
            let sort = words::sort(value, self.sorts).map(|guess| Meaning::Sort(guess.is));
            words::is_no_work(value).then_some(Meaning::NoItem).or(sort)
        })
    }

    /// The columns as a person sees them who maps them.
    pub fn headings(&self) -> Vec<FileHeading> {
        let mut places: HashMap<&str, usize> = HashMap::new();
        let mut seen: Vec<FileHeading> = Vec::new();
        let mut of = Vec::with_capacity(self.columns.len());
        for column in &self.columns {
            let (name, next) = (column.name.as_str(), seen.len());
            let at = *places.entry(name).or_insert(next);
            if at == next {
                seen.push(FileHeading {
                    name: name.to_owned(),
                    samples: Vec::new(),
                    filled: 0,
                    target: ColumnTarget::of(column.role),
                    values: Vec::new(),
                });
            }
            of.push(at);
        }
        for (at, cell) in self.rows.iter().flat_map(ImportRow::cells) {
            let Some(column) = of.get(at).and_then(|at| seen.get_mut(*at)) else {
                continue;
            };
            column.filled += 1;
            let role = self.columns.get(at).map(|column| column.role);
            if let Some(role @ (Role::State | Role::Category | Role::Sort)) = role {
                let mut values = column.values.iter_mut();
                if let Some(value) = values.find(|value| value.text == cell) {
                    value.count += 1;
                } else if column.values.len() < VALUES {
                    column.values.push(FileValue {
                        text: cell.to_owned(),
                        count: 1,
                        means: self.meaning(&column.name, cell, role),
                    });
                }
            }
            if column.samples.len() < SAMPLES {
                let short: String = cell.chars().take(SAMPLE_LENGTH).collect();
                let sample = clean_line(&short).into_owned();
                if !column.samples.contains(&sample) {
                    column.samples.push(sample);
                }
            }
        }
        seen
    }
}

/// A column by position; names may repeat.
#[derive(Clone, Debug)]
pub(super) struct ImportColumn {
    /// The name, as the file has it.
    pub name: String,
    pub role: Role,
}

/// A row with something in it, and the line it begins on.
#[derive(Debug, Default)]
pub(super) struct ImportRow {
    pub line: usize,
    /// The texts of all cells, one after the other.
    text: String,
    /// The column of each cell and where it ends, in ascending order of columns.
    ends: Vec<(usize, usize)>,
}

impl ImportRow {
    /// A row of cells, each with its column; the columns ascend.
    pub fn new<'c>(line: usize, cells: impl IntoIterator<Item = (usize, &'c str)>) -> Self {
        let mut row = Self {
            line,
            ..Self::default()
        };
        for (column, cell) in cells {
            if !cell.trim().is_empty() {
                row.text.push_str(cell);
                row.ends.push((column, row.text.len()));
            }
        }
        row.text.shrink_to_fit();
        row.ends.shrink_to_fit();
        row
    }

    /// The filled cells with their columns, without spaces around them.
    pub fn cells(&self) -> impl Iterator<Item = (usize, &str)> {
        self.whole_cells()
            .map(|(column, cell)| (column, cell.trim()))
    }

    /// The filled cells with their columns, as they stand.
    pub fn whole_cells(&self) -> impl Iterator<Item = (usize, &str)> {
        let mut start = 0;
        self.ends.iter().map(move |&(column, end)| {
            let cell = self.text.get(start..end).unwrap_or_default();
            start = end;
            (column, cell)
        })
    }

    /// The first cell of a column; empty where the row has none.
    pub fn cell(&self, column: usize) -> &str {
        let at = self.ends.partition_point(|(of, _)| *of < column);
        let start = at.checked_sub(1).and_then(|before| self.ends.get(before));
        let start = start.map_or(0, |(_, end)| *end);
        match self.ends.get(at) {
            Some((of, end)) if *of == column => {
                self.text.get(start..*end).unwrap_or_default().trim()
            }
            _ => "",
        }
    }

    /// Fills a blank cell.
    pub fn set(&mut self, column: usize, text: &str) {
        let (before, after): (Vec<_>, Vec<_>) =
            self.whole_cells().partition(|(at, _)| *at < column);
        let cells = before.into_iter().chain([(column, text)]).chain(after);
        *self = Self::new(self.line, cells);
    }

    /// Puts another text in the place of a cell.
    pub fn replace(&mut self, column: usize, text: &str) {
        let cells = self.whole_cells();
        let cells = cells.map(|(at, cell)| (at, if at == column { text } else { cell }));
        *self = Self::new(self.line, cells);
    }

    /// Blanks the cells that are not to be kept.
    pub fn retain(&mut self, keeps: impl Fn(&str) -> bool) {
        if self.cells().any(|(_, cell)| !keeps(cell)) {
            let cells = self.whole_cells().filter(|(_, cell)| keeps(cell.trim()));
            *self = Self::new(self.line, cells);
        }
    }

    /// Whether no cell is filled.
    pub const fn is_blank(&self) -> bool {
        self.ends.is_empty()
    }
}

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
        known.map_or(Role::Other, |(_, role)| *role)
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

    fn flush(&mut self) {
        self.cells.sort_by_key(|(column, _)| *column);
        let cells = self
            .cells
            .iter()
            .map(|(column, text)| (*column, text.as_str()));
        let row = ImportRow::new(self.line, cells);
        self.cells.clear();
        if !row.is_blank() {
            self.table.rows.push(row);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_holds_what_is_filled() {
        let row = ImportRow::new(3, [(0, " a "), (1, ""), (4, "b"), (4, "c"), (9, "d")]);
        let cells: Vec<_> = row.cells().collect();
        assert_eq!(cells, [(0, "a"), (4, "b"), (4, "c"), (9, "d")]);
        let of = [0, 1, 4, 9, 10].map(|column| row.cell(column));
        assert_eq!(of, ["a", "", "b", "d", ""]);
        let mut row = row;
        row.set(1, "new");
        row.retain(|cell| cell != "b");
        let cells: Vec<_> = row.cells().collect();
        assert_eq!(cells, [(0, "a"), (1, "new"), (4, "c"), (9, "d")]);
    }

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
