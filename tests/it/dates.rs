//! Dates and shapes over records: profiles, an increment later, and the order of least loss against every other one.

use chrono::NaiveDate;

use evenkeel::edit::{Edit, apply};
use evenkeel::model::Workspace;
use evenkeel::model::field::{Choice, Links, Money, Value};
use evenkeel::model::id::Id;
use evenkeel::model::increment::Increment;
use evenkeel::model::item::{Item, State, Urgency};
use evenkeel::model::number::Number;
use evenkeel::model::points::Points;
use evenkeel::model::record::Declared;
use evenkeel::model::settings::{Lens, Settings};
use evenkeel::scoring::delay::Profile;
use evenkeel::scoring::delay::urgency::later::{OneLater, one_later};
use evenkeel::scoring::delay::urgency::{Calendar, UrgencyReason, shape};
use evenkeel::scoring::evaluation::{Evaluation, evaluate};
use evenkeel::scoring::explain::due::HeldDue;
use evenkeel::scoring::explain::explain;
use evenkeel::scoring::explain::words::{due, message, team};
use evenkeel::scoring::plan::coming::Race;
use evenkeel::scoring::price::total::Unit;
use evenkeel::scoring::ratio::Ratio;
use evenkeel::scoring::survey::survey;
use proptest::prelude::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn id(text: &str) -> Id {
    Id::parse(text).unwrap()
}

fn points(n: i64) -> Points {
    Points::known(Number::whole(n))
}

fn money(n: i64) -> Money {
    Money(Number::whole(n))
}

/// Items of 10 points each, ranked in this order unless they have numbers of their own, before an increment from 4 January to 14 March 2027.
fn workspace(items: impl IntoIterator<Item = Item>, coming: impl Fn(&mut Increment)) -> Workspace {
    let mut workspace = Workspace::default();
    let mut increment = Increment::new(id("pi"));
    (increment.starts, increment.ends) = (Some(day("2027-01-04")), Some(day("2027-03-14")));
    increment.capacity = points(100);
    coming(&mut increment);
    let mut edits = vec![Edit::Insert(Box::new(increment))];
    edits.push(Edit::Set {
        kind: Settings::KIND,
        id: workspace.the::<Settings>().id,
        field: Settings::KIND.field("increment").unwrap(),
        value: Value::Link(id("pi")),
    });
    let items = items.into_iter().enumerate().map(|(at, mut item)| {
        if item.size.is_unknown() {
            let value = 20 - i64::try_from(at).unwrap();
            (item.value, item.size) = (points(value), points(10));
        }
        (item.criticality, item.risk) = (points(0), points(0));
        item.state = State::Ready;
        Edit::Insert(Box::new(item))
    });
    edits.extend(items);
    apply(&mut workspace, edits).unwrap();
    workspace
}

fn item(name: &str, urgency: Urgency) -> Item {
    let mut item = Item::new(id(name));
    item.urgency = urgency;
    item
}

fn later_of(workspace: &Workspace, name: &str, lens: Lens) -> Result<OneLater, UrgencyReason> {
    let item = workspace.get::<Item>(id(name)).unwrap();
    one_later(workspace, &evaluate(workspace, lens, None), item)
}

fn whole(n: i64) -> Ratio {
    Ratio::whole(n)
}

#[test]
fn a_fixed_date_counts_to_its_evening_and_money_only_in_money() {
    let mut dated = item("aaa", Urgency::FixedDate);
    dated.due = Some(day("2027-01-10"));
    dated.late_cost = Some(money(500));
    let workspace = workspace([], |_| {});
    let calendar = Calendar::of(&workspace, &Race::of(&workspace, None));
    let in_money = shape(&dated, (whole(7), Unit::Money), calendar).unwrap();
    let (date, rate) = (whole(1), whole(7));
    let once = whole(500);
    assert_eq!(in_money.profile, Profile::Fixed { date, once, rate });
    assert_eq!(in_money.reasons, []);
    let in_points = shape(&dated, (rate, Unit::Points), calendar).unwrap();
    let once = Ratio::ZERO;
    assert_eq!(in_points.profile, Profile::Fixed { date, once, rate });
    assert_eq!(in_points.reasons, [UrgencyReason::MoneyInPoints]);
}

