//! The roadmap on the screen: three ways to group it, a forecast beside everything, and what is unknown in words.

use evenkeel::desk::event::Event;
use evenkeel::desk::file::{File, Home, Opened};
use evenkeel::desk::tab;
use evenkeel::dialogs::explain::Explain;
use evenkeel::dialogs::form::Form;
use evenkeel::model::Workspace;
use evenkeel::model::item::Item;
use evenkeel::scoring::forecast::roadmap::UnknownDate;
use evenkeel::scoring::forecast::roadmap::groups::{GroupHeading, RoadmapEntry, RoadmapGrouping};
use evenkeel::shell::App;
use evenkeel::shell::plain;
use evenkeel::store;
use evenkeel::ui::look::{Brightness, Charset, Depth, Look};
use evenkeel::views::plan::Face;
use evenkeel::views::plan::roadmap::{RoadmapRow, chosen, rows};

use crate::plan_view::planning;
use crate::screens::{dark, drawn, press, sample};
use crate::support::{check_screen, words};

/// The sample after its text was changed.
fn changed(change: impl Fn(&str) -> String, width: u16, height: u16) -> App {
    let text = change(include_str!("../../assets/sample.ron"));
    opened(store::parse(&text).unwrap().0, width, height)
}

fn opened(workspace: Workspace, width: u16, height: u16) -> App {
    let mut app = sample(width, height);
    let file = File::new(Home::Demo, Vec::new());
    let opened = Opened::new(workspace, file);
    app.handle(Event::Opened(Ok(Box::new(opened))));
    app
}

fn headings(app: &App, turn: RoadmapGrouping) -> Vec<GroupHeading> {
    let rows = rows(&app.desk, turn).filter_map(|row| match row {
        RoadmapRow::Heading(heading, _) => Some(heading),
        RoadmapRow::Entry(_) => None,
    });
    rows.collect()
}

#[test]
fn three_turns_at_three_sizes_and_in_plain_looks() {
    for (width, height) in [(80, 24), (120, 35), (200, 60)] {
        let mut app = sample(width, height);
        press(&mut app, "g p r");
        let size = format!("{width}x{height}");
        check_screen(&format!("roadmap_{size}"), &app, &dark());
        press(&mut app, "Tab");
        check_screen(&format!("roadmap_months_{size}"), &app, &dark());
        press(&mut app, "Tab");
        check_screen(&format!("roadmap_now_{size}"), &app, &dark());
    }
    let mut app = sample(80, 24);
    press(&mut app, "g p r g g");
    for (name, charset) in [("none", Charset::Unicode), ("ascii", Charset::Ascii)] {
        let look = Look::new(Brightness::Dark, Depth::None, charset, true);
        check_screen(&format!("roadmap_{name}"), &app, &look);
    }
}

#[test]
fn keys_turn_move_open_and_go_back() {
    let mut app = sample(80, 24);
    press(&mut app, "g p r");
    assert_eq!(planning(&app).roadmap.turn, RoadmapGrouping::Increments);
    press(&mut app, "g g");
    let first = chosen(&app.desk, &planning(&app).roadmap).unwrap();
    assert!(matches!(
        first,
        (0, RoadmapRow::Heading(GroupHeading::Increment(_), _))
    ));
    press(&mut app, "Enter");
    assert!(app.desk.top::<Form>().is_some());
    press(&mut app, "Esc G");
    let last = chosen(&app.desk, &planning(&app).roadmap).unwrap();
    let RoadmapRow::Entry(RoadmapEntry::Item(id)) = last.1 else {
        panic!("{last:?}");
    };
    assert_eq!(app.desk.selected().map(|item| item.id), Some(id));
    press(&mut app, "Tab");
    assert_eq!(
        app.desk.selected().map(|item| item.id),
        Some(id),
        "it stays"
    );
    press(&mut app, "e");
    let Some(page) = app.desk.top::<Explain>() else {
        panic!("no page");
    };
    let told = page.text();
    assert!(told.contains("Forecast: 50") || told.contains("is unknown"));
    press(&mut app, "Esc Tab Tab r");
    assert_eq!(planning(&app).face, Face::Iterations);
    assert!(words(&drawn(&app, &dark())).contains("Unplanned"));
    press(&mut app, "r Esc");
    assert_eq!(planning(&app).face, Face::Iterations);
}

#[test]
fn every_open_item_stands_once_in_each_turn_and_has_a_date_or_a_reason() {
    let app = sample(120, 35);
    let open = app.desk.workspace.all::<Item>();
    let open = open.filter(|item| item.state.is_open()).count();
    for turn in RoadmapGrouping::ALL {
        let items = rows(&app.desk, turn)
            .filter(|row| matches!(row, RoadmapRow::Entry(RoadmapEntry::Item(_))));
        assert_eq!(items.count(), open, "{turn:?}");
    }
    let roadmap = &app.desk.derived.survey.roadmap;
    for item in app.desk.workspace.all::<Item>() {
        let said = roadmap.item(item.id);
        assert_eq!(said.is_some(), item.state.is_open());
        if let Some(said) = said {
            let is_unknown = *said == Err(UnknownDate::Size);
            assert_eq!(is_unknown, item.size.value.is_none(), "{}", item.title);
        }
    }
    let told = headings(&app, RoadmapGrouping::Months);
    assert_eq!(told.len(), 5);
    assert!(matches!(
        told[..3],
        [
            GroupHeading::Within(3, _),
            GroupHeading::Within(6, _),
            GroupHeading::Within(12, _)
        ]
    ));
}

