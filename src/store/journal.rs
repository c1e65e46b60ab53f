//! The journal: every edit on the disk within milliseconds, before and beside the file.
//!
//! Each running board has one journal in the state directory, locked while it runs and named after the
//! resolved path of its workspace; untitled work has a name of its own, the demo has none. A journal is
//! a text, an entry a line ([`mod@line`]), which only grows: each entry is on the disk before it counts.
//! It says which states there were, how one leads to the other, and which state the file held under
//! which fingerprint ([`entry`], [`past`]).
//!
//! A start takes over every journal of its workspace that nobody holds ([`adopt`]), brings the file and
//! them together ([`mod@recover`]), and begins a journal of its own, which says whose place it takes;
//! only then are the others removed. So a crash at any moment leaves either the old ones or the new
//! one in force, and recovering twice gives what recovering once gives.
//!
//! Owns the journal's file and when it counts as written. A journal that fails or is broken never
//! stops the program and is never thrown away unread: it is kept aside, and said.

mod back;
mod edits;
mod entry;
mod line;
mod past;
mod recover;

use std::io;
use std::path::{Path, PathBuf};

use super::files::Files;
use super::fingerprint::Fingerprint;
use super::places::key;
use super::save::TextChange;
use super::save::write::beside;
use crate::edit::history::Turn;
use crate::model::record::Kind;
pub use entry::Draft;
use entry::JournalEntry;
pub use past::Past;
pub use recover::{Recovered, recover};

/// The most bytes a journal may have to be read.
const LIMIT: usize = 256 * 1024 * 1024;
/// From this size on it is written anew with less of the past.
const LONG: usize = 16 * 1024 * 1024;

/// What of the journals of a workspace can be read, the ones kept aside too, the last one last. They are left
/// as they are.
pub fn all_pasts<F: Files>(files: &F, shelf: &Shelf, kinds: &[&'static Kind]) -> Vec<Past> {
    let aside = Shelf {
        directory: shelf.directory.join("aside"),
        key: shelf.key.clone(),
    };
    let mut pasts: Vec<Past> = Vec::new();
    for shelf in [&aside, shelf] {
        for name in shelf.names(files).unwrap_or_default() {
            let bytes = files.read(&shelf.path(&name), LIMIT).unwrap_or_default();
            pasts.extend(Past::read(kinds, &name, &bytes));
        }
    }
    let last = |past: &Past| (past.when.clone(), past.history.revision());
    pasts.sort_by_key(last);
    pasts
}

/// Where the journals of a workspace are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shelf {
    directory: PathBuf,
    key: String,
}

impl Shelf {
    /// The shelf of a workspace in the state directory: of a file by its resolved path, or of untitled work.
    pub fn new(state: &Path, workspace: Option<&Path>) -> Self {
        Self {
            directory: state.join("journal"),
            key: workspace.map_or_else(|| "untitled".to_owned(), key),
        }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.directory.join(name)
    }

    /// Where a journal that could not be used up is kept.
    fn aside(&self, name: &str) -> PathBuf {
        self.directory.join("aside").join(name)
    }

    /// The names of the journals, unfinished ones too.
    fn names<F: Files>(&self, files: &F) -> io::Result<Vec<String>> {
        let mut names = match files.list(&self.directory) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
            listed => listed?,
        };
        names.retain(|name| {
            let rest = name.strip_prefix(&*self.key);
            rest.is_some_and(|rest| rest.starts_with('-'))
        });
        names.sort_unstable();
        Ok(names)
    }
}

/// A journal nobody else holds.
struct HeldLock<L> {
    name: String,
    /// Whether it must be kept aside when its place is taken.
    aside: bool,
    _log: L,
}

/// The journals of a workspace that a start found.
pub struct Adopted<F: Files> {
    /// What the ones say that can be read.
    pub pasts: Vec<Past>,
    /// What those of the others say that have the workspace open.
    pub living: Vec<Past>,
    /// How many others have the workspace open.
    pub others: usize,
    held: Vec<HeldLock<F::Log>>,
    shelf: Shelf,
}

impl<F: Files> Adopted<F> {
    /// Whether the file was given a version of this fingerprint by one of them.
    pub fn gave(&self, version: Fingerprint) -> bool {
        self.pasts.iter().any(|past| past.gave(version))
    }

    /// Where the ones are kept from now on that could not be used up.
    pub fn aside(&self) -> Vec<PathBuf> {
        let aside = self.held.iter().filter(|held| held.aside);
        aside.map(|held| self.shelf.aside(&held.name)).collect()
    }

