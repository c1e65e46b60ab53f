//! A text on loan to another program: a private file that goes away when the loan ends.
//!
//! Owns who may read it, and where: in the state directory, so that it is found again when the program ends
//! before the loan does. Knows nothing of the program that gets it.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::files::{Files, RealFiles, nameless};
use super::places;

/// The name of the text in its folder.
const TEXT: &str = "text.md";
/// The name of the lock beside it, which is held as long as the loan goes on.
const LOCK: &str = "lock";

/// A file in a folder of its own, which nobody else may enter. Dropping it removes both.
#[derive(Debug)]
pub struct Scratch {
    path: PathBuf,
    folder: TempDir,
    _lock: Option<std::fs::File>,
}

impl Scratch {
    /// Writes a text of a workspace, or of work without a file, to a new file.
    pub fn new(state: &Path, workspace: Option<&Path>, text: &str) -> io::Result<Self> {
        let mut folder = tempfile::Builder::new();
        let prefix = prefix(workspace);
        folder.prefix(&prefix);
        let mut file = std::fs::OpenOptions::new();
        file.write(true).create_new(true);
        #[cfg(unix)]
        {
            folder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o700));
            std::os::unix::fs::OpenOptionsExt::mode(&mut file, 0o600);
        }
        RealFiles.create_directory(&lent(state))?;
        let folder = folder.tempdir_in(lent(state)).map_err(nameless)?;
        let lock = RealFiles.lock(&folder.path().join(LOCK))?;
        let path = folder.path().join(TEXT);
        let mut file = file.open(&path)?;
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
        Ok(Self {
            path,
            folder,
            _lock: lock,
        })
    }

    /// The texts that were on loan when the program ended, with where they are.
    pub fn left(state: &Path, workspace: Option<&Path>, limit: usize) -> Vec<(PathBuf, String)> {
        let mut names = RealFiles.list(&lent(state)).unwrap_or_default();
        names.retain(|name| name.starts_with(&prefix(workspace)));
        let folders = names.iter().map(|name| lent(state).join(name));
        let ended =
            folders.filter(|folder| matches!(RealFiles.lock(&folder.join(LOCK)), Ok(Some(_))));
        let text = |folder: PathBuf| Some((folder.clone(), read(&folder.join(TEXT), limit).ok()?));
        ended.filter_map(text).collect()
    }

    /// Takes a text away that was left and is kept elsewhere by now.
    pub fn let_go(folder: &Path) {
        // What stays is found again.
        let _ = std::fs::remove_dir_all(folder);
    }

    /// Leaves the file where it is, and says where.
    pub fn keep(mut self) -> PathBuf {
        self.folder.disable_cleanup(true);
        self.path.clone()
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What it holds now, at most `limit` bytes of UTF-8. Another file may stand in its place.
    pub fn text(&self, limit: usize) -> io::Result<String> {
        read(&self.path, limit)
    }
}

fn read(path: &Path, limit: usize) -> io::Result<String> {
    let bytes = RealFiles.read(path, limit)?;
    if bytes.len() > limit {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    String::from_utf8(bytes).map_err(|_| io::ErrorKind::InvalidData.into())
}

fn lent(state: &Path) -> PathBuf {
    state.join("lent")
}

fn prefix(workspace: Option<&Path>) -> String {
    let key = workspace.map_or_else(|| "untitled".to_owned(), places::key);
    format!("{key}-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_private_and_goes_away_with_the_loan() {
        let state = tempfile::tempdir().unwrap();
        let file = Path::new("/boards/a.ron");
        let left = |file| Scratch::left(state.path(), file, 7);
        let scratch = Scratch::new(state.path(), Some(file), "one\ntwo").unwrap();
        assert_eq!(scratch.text(7).unwrap(), "one\ntwo");
        assert!(scratch.text(6).is_err());
        assert_eq!(left(Some(file)), [], "it is in use");
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
        let kept = Scratch::new(state.path(), Some(file), "three")
            .unwrap()
            .keep();
        let folder = kept.parent().unwrap();
        assert_eq!(left(Some(file)), [(folder.to_owned(), "three".to_owned())]);
        assert_eq!(left(None), []);
        Scratch::let_go(folder);
        assert_eq!(left(Some(file)), []);
    }
}
