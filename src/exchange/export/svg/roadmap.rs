//! The roadmap: a bar for each line on an axis of days, or three columns without a day.

use chrono::NaiveDate;

use super::pen::{Pen, at, fit, letters};
use super::{Figure, MARGIN, WIDTH};
use crate::exchange::export::content::Content;
use crate::exchange::export::roadmap::{has_days, is_inside, notes};
use crate::model::format::{count, joined, long_date};
use crate::model::id::Id;
use crate::model::increment::Increment;
use crate::model::milestone::Milestone;
use crate::scoring::forecast::roadmap::chart::{Chart, ChartGroup, DayAxis, Distance, Notch, Span};
use crate::scoring::forecast::roadmap::words;

/// Where the bars begin.
const BARS: f64 = 236.0;

/// Where the days stand, at the right of the bars.
const DAYS: f64 = 82.0;

/// How high a line is.
const LINE: f64 = 20.0;

/// How many lines of a group are drawn; more are counted.
const LISTED: usize = 60;

/// Draws it.
pub(in super::super) fn figure(content: &Content<'_>, chart: &Chart) -> Figure {
    let mut pen = Pen::default();
    let whose = if is_inside(content) {
        ""
    } else {
        ", for customers"
    };
    let grouping = words::grouping(content.wish.roadmap.grouping);
    let title = format!("{}: roadmap {grouping}{whose}", content.name());
    pen.text((0.0, 14.0), "head", &fit(&title, 90));
    let height = match chart.axis.filter(|_| has_days(content)) {
        Some(axis) => bars(content, chart, axis, &mut pen),
        None => columns(content, chart, &mut pen),
    };
    Figure {
        name: "roadmap".to_owned(),
        title,
        about: about(content, chart),
        height,
        body: pen,
    }
}

/// What is on it in words.
fn about(content: &Content<'_>, chart: &Chart) -> String {
    let line = |group: &ChartGroup| {
        let bars = group.bars.iter().take(LISTED).map(|bar| {
            let name = content.said(bar.entry.name(content.workspace));
            let day = bar.span.and_then(|span| span.likely);
            match day.filter(|_| has_days(content)) {
                Some(day) => format!("{name} by {}", long_date(day)),
                None => name,
            }
        });
        format!(
            "{}: {}.",
            heading(content, group),
            bars.collect::<Vec<_>>().join(", ")
        )
    };
    let lines: Vec<String> = chart.groups.iter().map(line).collect();
    lines.join(" ")
}

fn heading(content: &Content<'_>, group: &ChartGroup) -> String {
    content.said(&words::heading(content.workspace, group.heading))
}

/// Where a day is on the axis, from its left end.
fn place(axis: DayAxis, day: NaiveDate) -> f64 {
    let days = |count: i64| i32::try_from(count).map_or(0.0, f64::from);
    let share = days((day - axis.first).num_days()) / days(axis.days()).max(1.0);
    BARS + share.clamp(0.0, 1.0) * (WIDTH - DAYS - BARS)
}

/// The axis and its bars. Returns where they end.
fn bars(content: &Content<'_>, chart: &Chart, axis: DayAxis, pen: &mut Pen) -> f64 {
    let mut y = 40.0;
    names(
        pen,
        y,
        axis.months()
            .into_iter()
            .map(|(day, name)| (place(axis, day), name)),
        "small",
    );
    pen.text((WIDTH, y), "small end", "85 %");
    let workspace = content.workspace;
    let named = |notches: &[Notch], name: &dyn Fn(Id) -> String| -> Vec<(f64, String)> {
        let all = notches.iter();
        all.map(|notch| (place(axis, notch.day), name(notch.id)))
            .collect()
    };
    y += 17.0;
    let intervals = named(&chart.borders, &|id| {
        content.said(workspace.name::<Increment>(id))
    });
    names(
        pen,
        y,
        intervals.iter().map(|(x, name)| (x + 4.0, name.clone())),
        "strong",
    );
    let top = y - 12.0;
    if !chart.milestones.is_empty() {
        y += 19.0;
        pen.text((0.0, y), "muted", "Milestones");
        let all = named(&chart.milestones, &|id| {
            content.said(workspace.name::<Milestone>(id))
        });
        for (x, _) in &all {
            diamond(pen, *x, y - 4.5);
        }
        names(
            pen,
            y,
            all.iter().map(|(x, name)| (x + 8.0, name.clone())),
            "small",
        );
    }
    y += 10.0;
    let mut below = Pen::default();
    for group in &chart.groups {
        y += LINE + 4.0;
        let progress = group.progress.map(|(done, all)| format!("{done}/{all}"));
        let name = joined([heading(content, group), progress.unwrap_or_default()]);
        below.text((0.0, y), "strong", &fit(&name, 34));
        bar(&mut below, axis, (group.span, group.distance()), y, 4.0);
        for one in group.bars.iter().take(LISTED) {
            y += LINE;
            let name = content.said(one.entry.name(workspace));
            below.text((10.0, y), "", &fit(&name, 33));
            bar(&mut below, axis, (one.span, one.distance), y, 11.0);
        }
        if let more @ 1.. = group.bars.len().saturating_sub(LISTED) {
            y += LINE;
            below.text((10.0, y), "small", &format!("and {more} more"));
        }
    }
    for (x, _) in intervals.iter().filter(|(x, _)| *x > BARS) {
        pen.line((*x, top), (*x, y + 6.0), "cross");
    }
    pen.append(&below);
    for note in notes(content, chart) {
        y += 18.0;
        pen.text((0.0, y + 10.0), "small", &fit(&note, 118));
    }
    y + MARGIN
}

