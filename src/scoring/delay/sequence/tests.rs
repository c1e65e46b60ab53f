//! Tests of orders with shapes, against all orders by hand.

use proptest::prelude::*;

use super::*;
use crate::scoring::delay::tests::profile;

fn item(duration: i64, profile: Profile) -> TimedItem {
    TimedItem {
        duration: Ratio::whole(duration),
        profile,
    }
}

fn standard(rate: i64) -> Profile {
    Profile::Standard {
        rate: Ratio::whole(rate),
    }
}

fn graph(len: usize, links: &[(usize, usize)]) -> Graph {
    sort_out(len, links).graph
}

fn is_legal(order: &[usize], links: &[(usize, usize)]) -> bool {
    let place = |job: usize| order.iter().position(|other| *other == job);
    links
        .iter()
        .all(|(first, then)| place(*first) < place(*then))
}

/// The first legal order of least loss among all, in the order of positions.
fn by_hand(items: &[TimedItem], links: &[(usize, usize)]) -> (Ratio, Vec<usize>) {
    fn extend(
        items: &[TimedItem],
        links: &[(usize, usize)],
        order: &mut Vec<usize>,
        best: &mut Option<(Ratio, Vec<usize>)>,
    ) {
        if order.len() == items.len() {
            let loss = total_loss(items, order).unwrap();
            if best.as_ref().is_none_or(|(least, _)| loss < *least) {
                *best = Some((loss, order.clone()));
            }
        }
        for position in 0..items.len() {
            let mut needs = links.iter().filter(|(_, then)| *then == position);
            if !order.contains(&position) && needs.all(|(first, _)| order.contains(first)) {
                order.push(position);
                extend(items, links, order, best);
                order.pop();
            }
        }
    }
    let mut best = None;
    extend(items, links, &mut Vec::new(), &mut best);
    best.unwrap()
}

/// Items and links that close no loop, in both directions of position.
fn network(sizes: std::ops::Range<usize>) -> impl Strategy<Value = Network> {
    let links = proptest::collection::vec((0_usize..12, 0_usize..12), 0..8);
    (items(sizes), links).prop_map(|(items, links)| {
        let key = |at: usize| (at * 7 + 3) % 13;
        let links = links.into_iter().filter(|(one, other)| one != other);
        let links = links.map(|(one, other)| {
            if key(one) < key(other) {
                (one, other)
            } else {
                (other, one)
            }
        });
        let fits = |link: &(usize, usize)| link.0.max(link.1) < items.len();
        let links = links.filter(fits).collect();
        (items, links)
    })
}

type Network = (Vec<TimedItem>, Vec<(usize, usize)>);

fn items(sizes: std::ops::Range<usize>) -> impl Strategy<Value = Vec<TimedItem>> {
    let item = (0_i128..13, 1_i128..3, profile());
    let item = item.prop_map(|(duration, part, profile)| TimedItem {
        duration: Ratio::new(duration, part).unwrap(),
        profile,
    });
    proptest::collection::vec(item, sizes)
}

#[test]
fn nothing_to_order_costs_nothing() {
    let sequence = sequence(&[], &[], &[]).unwrap();
    let loss = total_loss(&[], &sequence.order).unwrap();
    assert_eq!((sequence.order, loss), (vec![], Ratio::ZERO));
    assert_eq!(sequence.proof, Proof::Best);
}

#[test]
fn unusable_items_are_named() {
    let sound = item(1, standard(1));
    let check = |items: &[TimedItem], error| assert_eq!(sequence(items, &[], &[]), Err(error));
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
    let items: Vec<TimedItem> = (0..60)
        .map(|at| item(1 + at * 7 % 13, standard(1 + at * 5 % 17)))
        .collect();
    let found = sequence(&items, &[], &[]).unwrap();
    assert_eq!(found.proof, Proof::Best);
    let loss = total_loss(&items, &found.order).unwrap();
    assert_eq!(Ok(found.order), plain_order(&items));
    // The search cannot do better, and gets there from any start.
    let start = (0..items.len()).collect();
    let searched = search::best_found(&jobs(&items).unwrap(), &graph(0, &[]), [start]);
    assert_eq!(Ok(loss), total_loss(&items, &searched));
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
    let items: Vec<TimedItem> = (0..=20).map(item).collect();
    let (within, beyond) = (&items[..MOST_PROVED], &items[..=MOST_PROVED]);
    for (items, proof) in [(within, Proof::Best), (beyond, Proof::BestFound)] {
        let found = sequence(items, &[], &[]).unwrap();
        let plain = plain_order(items).unwrap();
        assert_eq!(found.proof, proof);
        let loss = total_loss(items, &found.order).unwrap();
        assert_eq!(Ok(loss), total_loss(items, &plain));
    }
}

#[test]
fn a_thousand_items_end_in_good_time() {
    let items: Vec<TimedItem> = (0..1_000)
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
    let found = sequence(&items, &[], &[]).unwrap();
    let plain = plain_order(&items).unwrap();
    let loss = total_loss(&items, &found.order).unwrap();
    assert!(loss <= total_loss(&items, &plain).unwrap());
    let mut positions = found.order;
    positions.sort_unstable();
    assert!(positions.into_iter().eq(0..1_000));
}

#[test]
fn a_loop_is_named() {
    let items = [item(1, standard(1)); 4];
    let links = [(0, 1), (1, 2), (2, 1)];
    let found = sequence(&items, &links, &[]);
    assert_eq!(found, Err(SequenceError::Loop(1)));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn the_proved_order_is_the_first_best_of_all((items, links) in network(1..8)) {
        let found = sequence(&items, &links, &[]).unwrap();
        let (loss, order) = by_hand(&items, &links);
        let found_loss = total_loss(&items, &found.order).unwrap();
        prop_assert_eq!((found_loss, found.order), (loss, order));
    }

    #[test]
    fn the_search_lies_between_the_best_and_its_starts((items, links) in network(1..11)) {
        let jobs = jobs(&items).unwrap();
        let graph = graph(items.len(), &links);
        let legal = |order: Vec<usize>| graph.ready_first(&order);
        let starts = [legal(plain_order(&items).unwrap()), legal((0..items.len()).collect())];
        let found = search::best_found(&jobs, &graph, starts.clone());
        prop_assert!(is_legal(&found, &links));
        let loss = total_loss(&items, &found).unwrap();
        let best = sequence(&items, &links, &[]).unwrap().order;
        prop_assert!(total_loss(&items, &best).unwrap() <= loss);
        for start in starts {
            prop_assert!(is_legal(&start, &links));
            prop_assert!(loss <= total_loss(&items, &start).unwrap());
        }
    }

    #[test]
    fn above_the_limit_it_is_legal_and_no_worse_than_what_is_known((items, links) in network(21..30)) {
        let known: Vec<usize> = (0..items.len()).rev().collect();
        let found = sequence(&items, &links, std::slice::from_ref(&known)).unwrap();
        prop_assert!(is_legal(&found.order, &links));
        let legal = graph(items.len(), &links).ready_first(&known);
        let loss = total_loss(&items, &found.order).unwrap();
        prop_assert!(loss <= total_loss(&items, &legal).unwrap());
    }
}
