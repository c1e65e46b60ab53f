//! Keeping the journal: every step at once, on a thread of its own, however long a file takes to write.
//!
//! Owns when it is written and what is said of one that cannot be. The form is in [`crate::store::journal`].

use std::sync::{MutexGuard, PoisonError};

use super::SaverShared;
use crate::model::text::clean_line;
use crate::store::RealFiles;
use crate::store::journal::Journal;

impl SaverShared {
    pub(super) fn journal(&self) -> MutexGuard<'_, Option<Journal<RealFiles>>> {
        self.journal.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Puts what is new into the journal, whenever something is.
    pub(super) fn keep_journal(&self) {
        loop {
            {
                let mut tasks = self.tasks();
                while !tasks.has_turns {
                    let woken = self.changed.wait(tasks);
                    tasks = woken.unwrap_or_else(PoisonError::into_inner);
                }
            }
            // The board is told by the news.
            let _ = self.write_journal();
            if self.tasks().unheard() > 0 {
                (self.post)();
            }
        }
    }

    /// Waits until the journal has all there is.
    pub(super) fn write_journal(&self) -> Result<(), String> {
        let mut journal = self.journal();
        let (turns, drafts, revision) = {
            let mut tasks = self.tasks();
            tasks.has_turns = false;
            if !tasks.journal_is_behind {
                return Ok(());
            }
            let turns = std::mem::take(&mut tasks.turns);
            (turns, tasks.drafts.take(), tasks.revision)
        };
        let Some(journal) = journal.as_mut() else {
            return Err("there is no folder to keep a journal in".to_owned());
        };
        journal.add(turns);
        if let Some(drafts) = drafts {
            journal.draft(drafts);
        }
        let written = journal.write().map_err(|error| {
            clean_line(&format!("the journal cannot be written: {error}")).into_owned()
        });
        self.tasks().journal_written(revision, written)
    }

    /// Adds something to the journal, if there is one that works.
    pub(super) fn in_journal(&self, add: impl FnOnce(&mut Journal<RealFiles>)) {
        if let Some(journal) = self.journal().as_mut() {
            add(journal);
            // Tried again with the next edit, and told then.
            let _ = journal.write();
        }
    }
}
