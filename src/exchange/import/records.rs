//! A table of records of one kind, as people copy it out of a spreadsheet.
//!
//! Owns how a line of names is recognized and how a cell finds its field. Items have a way of their own, with previews
//! and mappings; this one is for the records beside them: evidence, wishes, readings, stages.

use super::csv::lines;
use super::decode::decode;
use super::sheet::RawLine;
use crate::edit::Edit;
use crate::model::Workspace;
use crate::model::field::{Field, FieldType, Value};
use crate::model::id::Id;
use crate::model::money::BudgetLine;
use crate::model::record::{Declared, Kind, Record};
use crate::model::text::clean_line;

/// The separators that are tried, the likeliest first.
const SEPARATORS: [u8; 3] = [b'\t', b';', b','];

/// Names of columns beside the labels and names of fields: kind, name, field.
const OTHER_NAMES: [(&str, &str, &str); 18] = [
    ("stage", "feels", "feeling"),
    ("evidence", "n", "people"),
    ("evidence", "k", "said"),
    ("evidence", "about", "needs"),
    ("wish", "statement", "said"),
    ("wish", "customer", "person"),
    ("budget_line", "interval", "increment"),
    ("budget_line", "iteration", "increment"),
    ("budget_line", "pi", "increment"),
    ("budget_line", "line", "name"),
    ("budget_line", "what", "name"),
    ("budget_line", "budget", "planned"),
    ("budget_line", "plan", "planned"),
    ("budget_line", "spent", "actual"),
    ("budget_line", "cost", "actual"),
    ("budget_line", "income", "income_actual"),
    ("budget_line", "sort", "spending"),
    ("budget_line", "category", "spending"),
];

/// What a table holds.
#[derive(Debug, Default)]
pub struct ReadRecords {
    /// The records, of new ids.
    pub records: Vec<Box<dyn Record>>,
    /// What could not be read, with its line: the cell is left blank.
    pub problems: Vec<String>,
}

/// Reads a text as a table of a kind; none where its first line does not name at least two of its fields, the first one
/// or one that links it among them.
pub fn records(
    text: &str,
    kind: &'static Kind,
    workspace: &Workspace,
    mut new_id: impl FnMut() -> Id,
) -> Option<ReadRecords> {
    let text = text.trim_start_matches('\u{feff}');
    let (rows, columns) = SEPARATORS.iter().find_map(|separator| {
        let mut rows = lines(text, *separator).filter(|line| !line.is_blank());
        let names = rows.next()?.cells;
        let columns: Vec<Option<usize>> = names.iter().map(|name| field_of(kind, name)).collect();
        (columns.iter().flatten().count() > 1).then_some((rows, columns))
    })?;
    let mut found = ReadRecords::default();
    for RawLine {
        number: line,
        cells,
    } in rows
    {
        let mut record = (kind.blank)(new_id());
        for (cell, at) in cells.iter().zip(&columns) {
            let field = at.and_then(|at| Some((at, kind.fields.get(at)?)));
            let Some((at, field)) = field.filter(|_| !cell.trim().is_empty()) else {
                continue;
            };
            let set = |value| record.set(at, value).map_err(|misfit| misfit.to_string());
            if let Err(why) = value(field, cell, workspace).and_then(set) {
                let label = field.label;
                found.problems.push(format!("line {line}, {label}: {why}"));
            }
        }
        found.records.push(record);
    }
    Some(found)
}

/// The same of a file, whatever its letters are written in.
pub fn of_bytes(
    bytes: &[u8],
    kind: &'static Kind,
    workspace: &Workspace,
    new_id: impl FnMut() -> Id,
) -> Option<ReadRecords> {
    records(&decode(bytes).text, kind, workspace, new_id)
}

/// What a record of a table comes to: a new one; of a budget line that is there already, what the table says of it.
pub fn arrived(workspace: &Workspace, record: Box<dyn Record>) -> Vec<Edit> {
    let Some(line) = record.as_any().downcast_ref::<BudgetLine>() else {
        return vec![Edit::Insert(record)];
    };
    let is_it = |one: &&BudgetLine| {
        let place = (one.increment.0, one.team.0) == (line.increment.0, line.team.0);
        place && one.name.to_lowercase() == line.name.to_lowercase()
    };
    let Some(known) = workspace.all::<BudgetLine>().find(is_it) else {
        return vec![Edit::Insert(record)];
    };
    let fields = 0..BudgetLine::KIND.fields.len();
    let said = fields.filter_map(|field| {
        let value = record.get(field);
        let is_news = value != Value::Blank && value != known.get(field);
        is_news.then_some(Edit::Set {
            kind: BudgetLine::KIND,
            id: known.id,
            field,
            value,
        })
    });
    said.collect()
}

/// The field that a column is called like.
fn field_of(kind: &Kind, name: &str) -> Option<usize> {
    let name = clean_line(name).trim().to_lowercase();
    let other = OTHER_NAMES.iter();
    let other = other
        .clone()
        .find(|(of, other, _)| *of == kind.name && *other == name);
    let name = other.map_or(name.as_str(), |(_, _, field)| field);
    let mut fields = kind.fields.iter();
    fields.position(|field| field.name == name || field.label.to_lowercase() == name)
}

/// The value of a cell; a link is found by the name of its record, whatever its capitals.
fn value(field: &Field, cell: &str, workspace: &Workspace) -> Result<Value, String> {
    let Some(kind) = field.holds.target().and_then(|name| workspace.kind(name)) else {
        let value = field.holds.typed(cell, None);
        return value.map_err(|misfit| misfit.to_string());
    };
    let find = |name: &str| {
        let (name, small) = (name.trim(), name.trim().to_lowercase());
        let mut all = workspace.records(kind);
        let found = all
            .find(|record| record.name().to_lowercase() == small || record.id().as_str() == name);
        found.map(Record::id).ok_or_else(|| {
            format!(
                "no {} is called “{name}” · add it first",
                kind.label.to_lowercase()
            )
        })
    };
    let ids = cell.split(';').filter(|name| !name.trim().is_empty());
    let ids: Vec<Id> = ids.map(find).collect::<Result<_, _>>()?;
    Ok(match (field.holds, ids.first()) {
        (FieldType::Links(_), _) => Value::Links(ids),
        (_, Some(first)) => Value::Link(*first),
        (_, None) => Value::Blank,
    })
}
