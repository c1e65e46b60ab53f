//! From which side somebody looks at the workspace, and who that is: one list of both.

use crate::desk::Desk;
use crate::desk::command::{Command, commands};
use crate::desk::effect::Effect;
use crate::desk::side::Side;
use crate::dialogs::picker::{Entry, Picker};
use crate::model::field::Choice;
use crate::model::person::Person;
use crate::model::text::clean_line;

/// The command that asks.
pub const COMMANDS: &[Command] = commands! {
    Global open looks "Screen" "app.side" [],
        "side" also ["strategy", "delivery", "pm", "po", "who am i", "me", "role"]: "Looks from the side of strategy or of delivery, and says who you are; values and sizes that you set carry your name." => |desk, _| open(desk);
};

/// Lists the sides, then the people of the workspace, each with the side of the roles.
fn open(desk: &mut Desk) {
    let side = |side: Side| {
        let word = side.word();
        let mark = if side == desk.preferences.side {
            " (now)"
        } else {
            ""
        };
        let label = format!("{}{mark}", word.name);
        let entry = Entry::new(label, word.label, move |desk: &mut Desk, ()| {
            take(desk, side, None)
        });
        Entry {
            group: "Look from",
            ..entry
        }
    };
    let me = desk.me();
    let mut people: Vec<&Person> = desk.seen().all().collect();
    people.sort_by_cached_key(|person| person.name.clone());
    let person = |person: &&Person| {
        let (side, name) = (
            Side::of(person),
            clean_line(person.name.trim()).into_owned(),
        );
        let mark = if Some(person.id) == me { " (now)" } else { "" };
        let roles = person.roles.join(", ");
        let entry = Entry::new(
            format!("{name}{mark}"),
            roles,
            move |desk: &mut Desk, ()| take(desk, side, Some(name)),
        );
        Entry {
            group: "I am",
            ..entry
        }
    };
    let nobody = Entry::new(
        "nobody named",
        "values and sizes carry no name",
        |desk: &mut Desk, ()| take(desk, desk.preferences.side, Some(String::new())),
    );
    let mut entries: Vec<Entry> = Side::ALL.iter().map(|one| side(*one)).collect();
    entries.extend(people.iter().map(person));
    entries.push(Entry {
        group: "I am",
        ..nobody
    });
    desk.open(Picker::new("Side", entries));
}

/// Takes the side, and who it is where that is said, and keeps both.
fn take(desk: &mut Desk, side: Side, me: Option<String>) -> Vec<Effect> {
    desk.preferences.me = me.unwrap_or_else(|| std::mem::take(&mut desk.preferences.me));
    desk.take_side(side);
    let who = match desk.preferences.me.as_str() {
        "" => "nobody is named".to_owned(),
        name => format!("you are {name}"),
    };
    let word = side.word();
    desk.hint(format!("{}: {} · {who}", word.name, word.label));
    vec![Effect::KeepPreferences]
}
