//! How far estimates of several people are apart.
//!
//! Owns the usual deck, the distance in steps of any deck and what to do about it. A ratio would mislead: 1 and 2 are
//! neighbors, not twice as far apart as 20 and 40. Knows no person and no item.

use crate::scoring::ratio::Ratio;

/// The deck of planning poker.
pub const DECK: [i64; 10] = [0, 1, 2, 3, 5, 8, 13, 20, 40, 100];

/// What to do next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RoundVerdict {
    /// Nobody gave a number.
    NoVotes,
    /// All gave the same.
    Agree,
    /// Neighbors on the deck: take the median card and go on.
    OneStep,
    /// Two steps or more: the lowest and the highest explain, then all vote again.
    Talk,
}

impl RoundVerdict {
    /// What cards that are so many steps apart ask for.
    pub const fn of(steps: Option<usize>) -> Self {
        match steps {
            None => Self::NoVotes,
            Some(0) => Self::Agree,
            Some(1) => Self::OneStep,
            Some(_) => Self::Talk,
        }
    }
}

/// The result of a round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoundResult {
    /// Steps on the deck from the lowest to the highest; `None` when nobody gave a number.
    pub steps: Option<usize>,
    /// What to do next.
    pub verdict: RoundVerdict,
    /// Positions of those with the lowest card; none when all agree.
    pub low: Vec<usize>,
    /// Positions of those with the highest card; none when all agree.
    pub high: Vec<usize>,
    /// Positions of those without a number, who are not sure.
    pub unsure: Vec<usize>,
    /// The middle card, of two the higher one.
    pub median: Option<Ratio>,
}

/// A vote that is not on the deck, at this position.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("vote {} is not on the deck", .0 + 1)]
pub struct OffDeck(pub usize);

/// Weighs the votes of a round on a deck whose cards rise; `None` is a question mark.
pub fn round(deck: &[Ratio], votes: &[Option<Ratio>]) -> Result<RoundResult, OffDeck> {
    let mut cards = Vec::new();
    let mut unsure = Vec::new();
    for (at, vote) in votes.iter().enumerate() {
        let Some(vote) = vote else {
            unsure.push(at);
            continue;
        };
        let card = deck.iter().position(|card| card == vote);
        cards.push((card.ok_or(OffDeck(at))?, at));
    }
    let mut sorted: Vec<usize> = cards.iter().map(|(card, _)| *card).collect();
    sorted.sort_unstable();
    let middle = sorted.get(sorted.len() / 2);
    let median = middle.and_then(|card| deck.get(*card)).copied();
    let ends = sorted.first().copied().zip(sorted.last().copied());
    let steps = ends.map(|(lowest, highest)| highest - lowest);
    let holders = |end: Option<usize>| {
        let held = cards.iter().filter(|(card, _)| end == Some(*card));
        let apart = steps.is_some_and(|steps| steps > 0);
        held.filter(|_| apart).map(|(_, at)| *at).collect()
    };
    Ok(RoundResult {
        steps,
        verdict: RoundVerdict::of(steps),
        low: holders(ends.map(|ends| ends.0)),
        high: holders(ends.map(|ends| ends.1)),
        unsure,
        median,
    })
}
