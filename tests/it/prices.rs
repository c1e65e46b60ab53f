//! One idea, one answer: a price, a share and a plan say the same wherever they are asked for.

use std::process::Command;

use chrono::NaiveDate;
use evenkeel::desk::file::{File, Home};
use evenkeel::desk::preferences::Preferences;
use evenkeel::edit::{Edit, apply};
use evenkeel::model::Workspace;
use evenkeel::model::field::{Money, Percent};
use evenkeel::model::id::Id;
use evenkeel::model::item::{Item, State};
use evenkeel::model::number::Number;
use evenkeel::model::points::Points;
use evenkeel::model::record::Declared;
use evenkeel::model::settings::Lens;
use evenkeel::scoring::delay::urgency::later::one_later;
use evenkeel::scoring::evaluation::evaluate;
use evenkeel::scoring::explain::{explain, words::team, yes_now};
use evenkeel::scoring::price::placing::placing;
use evenkeel::scoring::price::total::Unit;
use evenkeel::scoring::price::words::{moved, unit};
use evenkeel::scoring::ratio::Ratio;
use evenkeel::shell::App;
use evenkeel::store;
use proptest::prelude::*;
use ratatui::layout::Size;

use crate::screens::{press, sample, screen};
use crate::shares::flat;

fn read(text: &str) -> Workspace {
    let (workspace, problems) = store::parse(text).unwrap();
    assert_eq!(problems, []);
    workspace
}

fn board(text: &str) -> App {
    opened(read(text))
}

fn opened(workspace: Workspace) -> App {
    let size = Size {
        width: 200,
        height: 60,
    };
    let today = NaiveDate::from_ymd_opt(2026, 11, 30);
    let file = File::new(Home::Demo, Vec::new());
    App::new(workspace, file, Preferences::default(), 1, size, today)
}

/// What the program prints of a file in the folder of prices.
fn printed(args: &str, file: &str) -> String {
    let path = format!(
        "{}/tests/it/fixtures/prices/{file}",
        env!("CARGO_MANIFEST_DIR")
    );
    let home = tempfile::TempDir::new().unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_evenkeel"));
    command.args(args.split_whitespace()).arg(&path);
    let out = command
        .env_clear()
        .env("HOME", home.path())
        .output()
        .unwrap();
    assert!(
        out.status.success(),
        "{}",
        String::from_utf8_lossy(&out.stderr)
    );
    String::from_utf8(out.stdout).unwrap()
}

/// Puts an item into a workspace, in place of the one that is there.
fn put(workspace: &mut Workspace, item: Item) {
    if workspace.get::<Item>(item.id).is_some() {
        let gone = evenkeel::edit::removal(workspace, Item::KIND, item.id);
        apply(workspace, gone).unwrap();
    }
    apply(workspace, vec![Edit::Insert(Box::new(item))]).unwrap();
}

fn select(app: &mut App, id: &str) {
    press(app, "g b");
    app.desk.backlog.select(Id::parse(id).unwrap());
}

#[test]
fn a_yes_costs_the_same_money_wherever_it_is_asked() {
    let text = include_str!("fixtures/prices/money.ron");
    let said = "2 items come 4 weeks later (costs $ 10,000,000)";
    let mut app = board(text);
    select(&mut app, "x");
    press(&mut app, "e Down Enter");
    assert!(flat(&app).contains(said), "{}", flat(&app));
    press(&mut app, "Esc D");
    assert!(flat(&app).contains(said), "{}", flat(&app));
    press(&mut app, "Esc K K 1");
    assert!(flat(&app).contains(said), "{}", flat(&app));
    press(&mut app, "Enter");
    assert!(flat(&app).contains(said), "{}", flat(&app));
    let plain = printed("show explain x", "money.ron");
    assert!(plain.contains(said), "{plain}");
    assert!(
        plain.contains("2 other pieces of work would come 4 weeks later."),
        "the message says it in weeks: {plain}"
    );
    let json: serde_json::Value =
        serde_json::from_str(&printed("show explain x --json", "money.ron")).unwrap();
    let top = &json["data"]["to_top"];
    let top = if top.is_null() { &json["to_top"] } else { top };
    assert_eq!(
        (&top["paid"]["exact"], &top["unit"]),
        (&"10000000".into(), &"money".into()),
        "{json}"
    );
}

