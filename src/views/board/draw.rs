//! The board: ranked backlog, detail of the selected item, gauges, small grid.

pub mod backlog;
pub mod balance;
pub mod detail;

use std::collections::BTreeSet;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::desk::event::Target;
use crate::desk::screen::frame;
use crate::desk::{Desk, tip};
use crate::model::id::Id;
use crate::model::text::Severity;
use crate::scoring::findings::{FindingPlace, Goes};
use crate::ui::hits::Hits;
use crate::ui::look::Look;
use crate::ui::widgets::Focus;
use crate::ui::widgets::put;
use crate::ui::{plot, text};
use crate::views::board::regions::{self, BACKLOG};
use crate::views::board::state::Board;

/// Draws the board.
pub fn draw(desk: &Desk, board: &Board, look: &Look, buf: &mut Buffer, hits: &mut Hits) {
    let buckets = desk.derived.evaluation.balance.buckets.len();
    let regions = regions::board(buf.area.as_size(), buckets, board.is_in_detail);
    backlog::draw(desk, board, look, regions.backlog, buf, hits);
    tip(desk, look, buf);
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

/// Draws the line for who is new, in the row that is blank on larger screens.
fn tip(desk: &Desk, look: &Look, buf: &mut Buffer) {
    let row = Rect {
        y: 1,
        height: 1,
        ..buf.area
    };
    if !desk.has_tip() || frame(buf.area.as_size()).body.y < 2 {
        return;
    }
    let [keys, _] = tip::KEYS.map(|keys| text::own(look, keys).into_owned());
    let room = usize::from(row.width.saturating_sub(2));
    let fits = |words: &str| text::width(words) + text::width(&keys) + 2 <= room;
    let [long, short] =
        [false, true].map(|short| text::own(look, &desk.meaning(short)).into_owned());
    let words = if fits(&long) { long } else { short };
    if fits(&words) {
        let keys = text::pad_left(&keys, room, "");
        put(buf, row, row.x + 1, row.y, &keys, look.muted());
    }
    put(buf, row, row.x + 1, row.y, &words, look.text());
}

/// The items whose place is at odds with what they depend on, to be asked of those that are seen.
pub(super) fn warned(desk: &Desk) -> BTreeSet<Id> {
    let findings = desk.derived.survey.findings.iter();
    let warned = findings.filter_map(|finding| match finding.place {
        FindingPlace::Item(id)
            if finding.check.goes == Goes::Field("needs")
                && finding.check.severity != Severity::Note
                && finding.silence.is_none() =>
        {
            Some(id)
        }
        FindingPlace::Item(_)
        | FindingPlace::Workspace
        | FindingPlace::Column(_)
        | FindingPlace::Record(..) => None,
    });
    warned.collect()
}
