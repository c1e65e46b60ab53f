//! Saving: the one place that may write a workspace file.
//!
//! Owns the order of the steps. At every moment the path names a whole version, the old or the new
//! one, and success is only reported once bytes and name are on the disk. Steps still to come fit
//! between these: the lock (before the current file is read), the merge (where [`SaveError::Changed`]
//! is given) and the exchange (where the file is replaced).

use std::io;
use std::path::{Path, PathBuf};

use super::files::{Access, Files};
use super::fingerprint::Fingerprint;
use super::guard::{self, SIZE_LIMIT};
use super::render::{Unfaithful, difference, render};
use super::unfinished;
use crate::model::Workspace;

/// Why a workspace was not saved.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SaveError {
    /// The text would not read back as the workspace.
    #[error(transparent)]
    Unfaithful(#[from] Unfaithful),
    /// Somebody else wrote the file.
    #[error("{path} was changed by somebody else since it was opened")]
    Changed {
        /// The file.
        path: PathBuf,
    },
    /// The file is gone.
    #[error("{path} is no longer there")]
    Missing {
        /// The file.
        path: PathBuf,
    },
    /// A new file was asked for where one is.
    #[error("{path} is already there")]
    Exists {
        /// The file.
        path: PathBuf,
    },
    /// The file is marked as read-only.
    #[error("{path} is read-only")]
    ReadOnly {
        /// The file.
        path: PathBuf,
    },
    /// The system refused a step; the file is as it was.
    #[error("cannot {step} {path}: {reason}")]
    Failed {
        /// What was being done.
        step: &'static str,
        /// The file or directory.
        path: PathBuf,
        /// The sort of failure.
        sort: io::ErrorKind,
        /// What the system said.
        reason: String,
    },
    /// The new version is in place, but a power cut could still bring back the old one.
    #[error("{path} was written, but the disk did not confirm it: {reason}")]
    Unconfirmed {
        /// The file.
        path: PathBuf,
        /// What was written; the next save begins from it.
        fingerprint: Fingerprint,
        /// What the system said.
        reason: String,
    },
}

impl SaveError {
    /// The next step.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Unfaithful(_) => {
                "nothing was written; undo the last change there, or save under another name"
            }
            Self::Changed { .. } => "nothing was written; save under another name, then compare",
            Self::Missing { .. } => "it was moved or deleted; save it under a name",
            Self::Exists { .. } => "choose another name, or open that file",
            Self::ReadOnly { .. } => "allow writing to it, or save under another name",
            Self::Failed { sort, .. } => after(*sort),
            Self::Unconfirmed { .. } => "save again; if that fails too, save to another disk",
        }
    }
}

/// The next step after the system refused something.
fn after(sort: io::ErrorKind) -> &'static str {
    use io::ErrorKind as Sort;
    if matches!(sort, Sort::StorageFull | Sort::QuotaExceeded) {
        "the disk is full: free some space, then save again"
    } else if sort == Sort::PermissionDenied {
        "you may not write there: save under another name"
    } else if sort == Sort::ReadOnlyFilesystem {
        "the disk is read-only: save to another place"
    } else if sort == Sort::NotFound {
        "the folder is gone: save to another place"
    } else {
        "the file is as it was: save again, or to another place"
    }
}

/// Saves a workspace over the file it came from, if that still is what `known` was taken of.
pub fn save<F: Files>(
    files: &F,
    path: &Path,
    workspace: &Workspace,
    known: Fingerprint,
) -> Result<Fingerprint, SaveError> {
    save_announced(files, path, workspace, known, |_| ())
}

/// As [`save`]; says what the file will hold before it does, so that a journal can know it again.
pub fn save_announced<F: Files>(
    files: &F,
    path: &Path,
    workspace: &Workspace,
    known: Fingerprint,
    announce: impl FnOnce(Fingerprint),
) -> Result<Fingerprint, SaveError> {
    // The lock of a later version is taken here.
    let target = files.resolve(path).map_err(|error| {
        if error.kind() == io::ErrorKind::NotFound {
            return SaveError::Missing { path: path.into() };
        }
        failed("find", path, &error)
    })?;
    let attributes = files
        .attributes(&target)
        .map_err(|error| failed("look at", &target, &error))?;
    if attributes.read_only {
        return Err(SaveError::ReadOnly { path: target });
    }
    let bytes = files
        .read(&target, SIZE_LIMIT)
        .map_err(|error| failed("read", &target, &error))?;
    let changed = || SaveError::Changed {
        path: target.clone(),
    };
    let base = guard::decode(&bytes).map_err(|_| changed())?;
    let found = Fingerprint::of(&bytes);
    if found != known && !says(base, workspace) {
        return Err(changed());
    }
    let ground = unfinished::ground(base);
    let text = render(workspace, Some(ground.as_deref().unwrap_or(base)))?;
    announce(Fingerprint::of(text.as_bytes()));
    // A file that is as we know it needs no writing; one that came to be the same is written all
    // the same, as nobody knows whether it is on the disk yet.
    if found == known && text == base {
        return confirm(files, &target, found);
    }
    overwrite(files, &target, text.as_bytes())
}

