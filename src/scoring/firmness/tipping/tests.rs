//! Tests of the ends of intervals and the steps to them.

use proptest::prelude::*;

use super::*;

const SCALE: [i64; 7] = [1, 2, 3, 5, 8, 13, 20];

fn scale() -> Vec<Ratio> {
    SCALE.into_iter().map(Ratio::whole).collect()
}

fn item([value, criticality, risk, size]: [i64; 4]) -> WsjfInputs {
    WsjfInputs {
        value: Some(Ratio::whole(value)),
        criticality: Some(Ratio::whole(criticality)),
        risk: Some(Ratio::whole(risk)),
        size: Some(Ratio::whole(size)),
    }
}

fn set(item: &WsjfInputs, factor: Factor, value: Ratio) -> WsjfInputs {
    let mut item = *item;
    match factor {
        Factor::Value => item.value = Some(value),
        Factor::Criticality => item.criticality = Some(value),
        Factor::Risk => item.risk = Some(value),
        Factor::Size => item.size = Some(value),
    }
    item
}

fn score(item: &WsjfInputs) -> Ratio {
    wsjf(&[*item], &[]).rows[0].score.clone().unwrap()
}

/// How every pair stands, as one comparison each.
fn standings(items: &[WsjfInputs]) -> Vec<std::cmp::Ordering> {
    let scores: Vec<Ratio> = items.iter().map(score).collect();
    let pairs = scores.iter().flat_map(|a| scores.iter().map(|b| a.cmp(b)));
    pairs.collect()
}

#[test]
fn steps_say_who_is_passed_and_how() {
    let items = [item([8, 5, 3, 5]), item([3, 5, 1, 3])];
    let tippings = tipping(&items).unwrap();
    let size = steps(&items[0], &tippings[0].unwrap(), Factor::Size, &scale()).unwrap();
    assert_eq!((size.count, size.to), (1, Ratio::whole(8)));
    assert_eq!((size.with, size.effect), (1, MoveEffect::Passes));
    let risk = steps(&items[0], &tippings[0].unwrap(), Factor::Risk, &scale()).unwrap();
    assert_eq!((risk.count, risk.effect), (1, MoveEffect::Ties));
    let fewest = fewest_steps(&items, &tippings, &scale()).unwrap();
    assert_eq!((fewest.item, fewest.factor), (0, Factor::Value));
}

#[test]
fn steps_until_looks_past_the_neighbors() {
    let items = [
        item([20, 20, 20, 1]),
        item([8, 8, 8, 2]),
        item([1, 1, 1, 13]),
    ];
    let until = |other| steps_until(&items, 2, Factor::Size, other, &scale()).unwrap();
    assert_eq!(until(1), None);
    let own = steps_until(&items, 0, Factor::Size, 1, &scale())
        .unwrap()
        .unwrap();
    assert_eq!((own.count, own.effect), (3, MoveEffect::Ties));
    assert_eq!(own.to, Ratio::whole(5));
    assert_eq!(steps_until(&items, 9, Factor::Size, 1, &scale()), Ok(None));
    assert_eq!(steps_until(&items, 0, Factor::Size, 9, &scale()), Ok(None));
}

#[test]
fn a_size_of_zero_is_no_step() {
    let items = [item([1, 0, 0, 1]), item([2, 0, 0, 1])];
    let with_zero: Vec<Ratio> = [0, 1, 2].map(Ratio::whole).into();
    let steps = |factor| steps_until(&items, 0, factor, 1, &with_zero).unwrap();
    assert_eq!(steps(Factor::Size), None);
    assert_eq!(steps(Factor::Value).map(|steps| steps.count), Some(1));
}

#[test]
fn a_tie_parts_with_the_first_step() {
    let items = [item([1, 1, 1, 1]), item([2, 2, 2, 2]), item([3, 3, 3, 3])];
    let tippings = tipping(&items).unwrap();
    let fewest = fewest_steps(&items, &tippings, &scale()).unwrap();
    assert_eq!(fewest.steps.effect, MoveEffect::Parts);
    let partners = tippings
        .iter()
        .map(|row| row.unwrap().intervals[0].below.unwrap().with);
    assert_eq!(partners.collect::<Vec<_>>(), [1, 0, 0]);
}

#[test]
fn what_has_no_score_is_skipped_and_what_is_too_large_refused() {
    let blank = WsjfInputs::default();
    let items = [item([1, 1, 1, 1]), blank, item([1, 1, 1, 2])];
    let tippings = tipping(&items).unwrap();
    assert_eq!(tippings[1], None);
    assert_eq!(tippings[0].unwrap().intervals[3].above.unwrap().with, 2);
    assert_eq!(steps_until(&items, 0, Factor::Value, 1, &scale()), Ok(None));

    let thin = |den| WsjfInputs {
        value: Ratio::new(1, den),
        ..items[0]
    };
    let odd = [thin((1 << 100) - 1), thin((1 << 99) - 3)];
    assert_eq!(tipping(&odd), Err(TooLarge));
}

proptest! {
    #[test]
    fn an_end_really_ties_and_nothing_changes_before(
        rows in proptest::collection::vec(
            [0_i64..21, 0_i64..21, 0_i64..21, 1_i64..21], 1..7
        ),
    ) {
        let items: Vec<WsjfInputs> = rows.into_iter().map(item).collect();
        let before = standings(&items);
        for (position, row) in tipping(&items).unwrap().into_iter().enumerate() {
            for factor in Factor::ALL {
                let interval = row.unwrap().get(factor);
                let now = items[position].get(factor).unwrap();
                for end in [interval.below, interval.above].into_iter().flatten() {
                    let moved = set(&items[position], factor, end.at);
                    prop_assert_eq!(score(&moved), score(&items[end.with]));
                    let half = end.at.plus(now).unwrap().over(Ratio::whole(2)).unwrap();
                    let mut inside = items.clone();
                    inside[position] = set(&items[position], factor, half);
                    prop_assert_eq!(standings(&inside), before.clone());
                }
            }
        }
    }

    #[test]
    fn fewest_steps_agree_with_trying_them_all(
        rows in proptest::collection::vec(proptest::array::uniform4(0_usize..7), 1..5),
    ) {
        let items: Vec<WsjfInputs> = rows.iter().map(|row| item(row.map(|at| SCALE[at]))).collect();
        let before = standings(&items);
        let mut least: Option<(usize, usize, Factor)> = None;
        for (position, row) in rows.iter().enumerate() {
            for (factor, from) in Factor::ALL.into_iter().zip(row) {
                for (to, value) in scale().into_iter().enumerate() {
                    let mut moved = items.clone();
                    moved[position] = set(&items[position], factor, value);
                    let count = to.abs_diff(*from);
                    if standings(&moved) != before && least.is_none_or(|(least, ..)| count < least) {
                        least = Some((count, position, factor));
                    }
                }
            }
        }
        let found = fewest_steps(&items, &tipping(&items).unwrap(), &scale());
        prop_assert_eq!(found.map(|found| (found.steps.count, found.item, found.factor)), least);
    }
}
