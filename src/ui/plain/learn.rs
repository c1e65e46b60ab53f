//! Actions, events and thanks as plain text: a line each.

use std::fmt::Write as _;

use crate::app::App;
use crate::app::views::learn::{Part, ids};
use crate::model::event::{Action, Event, Recognition};
use crate::model::field::Choice;
use crate::scoring::due::Due;
use crate::ui::text;
use crate::ui::views::learn::people;
use crate::ui::views::risks::{day, person};

/// Actions, overdue ones first; then events and thanks, the latest first.
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
    out
}
