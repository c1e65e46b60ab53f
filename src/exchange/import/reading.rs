//! Reading: the rows of a table to drafts of items.
//!
//! Owns what holds for a whole column (which number is the day) and which rows are no items. One row is
//! read in `drafting`.

use std::collections::HashMap;

use super::cells;
use super::dates::DateOrder;
use super::draft::ItemDraft;
use super::drafting::Drafting;
use super::notes::{Note, Notes};
use super::order;
use super::outcome::ImportWatch;
use super::role::Role;
use super::table::ImportTable;
use super::words;
use crate::model::field::FieldType;
use crate::model::item::Item;
use crate::model::record::Declared;

/// Reads the rows of a table, with the count of those left out. None when it was broken off. Each row is let go
/// once it is read, so that a large file is not held twice.
pub(super) fn drafts(
    mut table: ImportTable,
    takes_archived: bool,
    notes: &mut Notes,
    watch: &mut ImportWatch<'_>,
) -> Option<(Vec<ItemDraft>, usize)> {
    let orders = day_orders(&table);
    let columns = table.columns.iter().enumerate();
    let archived: Vec<usize> = columns
        .filter(|(_, column)| column.role == Role::Archived && !takes_archived)
        .map(|(at, _)| at)
        .collect();
    let mut skipped = table.skipped;
    let ranks = order::ranks(&table);
    let rows = std::mem::take(&mut table.rows);
    let mut drafts = Vec::with_capacity(rows.len());
    for (at, row) in rows.into_iter().enumerate() {
        watch.step()?;
        if archived.iter().any(|at| !cells::is_no(row.cell(*at))) {
            notes.add(Note::Archived, "", Some(row.line), "");
            skipped += 1;
            continue;
        }
        let mut draft = Drafting::new(&table, &orders, &row, notes).draft();
        draft.at = at;
        if draft.key.is_empty() && words::is_total(&draft.title) {
            notes.add(Note::TotalsRow, "", Some(row.line), &draft.title);
            skipped += 1;
        } else if draft.is_no_work {
            notes.add(Note::NotRanked, "", Some(row.line), &draft.title);
            skipped += 1;
        } else {
            if draft.key.is_empty() && !draft.is_own() {
                notes.add(Note::NoKey, "", Some(row.line), "");
            }
            drafts.push(draft);
        }
    }
    order::place(&mut drafts, &ranks);
    Some((drafts, skipped))
}

/// For each column of dates, which number is the day.
fn day_orders(table: &ImportTable) -> HashMap<usize, DateOrder> {
    let columns = table.columns.iter().enumerate();
    let dates = columns.filter(|(_, column)| is_date(column.role));
    dates
        .map(|(at, _)| (at, DateOrder::of(table.rows.iter().map(|row| row.cell(at)))))
        .collect()
}

fn is_date(role: Role) -> bool {
    let Role::Field(at) = role else {
        return role == Role::Due;
    };
    let field = Item::KIND.fields.get(at);
    field.is_some_and(|field| field.holds == FieldType::Date)
}
