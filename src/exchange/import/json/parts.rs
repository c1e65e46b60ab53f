//! Parts: records that stand inside others.
//!
//! Owns under which names they do. Whose part each is, is kept with the table until keys and titles are known.

use serde_json::Value;

use super::super::headings::plain;
use super::super::words;
use super::{JsonRecord, all};

/// What lists of parts are called everywhere.
const PARTS: &str = "children, subtasks, sub tasks, sub-tasks, subissues, sub issues, subitems, sub items, \
    child issues, child items, child tasks, child stories";

/// Whether a name is that of a list of parts, whatever it is a part of.
pub(super) fn is_part_name(name: &str) -> bool {
    words::has(PARTS, &plain(name))
}

/// Takes the parts out of a record; `is_part` tells them by the name of their list and what they hold.
pub(super) fn taken_out(
    record: &mut JsonRecord,
    is_part: &dyn Fn(&str, &JsonRecord) -> bool,
) -> Vec<JsonRecord> {
    let mut parts = Vec::new();
    record.retain(|name, value| {
        let is_list = value.is_array() || value.get("nodes").is_some_and(Value::is_array);
        let all = all(Some(&*value).filter(|_| is_list));
        let records: Option<Vec<&JsonRecord>> = all.into_iter().map(Value::as_object).collect();
        let records = records.filter(|all| all.iter().all(|one| is_part(name, one)));
        let records = records.filter(|all| !all.is_empty());
        parts.extend(records.iter().flatten().map(|one| (*one).clone()));
        records.is_none()
    });
    parts
}
