//! Jira: what only the whole of its table tells.
//!
//! Owns whose key a parent's number is, and fields of one name from several projects.

use std::collections::HashMap;

use super::super::headings::plain;
use super::super::notes::{Note, Notes};
use super::super::table::ImportTable;

/// Resolves parents and notes fields that differ.
pub(super) fn settle(table: &mut ImportTable, notes: &mut Notes) {
    resolve_parents(table, notes);
    note_differing_fields(table, notes);
}

/// Gives the key of a parent that is named by its number; `Parent` is a number, `Parent key` may be missing.
fn resolve_parents(table: &mut ImportTable, notes: &mut Notes) {
    let parent = table.named("parent");
    let Some(parent) = parent.or_else(|| table.named("parent id")) else {
        return;
    };
    let Some((id, key)) = table.named("issue id").zip(table.named("issue key")) else {
        return;
    };
    let rows = table.rows.iter();
    let keys: HashMap<String, String> = rows
        .map(|row| (row.cell(id).to_owned(), row.cell(key).to_owned()))
        .collect();
    let parent_key = table.column("Parent key");
    let name = table.name(parent).to_owned();
    for row in &mut table.rows {
        let number = row.cell(parent);
        if number.is_empty() || !row.cell(parent_key).is_empty() {
            continue;
        }
        if let Some(key) = keys.get(number) {
            row.set(parent_key, key);
        } else {
            notes.add(Note::Unresolved, &name, Some(row.line), number);
        }
    }
}

/// Fields that several projects have under one name: the filled one counts; where two differ, both are kept.
fn note_differing_fields(table: &ImportTable, notes: &mut Notes) {
    let mut places: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, column) in table.columns.iter().enumerate() {
        if plain(&column.name).starts_with("custom field (") {
            places.entry(&column.name).or_default().push(at);
        }
    }
    places.retain(|_, columns| columns.len() > 1);
    for row in &table.rows {
        for (name, columns) in &places {
            let mut cells = columns.iter().map(|at| row.cell(*at));
            let mut filled = cells.by_ref().filter(|cell| !cell.is_empty());
            if let Some(first) = filled.next()
                && let Some(other) = filled.find(|cell| *cell != first)
            {
                notes.add(Note::Differing, name, Some(row.line), other);
            }
        }
    }
}
