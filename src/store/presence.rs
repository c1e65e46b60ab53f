//! Which boards are open on a workspace file: each has a locked file of its own in the state directory.
//!
//! Owns those files. They only inform: a board that ended in any way is not counted, and saving does not ask.

use std::path::{Path, PathBuf};

use super::files::Files;
use super::places;

/// A board on a workspace file, until it is dropped.
pub struct Presence<F: Files> {
    folder: PathBuf,
    key: String,
    own: String,
    lock: Option<F::Lock>,
}

impl<F: Files> Presence<F> {
    /// A board on a file; `process` tells it from others.
    pub fn new(state: &Path, target: &Path, process: u32) -> Self {
        let key = places::key(target);
        Self {
            folder: state.join("boards"),
            own: format!("{key}.{process}"),
            key,
            lock: None,
        }
    }

    /// How many other boards are open on the file. Says that this one is.
    pub fn others(&mut self, files: &F) -> usize {
        let own = self.folder.join(&self.own);
        let mut names = files.list(&self.folder).unwrap_or_default();
        if self.lock.is_none() || !names.contains(&self.own) {
            // Without it the others do not know of this one; they merge all the same.
            let _ = files.create_directory(&self.folder);
            self.lock = files.lock(&own).ok().flatten();
        }
        names.retain(|name| {
            let of_file = name.split_once('.').is_some_and(|(key, _)| key == self.key);
            of_file && *name != self.own
        });
        let mut count = 0;
        for name in names {
            let path = self.folder.join(name);
            match files.lock(&path) {
                Ok(None) => count += 1,
                // Its board has ended.
                Ok(Some(_lock)) => drop(files.remove(&path)),
                Err(_) => {}
            }
        }
        count
    }

    /// Says that this board is not there any more.
    pub fn leave(self, files: &F) {
        if self.lock.is_some() {
            // Whoever finds it later removes it.
            let _ = files.remove(&self.folder.join(&self.own));
        }
    }
}
