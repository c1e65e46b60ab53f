//! While no session is on: what one is for, those that were, and what the chosen one settled.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::desk::event::Target;
use crate::model::record::Declared;
use crate::model::session::Session;
use crate::shell::App;
use crate::ui::hits::Hits;
use crate::ui::look::Look;
use crate::ui::text;
use crate::ui::widgets::{Focus, Rule, scroll_to};
use crate::views::session::draw::stack::{Line, running};
use crate::views::session::past::{chosen, ids, summary};

const WHAT: &str = "People at one table settle the estimates that matter, with hidden cards. \
    n starts a session: agenda, people and time are filled in; Enter begins. \
    Cards come in by keyboard, by handing it round, or pasted from a chat. \
    Nobody sees a card before it is revealed, and every step can be undone.";

/// The widest a text gets that is to be read.
const WIDEST: u16 = 80;

/// Draws the sessions that are over.
pub fn draw(app: &App, look: &Look, area: Rect, buf: &mut Buffer, hits: &mut Hits) {
    let ids = ids(app);
    Rule {
        title: "Sessions",
        note: &ids.len().to_string(),
        focus: if app.overlays.is_empty() {
            Focus::Here
        } else {
            Focus::Elsewhere
        },
    }
    .draw(look, area, buf);
    let body = Rule::below(area);
    let mut y = body.y;
    let width = usize::from(body.width.min(WIDEST));
    for line in running(look, WHAT, width, 5, look.muted()) {
        let row = Rect {
            y,
            height: u16::from(y < body.bottom()),
            ..body
        };
        line.draw(look, row, buf);
        y += 1;
    }
    let rest = body.bottom().saturating_sub(y + 1);
    let list = Rect {
        y: y + 1,
        height: (rest / 2).min(u16::try_from(ids.len()).unwrap_or(u16::MAX)),
        ..body
    };
    let chosen = chosen(app);
    let at = ids
        .iter()
        .position(|id| chosen.is_some_and(|session| session.id == *id));
    let first = scroll_to(at.unwrap_or(0), 0, usize::from(list.height), ids.len());
    for (id, y) in ids.iter().skip(first).zip(list.top()..list.bottom()) {
        let row = Rect {
            y,
            height: 1,
            ..list
        };
        let Some(session) = app.seen().get::<Session>(*id) else {
            continue;
        };
        let is_here = chosen.is_some_and(|chosen| chosen.id == *id);
        if is_here {
            buf.set_style(row, look.selected());
        }
        let style = if is_here {
            look.selected()
        } else {
            look.text()
        };
        let day = session
            .date
            .map_or_else(|| "no day".to_owned(), text::long_date);
        let cursor = if is_here { look.symbols.cursor } else { " " };
        Line::of(format!("{cursor} {day:<12} {}", session.name), style).draw(look, row, buf);
        hits.add(row, Target::Record(Session::KIND, *id));
    }
    let Some(session) = chosen else {
        return;
    };
    let below = Rect {
        y: list.bottom() + 1,
        height: area.bottom().saturating_sub(list.bottom() + 1),
        ..area
    };
    if below.height < 2 {
        return;
    }
    Rule {
        title: "Settled",
        note: "",
        focus: Focus::Elsewhere,
    }
    .draw(look, below, buf);
    let body = Rule::below(below);
    for (words, y) in summary(app, session)
        .into_iter()
        .zip(body.top()..body.bottom())
    {
        Line::of(words, look.text()).draw(
            look,
            Rect {
                y,
                height: 1,
                ..body
            },
            buf,
        );
    }
}
