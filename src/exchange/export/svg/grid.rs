//! The trade-off grid: impact against effort on logarithmic axes, so that equal scores lie on straight lines.
//!
//! Items of the same two values stand beside each other and share a label. What has no place because an
//! estimate is unknown is listed below.

mod axis;
mod points;

use axis::LogAxis;
use points::{Area, points};

use super::pen::{DrawingPoint, Pen, fit};
use super::{Figure, WIDTH, in_two_columns, marks};
use crate::exchange::export::content::Content;
use crate::exchange::export::table::items;
use crate::model::format;
use crate::model::id::Id;
use crate::model::item::Item;
use crate::model::words::{ITEMS, worded};
use crate::scoring::grid::quadrant::Quadrant;
use crate::scoring::grid::{Impact, Tradeoff, tradeoff};
use crate::scoring::ranking::inputs::scale;
use crate::scoring::ratio::Ratio;

/// The most items a grid shows: beyond, nobody could tell them apart.
const CROWD: usize = 300;

/// How many items a list below names.
const LISTED: usize = 60;

/// The ground between the axes.
const LEFT: f64 = 40.0;
const TOP: f64 = 44.0;
const RIGHT: f64 = WIDTH - 8.0;
const BOTTOM: f64 = 414.0;

/// The grid of the items that are meant.
pub(in super::super) fn figure(content: &Content<'_>) -> Figure {
    let all = spots(content);
    let mut pen = Pen::default();
    let title = "Trade-off: cost of delay against job size".to_owned();
    pen.text((0.0, 14.0), "head", &title);
    let (x, y) = axes(content, &all);
    let taken = background(&mut pen, &all, &x, &y);
    let unlabelled = points(content, &all, (&x, &y), taken, &mut pen);
    let mut line = BOTTOM + 44.0;
    for words in notes(&all, unlabelled) {
        pen.text((0.0, line), "small", &words);
        line += 18.0;
    }
    if !all.tray.is_empty() {
        line = tray(content, &all.tray, &mut pen, line + 6.0);
    }
    Figure {
        name: "grid".to_owned(),
        title,
        about: about(&all),
        height: line - 8.0,
        body: pen,
    }
}

/// The items on the grid by their rank, for a grid that stands without a table.
pub(in super::super) fn names(content: &Content<'_>) -> Figure {
    let mut pen = Pen::default();
    let all = spots(content).spots;
    let line = in_two_columns(&mut pen, &all, LISTED, 14.0, |pen, spot, place| {
        row(content, spot.id, pen, place);
    });
    Figure {
        name: "names".to_owned(),
        title: String::new(),
        about: String::new(),
        height: line - 14.0,
        body: pen,
    }
}

fn row(content: &Content<'_>, id: Id, pen: &mut Pen, (x, y): DrawingPoint) {
    marks::draw(pen, content.bucket(id), (x + 6.0, y - 4.5), 4.5);
    let rank = content
        .rank(id)
        .map_or_else(|| "–".to_owned(), |rank| rank.to_string());
    pen.text((x + 40.0, y), "muted end", &rank);
    pen.text((x + 48.0, y), "", &fit(&content.title(id), 40));
}

fn spots(content: &Content<'_>) -> Tradeoff {
    let open: Vec<&Item> = items(content).filter(|item| item.state.is_open()).collect();
    let shown = open.get(..CROWD.min(open.len())).unwrap_or_default();
    let mut all = tradeoff(content.workspace, shown, Impact::CostOfDelay);
    all.listed = open.len();
    all
}

fn axes(content: &Content<'_>, all: &Tradeoff) -> (LogAxis, LogAxis) {
    let sizes = scale(content.workspace);
    let mut impacts = sizes.clone();
    impacts.extend([30, 40, 60].map(Ratio::whole));
    let across: Vec<f64> = all.spots.iter().map(|spot| spot.x).collect();
    let upward: Vec<f64> = all.spots.iter().map(|spot| spot.y).collect();
    let x = LogAxis::of(sizes, &across, (LEFT + 22.0, RIGHT - 92.0));
    let y = LogAxis::of(impacts, &upward, (BOTTOM - 20.0, TOP + 26.0));
    (x, y)
}

