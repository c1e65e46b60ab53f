//! What of a session is no record, and what all parts of the view ask of the one that is on.

use crate::desk::Desk;
use crate::desk::can::outside;
use crate::desk::cards::on_table;
use crate::desk::command::Can;
use crate::desk::listing::Lists;
use crate::desk::notice::quoted;
use crate::desk::retrace::Retrace;
use crate::model::id::Id;
use crate::model::item::Item;
use crate::model::number::Number;
use crate::model::session::{Round, Session};
use crate::model::words::{Text, worded};
use crate::scoring::session;
use crate::scoring::session::chat::Chat;
use crate::scoring::session::column::VoteColumn;
use crate::scoring::session::way::VoteQuestion;
use crate::views::session::briefing::Briefing;
use crate::views::session::past;
use crate::views::session::setup::Setup;

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
    /// A value that is typed without a vote.
    Value,
    /// The agenda, at this place.
    Ahead(usize),
    /// The cards of the column with the items that got them, and the chosen one.
    Wall(Option<Id>),
}

/// The state of the view.
#[derive(Debug)]
pub struct Sessions {
    /// The chosen one of the sessions that are over.
    pub(super) past: Lists,
    /// The session that is about to begin.
    pub(super) setup: Option<Setup>,
    /// What has the keys.
    pub floor: Floor,
    /// Whose card is typed; nobody's once everybody is in.
    pub voter: Option<Id>,
    /// To whom the cursor was sent by hand, so that a card that is in can be changed.
    pub(super) changes: Option<Id>,
    /// Whose card was taken last, where the cursor has not been moved since.
    pub(super) last: Option<Id>,
    /// Whether the key that is being handled took a card.
    pub(super) has_taken: bool,
    /// The questions the room came from, the last one last.
    pub(super) came: Vec<VoteQuestion>,
    /// Names as they stand in the chat, and whose they are.
    pub(super) called: Vec<(String, Id)>,
    /// The lines that were pasted before, and those that are about to be taken.
    pub(super) pasted: Vec<String>,
    pub(super) pasting: Vec<String>,
    /// The value that is about to be settled on, where it is not the one offered.
    pub(super) choice: Option<Number>,
    /// The order before and after a session, where it is looked at.
    pub(super) ladder: Option<Ladder>,
    /// What is known of the present question.
    pub(super) briefing: Option<Briefing>,
}

impl Default for Sessions {
    fn default() -> Self {
        Self {
            past: Lists::of(&[past::LISTING]),
            setup: None,
            floor: Floor::default(),
            voter: None,
            changes: None,
            last: None,
            has_taken: false,
            came: Vec::new(),
            called: Vec::new(),
            pasted: Vec::new(),
            pasting: Vec::new(),
            choice: None,
            ladder: None,
            briefing: None,
        }
    }
}

/// The ladder of a session that is over.
#[derive(Clone, Debug)]
pub struct Ladder {
    /// The session.
    pub session: Id,
    /// The chosen row.
    pub cursor: usize,
    /// Whether only what moved is listed.
    pub only_moved: bool,
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

impl Sessions {
    /// Opens the ladder of a session.
    pub(super) fn open_ladder(&mut self, session: Id) {
        self.ladder = Some(Ladder {
            session,
            cursor: 0,
            only_moved: false,
        });
    }

    /// How far the present question is: after a reveal it is open again while cards of another round are taken.
    pub fn phase(&self, desk: &Desk) -> Phase {
        match self.floor {
            Floor::Voting | Floor::Handing { .. } | Floor::Chat(_) => Phase::Open,
            Floor::Question
            | Floor::Asking(_)
            | Floor::Value
            | Floor::Ahead(_)
            | Floor::Wall(_) => phase(desk),
        }
    }
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
pub(super) fn round_on(desk: &Desk, asked: VoteQuestion) -> Option<&Round> {
    let session = session::open(&desk.workspace)?;
    session::rounds(&desk.workspace, session, asked).pop()
}

/// How far the present question is, as it is written.
pub fn phase(desk: &Desk) -> Phase {
    match round(desk) {
        _ if has_hidden(desk) => Phase::Open,
        Some(round) if round.settled.is_some() => Phase::Settled,
        Some(round) if round.shown => Phase::Shown,
        _ => Phase::Open,
    }
}

/// Whether cards lie hidden on the present question.
pub(super) fn has_hidden(desk: &Desk) -> bool {
    current(desk).is_some_and(|(_, asked)| on_table(desk, asked).is_some())
}

/// The title of an item, as labels have it.
pub(super) fn titled(desk: &Desk, item: Id) -> String {
    quoted(desk.workspace.name::<Item>(item))
}

/// What a room reads in the place of amounts.
pub(super) const NO_AMOUNTS: Text =
    Text::new("amounts of money are not shown to others · {APP_PRESENT} stops presenting");

/// Whether what is voted on may not be seen by those who watch.
pub(super) fn is_withheld(desk: &Desk, column: VoteColumn) -> bool {
    desk.presenting.is_some() && column.is_amount()
}

/// Whether a session is on, and nothing of it only tried.
pub(super) fn is_on(desk: &Desk, _: &Sessions) -> Can {
    outside(desk)?;
    match current(desk) {
        Some(_) => Ok(()),
        None => Err(worded("no session is on · {SESSION_NEW} starts one").to_owned()),
    }
}
