//! Earlier versions of a workspace file, kept outside of it.
//!
//! Owns which versions stay: all of the last day, one for each day of the last 30, within a number and
//! a size. The name of each holds its time and the fingerprint of its bytes, so that one that was damaged
//! is known. The time is handed in; it names and thins, and nothing else hangs on it.

use std::io;
use std::path::{Path, PathBuf};

use chrono::{Days, NaiveDateTime};

use super::files::{FileAccess, Files};
use super::fingerprint::Fingerprint;
use super::guard::SIZE_LIMIT;
use super::places::key;
use super::save::{SaveError, write_new, write_own};

/// The form of the time in a name.
const TIME: &str = "%Y-%m-%dT%H-%M-%S";
/// The most versions that are kept.
const COUNT: usize = 200;
/// The most bytes that are kept, besides the newest version.
const BYTES: u64 = 256 * 1024 * 1024;
/// For how many days one version a day is kept.
const DAYS: u64 = 30;

/// The versions of one workspace.
#[derive(Clone, Debug)]
pub struct Backups {
    directory: PathBuf,
}

/// One version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backup {
    /// When it was replaced, by this machine's clock.
    pub time: NaiveDateTime,
    /// How many bytes it has.
    pub size: u64,
    fingerprint: Fingerprint,
}

impl Backup {
    /// Whether it is of this fingerprint.
    pub fn holds(&self, version: Fingerprint) -> bool {
        self.fingerprint == version
    }

    fn name(&self) -> String {
        format!("{}-{}.ron", self.time.format(TIME), self.fingerprint)
    }

    fn read(name: &str, size: u64) -> Option<Self> {
        let (time, fingerprint) = name.strip_suffix(".ron")?.rsplit_once('-')?;
        Some(Self {
            time: NaiveDateTime::parse_from_str(time, TIME).ok()?,
            size,
            fingerprint: Fingerprint::parse(fingerprint)?,
        })
    }
}

impl Backups {
    /// The versions of the workspace at a resolved path.
    pub fn new(state: &Path, workspace: &Path) -> Self {
        Self {
            directory: state.join("backups").join(key(workspace)),
        }
    }

    /// Keeps a version, and lets go of what is too much. One that is there already stays the one.
    pub fn keep<F: Files>(
        &self,
        files: &F,
        bytes: &[u8],
        time: NaiveDateTime,
    ) -> Result<(), SaveError> {
        let fingerprint = Fingerprint::of(bytes);
        let all = self.all(files).unwrap_or_default();
        if all.iter().any(|known| known.fingerprint == fingerprint) {
            return Ok(());
        }
        let backup = Backup {
            time,
            size: u64::try_from(bytes.len()).unwrap_or(u64::MAX),
            fingerprint,
        };
        write_own(files, &self.directory.join(backup.name()), bytes)?;
        for old in surplus(&self.all(files).unwrap_or_default(), time) {
            // It goes another time.
            let _ = files.remove(&self.directory.join(old.name()));
        }
        Ok(())
    }

