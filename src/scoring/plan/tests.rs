//! Examples of each rule about increments.

use chrono::NaiveDate;

use super::budget::{ItemProgress, UrgencyDoubt, UrgentCall, budget, doubts};
use super::capacity::{CapacityBasis, Load, Staffing, Strain, UnknownCapacity, capacity, velocity};
use super::checks::{Flaw, NeedOrder, PlannedItem, flaws, is_missed, link};
use super::confidence::{OffScale, confidence};
use super::pacing::{DriftSide, Pace, drifts, mean_done_share, overloads};
use super::predictability::{ObjectiveValue, predictability};
use super::risks::{Lack, lacks};
use super::words;
use crate::model::id::Id;
use crate::model::risk::Risk;
use crate::model::risk::Roam;
use crate::scoring::ratio::Ratio;

fn whole(number: i64) -> Ratio {
    Ratio::whole(number)
}

fn day(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2027, 3, day).unwrap()
}

#[test]
fn a_capacity_says_what_it_rests_on() {
    let five = Staffing {
        people: Some(whole(5)),
        ..Staffing::default()
    };
    let first = capacity(None, &[], &five).unwrap();
    assert_eq!(
        (first.points, first.basis),
        (whole(40), CapacityBasis::StartRule)
    );
    let nobody = capacity(None, &[], &Staffing::default());
    assert_eq!(nobody, Err(UnknownCapacity::NoPeople));
    let past = [whole(30), whole(0), whole(30)];
    assert_eq!(velocity(&past), Some(whole(20)));
    assert_eq!(velocity(&[]), None);
    let away = Staffing {
        away: Some(whole(10)),
        focus: Ratio::new(1, 2),
        ..five
    };
    let there = capacity(None, &past, &away).unwrap();
    assert_eq!(
        (there.points, there.basis),
        (whole(8), CapacityBasis::Velocity(3))
    );
    let said = capacity(Some(whole(7)), &past, &away).unwrap();
    assert_eq!(words::capacity(&said), "7 points, as the team said");
    assert_eq!(
        words::capacity(&there),
        "8 points, from the mean of the last 3 iterations"
    );
    let gone = Staffing {
        away: Some(whole(99)),
        ..five
    };
    assert_eq!(capacity(None, &[], &gone).unwrap().points, whole(0));
    let below = capacity(Some(whole(-1)), &[], &five);
    assert_eq!(below, Err(UnknownCapacity::Negative));
}

#[test]
fn more_people_than_usual_carry_more_than_usual() {
    let more = Staffing {
        people: Some(whole(6)),
        usual: Some(whole(4)),
        ..Staffing::default()
    };
    let points = capacity(None, &[whole(20)], &more).unwrap().points;
    assert_eq!(points, whole(30));
    let none = Staffing {
        people: Some(whole(0)),
        ..Staffing::default()
    };
    let points = capacity(None, &[whole(20)], &none).unwrap().points;
    assert_eq!(points, whole(0));
}

#[test]
fn a_load_fits_up_to_85_percent() {
    let check = |points, capacity, strain, said: &str| {
        let load = Load {
            points: whole(points),
            capacity: whole(capacity),
        };
        assert_eq!(load.strain(), strain);
        assert_eq!(words::load(&load), said);
    };
    check(17, 20, Strain::Fits, "17 of 20 points: it fits");
    check(
        18,
        20,
        Strain::Tight,
        "18 of 20 points: 90 %, no room for surprises",
    );
    check(23, 20, Strain::Over, "23 of 20 points: 3 too many");
    check(0, 0, Strain::Fits, "0 of 0 points: no capacity");
    check(1, 0, Strain::Over, "1 of 0 points: 1 too many");
}

#[test]
fn who_doubts_is_heard_even_when_the_plan_passes() {
    let say = |votes: &[Option<u8>]| words::confidence(&confidence(votes).unwrap());
    assert_eq!(
        say(&[Some(5), Some(2), None]),
        "mean 3.50: passes; hear the one who doubts"
    );
    assert_eq!(
        say(&[Some(1), Some(2)]),
        "mean 1.50: does not pass: change the plan and vote again; hear the 2 who doubt"
    );
    assert_eq!(say(&[None]), "nobody has voted yet");
    assert_eq!(confidence(&[Some(3), Some(6)]), Err(OffScale(1)));
    assert_eq!(confidence(&[Some(0)]), Err(OffScale(0)));
}

#[test]
fn what_was_kept_names_both_means() {
    let objective = |team, is_committed, planned, actual: Option<i64>| ObjectiveValue {
        team,
        is_committed,
        planned: Some(whole(planned)),
        actual: actual.map(whole),
    };
    let result = predictability(&[
        objective(0, true, 10, Some(8)),
        objective(1, true, 5, Some(5)),
        objective(1, false, 3, None),
    ]);
    let result = result.unwrap();
    assert_eq!(result.teams[1].unscored, 1);
    assert_eq!(
        words::predictability(&result),
        "90.0 % as the mean of teams, 86.7 % pooled: so far, with 1 not scored yet"
    );
    let scored = predictability(&[objective(0, true, 10, Some(9))]).unwrap();
    assert_eq!(
        words::predictability(&scored),
        "90.0 % as the mean of teams, 90.0 % pooled: within 80 to 100 %"
    );
    let empty = predictability(&[objective(0, false, 3, Some(3))]).unwrap();
    assert_eq!(
        words::predictability(&empty),
        "no committed objective has a value yet"
    );
    let trend = |means: &[i64]| {
        let means = means
            .iter()
            .map(|mean| Ratio::new((*mean).into(), 1000).unwrap());
        words::trend(&means.collect::<Vec<_>>())
    };
    assert_eq!(trend(&[697]), None);
    let said = trend(&[697, 698, 920]).unwrap();
    assert_eq!(
        said,
        "predictability by interval: 69.7 %, 69.8 %, 92.0 %, rising"
    );
    assert!(trend(&[920, 920]).unwrap().ends_with("steady"));
    assert!(trend(&[920, 919]).unwrap().ends_with("falling"));
}

