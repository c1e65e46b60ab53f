//! How many findings there are, by severity and by code.

use std::collections::BTreeMap;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::desk::Desk;
use crate::model::text::Severity;
use crate::ui::look::Look;
use crate::ui::text;
use crate::ui::widgets::{Focus, Rule, put};
use crate::views::findings::Counts;

/// Draws the counts; nothing where there is no room for them.
pub(super) fn counts(desk: &Desk, look: &Look, total: Counts, area: Rect, buf: &mut Buffer) {
    if area.is_empty() {
        return;
    }
    let mut y = area.y;
    let rule = |title: &str, note: &str, y: u16, buf: &mut Buffer| {
        let row = Rect {
            y,
            height: 1,
            ..area
        };
        Rule {
            title,
            note,
            focus: Focus::Elsewhere,
        }
        .draw(look, row.intersection(area), buf);
    };
    rule("By severity", "", y, buf);
    let each = [
        (Severity::Error, total.errors, "error", "errors"),
        (Severity::Warning, total.warnings, "warning", "warnings"),
        (Severity::Note, total.notes, "note", "notes"),
    ];
    for (severity, count, one, many) in each {
        y += 1;
        let (shape, style) = look.severity(severity);
        let x = put(buf, area, area.x + 1, y, shape, style) + 1;
        put(buf, area, x, y, &text::count(count, one, many), look.text());
    }
    y += 1;
    let silenced = format!("{} silenced", total.silenced);
    put(buf, area, area.x + 3, y, &silenced, look.muted());
    y += 2;
    let checks = text::count(desk.derived.checks.len(), "check", "checks");
    rule("By code", &checks, y, buf);
    let mut counts = BTreeMap::<&str, usize>::new();
    for finding in desk.seen_findings().filter(|one| one.silence.is_none()) {
        *counts.entry(finding.check.code).or_default() += 1;
    }
    for check in desk.derived.checks {
        if let Some(count) = counts.get(check.code) {
            y += 1;
            let digits = text::pad_left(&count.to_string(), 5, "");
            let x = put(buf, area, area.x, y, &digits, look.strong()) + 1;
            put(buf, area, x, y, check.code, look.text());
        }
    }
}
