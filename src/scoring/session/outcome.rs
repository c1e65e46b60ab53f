//! What a session has settled so far: for its end, and for whoever writes it down.

use std::collections::BTreeMap;

use super::way::{VoteQuestion, questions};
use crate::model::Workspace;
use crate::model::decision::{Decision, Outcome};
use crate::model::id::Id;
use crate::model::item::Item;
use crate::model::number::Number;
use crate::model::session::{Round, Session};

/// A question that was settled.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Settled<'w> {
    /// The question.
    pub asked: VoteQuestion,
    /// The round it was settled in.
    pub round: &'w Round,
    /// The value.
    pub value: Number,
    /// How many rounds it took.
    pub rounds: usize,
}

/// What was settled, in the order of the questions.
pub fn settled<'w>(workspace: &'w Workspace, session: &Session) -> Vec<Settled<'w>> {
    let mut rounds: Vec<&Round> = workspace
        .all::<Round>()
        .filter(|round| round.session.0 == Some(session.id))
        .collect();
    rounds.sort_by_key(|round| (round.number, round.id));
    let mut by_question: BTreeMap<(Id, &str), Vec<&Round>> = BTreeMap::new();
    for round in rounds {
        if let Some(item) = round.item.0 {
            let key = (item, round.factor.as_str());
            by_question.entry(key).or_default().push(round);
        }
    }
    let last = |asked: VoteQuestion| {
        let column = asked.column.name();
        let all = by_question.get(&(asked.item, column.as_str()))?;
        let round = *all.iter().rfind(|round| round.settled.is_some())?;
        Some(Settled {
            asked,
            round,
            value: round.settled?,
            rounds: all.iter().filter(|round| has_cards(round)).count(),
        })
    };
    questions(session).into_iter().filter_map(last).collect()
}

/// What was decided on an item in a session, where no question on it is left to ask: not now, declined, a question
/// parked, split into parts.
pub fn decided<'w>(workspace: &'w Workspace, session: &Session, item: Id) -> Option<&'w Decision> {
    let of_it = |one: &&Decision| one.session.0 == Some(session.id) && one.item.0 == Some(item);
    let last = workspace.all::<Decision>().filter(of_it);
    let last = last.max_by_key(|one| (one.date, one.id))?;
    match last.outcome? {
        Outcome::NotNow | Outcome::Decline | Outcome::Parked | Outcome::Split => Some(last),
        Outcome::Commit | Outcome::Option | Outcome::Research => None,
    }
}

/// Whether the room has to speak of an item: it is there, and nothing was decided on it meanwhile.
pub fn is_open(workspace: &Workspace, session: &Session, item: Id) -> bool {
    workspace.get::<Item>(item).is_some() && decided(workspace, session, item).is_none()
}

/// How many seconds an item may take; none where there is no limit.
pub fn item_limit(session: &Session, item: Id) -> Option<u64> {
    let minutes = whole(session.item_minutes?);
    let more = session.more.of(item).map_or(0, whole);
    Some(minutes.saturating_add(more).saturating_mul(60))
}

/// Whether anybody showed anything in a round.
pub fn has_cards(round: &Round) -> bool {
    let named = [round.unsure.0.is_empty(), round.abstained.0.is_empty()];
    !(round.votes.0.is_empty() && round.counted.is_empty() && named == [true; 2])
}

/// How many seconds the items of a session took.
pub fn seconds(session: &Session) -> u64 {
    session.used.0.iter().map(|(_, used)| whole(*used)).sum()
}

/// A number of seconds that was kept.
pub fn whole(number: Number) -> u64 {
    u64::try_from(number.millionths() / Number::whole(1).millionths()).unwrap_or(0)
}
