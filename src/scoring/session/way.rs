//! The way through a session: which question follows which.

use crate::model::id::Id;
use crate::model::session::{Session, Way};
use crate::scoring::ranking::wsjf::Factor;
use crate::scoring::session::column::VoteColumn;

/// One estimate of one item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VoteQuestion {
    /// The item.
    pub item: Id,
    /// The estimate.
    pub column: VoteColumn,
}

/// The estimates a session asks for, in the order it asks; the four of WSJF where it says none.
pub fn columns(session: &Session) -> Vec<VoteColumn> {
    let mut columns: Vec<VoteColumn> = Vec::new();
    for name in &session.factors {
        let column = VoteColumn::named(name).filter(|column| !columns.contains(column));
        columns.extend(column);
    }
    if columns.is_empty() {
        columns.extend(Factor::ALL.map(VoteColumn::from));
    }
    columns
}

/// Every question of a session, in the order they are asked.
pub fn questions(session: &Session) -> Vec<VoteQuestion> {
    let columns = columns(session);
    let agenda = &session.agenda.0;
    match session.way {
        Way::Items => agenda
            .iter()
            .flat_map(|item| columns.iter().map(|column| question(*item, *column)))
            .collect(),
        Way::Factors => columns
            .iter()
            .flat_map(|column| agenda.iter().map(|item| question(*item, *column)))
            .collect(),
    }
}

const fn question(item: Id, column: VoteColumn) -> VoteQuestion {
    VoteQuestion { item, column }
}

/// How many questions a session asks.
pub fn count(session: &Session) -> usize {
    session.agenda.0.len() * columns(session).len()
}

/// The question the room is at; the first one where it is at none, or at one that is not asked any more.
pub fn present(session: &Session) -> Option<VoteQuestion> {
    let columns = columns(session);
    let agenda = &session.agenda.0;
    let is_listed = |item: &Id| agenda.contains(item);
    let item = session.item.0.filter(is_listed);
    let column = VoteColumn::named(&session.factor).filter(|column| columns.contains(column));
    let column = column.filter(|_| item.is_some());
    Some(question(
        item.or_else(|| agenda.first().copied())?,
        column.or_else(|| columns.first().copied())?,
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
