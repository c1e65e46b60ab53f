//! Trello's table: labels with their colors.
//!
//! Owns that a color says nothing where a label has a name.

use super::super::notes::Notes;
use super::super::role::Role;
use super::super::table::ImportTable;

const COLORS: [&str; 10] = [
    "green", "yellow", "orange", "red", "purple", "blue", "sky", "lime", "pink", "black",
];

/// Takes the color from each label: `web (green)`, `web (green_dark)`.
pub(super) fn settle(table: &mut ImportTable, _: &mut Notes) {
    let Some(labels) = table.find(|role| role == Role::Labels) else {
        return;
    };
    for row in &mut table.rows {
        let cell = row.cell(labels);
        if cell.contains('(') {
            let all: Vec<&str> = cell.split(',').map(named).collect();
            let all = all.join(",");
            row.replace(labels, &all);
        }
    }
}

fn named(label: &str) -> &str {
    let parts = label
        .trim()
        .strip_suffix(')')
        .and_then(|rest| rest.rsplit_once('('));
    match parts {
        Some((name, color)) if COLORS.iter().any(|known| color.starts_with(known)) => name.trim(),
        _ => label,
    }
}
