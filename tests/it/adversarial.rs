//! Backlogs made to break the scoring: every lens, survey and explanation ends, right or with a reason.

use ratatui::layout::Size;

use evenkeel::desk::file::{File, Home};
use evenkeel::desk::preferences::Preferences;
use evenkeel::dialogs::explain;
use evenkeel::model::Workspace;
use evenkeel::model::id::Id;
use evenkeel::model::item::Item;
use evenkeel::model::settings::Lens;
use evenkeel::scoring::explain::words;
use evenkeel::scoring::ranking::method::METHODS;
use evenkeel::shell::App;
use evenkeel::store;

/// The RON of some items, each with its fields and what it needs.
fn ron(
    count: usize,
    fields: impl Fn(usize) -> String,
    needs: impl Fn(usize) -> Vec<usize>,
) -> String {
    let item = |at: usize| {
        let needs: Vec<String> = needs(at).iter().map(|to| format!("\"n{to:03}\"")).collect();
        let (fields, needs) = (fields(at), needs.join(", "));
        format!(
            "(id: \"n{at:03}\", title: \"Item {at}\", state: Ready, {fields} needs: [{needs}]),\n"
        )
    };
    let items: String = (0..count).map(item).collect();
    format!("(schema: \"1.0\", items: [{items}])")
}

fn all(value: &str, size: &str) -> String {
    format!(
        "value: {value}, criticality: {value}, risk: {value}, size: {size}, reach: {value}, impact: {value}, confidence: 100, weekly_cost: {value},"
    )
}

fn spread(at: usize) -> String {
    all(
        &(1 + at * 7 % 20).to_string(),
        &(1 + at * 5 % 13).to_string(),
    )
}

fn first(at: usize) -> Vec<usize> {
    at.checked_sub(1).into_iter().collect()
}

fn names(workspace: &Workspace) -> Vec<Id> {
    let items = workspace.all::<Item>();
    items.map(|item| item.id).collect()
}

/// Looks at a backlog in every way and gives the app as it stands at the end.
fn survive(text: &str) -> App {
    let (workspace, problems) = store::parse(text).expect("it opens");
    let size = Size {
        width: 120,
        height: 35,
    };
    let file = File::new(Home::Demo, problems);
    let mut app = App::new(workspace, file, Preferences::default(), 0, size, None);
    let mut ids = names(&app.desk.workspace);
    for method in &METHODS {
        app.desk
            .derived
            .look_through(&app.desk.workspace, method.lens);
        app.desk.derived.survey_now(&app.desk.workspace);
        app.desk.settle();
        let evaluation = &app.desk.derived.evaluation;
        let ranked = evaluation.ranked.iter();
        let mut shown: Vec<Id> = ranked.chain(&evaluation.unranked).copied().collect();
        shown.sort_unstable();
        ids.sort_unstable();
        assert_eq!(shown, ids, "{:?} shows each item once", method.lens);
        for id in [ids[0], ids[ids.len() - 1]] {
            let why = explain::explained(&app.desk, id).expect("it is open");
            assert!(!words::team(&app.desk.workspace, &why).is_empty());
            assert!(
                !words::message(&app.desk.workspace, &why, None)
                    .lines
                    .is_empty()
            );
        }
        for id in &evaluation.unranked {
            let line = &evaluation.score(*id).expect("it is open").line;
            let silent = line.missing.is_empty() && line.wrong.is_none();
            let noted = evaluation.note.is_some();
            assert!(
                !silent || noted,
                "{:?} says why {id} has no rank",
                method.lens
            );
        }
    }
    app
}

#[test]
fn three_hundred_in_one_chain() {
    let mut app = survive(&ron(300, spread, first));
    app.desk
        .derived
        .look_through(&app.desk.workspace, Lens::Order);
    let only_order = names(&app.desk.workspace);
    assert_eq!(app.desk.derived.evaluation.ranked, only_order);
    // Each worth more than what it needs: the whole chain is one bundle.
    survive(&ron(300, |at| all(&(at + 1).to_string(), "1"), first));
}

#[test]
fn a_hundred_that_need_a_hundred_each() {
    let needs = |at| {
        if at < 100 {
            Vec::new()
        } else {
            (0..100).collect()
        }
    };
    survive(&ron(200, spread, needs));
}

#[test]
fn nothing_to_tell_items_apart() {
    survive(&ron(100, |_| String::new(), |_| Vec::new()));
    survive(&ron(100, |_| all("5", "5"), |_| Vec::new()));
    survive(&ron(100, |_| all("5", "5"), first));
    survive(&ron(100, |_| all("0", "0"), first));
    survive(&ron(1, |_| String::new(), |_| Vec::new()));
}

#[test]
fn sizes_of_zero_and_numbers_below_it_have_no_score_but_a_reason() {
    let app = survive(&ron(
        60,
        |at| all("5", if at % 2 == 0 { "0" } else { "3" }),
        first,
    ));
    assert!(!app.desk.derived.evaluation.unranked.is_empty());
    survive(&ron(
        60,
        |at| all(if at % 3 == 0 { "-5" } else { "5" }, "-3"),
        first,
    ));
    survive(&ron(60, |_| all("-1000000", "1"), |_| Vec::new()));
}

#[test]
fn huge_and_tiny_numbers() {
    survive(&ron(200, |_| all("1000000", "0.000001"), first));
    survive(&ron(
        200,
        |at| {
            all(
                &format!("{}.{:06}", 999_999 - at, at + 1),
                &format!("0.{:06}", at * 7919 % 99_991 + 1),
            )
        },
        |_| Vec::new(),
    ));
    survive(&ron(
        60,
        |at| {
            all(
                &format!("{}.{:06}", 999_999 - at, at + 1),
                &format!("{}.{:06}", at, at * 7919 % 99_991 + 1),
            )
        },
        first,
    ));
    survive(&ron(
        60,
        |_| {
            "value: (low: 0, high: 1000000), criticality: (low: 0.000001, high: 1), risk: 1, size: (low: 0, high: 1000000),".to_owned()
        },
        first,
    ));
}

#[test]
fn loops_are_named_and_nobody_is_lost() {
    survive(&ron(1, spread, |_| vec![0]));
    survive(&ron(60, spread, |at| vec![(at + 1) % 50]));
    survive(&ron(50, spread, |_| (0..50).collect()));
}

#[test]
fn all_pinned() {
    survive(&ron(
        120,
        |at| format!("{} pin: {},", spread(at), 120 - at),
        first,
    ));
    survive(&ron(
        60,
        |at| format!("{} pin: 1,", spread(at)),
        |_| Vec::new(),
    ));
    survive(&ron(
        60,
        |at| format!("{} pin: 1000000,", spread(at)),
        first,
    ));
}
