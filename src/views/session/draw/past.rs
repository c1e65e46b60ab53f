//! While no session is on: what one is for, those that were, and what the chosen one settled.

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Rect};

use super::CardLine;
use crate::desk::Desk;
use crate::desk::event::Target;
use crate::model::record::Declared;
use crate::model::session::Session;
use crate::ui::hits::Hits;
use crate::ui::look::Look;
use crate::ui::widgets::{Focus, Rule, scroll_to};
use crate::views::session::Sessions;
use crate::views::session::draw::stack::running;
use crate::views::session::past::{chosen, day, ids, summary};

const WHAT: &str = "People at one table settle the estimates that matter, with hidden cards. \
    n starts a session: agenda, people and time are filled in; Enter begins. \
    Cards come in by keyboard, by handing it round, or pasted from a chat. \
    Nobody sees a card before it is revealed, and every step can be undone.";

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
    let ids = ids(desk);
    Rule {
        title: "Sessions",
        note: &ids.len().to_string(),
        focus: if desk.dialogs.is_empty() {
            Focus::Here
        } else {
            Focus::Elsewhere
        },
    }
    .draw(look, area, buf);
    let body = Rule::below(area);
    let width = usize::from(body.width.min(WIDEST));
    let what = running(look, WHAT, width, 5, look.muted());
    let count = |of: usize| u16::try_from(of).unwrap_or(u16::MAX);
    let rest = body.height.saturating_sub(count(what.len()) + 1);
    let [above, _, list, _, below] = Layout::vertical([
        Constraint::Length(count(what.len())),
        Constraint::Length(1),
        Constraint::Length((rest / 2).min(count(ids.len()))),
        Constraint::Length(1),
        Constraint::Fill(1),
    ])
    .areas(body);
    for (line, row) in what.iter().zip(above.rows()) {
        line.draw(look, row, buf);
    }
    let chosen = chosen(desk, state);
    let at = chosen.and_then(|chosen| ids.iter().position(|id| *id == chosen.id));
    let first = scroll_to(at.unwrap_or(0), 0, usize::from(list.height), ids.len());
    for ((at_row, id), row) in ids.iter().enumerate().skip(first).zip(list.rows()) {
        let Some(session) = desk.seen().get::<Session>(*id) else {
            continue;
        };
        let (cursor, style) = if Some(at_row) == at {
            buf.set_style(row, look.selected());
            (look.symbols.cursor, look.selected())
        } else {
            (" ", look.text())
        };
        let words = format!("{cursor} {:<12} {}", day(session), session.name);
        CardLine::of(words, style).draw(look, row, buf);
        hits.add(row, Target::Record(Session::KIND, *id));
    }
    let (Some(session), 2..) = (chosen, below.height) else {
        return;
    };
    Rule {
        title: "Settled",
        note: "",
        focus: Focus::Elsewhere,
    }
    .draw(
        look,
        Rect {
            x: area.x,
            width: area.width,
            ..below
        },
        buf,
    );
    let lines = Rect {
        y: below.y + 1,
        height: below.height - 1,
        ..below
    };
    for (words, row) in summary(desk, session).into_iter().zip(lines.rows()) {
        CardLine::of(words, look.text()).draw(look, row, buf);
    }
}
