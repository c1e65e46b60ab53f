//! While no session is on: what one is for, those that were, and what the chosen one settled.

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Rect};

use crate::desk::Desk;
use crate::model::words::Text;
use crate::ui::hits::Hits;
use crate::ui::listing;
use crate::ui::look::Look;
use crate::views::session::draw::stack::running;
use crate::views::session::state::Sessions;

const WHAT: Text = Text::new(
    "Estimate together with hidden cards. \
    {SESSION_NEW} sets up a session: agenda, people and time are proposed, and {SETUP_START} begins it. \
    Everybody then gives a card: typed here, typed in turn, or pasted from a chat. \
    Nobody sees a card before the reveal. Votes are saved with the workspace, and {APP_UNDO} undoes.",
);

/// The widest a text gets that is to be read.
const WIDEST: u16 = 80;

/// Draws the sessions that are over.
pub(super) fn draw(
    desk: &Desk,
    state: &Sessions,
    look: &Look,
    area: Rect,
    buf: &mut Buffer,
    hits: &mut Hits,
) {
    let width = usize::from(area.width.saturating_sub(2).min(WIDEST));
    let what = running(look, WHAT.said(), width, 5, look.muted());
    let count = |of: usize| u16::try_from(of).unwrap_or(u16::MAX);
    let rest = area.height.saturating_sub(count(what.len()) + 1);
    // The rule, the headings and a row for each.
    let rows = count(state.past.ids(desk, 0).len().max(1)).saturating_add(3);
    let [above, _, list, below] = Layout::vertical([
        Constraint::Length(count(what.len())),
        Constraint::Length(1),
        Constraint::Length(rows.min(rest / 2)),
        Constraint::Fill(1),
    ])
    .areas(area);
    for (line, row) in what.iter().zip(above.rows()) {
        line.draw(
            look,
            Rect {
                x: row.x + 1,
                ..row
            },
            buf,
        );
    }
    listing::draw(desk, look, (&state.past, 0), list, buf, hits);
    listing::chosen(desk, look, &state.past, below, buf);
}