#[test]
fn what_lacks_a_part_counts_as_standard_and_says_so() {
    let workspace = workspace([], |_| {});
    let calendar = Calendar::of(&workspace, &Race::of(&workspace, None));
    let of = |item: &Item, calendar| shape(item, (whole(3), Unit::Points), calendar);
    let mut half = item("aaa", Urgency::Window);
    half.opens = Some(day("2027-02-01"));
    for (item, reason) in [
        (item("aaa", Urgency::FixedDate), UrgencyReason::NoDue),
        (item("aaa", Urgency::Window), UrgencyReason::NoOpening),
        (half, UrgencyReason::NoDue),
        (item("aaa", Urgency::Intangible), UrgencyReason::NoOpening),
        (item("aaa", Urgency::Fading), UrgencyReason::NoLife),
    ] {
        let rate = whole(3);
        let shape = of(&item, calendar).unwrap();
        assert_eq!(shape.profile, Profile::Standard { rate });
        assert_eq!(shape.reasons, [reason]);
        let without = of(&item, Err(UrgencyReason::NoCapacity)).unwrap();
        assert_eq!(without.reasons, [UrgencyReason::NoCapacity]);
    }
    let standard = of(
        &item("aaa", Urgency::Standard),
        Err(UrgencyReason::NoCapacity),
    );
    assert_eq!(standard.unwrap().reasons, []);
}

#[test]
fn windows_life_and_openings_are_read_from_their_days() {
    let workspace = workspace([], |_| {});
    let calendar = Calendar::of(&workspace, &Race::of(&workspace, None));
    let of = |item: &Item| shape(item, (whole(3), Unit::Points), calendar);
    let rate = whole(3);
    let mut window = item("aaa", Urgency::Window);
    (window.opens, window.due) = (Some(day("2027-01-11")), Some(day("2027-01-24")));
    let (opens, closes) = (whole(1), whole(3));
    let profile = Profile::Window {
        opens,
        closes,
        rate,
    };
    assert_eq!(of(&window).unwrap().profile, profile);
    window.opens = Some(day("2027-01-25"));
    assert_eq!(of(&window), Err(UrgencyReason::ClosesFirst));
    (window.opens, window.due) = (Some(day("2026-11-01")), Some(day("2027-01-03")));
    assert_eq!(of(&window).unwrap().reasons, [UrgencyReason::IsShut]);
    let mut later = item("aaa", Urgency::Intangible);
    later.opens = Some(day("2026-12-28"));
    let from = whole(-1);
    assert_eq!(
        of(&later).unwrap().profile,
        Profile::Intangible { from, rate }
    );
    let mut fading = item("aaa", Urgency::Fading);
    fading.life_weeks = Some(Number::whole(8));
    let life = whole(8);
    assert_eq!(of(&fading).unwrap().profile, Profile::Fading { life, rate });
    fading.life_weeks = Some(Number::whole(-8));
    assert_eq!(of(&fading), Err(UrgencyReason::BelowZero));
}

#[test]
fn exactly_on_the_date_nothing_is_lost_and_ten_weeks_later_ten_weeks_are() {
    let mut second = item("bbb", Urgency::FixedDate);
    second.due = Some(day("2027-01-17"));
    let all = [item("aaa", Urgency::Standard), second];
    let workspace = workspace(all, |_| {});
    let loss = later_of(&workspace, "bbb", Lens::Wsjf)
        .unwrap()
        .loss
        .unwrap();
    assert_eq!(loss.unit, Unit::Points);
    assert_eq!(loss.compared.now, Ratio::ZERO);
    assert_eq!(loss.compared.extra, whole(10 * 19));
}

