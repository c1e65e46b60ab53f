//! The dependency-true order over records, against every legal order.

use proptest::prelude::*;

use evenkeel::edit::{Edit, apply};
use evenkeel::model::Workspace;
use evenkeel::model::field::Links;
use evenkeel::model::id::Id;
use evenkeel::model::item::{Item, State};
use evenkeel::model::number::Number;
use evenkeel::model::points::Points;
use evenkeel::model::settings::Lens;
use evenkeel::scoring::evaluation::evaluate;
use evenkeel::scoring::ratio::Ratio;

/// A workspace of items (cost of delay, size, needs by position, state); ids in that order.
fn workspace(items: &[(i64, i64, &[usize], State)]) -> Workspace {
    let mut workspace = Workspace::default();
    let name = |at: usize| Id::parse(&format!("i{at:03}")).unwrap();
    let points = |n| Points::known(Number::whole(n));
    let edit = |(at, (cost, size, needs, state)): (usize, &(i64, i64, &[usize], State))| {
        let mut item = Item::new(name(at));
        (item.value, item.criticality, item.risk) = (points(*cost), points(0), points(0));
        item.size = points(*size);
        item.needs = Links::new(needs.iter().map(|n| name(*n)).collect());
        item.state = *state;
        Edit::Insert(Box::new(item))
    };
    apply(&mut workspace, items.iter().enumerate().map(edit).collect()).unwrap();
    workspace
}

fn shown(workspace: &Workspace) -> Vec<usize> {
    let evaluation = evaluate(workspace, Lens::Order, None);
    evaluation
        .ranked
        .iter()
        .map(|id| id.as_str()[1..].parse().unwrap())
        .collect()
}

#[test]
fn an_enabler_is_lifted_by_what_needs_it() {
    // Section 12, example 10: the bundle is worth 7, ahead of the other at 1.5.
    let ready = State::Ready;
    let workspace = workspace(&[(1, 2, &[], ready), (20, 1, &[0], ready), (3, 2, &[], ready)]);
    assert_eq!(shown(&workspace), [0, 1, 2]);
    let evaluation = evaluate(&workspace, Lens::Order, None);
    let first = evaluation.score(evaluation.ranked[0]).unwrap();
    assert_eq!(first.line.score, Some(Ratio::whole(7)));
    assert_eq!(
        first.line.pull,
        evenkeel::scoring::ranking::method::Pull::Lifted
    );
    assert_eq!(evaluation.bundle_of(first.id).map(<[Id]>::len), Some(2));
    assert_eq!(evaluation.note.as_deref(), Some("no order costs less"));
}

#[test]
fn needs_that_are_done_are_fulfilled_and_others_are_named() {
    let workspace = workspace(&[
        (1, 2, &[], State::Done),
        (20, 1, &[0], State::Ready),
        (3, 2, &[], State::Parked),
        (5, 5, &[2], State::Ready),
    ]);
    assert_eq!(shown(&workspace), [1, 3]);
    let note = evaluate(&workspace, Lens::Order, None).note.unwrap();
    assert!(
        note.ends_with("; 1 need what is parked, declined or has no score"),
        "{note}"
    );
}

proptest! {
    #[test]
    fn what_is_needed_comes_first_and_no_legal_order_is_cheaper(
        items in prop::collection::vec((0_i64..21, 1_i64..9, prop::collection::vec(0_usize..6, 0..3)), 1..7),
    ) {
        // Needs point to earlier items alone, so that they close no loop.
        let needs: Vec<Vec<usize>> = items.iter().enumerate()
            .map(|(at, (_, _, needs))| {
                let mut needs: Vec<usize> = needs.iter().copied().filter(|n| *n < at).collect();
                needs.sort_unstable();
                needs.dedup();
                needs
            })
            .collect();
        let rows: Vec<(i64, i64, &[usize], State)> = items.iter().zip(&needs)
            .map(|((cost, size, _), needs)| (*cost, *size, needs.as_slice(), State::Ready))
            .collect();
        let best = shown(&workspace(&rows));
        let cost = |order: &[usize]| {
            let (mut now, mut sum) = (0, 0);
            for at in order {
                now += rows[*at].1;
                sum += rows[*at].0 * now;
            }
            sum
        };
        let is_legal = |order: &[usize]| order.iter().enumerate().all(|(place, at)| {
            needs[*at].iter().all(|need| order[..place].contains(need))
        });
        prop_assert!(is_legal(&best), "{:?}", best);
        let mut all = vec![Vec::new()];
        for _ in 0..rows.len() {
            all = all.into_iter().flat_map(|order: Vec<usize>| {
                (0..rows.len()).filter(|at| !order.contains(at)).map(|at| [order.clone(), vec![at]].concat()).collect::<Vec<_>>()
            }).filter(|order| is_legal(order)).collect();
        }
        let least = all.iter().map(|order| cost(order)).min();
        prop_assert_eq!(Some(cost(&best)), least);
    }
}
