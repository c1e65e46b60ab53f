//! Sessions: the card everybody looks at, the agenda beside it, what comes before and after.
//!
//! Draws no card of anybody before it is revealed: what is typed and what lies hidden is not looked at here
//! but to know that it is there.

mod after;
mod agenda;
mod card;
mod handing;
mod past;
mod setup;
mod stack;
mod voices;

use ratatui::buffer::Buffer;

use crate::desk::screen;
use crate::shell::App;
use crate::ui::hits::Hits;
use crate::ui::look::Look;
use crate::ui::widgets::draw_card;
use crate::views::session::{Focus, current};

/// Draws the view.
pub fn draw(app: &App, look: &Look, buf: &mut Buffer, hits: &mut Hits) {
    let size = buf.area.as_size();
    let body = screen::frame(size).body;
    if let Some(setup) = &app.room.setup {
        setup::draw(app, look, setup, body, buf);
        return;
    }
    let Some((session, asked)) = current(app) else {
        past::draw(app, look, body, buf, hits);
        return;
    };
    let regions = crate::views::session::regions::session(size);
    if regions.side.is_empty() && matches!(app.room.focus, Focus::Ahead(_)) {
        agenda::draw(app, look, session, regions.card, buf);
        return;
    }
    let is_alone = regions.side.is_empty();
    let note = if is_alone {
        agenda::time(app, look, session)
    } else {
        String::new()
    };
    let inner = draw_card(look, &note, regions.card, buf);
    let groups = match app.room.focus {
        Focus::Handing { passes } => handing::groups(app, look, asked, passes),
        Focus::Question | Focus::Voting | Focus::Chat(_) | Focus::Asking(_) | Focus::Ahead(_) => {
            card::groups(app, look, session, asked, inner.width)
        }
    };
    stack::draw(look, groups, app.presenting.is_some(), inner, buf);
    if !is_alone {
        agenda::draw(app, look, session, regions.side, buf);
    }
}
