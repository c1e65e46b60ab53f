//! Columns and facts that follow from the fields of a kind.

use crate::desk::Desk;
use crate::desk::sorting::sort_key;
use crate::model::field::{FieldType, Value};
use crate::model::id::Id;
use crate::model::record::Kind;
use crate::scoring::facts::{Datum, Facts};

/// How many short fields stand beside the title.
const BESIDE: usize = 3;

/// The fields that a list of a kind shows: its title, then the first short ones.
pub(super) fn by_fields(kind: &'static Kind) -> Vec<usize> {
    let short = kind
        .fields
        .iter()
        .enumerate()
        .skip(1)
        .filter(|(_, field)| is_short(field.holds));
    let short = short.map(|(at, _)| at).take(BESIDE);
    (0..1.min(kind.fields.len())).chain(short).collect()
}

/// Whether values of a type are numbers, which stand at the right of their column.
const fn is_number(holds: FieldType) -> bool {
    matches!(
        holds,
        FieldType::Number | FieldType::Points | FieldType::Percent | FieldType::Money
    )
}

const fn is_short(holds: FieldType) -> bool {
    is_number(holds)
        || matches!(
            holds,
            FieldType::Text
                | FieldType::Choice { .. }
                | FieldType::Date
                | FieldType::Link(_)
                | FieldType::PartOf(_)
        )
}

/// A value in words for one line; links are the titles behind them.
pub fn words_of(desk: &Desk, holds: FieldType, value: &Value) -> String {
    let kind = holds.target().and_then(|name| desk.seen().kind(name));
    match (value, kind) {
        (Value::Date(day), _) => crate::model::format::long_date(*day),
        (Value::Flag(yes), _) => if *yes { "yes" } else { "no" }.to_owned(),
        (Value::Number(number), _) if holds == FieldType::Percent => {
            crate::model::format::percent(number)
        }
        (Value::Link(_) | Value::Links(_), Some(kind)) => {
            let titles = value.targets().into_iter().map(|id| {
                desk.seen()
                    .record(kind, id)
                    .map_or_else(|| "missing".to_owned(), |one| desk.seen().title(one))
            });
            titles.collect::<Vec<_>>().join(", ")
        }
        _ => holds.format(value),
    }
}

/// The cell of a field.
pub(super) fn cell(desk: &Desk, kind: &'static Kind, id: Id, at: usize) -> Datum {
    let record = desk.seen().record(kind, id);
    let (Some(record), Some(field)) = (record, kind.fields.get(at)) else {
        return Datum::default();
    };
    let value = record.get(at);
    let datum = Datum::text(if at == 0 {
        desk.seen().title(record)
    } else {
        words_of(desk, field.holds, &value)
    });
    match sort_key(field.holds, &value) {
        Some(key) => datum.by(key),
        None => datum,
    }
}

/// What the fields of a record say.
pub(super) fn facts_of(desk: &Desk, kind: &'static Kind, id: Id) -> Facts {
    let Some(record) = desk.seen().record(kind, id) else {
        return Facts::default();
    };
    let mut facts = Facts::of(desk.seen().title(record));
    for (at, field) in kind.fields.iter().enumerate().skip(1) {
        let value = record.get(at);
        if value != Value::Blank {
            facts.say(
                field.label.said(),
                words_of(desk, field.holds, &value),
                field.access,
            );
        }
    }
    facts
}
