//! Sessions: people at one question after another, with everybody's card hidden until it is revealed.
//!
//! Owns what of a session is no record: who has the cursor, what is asked back. All else is in the workspace, so
//! that a session goes on where it was. What votes mean is in [`crate::scoring::session`]. In reading order:
//!
//! - [`asked`] is what one can ask for, [`setup`] begins one, [`walk`] goes through its questions, [`agenda`] along and beside them, [`past`] lists those that are over,
//!   [`ladder`] what one changed.
//! - [`wall`] is a whole column at a look: the smallest item first, corrections last.
//! - [`voting`] takes cards, [`counting`] those that are held up, [`chat`] pasted ones, [`reveal`] shows them and settles.
//! - [`timer`] pauses and prolongs the time of an item.
//! - [`briefing`] is what the screen needs to know of the present question, computed once for each state.

pub mod agenda;
pub mod asked;
pub mod briefing;
pub mod chat;
pub mod counting;
pub mod draw;
pub mod ladder;
pub mod past;
pub mod regions;
pub mod reveal;
pub mod setup;
mod state;
mod timer;
pub mod voting;
pub mod walk;
pub mod wall;

use ratatui::buffer::Buffer;

use crate::desk::Desk;
use crate::desk::command::{Command, Scope};
use crate::desk::effect::Effect;
use crate::desk::event::{Gesture, Target};
use crate::desk::listing::{self, Lists};
use crate::desk::retrace::Retrace;
use crate::desk::tab;
use crate::model::id::Id;
use crate::model::record::{Declared, Kind};
use crate::model::session::Session;
use crate::model::words::worded;
use crate::scoring::session::outcome::item_limit;
use crate::ui::hits::Hits;
use crate::ui::look::Look;
use crate::views::{View, ViewRow};
pub use state::{Floor, Phase, Sessions, current, phase, round};

/// Sessions among the views.
pub const VIEW: ViewRow = ViewRow {
    tab: tab::SESSION,
    go: Command::to(
        tab::SESSION,
        "go.session",
        &["g s"],
        "session",
        &[],
        "Goes to the session: people who estimate together.",
    ),
    commands: &[
        past::COMMANDS,
        setup::COMMANDS,
        walk::COMMANDS,
        agenda::COMMANDS,
        voting::COMMANDS,
        counting::COMMANDS,
        chat::COMMANDS,
        reveal::COMMANDS,
        wall::COMMANDS,
        ladder::COMMANDS,
    ],
    kinds: || vec![Session::KIND],
    new: || Box::new(Sessions::default()),
    is_shown: |_| true,
};

impl View for Sessions {
    fn scopes(&self, desk: &Desk) -> Vec<Scope> {
        let takes_cards = voting::takes_cards(desk, self);
        let names: &[&'static str] = match self.floor {
            _ if self.setup.is_some() => &["Setup"],
            _ if current(desk).is_none() && self.ladder.is_some() => &["Ladder", "Sessions"],
            _ if current(desk).is_none() => &["Sessions", "Lists", "Rows"],
            Floor::Asking(_) => &["Reveal"],
            Floor::Handing { .. } => &["Handing"],
            Floor::Chat(_) => &["Chat"],
            Floor::Ahead(_) => &["Ahead"],
            Floor::Wall(_) if wall::begins(desk) => &["Smallest", "Discussion"],
            Floor::Wall(_) => &["Wall", "Discussion"],
            Floor::Value => &["Value", "Discussion"],
            Floor::Voting if takes_cards => &["Cards", "Voting", "Discussion"],
            Floor::Voting => &["Voting", "Discussion"],
            Floor::Question if takes_cards => &["Cards", "Discussion"],
            Floor::Question if phase(desk) == Phase::Shown && reveal::votes_again(self) => {
                &["Apart", "Revealed", "Discussion"]
            }
            Floor::Question if phase(desk) == Phase::Shown => &["Revealed", "Discussion"],
            Floor::Question => &["Discussion"],
        };
        names.iter().copied().map(Scope).collect()
    }

    fn waits_for(&self, desk: &Desk) -> Option<&'static str> {
        current(desk).filter(|_| self.setup.is_none())?;
        match self.floor {
            Floor::Asking(_) => Some(worded(
                "{REVEAL_YES} shows the cards · any other key keeps them hidden",
            )),
            Floor::Handing { .. } => Some(worded(
                "the keyboard goes round · {HANDING_LEAVE} ends that",
            )),
            Floor::Chat(_) => Some(worded(
                "{CHAT_TAKE} takes the pasted cards, {CHAT_DROP} drops them",
            )),
            Floor::Question | Floor::Voting | Floor::Value | Floor::Ahead(_) | Floor::Wall(_) => {
                None
            }
        }
    }

    fn chosen(&self, desk: &Desk) -> Option<Id> {
        current(desk).map(|(_, asked)| asked.item)
    }

    fn tells(&self, desk: &Desk) -> bool {
        current(desk).is_none() && self.past.telling(desk).is_some()
    }

    fn show(&mut self, desk: &mut Desk, _: &'static Kind, id: Id) {
        self.past.show(desk, Session::KIND, id);
    }

    fn press(&mut self, desk: &mut Desk, target: Target, _: Gesture) -> Vec<Effect> {
        if let Target::Record(kind, id) = target {
            self.past.show(desk, kind, id);
        }
        Vec::new()
    }

    fn lists(&self) -> Option<&Lists> {
        Some(&self.past)
    }

    fn lists_mut(&mut self) -> Option<&mut Lists> {
        Some(&mut self.past)
    }

    fn paste(&mut self, desk: &mut Desk, text: &str) -> bool {
        chat::paste(desk, self, text)
    }

    fn advice(&self, desk: &Desk) -> Option<String> {
        let (session, asked) = current(desk)?;
        let limit = item_limit(session, asked.item).filter(|_| self.setup.is_none())?;
        let is_up = desk.clock.runs && desk.time_used().1 > limit;
        let words = worded(
            "time is up for this item · agree on it, {ITEM_DECIDE} parks it, {DISCUSSION_MORE} gives 2 more minutes",
        );
        is_up.then(|| words.to_owned())
    }

    fn stray(&mut self, desk: &mut Desk) -> bool {
        let asks = matches!(self.floor, Floor::Asking(_)) && current(desk).is_some();
        if asks {
            reveal::no(desk, self);
        }
        asks
    }

    fn guards(&mut self, desk: &mut Desk, way: Retrace) -> bool {
        reveal::guards(desk, self, way)
    }

    fn refresh(&mut self, desk: &mut Desk) {
        briefing::refresh(desk, self);
    }

    fn plain(&self, desk: &Desk) -> String {
        listing::plain(desk, &self.past)
    }

    fn draw(&self, desk: &Desk, look: &Look, buf: &mut Buffer, hits: &mut Hits) {
        draw::draw(desk, self, look, buf, hits);
    }
}
