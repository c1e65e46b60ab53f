//! The findings as plain text: a line each.

use std::fmt::Write as _;

use crate::desk::Desk;
use crate::scoring::findings::Finding;
use crate::ui::text;
use crate::views::findings::{Findings, Row, counts, rows, silence_reason};

/// Every finding: severity, code, place and reason; then the silenced ones, and how many there are.
pub fn findings(desk: &Desk, findings: &Findings) -> String {
    let mut out = String::new();
    for row in rows(desk, findings) {
        match row {
            Row::Finding(found) => {
                let _ = writeln!(out, "{}", finding(desk, found));
            }
            Row::Silenced(count) => {
                let _ = writeln!(out, "---- {count} silenced ----");
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

/// One finding in one line.
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
