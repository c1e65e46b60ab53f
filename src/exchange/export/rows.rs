//! The records of one kind as a table that reads back: into a list it is pasted in, or by the word `import`.
//!
//! Owns the cells. Which kinds can be written is said where the formats are.

use std::io::Write;

use super::content::{Content, Written};
use super::csv::{MARK, written};
use crate::exchange::sheet::harmless;
use crate::model::field::{Field, Value};
use crate::model::id::Id;
use crate::model::record::{Declared, Kind, Record};
use crate::model::words::worded;

/// Why there is nothing to write of a kind.
pub(super) fn lacks<R: Declared>(content: &Content<'_>) -> Option<&'static str> {
    let is_there = content.workspace.count(R::KIND) > 0;
    (!is_there).then_some(worded(
        "none is written down yet · {GO_INSIGHT}, then {LISTS_NEW}",
    ))
}

/// Writes all records of a kind by their names.
pub(super) fn write<R: Declared>(content: &Content<'_>, to: &mut dyn Write) -> Written {
    let mut all: Vec<&dyn Record> = content.workspace.records(R::KIND).collect();
    all.sort_by_cached_key(|record| (record.title().to_lowercase(), record.id()));
    write_these(R::KIND, &all, content, to)
}

/// Writes these records of a kind, a row each, under the names of the fields that its readers may see.
pub(super) fn write_these(
    kind: &'static Kind,
    all: &[&dyn Record],
    content: &Content<'_>,
    to: &mut dyn Write,
) -> Written {
    let fields = kind.fields.iter().enumerate();
    let fields: Vec<(usize, &Field)> = fields
        .filter(|(_, field)| content.disclosure.shows(field))
        .collect();
    let names = fields
        .iter()
        .map(|(_, field)| field.label.written().to_owned());
    let all = all.iter().copied();
    let shown = all.filter(|record| content.disclosure.shows_record(*record));
    let rows = shown.map(|record| {
        let cells = fields.iter();
        cells.map(move |(at, field)| cell(content, record, field, record.get(*at)))
    });
    to.write_all(MARK.as_bytes())?;
    written(names, rows, content.wish.separator(), to)?;
    Ok(Vec::new())
}

fn cell(content: &Content<'_>, record: &dyn Record, field: &Field, value: Value) -> String {
    let workspace = content.workspace;
    let value = content.disclosure.value_of(workspace, record, field, value);
    let kind = field.holds.target().and_then(|name| workspace.kind(name));
    let words = match kind {
        Some(kind) => {
            let name = |id: &Id| {
                let record = workspace.record(kind, *id);
                record.map_or_else(String::new, |record| content.said(record.name()))
            };
            let names: Vec<String> = value.targets().iter().map(name).collect();
            names.join("; ")
        }
        None => field.holds.format(&value),
    };
    if content.wish.has_commas && matches!(value, Value::Number(_)) {
        return words.replace('.', ",");
    }
    harmless(words)
}
