//! Saving beside the board, on a thread of its own.
//!
//! Owns when the workspace is written and what is known of its file. The board hands over every state
//! it comes to, with the steps that led there, and goes on. A second thread, the keeper, puts the steps
//! into the journal at once; the newest state is written to the file shortly after, whatever the board
//! is doing by then. Whoever writes the file holds the press, so that nobody writes an older state over
//! a newer one; the journal is written before the file. Locks are taken in the order press, journal, desk.

mod desk;

use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use std::{io, thread};

use super::unsaved;
use crate::app::event::Event;
use crate::edit::history::Turn;
use crate::model::Workspace;
use crate::model::text::clean_line;
use crate::store::backups::Backups;
use crate::store::journal::{Draft, Journal};
use crate::store::places::Places;
use crate::store::{self, Files, Fingerprint, RealFiles, SaveError};
use desk::{Desk, Kept};

/// How long after the last edit it is written.
const QUIET: Duration = Duration::from_millis(250);
/// How long an edit waits at most while others follow.
const LONGEST: Duration = Duration::from_secs(1);
/// How long after a version was kept the next one is.
const BETWEEN: Duration = Duration::from_secs(10 * 60);

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
    journal: Mutex<Option<Journal<RealFiles>>>,
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
            journal: Mutex::default(),
            places,
            post,
        });
        let own = Arc::clone(&shared);
        thread::Builder::new()
            .name("saver".to_owned())
            .spawn(move || own.work())?;
        let own = Arc::clone(&shared);
        thread::Builder::new()
            .name("keeper".to_owned())
            .spawn(move || own.keep_on())?;
        Ok(Self(shared))
    }

    /// Takes the steps to a new state, and the state if it has a file; the steps are kept at once, the
    /// state is written shortly.
    pub fn note(&self, revision: u64, turns: Vec<Turn>, sheet: Option<Sheet>) {
        let now = Instant::now();
        let mut desk = self.0.desk();
        desk.turns.extend(turns);
        desk.revision = revision;
        (desk.has_news, desk.is_behind) = (true, true);
        self.0.changed.notify_all();
        let Some(sheet) = sheet else {
            return;
        };
        desk.sheet = Some(sheet);
        let latest = *desk.latest.get_or_insert(now + LONGEST);
        desk.due = Some(latest.min(now + QUIET));
    }

    /// Takes the text that is being typed, for the journal.
    pub fn draft(&self, drafts: Vec<Draft>) {
        let mut desk = self.0.desk();
        desk.drafts = Some(drafts);
        (desk.has_news, desk.is_behind) = (true, true);
        self.0.changed.notify_all();
    }

    /// Has the newest state written at once; the answer is news.
    pub fn save(&self) {
        let mut desk = self.0.desk();
        (desk.due, desk.asked) = (Some(Instant::now()), true);
        self.0.changed.notify_all();
    }

    /// Writes the newest state before it returns; of work without a file, the journal.
    pub fn flush(&self) -> Result<(), String> {
        let kept = self.0.keep();
        if self.0.desk().home.is_none() {
            return kept;
        }
        self.0.write()?;
        self.0.remember();
        Ok(())
    }

    /// What came of the last tries to write, each once.
    pub fn news(&self) -> Option<Event> {
        let mut desk = self.0.desk();
        let news = desk.kept.take().or_else(|| desk.news.take());
        news.or_else(|| desk.slip.take())
    }

    /// Goes on with another file that was just opened, or with none, and with its journal, whose place
    /// is taken at once if it has anything to say.
    pub fn adopt(
        &self,
        home: Option<(PathBuf, Fingerprint)>,
        saved: u64,
        journal: Option<Journal<RealFiles>>,
        at_once: bool,
    ) {
        let _turn = self.0.press();
        self.0.adopt(home, saved, journal, at_once);
    }

    /// Lets go of work that is in no file.
    pub fn discard(&self) {
        if let Some(journal) = self.0.journal().take() {
            journal.discard();
        }
    }

    /// Writes a state to a new file and goes on with that one. What the old file or else `base` has
    /// besides records goes along.
    pub fn create(
        &self,
        path: &Path,
        sheet: &Sheet,
        base: Option<&str>,
        journal: impl FnOnce(&Path, Fingerprint) -> Option<Journal<RealFiles>>,
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
        let was_untitled = self.0.desk().home.is_none();
        let before = self.0.journal().take().filter(|_| was_untitled);
        let journal = journal(&path, known);
        self.0
            .adopt(Some((path.clone(), known)), sheet.revision, journal, true);
        if self.0.keep().is_ok()
            && let Some(before) = before
        {
            before.discard();
        }
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

    fn journal(&self) -> MutexGuard<'_, Option<Journal<RealFiles>>> {
        self.journal.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Puts what is new into the journal, whenever something is.
    fn keep_on(&self) {
        loop {
            {
                let mut desk = self.desk();
                while !desk.has_news {
                    let woken = self.changed.wait(desk);
                    desk = woken.unwrap_or_else(PoisonError::into_inner);
                }
            }
            // The board is told by the news.
            let _ = self.keep();
            if self.desk().kept.is_some() {
                (self.post)();
            }
        }
    }

    /// Waits until the journal has all there is.
    fn keep(&self) -> Result<(), String> {
        let mut journal = self.journal();
        let (turns, drafts, revision) = {
            let mut desk = self.desk();
            desk.has_news = false;
            if !desk.is_behind {
                return Ok(());
            }
            let turns = std::mem::take(&mut desk.turns);
            (turns, desk.drafts.take(), desk.revision)
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
        self.desk().kept(revision, written)
    }

    /// Writes whenever it is time.
    fn work(&self) {
        loop {
            self.wait();
            // The board is told by the news.
            let _ = self.write();
            self.remember();
            // Each piece of news is heard with a post of its own.
            let news = {
                let desk = self.desk();
                usize::from(desk.kept.is_some()) + usize::from(desk.news.is_some())
            };
            (0..news).for_each(|_| (self.post)());
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
        // What fails there is told, and no reason not to save.
        let _ = self.keep();
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
        let revision = sheet.revision;
        let announce =
            |fingerprint| self.in_journal(|journal| journal.saving(revision, fingerprint));
        let (path, known) = (&home.path, home.known);
        let before = self.before(&home);
        let result = store::save_announced(&RealFiles, path, &sheet.workspace, known, announce);
        if result.is_ok() {
            self.in_journal(|journal| journal.saved(revision));
            self.back_up(&home, before);
        }
        self.desk().written(revision, result)
    }

    /// What is about to be replaced, if it is time to keep a version.
    fn before(&self, home: &Kept) -> Option<Vec<u8>> {
        let last = self.desk().backed_up;
        if last.is_some_and(|at| at.elapsed() < BETWEEN) {
            return None;
        }
        let bytes = store::read(&RealFiles, &home.path).ok()?;
        (Fingerprint::of(&bytes) == home.known).then_some(bytes)
    }

    /// Keeps a version that was replaced.
    fn back_up(&self, home: &Kept, before: Option<Vec<u8>>) {
        let (Some(bytes), Some(places)) = (before, &self.places) else {
            return;
        };
        let backups = Backups::new(&places.state, &home.path);
        let kept = backups.keep(&RealFiles, &bytes, chrono::Local::now().naive_local());
        let mut desk = self.desk();
        desk.backed_up = Some(Instant::now());
        if let Err(error) = kept
            && desk.told_no_backup.is_none()
        {
            let why = unsaved(&error);
            desk.told_no_backup = Some(why.clone());
            let slip = format!("the file is saved, but no backup is kept: {why}");
            desk.slip = Some(Event::Failed(slip));
            drop(desk);
            (self.post)();
        }
    }

    /// Adds something to the journal, if there is one that works.
    fn in_journal(&self, add: impl FnOnce(&mut Journal<RealFiles>)) {
        if let Some(journal) = self.journal().as_mut() {
            add(journal);
            // Tried again with the next edit, and told then.
            let _ = journal.write();
        }
    }

    /// Goes on with another file; the press is held.
    fn adopt(
        &self,
        home: Option<(PathBuf, Fingerprint)>,
        saved: u64,
        journal: Option<Journal<RealFiles>>,
        at_once: bool,
    ) {
        let has_journal = journal.is_some();
        *self.journal() = journal;
        let mut desk = self.desk();
        *desk = Desk::default();
        desk.revision = saved;
        (desk.has_news, desk.is_behind) = (at_once && has_journal, at_once && has_journal);
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
