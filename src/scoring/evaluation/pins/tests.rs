//! Pinned items and what their pins cost.

use proptest::prelude::*;

use super::*;
use crate::model::Workspace;
use crate::model::item::Item;
use crate::model::points::Points;
use crate::scoring::evaluation::evaluate;

/// Items by value, size and pin.
fn board(items: &[(i64, i64, Option<i64>)]) -> Workspace {
    let mut workspace = Workspace::default();
    for (at, (value, size, pin)) in (1..).zip(items) {
        let mut item = Item::new(Id::from_random(at));
        item.title = at.to_string();
        let points = |value: i64| Points::known(Number::whole(value));
        (item.value, item.size) = (points(*value), points(*size));
        (item.criticality, item.risk) = (points(1), points(1));
        item.pin = pin.map(Number::whole);
        workspace.put_record(Box::new(item));
    }
    workspace
}

/// The items as they are shown, by their number from 1.
fn shown(workspace: &Workspace, lens: Lens) -> Vec<u64> {
    let ranked = evaluate(workspace, lens, None).ranked;
    let title = |id: &Id| workspace.get::<Item>(*id)?.title.parse().ok();
    ranked.iter().filter_map(title).collect()
}

fn check(items: &[(i64, i64, Option<i64>)], expected: &[u64]) {
    assert_eq!(shown(&board(items), Lens::Wsjf), expected, "{items:?}");
}

#[test]
fn equal_pins_stand_by_their_scores_and_the_next_pin_after_them() {
    check(
        &[
            (1, 8, Some(1)),
            (13, 1, Some(1)),
            (5, 3, Some(1)),
            (5, 1, None),
        ],
        &[2, 3, 1, 4],
    );
    check(
        &[
            (1, 8, Some(2)),
            (13, 1, None),
            (5, 3, Some(2)),
            (5, 1, None),
        ],
        &[2, 3, 1, 4],
    );
    check(
        &[
            (8, 1, Some(1)),
            (5, 1, Some(1)),
            (3, 1, Some(2)),
            (2, 1, None),
        ],
        &[1, 2, 3, 4],
    );
    check(
        &[(8, 1, Some(9)), (5, 1, Some(3)), (3, 1, None)],
        &[3, 2, 1],
    );
    check(
        &[(8, 1, Some(4)), (5, 1, None), (3, 1, Some(1)), (2, 1, None)],
        &[3, 2, 4, 1],
    );
}

proptest! {
    #[test]
    fn the_price_of_a_pin_is_what_the_order_costs_more_than_without_it(
        items in prop::collection::vec((1_i64..6, 1_i64..6, prop::option::of(1_i64..8)), 1..9),
    ) {
        let workspace = board(&items);
        let evaluation = evaluate(&workspace, Lens::Wsjf, None);
        let cost = |evaluation: &Evaluation| evaluation.total().unwrap().until_delivery;
        let prices = PinPrices::of(&evaluation);
        for (at, item) in workspace.all::<Item>().enumerate() {
            let price = prices.of_item(item.id);
            prop_assert_eq!(price.is_some(), item.pin.is_some());
            let mut items = items.clone();
            items[item.title.parse::<usize>().unwrap() - 1].2 = None;
            let without = cost(&evaluate(&board(&items), Lens::Wsjf, None));
            let net = cost(&evaluation).minus(without).unwrap();
            prop_assert_eq!(price.map_or(Ratio::ZERO, |price| price.net), net, "{}", at);
            let just_below = net.minus(Ratio::new(1, 1000).unwrap()).unwrap();
            prop_assert_eq!(prices.above(item.id, just_below), price);
            prop_assert_eq!(prices.above(item.id, net), None);
        }
    }
}
