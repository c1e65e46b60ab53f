//! Tests of weighted scoring.

use proptest::prelude::*;

use super::*;

fn criterion(weight: i64, direction: WeightedDirection, scale: (i64, i64)) -> WeightedCriterion {
    WeightedCriterion {
        weight: Ratio::whole(weight),
        direction,
        scale: (Ratio::whole(scale.0), Ratio::whole(scale.1)),
    }
}

fn run(
    criteria: &[WeightedCriterion],
    items: &[Vec<Option<i64>>],
    normalization: Normalization,
) -> Result<Weighted, WeightedError> {
    let row = |item: &Vec<Option<i64>>| item.iter().map(|value| value.map(Ratio::whole)).collect();
    let items: Vec<_> = items.iter().map(row).collect();
    weighted(criteria, &items, normalization)
}

const UP: WeightedDirection = WeightedDirection::HigherIsBetter;
const DOWN: WeightedDirection = WeightedDirection::LowerIsBetter;

#[test]
fn weights_must_be_usable() {
    let check = |criteria: &[WeightedCriterion], expected| {
        assert_eq!(run(criteria, &[], Normalization::Scale), Err(expected));
    };
    check(&[], WeightedError::NoWeight);
    check(&[criterion(0, UP, (1, 5))], WeightedError::NoWeight);
    let negative = [criterion(3, UP, (1, 5)), criterion(-1, UP, (1, 5))];
    check(&negative, WeightedError::NegativeWeight(1));
}

#[test]
fn short_rows_are_incomplete_and_long_ones_cut() {
    let criteria = [criterion(1, UP, (0, 10)), criterion(1, UP, (0, 10))];
    let items = [vec![Some(5)], vec![Some(5), Some(5), None]];
    for normalization in [Normalization::Scale, Normalization::MinMax] {
        let result = run(&criteria, &items, normalization).unwrap();
        assert_eq!(result.scores[0], Err(vec![WeightedReason::Missing(1)]));
        assert!(result.scores[1].is_ok());
    }
}

#[test]
fn values_off_the_scale_count_and_are_flagged() {
    let criteria = [criterion(1, DOWN, (10, 0))];
    let result = run(
        &criteria,
        &[vec![Some(20)], vec![Some(0)]],
        Normalization::Scale,
    )
    .unwrap();
    assert_eq!(result.scores, [Ok(Ratio::whole(-1)), Ok(Ratio::ONE)]);
    assert_eq!(result.off_scale, [(0, 0)]);
}

#[test]
fn ranges_without_a_common_denominator_are_rounded_and_say_so() {
    let primes = [
        999_983, 999_979, 999_961, 999_959, 999_953, 999_931, 999_917,
    ];
    let criteria = primes.map(|prime| criterion(1, UP, (0, prime)));
    let best = primes.map(Some).to_vec();
    let result = run(&criteria, &[best, vec![Some(0); 7]], Normalization::MinMax).unwrap();
    assert_eq!(result.precision, Precision::Rounded);
    assert_eq!(result.ranking.order, [0, 1]);
    let score = result.scores[0].clone().unwrap();
    assert_eq!(score.to_decimal(9), "1.000000000");
}

proptest! {
    #[test]
    fn a_better_value_never_lowers_a_rank(
        items in prop::collection::vec(prop::collection::vec(prop::option::weighted(0.95, 0_i64..=10), 3), 1..12),
        weights in prop::array::uniform3(1_i64..9),
        at in 0_usize..12, column in 0_usize..3, step in 1_i64..4,
    ) {
        let directions = [UP, DOWN, UP];
        let criteria = [0, 1, 2].map(|at| criterion(weights[at], directions[at], (0, 10)));
        let at = at % items.len();
        let mut better = items.clone();
        let step = if directions[column] == UP { step } else { -step };
        better[at][column] = better[at][column].map(|value| value + step);
        let place = |items: &[Vec<Option<i64>>]| {
            run(&criteria, items, Normalization::Scale).unwrap().ranking.rank_of(at)
        };
        prop_assert!(place(&better) <= place(&items));
    }

    #[test]
    fn on_a_fixed_scale_an_added_item_never_reorders_the_others(
        items in prop::collection::vec(prop::collection::vec(prop::option::weighted(0.95, 0_i64..=10), 2), 1..12),
        added in prop::collection::vec(prop::option::of(0_i64..=10), 2),
    ) {
        let criteria = [criterion(7, UP, (0, 10)), criterion(3, DOWN, (0, 10))];
        let order = |items: &[Vec<Option<i64>>]| {
            run(&criteria, items, Normalization::Scale).unwrap().ranking.order
        };
        let mut more = items.clone();
        more.push(added);
        let kept: Vec<_> = order(&more).into_iter().filter(|at| *at < items.len()).collect();
        prop_assert_eq!(kept, order(&items));
    }
}

#[test]
fn a_rating_over_the_highest_keeps_what_the_lowest_is_worth() {
    let criteria = [criterion(1, UP, (1, 5)), criterion(1, DOWN, (1, 5))];
    let items = [vec![Some(3), Some(1)]];
    let score = |normalization| run(&criteria, &items, normalization).unwrap().scores[0].clone();
    assert_eq!(score(Normalization::Scale), Ok(Ratio::new(3, 4).unwrap()));
    // 3/5 for the one, 4/5 for the other.
    assert_eq!(
        score(Normalization::Highest),
        Ok(Ratio::new(7, 10).unwrap())
    );
}