#[test]
fn an_increment_later_costs_in_the_unit_of_the_ranking() {
    let mut priced = item("aaa", Urgency::Standard);
    priced.weekly_cost = Some(money(100));
    let workspace = workspace([priced], |_| {});
    for (lens, unit, a_week) in [
        (Lens::Wsjf, Unit::Points, 20),
        (Lens::Money, Unit::Money, 100),
        (Lens::Dates, Unit::Money, 100),
    ] {
        let loss = later_of(&workspace, "aaa", lens).unwrap().loss.unwrap();
        assert_eq!((loss.unit, loss.compared.extra), (unit, whole(10 * a_week)));
        let evaluation = evaluate(&workspace, lens, None);
        let why = explain(&workspace, &evaluation, id("aaa")).unwrap();
        let lines = team(&workspace, &why).join("\n");
        let names_points = lines.contains("later costs 200 cost of delay points");
        assert_eq!(names_points, unit == Unit::Points, "{lines}");
    }
}

#[test]
fn both_readers_hear_whether_the_date_can_be_met() {
    let dated = |name: &str, due| {
        let mut item = item(name, Urgency::FixedDate);
        item.due = Some(day(due));
        item
    };
    let all = [dated("aaa", "2027-01-13"), dated("bbb", "2027-01-13")];
    let workspace = workspace(all, |_| {});
    let evaluation = evaluate(&workspace, Lens::Wsjf, None);
    let survey = survey(&workspace, &evaluation, None);
    for name in ["aaa", "bbb"] {
        let why = explain(&workspace, &evaluation, id(name))
            .unwrap()
            .on(&survey);
        let lines = team(&workspace, &why);
        let due = "It is due on 13 Jan 2027: ";
        assert!(lines.iter().any(|line| line.starts_with(due)), "{lines:#?}");
        let lines = message(&workspace, &why, None).lines;
        let due = "Your date 13 Jan 2027 ";
        assert!(lines.iter().any(|line| line.starts_with(due)), "{lines:#?}");
    }
}

#[test]
fn without_a_calendar_or_a_place_it_says_why() {
    let all = || [item("aaa", Urgency::Standard)];
    let no_days = workspace(all(), |increment| increment.ends = None);
    let later_of = |workspace: &Workspace| later_of(workspace, "aaa", Lens::Wsjf);
    assert_eq!(later_of(&no_days), Err(UrgencyReason::NoDays));
    let backwards = workspace(all(), |increment| increment.ends = Some(day("2027-01-03")));
    assert_eq!(later_of(&backwards), Err(UrgencyReason::NoDays));
    let full = workspace(all(), |increment| increment.capacity = points(0));
    assert_eq!(later_of(&full), Err(UrgencyReason::NoCapacity));
    let unscored = workspace(all(), |_| {});
    let lens = evaluate(&unscored, Lens::Rice, None);
    let item = unscored.get::<Item>(id("aaa")).unwrap();
    assert_eq!(
        one_later(&unscored, &lens, item),
        Err(UrgencyReason::NoPlace)
    );
}

fn ranked(evaluation: &Evaluation) -> Vec<usize> {
    let place = |id: &Id| id.as_str()[1..].parse().unwrap();
    evaluation.ranked.iter().map(place).collect()
}

#[test]
fn a_date_far_off_lets_others_go_first_and_no_date_leaves_needs_first() {
    let numbered = |at: usize, value, urgency| {
        let mut item = item(&format!("i{at:02}"), urgency);
        (item.value, item.size) = (points(value), points(10));
        item
    };
    let mut dated = numbered(2, 12, Urgency::FixedDate);
    dated.due = Some(day("2027-01-24"));
    let standard = numbered(1, 6, Urgency::Standard);
    let lowest = numbered(3, 4, Urgency::Standard);
    let all = workspace([standard.clone(), dated.clone(), lowest.clone()], |_| {});
    let evaluation = evaluate(&all, Lens::Dates, None);
    // On its date it costs nothing, so the others go first: 6 and 2 weeks of 4.
    assert_eq!(ranked(&evaluation), [1, 3, 2]);
    assert_eq!(ranked(&evaluate(&all, Lens::Wsjf, None)), [2, 1, 3]);
    let note = evaluation.note.unwrap();
    assert_eq!(
        note,
        "exact for 3 items, loss until delivery 14 cost of delay points; 1 fixed date has no penalty when late"
    );
    dated.due = None;
    dated.urgency = Urgency::Expedite;
    let even = workspace([standard, dated, lowest], |_| {});
    let evaluation = evaluate(&even, Lens::Dates, None);
    assert_eq!(evaluation.ranked, evaluate(&even, Lens::Order, None).ranked);
    let note = evaluation.note.unwrap();
    assert_eq!(
        note,
        "no date counts, so as Depends on first: no order costs less"
    );
}

