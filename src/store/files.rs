//! Every call to the file system, behind one trait.
//!
//! Owns what a file call may be. [`RealFiles`] is the only implementation outside tests; tests have
//! one that fails at a chosen call and one that loses power. Knows nothing of workspaces.

use std::fs::{self, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

/// The file calls that opening and saving are made of.
pub trait Files {
    /// A file that is being written and has no name yet that anybody waits for. Dropping it removes it.
    type Temporary;

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
}
