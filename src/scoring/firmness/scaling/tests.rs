//! Tests of scale-proof pairs and the factors that tie them.

use proptest::prelude::*;

use super::*;

fn item([value, criticality, risk, size]: [Ratio; 4]) -> WsjfInputs {
    WsjfInputs {
        value: Some(value),
        criticality: Some(criticality),
        risk: Some(risk),
        size: Some(size),
    }
}

fn whole(parts: [i64; 4]) -> WsjfInputs {
    item(parts.map(Ratio::whole))
}

fn score(item: &WsjfInputs) -> Ratio {
    wsjf(&[*item], &[]).rows[0].score.clone().unwrap()
}

/// The item with each value column multiplied by its factor.
fn scaled(parts: [i64; 4], factors: [Ratio; 3]) -> WsjfInputs {
    let [value, criticality, risk, size] = parts.map(Ratio::whole);
    let [a, b, c] = factors;
    let times = |value: Ratio, factor| value.times(factor).unwrap();
    item([times(value, a), times(criticality, b), times(risk, c), size])
}

#[test]
fn neighbors_follow_the_order_and_skip_the_unscored() {
    let items = [
        whole([3, 20, 5, 20]),
        WsjfInputs::default(),
        whole([5, 13, 1, 2]),
        whole([1, 1, 1, 20]),
    ];
    let placed = neighbors(&items).unwrap();
    let at: Vec<_> = placed.iter().map(|pair| (pair.above, pair.below)).collect();
    assert_eq!(at, [(2, 0), (0, 3)]);
    assert_eq!(all_pairs(&items).unwrap().len(), 3);
    assert_eq!(pair(&items[0], &items[1]), Ok(None));
    assert_eq!(neighbors(&[]), Ok(Vec::new()));
}

#[test]
fn a_tie_needs_no_factor() {
    let found = pair(&whole([1, 2, 1, 1]), &whole([2, 1, 1, 1])).unwrap();
    let found = found.unwrap();
    assert!(found.is_tied && !found.is_scale_proof);
    assert_eq!(found.factor(Factor::Value), None);
    assert_eq!(found.factor(Factor::Size), None);
}

#[test]
fn what_does_not_fit_is_refused() {
    let thin = |den| Ratio::new(1, den).unwrap();
    let odd = |den| item([Ratio::ONE, Ratio::ONE, thin(den), Ratio::ONE]);
    let result = pair(&odd((1 << 100) - 1), &odd((1 << 99) - 3));
    assert_eq!(result, Err(TooLarge));
}

proptest! {
    #[test]
    fn a_factor_really_ties_and_a_proof_holds(
        one in [0_i64..21, 0_i64..21, 0_i64..21, 1_i64..21],
        other in [0_i64..21, 0_i64..21, 0_i64..21, 1_i64..21],
        trial in [1_i64..50, 1_i64..50, 1_i64..50],
    ) {
        let (one, other) = if score(&whole(one)) >= score(&whole(other)) {
            (one, other)
        } else {
            (other, one)
        };
        let found = pair(&whole(one), &whole(other)).unwrap().unwrap();
        for (column, factor) in found.factors.into_iter().enumerate() {
            let mut factors = [Ratio::ONE; 3];
            if let Some(factor) = factor {
                factors[column] = factor;
                prop_assert_eq!(score(&scaled(one, factors)), score(&scaled(other, factors)));
            }
        }
        if found.is_scale_proof {
            let trial = trial.map(Ratio::whole);
            prop_assert!(score(&scaled(one, trial)) >= score(&scaled(other, trial)));
            prop_assert_eq!(found.factors, [None; 3]);
        } else {
            prop_assert!(found.is_tied || found.factors.iter().any(Option::is_some));
        }
    }
}
