//! With dates: what a move costs is what the order loses more, as the ranking counts it.

use chrono::{NaiveDate, TimeDelta};
use evenkeel::edit::{Edit, apply};
use evenkeel::model::Workspace;
use evenkeel::model::field::{Choice, Money, Value};
use evenkeel::model::id::Id;
use evenkeel::model::increment::Increment;
use evenkeel::model::item::{Item, State, Urgency};
use evenkeel::model::number::Number;
use evenkeel::model::points::Points;
use evenkeel::model::record::Declared;
use evenkeel::model::settings::{Lens, Settings};
use evenkeel::scoring::delay::urgency::{Calendar, shape};
use evenkeel::scoring::evaluation::{Evaluation, PinPrices, evaluate};
use evenkeel::scoring::explain::explain;
use evenkeel::scoring::explain::words::team;
use evenkeel::scoring::order::regret::regret;
use evenkeel::scoring::plan::coming::Race;
use evenkeel::scoring::price::placing::{Placing, placing};
use evenkeel::scoring::price::total::Unit;
use evenkeel::scoring::price::words::full;
use evenkeel::scoring::ratio::Ratio;
use evenkeel::scoring::survey::survey;
use proptest::prelude::*;

/// What an item is made of: points of cost of delay, money a week, size, urgency, first day and days until the due
/// one, life, penalty, pin.
#[derive(Clone, Copy, Debug)]
struct Row {
    points: Option<i64>,
    money: Option<i64>,
    size: i64,
    urgency: usize,
    opens: i64,
    days: i64,
    life: i64,
    penalty: Option<i64>,
    pin: Option<i64>,
}

fn name(at: usize) -> Id {
    Id::parse(&format!("i{at:02}")).unwrap()
}

fn day(after: i64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2027, 1, 4).unwrap() + TimeDelta::days(after)
}

/// Such items before an interval of ten weeks that takes so many points.
fn workspace(rows: &[Row], capacity: i64, worth: Option<i64>) -> Workspace {
    let mut workspace = Workspace::default();
    let points = |n| Points::known(Number::whole(n));
    let mut increment = Increment::new(Id::parse("pi").unwrap());
    (increment.starts, increment.ends) = (Some(day(0)), Some(day(69)));
    increment.capacity = points(capacity);
    let settings = workspace.the::<Settings>().id;
    let set = |field, value| Edit::Set {
        kind: Settings::KIND,
        id: settings,
        field: Settings::KIND.field(field).unwrap(),
        value,
    };
    let worth = worth.map_or(Value::Blank, |worth| Value::Number(Number::whole(worth)));
    let mut edits = vec![
        set("point_worth", worth),
        set("increment", Value::Link(increment.id)),
    ];
    edits.insert(0, Edit::Insert(Box::new(increment)));
    edits.extend(rows.iter().enumerate().map(|(at, row)| {
        let mut item = Item::new(name(at));
        item.title = format!("T{at}");
        if let Some(value) = row.points {
            (item.value, item.criticality, item.risk) = (points(value), points(0), points(0));
        }
        item.weekly_cost = row.money.map(|money| Money(Number::whole(money)));
        item.late_cost = row.penalty.map(|money| Money(Number::whole(money)));
        item.size = points(row.size);
        item.urgency = Urgency::ALL[row.urgency];
        (item.opens, item.due) = (Some(day(row.opens)), Some(day(row.opens + row.days)));
        item.life_weeks = Some(Number::whole(row.life));
        item.pin = row.pin.map(Number::whole);
        item.state = State::Ready;
        Edit::Insert(Box::new(item))
    }));
    apply(&mut workspace, edits).unwrap();
    workspace
}

/// What an order loses until delivery, an item after the other, by the shapes that the ranking has; and the penalties
/// of its missed dates, where these are not in it.
fn loss(workspace: &Workspace, evaluation: &Evaluation, order: &[Id]) -> (Ratio, Ratio) {
    let calendar = Calendar::of(workspace, &Race::of(workspace, None)).unwrap();
    let (mut time, mut sum, mut penalties) = (Ratio::ZERO, Ratio::ZERO, Ratio::ZERO);
    for id in order {
        let item = workspace.get::<Item>(*id).unwrap();
        let size = Ratio::from(item.size.value.unwrap());
        time = time.plus(calendar.pace(size).unwrap()).unwrap();
        let terms = evaluation.terms;
        let points = evaluation.score(*id).unwrap().cost_of_delay;
        let rate = terms
            .weight(points, item.weekly_cost)
            .unwrap_or(Ratio::ZERO);
        let shape = shape(item, (rate, terms.unit), Ok(calendar)).unwrap();
        sum = sum.plus(shape.profile.loss(time).unwrap()).unwrap();
        let is_late = shape.profile.date().is_some_and(|date| date < time);
        if let (true, Unit::Points, Some(cost)) = (is_late, terms.unit, item.late_cost) {
            penalties = penalties.plus(Ratio::from(cost.0)).unwrap();
        }
    }
    (sum, penalties)
}

