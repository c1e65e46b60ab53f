//! What people agreed to do: overdue first.

use crate::desk::Desk;
use crate::desk::listing::{Listing, Toggle, columns, preset};
use crate::model::event::{Action, TrainEvent};
use crate::model::field::Value;
use crate::model::format::{count, date};
use crate::model::id::Id;
use crate::model::record::Declared;
use crate::model::words::Text;
use crate::scoring::facts::{Datum, Facts};
use crate::scoring::meeting::age;
use crate::scoring::plan::due::{Due, actions};
use crate::ui::records::{day_and_distance, due_cell, due_note, joined, person};

/// The list of actions.
pub(super) const LISTING: Listing = Listing {
    rows: Some(|desk| {
        let all = actions(desk.seen(), desk.derived.today);
        all.iter().map(|one| one.id).collect()
    }),
    columns: columns! { Action:
        "Due" Just 26 => |desk, one| due_cell("done", one.done, one.due, due_of(desk, one));
        "Who" Just 12 => |desk, one| Datum::text(person(desk, one.owner.0)).muted();
        "Action" Rest 16 => |_, one| Datum::text(&one.text).muted_if(one.done.is_some());
    },
    note: |desk, ids| {
        let all = ids.iter().filter_map(|id| desk.seen().get(*id));
        due_note(all.map(|one| due_of(desk, one)))
    },
    facts: Some(facts),
    empty: Text::new(
        "What is somebody going to do, and by when? {LISTS_NEW} writes the first action.",
    ),
    begin: |_, record, chosen| {
        let event = chosen.filter(|(kind, _)| *kind == TrainEvent::KIND);
        preset(record, "event", event.map(|(_, id)| Value::Link(id)));
    },
    toggle: Some(Toggle {
        field: "done",
        word: "done",
    }),
    ..Listing::of(Action::KIND)
};

fn due_of(desk: &Desk, one: &Action) -> Due {
    Due::of_action(one, desk.derived.today)
}

fn facts(desk: &Desk, id: Id) -> Facts {
    let Some(one) = desk.seen().get::<Action>(id) else {
        return Facts::default();
    };
    let event = one.event.0.and_then(|id| desk.seen().get::<TrainEvent>(id));
    let day = match one.done {
        Some(done) => format!("done {}", date(done)),
        None => day_and_distance(one.due, due_of(desk, one)),
    };
    let age = age(desk.seen(), one, desk.derived.today);
    let age = age.and_then(|days| usize::try_from(days).ok());
    let age = age.map_or_else(String::new, |days| {
        format!("open for {}", count(days, "day", "days"))
    });
    Facts::of(&one.text).with("", age).with(
        "",
        joined([
            person(desk, one.owner.0).to_owned(),
            day,
            event.map_or_else(String::new, |event| format!("from {}", event.name)),
        ]),
    )
}
