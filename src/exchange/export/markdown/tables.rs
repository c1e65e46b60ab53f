//! Tables as Markdown: a heading, the rows, the notes under them.

use std::fmt::Write as _;

use super::escape::escape;
use crate::exchange::export::word_table::{WordColumn, WordTable};

/// Writes a table at the end of a text.
pub(in crate::exchange::export) fn lay_out(table: &WordTable, out: &mut String) {
    let _ = write!(out, "\n## {}\n", table.heading);
    if !table.rows.is_empty() {
        let names: Vec<&str> = table.columns.iter().map(|column| column.name).collect();
        let ruler = |column: &WordColumn| if column.is_number { "---:" } else { "---" };
        let rulers: Vec<&str> = table.columns.iter().map(ruler).collect();
        let _ = write!(out, "\n| {} |\n|{}|\n", names.join(" | "), rulers.join("|"));
        for row in &table.rows {
            let cells: Vec<String> = row.iter().map(|cell| escape(cell)).collect();
            let _ = writeln!(out, "| {} |", cells.join(" | "));
        }
    }
    for note in &table.notes {
        let _ = write!(out, "\n{}\n", escape(note));
    }
}
