//! Tests of WSJF.

use proptest::prelude::*;

use super::*;

const SCALE: [i64; 7] = [1, 2, 3, 5, 8, 13, 20];

fn item([value, criticality, risk, size]: [Option<i64>; 4]) -> WsjfInputs {
    let whole = |input: Option<i64>| input.map(Ratio::whole);
    WsjfInputs {
        value: whole(value),
        criticality: whole(criticality),
        risk: whole(risk),
        size: whole(size),
    }
}

fn run(items: &[[Option<i64>; 4]]) -> Wsjf {
    let items: Vec<_> = items.iter().copied().map(item).collect();
    wsjf(&items, &SCALE.map(Ratio::whole))
}

/// Expects reasons and, in place of no range, its two ends.
fn check(inputs: [Option<i64>; 4], reasons: &[WsjfReason], range: Option<(&str, &str)>) {
    let result = run(&[inputs]);
    let unscored = result.rows[0].score.clone().unwrap_err();
    assert_eq!(unscored.reasons, reasons, "{inputs:?}");
    let ends = unscored
        .range
        .map(|range| (range.lowest.to_string(), range.highest.to_string()));
    let expected = range.map(|(lowest, highest)| (lowest.to_owned(), highest.to_owned()));
    assert_eq!(ends, expected, "{inputs:?}");
    assert_eq!(result.ranking.rank_of(0), None);
}

#[test]
fn a_blank_has_a_range_in_place_of_a_score() {
    use Factor::{Criticality, Size};
    use WsjfReason::Missing;
    check(
        [Some(8), None, Some(2), Some(5)],
        &[Missing(Criticality)],
        Some(("11/5", "6")),
    );
    check(
        [Some(8), Some(1), Some(1), None],
        &[Missing(Size)],
        Some(("1/2", "10")),
    );
    let all = Factor::ALL.map(Missing);
    check([None; 4], &all, Some(("3/20", "60")));
}

#[test]
fn other_reasons_leave_no_range() {
    use Factor::{Criticality, Risk, Value};
    use WsjfReason::{Missing, Negative, ZeroSize};
    check([Some(8), Some(1), Some(1), Some(0)], &[ZeroSize], None);
    check(
        [Some(-1), None, Some(-2), Some(0)],
        &[
            Missing(Criticality),
            Negative(Value),
            Negative(Risk),
            ZeroSize,
        ],
        None,
    );
}

#[test]
fn zero_on_the_scale_is_no_blank_size() {
    let blank = item([Some(1), Some(1), Some(1), None]);
    let result = wsjf(&[blank], &[0, 1, 2].map(Ratio::whole));
    let range = result.rows[0].score.clone().unwrap_err().range.unwrap();
    assert_eq!(range.highest, Ratio::whole(3));
    let result = wsjf(&[blank], &[]);
    assert_eq!(result.rows[0].score.clone().unwrap_err().range, None);
}

#[test]
fn cost_of_delay_stands_without_a_size() {
    let result = run(&[[Some(8), Some(5), Some(1), None]]);
    assert_eq!(result.rows[0].cost_of_delay, Some(Ratio::whole(14)));
}

#[test]
fn a_score_beyond_exact_numbers_says_so() {
    let huge = Ratio::new(i128::MAX, 1);
    let inputs = WsjfInputs {
        value: huge,
        criticality: huge,
        risk: huge,
        size: huge,
    };
    let result = wsjf(&[inputs], &[Ratio::ONE]);
    assert_eq!(
        result.rows[0].score.clone().unwrap_err().reasons,
        [WsjfReason::TooLarge]
    );
}

fn inputs() -> impl Strategy<Value = [Option<i64>; 4]> {
    prop::array::uniform4(prop::option::weighted(0.9, 0_i64..22))
}

proptest! {
    #[test]
    fn raising_a_value_never_lowers_a_rank(
        items in prop::collection::vec(inputs(), 1..12), at in 0_usize..12, factor in 0_usize..3,
        step in 1_i64..5,
    ) {
        let at = at % items.len();
        let mut raised = items.clone();
        raised[at][factor] = raised[at][factor].map(|value| value + step);
        let (before, after) = (run(&items).ranking, run(&raised).ranking);
        prop_assert!(after.rank_of(at) <= before.rank_of(at));
        let place = |ranking: &Ranking| ranking.order.iter().position(|position| *position == at);
        prop_assert!(place(&after) <= place(&before));
    }

    #[test]
    fn raising_the_size_never_raises_a_rank(
        items in prop::collection::vec(inputs(), 1..12), at in 0_usize..12, step in 1_i64..5,
    ) {
        let at = at % items.len();
        let mut grown = items.clone();
        grown[at][3] = grown[at][3].filter(|size| *size > 0).map(|size| size + step);
        let (before, after) = (run(&items).ranking, run(&grown).ranking);
        prop_assert!(before.rank_of(at) <= after.rank_of(at) || after.rank_of(at).is_none());
    }

    #[test]
    fn a_filled_blank_stays_in_its_range(
        items in prop::array::uniform4(prop::option::of(prop::sample::select(&SCALE[..]))),
        fill in prop::array::uniform4(prop::sample::select(&SCALE[..])),
    ) {
        if let Err(unscored) = &run(&[items]).rows[0].score {
            let mut filled = items;
            for (input, value) in filled.iter_mut().zip(fill) {
                *input = input.or(Some(value));
            }
            let range = unscored.range.unwrap();
            let score = *run(&[filled]).rows[0].score.as_ref().unwrap();
            prop_assert!(range.lowest <= score && score <= range.highest);
        }
    }
}
