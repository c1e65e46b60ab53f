//! The time a session takes: seconds come in from outside and are kept with the item they were spent on.
//!
//! Steps that only keep time are no gesture of anybody: undo goes past them, and takes no second away. Must not read
//! a clock.

use crate::desk::Desk;
use crate::edit::Edit;
use crate::model::field::Value;
use crate::model::id::Id;
use crate::model::number::Number;
use crate::model::session::Session;
use crate::scoring::session;
use crate::scoring::session::outcome::{seconds, whole};

/// The words of a step that only keeps the time.
pub(super) const KEPT: &str = "time used";

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
pub fn runs(desk: &Desk) -> bool {
    desk.clock.runs && session::open(&desk.workspace).is_some()
}

/// So many seconds have passed.
pub(crate) fn tick(desk: &mut Desk, passed: u64) {
    if !runs(desk) {
        return;
    }
    desk.clock.loose = desk.clock.loose.saturating_add(passed);
    // A step would take away what can be done again, and what is tried is kept by its end. Of a file that is
    // only followed, whoever works on it keeps the time.
    let history = &desk.history;
    let is_free = !history.follows() && history.next_redo().is_none() && desk.trial.is_none();
    if desk.clock.loose >= OFTEN && is_free {
        let edits = keep(desk);
        desk.commit_quietly(KEPT, edits);
    }
}

/// Counts along with a session that somebody else keeps the time of, from what is in the records now.
pub(crate) const fn count_along(desk: &mut Desk) {
    desk.clock = Clock {
        runs: true,
        loose: 0,
    };
}

/// The edits that keep the seconds with the item they were spent on, for the step that is about to be done.
pub(crate) fn keep(desk: &mut Desk) -> Vec<Edit> {
    let loose = std::mem::take(&mut desk.clock.loose);
    let Some((session, asked)) = session::current(&desk.workspace).filter(|_| loose > 0) else {
        return Vec::new();
    };
    let mut used = session.used.0.clone();
    let before = session.used.of(asked.item).map_or(0, whole);
    used.retain(|(item, _)| *item != asked.item);
    let now = i64::try_from(before.saturating_add(loose)).unwrap_or(i64::MAX);
    used.push((asked.item, Number::whole(now)));
    used.sort_by_key(|(item, _)| *item);
    Vec::from_iter(Edit::put::<Session>(
        session.id,
        "used",
        Value::Ratings(used),
    ))
}

/// How many seconds the session took, and of them the present item.
pub fn used(desk: &Desk) -> (u64, u64) {
    let Some((session, asked)) = session::current(&desk.workspace) else {
        return (0, 0);
    };
    let loose = desk.clock.loose;
    let item = session.used.of(asked.item).map_or(0, whole);
    (seconds(session) + loose, item + loose)
}

/// The session that is on and the seconds it took, to be held over a step back or again.
pub(super) fn held(desk: &Desk) -> Option<(Id, u64)> {
    session::current(&desk.workspace).map(|(session, _)| (session.id, used(desk).0))
}

/// Sees to it that a session has not become shorter by a step back or again.
pub(super) fn hold(desk: &mut Desk, before: Option<(Id, u64)>) {
    desk.clock.loose = match (before, held(desk)) {
        (Some((one, before)), Some((other, now))) if one == other => {
            (desk.clock.loose + before).saturating_sub(now)
        }
        _ => 0,
    };
}
