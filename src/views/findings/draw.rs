//! The findings: the list, what the chosen one means, how many there are of each sort.

mod counts;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use self::counts::counts;
use crate::desk::Desk;
use crate::desk::event::Target;
use crate::desk::screen;
use crate::scoring::findings::Finding;
use crate::ui::hits::Hits;
use crate::ui::listing::Rows;
use crate::ui::look::Look;
use crate::ui::text;
use crate::ui::text::own;
use crate::ui::widgets::{Align, Cell, Column, Focus, Row as TableRow, Rule, Width, put};
use crate::views::findings::{Counts, Findings, Row, chosen, rows, silence_reason};

/// Draws the view.
pub fn draw(desk: &Desk, findings: &Findings, look: &Look, buf: &mut Buffer, hits: &mut Hits) {
    let regions = screen::findings(buf.area.as_size());
    let rows = rows(desk, findings);
    let chosen = chosen(findings, &rows);
    let total = crate::views::findings::counts(desk);
    list(
        desk,
        findings,
        look,
        &rows,
        chosen,
        total,
        regions.list,
        buf,
        hits,
    );
    meaning(
        desk,
        look,
        chosen.map(|(_, finding)| finding),
        regions.meaning,
        buf,
    );
    counts(desk, look, total, regions.counts, buf);
}

#[expect(clippy::too_many_arguments, reason = "what is drawn, and where")]
fn list(
    desk: &Desk,
    findings: &Findings,
    look: &Look,
    rows: &[Row<'_>],
    chosen: Option<(usize, &Finding)>,
    total: Counts,
    area: Rect,
    buf: &mut Buffer,
    hits: &mut Hits,
) {
    Rule {
        title: "Findings",
        note: &note(desk, findings, look, total),
        focus: Focus::Here,
    }
    .draw(look, area, buf);
    let below = Rect {
        y: area.y.saturating_add(1),
        height: area.height.saturating_sub(1),
        ..area
    };
    let Some((at, _)) = chosen else {
        nothing(desk, findings, look, below, buf);
        return;
    };
    let fixed = |title, cells, gap, from| Column {
        title,
        width: Width::Fixed(cells),
        align: Align::Left,
        gap,
        from,
    };
    let wide = below.width >= 100;
    let columns = [
        fixed("", 1, 0, 0),
        fixed("", 7, 1, 70),
        fixed("Code", 23, 1, 0),
        fixed("Place", if wide { 34 } else { 18 }, 1, 0),
        Column {
            title: "Reason",
            width: Width::Fill(12),
            align: Align::Left,
            gap: 1,
            from: 0,
        },
    ];
    let list = Rows {
        columns: &columns,
        sorted: None,
        chosen: at,
        count: rows.len(),
        focus: Focus::Here,
    };
    let (places, _) = list.draw(look, below, buf, |at, state| match rows.get(at) {
        Some(Row::Finding(finding)) => TableRow::Cells(state, cells(desk, look, finding)),
        Some(Row::Silenced(count)) => TableRow::Line(format!("{count} silenced").into()),
        None => TableRow::Line("".into()),
    });
    for (row, place) in places {
        hits.add(place, Target::Finding(row));
    }
}

fn cells<'a>(desk: &Desk, look: &Look, finding: &Finding) -> Vec<Cell<'a>> {
    let (shape, style) = look.severity(finding.check.severity);
    let is_quiet = finding.silence.is_some();
    let style = if is_quiet { look.muted() } else { style };
    let plain = if is_quiet { look.muted() } else { look.text() };
    let reason = match silence_reason(desk, finding) {
        Some(reason) => format!("silenced: {reason}"),
        None => finding.reason.words(desk.seen()),
    };
    let place = finding.place.words(desk.seen());
    let reason = own(look, &desk.said(&reason)).into_owned();
    vec![
        Cell::Text(shape.into(), style),
        Cell::Text(finding.check.severity.word().into(), style),
        Cell::Text(finding.check.code.into(), plain),
        Cell::Text(place.into(), plain),
        Cell::Text(reason.into(), look.muted()),
    ]
}

/// The counts in words, the filter, and whether the list is still of an earlier state.
fn note(desk: &Desk, findings: &Findings, look: &Look, total: Counts) -> String {
    let mut parts = Vec::new();
    if !desk.derived.is_surveyed() {
        parts.push(format!("computing{}", look.symbols.more));
    }
    if !findings.filter.is_empty() {
        parts.push(findings.filter.clone());
    }
    parts.push(text::count(total.loud(), "finding", "findings"));
    if total.silenced > 0 {
        parts.push(format!("{} silenced", total.silenced));
    }
    parts.join(&format!(" {} ", look.symbols.separator))
}

/// What stands in place of a list without rows.
fn nothing(desk: &Desk, findings: &Findings, look: &Look, area: Rect, buf: &mut Buffer) {
    let checks = desk.derived.checks.len();
    let (title, more) = if !findings.filter.is_empty() {
        (
            "No finding has these words.".to_owned(),
            "/ changes the filter, Esc shows all",
        )
    } else if desk.derived.is_surveyed() {
        (
            format!("Nothing to report: {checks} checks ran."),
            "They run again after every edit.",
        )
    } else {
        (
            format!("computing{}", look.symbols.more),
            "The findings of a large backlog come a moment later.",
        )
    };
    let x = area.x + (area.width / 6).min(10);
    let y = area.y + (area.height / 5).min(3);
    put(buf, area, x, y, &title, look.strong());
    put(buf, area, x, y + 2, more, look.muted());
}

/// The chosen finding in full, and what its code means.
fn meaning(desk: &Desk, look: &Look, finding: Option<&Finding>, area: Rect, buf: &mut Buffer) {
    let Some(finding) = finding else { return };
    Rule {
        title: finding.check.title,
        note: finding.check.code,
        focus: Focus::Elsewhere,
    }
    .draw(look, area, buf);
    let body = Rule::below(area);
    let width = usize::from(body.width);
    let place = finding.place.words(desk.seen());
    let full = format!("{place}: {}", finding.reason.words(desk.seen()));
    let mut lines: Vec<(String, Style)> = text::wrap(&own(look, &desk.said(&full)), width, 2)
        .into_iter()
        .map(|line| (line, look.text()))
        .collect();
    if let Some(reason) = silence_reason(desk, finding) {
        lines.push((format!("Silenced: {reason}"), look.text()));
    }
    let meaning = text::wrap(&own(look, finding.check.meaning), width, 2);
    lines.extend(meaning.into_iter().map(|line| (line, look.muted())));
    for ((words, style), y) in lines.iter().zip(body.y..body.bottom()) {
        put(buf, body, body.x, y, words, *style);
    }
}
