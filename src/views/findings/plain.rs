//! The findings as plain text: a line each, by title for people and by code for scripts.

use std::fmt::Write as _;

use crate::desk::Desk;
use crate::scoring::findings::Finding;
use crate::ui::text;
use crate::views::findings::{FindingRow, Findings, counts, heading, rows, silence_reason, told};

/// Every finding under what helps against it: severity, title, place and facts; then how many there are.
pub fn findings(desk: &Desk, findings: &Findings) -> String {
    let mut out = String::new();
    for row in rows(desk, findings) {
        match row {
            FindingRow::Finding(found) => {
                let (title, facts) = told(desk, found);
                let line = format!("  {}: {title}. {facts}", found.check.severity.word());
                let _ = writeln!(out, "{}", text::clean(&line));
            }
            FindingRow::Remedy(..) | FindingRow::Silenced(_) => {
                let _ = writeln!(out, "{}", heading(desk, &row).unwrap_or_default());
            }
        }
    }
    let total = counts(desk);
    let _ = writeln!(
        out,
        "{}, {}, {}, {} silenced; {} checks ran",
        text::count(total.errors, "error", "errors"),
        text::count(total.warnings, "warning", "warnings"),
        text::count(total.notes, "note", "notes"),
        total.silenced,
        desk.derived.checks.len()
    );
    out
}

/// One finding in one line, for scripts: severity, code, place and reason.
pub fn finding(desk: &Desk, finding: &Finding) -> String {
    let mut line = format!(
        "{}: {}: {}: {}",
        finding.check.severity.word(),
        finding.check.code,
        finding.place.words(desk.seen()),
        finding.reason.words(desk.seen())
    );
    if let Some(reason) = silence_reason(desk, finding) {
        let _ = write!(line, " (silenced: {reason})");
    }
    text::clean(&line).into_owned()
}
