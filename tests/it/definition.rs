//! What an item takes to be begun and accepted, typed by hand: on its form, shown, listed, filtered and sent out.

use evenkeel::desk::filter::Filter;
use evenkeel::dialogs::explain::Explain;
use evenkeel::dialogs::form::Form;
use evenkeel::dialogs::prose::ProseEditor;
use evenkeel::model::audience::Audience;
use evenkeel::model::item::{EnablerType, Item};
use evenkeel::scoring::definition::accepted;
use evenkeel::scoring::readiness::{readiness, ready};
use evenkeel::shell::App;
use ratatui::layout::Size;

use crate::exports::text;
use crate::journeys::{selected, type_text};
use crate::levels::board;
use crate::samples::{id, workspace};
use crate::screens::{press, screen};

const BOARD: &str = r#"(schema: "1.0", teams: [(id: "red", name: "Red", velocity: [10])],
    settings: (ready_rules: ["hypothesis written", "acceptance >= 2", "size <= 13"]),
    journeys: [(id: "j", name: "Send back")],
    stages: [
        (id: "pack", name: "Pack it", journey: "j", place: 1, needs: ["box"]),
        (id: "send", name: "Send it", journey: "j", place: 2, items: ["base"]),
    ],
    needs: [(id: "box", statement: "A box")],
    items: [
        (id: "pay", title: "Pay later", key: "SHOP-1", state: Ready, value: (value: 8), criticality: (value: 3), risk: (value: 1), size: (value: 5), parent: "big", needs_met: ["box"]),
        (id: "base", title: "One ledger", key: "SHOP-2", state: Doing, value: (value: 1), criticality: (value: 1), risk: (value: 8), size: (value: 8), parent: "big"),
        (id: "odd", title: "Too large", key: "SHOP-3", value: (value: 1), criticality: (value: 1), risk: (value: 1), size: (value: 20)),
        (id: "big", title: "Money", key: "SHOP-9", level: Some(Epic)),
    ])"#;

/// Goes to a row of the form by the arrow, and opens each group on the way.
fn go(app: &mut App, label: &str) {
    for _ in 0..90 {
        let form = app.desk.top::<Form>().expect("a form");
        if form.stands_for_group() {
            press(app, "Enter");
            continue;
        }
        if form.row().unwrap().label_static == label {
            return;
        }
        press(app, "Down");
    }
    panic!("no row {label}");
}

fn write(app: &mut App, label: &str, lines: &[&str]) {
    go(app, label);
    press(app, "Enter");
    for (at, line) in lines.iter().enumerate() {
        if at > 0 {
            press(app, "Alt-Enter");
        }
        type_text(app, line);
    }
}

/// The board with all of it typed into the first item, and an enabler for it.
fn typed(width: u16, height: u16) -> App {
    let mut app = board(workspace(BOARD), Size::new(width, height));
    app.desk.select(id("pay"));
    press(&mut app, "Enter");
    write(
        &mut app,
        "Hypothesis",
        &["If people can pay later then more buy, measured by orders"],
    );
    press(&mut app, "Enter");
    write(&mut app, "Acceptance", &["By card", "By invoice"]);
    press(&mut app, "Ctrl-t");
    let prose = app.desk.top::<ProseEditor>().expect("a text");
    assert_eq!(prose.editor.text(), "By card\n[x] By invoice");
    press(&mut app, "Up Ctrl-t Ctrl-t Enter");
    write(&mut app, "Nonfunctional", &["Answers in a second"]);
    press(&mut app, "Enter");
    press(&mut app, "Ctrl-s");
    app.desk.select(id("base"));
    press(&mut app, "Enter");
    go(&mut app, "Enabler type");
    press(&mut app, "a r");
    write(&mut app, "Enabler for", &["later"]);
    press(&mut app, "Space Enter");
    go(&mut app, "Left to do");
    press(&mut app, "3 Ctrl-s");
    assert!(app.desk.top::<Form>().is_none(), "{}", screen(&app));
    app
}

