//! The word `recover`: what is kept of a workspace besides its file, and getting one version back.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use super::{RunOutcome, unsaved};
use crate::model::KINDS;
use crate::model::item::Item;
use crate::model::record::Declared;
use crate::model::text::clean_line;
use crate::store::backups::{Backup, Backups};
use crate::store::journal::{self, Shelf};
use crate::store::places::Places;
use crate::store::{self, Files, RealFiles};

/// Lists what is kept, or writes the version of a number to a new file.
pub(super) fn recover(
    places: Option<&Places>,
    file: &Path,
    number: Option<usize>,
    to: Option<&Path>,
) -> RunOutcome {
    let Some(places) = places else {
        return RunOutcome::failed("there is no home folder in which backups could be kept");
    };
    let path = resolved(file);
    let name = clean_line(&file.to_string_lossy()).into_owned();
    let Some(number) = number else {
        let lines = listed(places, &path);
        return RunOutcome::done(format!("{name}\n{}\n", lines.join("\n")));
    };
    let backups = Backups::new(&places.state, &path);
    let all = match backups.all(&RealFiles) {
        Ok(all) => all,
        Err(error) => return RunOutcome::failed(format!("cannot list the backups: {error}")),
    };
    let Some(backup) = number.checked_sub(1).and_then(|at| all.get(at)) else {
        return RunOutcome::failed(format!(
            "there is no version {number} of {name}; evenkeel recover {name} lists them"
        ));
    };
    match backups.restore(&RealFiles, backup, &path, to) {
        Ok(restored) => {
            let restored = clean_line(&restored.to_string_lossy()).into_owned();
            let time = backup.time.format("%Y-%m-%d %H:%M");
            let mut outcome = RunOutcome::done(format!(
                "wrote the version of {time} to {restored}; {name} is as it was\n"
            ));
            if !described(&backups, backup).is_intact {
                outcome.code = 1;
                outcome.err = format!(
                    "evenkeel: that version was damaged since it was kept; see evenkeel check {restored}\n"
                );
            }
            outcome
        }
        Err(error) => RunOutcome::failed(unsaved(&error)),
    }
}

/// What is kept of the workspace at a path, in lines.
pub(super) fn listed(places: &Places, path: &Path) -> Vec<String> {
    let backups = Backups::new(&places.state, path);
    let mut lines = Vec::new();
    match backups.all(&RealFiles) {
        Ok(all) if all.is_empty() => lines.push("no earlier versions are kept".to_owned()),
        Ok(all) => {
            for (number, backup) in (1..).zip(&all) {
                let described = described(&backups, backup);
                let time = backup.time.format("%Y-%m-%d %H:%M");
                let size = backup.size.div_ceil(1024);
                let mut line = format!("{number:>3}  {time}  ");
                let _ = write!(line, "{:>12}  {size:>6} KB  ", described.items);
                line += if described.is_intact {
                    "intact"
                } else {
                    "DAMAGED"
                };
                lines.push(line);
            }
        }
        Err(error) => lines.push(format!("the backups cannot be listed: {error}")),
    }
    let shelf = Shelf::new(&places.state, Some(path));
    match journal::adopt(&RealFiles, &shelf, KINDS) {
        Ok(adopted) => {
            for past in adopted.pasts.iter().filter(|past| past.is_open()) {
                lines.push(format!(
                    "a journal of {} has edits or text that no file has; opening the workspace brings them back",
                    past.when
                ));
            }
            if adopted.others > 0 {
                lines.push("an evenkeel has this workspace open".to_owned());
            }
            let aside = adopted.aside();
            lines.extend(aside.iter().map(|path| {
                format!(
                    "a journal cannot be read; opening keeps it as {}",
                    path.display()
                )
            }));
        }
        Err(error) => lines.push(format!("the journals cannot be read: {error}")),
    }
    lines.iter().map(|line| clean(line)).collect()
}

/// What is known of a version besides its time.
struct Described {
    items: String,
    is_intact: bool,
}

fn described(backups: &Backups, backup: &Backup) -> Described {
    let Ok((bytes, is_intact)) = backups.bytes(&RealFiles, backup) else {
        return Described {
            items: "unreadable".to_owned(),
            is_intact: false,
        };
    };
    let items = match store::parse_bytes(&bytes) {
        Ok((workspace, _)) => match workspace.count(Item::KIND) {
            1 => "1 item".to_owned(),
            many => format!("{many} items"),
        },
        Err(_) => "not readable".to_owned(),
    };
    Described { items, is_intact }
}

/// The line without what must not reach a terminal; columns stay.
fn clean(line: &str) -> String {
    let allowed = |c: &char| crate::model::text::is_allowed(*c);
    line.chars().filter(allowed).collect()
}

/// The path with every link followed, as far as something is there.
pub(super) fn resolved(file: &Path) -> PathBuf {
    let folder = match file.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    };
    RealFiles.resolve(file).unwrap_or_else(|_| {
        let folder = RealFiles
            .resolve(folder)
            .unwrap_or_else(|_| folder.to_owned());
        folder.join(file.file_name().unwrap_or_default())
    })
}
