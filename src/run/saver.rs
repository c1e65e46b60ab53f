//! Saving beside the board, on a thread of its own.
//!
//! Owns when the workspace is written and what is known of its file. The board hands over every state
//! it comes to, with the steps that led there, and goes on. A second thread, that of the journal, puts the steps
//! into the journal at once; the newest state is written to the file shortly after, whatever the board
//! is doing by then. Whoever writes the file holds the write lock, so that nobody writes an older state over
//! a newer one; the journal is written before the file. Locks are taken in the order write lock, journal, tasks.
//! What others write into the file is offered to the board ([`watch`]), and merged when it saves
//! ([`mod@write`]). The journal is in [`journal`], earlier versions in [`versions`].

mod file;
mod journal;
mod tasks;
mod versions;
mod watch;
mod write;

use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use std::{io, thread};

use super::outcome::unsaved;
use crate::desk::event::Event;
use crate::edit::history::Turn;
use crate::model::Workspace;
use crate::model::key::OwnKeys;
use crate::store::journal::{Draft, Journal};
use crate::store::places::Places;
use crate::store::{self, Files, Fingerprint, KnownFile, RealFiles, SaveError};
use file::WorkspaceFile;
use tasks::Tasks;
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
pub type Post = Box<dyn Fn() + Send + Sync>;

/// The one who saves; copies share the thread.
#[derive(Clone)]
pub struct Saver(Arc<SaverShared>);

struct SaverShared {
    tasks: Mutex<Tasks>,
    changed: Condvar,
    /// Held while a workspace file is written or exchanged for another.
    write_lock: Mutex<()>,
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
            tasks: Mutex::default(),
            changed: Condvar::new(),
            write_lock: Mutex::default(),
            journal: Mutex::default(),
            company: Mutex::default(),
            places,
            post,
        });
        let (own, keys) = (Arc::clone(&shared), OwnKeys::in_force());
        thread::Builder::new()
            .name("saver".to_owned())
            .spawn(move || {
                keys.take_up();
                own.work();
            })?;
        let own = Arc::clone(&shared);
        thread::Builder::new()
            .name("journal".to_owned())
            .spawn(move || own.keep_journal())?;
        Ok(Self(shared))
    }

    /// Takes the steps to a new state, and the state if it has a file; the steps are kept at once, the
    /// state is written shortly.
    pub fn note(&self, revision: u64, turns: Vec<Turn>, snapshot: Option<Snapshot>) {
        let now = Instant::now();
        let mut tasks = self.0.tasks();
        tasks.turns.extend(turns);
        tasks.revision = revision;
        (tasks.has_turns, tasks.journal_is_behind) = (true, true);
        self.0.changed.notify_all();
        let Some(snapshot) = snapshot else {
            return;
        };
        tasks.snapshot = Some(snapshot);
        let latest = *tasks.latest.get_or_insert(now + LONGEST);
        tasks.due = Some(latest.min(now + QUIET));
    }

    /// Takes the text that is being typed, for the journal.
    pub fn draft(&self, drafts: Vec<Draft>) {
        let mut tasks = self.0.tasks();
        tasks.drafts = Some(drafts);
        (tasks.has_turns, tasks.journal_is_behind) = (true, true);
        self.0.changed.notify_all();
    }

    /// Has the newest state written at once; the answer is news.
    pub fn save(&self) {
        let mut tasks = self.0.tasks();
        (tasks.due, tasks.asked) = (Some(Instant::now()), true);
        self.0.changed.notify_all();
    }

    /// Writes the newest state before it returns; of work without a file, the journal. Where the file
    /// cannot be written the state is kept beside it.
    pub fn flush(&self) -> Result<(), String> {
        let copy = self.0.write_journal();
        if self.0.tasks().file.is_none() {
            return copy;
        }
        self.0.write().map_err(|why| self.0.set_aside(why))?;
        self.0.back_up_last();
        self.0.remember();
        Ok(())
    }

    /// What came of the last tries to write, each once.
    pub fn news(&self) -> Option<Event> {
        self.0.tasks().news()
    }

    /// Goes on with another file that was just opened, or with none, and with its journal, whose place
    /// is taken at once if it has anything to say.
    pub fn adopt(
        &self,
        file: Option<(PathBuf, KnownFile)>,
        saved: u64,
        journal: Option<Journal<RealFiles>>,
        at_once: bool,
    ) {
        let _turn = self.0.write_lock();
        self.0.adopt(file, None, saved, journal, at_once);
    }

    /// Lets go of work that is in no file.
    pub fn discard(&self) {
        if let Some(journal) = self.0.journal().take() {
            journal.discard();
        }
    }

    /// What somebody else wrote into the file, until [`Saver::took`] says that it is taken in.
    pub fn offer(&self) -> Option<Event> {
        let tasks = self.0.tasks();
        let offer = tasks.file.as_ref()?.offers.front()?;
        Some(Event::Foreign {
            base: offer.base.clone(),
            theirs: offer.theirs.clone(),
            whose: "file on disk".to_owned(),
        })
    }

    /// Notes that the board took an offer in, which led to a state, if that may be written, and whether it
    /// clashed with what the board had.
    pub fn took(&self, snapshot: Option<Snapshot>, clashed: bool) {
        let mut tasks = self.0.tasks();
        if let Some(file) = &mut tasks.file {
            file.took(clashed);
        }
        tasks.snapshot = snapshot;
        if tasks.is_behind() {
            tasks.due = Some(Instant::now() + QUIET);
        }
        self.0.changed.notify_all();
    }

    /// Looks at the file soon, as when the board's window is chosen again.
    pub fn look(&self) {
        let mut tasks = self.0.tasks();
        tasks.look = tasks.look.map(|_| Instant::now());
        self.0.changed.notify_all();
    }

    /// Notes that nothing is left to review: versions kept for it go.
    pub fn settled(&self) {
        if let Some(file) = &mut self.0.tasks().file {
            for copy in std::mem::take(&mut file.theirs) {
                copy.discard(&RealFiles);
            }
        }
    }

    /// The versions of others that lie beside the file because they were not reviewed.
    pub fn unreviewed(&self) -> Vec<PathBuf> {
        let tasks = self.0.tasks();
        let theirs = tasks.file.iter().flat_map(|file| &file.theirs);
        theirs.map(|copy| copy.path.clone()).collect()
    }

    /// Writes a state to a new file and goes on with that one. What the old file or else `base` has
    /// besides records goes along.
    pub fn create(
        &self,
        path: &Path,
        snapshot: &Snapshot,
        base: Option<&str>,
        journal: impl FnOnce(&Path, Fingerprint) -> Option<Journal<RealFiles>>,
    ) -> Result<PathBuf, String> {
        let _turn = self.0.write_lock();
        let old = self.0.tasks().file.as_ref().map(|file| file.path.clone());
        let text = old.and_then(|path| store::text(&RealFiles, &path));
        let base = text.as_deref().or(base);
        // A text that was broken meanwhile cannot be a base.
        let base = base.filter(|text| store::parse(text).is_ok());
        let result = store::create(&RealFiles, path, &snapshot.workspace, base);
        let known = match &result {
            Ok(saved) => saved.known.clone(),
            Err(SaveError::Unconfirmed { saved, .. }) => saved.known.clone(),
            Err(error) => return Err(unsaved(error)),
        };
        let path = RealFiles.resolve(path).unwrap_or_else(|_| path.to_owned());
        let was_untitled = self.0.tasks().file.is_none();
        let before = self.0.journal().take().filter(|_| was_untitled);
        let journal = journal(&path, known.fingerprint());
        let file = Some((path.clone(), known));
        self.0.adopt(
            file,
            Some(snapshot.clone()),
            snapshot.revision,
            journal,
            true,
        );
        if self.0.write_journal().is_ok()
            && let Some(before) = before
        {
            before.discard();
        }
        match result {
            Ok(_) => Ok(path),
            // It is there, but must be written once more before anybody may call it saved.
            Err(error) => {
                let mut tasks = self.0.tasks();
                let _ = tasks.written(snapshot, 0, Err(error.clone()));
                Err(unsaved(&error))
            }
        }
    }
}

