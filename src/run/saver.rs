//! Saving beside the board, on a thread of its own.
//!
//! Owns when the workspace is written and what is known of its file. The board hands over every state
//! it comes to, with the steps that led there, and goes on. A second thread, the keeper, puts the steps
//! into the journal at once; the newest state is written to the file shortly after, whatever the board
//! is doing by then. Whoever writes the file holds the press, so that nobody writes an older state over
//! a newer one; the journal is written before the file. Locks are taken in the order press, journal, desk.
//! What others write into the file is offered to the board ([`watch`]), and merged when it saves
//! ([`press`]). The journal is in [`keeper`], earlier versions in [`versions`].

mod desk;
mod home;
mod keeper;
mod press;
mod versions;
mod watch;

use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use std::{io, thread};

use super::unsaved;
use crate::desk::event::Event;
use crate::edit::history::Turn;
use crate::model::Workspace;
use crate::store::journal::{Draft, Journal};
use crate::store::places::Places;
use crate::store::{self, Files, Fingerprint, KnownFile, RealFiles, SaveError};
use desk::Tasks;
use home::WorkspaceFile;
use watch::Company;

/// How long after the last edit it is written.
const QUIET: Duration = Duration::from_millis(250);
/// How long an edit waits at most while others follow.
const LONGEST: Duration = Duration::from_secs(1);

/// A state of the workspace.
#[derive(Clone, Debug)]
pub struct Snapshot {
    /// Its number.
    pub revision: u64,
    /// What it holds; the records are shared.
    pub workspace: Workspace,
}

/// Tells the board that there is news.
type Post = Box<dyn Fn() + Send + Sync>;

/// The one who saves; copies share the thread.
#[derive(Clone)]
pub struct Saver(Arc<SaverShared>);

struct SaverShared {
    desk: Mutex<Tasks>,
    changed: Condvar,
    /// Held while a workspace file is written or exchanged for another.
    press: Mutex<()>,
    journal: Mutex<Option<Journal<RealFiles>>>,
    /// Which boards are on the file.
    company: Mutex<Option<Company>>,
    places: Option<Places>,
    post: Post,
}

