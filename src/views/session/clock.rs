//! The time a session takes: seconds come in from outside and are kept with the item they were spent on.
//!
//! Knows no clock. Steps that only keep time are no gesture of anybody: undo goes past them, and takes no
//! second away.

use crate::edit::Edit;
use crate::model::field::Value;
use crate::model::id::Id;
use crate::model::number::Number;
use crate::model::session::Session;
use crate::scoring::session;
use crate::scoring::session::outcome::{seconds, whole};
use crate::shell::App;
use crate::views::session::{commit_quietly, current, put};

/// The words of a step that only keeps the time.
pub const KEPT: &str = "time used";

/// After how many seconds they are kept without a gesture.
const OFTEN: u64 = 30;

/// The seconds that are in no record yet.
#[derive(Clone, Copy, Debug, Default)]
pub struct Clock {
    /// Whether seconds are counted.
    pub runs: bool,
    /// Seconds on the present item since they were kept last.
    loose: u64,
}

/// Whether a second makes a difference, so that somebody has to send it.
pub fn runs(app: &App) -> bool {
    app.room.clock.runs && session::open(&app.workspace).is_some()
}

/// So many seconds have passed.
pub fn tick(app: &mut App, passed: u64) {
    if !runs(app) {
        return;
    }
    app.room.clock.loose = app.room.clock.loose.saturating_add(passed);
    if app.history.follows() {
        // Whoever works on the file keeps the time.
        return;
    }
    // A step would take away what can be done again, and what is tried is kept by its end.
    let is_free = app.history.next_redo().is_none() && app.trial.is_none();
    if app.room.clock.loose >= OFTEN && is_free {
        let edits = keep(app);
        commit_quietly(app, KEPT, edits);
    }
}

/// Counts along with a session that somebody else keeps the time of, from what is in the records now.
pub fn count_along(app: &mut App) {
    app.room.clock = Clock {
        runs: true,
        loose: 0,
    };
}

/// The edits that keep the seconds with the item they were spent on, for the step that is about to be done.
pub fn keep(app: &mut App) -> Vec<Edit> {
    let loose = std::mem::take(&mut app.room.clock.loose);
    let Some((session, asked)) = current(app).filter(|_| loose > 0) else {
        return Vec::new();
    };
    let mut used = session.used.0.clone();
    let before = session.used.of(asked.item).map_or(0, whole);
    used.retain(|(item, _)| *item != asked.item);
    let now = i64::try_from(before.saturating_add(loose)).unwrap_or(i64::MAX);
    used.push((asked.item, Number::whole(now)));
    used.sort_by_key(|(item, _)| *item);
    Vec::from_iter(put::<Session>(session.id, "used", Value::Ratings(used)))
}

/// How many seconds the session took, and of them the present item.
pub fn used(app: &App) -> (u64, u64) {
    let Some((session, asked)) = current(app) else {
        return (0, 0);
    };
    let loose = app.room.clock.loose;
    let item = session.used.of(asked.item).map_or(0, whole);
    (seconds(session) + loose, item + loose)
}

/// Takes the steps back that only kept the time, so that undo takes back what somebody did.
pub fn pass_kept(app: &mut App) {
    while app.history.next_undo() == Some(KEPT) {
        match app.desk.history.undo(&mut app.desk.workspace) {
            Ok(Some(change)) => app.after(&change),
            Ok(None) | Err(_) => return,
        }
    }
}

/// The session that is on and the seconds it took, to be held over a step back or again.
pub fn held(app: &App) -> Option<(Id, u64)> {
    current(app).map(|(session, _)| (session.id, used(app).0))
}

/// Sees to it that a session has not become shorter by a step back or again.
pub fn hold(app: &mut App, before: Option<(Id, u64)>) {
    let now = held(app);
    app.room.clock.loose = match (before, now) {
        (Some((one, before)), Some((other, now))) if one == other => {
            (app.room.clock.loose + before).saturating_sub(now)
        }
        _ => 0,
    };
}
