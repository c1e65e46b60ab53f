//! Sessions: people at one question after another, with everybody's card hidden until it is revealed.
//!
//! Owns what of a session is no record: who has the cursor, what is asked back. All else is in the workspace, so
//! that a session goes on where it was. What votes mean is in [`crate::scoring::session`]. In reading order:
//!
//! - [`setup`] begins one, [`walk`] goes through its questions, [`past`] lists those that are over.
//! - [`voting`] takes cards, [`chat`] takes pasted ones, [`reveal`] shows them and settles.
//! - [`briefing`] is what the screen needs to know of the present question, computed once for each state.

pub mod briefing;
pub mod chat;
pub mod draw;
pub mod past;
pub mod regions;
pub mod reveal;
pub mod setup;
pub mod voting;
pub mod walk;

use ratatui::buffer::Buffer;

use crate::desk::Desk;
use crate::desk::baseline::outside;
use crate::desk::command::{Can, Command, Scope};
use crate::desk::effect::Effect;
use crate::desk::event::{Gesture, Target};
use crate::desk::listing::{self, Lists};
use crate::desk::notice::quoted;
use crate::desk::retrace::Retrace;
use crate::desk::tab;
use crate::model::id::Id;
use crate::model::item::Item;
use crate::model::number::Number;
use crate::model::record::{Declared, Kind};
use crate::model::session::{Round, Session};
use crate::scoring::session;
use crate::scoring::session::chat::Chat;
use crate::scoring::session::outcome::has_cards;
use crate::scoring::session::way::VoteQuestion;
use crate::ui::hits::Hits;
use crate::ui::look::Look;
use crate::views::{Row, View};
use briefing::Briefing;
use setup::Setup;

/// What has the keys while a session is on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Floor {
    /// The question.
    #[default]
    Question,
    /// The people, whose cards are typed.
    Voting,
    /// One person alone, before the keyboard goes on to the next.
    Handing {
        /// Whether it is on its way to that person.
        passes: bool,
    },
    /// Pasted cards, before they are taken.
    Chat(Chat),
    /// Whether to reveal: the cards of the present round, or those that a step back or again would show.
    Asking(Option<Retrace>),
    /// The agenda, at this place.
    Ahead(usize),
}

/// The state of the view.
#[derive(Debug)]
pub struct Sessions {
    /// The chosen one of the sessions that are over.
    past: Lists,
    /// The session that is about to begin.
    setup: Option<Setup>,
    /// What has the keys.
    pub floor: Floor,
    /// The place among those present whose card is typed.
    voter: usize,
    /// The value that is about to be settled on, where it is not the one offered.
    choice: Option<Number>,
    /// What is known of the present question.
    briefing: Option<Briefing>,
}

/// Sessions among the views.
pub const VIEW: Row = Row {
    tab: tab::SESSION,
    go: Command::to(
        tab::SESSION,
        "go.session",
        &["g s"],
        "session",
        &[],
        "Goes to the session: people at one table who settle estimates.",
    ),
    commands: &[
        past::COMMANDS,
        setup::COMMANDS,
        walk::COMMANDS,
        voting::COMMANDS,
        chat::COMMANDS,
        reveal::COMMANDS,
    ],
    kinds: || vec![Session::KIND],
    new: || Box::new(Sessions::default()),
};

impl Default for Sessions {
    fn default() -> Self {
        Self {
            past: Lists::of(&[past::LISTING]),
            setup: None,
            floor: Floor::default(),
            voter: 0,
            choice: None,
            briefing: None,
        }
    }
}

impl View for Sessions {
    fn scopes(&self, desk: &Desk) -> Vec<Scope> {
        let names: &[&'static str] = match self.floor {
            _ if self.setup.is_some() => &["Setup"],
            _ if current(desk).is_none() => &["Sessions", "Lists", "Rows"],
            Floor::Asking(_) => &["Reveal"],
            Floor::Handing { .. } => &["Handing"],
            Floor::Chat(_) => &["Chat"],
            Floor::Ahead(_) => &["Ahead"],
            Floor::Voting => &["Voting", "Discussion"],
            Floor::Question if phase(desk) == Phase::Shown => &["Revealed", "Discussion"],
            Floor::Question => &["Discussion"],
        };
        names.iter().copied().map(Scope).collect()
    }

    fn waits_for(&self, desk: &Desk) -> Option<&'static str> {
        current(desk).filter(|_| self.setup.is_none())?;
        match self.floor {
            Floor::Asking(_) => Some("Enter shows the cards · any other key keeps them hidden"),
            Floor::Handing { .. } => Some("the keyboard goes round · Esc ends that"),
            Floor::Chat(_) => Some("Enter takes the pasted cards, Esc drops them"),
            Floor::Question | Floor::Voting | Floor::Ahead(_) => None,
        }
    }

    fn chosen(&self, desk: &Desk) -> Option<Id> {
        current(desk).map(|(_, asked)| asked.item)
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

/// How far the present question is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Nothing is shown.
    Open,
    /// The cards lie open.
    Shown,
    /// There is a value.
    Settled,
}

/// The session that is on and its present question.
pub fn current(desk: &Desk) -> Option<(&Session, VoteQuestion)> {
    session::current(&desk.workspace)
}

/// The round that is on, or the last one.
pub fn round(desk: &Desk) -> Option<&Round> {
    let (_, asked) = current(desk)?;
    round_on(desk, asked)
}

/// The round on a question, or the last one.
fn round_on(desk: &Desk, asked: VoteQuestion) -> Option<&Round> {
    let session = session::open(&desk.workspace)?;
    session::rounds(&desk.workspace, session, asked).pop()
}

/// How far the present question is.
pub fn phase(desk: &Desk) -> Phase {
    match round(desk) {
        Some(round) if round.settled.is_some() => Phase::Settled,
        Some(round) if round.shown => Phase::Shown,
        _ => Phase::Open,
    }
}

/// Whether cards lie hidden on the present question.
fn has_hidden(desk: &Desk) -> bool {
    round(desk).is_some_and(|round| !round.shown && has_cards(round))
}

/// The title of an item, as labels have it.
fn titled(desk: &Desk, item: Id) -> String {
    quoted(desk.workspace.name::<Item>(item))
}

/// Whether a session is on, and nothing of it only tried.
fn is_on(desk: &Desk, _: &Sessions) -> Can {
    outside(desk)?;
    match current(desk) {
        Some(_) => Ok(()),
        None => Err("no session is on · n starts one".to_owned()),
    }
}
