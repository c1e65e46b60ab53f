//! Plane: lists written as JSON inside cells.
//!
//! Owns that an empty one is a blank cell.

use super::super::notes::Notes;
use super::super::table::ImportTable;
use super::blank;

/// Blanks cells that hold an empty list.
pub(super) fn settle(table: &mut ImportTable, _: &mut Notes) {
    blank(table, &["[]", "{}"]);
}
