//! Any number on a screen answers why: `e` opens a page in every view, on every kind of row.

use std::collections::BTreeSet;

use evenkeel::desk::tab::{INSIGHT, LEARN, LOG, MONEY, RISK, SESSION, Tab};
use evenkeel::dialogs::page::Page;
use evenkeel::model::Workspace;
use evenkeel::scoring::facts::{Datum, SortKey};
use evenkeel::shell::App;

use crate::one_answer::opened;
use crate::samples::workspace;
use crate::screens::{dark, drawn, press, sample};
use crate::support::words;

/// What the page says that `e` opens here; none where it opens none.
fn why(app: &mut App) -> Option<String> {
    let before = app.desk.dialogs.len();
    press(app, "e");
    if app.desk.dialogs.len() == before {
        return None;
    }
    let shown = || words(&drawn(app, &dark()));
    let page = app.desk.top::<Page>();
    let page = page.map_or_else(shown, |page| page.lines.join("\n"));
    press(app, "Esc");
    Some(page)
}

/// Every view, by its place in the bar.
fn views(app: &App) -> Vec<Tab> {
    app.views.iter().map(|(row, _)| row.tab).collect()
}

#[test]
fn why_answers_in_every_view_and_every_list() {
    let mut app = sample(200, 60);
    let mut asked = 0;
    for tab in views(&app) {
        app.show(tab);
        for _ in 0..8 {
            let lists = app.on_screen().and_then(|view| view.lists());
            let has_rows = lists.is_none_or(|lists| lists.has_rows(&app.desk).is_ok());
            let heading = lists.and_then(|lists| Some(lists.here()?.title));
            // A cell of the planning board without a card has nothing chosen.
            let is_empty = tab.0 == "Teams" && app.desk.selected().is_none();
            if has_rows && tab.0 != "Vote" && !is_empty {
                let said = why(&mut app);
                assert!(
                    said.is_some_and(|said| !said.trim().is_empty()),
                    "{} {heading:?}",
                    tab.0
                );
                asked += 1;
            }
            press(&mut app, "Tab");
        }
    }
    assert!(asked > 60, "{asked}");
}

/// What is said of the chosen row of a list by this heading, in a view.
fn of_list(app: &mut App, go: &str, heading: &str) -> String {
    press(app, go);
    for _ in 0..40 {
        let lists = app.on_screen().and_then(|view| view.lists());
        let here = lists.and_then(|lists| lists.here());
        if here.is_some_and(|here| here.title.said() == heading) {
            return why(app).unwrap();
        }
        press(app, "Tab");
        // Some views have several parts, each with its lists.
        let lists = app.on_screen().and_then(|view| view.lists());
        if lists.is_some_and(|lists| lists.at() == 0) && ["g i", "g m"].contains(&go) {
            press(app, "}");
        }
    }
    panic!("there is no list {heading}")
}

#[test]
fn the_page_names_inputs_rule_and_unit() {
    let mut app = sample(120, 35);
    for (go, heading, words) in [
        (
            "g m",
            "Budget by interval",
            "Planned to cost: Carriers and cloud € 42,000",
        ),
        ("g m", "Return", "Return: (brings − costs) ÷ costs"),
        ("g m", "Baselines", "At this cost: budget ÷ cost index"),
        ("g m", "Price studies", "How these numbers come about"),
        ("g i", "Needs", "Straight line: days since the first value"),
        (
            "g i",
            "Order of tests",
            "Order of tests: weight 8 × (10 − how strong its evidence is",
        ),
        ("g i", "Themes", "Target: its weight ÷ all weights"),
        ("g i", "KPIs", "target"),
        ("g o", "Decisions", "A week: what one week more costs"),
    ] {
        let said = of_list(&mut app, go, heading);
        assert!(
            said.contains(words),
            "{heading} does not say {words}: {said}"
        );
    }
    press(&mut app, "g r");
    let said = why(&mut app).unwrap();
    assert!(said.contains("each counts 1 for low"), "{said}");
    press(&mut app, "g f");
    let said = why(&mut app).unwrap();
    assert!(said.contains("too much is Must"), "{said}");
    press(&mut app, "g p r");
    let said = why(&mut app).unwrap();
    assert!(
        said.contains("Forecast") || said.contains("Message for"),
        "{said}"
    );
    press(&mut app, "r b");
    let said = why(&mut app).unwrap();
    assert!(said.contains("Predictability of PI 26.3: "), "{said}");
}

