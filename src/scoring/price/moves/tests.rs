//! Tests of the price of a yes.

use proptest::prelude::*;

use super::*;
use crate::scoring::order::sequence::{Job, sequence};

fn item(weight: i64, duration: i64) -> WaitingItem {
    WaitingItem {
        loss: Some(Loss::even(Ratio::whole(weight))),
        duration: Ratio::whole(duration),
    }
}

#[test]
fn a_request_of_length_3_at_the_front_costs_the_others_45() {
    let items = [item(8, 2), item(5, 3), item(2, 5), item(4, 3)];
    let price = price(&items, &[0, 1, 2], 3, 0).unwrap();
    let costs: Vec<_> = price.changes.iter().map(|change| change.cost).collect();
    assert_eq!(costs, [24, 15, 6].map(|cost| Some(Ratio::whole(cost))));
    assert_eq!(price.net, Ratio::whole(45));
    assert_eq!(price.own_cost_if_new, Some(Ratio::whole(12)));
}

#[test]
fn an_unknown_weight_slips_without_a_price() {
    let mut items = [item(8, 2), item(5, 3), item(2, 5)];
    items[0].loss = None;
    let price = price(&items, &[0, 1], 2, 0).unwrap();
    assert_eq!(price.changes[0].delay, Ratio::whole(5));
    assert_eq!(price.changes[0].cost, None);
    assert_eq!((price.paid, price.unknown), (Ratio::whole(25), 1));
}

#[test]
fn what_is_no_order_is_refused() {
    let items = [item(8, 2), item(5, 3)];
    for (before, item, to) in [
        (&[0, 0][..], 1, 0),
        (&[0, 0], 0, 0),
        (&[0, 9], 1, 0),
        (&[0], 9, 0),
        (&[0], 1, 2),
        (&[0, 1], 1, 2),
    ] {
        assert_eq!(price(&items, before, item, to), Err(OrderError::NotAnOrder));
    }
}

proptest! {
    #[test]
    fn the_price_of_a_pin_is_the_difference_of_the_totals(
        rows in proptest::collection::vec((0_i64..20, 0_i64..20), 1..8),
        from in 0_usize..8,
        to in 0_usize..8,
    ) {
        let (from, to) = (from % rows.len(), to % rows.len());
        let items: Vec<WaitingItem> = rows.iter().map(|row| item(row.0, row.1)).collect();
        let jobs: Vec<Job> = rows
            .iter()
            .map(|row| Job { weight: Ratio::whole(row.0), duration: Ratio::whole(row.1) })
            .collect();
        let before: Vec<usize> = (0..rows.len()).collect();
        let moved = price(&items, &before, from, to).unwrap();
        let total = |order: &[usize]| sequence(&jobs, order).unwrap().until_delivery;
        prop_assert_eq!(total(&moved.after).minus(total(&before)), Some(moved.net));
        let mut others = before;
        others.remove(from);
        let inserted = price(&items, &others, from, to).unwrap();
        prop_assert_eq!(&inserted.after, &moved.after);
        let mut alone = jobs.clone();
        alone[from] = Job { weight: Ratio::ZERO, duration: Ratio::ZERO };
        let mut without = others;
        without.insert(0, from);
        let rest = sequence(&alone, &without).unwrap().until_delivery;
        let whole = rest.plus(inserted.net).unwrap().plus(inserted.own_cost_if_new.unwrap());
        prop_assert_eq!(whole, Some(total(&moved.after)));
    }
}

#[test]
fn the_price_is_the_difference_of_the_totals() {
    // Costs of delay and sizes; the last one is worth least and was pinned first.
    let item = |weight, duration| WaitingItem {
        loss: Some(Loss::even(Ratio::whole(weight))),
        duration: Ratio::whole(duration),
    };
    let items = [item(8, 2), item(5, 3), item(2, 5), item(1, 3)];
    let price = pin_price(&items, &[0, 1, 2, 3], &[3, 0, 1, 2], 3).unwrap();
    let whole = Ratio::whole;
    assert_eq!((price.moved, price.paid), (3, whole(24 + 15 + 6)));
    assert_eq!((price.gained, price.net), (whole(10), whole(35)));
    let idle = pin_price(&items, &[3, 0, 1, 2], &[3, 0, 1, 2], 3).unwrap();
    assert_eq!((idle.moved, idle.net), (0, Ratio::ZERO));
}