/// What the marks stand on: lines of equal score, the cross, axes, ticks and the names of the quadrants.
/// Returns where no label may stand.
fn background(pen: &mut Pen, all: &Tradeoff, x: &LogAxis, y: &LogAxis) -> Vec<Area> {
    let mut taken = Vec::new();
    pen.rect((LEFT, TOP), (RIGHT - LEFT, BOTTOM - TOP), "track");
    for ratio in [1, 2, 4, 8].map(Ratio::whole) {
        let climb = ratio.to_f64().ln();
        let from = x.low.max(y.low - climb);
        let to = x.high.min(y.high - climb);
        if to - from > 0.2 {
            let end = (x.at(to), y.at(to + climb));
            pen.line((x.at(from), y.at(from + climb)), end, "equal");
            pen.text(
                (end.0 + 5.0, end.1 - 4.0),
                "iso",
                &format!("= {}", ratio.to_short()),
            );
            taken.push((end.0 + 3.0, end.1 - 14.0, end.0 + 30.0, end.1 - 2.0));
        }
    }
    if let Some(size) = all.size_line.filter(|size| *size > Ratio::ZERO) {
        let at = x.at(size.to_f64().ln());
        pen.line((at, TOP), (at, BOTTOM), "cross");
    }
    if let Some(impact) = all.impact_line.filter(|impact| *impact > Ratio::ZERO) {
        let at = y.at(impact.to_f64().ln());
        pen.line((LEFT, at), (RIGHT, at), "cross");
    }
    pen.line((LEFT, TOP), (LEFT, BOTTOM), "axis");
    pen.line((LEFT, BOTTOM), (RIGHT, BOTTOM), "axis");
    for tick in &x.ticks {
        let at = x.at(tick.to_f64().ln());
        pen.text((at, BOTTOM + 15.0), "small middle", &tick.to_short());
    }
    // Labels closer than a line of text would run into each other.
    let mut last = f64::INFINITY;
    for tick in &y.ticks {
        let at = y.at(tick.to_f64().ln());
        if last - at >= 12.0 {
            pen.text((LEFT - 6.0, at + 4.0), "small end", &tick.to_short());
            last = at;
        }
    }
    pen.text((RIGHT, BOTTOM + 15.0), "small end", "job size →");
    pen.text((LEFT, TOP - 7.0), "small", "↑ cost of delay");
    let (left, right) = (LEFT + 8.0, RIGHT - 8.0);
    pen.text((left, TOP + 16.0), "corner", Quadrant::QuickWin.name());
    pen.text((right, TOP + 16.0), "corner end", Quadrant::BigBet.name());
    pen.text((left, BOTTOM - 8.0), "corner", Quadrant::FillIn.name());
    pen.text(
        (right, BOTTOM - 8.0),
        "corner end",
        Quadrant::MoneyPit.name(),
    );
    for (x, y) in [
        (LEFT, TOP),
        (right - 72.0, TOP),
        (LEFT, BOTTOM - 20.0),
        (right - 72.0, BOTTOM - 20.0),
    ] {
        taken.push((x, y, x + 80.0, y + 20.0));
    }
    taken
}

/// What is to be known of the drawing.
fn notes(all: &Tradeoff, unlabelled: usize) -> Vec<String> {
    let mut notes = vec![
        "Labels are ranks. Lines of equal score: cost of delay ÷ job size. The cross marks the middle of either axis."
            .to_owned(),
    ];
    if unlabelled > 0 {
        let points = format::count(unlabelled, "point has", "points have");
        notes.push(format!("{points} no room for a label."));
    }
    let shown = all.spots.len() + all.tray.len();
    if all.listed > shown {
        notes.push(format!(
            "The first {shown} of {} {ITEMS} are shown.",
            all.listed
        ));
    }
    notes
}

/// The items that have no place. Returns where they end.
fn tray(content: &Content<'_>, items: &[Id], pen: &mut Pen, y: f64) -> f64 {
    let count = format::count(items.len(), worded("item is"), worded("items are"));
    pen.text(
        (0.0, y),
        "strong",
        &format!("{count} not on the grid: an estimate is unknown"),
    );
    in_two_columns(pen, items, LISTED, y + 22.0, |pen, id, place| {
        row(content, *id, pen, place);
    })
}

fn about(all: &Tradeoff) -> String {
    let counts = all.counts.iter().map(|count| {
        format!(
            "{}: {}.",
            count.quadrant.name(),
            format::count(count.items, "item", "items")
        )
    });
    let mut parts: Vec<String> = counts.collect();
    if !all.tray.is_empty() {
        let items = format::count(all.tray.len(), "item", "items");
        parts.push(format!(
            "Not on the grid, with an unknown estimate: {items}."
        ));
    }
    parts.join(" ")
}
