//! The findings: the list, and what the chosen one means.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::desk::Desk;
use crate::desk::event::Target;
use crate::desk::screen::{self, Class};
use crate::model::words::worded;
use crate::scoring::findings::Finding;
use crate::ui::hits::Hits;
use crate::ui::listing::Rows;
use crate::ui::look::Look;
use crate::ui::text;
use crate::ui::text::own;
use crate::ui::widgets::{Align, Cell, Column, Focus, Row as TableRow, Rule, Width, put};
use crate::views::findings::{Counts, FindingRow, Findings, chosen, heading, rows, told};

/// How many cells the titles have: the longest is cut, and stands whole below.
const TITLE: u16 = 34;

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
}

#[expect(clippy::too_many_arguments, reason = "what is drawn, and where")]
fn list(
    desk: &Desk,
    findings: &Findings,
    look: &Look,
    rows: &[FindingRow<'_>],
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
    let fixed = |title, cells, gap| Column {
        title,
        width: Width::Fixed(cells),
        align: Align::Left,
        gap,
        from: 0,
    };
    let columns = [
        fixed("", 1, 0),
        fixed("What is wrong", TITLE, 1),
        Column {
            title: "Where, and why",
            width: Width::Fill(12),
            ..fixed("", 0, 1)
        },
    ];
    // Reasons go on over a second line where there is room for it.
    let room = match Class::of(buf.area.as_size()) {
        Class::TooSmall | Class::Compact => usize::MAX,
        Class::Wide | Class::Broad => usize::from(area.width.saturating_sub(TITLE + 4)),
    };
    let is_long = |finding: &Finding| {
        let (_, facts) = told(desk, finding);
        text::width(&desk.said(&facts)) > room
    };
    let height = |at: usize| match rows.get(at) {
        Some(FindingRow::Finding(finding)) if is_long(finding) => 2,
        Some(_) | None => 1,
    };
    let list = Rows {
        columns: &columns,
        sorted: None,
        chosen: at,
        count: rows.len(),
        focus: Focus::Here,
        heights: Some(&height),
    };
    let (places, _) = list.draw(look, below, buf, |at, state| match rows.get(at) {
        Some(FindingRow::Finding(finding)) if is_long(finding) => {
            TableRow::Tall(state, cells(desk, look, finding), String::new())
        }
        Some(FindingRow::Finding(finding)) => TableRow::Cells(state, cells(desk, look, finding)),
        Some(row) => {
            let words = heading(desk, row).unwrap_or_default();
            TableRow::Line(own(look, &words).into_owned().into())
        }
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
    let (title, facts) = told(desk, finding);
    let facts = own(look, &desk.said(&facts)).into_owned();
    vec![
        Cell::Text(shape.into(), style),
        Cell::Text(title.into(), plain),
        Cell::Text(facts.into(), look.muted()),
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
    let each = [
        (total.errors, "error", "errors"),
        (total.warnings, "warning", "warnings"),
        (total.notes, "note", "notes"),
    ];
    let each = each.into_iter().filter(|(number, ..)| *number > 0);
    parts.extend(each.map(|(number, one, many)| text::count(number, one, many)));
    if total.silenced > 0 {
        parts.push(format!("{} silenced", total.silenced));
    }
    if total.loud() > 1 {
        parts.push("the worst first".to_owned());
    }
    parts.join(&format!(" {} ", look.symbols.separator))
}

/// What stands in place of a list without rows.
fn nothing(desk: &Desk, findings: &Findings, look: &Look, area: Rect, buf: &mut Buffer) {
    let checks = desk.derived.checks.len();
    let (title, more) = if !findings.filter.is_empty() {
        (
            "No finding has these words.".to_owned(),
            worded("{FINDINGS_FILTER} changes the filter, {FINDINGS_CLEAR} shows all"),
        )
    } else if desk.derived.is_surveyed() {
        (
            format!("Nothing to report: {checks} checks ran."),
            "What does not add up would stand here, the worst first.",
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
    put(
        buf,
        area,
        x,
        y + 3,
        worded("{GO_BOARD} opens the board."),
        look.muted(),
    );
}

/// The chosen finding in full, and what it means.
fn meaning(desk: &Desk, look: &Look, finding: Option<&Finding>, area: Rect, buf: &mut Buffer) {
    let Some(finding) = finding else { return };
    let (title, facts) = told(desk, finding);
    Rule {
        title: &title,
        note: "",
        focus: Focus::Elsewhere,
    }
    .draw(look, area, buf);
    let body = Rule::below(area);
    let width = usize::from(body.width);
    let meaning = text::wrap(&own(look, finding.check.meaning.said()), width, 2);
    let room = usize::from(body.height)
        .saturating_sub(meaning.len())
        .max(1);
    let facts = text::wrap(&own(look, &desk.said(&facts)), width, room);
    let facts = facts.into_iter().map(|line| (line, look.text()));
    let meaning = meaning.into_iter().map(|line| (line, look.muted()));
    for ((words, style), y) in facts.chain(meaning).zip(body.y..body.bottom()) {
        put(buf, body, body.x, y, &words, style);
    }
}
