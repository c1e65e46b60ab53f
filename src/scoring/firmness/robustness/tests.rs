//! Tests of chances, expected ranks and the rule of what matters, against counting by hand.

use proptest::prelude::*;

use super::matters::{DoubtEffect, matters};
use super::*;
use crate::scoring::ranking::wsjf::Factor;

fn count(number: usize) -> Ratio {
    Ratio::new(number as i128, 1).unwrap()
}

fn list(values: &[i64]) -> Vec<Ratio> {
    values.iter().copied().map(Ratio::whole).collect()
}

fn item(value: &[i64], criticality: &[i64], risk: &[i64], size: &[i64]) -> EstimateLists {
    EstimateLists {
        value: list(value),
        criticality: list(criticality),
        risk: list(risk),
        size: list(size),
    }
}

fn range(lowest: i64, highest: i64) -> ScoreRange {
    ScoreRange {
        lowest: Ratio::whole(lowest),
        highest: Ratio::whole(highest),
    }
}

/// Every score of every combination, one by one.
fn by_hand(item: &EstimateLists) -> Vec<Ratio> {
    let mut scores = Vec::new();
    for value in &item.value {
        for criticality in &item.criticality {
            for risk in &item.risk {
                for size in &item.size {
                    let cost = Ratio::sum([*value, *criticality, *risk]).unwrap();
                    scores.push(cost.over(*size).unwrap());
                }
            }
        }
    }
    scores
}

#[test]
fn unusable_lists_are_named_and_set_apart() {
    let sound = item(&[1], &[1], &[1], &[1]);
    let check = |item: &EstimateLists, expected| assert_eq!(Distribution::of(item), Err(expected));
    check(
        &item(&[1], &[], &[1], &[1]),
        UnusableEstimates::Empty(Factor::Criticality),
    );
    check(
        &item(&[1], &[1], &[-1], &[1]),
        UnusableEstimates::Negative(Factor::Risk),
    );
    check(
        &item(&[1], &[1], &[1], &[1, 0]),
        UnusableEstimates::ZeroSize,
    );
    let many: Vec<i64> = (1..=8).collect();
    check(
        &item(&many, &many, &many, &many),
        UnusableEstimates::TooManyValues,
    );
    let mut odd = sound.clone();
    odd.size = vec![Ratio::new(1, i128::MAX).unwrap()];
    check(&odd, UnusableEstimates::TooLarge);

    let standings = robustness(&[sound.clone(), odd, sound]);
    assert_eq!(standings[1], Err(UnusableEstimates::TooLarge));
    let first = standings[0].as_ref().unwrap();
    assert_eq!(first.ranks, RankInterval { best: 1, worst: 2 });
    assert_eq!(first.expected_rank, Ratio::new(3, 2));
    assert_eq!(robustness(&[]), []);
}

#[test]
fn many_equal_votes_are_one_value() {
    let votes = vec![5; 40];
    let one = Distribution::of(&item(&votes, &votes, &votes, &votes)).unwrap();
    assert_eq!(one.scores(), [(Ratio::whole(3), 40_u128.pow(4))]);
    assert_eq!(one.mean(), Some(Ratio::whole(3)));
}

#[test]
fn an_estimate_matters_where_it_crosses_a_line() {
    let ranges = [range(8, 9), range(4, 7), range(5, 6), range(1, 2)];
    let field = ScoreField::of(ranges);
    let verdict = |at: usize, cut| matters(&ranges, cut)[at];
    // The leader stays ahead whatever its own value.
    assert!(!verdict(0, Some(1)).matters());
    let second = DoubtEffect {
        changes_top: false,
        crosses_cut: true,
    };
    assert_eq!(verdict(1, Some(2)), second);
    assert!(!verdict(1, Some(1)).matters());
    assert!(!verdict(1, None).matters());
    assert!(!verdict(3, Some(3)).matters());
    assert!(!field.verdict(range(5, 5), [range(5, 5)], Some(2)).matters());
}

#[test]
fn one_input_of_several_is_judged_alone() {
    let items = [
        item(&[5], &[1], &[1, 2], &[1, 20]),
        item(&[4], &[1], &[1], &[1]),
    ];
    let ranges = items
        .iter()
        .map(|item| Distribution::of(item).unwrap().range());
    let field = ScoreField::of(ranges.clone());
    let own = ranges.clone().next().unwrap();
    let verdict = |factor| {
        let trials = items[0].ranges_of(factor).unwrap();
        field.verdict(own, trials, None)
    };
    assert!(verdict(Factor::Size).changes_top);
    assert!(!verdict(Factor::Risk).matters());
    assert!(!verdict(Factor::Value).matters());
}

#[test]
fn items_blank_in_every_input_share_every_rank() {
    let whole = [1, 2, 3, 5, 8, 13, 20];
    let items = vec![item(&whole, &whole, &whole, &whole); 12];
    for standing in robustness(&items) {
        let standing = standing.unwrap();
        assert_eq!(standing.distribution.ways(), 2_401);
        assert_eq!(standing.ranks, RankInterval { best: 1, worst: 12 });
        assert_eq!(standing.expected_rank, Ratio::new(13, 2));
    }
}

