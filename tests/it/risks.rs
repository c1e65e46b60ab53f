//! Risks, external dependencies, the dependency map, events and actions: screens, journeys, plain text.

use evenkeel::desk::event::{Event, Gesture, Target};
use evenkeel::desk::tab;
use evenkeel::dialogs::form::Form;
use evenkeel::model::Workspace;
use evenkeel::model::dependency::Dependency;
use evenkeel::model::event::{Action, TrainEvent as Occasion};
use evenkeel::model::record::Declared;
use evenkeel::model::risk::{Risk, Roam};
use evenkeel::scoring::dependencies::map::{MapItem, map};
use evenkeel::scoring::plan::checks::NeedOrder;
use evenkeel::scoring::plan::due::Due;
use evenkeel::scoring::plan::risks::{columns, matrix};
use evenkeel::shell::App;
use evenkeel::store;
use evenkeel::ui::look::{Brightness, Charset, Depth, Look};
use evenkeel::views::risk;
use evenkeel::views::risk::{RiskPart, Risks};

use crate::journeys::{notice, type_text};
use crate::screens::{dark, drawn, press, sample};
use crate::support::check_screen;

fn workspace(text: &str) -> Workspace {
    store::parse(&format!("(schema: \"1.0\", {text})"))
        .unwrap()
        .0
}

fn letter(app: &App) -> Option<Roam> {
    let id = risk::chosen(&app.desk, app.state::<Risks>().unwrap())
        .1
        .expect("a risk is chosen");
    app.desk.workspace.get::<Risk>(id).unwrap().roam
}

#[test]
fn the_views_at_three_sizes_and_in_plain_looks() {
    for (width, height) in [(80, 24), (120, 35), (200, 60)] {
        let mut app = sample(width, height);
        press(&mut app, "g r");
        check_screen(&format!("risks_{width}x{height}"), &app, &dark());
        press(&mut app, "Shift-Tab");
        check_screen(&format!("map_{width}x{height}"), &app, &dark());
        press(&mut app, "g l");
        check_screen(&format!("learn_{width}x{height}"), &app, &dark());
    }
    let mut app = sample(80, 24);
    for (name, charset) in [("none", Charset::Unicode), ("ascii", Charset::Ascii)] {
        let look = Look::new(Brightness::Dark, Depth::None, charset, true);
        press(&mut app, "g r");
        check_screen(&format!("risks_{name}"), &app, &look);
        press(&mut app, "Shift-Tab");
        check_screen(&format!("map_{name}"), &app, &look);
        press(&mut app, "Tab g l Tab");
        check_screen(&format!("learn_{name}"), &app, &look);
        press(&mut app, "Shift-Tab");
    }
}

#[test]
fn a_risk_gets_its_letter_and_the_cursor_goes_along() {
    for (width, height) in [(80, 24), (120, 35)] {
        let mut app = sample(width, height);
        let before = app.desk.workspace.clone();
        press(&mut app, "g r");
        assert_eq!(app.desk.view, tab::RISK);
        assert_eq!(letter(&app), None, "those nobody talked about come first");
        let id = risk::chosen(&app.desk, app.state::<Risks>().unwrap()).1;
        for (key, roam) in [
            ("o", Some(Roam::Owned)),
            ("a", Some(Roam::Accepted)),
            ("m", Some(Roam::Mitigated)),
            ("r", Some(Roam::Resolved)),
            ("Backspace", None),
        ] {
            press(&mut app, key);
            assert_eq!(letter(&app), roam);
            assert_eq!(
                risk::chosen(&app.desk, app.state::<Risks>().unwrap()).1,
                id,
                "the same risk"
            );
        }
        press(&mut app, "u u u u u");
        assert!(app.desk.workspace == before);
    }
}

