//! Placing against worked examples and against the totals.

use proptest::prelude::*;

use super::*;
use crate::model::field::Links;
use crate::model::points::Points;
use crate::scoring::evaluation::evaluate;
use crate::scoring::price::total::{Unit, total};

fn id(text: &str) -> Id {
    Id::parse(text).unwrap()
}

/// Items a, b, c … with a value, a size and a pin each; zero stands for unknown.
fn workspace(items: &[(i64, i64, i64)]) -> Workspace {
    let mut workspace = Workspace::default();
    let some = |value: i64| (value > 0).then(|| Number::whole(value));
    let points = |value: i64| some(value).map_or(Points::UNKNOWN, Points::known);
    for (name, (value, size, pin)) in ('a'..).zip(items) {
        let mut item = Item::new(id(&name.to_string()));
        item.value = points(*value);
        item.criticality = points(1);
        item.risk = points(1);
        item.size = points(*size);
        item.pin = some(*pin);
        workspace.put_record(Box::new(item));
    }
    workspace
}

fn with(workspace: &Workspace, id: Id, change: impl Fn(&mut Item)) -> Workspace {
    let mut after = workspace.clone();
    let mut item = after.get::<Item>(id).unwrap().clone();
    change(&mut item);
    after.put_record(Box::new(item));
    after
}

fn committed(workspace: &Workspace, placing: &Placing) -> Workspace {
    let mut after = workspace.clone();
    for (id, pin) in &placing.pins {
        after = with(&after, *id, |item| item.pin = Some(*pin));
    }
    after
}

/// The total until delivery over some items of an order.
fn cost(evaluation: &Evaluation, order: &[Id]) -> Ratio {
    let waits = order.iter().map(|id| evaluation.queued(*id).unwrap());
    total(waits, evaluation.terms).unwrap().until_delivery
}

#[test]
fn the_worked_example_and_what_breaks() {
    // Costs of delay 8, 5, 2 with sizes 2, 3, 5, and a request of size 3 that goes first.
    let all = workspace(&[(6, 2, 0), (3, 3, 0), (1, 5, 0), (1, 3, 0)]);
    let all = with(&all, id("d"), |item| item.needs = Links::new(vec![id("b")]));
    let all = with(&all, id("c"), |item| item.needs = Links::new(vec![id("d")]));
    let before = evaluate(&all, Lens::Wsjf, None);
    assert_eq!(before.ranked, [id("a"), id("b"), id("d"), id("c")]);
    let up = placing(&all, &before, id("d"), 0).unwrap();
    let paid: Vec<_> = up.passed.iter().map(|p| (p.id, p.delay, p.cost)).collect();
    let whole = |n| Some(Ratio::whole(n));
    assert_eq!(
        paid,
        [
            (id("a"), whole(3), whole(24)),
            (id("b"), whole(3), whole(15))
        ]
    );
    assert_eq!(
        (up.paid, up.own, up.net),
        (Ratio::whole(39), whole(-15), Ratio::whole(24))
    );
    assert_eq!(
        (up.before_needs, up.behind_needing),
        (vec![id("b")], vec![])
    );
    let down = placing(&all, &before, id("d"), 9).unwrap();
    assert_eq!((down.to, down.behind_needing), (3, vec![id("c")]));
    assert_eq!(down.passed[0].delay, whole(-3));
}

#[test]
fn unknown_is_never_zero() {
    let all = workspace(&[(6, 2, 0), (3, 3, 0), (0, 5, 0), (4, 0, 0)]);
    let before = evaluate(&all, Lens::Wsjf, None);
    // No cost of delay: the others know what they pay, it does not know what it costs itself.
    let blank = placing(&all, &before, id("c"), 0).unwrap();
    assert_eq!((blank.from, blank.own, blank.is_sized), (None, None, true));
    assert_eq!(
        (blank.paid, blank.unknown),
        (Ratio::whole(8 * 5 + 5 * 5), 0)
    );
    // No size: nobody knows how much later the others are.
    let unsized_one = placing(&all, &before, id("d"), 0).unwrap();
    assert!(!unsized_one.is_sized && unsized_one.unknown == 2);
    assert!(
        unsized_one
            .passed
            .iter()
            .all(|p| p.delay.is_none() && p.cost.is_none())
    );
    let money = evaluate(&all, Lens::Money, None);
    assert_eq!(
        placing(&all, &money, id("a"), 0).unwrap().terms.unit,
        Unit::Money
    );
}

#[test]
fn by_hand_the_pinned_come_first() {
    let all = workspace(&[(6, 2, 4), (3, 3, 9), (8, 1, 0), (1, 3, 0)]);
    let before = evaluate(&all, Lens::Hand, None);
    assert_eq!(before.ranked, [id("a"), id("b"), id("c"), id("d")]);
    let placed = placing(&all, &before, id("d"), 9).unwrap();
    assert_eq!((placed.to, placed.pins.len()), (2, 3));
    let placed = placing(&all, &before, id("d"), 1).unwrap();
    assert_eq!(
        evaluate(&committed(&all, &placed), Lens::Hand, None).ranked,
        placed.order
    );
}

proptest! {
    #[test]
    fn the_price_is_the_difference_of_the_totals_and_the_pins_hold_the_order(
        items in prop::collection::vec((0_i64..9, 0_i64..6, 0_i64..9), 1..9),
        which in 0_usize..9,
        to in 0_usize..9,
        by_hand in any::<bool>(),
    ) {
        let lens = if by_hand { Lens::Hand } else { Lens::Wsjf };
        let all = workspace(&items);
        let before = evaluate(&all, lens, None);
        let name = char::from(b'a' + u8::try_from(which % items.len()).unwrap());
        let placed = placing(&all, &before, id(&name.to_string()), to).unwrap();
        let after = evaluate(&committed(&all, &placed), lens, None);
        prop_assert_eq!(&after.ranked, &placed.order);
        let (was, is) = (cost(&before, &before.ranked), cost(&before, &after.ranked));
        let entered = if placed.from.is_none() { placed.own.unwrap_or(Ratio::ZERO) } else { Ratio::ZERO };
        prop_assert_eq!(was.plus(placed.net).unwrap().plus(entered).unwrap(), is);
    }
}