#[test]
fn without_a_history_it_says_what_is_missing_and_how_to_give_it() {
    let without = |text: &str, words: &[&str]| {
        let is_kept = |line: &&str| !words.iter().any(|word| line.trim().starts_with(word));
        text.lines().filter(is_kept).collect::<Vec<_>>().join("\n")
    };
    // The capacity that is written down stands for a past, with a word.
    let mut planned = changed(|text| without(text, &["velocity: ["]), 120, 35);
    press(&mut planned, "g p r");
    let shown = words(&drawn(&planned, &dark()));
    assert!(shown.contains("as it is written down"), "{shown}");
    assert!(shown.contains("no iteration is finished yet"), "{shown}");
    let nothing = "(schema: \"1.0\", increments: [(id: \"p\", name: \"P\", starts: \"2027-01-04\", ends: \"2027-03-12\")],
        items: [(id: \"a\", title: \"A\", value: 1, criticality: 1, risk: 1, size: 3)])";
    let mut app = opened(crate::samples::workspace(nothing), 120, 35);
    press(&mut app, "g p r");
    let shown = words(&drawn(&app, &dark()));
    assert!(shown.contains("no team has a history: mark what is done"));
    assert!(shown.contains("unknown") && !shown.contains("85 %: "));
    assert!(
        plain::roadmap(&app.desk, RoadmapGrouping::Increments)
            .contains("unknown, no team has a history")
    );
    press(&mut app, "g b");
    assert!(!words(&drawn(&app, &dark())).contains("ikely done by"));
    press(&mut app, "e");
    let Some(page) = app.desk.top::<Explain>() else {
        panic!("no page");
    };
    let told = page.text();
    assert!(told.contains("When it is likely done is unknown"), "{told}");
}

#[test]
fn a_thin_history_and_an_idle_one_are_said_in_words() {
    let thin = |text: &str| {
        let text = text.replace(
            "velocity: [8, 10, 9, 10, 11, 9, 12, 10, 11]",
            "velocity: [8]",
        );
        text.replace("velocity: [7, 9, 8, 10, 9, 8, 6, 9, 8]", "velocity: [7, 9]")
    };
    let mut app = changed(thin, 120, 35);
    press(&mut app, "g p r");
    let shown = words(&drawn(&app, &dark()));
    assert!(shown.contains("only 1 iteration of history"), "{shown}");
    assert!(shown.contains("weak history: Cart, Rails"), "{shown}");
    let idle = |text: &str| {
        let lines = text.lines().map(|line| match line.trim() {
            line if line.starts_with("velocity: [") => "velocity: [0, 0, 0, 0, 0, 0],",
            line => line,
        });
        lines.collect::<Vec<_>>().join("\n")
    };
    let mut app = changed(idle, 120, 35);
    press(&mut app, "g p r");
    let shown = words(&drawn(&app, &dark()));
    assert!(shown.contains("never"), "{shown}");
}

#[test]
fn without_days_it_counts_iterations_and_says_so() {
    let without = |text: &str| text.replace("starts: \"2027-01-04\",", "");
    let mut app = changed(without, 120, 35);
    press(&mut app, "g p r");
    let shown = words(&drawn(&app, &dark()));
    assert!(shown.contains(" iter "), "{shown}");
    assert!(
        shown.contains("no days: the coming increment has no first"),
        "{shown}"
    );
}

#[test]
fn an_increment_under_way_begins_with_the_iteration_that_runs() {
    let app = sample(80, 24);
    let mut later = sample(80, 24);
    let day = chrono::NaiveDate::from_ymd_opt(2027, 2, 3);
    later.desk.derived.see_from(&later.desk.workspace, day);
    let first = |app: &App| {
        let items = app.desk.workspace.all::<Item>();
        let said = items.filter_map(|item| app.desk.derived.survey.roadmap.item(item.id));
        let days = said.filter_map(|said| said.as_ref().ok()?.days.half);
        days.min().unwrap().to_string()
    };
    assert_eq!(
        first(&app),
        "2026-12-04",
        "the iteration before the coming increment"
    );
    assert_eq!(first(&later), "2027-02-12");
}

#[test]
fn it_is_printed_with_every_confidence() {
    let app = sample(100, 60);
    insta::assert_snapshot!(
        "roadmap_plain",
        plain::roadmap(&app.desk, RoadmapGrouping::Increments)
    );
    insta::assert_snapshot!(
        "roadmap_plain_now",
        plain::roadmap(&app.desk, RoadmapGrouping::Now)
    );
    let plan = app.plain(tab::PLAN);
    assert!(plan.contains("Forecast: 50"), "{plan}");
    assert!(plan.contains("To be heard: "), "{plan}");
    let empty = opened(Workspace::default(), 80, 24);
    assert!(!plain::roadmap(&empty.desk, RoadmapGrouping::Increments).contains("85 %"));
}