#[test]
fn the_sample_says_one_price_of_each_item() {
    let first = sample(200, 60);
    let ranked = first.desk.derived.evaluation.ranked.clone();
    for (place, id) in ranked.iter().enumerate().skip(1).step_by(5) {
        let mut app = sample(200, 60);
        let price = placing(&app.desk.workspace, &app.desk.derived.evaluation, *id, 0).unwrap();
        let said = moved(&app.desk.workspace, &price);
        select(&mut app, id.as_str());
        press(&mut app, "D");
        let screen = screen(&app);
        assert!(flat(&app).contains(&said), "{said}: {screen}");
        press(&mut app, "Esc K 1");
        assert!(
            flat(&app).contains(&said),
            "rank {place}, {said}: {}",
            flat(&app)
        );
        let why = explain(&app.desk.workspace, &first.desk.derived.evaluation, *id).unwrap();
        assert!(
            team(&app.desk.workspace, &why).join(" ").contains(&said),
            "{said}"
        );
    }
}

/// Items with some of value, size and price.
fn items() -> impl Strategy<Value = Vec<Item>> {
    let number = || prop::option::weighted(0.8, 0_i64..21);
    let row = (number(), number(), prop::option::of(0_i64..5_000));
    prop::collection::vec(row, 2..7).prop_map(|rows| {
        let points = |value: Option<i64>| {
            value.map_or(Points::UNKNOWN, |value| Points::known(Number::whole(value)))
        };
        let item = |(at, (value, size, price)): (usize, (_, _, Option<i64>))| {
            let mut item = Item::new(Id::parse(&format!("i{at}")).unwrap());
            item.title = format!("Item {at}");
            (item.value, item.size) = (points(value), points(size));
            (item.criticality, item.risk) = (points(Some(1)), points(Some(1)));
            item.weekly_cost = price.map(|price| Money(Number::whole(price)));
            item.state = State::Ready;
            item
        };
        rows.into_iter().enumerate().map(item).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_price_never_takes_unknown_for_nothing(all in items()) {
        let mut workspace = Workspace::default();
        for item in &all {
            put(&mut workspace, item.clone());
        }
        for lens in [Lens::Wsjf, Lens::Money, Lens::Dates, Lens::Order] {
            let evaluation = evaluate(&workspace, lens, None);
            for item in &all {
                let Some(yes) = yes_now(&workspace, &evaluation, item.id) else { continue };
                let said = moved(&workspace, &yes);
                let paying: Vec<Option<Ratio>> = yes.passed.iter().map(|p| p.cost).collect();
                let known = Ratio::sum(paying.iter().flatten().copied()).unwrap();
                prop_assert_eq!(known, yes.paid, "the parts are the sum");
                if yes.is_sized && paying.contains(&None) {
                    prop_assert!(said.contains("at least") || said.contains("unknown"), "{}", said);
                }
                prop_assert_eq!(unit(&workspace, yes.terms).contains("money"), yes.terms.unit == Unit::Money);
                let why = explain(&workspace, &evaluation, item.id).unwrap();
                if let Some(top) = &why.to_top {
                    prop_assert_eq!(top, &yes, "explain and decide ask the same");
                }
            }
        }
    }

    #[test]
    fn one_unpriced_item_changes_nothing_for_the_others(all in items()) {
        let mut workspace = Workspace::default();
        for item in &all {
            let mut item = item.clone();
            item.weekly_cost = item.weekly_cost.or(Some(Money(Number::whole(7))));
            put(&mut workspace, item);
        }
        for lens in [Lens::Money, Lens::Dates] {
            let before = evaluate(&workspace, lens, None).ranked;
            let mut with = workspace.clone();
            let mut extra = Item::new(Id::parse("zz").unwrap());
            extra.state = State::Ready;
            extra.size = Points::known(Number::whole(3));
            put(&mut with, extra);
            let after = evaluate(&with, lens, None).ranked;
            prop_assert_eq!(&before, &after, "{:?}", lens);
        }
    }
}

#[test]
fn a_penalty_counts_although_other_items_have_no_price() {
    let workspace = read(include_str!("fixtures/prices/penalty.ron"));
    let evaluation = evaluate(&workspace, Lens::Dates, None);
    let dated = Id::parse("g").unwrap();
    assert_ne!(evaluation.ranked.last(), Some(&dated));
    assert_eq!(evaluation.terms.unit, Unit::Money);
    let note = evaluation.note.unwrap();
    assert!(note.contains("counts 16,666.67 (money) a week"), "{note}");
    // Nothing says what a point is worth: what has a date comes first, in time.
    let mut bare = workspace.clone();
    let mut item = bare.get::<Item>(dated).unwrap().clone();
    item.weekly_cost = None;
    put(&mut bare, item);
    let evaluation = evaluate(&bare, Lens::Dates, None);
    assert_eq!(evaluation.terms.unit, Unit::Points);
    let note = evaluation.note.as_deref().unwrap();
    assert!(note.contains("dates and penalties first"), "{note}");
    let later = one_later(&bare, &evaluation, bare.get(dated).unwrap()).unwrap();
    assert_eq!(later.loss.unwrap().compared.now, Ratio::ZERO);
}

/// A backlog under a lens, with sizes from 2 and values from 3.
fn estimated(lens: Lens) -> Workspace {
    let mut workspace = read(&format!("(schema: \"1.0\", settings: (lens: {lens:?}))"));
    for (at, (value, size)) in [(3, 2), (5, 3), (8, 5)].into_iter().enumerate() {
        let mut item = Item::new(Id::parse(&format!("i{at}")).unwrap());
        item.state = State::Ready;
        item.value = Points::known(Number::whole(value));
        (item.criticality, item.risk) = (item.value, item.value);
        item.size = Points::known(Number::whole(size));
        item.weekly_cost = Some(Money(Number::whole(100 * value)));
        (item.reach, item.impact) = (Some(Number::whole(value)), Some(Number::whole(1)));
        item.confidence = Some(Percent(Number::whole(50)));
        put(&mut workspace, item);
    }
    workspace
}

#[test]
fn notes_under_a_ranking_are_those_of_its_method_and_true() {
    let said = |lens| evaluate(&estimated(lens), lens, None).notes().join("; ");
    for lens in [Lens::Money, Lens::Rice, Lens::Dates] {
        assert!(!said(lens).contains("smallest"), "{}", said(lens));
    }
    let wsjf = said(Lens::Wsjf);
    assert!(wsjf.contains("the smallest value is 3:"), "{wsjf}");
    assert!(wsjf.contains("the smallest job size is 2:"), "{wsjf}");
    // Below 1 the smallest is not 1 either, though another one is.
    let mut halves = estimated(Lens::Wsjf);
    for (id, value) in [("i0", "0.5"), ("i1", "1")] {
        let mut item = halves.get::<Item>(Id::parse(id).unwrap()).unwrap().clone();
        item.value = Points::known(Number::parse(value).unwrap());
        put(&mut halves, item);
    }
    let notes = evaluate(&halves, Lens::Wsjf, None).notes().join("; ");
    assert!(notes.contains("the smallest value is 0.50:"), "{notes}");
    assert!(!notes.contains("no item has"), "{notes}");
}

#[test]
fn two_scores_that_differ_look_different() {
    // 1 × 1 × 50 % ÷ 101 and ÷ 102, both 0.00 with two decimals, and far from the third.
    let mut workspace = estimated(Lens::Rice);
    for (id, size) in [("i0", 101), ("i1", 102)] {
        let mut item = workspace
            .get::<Item>(Id::parse(id).unwrap())
            .unwrap()
            .clone();
        (item.reach, item.size) = (Some(Number::whole(1)), Points::known(Number::whole(size)));
        put(&mut workspace, item);
    }
    let evaluation = evaluate(&workspace, Lens::Rice, None);
    let said: Vec<String> = evaluation
        .ranked
        .iter()
        .map(|id| evaluation.written(*id, evaluation.score(*id).unwrap().line.score.unwrap()))
        .collect();
    assert_eq!(said, ["0.80", "0.0050", "0.0049"]);
    let said = opened(workspace).plain(evenkeel::desk::tab::BOARD);
    assert!(said.contains("0.0049"), "{said}");
}

#[test]
fn every_ranking_says_what_goes_into_a_score() {
    for (lens, says) in [
        (
            Lens::Rice,
            "RICE: reach 8 × impact 1 × confidence 50 % ÷ job size 5 = 0.80.",
        ),
        (
            Lens::Money,
            "CD3: cost of delay 800 (money) a week ÷ job size 5 = 160.00.",
        ),
        (Lens::Wsjf, "WSJF: cost of delay 24 ÷ job size 5 = 4.80."),
    ] {
        let workspace = estimated(lens);
        let evaluation = evaluate(&workspace, lens, None);
        let why = explain(&workspace, &evaluation, Id::parse("i2").unwrap()).unwrap();
        let said = team(&workspace, &why).join("\n");
        assert!(said.contains(says), "{said}");
    }
}

#[test]
fn what_is_left_out_of_the_cost_of_an_order_makes_it_at_least() {
    let mut workspace = estimated(Lens::Money);
    let mut pinned = workspace
        .get::<Item>(Id::parse("i0").unwrap())
        .unwrap()
        .clone();
    (pinned.pin, pinned.weekly_cost) = (Some(Number::whole(1)), None);
    put(&mut workspace, pinned);
    let said = opened(workspace).plain(evenkeel::desk::tab::BOARD);
    assert!(said.contains("until delivery: at least "), "{said}");
    assert!(said.contains("no cost of delay: 1 item"), "{said}");
}
