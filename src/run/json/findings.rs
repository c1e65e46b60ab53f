//! Findings and problems for scripts.

use serde::Serialize;

use super::Named;
use crate::exchange::facts::text;
use crate::model::id::Id;
use crate::model::text::Problem;
use crate::scoring::findings::{FINDINGS, Finding, FindingPlace};
use crate::shell::App;
use crate::views::findings::{Counts, counts, silence_reason};

/// What the backlog's own checks report.
#[derive(Debug, Serialize)]
pub(crate) struct FindingsJson {
    counts: Numbers,
    findings: Vec<FindingJson>,
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
struct FindingJson {
    code: &'static str,
    severity: &'static str,
    place: PlaceJson,
    reason: String,
    /// The items the reason names.
    items: Vec<Named>,
    /// Why it is silenced; null while it is not.
    silenced: Option<String>,
}

/// What a finding is about: `{ "kind": "item", "id": …, "key": …, "title": … }`.
#[derive(Debug, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
enum PlaceJson {
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

impl FindingsJson {
    /// The findings of a surveyed board.
    pub(crate) fn of(app: &App) -> Self {
        let Counts {
            errors,
            warnings,
            notes,
            silenced,
        } = counts(&app.desk);
        let all = app.desk.derived.survey.findings.iter();
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

fn found(app: &App, finding: &Finding) -> FindingJson {
    let workspace = &app.desk.workspace;
    let named = |id: Id| Named::of(workspace, id);
    FindingJson {
        code: finding.check.code,
        severity: finding.check.severity.word(),
        place: match finding.place {
            FindingPlace::Workspace => PlaceJson::Workspace,
            FindingPlace::Column(factor) => PlaceJson::Column {
                field: factor.field(),
            },
            FindingPlace::Item(id) => PlaceJson::Item(named(id)),
            FindingPlace::Record(kind, id) => PlaceJson::Record {
                of: kind.name,
                id: id.to_string(),
                title: text(&finding.place.words(workspace)),
            },
        },
        reason: text(&finding.reason.words(workspace)),
        items: finding.reason.items().iter().copied().map(named).collect(),
        silenced: silence_reason(&app.desk, finding).map(text),
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
    pub(crate) findings: FindingsJson,
}
