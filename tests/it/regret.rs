//! What the order on screen costs against the best one, against trying every order and every move.

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
use evenkeel::scoring::order::regret::regret;
use evenkeel::scoring::ratio::Ratio;

/// Cost of delay, size (none is unknown), needs by position, pin.
type Row = (i64, Option<i64>, Vec<usize>, Option<i64>);

fn name(at: usize) -> Id {
    Id::parse(&format!("i{at:03}")).unwrap()
}

fn position(id: Id) -> usize {
    id.as_str()[1..].parse().unwrap()
}

fn workspace(rows: &[Row]) -> Workspace {
    let mut workspace = Workspace::default();
    let points = |n| Points::known(Number::whole(n));
    let edit = |(at, (cost, size, needs, pin)): (usize, &Row)| {
        let mut item = Item::new(name(at));
        (item.value, item.criticality, item.risk) = (points(*cost), points(0), points(0));
        item.size = size.map_or(Points::UNKNOWN, points);
        item.needs = Links::new(needs.iter().map(|need| name(*need)).collect());
        item.pin = pin.map(Number::whole);
        item.state = State::Ready;
        Edit::Insert(Box::new(item))
    };
    apply(&mut workspace, rows.iter().enumerate().map(edit).collect()).unwrap();
    workspace
}

#[test]
fn ignoring_an_enabler_costs_what_section_12_says() {
    // Greedy takes the 3/2 first for 110; the enabler and what needs it first cost 77.
    let workspace = workspace(&[
        (1, Some(2), vec![], Some(2)),
        (20, Some(1), vec![0], Some(3)),
        (3, Some(2), vec![], Some(1)),
    ]);
    let evaluation = evaluate(&workspace, Lens::Hand, None);
    let found = regret(&workspace, &evaluation).unwrap();
    assert_eq!(
        (found.cost, found.best),
        (Ratio::whole(110), Ratio::whole(77))
    );
    assert_eq!((found.extra, found.early), (Ratio::whole(33), 0));
    // The last in front of the enabler saves 33 - to the very front is not allowed for what needs it.
    let repair = found.repair.unwrap();
    assert_eq!((repair.item, repair.at), (name(2), name(1)));
    assert_eq!((repair.is_up, repair.saved), (false, Ratio::whole(33)));
}

#[test]
fn what_has_no_score_does_not_count_and_nothing_is_said_of_one_item() {
    let rows = [(5, Some(2), vec![], None), (8, None, vec![0], Some(1))];
    let workspace = workspace(&rows);
    let evaluation = evaluate(&workspace, Lens::Hand, None);
    assert_eq!(regret(&workspace, &evaluation), None);
}

fn orders(of: &[usize]) -> Vec<Vec<usize>> {
    let mut all = vec![Vec::new()];
    for _ in of {
        let next = all.into_iter().flat_map(|order: Vec<usize>| {
            let left = of.iter().filter(|at| !order.contains(at)).copied();
            let longer = |at| [order.as_slice(), &[at]].concat();
            left.map(longer).collect::<Vec<_>>()
        });
        all = next.collect();
    }
    all
}

proptest! {
    #[test]
    fn no_order_and_no_move_is_better_than_what_is_said(
        rows in prop::collection::vec(
            (
                0_i64..21,
                prop::option::weighted(0.9, 1_i64..9),
                prop::collection::vec(0_usize..6, 0..3),
                prop::option::weighted(0.3, 1_i64..6),
            ),
            1..7,
        ),
    ) {
        // Needs point to earlier items alone, so that they close no loop.
        let mut rows: Vec<Row> = rows;
        for (at, row) in rows.iter_mut().enumerate() {
            row.2.retain(|need| *need < at);
            row.2.sort_unstable();
            row.2.dedup();
        }
        let workspace = workspace(&rows);
        for lens in [Lens::Wsjf, Lens::Hand, Lens::Order] {
            let evaluation = evaluate(&workspace, lens, None);
            let shown: Vec<usize> = evaluation.ranked.iter().map(|id| position(*id))
                .filter(|at| rows[*at].1.is_some()).collect();
            let found = regret(&workspace, &evaluation);
            if shown.len() < 2 {
                prop_assert_eq!(found, None);
                continue;
            }
            let found = found.unwrap();
            let cost = |order: &[usize]| {
                let (mut now, mut sum) = (0, 0);
                for at in order {
                    now += rows[*at].1.unwrap();
                    sum += rows[*at].0 * now;
                }
                Ratio::whole(sum)
            };
            // Needs on what has no score cannot be ordered.
            let early = |order: &[usize]| order.iter().enumerate().filter(|(place, at)| {
                rows[**at].2.iter().any(|need| order[*place..].contains(need))
            }).count();
            let best = orders(&shown).into_iter().filter(|order| early(order) == 0).map(|order| cost(&order)).min().unwrap();
            prop_assert_eq!((found.items, found.cost, found.best), (shown.len(), cost(&shown), best));
            prop_assert_eq!(Some(found.extra), found.cost.minus(found.best));
            prop_assert_eq!(found.early, early(&shown));
            prop_assert!(found.early > 0 || !found.extra.is_negative());

            // Every move that crosses nothing the item needs or is needed by.
            let mut most = Ratio::ZERO;
            for from in 0..shown.len() {
                for to in 0..shown.len() {
                    let passed = if to < from { to..from } else { from + 1..to + 1 };
                    let is_bound = |other: &usize| {
                        let (one, then) = if to < from { (*other, shown[from]) } else { (shown[from], *other) };
                        rows[then].2.contains(&one)
                    };
                    if !shown[passed].iter().any(is_bound) {
                        let mut moved = shown.clone();
                        let item = moved.remove(from);
                        moved.insert(to, item);
                        most = most.max(found.cost.minus(cost(&moved)).unwrap());
                    }
                }
            }
            prop_assert_eq!(found.repair.map_or(Ratio::ZERO, |repair| repair.saved), most);
            if let Some(repair) = found.repair {
                let place = |id: Id| shown.iter().position(|at| name(*at) == id).unwrap();
                let (from, to) = (place(repair.item), place(repair.at));
                prop_assert_eq!(to < from, repair.is_up);
                let mut moved = shown.clone();
                let item = moved.remove(from);
                moved.insert(to, item);
                prop_assert_eq!(found.cost.minus(cost(&moved)), Some(repair.saved));
            }
        }
    }
}
