//! Writing whole files: beside their place first, then into it.
//!
//! Owns the steps that every file we write goes through. Knows nothing of workspaces and merges.

use std::io;
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
    let temporary = prepared(files, path, Made::New(access), bytes)?;
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
    bytes: &[u8],
    access: FileAccess,
    over: bool,
) -> Result<(), SaveError> {
    match write_new(files, path, bytes, access) {
        Err(SaveError::Exists { .. }) if over => {
            let refused = |error: io::Error| failed("replace", path, &error);
            let folder = files.resolve(beside(path)).map_err(refused)?;
            let own = folder.join(path.file_name().unwrap_or_default());
            // A link that leads nowhere cannot be followed either.
            if !files.resolve(path).is_ok_and(|target| target == own) {
                return Err(refused(io::Error::other("it is a link")));
            }
            if !files.attributes(path).map_err(refused)?.is_file {
                return Err(refused(io::Error::other("it is no file")));
            }
            let temporary = prepared(files, path, Made::New(access), bytes)?;
            files.replace(temporary, path).map_err(refused)?;
        }
        done => done?,
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
    let refused = |error: io::Error| failed("write beside", target, &error);
    let directory = beside(target);
    let created = match made {
        Made::New(access) => files.create_temporary(directory, access),
        Made::Like => files
            .create_temporary(directory, FileAccess::Owner)
            .and_then(|mut file| files.adopt(&mut file, target).map(|()| file)),
    };
    let mut temporary = created.map_err(refused)?;
    files.write(&mut temporary, bytes).map_err(refused)?;
    files
        .sync(&mut temporary)
        .map_err(|error| failed("save", target, &error))?;
    Ok(temporary)
}

/// The folder of a file.
pub(in crate::store) fn beside(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if parent != Path::new("") => parent,
        _ => Path::new("."),
    }
}
