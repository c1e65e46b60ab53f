//! Tests of the best choice against every choice there is.

use proptest::prelude::*;

use super::greedy::{greedy, greedy_by_bucket};
use super::left::{Left, just_missed, left};
use super::price::{Limit, prices};
use super::*;

const fn whole(number: i64) -> Ratio {
    Ratio::whole(number)
}

fn candidate(value: i64, effort: i64, bucket: usize, needs: &[usize]) -> Candidate {
    Candidate {
        value: Some(whole(value)),
        effort: Some(whole(effort)),
        bucket: Some(bucket),
        needs: needs.iter().map(|need| Some(*need)).collect(),
        pin: Pin::Free,
    }
}

fn band(bucket: usize, min: i64, max: i64) -> Band {
    Band {
        bucket,
        min: whole(min),
        max: whole(max),
    }
}

/// How good a choice is: points outside the bands, then value, effort, what is idle, positions.
type Grade = (Ratio, Ratio, Ratio, usize, Vec<usize>);

/// The best of all choices, by looking at each.
fn best_of_all(question: &PlanQuestion) -> Option<Grade> {
    let len = question.candidates.len();
    let mut best: Option<Grade> = None;
    let pinned: Vec<usize> = {
        let (units, _) = Units::of(question).unwrap();
        units.forced
    };
    for set in 0_usize..1 << len {
        let chosen: Vec<usize> = (0..len).filter(|at| set >> at & 1 == 1).collect();
        let candidate = |at: &usize| &question.candidates[*at];
        let is_sound = chosen.iter().map(|at| (at, candidate(at))).all(|(_, c)| {
            c.value.is_some()
                && c.effort.is_some()
                && c.pin != Pin::Out
                && c.needs
                    .iter()
                    .all(|n| n.is_some_and(|n| chosen.contains(&n)))
        });
        let effort = question.effort(chosen.iter().copied()).unwrap();
        if !is_sound || effort > question.capacity || !pinned.iter().all(|at| chosen.contains(at)) {
            continue;
        }
        let reach = reach(question, &chosen).unwrap();
        let off = Ratio::sum(reach.iter().map(|reach| reach.off.size())).unwrap();
        let idle = chosen.iter().map(candidate);
        let idle = idle.filter(|c| c.value == Some(Ratio::ZERO) && c.effort == Some(Ratio::ZERO));
        let grade = (
            off,
            question.value(&chosen).unwrap(),
            effort,
            idle.count(),
            chosen,
        );
        let is_better = best.as_ref().is_none_or(|best| {
            let order = grade.0.cmp(&best.0).then(best.1.cmp(&grade.1));
            let order = order.then(grade.2.cmp(&best.2)).then(grade.3.cmp(&best.3));
            order.then_with(|| grade.4.cmp(&best.4)).is_lt()
        });
        if is_better {
            best = Some(grade);
        }
    }
    best
}

