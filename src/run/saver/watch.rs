//! Looking at the file while the board is open: what others write there, and who they are; and at the journal.
//!
//! Owns when it is looked at and what is said of a file that went away. Looking is one question to the file
//! system about times and size; the file is only read when these have changed.

use std::io::ErrorKind;
use std::time::{Duration, Instant};

use super::SaverShared;
use super::file::WorkspaceFile;
use super::tasks::PATIENCE;
use crate::desk::event::Event;
use crate::model::key::APP_SAVE;
use crate::model::text::clean_line;
use crate::run::outcome::refused;
use crate::store::{self, Files, KnownFile, Presence, RealFiles};

/// How often the file is looked at.
pub(super) const POLL: Duration = Duration::from_secs(1);

/// The boards on the file.
pub(super) struct Company {
    presence: Presence<RealFiles>,
    count: usize,
}

impl SaverShared {
    /// Looks at the file and at who else has it open.
    pub(super) fn look(&self) {
        let _turn = self.write_lock();
        self.tasks().look = Some(Instant::now() + POLL);
        self.count();
        self.check_journal();
        let seen = |file: &WorkspaceFile| (file.path.clone(), file.stamp, file.trouble.is_some());
        let Some((path, before, has_trouble)) = self.tasks().file.as_ref().map(seen) else {
            return;
        };
        let now = match RealFiles.attributes(&path) {
            Ok(now) if now.is_file => now,
            Ok(_) => return self.trouble("is not a file any more"),
            Err(error) if error.kind() == ErrorKind::NotFound => {
                return self.trouble("is gone");
            }
            // What cannot be asked now may be asked again.
            Err(_) => return,
        };
        let stamp = Some((now.size, now.stamp));
        if stamp == before && !has_trouble {
            return;
        }
        let known = self.tasks().file.as_ref().map(|file| file.known.clone());
        let holds = |known: KnownFile| RealFiles.holds(&path, known.bytes()).is_ok_and(|is| is);
        if known.is_some_and(holds) {
            let mut tasks = self.tasks();
            let mut was_lost = false;
            if let Some(file) = &mut tasks.file {
                (file.stamp, file.trouble) = (stamp, None);
                was_lost = std::mem::take(&mut file.lost);
            }
            if was_lost {
                tasks.tell_saved();
            }
            return;
        }
        if self.tasks().is_behind() {
            // Saving merges.
            self.tasks().due = Some(Instant::now());
            return;
        }
        match store::read(&RealFiles, &path).and_then(store::look) {
            Ok(theirs) => {
                let mut tasks = self.tasks();
                let mut was_lost = false;
                if let Some(file) = &mut tasks.file {
                    (file.stamp, file.trouble) = (stamp, None);
                    was_lost = std::mem::take(&mut file.lost);
                    file.offer(theirs);
                }
                if was_lost {
                    tasks.tell_saved();
                }
            }
            Err(error) => self.trouble(&format!("cannot be read any more: {}", refused(&error))),
        }
    }

    /// Says that the file does not hold the work any more, once that is certain.
    fn trouble(&self, what: &str) {
        let mut tasks = self.tasks();
        let Some(file) = &mut tasks.file else { return };
        let since = *file.trouble.get_or_insert_with(Instant::now);
        if since.elapsed() < PATIENCE {
            return;
        }
        let name = file.path.file_name().unwrap_or_default().to_string_lossy();
        let name = clean_line(&name).into_owned();
        tasks.lost(format!(
            "{name}: {what} · your work is still here, {APP_SAVE} writes it again"
        ));
    }

    /// Counts the boards on the file.
    fn count(&self) {
        let mut company = self.company();
        let Some(company) = company.as_mut() else {
            return;
        };
        let count = 1 + company.presence.others(&RealFiles);
        if std::mem::replace(&mut company.count, count) != count {
            self.tasks().tell(Event::Boards(count));
        }
    }

    /// Says on which file this board is.
    pub(super) fn appear(&self) {
        let path = self.tasks().file.as_ref().map(|file| file.path.clone());
        let state = self.places.as_ref().map(|places| &places.state);
        let present = path.zip(state).map(|(path, state)| Company {
            presence: Presence::new(state, &path, std::process::id()),
            count: 1,
        });
        let before = std::mem::replace(&mut *self.company(), present);
        if let Some(before) = before {
            before.presence.leave(&RealFiles);
        }
    }
}
