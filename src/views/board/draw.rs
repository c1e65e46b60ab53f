//! The board: ranked backlog, detail of the selected item, gauges, small grid.

pub mod backlog;
pub mod balance;
pub mod detail;

use std::collections::BTreeSet;

use ratatui::buffer::Buffer;

use crate::desk::Desk;
use crate::desk::event::Target;
use crate::model::id::Id;
use crate::model::text::Severity;
use crate::scoring::findings::{FindingPlace, Goes};
use crate::ui::hits::Hits;
use crate::ui::look::Look;
use crate::ui::plot;
use crate::ui::widgets::Focus;
use crate::views::board::regions::{self, BACKLOG};
use crate::views::board::state::Board;

/// Draws the board.
pub fn draw(desk: &Desk, board: &Board, look: &Look, buf: &mut Buffer, hits: &mut Hits) {
    let buckets = desk.derived.evaluation.balance.buckets.len();
    let regions = regions::board(buf.area.as_size(), buckets, board.is_in_detail);
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

/// The items whose place is at odds with what they depend on.
pub(super) fn warned(desk: &Desk) -> BTreeSet<Id> {
    let findings = desk.seen_findings();
    let warned = findings.filter_map(|finding| match finding.place {
        FindingPlace::Item(id)
            if finding.check.goes == Goes::Field("needs")
                && finding.check.severity != Severity::Note
                && finding.silence.is_none() =>
        {
            Some(id)
        }
        _ => None,
    });
    warned.collect()
}
