//! What the list of findings holds: its rows, and how many of each sort.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::desk::Desk;
use crate::model::format::{capital, count};
use crate::model::silence::Silence;
use crate::model::text::Severity;
use crate::model::words::worded;
use crate::scoring::findings::{Finding, FindingPlace, Remedy};
use crate::views::findings::Findings;

/// A row of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FindingRow<'a> {
    /// The heading over so many findings with the same remedy.
    Remedy(Remedy, usize),
    /// A finding.
    Finding(&'a Finding),
    /// The heading over so many silenced ones.
    Silenced(usize),
}

/// How many findings there are of each sort.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
    /// Notes.
    pub notes: usize,
    /// Silenced, whatever they are.
    pub silenced: usize,
}

/// What is listed: findings under what helps against them, the worst first; then the silenced ones.
pub fn rows<'a>(desk: &'a Desk, findings: &Findings) -> Vec<FindingRow<'a>> {
    let wanted = findings.filter.to_lowercase();
    let mut words = wanted.split_whitespace().peekable();
    let all = desk.seen_findings();
    let found: Vec<&Finding> = if words.peek().is_none() {
        all.collect()
    } else {
        let words: Vec<&str> = words.collect();
        all.filter(|finding| {
            let text = format!(
                "{} {} {} {} {} {}",
                finding.check.severity.word(),
                finding.check.code,
                finding.check.title,
                finding.check.remedy.title(),
                finding.place.words(desk.seen()),
                finding.reason.words(desk.seen())
            );
            let text = text.to_lowercase();
            words.iter().all(|word| text.contains(word))
        })
        .collect()
    };
    let (silenced, loud): (Vec<&Finding>, Vec<&Finding>) = found
        .into_iter()
        .partition(|finding| finding.silence.is_some());
    let mut groups: BTreeMap<Remedy, Vec<&Finding>> = BTreeMap::new();
    for finding in loud {
        groups
            .entry(finding.check.remedy)
            .or_default()
            .push(finding);
    }
    let mut groups: Vec<(Remedy, Vec<&Finding>)> = groups.into_iter().collect();
    // The worst finding of a group comes first in it; groups as bad as each other keep their order.
    groups.sort_by_key(|(_, all)| Reverse(all.first().map(|finding| finding.check.severity)));
    let mut rows: Vec<FindingRow<'_>> = Vec::new();
    for (remedy, all) in groups {
        rows.push(FindingRow::Remedy(remedy, all.len()));
        rows.extend(all.into_iter().map(FindingRow::Finding));
    }
    if !silenced.is_empty() {
        rows.push(FindingRow::Silenced(silenced.len()));
        rows.extend(silenced.into_iter().map(FindingRow::Finding));
    }
    rows
}

/// A heading of the list: what helps, against how many, and the key that mends most of them at once.
pub fn heading(desk: &Desk, row: &FindingRow<'_>) -> Option<String> {
    match row {
        FindingRow::Finding(_) => None,
        FindingRow::Silenced(count) => Some(format!("{count} silenced")),
        FindingRow::Remedy(remedy, number) => {
            let many = count(*number, "finding", "findings");
            let key = match remedy {
                Remedy::Replan => Some(("plan.suggest", "in Plan suggests one that fits")),
                Remedy::Decide => Some(("item.decide", worded("answers for the chosen item"))),
                Remedy::Talk => Some(("people.contact", "in Stakeholders notes a talk")),
                Remedy::Estimate => Some(("go.session", "estimates with others")),
                Remedy::Test | Remedy::Repair | Remedy::Write => None,
            };
            let key =
                key.and_then(|(id, does)| Some(format!(" · {} {does}", desk.keys.taught(id)?)));
            let title = remedy.title();
            Some(format!("{title}: {many}{}", key.unwrap_or_default()))
        }
    }
}

/// What is wrong, where and why, in words: the title, and the facts with their place before them.
pub fn told(desk: &Desk, finding: &Finding) -> (String, String) {
    let facts = match silence_reason(desk, finding) {
        Some(reason) => format!("silenced: {reason}"),
        None => finding.reason.words(desk.seen()),
    };
    let facts = match finding.place {
        FindingPlace::Workspace => capital(&facts),
        FindingPlace::Column(_) | FindingPlace::Item(_) | FindingPlace::Record(..) => {
            format!("{}: {facts}", finding.place.words(desk.seen()))
        }
    };
    (capital(finding.check.title.said()), facts)
}

/// How many findings there are of each sort.
pub fn counts(desk: &Desk) -> Counts {
    let mut counts = Counts::default();
    for finding in desk.seen_findings() {
        let slot = match (finding.silence, finding.check.severity) {
            (Some(_), _) => &mut counts.silenced,
            (None, Severity::Error) => &mut counts.errors,
            (None, Severity::Warning) => &mut counts.warnings,
            (None, Severity::Note) => &mut counts.notes,
        };
        *slot += 1;
    }
    counts
}

impl Counts {
    /// All that are not silenced.
    pub const fn loud(self) -> usize {
        self.errors + self.warnings + self.notes
    }
}

/// Why a finding is silenced, while its silence is there.
pub fn silence_reason<'a>(desk: &'a Desk, finding: &Finding) -> Option<&'a str> {
    let silence = desk.workspace.get::<Silence>(finding.silence?)?;
    Some(&silence.reason)
}
