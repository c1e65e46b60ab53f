//! Reading: the rows of a table to drafts of items.
//!
//! Owns what holds for a whole column (which number is the day) and which rows are no items. One row is
//! read in `drafting`.

use std::collections::HashMap;

use super::cells;
use super::dates::DateOrder;
use super::draft::ItemDraft;
use super::drafting::Drafting;
use super::levels;
use super::mapping::ColumnTarget;
use super::notation::Notation;
use super::notes::{Note, Notes};
use super::order;
use super::outcome::ImportWatch;
use super::people::NameForm;
use super::role::Role;
use super::table::{ImportRow, ImportTable};
use super::words;
use crate::model::field::FieldType;
use crate::model::item::Item;
use crate::model::record::Declared;

/// What came of the rows of a table.
#[expect(clippy::struct_field_names, reason = "the drafts are what it is about")]
pub(super) struct Drafts {
    pub drafts: Vec<ItemDraft>,
    /// How many rows were left out.
    pub skipped: usize,
    /// How many filled cells those had, by column.
    pub left: HashMap<String, usize>,
}

/// Reads the rows of a table. None when it was broken off. Each row is let go
/// once it is read, so that a large file is not held twice.
pub(super) fn drafts(
    mut table: ImportTable,
    takes_archived: bool,
    notes: &mut Notes,
    watch: &mut ImportWatch<'_>,
) -> Option<Drafts> {
    let evidence = ColumnEvidence::of(&table);
    let archived = table.with(|role| role == Role::Archived && !takes_archived);
    let archived: Vec<usize> = archived.collect();
    let tells_state = |role| {
        let tells = [Role::Category, Role::Resolution, Role::Closed];
        tells.contains(&role) || ColumnTarget::of(role) == ColumnTarget::of(Role::State)
    };
    let states: Vec<usize> = table.with(tells_state).collect();
    let mut tells_state = table.is_own();
    let mut skipped = table.skipped;
    let ranks = order::ranks(&table);
    let rows = std::mem::take(&mut table.rows);
    let mut drafts = Vec::with_capacity(rows.len());
    let mut left: HashMap<String, usize> = HashMap::new();
    let mut leave = |table: &ImportTable, row: &ImportRow| {
        let names = row.cells().filter_map(|(at, _)| table.columns.get(at));
        names.for_each(|column| *left.entry(column.name.clone()).or_default() += 1);
        1
    };
    for (at, row) in rows.into_iter().enumerate() {
        watch.step()?;
        if archived.iter().any(|at| !cells::is_no(row.cell(*at))) {
            notes.add(Note::Archived, "", Some(row.line), "");
            skipped += leave(&table, &row);
            continue;
        }
        tells_state |= states.iter().any(|at| !row.cell(*at).is_empty());
        // What there is to say of a row counts only if the row comes in.
        let mut own = Notes::default();
        let mut draft = Drafting::new(&table, &evidence, &row, &mut own).draft();
        draft.at = at;
        if draft.key.is_empty() && words::is_total(&draft.title) {
            notes.add(Note::TotalsRow, "", Some(row.line), &draft.title);
            skipped += leave(&table, &row);
        } else if !draft.rated.is_empty() && words::is_weights(&draft.title) {
            notes.add(Note::WeightsRow, "", Some(row.line), &draft.title);
            skipped += leave(&table, &row);
        } else if draft.is_no_work {
            notes.add(Note::NotRanked, "", Some(row.line), &draft.title);
            skipped += leave(&table, &row);
        } else {
            if draft.key.is_empty() && !draft.is_own() {
                own.add(Note::NoKey, "", Some(row.line), "");
            }
            draft.notes = own;
            drafts.push(draft);
        }
    }
    order::place(&mut drafts, &ranks);
    if !tells_state && !drafts.is_empty() {
        notes.add(Note::NoState, "", None, "");
    }
    Some(Drafts {
        drafts,
        skipped,
        left,
    })
}

/// What the cells of a column tell together.
pub(super) struct ColumnEvidence {
    /// For each column of dates, which number is the day.
    days: HashMap<usize, DateOrder>,
    /// The columns that name a parent, the surest first.
    pub parents: Vec<usize>,
    /// For each column of people, how their names are written.
    names: HashMap<usize, NameForm>,
    /// For each column of numbers, how they are written; nothing in a table of ours.
    numbers: HashMap<usize, Notation>,
}

impl ColumnEvidence {
    fn of(table: &ImportTable) -> Self {
        let numbers = table.with(is_number).filter(|_| !table.is_own());
        Self {
            days: table
                .with(is_date)
                .map(|at| (at, DateOrder::of(table.filled(at))))
                .collect(),
            parents: levels::columns(table),
            names: table
                .with(|role| matches!(role, Role::Owner | Role::Requester))
                .map(|at| (at, NameForm::of(table.filled(at))))
                .collect(),
            numbers: numbers.map(|at| (at, table.notation(at))).collect(),
        }
    }

    /// Which number is the day in a column.
    pub fn day(&self, column: usize) -> DateOrder {
        self.days
            .get(&column)
            .copied()
            .unwrap_or(DateOrder::Unclear)
    }

    /// How the names of people in a column are written.
    pub fn names(&self, column: usize) -> NameForm {
        self.names.get(&column).copied().unwrap_or_default()
    }

    /// How the numbers of a column are written; none in a table of ours.
    pub fn numbers(&self, column: usize) -> Option<Notation> {
        self.numbers.get(&column).copied()
    }
}

fn holds(role: Role) -> Option<FieldType> {
    let Role::Field(at) = role else {
        return None;
    };
    Item::KIND.fields.get(at).map(|field| field.holds)
}

fn is_date(role: Role) -> bool {
    matches!(role, Role::Due | Role::Closed | Role::Began(_))
        || holds(role) == Some(FieldType::Date)
}

fn is_number(role: Role) -> bool {
    use FieldType::{Money, Number, Percent, Points};
    let is_number = |holds| matches!(holds, Number | Percent | Money | Points);
    matches!(role, Role::Size(_) | Role::FileScore(_) | Role::Rating)
        || holds(role).is_some_and(is_number)
}
