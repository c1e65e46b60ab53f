//! What a plan is held against, as every view draws it: what its places are called, a load against its capacity, and how
//! something an item depends on stands in time.

use ratatui::style::Style;

use crate::model::Workspace;
use crate::model::increment::Iteration;
use crate::model::words::worded;
use crate::scoring::plan::capacity::Strain;
use crate::scoring::plan::checks::NeedOrder;
use crate::scoring::plan::supply::Supply;
use crate::scoring::plan::{Place, Stretch, words};
use crate::scoring::ratio::Ratio;
use crate::ui::look::Look;
use crate::ui::text;
use crate::ui::widgets::{Gauge, Verdict};

/// What everybody calls a place.
pub fn place_name(workspace: &Workspace, place: Option<Place>) -> &str {
    match place {
        Some(Place::Iteration(id)) => workspace.name::<Iteration>(id),
        Some(Place::Loose) => worded("No iteration"),
        Some(Place::Unplanned) | None => "Unplanned",
    }
}

/// The iteration that a place is, if it is one.
pub fn iteration(workspace: &Workspace, place: Option<Place>) -> Option<&Iteration> {
    match place {
        Some(Place::Iteration(id)) => workspace.get(id),
        Some(Place::Unplanned | Place::Loose) | None => None,
    }
}

/// The load of an iteration in a sentence: `28 of 21 points: 7 too many`; none where no size is known.
pub fn carried(stretch: &Stretch) -> Option<String> {
    if let Some(load) = stretch.against() {
        return Some(words::load(&load));
    }
    let points = stretch.load?.to_short();
    Some(format!("{points} points, its capacity is unknown"))
}

/// The load and capacity of a stretch: `28 of 21`, `5 of ?`; of what is bound to no time its load alone.
pub fn place_figures(place: Option<Place>, stretch: &Stretch) -> String {
    let is_bound = matches!(place, Some(Place::Iteration(_)));
    if is_bound || stretch.capacity != Supply::Unknown {
        return figures(stretch);
    }
    text::known(stretch.load.map(short), "?")
}

/// The load and capacity of a stretch: `28 of 21`, `5 of ?`.
pub fn figures(stretch: &Stretch) -> String {
    let points = |points: Option<Ratio>| text::known(points.map(short), "?");
    let capacity = points(stretch.capacity.points());
    format!("{} of {capacity}", points(stretch.load))
}

/// The same with its unit.
pub fn points(stretch: &Stretch) -> String {
    format!("{} points", figures(stretch))
}

/// Points with one decimal at most.
pub fn short(points: Ratio) -> String {
    let digits = points.to_decimal(1);
    digits.strip_suffix(".0").unwrap_or(&digits).to_owned()
}

/// The gauge of a load, without words; none where load or capacity is unknown.
pub fn gauge(look: &Look, stretch: &Stretch, scale: u32) -> Option<Gauge<'static>> {
    let whole = |ratio: Ratio| u32::try_from(ratio.rounded()).unwrap_or_default();
    let load = stretch.against()?;
    let drift = load.points.minus(load.capacity).map_or(0, Ratio::rounded);
    Some(Gauge {
        mark: "",
        mark_style: look.text(),
        label: "",
        reading: "",
        fill: look.steady(),
        value: whole(load.points),
        target: whole(load.capacity),
        verdict: match load.strain() {
            Strain::Over => Verdict::Over,
            Strain::Tight | Strain::Fits if drift == 0 => Verdict::On,
            Strain::Tight | Strain::Fits => Verdict::Under,
        },
        drift,
        scale,
        label_width: 0,
    })
}

/// What the full width of every bar stands for, so that the lengths of these compare.
pub fn scale<'a>(all: impl Iterator<Item = &'a Stretch>) -> u32 {
    let numbers = all.flat_map(|stretch| [stretch.load, stretch.capacity.points()]);
    let largest = numbers.flatten().map(Ratio::rounded).max().unwrap_or(1);
    u32::try_from(largest).unwrap_or(1).max(1)
}

/// The mark of what an item depends on, by how that stands in time, and how it is drawn.
pub fn link_mark(look: &Look, link: NeedOrder) -> (&'static str, Style) {
    match link {
        NeedOrder::Backwards | NeedOrder::Unplanned => (look.symbols.attention, look.alarm()),
        NeedOrder::Tight => (look.symbols.depends, look.over()),
        NeedOrder::InTime => (" ", look.muted()),
    }
}
