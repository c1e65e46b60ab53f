//! The occasions on which people met, and the thanks that were said; the latest first.

use crate::desk::Desk;
use crate::desk::listing::{Cells, ListColumn, Listing, of};
use crate::model::event::{Action, Event, Recognition};
use crate::model::field::{Choice, Value};
use crate::model::format::long_date;
use crate::model::id::Id;
use crate::model::increment::Increment;
use crate::model::record::{Declared, Record};
use crate::scoring::facts::{Datum, Facts};
use crate::ui::records::{day_cell, joined, people, person};

/// The list of events.
pub(super) const EVENTS: Listing = Listing {
    columns: &[
        ListColumn::new("Date", Cells::Just(11), 0, |desk, id| {
            of::<Event>(desk, id, |_, one| day_cell(one.date))
        }),
        ListColumn::new("Kind", Cells::Just(17), 0, |desk, id| {
            of::<Event>(desk, id, |_, one| Datum::text(kind(one)).muted())
        }),
        ListColumn::new("Event", Cells::Rest(16), 0, |desk, id| {
            of::<Event>(desk, id, |_, one| Datum::text(&one.name))
        }),
        ListColumn::new("Open", Cells::Just(4), 60, |desk, id| {
            of::<Event>(desk, id, |desk, one| match open_of(desk, one.id).count() {
                0 => Datum::default(),
                open => Datum::count(open),
            })
        }),
    ],
    facts: Some(event_facts),
    begin: |desk, record, _| {
        let increment = desk.derived.evaluation.race.coming;
        begin(record, "date", desk.derived.today.map(Value::Date));
        begin(record, "increment", increment.map(Value::Link));
    },
    ..Listing::of(Event::KIND)
};

/// The list of thanks.
pub(super) const THANKS: Listing = Listing {
    title: "Recognition",
    columns: &[
        ListColumn::new("Date", Cells::Just(11), 0, |desk, id| {
            of::<Recognition>(desk, id, |_, one| day_cell(one.date))
        }),
        ListColumn::new("Whom", Cells::Just(12), 0, |desk, id| {
            of::<Recognition>(desk, id, |desk, one| {
                Datum::text(people(desk, &one.people.0))
            })
        }),
        ListColumn::new("Overcame", Cells::Rest(12), 0, |desk, id| {
            of::<Recognition>(desk, id, |_, one| Datum::text(&one.text))
        }),
    ],
    facts: Some(thanks_facts),
    begin: |desk, record, _| begin(record, "date", desk.derived.today.map(Value::Date)),
    ..Listing::of(Recognition::KIND)
};

/// Sets what a new record begins with, where it is known.
fn begin(record: &mut dyn Record, field: &str, value: Option<Value>) {
    if let (Some(value), Some(at)) = (value, record.kind().field(field)) {
        // A day and a link fit their own fields.
        let _ = record.set(at, value);
    }
}

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
