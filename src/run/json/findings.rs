//! Findings and problems for scripts.

use serde::Serialize;

use super::Named;
use crate::exchange::facts::text;
use crate::model::id::Id;
use crate::model::text::Problem;
use crate::scoring::findings::{FINDINGS, Finding, Place};
use crate::shell::App;
use crate::views::findings::{Counts, counts, silence_reason};

/// What the backlog's own checks report.
#[derive(Debug, Serialize)]
pub(crate) struct Findings {
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
    Column {
        field: &'static str,
    },
    Item(Named),
    Record {
        /// The kind of the record, as links and filters name it.
        of: &'static str,
        id: String,
        title: String,
    },
}

impl Findings {
    /// The findings of a surveyed board.
    pub(crate) fn of(app: &App) -> Self {
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
            Place::Record(kind, id) => Spot::Record {
                of: kind.name,
                id: id.to_string(),
                title: text(&finding.place.words(workspace)),
            },
        },
        reason: text(&finding.reason.words(workspace)),
        items: finding.reason.items().iter().copied().map(named).collect(),
        silenced: silence_reason(app, finding).map(text),
    }
}

/// Something wrong with the file itself.
#[derive(Debug, Serialize)]
pub(crate) struct Wrong {
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
    pub(crate) fn of(problem: &Problem) -> Self {
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
pub(crate) struct Checked {
    /// Whether there is no error, among problems and findings that are not silenced.
    pub(crate) ok: bool,
    pub(crate) problems: Vec<Wrong>,
    #[serde(flatten)]
    pub(crate) findings: Findings,
}
