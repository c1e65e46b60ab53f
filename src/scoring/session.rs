//! A session: people at one table settle estimates by blind votes.
//!
//! Owns what follows from the records of a session; who may see a vote, and when, is for the screens to
//! keep. In reading order:
//!
//! - [`agenda`] owns which items are worth the room's time; [`way`] the order of the questions.
//! - [`tally`] owns what a round of votes says, [`poker`] how far estimates are apart, [`stakes`] what its spread does to the ranking, [`sides`]
//!   whether customer and engineering see the item alike.
//! - [`anchors`] are the items to compare with, [`rubric`] the words of question and scale.
//! - [`chat`] reads cards that were pasted; [`outcome`] owns what a session has settled,
//!   [`minutes`] what is to be written down of it.
//!
//! Knows no screen, no clock and no chance.

pub mod agenda;
pub mod anchors;
pub mod chat;
pub mod minutes;
pub mod outcome;
pub mod poker;
pub mod rubric;
pub mod sides;
pub mod stakes;
pub mod tally;
pub mod way;

use crate::model::Workspace;
use crate::model::id::Id;
use crate::model::number::Number;
use crate::model::record::{Declared, Kind};
use crate::model::session::{Round, Session, Sitting};
use crate::model::settings::Settings;
use way::VoteQuestion;

/// What a person shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Card {
    /// A value of the scale.
    Value(Number),
    /// A question mark: not sure.
    Unsure,
    /// Does not vote on this.
    Abstained,
}

impl Card {
    /// Reads a card of a deck as people write it: a value, `?` or `-`.
    pub fn read(text: &str, deck: &[Number]) -> Option<Self> {
        match text.trim() {
            "?" => Some(Self::Unsure),
            "-" => Some(Self::Abstained),
            digits => {
                let value = Number::typed(digits).ok()?;
                deck.contains(&value).then_some(Self::Value(value))
            }
        }
    }
}

/// Whether records of a kind stand beside the backlog, so that no rank and no finding depends on them.
pub fn is_beside(kind: &Kind) -> bool {
    kind == Session::KIND || kind == Round::KIND
}

/// Whether a record is a round with cards nobody may see yet.
pub fn hides(workspace: &Workspace, kind: &Kind, id: Id) -> bool {
    let round = workspace.get::<Round>(id).filter(|_| kind == Round::KIND);
    round.is_some_and(|round| !round.shown && outcome::has_cards(round))
}

/// The cards of a workspace: its scale, smallest first.
pub fn deck(workspace: &Workspace) -> Vec<Number> {
    let mut deck = workspace.the::<Settings>().scale.clone();
    deck.sort_unstable();
    deck.dedup();
    deck
}

/// The session that is on: of those that are not over the latest.
pub fn open(workspace: &Workspace) -> Option<&Session> {
    let sessions = workspace.all::<Session>();
    let open = sessions.filter(|session| !session.over && session.sort == Sitting::Prioritizing);
    open.max_by_key(|session| (session.date, session.id))
}

/// The session that is on and the question the room is at.
pub fn current(workspace: &Workspace) -> Option<(&Session, VoteQuestion)> {
    let session = open(workspace)?;
    Some((session, way::present(session)?))
}

/// The rounds on a question, the first one first.
pub fn rounds<'w>(
    workspace: &'w Workspace,
    session: &Session,
    asked: VoteQuestion,
) -> Vec<&'w Round> {
    let mut rounds: Vec<&Round> = workspace
        .all::<Round>()
        .filter(|round| {
            round.session.0 == Some(session.id)
                && round.item.0 == Some(asked.item)
                && round.factor == asked.factor.field()
        })
        .collect();
    rounds.sort_by_key(|round| (round.number, round.id));
    rounds
}

#[cfg(test)]
mod tests;
