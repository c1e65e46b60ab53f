//! The list of every command, and the list of the keys.
//!
//! Owns which commands stand in each, and in which order.

use super::App;
use crate::desk::command::{ALWAYS, Command, GLOBAL};
use crate::desk::event::{Chord, Key};
use crate::dialogs::picker::{Entry, Face, Picker};

fn of_command(app: &App, command: &'static Command, group: &'static str) -> Entry {
    Entry {
        group,
        keys: app.desk.keys.of(command).join("  "),
        also: command.also,
        reason: app.can(command).err(),
        ..Entry::new(
            command.name.said(),
            command.sentence.said(),
            move |desk, ()| {
                desk.run(command.id, Chord::plain(Key::Enter));
            },
        )
    }
}

/// Lists every command of this view and everywhere.
pub fn open_palette(app: &mut App) {
    let scopes = app.scopes();
    let mut all: Vec<Entry> = app
        .desk
        .keys
        .commands()
        .filter(|command| scopes.contains(&command.scope))
        .map(|command| of_command(app, command, command.group.said()))
        .collect();
    // Moving about is known by then; what works now comes before what does not.
    all.sort_by_key(|entry| (entry.reason.is_some(), entry.group == "Move"));
    app.desk
        .open(Picker::new("Commands", all).faced(Face::Commands));
}

/// Lists the keys: this view's first, then everywhere's, then what cannot work now.
pub fn open_help(app: &mut App) {
    let scopes = app.scopes();
    let mut all: Vec<Entry> = Vec::new();
    for scope in &scopes {
        let group = if [GLOBAL, ALWAYS].contains(scope) {
            "EVERYWHERE"
        } else {
            "THIS VIEW"
        };
        let here = app
            .desk
            .keys
            .commands()
            .filter(|command| command.scope == *scope && !app.desk.keys.of(command).is_empty());
        all.extend(here.map(|command| of_command(app, command, group)));
    }
    for entry in &mut all {
        if entry.reason.is_some() {
            entry.group = "UNAVAILABLE NOW";
        }
    }
    all.sort_by_key(|entry| match entry.group {
        "THIS VIEW" => 0,
        "EVERYWHERE" => 1,
        _ => 2,
    });
    app.desk.open(Picker::new("Keys", all).faced(Face::Keys));
}
