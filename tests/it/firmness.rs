//! How firm places are, against trying every step and every rescaling over records.

use std::cmp::Ordering;

use proptest::prelude::*;

use evenkeel::edit::{Edit, apply};
use evenkeel::model::Workspace;
use evenkeel::model::id::Id;
use evenkeel::model::item::{Item, State};
use evenkeel::model::number::Number;
use evenkeel::model::points::Points;
use evenkeel::model::settings::Lens;
use evenkeel::scoring::evaluation::evaluate;
use evenkeel::scoring::firmness::tipping::MoveEffect;
use evenkeel::scoring::firmness::{CutSide, Firmness, firmness};
use evenkeel::scoring::ranking::wsjf::Factor;
use evenkeel::scoring::ratio::Ratio;

const SCALE: [i64; 7] = [1, 2, 3, 5, 8, 13, 20];

fn name(at: usize) -> Id {
    Id::parse(&format!("i{at:03}")).unwrap()
}

fn settled(value: i64) -> Points {
    Points::known(Number::whole(value))
}

fn between(low: i64, high: i64) -> Points {
    Points {
        value: None,
        range: Some((Number::whole(low), Number::whole(high))),
    }
}

fn workspace(items: &[[Points; 4]]) -> Workspace {
    let mut workspace = Workspace::default();
    let edit = |(at, points): (usize, &[Points; 4])| {
        let mut item = Item::new(name(at));
        [item.value, item.criticality, item.risk, item.size] = *points;
        item.state = State::Ready;
        Edit::Insert(Box::new(item))
    };
    apply(&mut workspace, items.iter().enumerate().map(edit).collect()).unwrap();
    workspace
}

fn plain(rows: &[[i64; 4]]) -> Workspace {
    let rows: Vec<[Points; 4]> = rows.iter().map(|row| row.map(settled)).collect();
    workspace(&rows)
}

fn found(workspace: &Workspace) -> Firmness {
    firmness(workspace, &evaluate(workspace, Lens::Wsjf, None)).unwrap()
}

#[test]
fn the_nearest_step_and_the_pair_below() {
    // Scores 6, 5 and 1: a size of 3 brings the first to 4, behind the second.
    let workspace = plain(&[[8, 2, 2, 2], [5, 3, 2, 2], [2, 2, 1, 5]]);
    let firmness = found(&workspace);
    let first = firmness.of(name(0)).unwrap();
    let step = first.nearest().unwrap();
    assert_eq!((step.factor, step.count), (Factor::Value, 1));
    assert_eq!((step.with, step.effect), (name(1), MoveEffect::Passes));
    assert!(!step.is_rise);
    // One step less time criticality leaves it ahead.
    assert_eq!(first.nearly_tied, None);
    assert_eq!(first.above, None);
    let below = first.below.unwrap();
    assert_eq!(below.id, name(1));
    // Per size 4, 1, 1 against 2.5, 1.5, 1: value must count less than 1/3 to turn it around.
    let pair = below.pair.unwrap();
    assert!(!pair.is_scale_proof);
    assert_eq!(pair.factor(Factor::Value), Ratio::new(1, 3));
    let last = firmness.of(name(2)).unwrap();
    assert!(last.above.unwrap().pair.unwrap().is_scale_proof);
    assert_eq!(last.nearly_tied, None);
    assert_eq!(last.below, None);
    assert!(first.doubts.is_empty());
}

#[test]
fn a_near_tie_is_one_where_any_single_step_decides() {
    // 22/2 and 21/2; the risk of the first has no step down. Ties of 8 by another road.
    let firmness = found(&plain(&[
        [8, 13, 1, 2],
        [5, 8, 8, 2],
        [2, 5, 1, 1],
        [3, 13, 8, 3],
        [1, 1, 1, 20],
    ]));
    let near = |at| firmness.of(name(at)).unwrap().nearly_tied;
    assert_eq!([near(0), near(1)], [Some(name(1)), Some(name(0))]);
    assert_eq!([near(2), near(3)], [Some(name(3)), Some(name(2))]);
    assert_eq!(near(4), None);
}

#[test]
fn doubts_say_whether_they_matter_and_where_the_item_stays() {
    let mut rows = [[20, 20, 20, 1], [13, 13, 13, 1], [3, 3, 3, 3], [1, 1, 1, 5]]
        .map(|row: [i64; 4]| row.map(settled));
    rows[1][3] = between(1, 2);
    rows[3][0] = Points::UNKNOWN;
    let workspace = workspace(&rows);
    let evaluation = evaluate(&workspace, Lens::Wsjf, None);
    let firmness = firmness(&workspace, &evaluation).unwrap();
    let second = firmness.of(name(1)).unwrap();
    // 39 or 19.5, always between 60 and 3.
    assert_eq!(
        second.ranks.map(|ranks| (ranks.best, ranks.worst)),
        Some((2, 2))
    );
    assert_eq!(second.doubts.len(), 1);
    assert_eq!(second.doubts[0].factor, Factor::Size);
    assert!(!second.doubts[0].verdict.matters());
    assert_eq!(second.doubts[0].side, CutSide::Open, "there is no line");
    // From 3/5 to 22/5: it can pass the third, but not the second.
    let last = firmness.of(name(3)).unwrap();
    assert_eq!(
        last.ranks.map(|ranks| (ranks.best, ranks.worst)),
        Some((3, 4))
    );
    assert_eq!((last.nearest(), last.above), (None, None));
    // With 1 to 8 it is below 3, with 13 it ties, with 20 it is above.
    assert_eq!(last.expected, Ratio::new(2 * (5 * 4 + 3) + 7, 14));
}

