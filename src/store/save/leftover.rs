//! What a save that was killed leaves beside the file: the version that was put there or taken from there.
//!
//! Owns which of them go away with the next opening: those that some journal of this workspace says it gave to
//! the file. A version of somebody else, swapped out in the last moment, is none of these and stays.

use std::path::Path;

use super::write::beside;
use crate::store::files::{Files, PREFIX};
use crate::store::fingerprint::Fingerprint;
use crate::store::guard::SIZE_LIMIT;

/// Removes what killed saves left beside a file, as far as it is ours; gives back how many there were.
///
/// For a moment when nobody else has the workspace open: another save may be under way otherwise.
pub fn sweep<F: Files>(files: &F, target: &Path, is_ours: impl Fn(Fingerprint) -> bool) -> usize {
    let folder = beside(target);
    let names = files.list(folder).unwrap_or_default();
    let left = names.iter().filter(|name| name.starts_with(PREFIX));
    let gone = left.filter(|name| {
        let path = folder.join(name);
        let is_file = files.attributes(&path).is_ok_and(|found| found.is_file);
        let bytes = is_file
            .then(|| files.read(&path, SIZE_LIMIT).ok())
            .flatten();
        bytes.is_some_and(|bytes| is_ours(Fingerprint::of(&bytes))) && files.remove(&path).is_ok()
    });
    gone.count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::files::{FileAccess, RealFiles};
    use crate::store::write_new;

    #[test]
    fn only_what_was_ours_goes() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        for (name, text) in [
            ("shop.ron", "now"),
            (".evenkeel-aaaaaaaa", "before"),
            (".evenkeel-bbbbbbbb", "theirs"),
            ("notes.txt", "before"),
        ] {
            write_new(&RealFiles, &at(name), text.as_bytes(), FileAccess::Usual).unwrap();
        }
        RealFiles.create_directory(&at(".evenkeel-folder")).unwrap();
        let ours = Fingerprint::of(b"before");
        assert_eq!(sweep(&RealFiles, &at("shop.ron"), |found| found == ours), 1);
        assert!(!at(".evenkeel-aaaaaaaa").exists());
        for name in [
            "shop.ron",
            ".evenkeel-bbbbbbbb",
            "notes.txt",
            ".evenkeel-folder",
        ] {
            assert!(at(name).exists(), "{name}");
        }
    }
}
