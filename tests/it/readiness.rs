//! Readiness: the rules of the settings, what is found and suggested by them, and what may be the same item.

use evenkeel::dialogs::page::Page;
use evenkeel::model::item::Item;
use evenkeel::model::record::Declared;
use evenkeel::scoring::ratio::Ratio;
use evenkeel::scoring::readiness::{Readiness, ReadyShare, criterion, readiness};
use ratatui::layout::Size;

use crate::journeys::type_text;
use crate::levels::{FAMILY, board, opened};
use crate::samples::{id, workspace};
use crate::screens::{press, screen};
use crate::suggesting::{answered, begun};

const READY: &str = r#"(schema: "1.0", teams: [(id: "red", name: "Red", velocity: [10])],
    settings: (ready_rules: ["need written", "acceptance >= 1", "size <= 13", "dependencies in time", "value settled", "size settled", "who knows"]),
    increments: [(id: "pi", name: "PI 1", starts: "2027-01-04", ends: "2027-01-31", capacity: (value: 20))],
    iterations: [
        (id: "i1", name: "I1", increment: "pi", starts: "2027-01-04", ends: "2027-01-17"),
        (id: "i2", name: "I2", increment: "pi", starts: "2027-01-18", ends: "2027-01-31"),
    ],
    items: [
        (id: "good", title: "Refund at once by card", need: "Money back fast", acceptance: ["[x] Card", "Invoice"], hypothesis: "If fast then fewer calls", value: (value: 8), criticality: (value: 3), risk: (value: 1), size: (value: 5), increment: "pi", iteration: "i2"),
        (id: "bare", title: "Bare", value: (value: 8), criticality: (value: 3), risk: (value: 1), size: (low: 3, high: 8), needs: ["late"], increment: "pi", iteration: "i2"),
        (id: "late", title: "Late", value: (value: 1), criticality: (value: 1), risk: (value: 1), size: (value: 3)),
    ])"#;

#[test]
fn readiness_counts_the_rules_and_names_what_is_missing() {
    let workspace = workspace(READY);
    let of = |name: &str| readiness(&workspace, workspace.get(id(name)).unwrap()).unwrap();
    assert_eq!(of("good").is_ready(), Some(true));
    assert_eq!(of("good").short(), "6 of 6");
    let bare = of("bare");
    assert_eq!((bare.met, bare.of, bare.unknown), (1, 6, 1));
    assert_eq!(
        bare.words(),
        "ready 1 of 6; missing: the need behind it, an acceptance criterion, a size of 13 at most, what it depends on in time, an agreed size"
    );
    assert_eq!(criterion("[x] Card"), (true, "Card"));
    assert_eq!(criterion("[ ] Card"), (false, "Card"));
    assert_eq!(criterion("Card"), (false, "Card"));
    let counted = Readiness::count(&[Some(true), None, Some(false)]);
    assert_eq!(
        (counted.met, counted.of, counted.unknown, counted.is_ready()),
        (1, 3, 1, Some(false))
    );
    assert_eq!(Readiness::count(&[]).is_ready(), None);
    let points = |points: i64| Some(Ratio::whole(points));
    let share = ReadyShare::of(&[
        (points(5), Some(true)),
        (points(8), Some(false)),
        (None, Some(true)),
        (points(3), None),
    ]);
    let share = share.unwrap();
    assert_eq!(
        (share.ready, share.effort, share.share),
        (Ratio::whole(5), Ratio::whole(13), Ratio::new(5, 13))
    );
    assert_eq!(share.without_size, [2]);
}

#[test]
fn what_is_not_ready_is_found_where_it_is_planned_next() {
    let app = board(workspace(READY), Size::new(120, 35));
    let findings = &app.desk.derived.survey.findings;
    let of = |code: &str| {
        let own = findings.iter().filter(|finding| finding.check.code == code);
        own.filter_map(evenkeel::scoring::findings::Finding::item)
            .map(|id| id.to_string())
            .collect::<Vec<_>>()
    };
    assert_eq!(of("not-ready-in-next-iteration"), ["bare"]);
    assert_eq!(of("feature-without-acceptance"), ["bare"]);
    assert_eq!(of("feature-without-hypothesis"), ["bare"]);
    assert!(
        findings
            .iter()
            .any(|finding| finding.check.code == "ready-rule-unknown")
    );
    let shown = screen(&app);
    assert!(shown.contains("6/6") && shown.contains("1/6"), "{shown}");
    let app = opened(FAMILY, Size::new(120, 35));
    let findings = &app.desk.derived.survey.findings;
    let exceeded = findings
        .iter()
        .filter(|finding| finding.check.code == "children-exceed-parent");
    let exceeded: Vec<_> = exceeded
        .filter_map(evenkeel::scoring::findings::Finding::item)
        .collect();
    assert_eq!(exceeded, [id("f1")]);
    assert!(
        !findings
            .iter()
            .any(|finding| finding.check.code.starts_with("feature-without"))
    );
}

#[test]
fn a_suggestion_can_be_told_to_take_only_what_is_ready() {
    let mut app = board(workspace(READY), Size::new(120, 35));
    press(&mut app, "g p y");
    let run = begun(&mut app, "f");
    app.handle(answered(&run));
    let page = &app.desk.top::<Page>().expect("a page").lines;
    assert!(
        page.iter()
            .any(|line| line == "Kept out, as they are not ready: 2 items."),
        "{page:?}"
    );
    let increment = |name: &str| {
        app.desk
            .workspace
            .get::<Item>(id(name))
            .unwrap()
            .increment
            .0
    };
    assert_eq!(increment("good"), Some(id("pi")));
    assert_eq!(increment("bare"), None);
}

#[test]
fn what_may_be_the_same_is_named_while_a_title_is_typed() {
    let mut app = board(workspace(READY), Size::new(120, 35));
    press(&mut app, "n R e f u n d");
    assert!(!screen(&app).contains("perhaps the same"));
    type_text(&mut app, " card at once");
    let shown = screen(&app);
    assert!(
        shown.contains("perhaps the same: Refund at once by card"),
        "{shown}"
    );
    press(&mut app, "Enter");
    assert_eq!(app.desk.workspace.count(Item::KIND), 4, "it stops nobody");
}
