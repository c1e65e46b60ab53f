//! Plane: lists written as JSON inside cells.
//!
//! Owns that an empty one is a blank cell.

use super::super::notes::Notes;
use super::super::table::ImportTable;

/// Blanks cells that hold an empty list.
pub(super) fn settle(table: &mut ImportTable, _: &mut Notes) {
    for row in &mut table.rows {
        row.retain(|cell| !matches!(cell, "[]" | "{}"));
    }
}
