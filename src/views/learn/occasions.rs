//! The occasions on which people met, and the thanks that were said; the latest first.

use crate::desk::Desk;
use crate::desk::listing::{Listing, columns, preset};
use crate::model::event::{Action, Event, Recognition};
use crate::model::field::{Choice, Value};
use crate::model::format::long_date;
use crate::model::id::Id;
use crate::model::increment::Increment;
use crate::model::record::Declared;
use crate::scoring::facts::{Datum, Facts};
use crate::ui::records::{day_cell, joined, people, person};

/// The list of events.
pub(super) const EVENTS: Listing = Listing {
    columns: columns! { Event:
        "Date" Just 11 => |_, one| day_cell(one.date);
        "Kind" Just 17 => |_, one| Datum::text(kind(one)).muted();
        "Event" Rest 16 => |_, one| Datum::text(&one.name);
        "Open" Just 4 from 60 => |desk, one| match open_of(desk, one.id).count() { 0 => Datum::default(), open => Datum::count(open), };
    },
    facts: Some(event_facts),
    begin: |desk, record, _| {
        let increment = desk.derived.evaluation.race.coming;
        preset(record, "date", desk.derived.today.map(Value::Date));
        preset(record, "increment", increment.map(Value::Link));
    },
    ..Listing::of(Event::KIND)
};

/// The list of thanks.
pub(super) const THANKS: Listing = Listing {
    title: "Recognition",
    columns: columns! { Recognition:
        "Date" Just 11 => |_, one| day_cell(one.date);
        "Whom" Just 12 => |desk, one| Datum::text(people(desk, &one.people.0));
        "Overcame" Rest 12 => |_, one| Datum::text(&one.text);
    },
    facts: Some(thanks_facts),
    begin: |desk, record, _| preset(record, "date", desk.derived.today.map(Value::Date)),
    ..Listing::of(Recognition::KIND)
};

fn kind(one: &Event) -> &'static str {
    one.occasion.map_or("", |occasion| occasion.word().label)
}

/// The open actions that came of an event.
fn open_of(desk: &Desk, event: Id) -> impl Iterator<Item = &Action> {
    let actions = desk.seen().all::<Action>();
    actions.filter(move |action| action.event.0 == Some(event) && action.done.is_none())
}

fn day(date: Option<chrono::NaiveDate>) -> String {
    date.map_or_else(|| "no day".to_owned(), long_date)
}

fn event_facts(desk: &Desk, id: Id) -> Facts {
    let Some(one) = desk.seen().get::<Event>(id) else {
        return Facts::default();
    };
    let increment = one
        .increment
        .0
        .and_then(|id| desk.seen().get::<Increment>(id));
    let parts = [
        kind(one).to_owned(),
        day(one.date),
        increment.map_or_else(String::new, |one| one.name.clone()),
    ];
    let begin = Facts::of(&one.name)
        .with("", joined(parts))
        .with("", one.note.trim());
    open_of(desk, id).fold(begin, |facts, action| {
        let who = person(desk, action.owner.0);
        facts.with("", format!("· {} ({who})", action.text))
    })
}

fn thanks_facts(desk: &Desk, id: Id) -> Facts {
    let Some(one) = desk.seen().get::<Recognition>(id) else {
        return Facts::default();
    };
    let by = match person(desk, one.by.0) {
        "" => String::new(),
        name => format!("thanks from {name}"),
    };
    Facts::of(&one.text).with("", joined([people(desk, &one.people.0), by, day(one.date)]))
}
