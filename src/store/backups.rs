//! Earlier versions of a workspace file, kept outside of it.
//!
//! Owns which versions stay: the last ten, all of the last day, one for each day of the last 30, within a
//! number and a size. The name of each holds its number, its time and the fingerprint of its bytes, so that
//! one that was damaged is known. Clocks go wrong: the number gives the order, a day is counted from version
//! to version, and a jump of the clock counts for nothing.

use std::io;
use std::path::{Path, PathBuf};

use chrono::{Duration, NaiveDateTime};

use super::files::{FileAccess, Files};
use super::fingerprint::Fingerprint;
use super::guard::SIZE_LIMIT;
use super::places::key;
use super::save::error::SaveError;
use super::save::write::{write_new, write_own};

/// The form of the time in a name.
const TIME: &str = "%Y-%m-%dT%H-%M-%S";
/// The most versions that are kept.
const COUNT: usize = 200;
/// The most bytes that are kept, besides the newest version.
const BYTES: u64 = 256 * 1024 * 1024;
/// For how many days one version a day is kept.
const DAYS: i64 = 30;
/// How many of the newest are kept whatever their age.
const NEWEST: usize = 10;

/// The most bytes of versions that are read at once.
const LATEST: u64 = 16 * 1024 * 1024;

/// The versions of one workspace.
#[derive(Clone, Debug)]
pub struct Backups {
    directory: PathBuf,
}

