//! What the spread of a round does to the ranking.
//!
//! Owns the comparison alone: who asks evaluates the workspace once for each card that was shown, with the
//! other estimates as they are.

use std::collections::BTreeSet;

use crate::model::id::Id;
use crate::model::number::Number;
use crate::scoring::evaluation::Evaluation;

/// What one card would do to the item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CardOutlook {
    /// The card.
    pub card: Number,
    /// The rank of the item with it; none where it has no score.
    pub rank: Option<usize>,
    /// The score it has then, as it is shown.
    pub score: Option<String>,
    /// Which items it would pass, and which would pass it.
    pub passes: Vec<Id>,
    /// Which items would pass it.
    pub passed_by: Vec<Id>,
}

/// What the cards that were shown would do to the place of the item.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Stakes {
    /// What each card would do, smallest card first.
    pub outlooks: Vec<CardOutlook>,
    /// Whether the order of the backlog depends on which card is taken.
    pub changes_order: bool,
}

/// Compares the rankings that follow from each card with the present one.
pub fn stakes(
    item: Id,
    now: &Evaluation,
    rankings: impl IntoIterator<Item = (Number, Evaluation)>,
) -> Stakes {
    let mut found = Stakes::default();
    let mut first: Option<Vec<Id>> = None;
    for (card, evaluation) in rankings {
        found.outlooks.push(outlook(item, card, now, &evaluation));
        match &first {
            None => first = Some(evaluation.ranked),
            Some(first) => found.changes_order |= *first != evaluation.ranked,
        }
    }
    found
}

fn outlook(item: Id, card: Number, now: &Evaluation, then: &Evaluation) -> CardOutlook {
    let above = |ranked: &[Id]| -> Option<BTreeSet<Id>> {
        let at = ranked.iter().position(|id| *id == item)?;
        Some(ranked.iter().take(at).copied().collect())
    };
    let both = above(&now.ranked).zip(above(&then.ranked));
    let (before, after) = both.unwrap_or_default();
    let score = then.score(item);
    let own = score.and_then(|score| score.line.by_itself());
    CardOutlook {
        card,
        rank: score.and_then(|score| score.rank),
        score: own.map(|own| then.written(item, own)),
        passes: before.difference(&after).copied().collect(),
        passed_by: after.difference(&before).copied().collect(),
    }
}

impl Stakes {
    /// The rank the item has with any of these cards, where nothing at all depends on which one is taken.
    pub fn same(&self) -> Option<usize> {
        let first = self.outlooks.first()?.rank;
        let is_first = |one: &CardOutlook| one.rank == first;
        first.filter(|_| !self.changes_order && self.outlooks.iter().all(is_first))
    }

    /// What a card would do.
    pub fn with(&self, card: Number) -> Option<&CardOutlook> {
        self.outlooks.iter().find(|one| one.card == card)
    }
}

/// A rank in words: `third`, `14th`.
pub fn ordinal(rank: usize) -> String {
    const WORDS: [&str; 10] = [
        "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
        "tenth",
    ];
    let word = rank.checked_sub(1).and_then(|at| WORDS.get(at));
    word.map_or_else(|| nth(rank), |word| (*word).to_owned())
}

/// A rank in digits: `3rd`, `14th`.
pub fn nth(rank: usize) -> String {
    let ending = match (rank % 10, rank % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{rank}{ending}")
}
