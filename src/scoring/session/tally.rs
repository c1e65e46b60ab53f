//! What a round of votes says: where the cards lie, how far apart they are, who holds which end, and which
//! estimate comes of it.

use std::collections::BTreeSet;

use super::missing;
use super::poker::{self, RoundVerdict};
use crate::model::id::Id;
use crate::model::number::Number;
use crate::model::points::Points;
use crate::model::session::{Round, Session};
use crate::scoring::ranking::wsjf::Factor;
use crate::scoring::ratio::Ratio;

/// What a round of votes says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    /// Each card with the number of votes on it, smallest first: those of the deck, and votes beside it.
    pub counts: Vec<(Number, usize)>,
    /// Steps from the lowest card to the highest; none without a vote.
    pub steps: Option<usize>,
    /// What to do next.
    pub verdict: RoundVerdict,
    /// The lowest and the highest card; none without a vote.
    pub ends: Option<(Number, Number)>,
    /// Who shows the lowest card; nobody where all agree.
    pub low: Vec<Id>,
    /// Who shows the highest card; nobody where all agree.
    pub high: Vec<Id>,
    /// Who is not sure.
    pub unsure: Vec<Id>,
    /// Who does not vote on this.
    pub abstained: Vec<Id>,
    /// Who is present and showed nothing.
    pub missing: Vec<Id>,
    /// Whether two different cards lie in the middle.
    pub has_two_middles: bool,
    /// The middle card, of two the higher one.
    pub median: Option<Number>,
    /// The mean of the cards; none without a vote, or where it does not fit exact numbers.
    pub mean: Option<Ratio>,
}

/// Counts a round on a deck.
///
/// A vote beside the deck, as after a change of the scale, makes its value one more card.
pub fn tally(deck: &[Number], session: &Session, round: &Round) -> Tally {
    let named = round
        .votes
        .0
        .iter()
        .map(|(person, card)| (Some(*person), *card));
    let counted = round.counted.iter().map(|card| (None, *card));
    let shown: Vec<(Option<Id>, Number)> = named.chain(counted).collect();
    let cards: BTreeSet<Number> = deck
        .iter()
        .copied()
        .chain(shown.iter().map(|(_, card)| *card))
        .collect();
    let ratios: Vec<Ratio> = cards.iter().copied().map(Ratio::from).collect();
    let votes: Vec<Option<Ratio>> = shown
        .iter()
        .map(|(_, card)| Some(Ratio::from(*card)))
        .collect();
    let weighed = poker::round(&ratios, &votes).ok();
    let people =
        |at: &Vec<usize>| -> Vec<Id> { at.iter().filter_map(|at| shown.get(*at)?.0).collect() };
    let count = |card: &Number| shown.iter().filter(|(_, vote)| vote == card).count();
    let ends = shown.iter().map(|(_, card)| *card);
    let ends = ends.clone().min().zip(ends.max());
    let median = weighed.as_ref().and_then(|round| round.median);
    // Of cards that were counted nobody knows whose are missing.
    let missing = if round.counted.is_empty() {
        missing(session, Factor::named(&round.factor), Some(round))
    } else {
        Vec::new()
    };
    Tally {
        counts: cards.iter().map(|card| (*card, count(card))).collect(),
        steps: weighed.as_ref().and_then(|round| round.steps),
        verdict: weighed
            .as_ref()
            .map_or(RoundVerdict::NoVotes, |round| round.verdict),
        ends,
        low: weighed
            .as_ref()
            .map_or_else(Vec::new, |round| people(&round.low)),
        high: weighed
            .as_ref()
            .map_or_else(Vec::new, |round| people(&round.high)),
        unsure: round.unsure.0.clone(),
        abstained: round.abstained.0.clone(),
        missing,
        has_two_middles: has_two_middles(&shown),
        median: cards
            .iter()
            .copied()
            .find(|card| Some(Ratio::from(*card)) == median),
        mean: Ratio::sum(votes.iter().flatten().copied())
            .and_then(|sum| sum.over(Ratio::count(votes.len()))),
    }
}

/// Whether two different cards lie in the middle, so that the higher one is a choice.
fn has_two_middles(shown: &[(Option<Id>, Number)]) -> bool {
    let mut cards: Vec<Number> = shown.iter().map(|(_, card)| *card).collect();
    cards.sort_unstable();
    let middle = cards.len() / 2;
    let lower = middle.checked_sub(1).and_then(|at| cards.get(at));
    cards.len().is_multiple_of(2) && lower != cards.get(middle)
}

/// How many people have a card in a round.
pub fn voices(round: &Round) -> usize {
    let named = [&round.unsure.0, &round.abstained.0].map(Vec::len);
    round.votes.0.len() + named.iter().sum::<usize>()
}

impl Tally {
    /// How far the cards are apart and what to do about it, in words.
    pub fn words(&self) -> String {
        match (self.verdict, self.steps) {
            (RoundVerdict::NoVotes, _) | (_, None) => "nobody showed a card".to_owned(),
            (RoundVerdict::Agree, _) => "all agree".to_owned(),
            (RoundVerdict::OneStep, _) => "1 step apart: close enough to agree".to_owned(),
            (RoundVerdict::Talk, Some(steps)) => {
                format!("{steps} steps apart: ask the lowest and the highest why")
            }
        }
    }
}

/// The value to offer after these rounds, the last one last: its median card; when two rounds in a row left
/// one step of spread, the higher card, so that nobody has to talk a third time.
pub fn suggestion(rounds: &[Tally]) -> Option<Number> {
    let last = rounds.last()?;
    let is_stuck = rounds.len() > 1
        && rounds
            .iter()
            .rev()
            .take(2)
            .all(|round| round.steps == Some(1));
    if is_stuck {
        last.ends.map(|(_, highest)| highest)
    } else {
        last.median
    }
}

/// The estimate the room settles on, with the votes as its range; none where all gave the same card.
pub fn estimate(value: Number, tally: Option<&Tally>) -> Points {
    let ends = tally.and_then(|tally| tally.ends);
    let range = ends
        .map(|(lowest, highest)| (lowest.min(value), highest.max(value)))
        .filter(|(lowest, highest)| lowest < highest);
    Points {
        value: Some(value),
        range,
    }
}
