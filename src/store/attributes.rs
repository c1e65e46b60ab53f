//! What the system knows of a file besides its bytes: how it shows a change, and owner, mode and extended
//! attributes of a file that takes another's place.
//!
//! Owns the rule that nobody may read the new file who could not read the old one.

use std::fs::{File, Metadata};
use std::io;
use std::path::Path;

/// How many names a file has.
#[cfg(unix)]
pub(super) fn links(metadata: &Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::nlink(metadata)
}

/// How many names a file has: not known, so one.
#[cfg(not(unix))]
pub(super) fn links(_: &Metadata) -> u64 {
    1
}

/// What changes when a file is written or replaced. The time of change cannot be set back by anybody, so that
/// it tells what an old time of writing hides.
#[cfg(unix)]
pub(super) fn stamp(metadata: &Metadata) -> [i64; 6] {
    use std::os::unix::fs::MetadataExt;
    [
        metadata.dev().cast_signed(),
        metadata.ino().cast_signed(),
        metadata.mtime(),
        metadata.mtime_nsec(),
        metadata.ctime(),
        metadata.ctime_nsec(),
    ]
}

/// What changes when a file is written or replaced.
#[cfg(not(unix))]
pub(super) fn stamp(metadata: &Metadata) -> [i64; 6] {
    let modified = metadata.modified().ok();
    let since = modified.and_then(|time| time.duration_since(std::time::UNIX_EPOCH).ok());
    let seconds = since.map_or(0, |since| since.as_secs().cast_signed());
    let parts = since.map_or(0, |since| i64::from(since.subsec_nanos()));
    [seconds, parts, 0, 0, 0, 0]
}

/// Whether this user may write there, as far as the system says.
#[cfg(unix)]
pub(super) fn can_write(path: &Path) -> bool {
    rustix::fs::access(path, rustix::fs::Access::WRITE_OK).is_ok()
}

/// Whether this user may write there: not known, so it is tried.
#[cfg(not(unix))]
pub(super) fn can_write(_: &Path) -> bool {
    true
}

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
