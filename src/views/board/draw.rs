//! The board: ranked backlog, detail of the selected item, gauges, small grid.

pub mod backlog;
pub mod balance;
pub mod detail;

use ratatui::buffer::Buffer;

use crate::desk::Desk;
use crate::desk::event::Target;
use crate::ui::hits::Hits;
use crate::ui::look::Look;
use crate::ui::plot;
use crate::ui::widgets::Focus;
use crate::views::board::regions::{self, BACKLOG};
use crate::views::board::state::Board;

/// Draws the board.
pub fn draw(desk: &Desk, board: &Board, look: &Look, buf: &mut Buffer, hits: &mut Hits) {
    let buckets = desk.derived.evaluation.balance.buckets.len();
    let regions = regions::board(buf.area.as_size(), buckets);
    backlog::draw(desk, board, look, regions.backlog, buf, hits);
    detail::draw(desk, board, look, regions.detail, buf, hits);
    balance::draw(desk, look, regions.balance, buf);
    if regions.grid.height >= 6 {
        hits.add(regions.grid, Target::Region(BACKLOG));
        let points = desk.points();
        plot::draw(
            desk,
            look,
            &points,
            regions.grid,
            Focus::Elsewhere,
            buf,
            hits,
        );
    }
}
