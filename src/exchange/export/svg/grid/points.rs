//! The items on the grid, and a place for each label.
//!
//! Owns which label gets which room; same input, same picture.

use super::axis::LogAxis;
use super::{BOTTOM, LEFT, RIGHT, TOP};
use crate::exchange::export::content::Content;
use crate::exchange::export::svg::marks;
use crate::exchange::export::svg::pen::{DrawingPoint, Pen, breadth};
use crate::scoring::grid::{Spot, Tradeoff};

/// How far marks of one place stand apart.
const STEP: f64 = 13.0;

/// How many marks of one place are drawn; more are in its label.
const BESIDE: usize = 5;

/// A box on the drawing: left, top, right, bottom.
pub(super) type Area = (f64, f64, f64, f64);

fn overlap(one: Area, other: Area) -> bool {
    one.0 < other.2 && other.0 < one.2 && one.1 < other.3 && other.1 < one.3
}

/// Draws all items, and returns how many places found no room for a label.
pub(super) fn points(
    content: &Content<'_>,
    all: &Tradeoff,
    (x, y): (&LogAxis, &LogAxis),
    mut taken: Vec<Area>,
    pen: &mut Pen,
) -> usize {
    let mut places: Vec<(DrawingPoint, Vec<&Spot>)> = Vec::new();
    for spot in &all.spots {
        let at = (x.at(spot.x), y.at(spot.y));
        let same = |place: &&mut (DrawingPoint, Vec<&Spot>)| {
            (place.0.0 - at.0).abs() < 0.5 && (place.0.1 - at.1).abs() < 0.5
        };
        match places.iter_mut().find(same) {
            Some(place) => place.1.push(spot),
            None => places.push((at, vec![spot])),
        }
    }
    let mut shown: Vec<(DrawingPoint, f64, String)> = Vec::new();
    for ((x, y), spots) in &places {
        let mut center = *x;
        for spot in spots.iter().take(BESIDE) {
            marks::draw(pen, content.bucket(spot.id), (center, *y), 5.5);
            center += STEP;
        }
        let right = center - STEP + 7.0;
        taken.push((x - 7.0, y - 7.0, right, y + 7.0));
        let ranks = spots.iter().filter_map(|spot| content.rank(spot.id));
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
        let area = |(x, y): DrawingPoint| (x, y - 10.0, x + width, y + 2.0);
        let is_free = |place: &DrawingPoint| {
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
