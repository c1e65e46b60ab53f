//! The words that need no screen: making, showing, importing, checking.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use ratatui::layout::Size;

use super::cli::Shown;
use super::{Outcome, fresh, json, line, paths, today, unsaved};
use crate::app::App;
use crate::app::file::{File, Home};
use crate::app::ids::Ids;
use crate::app::preferences::Preferences;
use crate::edit;
use crate::exchange;
use crate::model::item::Item;
use crate::model::record::Declared;
use crate::model::settings::Lens;
use crate::model::text::{Severity, clean_line};
use crate::store::{self, Fingerprint, LoadError, Opened, RealFiles, Refusal, SaveError};
use crate::ui::plain;

/// How high a printed view may think its screen is.
const HEIGHT: u16 = 60;

/// Makes a new workspace.
pub fn init(file: PathBuf) -> Outcome {
    let file = paths::workspace(file);
    let workspace = fresh::workspace(&fresh::product_name(&file));
    match store::create(&RealFiles, &file, &workspace, None) {
        Ok(_) => Outcome::done(format!(
            "made {name}; open it with: evenkeel {name}\n",
            name = named(&file)
        )),
        Err(error) => Outcome::failed(unsaved(&error)),
    }
}

/// Prints a view as plain text, or as facts for scripts.
pub fn show(view: Shown, file: &Path, width: u16, json: bool) -> Outcome {
    let mut app = match surveyed(file, width) {
        Ok(app) => app,
        Err(error) => return unreadable(file, &error),
    };
    if json {
        return match view {
            Shown::Findings => json::print("findings", &named(file), json::Findings::of(&app), 0),
            Shown::Board | Shown::Order | Shown::Grid | Shown::Balance => Outcome {
                code: 2,
                ..Outcome::failed(
                    "there is no --json for this view yet · leave it out, or show findings",
                )
            },
        };
    }
    let count = app.file.problems.len();
    if matches!(view, Shown::Order) {
        app.derived.look_through(&app.workspace, Lens::Order);
        app.settle();
    }
    let text = match view {
        Shown::Order => plain::order(&app),
        Shown::Board => plain::board(&app),
        Shown::Grid => plain::grid(&app),
        Shown::Balance => plain::balance(&app),
        Shown::Findings => plain::findings(&app),
    };
    let mut outcome = Outcome::done(text);
    if count > 0 {
        let name = named(file);
        outcome.err = format!("evenkeel: problems in {name}: {count}; see evenkeel check {name}\n");
    }
    outcome
}

/// Opens a workspace with all that follows from it.
fn surveyed(file: &Path, width: u16) -> Result<App, LoadError> {
    let opened = store::open(&RealFiles, file)?;
    let mut app = App::new(
        opened.workspace,
        File::new(Home::File(opened.path), opened.problems),
        Preferences::default(),
        0,
        Size {
            width,
            height: HEIGHT,
        },
        Some(today()),
    );
    app.derived.survey_now(&app.workspace);
    Ok(app)
}

/// Lists what is wrong with a workspace: problems of the file, findings of the backlog.
pub fn check(file: &Path, json: bool) -> Outcome {
    let app = match surveyed(file, 100) {
        Ok(app) => app,
        Err(error) => return unreadable(file, &error),
    };
    let (name, mut out) = (named(file), String::new());
    let problems = &app.file.problems;
    let loud = || {
        let all = app.derived.survey.findings.iter();
        all.filter(|finding| finding.silence.is_none())
    };
    let severities = problems.iter().map(|problem| problem.severity);
    let severities = severities.chain(loud().map(|finding| finding.check.severity));
    let is_wrong = severities.max() == Some(Severity::Error);
    if json {
        let checked = json::Checked {
            ok: !is_wrong,
            problems: problems.iter().map(json::Wrong::of).collect(),
            findings: json::Findings::of(&app),
        };
        return json::print("check", &name, checked, u8::from(is_wrong));
    }
    for problem in problems {
        let word = problem.severity.word();
        let _ = writeln!(out, "{name}: {word}: {}", line(problem));
    }
    for finding in loud() {
        let _ = writeln!(out, "{name}: {}", plain::finding(&app, finding));
    }
    let items = app.workspace.count(Item::KIND);
    let (problems, findings) = (problems.len(), loud().count());
    let _ = writeln!(
        out,
        "{name}: items: {items}, problems: {problems}, findings: {findings}"
    );
    Outcome {
        code: u8::from(is_wrong),
        ..Outcome::done(out)
    }
}

/// Brings items in from a foreign file.
pub fn import(file: &Path, into: PathBuf, dry_run: bool) -> Outcome {
    let bytes = match store::read(&RealFiles, file) {
        Ok(bytes) => bytes,
        Err(error) => return unreadable(file, &error),
    };
    let into = paths::workspace(into);
    let (mut workspace, known) = match store::open(&RealFiles, &into) {
        Ok(Opened {
            workspace,
            fingerprint,
            ..
        }) => (workspace, Some(fingerprint)),
        Err(error) if error.refusal == Refusal::Unreadable && !is_there(&into) => {
            (fresh::workspace(&fresh::product_name(&into)), None)
        }
        Err(error) => return unreadable(&into, &error),
    };
    let mut ids = Ids::new(fastrand::u64(..));
    let import = exchange::import(&bytes, &workspace, || ids.fresh(&workspace, Item::KIND));
    let mut outcome = Outcome::done(String::new());
    for line in import.summary() {
        let _ = writeln!(outcome.out, "{}", clean_line(&line));
    }
    let read = import.created + import.updated + import.unchanged;
    outcome.code = u8::from(read == 0);
    let name = named(&into);
    if dry_run {
        let _ = writeln!(outcome.out, "dry run: {name} is as it was");
        return outcome;
    }
    if import.edits.is_empty() {
        let _ = writeln!(outcome.out, "nothing to change: {name} is as it was");
        return outcome;
    }
    if let Err(error) = edit::apply(&mut workspace, import.edits) {
        let why = format!("{error} · {} · {name} is as it was", error.hint());
        outcome.err = format!("evenkeel: {}\n", clean_line(&why));
        outcome.code = 1;
        return outcome;
    }
    match written(&into, &workspace, known) {
        Ok(()) => {
            let _ = writeln!(outcome.out, "saved {name}");
        }
        Err(error) => {
            outcome.err = format!("evenkeel: {}\n", unsaved(&error));
            outcome.code = 1;
        }
    }
    outcome
}

fn written(
    path: &Path,
    workspace: &crate::model::Workspace,
    known: Option<Fingerprint>,
) -> Result<(), SaveError> {
    match known {
        Some(known) => store::save(&RealFiles, path, workspace, known),
        None => store::create(&RealFiles, path, workspace, None),
    }
    .map(drop)
}

/// Whether anything has this name, even a link to nothing.
fn is_there(path: &Path) -> bool {
    path.symlink_metadata().is_ok()
}

/// Says why a file was refused: where, with the lines around it, and the next step.
pub(super) fn unreadable(file: &Path, error: &LoadError) -> Outcome {
    let what = clean_line(&error.to_string()).into_owned();
    let mut err = if error.refusal == Refusal::Unreadable {
        format!("evenkeel: {what}\n")
    } else {
        format!("evenkeel: {}: {what}\n", named(file))
    };
    if !error.excerpt.is_empty() {
        let _ = writeln!(err, "{}", error.excerpt);
    }
    let _ = writeln!(err, "{}", clean_line(error.hint()));
    Outcome {
        err,
        code: 1,
        ..Outcome::default()
    }
}

fn named(path: &Path) -> String {
    clean_line(&path.to_string_lossy()).into_owned()
}
