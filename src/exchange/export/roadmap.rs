//! The roadmap: as Markdown, as a page, and as lines of text.
//!
//! Owns its words and its table. What its readers see is [`crate::scoring::forecast::roadmap::chart`]'s to say; the
//! drawing is [`super::svg::roadmap`]'s. Grouped by now, next and later it has no day.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::Write;

use serde::Serialize;
use unicode_width::UnicodeWidthStr;

use super::content::{Content, Written};
use super::markdown::escape::escape;
use super::markdown::tables::lay_out;
use super::svg::pen::fit;
use super::{page, svg};
use crate::model::Workspace;
use crate::model::format::{count, full_date, joined, long_date};
use crate::model::id::Id;
use crate::model::increment::Increment;
use crate::model::item::Item;
use crate::model::milestone::Milestone;
use crate::model::team::Team;
use crate::scoring::facts::FactTable;
use crate::scoring::forecast::roadmap::chart::{
    Chart, ChartBar, ChartGroup, DayAxis, Distance, Notch, Readers, Span, StripCell, chart,
};
use crate::scoring::forecast::roadmap::groups::{RoadmapEntry, RoadmapGrouping};
use crate::scoring::forecast::roadmap::words;

/// What stands in the page.
const TEMPLATE: page::Template = ("roadmap.html", include_str!("../../../assets/roadmap.html"));

/// How wide the lines of text are in Markdown.
const TEXT: usize = 100;

/// A roadmap in words.
#[derive(Serialize)]
struct RoadmapPage {
    /// What it is of.
    name: String,
    /// Day, grouping, readers.
    lines: Vec<String>,
    /// The drawing.
    figure: String,
    /// What it rests on and what it does not show, in sentences.
    notes: Vec<String>,
    /// The same in a table.
    tables: Vec<FactTable>,
    /// Who may see it.
    audience: &'static str,
    /// The colors and classes of the figure; ours, not escaped.
    style: &'static str,
}

/// What an export shows of the roadmap.
pub(super) fn of(content: &Content<'_>) -> Chart {
    // Without a filter, objectives and intervals are there, too.
    let meant: Option<BTreeSet<Id>> = content.part_of().map(|_| content.meant());
    let roadmap = &content.survey.roadmap;
    let wish = content.wish.roadmap;
    chart(
        content.workspace,
        roadmap,
        wish,
        meant.as_ref(),
        content.today,
    )
}

/// Whether it is for those inside.
pub(super) fn is_inside(content: &Content<'_>) -> bool {
    content.wish.roadmap.readers == Readers::Inside
}

/// Whether it has days.
pub(super) fn has_days(content: &Content<'_>) -> bool {
    content.wish.roadmap.grouping != RoadmapGrouping::Now
}

/// Writes it as Markdown.
pub(super) fn write(content: &Content<'_>, to: &mut dyn Write) -> Written {
    let chart = of(content);
    let mut out = format!("# {}: roadmap\n", escape(&content.name()));
    let _ = write!(out, "\n{}\n", escape(&lines(content).join(" · ")));
    if has_days(content) && chart.axis.is_some() {
        // A fence that no title closes: lines of text hold no back quote.
        out.push_str("\n```text\n");
        for line in text(content.workspace, &chart, TEXT, &|text| {
            content.said(text).replace('`', "'")
        }) {
            out.push_str(line.trim_end());
            out.push('\n');
        }
        out.push_str("```\n");
    }
    for note in notes(content, &chart) {
        let _ = write!(out, "\n{}\n", escape(&note));
    }
    lay_out(&table(content, &chart), &mut out);
    to.write_all(out.as_bytes())?;
    Ok(Vec::new())
}

/// Writes it as a page.
pub(super) fn write_page(content: &Content<'_>, to: &mut dyn Write) -> Written {
    let chart = of(content);
    let page = RoadmapPage {
        name: content.name(),
        lines: lines(content),
        figure: svg::roadmap::figure(content, &chart).inline(),
        notes: notes(content, &chart),
        tables: vec![table(content, &chart)],
        audience: page::audience(content),
        style: svg::STYLE,
    };
    page::render(TEMPLATE, &page, to)?;
    Ok(Vec::new())
}