/// The net of a move in weeks, and the penalties that are not in it.
fn price(workspace: &Workspace, placed: &Placing) -> (Ratio, Ratio) {
    let penalty = |id: &Id| {
        workspace
            .get::<Item>(*id)
            .unwrap()
            .late_cost
            .map(|cost| Ratio::from(cost.0))
    };
    let sum = |ids: &[Id]| Ratio::sum(ids.iter().filter_map(penalty)).unwrap();
    let penalties = match placed.terms.unit {
        Unit::Money => Ratio::ZERO,
        Unit::Points => sum(&placed.missed).minus(sum(&placed.met)).unwrap(),
    };
    (placed.terms.cost(placed.net), penalties)
}

fn row(is_priced: bool) -> impl Strategy<Value = Row> {
    let numbers = (0_i64..20, 0_i64..50, 1_i64..12, 0_usize..6);
    let days = (-20_i64..60, 0_i64..40, 0_i64..12);
    let more = (
        prop::option::of(0_i64..500),
        prop::option::weighted(0.2, 1_i64..6),
        any::<bool>(),
    );
    (numbers, days, more).prop_map(
        move |((points, money, size, urgency), (opens, days, life), (penalty, pin, both))| Row {
            points: Some(points),
            money: (is_priced && both).then_some(money),
            size,
            urgency,
            opens,
            days,
            life,
            penalty: penalty.filter(|_| is_priced),
            pin,
        },
    )
}

fn board() -> impl Strategy<Value = (Vec<Row>, i64, Option<i64>)> {
    let rows = any::<bool>().prop_flat_map(|is_priced| prop::collection::vec(row(is_priced), 1..7));
    (rows, 1_i64..40, prop::option::of(1_i64..9))
}

/// The orders that one move leads to, with the move.
fn moves(order: &[Id]) -> Vec<(Id, usize, Vec<Id>)> {
    let mut all = Vec::new();
    for (from, id) in order.iter().enumerate() {
        for to in 0..order.len() {
            let mut after = order.to_vec();
            after.remove(from);
            after.insert(to, *id);
            all.push((*id, to, after));
        }
    }
    all
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(80))]

    #[test]
    fn a_move_costs_what_the_order_loses_more((rows, capacity, worth) in board()) {
        let workspace = workspace(&rows, capacity, worth);
        let evaluation = evaluate(&workspace, Lens::Dates, None);
        let is_free = rows.iter().all(|row| row.pin.is_none());
        let before = loss(&workspace, &evaluation, &evaluation.ranked);
        let total = evaluation.total();
        prop_assert!(total.is_none_or(|total| evaluation.terms.cost(total.until_delivery) == before.0));
        for (id, to, after) in moves(&evaluation.ranked) {
            let placed = placing(&workspace, &evaluation, id, to).unwrap();
            prop_assert_eq!(&placed.order, &after);
            let after = loss(&workspace, &evaluation, &after);
            let more = (after.0.minus(before.0).unwrap(), after.1.minus(before.1).unwrap());
            prop_assert_eq!(price(&workspace, &placed), more, "{} to {}: {}", id, to, full(&workspace, &placed));
            // Nothing saves against the best order; what saves points there has a date that is missed.
            let words = full(&workspace, &placed);
            if is_free && placed.unknown == 0 && placed.is_own_whole && placed.missed.is_empty() {
                prop_assert!(!more.0.is_negative() && !words.contains("in all it saves"), "{}", words);
            }
            if words.contains("In all it costs nothing.") {
                prop_assert_eq!(more, (Ratio::ZERO, Ratio::ZERO), "{}", words);
            }
        }
    }

    #[test]
    fn a_pin_costs_what_the_order_loses_more_than_without_it((rows, capacity, worth) in board()) {
        let workspace = workspace(&rows, capacity, worth);
        let evaluation = evaluate(&workspace, Lens::Dates, None);
        let prices = PinPrices::of(&evaluation);
        let shown = loss(&workspace, &evaluation, &evaluation.ranked).0;
        for (at, row) in rows.iter().enumerate() {
            let price = prices.of_item(name(at));
            prop_assert_eq!(price.is_some(), row.pin.is_some());
            let Some(price) = price else { continue };
            let mut rows = rows.clone();
            rows[at].pin = None;
            let without = self::workspace(&rows, capacity, worth);
            let without = evaluate(&without, Lens::Dates, None);
            let less = loss(&workspace, &evaluation, &without.ranked).0;
            prop_assert_eq!(Some(evaluation.terms.cost(price.net)), shown.minus(less));
            let just_below = price.net.minus(Ratio::new(1, 1000).unwrap()).unwrap();
            prop_assert_eq!(prices.above(name(at), just_below), Some(price));
            prop_assert_eq!(prices.above(name(at), price.net), None);
        }
    }

    #[test]
    fn the_best_move_saves_most_and_the_best_order_is_that_of_the_scores((rows, capacity, worth) in board()) {
        let workspace = workspace(&rows, capacity, worth);
        let evaluation = evaluate(&workspace, Lens::Dates, None);
        let found = regret(&workspace, &evaluation);
        if evaluation.terms.is_mixed || rows.len() < 2 {
            prop_assert_eq!(found, None);
            return Ok(());
        }
        let (found, terms) = (found.unwrap(), evaluation.terms);
        let shown = loss(&workspace, &evaluation, &evaluation.ranked).0;
        prop_assert_eq!(terms.cost(found.cost), shown);
        let best: Vec<Id> = evaluation.by_score().collect();
        prop_assert_eq!(terms.cost(found.best), loss(&workspace, &evaluation, &best).0);
        prop_assert!(!found.extra.is_negative());
        let saved = moves(&evaluation.ranked).into_iter();
        let saved = saved.map(|(.., after)| shown.minus(loss(&workspace, &evaluation, &after).0).unwrap());
        let most = saved.max().unwrap().max(Ratio::ZERO);
        prop_assert_eq!(found.repair.map_or(Ratio::ZERO, |repair| terms.cost(repair.saved)), most);
    }
}

