//! Small workspaces, by hand.

use super::*;
use crate::model::field::{Link, Links};
use crate::model::item::State as Stage;
use crate::model::number::Number;
use crate::model::points::Points;
use crate::scoring::evaluation::evaluate;

fn id(text: &str) -> Id {
    Id::parse(text).unwrap()
}

fn item(name: &str, value: i64, size: i64) -> Item {
    let points = |value| Points::known(Number::whole(value));
    let mut item = Item::new(id(name));
    (item.value, item.size) = (points(value), points(size));
    (item.criticality, item.risk) = (points(1), points(1));
    item
}

fn workspace(items: impl IntoIterator<Item = Item>) -> Workspace {
    let mut workspace = Workspace::default();
    for item in items {
        workspace.put_record(Box::new(item));
    }
    workspace
}

fn compared(before: &Workspace, after: &Workspace, lens: Lens) -> Since {
    let evaluations = [before, after].map(|workspace| evaluate(workspace, lens, None));
    let [one, other] = &evaluations;
    let state = |workspace, evaluation| RankedState {
        workspace,
        evaluation,
    };
    since(state(before, one), state(after, other))
}

fn of<'a>(since: &'a Since, name: &str) -> &'a Changed {
    let mut items = since.items.iter();
    items.find(|item| item.id == id(name)).unwrap()
}

fn several(names: &[&str]) -> Several {
    Several {
        first: names.iter().map(|name| id(name)).collect(),
        count: names.len(),
    }
}

fn at(name: &str) -> usize {
    Item::KIND.field(name).unwrap()
}

fn four() -> [Item; 4] {
    [
        item("a", 8, 2),
        item("b", 6, 2),
        item("c", 4, 2),
        item("d", 2, 2),
    ]
}

#[test]
fn an_estimate_moves_its_item_and_those_it_passes() {
    let before = workspace(four());
    let mut items = four();
    items[3].value = Points::known(Number::whole(20));
    let since = compared(&before, &workspace(items), Lens::Wsjf);
    let names: Vec<_> = since.items.iter().map(|item| item.id).collect();
    assert_eq!(names, ["d", "a", "b", "c"].map(id));
    let moved = of(&since, "d");
    assert_eq!((moved.rank, moved.up()), ([Some(4), Some(1)], Some(3)));
    assert_eq!(moved.reasons, [RankReason::Own(vec![at("value")])]);
    assert_eq!(moved.fields, [at("value")]);
    for name in ["a", "b", "c"] {
        let passed = of(&since, name);
        assert_eq!(passed.up(), Some(-1));
        assert_eq!(passed.reasons, [RankReason::Passed(several(&["d"]))]);
        assert!(passed.fields.is_empty() && passed.score[0] == passed.score[1]);
    }
}

#[test]
fn what_comes_and_goes_moves_what_is_below() {
    let [a, mut b, c, d] = four();
    let before = workspace([a.clone(), b.clone(), c.clone()]);
    b.state = Stage::Done;
    let since = compared(&before, &workspace([b, c, d, item("e", 20, 2)]), Lens::Wsjf);
    assert_eq!(of(&since, "a").reasons, [RankReason::Gone]);
    assert_eq!(
        of(&since, "b").reasons,
        [RankReason::Own(vec![at("state")])]
    );
    assert_eq!(
        (of(&since, "d").reasons.as_slice(), of(&since, "d").rank),
        ([RankReason::New].as_slice(), [None, Some(3)])
    );
    assert_eq!(
        of(&since, "c").reasons,
        [
            RankReason::Came(several(&["e"])),
            RankReason::Left(several(&["a", "b"]))
        ],
    );
}

#[test]
fn a_range_a_pin_and_a_plan() {
    let before = workspace(four());
    let [mut a, b, mut c, mut d] = four();
    a.size.range = Some((Number::whole(1), Number::whole(5)));
    c.pin = Some(Number::whole(1));
    d.increment = Link::new(Some(id("pi")));
    let since = compared(&before, &workspace([a, b, c, d]), Lens::Wsjf);
    assert_eq!(of(&since, "c").reasons, [RankReason::Own(vec![at("pin")])]);
    let range = of(&since, "a");
    assert_eq!(range.fields, [at("size")], "told");
    assert_eq!(
        range.reasons,
        [RankReason::Passed(several(&["c"]))],
        "and no reason"
    );
    let planned = of(&since, "d");
    assert_eq!(
        (planned.fields.as_slice(), planned.reasons.len()),
        ([at("increment")].as_slice(), 0)
    );
}

#[test]
fn needs_lift_and_hold_back() {
    let before = workspace(four());
    let [mut a, b, c, d] = four();
    a.needs = Links::new(vec![id("d")]);
    let since = compared(&before, &workspace([a, b, c, d]), Lens::Order);
    assert_eq!(
        of(&since, "a").reasons[0],
        RankReason::Own(vec![at("needs")])
    );
    let lifted = of(&since, "d");
    assert!(lifted.up() > Some(0), "{lifted:?}");
    assert!(
        lifted
            .reasons
            .contains(&RankReason::Linked(several(&["a"]))),
        "{lifted:?}"
    );
    for item in &since.items {
        assert!(!item.reasons.is_empty() || item.rank[0] == item.rank[1]);
    }
}
