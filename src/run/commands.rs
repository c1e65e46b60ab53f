//! The words that need no screen: making, showing, importing, checking.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use ratatui::layout::Size;

use super::cli::Shown;
use super::surroundings::Surroundings;
use super::{Outcome, fresh, line, paths, today, unsaved};
use crate::app::App;
use crate::app::file::{File, Home};
use crate::app::ids::Ids;
use crate::app::preferences::Preferences;
use crate::edit;
use crate::exchange;
use crate::model::item::Item;
use crate::model::record::Declared;
use crate::model::settings::Lens;
use crate::model::text::{Problem, Severity, clean_line};
use crate::store::{self, Known, LoadError, Opened, RealFiles, Refusal, Save, SaveError};
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

/// Prints a view as plain text.
pub fn show(view: Shown, file: &Path, width: u16) -> Outcome {
    let opened = match store::open(&RealFiles, file) {
        Ok(opened) => opened,
        Err(error) => return unreadable(file, &error),
    };
    let count = opened.problems.len();
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
    if matches!(view, Shown::Order) {
        app.derived.look_through(&app.workspace, Lens::Order);
        app.settle();
    }
    let text = match view {
        Shown::Order => plain::order(&app),
        Shown::Board => plain::board(&app),
        Shown::Grid => plain::grid(&app),
        Shown::Balance => plain::balance(&app),
    };
    let mut outcome = Outcome::done(text);
    if count > 0 {
        let name = named(file);
        outcome.err = format!("evenkeel: problems in {name}: {count}; see evenkeel check {name}\n");
    }
    outcome
}

/// Lists what is wrong with a workspace.
pub fn check(file: &Path) -> Outcome {
    let opened = match store::open(&RealFiles, file) {
        Ok(opened) => opened,
        Err(error) => return unreadable(file, &error),
    };
    let (name, mut out) = (named(file), String::new());
    for problem in &opened.problems {
        let word = match problem.severity {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        };
        let _ = writeln!(out, "{name}: {word}: {}", line(problem));
    }
    let items = opened.workspace.count(Item::KIND);
    let problems = opened.problems.len();
    let _ = writeln!(out, "{name}: items: {items}, problems: {problems}");
    let is_error = |problem: &Problem| problem.severity == Severity::Error;
    Outcome {
        code: u8::from(opened.problems.iter().any(is_error)),
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
            workspace, known, ..
        }) => (workspace, Some(known)),
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
    match written(&into, &workspace, known.as_ref()) {
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
    known: Option<&Known>,
) -> Result<(), SaveError> {
    match known {
        Some(known) => {
            let places = Surroundings::read().places();
            let save = Save {
                path,
                workspace,
                known,
                base: None,
                contested: false,
                state: places.as_ref().map(|places| places.state.as_path()),
            };
            store::save(&RealFiles, &save)
        }
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
