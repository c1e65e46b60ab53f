//! The word `recover`: what is kept of a workspace besides its file, and getting one version back.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use super::outcome::{RunOutcome, named, unsaved, wrong};
use super::surroundings::Surroundings;
use crate::model::KINDS;
use crate::model::format::count;
use crate::model::item::Item;
use crate::model::record::Declared;
use crate::store::backups::{Backup, Backups};
use crate::store::journal::{self, Past, Shelf};
use crate::store::places::Places;
use crate::store::{self, Files, RealFiles, Refusal};

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
    let name = named(file);
    let Some(number) = number else {
        let listed = listed(places, &path);
        let said = listed.slips.iter().fold(String::new(), |said, slip| {
            said + "evenkeel: " + slip + "\n"
        });
        // Of what is no file and never was one there is nothing to list.
        return match store::read(&RealFiles, file) {
            Err(error) if listed.is_empty() && error.refusal == Refusal::Unreadable => {
                RunOutcome::failed(format!("{}\n{}", wrong(file, &error), error.hint()))
            }
            _ => RunOutcome {
                err: said,
                code: u8::from(!listed.slips.is_empty()),
                ..RunOutcome::done(format!("{name}\n{}\n", listed.lines.join("\n")))
            },
        };
    };
    let backups = Backups::new(&places.state, &path);
    if number == 0 {
        let Some(text) = rebuilt(places, &path) else {
            return RunOutcome::failed(format!("no journal of {name} knows more than the file"));
        };
        return match Backups::write_out(&RealFiles, &path, to, "journal", text.as_bytes()) {
            Ok(restored) => RunOutcome::done(format!(
                "wrote every step of the journal to {}; {name} is as it was\n",
                named(&restored)
            )),
            Err(error) => RunOutcome::failed(unsaved(&error)),
        };
    }
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
            let restored = named(&restored);
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

/// What is kept of a workspace, in lines, and what cannot be listed of it.
#[derive(Default)]
pub(super) struct Listed {
    pub(super) lines: Vec<String>,
    pub(super) slips: Vec<String>,
}

impl Listed {
    fn is_empty(&self) -> bool {
        self.slips.is_empty() && self.lines.iter().all(|line| line == NOTHING)
    }
}

/// What is said where nothing is kept.
const NOTHING: &str = "no earlier versions are kept";

/// What is kept of the workspace at a path.
pub(super) fn listed(places: &Places, path: &Path) -> Listed {
    let backups = Backups::new(&places.state, path);
    let Listed {
        mut lines,
        mut slips,
    } = Listed::default();
    match backups.all(&RealFiles) {
        Ok(all) if all.is_empty() => lines.push(NOTHING.to_owned()),
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
        Err(error) => slips.push(format!("the backups cannot be listed: {error}")),
    }
    if let Some(text) = rebuilt(places, path) {
        let items = items(text.as_bytes());
        lines.push(format!(
            "  0  every step of the journal, also what no file has: {items}"
        ));
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
        Err(error) => slips.push(format!("the journals cannot be read: {error}")),
    }
    for line in lines.iter_mut().chain(&mut slips) {
        *line = clean(line);
    }
    Listed { lines, slips }
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
    Described {
        items: items(&bytes),
        is_intact,
    }
}

fn items(bytes: &[u8]) -> String {
    match store::parse_bytes(bytes) {
        Ok((workspace, _)) => count(workspace.count(Item::KIND), "item", "items"),
        Err(_) => "not readable".to_owned(),
    }
}

/// The text with every step that a journal has, made from the file or from a version of it; none when no journal
/// knows more than the file has.
fn rebuilt(places: &Places, path: &Path) -> Option<String> {
    let file = store::read(&RealFiles, path).unwrap_or_default();
    let pasts = journal::all_pasts(&RealFiles, &Shelf::new(&places.state, Some(path)), KINDS);
    let mut versions = Backups::new(&places.state, path).latest(&RealFiles);
    versions.insert(0, file);
    let file = versions.first()?;
    let text = |past: &Past| {
        versions.iter().find_map(|version| {
            let workspace = past.rebuilt(version)?;
            store::render(&workspace, Some(std::str::from_utf8(version).ok()?)).ok()
        })
    };
    let newest = pasts.iter().rev().find_map(text)?;
    (newest.as_bytes() != file).then_some(newest)
}

/// How to get an earlier version of a workspace back, if any is kept.
pub(super) fn hint(path: &Path) -> Option<String> {
    let places = Surroundings::read().places()?;
    let all = Backups::new(&places.state, &resolved(path)).all(&RealFiles);
    let versions = all.map_or(0, |all| all.len());
    let name = named(path);
    (versions > 0).then(|| {
        let versions = count(versions, "earlier version", "earlier versions");
        format!("evenkeel recover {name} lists {versions}")
    })
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
