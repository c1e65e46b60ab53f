//! JSON: the files of tools, each with a file below.
//!
//! Owns how a record of named values becomes a row of cells. Where records stand in a text, and that a text of
//! any size is walked without being held twice, is in `document`; what names mean is the tool's own.

pub(super) mod beads;
pub(super) mod document;
pub(super) mod evenkeel;
pub(super) mod github;
pub(super) mod jira;
pub(super) mod linear;
mod parts;
pub(super) mod plain;
pub(super) mod shape;
pub(super) mod taskwarrior;
pub(super) mod trackers;
pub(super) mod trello;

use serde_json::{Map, Value};

use super::gathering::Gathering;
use super::notes::{Note, Notes};
use super::prose::adf;
use super::role::Role;

/// How JSON files usually end.
const ENDINGS: &[&str] = &[".json", ".jsonl", ".ndjson"];

/// A record with its names.
type JsonRecord = Map<String, Value>;

/// The names under which an object says what it is called.
const CALLED: &str = "displayName fullName name title login value text key";

/// A value as the text of a cell; none where there is nothing, or no single text.
fn text(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Bool(is) => is.to_string(),
        Value::Object(object) if adf::is_document(object) => adf::text(value),
        Value::Object(object) => CALLED.split(' ').find_map(|name| match object.get(name) {
            Some(Value::String(text)) if !text.is_empty() => Some(text.clone()),
            Some(_) | None => None,
        })?,
        Value::Null | Value::Array(_) => return None,
    };
    Some(text).filter(|text| !text.trim().is_empty())
}

/// A value's text under a name; empty where there is none.
fn text_of(record: &JsonRecord, name: &str) -> String {
    record.get(name).and_then(text).unwrap_or_default()
}

/// The text under the first of some names that is filled.
fn first_of<'n>(record: &JsonRecord, names: impl IntoIterator<Item = &'n str>) -> String {
    let mut names = names.into_iter();
    let found = names.find_map(|name| record.get(name).and_then(text));
    found.unwrap_or_default()
}

/// The values of a list, wrapped or not; of anything else itself.
fn all(value: Option<&Value>) -> Vec<&Value> {
    match value {
        None | Some(Value::Null) => Vec::new(),
        Some(Value::Array(all)) => all.iter().collect(),
        Some(Value::Object(object)) => match object.get("nodes") {
            Some(Value::Array(nodes)) => nodes.iter().collect(),
            Some(_) | None => value.into_iter().collect(),
        },
        Some(value) => vec![value],
    }
}

/// The objects among the values of a list.
fn objects(value: Option<&Value>) -> Vec<&JsonRecord> {
    let all = all(value).into_iter();
    all.filter_map(Value::as_object).collect()
}

/// Whether a value is there and is not false.
fn is_so(value: Option<&Value>) -> bool {
    !matches!(value, None | Some(Value::Null | Value::Bool(false)))
}

/// Fills the column of a name with each text of its value.
fn add_cell(rows: &mut Gathering, name: &str, value: &Value, notes: &mut Notes) {
    let role = rows.role(name);
    add_cell_as(rows, name, role, value, notes);
}

/// As [`add_cell`], for a column that is nothing else than this.
fn add_cell_as(rows: &mut Gathering, name: &str, role: Role, value: &Value, notes: &mut Notes) {
    for value in all(Some(value)) {
        if let Some(text) = text(value) {
            rows.cell_as(name, role, &text);
        } else if is_filled(value) {
            notes.add(Note::Nested, "", None, name);
        }
    }
}

/// Whether a name is among some between spaces.
fn is_among(names: &str, name: &str) -> bool {
    names.split_whitespace().any(|known| known == name)
}

/// Fills a column for every name of a record but some.
fn add_cells(rows: &mut Gathering, record: &JsonRecord, left: &str, notes: &mut Notes) {
    for (name, value) in record {
        if !is_among(left, name) {
            add_cell(rows, name, value, notes);
        }
    }
}

/// Comments in one cell each, with their moment and author.
fn add_comments(
    rows: &mut Gathering,
    name: &str,
    comments: Option<&Value>,
    [when, who, what]: [&str; 3],
) {
    for comment in objects(comments) {
        let [when, who, what] = [when, who, what].map(|name| text_of(comment, name));
        if !what.is_empty() {
            rows.cell(name, &format!("{when};{who};{what}"));
        }
    }
}

/// Whether there is anything in a list or an object.
fn is_filled(value: &Value) -> bool {
    match value {
        Value::Array(all) => all.iter().any(is_filled),
        Value::Object(object) => object.values().any(is_filled),
        Value::String(text) => !text.trim().is_empty(),
        Value::Number(_) | Value::Bool(_) => true,
        Value::Null => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_become_texts_and_nothing_stays_nothing() {
        let check = |json: &str, expected: Option<&str>| {
            let value: Value = serde_json::from_str(json).unwrap();
            assert_eq!(text(&value).as_deref(), expected, "{json}");
        };
        check("\"a\"", Some("a"));
        check("5.0", Some("5.0"));
        check("0", Some("0"));
        check("false", Some("false"));
        check("{\"id\": 1, \"name\": \"High\"}", Some("High"));
        check("{\"displayName\": \"\", \"name\": \"ann\"}", Some("ann"));
        for nothing in ["null", "\"\"", "\" \"", "[]", "{}", "[1]", "{\"name\": 5}"] {
            check(nothing, None);
        }
    }
}
