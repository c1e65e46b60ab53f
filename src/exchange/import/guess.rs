//! Guesses: what is likeliest where no name on top is known.
//!
//! Owns which line has the names and which columns hold titles, keys, states and kinds, told by what stands in
//! them. Nothing is imported on a guess: a person is asked, with it as the proposal.

use std::collections::BTreeSet;

use super::dates::{self, DateOrder};
use super::dialect::is_key;
use super::mapping::{ColumnTarget, Mapping};
use super::notes::{Note, Notes};
use super::role::Role;
use super::sheet::RawLine;
use super::table::ImportTable;
use super::words;

/// How long a name may be, and how long a title is at most.
const NAME_LENGTH: usize = 60;
const TITLE_LENGTH: usize = 150;
/// How many rows are looked at.
const ROWS: usize = 200;

/// The line that likeliest has the names of the columns; none where all lines have values.
pub(super) fn header(top: &[RawLine]) -> Option<usize> {
    let filled = |line: &RawLine| line.cells.iter().filter(|c| !c.trim().is_empty()).count();
    let width = top.iter().map(filled).max().unwrap_or_default();
    if width < 2 {
        return None;
    }
    let lines = top.iter().enumerate().take(top.len().saturating_sub(1));
    let may_be = lines.filter(|(_, line)| 2 * filled(line) > width && has_names(line, top));
    // Of lines with as many known names the first.
    may_be
        .rev()
        .max_by_key(|(_, line)| line.known())
        .map(|(at, _)| at)
}

/// Whether the cells of a line could be names: no values, and none that stands there twice stands in another line.
fn has_names(line: &RawLine, top: &[RawLine]) -> bool {
    let cells = || line.cells.iter().map(str::trim).filter(|c| !c.is_empty());
    let mut seen = BTreeSet::new();
    let twice: BTreeSet<&str> = cells().filter(|cell| !seen.insert(*cell)).collect();
    let others = || top.iter().filter(|other| other.number != line.number);
    let mut below = others().flat_map(|other| other.cells.iter().map(str::trim));
    cells().all(|cell| !is_value(cell))
        && (twice.is_empty() || !below.any(|cell| twice.contains(cell)))
}

/// Whether a cell holds what no column is called.
fn is_value(cell: &str) -> bool {
    cell.chars().nth(NAME_LENGTH).is_some()
        || cell.contains("://")
        || is_key(cell)
        || is_number(cell)
        || is_date(cell)
}

fn is_number(cell: &str) -> bool {
    cell.chars().any(|c| c.is_ascii_digit())
        && cell
            .chars()
            .all(|c| c.is_ascii_digit() || ".,%-+ €$".contains(c))
}

fn is_date(cell: &str) -> bool {
    cell.len() < 40 && dates::date(cell, DateOrder::DayFirst).is_ok()
}

/// Guesses where columns go, where neither a name nor a mapping says which one has the titles.
pub(super) fn ask(table: &mut ImportTable, mapping: &Mapping, line: usize, notes: &mut Notes) {
    let titles = ColumnTarget::of(Role::Title(0));
    let is_there = |name: &str| table.columns.iter().any(|column| column.name == name);
    let mut chosen = mapping.clone();
    chosen.columns.retain(|name, _| is_there(name));
    for name in mapping.columns.keys().filter(|name| !is_there(name)) {
        notes.add(Note::NoColumn, "", None, name);
    }
    if goes(table, &chosen, titles) || table.rows.is_empty() {
        return;
    }
    table.guess = likeliest(table, &chosen);
    let mut guesses = table.guess.columns.iter();
    let title = guesses.find(|(_, target)| **target == titles);
    notes.add(
        Note::WhichTitle,
        "",
        Some(line),
        title.map_or("", |(name, _)| name),
    );
}

/// Whether any column goes to a place, by its name or by choice.
fn goes(table: &ImportTable, chosen: &Mapping, to: ColumnTarget) -> bool {
    let named = table.columns.iter();
    let named = named.map(|column| ColumnTarget::of(column.role));
    let mut all = named.chain(chosen.columns.values().copied());
    all.any(|target| target == to)
}

