//! The demos there were, and what was said in them.

use crate::desk::Desk;
use crate::desk::listing::{Listing, columns};
use crate::dialogs::demo;
use crate::model::feedback::Feedback;
use crate::model::field::Choice;
use crate::model::format::{count, long_date};
use crate::model::id::Id;
use crate::model::item::Item;
use crate::model::record::Declared;
use crate::model::session::Session;
use crate::model::words::{Text, worded};
use crate::scoring::facts::{Datum, Facts};
use crate::scoring::session::minutes::minutes;
use crate::ui::records::{day_cell, joined, person};

/// The list of demos, the latest first.
pub(super) const LISTING: Listing = Listing {
    title: Text::new("Demos"),
    one: Text::new("Demo"),
    rows: Some(|desk| {
        let all = demo::demos(desk.seen());
        all.iter().map(|one| one.id).collect()
    }),
    columns: columns! { Session:
        "Date" Just 11 => |_, one| day_cell(one.date);
        "Said" Just 4 => |desk, one| Datum::count(minutes(desk.seen(), one).feedback.len());
        "Demo" Rest 12 => |_, one| Datum::text(&one.name).muted_if(one.over);
    },
    facts: Some(facts),
    empty: Text::new(
        "What is ready to be shown, and what do people say? {LISTS_NEW} begins the first demo.",
    ),
    start: Some(|desk| {
        demo::can_begin(desk)?;
        demo::start(desk);
        Ok(())
    }),
    ..Listing::of(Session::KIND)
};

fn facts(desk: &Desk, id: Id) -> Facts {
    let Some(session) = desk.seen().get::<Session>(id) else {
        return Facts::default();
    };
    let found = minutes(desk.seen(), session);
    let parts = [
        session.date.map_or_else(|| "no day".to_owned(), long_date),
        count(found.items.len(), "item", "items"),
        if session.over { "over" } else { "still open" }.to_owned(),
    ];
    let begin = Facts::of(&session.name).with("", joined(parts));
    if found.feedback.is_empty() {
        return begin.with(
            "",
            worded("Nothing was said yet; {LEARN_CHECKPOINT} opens the questions."),
        );
    }
    found.feedback.into_iter().fold(begin, |facts, said| {
        let item = said.item.0.and_then(|id| desk.seen().get::<Item>(id));
        let item = item.map_or(worded("no item"), |item| item.title.as_str());
        let question = said.question.map_or("no question", |one| one.word().label);
        let words = format!("{item}: {question} {}", told(desk, said));
        facts.with("", format!("· {words}"))
    })
}

/// What somebody said and who, unless names stay hidden.
fn told(desk: &Desk, said: &Feedback) -> String {
    let signal = said
        .signal
        .map_or("no signal", |signal| signal.word().label);
    let session = said.session.0.and_then(|id| desk.seen().get::<Session>(id));
    let is_nameless = session.is_some_and(|session| session.nameless);
    match person(desk, said.person.0) {
        name if !name.is_empty() && !is_nameless => {
            format!("{signal}: {} ({name})", said.said.trim())
        }
        _ => format!("{signal}: {}", said.said.trim()),
    }
}
