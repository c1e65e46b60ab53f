//! CSV: items as a table that a spreadsheet opens without running anything.
//!
//! Owns the columns and what makes a cell harmless. RFC 4180 itself is the `csv` crate's.

use super::{Export, ExportError, Matter};
use crate::model::field::Field;
use crate::model::item::Item;
use crate::model::record::{Declared, Record};

/// Writes the items, one row each, under the labels of their fields.
pub(super) fn write(matter: &Matter<'_>) -> Result<Export, ExportError> {
    let failed = |what: String| ExportError { what };
    let mut writer = ::csv::Writer::from_writer(Vec::new());
    let fields = Item::KIND.fields.iter().enumerate();
    let fields: Vec<(usize, &Field)> = fields
        .filter(|(_, field)| matter.disclosure.shows(field))
        .collect();
    let names = fields.iter().map(|(_, field)| field.label);
    writer
        .write_record(["evenkeel id"].into_iter().chain(names))
        .map_err(|error| failed(error.to_string()))?;
    for id in matter.items {
        let Some(item) = matter.workspace.get::<Item>(*id) else {
            continue;
        };
        let cells = fields.iter().map(|(at, field)| {
            let value = matter.disclosure.value(field, item.get(*at));
            harmless(field.holds.format(&value))
        });
        writer
            .write_record([id.to_string()].into_iter().chain(cells))
            .map_err(|error| failed(error.to_string()))?;
    }
    writer
        .into_inner()
        .map(Export::from)
        .map_err(|error| failed(error.to_string()))
}

/// Puts an apostrophe before what a spreadsheet would take for a formula.
fn harmless(cell: String) -> String {
    let looks = cell
        .trim_start_matches([' ', '"', '\''])
        .starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    if looks { format!("'{cell}") } else { cell }
}
