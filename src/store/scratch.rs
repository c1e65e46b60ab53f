//! A text on loan to another program: a private file that goes away when the loan ends.
//!
//! Owns who may read it. Knows nothing of the program that gets it.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::files::{Files, RealFiles};

/// A file in a folder of its own, which nobody else may enter. Dropping it removes both.
#[derive(Debug)]
pub struct Scratch {
    path: PathBuf,
    _folder: TempDir,
}

impl Scratch {
    /// Writes a text to a new file of this name.
    pub fn new(name: &str, text: &str) -> io::Result<Self> {
        let mut folder = tempfile::Builder::new();
        folder.prefix("evenkeel-");
        let mut file = std::fs::OpenOptions::new();
        file.write(true).create_new(true);
        #[cfg(unix)]
        {
            folder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o700));
            std::os::unix::fs::OpenOptionsExt::mode(&mut file, 0o600);
        }
        let folder = folder.tempdir()?;
        let path = folder.path().join(name);
        file.open(&path)?.write_all(text.as_bytes())?;
        Ok(Self {
            path,
            _folder: folder,
        })
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What it holds now, at most `limit` bytes of UTF-8. Another file may stand in its place.
    pub fn text(&self, limit: usize) -> io::Result<String> {
        let bytes = RealFiles.read(&self.path, limit)?;
        if bytes.len() > limit {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        String::from_utf8(bytes).map_err(|_| io::ErrorKind::InvalidData.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_private_and_goes_away() {
        let scratch = Scratch::new("note.md", "one\ntwo").unwrap();
        assert_eq!(scratch.text(7).unwrap(), "one\ntwo");
        assert!(scratch.text(6).is_err());
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = |path: &Path| path.metadata().unwrap().permissions().mode() & 0o777;
            assert_eq!(mode(scratch.path()), 0o600);
            assert_eq!(mode(scratch.path().parent().unwrap()), 0o700);
        }
        let path = scratch.path().to_owned();
        drop(scratch);
        assert!(!path.parent().unwrap().exists());
    }
}
