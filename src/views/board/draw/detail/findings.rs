//! What the backlog's own checks report of the selected item: a line each.

use crate::desk::Desk;
use crate::dialogs::draw::own;
use crate::model::id::Id;
use crate::model::key::GO_FINDINGS;
use crate::scoring::findings::{Finding, FindingPlace, Reason};
use crate::ui::look::Look;
use crate::ui::text;
use crate::views::board::draw::detail::Line;

/// How many are shown; the view lists them all.
const SHOWN: usize = 3;

/// How many there are, in words; none for an item without.
pub(super) fn count(desk: &Desk, item: Id) -> Option<String> {
    let count = loud(desk, item).count();
    (count > 0).then(|| text::count(count, "finding", "findings"))
}

/// Those that are not silenced.
pub(super) fn loud(desk: &Desk, item: Id) -> impl Iterator<Item = &Finding> {
    of_item(desk, item).filter(|finding| finding.silence.is_none())
}

/// Those of an item that is seen, and so may be said.
fn of_item(desk: &Desk, item: Id) -> impl Iterator<Item = &Finding> {
    let all = desk.derived.survey.findings.iter();
    all.filter(move |finding| finding.place == FindingPlace::Item(item))
}

/// How many there are, and the reasons of the first; nothing for an item without.
pub(super) fn findings(desk: &Desk, look: &Look, item: Id, width: usize) -> Vec<Line> {
    let (silenced, loud): (Vec<&Finding>, Vec<&Finding>) =
        of_item(desk, item).partition(|finding| finding.silence.is_some());
    // What is said of its place above is not said twice.
    let said = |finding: &&&Finding| matches!(finding.reason, Reason::Before(_));
    if loud.iter().all(|finding| said(&finding)) && silenced.is_empty() {
        return Vec::new();
    }
    let mut heading = vec![text::count(loud.len(), "finding", "findings")];
    if !silenced.is_empty() {
        heading.push(format!("{} silenced", silenced.len()));
    }
    let heading = Line::of(look.joined(&heading), look.muted());
    let mut lines = vec![Line::default(), heading];
    for finding in loud.iter().filter(|finding| !said(finding)).take(SHOWN) {
        let (shape, style) = look.severity(finding.check.severity);
        let words = finding.reason.words(desk.seen());
        let words = desk.said(&words);
        let words = text::fit(
            &own(look, &words),
            width.saturating_sub(2),
            look.symbols.more,
        );
        lines.push(Line::of(format!("{shape} "), style).and(words, look.text()));
    }
    let more = loud.len().saturating_sub(SHOWN);
    if more > 0 {
        let words = format!(
            "and {more} more {} {GO_FINDINGS} lists them",
            look.symbols.separator
        );
        lines.push(Line::of(words, look.muted()));
    }
    lines
}