/// Names at their places, each as far as the next one.
fn names(pen: &mut Pen, y: f64, all: impl Iterator<Item = (f64, String)>, class: &'static str) {
    let all: Vec<(f64, String)> = all.collect();
    for (index, (x, name)) in all.iter().enumerate() {
        let next = all
            .get(index + 1)
            .map_or(WIDTH - DAYS + 30.0, |(next, _)| *next);
        let room = next - x - 6.0;
        let cells = letters(room).min(59);
        if cells >= 3 {
            pen.text((*x, y), class, &fit(name, cells));
        }
    }
}

/// A bar from its first day over the day of half of all cases to that of 85 of 100, and this day beside it.
fn bar(
    pen: &mut Pen,
    axis: DayAxis,
    (span, distance): (Option<Span>, Distance),
    y: f64,
    height: f64,
) {
    let Some(span) = span else { return };
    let class = match distance {
        Distance::Near => "span near",
        Distance::Next => "span next",
        Distance::Later => "span later",
    };
    let end = |day: Option<NaiveDate>| day.map_or(WIDTH - DAYS, |day| place(axis, day));
    let (from, likely) = (place(axis, span.starts), end(span.likely));
    let half = if span.half.is_none() {
        likely
    } else {
        end(span.half)
    };
    let top = y - 4.5 - height / 2.0;
    pen.rect((from, top), ((likely - from).max(2.0), height), "tail");
    pen.rect((from, top), ((half - from).max(2.0), height), class);
    if span.half.is_some_and(|day| axis.holds(day)) {
        pen.line((half, top - 2.0), (half, top + height + 2.0), "target");
    }
    let is_far = span.likely.is_none_or(|day| day > axis.last);
    if is_far {
        pen.text((WIDTH - DAYS + 2.0, y), "muted", "›");
    }
    let day = span.likely.map_or_else(|| "later".to_owned(), long_date);
    pen.text((WIDTH, y), "small end", &day);
}

fn diamond(pen: &mut Pen, x: f64, y: f64) {
    let turned = format!("rotate(45 {} {})", at(x), at(y));
    pen.open("g", &[("transform", &turned)]);
    pen.rect((x - 3.5, y - 3.5), (7.0, 7.0), "hollow");
    pen.close("g");
}

/// Now, next and later beside each other, without a day. Returns where they end.
fn columns(content: &Content<'_>, chart: &Chart, pen: &mut Pen) -> f64 {
    let each = u32::try_from(chart.groups.len().max(1)).map_or(1.0, f64::from);
    let width = WIDTH / each;
    let cells = letters(width - 16.0);
    let (mut x, mut lowest) = (0.0, 60.0_f64);
    for group in &chart.groups {
        let mut y = 44.0;
        let name = joined([
            heading(content, group),
            count(group.bars.len(), "entry", "entries"),
        ]);
        pen.text((x, y), "strong", &fit(&name, cells));
        pen.line((x, y + 6.0), (x + width - 16.0, y + 6.0), "axis");
        y += 8.0;
        for bar in group.bars.iter().take(LISTED) {
            y += LINE;
            let name = content.said(bar.entry.name(content.workspace));
            pen.text((x, y), "", &fit(&name, cells));
        }
        if let more @ 1.. = group.bars.len().saturating_sub(LISTED) {
            y += LINE;
            pen.text((x, y), "small", &format!("and {more} more"));
        }
        lowest = lowest.max(y);
        x += width;
    }
    lowest + MARGIN
}
