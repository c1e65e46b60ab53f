//! The way through a session: which question follows which.

use crate::model::id::Id;
use crate::model::session::{Session, Way};
use crate::scoring::ranking::wsjf::Factor;

/// One estimate of one item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VoteQuestion {
    /// The item.
    pub item: Id,
    /// The estimate.
    pub factor: Factor,
}

/// The estimates a session asks for, in column order.
pub fn factors(session: &Session) -> Vec<Factor> {
    let asked = |factor: &Factor| {
        session.factors.is_empty() || session.factors.iter().any(|name| name == factor.field())
    };
    let factors: Vec<Factor> = Factor::ALL.into_iter().filter(asked).collect();
    if factors.is_empty() {
        Factor::ALL.to_vec()
    } else {
        factors
    }
}

/// Every question of a session, in the order they are asked.
pub fn questions(session: &Session) -> Vec<VoteQuestion> {
    let factors = factors(session);
    let agenda = &session.agenda.0;
    match session.way {
        Way::Items => agenda
            .iter()
            .flat_map(|item| factors.iter().map(|factor| question(*item, *factor)))
            .collect(),
        Way::Factors => factors
            .iter()
            .flat_map(|factor| agenda.iter().map(|item| question(*item, *factor)))
            .collect(),
    }
}

const fn question(item: Id, factor: Factor) -> VoteQuestion {
    VoteQuestion { item, factor }
}

/// How many questions a session asks.
pub fn count(session: &Session) -> usize {
    session.agenda.0.len() * factors(session).len()
}

/// The question the room is at; the first one where it is at none, or at one that is not asked any more.
pub fn present(session: &Session) -> Option<VoteQuestion> {
    let factors = factors(session);
    let agenda = &session.agenda.0;
    let is_listed = |item: &Id| agenda.contains(item);
    let item = session.item.0.filter(is_listed);
    let factor = Factor::named(&session.factor).filter(|factor| factors.contains(factor));
    let factor = factor.filter(|_| item.is_some());
    Some(question(
        item.or_else(|| agenda.first().copied())?,
        factor.or_else(|| factors.first().copied())?,
    ))
}

/// The question so many further on; none beyond either end.
pub fn step(session: &Session, from: VoteQuestion, by: isize) -> Option<VoteQuestion> {
    let all = questions(session);
    let at = all.iter().position(|asked| *asked == from)?;
    all.get(at.checked_add_signed(by)?).copied()
}

/// The first question on the next item of the agenda; down a column, the next one of it.
pub fn next_item(session: &Session, from: VoteQuestion) -> Option<VoteQuestion> {
    let all = questions(session);
    let at = all.iter().position(|asked| *asked == from)?;
    let mut rest = all.into_iter().skip(at);
    rest.find(|asked| asked.item != from.item)
}
