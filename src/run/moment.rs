//! Earlier versions of a workspace, by the names people give them: a day, a backup, a revision of git.
//!
//! Owns which version a name means and getting its bytes. Backups are in [`crate::store::backups`].

use std::iter;
use std::path::Path;

use chrono::{DateTime, Local, NaiveDate, NaiveDateTime, NaiveTime};

use super::git::asked_of;
use crate::desk::baseline::Moment;
use crate::model::Workspace;
use crate::model::format::long_date;
use crate::model::text::clean_line;
use crate::store::backups::{Backup, Backups};
use crate::store::places::{Noted, Places};
use crate::store::{self, RealFiles, SIZE_LIMIT};

/// The forms of a time in a name.
const TIMES: [&str; 4] = [
    "%Y-%m-%d %H:%M:%S",
    "%Y-%m-%dT%H:%M:%S",
    "%Y-%m-%d %H:%M",
    "%Y-%m-%dT%H:%M",
];
/// The most digits of the number of a backup; more are a revision.
const DIGITS: usize = 3;

/// A version that was found.
enum Version {
    /// A backup and its number in the list.
    Backup(usize, Backup),
    /// A commit: its hash, its time and the first words of its message.
    Commit(String, NaiveDateTime, String),
}

/// Where versions of one workspace are.
struct Versions<'a> {
    /// The file, with every link followed.
    path: &'a Path,
    backups: Option<Backups>,
    /// Its backups, the newest first.
    listed: Vec<Backup>,
}

/// The version of a workspace file that a name means, and what it is called.
pub(super) fn read(
    places: Option<&Places>,
    path: &Path,
    name: &str,
) -> Result<(Moment, Workspace), String> {
    let versions = Versions::of(places, path);
    let version = versions.named(name.trim())?;
    let moment = version.moment(path);
    let refused = |why: &str| format!("the version of {} cannot be read: {why}", moment.label);
    let bytes = versions.bytes(&version).map_err(|why| refused(&why))?;
    let (workspace, _) =
        store::parse_bytes(&bytes).map_err(|error| refused(&clean_line(&error.to_string())))?;
    Ok((moment, workspace))
}

/// The version of the day on which the user looked at the file last, before today; that they looked today is noted.
pub(super) fn looked(places: Option<&Places>, path: &Path) -> Option<(Moment, Workspace)> {
    let today = Local::now().date_naive();
    let day = places?.done_before(&RealFiles, (Noted::Looked, path), today);
    // Where the day cannot be noted, the next look compares with the same one.
    places?.note(&RealFiles, (Noted::Looked, path), today);
    read(places, path, &day?.to_string()).ok()
}

/// The workspace as it was on the day of the last sheet of its plan, before today, with the word for that day.
pub(super) fn last_sheet(places: Option<&Places>, path: &Path) -> Option<(String, Workspace)> {
    let today = Local::now().date_naive();
    let day = places?.done_before(&RealFiles, (Noted::Sheet, path), today)?;
    let (_, workspace) = read(places, path, &day.to_string()).ok()?;
    Some((long_date(day), workspace))
}

/// Notes that a sheet of the plan was made today.
pub(super) fn note_sheet(places: Option<&Places>, path: &Path) {
    if let Some(places) = places {
        places.note(&RealFiles, (Noted::Sheet, path), Local::now().date_naive());
    }
}

/// The versions of a workspace file to choose from: the last commit, then the backups, the newest first.
pub(super) fn all(places: Option<&Places>, path: &Path) -> Vec<Moment> {
    let versions = Versions::of(places, path);
    let commit = versions.last_commit(&[]).ok().flatten();
    let versions = versions.listed.iter().enumerate();
    let backups = versions.map(|(at, backup)| Version::Backup(at + 1, backup.clone()));
    let all = commit.into_iter().chain(backups);
    all.map(|version| version.moment(path)).collect()
}

/// The argument that leaves the commits up to the end of a day; git reads few forms of far days.
fn until(day: NaiveDate) -> String {
    let end = day.succ_opt().unwrap_or(day).and_time(NaiveTime::MIN);
    // A midnight that a clock change leaves out is taken as that of UTC.
    let local = end.and_local_timezone(Local).earliest();
    let seconds = local.map_or(end.and_utc().timestamp(), |end| end.timestamp()) - 1;
    format!("--until=@{}", seconds.max(0))
}

impl Version {
    const fn time(&self) -> NaiveDateTime {
        match self {
            Self::Backup(_, backup) => backup.time,
            Self::Commit(_, time, _) => *time,
        }
    }

    fn moment(&self, path: &Path) -> Moment {
        let file = path.to_owned();
        let time = self.time().format("%Y-%m-%d %H:%M").to_string();
        match self {
            Self::Backup(number, backup) => Moment {
                file,
                // Another backup may come before it until it is read.
                name: backup.time.format("%Y-%m-%d %H:%M:%S").to_string(),
                label: time,
                source: format!("backup {number}"),
            },
            Self::Commit(hash, _, subject) => {
                let short: String = hash.chars().take(8).collect();
                Moment {
                    file,
                    name: hash.clone(),
                    label: time,
                    source: clean_line(&format!("git {short} {subject}")).into_owned(),
                }
            }
        }
    }
}

impl<'a> Versions<'a> {
    fn of(places: Option<&Places>, path: &'a Path) -> Self {
        let backups = places.map(|places| Backups::new(&places.state, path));
        let listed = backups.as_ref().map(|backups| backups.all(&RealFiles));
        Self {
            path,
            listed: listed.and_then(Result::ok).unwrap_or_default(),
            backups,
        }
    }

