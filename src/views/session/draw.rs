//! Sessions: the card everybody looks at, the agenda beside it, what comes before and after.
//!
//! Draws no card of anybody before it is revealed: what is typed and what lies hidden is not looked at here
//! but to know that it is there.

mod after;
mod agenda;
mod card;
mod ladder;
mod past;
mod setup;
mod stack;
mod voices;
mod wall;

use ratatui::buffer::Buffer;

use self::stack::{CardGroup, CardLine};
use crate::desk::{Desk, screen};
use crate::model::id::Id;
use crate::model::item::Item;
use crate::model::session::{Round, Session};
use crate::scoring::session::way::VoteQuestion;
use crate::ui::hits::Hits;
use crate::ui::look::Look;
use crate::ui::text;
use crate::ui::widgets::draw_card;
use crate::views::session::briefing::Briefing;
use crate::views::session::regions;
use crate::views::session::state::{Floor, Phase, Sessions, current, round};
use crate::views::session::voting;

/// How wide the words before a line of facts are.
const LABEL: usize = 10;

/// What every part of a session that is on is drawn with.
struct Brush<'a> {
    desk: &'a Desk,
    state: &'a Sessions,
    look: &'a Look,
    session: &'a Session,
    asked: VoteQuestion,
    known: Option<&'a Briefing>,
    round: Option<&'a Round>,
    phase: Phase,
    width: usize,
}

impl<'a> Brush<'a> {
    /// Whether cards are asked for, so that nothing may lead anybody.
    fn is_asked(&self) -> bool {
        self.phase == Phase::Open && voting::has_voters(self.desk)
    }

    fn title(&self, id: Id) -> &'a str {
        title(self.desk, id)
    }

    /// A line of facts with its word before it.
    fn labelled(&self, label: &str, words: impl Into<String>) -> CardLine {
        let label = text::pad_right(label, LABEL, self.look.symbols.more);
        CardLine::of(label, self.look.muted()).and(words, self.look.text())
    }

    /// Facts over two lines at most, with their word before the first one.
    fn wrapped(&self, label: &str, words: &str) -> Vec<CardLine> {
        let parts = text::wrap(words, self.width.saturating_sub(LABEL), 2);
        let labels = std::iter::once(label).chain(std::iter::repeat(""));
        let lines = labels.zip(parts);
        let lines = lines.map(|(label, part)| self.labelled(label, part));
        lines.collect()
    }
}

/// The title of an item as whoever looks may see it.
fn title(desk: &Desk, id: Id) -> &str {
    desk.seen().name::<Item>(id)
}

/// Draws the view.
pub fn draw(desk: &Desk, state: &Sessions, look: &Look, buf: &mut Buffer, hits: &mut Hits) {
    let size = buf.area.as_size();
    let body = screen::frame(size).body;
    if let Some(setup) = &state.setup {
        return setup::draw(desk, look, setup, body, buf);
    }
    let Some((session, asked)) = current(desk) else {
        if let Some(ladder) = &state.ladder {
            return ladder::draw(desk, look, ladder, body, buf);
        }
        return past::draw(desk, state, look, body, buf, hits);
    };
    let regions = regions::session(size);
    let is_alone = regions.side.is_empty();
    let mut brush = Brush {
        desk,
        state,
        look,
        session,
        asked,
        known: state.briefing.as_ref(),
        round: round(desk),
        phase: state.phase(desk),
        width: 0,
    };
    if is_alone && matches!(state.floor, Floor::Ahead(_)) {
        return agenda::draw(&brush, regions.card, buf);
    }
    if let Floor::Wall(chosen) = state.floor {
        brush.width = usize::from(body.width);
        return wall::draw(&brush, chosen, body, buf);
    }
    let note = if is_alone {
        agenda::time(&brush)
    } else {
        String::new()
    };
    let inner = draw_card(look, &note, regions.card, buf);
    brush.width = usize::from(inner.width);
    let groups = match state.floor {
        Floor::Handing { passes } => card::handed(&brush, passes),
        Floor::Question
        | Floor::Voting
        | Floor::Value
        | Floor::Chat(_)
        | Floor::Asking(_)
        | Floor::Ahead(_)
        | Floor::Wall(_) => card::groups(&brush),
    };
    stack::draw(look, groups, desk.presenting.is_some(), inner, buf);
    if !is_alone {
        agenda::draw(&brush, regions.side, buf);
    }
}
