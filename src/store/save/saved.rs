//! What is to be saved over a file, and what came of that.

use std::path::Path;

use super::super::fingerprint::Fingerprint;
use super::aside::AsideCopy;
use crate::model::Workspace;
use crate::store::known::KnownFile;

/// What is to be saved, and what is known of its file.
#[derive(Clone, Copy, Debug)]
pub struct Save<'a> {
    /// The file.
    pub path: &'a Path,
    /// What it is to say.
    pub workspace: &'a Workspace,
    /// What the file held when it was last seen.
    pub known: &'a KnownFile,
    /// What the workspace came from, if that is not what the file held when it was last seen.
    pub base: Option<&'a Workspace>,
    /// Whether what the file held when it was last seen is somebody else's, and was not merged without a
    /// question; then it is kept beside.
    pub contested: bool,
    /// The directory of our own state.
    pub state: Option<&'a Path>,
}

/// What a save did.
#[derive(Clone, Debug, PartialEq)]
pub struct Saved {
    /// What the file holds now.
    pub known: KnownFile,
    /// What somebody else had written; it is merged into what the file holds.
    pub theirs: Option<KnownFile>,
    /// Versions that are kept because they and what was saved differ at the same place.
    pub aside: Vec<AsideCopy>,
    /// What could not be promised, in words.
    pub remarks: Vec<&'static str>,
}

impl Saved {
    /// A file that holds nothing but what was to be saved.
    pub(super) fn whole(known: KnownFile) -> Self {
        Self {
            known,
            theirs: None,
            aside: Vec::new(),
            remarks: Vec::new(),
        }
    }
}

/// What a save makes of the text of a file.
#[derive(Clone, Copy, Debug)]
pub struct TextChange {
    /// What the file held before.
    pub from: Fingerprint,
    /// What it is to hold.
    pub to: Fingerprint,
    /// What of the state it holds then.
    pub holds: FileHolds,
}

/// What a file holds of a state that is saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileHolds {
    /// That state.
    State,
    /// What somebody else wrote, too.
    More,
}

/// What becomes of the comments and the layout of a file.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Layout {
    Stays,
    MayGo,
}
