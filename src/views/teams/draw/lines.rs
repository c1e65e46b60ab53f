//! What waits for what, for the card under the cursor: lines along the rules of the board from what it depends on to it,
//! and a mark at every other end. Where lines would be many, the marks stand alone.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::Scene;
use crate::model::id::Id;
use crate::scoring::plan::checks::NeedOrder;
use crate::scoring::plan::team_board::{TeamBoardCell, TeamLink};
use crate::ui::look::Look;
use crate::ui::planned::link_mark;
use crate::ui::widgets::{Tracks, put};

/// More lines than these would tangle.
const MOST: usize = 6;

/// A card in sight: its cell, where it stands with the line at its left, and the rule above its row.
pub(super) struct Shown {
    pub id: Id,
    pub cell: TeamBoardCell,
    pub card: Rect,
    pub rule: u16,
}

/// How a link is drawn: too late, in the same iteration, in time.
pub(super) fn link_style(look: &Look, order: Option<NeedOrder>) -> Style {
    match order {
        Some(NeedOrder::InTime) => look.steady(),
        Some(order) => link_mark(look, order).1,
        None => look.muted(),
    }
}

/// Draws lines and marks over the board.
pub(super) fn lines(
    scene: &Scene<'_>,
    shown: &[Shown],
    has_lines: bool,
    area: Rect,
    buf: &mut Buffer,
) {
    let look = scene.look;
    let cards = scene.board.cards(scene.spot.cell);
    let Some(id) = cards.get(scene.spot.row).copied() else {
        return;
    };
    let find = |id: Id| shown.iter().find(|one| one.id == id);
    let (needs, needed) = (scene.board.needs(id), scene.board.needed(id));
    let both = |link: &TeamLink| Some((find(link.need)?, find(link.item)?));
    let links: Vec<&TeamLink> = needs.iter().chain(needed).collect();
    let drawn = links
        .iter()
        .filter_map(|link| Some((both(link)?, link.order)));
    let mut drawn: Vec<_> = drawn.collect();
    drawn.sort_by_key(|(_, order)| *order);
    if has_lines && drawn.len() <= MOST {
        let mut tracks = Tracks::default();
        for ((from, to), order) in drawn {
            // To the right it leaves at the line after its cell, else at the one before it.
            let is_later = from.cell.at < to.cell.at;
            let start = if is_later {
                from.card.right()
            } else {
                from.card.x
            };
            let (end, rule) = (to.card.x, to.rule);
            let corners = if start == end {
                vec![(start, from.card.y), (end, to.card.y)]
            } else {
                vec![
                    (start, from.card.y),
                    (start, rule),
                    (end, rule),
                    (end, to.card.y),
                ]
            };
            tracks.line(&corners, link_style(look, order));
        }
        tracks.draw(look, area, buf);
    }
    let mut edge = |one: &Shown, mark: &str, style: Style| {
        for row in one.card.rows() {
            put(buf, row, row.x, row.y, mark, style);
        }
    };
    for (links, mark, end) in [
        (
            needs,
            look.symbols.depends,
            (|link: &TeamLink| link.need) as fn(&TeamLink) -> Id,
        ),
        (needed, look.symbols.needed, |link: &TeamLink| link.item),
    ] {
        for link in links {
            if let Some(one) = find(end(link)) {
                edge(one, mark, link_style(look, link.order));
            }
        }
    }
    if let Some(one) = find(id) {
        edge(one, look.symbols.cursor, look.focus_line());
    }
}
