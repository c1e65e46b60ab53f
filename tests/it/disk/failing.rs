//! A disk whose nth call goes wrong, and which notes what is asked of it.

use std::cell::{Cell, RefCell};
use std::io;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use evenkeel::store::files::{Attributes, FileAccess, Files};

/// Passes calls on, and notes them, until the nth one, which fails.
#[derive(Clone)]
pub struct FailingFiles<F> {
    pub inner: F,
    pub calls: Rc<Cell<usize>>,
    pub fails_at: usize,
    pub with: io::ErrorKind,
    /// What was asked for so far, by name.
    pub asked: Rc<RefCell<Vec<&'static str>>>,
}

impl<F> FailingFiles<F> {
    /// Fails at the nth call; notes what was asked.
    pub fn new(inner: F, fails_at: usize, with: io::ErrorKind) -> Self {
        Self {
            inner,
            calls: Rc::default(),
            fails_at,
            with,
            asked: Rc::default(),
        }
    }

    fn step<T>(&self, name: &'static str, call: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
        let number = self.calls.replace(self.calls.get() + 1);
        self.asked.borrow_mut().push(name);
        if number == self.fails_at {
            return Err(self.with.into());
        }
        call()
    }
}

impl<F: Files> Files for FailingFiles<F> {
    type Temporary = F::Temporary;
    type Log = F::Log;
    type Lock = F::Lock;

    fn resolve(&self, path: &Path) -> io::Result<PathBuf> {
        self.step("resolve", || self.inner.resolve(path))
    }
    fn attributes(&self, path: &Path) -> io::Result<Attributes> {
        self.step("attributes", || self.inner.attributes(path))
    }
    fn read(&self, path: &Path, limit: usize) -> io::Result<Vec<u8>> {
        self.step("read", || self.inner.read(path, limit))
    }
    fn create_temporary(&self, directory: &Path, access: FileAccess) -> io::Result<F::Temporary> {
        self.step("create_temporary", || {
            self.inner.create_temporary(directory, access)
        })
    }
    fn adopt(&self, file: &mut F::Temporary, like: &Path) -> io::Result<()> {
        self.step("adopt", || self.inner.adopt(file, like))
    }
    fn write(&self, file: &mut F::Temporary, bytes: &[u8]) -> io::Result<()> {
        let number = self.calls.get();
        if number == self.fails_at {
            // A full disk takes a part of it.
            self.inner.write(file, &bytes[..bytes.len() / 2])?;
        }
        self.step("write", || self.inner.write(file, bytes))
    }
    fn sync(&self, file: &mut F::Temporary) -> io::Result<()> {
        self.step("sync", || self.inner.sync(file))
    }
    fn replace(&self, file: F::Temporary, path: &Path) -> io::Result<()> {
        self.step("replace", || self.inner.replace(file, path))
    }
    fn publish(&self, file: F::Temporary, path: &Path) -> io::Result<()> {
        self.step("publish", || self.inner.publish(file, path))
    }
    fn sync_directory(&self, directory: &Path) -> io::Result<()> {
        self.step("sync_directory", || self.inner.sync_directory(directory))
    }
    fn create_directory(&self, directory: &Path) -> io::Result<()> {
        self.step("create_directory", || {
            self.inner.create_directory(directory)
        })
    }
    fn create_log(&self, path: &Path) -> io::Result<F::Log> {
        self.step("create_log", || self.inner.create_log(path))
    }
    fn open_log(&self, path: &Path) -> io::Result<Option<F::Log>> {
        self.step("open_log", || self.inner.open_log(path))
    }
    fn append(&self, log: &mut F::Log, bytes: &[u8]) -> io::Result<()> {
        if self.calls.get() == self.fails_at {
            self.inner.append(log, &bytes[..bytes.len() / 2])?;
        }
        self.step("append", || self.inner.append(log, bytes))
    }
    fn sync_log(&self, log: &mut F::Log) -> io::Result<()> {
        self.step("sync_log", || self.inner.sync_log(log))
    }
    fn stands(&self, log: &mut F::Log, path: &Path, bytes: &[u8]) -> bool {
        self.inner.stands(log, path, bytes)
    }
    fn exchange(&self, file: &mut F::Temporary, path: &Path) -> io::Result<bool> {
        self.step("exchange", || self.inner.exchange(file, path))
    }
    fn read_exchanged(&self, file: &F::Temporary, limit: usize) -> io::Result<Vec<u8>> {
        self.step("read_exchanged", || self.inner.read_exchanged(file, limit))
    }
    fn abandon(&self, file: F::Temporary) {
        self.inner.abandon(file);
    }
    fn rewrite(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        if self.calls.get() == self.fails_at {
            self.inner.rewrite(path, &bytes[..bytes.len() / 2])?;
        }
        self.step("rewrite", || self.inner.rewrite(path, bytes))
    }
    fn lock(&self, path: &Path) -> io::Result<Option<F::Lock>> {
        self.step("lock", || self.inner.lock(path))
    }
    fn list(&self, directory: &Path) -> io::Result<Vec<String>> {
        self.step("list", || self.inner.list(directory))
    }
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step("rename", || self.inner.rename(from, to))
    }
    fn remove(&self, path: &Path) -> io::Result<()> {
        self.step("remove", || self.inner.remove(path))
    }
}