/// Standard work of a size, of which nothing else is known.
const BARE: Row = Row {
    points: None,
    money: None,
    size: 3,
    urgency: 0,
    opens: 0,
    days: 20,
    life: 0,
    penalty: None,
    pin: None,
};

/// Work that is late after its third week, which costs this at once.
fn dated(penalty: Option<i64>) -> Row {
    let fixed = |urgency: &Urgency| *urgency == Urgency::FixedDate;
    Row {
        urgency: Urgency::ALL.iter().position(fixed).unwrap(),
        penalty,
        ..BARE
    }
}

fn points(points: i64, size: i64) -> Row {
    Row {
        points: Some(points),
        size,
        ..BARE
    }
}

#[test]
fn a_missed_date_is_in_the_price() {
    let late = Row {
        points: Some(3),
        ..dated(Some(500_000))
    };
    let workspace = workspace(&[points(16, 4), late, points(21, 3)], 10, Some(1_000));
    let evaluation = evaluate(&workspace, Lens::Dates, None);
    assert_eq!(evaluation.ranked, [1, 2, 0].map(name));
    let top = placing(&workspace, &evaluation, name(0), 0).unwrap();
    // A, G, B loses 64 + (500 + 3 × 4) + 210 thousand; G, B, A loses 126 + 160.
    assert_eq!(evaluation.terms.cost(top.net), Ratio::whole(500_000));
    assert_eq!(top.missed, [name(1)]);
    let words = full(&workspace, &top);
    assert!(words.contains("“T1” misses its date then."), "{words}");
    assert!(
        words.contains("In all it costs 500,000 (money)."),
        "{words}"
    );
}

#[test]
fn a_date_stands_first_where_nothing_says_what_a_point_is_worth() {
    let priced = Row {
        money: Some(100),
        ..BARE
    };
    let workspace = workspace(&[points(16, 4), dated(Some(500_000)), priced], 10, None);
    let evaluation = evaluate(&workspace, Lens::Dates, None);
    assert_eq!(evaluation.ranked, [1, 0].map(name));
    assert_eq!(evaluation.unranked, [name(2)]);
    let missing = &evaluation.score(name(2)).unwrap().line.missing;
    assert_eq!(missing[..], ["what a point is worth in money"]);
    let note = evaluation.note.as_deref().unwrap();
    assert!(note.contains("dates and penalties first"), "{note}");
    assert!(
        note.contains("1 item has no rank, as nothing says what a point is worth in money"),
        "{note}"
    );
    assert!(!note.contains("no date counts"), "{note}");
    let top = placing(&workspace, &evaluation, name(0), 0).unwrap();
    let words = full(&workspace, &top);
    assert!(
        words.contains("“T1” misses its date then, which costs 500,000 (money)."),
        "{words}"
    );
    assert!(
        !words.contains("saves") && !words.contains("nothing"),
        "{words}"
    );
}

