//! Putting a text in the place of a file that somebody else may be writing at this moment.
//!
//! Owns the exchange, which shows what it took away, and the rule that nothing unseen is thrown away. Where a
//! file cannot be replaced (several names, a mount of its own, a folder nobody may write in) it is written
//! where it stands, after a whole copy is on the disk in the state directory; [`finish`] ends what was
//! interrupted.

use std::io;
use std::path::{Path, PathBuf};

use super::aside;
use super::error::{SaveError, failed, missing_or};
use super::write::{Made, prepared, write_own};
use crate::store::files::{Attributes, Files};
use crate::store::fingerprint::Fingerprint;
use crate::store::guard::SIZE_LIMIT;
use crate::store::places;

/// What came of putting a text in its place.
pub(super) enum Put {
    /// It is there; why it was written in place, if it was.
    Done(Option<&'static str>),
    /// Somebody else wrote meanwhile, and theirs is there.
    Overtaken,
}

/// A text on its way to its place.
pub(super) struct FilePlacing<'a, F> {
    pub(super) files: &'a F,
    pub(super) state: Option<&'a Path>,
    pub(super) target: &'a Path,
    /// What is known to stand there.
    pub(super) before: &'a [u8],
    /// What is to stand there.
    pub(super) bytes: &'a [u8],
}

impl<F: Files> FilePlacing<'_, F> {
    /// Puts the text in its place.
    pub(super) fn put(&self, attributes: &Attributes) -> Result<Put, SaveError> {
        let (files, target) = (self.files, self.target);
        if attributes.links > 1 {
            return self.in_place("in place, as it has several names");
        }
        let mut temporary = match prepared(files, target, Made::Like, self.bytes) {
            Err(SaveError::Failed { sort, .. }) if is_closed(sort) => {
                return self.in_place("in place, because its folder is read-only");
            }
            prepared => prepared?,
        };
        match files.exchange(&mut temporary, target) {
            Ok(true) => self.look(temporary),
            Ok(false) => {
                if !self.is_there()? {
                    return Ok(Put::Overtaken);
                }
                match files.replace(temporary, target) {
                    Err(error) if is_closed(error.kind()) => {
                        self.in_place("in place, as it cannot be replaced")
                    }
                    done => done
                        .map(|()| Put::Done(None))
                        .map_err(|error| missing_or("replace", target, &error)),
                }
            }
            Err(error) if is_closed(error.kind()) => {
                self.in_place("in place, as it cannot be replaced")
            }
            Err(error) => Err(missing_or("replace", target, &error)),
        }
    }

    /// Looks at what an exchange took away; what nobody has seen goes back.
    fn look(&self, mut temporary: F::Temporary) -> Result<Put, SaveError> {
        let (files, target) = (self.files, self.target);
        let came = files.exchanged_holds(&temporary, self.before);
        if came.as_ref().is_ok_and(|is_known| *is_known) {
            return Ok(Put::Done(None));
        }
        if let Err(error) = files.exchange(&mut temporary, target) {
            // What came out is only there now.
            files.abandon(temporary);
            return Err(failed("put back", target, &error));
        }
        match files.read_exchanged(&temporary, SIZE_LIMIT) {
            Ok(bytes) if bytes == self.bytes => {}
            // Even that was written over in between: it is somebody's work as well.
            Ok(bytes) => drop(aside::keep(
                files,
                self.state,
                target,
                aside::THEIRS,
                &bytes,
            )?),
            Err(_) => files.abandon(temporary),
        }
        match came {
            Ok(_) => Ok(Put::Overtaken),
            Err(error) => Err(failed("look at", target, &error)),
        }
    }

    /// Whether what is known to stand there still does.
    fn is_there(&self) -> Result<bool, SaveError> {
        let holds = self.files.holds(self.target, self.before);
        holds.map_err(|error| missing_or("read", self.target, &error))
    }

    /// Writes the file where it stands.
    fn in_place(&self, why: &'static str) -> Result<Put, SaveError> {
        let (files, target) = (self.files, self.target);
        let Some(state) = self.state else {
            let error = io::Error::other("there is no state directory to keep a copy in meanwhile");
            return Err(failed("write in place", target, &error));
        };
        let copy = copy(state, target);
        let mut held = header(self.before, self.bytes).into_bytes();
        held.extend_from_slice(self.bytes);
        write_own(files, &copy, &held)?;
        if !self.is_there()? {
            let _ = files.remove(&copy);
            return Ok(Put::Overtaken);
        }
        if let Err(error) = files.rewrite(target, self.bytes) {
            if files.rewrite(target, self.before).is_ok() {
                let _ = files.remove(&copy);
            }
            return Err(failed("write in place", target, &error));
        }
        // One that stays is found to be of no use any more.
        let _ = files.remove(&copy);
        Ok(Put::Done(Some(why)))
    }
}

/// Finishes a write in place that was interrupted; says so if there was one.
pub fn finish<F: Files>(
    files: &F,
    state: Option<&Path>,
    path: &Path,
) -> Result<Option<String>, SaveError> {
    let Some(state) = state else { return Ok(None) };
    let target = match files.resolve(path) {
        Ok(target) => target,
        Err(error) => return Err(missing_or("find", path, &error)),
    };
    let copy = copy(state, &target);
    let Ok(held) = files.read(&copy, SIZE_LIMIT + 1024) else {
        return Ok(None);
    };
    let end = held.iter().position(|byte| *byte == b'\n').unwrap_or(0);
    let (line, bytes) = held.split_at_checked(end + 1).unwrap_or_default();
    let there = files
        .read(&target, SIZE_LIMIT)
        .map_err(|error| missing_or("read", &target, &error))?;
    let said = if there == bytes || !String::from_utf8_lossy(line).ends_with(&checked(bytes)) {
        None
    } else if line == header(&there, bytes).as_bytes() || is_part(&there, bytes) {
        files
            .rewrite(&target, bytes)
            .map_err(|error| failed("write in place", &target, &error))?;
        Some("the last save was interrupted and is now finished".to_owned())
    } else {
        let copy = aside::keep(files, Some(state), &target, aside::OURS, bytes)?;
        let name = copy.path.display();
        Some(format!(
            "the last save was interrupted, and the file changed since: yours is kept in {name}"
        ))
    };
    let _ = files.remove(&copy);
    Ok(said)
}

/// Whether a file is what an interrupted write may have left: a part of it, with zeros where nothing came.
fn is_part(there: &[u8], bytes: &[u8]) -> bool {
    let mut pairs = there.iter().zip(bytes);
    there.len() <= bytes.len() && pairs.all(|(one, other)| one == other || *one == 0)
}

fn copy(state: &Path, target: &Path) -> PathBuf {
    state.join("copies").join(places::key(target))
}

fn header(before: &[u8], bytes: &[u8]) -> String {
    format!(
        "evenkeel copy {}{}",
        Fingerprint::of(before),
        checked(bytes)
    )
}

fn checked(bytes: &[u8]) -> String {
    format!(" {}\n", Fingerprint::of(bytes))
}

/// Whether a failure means that the place is closed to new files while the file itself may be open.
fn is_closed(sort: io::ErrorKind) -> bool {
    use io::ErrorKind as Sort;
    matches!(
        sort,
        Sort::PermissionDenied
            | Sort::ReadOnlyFilesystem
            | Sort::ResourceBusy
            | Sort::CrossesDevices
    )
}
