//! Tables as Markdown: a heading, the rows, the notes under them.

use std::fmt::Write as _;

use super::escape::escape;
use crate::scoring::facts::{FactColumn, FactTable};

/// Writes a table at the end of a text, under its heading.
pub(in super::super) fn lay_out(table: &FactTable, out: &mut String) {
    let _ = write!(out, "\n## {}\n", table.heading);
    if !table.rows.is_empty() {
        let _ = write!(out, "\n{}", as_markdown(table));
    }
    for note in &table.notes {
        let _ = write!(out, "\n{}\n", escape(note));
    }
}

/// The rows of a table under the names of their columns.
pub fn as_markdown(table: &FactTable) -> String {
    let names: Vec<&str> = table.columns.iter().map(|column| column.name).collect();
    let ruler = |column: &FactColumn| if column.is_number { "---:" } else { "---" };
    let rulers: Vec<&str> = table.columns.iter().map(ruler).collect();
    let mut out = format!("| {} |\n|{}|\n", names.join(" | "), rulers.join("|"));
    for row in &table.rows {
        let cells: Vec<String> = row.iter().map(|cell| escape(cell)).collect();
        let _ = writeln!(out, "| {} |", cells.join(" | "));
    }
    out
}
