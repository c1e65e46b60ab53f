//! Sessions that are over: what they settled, and going on with one.

use crate::desk::baseline::outside;
use crate::desk::command::{Command, commands};
use crate::desk::effect::Effect;
use crate::desk::notice::quoted;
use crate::dialogs::{demo, page};
use crate::model::field::FieldValue;
use crate::model::id::Id;
use crate::model::item::Item;
use crate::model::session::{Session, Sitting};
use crate::scoring::session::outcome::{seconds, settled};
use crate::scoring::session::rubric;
use crate::scoring::session::way::count;
use crate::shell::App;
use crate::views::session::reveal::rank_words;
use crate::views::session::{put, setup};

/// The commands while no session is on.
pub const COMMANDS: &[Command] = commands! { [App]
    Sessions open changes "Session" "session.new" ["n"] hint 1 if outside,
        "start": "Sets a session up; Enter begins it." => |app, _| { setup::open(app); Vec::new() };
    Sessions open looks "Session" "session.down" ["Down", "j"] hint 5 if has_past,
        "move": "Chooses the next session." => |app, _| go(app, 1);
    Sessions open looks "Session" "session.up" ["Up", "k"] if has_past,
        "move up": "Chooses the session above." => |app, _| go(app, -1);
    Sessions open looks "Session" "session.outcome" ["Enter"] hint 2 if has_past,
        "outcome": "Shows what the session settled." => |app, _| { show(app); Vec::new() };
    Sessions open changes "Session" "session.demo" ["c"] hint 5 if demo::can_begin,
        "demo": "Begins a demo checkpoint, or goes on with the open one." => |app, _| { demo::start(app); Vec::new() };
    Sessions open changes "Session" "session.reopen" ["r"] hint 4 if has_past,
        "reopen": "Goes on with the session at the question it was at." => |app, _| { reopen(app); Vec::new() };
};

/// The sessions that are over, the latest first.
pub fn ids(app: &App) -> Vec<Id> {
    let all = app.workspace.all::<Session>();
    let mut over: Vec<_> = all
        .filter(|session| session.sort == Sitting::Prioritizing)
        .map(|session| (session.date, session.id))
        .collect();
    over.sort_unstable();
    over.into_iter().rev().map(|(_, id)| id).collect()
}

/// The chosen one.
pub fn chosen(app: &App) -> Option<&Session> {
    let id = app.room.past.id(&ids(app))?;
    app.workspace.get(id)
}

fn has_past(app: &App) -> Result<(), String> {
    match chosen(app) {
        Some(_) => Ok(()),
        None => Err("there was no session yet · n starts one".to_owned()),
    }
}

fn go(app: &mut App, by: isize) -> Vec<Effect> {
    let ids = ids(app);
    app.room.past.go(&ids, by);
    Vec::new()
}

/// Chooses a session, as a press on it does.
pub(crate) fn show_row(app: &mut App, id: Id) {
    if app.workspace.get::<Session>(id).is_some() {
        app.room.past.set(id);
    }
}

fn show(app: &mut App) {
    let Some(session) = chosen(app) else {
        return;
    };
    let (name, lines) = (session.name.clone(), summary(app, session));
    page::open_offer(app, "Session", name, lines, None);
}

/// What a session settled, a line for each question, and the time it took.
pub fn summary(app: &App, session: &Session) -> Vec<String> {
    let settled = settled(&app.workspace, session);
    let minutes = seconds(session).div_ceil(60);
    let mut lines = vec![format!(
        "{} of {} questions settled · {} people · {minutes} min",
        settled.len(),
        count(session),
        session.people.0.len(),
    )];
    for found in settled {
        let title = app.seen().get::<Item>(found.asked.item);
        let title = title.map_or_else(String::new, |item| quoted(&item.title));
        let moved = if found.round.rank_before == found.round.rank_after {
            String::new()
        } else {
            let (before, after) = (found.round.rank_before, found.round.rank_after);
            format!(" · rank {} → {}", rank_words(before), rank_words(after))
        };
        let rounds = match found.rounds {
            0 | 1 => String::new(),
            many => format!(" · {many} rounds"),
        };
        let name = rubric::name(found.asked.factor);
        lines.push(format!("{title}: {name} {}{rounds}{moved}", found.value));
    }
    lines
}

fn reopen(app: &mut App) {
    let Some(session) = chosen(app) else {
        return;
    };
    let label = format!("session {} goes on", quoted(&session.name));
    let edit = put::<Session>(session.id, "over", false.to_value());
    app.commit(&label, Vec::from_iter(edit));
    app.room.clock.runs = false;
}
