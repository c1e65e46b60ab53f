//! What a round of votes says to those who were not there.

use std::collections::BTreeSet;

use crate::model::Workspace;
use crate::model::number::Number;
use crate::model::session::{Round, Session};
use crate::model::settings::Settings;

/// A round of votes.
#[derive(Clone, Debug, PartialEq)]
pub struct Votes<'w> {
    /// The first round, or one after a talk.
    pub number: Option<Number>,
    /// What was shown; none of a round that was not revealed.
    pub shown: Option<Shown<'w>>,
}

/// What a round showed.
#[derive(Clone, Debug, PartialEq)]
pub struct Shown<'w> {
    /// The cards that were shown and how often each, smallest first.
    pub counts: Vec<(Number, usize)>,
    /// Steps on the scale from the lowest card to the highest; none without a vote.
    pub steps: Option<usize>,
    /// How many were not sure.
    pub unsure: usize,
    /// How many did not vote.
    pub abstained: usize,
    /// The round with its names; none where names stay hidden.
    pub named: Option<&'w Round>,
}

/// What a round of a session says.
///
/// A vote beside the scale, as after a change of it, makes its value one more step.
pub fn votes<'w>(workspace: &Workspace, session: &Session, round: &'w Round) -> Votes<'w> {
    let cards = round.votes.0.iter().map(|(_, card)| *card);
    let scale = workspace.the::<Settings>().scale.iter().copied();
    let scale: BTreeSet<Number> = scale.chain(cards.clone()).collect();
    let count = |card: Number| cards.clone().filter(|vote| *vote == card).count();
    let counts: Vec<(Number, usize)> = scale
        .iter()
        .map(|card| (*card, count(*card)))
        .filter(|(_, count)| *count > 0)
        .collect();
    let between = |low: Number, high: Number| scale.range(low..high).count();
    let ends = counts.first().copied().zip(counts.last().copied());
    Votes {
        number: round.number,
        shown: round.shown.then(|| Shown {
            steps: ends.map(|(low, high)| between(low.0, high.0)),
            counts,
            unsure: round.unsure.0.len(),
            abstained: round.abstained.0.len(),
            named: (!session.nameless).then_some(round),
        }),
    }
}
