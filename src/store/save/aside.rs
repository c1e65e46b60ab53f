//! Versions that are kept beside a file because they could not be merged into it without a question.
//!
//! Owns their names (`shop.theirs-1.ron`), and which other names are copies that a sync client made of a
//! conflict. A version is never written over anything.

use std::io;
use std::path::{Path, PathBuf};

use super::error::{SaveError, failed};
use super::write::{beside, write_new};
use crate::store::files::{FileAccess, Files};
use crate::store::fingerprint::Fingerprint;
use crate::store::guard::SIZE_LIMIT;
use crate::store::places;

/// What somebody else wrote.
pub(super) const THEIRS: &str = "theirs";
/// What was written here.
pub const OURS: &str = "ours";
/// How many versions may lie beside a file.
const MOST: usize = 1000;

/// A version that is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AsideCopy {
    /// Where.
    pub path: PathBuf,
    fingerprint: Fingerprint,
}

impl AsideCopy {
    /// Takes it away when it is of no use any more, unless somebody changed it.
    pub fn discard<F: Files>(&self, files: &F) {
        let held = files.read(&self.path, SIZE_LIMIT);
        if held.is_ok_and(|bytes| Fingerprint::of(&bytes) == self.fingerprint) {
            // It may stay as well.
            let _ = files.remove(&self.path);
        }
    }
}

/// Keeps a version beside a file, or in the state directory where the folder cannot be written in.
pub fn keep<F: Files>(
    files: &F,
    state: Option<&Path>,
    target: &Path,
    whose: &str,
    bytes: &[u8],
) -> Result<AsideCopy, SaveError> {
    let copy = keep_in(files, beside(target), target, whose, bytes);
    match (copy, state) {
        (Err(SaveError::Failed { .. }), Some(state)) => {
            let folder = state.join("kept").join(places::key(target));
            files
                .create_directory(&folder)
                .map_err(|error| failed("create", &folder, &error))?;
            keep_in(files, &folder, target, whose, bytes)
        }
        (copy, _) => copy,
    }
}

fn keep_in<F: Files>(
    files: &F,
    folder: &Path,
    target: &Path,
    whose: &str,
    bytes: &[u8],
) -> Result<AsideCopy, SaveError> {
    let text = |part: Option<&std::ffi::OsStr>| part.unwrap_or_default().to_os_string();
    for number in 1..=MOST {
        let mut name = text(target.file_stem());
        name.push(format!(".{whose}-{number}."));
        name.push(text(target.extension()));
        let path = folder.join(name);
        let fingerprint = Fingerprint::of(bytes);
        match files.read(&path, SIZE_LIMIT) {
            // The same version was kept before.
            Ok(there) if there == bytes => return Ok(AsideCopy { path, fingerprint }),
            Ok(_) => {}
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                match write_new(files, &path, bytes, FileAccess::Owner) {
                    Ok(()) => {
                        files
                            .sync_directory(folder)
                            .map_err(|error| failed("confirm", &path, &error))?;
                        return Ok(AsideCopy { path, fingerprint });
                    }
                    Err(SaveError::Exists { .. }) => {}
                    Err(error) => return Err(error),
                }
            }
            Err(error) => return Err(failed("look at", &path, &error)),
        }
    }
    Err(SaveError::Exists {
        path: target.into(),
    })
}

/// The copies of a file that lie beside it because somebody's changes could not be merged.
pub fn copies<F: Files>(files: &F, target: &Path) -> Vec<PathBuf> {
    let stem = target.file_stem().unwrap_or_default().to_string_lossy();
    let folder = beside(target);
    let mut names = files.list(folder).unwrap_or_default();
    names.sort();
    let paths = names.iter().filter(|name| is_copy(name, &stem));
    paths.map(|name| folder.join(name)).collect()
}

fn is_copy(name: &str, stem: &str) -> bool {
    let Some(rest) = name.strip_prefix(stem) else {
        return false;
    };
    let rest = rest.to_lowercase();
    rest.starts_with(".sync-conflict-")
        || (rest.starts_with(" (") && rest.contains("conflicted copy"))
        || rest.starts_with("_conflict-")
        || rest.starts_with(&format!(".{THEIRS}-"))
        || rest.starts_with(&format!(".{OURS}-"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_of_sync_clients_are_known_by_name() {
        for name in [
            "shop.sync-conflict-20260102-030405-ABCDEFG.ron",
            "shop (Ana's conflicted copy 2026-01-02).ron",
            "shop (conflicted copy 2026-01-02 030405).ron",
            "shop_conflict-20260102-030405.ron",
            "shop.theirs-1.ron",
            "shop.ours-12.ron",
        ] {
            assert!(is_copy(name, "shop"), "{name}");
            assert!(!is_copy(name, "work"), "{name}");
        }
        for name in ["shop.ron", "shop (2).ron", "shop.ron~", "shopping.ron"] {
            assert!(!is_copy(name, "shop"), "{name}");
        }
    }
}
