//! Keeping the journal: every step at once, on a thread of its own, however long a file takes to write.
//!
//! Owns when it is written and what is said of one that cannot be. The form is in [`crate::store::journal`].

use std::io;
use std::sync::{MutexGuard, PoisonError};

use super::SaverShared;
use crate::desk::event::Event;
use crate::model::text::clean_line;
use crate::store::RealFiles;
use crate::store::journal::Journal;

/// What is said when the journal was not where it had been written.
const HAD_GONE: &str =
    "the journal had gone from the state directory; it is written again, nothing is lost";

fn not_written(error: &io::Error) -> String {
    clean_line(&format!("the journal cannot be written: {error}")).into_owned()
}

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
        let written = journal.write().map_err(|error| not_written(&error));
        let had_gone = journal.had_gone();
        let mut tasks = self.tasks();
        if had_gone {
            tasks.tell(Event::Failed(HAD_GONE.into()));
        }
        tasks.journal_written(revision, written)
    }

    /// Looks whether the journal is still where the next start looks for it.
    pub(super) fn check_journal(&self) {
        if self.tasks().journal_is_behind {
            let _ = self.write_journal();
            return;
        }
        let mut journal = self.journal();
        let Some(journal) = journal.as_mut().filter(|journal| journal.is_begun()) else {
            return;
        };
        let written = journal.write();
        let mut tasks = self.tasks();
        if journal.had_gone() {
            tasks.tell(Event::Failed(HAD_GONE.into()));
        }
        if let Err(error) = written {
            // It is tried again with the next look; until then nothing is kept but in memory.
            let revision = tasks.revision;
            tasks.journal_is_behind = true;
            let _ = tasks.journal_written(revision, Err(not_written(&error)));
        }
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
