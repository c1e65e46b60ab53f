//! Jira: what only the whole of its table tells.
//!
//! Owns which column has the numbers of issues, and fields of one name from several projects.

use std::collections::HashMap;

use super::super::headings::plain;
use super::super::notes::{Note, Notes};
use super::super::role::Role;
use super::super::table::ImportTable;
use super::resolve_parents;
use super::shape::is_number;

/// Resolves parents and notes fields that differ.
pub(super) fn settle(table: &mut ImportTable, notes: &mut Notes) {
    if let Some(numbers) = numbers(table) {
        resolve_parents(table, numbers, notes);
    }
    note_differing_fields(table, notes);
}

/// The column of the numbers of issues: in any language it stands right behind that of the keys.
fn numbers(table: &ImportTable) -> Option<usize> {
    let behind = || {
        let at = table.find(|role| role.as_key().is_some())? + 1;
        let is_free = table.columns.get(at)?.role == Role::Extra;
        let mut cells = table.filled(at).peekable();
        let is_any = cells.peek().is_some();
        (is_free && is_any && cells.all(is_number)).then_some(at)
    };
    table.named("issue id").or_else(behind)
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
