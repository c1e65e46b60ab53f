//! Keeping earlier versions of the file.
//!
//! Owns how often one is kept. Where they are and which stay is in [`crate::store::backups`].

use std::time::{Duration, Instant};

use super::SaverShared;
use super::file::WorkspaceFile;
use crate::desk::event::Event;
use crate::run::outcome::unsaved;
use crate::store::RealFiles;
use crate::store::backups::Backups;

/// How long after a version was kept the next one is.
const BETWEEN: Duration = Duration::from_secs(10 * 60);

impl SaverShared {
    /// Keeps the version that a save replaced, if it is time for one.
    pub(super) fn back_up(&self, before: &WorkspaceFile) {
        let last = self.tasks().backed_up;
        if last.is_none_or(|at| at.elapsed() >= BETWEEN) {
            self.keep_version(before);
        }
    }

    /// Keeps the version that a session leaves, if it saved any.
    pub(super) fn back_up_last(&self) {
        let (file, last) = {
            let tasks = self.tasks();
            (tasks.file.clone(), tasks.backed_up)
        };
        if let Some(file) = file.filter(|_| last.is_some()) {
            self.keep_version(&file);
        }
    }

    fn keep_version(&self, file: &WorkspaceFile) {
        let Some(places) = &self.places else { return };
        let backups = Backups::new(&places.state, &file.path);
        let now = chrono::Local::now().naive_local();
        let copy = backups.keep(&RealFiles, file.known.bytes(), now);
        let mut tasks = self.tasks();
        tasks.backed_up = Some(Instant::now());
        if let Err(error) = copy
            && tasks.reported_backup.is_none()
        {
            let why = unsaved(&error);
            tasks.reported_backup = Some(why.clone());
            let slip = format!("the file is saved, but no backup is kept: {why}");
            tasks.tell(Event::Failed(slip.into()));
        }
    }
}
