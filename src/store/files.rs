//! Every call to the file system, behind one trait.
//!
//! Owns what a file call may be. [`RealFiles`] is the only implementation outside tests; tests have
//! one that fails at a chosen call and one that loses power. Knows nothing of workspaces.

use std::fs::{self, OpenOptions, TryLockError};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use super::guard::room;

/// What the name of every file begins with that is written beside its place.
pub(super) const PREFIX: &str = ".evenkeel-";

/// The file calls that opening and saving are made of.
pub trait Files {
    /// A file that is being written and has no name yet that anybody waits for. Dropping it removes it.
    type Temporary;
    /// A file that grows at its end and is locked for whoever has it open, until that is dropped.
    type Log;
    /// A lock that is held until it is dropped, at the latest by the end of the process.
    type Lock;

    /// The path with every link followed; fails when nothing is there.
    fn resolve(&self, path: &Path) -> io::Result<PathBuf>;
    /// What is known of a file besides its bytes.
    fn attributes(&self, path: &Path) -> io::Result<Attributes>;
    /// The bytes of a file, at most `limit` and one more.
    fn read(&self, path: &Path, limit: usize) -> io::Result<Vec<u8>>;
    /// Whether a file has just these bytes; it is not held in memory for that.
    fn holds(&self, path: &Path, bytes: &[u8]) -> io::Result<bool> {
        Ok(self.read(path, bytes.len())? == bytes)
    }
    /// Creates a file of an unguessable name in a directory.
    fn create_temporary(&self, directory: &Path, access: FileAccess)
    -> io::Result<Self::Temporary>;
    /// Gives a file the owner, mode and extended attributes of another. What cannot be given is left
    /// out and never lets anybody in who was kept out before.
    fn adopt(&self, file: &mut Self::Temporary, like: &Path) -> io::Result<()>;
    /// Writes all bytes.
    fn write(&self, file: &mut Self::Temporary, bytes: &[u8]) -> io::Result<()>;
    /// Waits until the bytes are on the disk.
    fn sync(&self, file: &mut Self::Temporary) -> io::Result<()>;
    /// Puts the file in the place of another one, in one step.
    fn replace(&self, file: Self::Temporary, path: &Path) -> io::Result<()>;
    /// Lets the file and the one at a path trade places, in one step, so that nothing that was there is
    /// lost; false where the file system cannot do that. What came out is removed with the file.
    fn exchange(&self, file: &mut Self::Temporary, path: &Path) -> io::Result<bool>;
    /// The bytes that came out of an exchange, at most `limit` and one more.
    fn read_exchanged(&self, file: &Self::Temporary, limit: usize) -> io::Result<Vec<u8>>;
    /// Whether just these bytes came out of an exchange.
    fn exchanged_holds(&self, file: &Self::Temporary, bytes: &[u8]) -> io::Result<bool> {
        Ok(self.read_exchanged(file, bytes.len())? == bytes)
    }
    /// Leaves the file, or what came out of an exchange, under its temporary name.
    fn abandon(&self, file: Self::Temporary);
    /// Writes a file anew where it stands and waits until it is on the disk. What fails halfway leaves a
    /// part of it.
    fn rewrite(&self, path: &Path, bytes: &[u8]) -> io::Result<()>;
    /// Gives the file a name that must be free, in one step.
    fn publish(&self, file: Self::Temporary, path: &Path) -> io::Result<()>;
    /// Waits until the names in a directory are on the disk.
    fn sync_directory(&self, directory: &Path) -> io::Result<()>;
    /// Creates a directory and those above it, for their owner alone.
    fn create_directory(&self, directory: &Path) -> io::Result<()>;
    /// Creates and locks a log of a name that must be free, for its owner alone.
    fn create_log(&self, path: &Path) -> io::Result<Self::Log>;
    /// Opens and locks a log; none while somebody else has it open.
    fn open_log(&self, path: &Path) -> io::Result<Option<Self::Log>>;
    /// Writes all bytes at the end of a log.
    fn append(&self, log: &mut Self::Log, bytes: &[u8]) -> io::Result<()>;
    /// Waits until the bytes of a log are on the disk.
    fn sync_log(&self, log: &mut Self::Log) -> io::Result<()>;
    /// Whether a log with these bytes is what stands under its name; else whoever looks for it finds nothing, or
    /// something else.
    fn stands(&self, log: &mut Self::Log, path: &Path, bytes: &[u8]) -> bool;
    /// The names in a directory.
    fn list(&self, directory: &Path) -> io::Result<Vec<String>>;
    /// Gives a file another name in the same directory tree.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Locks a file of our own, which is created if need be; none while somebody else has it.
    fn lock(&self, path: &Path) -> io::Result<Option<Self::Lock>>;
    /// Takes a file away.
    fn remove(&self, path: &Path) -> io::Result<()>;
}

