//! The board: ranked backlog, detail of the selected item, gauges, small grid.

pub mod backlog;
pub mod balance;
pub mod detail;

use ratatui::buffer::Buffer;

use crate::desk::screen::board;
use crate::ui::hits::Hits;
use crate::ui::look::Look;

/// Draws the board.
pub fn draw(app: &crate::shell::App, look: &Look, buf: &mut Buffer, hits: &mut Hits) {
    let buckets = app.derived.evaluation.balance.buckets.len();
    let regions = board(buf.area.as_size(), buckets);
    backlog::draw(app, look, regions.backlog, buf, hits);
    detail::draw(app, look, regions.detail, buf, hits);
    balance::draw(app, look, regions.balance, buf);
    crate::views::grid::draw::draw_small(app, look, regions.grid, buf, hits);
}