#[test]
fn money_counts_alone_where_every_item_has_a_price() {
    let priced = |name: &str, cost, due| {
        let mut item = item(name, Urgency::FixedDate);
        (item.weekly_cost, item.due) = (Some(money(cost)), Some(day(due)));
        item
    };
    let mut first = priced("i00", 100, "2027-01-10");
    let mut second = priced("i01", 100, "2027-01-10");
    second.late_cost = Some(money(5000));
    let all = [first.clone(), second.clone()];
    let evaluation = evaluate(&workspace(all, |_| {}), Lens::Dates, None);
    assert_eq!(ranked(&evaluation), [1, 0]);
    let note =
        "exact for 2 items, loss until delivery 100 (money); 1 fixed date has no penalty when late";
    assert_eq!(evaluation.note.as_deref(), Some(note));
    // With one price missing, the other says what a point is worth, and the late cost still counts.
    first.weekly_cost = None;
    let evaluation = evaluate(&workspace([first, second], |_| {}), Lens::Dates, None);
    assert_eq!(ranked(&evaluation), [1, 0]);
    let note = evaluation.note.unwrap();
    assert!(
        note.contains("(money); a point of cost of delay counts"),
        "{note}"
    );
}

#[test]
fn what_is_refused_has_no_place_and_says_why() {
    let mut window = item("i00", Urgency::Window);
    (window.opens, window.due) = (Some(day("2027-02-02")), Some(day("2027-02-01")));
    let fine = item("i01", Urgency::Standard);
    let evaluation = evaluate(&workspace([window, fine], |_| {}), Lens::Dates, None);
    assert_eq!(ranked(&evaluation), [1]);
    let line = &evaluation.score(id("i00")).unwrap().line;
    assert_eq!(line.wrong, Some("its window closes before it opens"));
}

#[test]
fn the_dates_of_the_sample_are_told() {
    let mut app = crate::screens::sample(120, 35);
    app.desk
        .derived
        .look_through(&app.desk.workspace, Lens::Order);
    app.desk.settle();
    let text = evenkeel::shell::plain::order(&app.desk);
    let due: Vec<&str> = text
        .lines()
        .filter(|line| line.starts_with("Due: "))
        .collect();
    let expected = ["Due: Replace old payment library: LATE by 4 weeks, due 26 Feb 2027"];
    for line in expected {
        assert!(due.contains(&line), "{due:#?}");
    }
}

/// Numbers of one item: value, size, urgency, opening, due day, life, need, all from the first day on.
type Row = (i64, i64, usize, i64, i64, i64, Option<usize>);

fn row() -> impl Strategy<Value = Row> {
    let need = prop::option::weighted(0.3, 0_usize..6);
    (
        0_i64..20,
        1_i64..30,
        0_usize..6,
        -20_i64..60,
        0_i64..40,
        0_i64..12,
        need,
    )
}

