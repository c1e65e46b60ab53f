//! Writing whole files: beside their place first, then into it.
//!
//! Owns the steps that every file we write goes through. Knows nothing of workspaces and merges.

use std::io::{self, BufWriter, Write};
use std::path::Path;

use super::error::{SaveError, failed};
use crate::store::files::{FileAccess, Files};

/// Writes the result of a merge over a file, whole or not at all. Only git asks for it: the file is one
/// that git made for the purpose, or whose versions it keeps.
pub fn overwrite<F: Files>(files: &F, target: &Path, bytes: &[u8]) -> Result<(), SaveError> {
    let temporary = prepared(files, target, Made::Like, bytes)?;
    files
        .replace(temporary, target)
        .map_err(|error| failed("replace", target, &error))?;
    files
        .sync_directory(beside(target))
        .map_err(|error| failed("confirm", target, &error))
}

/// Writes a new file whole; never over one that is there.
pub fn write_new<F: Files>(
    files: &F,
    path: &Path,
    bytes: &[u8],
    access: FileAccess,
) -> Result<(), SaveError> {
    publish(files, path, &mut |to| to.write_all(bytes), access)
}

fn publish<F: Files>(
    files: &F,
    path: &Path,
    fill: Fill<'_>,
    access: FileAccess,
) -> Result<(), SaveError> {
    let temporary = filled(files, path, Made::New(access), fill)?;
    files.publish(temporary, path).map_err(|error| {
        if error.kind() == io::ErrorKind::AlreadyExists {
            return SaveError::Exists { path: path.into() };
        }
        failed("create", path, &error)
    })
}

/// Writes a file for others, whole or not at all: over one that is there only if `over` says so, and
/// never over or through a link.
pub fn hand_out<F: Files>(
    files: &F,
    path: &Path,
    fill: Fill<'_>,
    access: FileAccess,
    over: bool,
) -> Result<(), SaveError> {
    let refused = |error: io::Error| failed("replace", path, &error);
    match files.resolve(path) {
        Ok(target) if over => {
            let folder = files.resolve(beside(path)).map_err(refused)?;
            if target != folder.join(path.file_name().unwrap_or_default()) {
                return Err(refused(io::Error::other("it is a link")));
            }
            if !files.attributes(path).map_err(refused)?.is_file {
                return Err(refused(io::Error::other("it is not a file")));
            }
            let temporary = filled(files, path, Made::New(access), fill)?;
            files.replace(temporary, path).map_err(refused)?;
        }
        Ok(_) => return Err(SaveError::Exists { path: path.into() }),
        Err(_) => match publish(files, path, fill, access) {
            // A link that leads nowhere cannot be followed either.
            Err(SaveError::Exists { .. }) if over => {
                return Err(refused(io::Error::other("it is a link")));
            }
            done => done?,
        },
    }
    files
        .sync_directory(beside(path))
        .map_err(|error| failed("confirm", path, &error))
}

/// Writes a small file of our own (state, not a workspace) whole or not at all.
pub(in crate::store) fn write_own<F: Files>(
    files: &F,
    path: &Path,
    bytes: &[u8],
) -> Result<(), SaveError> {
    let directory = beside(path);
    files
        .create_directory(directory)
        .map_err(|error| failed("create", directory, &error))?;
    let temporary = prepared(files, path, Made::New(FileAccess::Owner), bytes)?;
    files
        .replace(temporary, path)
        .map_err(|error| failed("write", path, &error))?;
    files
        .sync_directory(directory)
        .map_err(|error| failed("confirm", path, &error))
}

/// What a file that is being written starts from.
#[derive(Clone, Copy)]
pub(super) enum Made {
    /// The owner and mode of the file it will replace.
    Like,
    /// Nothing.
    New(FileAccess),
}

/// A temporary file beside the target: owner and mode first, then its bytes, which are on the disk then.
pub(super) fn prepared<F: Files>(
    files: &F,
    target: &Path,
    made: Made,
    bytes: &[u8],
) -> Result<F::Temporary, SaveError> {
    filled(files, target, made, &mut |to| to.write_all(bytes))
}

/// Writes the text of a file.
pub type Fill<'f> = &'f mut dyn FnMut(&mut dyn Write) -> io::Result<()>;

/// The same for a text that is made while it is written.
fn filled<F: Files>(
    files: &F,
    target: &Path,
    made: Made,
    fill: Fill<'_>,
) -> Result<F::Temporary, SaveError> {
    let refused = |error: io::Error| failed("write beside", target, &error);
    let directory = beside(target);
    let created = match made {
        Made::New(access) => files.create_temporary(directory, access),
        Made::Like => files
            .create_temporary(directory, FileAccess::Owner)
            .and_then(|mut file| files.adopt(&mut file, target).map(|()| file)),
    };
    let mut temporary = created.map_err(refused)?;
    let mut to = BufWriter::new(TemporaryWriter(files, &mut temporary));
    fill(&mut to).and_then(|()| to.flush()).map_err(refused)?;
    drop(to);
    files
        .sync(&mut temporary)
        .map_err(|error| failed("save", target, &error))?;
    Ok(temporary)
}

/// Writes into a temporary file.
struct TemporaryWriter<'f, F: Files>(&'f F, &'f mut F::Temporary);

impl<F: Files> Write for TemporaryWriter<'_, F> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(self.1, bytes)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The folder of a file.
pub(in crate::store) fn beside(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if parent != Path::new("") => parent,
        _ => Path::new("."),
    }
}
