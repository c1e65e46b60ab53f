//! The grid as plain text.

use std::fmt::Write as _;

use crate::desk::Desk;
use crate::model::item::Item;
use crate::model::words::ITEM;
use crate::scoring::grid::quadrant::Quadrant;
use crate::scoring::grid::tradeoff;
use crate::ui::look::ASCII;
use crate::ui::text;

/// Impact against effort: each item with its quadrant, and the counts.
pub fn grid(desk: &Desk) -> String {
    let items: Vec<&Item> = (desk.backlog.items())
        .filter_map(|id| desk.seen().get(id))
        .collect();
    let all = tradeoff(desk.seen(), &items, desk.plotted.impact);
    // One item is one of what they are called.
    let name = |quadrant: Quadrant| quadrant.name().trim_end_matches('s');
    let mut out = format!(
        "{:<10}  {:>7}  {:>5}  {ITEM:#}\n",
        "Quadrant", "Impact", "Size"
    );
    for spot in &all.spots {
        let title = desk.seen().name::<Item>(spot.id);
        let _ = writeln!(
            out,
            "{:<10}  {:>7}  {:>5}  {}",
            name(spot.quadrant),
            text::amount(spot.impact, &ASCII),
            text::amount(spot.size, &ASCII),
            text::clean(title)
        );
    }
    for count in all.counts {
        let effort = count.effort.map(|effort| text::amount(effort, &ASCII));
        let effort = text::known(effort, "?");
        let (name, items) = (
            name(count.quadrant),
            text::count(count.items, "item", "items"),
        );
        let _ = writeln!(out, "{name}: {items}, {effort} points");
    }
    if !all.tray.is_empty() {
        let items = text::count(all.tray.len(), "item", "items");
        let _ = writeln!(out, "Off the grid, an estimate is unknown: {items}");
    }
    out
}