/// Of which day, in which groups, for whom.
fn lines(content: &Content<'_>) -> Vec<String> {
    let mut lines: Vec<String> = content.today.map(full_date).into_iter().collect();
    lines.push(words::grouping(content.wish.roadmap.grouping));
    if !is_inside(content) {
        lines.push("what is promised, and what comes later".to_owned());
    } else if let Some(all) = content.part_of() {
        let items = count(all, "item", "items");
        lines.push(format!("{} of {items}", content.items.len()));
    }
    lines
}

/// How it is read, and what makes it weak.
pub(super) fn notes(content: &Content<'_>, chart: &Chart) -> Vec<String> {
    let mut notes = Vec::new();
    let roadmap = &content.survey.roadmap;
    if has_days(content) && chart.axis.is_some() {
        notes.push(if is_inside(content) {
            "A bar begins with the work. The mark is the day kept in 50 of 100 cases, the pale end the day kept in 85.".to_owned()
        } else {
            "A bar ends on the day that is kept in 85 of 100 cases. Without a bar nothing is promised.".to_owned()
        });
        notes.extend(
            words::overflow(chart)
                .into_iter()
                .map(|said| format!("Not on the axis: {said}.")),
        );
    }
    if is_inside(content) {
        if let Some(base) = roadmap.bases.first() {
            notes.push(format!(
                "It rests on {}.",
                words::basis(content.workspace, base)
            ));
        }
        let weak = words::warnings(content.workspace, roadmap).into_iter();
        notes.extend(weak.map(|warning| format!("Beware: {warning}.")));
    }
    notes.iter().map(|note| content.said(note)).collect()
}

/// Every line with its days; for customers with what is promised.
pub(super) fn table(content: &Content<'_>, chart: &Chart) -> FactTable {
    let rows = chart.groups.iter().flat_map(|group| {
        let bars = group.bars.iter();
        bars.map(move |bar| row(content, chart, group, bar))
    });
    let columns = match (is_inside(content), has_days(content)) {
        (true, true) => "Group | What | Team | Owner | Begins: | 50 %: | 85 %:",
        (true, false) => "Group | What | Team | Owner",
        (false, true) => "Group | What | When",
        (false, false) => "Group | What",
    };
    FactTable::new("Roadmap", columns, rows.collect())
}

fn row(content: &Content<'_>, chart: &Chart, group: &ChartGroup, bar: &ChartBar) -> Vec<String> {
    let workspace = content.workspace;
    let mut cells = vec![
        content.said(&words::heading(workspace, group.heading)),
        content.said(bar.entry.name(workspace)),
    ];
    if !is_inside(content) {
        let when = words::to_customers(workspace, chart, Some(bar.entry));
        cells.extend(has_days(content).then(|| content.said(&when)));
        return cells;
    }
    let item = match bar.entry {
        RoadmapEntry::Item(id) => workspace.get::<Item>(id),
        RoadmapEntry::Objective(_) | RoadmapEntry::Increment(_) => None,
    };
    let team = item.map(|item| workspace.name::<Team>(item.team.0));
    cells.push(team.map_or_else(String::new, |name| content.said(name)));
    cells.push(content.person(item.and_then(|item| item.owner.0)));
    if !has_days(content) {
        return cells;
    }
    let said = content.survey.roadmap.of(bar.entry);
    let starts = bar.span.map(|span| long_date(span.starts));
    cells.push(starts.unwrap_or_default());
    match said {
        Some(Ok(likely)) => {
            cells.push(words::cell(likely.when.half, likely.days.half));
            cells.push(words::cell(likely.when.likely, likely.days.likely));
        }
        Some(Err(_)) | None => cells.extend([String::new(), "unknown".to_owned()]),
    }
    cells
}

/// The bars as lines of text this wide, with months, intervals and milestones above them.
pub fn text(
    workspace: &Workspace,
    chart: &Chart,
    width: usize,
    say: &dyn Fn(&str) -> String,
) -> Vec<String> {
    let Some(axis) = chart.axis else {
        return Vec::new();
    };
    let names = (width / 3).clamp(12, 48);
    let cells = width.saturating_sub(names + 14).max(10);
    let line = |name: &str, bar: &str, day: &str| {
        let name = pad(&fit(name, names), names);
        format!("{name} {} {day:>12}", pad(bar, cells))
    };
    let [months, intervals, milestones] =
        heads(workspace, chart, axis, cells, ["┊", "◇", "…"], say);
    let mut out = vec![line("", &months, "85 %"), line("", &intervals, "")];
    if !chart.milestones.is_empty() {
        out.push(line("Milestones", &milestones, ""));
    }
    for group in &chart.groups {
        let progress = group.progress.map(|(done, all)| format!("{done}/{all}"));
        let heading = say(&words::heading(workspace, group.heading));
        let name = joined([heading, progress.unwrap_or_default()]);
        out.push(drawn(
            axis,
            chart,
            (group.span, group.distance()),
            &name,
            &line,
            cells,
        ));
        for bar in &group.bars {
            let name = format!("  {}", say(bar.entry.name(workspace)));
            out.push(drawn(
                axis,
                chart,
                (bar.span, bar.distance),
                &name,
                &line,
                cells,
            ));
        }
    }
    out
}

