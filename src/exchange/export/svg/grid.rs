//! The trade-off grid: impact against effort on logarithmic axes, so that equal scores lie on straight lines.
//!
//! Items of the same two values stand beside each other and share a label. What has no place because an
//! estimate is unknown is listed below.

use super::pen::{Pen, Place, breadth, fit};
use super::{Figure, WIDTH, marks};
use crate::exchange::export::Matter;
use crate::exchange::export::shown::counted;
use crate::model::id::Id;
use crate::model::item::Item;
use crate::scoring::method::scale;
use crate::scoring::quadrant::Quadrant;
use crate::scoring::ratio::Ratio;
use crate::scoring::tradeoff::{Impact, Spot, Tradeoff, tradeoff};

/// The most items a grid shows: beyond, nobody could tell them apart.
const CROWD: usize = 300;

/// How many items a list below names.
const LISTED: usize = 60;

/// The ground between the axes.
const LEFT: f64 = 40.0;
const TOP: f64 = 34.0;
const RIGHT: f64 = WIDTH - 8.0;
const BOTTOM: f64 = 404.0;

/// How far marks of one place stand apart.
const STEP: f64 = 13.0;

/// How many marks of one place are drawn; more are in its label.
const BESIDE: usize = 5;

/// The grid of the items that are meant.
pub(in crate::exchange::export) fn figure(matter: &Matter<'_>) -> Figure {
    let all = spots(matter);
    let mut pen = Pen::default();
    let title = "Trade-off: cost of delay against job size".to_owned();
    pen.text((0.0, 14.0), "head", &title);
    let (x, y) = axes(matter, &all);
    ground(&mut pen, &all, &x, &y);
    let unlabelled = points(matter, &all, (&x, &y), &mut pen);
    let mut line = BOTTOM + 44.0;
    for words in notes(&all, unlabelled) {
        pen.text((0.0, line), "small", &words);
        line += 18.0;
    }
    if !all.tray.is_empty() {
        line = tray(matter, &all.tray, &mut pen, line + 6.0);
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
pub(in crate::exchange::export) fn names(matter: &Matter<'_>) -> Figure {
    let mut pen = Pen::default();
    let all = spots(matter).spots;
    let mut line = 14.0;
    for pair in all
        .get(..LISTED.min(all.len()))
        .unwrap_or_default()
        .chunks(2)
    {
        for (spot, x) in pair.iter().zip([0.0, WIDTH / 2.0]) {
            row(matter, spot.id, &mut pen, (x, line));
        }
        line += 19.0;
    }
    if let Some(more) = all.len().checked_sub(LISTED).filter(|more| *more > 0) {
        pen.text((0.0, line), "small", &format!("and {more} more"));
        line += 19.0;
    }
    Figure {
        name: "names".to_owned(),
        title: String::new(),
        about: String::new(),
        height: line - 14.0,
        body: pen,
    }
}

fn row(matter: &Matter<'_>, id: Id, pen: &mut Pen, (x, y): Place) {
    marks::draw(pen, matter.bucket(id), (x + 6.0, y - 4.5), 4.5);
    let rank = matter
        .rank(id)
        .map_or_else(|| "–".to_owned(), |rank| rank.to_string());
    pen.text((x + 40.0, y), "muted end", &rank);
    pen.text((x + 48.0, y), "", &fit(&matter.title(id), 40));
}

fn spots(matter: &Matter<'_>) -> Tradeoff {
    let items = matter
        .items
        .iter()
        .filter_map(|id| matter.workspace.get::<Item>(*id));
    let open: Vec<&Item> = items.filter(|item| item.state.is_open()).collect();
    let shown = open.get(..CROWD.min(open.len())).unwrap_or_default();
    let mut all = tradeoff(matter.workspace, shown, Impact::CostOfDelay);
    all.listed = open.len();
    all
}

/// A logarithmic axis.
struct Axis {
    /// The values with a label.
    ticks: Vec<Ratio>,
    low: f64,
    high: f64,
    /// Where the axis starts and ends on the drawing.
    from: f64,
    to: f64,
}

impl Axis {
    fn of(mut ticks: Vec<Ratio>, values: &[f64], (from, to): (f64, f64)) -> Self {
        ticks.retain(|tick| *tick > Ratio::ZERO);
        ticks.sort_unstable();
        ticks.dedup();
        let places: Vec<f64> = ticks.iter().map(|tick| tick.to_f64().ln()).collect();
        let places = if values.is_empty() { &places } else { values };
        let least = places.iter().copied().fold(f64::INFINITY, f64::min);
        let most = places.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let ends = ticks.iter().map(|tick| tick.to_f64().ln());
        let near = 1e-9;
        let low = ends
            .clone()
            .rfind(|end| *end <= least + near)
            .unwrap_or(least);
        let high = ends.clone().find(|end| *end >= most - near).unwrap_or(most);
        let (low, high) = if low.is_finite() && high - low > near {
            (low, high)
        } else if low.is_finite() {
            (low - 0.7, low + 0.7)
        } else {
            (0.0, 3.0)
        };
        ticks.retain(|tick| (low - near..=high + near).contains(&tick.to_f64().ln()));
        Self {
            ticks,
            low,
            high,
            from,
            to,
        }
    }

    fn at(&self, logarithm: f64) -> f64 {
        let share = (logarithm - self.low) / (self.high - self.low);
        self.from + share.clamp(0.0, 1.0) * (self.to - self.from)
    }
}

fn axes(matter: &Matter<'_>, all: &Tradeoff) -> (Axis, Axis) {
    let sizes = scale(matter.workspace);
    let mut impacts = sizes.clone();
    impacts.extend([30, 40, 60].map(Ratio::whole));
    let across: Vec<f64> = all.spots.iter().map(|spot| spot.x).collect();
    let upward: Vec<f64> = all.spots.iter().map(|spot| spot.y).collect();
    let x = Axis::of(sizes, &across, (LEFT + 22.0, RIGHT - 60.0));
    let y = Axis::of(impacts, &upward, (BOTTOM - 20.0, TOP + 26.0));
    (x, y)
}

/// What the marks stand on: lines of equal score, the cross, axes, ticks and the names of the quadrants.
fn ground(pen: &mut Pen, all: &Tradeoff, x: &Axis, y: &Axis) {
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
}

/// A box on the drawing: left, top, right, bottom.
type Box4 = (f64, f64, f64, f64);

fn overlap(one: Box4, other: Box4) -> bool {
    one.0 < other.2 && other.0 < one.2 && one.1 < other.3 && other.1 < one.3
}

/// Draws all items, and returns how many places found no room for a label.
fn points(matter: &Matter<'_>, all: &Tradeoff, (x, y): (&Axis, &Axis), pen: &mut Pen) -> usize {
    let mut places: Vec<(Place, Vec<&Spot>)> = Vec::new();
    for spot in &all.spots {
        let at = (x.at(spot.x), y.at(spot.y));
        let same = |place: &&mut (Place, Vec<&Spot>)| {
            (place.0.0 - at.0).abs() < 0.5 && (place.0.1 - at.1).abs() < 0.5
        };
        match places.iter_mut().find(same) {
            Some(place) => place.1.push(spot),
            None => places.push((at, vec![spot])),
        }
    }
    let mut taken: Vec<Box4> = Vec::new();
    let mut shown: Vec<(Place, f64, String)> = Vec::new();
    for ((x, y), spots) in &places {
        let mut center = *x;
        for spot in spots.iter().take(BESIDE) {
            marks::draw(pen, matter.bucket(spot.id), (center, *y), 5.5);
            center += STEP;
        }
        let right = center - STEP + 7.0;
        taken.push((x - 7.0, y - 7.0, right, y + 7.0));
        let ranks = spots.iter().filter_map(|spot| matter.rank(spot.id));
        let ranks: Vec<String> = ranks.map(|rank| rank.to_string()).collect();
        let label = match ranks.len().checked_sub(BESIDE) {
            Some(more) if more > 0 => {
                format!(
                    "{} +{more}",
                    ranks.get(..BESIDE).unwrap_or_default().join(" ")
                )
            }
            _ => ranks.join(" "),
        };
        shown.push(((*x, *y), right, label));
    }
    let mut unlabelled = 0;
    for ((x, y), right, label) in shown {
        let width = breadth(&label);
        let beside = [
            (right + 2.0, y + 4.0),
            (x - 9.0 - width, y + 4.0),
            (right - 2.0, y - 7.0),
            (right - 2.0, y + 15.0),
            (x - width, y - 9.0),
            (x - width, y + 17.0),
        ];
        let area = |(x, y): Place| (x, y - 10.0, x + width, y + 2.0);
        let is_free = |place: &Place| {
            let area = area(*place);
            let within = area.0 > LEFT && area.2 < RIGHT && area.1 > TOP && area.3 < BOTTOM;
            within && !taken.iter().any(|other| overlap(area, *other))
        };
        let free = beside.into_iter().find(is_free);
        if let Some(place) = free {
            pen.text(place, "small", &label);
            taken.push(area(place));
        } else {
            unlabelled += 1;
        }
    }
    unlabelled
}

/// What is to be known of the drawing.
fn notes(all: &Tradeoff, unlabelled: usize) -> Vec<String> {
    let mut notes = vec![
        "Labels are ranks. Lines of equal score: cost of delay ÷ job size. The cross marks the middle of either axis."
            .to_owned(),
    ];
    if unlabelled > 0 {
        let points = counted(unlabelled, "point has", "points have");
        notes.push(format!("{points} no room for a label."));
    }
    let shown = all.spots.len() + all.tray.len();
    if all.listed > shown {
        notes.push(format!(
            "The first {shown} of {} items are shown.",
            all.listed
        ));
    }
    notes
}

/// The items that have no place. Returns where they end.
fn tray(matter: &Matter<'_>, items: &[Id], pen: &mut Pen, y: f64) -> f64 {
    let count = counted(items.len(), "item is", "items are");
    pen.text(
        (0.0, y),
        "strong",
        &format!("{count} not on the grid: an estimate is unknown"),
    );
    let mut line = y + 22.0;
    for pair in items
        .get(..LISTED.min(items.len()))
        .unwrap_or_default()
        .chunks(2)
    {
        for (id, x) in pair.iter().zip([0.0, WIDTH / 2.0]) {
            row(matter, *id, pen, (x, line));
        }
        line += 19.0;
    }
    if let Some(more) = items.len().checked_sub(LISTED).filter(|more| *more > 0) {
        pen.text((0.0, line), "small", &format!("and {more} more"));
        line += 19.0;
    }
    line
}

fn about(all: &Tradeoff) -> String {
    let counts = all.counts.iter().map(|count| {
        format!(
            "{}: {}.",
            count.quadrant.name(),
            counted(count.items, "item", "items")
        )
    });
    let mut parts: Vec<String> = counts.collect();
    if !all.tray.is_empty() {
        let items = counted(all.tray.len(), "item", "items");
        parts.push(format!(
            "Not on the grid, with an unknown estimate: {items}."
        ));
    }
    parts.join(" ")
}
