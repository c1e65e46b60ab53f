//! The votes of a round that nobody has seen: they lie in a hidden round of votes, as the cards of a session do.

use crate::desk::Desk;
use crate::dialogs::confidence::{Ballot, Voice};
use crate::edit::Edit;
use crate::model::Workspace;
use crate::model::field::{FieldValue, PartOf};
use crate::model::id::Id;
use crate::model::number::Number;
use crate::model::person::Person;
use crate::model::record::Declared;
use crate::model::session::Round;
use crate::model::vote::Fingers;
use crate::scoring::session::minutes;

/// The key of each number of fingers.
pub(super) const FISTS: [(char, Fingers); 5] = [
    ('1', Fingers::One),
    ('2', Fingers::Two),
    ('3', Fingers::Three),
    ('4', Fingers::Four),
    ('5', Fingers::Five),
];

/// The round on the plan of an increment whose votes lie hidden.
pub(super) fn hidden(workspace: &Workspace, increment: Id) -> Option<&Round> {
    let factor = factor(increment);
    let mut rounds = workspace.all::<Round>();
    rounds.find(|round| round.factor == factor && !round.shown)
}

/// What such a round is about, in the place of an estimate.
fn factor(increment: Id) -> String {
    format!("confidence in {increment}")
}

/// What somebody does in a round that lies hidden.
pub(super) fn voice_in(round: &Round, person: Id) -> Voice {
    if round.abstained.0.contains(&person) {
        return Voice::Abstains;
    }
    let fingers = |number: Number| {
        let all = FISTS.iter();
        let mut found = all.filter(|(_, fist)| Number::whole(i64::from(fist.fingers())) == number);
        found.next().map(|(_, fist)| *fist)
    };
    let fingers = round.votes.of(person).and_then(fingers);
    fingers.map_or(Voice::Silent, Voice::Shows)
}

/// Keeps what the person of the cursor says, hidden, as one step.
pub(super) fn say(desk: &mut Desk, voice: impl Fn(Voice) -> Voice) {
    let Some(ballot) = desk.top_mut::<Ballot>() else {
        return;
    };
    let (increment, number) = (ballot.increment, ballot.round);
    ballot.asks = false;
    let Some(seat) = ballot.seat() else {
        return;
    };
    let person = seat.person;
    let next = voice(seat.voice);
    let on = hidden(&desk.workspace, increment).cloned();
    let is_new = on.is_none();
    let mut round = on.unwrap_or_else(|| {
        let mut round = Round::new(desk.fresh(Round::KIND));
        round.factor = factor(increment);
        round.number = Some(Number::whole(number));
        let session = minutes::latest(&desk.workspace).map(|session| session.id);
        round.session = PartOf::new(session);
        round
    });
    round.votes.0.retain(|(other, _)| *other != person);
    round.abstained.0.retain(|other| *other != person);
    match next {
        Voice::Silent => {}
        Voice::Abstains => round.abstained.0.push(person),
        Voice::Shows(fist) => {
            let fingers = Number::whole(i64::from(fist.fingers()));
            round.votes.0.push((person, fingers));
        }
    }
    round.votes.0.sort_by_key(|(person, _)| *person);
    let is_empty = round.votes.0.is_empty() && round.abstained.0.is_empty();
    let edits = if is_empty {
        let gone = Edit::Remove {
            kind: Round::KIND,
            id: round.id,
        };
        Vec::from_iter((!is_new).then_some(gone))
    } else if is_new {
        vec![Edit::Insert(Box::new(round))]
    } else {
        let votes = Edit::put::<Round>(round.id, "votes", round.votes.to_value());
        let others = Edit::put::<Round>(round.id, "abstained", round.abstained.to_value());
        votes.into_iter().chain(others).collect()
    };
    let name = desk.seen().name::<Person>(person).to_owned();
    desk.commit(&format!("vote of {name}"), edits);
}
