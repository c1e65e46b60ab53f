//! Conversations that have to be had, and the sessions there were.

use crate::desk::Desk;
use crate::desk::listing::{Listing, Toggle, columns, preset};
use crate::model::decision::{Conversation, Decision};
use crate::model::field::{Choice, Value};
use crate::model::format::{count, long_date};
use crate::model::id::Id;
use crate::model::item::Item;
use crate::model::record::Declared;
use crate::model::session::Session;
use crate::model::words::{Text, worded};
use crate::scoring::decision::conversations;
use crate::scoring::facts::{Datum, Facts};
use crate::scoring::plan::due::Due;
use crate::scoring::session::column::VoteColumn;
use crate::scoring::session::rubric;
use crate::ui::records::{day_and_distance, day_cell, due_cell, due_note, people, people_by_name};

/// The list of conversations: those still to be had first, by their day.
pub(super) const CONVERSATIONS: Listing = Listing {
    rows: Some(|desk| {
        let all = conversations(desk.seen(), desk.derived.today);
        all.iter().map(|one| one.id).collect()
    }),
    columns: columns! { Conversation:
        "By" Just 26 => |desk, one| due_cell("held", one.held, one.due, due_of(desk, one));
        "Who must be there" Just 20 from 60 => |desk, one| Datum::text(people_by_name(desk, &one.people.0)).muted();
        "About" Rest 14 => |_, one| Datum::text(&one.about);
    },
    note: |desk, ids| {
        let all = ids.iter().filter_map(|id| desk.seen().get(*id));
        due_note(all.map(|one| due_of(desk, one)))
    },
    facts: Some(talk_facts),
    empty: Text::new(
        "Who has to talk with whom, and by when? {LISTS_NEW} writes the first conversation.",
    ),
    begin: |desk, record, chosen| {
        // The one about the chosen decision or conversation is about its item.
        let about = chosen.and_then(|(kind, id)| {
            if kind == Decision::KIND {
                desk.workspace.get::<Decision>(id)?.item.0
            } else if kind == Conversation::KIND {
                desk.workspace.get::<Conversation>(id)?.item.0
            } else {
                None
            }
        });
        preset(record, "item", about.map(Value::Link));
    },
    item: |desk, id| desk.workspace.get::<Conversation>(id)?.item.0,
    toggle: Some(Toggle {
        field: "held",
        word: "held",
    }),
    ..Listing::of(Conversation::KIND)
};

/// The list of sessions, the latest first.
pub(super) const SESSIONS: Listing = Listing {
    columns: columns! { Session:
        "Date" Just 11 => |_, one| day_cell(one.date);
        "Kind" Just 15 from 50 => |_, one| Datum::text(one.sort.word().label).muted();
        "Session" Rest 14 => |_, one| Datum::text(&one.name);
        "Decided" Just 7 from 40 => |desk, one| Datum::count(decided(desk, one.id));
    },
    facts: Some(session_facts),
    empty: Text::new(
        "Which sessions were there, and what was decided? {GO_SESSION} goes to the first one.",
    ),
    ..Listing::of(Session::KIND)
};

fn due_of(desk: &Desk, one: &Conversation) -> Due {
    Due::of_conversation(one, desk.derived.today)
}

fn talk_facts(desk: &Desk, id: Id) -> Facts {
    let Some(one) = desk.seen().get::<Conversation>(id) else {
        return Facts::default();
    };
    let day = match (one.held, one.due) {
        (Some(held), _) => format!("Held on {}", long_date(held)),
        (None, None) => "No day yet".to_owned(),
        (None, due) => format!("By {}", day_and_distance(due, due_of(desk, one))),
    };
    let item = one.item.0.and_then(|id| desk.seen().get::<Item>(id));
    let estimate = VoteColumn::named(&one.factor);
    let estimate = estimate.map_or_else(String::new, |column| rubric::word(desk.seen(), column));
    Facts::of(&one.about)
        .with("Who must be there", people_by_name(desk, &one.people.0))
        .with("", day)
        .with(worded("Item"), item.map_or("", |item| &item.title))
        .with("Estimate", estimate)
        .with("", one.outcome.trim())
}

fn session_facts(desk: &Desk, id: Id) -> Facts {
    let Some(one) = desk.seen().get::<Session>(id) else {
        return Facts::default();
    };
    let state = if one.over { "over" } else { "open" };
    let day = one.date.map_or_else(|| "no day".to_owned(), long_date);
    let items = count(one.agenda.0.len(), "item", "items");
    let decisions = count(decided(desk, id), "decision", "decisions");
    Facts::of(&one.name)
        .with("", format!("{} · {day} · {state}", one.sort.word().label))
        .with("Present", people(desk, &one.people.0))
        .with("", format!("{items} on the agenda, {decisions}"))
        .with("", one.note.trim())
}

/// How many decisions a session led to.
fn decided(desk: &Desk, session: Id) -> usize {
    let all = desk.seen().all::<Decision>();
    all.filter(|one| one.session.0 == Some(session)).count()
}