#[test]
fn the_sums_of_an_interval_are_those_of_its_lines() {
    let text = r#"(schema: "1.0", product: (name: "P", currency: "$"), settings: (cash: 1000),
        increments: [(id: "a", name: "PI 1", starts: "2026-10-05", ends: "2026-12-20")],
        budget_lines: [
            (id: "x", name: "Crew", increment: "a", planned: 100, actual: 110),
            (id: "y", name: "Cloud", increment: "a", planned: 20),
            (id: "z", name: "Shops", increment: "a", income_planned: 50, income_actual: 40),
        ])"#;
    let mut app = opened(workspace(text));
    press(&mut app, "g m } }");
    let said = why(&mut app).unwrap();
    for words in [
        "Planned to cost: Cloud $ 20 + Crew $ 100 = $ 120",
        "Cost: Cloud ? + Crew $ 110 = at least $ 110",
        "Income: Shops $ 40 = $ 40",
    ] {
        assert!(said.contains(words), "not {words}: {said}");
    }
}

#[test]
fn an_empty_workspace_says_what_is_missing_and_opens_nothing() {
    let mut app = opened(Workspace::default());
    for tab in views(&app) {
        app.show(tab);
        press(&mut app, "e");
        let opened = app.desk.top::<Page>().map(|page| page.lines.join("\n"));
        // The product is always there, with its vision.
        let is_vision = |said: &String| said.contains("of 7 parts");
        assert!(
            opened.as_ref().is_none_or(is_vision),
            "{}: {opened:?}",
            tab.0
        );
        press(&mut app, "Esc");
    }
}

/// Whether a cell says a number that somebody may ask about, and not a count of rows or a mark.
fn is_asked(cell: &Datum) -> bool {
    let is_number = matches!(cell.key, SortKey::Number(_));
    is_number && cell.words.chars().any(|c| c.is_ascii_digit())
}

/// The numbers in the lists of the view on the screen of which the page for their row says nothing.
fn unanswered(app: &App) -> (usize, BTreeSet<String>) {
    let mut asked = 0;
    let mut silent = BTreeSet::new();
    let Some(lists) = app.on_screen().and_then(|view| view.lists()) else {
        return (asked, silent);
    };
    for (at, listing) in lists.all().iter().enumerate() {
        let headings = lists.headings(at);
        for id in lists.ids(&app.desk, at).iter() {
            let said = listing.facts(&app.desk, *id).evidence(false).join("\n");
            for (cell, heading) in lists.cells(&app.desk, at, *id).iter().zip(&headings) {
                if !is_asked(cell) {
                    continue;
                }
                asked += 1;
                let mut parts = cell
                    .words
                    .split([' ', '→', ','])
                    .filter(|part| part.len() > 1);
                if !parts.all(|part| said.contains(part.trim_end_matches(".0"))) {
                    silent.insert(format!(
                        "{}, {heading}: {} in {said}",
                        listing.title, cell.words
                    ));
                }
            }
        }
    }
    (asked, silent)
}

#[test]
fn every_number_of_a_list_is_told_of_on_its_page() {
    let mut app = sample(200, 60);
    let mut asked = 0;
    for (tab, parts) in [
        (MONEY, 1),
        (INSIGHT, 7),
        (RISK, 1),
        (LEARN, 1),
        (LOG, 1),
        (SESSION, 1),
    ] {
        app.show(tab);
        for _ in 0..parts {
            let (found, silent) = unanswered(&app);
            assert!(silent.is_empty(), "{}: {silent:#?}", tab.0);
            asked += found;
            press(&mut app, "}");
        }
    }
    assert!(asked > 40, "{asked}");
}

#[test]
fn the_last_line_of_a_page_is_reached_whatever_its_length() {
    for (width, height) in [(80, 24), (120, 35), (200, 60)] {
        for count in 8..70 {
            let mut app = sample(width, height);
            let line = |at| {
                format!(
                    "line {at} says a few words that are wrapped where the page is no wider than this"
                )
            };
            let lines: Vec<String> = (1..count).map(line).chain(["the end".to_owned()]).collect();
            app.desk.open(Page::new("Page", "", lines));
            for _ in 0..count {
                let _ = drawn(&app, &dark());
                press(&mut app, "Down");
            }
            let shown = words(&drawn(&app, &dark()));
            assert!(
                shown.contains("the end"),
                "{count} lines, {width}x{height}: {shown}"
            );
        }
    }
}