/// A workspace of such items, each needing an earlier one at most.
fn shaped(rows: &[Row]) -> Workspace {
    let first = day("2027-01-04");
    let after = |days| Some(first + chrono::TimeDelta::days(days));
    let items = rows.iter().enumerate().map(|(at, row)| {
        let mut item = item(&format!("i{at:02}"), Urgency::ALL[row.2]);
        (item.value, item.size) = (points(row.0), points(row.1));
        (item.opens, item.due) = (after(row.3), after(row.3 + row.4));
        item.life_weeks = Some(Number::whole(row.5));
        let need = row.6.filter(|need| *need < at);
        item.needs = Links::new(
            need.map(|need| id(&format!("i{need:02}")))
                .into_iter()
                .collect(),
        );
        item
    });
    workspace(items, |_| {})
}

/// What an order loses in all, item by item.
fn loss(workspace: &Workspace, order: &[usize]) -> Ratio {
    let calendar = Calendar::of(workspace, &Race::of(workspace, None)).unwrap();
    let (mut time, mut sum) = (Ratio::ZERO, Ratio::ZERO);
    for at in order {
        let item = workspace.get::<Item>(id(&format!("i{at:02}"))).unwrap();
        let number = |points: Points| Ratio::from(points.value.unwrap());
        let cost = (number(item.value), Unit::Points);
        let shape = shape(item, cost, Ok(calendar)).unwrap();
        time = time
            .plus(calendar.pace(number(item.size)).unwrap())
            .unwrap();
        sum = sum.plus(shape.profile.loss(time).unwrap()).unwrap();
    }
    sum
}

fn is_legal(rows: &[Row], order: &[usize]) -> bool {
    order.iter().enumerate().all(|(place, at)| {
        let need = rows[*at].6.filter(|need| need < at);
        need.is_none_or(|need| order[..place].contains(&need))
    })
}

/// Takes the first ready item of an order always.
fn made_legal(rows: &[Row], wish: &[usize]) -> Vec<usize> {
    let (mut left, mut order) = (wish.to_vec(), Vec::new());
    while !left.is_empty() {
        let ready = |at: &usize| {
            let need = rows[*at].6.filter(|need| need < at);
            need.is_none_or(|need| order.contains(&need))
        };
        let next = left.iter().position(ready).unwrap();
        order.push(left.remove(next));
    }
    order
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn no_legal_order_loses_less(rows in prop::collection::vec(row(), 1..7)) {
        let workspace = shaped(&rows);
        let order = ranked(&evaluate(&workspace, Lens::Dates, None));
        prop_assert!(is_legal(&rows, &order));
        let mut all = vec![Vec::new()];
        for _ in 0..rows.len() {
            all = all.into_iter().flat_map(|order: Vec<usize>| {
                let rest = (0..rows.len()).filter(|at| !order.contains(at)).collect::<Vec<_>>();
                rest.into_iter().map(move |at| [order.clone(), vec![at]].concat())
            }).filter(|order| is_legal(&rows, order)).collect();
        }
        let least = all.iter().map(|order| loss(&workspace, order)).min();
        prop_assert_eq!(Some(loss(&workspace, &order)), least);
    }

    #[test]
    fn it_never_loses_more_than_wsjf_or_needs_first(rows in prop::collection::vec(row(), 1..30)) {
        let workspace = shaped(&rows);
        let evaluation = evaluate(&workspace, Lens::Dates, None);
        let order = ranked(&evaluation);
        prop_assert!(is_legal(&rows, &order));
        let found = loss(&workspace, &order);
        for lens in [Lens::Wsjf, Lens::Order] {
            let other = made_legal(&rows, &ranked(&evaluate(&workspace, lens, None)));
            prop_assert!(found <= loss(&workspace, &other));
        }
        let survey = survey(&workspace, &evaluation, None);
        for id in &evaluation.ranked {
            let item = workspace.get::<Item>(*id).unwrap();
            let later = one_later(&workspace, &evaluation, item).unwrap();
            prop_assert!(!later.loss.unwrap().compared.extra.is_negative());
            // A red flag and the sentence of the screens are one answer.
            let said = survey.roadmap.item(*id);
            let held = HeldDue::of(item, None).unwrap().against(said);
            let words = due(&survey.roadmap, item, None).unwrap();
            prop_assert_eq!(words.is_at_risk, held.is_at_risk());
        }
    }
}