#[test]
fn a_definition_is_typed_by_keys_at_two_sizes() {
    for (width, height) in [(80, 24), (120, 35)] {
        let mut app = typed(width, height);
        let workspace = app.desk.workspace.clone();
        let (pay, base): (&Item, &Item) = (
            workspace.get(id("pay")).unwrap(),
            workspace.get(id("base")).unwrap(),
        );
        assert_eq!(pay.acceptance, ["[ ] By card", "[x] By invoice"]);
        assert_eq!(accepted(pay), (1, 2));
        assert_eq!(pay.nonfunctional, ["Answers in a second"]);
        assert_eq!(base.enabler, Some(EnablerType::Architecture));
        assert_eq!(base.enables.0, [id("pay")]);
        assert_eq!(
            base.remaining.value,
            Some(evenkeel::model::number::Number::whole(3))
        );
        assert_eq!(readiness(&workspace, pay).unwrap().short(), "3 of 3");
        // In the detail.
        app.desk.select(id("pay"));
        press(&mut app, "Tab");
        let mut seen = String::new();
        for _ in 0..30 {
            seen += &screen(&app);
            press(&mut app, "Down");
        }
        for said in [
            "If people can pay later",
            "Accepted when (1 of 2 met)",
            "[x] By invoice",
            "Answers in a second",
            "Made possible by",
            "3 of 3",
        ] {
            assert!(seen.contains(said), "{width}: {said} is not in {seen}");
        }
        // Where it is explained.
        press(&mut app, "Esc e");
        let told = app.desk.top::<Explain>().expect("why").text();
        for said in [
            "Readiness: ready 3 of 3",
            "Hypothesis: If people can pay later",
            "Accepted when: By card; ✓ By invoice (1 of 2 met)",
            "Nonfunctional: Answers in a second",
        ] {
            assert!(told.contains(said), "{said} is not in {told}");
        }
        press(&mut app, "Esc");
        app.desk.select(id("base"));
        press(&mut app, "e");
        let told = app.desk.top::<Explain>().expect("why").text();
        for said in [
            "Left to do: 3 of 8 points",
            "Enabler: Architecture, for “Pay later”",
        ] {
            assert!(told.contains(said), "{said} is not in {told}");
        }
    }
}

#[test]
fn a_definition_is_filtered_by() {
    let mut app = typed(120, 35);
    for (filter, expected) in [
        ("is:ready", &["pay"][..]),
        ("-is:ready", &["odd"]),
        ("acceptance:invoice", &["pay"]),
        ("unknown:acceptance level:feature", &[]),
        ("hypothesis:orders", &["pay"]),
        ("nonfunctional:second", &["pay"]),
        ("enabler:arch", &["base"]),
        ("enables:later", &["base"]),
        ("remaining<5", &["base"]),
        ("stage:pack", &["pay"]),
        ("stage:send", &["base"]),
        ("-stage:it parent:money", &[]),
    ] {
        press(&mut app, "/");
        type_text(&mut app, filter);
        press(&mut app, "Enter");
        let complaints = Filter::parse(filter, &app.desk.workspace);
        assert!(
            complaints.complaints().is_empty(),
            "{filter}: {complaints:?}"
        );
        let found: Vec<String> = app.desk.backlog.items().map(|id| id.to_string()).collect();
        assert_eq!(found, expected, "{filter}");
        press(&mut app, "Esc");
    }
    let wrong = Filter::parse("stage:zzz", &app.desk.workspace);
    let wrong = &wrong.complaints()[0];
    assert_eq!(
        (wrong.what.as_str(), wrong.hint.as_str()),
        ("no stage is called “zzz”", "there are Pack it, Send it")
    );
    let bare = Filter::parse("is:ready", &workspace("(schema: \"1.0\")"));
    assert_eq!(
        bare.complaints()[0].what,
        "no rule says when an item is ready"
    );
    assert_eq!(selected(&app).title, "Pay later");
}

#[test]
fn what_is_ready_is_the_same_one_by_one_and_together() {
    let app = typed(120, 35);
    let workspace = &app.desk.workspace;
    let together = ready(workspace).expect("rules");
    let one_by_one: Vec<_> = workspace
        .all::<Item>()
        .filter_map(|item| Some((item.id, readiness(workspace, item)?.is_ready()?)))
        .collect();
    assert_eq!(together, one_by_one);
}

#[test]
fn a_definition_goes_out() {
    let app = typed(120, 35);
    let workspace = &app.desk.workspace;
    let sheet = text(workspace, Audience::Shared, "feature-sheet");
    for said in [
        "## SHOP-1 Pay later",
        "**Hypothesis:** If people can pay later then more buy, measured by orders",
        "**Accepted when (1 of 2 met):**\n\n- [ ] By card\n- [x] By invoice\n",
        "**Nonfunctional:** Answers in a second",
        "**Readiness:** ready 3 of 3",
        "**Left to do:** 3 of 8 points",
        "**Enabler:** Architecture, for “Pay later”",
        "**Forecast:** ",
    ] {
        assert!(sheet.contains(said), "{said} is not in {sheet}");
    }
    assert!(
        !sheet.contains("SHOP-9"),
        "what is larger is no feature: {sheet}"
    );
    assert!(!sheet.contains("Offered"), "{sheet}");
    let json = text(workspace, Audience::Shared, "json");
    for said in [
        "measured by orders",
        "[x] By invoice",
        "Answers in a second",
        "Architecture",
    ] {
        assert!(json.contains(said), "{said} is not in the JSON");
        if said != "Architecture" {
            assert!(
                text(workspace, Audience::Shared, "csv").contains(said),
                "{said}"
            );
        }
    }
    let jira = text(workspace, Audience::Shared, "jira");
    let head = jira.lines().next().unwrap();
    let at = head
        .split(',')
        .position(|name| name == "\"Parent key\"")
        .unwrap_or_else(|| panic!("no parent in {jira}"));
    let row = jira
        .lines()
        .find(|line| line.starts_with("\"SHOP-1\","))
        .unwrap();
    assert_eq!(row.split(',').nth(at), Some("\"SHOP-9\""));
}
