//! What the list of findings holds: its rows, and how many of each sort.

use crate::desk::Desk;
use crate::model::silence::Silence;
use crate::model::text::Severity;
use crate::scoring::findings::Finding;
use crate::views::findings::Findings;

/// A row of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Row<'a> {
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

/// What is listed: findings by severity and place, then the silenced ones under a heading.
pub fn rows<'a>(desk: &'a Desk, findings: &Findings) -> Vec<Row<'a>> {
    let wanted = findings.filter.to_lowercase();
    let mut words = wanted.split_whitespace().peekable();
    let all = desk.seen_findings();
    let found: Vec<&Finding> = if words.peek().is_none() {
        all.collect()
    } else {
        let words: Vec<&str> = words.collect();
        all.filter(|finding| {
            let text = format!(
                "{} {} {} {}",
                finding.check.severity.word(),
                finding.check.code,
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
    let mut rows: Vec<Row<'_>> = loud.into_iter().map(Row::Finding).collect();
    if !silenced.is_empty() {
        rows.push(Row::Silenced(silenced.len()));
        rows.extend(silenced.into_iter().map(Row::Finding));
    }
    rows
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