#[test]
fn a_risk_needs_a_letter_and_what_follows_from_it() {
    let lack = |roam, review| {
        let mut risk = Risk::new(Id::from_random(1));
        (risk.roam, risk.review) = (roam, review);
        lacks(&risk, Some(day(10)))
    };
    assert_eq!(lack(None, None), [Lack::Letter]);
    assert_eq!(lack(Some(Roam::Resolved), Some(day(1))), []);
    assert_eq!(lack(Some(Roam::Owned), None), [Lack::Owner, Lack::Day]);
    let late = lack(Some(Roam::Accepted), Some(day(9)));
    assert_eq!(late, [Lack::AcceptedBy, Lack::Overdue]);
    assert_eq!(lack(Some(Roam::Mitigated), Some(day(10))), [Lack::Step]);
    assert_eq!(
        words::lack(Lack::Letter),
        "it has no ROAM letter: agree what to do about it"
    );
}

#[test]
fn urgency_has_a_budget_and_a_memory() {
    let urgent = UrgentCall {
        effort: Some(whole(5)),
        is_urgent: true,
        due: Some(day(9)),
        ..UrgentCall::default()
    };
    let plain = UrgentCall {
        effort: Some(whole(15)),
        ..UrgentCall::default()
    };
    let unknown = UrgentCall {
        effort: None,
        ..urgent
    };
    let limit = Ratio::new(1, 4);
    let result = budget(&[urgent, plain, unknown], limit).unwrap();
    assert_eq!((result.share, result.is_over), (limit, Some(false)));
    assert_eq!(result.unknown, [2]);
    assert_eq!(budget(&[], limit).unwrap().is_over, None);
    let priced = UrgentCall {
        has_price: true,
        ended: Some(day(8)),
        ..urgent
    };
    let done = UrgentCall {
        progress: ItemProgress::Done,
        ..urgent
    };
    let doubts = doubts(&[urgent, priced, done, plain], day(10));
    let expected = [
        (0, UrgencyDoubt::PassedWithoutHarm),
        (1, UrgencyDoubt::NeverStarted),
    ];
    assert_eq!(doubts, expected);
}

#[test]
fn three_increments_off_are_a_habit() {
    let pace = |planned, drift: [i64; 2]| Pace {
        planned: Some(whole(planned)),
        capacity: Some(whole(50)),
        done: Some(whole(planned / 2)),
        urgent: None,
        drifts: drift.map(whole).to_vec(),
    };
    let increments = [
        pace(40, [9, -9]),
        pace(60, [2, -4]),
        pace(70, [7, -8]),
        pace(80, [8, -6]),
    ];
    let found = drifts(&increments, whole(3));
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].bucket, found[0].side), (1, DriftSide::Under));
    assert_eq!(
        words::drift("Technical", &found[0]),
        "Technical has been 6 percentage points under its target for 4 intervals"
    );
    assert_eq!(overloads(&increments), 3);
    assert_eq!(mean_done_share(&increments), Ratio::new(1, 2));
    assert_eq!(drifts(&increments[2..], whole(3)), []);
    assert_eq!(mean_done_share(&[Pace::default()]), None);
}

#[test]
fn an_item_stands_after_what_it_needs() {
    let item = |iteration, needs: &[usize]| PlannedItem {
        iteration,
        is_planned: iteration.is_some(),
        has_team: true,
        has_objective: true,
        needs: needs.to_vec(),
        ..PlannedItem::default()
    };
    let mut items = vec![
        item(Some(2), &[1, 2, 3, 4, 99]),
        item(Some(3), &[]),
        item(Some(2), &[]),
        item(Some(1), &[]),
        item(None, &[0]),
    ];
    let expected = [
        (0, Flaw::Need(1, NeedOrder::Backwards)),
        (0, Flaw::Need(2, NeedOrder::Tight)),
        (0, Flaw::Need(4, NeedOrder::Unplanned)),
    ];
    assert_eq!(flaws(&items), expected);
    items[1].is_done = true;
    items[2].is_done = true;
    items[4] = PlannedItem {
        is_must: true,
        due: Some(day(1)),
        forecast: Some(day(2)),
        ..PlannedItem::default()
    };
    let expected = [
        (0, Flaw::Need(4, NeedOrder::Unplanned)),
        (4, Flaw::MustUnplanned),
        (4, Flaw::Late),
    ];
    assert_eq!(flaws(&items), expected);
    let of = |increment| PlannedItem {
        increment,
        ..PlannedItem::default()
    };
    let out = PlannedItem {
        is_out: true,
        ..item(Some(1), &[])
    };
    for (own, need, expected) in [
        (item(Some(2), &[]), out, Some(NeedOrder::Unplanned)),
        (of(Some(2)), of(Some(1)), Some(NeedOrder::InTime)),
        (of(Some(1)), of(Some(2)), Some(NeedOrder::Backwards)),
        (of(Some(1)), of(Some(1)), None),
        (of(Some(1)), of(None), Some(NeedOrder::Unplanned)),
        (of(None), of(Some(1)), None),
    ] {
        assert_eq!(link(&own, &need), expected, "{own:?} {need:?}");
    }
    assert!(is_missed(day(1), Some(day(2)), None) && !is_missed(day(1), None, Some(day(1))));
}
