//! The occasions on which people met, and the thanks that were said; the latest first.

use std::cmp::Reverse;

use crate::desk::Desk;
use crate::desk::command::Can;
use crate::desk::listing::{Listing, Lists, columns, preset};
use crate::desk::notice::quoted;
use crate::dialogs::form;
use crate::dialogs::picker::{Entry, Picker};
use crate::edit::Edit;
use crate::model::event::{Action, Occasion, Recognition, Topic, TrainEvent};
use crate::model::field::{Choice, Link, Value};
use crate::model::format::long_date;
use crate::model::id::Id;
use crate::model::increment::Increment;
use crate::model::number::Number;
use crate::model::record::Declared;
use crate::model::words::{Text, worded};
use crate::scoring::facts::{Datum, Facts};
use crate::scoring::meeting::{agenda, point, spent, timebox, topics};
use crate::scoring::ratio::Ratio;
use crate::ui::records::{day_cell, joined, people, person};

/// The list of events.
pub(super) const EVENTS: Listing = Listing {
    columns: columns! { TrainEvent:
        "Date" Just 11 => |_, one| day_cell(one.date);
        "Kind" Just 17 => |_, one| Datum::text(kind(one)).muted();
        "Event" Rest 16 => |_, one| Datum::text(&one.name);
        "Open" Just 4 from 60 => |desk, one| match open_of(desk, one.id).count() { 0 => Datum::default(), open => Datum::count(open), };
    },
    facts: Some(event_facts),
    empty: Text::new(
        "When does everybody meet? {LISTS_NEW} writes the first event; {LEARN_MEETING} begins one with its agenda.",
    ),
    begin: |desk, record, _| {
        let increment = desk.derived.evaluation.race.coming;
        preset(record, "date", desk.derived.today.map(Value::Date));
        preset(record, "increment", increment.map(Value::Link));
    },
    ..Listing::of(TrainEvent::KIND)
};

/// The list of thanks.
pub(super) const THANKS: Listing = Listing {
    title: Text::new("Recognition"),
    columns: columns! { Recognition:
        "Date" Just 11 => |_, one| day_cell(one.date);
        "Whom" Just 12 => |desk, one| Datum::text(people(desk, &one.people.0));
        "Overcame" Rest 12 => |_, one| Datum::text(&one.text);
    },
    facts: Some(thanks_facts),
    empty: Text::new("Who overcame something hard? {LISTS_NEW} writes the first thanks."),
    begin: |desk, record, _| preset(record, "date", desk.derived.today.map(Value::Date)),
    ..Listing::of(Recognition::KIND)
};

fn kind(one: &TrainEvent) -> &'static str {
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
    let Some(one) = desk.seen().get::<TrainEvent>(id) else {
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
        .with("Present", people(desk, &one.people.0))
        .with("", one.note.trim());
    let topics = topics(desk.seen(), id).into_iter();
    let begin = topics.fold(begin, |facts, topic| {
        let votes = topic
            .votes
            .map_or_else(String::new, |votes| format!(" ({votes})"));
        facts.with("Topic", format!("{}{votes}", topic.text))
    });
    let begin = open_of(desk, id).fold(begin, |facts, action| {
        let who = person(desk, action.owner.0);
        facts.with("", format!("· {} ({who})", action.text))
    });
    let whole = timebox(&one.agenda).map(|minutes| format!("{} in all", spent(minutes)));
    let begin = begin.with("Agenda", whole.unwrap_or_default());
    one.agenda
        .iter()
        .map(|line| point(line))
        .fold(begin, |facts, point| {
            let minutes = point
                .minutes
                .map_or_else(String::new, |minutes| format!("{minutes} min "));
            facts.with("", format!("{minutes}{}", point.words))
        })
}

/// The list of what was put up, of the latest event first, most votes first.
pub(super) const TOPICS: Listing = Listing {
    rows: Some(|desk| {
        let mut events: Vec<&TrainEvent> = desk.seen().all().collect();
        events.sort_by_key(|event| (Reverse(event.date), event.id));
        let all = events
            .into_iter()
            .flat_map(|event| topics(desk.seen(), event.id));
        let known: Vec<Id> = all.map(|topic| topic.id).collect();
        let rest = desk.seen().all::<Topic>().map(|topic| topic.id);
        let rest: Vec<Id> = rest.filter(|id| !known.contains(id)).collect();
        [known, rest].concat()
    }),
    columns: columns! { Topic:
        "Votes" Just 5 => |_, one| Datum::number(one.votes.map(Ratio::from), Ratio::to_short);
        "Topic" Rest 12 => |_, one| Datum::text(&one.text);
        "Event" Just 16 from 50 => |desk, one| Datum::text(desk.seen().name::<TrainEvent>(one.event.0)).muted();
    },
    begin: |desk, record, chosen| {
        let event = chosen.and_then(|(kind, id)| {
            if kind == TrainEvent::KIND {
                Some(id)
            } else if kind == Topic::KIND {
                desk.seen().get::<Topic>(id)?.event.0
            } else {
                None
            }
        });
        preset(record, "event", event.map(Value::Link));
    },
    empty: Text::new(
        "What do people put up at an event? {LISTS_NEW} writes a topic of the chosen one, {LEARN_VOTE} votes for it.",
    ),
    ..Listing::of(Topic::KIND)
};

/// Whether a topic is chosen.
pub(super) fn has_topic(desk: &Desk, lists: &Lists) -> Can {
    match lists.chosen(desk) {
        Some((kind, _)) if kind == Topic::KIND => Ok(()),
        _ => Err(worded(
            "votes are for a topic · {LISTS_NEXT} goes to the topics, {LISTS_NEW} writes one",
        )
        .to_owned()),
    }
}

/// Adds a vote to the chosen topic.
pub(super) fn vote(desk: &mut Desk, lists: &Lists) {
    let topic = lists
        .chosen(desk)
        .and_then(|(_, id)| desk.workspace.get::<Topic>(id));
    let Some((id, votes, text)) = topic.map(|one| (one.id, one.votes, one.text.clone())) else {
        return;
    };
    let millionths = votes.unwrap_or(Number::ZERO).millionths();
    let votes = Number::from_millionths(millionths + 1_000_000);
    let edit = Edit::put::<Topic>(id, "votes", Value::Number(votes));
    desk.commit(
        &format!("{}: {votes}", quoted(&text)),
        edit.into_iter().collect(),
    );
}

/// Lists the occasions; the chosen one begins with its agenda.
pub(super) fn meet(desk: &mut Desk) {
    let entry = |occasion: &Occasion| {
        let (occasion, word) = (*occasion, occasion.word());
        let lines = agenda(occasion).iter().map(|line| (*line).to_owned());
        let lines: Vec<String> = lines.collect();
        let about = timebox(&lines).map_or_else(String::new, spent);
        let mut entry = Entry::new(
            word.label,
            "Opens its form, with an agenda to change.",
            move |desk: &mut Desk, ()| {
                let mut event = TrainEvent::new(desk.fresh(TrainEvent::KIND));
                let coming = desk.derived.evaluation.race.coming;
                let of = desk.seen().name::<Increment>(coming);
                format!("{} {of}", word.label)
                    .trim()
                    .clone_into(&mut event.name);
                (event.occasion, event.date) = (Some(occasion), desk.derived.today);
                event.increment = Link::new(coming);
                event.agenda = lines;
                form::open_new(desk, &event);
            },
        );
        entry.keys = about;
        entry
    };
    desk.open(Picker::new(
        "New meeting",
        Occasion::ALL.iter().map(entry).collect(),
    ));
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