fn estimates() -> impl Strategy<Value = EstimateLists> {
    let list = |least: i64| proptest::collection::vec(least..9, 1..4);
    (list(0), list(0), list(0), list(1))
        .prop_map(|(value, criticality, risk, size)| item(&value, &criticality, &risk, &size))
}

proptest! {
    #[test]
    fn chances_add_up_and_agree_with_counting(one in estimates(), other in estimates()) {
        let (left, right) = (Distribution::of(&one).unwrap(), Distribution::of(&other).unwrap());
        let found = chances(&left, &right).unwrap();
        prop_assert_eq!(Ratio::sum([found.above, found.tie, found.below]), Some(Ratio::ONE));
        prop_assert_eq!(chances(&right, &left).unwrap(), found.reversed());
        let (one, other) = (by_hand(&one), by_hand(&other));
        let share = |order| {
            let pairs = one.iter().flat_map(|a| other.iter().map(move |b| a.cmp(b)));
            let hits = pairs.filter(|found| *found == order).count();
            Ratio::new(hits as i128, (one.len() * other.len()) as i128).unwrap()
        };
        prop_assert_eq!(found.above, share(Ordering::Greater));
        prop_assert_eq!(found.tie, share(Ordering::Equal));
        let mean = Ratio::sum(one.iter().copied()).unwrap();
        prop_assert_eq!(left.mean(), mean.over(count(one.len())));
        prop_assert_eq!(left.range().lowest, *one.iter().min().unwrap());
        prop_assert_eq!(left.range().highest, *one.iter().max().unwrap());
    }

    #[test]
    fn expected_ranks_add_up_and_stay_inside_the_interval(
        items in proptest::collection::vec(estimates(), 1..6),
    ) {
        let standings: Vec<_> = robustness(&items).into_iter().map(Result::unwrap).collect();
        let expected: Vec<_> = standings.iter().map(|row| row.expected_rank.unwrap()).collect();
        let ranks = (1..=items.len()).map(count);
        prop_assert_eq!(Ratio::sum(expected.clone()), Ratio::sum(ranks));
        for (row, expected) in standings.iter().zip(expected) {
            prop_assert!(expected >= count(row.ranks.best));
            prop_assert!(expected <= count(row.ranks.worst));
        }
    }

    /// Settling one input moves the score within a range whose ends are real combinations.
    #[test]
    fn the_ranges_of_one_input_are_those_counted_by_hand(item in estimates()) {
        let whole = Distribution::of(&item).unwrap().range();
        for factor in Factor::ALL {
            let ranges = item.ranges_of(factor).unwrap();
            let mut expected = Vec::new();
            let at_ends = |pick: fn(&[Ratio]) -> Ratio| {
                let mut fixed = item.clone();
                let list = vec![pick(item.get(factor))];
                match factor {
                    Factor::Value => fixed.value = list,
                    Factor::Criticality => fixed.criticality = list,
                    Factor::Risk => fixed.risk = list,
                    Factor::Size => fixed.size = list,
                }
                by_hand(&fixed)
            };
            let least = at_ends(|list| *list.iter().min().unwrap());
            let most = at_ends(|list| *list.iter().max().unwrap());
            for (one, other) in least.into_iter().zip(most) {
                expected.push((one.min(other), one.max(other)));
            }
            let mut found: Vec<_> = ranges.iter().map(|range| (range.lowest, range.highest)).collect();
            for list in [&mut expected, &mut found] {
                list.sort_unstable();
                list.dedup();
            }
            prop_assert_eq!(&found, &expected);
            prop_assert_eq!(found.iter().map(|range| range.0).min(), Some(whole.lowest));
            prop_assert_eq!(found.iter().map(|range| range.1).max(), Some(whole.highest));
        }
    }

    /// The rule never says "does not matter" of an estimate that moves the item over the line.
    #[test]
    fn a_move_over_the_line_is_always_announced(
        items in proptest::collection::vec(estimates(), 2..4),
        cut in 1_usize..3,
    ) {
        let ranges: Vec<_> = items.iter().map(|item| Distribution::of(item).unwrap().range()).collect();
        let field = ScoreField::of(ranges.clone());
        // All others at either end of their range, the item at both of its own.
        for others in 0..1_usize << items.len() {
            let end = |at: usize| if others >> at & 1 == 0 { ranges[at].lowest } else { ranges[at].highest };
            let rank = |score| 1 + (1..items.len()).filter(|at| end(*at) > score).count();
            let (best, worst) = (rank(ranges[0].highest), rank(ranges[0].lowest));
            let verdict = field.verdict(ranges[0], [ranges[0]], Some(cut));
            prop_assert!(verdict.crosses_cut || !(best <= cut && cut < worst));
            prop_assert!(verdict.changes_top || !(best == 1 && 1 < worst));
        }
    }
}