/// What is known of a file besides its bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attributes {
    /// How many bytes it has.
    pub size: u64,
    /// Whether it is a file, and no directory or device.
    pub is_file: bool,
    /// Whether nobody may write it.
    pub read_only: bool,
    /// How many names it has.
    pub links: u64,
    /// What changes when somebody writes or replaces it: its times and what the system knows it by.
    pub stamp: [i64; 6],
}

/// Who may read a file that is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileAccess {
    /// Its owner alone.
    Owner,
    /// Whoever may read new files of this user.
    Usual,
}

/// How much of a file is looked at at once.
const PART: usize = 256 * 1024;

/// Opens a file; what is none is neither waited for nor written.
fn opened(path: &Path, options: &mut OpenOptions) -> io::Result<fs::File> {
    // A pipe without anybody at its other end would be waited for.
    #[cfg(any(target_os = "linux", target_os = "macos"))]
    std::os::unix::fs::OpenOptionsExt::custom_flags(
        options,
        rustix::fs::OFlags::NONBLOCK.bits().cast_signed(),
    );
    let file = options.open(path)?;
    if file.metadata()?.is_file() {
        Ok(file)
    } else {
        Err(io::Error::other("it is not a file"))
    }
}

/// A file to be read, and its size.
fn read_from(path: &Path) -> io::Result<(fs::File, usize)> {
    let file = opened(path, OpenOptions::new().read(true))?;
    let size = file.metadata()?.len();
    Ok((file, usize::try_from(size).unwrap_or(usize::MAX)))
}

/// Locks a file; none while somebody else has it.
fn locked(file: fs::File) -> io::Result<Option<fs::File>> {
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(error)) => Err(error),
    }
}