    fn named(&self, name: &str) -> Result<Version, String> {
        let shown = clean_line(name);
        if name.is_empty() || name.starts_with('-') {
            return Err(format!(
                "“{shown}” is not a moment; give a day such as 2026-11-01, a revision of git, or a backup"
            ));
        }
        let backup = |(at, backup): (usize, &Backup)| Version::Backup(at + 1, backup.clone());
        let mut listed = self.listed.iter().enumerate();
        if name.len() <= DIGITS && name.bytes().all(|byte| byte.is_ascii_digit()) {
            let number: Option<usize> = name.parse().ok();
            let found = listed.find(|(at, _)| Some(at + 1) == number);
            return found
                .map(backup)
                .ok_or_else(|| format!("there is no backup {shown}; {}", self.listing()));
        }
        let time = |form: &&str| NaiveDateTime::parse_from_str(name, form).ok();
        let typed = TIMES
            .iter()
            .find_map(|form| Some((time(form)?, form.ends_with("%S"))));
        if let Some((time, is_exact)) = typed {
            let is_it = |backup: &Backup| {
                backup.time == time
                    || (!is_exact
                        && backup.time.format("%F %R").to_string()
                            == time.format("%F %R").to_string())
            };
            let found = listed.find(|(_, backup)| is_it(backup));
            return found
                .map(backup)
                .ok_or_else(|| format!("no backup is of {shown}; {}", self.listing()));
        }
        if let Ok(day) = NaiveDate::parse_from_str(name, "%Y-%m-%d") {
            let backup = listed
                .find(|(_, backup)| backup.time.date() <= day)
                .map(backup);
            // Without a repository there is none; backups may do.
            let commit = self.last_commit(&[&until(day)]).ok().flatten();
            // Git does not take every number for a time.
            let commit = commit.filter(|commit| commit.time().date() <= day);
            let found = [backup, commit].into_iter().flatten();
            return found.max_by_key(Version::time).ok_or_else(|| {
                format!(
                    "no backup or commit of the file is as old as {day}; {}",
                    self.listing()
                )
            });
        }
        let commit = format!("{name}^{{commit}}");
        let hash = self.git(&[
            "rev-parse",
            "--verify",
            "--quiet",
            "--end-of-options",
            &commit,
        ]);
        let hash = hash.map_err(|why| {
            let why = if why.is_empty() {
                String::new()
            } else {
                format!(" ({why})")
            };
            format!("git knows no revision {shown}{why}; {}", self.listing())
        })?;
        self.commit(&["log", "-1", hash.trim()])?
            .ok_or_else(|| format!("git says nothing of {shown}"))
    }

    /// The last commit that changed the file, of those that more arguments leave.
    fn last_commit(&self, more: &[&str]) -> Result<Option<Version>, String> {
        let file = format!("./{}", self.name()?);
        let log = ["log", "-1"].iter().chain(more).copied();
        let args: Vec<&str> = log.chain(["--", &file]).collect();
        self.commit(&args)
    }

    /// The commit that a call of `git log` gives.
    fn commit(&self, args: &[&str]) -> Result<Option<Version>, String> {
        let (log, rest) = args.split_at(args.len().min(2));
        let form = [
            "--format=%H%x00%cI%x00%s",
            "--no-show-signature",
            "--no-color",
        ];
        let args: Vec<&str> = log.iter().chain(&form).chain(rest).copied().collect();
        let said = self.git(&args)?;
        let mut parts = said.trim_end().splitn(3, '\0');
        let (Some(hash), Some(time), Some(subject)) = (parts.next(), parts.next(), parts.next())
        else {
            return Ok(None);
        };
        let time = DateTime::parse_from_rfc3339(time)
            .map_err(|_| "git gives a time that cannot be read".to_owned())?;
        let time = time.with_timezone(&Local).naive_local();
        Ok(Some(Version::Commit(
            hash.to_owned(),
            time,
            subject.to_owned(),
        )))
    }

    fn bytes(&self, version: &Version) -> Result<Vec<u8>, String> {
        match version {
            Version::Backup(_, backup) => {
                let backups = self
                    .backups
                    .as_ref()
                    .ok_or("there is no folder of backups")?;
                let read = backups.bytes(&RealFiles, backup);
                let (bytes, is_intact) = read.map_err(|error| error.to_string())?;
                if is_intact {
                    Ok(bytes)
                } else {
                    Err("it was damaged since it was kept".to_owned())
                }
            }
            Version::Commit(hash, ..) => {
                let object = format!("{hash}:./{}", self.name()?);
                let size = self.git(&["cat-file", "-s", &object])?;
                if size
                    .trim()
                    .parse()
                    .is_ok_and(|size: usize| size <= SIZE_LIMIT)
                {
                    asked_of(self.folder(), &["cat-file", "blob", &object])
                } else {
                    Err(format!("it has more than {SIZE_LIMIT} bytes"))
                }
            }
        }
    }

    fn git(&self, args: &[&str]) -> Result<String, String> {
        // A name with a star in it is a name.
        let args: Vec<&str> = iter::once("--literal-pathspecs")
            .chain(args.iter().copied())
            .collect();
        let said = asked_of(self.folder(), &args)?;
        Ok(String::from_utf8_lossy(&said).into_owned())
    }

    fn folder(&self) -> &Path {
        match self.path.parent() {
            Some(folder) if folder != Path::new("") => folder,
            _ => Path::new("."),
        }
    }

    fn name(&self) -> Result<&str, String> {
        let name = self.path.file_name().and_then(|name| name.to_str());
        name.ok_or_else(|| "the name of the file is not UTF-8".to_owned())
    }

    fn listing(&self) -> String {
        let path = self.path.to_string_lossy();
        format!("evenkeel recover {} lists the backups", clean_line(&path))
    }
}
