//! What a round of votes says: where the cards lie, how far apart they are, who holds which end, and which
//! estimate comes of it.

use std::collections::BTreeSet;

use super::column::VoteColumn;
use super::missing;
use super::poker::{self, RoundVerdict};
use crate::model::format::count;
use crate::model::id::Id;
use crate::model::number::Number;
use crate::model::points::Points;
use crate::model::session::{Round, Session};
use crate::scoring::ratio::Ratio;

/// What a round of votes says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    /// Each card with the number of votes on it, smallest first: those of the deck, and votes beside it.
    pub counts: Vec<(Number, usize)>,
    /// Steps from the lowest card to the highest, of numbers without a deck how often the lowest is doubled; none
    /// without a vote.
    pub steps: Option<usize>,
    /// Whether there is a deck that the cards are of.
    pub has_deck: bool,
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
/// A vote beside the deck, as after a change of the scale, makes its value one more card. Without a deck, as of
/// amounts, what is at most twice as much is one step away.
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
    let on = |card: &Number| shown.iter().filter(|(_, vote)| vote == card).count();
    let ends = shown.iter().map(|(_, card)| *card);
    let ends = ends.clone().min().zip(ends.max());
    let median = weighed.as_ref().and_then(|round| round.median);
    // Of cards that were counted nobody knows whose are missing.
    let missing = if round.counted.is_empty() {
        missing(session, VoteColumn::named(&round.factor), Some(round))
    } else {
        Vec::new()
    };
    let has_deck = !deck.is_empty();
    let steps = weighed.as_ref().and_then(|round| round.steps);
    let steps = if has_deck {
        steps
    } else {
        ends.map(|(lowest, highest)| doublings(lowest, highest))
    };
    Tally {
        counts: cards.iter().map(|card| (*card, on(card))).collect(),
        steps,
        has_deck,
        verdict: RoundVerdict::of(steps),
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

/// How often the lower number is doubled until it reaches the higher one.
fn doublings(lowest: Number, highest: Number) -> usize {
    /// More are not told apart.
    const MOST: usize = 9;
    let mut reached = lowest.millionths();
    let mut count = 0;
    while reached < highest.millionths() && count < MOST {
        reached = reached.saturating_mul(2);
        count += 1;
    }
    count
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
    /// How far the cards are apart: `2 steps apart`, or how many times as much the highest is.
    pub fn distance(&self) -> String {
        match self.steps {
            None => String::new(),
            Some(steps) if self.has_deck => {
                format!("{} apart", count(steps, "step", "steps"))
            }
            Some(1) => "the highest is at most twice the lowest".to_owned(),
            Some(_) => "the highest is more than twice the lowest".to_owned(),
        }
    }

    /// How far the cards are apart and what to do about it, in words.
    pub fn words(&self) -> String {
        match (self.verdict, self.steps) {
            (RoundVerdict::NoVotes, _) | (_, None) => "nobody showed a card".to_owned(),
            (RoundVerdict::Agree, _) => "all agree".to_owned(),
            (RoundVerdict::OneStep | RoundVerdict::Talk, Some(_)) => {
                let what = if self.verdict == RoundVerdict::OneStep {
                    "close enough to agree"
                } else {
                    "ask the lowest and the highest why"
                };
                format!("{}: {what}", self.distance())
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