#[test]
fn risks_and_dependencies_are_written_edited_and_deleted() {
    let mut app = sample(120, 35);
    let before = app.desk.workspace.clone();
    press(&mut app, "g r Right n");
    type_text(&mut app, "The dock floods");
    press(&mut app, "Ctrl-s");
    let added = app
        .desk
        .workspace
        .all::<Risk>()
        .find(|r| r.text == "The dock floods");
    let added = added.expect("it is there");
    assert_eq!(added.roam, Some(Roam::Resolved), "written into its column");
    assert_eq!(
        added.increment.0,
        app.desk.workspace.all::<Risk>().next().unwrap().increment.0
    );
    assert_eq!(
        risk::chosen(&app.desk, app.state::<Risks>().unwrap()).1,
        Some(added.id)
    );
    press(&mut app, "Enter");
    assert!(
        app.desk
            .top::<Form>()
            .is_some_and(|form| form.title() == "The dock floods")
    );
    press(&mut app, "Esc d Tab");
    assert_eq!(app.state::<Risks>().unwrap().part, RiskPart::Awaited);
    press(&mut app, "r");
    assert!(notice(&app).contains("Tab"), "{}", notice(&app));
    press(&mut app, "n");
    type_text(&mut app, "A key to the gate");
    press(&mut app, "Ctrl-s d");
    assert_eq!(
        app.desk.workspace.count(Dependency::KIND),
        before.count(Dependency::KIND)
    );
    press(&mut app, "u u u u");
    assert!(app.desk.workspace == before);
    // On the map, items are shown and belong to the board.
    press(&mut app, "Tab j");
    assert_eq!(app.state::<Risks>().unwrap().part, RiskPart::Map);
    assert!(app.desk.selected().is_some(), "e explains it");
    press(&mut app, "d");
    assert!(notice(&app).contains("board"), "{}", notice(&app));
    press(&mut app, "n");
    assert!(app.desk.workspace == before && app.desk.dialogs.is_empty());
    press(&mut app, "Enter Esc Tab");
    // The pointer does what the keys do.
    let last = app.desk.workspace.all::<Dependency>().last().unwrap().id;
    app.handle(Event::Point {
        target: Some(Target::Record(Dependency::KIND, last)),
        gesture: Gesture::DoublePress,
    });
    assert_eq!(app.state::<Risks>().unwrap().part, RiskPart::Awaited);
    assert!(app.desk.top::<Form>().is_some_and(|form| form.id == last));
}

#[test]
fn an_action_is_done_today_and_events_get_actions() {
    for (width, height) in [(80, 24), (120, 35)] {
        let mut app = sample(width, height);
        let before = app.desk.workspace.clone();
        press(&mut app, "g l x");
        let late = "Start the nightly jobs at six in the evening";
        let of = |app: &App, text: &str| {
            let found = app.desk.workspace.all::<Action>().find(|a| a.text == text);
            found.cloned().unwrap_or_else(|| panic!("no {text}"))
        };
        assert_eq!(
            of(&app, late).done,
            app.desk.derived.today,
            "overdue is first"
        );
        press(&mut app, "x");
        assert_eq!(of(&app, late).done, None, "the cursor went along");
        press(&mut app, "u u");
        assert!(app.desk.workspace == before);
        press(&mut app, "Tab n");
        type_text(&mut app, "Retrospective of Cart");
        press(&mut app, "Ctrl-s");
        let event = app
            .desk
            .workspace
            .all::<Occasion>()
            .find(|e| e.name == "Retrospective of Cart");
        let event = event.expect("it is there").clone();
        assert_eq!(event.date, app.desk.derived.today);
        press(&mut app, "x");
        assert!(notice(&app).contains("Tab"), "{}", notice(&app));
        press(&mut app, "a");
        type_text(&mut app, "Buy a clock");
        press(&mut app, "Ctrl-s");
        assert_eq!(of(&app, "Buy a clock").event.0, Some(event.id));
        press(&mut app, "Tab n");
        type_text(&mut app, "The clock runs");
        press(&mut app, "Ctrl-s d u u u u");
        assert!(app.desk.workspace == before);
    }
}

#[test]
fn a_finding_of_a_risk_or_an_action_leads_to_its_form() {
    let mut app = sample(120, 35);
    press(&mut app, "g f / l e t t e r Enter Enter");
    assert_eq!(app.desk.view, tab::RISK);
    assert!(app.desk.top::<Form>().is_some_and(
        |form| form.kind == Risk::KIND && form.row().is_some_and(|row| row.label == "ROAM")
    ));
    press(&mut app, "Esc g f Esc / a c t i o n - Enter s Esc Enter");
    assert_eq!(app.desk.view, tab::LEARN);
    assert!(
        app.desk
            .top::<Form>()
            .is_some_and(|form| form.kind == Action::KIND)
    );
    press(&mut app, "Esc g f Esc / o b j e c t i v e - Enter Enter");
    assert_eq!(app.desk.view, tab::TEAMS, "the teams list objectives");
    assert!(app.desk.top::<Form>().is_some());
}

