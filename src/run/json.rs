//! Facts for scripts: the shapes that `--json` prints.
//!
//! Owns the form of a document and of what all documents name: items, findings, problems. A shape only grows
//! within its version. Texts are cleaned as on the screen, so that nothing in a file drives a terminal.

use serde::Serialize;

use super::Outcome;
use crate::app::App;
use crate::app::views::findings::{Counts, counts, silence_reason};
use crate::model::Workspace;
use crate::model::id::Id;
use crate::model::item::Item;
use crate::model::text::{Problem, clean_line};
use crate::scoring::findings::{FINDINGS, Finding, Place};

/// The version of every shape here.
const VERSION: u32 = 1;

/// A whole answer: `{ "evenkeel": "findings", "version": 1, "file": …, … }`.
#[derive(Debug, Serialize)]
struct Document<'a, T> {
    /// What it holds.
    evenkeel: &'static str,
    version: u32,
    file: &'a str,
    #[serde(flatten)]
    body: T,
}

/// Prints a document with a code to end with.
pub(super) fn print(what: &'static str, file: &str, body: impl Serialize, code: u8) -> Outcome {
    let document = Document {
        evenkeel: what,
        version: VERSION,
        file,
        body,
    };
    match serde_json::to_string_pretty(&document) {
        Ok(text) => Outcome {
            code,
            ..Outcome::done(text + "\n")
        },
        Err(error) => Outcome::failed(format!("cannot write JSON: {error}")),
    }
}

/// An item, as every document names it.
#[derive(Debug, Serialize)]
pub(super) struct Named {
    id: String,
    /// Its key elsewhere; empty where it has none.
    key: String,
    title: String,
}

impl Named {
    /// The names of an item; of one that is gone the id alone.
    pub(super) fn of(workspace: &Workspace, id: Id) -> Self {
        let item = workspace.get::<Item>(id);
        Self {
            id: id.to_string(),
            key: item.map_or_else(String::new, |item| text(&item.key)),
            title: item.map_or_else(String::new, |item| text(&item.title)),
        }
    }
}

/// What the backlog's own checks report.
#[derive(Debug, Serialize)]
pub(super) struct Findings {
    counts: Numbers,
    findings: Vec<Found>,
}

#[derive(Debug, Serialize)]
struct Numbers {
    /// How many checks ran.
    checks: usize,
    errors: usize,
    warnings: usize,
    notes: usize,
    /// Of any severity, and counted nowhere else.
    silenced: usize,
}

#[derive(Debug, Serialize)]
struct Found {
    code: &'static str,
    severity: &'static str,
    place: Spot,
    reason: String,
    /// The items the reason names.
    items: Vec<Named>,
    /// Why it is silenced; null while it is not.
    silenced: Option<String>,
}

/// What a finding is about: `{ "kind": "item", "id": …, "key": …, "title": … }`.
#[derive(Debug, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
enum Spot {
    Workspace,
    Column { field: &'static str },
    Item(Named),
}

impl Findings {
    /// The findings of a surveyed board.
    pub(super) fn of(app: &App) -> Self {
        let Counts {
            errors,
            warnings,
            notes,
            silenced,
        } = counts(app);
        let all = app.derived.survey.findings.iter();
        Self {
            counts: Numbers {
                checks: FINDINGS.len(),
                errors,
                warnings,
                notes,
                silenced,
            },
            findings: all.map(|finding| found(app, finding)).collect(),
        }
    }
}

fn found(app: &App, finding: &Finding) -> Found {
    let workspace = &app.workspace;
    let named = |id: Id| Named::of(workspace, id);
    Found {
        code: finding.check.code,
        severity: finding.check.severity.word(),
        place: match finding.place {
            Place::Workspace => Spot::Workspace,
            Place::Column(factor) => Spot::Column {
                field: factor.field(),
            },
            Place::Item(id) => Spot::Item(named(id)),
        },
        reason: text(&finding.reason.words(workspace)),
        items: finding.reason.items().iter().copied().map(named).collect(),
        silenced: silence_reason(app, finding).map(text),
    }
}

/// Something wrong with the file itself.
#[derive(Debug, Serialize)]
pub(super) struct Wrong {
    severity: &'static str,
    /// From 1; null where it is not known.
    line: Option<usize>,
    column: Option<usize>,
    path: String,
    what: String,
    hint: String,
}

impl Wrong {
    /// A problem.
    pub(super) fn of(problem: &Problem) -> Self {
        Self {
            severity: problem.severity.word(),
            line: problem.line,
            column: problem.column,
            path: text(&problem.path),
            what: text(&problem.what),
            hint: text(&problem.hint),
        }
    }
}

/// All that is wrong with a workspace.
#[derive(Debug, Serialize)]
pub(super) struct Checked {
    /// Whether there is no error, among problems and findings that are not silenced.
    pub(super) ok: bool,
    pub(super) problems: Vec<Wrong>,
    #[serde(flatten)]
    pub(super) findings: Findings,
}

fn text(words: &str) -> String {
    clean_line(words).into_owned()
}
