//! What people agreed to do: overdue first.

use crate::desk::Desk;
use crate::desk::listing::{Cells, ListColumn, Listing, Toggle, of};
use crate::model::event::{Action, Event};
use crate::model::field::Value;
use crate::model::format::date;
use crate::model::id::Id;
use crate::model::record::Declared;
use crate::scoring::facts::{Datum, Facts, Ink};
use crate::scoring::plan::due::{Due, actions};
use crate::ui::records::{day_and_distance, joined, person, signed_due};

/// The list of actions.
pub(super) const LISTING: Listing = Listing {
    rows: Some(|desk| {
        let all = actions(desk.seen(), desk.derived.today);
        all.iter().map(|one| one.id).collect()
    }),
    columns: &[
        ListColumn::new("Due", Cells::Just(26), 0, |desk, id| {
            of::<Action>(desk, id, when)
        }),
        ListColumn::new("Who", Cells::Just(12), 0, |desk, id| {
            of::<Action>(desk, id, |desk, one| {
                Datum::text(person(desk, one.owner.0)).muted()
            })
        }),
        ListColumn::new("Action", Cells::Rest(16), 0, |desk, id| {
            of::<Action>(desk, id, what)
        }),
    ],
    note: |desk, ids| {
        let all = || ids.iter().filter_map(|id| desk.seen().get::<Action>(*id));
        let open = all().filter(|one| one.done.is_none()).count();
        let overdue = all().filter(|one| due_of(desk, one).is_overdue()).count();
        format!("{overdue} overdue of {open} open")
    },
    facts: Some(facts),
    begin: |_, record, chosen| {
        let event = chosen.filter(|(kind, _)| *kind == Event::KIND);
        if let (Some((_, id)), Some(field)) = (event, Action::KIND.field("event")) {
            // A link fits its own field.
            let _ = record.set(field, Value::Link(id));
        }
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

fn when(desk: &Desk, one: &Action) -> Datum {
    let due = due_of(desk, one);
    let words = match (one.done, one.due) {
        (Some(done), _) => format!("done {}", date(done)),
        (None, None) => "no day".to_owned(),
        (None, Some(by)) => match due.words() {
            far if far.is_empty() => date(by),
            far => format!("{}, {far}", date(by)),
        },
    };
    signed_due(words, due).on(one.done.or(one.due))
}

fn what(desk: &Desk, one: &Action) -> Datum {
    let ink = if due_of(desk, one) == Due::Met {
        Ink::Muted
    } else {
        Ink::Plain
    };
    Datum {
        ink,
        ..Datum::text(&one.text)
    }
}

fn facts(desk: &Desk, id: Id) -> Facts {
    let Some(one) = desk.seen().get::<Action>(id) else {
        return Facts::default();
    };
    let event = one.event.0.and_then(|id| desk.seen().get::<Event>(id));
    let day = match one.done {
        Some(done) => format!("done {}", date(done)),
        None => day_and_distance(one.due, due_of(desk, one)),
    };
    Facts::of(&one.text).with(
        "",
        joined([
            person(desk, one.owner.0).to_owned(),
            day,
            event.map_or_else(String::new, |event| format!("from {}", event.name)),
        ]),
    )
}
