//! Words that many views say of records: who, on which day, how far away.

use chrono::NaiveDate;

use crate::desk::Desk;
pub use crate::model::format::joined;
use crate::model::format::{date, long_date};
use crate::model::id::Id;
use crate::model::person::Person;
use crate::scoring::facts::{Datum, Ink, Sign};
use crate::scoring::plan::due::Due;

/// What a person is called; nothing where nobody is named.
pub fn person(desk: &Desk, id: Option<Id>) -> &str {
    let person = id.and_then(|id| desk.seen().get::<Person>(id));
    person.map_or("", |person| person.name.as_str())
}

/// The names of people, with commas.
pub fn people(desk: &Desk, ids: &[Id]) -> String {
    let names = ids.iter().map(|id| person(desk, Some(*id)));
    names.collect::<Vec<_>>().join(", ")
}

/// The same, in the order of names, where the order of the record would tell who showed what.
pub fn people_by_name(desk: &Desk, ids: &[Id]) -> String {
    let mut ids = ids.to_vec();
    ids.sort_by_key(|id| person(desk, Some(*id)).to_lowercase());
    people(desk, &ids)
}

/// A day and how far away it is: `1 Dec 2026, in 9 days`.
pub fn day_and_distance(date: Option<NaiveDate>, due: Due) -> String {
    let date = date.map(long_date).into_iter();
    let words = Some(due.words()).filter(|words| !words.is_empty());
    date.chain(words).collect::<Vec<_>>().join(", ")
}

/// A cell about a day, with the sign for how it stands.
pub fn signed_due(words: String, due: Due) -> Datum {
    let (sign, ink) = match due {
        Due::Met => (Sign::Done, Ink::Muted),
        Due::Overdue(_) => (Sign::Over, Ink::Plain),
        Due::In(_) | Due::Undated | Due::Unknown => (Sign::Open, Ink::Plain),
    };
    Datum {
        sign: Some(sign),
        ink,
        ..Datum::own(words)
    }
}

/// A cell about what is to be done by a day: when it was, or by when and how far away that is.
pub fn due_cell(verb: &str, on: Option<NaiveDate>, by: Option<NaiveDate>, due: Due) -> Datum {
    let words = match (on, by) {
        (Some(day), _) => format!("{verb} {}", date(day)),
        (None, by) => by_cell(by, due),
    };
    signed_due(words, due).on(on.or(by))
}

/// A day that something is needed by, and how far away it is.
pub fn by_cell(by: Option<NaiveDate>, due: Due) -> String {
    let day = by.map_or_else(|| "no day".to_owned(), date);
    match due.words() {
        far if far.is_empty() => day,
        far => format!("{day}, {far}"),
    }
}

/// How many of those that are open are overdue.
pub fn due_note(all: impl Iterator<Item = Due>) -> String {
    let open: Vec<Due> = all.filter(|due| *due != Due::Met).collect();
    let overdue = open.iter().filter(|due| due.is_overdue()).count();
    format!("{overdue} overdue of {} open", open.len())
}

/// A cell of a day that has been.
pub fn day_cell(day: Option<NaiveDate>) -> Datum {
    let words = day.map_or_else(|| "no day".to_owned(), long_date);
    Datum::own(words).muted().on(day)
}
