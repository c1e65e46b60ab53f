//! The grid in full: the plot, what stands beside it, and the tray below.

mod side;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use self::side::{side, strip};
use crate::desk::Desk;
use crate::desk::event::Target;
use crate::desk::screen::Class;
use crate::model::item::Item;
use crate::model::words::worded;
use crate::scoring::grid::Tradeoff;
use crate::ui::hits::Hits;
use crate::ui::look::Look;
use crate::ui::plot;
use crate::ui::text;
use crate::ui::widgets::{Focus, Rule, put, say_lines, under};
use crate::views::grid::regions;

/// Draws the grid view.
pub fn draw(desk: &Desk, look: &Look, buf: &mut Buffer, hits: &mut Hits) {
    let all = desk.points();
    let size = buf.area.as_size();
    let [above, side_area, below] = regions::grid(size, !all.tray.is_empty());
    plot::draw(desk, look, &all, above, Focus::Here, buf, hits);
    if all.spots.is_empty() {
        let lines = [
            ("What is worth much, for little work?", look.strong()),
            (
                worded("Items show here once they have a value and a size."),
                look.text(),
            ),
            (
                worded(
                    "{GO_BOARD} goes to the board: {ITEM_NEW} writes an item, digits estimate it.",
                ),
                look.muted(),
            ),
        ];
        let middle = under(above, above.height / 2);
        let inside = Rect {
            x: middle.x + 5,
            width: middle.width.saturating_sub(8),
            ..middle
        };
        say_lines(buf, inside, lines);
    }
    if Class::of(size) == Class::Compact {
        strip(desk, look, side_area, buf);
    } else {
        side(desk, look, &all, side_area, buf);
    }
    tray(desk, look, &all, below, buf, hits);
}

/// The items that have no place, because an estimate is unknown.
fn tray(desk: &Desk, look: &Look, all: &Tradeoff, area: Rect, buf: &mut Buffer, hits: &mut Hits) {
    if area.is_empty() {
        return;
    }
    let count = text::count(all.tray.len(), "item", "items");
    let title = format!("{count} off the grid: an estimate is unknown");
    Rule::new(&title, worded("{GRID_NEXT} goes there"), Focus::Elsewhere).draw(look, area, buf);
    let row = under(area, 1);
    let mut x = row.x + 1;
    // The tray starts at the selected item where that is in it.
    let selected = desk.backlog.selected();
    let from = all.tray.iter().position(|id| Some(*id) == selected);
    for id in all.tray.iter().skip(from.unwrap_or_default()) {
        let words = text::fit(desk.seen().name::<Item>(*id), 24, look.symbols.more);
        let style = if Some(*id) == selected {
            look.chosen()
        } else {
            look.text()
        };
        let start = x;
        x = put(buf, row, x, row.y, &words, style);
        let place = Rect::new(start, row.y, x.saturating_sub(start), 1);
        hits.add(place, Target::Point(*id));
        x = put(buf, row, x, row.y, &look.joined(&["", ""]), look.faint());
    }
}
