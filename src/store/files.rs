//! Every call to the file system, behind one trait.
//!
//! Owns what a file call may be. [`RealFiles`] is the only implementation outside tests; tests have
//! one that fails at a chosen call and one that loses power. Knows nothing of workspaces.

use std::fs::{self, OpenOptions, TryLockError};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

/// The file calls that opening and saving are made of.
pub trait Files {
    /// A file that is being written and has no name yet that anybody waits for. Dropping it removes it.
    type Temporary;
    /// A file that grows at its end and is locked for whoever has it open, until that is dropped.
    type Log;

    /// The path with every link followed; fails when nothing is there.
    fn resolve(&self, path: &Path) -> io::Result<PathBuf>;
    /// What is known of a file besides its bytes.
    fn attributes(&self, path: &Path) -> io::Result<Attributes>;
    /// The bytes of a file, at most `limit` and one more.
    fn read(&self, path: &Path, limit: usize) -> io::Result<Vec<u8>>;
    /// Creates a file of an unguessable name in a directory.
    fn create_temporary(&self, directory: &Path, access: Access) -> io::Result<Self::Temporary>;
    /// Gives a file the owner, mode and extended attributes of another. What cannot be given is left
    /// out and never lets anybody in who was kept out before.
    fn adopt(&self, file: &mut Self::Temporary, like: &Path) -> io::Result<()>;
    /// Writes all bytes.
    fn write(&self, file: &mut Self::Temporary, bytes: &[u8]) -> io::Result<()>;
    /// Waits until the bytes are on the disk.
    fn sync(&self, file: &mut Self::Temporary) -> io::Result<()>;
    /// Puts the file in the place of another one, in one step.
    fn replace(&self, file: Self::Temporary, path: &Path) -> io::Result<()>;
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
    /// The names in a directory.
    fn list(&self, directory: &Path) -> io::Result<Vec<String>>;
    /// Gives a file another name in the same directory tree.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
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
}

/// Who may read a file that is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Its owner alone.
    Owner,
    /// Whoever may read new files of this user.
    Usual,
}

/// The file system of this machine.
#[derive(Clone, Copy, Debug, Default)]
pub struct RealFiles;

impl Files for RealFiles {
    type Temporary = tempfile::NamedTempFile;
    type Log = fs::File;

    fn resolve(&self, path: &Path) -> io::Result<PathBuf> {
        fs::canonicalize(path)
    }

    fn attributes(&self, path: &Path) -> io::Result<Attributes> {
        let metadata = fs::metadata(path)?;
        Ok(Attributes {
            size: metadata.len(),
            is_file: metadata.is_file(),
            read_only: metadata.permissions().readonly(),
        })
    }

    fn read(&self, path: &Path, limit: usize) -> io::Result<Vec<u8>> {
        let file = fs::File::open(path)?;
        let size = usize::try_from(file.metadata()?.len()).unwrap_or(usize::MAX);
        let mut bytes = Vec::with_capacity(size.min(limit) + 1);
        let limit = u64::try_from(limit).unwrap_or(u64::MAX);
        file.take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    fn create_temporary(&self, directory: &Path, access: Access) -> io::Result<Self::Temporary> {
        let mut builder = tempfile::Builder::new();
        builder.prefix(".evenkeel-").rand_bytes(8);
        // `tempfile` opens with O_EXCL, and with mode 0600 unless told otherwise.
        #[cfg(unix)]
        if access == Access::Usual {
            let usual = std::os::unix::fs::PermissionsExt::from_mode(0o666);
            return builder.permissions(usual).tempfile_in(directory);
        }
        let _ = access;
        builder.tempfile_in(directory)
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
        let mut options = OpenOptions::new();
        options.append(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let log = options.open(path)?;
        log.try_lock()?;
        Ok(log)
    }

    fn open_log(&self, path: &Path) -> io::Result<Option<Self::Log>> {
        let log = OpenOptions::new().append(true).open(path)?;
        match log.try_lock() {
            Ok(()) => Ok(Some(log)),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(error),
        }
    }

    fn append(&self, log: &mut Self::Log, bytes: &[u8]) -> io::Result<()> {
        log.write_all(bytes)
    }

    fn sync_log(&self, log: &mut Self::Log) -> io::Result<()> {
        log.sync_data()
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
