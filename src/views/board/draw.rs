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
use crate::model::item::Item;
use crate::model::text::Severity;
use crate::model::words::worded;
use crate::scoring::findings::{FindingPlace, Goes};
use crate::scoring::levels::progress;
use crate::scoring::plan::cut::IncrementTurn;
use crate::scoring::readiness::readiness;
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
    legend(desk, look, regions.legend, buf);
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

/// Draws what the marks of the rows mean, of those there are, as many as there is room for.
fn legend(desk: &Desk, look: &Look, area: Rect, buf: &mut Buffer) {
    if area.is_empty() || desk.backlog.rows.is_empty() {
        return;
    }
    let (seen, symbols) = (desk.seen(), look.symbols);
    let items = || desk.backlog.items().filter_map(|id| seen.get::<Item>(id));
    let turn = |turn| {
        let evaluation = &desk.derived.evaluation;
        items().any(|item| {
            evaluation
                .score(item.id)
                .is_some_and(|one| one.turn == turn)
        })
    };
    let firmness = desk.derived.survey.firmness.as_ref();
    let is_near = |id| firmness.is_some_and(|firm| firm.nearly_tied(id).is_some());
    let part = items().find_map(|item| progress(seen, item.id));
    let ready = items().find_map(|item| readiness(seen, item));
    let ready = ready.map(|ready| format!("{}/{} ready rules met", ready.met, ready.of));
    let part = part.map(|(done, all)| format!("+ {done}/{all} parts done"));
    let mark =
        |is_there: bool, mark: &str, words: &str| is_there.then(|| format!("{mark} {words}"));
    let all = [
        mark(!warned(desk).is_empty(), symbols.attention, "needs a look"),
        mark(
            items().any(|item| item.pin.is_some()),
            symbols.by_hand,
            "placed by hand",
        ),
        mark(
            items().any(|item| is_near(item.id)),
            symbols.near,
            "nearly tied",
        ),
        part,
        ready,
        mark(
            turn(IncrementTurn::Earlier) || turn(IncrementTurn::Later),
            "now, next",
            worded("other interval"),
        ),
        mark(
            items().count() > 1,
            symbols.cluster,
            worded("several items"),
        ),
    ];
    let all = all.into_iter().flatten();
    let mut lines: Vec<String> = Vec::new();
    let room = usize::from(area.width.saturating_sub(2));
    for one in all.map(|one| text::own(look, &one).into_owned()) {
        match lines.last_mut() {
            Some(line) if text::width(line) + 3 + text::width(&one) <= room => {
                line.push_str("   ");
                line.push_str(&one);
            }
            _ => lines.push(one),
        }
    }
    for (line, y) in lines.iter().zip(area.y..area.bottom()) {
        let line = text::fit(line, room, symbols.more);
        put(buf, area, area.x + 1, y, &line, look.muted());
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
    let [keys, _] = tip::KEYS.map(|keys| text::own(look, keys.said()).into_owned());
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