    /// Has a journal kept aside when its place is taken.
    fn keep_aside(&mut self, name: &str) {
        for held in self.held.iter_mut().filter(|held| held.name == name) {
            held.aside = true;
        }
    }
}

/// Takes over the journals of a workspace that nobody holds. Of untitled work it takes one, the newest.
pub fn adopt<F: Files>(
    files: &F,
    shelf: &Shelf,
    kinds: &[&'static Kind],
) -> io::Result<Adopted<F>> {
    let mut adopted = Adopted {
        pasts: Vec::new(),
        living: Vec::new(),
        others: 0,
        held: Vec::new(),
        shelf: shelf.clone(),
    };
    for name in shelf.names(files)? {
        let path = shelf.path(&name);
        // A pipe or a folder holds no steps, and must not keep the others from being read.
        if files.attributes(&path).is_ok_and(|known| !known.is_file) {
            continue;
        }
        let log = match files.open_log(&path) {
            Ok(Some(log)) => log,
            Ok(None) => {
                adopted.others += usize::from(name.ends_with(".journal"));
                let bytes = files.read(&path, LIMIT).unwrap_or_default();
                adopted.living.extend(Past::read(kinds, &name, &bytes));
                continue;
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            Err(error) => return Err(error),
        };
        if !name.ends_with(".journal") {
            // It was never finished, so nothing counts on it.
            let _ = files.remove(&path);
            continue;
        }
        // Whoever held it a moment ago may have removed it.
        let bytes = match files.read(&path, LIMIT) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            read => read?,
        };
        let past = (bytes.len() <= LIMIT).then(|| Past::read(kinds, &name, &bytes));
        let past = past.flatten();
        adopted.held.push(HeldLock {
            name,
            aside: past.as_ref().is_none_or(|past| past.is_damaged),
            _log: log,
        });
        adopted.pasts.extend(past);
    }
    let replaced: Vec<String> = adopted
        .pasts
        .iter()
        .flat_map(|p| p.instead.clone())
        .collect();
    adopted.pasts.retain(|past| !replaced.contains(&past.name));
    adopted
        .pasts
        .sort_by(|one, other| one.when.cmp(&other.when));
    if shelf.key == "untitled"
        && let Some(newest) = adopted.pasts.pop()
    {
        let left: Vec<Past> = std::mem::replace(&mut adopted.pasts, vec![newest]);
        adopted
            .held
            .retain(|held| left.iter().all(|past| past.name != held.name));
    }
    Ok(adopted)
}

/// How many boards have a workspace open.
pub fn others<F: Files>(files: &F, shelf: &Shelf) -> usize {
    let names = shelf.names(files).unwrap_or_default();
    let held = |name: &String| {
        name.ends_with(".journal") && matches!(files.open_log(&shelf.path(name)), Ok(None))
    };
    names.iter().filter(|name| held(name)).count()
}

/// The journal of this board. Dropping it leaves it to the next start.
pub struct Journal<F: Files> {
    files: F,
    shelf: Shelf,
    kinds: Vec<&'static Kind>,
    /// Chance, which makes its names its own.
    seed: u64,
    /// How many files it has begun.
    begun: u32,
    log: Option<(String, F::Log)>,
    /// All of it; what stands before `durable` is on the disk.
    text: String,
    durable: usize,
    /// How long it may be.
    limit: usize,
    /// The ones whose place it takes.
    before: Vec<HeldLock<F::Log>>,
    had_gone: bool,
}

impl<F: Files> Journal<F> {
    /// A journal that goes on from a past. Nothing is written before the first [`Journal::write`].
    pub fn new(
        files: F,
        shelf: Shelf,
        kinds: Vec<&'static Kind>,
        seed: u64,
        past: &Past,
        adopted: Option<Adopted<F>>,
    ) -> Self {
        Self {
            files,
            shelf,
            kinds,
            seed,
            begun: 0,
            log: None,
            text: past.retell(),
            durable: 0,
            limit: LONG,
            before: adopted.map_or_else(Vec::new, |adopted| adopted.held),
            had_gone: false,
        }
    }

    /// Adds turns of the history.
    pub fn add(&mut self, turns: Vec<Turn>) {
        for turn in turns {
            JournalEntry::Turn(turn).write(&mut self.text);
        }
    }

    /// Adds the text that is being typed, in place of what was said of it before.
    pub fn draft(&mut self, drafts: Vec<Draft>) {
        JournalEntry::Drafts(drafts).write(&mut self.text);
    }

    /// Adds that the file is about to hold a state.
    pub fn saving(&mut self, revision: u64, change: TextChange) {
        JournalEntry::Saving(revision, change).write(&mut self.text);
    }

    /// Adds that the file holds a state for certain.
    pub fn saved(&mut self, revision: u64) {
        JournalEntry::Saved(revision).write(&mut self.text);
    }

    /// Whether it has a file.
    pub const fn is_begun(&self) -> bool {
        self.log.is_some()
    }

    /// Whether its file had gone, or was replaced or changed, and was made again since this was asked last.
    pub fn had_gone(&mut self) -> bool {
        self.log.is_some() && std::mem::take(&mut self.had_gone)
    }

    /// Waits until all that was added is on the disk, under the name where it is looked for. What fails is tried again, in a new file, next time.
    pub fn write(&mut self) -> io::Result<()> {
        if self.text.len() > self.limit {
            self.shorten();
        }
        if let Some((name, log)) = &mut self.log {
            let path = self.shelf.path(name);
            let text = self.text.as_bytes();
            let (held, news) = text.split_at_checked(self.durable).unwrap_or_default();
            // Asked before it is written, as its time then tells nothing of others any more.
            let stood = self.files.stands(log, &path, held);
            let mut write = || {
                self.files.append(log, news)?;
                self.files.sync_log(log)
            };
            let is_kept = stood && (news.is_empty() || write().is_ok());
            if is_kept && self.files.stands(log, &path, text) {
                self.durable = text.len();
                return Ok(());
            }
            // After a failure nobody knows what that file holds; and what stands in its place is somebody's.
            self.had_gone |= is_kept || !stood;
            self.leave();
        }
        self.begin()
    }

    /// Takes the journal away: what it keeps was let go.
    pub fn discard(mut self) {
        self.leave();
        for held in &self.before {
            let _ = self.files.remove(&self.shelf.path(&held.name));
        }
        let _ = self.files.sync_directory(&self.shelf.directory);
    }

    /// Gives the own file up; it stays in force until another takes its place.
    fn leave(&mut self) {
        if let Some((name, log)) = self.log.take() {
            self.before.push(HeldLock {
                name,
                aside: self.had_gone,
                _log: log,
            });
        }
        self.durable = 0;
    }

    /// Forgets the oldest steps.
    fn shorten(&mut self) {
        let read = |text: &str| {
            let past = Past::read(&self.kinds, "", text.as_bytes());
            past.filter(|past| !past.is_damaged)
        };
        let shorter = read(&self.text).map(|past| past.retell());
        if let Some(shorter) = shorter.filter(|shorter| read(shorter).is_some()) {
            self.text = shorter;
            self.leave();
        }
        // What is left has to be kept; it is not tried with every entry.
        self.limit = LONG.max(2 * self.text.len());
    }

    /// Writes all of it to a new file and takes the place of the ones before.
    fn begin(&mut self) -> io::Result<()> {
        self.begun += 1;
        let name = format!(
            "{}-{:016x}-{}.journal",
            self.shelf.key, self.seed, self.begun
        );
        let path = self.shelf.path(&name);
        let fresh = path.with_extension("new");
        self.directory()?;
        let mut text = self.text.clone();
        let replaced = self.before.iter().map(|held| held.name.clone());
        JournalEntry::Instead(replaced.collect()).write(&mut text);
        let mut log = self.files.create_log(&fresh)?;
        let done = self
            .files
            .append(&mut log, text.as_bytes())
            .and_then(|()| self.files.sync_log(&mut log))
            .and_then(|()| self.files.rename(&fresh, &path))
            .and_then(|()| self.files.sync_directory(&self.shelf.directory));
        if let Err(error) = done {
            let _ = self.files.remove(&fresh);
            // If it has its name already, it may be in force.
            self.before.push(HeldLock {
                name,
                aside: false,
                _log: log,
            });
            return Err(error);
        }
        for held in std::mem::take(&mut self.before) {
            // It no longer counts, whether it goes or not.
            let path = self.shelf.path(&held.name);
            let _ = if held.aside {
                let aside = self.shelf.aside(&held.name);
                let made = self.files.create_directory(beside(&aside));
                made.and_then(|()| self.files.rename(&path, &aside))
            } else {
                self.files.remove(&path)
            };
        }
        self.text = text;
        self.durable = self.text.len();
        self.log = Some((name, log));
        Ok(())
    }

    /// Sees to it that the folder of the journals is on the disk.
    fn directory(&self) -> io::Result<()> {
        let directory = &self.shelf.directory;
        if self.files.attributes(directory).is_ok() {
            return Ok(());
        }
        self.files.create_directory(directory)?;
        // The folder itself, the program's and the one that holds it.
        let above = directory.ancestors().skip(1).take(3);
        above
            .into_iter()
            .try_for_each(|folder| self.files.sync_directory(folder))
    }
}
