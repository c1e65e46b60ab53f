//! The findings as plain text: a line each.

use std::fmt::Write as _;

use crate::scoring::findings::{FINDINGS, Finding};
use crate::shell::App;
use crate::ui::text;
use crate::views::findings::{Row, counts, rows, silence_reason};

/// Every finding: severity, code, place and reason; then the silenced ones, and how many there are.
pub fn findings(app: &App) -> String {
    let mut out = String::new();
    for row in rows(app) {
        match row {
            Row::Finding(found) => {
                let _ = writeln!(out, "{}", finding(app, found));
            }
            Row::Silenced(count) => {
                let _ = writeln!(out, "---- {count} silenced ----");
            }
        }
    }
    let total = counts(app);
    let _ = writeln!(
        out,
        "{}, {}, {}, {} silenced; {} checks ran",
        text::count(total.errors, "error", "errors"),
        text::count(total.warnings, "warning", "warnings"),
        text::count(total.notes, "note", "notes"),
        total.silenced,
        FINDINGS.len()
    );
    out
}

/// One finding in one line.
pub fn finding(app: &App, finding: &Finding) -> String {
    let mut line = format!(
        "{}: {}: {}: {}",
        finding.check.severity.word(),
        finding.check.code,
        finding.place.words(app.seen()),
        finding.reason.words(app.seen())
    );
    if let Some(reason) = silence_reason(app, finding) {
        let _ = write!(line, " (silenced: {reason})");
    }
    text::clean(&line).into_owned()
}
