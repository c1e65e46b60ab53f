//! Comparisons of small workspaces, by hand.

use super::*;
use crate::model::Workspace;
use crate::model::increment::Increment;
use crate::model::item::Item;
use crate::model::number::Number;
use crate::model::points::Points;
use crate::model::settings::{Lens, Settings};
use crate::scoring::evaluation::evaluate;
use crate::scoring::ratio::Ratio;

fn id(text: &str) -> Id {
    Id::parse(text).unwrap()
}

/// Items with a value and a size, and a coming increment of ten points.
fn workspace(items: &[(&str, i64, i64)]) -> Workspace {
    let mut workspace = Workspace::default();
    let points = |value| Points::known(Number::whole(value));
    for (name, value, size) in items {
        let mut item = Item::new(id(name));
        (item.value, item.size) = (points(*value), points(*size));
        (item.criticality, item.risk) = (points(1), points(1));
        workspace.put_record(Box::new(item));
    }
    let mut increment = Increment::new(id("pi"));
    increment.capacity = points(10);
    workspace.put_record(Box::new(increment));
    let mut settings = workspace.the::<Settings>().clone();
    settings.increment.0 = Some(id("pi"));
    workspace.put_record(Box::new(settings));
    workspace
}

#[test]
fn ranks_totals_and_the_cut_line_are_compared() {
    let all = |value| workspace(&[("a", 8, 5), ("b", 3, 5), ("c", value, 5), ("d", 1, 5)]);
    let before = evaluate(&all(2), Lens::Wsjf, None);
    let after = evaluate(&all(20), Lens::Wsjf, None);
    let difference = compare(&before, &after);
    let ranks: Vec<_> = difference
        .ranks
        .iter()
        .map(|r| (r.id, r.before, r.after))
        .collect();
    let some = |n: usize| Some(n);
    assert_eq!(
        ranks,
        [
            (id("c"), some(3), some(1)),
            (id("a"), some(1), some(2)),
            (id("b"), some(2), some(3)),
        ]
    );
    assert_eq!(
        (difference.falls, difference.rises),
        (vec![id("b")], vec![id("c")])
    );
    let delivery = difference.total.map(|total| total.unwrap().until_delivery);
    let whole = Ratio::whole;
    assert_eq!(
        delivery,
        [
            whole(10 * 5 + 5 * 10 + 4 * 15 + 3 * 20),
            whole(22 * 5 + 10 * 10 + 5 * 15 + 3 * 20),
        ]
    );
}

#[test]
fn the_same_twice_differs_in_nothing_and_what_comes_and_goes_is_told() {
    let before = evaluate(&workspace(&[("a", 8, 5), ("b", 3, 5)]), Lens::Wsjf, None);
    let same = compare(&before, &before);
    assert!(same.ranks.is_empty() && same.falls.is_empty() && same.rises.is_empty());
    let after = evaluate(&workspace(&[("a", 8, 5), ("c", 5, 5)]), Lens::Wsjf, None);
    let ranks = compare(&before, &after).ranks;
    let found: Vec<_> = ranks.iter().map(|r| (r.id, r.before, r.after)).collect();
    assert_eq!(found, [(id("c"), None, Some(2)), (id("b"), Some(2), None)]);
}
