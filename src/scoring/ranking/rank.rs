//! Ranks and tie groups from exact scores, the same for every method.
//!
//! Owns the one order rule: highest score first, then the method's tie-break, then input order.
//! Knows no method and no item: everything is a position in the input.

use crate::scoring::ratio::Ratio;

/// The places of a list of scored things.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Ranking {
    /// Positions of the ranked, best first.
    pub order: Vec<usize>,
    /// The rank of each input position from 1, competition style (1, 2, 2, 4); `None` without a score.
    pub ranks: Vec<Option<usize>>,
}

impl Ranking {
    /// The ranking of an order of some of `len` things, each with a rank of its own.
    pub fn in_turn(order: Vec<usize>, len: usize) -> Self {
        let mut ranks = vec![None; len];
        for (place, position) in order.iter().enumerate() {
            if let Some(rank) = ranks.get_mut(*position) {
                *rank = Some(place + 1);
            }
        }
        Self { order, ranks }
    }

    /// The rank of the input at `position`, from 1; `None` when it has no score.
    pub fn rank_of(&self, position: usize) -> Option<usize> {
        self.ranks.get(position).copied().flatten()
    }

    /// Iterates over the groups of equal score, best first; most hold a single position.
    pub fn groups(&self) -> impl Iterator<Item = &[usize]> {
        self.order
            .chunk_by(|left, right| self.rank_of(*left) == self.rank_of(*right))
    }

    /// Iterates over the positions without a score, in input order.
    pub fn unranked(&self) -> impl Iterator<Item = usize> {
        let positions = self.ranks.iter().enumerate();
        positions.filter_map(|(position, rank)| rank.is_none().then_some(position))
    }
}

/// Ranks entries of score and tie-break; `None` is an entry without a score.
///
/// Only equal scores share a rank: the tie-break, smallest first, orders within a group, and input
/// order decides last.
pub fn rank<T: Ord>(entries: &[Option<(Ratio, T)>]) -> Ranking {
    let scored = entries.iter().enumerate();
    let mut scored: Vec<(usize, &(Ratio, T))> = scored
        .filter_map(|(position, entry)| entry.as_ref().map(|entry| (position, entry)))
        .collect();
    // The sort is stable, which keeps input order.
    scored.sort_by(|(_, left), (_, right)| right.0.cmp(&left.0).then_with(|| left.1.cmp(&right.1)));
    let mut ranks = vec![None; entries.len()];
    let mut group: Option<(Ratio, usize)> = None;
    for (place, (position, (score, _))) in scored.iter().enumerate() {
        let first = match group {
            Some((tied, first)) if tied == *score => first,
            _ => place + 1,
        };
        group = Some((*score, first));
        if let Some(rank) = ranks.get_mut(*position) {
            *rank = Some(first);
        }
    }
    let order = scored.into_iter().map(|(position, _)| position).collect();
    Ranking { order, ranks }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(entries: &[Option<(i64, i64)>], order: &[usize], ranks: &[Option<usize>]) {
        let entries: Vec<_> = entries
            .iter()
            .map(|entry| entry.map(|(score, tie_break)| (Ratio::whole(score), tie_break)))
            .collect();
        let ranking = rank(&entries);
        assert_eq!(ranking.order, order);
        assert_eq!(ranking.ranks, ranks);
    }

    #[test]
    fn ties_share_a_rank_and_the_next_one_is_skipped() {
        check(&[], &[], &[]);
        check(&[None], &[], &[None]);
        check(
            &[Some((1, 0)), Some((5, 2)), None, Some((5, 1)), Some((9, 0))],
            &[4, 3, 1, 0],
            &[Some(4), Some(2), None, Some(2), Some(1)],
        );
        check(&[Some((1, 0)), Some((1, 0))], &[0, 1], &[Some(1), Some(1)]);
    }

    #[test]
    fn groups_follow_the_order() {
        let entries = [5, 7, 5].map(|score| Some((Ratio::whole(score), ())));
        let ranking = rank(&entries);
        assert_eq!(ranking.groups().collect::<Vec<_>>(), [&[1][..], &[0, 2]]);
        assert_eq!(ranking.unranked().count(), 0);
    }

    proptest! {
        #[test]
        fn order_of_distinct_keys_ignores_input_order(
            keys in proptest::collection::hash_set((0_i64..20, 1_i64..6), 0..30)
                .prop_map(|keys| keys.into_iter().collect::<Vec<_>>())
                .prop_flat_map(|keys| (Just(keys.clone()), Just(keys).prop_shuffle())),
        ) {
            let sorted = |keys: &[(i64, i64)]| {
                let entries: Vec<_> = keys.iter().map(|key| Some((Ratio::whole(key.0), key.1))).collect();
                let ranking = rank(&entries);
                let order: Vec<_> = ranking.order.iter().map(|at| (keys[*at], ranking.rank_of(*at))).collect();
                order
            };
            prop_assert_eq!(sorted(&keys.0), sorted(&keys.1));
        }

        #[test]
        fn a_rank_is_one_more_than_the_number_of_better_ones(
            scores in proptest::collection::vec(proptest::option::of(0_i64..8), 0..30),
        ) {
            let entries: Vec<_> = scores.iter().map(|score| score.map(|s| (Ratio::whole(s), ()))).collect();
            let ranking = rank(&entries);
            for (position, score) in scores.iter().enumerate() {
                let expected = score.map(|own| 1 + scores.iter().flatten().filter(|s| **s > own).count());
                prop_assert_eq!(ranking.rank_of(position), expected);
            }
            prop_assert_eq!(ranking.order.len() + ranking.unranked().count(), scores.len());
        }
    }
}
