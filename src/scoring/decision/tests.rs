//! Decisions on small workspaces: costs, dividends and days by hand.

use chrono::NaiveDate;

use super::split::{SplitPart, dividend};
use super::wait::{waiting, weeks};
use super::{due, newest, standing};
use crate::model::Workspace;
use crate::model::decision::{Decision, Outcome};
use crate::model::field::Money;
use crate::model::id::Id;
use crate::model::item::{Item, State, Urgency};
use crate::model::number::Number;
use crate::model::points::Points;
use crate::model::settings::Lens;
use crate::scoring::delay::urgency::UrgencyReason;
use crate::scoring::evaluation::evaluate;
use crate::scoring::explain::yes_now;
use crate::scoring::plan::due::Due;
use crate::scoring::ratio::Ratio;

fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, month, day).unwrap()
}

fn points(value: i64) -> Points {
    Points {
        value: Some(Number::whole(value)),
        ..Points::UNKNOWN
    }
}

fn item(id: u64, value: i64, size: i64) -> Item {
    let mut item = Item::new(Id::from_random(id));
    item.title = format!("Item {id}");
    (item.value, item.size) = (points(value), points(size));
    (item.criticality, item.risk) = (points(1), points(1));
    item
}

fn with(items: Vec<Item>) -> Workspace {
    let mut workspace = Workspace::default();
    for item in items {
        workspace.put_record(Box::new(item));
    }
    workspace
}

#[test]
fn waiting_costs_by_the_week_and_until_a_day_in_points_and_money() {
    let mut one = item(1, 6, 2);
    one.weekly_cost = Some(Money(Number::whole(1_500)));
    let id = one.id;
    let workspace = with(vec![one]);
    let evaluation = evaluate(&workspace, Lens::Wsjf, None);
    let span = weeks(day(3, 2), day(4, 13));
    assert_eq!(span, Some(Ratio::whole(6)));
    let cost = waiting(&workspace, &evaluation, id, span).unwrap();
    let points = cost.points.unwrap();
    assert_eq!(points.a_week, Ratio::whole(8));
    assert_eq!(points.until, Some(Ratio::whole(48)));
    let money = cost.money.unwrap().unwrap();
    assert_eq!(
        (money.a_week, money.until),
        (Ratio::whole(1_500), Some(Ratio::whole(9_000)))
    );
    assert_eq!(weeks(day(4, 13), day(4, 13)), None);
}

#[test]
fn what_is_unknown_has_no_cost_and_says_why() {
    let mut blank = item(1, 6, 2);
    blank.value = Points::UNKNOWN;
    let mut dated = item(2, 6, 2);
    dated.urgency = Urgency::FixedDate;
    let mut done = item(3, 6, 2);
    done.state = State::Done;
    let ids = [blank.id, dated.id, done.id];
    let workspace = with(vec![blank, dated, done]);
    let evaluation = evaluate(&workspace, Lens::Wsjf, None);
    let cost = |id| waiting(&workspace, &evaluation, id, None);
    let [blank, dated, done] = ids.map(cost);
    let blank = blank.unwrap();
    assert_eq!(
        (blank.points, blank.money),
        (Err(UrgencyReason::NoCost), None)
    );
    let dated = dated.unwrap();
    assert_eq!(
        dated.points.unwrap().a_week,
        Ratio::whole(8),
        "counts as standard"
    );
    assert_eq!(dated.notes, [UrgencyReason::NoIncrement]);
    assert_eq!(done, None);
}

#[test]
fn the_dividend_of_two_parts_is_the_weight_of_the_first_times_the_size_of_the_second() {
    let part = |weight, size| SplitPart {
        weight: Some(Ratio::whole(weight)),
        duration: Some(Ratio::whole(size)),
    };
    let found = dividend(&[part(3, 5), part(8, 3)]).unwrap();
    assert_eq!(found.order, [1, 0]);
    assert_eq!(found.saved, Ratio::whole(8 * 5));
    assert_eq!(
        (found.together, found.apart),
        (Ratio::whole(88), Ratio::whole(48))
    );
    let three = dividend(&[part(3, 5), part(8, 3), part(0, 2)]).unwrap();
    assert_eq!(three.saved, Ratio::whole(8 * 7 + 3 * 2));
    let blank = SplitPart {
        weight: None,
        ..part(1, 1)
    };
    assert_eq!(dividend(&[part(3, 5), blank]), None);
    assert_eq!(dividend(&[part(3, 5)]), None);
}

#[test]
fn a_yes_now_is_paid_by_all_that_stand_before_it() {
    // Items (8,2), (5,3), (2,5); a request of length 3 first: the others pay 24 + 15 + 6.
    let mut parked = item(4, 1, 3);
    parked.state = State::Parked;
    let id = parked.id;
    let all = vec![item(1, 6, 2), item(2, 3, 3), item(3, 0, 5), parked];
    let last = all.get(2).map(|item| item.id).unwrap();
    let workspace = with(all);
    let evaluation = evaluate(&workspace, Lens::Wsjf, None);
    let yes = yes_now(&workspace, &evaluation, id).unwrap();
    assert_eq!((yes.passed.len(), yes.paid), (3, Ratio::whole(45)));
    let up = yes_now(&workspace, &evaluation, last).unwrap();
    assert_eq!(
        (up.passed.len(), up.paid, up.gained),
        (2, Ratio::whole(65), Ratio::whole(10))
    );
}

#[test]
fn a_decision_is_due_until_a_later_one_or_a_later_day() {
    let one = item(1, 6, 2);
    let item_id = one.id;
    let mut workspace = with(vec![one]);
    let decision = |id, date, review| {
        let mut decision = Decision::new(Id::from_random(id));
        (decision.item.0, decision.date) = (Some(item_id), Some(date));
        (decision.outcome, decision.review) = (Some(Outcome::NotNow), Some(review));
        decision
    };
    let first = decision(10, day(1, 5), day(2, 2));
    workspace.put_record(Box::new(first.clone()));
    let today = Some(day(2, 12));
    let of = |workspace: &Workspace| due(workspace, &standing(workspace), &first, today);
    assert_eq!(of(&workspace), Due::Overdue(10));
    let mut later = workspace.clone();
    let second = decision(11, day(2, 3), day(6, 1));
    later.put_record(Box::new(second));
    assert_eq!(of(&later), Due::Met);
    assert_eq!(newest(&later).len(), 2);
    let mut moved = workspace.get::<Item>(item_id).cloned().unwrap();
    moved.review = Some(day(5, 1));
    workspace.put_record(Box::new(moved));
    assert_eq!(of(&workspace), Due::Met);
}
