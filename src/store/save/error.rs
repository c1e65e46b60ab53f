//! Why something was not saved, and the next step.

use std::io;
use std::path::{Path, PathBuf};

use super::saved::Saved;
use crate::model::words::worded;
use crate::store::render::Unfaithful;

/// Why a workspace was not saved.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum SaveError {
    /// The text would not read back as the workspace.
    #[error(transparent)]
    Unfaithful(#[from] Unfaithful),
    /// The file can only be written without its comments and its layout.
    #[error("{path} has to be written anew for this, without its comments and its layout")]
    Anew {
        /// The file.
        path: PathBuf,
    },
    /// Somebody else wrote something that cannot be read, and so cannot be merged.
    #[error("{path} was changed by somebody else and cannot be read now: {reason}")]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// Somebody else wrote the file each time it was to be saved.
    #[error("{path} is being written by somebody else all the time")]
    Contested {
        /// The file.
        path: PathBuf,
    },
    /// The file is gone.
    #[error("{path} is no longer there")]
    Missing {
        /// The file.
        path: PathBuf,
    },
    /// A folder or a device has taken the file's place.
    #[error("{path} is not a file any more")]
    NoFile {
        /// The path.
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
        saved: Box<Saved>,
        /// What the system said.
        reason: String,
    },
}

impl SaveError {
    /// The same of a file that people know by another name than it has now.
    #[must_use]
    pub fn about(mut self, called: &str) -> Self {
        if let Self::Failed { path, .. } = &mut self {
            *path = called.into();
        }
        self
    }

    /// The next step.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Unfaithful(_) => {
                "nothing was written; undo the last change there, or save under another name"
            }
            Self::Anew { .. } => worded(
                "nothing was written; {APP_SAVE} writes it so, {APP_PALETTE} save as leaves this file as it is",
            ),
            Self::Unreadable { .. } => {
                "nothing was written; your work is still here and merged when it can be read again"
            }
            Self::Contested { .. } => "nothing was written; it is tried again",
            Self::Missing { .. } => worded(
                "your work is still here; {APP_SAVE} writes the file again, {APP_PALETTE} save as another one",
            ),
            Self::NoFile { .. } => "your work is still here; save it under another name",
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
        "there is no such folder: save to another place"
    } else {
        "the file is as it was: save again, or to another place"
    }
}

/// A step that the system refused.
pub(super) fn failed(step: &'static str, path: &Path, error: &io::Error) -> SaveError {
    SaveError::Failed {
        step,
        path: path.into(),
        sort: error.kind(),
        reason: error.to_string(),
    }
}

/// As [`failed`]; a file that is not there is said to be missing.
pub(super) fn missing_or(step: &'static str, path: &Path, error: &io::Error) -> SaveError {
    if error.kind() == io::ErrorKind::NotFound {
        return SaveError::Missing { path: path.into() };
    }
    failed(step, path, error)
}
