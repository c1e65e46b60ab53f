//! Workspace files: opening, saving, and nothing else that touches the file system.
//!
//! Owns the file form ([`mod@format`]), what is said about bad files, and the promise that a save keeps
//! every byte it had no reason to change. What is not understood is reported and kept. Knows no
//! screen and no score; of time, randomness and environment it knows what it is given.
//!
//! Reading: [`guard`] → [`layout`] over [`lex`] → [`load`], field by field with [`value`]. What a text says and where
//! everything stands in it stays [`known`], so that a save reads nothing again but what it wrote.
//! Beside the file: [`journal`] has every edit at once, [`backups`] the versions before.
//! Writing: [`mod@render`] patches the old text, reads back what changed and compares; [`mod@save`] puts it on the disk.
//! Beside others: [`mod@save`] merges with what they wrote, [`presence`] says which boards are open on a file.
//! Merging: [`merge`] joins the texts of two people; [`unfinished`] takes a text with conflict markers apart.

mod attributes;
pub mod backups;
mod check;
mod fault;
pub mod files;
mod fingerprint;
pub mod folder;
pub mod format;
mod guard;
pub mod journal;
mod known;
mod layout;
mod lex;
mod load;
pub mod merge;
mod patch;
pub mod places;
mod presence;
mod render;
mod save;
mod scratch;
mod tidy;
mod unfinished;
mod value;

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub use fault::{LoadError, Refusal};
use files::Attributes;
pub use files::{FileAccess, Files, RealFiles};
pub use fingerprint::Fingerprint;
pub use format::canonical;
pub use guard::SIZE_LIMIT;
pub use known::KnownFile;
pub use load::{parse, parse_bytes, parse_with};
pub use presence::Presence;
pub use render::{Unfaithful, render};
pub use save::aside;
pub use save::{
    FileHolds, Fill, Save, SaveError, Saved, TextChange, again, create, finish, hand_out,
    overwrite, save, save_anew, save_announced, set_aside, sweep, write_new,
};
pub use scratch::Scratch;
pub use unfinished::Unfinished;

use crate::model::Workspace;
use crate::model::text::Problem;

/// A file that was opened.
#[derive(Debug)]
pub struct OpenedFile {
    /// What it says.
    pub workspace: Workspace,
    /// What is wrong with it, in the order of the file.
    pub problems: Vec<Problem>,
    /// What it held, for the next save.
    pub known: KnownFile,
    /// The file itself, with every link followed.
    pub path: PathBuf,
    /// Whether it is marked as read-only.
    pub read_only: bool,
}

/// What is known of a file that holds these bytes, if they can be read as a workspace.
pub fn look(bytes: Vec<u8>) -> Result<KnownFile, LoadError> {
    let bytes = Arc::new(bytes);
    let read = ReadFile::of(&bytes)?;
    Ok(KnownFile::holding(bytes, read.workspace).laid_out(read.layout))
}

/// Opens a workspace file.
pub fn open<F: Files>(files: &F, path: &Path) -> Result<OpenedFile, LoadError> {
    let (path, attributes, bytes) = whole(files, path, path)?;
    let bytes = Arc::new(bytes);
    let read = ReadFile::of(&bytes)?;
    Ok(read.opened(path, attributes, bytes))
}

/// Opens a workspace file to work on, even if a merge was left unfinished in it.
pub fn resume<F: Files>(
    files: &F,
    path: &Path,
) -> Result<(OpenedFile, Option<Unfinished>), LoadError> {
    let (path, attributes, bytes) = whole(files, path, path)?;
    let bytes = Arc::new(bytes);
    let (read, unfinished) = match ReadFile::of(&bytes) {
        Ok(read) => (read, None),
        Err(error) => {
            let text = guard::decode(&bytes)?;
            let (workspace, problems, unfinished) = unfinished::open(text).ok_or(error)?;
            let read = ReadFile {
                workspace,
                problems,
                layout: None,
            };
            (read, Some(unfinished))
        }
    };
    Ok((read.opened(path, attributes, bytes), unfinished))
}

/// What was read of a file.
struct ReadFile {
    workspace: Workspace,
    problems: Vec<Problem>,
    layout: Option<Arc<layout::BracketBlock>>,
}

impl ReadFile {
    fn of(bytes: &Arc<Vec<u8>>) -> Result<Self, LoadError> {
        let reading = load::read_lasting(bytes)?;
        Ok(Self {
            layout: reading.known_layout(),
            workspace: reading.workspace,
            problems: reading.problems,
        })
    }

    fn opened(self, path: PathBuf, attributes: Attributes, bytes: Arc<Vec<u8>>) -> OpenedFile {
        OpenedFile {
            known: KnownFile::holding(bytes, self.workspace.clone()).laid_out(self.layout),
            workspace: self.workspace,
            problems: self.problems,
            path,
            read_only: attributes.read_only,
        }
    }
}

/// The bytes of a file to import, of at most [`SIZE_LIMIT`].
pub fn read<F: Files>(files: &F, path: &Path) -> Result<Vec<u8>, LoadError> {
    read_as(files, path, path)
}

/// As [`read`], of a file that people know by another name than it has now.
pub fn read_as<F: Files>(files: &F, path: &Path, called: &Path) -> Result<Vec<u8>, LoadError> {
    whole(files, path, called).map(|(_, _, bytes)| bytes)
}

/// The text of a workspace file as it stands, comments and all, or the side of an unfinished merge that is
/// written on; none when it cannot be read.
pub fn text<F: Files>(files: &F, path: &Path) -> Option<String> {
    let bytes = read(files, path).ok()?;
    let text = String::from_utf8(bytes).ok()?;
    Some(unfinished::template(&text).unwrap_or(text))
}

/// Whether a file can be written, itself or by another one in its place.
pub fn can_write(path: &Path) -> bool {
    attributes::can_write(path) || attributes::can_write(save::write::beside(path))
}

/// A file with every link followed, what is known of it, and its bytes; errors name it as it is called.
fn whole<F: Files>(
    files: &F,
    path: &Path,
    called: &Path,
) -> Result<(PathBuf, Attributes, Vec<u8>), LoadError> {
    let unreadable = |error: io::Error| LoadError::unreadable(called, &error);
    let target = files.resolve(path).map_err(unreadable)?;
    let attributes = files.attributes(&target).map_err(unreadable)?;
    if !attributes.is_file {
        return Err(LoadError::whole(
            Refusal::Unreadable,
            format!("{} is not a file", called.display()),
            "give the name of a file",
        ));
    }
    guard::check_size(usize::try_from(attributes.size).unwrap_or(usize::MAX))?;
    let bytes = files.read(&target, SIZE_LIMIT).map_err(unreadable)?;
    guard::check_size(bytes.len())?;
    Ok((target, attributes, bytes))
}
