//! Writing the newest state: into its file, again where the file is gone, or beside one that cannot be written.
//!
//! Owns which of these it is. Whoever writes holds the write lock.

use std::path::Path;

use super::file::WorkspaceFile;
use super::{SaverShared, Snapshot};
use crate::model::text::clean_line;
use crate::store::{self, RealFiles, SaveError};

impl SaverShared {
    /// Writes the newest state, if it is not written yet. A file that is gone is only written again when asked.
    pub(super) fn write(&self) -> Result<(), String> {
        // What fails there is told, and no reason not to save.
        let _ = self.write_journal();
        let _turn = self.write_lock();
        let (file, snapshot, asked) = {
            let mut tasks = self.tasks();
            (tasks.due, tasks.latest) = (None, None);
            let (Some(file), Some(snapshot)) = (&tasks.file, &tasks.snapshot) else {
                return Ok(());
            };
            if file.saved == Some(snapshot.revision) && !file.lost {
                if std::mem::take(&mut tasks.asked) {
                    tasks.tell_saved();
                }
                return Ok(());
            }
            if file.saved == Some(snapshot.revision) && !tasks.asked {
                return Err("the file does not hold it any more".to_owned());
            }
            (file.clone(), snapshot.clone(), tasks.asked)
        };
        let save = file.save(&snapshot.workspace, self.state());
        let revision = snapshot.revision;
        let announce = |change| self.in_journal(|journal| journal.saving(revision, change));
        let mut result = store::save_announced(&RealFiles, &save, announce);
        // What gets lost is said before.
        if let Err(error @ SaveError::Anew { .. }) = &result
            && asked
            && self.tasks().told(error)
        {
            result = store::save_anew(&RealFiles, &save, announce);
        }
        if asked && matches!(result, Err(SaveError::Missing { .. })) {
            result = store::again(&RealFiles, &save);
        }
        if result.is_ok() {
            self.in_journal(|journal| journal.saved(revision));
            self.back_up(&file);
        }
        let is_unreadable = matches!(result, Err(SaveError::Unreadable { .. }));
        let written = self.tasks().written(&snapshot, file.taken, result);
        if asked && is_unreadable {
            return written.map_err(|why| self.keep_ours(&file, &snapshot, why));
        }
        written
    }

    /// Keeps the newest state beside a file that cannot be written; adds where to the reason.
    pub(super) fn set_aside(&self, why: String) -> String {
        let _turn = self.write_lock();
        let (file, snapshot) = {
            let tasks = self.tasks();
            let (Some(file), Some(snapshot)) = (&tasks.file, &tasks.snapshot) else {
                return why;
            };
            (file.clone(), snapshot.clone())
        };
        self.keep_ours(&file, &snapshot, why)
    }

    /// As [`SaverShared::set_aside`]; the write lock is held.
    fn keep_ours(&self, file: &WorkspaceFile, snapshot: &Snapshot, why: String) -> String {
        let copy = store::set_aside(&RealFiles, &file.save(&snapshot.workspace, self.state()));
        let Ok(copy) = copy else { return why };
        let name = clean_line(&copy.path.to_string_lossy()).into_owned();
        if let Some(file) = &mut self.tasks().file
            && let Some(before) = file.ours.replace(copy.clone())
            && before != copy
        {
            before.discard(&RealFiles);
        }
        format!("{why} · yours is kept in {name}")
    }

    pub(super) fn state(&self) -> Option<&Path> {
        self.places.as_ref().map(|places| places.state.as_path())
    }
}
