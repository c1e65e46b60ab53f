//! What a new record takes over from the one before it: whose part it is, how long it lasts, what it holds.
//!
//! Owns that nobody types twice what follows: the next iteration begins where the last one ends, is as long as it,
//! has its capacity and counts its name on. What is given already stays.

use chrono::{Datelike, NaiveDate};

use crate::desk::Desk;
use crate::model::field::{Field, FieldType, Value};
use crate::model::id::Id;
use crate::model::record::{Kind, Record};
use crate::scoring::plan::coming::counted_on;

/// Lets a new record go on from the last of its kind in time, or else from the chosen one.
pub fn go_on(desk: &Desk, record: &mut dyn Record, chosen: Option<(&'static Kind, Id)>) {
    let kind = record.kind();
    let chosen = chosen.filter(|(of, _)| *of == kind);
    let chosen = chosen.and_then(|(_, id)| desk.workspace.record(kind, id));
    let last = kind
        .field("starts")
        .and(kind.field("ends"))
        .and_then(|ends| {
            let all = desk.workspace.records(kind);
            all.max_by_key(|one| (one.get(ends).day(), one.id()))
        });
    let Some(before) = last.or(chosen) else {
        return;
    };
    let is_part = |field: &Field| matches!(field.holds, FieldType::PartOf(_));
    // As a part of the same two records it would be said twice: of what it is first is asked anew.
    let anew = kind.fields.iter().position(is_part);
    let is_of_two = kind.fields.iter().filter(|field| is_part(field)).count() > 1;
    for (at, field) in kind.fields.iter().enumerate() {
        let is_taken = (is_part(field) && !(is_of_two && anew == Some(at)))
            || (last.is_some() && field.name == "capacity")
            || (field.name == "increment" && matches!(field.holds, FieldType::Link(_)));
        if is_taken {
            put(record, at, before.get(at));
        }
    }
    if last.is_some() {
        put(record, 0, Value::Text(counted_on(&before.title())));
        let day = |name| kind.field(name).and_then(|at| before.get(at).day());
        if let Some((first, end)) = next(day("starts"), day("ends")) {
            for (name, day) in [("starts", first), ("ends", end)] {
                if let Some(at) = kind.field(name) {
                    put(record, at, Value::Date(day));
                }
            }
        }
    }
}

/// Gives a field a value where it has none; the value comes from the same field.
fn put(record: &mut dyn Record, at: usize, value: Value) {
    if record.get(at) == Value::Blank {
        drop(record.set(at, value));
    }
}

/// The days of what comes after, from the same day of the week on and as long.
fn next(first: Option<NaiveDate>, end: Option<NaiveDate>) -> Option<(NaiveDate, NaiveDate)> {
    let (first, end) = first.zip(end)?;
    let is_same_day = |day: &NaiveDate| day.weekday() == first.weekday();
    let next = end.iter_days().skip(1).find(is_same_day)?;
    Some((next, next.checked_add_signed(end - first)?))
}
