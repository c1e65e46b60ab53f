//! Actions, events, thanks and what was said in demos as plain text: a line each.

use std::fmt::Write as _;

use crate::model::event::{Action, Event, Recognition};
use crate::model::field::Choice;
use crate::model::item::Item;
use crate::model::session::Session;
use crate::scoring::due::Due;
use crate::scoring::room::minutes::minutes;
use crate::shell::App;
use crate::ui::text;
use crate::views::learn::draw::{people, told};
use crate::views::learn::{Part, ids};
use crate::views::risk::draw::{day, person};

/// Actions, overdue ones first; then events, thanks and demos, the latest first.
pub fn learn(app: &App) -> String {
    let mut out = String::from("---- Actions ----\n");
    let actions = ids(app, Part::Actions).into_iter();
    for action in actions.filter_map(|id| app.seen().get::<Action>(id)) {
        let due = Due::of_action(action, app.derived.today);
        let state = match (action.done, action.due) {
            (Some(done), _) => format!("done {}", text::long_date(done)),
            (None, None) => "no day".to_owned(),
            (None, Some(_)) => format!("due {}", day(action.due, due)),
        };
        let who = match person(app, action.owner.0) {
            "" => "nobody",
            name => name,
        };
        let (what, who) = (text::clean(&action.text), text::clean(who));
        let _ = writeln!(out, "{what} ({who}; {state})");
    }
    out.push_str("---- Events ----\n");
    let events = ids(app, Part::Events).into_iter();
    for event in events.filter_map(|id| app.seen().get::<Event>(id)) {
        let date = event
            .date
            .map_or_else(|| "no day".to_owned(), text::long_date);
        let kind = event.occasion.map_or("event", |kind| kind.word().label);
        let _ = write!(out, "{date}: {kind}: {}", text::clean(&event.name));
        let note = text::clean(event.note.trim());
        let _ = writeln!(out, "{}{note}", if note.is_empty() { "" } else { ": " });
    }
    out.push_str("---- Recognition ----\n");
    let all = ids(app, Part::Recognition).into_iter();
    for thanks in all.filter_map(|id| app.seen().get::<Recognition>(id)) {
        let date = thanks
            .date
            .map_or_else(|| "no day".to_owned(), text::long_date);
        let whom = people(app, &thanks.people.0);
        let (whom, what) = (text::clean(&whom), text::clean(&thanks.text));
        let _ = writeln!(out, "{date}: {whom}: {what}");
    }
    out.push_str("---- Demos ----\n");
    let demos = ids(app, Part::Demos).into_iter();
    for demo in demos.filter_map(|id| app.seen().get::<Session>(id)) {
        let date = demo
            .date
            .map_or_else(|| "no day".to_owned(), text::long_date);
        let _ = writeln!(out, "{date}: {}", text::clean(&demo.name));
        for said in minutes(app.seen(), demo).feedback {
            let item = said.item.0.and_then(|id| app.seen().get::<Item>(id));
            let item = item.map_or("no item", |item| item.title.as_str());
            let question = said.question.map_or("no question", |one| one.word().label);
            let told = told(app, said);
            let (item, told) = (text::clean(item), text::clean(&told));
            let _ = writeln!(out, "  {item}: {question} {told}");
        }
    }
    out
}