#[test]
fn a_penalty_counts_where_a_week_after_the_date_is_unknown() {
    let priced = |money| Row {
        money: Some(money),
        ..BARE
    };
    let rows = [priced(100), dated(Some(5_000)), priced(90)];
    let workspace = workspace(&rows, 10, None);
    let evaluation = evaluate(&workspace, Lens::Dates, None);
    assert_eq!(evaluation.ranked, [1, 0, 2].map(name));
    let top = placing(&workspace, &evaluation, name(0), 0).unwrap();
    let words = full(&workspace, &top);
    assert!(words.contains("(costs at least 5,000 (money))"), "{words}");
    assert!(words.contains("In all it costs at least 4,700"), "{words}");
}

#[test]
fn the_unit_of_most_ranks_where_nothing_says_what_a_point_is_worth() {
    let priced = |money| Row {
        money: Some(money),
        ..BARE
    };
    let workspace = workspace(&[priced(100), points(16, 4), priced(900)], 10, None);
    let evaluation = evaluate(&workspace, Lens::Dates, None);
    assert_eq!(evaluation.terms.unit, Unit::Money);
    assert_eq!(evaluation.ranked, [2, 0].map(name));
    let missing = &evaluation.score(name(1)).unwrap().line.missing;
    assert_eq!(missing[..], ["what a point is worth in money"]);
}

#[test]
fn a_date_without_a_penalty_is_said() {
    let late = Row {
        points: Some(3),
        ..dated(None)
    };
    let workspace = workspace(&[points(16, 4), late, points(21, 3)], 10, None);
    let evaluation = evaluate(&workspace, Lens::Dates, None);
    let note = evaluation.note.as_deref().unwrap();
    assert!(
        note.contains("1 fixed date has no penalty when late"),
        "{note}"
    );
}

#[test]
fn two_clocks_are_said_where_they_disagree() {
    let late = Row {
        points: Some(3),
        ..dated(Some(500_000))
    };
    let rows = [points(16, 4), late, points(21, 3)];
    let workspace = workspace(&rows, 10, Some(1_000));
    let today = Some(day(-30));
    let evaluation = evaluate(&workspace, Lens::Dates, today);
    let survey = survey(&workspace, &evaluation, today);
    let said = |at: usize| {
        let why = explain(&workspace, &evaluation, name(at)).unwrap();
        team(&workspace, &why.on(&survey)).join("\n")
    };
    let words = said(1);
    // Three points at a point a week end on the evening of the date; the forecast has whole iterations of two weeks.
    for part in [
        "The ranking and the forecast use two clocks.",
        "done 24 Jan 2027, its date is met, 0 (money) lost.",
        "done by 31 Jan 2027, its date is missed.",
    ] {
        assert!(words.contains(part), "{part}: {words}");
    }
    assert!(!said(2).contains("two clocks"), "{}", said(2));
}

#[test]
fn a_missed_date_is_said_before_what_the_move_saves() {
    let late = Row {
        points: Some(5),
        ..dated(Some(900))
    };
    let priced = Row {
        money: Some(1),
        ..BARE
    };
    let workspace = workspace(&[points(16, 4), late, priced], 10, None);
    let evaluation = evaluate(&workspace, Lens::Dates, None);
    assert_eq!(evaluation.ranked, [1, 0].map(name));
    let words = full(
        &workspace,
        &placing(&workspace, &evaluation, name(0), 0).unwrap(),
    );
    let net = "In all it costs 900 (money), against 28 cost of delay points saved.";
    assert!(words.contains(net), "{words}");
}

#[test]
fn a_place_by_hand_against_a_penalty_is_found() {
    let late = Row {
        points: Some(3),
        ..dated(Some(500_000))
    };
    let pinned = Row {
        pin: Some(1),
        ..points(16, 4)
    };
    let workspace = workspace(&[pinned, late, points(21, 3)], 10, Some(1_000));
    let evaluation = evaluate(&workspace, Lens::Dates, None);
    let survey = survey(&workspace, &evaluation, Some(day(-30)));
    let found = survey
        .findings
        .iter()
        .map(|one| one.reason.words(&workspace));
    let found: Vec<String> = found.collect();
    let words = "That costs 64 % of what the whole order costs; the limit is 1 %";
    assert!(found.iter().any(|one| one.contains(words)), "{found:#?}");
}