/// What a column looks like.
#[derive(Default)]
struct ColumnLook {
    filled: usize,
    distinct: usize,
    /// How many cells are numbers, days, addresses, keys.
    values: usize,
    keys: usize,
    states: usize,
    sorts: usize,
    people: usize,
    /// How many have several words, and how long all are together.
    phrases: usize,
    length: usize,
}

impl ColumnLook {
    fn of(table: &ImportTable, at: usize) -> Self {
        let mut look = Self::default();
        let mut seen = BTreeSet::new();
        let cells = table.rows.iter().take(ROWS).map(|row| row.cell(at));
        for cell in cells.filter(|cell| !cell.is_empty()) {
            look.filled += 1;
            look.distinct += usize::from(seen.insert(cell));
            look.keys += usize::from(is_key(cell));
            look.values += usize::from(is_value(cell) && cell.len() <= NAME_LENGTH);
            look.people += usize::from(cell.contains('@'));
            look.states += usize::from(words::state(cell, &[]).is_some());
            look.sorts += usize::from(words::sort(cell, &[]).is_some());
            look.phrases += usize::from(cell.contains(' '));
            look.length += cell.chars().count();
        }
        look
    }

    const fn is_mostly(&self, some: usize) -> bool {
        self.filled > 0 && 3 * some >= 2 * self.filled
    }

    /// How much it looks like titles: short phrases of which each is another.
    fn title(&self) -> Option<usize> {
        let other = [self.values, self.states, self.sorts, self.people];
        if self.filled == 0 || other.into_iter().any(|some| self.is_mostly(some)) {
            return None;
        }
        let is_short = self.length < self.filled * TITLE_LENGTH;
        let points = [
            3 * usize::from(is_short),
            2 * usize::from(self.is_mostly(self.distinct)),
            2 * usize::from(self.is_mostly(self.phrases)),
            usize::from(self.length >= 8 * self.filled),
        ];
        Some(points.iter().sum())
    }
}

/// Counts the cells that look like something.
type LookCount = fn(&ColumnLook) -> usize;

/// Where the columns of a table likeliest go that has no title, beside what is chosen for them already.
fn likeliest(table: &ImportTable, chosen: &Mapping) -> Mapping {
    let looks: Vec<ColumnLook> = (0..table.columns.len())
        .map(|at| ColumnLook::of(table, at))
        .collect();
    let mut guess = chosen.clone();
    let mut propose = |role: Role, at: Option<usize>| {
        if let Some(column) = at.and_then(|at| table.columns.get(at)) {
            let target = ColumnTarget::of(role);
            guess.columns.entry(column.name.clone()).or_insert(target);
        }
    };
    let is_free = |at: usize| table.columns.get(at).is_some_and(|c| !c.role.is_known());
    let of_title = |is_any: bool| {
        let all = looks.iter().enumerate();
        let all = all.filter(|(at, _)| is_any || is_free(*at));
        let all = all.filter_map(|(at, look)| Some((look.title()?, at)));
        all.rev()
            .max_by_key(|(points, _)| *points)
            .map(|(_, at)| at)
    };
    let first_filled = || looks.iter().position(|look| look.filled > 0);
    let title = of_title(false)
        .or_else(|| of_title(true))
        .or_else(first_filled);
    propose(Role::Title(0), title);
    let counts: [(Role, LookCount); 3] = [
        (Role::Key(0), |look| look.keys),
        (Role::State, |look| look.states),
        (Role::Sort, |look| look.sorts),
    ];
    for (role, count) in counts {
        let fits = |at: &usize| {
            let look = looks.get(*at);
            is_free(*at) && Some(*at) != title && look.is_some_and(|l| l.is_mostly(count(l)))
        };
        if !goes(table, chosen, ColumnTarget::of(role)) {
            propose(role, (0..looks.len()).find(fits));
        }
    }
    guess
}
