//! The time a session takes: seconds come in from outside and are kept with the item they were spent on.
//!
//! Steps that only keep time are no gesture of anybody: undo goes past them, and takes no second away. Must not read
//! a clock.

use crate::edit::Edit;
use crate::model::Workspace;
use crate::model::field::FieldValue;
use crate::model::id::Id;
use crate::model::number::Number;
use crate::model::session::Session;
use crate::scoring::session;
use crate::scoring::session::outcome::{seconds, whole};

/// The words of a step that only keeps the time.
pub(super) const KEPT: &str = "time used";

/// After how many seconds they are kept without a gesture.
pub(super) const OFTEN: u64 = 30;

/// The seconds that are in no record yet.
#[derive(Clone, Copy, Debug, Default)]
pub struct Clock {
    /// Whether seconds are counted.
    pub runs: bool,
    /// Whether cards have just been shown, or the room has just gone on, so that nobody has had a moment to look.
    pub is_fresh: bool,
    /// Seconds on the present item since they were kept last.
    pub(super) loose: u64,
}

impl Clock {
    /// Counts along with a session that somebody else keeps the time of, from what is in the records now.
    pub(crate) const fn along() -> Self {
        Self {
            runs: true,
            is_fresh: false,
            loose: 0,
        }
    }

    /// Whether a second makes a difference, so that somebody has to send it.
    pub fn is_running(&self, workspace: &Workspace) -> bool {
        self.runs && session::open(workspace).is_some()
    }

    /// The edits that keep the seconds with the item they were spent on, for the step that is about to be done.
    pub(crate) fn keep(&mut self, workspace: &Workspace) -> Vec<Edit> {
        let loose = std::mem::take(&mut self.loose);
        let Some((session, asked)) = session::current(workspace).filter(|_| loose > 0) else {
            return Vec::new();
        };
        let mut used = session.used.clone();
        let before = used.of(asked.item).map_or(0, whole);
        let now = i64::try_from(before.saturating_add(loose)).unwrap_or(i64::MAX);
        used.set(asked.item, Some(Number::whole(now)));
        Vec::from_iter(Edit::put::<Session>(session.id, "used", used.to_value()))
    }

    /// How many seconds the session took, and of them the present item.
    pub fn used(&self, workspace: &Workspace) -> (u64, u64) {
        let Some((session, asked)) = session::current(workspace) else {
            return (0, 0);
        };
        let item = session.used.of(asked.item).map_or(0, whole);
        (seconds(session) + self.loose, item + self.loose)
    }

    /// The session that is on and the seconds it took, to be held over a step back or again.
    pub(super) fn held(&self, workspace: &Workspace) -> Option<(Id, u64)> {
        session::current(workspace).map(|(session, _)| (session.id, self.used(workspace).0))
    }

    /// Sees to it that a session has not become shorter by a step back or again.
    pub(super) fn hold(&mut self, workspace: &Workspace, before: Option<(Id, u64)>) {
        self.loose = match (before, self.held(workspace)) {
            (Some((one, before)), Some((other, now))) if one == other => {
                (self.loose + before).saturating_sub(now)
            }
            _ => 0,
        };
    }
}
