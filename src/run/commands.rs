//! The words that need no screen: making, showing, importing, checking.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use ratatui::layout::Size;

use super::cli::Shown;
use super::{Outcome, fresh, json, line, paths, today, unsaved};
use crate::app::App;
use crate::app::explain;
use crate::app::file::{File, Home};
use crate::app::ids::Ids;
use crate::app::preferences::Preferences;
use crate::edit;
use crate::exchange;
use crate::model::Workspace;
use crate::model::id::Id;
use crate::model::item::Item;
use crate::model::record::Declared;
use crate::model::settings::Lens;
use crate::model::text::{Problem, Severity, clean_line};
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

/// Prints a view as plain text.
pub fn show(view: &Shown, width: u16) -> Outcome {
    let file = view.sheet().file.as_path();
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
    if matches!(view, Shown::Order { .. }) {
        app.derived.look_through(&app.workspace, Lens::Order);
        app.settle();
    }
    app.derived.survey_now(&app.workspace);
    let text = match view {
        Shown::Order { json: true, .. } => json::printed(&json::order(&app)),
        Shown::Order { .. } => plain::order(&app),
        Shown::Board(_) => plain::board(&app),
        Shown::Grid(_) => plain::grid(&app),
        Shown::Balance(_) => plain::balance(&app),
        Shown::Explain { item, json, .. } => match explained(&app, item, *json) {
            Ok(text) => text,
            Err(why) => return Outcome::failed(why),
        },
    };
    let mut outcome = Outcome::done(text);
    if count > 0 {
        let name = named(file);
        outcome.err = format!("evenkeel: problems in {name}: {count}; see evenkeel check {name}\n");
    }
    outcome
}

/// Why one item stands where it stands, or which items its name could mean.
fn explained(app: &App, name: &str, as_json: bool) -> Result<String, String> {
    let id = named_item(&app.workspace, name)?;
    let why = explain::explained(app, id)
        .ok_or_else(|| format!("nothing is known of {}", clean_line(name)))?;
    let message = explain::message(&app.workspace, &why);
    if as_json {
        return Ok(json::printed(&json::explained(app, &why, &message)));
    }
    let title = app.workspace.get::<Item>(id).map(|item| &item.title);
    let to = message.to.as_deref().unwrap_or("the person who asked");
    let heads = [
        title.cloned().unwrap_or_default(),
        format!("Message for {to}"),
    ];
    let bodies = [explain::team(&app.workspace, &why), message.lines];
    let mut out = String::new();
    for (head, body) in heads.iter().zip(&bodies) {
        if !out.is_empty() {
            out.push('\n');
        }
        let _ = writeln!(out, "{}\n", clean_line(head));
        for line in body {
            let _ = writeln!(out, "{}", clean_line(line));
        }
    }
    Ok(out)
}

/// The item of a key, an id, a title or a part of one title alone, in capitals or not.
fn named_item(workspace: &Workspace, name: &str) -> Result<Id, String> {
    const LISTED: usize = 10;
    let wanted = name.to_lowercase();
    let all: Vec<&Item> = workspace.all::<Item>().collect();
    let ways: [&dyn Fn(&Item) -> bool; 4] = [
        &|item| item.id.to_string() == name,
        &|item| !item.key.is_empty() && item.key.to_lowercase() == wanted,
        &|item| item.title.to_lowercase() == wanted,
        &|item| !wanted.is_empty() && item.title.to_lowercase().contains(&wanted),
    ];
    let name = clean_line(name);
    for way in ways {
        let found: Vec<&&Item> = all.iter().filter(|item| way(item)).collect();
        match found.as_slice() {
            [] => {}
            [item] => return Ok(item.id),
            many => {
                let mut why = format!("{} items are called {name}; say which:", many.len());
                for item in many.iter().take(LISTED) {
                    let _ = write!(why, "\n  {}  {} {}", item.id, item.key, item.title);
                }
                if many.len() > LISTED {
                    let _ = write!(why, "\n  and {} more", many.len() - LISTED);
                }
                let lines: Vec<_> = why.lines().map(clean_line).collect();
                return Err(lines.join("\n"));
            }
        }
    }
    Err(format!(
        "no item has the key, the id or a title with {name}; evenkeel show board lists them"
    ))
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
    workspace: &Workspace,
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