#[test]
fn the_map_is_in_an_order_that_can_be_worked_and_says_what_stands_wrong() {
    let planned = |id: &str, iteration: &str, needs: &str| {
        format!(
            "(id: \"{id}\", title: \"{id}\", increment: \"p1\", iteration: \"{iteration}\", needs: [{needs}]),"
        )
    };
    let items = [
        planned("a", "i2", "\"b\""),
        planned("b", "i3", "\"c\", \"gone\""),
        planned("c", "i3", "\"ready\""),
        planned("x", "i1", "\"y\""),
        planned("y", "i1", "\"x\""),
        planned("lone", "i1", ""),
        "(id: \"gone\", title: \"gone\", state: Done), (id: \"ready\", title: \"ready\"),"
            .to_owned(),
    ];
    let rest = "increments: [(id: \"p1\", name: \"P1\")], iterations: [
        (id: \"i1\", name: \"1\", increment: \"p1\"), (id: \"i2\", name: \"2\", increment: \"p1\"),
        (id: \"i3\", name: \"3\", increment: \"p1\")], settings: (increment: \"p1\")";
    let workspace = workspace(&format!("items: [{}], {rest}", items.concat()));
    let map = map(&workspace, Some(crate::samples::id("p1")));
    let worst = |row: &MapItem| row.worst().map(|need| (need.is_circle, need.order));
    let rows = map.rows.iter().map(|row| (row.id.to_string(), worst(row)));
    let rows: Vec<_> = rows.collect();
    let of = |id: &str, worst| (id.to_owned(), worst);
    assert_eq!(
        rows,
        [
            of("x", Some((true, Some(NeedOrder::Tight)))),
            of("y", Some((true, Some(NeedOrder::Tight)))),
            of("ready", None),
            of("c", Some((false, Some(NeedOrder::Unplanned)))),
            of("b", Some((false, Some(NeedOrder::Tight)))),
            of("a", Some((false, Some(NeedOrder::Backwards)))),
        ]
    );
    assert_eq!(map.alone, 1, "lone");
    assert!(
        evenkeel::scoring::dependencies::map::map(&Workspace::default(), None)
            .rows
            .is_empty()
    );
}

#[test]
fn unknown_is_no_number_and_no_day() {
    let workspace = workspace(
        "risks: [(id: \"r1\", text: \"a\", impact: High), (id: \"r2\", text: \"b\", impact: Low, chance: Low),
        (id: \"r3\", text: \"c\", roam: Resolved, impact: High, chance: High)]",
    );
    let first: Vec<String> = columns(&workspace)
        .first()
        .map(|column| {
            column
                .risks
                .iter()
                .map(|risk| risk.id.to_string())
                .collect()
        })
        .unwrap_or_default();
    assert_eq!(first, ["r2", "r1"], "unknown comes last");
    let table = matrix(&workspace);
    assert_eq!(table.unknown.len(), 1);
    assert_eq!(table.rows.iter().flatten().map(Vec::len).sum::<usize>(), 1);
    let day = "2026-11-22".parse().ok();
    assert_eq!(Due::of(None, day), Due::Undated);
    assert_eq!(Due::of(day, None), Due::Unknown);
    assert_eq!(Due::of(day, day).words(), "today");
    assert_eq!(
        Due::of("2026-11-21".parse().ok(), day).words(),
        "1 day overdue"
    );
}

#[test]
fn the_views_of_an_empty_workspace_say_what_to_press() {
    for (width, height) in [(60, 16), (80, 24), (120, 35)] {
        let mut app = sample(width, height);
        let file =
            evenkeel::desk::file::File::new(evenkeel::desk::file::Home::Untitled, Vec::new());
        app.handle(Event::Opened(Ok(Box::new(
            evenkeel::desk::file::Opened::new(Workspace::default(), file),
        ))));
        for keys in [
            "g r",
            "Tab",
            "Tab",
            "j Enter d r",
            "g l",
            "Tab",
            "Tab",
            "k Enter d x G",
        ] {
            press(&mut app, keys);
            drawn(&app, &dark());
        }
        assert!(app.desk.workspace == Workspace::default());
    }
}

#[test]
fn both_views_as_plain_text() {
    let app = sample(100, 60);
    let (risks, learn) = (app.plain(tab::RISK), app.plain(tab::LEARN));
    for line in [
        "---- Not discussed yet: 1 risk ----",
        "---- Mitigated: 1 risk ----",
        "late: Test accounts for five countries (late; from The payment provider; needed by 16 Nov 2026, 6 days overdue)",
    ] {
        assert!(risks.lines().any(|one| one == line), "{line}\n{risks}");
    }
    let first: Vec<&str> = learn.lines().skip(1).take(3).collect();
    assert_eq!(
        first,
        [
            "Start the nightly jobs at six in the evening",
            "  open for 16 days",
            "  Tama Ngata · 13 Nov 2026, 9 days overdue · from Retrospective of Rails",
        ],
        "{learn}"
    );
}
