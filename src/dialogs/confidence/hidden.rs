//! The votes of a round that nobody has seen: they lie in a hidden round of votes, as the cards of a session do.

use crate::desk::Desk;
use crate::desk::cards::{lay, rewritten};
use crate::dialogs::confidence::{Ballot, Voice, VotedPlan};
use crate::model::Workspace;
use crate::model::field::PartOf;
use crate::model::id::Id;
use crate::model::number::Number;
use crate::model::person::Person;
use crate::model::record::Declared;
use crate::model::session::Round;
use crate::model::vote::Fingers;
use crate::scoring::session::{Card, minutes};

/// The key of each number of fingers.
pub(super) const FISTS: [(char, Fingers); 5] = [
    ('1', Fingers::One),
    ('2', Fingers::Two),
    ('3', Fingers::Three),
    ('4', Fingers::Four),
    ('5', Fingers::Five),
];

/// The round on a plan whose votes lie hidden.
pub(super) fn hidden(workspace: &Workspace, plan: VotedPlan) -> Option<&Round> {
    let factor = factor(plan);
    let mut rounds = workspace.all::<Round>();
    rounds.find(|round| round.factor == factor && !round.shown)
}

/// What such a round is about, in the place of an estimate.
fn factor(plan: VotedPlan) -> String {
    let increment = plan.increment;
    match plan.team {
        Some(team) => format!("confidence in {increment} of {team}"),
        None => format!("confidence in {increment}"),
    }
}

/// What somebody does in a round that lies hidden.
pub(super) fn voice_in(round: &Round, person: Id) -> Voice {
    match Card::of(round, person) {
        Some(Card::Abstained) => Voice::Abstains,
        Some(Card::Value(number)) => {
            let is_it = |fist: &Fingers| fingers(*fist) == number;
            let found = FISTS.into_iter().map(|(_, fist)| fist).find(is_it);
            found.map_or(Voice::Silent, Voice::Shows)
        }
        Some(Card::Unsure) | None => Voice::Silent,
    }
}

/// So many fingers as the value of a card.
fn fingers(fist: Fingers) -> Number {
    Number::whole(i64::from(fist.fingers()))
}

/// Keeps what the person of the cursor says, hidden, as one step.
pub(super) fn say(desk: &mut Desk, voice: impl Fn(Voice) -> Voice) {
    let Some(ballot) = desk.top_mut::<Ballot>() else {
        return;
    };
    let (plan, number) = (ballot.plan, ballot.round);
    ballot.asks = false;
    let Some(seat) = ballot.seat() else {
        return;
    };
    let person = seat.person;
    let card = match voice(seat.voice) {
        Voice::Silent => None,
        Voice::Abstains => Some(Card::Abstained),
        Voice::Shows(fist) => Some(Card::Value(fingers(fist))),
    };
    let on = hidden(&desk.workspace, plan).cloned();
    let mut round = on.unwrap_or_else(|| {
        let mut round = Round::new(desk.fresh(Round::KIND));
        round.factor = factor(plan);
        round.number = Some(Number::whole(number));
        let session = minutes::latest(&desk.workspace).map(|session| session.id);
        round.session = PartOf::new(session);
        round
    });
    lay(&mut round, person, card);
    let on = Vec::from_iter(hidden(&desk.workspace, plan));
    let edits = rewritten(&on, &round);
    let name = desk.seen().name::<Person>(person).to_owned();
    desk.commit(&format!("vote of {name}"), edits);
}
