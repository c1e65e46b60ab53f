//! Tasks of `ClickUp`: keys of a space's own, which not every task has.
//!
//! Owns that a task without one goes by its id, that parents are named by ids, and what a blank cell is.

use super::super::notes::Notes;
use super::super::role::Role;
use super::super::table::ImportTable;
use super::{blank, resolve_parents};

/// Gives each task without a key of its own its id, and names parents by their keys.
pub(super) fn settle(table: &mut ImportTable, notes: &mut Notes) {
    blank(table, &["null", "[]"]);
    let key = table.find(|role| role == Role::Key(0));
    let id = table.named("task id");
    if let Some((key, id)) = key.zip(id).filter(|(key, id)| key != id) {
        for row in &mut table.rows {
            if row.cell(key).is_empty() {
                let own = row.cell(id).to_owned();
                row.set(key, &own);
            }
        }
        resolve_parents(table, id, notes);
    }
}