/// One version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backup {
    /// Its place among the versions; one of an older evenkeel has none.
    number: u64,
    /// When it was kept, by this machine's clock.
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
        let (time, fingerprint) = (self.time.format(TIME), self.fingerprint);
        match self.number {
            0 => format!("{time}-{fingerprint}.ron"),
            number => format!("v{number:06}-{time}-{fingerprint}.ron"),
        }
    }

    fn read(name: &str, size: u64) -> Option<Self> {
        let (time, fingerprint) = name.strip_suffix(".ron")?.rsplit_once('-')?;
        let numbered = time.strip_prefix('v').and_then(|rest| rest.split_once('-'));
        let (number, time) = match numbered {
            Some((number, time)) => (number.parse().ok()?, time),
            None => (0, time),
        };
        Some(Self {
            number,
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
            number: all.first().map_or(0, |newest| newest.number) + 1,
            time,
            size: u64::try_from(bytes.len()).unwrap_or(u64::MAX),
            fingerprint,
        };
        write_own(files, &self.directory.join(backup.name()), bytes)?;
        for old in surplus(&self.all(files).unwrap_or_default()) {
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
        all.sort_by_key(|backup| std::cmp::Reverse((backup.number, backup.time)));
        Ok(all)
    }

    /// The bytes of the newest versions that are whole, the newest first, up to a number and a size.
    pub fn latest<F: Files>(&self, files: &F) -> Vec<Vec<u8>> {
        let mut left = LATEST;
        let all = self.all(files).unwrap_or_default();
        let fits = all.iter().take(NEWEST).take_while(|backup| {
            let rest = left.checked_sub(backup.size);
            left = rest.unwrap_or_default();
            rest.is_some()
        });
        let whole = fits.filter_map(|backup| self.bytes(files, backup).ok());
        whole
            .filter(|(_, is_intact)| *is_intact)
            .map(|(bytes, _)| bytes)
            .collect()
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
        let label = backup.time.format("%Y-%m-%d-%H%M").to_string();
        Self::write_out(files, workspace, to, &label, &bytes)
    }

    /// Writes what came back of a workspace to a new file, as [`Backups::restore`] does.
    pub fn write_out<F: Files>(
        files: &F,
        workspace: &Path,
        to: Option<&Path>,
        label: &str,
        bytes: &[u8],
    ) -> Result<PathBuf, SaveError> {
        if let Some(to) = to {
            write_new(files, to, bytes, FileAccess::Owner)?;
            return Ok(to.to_owned());
        }
        let stem = workspace.file_stem().unwrap_or_default().to_string_lossy();
        let mut number = 1;
        loop {
            let more = if number > 1 {
                format!("-{number}")
            } else {
                String::new()
            };
            let to = workspace.with_file_name(format!("{stem}.recovered-{label}{more}.ron"));
            match write_new(files, &to, bytes, FileAccess::Owner) {
                Err(SaveError::Exists { .. }) if number < COUNT => number += 1,
                Err(error) => return Err(error),
                Ok(()) => return Ok(to),
            }
        }
    }
}

/// What is let go of versions from the newest to the oldest.
fn surplus(all: &[Backup]) -> Vec<&Backup> {
    let ages = ages(all);
    let (mut count, mut bytes) = (0, 0);
    let mut gone = Vec::new();
    for (at, (backup, age)) in all.iter().zip(&ages).enumerate() {
        // Of an older day the first version stays, which is the last one here.
        let older = ages.get(at + 1);
        let is_last = older.is_none_or(|older| older.num_days() != age.num_days());
        let days = age.num_days();
        let is_timely = at < NEWEST || days < 1 || (days < DAYS && is_last);
        let fits = count < COUNT && bytes + backup.size <= BYTES;
        if at == 0 || (is_timely && fits) {
            count += 1;
            bytes += backup.size;
        } else {
            gone.push(backup);
        }
    }
    gone
}

/// How much older than the newest version each is. Only what lies between two versions counts: where it is
/// less than nothing or more than a day, nobody worked or the clock was wrong.
fn ages(all: &[Backup]) -> Vec<Duration> {
    let mut age = Duration::zero();
    let mut newer = all.first().map(|backup| backup.time);
    let aged = |backup: &Backup| {
        let gap = newer.replace(backup.time).map(|newer| newer - backup.time);
        let counts = |gap: &Duration| *gap > Duration::zero() && *gap <= Duration::days(1);
        age += gap.filter(counts).unwrap_or_else(Duration::zero);
        age
    };
    all.iter().map(aged).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn backup(days: i64, minutes: i64, size: u64) -> Backup {
        let now = NaiveDateTime::parse_from_str("2026-11-22T14-02-31", TIME).unwrap();
        Backup {
            number: 0,
            time: now - Duration::days(days) - Duration::minutes(minutes),
            size,
            fingerprint: Fingerprint::of(&days.to_le_bytes()),
        }
    }

    #[test]
    fn names_hold_number_time_and_fingerprint() {
        for number in [0, 7, 1_234_567] {
            let one = Backup {
                number,
                ..backup(0, 0, 7)
            };
            assert_eq!(Backup::read(&one.name(), 7), Some(one));
        }
        assert_eq!(Backup::read("notes.ron", 7), None);
        assert_eq!(Backup::read("v-2026-11-22T14-02-31-00.ron", 7), None);
    }

    #[test]
    fn a_day_stays_whole_a_month_by_days_and_the_newest_always() {
        // An hour of work every day, for forty days.
        let hour = |days: i64| (0..6).map(move |at| backup(days, at * 10, 1));
        let all: Vec<Backup> = (0..40).flat_map(hour).collect();
        let gone = surplus(&all);
        let left = |days: i64| {
            let there = all.iter().filter(|b| !gone.contains(b));
            there
                .filter(|b| b.time.date() == backup(days, 0, 0).time.date())
                .count()
        };
        assert_eq!((left(0), left(2), left(29), left(31)), (6, 1, 1, 0));
        let large: Vec<Backup> = (0..4).map(|at| backup(0, at, BYTES / 2)).collect();
        assert_eq!(surplus(&large).len(), 2);
        assert_eq!(surplus(&[backup(99, 0, BYTES * 2)]), Vec::<&Backup>::new());
    }

    #[test]
    fn the_last_ten_stay_whatever_their_age_and_a_wrong_clock_loses_none() {
        let old: Vec<Backup> = (0..10).map(|at| backup(at * 400, 0, 1)).collect();
        assert_eq!(surplus(&old), Vec::<&Backup>::new());
        // Twenty versions of one afternoon, in some of which the clock was wrong.
        for wrong in [-4_000, -40, -2, 2, 40, 4_000] {
            for places in [0..1, 3..4, 12..13, 0..7, 5..20, 19..20] {
                let time = |at: i64| if places.contains(&at) { wrong } else { 0 };
                let all: Vec<Backup> = (0..20).map(|at| backup(time(at), at * 10, 1)).collect();
                assert_eq!(
                    surplus(&all),
                    Vec::<&Backup>::new(),
                    "{wrong} at {places:?}"
                );
            }
        }
    }

    #[test]
    fn the_number_gives_the_order_whatever_the_clock_says() {
        let home = tempfile::tempdir().unwrap();
        let files = super::super::RealFiles;
        let backups = Backups::new(home.path(), Path::new("/board.ron"));
        for (days, text) in [(0, "a"), (-9, "b"), (9, "c"), (0, "d")] {
            let time = backup(days, 0, 0).time;
            backups.keep(&files, text.as_bytes(), time).unwrap();
        }
        let all = backups.all(&files).unwrap();
        let bytes = all
            .iter()
            .map(|backup| backups.bytes(&files, backup).unwrap().0);
        assert_eq!(bytes.collect::<Vec<_>>(), [b"d", b"c", b"b", b"a"]);
        assert_eq!(backups.latest(&files), [b"d", b"c", b"b", b"a"]);
    }
}