    /// All versions, the newest first.
    pub fn all<F: Files>(&self, files: &F) -> io::Result<Vec<Backup>> {
        let names = match files.list(&self.directory) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            listed => listed?,
        };
        let backup = |name: &String| {
            let attributes = files.attributes(&self.directory.join(name));
            Backup::read(name, attributes.map_or(0, |known| known.size))
        };
        let mut all: Vec<Backup> = names.iter().filter_map(backup).collect();
        all.sort_by_key(|backup| std::cmp::Reverse(backup.time));
        Ok(all)
    }

    /// The bytes of a version, and whether they are what was kept.
    pub fn bytes<F: Files>(&self, files: &F, backup: &Backup) -> io::Result<(Vec<u8>, bool)> {
        let bytes = files.read(&self.directory.join(backup.name()), SIZE_LIMIT)?;
        let is_intact = Fingerprint::of(&bytes) == backup.fingerprint;
        Ok((bytes, is_intact))
    }

    /// Writes a version to a new file, for its owner alone: to this one, or else beside the workspace
    /// under a name that is free.
    pub fn restore<F: Files>(
        &self,
        files: &F,
        backup: &Backup,
        workspace: &Path,
        to: Option<&Path>,
    ) -> Result<PathBuf, SaveError> {
        let (bytes, _) = self
            .bytes(files, backup)
            .map_err(|error| SaveError::Failed {
                step: "read",
                path: self.directory.join(backup.name()),
                sort: error.kind(),
                reason: error.to_string(),
            })?;
        if let Some(to) = to {
            write_new(files, to, &bytes, FileAccess::Owner)?;
            return Ok(to.to_owned());
        }
        let stem = workspace.file_stem().unwrap_or_default().to_string_lossy();
        let time = backup.time.format("%Y-%m-%d-%H%M");
        let mut number = 1;
        loop {
            let more = if number > 1 {
                format!("-{number}")
            } else {
                String::new()
            };
            let to = workspace.with_file_name(format!("{stem}.recovered-{time}{more}.ron"));
            match write_new(files, &to, &bytes, FileAccess::Owner) {
                Err(SaveError::Exists { .. }) if number < COUNT => number += 1,
                Err(error) => return Err(error),
                Ok(()) => return Ok(to),
            }
        }
    }
}

/// What is let go of versions from the newest to the oldest.
fn surplus(all: &[Backup], now: NaiveDateTime) -> Vec<&Backup> {
    let ago = |days| now.checked_sub_days(Days::new(days)).unwrap_or(now);
    let (day, month) = (ago(1), ago(DAYS));
    let (mut count, mut bytes) = (0, 0);
    let stays = |(at, backup): (usize, &Backup)| {
        // Of an older day the first version stays, which is the last one here.
        let is_last = all
            .get(at + 1)
            .is_none_or(|older| older.time.date() != backup.time.date());
        let is_timely = backup.time >= day || (backup.time >= month && is_last);
        let fits = count < COUNT && bytes + backup.size <= BYTES;
        if at == 0 || (is_timely && fits) {
            count += 1;
            bytes += backup.size;
            return true;
        }
        false
    };
    let mut stays = stays;
    let go = |one: &(usize, &Backup)| !stays(*one);
    all.iter()
        .enumerate()
        .filter(go)
        .map(|(_, backup)| backup)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn backup(days: i64, minutes: i64, size: u64) -> Backup {
        let now = NaiveDateTime::parse_from_str("2026-11-22T14-02-31", TIME).unwrap();
        Backup {
            time: now - chrono::Duration::days(days) - chrono::Duration::minutes(minutes),
            size,
            fingerprint: Fingerprint::of(&days.to_le_bytes()),
        }
    }

    #[test]
    fn names_hold_time_and_fingerprint() {
        let one = backup(0, 0, 7);
        assert_eq!(Backup::read(&one.name(), 7), Some(one));
        assert_eq!(Backup::read("notes.ron", 7), None);
    }

    #[test]
    fn a_day_stays_whole_a_month_by_days_and_the_newest_always() {
        let now = backup(0, 0, 0).time;
        let ten_minutes = |days: i64| (0..36).map(move |at| backup(days, at * 10, 1));
        let all: Vec<Backup> = (0..40).flat_map(ten_minutes).collect();
        let gone = surplus(&all, now);
        let left = |days: i64| {
            let there = all.iter().filter(|b| !gone.contains(b));
            there
                .filter(|b| b.time.date() == backup(days, 0, 0).time.date())
                .count()
        };
        assert_eq!((left(0), left(2), left(29), left(31)), (36, 1, 1, 0));
        let large: Vec<Backup> = (0..4).map(|at| backup(0, at, BYTES / 2)).collect();
        assert_eq!(surplus(&large, now).len(), 2);
        assert_eq!(
            surplus(&[backup(99, 0, BYTES * 2)], now),
            Vec::<&Backup>::new()
        );
    }
}