/// Options of a file of our own, for its owner alone.
fn own() -> OpenOptions {
    let mut options = OpenOptions::new();
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// An error of the system without the name of a temporary file, which `tempfile` adds to it.
pub(super) fn nameless(error: io::Error) -> io::Error {
    let said = error.to_string();
    match said.split_once(" at path ") {
        Some((why, _)) => io::Error::new(error.kind(), why),
        None => error,
    }
}

/// A log that is written, with the stamp it had when it was written last.
#[derive(Debug)]
pub struct Log {
    file: fs::File,
    stamp: [i64; 4],
}

impl Log {
    /// A log that goes on from how a file stands now.
    pub fn of(file: fs::File) -> io::Result<Self> {
        let stamp = written(&file.metadata()?);
        Ok(Self { file, stamp })
    }
}

/// What the system knows a file by, and when it was written last.
fn written(metadata: &fs::Metadata) -> [i64; 4] {
    let [disk, number, seconds, rest, ..] = super::attributes::stamp(metadata);
    [disk, number, seconds, rest]
}

/// The file system of this machine.
#[derive(Clone, Copy, Debug, Default)]
pub struct RealFiles;

impl Files for RealFiles {
    type Temporary = tempfile::NamedTempFile;
    type Log = Log;
    type Lock = fs::File;

    fn resolve(&self, path: &Path) -> io::Result<PathBuf> {
        fs::canonicalize(path)
    }

    fn attributes(&self, path: &Path) -> io::Result<Attributes> {
        let metadata = fs::metadata(path)?;
        Ok(Attributes {
            size: metadata.len(),
            is_file: metadata.is_file(),
            read_only: metadata.permissions().readonly(),
            links: super::attributes::links(&metadata),
            stamp: super::attributes::stamp(&metadata),
        })
    }

    fn read(&self, path: &Path, limit: usize) -> io::Result<Vec<u8>> {
        let (file, size) = read_from(path)?;
        let mut bytes = Vec::with_capacity(room(size.min(limit) + 1));
        let limit = u64::try_from(limit).unwrap_or(u64::MAX);
        file.take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    fn holds(&self, path: &Path, bytes: &[u8]) -> io::Result<bool> {
        let (mut file, size) = read_from(path)?;
        let mut rest = bytes;
        let mut part = vec![0; PART.min(size + 1)];
        loop {
            let read = match file.read(&mut part) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                read => read?,
            };
            let there = part.get(..read).unwrap_or_default();
            match rest.strip_prefix(there) {
                Some(left) if read > 0 => rest = left,
                same => return Ok(same.is_some_and(<[u8]>::is_empty)),
            }
        }
    }

    fn create_temporary(
        &self,
        directory: &Path,
        access: FileAccess,
    ) -> io::Result<Self::Temporary> {
        let mut builder = tempfile::Builder::new();
        builder.prefix(PREFIX).rand_bytes(8);
        // `tempfile` opens with O_EXCL, and with mode 0600 unless told otherwise.
        #[cfg(unix)]
        if access == FileAccess::Usual {
            let usual = std::os::unix::fs::PermissionsExt::from_mode(0o666);
            let file = builder.permissions(usual).tempfile_in(directory);
            return file.map_err(nameless);
        }
        let _ = access;
        builder.tempfile_in(directory).map_err(nameless)
    }

    fn adopt(&self, file: &mut Self::Temporary, like: &Path) -> io::Result<()> {
        super::attributes::adopt(file.as_file(), like)
    }

    fn write(&self, file: &mut Self::Temporary, bytes: &[u8]) -> io::Result<()> {
        file.as_file_mut().write_all(bytes)
    }

    fn sync(&self, file: &mut Self::Temporary) -> io::Result<()> {
        file.as_file().sync_all()
    }

    fn replace(&self, file: Self::Temporary, path: &Path) -> io::Result<()> {
        file.persist(path).map(drop).map_err(|error| error.error)
    }

    #[cfg(any(target_os = "linux", target_os = "macos"))]
    fn exchange(&self, file: &mut Self::Temporary, path: &Path) -> io::Result<bool> {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        use rustix::io::Errno;

        match renameat_with(CWD, file.path(), CWD, path, RenameFlags::EXCHANGE) {
            Ok(()) => Ok(true),
            Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }

    #[cfg(not(any(target_os = "linux", target_os = "macos")))]
    fn exchange(&self, _: &mut Self::Temporary, _: &Path) -> io::Result<bool> {
        Ok(false)
    }

    fn read_exchanged(&self, file: &Self::Temporary, limit: usize) -> io::Result<Vec<u8>> {
        self.read(file.path(), limit)
    }

    fn exchanged_holds(&self, file: &Self::Temporary, bytes: &[u8]) -> io::Result<bool> {
        self.holds(file.path(), bytes)
    }

    fn abandon(&self, file: Self::Temporary) {
        // It keeps its name either way.
        let _ = file.keep();
    }

    fn rewrite(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let mut file = OpenOptions::new().write(true).truncate(true).open(path)?;
        file.write_all(bytes)?;
        file.sync_all()
    }

    fn publish(&self, file: Self::Temporary, path: &Path) -> io::Result<()> {
        file.persist_noclobber(path)
            .map(drop)
            .map_err(|error| error.error)
    }

    fn sync_directory(&self, directory: &Path) -> io::Result<()> {
        if cfg!(not(unix)) {
            return Ok(());
        }
        match OpenOptions::new().read(true).open(directory)?.sync_all() {
            // Some file systems have nothing to do here and say so.
            Err(error) if error.kind() == io::ErrorKind::InvalidInput => Ok(()),
            done => done,
        }
    }

    fn create_directory(&self, directory: &Path) -> io::Result<()> {
        let mut builder = fs::DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(directory)
    }

    fn create_log(&self, path: &Path) -> io::Result<Self::Log> {
        let file = own().append(true).create_new(true).open(path)?;
        file.try_lock()?;
        Log::of(file)
    }

    fn open_log(&self, path: &Path) -> io::Result<Option<Self::Log>> {
        let file = opened(path, OpenOptions::new().append(true))?;
        locked(file)?.map(Log::of).transpose()
    }

    fn lock(&self, path: &Path) -> io::Result<Option<Self::Lock>> {
        let mut options = own();
        let options = options.write(true).create(true).truncate(false);
        locked(opened(path, options)?)
    }

    fn append(&self, log: &mut Self::Log, bytes: &[u8]) -> io::Result<()> {
        log.file.write_all(bytes)
    }

    fn sync_log(&self, log: &mut Self::Log) -> io::Result<()> {
        log.file.sync_data()?;
        log.stamp = written(&log.file.metadata()?);
        Ok(())
    }

    fn stands(&self, log: &mut Self::Log, path: &Path, bytes: &[u8]) -> bool {
        let there = fs::metadata(path).map(|there| (written(&there), there.len()));
        let Ok((stamp @ [disk, number, ..], size)) = there else {
            return false;
        };
        let [own_disk, own_number, ..] = log.stamp;
        let is_another = cfg!(unix) && (disk, number) != (own_disk, own_number);
        if is_another || usize::try_from(size) != Ok(bytes.len()) {
            return false;
        }
        // Somebody wrote into it, or the file system rounds its times.
        let is_own = stamp == log.stamp || self.holds(path, bytes).is_ok_and(|is| is);
        log.stamp = stamp;
        is_own
    }

    fn list(&self, directory: &Path) -> io::Result<Vec<String>> {
        let name = |entry: io::Result<fs::DirEntry>| {
            entry.map(|entry| entry.file_name().into_string().ok())
        };
        let names: io::Result<Vec<Option<String>>> = fs::read_dir(directory)?.map(name).collect();
        Ok(names?.into_iter().flatten().collect())
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }
}
