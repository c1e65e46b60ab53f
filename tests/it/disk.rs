//! Disks that fail: one whose nth call goes wrong, one that loses power.

mod failing;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use evenkeel::store::files::{Attributes, FileAccess, Files};

pub use failing::FailingFiles;

/// What a simulated disk knows: contents by number, names that point to them.
#[derive(Default)]
struct Disk {
    /// Content in memory, and how much of it is on the disk: none, or all as of the last sync.
    contents: Vec<(Vec<u8>, Option<Vec<u8>>)>,
    /// Names in memory.
    names: BTreeMap<PathBuf, usize>,
    /// Changes of names that are not on the disk yet, in order.
    pending: Vec<(PathBuf, Option<usize>)>,
    /// Names on the disk.
    synced: BTreeMap<PathBuf, usize>,
    calls: usize,
    cut_at: usize,
    /// How many names each file has besides.
    other_names: u64,
    /// Whether two files cannot trade places.
    is_plain: bool,
    /// Somebody else, before the call of this number.
    rivals: Vec<(usize, Act)>,
}

/// What somebody else does to the disk.
type Act = Box<dyn FnOnce(&CrashingFiles)>;

/// A disk in memory on which only synced bytes and names survive a power cut. Before the cut-th
/// call the power goes; every call from then on fails.
#[derive(Clone)]
pub struct CrashingFiles(Rc<RefCell<Disk>>);

/// A file being written on it.
pub struct Unnamed {
    disk: Rc<RefCell<Disk>>,
    path: PathBuf,
    content: usize,
}

impl Drop for Unnamed {
    fn drop(&mut self) {
        let mut disk = self.disk.borrow_mut();
        if disk.calls <= disk.cut_at && disk.names.get(&self.path) == Some(&self.content) {
            disk.names.remove(&self.path);
            disk.pending.push((self.path.clone(), None));
        }
    }
}

/// Lets a name point to a content, or to nothing.
fn point(names: &mut BTreeMap<PathBuf, usize>, name: &Path, content: Option<usize>) {
    match content {
        Some(content) => names.insert(name.to_owned(), content),
        None => names.remove(name),
    };
}

impl CrashingFiles {
    /// The disk as it may be after the power comes back: each change of a name that was not synced is
    /// done or not, and bytes that were not synced are whole, missing, torn or zero; `choose` says which
    /// of so many. The power of the new disk goes at the given call.
    pub fn after(&self, cut_at: usize, mut choose: impl FnMut(usize) -> usize) -> Self {
        let disk = self.0.borrow();
        let mut names = disk.synced.clone();
        for (name, content) in &disk.pending {
            if choose(2) == 1 {
                point(&mut names, name, *content);
            }
        }
        let left = |(memory, synced): &(Vec<u8>, Option<Vec<u8>>)| {
            let kept = synced.as_ref().map_or(0, Vec::len).min(memory.len());
            let rest = memory.len() - kept;
            let mut bytes = memory.clone();
            let from = kept + choose(rest + 1);
            match choose(3) {
                0 => bytes.truncate(from),
                1 => bytes[from..].fill(0),
                // What was written later is there, what was written before is not.
                _ => bytes[kept..from].fill(0),
            }
            (bytes.clone(), Some(bytes))
        };
        let contents = disk.contents.iter().map(left).collect();
        Self(Rc::new(RefCell::new(Disk {
            contents,
            synced: names.clone(),
            names,
            cut_at,
            ..Disk::default()
        })))
    }

    /// A disk with one durable file, whose power goes at the given call.
    pub fn with(path: &Path, bytes: &[u8], cut_at: usize) -> Self {
        let contents = vec![(bytes.to_vec(), Some(bytes.to_vec()))];
        let names = BTreeMap::from([(path.to_owned(), 0)]);
        let synced = names.clone();
        Self(Rc::new(RefCell::new(Disk {
            contents,
            names,
            synced,
            cut_at,
            ..Disk::default()
        })))
    }

    pub fn calls(&self) -> usize {
        self.0.borrow().calls
    }

    /// A disk on which every file has a second name.
    pub fn with_second_names(self) -> Self {
        self.0.borrow_mut().other_names = 1;
        self
    }

    /// A disk on which two files cannot trade places.
    pub fn without_exchange(self) -> Self {
        self.0.borrow_mut().is_plain = true;
        self
    }

    /// Lets somebody else act before the call of this number.
    pub fn before(&self, call: usize, act: impl FnOnce(&Self) + 'static) {
        self.0.borrow_mut().rivals.push((call, Box::new(act)));
    }

