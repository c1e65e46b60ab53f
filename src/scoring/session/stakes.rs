//! What the spread of a round does to the ranking.
//!
//! Owns the comparison alone: who asks evaluates the workspace once for each card that was shown, with the
//! other estimates as they are.

use crate::model::id::Id;
use crate::model::number::Number;
use crate::scoring::evaluation::Evaluation;

/// What the cards that were shown would do to the place of the item.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Stakes {
    /// The rank of the item with each card, smallest card first; none where it has no score.
    pub ranks: Vec<(Number, Option<usize>)>,
    /// Whether the order of the backlog depends on which card is taken.
    pub changes_order: bool,
}

/// Compares the rankings that follow from each card.
pub fn stakes(item: Id, rankings: impl IntoIterator<Item = (Number, Evaluation)>) -> Stakes {
    let mut found = Stakes::default();
    let mut first: Option<Vec<Id>> = None;
    for (card, evaluation) in rankings {
        let rank = evaluation.score(item).and_then(|score| score.rank);
        found.ranks.push((card, rank));
        match &first {
            None => first = Some(evaluation.ranked),
            Some(first) => found.changes_order |= *first != evaluation.ranked,
        }
    }
    found
}

impl Stakes {
    /// The rank the item has with any of these cards, where nothing at all depends on which one is taken.
    pub fn same(&self) -> Option<usize> {
        let (_, first) = self.ranks.first()?;
        let is_first = |(_, rank): &(Number, Option<usize>)| rank == first;
        (*first).filter(|_| !self.changes_order && self.ranks.iter().all(is_first))
    }

    /// Whether the spread can change anything the room decides about.
    pub fn matters(&self) -> bool {
        let ranks = || self.ranks.iter().map(|(_, rank)| rank);
        self.changes_order || ranks().max() != ranks().min()
    }

    /// What depends on the card, in words; nothing where all showed the same.
    pub fn words(&self) -> Option<String> {
        let (first, last) = (self.ranks.first()?, self.ranks.last()?);
        if self.ranks.len() < 2 {
            return None;
        }
        let best = self.ranks.iter().filter_map(|(_, rank)| *rank).min();
        let worst = self.ranks.iter().filter_map(|(_, rank)| *rank).max();
        Some(match (best, worst) {
            (Some(best), Some(worst)) if best == worst && self.changes_order => {
                format!(
                    "either way it stays {}, but others change places",
                    ordinal(best)
                )
            }
            (Some(best), Some(worst)) if best == worst => {
                format!("no need to talk: either way it stays {}", ordinal(best))
            }
            (Some(_), Some(_)) => {
                let at = |(card, rank): &(Number, Option<usize>)| {
                    rank.map_or_else(
                        || format!("with {card} it has no rank"),
                        |rank| format!("with {card} it is {}", ordinal(rank)),
                    )
                };
                format!("{}, {}", at(first), at(last))
            }
            _ => "no rank yet with any of these: other estimates are missing".to_owned(),
        })
    }
}

/// A rank in words: `third`, `14th`.
pub fn ordinal(rank: usize) -> String {
    const WORDS: [&str; 10] = [
        "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
        "tenth",
    ];
    let word = rank.checked_sub(1).and_then(|at| WORDS.get(at));
    word.map_or_else(
        || {
            let ending = match (rank % 10, rank % 100) {
                (_, 11..=13) => "th",
                (1, _) => "st",
                (2, _) => "nd",
                (3, _) => "rd",
                _ => "th",
            };
            format!("{rank}{ending}")
        },
        |word| (*word).to_owned(),
    )
}
