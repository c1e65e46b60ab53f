//! Cards of a round of votes as they are written: one round for each question, whoever begins it.
//!
//! Owns the edits alone. Whose card it is and when it may be typed is for the views to know.

use crate::desk::Desk;
use crate::edit::Edit;
use crate::model::field::{FieldValue, PartOf};
use crate::model::id::Id;
use crate::model::number::Number;
use crate::model::record::Declared;
use crate::model::session::Round;
use crate::scoring::session::column::VoteColumn;
use crate::scoring::session::outcome::has_cards;
use crate::scoring::session::way::VoteQuestion;
use crate::scoring::session::{self, Card, rubric};

/// The cards that lie hidden on a question of the session that is on.
pub(crate) fn on_table(desk: &Desk, asked: VoteQuestion) -> Option<Round> {
    let session = session::open(&desk.workspace)?;
    session::on_table(&desk.workspace, session, asked)
}

/// The column of the present question, and its cards.
pub(crate) fn deck(desk: &Desk) -> (VoteColumn, Vec<Number>) {
    let asked = session::current(&desk.workspace);
    let column = asked.map_or(VoteColumn::SIZE, |(_, asked)| asked.column);
    (column, column.deck(&desk.workspace))
}

/// The cards of the present question in words: `1 2 3 5`.
pub(crate) fn scale_words(desk: &Desk) -> String {
    rubric::cards(desk.seen(), deck(desk).0)
}

/// A round on a question after those there are.
pub(crate) fn new_round(desk: &mut Desk, asked: VoteQuestion) -> Round {
    let mut round = Round::new(desk.fresh(Round::KIND));
    if let Some(session) = session::open(&desk.workspace) {
        let before = session::rounds(&desk.workspace, session, asked);
        let number = before.iter().filter(|round| has_cards(round)).count() + 1;
        round.session = PartOf::new(Some(session.id));
        round.number = i64::try_from(number).ok().map(Number::whole);
        // Whoever begins it, it is the same round.
        let id = session::round_id(session.id, asked, number);
        if desk.workspace.get::<Round>(id).is_none() {
            round.id = id;
        }
    }
    round.factor = asked.column.name();
    round.item.0 = Some(asked.item);
    round
}

/// Puts cards into the round that is on, as one step; a card that a person has is taken back without one. A round in
/// which nothing is left goes.
pub(crate) fn put_cards(
    desk: &mut Desk,
    asked: VoteQuestion,
    label: &str,
    cards: &[(Id, Option<Card>)],
) {
    let on = on_table(desk, asked);
    let mut next = on.unwrap_or_else(|| new_round(desk, asked));
    for (person, card) in cards {
        lay(&mut next, *person, *card);
    }
    let edits = rewritten(&hidden(desk, asked), &next);
    desk.commit(label, edits);
}

/// Lays the card of a person into a round, in the place of the one there is.
pub(crate) fn lay(round: &mut Round, person: Id, card: Option<Card>) {
    let value = match card {
        Some(Card::Value(value)) => Some(value),
        Some(Card::Unsure | Card::Abstained) | None => None,
    };
    round.votes.set(person, value);
    for (people, sign) in [
        (&mut round.unsure.0, Card::Unsure),
        (&mut round.abstained.0, Card::Abstained),
    ] {
        people.retain(|other| *other != person);
        people.extend((card == Some(sign)).then_some(person));
        people.sort_unstable();
    }
}

/// The rounds that lie hidden on a question of the session that is on.
pub(crate) fn hidden(desk: &Desk, asked: VoteQuestion) -> Vec<&Round> {
    session::open(&desk.workspace).map_or_else(Vec::new, |session| {
        session::hidden(&desk.workspace, session, asked)
    })
}

/// The edits that leave one round, or none without a card, of those that lie hidden on its question.
pub(crate) fn rewritten(hidden: &[&Round], next: &Round) -> Vec<Edit> {
    let is_left = has_cards(next);
    let out = |round: &&&Round| round.id != next.id || !is_left;
    let gone = hidden.iter().filter(out).map(|round| Edit::Remove {
        kind: Round::KIND,
        id: round.id,
    });
    let mut edits: Vec<Edit> = gone.collect();
    if is_left && hidden.iter().any(|round| round.id == next.id) {
        let fields = [
            ("votes", next.votes.to_value()),
            ("unsure", next.unsure.to_value()),
            ("abstained", next.abstained.to_value()),
        ];
        let set = |(field, value)| Edit::put::<Round>(next.id, field, value);
        edits.extend(fields.into_iter().filter_map(set));
    } else if is_left {
        edits.push(Edit::Insert(Box::new(next.clone())));
    }
    edits
}
