//! What is still open: what the backlog's own checks report, and what nobody knows yet.

use serde::Serialize;

use super::backlog::sentence;
use crate::exchange::export::content::Content;
use crate::model::format;
use crate::model::id::Id;
use crate::model::text::Severity;
use crate::scoring::explain::words;
use crate::scoring::findings::{Finding, FindingPlace};
use crate::scoring::ranking::inputs::factor_word;

/// How many rows each list has; more are counted.
const LISTED: usize = 100;

#[derive(Serialize)]
pub(super) struct Open {
    findings: Vec<ReportFinding>,
    findings_note: String,
    unknown: Vec<UnknownItem>,
    unknown_note: String,
}

#[derive(Serialize)]
struct ReportFinding {
    severity: &'static str,
    check: String,
    place: String,
    reason: String,
}

#[derive(Serialize)]
struct UnknownItem {
    rank: Option<usize>,
    title: String,
    missing: String,
    range: String,
    changes: Vec<String>,
}

pub(super) fn open(content: &Content<'_>) -> Open {
    let (loud, notes): (Vec<&Finding>, Vec<&Finding>) = content
        .findings()
        .partition(|finding| finding.check.severity > Severity::Note);
    let unknown: Vec<UnknownItem> = content
        .items
        .iter()
        .filter_map(|id| unknown(content, *id))
        .collect();
    Open {
        findings_note: note(
            loud.len(),
            &match notes.len() {
                0 => String::new(),
                count => format!(
                    "{} of less weight can be seen in the board.",
                    format::count(count, "more note", "more notes")
                ),
            },
        ),
        unknown_note: note(unknown.len(), ""),
        findings: loud
            .into_iter()
            .take(LISTED)
            .map(|finding| found(content, finding))
            .collect(),
        unknown: unknown.into_iter().take(LISTED).collect(),
    }
}

fn note(count: usize, more: &str) -> String {
    if count > LISTED {
        format!("The first {LISTED} of {count}. {more}")
            .trim_end()
            .to_owned()
    } else {
        more.to_owned()
    }
}

fn found(content: &Content<'_>, finding: &Finding) -> ReportFinding {
    ReportFinding {
        severity: finding.check.severity.word(),
        check: sentence(finding.check.title.said())
            .trim_end_matches('.')
            .to_owned(),
        place: match finding.place {
            FindingPlace::Item(id) => content.title(id),
            place @ (FindingPlace::Workspace
            | FindingPlace::Column(_)
            | FindingPlace::Record(..)) => {
                let words = sentence(&place.words(content.workspace));
                words.trim_end_matches('.').to_owned()
            }
        },
        reason: sentence(&content.said(&finding.reason.words(content.workspace))),
    }
}

/// What is unknown of an item and what knowing it could change; none where nothing is worth saying.
fn unknown(content: &Content<'_>, id: Id) -> Option<UnknownItem> {
    // What has no rank is listed with the backlog.
    let score = content
        .evaluation
        .score(id)
        .filter(|score| score.rank.is_some())?;
    let firmness = content.survey.firmness.as_ref();
    let doubts = firmness.map_or(&[][..], |firmness| firmness.doubts(id));
    let matters = |verdict: &crate::scoring::firmness::robustness::matters::DoubtEffect| {
        verdict.changes_top || verdict.crosses_cut
    };
    let missing = &score.line.missing;
    if missing.is_empty() && !doubts.iter().any(|d| matters(&d.verdict)) {
        return None;
    }
    let in_doubt = doubts.iter().map(|doubt| factor_word(doubt.factor));
    let range = score
        .line
        .range
        .filter(|_| content.disclosure.shows_scores());
    Some(UnknownItem {
        rank: score.rank,
        title: content.title(id),
        missing: if missing.is_empty() {
            format!("{} within a range", in_doubt.collect::<Vec<_>>().join(", "))
        } else {
            content.said(&missing.join(", "))
        },
        range: range.map_or_else(String::new, |(low, high)| {
            format!("{} to {}", low.to_grouped(2), high.to_grouped(2))
        }),
        changes: doubts.iter().copied().map(words::doubt).collect(),
    })
}
