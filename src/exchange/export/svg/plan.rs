//! The plan: for each increment its iterations with load against capacity, and the items below each bar.
//!
//! A figure for each increment, so that a page can break between them.

use super::bars::length;
use super::pen::{Pen, breadth, fit};
use super::{Figure, WIDTH, in_two_columns, marks};
use crate::exchange::export::content::Content;
use crate::exchange::export::content::{days, points};
use crate::model::format;
use crate::model::id::Id;
use crate::model::increment::{Increment, Iteration};
use crate::model::item::{Item, State};
use crate::model::words::{ITERATION, PLANNING_INTERVAL, worded};
use crate::scoring::plan::{Planned, Stretch, plan};
use crate::scoring::ranking::inputs::ratio;
use crate::scoring::ratio::Ratio;

/// How many items a stretch of time lists; more are counted.
const LISTED: usize = 40;

/// How wide the longest bar is.
const BAR: f64 = 520.0;

/// A figure for each increment, and one for what is in none.
pub(in super::super) fn figures(content: &Content<'_>) -> Vec<Figure> {
    let plan = plan(content.workspace, content.items, &content.evaluation.race);
    let mut figures: Vec<Figure> = plan
        .increments
        .iter()
        .zip(1..)
        .map(|(planned, number)| increment(content, planned, number))
        .collect();
    if !plan.unplanned.items.is_empty() || figures.is_empty() {
        let title = format!("In no {PLANNING_INTERVAL}: {}", words(&plan.unplanned));
        let mut pen = Pen::default();
        pen.text((0.0, 14.0), "head", &title);
        let height = list(content, &plan.unplanned.items, &mut pen, 36.0);
        let about = names(content, &plan.unplanned.items);
        figures.push(Figure {
            name: "unplanned".to_owned(),
            title,
            about,
            height,
            body: pen,
        });
    }
    figures
}

fn increment(content: &Content<'_>, planned: &Planned, number: usize) -> Figure {
    let record = content.workspace.get::<Increment>(planned.id);
    let name = record.map_or_else(String::new, |record| content.said(&record.name));
    let days = record.map_or_else(String::new, |record| days(record.starts, record.ends));
    let title = format!("{name}: {}", words(&planned.whole));
    let mut pen = Pen::default();
    pen.text((0.0, 14.0), "head", &fit(&title, 70));
    pen.text((WIDTH, 14.0), "muted end", &days);
    let stretches = planned.iterations.iter().map(|(_, stretch)| stretch);
    let each = stretches.clone().chain([&planned.open]);
    let numbers = each.flat_map(|stretch| [stretch.load, stretch.capacity.points()]);
    let full = numbers.flatten().max().unwrap_or(Ratio::ZERO);
    let mut about = Vec::new();
    let mut y = 44.0;
    for (id, stretch) in &planned.iterations {
        let iteration = content.workspace.get::<Iteration>(*id);
        let name = iteration.map_or_else(String::new, |record| content.said(&record.name));
        let days = iteration.map_or_else(String::new, |i| self::days(i.starts, i.ends));
        let is_free = iteration.is_some_and(|i| i.innovation) && stretch.items.is_empty();
        about.push(format!("{name}: {}.", words(stretch)));
        y = if is_free {
            let why = "kept free for innovation and planning";
            pen.text((0.0, y), "strong", &fit(&name, 12));
            pen.text((78.0, y), "muted", why);
            pen.text((WIDTH, y), "small end", &days);
            y + 30.0
        } else {
            lane(content, (&name, &days), stretch, full, &mut pen, y)
        };
    }
    if !planned.open.items.is_empty() {
        about.push(format!("In no {ITERATION}: {}.", words(&planned.open)));
        y = lane(
            content,
            (worded("In no iteration"), ""),
            &planned.open,
            full,
            &mut pen,
            y,
        );
    }
    Figure {
        name: format!("plan-{number}"),
        title,
        about: about.join(" "),
        height: y - 18.0,
        body: pen,
    }
}

