//! Tests of the cost of an order.

use proptest::prelude::*;

use super::*;

fn jobs(rows: &[(i64, i64)]) -> Vec<Job> {
    let job = |&(weight, duration): &(i64, i64)| Job {
        weight: Ratio::whole(weight),
        duration: Ratio::whole(duration),
    };
    rows.iter().map(job).collect()
}

fn totals(rows: &[(i64, i64)], order: &[usize]) -> [Ratio; 4] {
    let result = sequence(&jobs(rows), order).unwrap();
    [
        result.until_delivery,
        result.until_start,
        result.best_until_delivery,
        result.best_until_start,
    ]
}

#[test]
fn the_ice_cream_stand_costs_200_or_180() {
    let expected = [200, 60, 180, 40].map(Ratio::whole);
    assert_eq!(totals(&[(10, 2), (30, 4)], &[0, 1]), expected);
}

#[test]
fn two_projects_cost_12_or_11() {
    let expected = [12, 4, 11, 3].map(Ratio::whole);
    assert_eq!(totals(&[(2, 1), (3, 2)], &[1, 0]), expected);
}

#[test]
fn three_projects_of_reinertsen_wait_for_160_or_7() {
    let expected = [189, 160, 36, 7].map(Ratio::whole);
    assert_eq!(totals(&[(10, 1), (3, 3), (1, 10)], &[2, 1, 0]), expected);
}

#[test]
fn what_is_no_order_or_does_not_fit_is_refused() {
    let pair = jobs(&[(1, 1), (1, 1)]);
    for order in [&[0][..], &[0, 0], &[0, 2], &[0, 1, 1]] {
        assert_eq!(sequence(&pair, order), Err(OrderError::NotAnOrder));
    }
    let negative = jobs(&[(1, 1), (1, -1)]);
    assert_eq!(sequence(&negative, &[0, 1]), Err(OrderError::Negative(1)));
    let huge = Job {
        weight: Ratio::new(i128::MAX, 1).unwrap(),
        duration: Ratio::whole(2),
    };
    assert_eq!(sequence(&[huge], &[0]), Err(OrderError::TooLarge));
}

proptest! {
    #[test]
    fn swapping_neighbors_saves_what_is_told(
        rows in proptest::collection::vec((0_i64..20, 0_i64..20), 2..8),
        at in 0_usize..6,
    ) {
        let at = at.min(rows.len() - 2);
        let jobs = jobs(&rows);
        let order: Vec<usize> = (0..rows.len()).collect();
        let mut swapped = order.clone();
        swapped.swap(at, at + 1);
        let before = sequence(&jobs, &order).unwrap();
        let after = sequence(&jobs, &swapped).unwrap();
        prop_assert_eq!(
            before.until_delivery.minus(after.until_delivery),
            swap_gain(jobs[at], jobs[at + 1])
        );
        prop_assert!(!before.regret.is_negative() && !after.regret.is_negative());
    }
}