impl SaverShared {
    fn tasks(&self) -> MutexGuard<'_, Tasks> {
        self.tasks.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn write_lock(&self) -> MutexGuard<'_, ()> {
        self.write_lock
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    fn company(&self) -> MutexGuard<'_, Option<Company>> {
        self.company.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Writes and looks whenever it is time.
    fn work(&self) {
        loop {
            self.wait();
            let is_time = |at: Option<Instant>| at.is_some_and(|at| at <= Instant::now());
            let look = self.tasks().look;
            if is_time(look) {
                self.look();
            }
            let due = self.tasks().due;
            if is_time(due) {
                // The board is told by the news.
                let _ = self.write();
                self.remember();
            }
            // Each piece of news is heard with a post of its own.
            let unheard = self.tasks().unheard();
            (0..unheard).for_each(|_| (self.post)());
        }
    }

    fn wait(&self) {
        let mut tasks = self.tasks();
        loop {
            let next = tasks.due.into_iter().chain(tasks.look).min();
            let left = next.map(|at| at.saturating_duration_since(Instant::now()));
            tasks = match left {
                Some(Duration::ZERO) => return,
                Some(left) => {
                    let woken = self.changed.wait_timeout(tasks, left);
                    woken.unwrap_or_else(PoisonError::into_inner).0
                }
                None => {
                    let woken = self.changed.wait(tasks);
                    woken.unwrap_or_else(PoisonError::into_inner)
                }
            };
        }
    }

    /// Goes on with another file; the write lock is held.
    fn adopt(
        &self,
        file: Option<(PathBuf, KnownFile)>,
        snapshot: Option<Snapshot>,
        saved: u64,
        journal: Option<Journal<RealFiles>>,
        at_once: bool,
    ) {
        let has_journal = journal.is_some();
        *self.journal() = journal;
        let mut tasks = self.tasks();
        *tasks = Tasks::default();
        tasks.revision = saved;
        (tasks.has_turns, tasks.journal_is_behind) =
            (at_once && has_journal, at_once && has_journal);
        if let Some((path, known)) = file {
            let opened = || Snapshot {
                revision: saved,
                workspace: known.workspace.clone(),
            };
            tasks.snapshot = Some(snapshot.unwrap_or_else(opened));
            tasks.file = Some(WorkspaceFile::new(path, known, saved));
            // The thread remembers it, and has nothing to write.
            tasks.due = Some(Instant::now());
        }
        tasks.look = (has_journal || tasks.file.is_some()).then(Instant::now);
        drop(tasks);
        self.appear();
        self.changed.notify_all();
    }

    /// Remembers the file for the next start.
    fn remember(&self) {
        let Some(places) = &self.places else {
            return;
        };
        let path = match &mut self.tasks().file {
            Some(file) if !file.remembered => {
                file.remembered = true;
                file.path.clone()
            }
            _ => return,
        };
        // Then the next start shows another one; nothing is lost.
        let _ = places.remember(&RealFiles, &path);
    }
}

#[cfg(test)]
mod tests;
