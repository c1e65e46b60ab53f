//! Tables: what every format reads its bytes into, named columns and rows of cells.
//!
//! Owns how cells are held. A row holds the cells that are filled, so that a file of thousands of columns
//! costs what is in it. Knows no format and no item.

use std::collections::{BTreeMap, HashMap};

use super::headings::plain;
use super::mapping::{ColumnTarget, Mapping, Meaning};
use super::notation::{Decimals, Notation};
use super::prose::Markup;
use super::role::Role;
use super::words::{self, SortWords, StateWords};
use crate::model::item::Tier;
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
    /// The level its rows are of, where its names tell and the kind of a row does not.
    pub level: Option<Tier>,
    /// How its descriptions are written.
    pub markup: Markup,
    /// How many rows were left out on reading.
    pub skipped: usize,
    /// What a person said that values mean.
    pub meanings: BTreeMap<(String, String), Meaning>,
    /// The sheets of the workbook it stands in.
    pub sheets: Vec<FileSheet>,
    /// Which rows stood inside others.
    pub parts: Vec<FilePart>,
    /// Where its columns likeliest go, where no name is that of a title and a person is asked.
    pub guess: Mapping,
}

/// A row that stood inside another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct FilePart {
    pub row: usize,
    pub whole: usize,
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

    /// Adds the rows of another table; columns of one name and role, the first with the first, are one.
    #[cfg(feature = "xlsx")]
    pub fn append(&mut self, other: &Self) {
        let mut free: Vec<Option<(&str, Role)>> = self
            .columns
            .iter()
            .map(|column| Some((column.name.as_str(), column.role)))
            .collect();
        let mut places = Vec::with_capacity(other.columns.len());
        let mut new = Vec::new();
        for column in &other.columns {
            let at = free
                .iter()
                .position(|one| *one == Some((column.name.as_str(), column.role)));
            match at.and_then(|at| free.get_mut(at)) {
                Some(one) => *one = None,
                None => new.push(column.clone()),
            }
            places.push(at.unwrap_or(self.columns.len() + new.len() - 1));
        }
        self.columns.extend(new);
        let before = self.rows.len();
        self.parts.extend(other.parts.iter().map(|part| FilePart {
            row: before + part.row,
            whole: before + part.whole,
        }));
        for row in &other.rows {
            let cells = row.whole_cells();
            let mut cells: Vec<(usize, &str)> = cells
                .filter_map(|(at, cell)| Some((*places.get(at)?, cell)))
                .collect();
            cells.sort_by_key(|(at, _)| *at);
            self.rows.push(ImportRow::new(row.line, cells));
        }
        self.skipped += other.skipped;
        let asked = other.guess.columns.iter();
        let asked = asked.map(|(name, target)| (name.clone(), *target));
        self.guess.columns.extend(asked);
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

    /// The columns with a role.
    pub fn with(&self, is: impl Fn(Role) -> bool) -> impl Iterator<Item = usize> {
        let columns = self.columns.iter().enumerate();
        columns.filter_map(move |(at, column)| is(column.role).then_some(at))
    }

    /// The first column with a role.
    pub fn find(&self, is: impl Fn(Role) -> bool) -> Option<usize> {
        self.with(is).next()
    }

    /// The first column of a name in its one form.
    pub fn named(&self, name: &str) -> Option<usize> {
        let mut columns = self.columns.iter();
        columns.position(|column| plain(&column.name) == name)
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
}
