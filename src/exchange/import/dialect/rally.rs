//! Rally: keys that say what kind of work an item is.
//!
//! Owns the beginnings of keys: `DE12` is a defect, `TC5` a test case.

use super::super::notes::Notes;
use super::super::role::Role;
use super::super::table::ImportTable;

/// The beginnings of keys, with the kind they stand for.
const KINDS: [(&str, &str); 7] = [
    ("US", "Story"),
    ("DE", "Defect"),
    ("DS", "Defect"),
    ("TA", "Task"),
    ("TC", "Test case"),
    ("TS", "Test set"),
    ("F", "Feature"),
];

/// Says the kind of each row that has no column for it.
pub(super) fn settle(table: &mut ImportTable, _: &mut Notes) {
    let Some(key) = table.find(|role| role.as_key().is_some()) else {
        return;
    };
    if table.find(|role| role == Role::Sort).is_some() {
        return;
    }
    let sort = table.column("Kind");
    if let Some(column) = table.columns.get_mut(sort) {
        column.role = Role::Sort;
    }
    for row in &mut table.rows {
        let begins = |(start, _): &&(&str, &str)| {
            let number = row.cell(key).strip_prefix(start);
            number.is_some_and(|n| n.starts_with(|c: char| c.is_ascii_digit()))
        };
        if let Some((_, kind)) = KINDS.iter().find(begins) {
            row.set(sort, kind);
        }
    }
}