impl Saver {
    /// Starts the thread, which calls `post` whenever [`Saver::news`] has something.
    pub fn start(places: Option<Places>, post: Post) -> io::Result<Self> {
        let shared = Arc::new(SaverShared {
            desk: Mutex::default(),
            changed: Condvar::new(),
            press: Mutex::default(),
            journal: Mutex::default(),
            company: Mutex::default(),
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
    pub fn note(&self, revision: u64, turns: Vec<Turn>, sheet: Option<Snapshot>) {
        let now = Instant::now();
        let mut desk = self.0.desk();
        desk.turns.extend(turns);
        desk.revision = revision;
        (desk.has_turns, desk.is_unkept) = (true, true);
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
        (desk.has_turns, desk.is_unkept) = (true, true);
        self.0.changed.notify_all();
    }

    /// Has the newest state written at once; the answer is news.
    pub fn save(&self) {
        let mut desk = self.0.desk();
        (desk.due, desk.asked) = (Some(Instant::now()), true);
        self.0.changed.notify_all();
    }

    /// Writes the newest state before it returns; of work without a file, the journal. Where the file
    /// cannot be written the state is kept beside it.
    pub fn flush(&self) -> Result<(), String> {
        let kept = self.0.keep();
        if self.0.desk().home.is_none() {
            return kept;
        }
        self.0.write().map_err(|why| self.0.set_aside(why))?;
        self.0.remember();
        Ok(())
    }

    /// What came of the last tries to write, each once.
    pub fn news(&self) -> Option<Event> {
        self.0.desk().news()
    }

    /// Goes on with another file that was just opened, or with none, and with its journal, whose place
    /// is taken at once if it has anything to say.
    pub fn adopt(
        &self,
        home: Option<(PathBuf, KnownFile)>,
        saved: u64,
        journal: Option<Journal<RealFiles>>,
        at_once: bool,
    ) {
        let _turn = self.0.press();
        self.0.adopt(home, None, saved, journal, at_once);
    }

    /// Lets go of work that is in no file.
    pub fn discard(&self) {
        if let Some(journal) = self.0.journal().take() {
            journal.discard();
        }
    }

    /// What somebody else wrote into the file, until [`Saver::took`] says that it is taken in.
    pub fn offer(&self) -> Option<Event> {
        let desk = self.0.desk();
        let offer = desk.home.as_ref()?.offers.front()?;
        Some(Event::Foreign {
            base: offer.base.clone(),
            theirs: offer.theirs.clone(),
            whose: "file on disk".to_owned(),
        })
    }

    /// Notes that the board took an offer in, which led to a state, if that may be written, and whether it
    /// clashed with what the board had.
    pub fn took(&self, sheet: Option<Snapshot>, clashed: bool) {
        let mut desk = self.0.desk();
        if let Some(home) = &mut desk.home {
            home.took(clashed);
        }
        desk.sheet = sheet;
        if desk.is_behind() {
            desk.due = Some(Instant::now() + QUIET);
        }
        self.0.changed.notify_all();
    }

    /// Looks at the file soon, as when the board's window is chosen again.
    pub fn look(&self) {
        let mut desk = self.0.desk();
        desk.look = desk.look.map(|_| Instant::now());
        self.0.changed.notify_all();
    }

    /// Notes that nothing is left to review: versions kept for it go.
    pub fn settled(&self) {
        if let Some(home) = &mut self.0.desk().home {
            for kept in std::mem::take(&mut home.theirs) {
                kept.discard(&RealFiles);
            }
        }
    }

    /// The versions of others that lie beside the file because they were not reviewed.
    pub fn unreviewed(&self) -> Vec<PathBuf> {
        let desk = self.0.desk();
        let theirs = desk.home.iter().flat_map(|home| &home.theirs);
        theirs.map(|kept| kept.path.clone()).collect()
    }

    /// Writes a state to a new file and goes on with that one. What the old file or else `base` has
    /// besides records goes along.
    pub fn create(
        &self,
        path: &Path,
        sheet: &Snapshot,
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
            Ok(saved) => saved.known.clone(),
            Err(SaveError::Unconfirmed { saved, .. }) => saved.known.clone(),
            Err(error) => return Err(unsaved(error)),
        };
        let path = RealFiles.resolve(path).unwrap_or_else(|_| path.to_owned());
        let was_untitled = self.0.desk().home.is_none();
        let before = self.0.journal().take().filter(|_| was_untitled);
        let journal = journal(&path, known.fingerprint());
        let home = Some((path.clone(), known));
        self.0
            .adopt(home, Some(sheet.clone()), sheet.revision, journal, true);
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
                let _ = desk.written(sheet, 0, Err(error.clone()));
                Err(unsaved(&error))
            }
        }
    }
}

impl SaverShared {
    fn desk(&self) -> MutexGuard<'_, Tasks> {
        self.desk.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn press(&self) -> MutexGuard<'_, ()> {
        self.press.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn company(&self) -> MutexGuard<'_, Option<Company>> {
        self.company.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Writes and looks whenever it is time.
    fn work(&self) {
        loop {
            self.wait();
            let is_time = |at: Option<Instant>| at.is_some_and(|at| at <= Instant::now());
            let look = self.desk().look;
            if is_time(look) {
                self.look();
            }
            let due = self.desk().due;
            if is_time(due) {
                // The board is told by the news.
                let _ = self.write();
                self.remember();
            }
            // Each piece of news is heard with a post of its own.
            let unheard = self.desk().unheard();
            (0..unheard).for_each(|_| (self.post)());
        }
    }

    fn wait(&self) {
        let mut desk = self.desk();
        loop {
            let next = desk.due.into_iter().chain(desk.look).min();
            let left = next.map(|at| at.saturating_duration_since(Instant::now()));
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

    /// Goes on with another file; the press is held.
    fn adopt(
        &self,
        home: Option<(PathBuf, KnownFile)>,
        sheet: Option<Snapshot>,
        saved: u64,
        journal: Option<Journal<RealFiles>>,
        at_once: bool,
    ) {
        let has_journal = journal.is_some();
        *self.journal() = journal;
        let mut desk = self.desk();
        *desk = Tasks::default();
        desk.revision = saved;
        (desk.has_turns, desk.is_unkept) = (at_once && has_journal, at_once && has_journal);
        if let Some((path, known)) = home {
            let opened = || Snapshot {
                revision: saved,
                workspace: known.workspace.clone(),
            };
            desk.sheet = Some(sheet.unwrap_or_else(opened));
            desk.home = Some(WorkspaceFile::new(path, known, saved));
            // The thread remembers it, and has nothing to write.
            (desk.due, desk.look) = (Some(Instant::now()), Some(Instant::now()));
        }
        drop(desk);
        self.appear();
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
