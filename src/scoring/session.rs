//! A session: people at one table settle estimates by blind votes.
//!
//! Owns what follows from the records of a session; who may see a vote, and when, is for the screens to
//! keep. In reading order:
//!
//! - [`agenda`] owns which items are worth the room's time; [`mod@column`] what is asked of them, [`way`] the order of the questions.
//! - [`wall`] is what a session gave the items of a column.
//! - [`tally`] owns what a round of votes says, [`poker`] how far estimates are apart, [`stakes`] what its spread does to the ranking, [`sides`]
//!   whether customer and engineering see the item alike.
//! - [`anchors`] are the items to compare with, [`rubric`] the words of question and scale.
//! - [`chat`] reads cards that were pasted, [`seal`] the codes that some of them are, [`count`] cards that were held up; [`outcome`] owns what a session has settled,
//!   [`minutes`] what is to be written down of it.
//!
//! Knows no screen, no clock and no chance.

pub mod agenda;
pub mod anchors;
pub mod chat;
pub mod column;
pub mod count;
pub mod minutes;
pub mod outcome;
pub mod poker;
pub mod rubric;
pub mod seal;
pub mod sides;
pub mod stakes;
pub mod tally;
pub mod wall;
pub mod way;

use crate::model::Workspace;
use crate::model::id::Id;
use crate::model::item::Item;
use crate::model::number::Number;
use crate::model::record::{Declared, Kind};
use crate::model::session::{Round, Session, Sitting};
use crate::model::settings::Settings;
use column::VoteColumn;
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
    /// Reads a card of a deck as people write it: a value, `?` or `-`; without a deck any number is a value.
    pub fn read(text: &str, deck: &[Number]) -> Option<Self> {
        match text.trim() {
            "?" => Some(Self::Unsure),
            "-" => Some(Self::Abstained),
            digits => {
                let value = Number::typed(digits).ok()?;
                let is_one = deck.is_empty() && !value.is_negative() || deck.contains(&value);
                is_one.then_some(Self::Value(value))
            }
        }
    }

    /// The card a person has in a round.
    pub fn of(round: &Round, person: Id) -> Option<Self> {
        if round.unsure.0.contains(&person) {
            Some(Self::Unsure)
        } else if round.abstained.0.contains(&person) {
            Some(Self::Abstained)
        } else {
            round.votes.of(person).map(Self::Value)
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

/// The session that is on and the question the room is at. An item that is gone has no question: then it is at the
/// next one of the column, or the first that is there.
pub fn current(workspace: &Workspace) -> Option<(&Session, VoteQuestion)> {
    let session = open(workspace)?;
    let asked = way::present(session)?;
    let is_there = |asked: &VoteQuestion| workspace.get::<Item>(asked.item).is_some();
    if is_there(&asked) {
        return Some((session, asked));
    }
    let all = way::questions(session);
    let at = all.iter().position(|other| *other == asked)?;
    let (earlier, later) = all.split_at(at);
    let there = later.iter().chain(earlier).find(|asked| is_there(asked));
    Some((session, *there?))
}

/// Who may be asked for a card on an estimate: of those present all but who votes on others alone, and everybody where
/// that leaves nobody.
pub fn seats(session: &Session, column: Option<VoteColumn>) -> Vec<Id> {
    let others = match column {
        Some(VoteColumn::SIZE) => &session.values.0,
        Some(_) => &session.sizes.0,
        None => return session.people.0.clone(),
    };
    let people = session.people.0.iter().copied();
    let asked: Vec<Id> = people.filter(|person| !others.contains(person)).collect();
    if asked.is_empty() {
        session.people.0.clone()
    } else {
        asked
    }
}

/// Who is asked for a card on an estimate now: nobody who is away.
pub fn voters(session: &Session, column: Option<VoteColumn>) -> Vec<Id> {
    let mut voters = seats(session, column);
    voters.retain(|person| !session.away.0.contains(person));
    voters
}

/// Who is asked for a card on an estimate now and has none in a round.
pub fn missing(session: &Session, column: Option<VoteColumn>, round: Option<&Round>) -> Vec<Id> {
    let mut missing = voters(session, column);
    missing.retain(|person| round.is_none_or(|round| Card::of(round, *person).is_none()));
    missing
}

/// The id of a round: the same for whoever begins it, in this window or in another one.
pub fn round_id(session: Id, asked: VoteQuestion, number: usize) -> Id {
    // FNV-1a, so that it is the same on every machine.
    const OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
    const PRIME: u64 = 0x0100_0000_01b3;
    let (item, column) = (asked.item, asked.column.name());
    let words = format!("{session} {item} {column} {number}");
    let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(PRIME);
    Id::from_random(words.bytes().fold(OFFSET, step) >> 8)
}

/// The rounds on a question, the first one first.
pub fn rounds<'w>(
    workspace: &'w Workspace,
    session: &Session,
    asked: VoteQuestion,
) -> Vec<&'w Round> {
    let column = asked.column.name();
    let mut rounds: Vec<&Round> = workspace
        .all::<Round>()
        .filter(|round| {
            (round.shown || outcome::has_cards(round))
                && round.session.0 == Some(session.id)
                && round.item.0 == Some(asked.item)
                && round.factor == column
        })
        .collect();
    rounds.sort_by_key(|round| (round.number, round.id));
    rounds
}

/// The rounds on a question whose cards lie hidden: one, or one of each who began it at the same time.
pub fn hidden<'w>(
    workspace: &'w Workspace,
    session: &Session,
    asked: VoteQuestion,
) -> Vec<&'w Round> {
    let rounds = rounds(workspace, session, asked);
    let after = rounds
        .iter()
        .rposition(|round| round.shown)
        .map_or(0, |at| at + 1);
    rounds.into_iter().skip(after).collect()
}

/// The round on a question whose cards lie hidden, with the cards of all who began it; of two cards of one person the
/// later round's.
pub fn on_table(workspace: &Workspace, session: &Session, asked: VoteQuestion) -> Option<Round> {
    let hidden = hidden(workspace, session, asked);
    let mut rounds = hidden.into_iter();
    let mut all = rounds.next()?.clone();
    for round in rounds {
        let votes = round.votes.0.iter().map(|(person, _)| *person);
        let others = round.unsure.0.iter().chain(&round.abstained.0).copied();
        let theirs: Vec<Id> = votes.chain(others).collect();
        all.votes.0.retain(|(person, _)| !theirs.contains(person));
        all.unsure.0.retain(|person| !theirs.contains(person));
        all.abstained.0.retain(|person| !theirs.contains(person));
        all.votes.0.extend(round.votes.0.iter().copied());
        all.unsure.0.extend(round.unsure.0.iter().copied());
        all.abstained.0.extend(round.abstained.0.iter().copied());
    }
    all.votes.0.sort_by_key(|(person, _)| *person);
    outcome::has_cards(&all).then_some(all)
}

#[cfg(test)]
mod tests;