    /// Every file with its name.
    pub fn all(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let disk = self.0.borrow();
        let names = disk.names.iter();
        names
            .map(|(name, at)| (name.clone(), disk.contents[*at].0.clone()))
            .collect()
    }

    /// A disk that durably holds these files.
    pub fn holding(files: &BTreeMap<PathBuf, Vec<u8>>) -> Self {
        let disk = Self::with(Path::new(""), b"", usize::MAX);
        {
            let mut disk = disk.0.borrow_mut();
            disk.names.clear();
            for (at, (name, bytes)) in files.iter().enumerate() {
                disk.contents.push((bytes.clone(), Some(bytes.clone())));
                disk.names.insert(name.clone(), at + 1);
            }
            disk.synced = disk.names.clone();
        }
        disk
    }

    /// All that may be on the disk after the power comes back: with no, some or all of the changes of
    /// names done, and bytes that were not synced missing or torn.
    pub fn after_power_cut(&self) -> Vec<BTreeMap<PathBuf, Vec<u8>>> {
        let disk = self.0.borrow();
        let mut outcomes = Vec::new();
        for done in 0..=disk.pending.len() {
            let mut names = disk.synced.clone();
            for (name, content) in &disk.pending[..done] {
                match content {
                    Some(content) => names.insert(name.clone(), *content),
                    None => names.remove(name),
                };
            }
            for part in 0..=2 {
                let held = |at: &usize| {
                    let (memory, synced) = &disk.contents[*at];
                    let torn = || memory[..memory.len() * part / 2].to_vec();
                    synced.clone().unwrap_or_else(torn)
                };
                let files = names.iter().map(|(name, at)| (name.clone(), held(at)));
                outcomes.push(files.collect());
            }
        }
        outcomes
    }

    fn step<T>(&self, call: impl FnOnce(&mut Disk) -> io::Result<T>) -> io::Result<T> {
        let calls = self.0.borrow().calls;
        let mut waiting = std::mem::take(&mut self.0.borrow_mut().rivals);
        waiting.sort_by_key(|(call, _)| *call);
        let later = waiting.split_off(waiting.partition_point(|(call, _)| *call <= calls));
        for (_, act) in waiting {
            act(self);
        }
        // What they do does not count as our calls.
        let mut disk = self.0.borrow_mut();
        (disk.calls, disk.rivals) = (calls, later);
        drop(disk);
        let mut disk = self.0.borrow_mut();
        if disk.calls >= disk.cut_at {
            disk.calls = disk.cut_at + 1;
            return Err(io::Error::other("no power"));
        }
        disk.calls += 1;
        call(&mut disk)
    }

    fn named(disk: &Disk, path: &Path) -> io::Result<usize> {
        let found = disk.names.get(path).copied();
        found.ok_or_else(|| io::ErrorKind::NotFound.into())
    }
}

impl Files for CrashingFiles {
    type Temporary = Unnamed;
    type Log = usize;
    type Lock = ();

