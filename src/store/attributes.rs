//! Owner, mode and extended attributes of a file that takes another's place.
//!
//! Owns the rule that nobody may read the new file who could not read the old one.

use std::fs::File;
use std::io;
use std::path::Path;

/// Gives an open file the owner, mode and extended attributes of the file at a path.
#[cfg(unix)]
pub(super) fn adopt(file: &File, like: &Path) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, fchown};

    let wanted = std::fs::metadata(like)?;
    let own = file.metadata()?;
    let mut mode = wanted.mode() & 0o7777;
    if (own.uid(), own.gid()) != (wanted.uid(), wanted.gid())
        && fchown(file, Some(wanted.uid()), Some(wanted.gid())).is_err()
        && fchown(file, None, Some(wanted.gid())).is_err()
    {
        // Another group than before: what was open to the old one is closed to this one.
        mode &= !0o6070;
    }
    // A file system without modes refuses; the file then stays for its owner alone.
    let _ = file.set_permissions(std::fs::Permissions::from_mode(mode));
    extended(file, like);
    Ok(())
}

/// Gives an open file the read-only mark of the file at a path.
#[cfg(not(unix))]
pub(super) fn adopt(file: &File, like: &Path) -> io::Result<()> {
    file.set_permissions(std::fs::metadata(like)?.permissions())
}

/// Copies extended attributes, among them access lists, as far as the file system lets us.
#[cfg(any(target_os = "linux", target_os = "macos"))]
fn extended(file: &File, like: &Path) {
    use rustix::fs::{XattrFlags, fsetxattr, getxattr, listxattr};

    const LARGEST: usize = 64 * 1024;
    let mut names = vec![0; LARGEST];
    let Ok(length) = listxattr(like, names.as_mut_slice()) else {
        return;
    };
    let mut value = vec![0; LARGEST];
    let names = names.get(..length).unwrap_or_default();
    for name in names
        .split(|byte| *byte == 0)
        .filter(|name| !name.is_empty())
    {
        if let Ok(length) = getxattr(like, name, value.as_mut_slice()) {
            let value = value.get(..length).unwrap_or_default();
            let _ = fsetxattr(file, name, value, XattrFlags::empty());
        }
    }
}

#[cfg(all(unix, not(any(target_os = "linux", target_os = "macos"))))]
fn extended(_: &File, _: &Path) {}
