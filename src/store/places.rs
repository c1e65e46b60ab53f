//! Where settings and state live, and the one thing remembered between runs.
//!
//! Owns the paths: the XDG variables where they are set, on every system, else what the system
//! prefers. The variables are passed in; nothing here reads the environment.

use std::ffi::OsStr;
use std::io;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use super::files::Files;
use super::fingerprint::Fingerprint;
use super::save::error::SaveError;
use super::save::write::write_own;

/// The most bytes a settings or state file may have.
const LIMIT: usize = 1024 * 1024;

/// The text of a settings file; none when there is no such file.
pub fn settings<F: Files>(files: &F, path: &Path) -> io::Result<Option<String>> {
    let Some(bytes) = small(files, path)? else {
        return Ok(None);
    };
    let text = String::from_utf8(bytes);
    text.map(Some)
        .map_err(|_| io::ErrorKind::InvalidData.into())
}

/// Writes a settings file, whole or not at all; one that is a link stays one.
pub fn keep_settings<F: Files>(files: &F, path: &Path, text: &str) -> Result<(), SaveError> {
    let target = files.resolve(path).unwrap_or_else(|_| path.to_owned());
    write_own(files, &target, text.as_bytes())
}

/// The name of what belongs to a workspace file in the state directory.
pub(super) fn key(path: &Path) -> String {
    Fingerprint::of(path.as_os_str().as_encoded_bytes()).to_string()
}

/// The directories of this user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Places {
    /// Where settings live.
    pub config: PathBuf,
    /// Where state lives: drafts, history, what was open last.
    pub state: PathBuf,
}

/// What is noted of a workspace with its day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Noted {
    /// Somebody looked at it.
    Looked,
    /// A sheet of its plan was made.
    Sheet,
}

impl Places {
    /// The directories, from `XDG_CONFIG_HOME` and `XDG_STATE_HOME` where they hold an absolute path;
    /// none when neither they nor the system know a home.
    pub fn new(config_home: Option<&OsStr>, state_home: Option<&OsStr>) -> Option<Self> {
        let given = |home: Option<&OsStr>| {
            let home = home.map(Path::new).filter(|home| home.is_absolute());
            home.map(|home| home.join("evenkeel"))
        };
        let system = directories::ProjectDirs::from("", "", "evenkeel");
        let config = given(config_home)
            .or_else(|| system.as_ref().map(|dirs| dirs.config_dir().to_owned()))?;
        let state = given(state_home).or_else(|| {
            let dirs = system.as_ref()?;
            Some(
                dirs.state_dir()
                    .unwrap_or_else(|| dirs.data_local_dir())
                    .to_owned(),
            )
        })?;
        Some(Self { config, state })
    }

    /// The file of the user's settings.
    pub fn settings_file(&self) -> PathBuf {
        self.config.join("settings.ron")
    }

    /// The workspace that was open last; none when nothing is remembered or it cannot be read.
    pub fn last_workspace<F: Files>(&self, files: &F) -> Option<PathBuf> {
        let bytes = small(files, &self.last_file()).ok()??;
        let path = path_from(bytes);
        path.is_absolute().then_some(path)
    }

    /// Remembers the workspace that is open.
    pub fn remember<F: Files>(&self, files: &F, workspace: &Path) -> Result<(), SaveError> {
        write_own(
            files,
            &self.last_file(),
            workspace.as_os_str().as_encoded_bytes(),
        )
    }

    /// On which day before this one a workspace was last looked at, or a sheet of its plan made.
    pub fn done_before<F: Files>(
        &self,
        files: &F,
        (what, workspace): (Noted, &Path),
        today: NaiveDate,
    ) -> Option<NaiveDate> {
        let file = self.noted(what, workspace);
        let bytes = small(files, &file).ok().flatten().unwrap_or_default();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let mut days = text
            .split_whitespace()
            .map(|day| day.parse::<NaiveDate>().ok());
        let (last, before) = (days.next().flatten(), days.next().flatten());
        if last == Some(today) { before } else { last }
    }

    /// Notes that this is done on a day.
    pub fn note<F: Files>(&self, files: &F, (what, workspace): (Noted, &Path), today: NaiveDate) {
        let since = self.done_before(files, (what, workspace), today);
        let days = [Some(today), since].into_iter().flatten();
        let days: Vec<String> = days.map(|day| day.to_string()).collect();
        let file = self.noted(what, workspace);
        // What cannot be kept is not known the next time.
        let _ = write_own(files, &file, days.join(" ").as_bytes());
    }

    fn noted(&self, what: Noted, workspace: &Path) -> PathBuf {
        let what = match what {
            Noted::Looked => "looked",
            Noted::Sheet => "sheet",
        };
        self.state.join(format!("{what}-{}", key(workspace)))
    }

    fn last_file(&self) -> PathBuf {
        self.state.join("last-workspace")
    }
}

fn small<F: Files>(files: &F, path: &Path) -> io::Result<Option<Vec<u8>>> {
    match files.read(path, LIMIT) {
        Ok(bytes) if bytes.len() > LIMIT => Err(io::ErrorKind::FileTooLarge.into()),
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

#[cfg(unix)]
fn path_from(bytes: Vec<u8>) -> PathBuf {
    use std::os::unix::ffi::OsStringExt;
    std::ffi::OsString::from_vec(bytes).into()
}

#[cfg(not(unix))]
fn path_from(bytes: Vec<u8>) -> PathBuf {
    String::from_utf8(bytes).unwrap_or_default().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn given_homes_count_where_they_are_absolute() {
        let given = Places::new(Some(OsStr::new("/c")), Some(OsStr::new("/s"))).unwrap();
        assert_eq!(given.config, Path::new("/c/evenkeel"));
        assert_eq!(given.state, Path::new("/s/evenkeel"));
        let relative = Places::new(Some(OsStr::new("c")), Some(OsStr::new("/s")));
        assert!(relative.is_none_or(|places| places.config != Path::new("c/evenkeel")));
    }
}
