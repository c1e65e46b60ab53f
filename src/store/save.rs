//! Saving: the one place that may write a workspace file.
//!
//! Owns the order of the steps. At every moment the path names a whole version, the old or the new
//! one, and success is only reported once bytes and name are on the disk. Saves of several evenkeels
//! take turns ([`turn`]). What stands in the file is read first; what somebody else wrote is merged
//! ([`meeting`]), and what is written takes the file's place only while that still stands there
//! ([`place`]). What cannot be merged without a question is kept beside ([`aside`]).

pub mod aside;
pub(super) mod error;
mod leftover;
mod meeting;
mod place;
mod saved;
mod turn;
pub(super) mod write;

use std::path::{Path, PathBuf};

use super::files::{FileAccess, Files};
use super::fingerprint::Fingerprint;
use super::guard::SIZE_LIMIT;
use super::known::KnownFile;
use super::render::rendered;
use crate::model::Workspace;
use aside::AsideCopy;
pub use error::SaveError;
use error::missing_or;
pub use leftover::sweep;
use meeting::meet;
pub use place::finish;
use place::{FilePlacing, Put};
use saved::Layout;
pub use saved::{FileHolds, Save, Saved, TextChange};
use write::beside;
pub use write::{Fill, hand_out, overwrite, write_new};

/// How often a save begins anew because somebody else was faster.
const TRIES: usize = 5;

/// Saves a workspace over the file it came from, merged with what others wrote there.
pub fn save<F: Files>(files: &F, save: &Save<'_>) -> Result<Saved, SaveError> {
    save_announced(files, save, |_| {})
}

/// As [`save`]; says what the file is going to hold before each try to replace it, so that whoever keeps a
/// journal recognizes it after a crash.
pub fn save_announced<F: Files>(
    files: &F,
    save: &Save<'_>,
    announce: impl FnMut(TextChange),
) -> Result<Saved, SaveError> {
    saved_as(files, save, Layout::Stays, announce)
}

/// As [`save_announced`], even if the comments and the layout of the file get lost, as in [`SaveError::Anew`].
pub fn save_anew<F: Files>(
    files: &F,
    save: &Save<'_>,
    announce: impl FnMut(TextChange),
) -> Result<Saved, SaveError> {
    saved_as(files, save, Layout::MayGo, announce)
}

fn saved_as<F: Files>(
    files: &F,
    save: &Save<'_>,
    layout: Layout,
    mut announce: impl FnMut(TextChange),
) -> Result<Saved, SaveError> {
    let target = files
        .resolve(save.path)
        .map_err(|error| missing_or("find", save.path, &error))?;
    let turn = turn::take(files, save.state, &target);
    finish(files, save.state, &target)?;
    let mut aside = Vec::new();
    for _ in 0..TRIES {
        if let Some(mut saved) = attempt(files, save, layout, &target, &mut aside, &mut announce)? {
            saved.remarks.extend(turn.remark);
            return confirm(files, &target, saved);
        }
    }
    Err(SaveError::Contested { path: target })
}

/// Saves what stands in the file and what is to be saved; none when somebody else was faster.
fn attempt<F: Files>(
    files: &F,
    save: &Save<'_>,
    layout: Layout,
    target: &Path,
    aside: &mut Vec<AsideCopy>,
    announce: &mut impl FnMut(TextChange),
) -> Result<Option<Saved>, SaveError> {
    let attributes = files
        .attributes(target)
        .map_err(|error| missing_or("look at", target, &error))?;
    if !attributes.is_file {
        return Err(SaveError::NoFile {
            path: target.into(),
        });
    }
    if attributes.read_only {
        return Err(SaveError::ReadOnly {
            path: target.into(),
        });
    }
    let refused = |error| missing_or("read", target, &error);
    // What is known already is not held twice.
    let theirs = if files.holds(target, save.known.bytes()).map_err(refused)? {
        None
    } else {
        let read = files.read(target, SIZE_LIMIT).map_err(refused)?;
        (read != save.known.bytes()).then_some(read)
    };
    let theirs = theirs.as_deref();
    let before = theirs.unwrap_or_else(|| save.known.bytes());
    let met = meet(save, layout, target, theirs)?;
    let overruled = [
        save.contested.then_some(save.known.bytes()),
        met.clashes.then_some(before),
    ];
    for bytes in overruled.into_iter().flatten() {
        let version = aside::keep(files, save.state, target, aside::THEIRS, bytes)?;
        if !aside.contains(&version) {
            aside.push(version);
        }
    }
    let bytes = met.known.bytes();
    let is_merged = met.theirs.is_some() || save.base.is_some();
    let holds = if is_merged && met.known.workspace != *save.workspace {
        FileHolds::More
    } else {
        FileHolds::State
    };
    announce(TextChange {
        from: theirs.map_or_else(|| save.known.fingerprint(), Fingerprint::of),
        to: met.known.fingerprint(),
        holds,
    });
    let mut remarks = Vec::new();
    // A file that is as we know it needs no writing; one that came to be the same is written all
    // the same, as nobody knows whether it is on the disk yet.
    if met.theirs.is_some() || before != bytes {
        let placing = FilePlacing {
            files,
            state: save.state,
            target,
            before,
            bytes,
        };
        match placing.put(&attributes)? {
            Put::Done(why) => remarks.extend(why),
            Put::Overtaken => return Ok(None),
        }
    }
    Ok(Some(Saved {
        known: met.known.after(save.known, met.theirs.as_ref()),
        theirs: met.theirs,
        aside: std::mem::take(aside),
        remarks,
    }))
}

/// Saves a workspace again where its file is gone; never over one that came back.
pub fn again<F: Files>(files: &F, save: &Save<'_>) -> Result<Saved, SaveError> {
    let met = meet(save, Layout::MayGo, save.path, None)?;
    write_new(files, save.path, met.known.bytes(), FileAccess::Usual)?;
    confirm(files, save.path, Saved::whole(met.known))
}

/// Keeps what is to be saved beside a file that cannot be written or read.
pub fn set_aside<F: Files>(files: &F, save: &Save<'_>) -> Result<AsideCopy, SaveError> {
    let met = meet(save, Layout::MayGo, save.path, None)?;
    let bytes = met.known.bytes();
    aside::keep(files, save.state, save.path, aside::OURS, bytes)
}

/// Saves a workspace as a new file; never over one that is there. `base` is the text of the file it
/// came from, whose comments and unknown parts go along.
pub fn create<F: Files>(
    files: &F,
    path: &Path,
    workspace: &Workspace,
    base: Option<&str>,
) -> Result<Saved, SaveError> {
    let known = KnownFile::written(rendered(workspace, base)?, workspace.clone());
    write_new(files, path, known.bytes(), FileAccess::Usual)?;
    confirm(files, path, Saved::whole(known))
}

/// Waits for the name to be on the disk; only then is a file saved.
fn confirm<F: Files>(files: &F, target: &Path, saved: Saved) -> Result<Saved, SaveError> {
    match files.sync_directory(beside(target)) {
        Ok(()) => Ok(saved),
        Err(error) => Err(SaveError::Unconfirmed {
            path: PathBuf::from(target),
            saved: Box::new(saved),
            reason: error.to_string(),
        }),
    }
}
