//! Saving beside the board, on a thread of its own.
//!
//! Owns when the workspace is written and what is known of its file. The board hands over every state
//! it comes to and goes on; the newest one is written shortly after, whatever the board is doing by
//! then. Whoever writes holds the press, so that nobody writes an older state over a newer one.

mod desk;

use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use std::{io, thread};

use super::unsaved;
use crate::app::event::Event;
use crate::model::Workspace;
use crate::store::places::Places;
use crate::store::{self, Files, Fingerprint, RealFiles, SaveError};
use desk::{Desk, Kept};

/// How long after the last edit it is written.
const QUIET: Duration = Duration::from_millis(250);
/// How long an edit waits at most while others follow.
const LONGEST: Duration = Duration::from_secs(1);

/// A state of the workspace.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// Its number.
    pub revision: u64,
    /// What it holds; the records are shared.
    pub workspace: Workspace,
}

/// Tells the board that there is news.
type Post = Box<dyn Fn() + Send + Sync>;

/// The one who saves; copies share the thread.
#[derive(Clone)]
pub struct Saver(Arc<Shared>);

struct Shared {
    desk: Mutex<Desk>,
    changed: Condvar,
    /// Held while a workspace file is written or exchanged for another.
    press: Mutex<()>,
    places: Option<Places>,
    post: Post,
}

impl Saver {
    /// Starts the thread, which calls `post` whenever [`Saver::news`] has something.
    pub fn start(places: Option<Places>, post: Post) -> io::Result<Self> {
        let shared = Arc::new(Shared {
            desk: Mutex::default(),
            changed: Condvar::new(),
            press: Mutex::default(),
            places,
            post,
        });
        let own = Arc::clone(&shared);
        thread::Builder::new()
            .name("saver".to_owned())
            .spawn(move || own.work())?;
        Ok(Self(shared))
    }

    /// Takes a new state; it is written shortly.
    pub fn note(&self, sheet: Sheet) {
        let now = Instant::now();
        let mut desk = self.0.desk();
        desk.sheet = Some(sheet);
        let latest = *desk.latest.get_or_insert(now + LONGEST);
        desk.due = Some(latest.min(now + QUIET));
        self.0.changed.notify_all();
    }

    /// Has the newest state written at once; the answer is news.
    pub fn save(&self) {
        let mut desk = self.0.desk();
        (desk.due, desk.asked) = (Some(Instant::now()), true);
        self.0.changed.notify_all();
    }

    /// Writes the newest state before it returns.
    pub fn flush(&self) -> Result<(), String> {
        self.0.write()?;
        self.0.remember();
        Ok(())
    }

    /// What came of the last try to write, once.
    pub fn news(&self) -> Option<Event> {
        self.0.desk().news.take()
    }

    /// Goes on with another file that was just opened, or with none.
    pub fn adopt(&self, home: Option<(PathBuf, Fingerprint)>) {
        let _turn = self.0.press();
        self.0.adopt(home, 0);
    }

    /// Writes a state to a new file and goes on with that one. What the old file or else `base` has
    /// besides records goes along.
    pub fn create(
        &self,
        path: &Path,
        sheet: &Sheet,
        base: Option<&str>,
    ) -> Result<PathBuf, String> {
        let _turn = self.0.press();
        let old = self.0.desk().home.as_ref().map(|home| home.path.clone());
        let text = old.and_then(|path| store::text(&RealFiles, &path));
        let base = text.as_deref().or(base);
        // A text that was broken meanwhile cannot be a base.
        let base = base.filter(|text| store::parse(text).is_ok());
        let result = store::create(&RealFiles, path, &sheet.workspace, base);
        let known = match &result {
            Ok(known)
            | Err(SaveError::Unconfirmed {
                fingerprint: known, ..
            }) => *known,
            Err(error) => return Err(unsaved(error)),
        };
        let path = RealFiles.resolve(path).unwrap_or_else(|_| path.to_owned());
        self.0.adopt(Some((path.clone(), known)), sheet.revision);
        match result {
            Ok(_) => Ok(path),
            // It is there, but must be written once more before anybody may call it saved.
            Err(error) => {
                let mut desk = self.0.desk();
                desk.sheet = Some(sheet.clone());
                let _ = desk.written(sheet.revision, Err(error.clone()));
                Err(unsaved(&error))
            }
        }
    }
}

impl Shared {
    fn desk(&self) -> MutexGuard<'_, Desk> {
        self.desk.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn press(&self) -> MutexGuard<'_, ()> {
        self.press.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Writes whenever it is time.
    fn work(&self) {
        loop {
            self.wait();
            // The board is told by the news.
            let _ = self.write();
            self.remember();
            if self.desk().news.is_some() {
                (self.post)();
            }
        }
    }

    fn wait(&self) {
        let mut desk = self.desk();
        loop {
            let left = desk
                .due
                .map(|due| due.saturating_duration_since(Instant::now()));
            desk = match left {
                Some(Duration::ZERO) => return,
                Some(left) => {
                    let woken = self.changed.wait_timeout(desk, left);
                    woken.unwrap_or_else(PoisonError::into_inner).0
                }
                None => {
                    let woken = self.changed.wait(desk);
                    woken.unwrap_or_else(PoisonError::into_inner)
                }
            };
        }
    }

    /// Writes the newest state, if it is not written yet.
    fn write(&self) -> Result<(), String> {
        let _turn = self.press();
        let (home, sheet) = {
            let mut desk = self.desk();
            (desk.due, desk.latest) = (None, None);
            let (Some(home), Some(sheet)) = (&desk.home, &desk.sheet) else {
                return Ok(());
            };
            if home.saved == Some(sheet.revision) {
                if std::mem::take(&mut desk.asked) {
                    desk.tell_saved();
                }
                return Ok(());
            }
            (home.clone(), sheet.clone())
        };
        let result = store::save(&RealFiles, &home.path, &sheet.workspace, home.known);
        self.desk().written(sheet.revision, result)
    }

    /// Goes on with another file; the press is held.
    fn adopt(&self, home: Option<(PathBuf, Fingerprint)>, saved: u64) {
        let mut desk = self.desk();
        *desk = Desk::default();
        if let Some((path, known)) = home {
            desk.home = Some(Kept {
                path,
                known,
                saved: Some(saved),
                remembered: false,
            });
            // The thread remembers it, and has nothing to write.
            desk.due = Some(Instant::now());
        }
        self.changed.notify_all();
    }

    /// Remembers the file for the next start.
    fn remember(&self) {
        let Some(places) = &self.places else {
            return;
        };
        let path = match &mut self.desk().home {
            Some(home) if !home.remembered => {
                home.remembered = true;
                home.path.clone()
            }
            _ => return,
        };
        // Then the next start shows another one; nothing is lost.
        let _ = places.remember(&RealFiles, &path);
    }
}

#[cfg(test)]
mod tests;
