//! Steps back and again through what was done, past those that only keep the time of a session, and those steps.

use crate::desk::Desk;
use crate::desk::clock::{KEPT, OFTEN};
use crate::desk::notice::Notice;
use crate::edit::Edit;
use crate::edit::history::Change;
use crate::model::item::Item;
use crate::model::record::Declared;
use crate::model::words::worded;

/// Which way a step goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Retrace {
    /// What was done last is taken back.
    Back,
    /// What was taken back last is done again.
    Again,
}

impl Desk {
    /// What a step would do.
    pub(crate) fn retraced(&self, way: Retrace) -> Option<&[Edit]> {
        match way {
            Retrace::Back => {
                let mut done = self.history.done().iter().rev();
                Some(&done.find(|step| step.label != KEPT)?.inverse)
            }
            Retrace::Again => Some(&self.history.undone().last()?.edits),
        }
    }

    /// Takes a step that somebody did back, or does it again, and says so. No session becomes shorter by it.
    pub(crate) fn retrace(&mut self, way: Retrace) {
        let time = self.clock.held(&self.workspace);
        if way == Retrace::Back {
            while self.history.next_undo() == Some(KEPT) {
                let Ok(Some(change)) = self.history.undo(&mut self.workspace) else {
                    break;
                };
                self.after(&change);
            }
        }
        let edits = self.retraced(way).unwrap_or_default();
        let may_tell = self.may_tell(edits);
        let (done, before, after) = match way {
            Retrace::Back => {
                let done = self.history.undo(&mut self.workspace);
                (done, "undid", worded("{APP_REDO} does it again"))
            }
            Retrace::Again => {
                let done = self.history.redo(&mut self.workspace);
                (done, "did again", worded("{APP_UNDO} undoes"))
            }
        };
        match done {
            Ok(Some(change)) => {
                self.after(&change);
                self.come_back(&change);
                let label = if may_tell {
                    change.label.as_str()
                } else {
                    "a step"
                };
                self.notice = Some(Notice::done(format!("{before}: {label} · {after}")));
            }
            Ok(None) => {}
            Err(error) => self.notice = Some(error.into()),
        }
        self.clock.hold(&self.workspace, time);
    }

    /// So many seconds have passed.
    pub(crate) fn tick(&mut self, passed: u64) {
        if !self.clock.is_running(&self.workspace) {
            return;
        }
        self.clock.loose = self.clock.loose.saturating_add(passed);
        // A step would take away what can be done again, and what is tried is kept by its end. Of a file that is
        // only followed, whoever works on it keeps the time.
        let history = &self.history;
        let is_free = !history.follows() && history.next_redo().is_none() && self.trial.is_none();
        if self.clock.loose >= OFTEN && is_free {
            let edits = self.clock.keep(&self.workspace);
            self.commit_quietly(KEPT, edits);
        }
    }

    /// How many seconds the session that is on took, and of them the present item.
    pub fn time_used(&self) -> (u64, u64) {
        self.clock.used(&self.workspace)
    }

    /// Selects the item that came back, where the board has it.
    fn come_back(&mut self, change: &Change) {
        if let [(kind, id)] = change.subjects.as_slice()
            && *kind == Item::KIND
        {
            self.backlog.select(*id);
        }
    }
}