#[test]
fn what_has_no_wsjf_order_or_is_closed_has_no_firmness() {
    let mut workspace = plain(&[[8, 2, 2, 2], [5, 3, 2, 2]]);
    for lens in [Lens::Rice, Lens::Moscow, Lens::Money, Lens::Weighted] {
        assert_eq!(
            firmness(&workspace, &evaluate(&workspace, lens, None)),
            None
        );
    }
    let mut closed = workspace.get::<Item>(name(0)).unwrap().clone();
    closed.state = State::Done;
    closed.id = name(7);
    apply(&mut workspace, vec![Edit::Insert(Box::new(closed))]).unwrap();
    let firmness = found(&workspace);
    assert_eq!(firmness.of(name(7)), None);
    assert!(firmness.of(name(1)).is_some());
}

fn points() -> impl Strategy<Value = Points> {
    let step = || (0_usize..7).prop_map(|at| SCALE[at]);
    prop_oneof![
        6 => step().prop_map(settled),
        1 => (step(), step()).prop_map(|(one, other)| between(one.min(other), one.max(other))),
        1 => Just(Points::UNKNOWN),
    ]
}

proptest! {
    #[test]
    fn no_fewer_steps_change_an_order_and_those_given_do(
        rows in prop::collection::vec(prop::array::uniform4((0_usize..7).prop_map(|at| SCALE[at])), 2..7),
    ) {
        let score = |row: &[i64; 4]| Ratio::new(i128::from(row[0] + row[1] + row[2]), i128::from(row[3])).unwrap();
        let firmness = found(&plain(&rows));
        for (at, row) in rows.iter().enumerate() {
            let firm = firmness.of(name(at)).unwrap();
            let order = |row: &[i64; 4]| -> Vec<Ordering> {
                rows.iter().map(|other| score(row).cmp(&score(other))).collect()
            };
            let mut least = None;
            for (column, found) in firm.steps.iter().enumerate() {
                let now = SCALE.iter().position(|value| *value == row[column]).unwrap();
                let tried = SCALE.iter().enumerate().filter_map(|(to, value)| {
                    let mut moved = *row;
                    moved[column] = *value;
                    let differs = order(&moved).iter().zip(order(row)).enumerate()
                        .any(|(other, (then, before))| other != at && *then != before);
                    differs.then_some(to.abs_diff(now))
                });
                let tried = tried.min();
                prop_assert_eq!(found.map(|step| step.count), tried);
                least = [least, tried].into_iter().flatten().min();
            }
            prop_assert_eq!(firm.nearest().map(|step| step.count), least);
            let step = firm.nearest();
            if let Some(step) = step {
                let with = rows.iter().enumerate().find(|(other, _)| name(*other) == step.with).unwrap().0;
                let mut moved = *row;
                let column = Factor::ALL.iter().position(|factor| *factor == step.factor).unwrap();
                moved[column] = step.to.rounded();
                prop_assert_eq!(score(&moved) > score(row), step.is_rise);
                let (before, then) = (score(row).cmp(&score(&rows[with])), score(&moved).cmp(&score(&rows[with])));
                let effect = match (before, then) {
                    (Ordering::Equal, _) => MoveEffect::Parts,
                    (_, Ordering::Equal) => MoveEffect::Ties,
                    _ => MoveEffect::Passes,
                };
                prop_assert_eq!(step.effect, effect);
            }
            prop_assert!(firm.doubts.is_empty());
        }
    }

    #[test]
    fn chances_ranks_and_neighbors_fit_together(
        rows in prop::collection::vec(prop::array::uniform4(points()), 1..6),
    ) {
        let workspace = workspace(&rows);
        let evaluation = evaluate(&workspace, Lens::Wsjf, None);
        let firmness = firmness(&workspace, &evaluation).unwrap();
        let firms: Vec<_> = (0..rows.len()).map(|at| firmness.of(name(at)).unwrap()).collect();
        let expected: Option<Vec<Ratio>> = firms.iter().map(|firm| firm.expected).collect();
        let all: Ratio = Ratio::sum((1..=rows.len()).map(|rank| Ratio::whole(i64::try_from(rank).unwrap()))).unwrap();
        prop_assert_eq!(expected.and_then(Ratio::sum), Some(all));
        for (firm, row) in firms.iter().zip(&rows) {
            let ranks = firm.ranks.unwrap();
            let expected = firm.expected.unwrap();
            prop_assert!(Ratio::whole(i64::try_from(ranks.best).unwrap()) <= expected);
            prop_assert!(expected <= Ratio::whole(i64::try_from(ranks.worst).unwrap()));
            let open = row.iter().filter(|points| match points.range {
                Some((low, high)) => low < high,
                None => points.value.is_none(),
            });
            prop_assert_eq!(firm.doubts.len(), open.count());
        }
        for pair in evaluation.ranked.windows(2) {
            let (one, other) = (firmness.of(pair[0]).unwrap(), firmness.of(pair[1]).unwrap());
            let (down, up) = (one.below.unwrap(), other.above.unwrap());
            prop_assert_eq!((down.id, up.id), (pair[1], pair[0]));
            prop_assert_eq!((down.chances, down.pair), (up.chances, up.pair));
            let chances = down.chances.unwrap();
            prop_assert_eq!(Ratio::sum([chances.above, chances.tie, chances.below]), Some(Ratio::ONE));
        }
        for id in &evaluation.unranked {
            prop_assert!(firmness.of(*id).unwrap().above.is_none());
        }
    }
}