/// Writes the result of a merge over a file, whole or not at all. Only git asks for it: the file is one
/// that git made for the purpose, or whose versions it keeps.
pub fn overwrite<F: Files>(
    files: &F,
    target: &Path,
    bytes: &[u8],
) -> Result<Fingerprint, SaveError> {
    let mut temporary = prepared(files, target, Made::Like, bytes)?;
    files
        .sync(&mut temporary)
        .map_err(|error| failed("save", target, &error))?;
    files
        .replace(temporary, target)
        .map_err(|error| failed("replace", target, &error))?;
    confirm(files, target, Fingerprint::of(bytes))
}

/// Saves a workspace as a new file; never over one that is there. `base` is the text of the file it
/// came from, whose comments and unknown parts go along.
pub fn create<F: Files>(
    files: &F,
    path: &Path,
    workspace: &Workspace,
    base: Option<&str>,
) -> Result<Fingerprint, SaveError> {
    let text = render(workspace, base)?;
    write_new(files, path, text.as_bytes(), Access::Usual)?;
    confirm(files, path, Fingerprint::of(text.as_bytes()))
}

/// Writes a new file whole; never over one that is there.
pub fn write_new<F: Files>(
    files: &F,
    path: &Path,
    bytes: &[u8],
    access: Access,
) -> Result<(), SaveError> {
    let mut temporary = prepared(files, path, Made::New(access), bytes)?;
    files
        .sync(&mut temporary)
        .map_err(|error| failed("save", path, &error))?;
    files.publish(temporary, path).map_err(|error| {
        if error.kind() == io::ErrorKind::AlreadyExists {
            return SaveError::Exists { path: path.into() };
        }
        failed("create", path, &error)
    })
}

/// Writes a small file of our own (state, not a workspace) whole or not at all.
pub(super) fn write_small<F: Files>(files: &F, path: &Path, bytes: &[u8]) -> Result<(), SaveError> {
    let directory = beside(path);
    files
        .create_directory(directory)
        .map_err(|error| failed("create", directory, &error))?;
    let mut temporary = prepared(files, path, Made::New(Access::Owner), bytes)?;
    files
        .sync(&mut temporary)
        .and_then(|()| files.replace(temporary, path))
        .map_err(|error| failed("write", path, &error))?;
    confirm(files, path, Fingerprint::of(bytes)).map(drop)
}

/// What a file that is being written starts from.
#[derive(Clone, Copy)]
enum Made {
    /// The owner and mode of the file it will replace.
    Like,
    /// Nothing.
    New(Access),
}

/// A temporary file beside the target: owner and mode first, then its bytes.
fn prepared<F: Files>(
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
            .create_temporary(directory, Access::Owner)
            .and_then(|mut file| files.adopt(&mut file, target).map(|()| file)),
    };
    let mut temporary = created.map_err(refused)?;
    files.write(&mut temporary, bytes).map_err(refused)?;
    Ok(temporary)
}

/// Waits for the name to be on the disk; only then is a file saved.
fn confirm<F: Files>(
    files: &F,
    target: &Path,
    fingerprint: Fingerprint,
) -> Result<Fingerprint, SaveError> {
    match files.sync_directory(beside(target)) {
        Ok(()) => Ok(fingerprint),
        Err(error) => Err(SaveError::Unconfirmed {
            path: target.into(),
            fingerprint,
            reason: error.to_string(),
        }),
    }
}

/// Whether a text already says what the workspace says, as after a save that was not confirmed.
fn says(text: &str, workspace: &Workspace) -> bool {
    let kinds: Vec<_> = workspace.kinds().collect();
    super::parse_with(&kinds, text).is_ok_and(|(read, _)| difference(workspace, &read).is_none())
}

pub(super) fn beside(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if parent != Path::new("") => parent,
        _ => Path::new("."),
    }
}

fn failed(step: &'static str, path: &Path, error: &io::Error) -> SaveError {
    SaveError::Failed {
        step,
        path: path.into(),
        sort: error.kind(),
        reason: error.to_string(),
    }
}