    fn resolve(&self, path: &Path) -> io::Result<PathBuf> {
        self.step(|disk| Self::named(disk, path).map(|_| path.to_owned()))
    }
    fn attributes(&self, path: &Path) -> io::Result<Attributes> {
        self.step(|disk| {
            let content = Self::named(disk, path)?;
            Ok(Attributes {
                size: disk.contents[content].0.len() as u64,
                is_file: true,
                read_only: false,
                links: 1 + disk.other_names,
                stamp: [0; 6],
            })
        })
    }
    fn read(&self, path: &Path, _: usize) -> io::Result<Vec<u8>> {
        self.step(|disk| Ok(disk.contents[Self::named(disk, path)?].0.clone()))
    }
    fn create_temporary(&self, directory: &Path, _: FileAccess) -> io::Result<Unnamed> {
        self.step(|disk| {
            let content = disk.contents.len();
            let path = directory.join(format!(".evenkeel-{content}"));
            disk.contents.push((Vec::new(), None));
            disk.names.insert(path.clone(), content);
            disk.pending.push((path.clone(), Some(content)));
            let disk = self.0.clone();
            Ok(Unnamed {
                disk,
                path,
                content,
            })
        })
    }
    fn adopt(&self, _: &mut Unnamed, _: &Path) -> io::Result<()> {
        self.step(|_| Ok(()))
    }
    fn write(&self, file: &mut Unnamed, bytes: &[u8]) -> io::Result<()> {
        self.step(|disk| {
            disk.contents[file.content].0.extend_from_slice(bytes);
            Ok(())
        })
    }
    fn sync(&self, file: &mut Unnamed) -> io::Result<()> {
        self.step(|disk| {
            let (memory, synced) = &mut disk.contents[file.content];
            *synced = Some(memory.clone());
            Ok(())
        })
    }
    fn replace(&self, file: Unnamed, path: &Path) -> io::Result<()> {
        self.step(|disk| {
            disk.names.remove(&file.path);
            disk.names.insert(path.to_owned(), file.content);
            disk.pending.push((path.to_owned(), Some(file.content)));
            disk.pending.push((file.path.clone(), None));
            Ok(())
        })
    }
    fn publish(&self, file: Unnamed, path: &Path) -> io::Result<()> {
        if self.0.borrow().names.contains_key(path) {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        self.replace(file, path)
    }
    fn sync_directory(&self, directory: &Path) -> io::Result<()> {
        self.step(|disk| {
            let pending = std::mem::take(&mut disk.pending);
            for (name, content) in pending {
                if name.parent() == Some(directory) {
                    point(&mut disk.synced, &name, content);
                } else {
                    disk.pending.push((name, content));
                }
            }
            Ok(())
        })
    }
    fn create_directory(&self, _: &Path) -> io::Result<()> {
        self.step(|_| Ok(()))
    }
    fn create_log(&self, path: &Path) -> io::Result<usize> {
        self.step(|disk| {
            if disk.names.contains_key(path) {
                return Err(io::ErrorKind::AlreadyExists.into());
            }
            let content = disk.contents.len();
            disk.contents.push((Vec::new(), None));
            disk.names.insert(path.to_owned(), content);
            disk.pending.push((path.to_owned(), Some(content)));
            Ok(content)
        })
    }
    fn open_log(&self, path: &Path) -> io::Result<Option<usize>> {
        self.step(|disk| Self::named(disk, path).map(Some))
    }
    fn append(&self, log: &mut usize, bytes: &[u8]) -> io::Result<()> {
        self.step(|disk| {
            disk.contents[*log].0.extend_from_slice(bytes);
            Ok(())
        })
    }
    fn sync_log(&self, log: &mut usize) -> io::Result<()> {
        self.step(|disk| {
            let (memory, synced) = &mut disk.contents[*log];
            *synced = Some(memory.clone());
            Ok(())
        })
    }
    fn stands(&self, log: &mut usize, path: &Path, bytes: &[u8]) -> bool {
        let disk = self.0.borrow();
        disk.names.get(path) == Some(log) && disk.contents[*log].0 == bytes
    }
    fn exchange(&self, file: &mut Unnamed, path: &Path) -> io::Result<bool> {
        self.step(|disk| {
            let there = Self::named(disk, path)?;
            let here = Self::named(disk, &file.path)?;
            if disk.is_plain {
                return Ok(false);
            }
            for (name, content) in [(path, here), (&*file.path, there)] {
                disk.names.insert(name.to_owned(), content);
                disk.pending.push((name.to_owned(), Some(content)));
            }
            file.content = there;
            Ok(true)
        })
    }
    fn read_exchanged(&self, file: &Unnamed, limit: usize) -> io::Result<Vec<u8>> {
        self.read(&file.path, limit)
    }
    fn abandon(&self, mut file: Unnamed) {
        file.content = usize::MAX;
    }
    fn rewrite(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let content = self.step(|disk| {
            let content = Self::named(disk, path)?;
            disk.contents[content] = (bytes.to_vec(), None);
            Ok(content)
        })?;
        self.step(|disk| {
            disk.contents[content].1 = Some(bytes.to_vec());
            Ok(())
        })
    }
    fn lock(&self, _: &Path) -> io::Result<Option<()>> {
        self.step(|_| Ok(Some(())))
    }
    fn list(&self, directory: &Path) -> io::Result<Vec<String>> {
        self.step(|disk| {
            let names = disk.names.keys();
            let here = names.filter(|name| name.parent() == Some(directory));
            let name = |path: &PathBuf| path.file_name()?.to_str().map(str::to_owned);
            Ok(here.filter_map(name).collect())
        })
    }
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step(|disk| {
            let content = Self::named(disk, from)?;
            for (name, content) in [(to, Some(content)), (from, None)] {
                point(&mut disk.names, name, content);
                disk.pending.push((name.to_owned(), content));
            }
            Ok(())
        })
    }
    fn remove(&self, path: &Path) -> io::Result<()> {
        self.step(|disk| {
            Self::named(disk, path)?;
            disk.names.remove(path);
            disk.pending.push((path.to_owned(), None));
            Ok(())
        })
    }
}
