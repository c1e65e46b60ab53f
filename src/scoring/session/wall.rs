//! The wall of a column: its cards side by side, and under each the items a session gave it.
//!
//! Owns what stands where and what can still come of it. What an item had before the session is not on it, so that
//! nobody is led by that.

use super::column::VoteColumn;
use super::outcome::settled;
use crate::model::Workspace;
use crate::model::id::Id;
use crate::model::number::Number;
use crate::model::session::Session;
use crate::scoring::evaluation::Evaluation;
use crate::scoring::ratio::Ratio;

/// The cards of a column with the items under them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wall {
    /// Each card and the items that got it, in the order of the agenda; values beside the deck are cards too.
    pub cards: Vec<(Number, Vec<Id>)>,
    /// The items of the agenda that have none yet.
    pub left: Vec<Id>,
}

/// The wall of a column as far as a session has come.
pub fn wall(workspace: &Workspace, session: &Session, column: VoteColumn) -> Wall {
    let mut deck = column.deck(workspace);
    let settled = settled(workspace, session).into_iter();
    let settled: Vec<(Id, Number)> = settled
        .filter(|one| one.asked.column == column)
        .map(|one| (one.asked.item, one.value))
        .collect();
    deck.extend(settled.iter().map(|(_, value)| *value));
    deck.sort_unstable();
    deck.dedup();
    let under = |card: &Number| {
        let items = settled.iter().filter(|(_, value)| value == card);
        items.map(|(item, _)| *item).collect()
    };
    let is_left = |item: &Id| settled.iter().all(|(placed, _)| placed != item);
    let agenda = session.agenda.0.iter().copied();
    Wall {
        cards: deck.iter().map(|card| (*card, under(card))).collect(),
        left: agenda.filter(is_left).collect(),
    }
}

impl Wall {
    /// The items that have a card, from the smallest card on.
    pub fn placed(&self) -> Vec<Id> {
        let items = self.cards.iter().flat_map(|(_, items)| items);
        items.copied().collect()
    }

    /// The card an item has.
    pub fn card(&self, item: Id) -> Option<Number> {
        let found = self.cards.iter().find(|(_, items)| items.contains(&item));
        found.map(|(card, _)| *card)
    }

    /// The first and the last place an item has in the column so far, the highest card first.
    pub fn place(&self, item: Id) -> Option<(usize, usize)> {
        let card = self.card(item)?;
        let above = self.cards.iter().filter(|(other, _)| *other > card);
        let above: usize = above.map(|(_, items)| items.len()).sum();
        let beside = self.cards.iter().find(|(other, _)| *other == card)?.1.len();
        Some((above + 1, above + beside))
    }
}

/// The best and the worst rank an item can come to, whatever is still open; none of an item that is not ranked.
pub fn ranks(evaluation: &Evaluation, item: Id) -> Option<(usize, usize)> {
    let bounds = |id: Id| -> Option<(Option<Ratio>, Option<Ratio>)> {
        let line = evaluation.score(id)?.line;
        let range = line.score.map(|score| (score, score)).or(line.range);
        Some(range.map_or((None, None), |(low, high)| (Some(low), Some(high))))
    };
    let (low, high) = bounds(item)?;
    let others = evaluation.ranked.iter().chain(&evaluation.unranked);
    let others = others.filter(|id| **id != item);
    let others: Vec<_> = others.filter_map(|id| bounds(*id)).collect();
    let surely = |other: Option<Ratio>| other.zip(high).is_some_and(|(other, own)| other > own);
    let perhaps = |other: Option<Ratio>| other.zip(low).is_none_or(|(other, own)| other > own);
    let best = others.iter().filter(|(low, _)| surely(*low)).count();
    let worst = others.iter().filter(|(_, high)| perhaps(*high)).count();
    Some((best + 1, worst + 1))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn a_place_is_counted_from_the_highest_card() {
        let id = |text: &str| Id::parse(text).unwrap();
        let card = |card, items: &[&str]| {
            let items = items.iter().map(|one| id(one)).collect::<Vec<Id>>();
            (Number::whole(card), items)
        };
        let wall = Wall {
            cards: vec![
                card(1, &["a"]),
                card(5, &["b", "c"]),
                card(8, &[]),
                card(13, &["d"]),
            ],
            left: Vec::new(),
        };
        assert_eq!(wall.place(id("d")), Some((1, 1)));
        assert_eq!(wall.place(id("b")), Some((2, 3)));
        assert_eq!(wall.place(id("a")), Some((4, 4)));
        assert_eq!(wall.place(id("e")), None);
        assert_eq!(wall.placed(), ["a", "b", "c", "d"].map(id));
    }
}