fn drawn(
    axis: DayAxis,
    chart: &Chart,
    (span, distance): (Option<Span>, Distance),
    name: &str,
    line: &dyn Fn(&str, &str, &str) -> String,
    cells: usize,
) -> String {
    let strip = axis.strip(span, &chart.borders, cells);
    let day = span.map(|span| span.likely.map_or_else(|| "later".to_owned(), long_date));
    let bar: String = strip.iter().map(|cell| mark(*cell, distance)).collect();
    line(name, &bar, &day.unwrap_or_default())
}

const fn mark(cell: StripCell, distance: Distance) -> &'static str {
    match (cell, distance) {
        (StripCell::Blank, _) => " ",
        (StripCell::Border, _) => "┊",
        (StripCell::Bar, Distance::Near) => "█",
        (StripCell::Bar, Distance::Next) => "▓",
        (StripCell::Bar, Distance::Later) => "▒",
        (StripCell::Half, _) => "◐",
        (StripCell::Tail, _) => "░",
        (StripCell::Beyond, _) => "›",
    }
}

/// What stands above the bars of an axis so many cells wide: months, intervals, milestones. Given are the marks before
/// the last two and after what is cut, and how a name is said.
pub fn heads(
    workspace: &Workspace,
    chart: &Chart,
    axis: DayAxis,
    cells: usize,
    [border, milestone, more]: [&str; 3],
    say: &dyn Fn(&str) -> String,
) -> [String; 3] {
    let months = axis.months().into_iter();
    let months: Vec<(usize, String)> = months
        .filter_map(|(day, name)| Some((axis.cell(day, cells)?, name)))
        .collect();
    // A month is never cut: where its year has no room, it goes without.
    let whole = months.iter().enumerate().filter_map(|(at, (cell, name))| {
        let mut forms = [&**name, name.split(' ').next()?].into_iter();
        let fits = forms.find(|form| form.width() <= room(&months, at, cells))?;
        Some((*cell, fits.to_owned()))
    });
    let months: Vec<(usize, String)> = whole.collect();
    let above = |notches: &[Notch], mark: &str, name: &dyn Fn(Id) -> String| {
        let all = axis.cells(notches, cells).into_iter();
        let all: Vec<(usize, String)> = all
            .map(|(at, id)| (at, format!("{mark}{}", name(id))))
            .collect();
        caption(&all, cells, more)
    };
    let increment = |id| say(workspace.name::<Increment>(id));
    let day = |id| say(workspace.name::<Milestone>(id));
    [
        caption(&months, cells, more),
        above(&chart.borders, border, &increment),
        above(&chart.milestones, milestone, &day),
    ]
}

/// How many cells there are for a name before the next one begins.
fn room(names: &[(usize, String)], at: usize, cells: usize) -> usize {
    let next = names.get(at + 1).map_or(cells + 1, |(next, _)| *next);
    let own = names.get(at).map_or(next, |(cell, _)| cell + 1);
    next.saturating_sub(own)
}

/// Names above an axis, each at its cell; one without room is cut, or left out where next to nothing would be left.
fn caption(names: &[(usize, String)], cells: usize, more: &str) -> String {
    let mut out = String::new();
    let mut used = 0;
    for (at, (cell, name)) in names.iter().enumerate() {
        let room = room(names, at, cells);
        if *cell < used || room < 3.min(name.width()) {
            continue;
        }
        let name = if name.width() > room {
            fit(name, room).replace('…', more)
        } else {
            name.clone()
        };
        out.push_str(&" ".repeat(cell - used));
        used = cell + name.width();
        out.push_str(&name);
    }
    out
}

fn pad(text: &str, cells: usize) -> String {
    format!("{text}{}", " ".repeat(cells.saturating_sub(text.width())))
}