prop_compose! {
    fn questions(most: usize)(
        rows in prop::collection::vec(
            (0_i64..30, 0_i64..9, 0_usize..3, prop::collection::vec(0_usize..most, 0..2), 0_u8..12), 1..=most),
        capacity in 0_i64..45,
        bands in prop::collection::vec((0_i64..12, 0_i64..20), 0..4),
        loops in any::<bool>(),
    ) -> PlanQuestion {
        let len = rows.len();
        let row = |(at, (value, effort, bucket, needs, luck)): (usize, (i64, i64, usize, Vec<usize>, u8))| {
            let mut candidate = candidate(value, effort, bucket, &[]);
            let needs = needs.into_iter().filter(|n| *n < len && *n != at && (loops || *n < at));
            candidate.needs = needs.map(Some).collect();
            match luck {
                0 => candidate.pin = Pin::In,
                1 => candidate.pin = Pin::Out,
                2 => candidate.value = None,
                3 => candidate.needs.push(None),
                _ => {}
            }
            candidate
        };
        let bands = bands.into_iter().enumerate().map(|(at, (min, room))| band(at, min, min + room));
        PlanQuestion {
            candidates: rows.into_iter().enumerate().map(row).collect(),
            capacity: whole(capacity),
            bands: bands.take(3).collect(),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn no_choice_is_better(question in questions(11)) {
        check_best(&question)?;
    }

    #[test]
    fn a_bound_is_never_below_the_best(question in questions(11)) {
        let short = suggest(&question, 1).unwrap();
        let found = suggest(&question, STEPS).unwrap();
        if let (true, Some(most)) = (found.is_within(), short.at_most) {
            prop_assert!(most >= found.value);
        }
        prop_assert!(short.effort <= question.capacity || !short.over.is_zero());
    }

    #[test]
    fn less_of_a_limit_never_lowers_the_value(question in questions(11)) {
        let found = suggest(&question, STEPS).unwrap();
        for price in prices(&question, &found, STEPS, &mut StepWatch::default()).unwrap() {
            prop_assert!(!price.least.is_negative());
            prop_assert_eq!(Some(price.least), price.most);
        }
        let simple = greedy(&question, &(0..question.candidates.len()).collect::<Vec<_>>()).unwrap();
        let free = PlanQuestion { bands: vec![], ..question.clone() };
        let best = suggest(&free, STEPS).unwrap();
        if best.over.is_zero() {
            prop_assert!(simple.value <= best.value);
        }
    }
}

proptest! {
    // Each case looks at up to 65,536 choices.
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn no_choice_of_sixteen_is_better(question in questions(16)) {
        check_best(&question)?;
    }
}

/// The suggestion is the best of all choices there are.
fn check_best(question: &PlanQuestion) -> Result<(), TestCaseError> {
    let found = suggest(question, STEPS).unwrap();
    prop_assert!(found.is_proven);
    match best_of_all(question) {
        Some(best) => {
            prop_assert_eq!(&found.chosen, &best.4);
            prop_assert_eq!((found.value, found.effort), (best.1, best.2));
            let off = found.reach.iter().map(|reach| reach.off.size());
            prop_assert_eq!(Ratio::sum(off).unwrap(), best.0);
        }
        None => prop_assert!(found.over > Ratio::ZERO),
    }
    Ok(())
}

#[test]
fn items_that_need_each_other_come_both_or_neither_and_no_effort_is_free() {
    let question = |capacity| PlanQuestion {
        candidates: vec![
            candidate(9, 3, 0, &[1]),
            candidate(1, 3, 0, &[0]),
            candidate(2, 0, 0, &[]),
        ],
        capacity: whole(capacity),
        bands: Vec::new(),
    };
    assert_eq!(suggest(&question(5), STEPS).unwrap().chosen, [2]);
    assert_eq!(suggest(&question(6), STEPS).unwrap().chosen, [0, 1, 2]);
    assert_eq!(suggest(&question(0), STEPS).unwrap().chosen, [2]);
}

#[test]
fn nothing_to_choose_from_is_an_answer() {
    let question = PlanQuestion {
        candidates: Vec::new(),
        capacity: whole(10),
        bands: vec![band(0, 3, 5)],
    };
    let found = suggest(&question, STEPS).unwrap();
    assert!(found.is_proven && !found.is_within() && found.chosen.is_empty());
    assert_eq!(found.reach[0].off, whole(-3));
}

/// A, worth most, fills the bucket; B is cheaper; C is too large; D is unknown; E needs D.
fn mixed() -> PlanQuestion {
    let mut unknown = candidate(0, 3, 1, &[]);
    unknown.value = None;
    let candidates = vec![
        candidate(20, 8, 0, &[]),
        candidate(15, 2, 0, &[]),
        candidate(99, 40, 0, &[]),
        unknown,
        candidate(9, 1, 1, &[3]),
        candidate(1, 2, 1, &[]),
    ];
    PlanQuestion {
        candidates,
        capacity: whole(10),
        bands: vec![band(1, 2, 10)],
    }
}

#[test]
fn every_item_left_out_has_a_reason() {
    let question = mixed();
    let found = suggest(&question, STEPS).unwrap();
    assert_eq!(found.chosen, [0, 5]);
    let why = |at| left(&question, &found, at, STEPS, &mut StepWatch::default()).unwrap();
    assert_eq!(why(2), Left::Aside(Aside::NeverFits));
    assert_eq!(why(3), Left::Aside(Aside::NoValue));
    assert_eq!(why(4), Left::Aside(Aside::Blocked(Some(3))));
    let displaced = Left::Displaces {
        out: vec![0],
        least: whole(5),
        most: Some(whole(5)),
    };
    assert_eq!(why(1), displaced);
    assert_eq!(just_missed(&question, &found).unwrap()[0], (1, whole(2)));
}

#[test]
fn each_limit_has_its_price() {
    let question = mixed();
    let found = suggest(&question, STEPS).unwrap();
    let limits = prices(&question, &found, STEPS, &mut StepWatch::default()).unwrap();
    let said: Vec<_> = limits
        .iter()
        .map(|price| (price.limit, price.least))
        .collect();
    assert_eq!(
        said,
        [(Limit::Capacity, whole(0)), (Limit::Band(0), whole(14))]
    );
    let mut pinned = question;
    pinned.candidates[1].pin = Pin::In;
    let found = suggest(&pinned, STEPS).unwrap();
    assert_eq!(found.value, whole(16));
    let limits = prices(&pinned, &found, STEPS, &mut StepWatch::default()).unwrap();
    assert!(
        limits
            .iter()
            .any(|p| p.limit == Limit::Pin(1) && p.least == whole(5))
    );
}

#[test]
fn lanes_are_filled_apart() {
    let question = mixed();
    let order: Vec<usize> = (0..6).collect();
    let lanes = greedy_by_bucket(&question, &order, &[whole(1), Ratio::ZERO]).unwrap();
    assert_eq!((lanes.chosen, lanes.value), (vec![0, 1], whole(35)));
    let half = Ratio::new(1, 2).unwrap();
    let lanes = greedy_by_bucket(&question, &order, &[half, half]).unwrap();
    assert_eq!(lanes.chosen, [1, 5]);
}
