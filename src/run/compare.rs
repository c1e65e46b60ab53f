//! Telling workspaces apart and merging them, as git asks.
//!
//! Owns what git is told: 0 when everything merged, 1 when both sides stand in the file and somebody has to
//! choose, 129 when nothing was written, so that git stops. Git takes any other failure of a merge driver
//! for a conflict whose file holds our side alone, and forgets theirs.

use std::fmt::Write;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::process::Command;

use super::outcome::{RunOutcome, unsaved};
use super::{commands, paths};
use crate::desk::changes;
use crate::edit::difference;
use crate::model::text::clean_line;
use crate::store::{self, Files, RealFiles};

/// What our side is called; the names that git gives the versions meanwhile tell nobody anything.
const OURS: &str = "our version";
/// What tells git that nothing was written.
const STOP: u8 = 129;

/// Says what differs between two workspaces: 0 when nothing does, 1 when something does, 2 when one of them
/// cannot be read.
pub fn diff(from: &Path, to: &Path) -> RunOutcome {
    let read = |path: &Path| {
        let read = paths::given(path).and_then(|bytes| {
            let (workspace, _) = store::parse_bytes(&bytes)?;
            Ok((workspace, String::from_utf8(bytes).unwrap_or_default()))
        });
        read.map_err(|error| RunOutcome {
            code: 2,
            ..commands::unreadable(path, &error)
        })
    };
    let (one, other) = match (read(from), read(to)) {
        (Ok(one), Ok(other)) => (one, other),
        (Err(outcome), _) | (_, Err(outcome)) => return outcome,
    };
    let edits = difference(&one.0, &other.0);
    let mut out = String::new();
    for line in changes::lines(&one.0, &edits) {
        let _ = writeln!(out, "{}", clean_line(&line));
    }
    // Both were read a moment ago.
    if let Ok(Some(place)) = store::merge::foreign_difference(&one.1, &other.1) {
        let place = clean_line(&place);
        let _ = writeln!(out, "~ what this evenkeel does not understand: {place}");
    }
    RunOutcome {
        code: u8::from(!out.is_empty()),
        ..RunOutcome::done(out)
    }
}

/// Merges two versions of a workspace that began with `base` into the file of ours.
pub fn merge(base: &Path, ours: &Path, theirs: &Path, name: Option<&Path>) -> RunOutcome {
    let name = clean_line(&name.unwrap_or(ours).to_string_lossy()).into_owned();
    let merged = catch_unwind(AssertUnwindSafe(|| merged([base, ours, theirs], &name)));
    let stopped = |why: &str| RunOutcome {
        code: STOP,
        ..RunOutcome::failed(format!("{name}: {why}; nothing was written"))
    };
    match merged {
        Err(_) => stopped("a mistake in evenkeel"),
        Ok(Err(why)) => stopped(&why),
        Ok(Ok((bytes, outcome))) => {
            let target = RealFiles.resolve(ours).unwrap_or_else(|_| ours.to_owned());
            match store::overwrite(&RealFiles, &target, &bytes) {
                Ok(()) => outcome,
                Err(error) => stopped(&unsaved(&error.about(OURS))),
            }
        }
    }
}

