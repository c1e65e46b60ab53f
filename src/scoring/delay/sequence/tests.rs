//! Tests of orders with shapes, against all orders by hand.

use proptest::prelude::*;

use super::*;
use crate::scoring::delay::tests::profile;

fn item(duration: i64, profile: Profile) -> Item {
    Item {
        duration: Ratio::whole(duration),
        profile,
    }
}

fn standard(rate: i64) -> Profile {
    Profile::Standard {
        rate: Ratio::whole(rate),
    }
}

/// The first order of least loss among all, in the order of positions.
fn by_hand(items: &[Item]) -> (Ratio, Vec<usize>) {
    fn extend(items: &[Item], order: &mut Vec<usize>, best: &mut Option<(Ratio, Vec<usize>)>) {
        if order.len() == items.len() {
            let loss = total_loss(items, order).unwrap();
            if best.as_ref().is_none_or(|(least, _)| loss < *least) {
                *best = Some((loss, order.clone()));
            }
        }
        for position in 0..items.len() {
            if !order.contains(&position) {
                order.push(position);
                extend(items, order, best);
                order.pop();
            }
        }
    }
    let mut best = None;
    extend(items, &mut Vec::new(), &mut best);
    best.unwrap()
}

fn items(sizes: std::ops::Range<usize>) -> impl Strategy<Value = Vec<Item>> {
    let item = (0_i128..13, 1_i128..3, profile());
    let item = item.prop_map(|(duration, part, profile)| Item {
        duration: Ratio::new(duration, part).unwrap(),
        profile,
    });
    proptest::collection::vec(item, sizes)
}

#[test]
fn nothing_to_order_costs_nothing() {
    let sequence = sequence(&[]).unwrap();
    assert_eq!((sequence.order, sequence.loss), (vec![], Ratio::ZERO));
    assert_eq!(sequence.proof, Proof::Best);
}

#[test]
fn unusable_items_are_named() {
    let sound = item(1, standard(1));
    let check = |items: &[Item], error| assert_eq!(sequence(items), Err(error));
    let backwards = item(-1, standard(1));
    check(&[sound, backwards], SequenceError::NegativeDuration(1));
    check(&[item(1, standard(-1))], SequenceError::FallingLoss(0));
    let rate = Ratio::new(i128::MAX, 1).unwrap();
    let huge = item(1, Profile::Standard { rate });
    check(&[sound, huge], SequenceError::TooLarge);
}

#[test]
fn jobs_without_a_duration_come_first_in_the_plain_order() {
    let items = [
        item(1, standard(9)),
        item(0, standard(0)),
        item(0, standard(2)),
        item(3, standard(27)),
    ];
    assert_eq!(plain_order(&items), Ok(vec![2, 1, 0, 3]));
}

#[test]
fn many_standard_items_are_in_the_order_of_smith() {
    let items: Vec<Item> = (0..60)
        .map(|at| item(1 + at * 7 % 13, standard(1 + at * 5 % 17)))
        .collect();
    let found = sequence(&items).unwrap();
    assert_eq!(found.proof, Proof::Best);
    assert_eq!(Ok(found.order), plain_order(&items));
    // The search cannot do better, and gets there from any start.
    let start = (0..items.len()).collect();
    let searched = search::best_found(&jobs(&items).unwrap(), [start]);
    assert_eq!(Ok(found.loss), total_loss(&items, &searched));
}

#[test]
fn the_proof_ends_at_its_limit() {
    let from = Ratio::ZERO;
    let rate = |at: i64| Ratio::whole(1 + at * 5 % 17);
    let item = |at: i64| {
        item(
            1 + at % 4,
            Profile::Intangible {
                from,
                rate: rate(at),
            },
        )
    };
    let items: Vec<Item> = (0..=20).map(item).collect();
    let (within, beyond) = (&items[..MOST_PROVED], &items[..=MOST_PROVED]);
    for (items, proof) in [(within, Proof::Best), (beyond, Proof::BestFound)] {
        let found = sequence(items).unwrap();
        let plain = plain_order(items).unwrap();
        assert_eq!(found.proof, proof);
        assert_eq!(Ok(found.loss), total_loss(items, &plain));
    }
}

#[test]
fn a_thousand_items_end_in_good_time() {
    let items: Vec<Item> = (0..1_000)
        .map(|at| {
            let profile = if at % 3 == 0 {
                Profile::Fixed {
                    date: Ratio::whole(at * 7 % 900),
                    once: Ratio::whole(at % 50),
                    rate: Ratio::ONE,
                }
            } else {
                standard(1 + at * 5 % 17)
            };
            item(1 + at * 7 % 13, profile)
        })
        .collect();
    let found = sequence(&items).unwrap();
    let plain = plain_order(&items).unwrap();
    assert!(found.loss <= total_loss(&items, &plain).unwrap());
    let mut positions = found.order;
    positions.sort_unstable();
    assert!(positions.into_iter().eq(0..1_000));
}

proptest! {
    #[test]
    fn the_proved_order_is_the_first_best_of_all(items in items(1..8)) {
        let found = sequence(&items).unwrap();
        let (loss, order) = by_hand(&items);
        prop_assert_eq!((found.loss, found.order), (loss, order));
    }

    #[test]
    fn the_search_lies_between_the_best_and_its_starts(items in items(1..11)) {
        let jobs = jobs(&items).unwrap();
        let plain = plain_order(&items).unwrap();
        let found = search::best_found(&jobs, [plain.clone(), (0..items.len()).collect()]);
        let loss = total_loss(&items, &found).unwrap();
        prop_assert!(sequence(&items).unwrap().loss <= loss);
        prop_assert!(loss <= total_loss(&items, &plain).unwrap());
        let input: Vec<usize> = (0..items.len()).collect();
        prop_assert!(loss <= total_loss(&items, &input).unwrap());
    }
}
