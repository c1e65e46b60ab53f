//! CSV: bytes to drafts of items.
//!
//! Owns how a table is recognized and which of its rows are items. One row is read in `filling`.

use std::collections::HashMap;

use super::columns::Role;
use super::dates::Order;
use super::decode::decode;
use super::filling::Filling;
use super::notes::Note;
use super::table::{self, Table};
use super::{Confidence, Reading, words};

/// How many bytes are enough to recognize a table.
const SAMPLE: usize = 64 * 1024;

/// Text with a line of names is surely a table; other text might be one without.
pub(super) fn detect(bytes: &[u8]) -> Confidence {
    let start = bytes.get(..SAMPLE).unwrap_or(bytes);
    let text = decode(start).text;
    if text.trim().is_empty() || text.contains('\0') || text.starts_with("PK\u{3}\u{4}") {
        Confidence::No
    } else if table::is_table(&text) {
        Confidence::Sure
    } else if text.starts_with(['{', '[', '<']) {
        Confidence::No
    } else {
        Confidence::Maybe
    }
}

/// Reads a table of items.
pub(super) fn read(bytes: &[u8]) -> Reading {
    let decoded = decode(bytes);
    let mut reading = Reading {
        encoding: decoded.encoding,
        ..Reading::default()
    };
    if decoded.damaged {
        reading.notes.add(Note::Damaged, "", None, "");
    }
    let Some(table) = table::read(&decoded.text, &mut reading.notes) else {
        return reading;
    };
    let orders = day_orders(&table);
    reading.skipped = table.skipped;
    for row in &table.rows {
        let draft = Filling::new(&table, &orders, row, &mut reading.notes).fill();
        if draft.key.is_empty() && words::is_total(&draft.title) {
            reading
                .notes
                .add(Note::TotalsRow, "", Some(row.line), &draft.title);
            reading.skipped += 1;
        } else {
            reading.drafts.push(draft);
        }
    }
    reading
}

/// For each column of dates, which number is the day.
fn day_orders(table: &Table) -> HashMap<usize, Order> {
    let columns = table.columns.iter().enumerate();
    let dates = columns.filter(|(_, column)| column.role == Role::Due);
    dates
        .map(|(at, _)| (at, Order::of(table.rows.iter().map(|row| row.cell(at)))))
        .collect()
}