/// One stretch of time: its name, its bar, its items. Returns where the next one starts.
fn lane(
    content: &Content<'_>,
    (name, days): (&str, &str),
    stretch: &Stretch,
    full: Ratio,
    pen: &mut Pen,
    y: f64,
) -> f64 {
    let name = fit(name, 16);
    pen.text((0.0, y), "strong", &name);
    let (reading, class) = match stretch.excess() {
        Some(excess) if excess > Ratio::ZERO => (
            format!("▲ {} · {} over", words(stretch), excess.to_short()),
            "warn",
        ),
        _ => (words(stretch), "muted"),
    };
    pen.text(((breadth(&name) + 20.0).max(78.0), y), class, &reading);
    pen.text((WIDTH, y), "small end", days);
    bar(content, stretch, full, pen, y + 9.0);
    list(content, &stretch.items, pen, y + 48.0) + 16.0
}

/// The load as one segment an item, against the capacity.
fn bar(content: &Content<'_>, stretch: &Stretch, full: Ratio, pen: &mut Pen, y: f64) {
    const HEIGHT: f64 = 18.0;
    let capacity = stretch
        .capacity
        .points()
        .map(|capacity| length(capacity, full, BAR));
    pen.rect((0.0, y), (capacity.unwrap_or(BAR), HEIGHT), "track");
    let mut x = 0.0;
    for id in &stretch.items {
        let size = content
            .workspace
            .get::<Item>(*id)
            .and_then(|i| ratio(i.size));
        let Some(size) = size else { continue };
        let width = length(size, full, BAR);
        let bucket = content.bucket(*id);
        pen.rect(
            (x, y),
            ((width - 1.5).max(0.5), HEIGHT),
            marks::class(bucket),
        );
        let label = label(content, *id);
        if breadth(&label) + 6.0 < width {
            pen.text((x + (width - 1.5) / 2.0, y + 13.0), "inside", &label);
        }
        x += width;
    }
    if let Some(capacity) = capacity {
        pen.line((capacity, y - 4.0), (capacity, y + HEIGHT + 4.0), "target");
    }
}

/// Items in two columns. Returns where they end.
fn list(content: &Content<'_>, items: &[Id], pen: &mut Pen, y: f64) -> f64 {
    in_two_columns(pen, items, LISTED, y, |pen, id, (x, line)| {
        let size = content.workspace.get::<Item>(*id);
        let size = size.and_then(|item| ratio(item.size));
        marks::draw(pen, content.bucket(*id), (x + 6.0, line - 4.5), 4.5);
        pen.text((x + 40.0, line), "muted end", &label(content, *id));
        pen.text((x + 48.0, line), "", &fit(&content.title(*id), 36));
        let size = size.map_or_else(|| "?".to_owned(), Ratio::to_short);
        pen.text((x + WIDTH / 2.0 - 22.0, line), "muted end", &size);
    })
}

/// The rank of an item, or the mark of what is done; a dash without a score.
fn label(content: &Content<'_>, id: Id) -> String {
    let is_done = |item: &Item| item.state == State::Done;
    match content.rank(id) {
        Some(rank) => rank.to_string(),
        None if content.workspace.get(id).is_some_and(is_done) => "✓".to_owned(),
        None => "–".to_owned(),
    }
}

/// A load in words: `22 of 21 points and 1 item of unknown size`.
fn words(stretch: &Stretch) -> String {
    let mut words = match (stretch.load, stretch.capacity.points()) {
        (Some(load), Some(capacity)) => format!("{} of {}", load.to_short(), points(capacity)),
        (Some(load), None) => match stretch.capacity.missing() {
            Some(missing) => format!("{}, capacity unknown, {missing}", points(load)),
            None => points(load),
        },
        (None, _) => "unknown load".to_owned(),
    };
    if stretch.unknown > 0 {
        let items = format::count(stretch.unknown, "item", "items");
        words = format!("{words} and {items} of unknown size");
    }
    words
}

fn names(content: &Content<'_>, items: &[Id]) -> String {
    let names: Vec<String> = items
        .iter()
        .take(LISTED)
        .map(|id| content.title(*id))
        .collect();
    names.join(", ")
}
