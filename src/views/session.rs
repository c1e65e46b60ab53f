//! Sessions: the room at one question after another, with everybody's card hidden until it is revealed.
//!
//! Owns what of a session is no record: who has the cursor, what is typed, what is asked back. All else is in
//! the workspace, so that a session goes on where it was. What votes mean is in [`crate::scoring::session`]. In
//! reading order:
//!
//! - [`setup`] begins one, [`walk`] goes through its questions, [`clock`] counts the time.
//! - [`voting`] takes cards, [`chat`] takes pasted ones, [`reveal`] shows them and settles.
//! - [`scene`] is what the screen needs to know of the present question, computed once for each state.

pub mod chat;
pub mod clock;
pub mod draw;
pub mod past;
pub mod regions;
pub mod reveal;
pub mod scene;
pub mod setup;
pub mod voting;
pub mod walk;

use crate::desk::command::EVERYWHERE;
use crate::desk::command::Scope;
use crate::desk::pick::Pick;
use crate::edit::Edit;
use crate::model::field::Value;
use crate::model::id::Id;
use crate::model::number::Number;
use crate::model::record::Declared;
use crate::model::session::{Round, Session};
use crate::scoring::session;
use crate::scoring::session::chat::Chat;
use crate::scoring::session::outcome::has_cards;
use crate::scoring::session::way::{self, VoteQuestion};
use crate::shell::App;
use clock::Clock;
use scene::Scene;
use setup::Setup;

/// What has the keys while a session is on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Focus {
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
    /// Whether to reveal.
    Asking(Asked),
    /// The agenda, at this place.
    Ahead(usize),
}

/// What is done when the room says yes to a reveal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// The cards of the present round are shown.
    Reveal,
    /// A step is taken back that had hidden cards.
    Undo,
    /// A step is done again that shows cards.
    Redo,
}

/// The state of the view.
#[derive(Debug, Default)]
pub struct Room {
    /// The chosen one of the sessions that are over.
    pub past: Pick,
    /// The session that is about to begin.
    pub setup: Option<Setup>,
    /// What has the keys.
    pub focus: Focus,
    /// The place among those present whose card is typed.
    pub voter: usize,
    /// What is typed and not taken yet. A card is never drawn from here.
    pub typed: String,
    /// The value the room is about to settle on, where it is not the one offered.
    pub choice: Option<Number>,
    /// The seconds that are in no record yet.
    pub clock: Clock,
    /// What is known of the present question.
    pub scene: Option<Scene>,
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

/// The session that is on and the question the room is at.
pub fn current(app: &App) -> Option<(&Session, VoteQuestion)> {
    let session = session::open(&app.workspace)?;
    Some((session, way::present(session)?))
}

/// The round that is on, or the last one.
pub fn round(app: &App) -> Option<&Round> {
    let (session, asked) = current(app)?;
    session::rounds(&app.workspace, session, asked).pop()
}

/// How far the present question is.
pub fn phase(app: &App) -> Phase {
    match round(app) {
        Some(round) if round.settled.is_some() => Phase::Settled,
        Some(round) if round.shown => Phase::Shown,
        _ => Phase::Open,
    }
}

/// Whether cards lie hidden on the present question.
pub fn has_hidden(app: &App) -> bool {
    round(app).is_some_and(|round| !round.shown && has_cards(round))
}

/// The scopes whose keys work in the view, the nearest first.
pub fn scopes(app: &App) -> Vec<Scope> {
    if app.room.setup.is_some() {
        return vec![Scope("Setup"), EVERYWHERE];
    }
    if current(app).is_none() {
        return vec![Scope("Sessions"), EVERYWHERE];
    }
    match app.room.focus {
        Focus::Asking(_) => vec![Scope("Reveal")],
        Focus::Handing { .. } => vec![Scope("Handing")],
        Focus::Chat(_) => vec![Scope("Chat")],
        Focus::Ahead(_) => vec![Scope("Ahead"), EVERYWHERE],
        Focus::Voting => vec![Scope("Voting"), Scope("Room"), EVERYWHERE],
        Focus::Question if phase(app) == Phase::Shown => {
            vec![Scope("Revealed"), Scope("Room"), EVERYWHERE]
        }
        Focus::Question => vec![Scope("Room"), EVERYWHERE],
    }
}

/// The item the room is at.
pub fn item(app: &App) -> Option<Id> {
    current(app).map(|(_, asked)| asked.item)
}

/// Takes what is typed, before something else happens.
pub fn take_typed(app: &mut App) {
    match app.room.focus {
        Focus::Voting => voting::take_typed(app),
        Focus::Question => walk::take_typed(app),
        Focus::Handing { .. } | Focus::Chat(_) | Focus::Asking(_) | Focus::Ahead(_) => {}
    }
}

/// The edit that sets a field of a record.
fn put<R: Declared>(id: Id, field: &str, value: Value) -> Option<Edit> {
    Some(Edit::Set {
        kind: R::KIND,
        id,
        field: R::KIND.field(field)?,
        value,
    })
}

/// Commits without a word about it; gives back whether something changed.
fn commit_quietly(app: &mut App, label: &str, edits: Vec<Edit>) -> bool {
    let notice = app.notice.take();
    let changed = app.commit(label, edits);
    if changed {
        app.notice = notice;
    }
    changed
}

/// Whether the room can go on: nothing of it is only tried.
fn is_on(app: &App) -> Result<(), String> {
    crate::desk::baseline::outside(app)?;
    match current(app) {
        Some(_) => Ok(()),
        None => Err("no session is on · n starts one".to_owned()),
    }
}