/// What to write, and what to say of it.
fn merged(paths: [&Path; 3], name: &str) -> Result<(Vec<u8>, RunOutcome), String> {
    let read = |path, called| {
        let bytes = store::read_as(&RealFiles, path, Path::new(called));
        bytes.map_err(|error| error.to_string())
    };
    let [base, ours, theirs] = paths;
    let base_bytes = read(base, "the base")?;
    let (our_bytes, their_bytes) = (read(ours, OURS)?, read(theirs, "their version")?);
    let texts = (
        std::str::from_utf8(&base_bytes),
        std::str::from_utf8(&our_bytes),
        std::str::from_utf8(&their_bytes),
    );
    // Where git has nothing to ask, its text has the comments of both sides.
    let woven = as_text([], [ours, base, theirs]).ok();
    let woven = woven.filter(|(_, conflicts)| !conflicts);
    let woven = woven.and_then(|(text, _)| String::from_utf8(text).ok());
    let result = match texts {
        (Ok(base), Ok(ours), Ok(theirs)) => {
            store::merge::merge(base, ours, theirs, woven.as_deref())
                .map_err(|error| error.to_string())
        }
        _ => Err("one of the versions is not UTF-8 text".to_owned()),
    };
    let mut err = String::new();
    let merged = match result {
        Ok(merged) => merged,
        Err(why) => {
            let _ = writeln!(
                err,
                "evenkeel: {name}: {}; merged as text, look at the file before you go on",
                clean_line(&why)
            );
            let (text, _) = as_text(["--diff3"], [ours, base, theirs])?;
            return Ok((text, contested(err)));
        }
    };
    if merged.conflicts.is_empty() {
        return Ok((merged.ours.into_bytes(), RunOutcome::default()));
    }
    let (workspace, _) = store::parse(&merged.ours).map_err(|error| error.to_string())?;
    let (other, _) = store::parse(&merged.theirs).map_err(|error| error.to_string())?;
    for conflict in &merged.conflicts {
        let known = if workspace.record(conflict.kind, conflict.id).is_some() {
            &workspace
        } else {
            &other
        };
        let line = changes::conflict(known, conflict);
        let _ = writeln!(err, "evenkeel: {name}: {}", clean_line(&line));
    }
    let _ = writeln!(
        err,
        "evenkeel: {name}: {}; open it with evenkeel to choose",
        changes::many(merged.conflicts.len(), "conflict")
    );
    let text = marked(ours, &merged.ours, &merged.theirs)?;
    Ok((text, contested(err)))
}

/// Both sides stand in the file, and somebody has to choose.
fn contested(err: String) -> RunOutcome {
    RunOutcome {
        err,
        code: 1,
        ..RunOutcome::default()
    }
}

/// Both sides in one text, with markers around the lines in which they differ.
fn marked(beside: &Path, ours: &str, theirs: &str) -> Result<Vec<u8>, String> {
    let failed = |error: io::Error| format!("cannot write beside {OURS}: {error}");
    let directory = match beside.parent() {
        Some(parent) if parent != Path::new("") => parent,
        _ => Path::new("."),
    };
    let file = |text: &str| {
        let mut file = RealFiles.create_temporary(directory, store::files::FileAccess::Owner)?;
        RealFiles.write(&mut file, text.as_bytes())?;
        Ok::<_, io::Error>(file)
    };
    let all = (file(ours), file(""), file(theirs));
    let (ours, base, theirs) = match all {
        (Ok(ours), Ok(base), Ok(theirs)) => (ours, base, theirs),
        (Err(error), ..) | (_, Err(error), _) | (.., Err(error)) => return Err(failed(error)),
    };
    // Against an empty base git keeps what both have and marks the rest.
    let (text, conflicts) = as_text([], [ours.path(), base.path(), theirs.path()])?;
    if conflicts {
        Ok(text)
    } else {
        Err("git did not mark what differs".to_owned())
    }
}

/// Has git merge three files line by line, and says whether conflicts are left.
fn as_text<const N: usize>(
    options: [&str; N],
    files: [&Path; 3],
) -> Result<(Vec<u8>, bool), String> {
    let output = Command::new("git")
        .args([
            "merge-file",
            "-p",
            "-L",
            "ours",
            "-L",
            "base",
            "-L",
            "theirs",
        ])
        .args(options)
        .args(files)
        .output()
        .map_err(|error| format!("cannot run git: {error}"))?;
    // git ends with the number of conflicts, at most 127, or fails with more.
    if let Some(code @ 0..=127) = output.status.code() {
        return Ok((output.stdout, code > 0));
    }
    // What git says names its temporary files.
    Err("git cannot merge the texts line by line".to_owned())
}
