//! The roadmap on the screen: three ways to group it, a forecast beside everything, and what is unknown in words.

use evenkeel::desk::tab;
use evenkeel::dialogs::explain::Explain;
use evenkeel::dialogs::form::Form;
use evenkeel::model::Workspace;
use evenkeel::model::item::Item;
use evenkeel::model::objective::{Commitment, Objective};
use evenkeel::scoring::forecast::roadmap::UnknownDate;
use evenkeel::scoring::forecast::roadmap::chart::{ChartWish, Readers};
use evenkeel::scoring::forecast::roadmap::groups::{GroupHeading, RoadmapEntry, RoadmapGrouping};
use evenkeel::scoring::levels::is_ranked;
use evenkeel::shell::App;
use evenkeel::shell::plain;
use evenkeel::store;
use evenkeel::ui::look::{Brightness, Charset, Depth, Look};
use evenkeel::views::plan::Face;
use evenkeel::views::plan::roadmap::{RoadmapForm, RoadmapRow, chart, chosen, lines};

use crate::plan_view::planning;
use crate::screens::{dark, drawn, opened, press, sample};
use crate::support::{check_screen, words};

/// The sample after its text was changed.
fn changed(change: impl Fn(&str) -> String, width: u16, height: u16) -> App {
    let text = change(include_str!("../../assets/sample.ron"));
    opened(store::parse(&text).unwrap().0, width, height)
}

pub fn wish(grouping: RoadmapGrouping, readers: Readers) -> ChartWish {
    ChartWish {
        grouping,
        readers,
        months: None,
    }
}

/// Every row of a grouping, for some readers.
fn shown(app: &App, grouping: RoadmapGrouping, readers: Readers) -> Vec<RoadmapRow> {
    let chart = chart(&app.desk, wish(grouping, readers));
    lines(&chart, false).map(|(row, ..)| row).collect()
}

fn printed(app: &App, grouping: RoadmapGrouping, form: RoadmapForm, readers: Readers) -> String {
    plain::roadmap(&app.desk, form, wish(grouping, readers), 100)
}

fn headings(app: &App, turn: RoadmapGrouping) -> Vec<GroupHeading> {
    let rows = shown(app, turn, Readers::Inside).into_iter();
    rows.filter_map(|row| match row {
        RoadmapRow::Heading(heading, _) => Some(heading),
        RoadmapRow::Entry(_) => None,
    })
    .collect()
}

fn items(rows: &[RoadmapRow]) -> Vec<evenkeel::model::id::Id> {
    let entries = rows.iter().filter_map(|row| match row {
        RoadmapRow::Entry(RoadmapEntry::Item(id)) => Some(*id),
        RoadmapRow::Heading(..) | RoadmapRow::Entry(_) => None,
    });
    entries.collect()
}

#[test]
fn bars_days_and_columns_at_three_sizes_and_in_plain_looks() {
    for (width, height) in [(80, 24), (120, 35), (200, 60)] {
        let mut app = sample(width, height);
        press(&mut app, "g p r Tab");
        let size = format!("{width}x{height}");
        check_screen(&format!("roadmap_bars_{size}"), &app, &dark());
        press(&mut app, "Shift-Tab d");
        check_screen(&format!("roadmap_{size}"), &app, &dark());
        press(&mut app, "d");
        check_screen(&format!("roadmap_now_{size}"), &app, &dark());
        press(&mut app, "d a");
        check_screen(&format!("roadmap_customers_{size}"), &app, &dark());
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
    let grouping = planning(&app).roadmap.wish.grouping;
    assert_eq!(grouping, RoadmapGrouping::Increments);
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
    let is_listed = |item: &Item| item.state.is_open() && is_ranked(&app.desk.workspace, item);
    let open = open.filter(|item| is_listed(item)).count();
    for (turn, _) in RoadmapGrouping::ALL {
        let rows = shown(&app, turn, Readers::Inside);
        let heading = |row: &&RoadmapRow| {
            matches!(row, RoadmapRow::Heading(GroupHeading::Parent(id), _)
                if app.desk.workspace.get::<Item>(*id).is_some_and(is_listed))
        };
        let as_heading = rows.iter().filter(heading).count();
        assert_eq!(items(&rows).len() + as_heading, open, "{turn:?}");
    }
    let roadmap = &app.desk.derived.survey.roadmap;
    let all = app.desk.workspace.all::<Item>();
    for item in all.filter(|item| is_ranked(&app.desk.workspace, item)) {
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
    press(&mut planned, "g p r d");
    let shown = words(&drawn(&planned, &dark()));
    assert!(shown.contains("as it is written down"), "{shown}");
    assert!(shown.contains("no iteration is finished yet"), "{shown}");
    let nothing = "(schema: \"1.0\", increments: [(id: \"p\", name: \"P\", starts: \"2027-01-04\", ends: \"2027-03-12\")],
        items: [(id: \"a\", title: \"A\", value: 1, criticality: 1, risk: 1, size: 3)])";
    let mut app = opened(crate::samples::workspace(nothing), 120, 35);
    press(&mut app, "g p r d");
    let shown = words(&drawn(&app, &dark()));
    assert!(shown.contains("no team has a history: mark what is done"));
    assert!(shown.contains("unknown") && !shown.contains("85 %: "));
    assert!(
        printed(
            &app,
            RoadmapGrouping::Increments,
            RoadmapForm::Days,
            Readers::Inside
        )
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
    let mut app = changed(thin, 200, 60);
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
    press(&mut app, "g p r d");
    let shown = words(&drawn(&app, &dark()));
    assert!(shown.contains("never"), "{shown}");
}

#[test]
fn without_days_it_counts_iterations_and_says_so() {
    let without = |text: &str| text.replace("starts: \"2027-01-04\",", "");
    let mut app = changed(without, 120, 35);
    press(&mut app, "g p r d");
    let shown = words(&drawn(&app, &dark()));
    assert!(shown.contains(" iter "), "{shown}");
    assert!(
        shown.contains("no days: the coming planning interval has no first"),
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
        "the iteration before the coming planning interval"
    );
    assert_eq!(first(&later), "2027-02-12");
}

#[test]
fn keys_change_groups_form_readers_reach_and_fold() {
    let mut app = sample(120, 35);
    press(&mut app, "g p r Tab");
    let shown = |app: &App| words(&drawn(app, &dark()));
    let by_theme = shown(&app);
    for part in [
        "Roadmap by theme",
        "Money on the same day",
        "Milestones",
        "Jan",
        "PI 27.1",
    ] {
        assert!(by_theme.contains(part), "{part}: {by_theme}");
    }
    press(&mut app, "- -");
    assert_eq!(planning(&app).roadmap.wish.months, Some(3));
    assert!(shown(&app).contains(" after "), "what goes on is said");
    press(&mut app, "- + + + +");
    assert_eq!(planning(&app).roadmap.wish.months, Some(24));
    press(&mut app, "G f");
    let folded = shown(&app);
    assert!(folded.contains("No theme") && !folded.contains("Delivery day in the cart"));
    press(&mut app, "f Tab");
    assert!(shown(&app).contains("Roadmap by parent"));
    press(&mut app, "d d");
    assert!(shown(&app).contains("now, next, later"));
    press(&mut app, "Tab");
    assert!(shown(&app).contains("have one grouping"));
}

#[test]
fn a_parent_that_is_heading_and_line_lets_the_cursor_by() {
    let tree = |level: &str, id: &str, parent: &str| {
        format!(
            "(id: \"{id}\", title: \"{id}\", value: 1, criticality: 1, risk: 1, size: 3, level: {level}{parent})"
        )
    };
    let items = [
        tree("Epic", "a", ""),
        tree("Feature", "b", ", parent: \"a\""),
        tree("Feature", "c", ", parent: \"a\""),
        tree("Story", "d", ", parent: \"b\""),
    ];
    let text = format!("(schema: \"1.0\", items: [{}])", items.join(", "));
    let mut app = opened(crate::samples::workspace(&text), 80, 24);
    press(&mut app, "g p r Tab Tab d g g");
    let rows = evenkeel::views::plan::roadmap::rows(&app.desk, &planning(&app).roadmap).len();
    for _ in 0..rows {
        press(&mut app, "j");
    }
    let (at, _) = chosen(&app.desk, &planning(&app).roadmap).unwrap();
    assert_eq!(at + 1, rows);
}

#[test]
fn customers_see_what_is_promised_and_no_day_after_it() {
    let app = sample(120, 35);
    let workspace = &app.desk.workspace;
    let committed: std::collections::BTreeSet<_> = workspace
        .all::<Objective>()
        .filter(|one| one.commitment == Commitment::Committed)
        .flat_map(|one| one.items.0.iter().copied())
        .collect();
    let wish = wish(RoadmapGrouping::Themes, Readers::Customers);
    let chart = chart(&app.desk, wish);
    let bars: Vec<_> = chart.groups.iter().flat_map(|group| &group.bars).collect();
    assert!(bars.iter().any(|bar| bar.span.is_some()));
    for bar in &bars {
        let id = bar.entry.id();
        let item = workspace.get::<Item>(id).unwrap();
        let is_promised = committed.contains(&id);
        assert_eq!(bar.span.is_some(), is_promised, "{}", item.title);
        assert!(is_promised || item.increment.0.is_some(), "{}", item.title);
        assert!(bar.span.is_none_or(|span| span.half.is_none()));
    }
    let hidden = [
        "In no planning interval",
        "Season banner in the cart",
        "Spike: photo as return reason",
    ];
    let said = printed(
        &app,
        RoadmapGrouping::Now,
        RoadmapForm::Days,
        Readers::Customers,
    );
    for title in hidden {
        assert!(!said.contains(title), "{title}: {said}");
    }
}

#[test]
fn the_filter_of_the_board_holds_on_the_roadmap() {
    let mut app = sample(120, 35);
    app.desk.set_filter("theme:money");
    press(&mut app, "g p r");
    let shown = shown(&app, RoadmapGrouping::Teams, Readers::Inside);
    let listed: Vec<_> = app.desk.backlog.items().collect();
    assert!(!items(&shown).is_empty());
    assert!(items(&shown).iter().all(|id| listed.contains(id)));
    app.desk.set_filter("nothing-is-called-so");
    assert!(words(&drawn(&app, &dark())).contains("The filter lets nothing through"));
}

#[test]
fn without_an_increment_and_a_day_the_axis_says_what_it_needs() {
    let text = "(schema: \"1.0\", items: [(id: \"a\", title: \"A\", value: 1, criticality: 1, risk: 1, size: 3)])";
    let mut app = opened(crate::samples::workspace(text), 80, 24);
    press(&mut app, "g p r");
    let shown = words(&drawn(&app, &dark()));
    assert!(shown.contains("There is no time axis"), "{shown}");
    assert!(
        shown.contains("R gives planning intervals their days"),
        "{shown}"
    );
}

#[test]
fn it_is_printed_with_every_confidence() {
    let app = sample(100, 60);
    insta::assert_snapshot!(
        "roadmap_plain",
        printed(
            &app,
            RoadmapGrouping::Increments,
            RoadmapForm::Days,
            Readers::Inside
        )
    );
    insta::assert_snapshot!(
        "roadmap_plain_now",
        printed(
            &app,
            RoadmapGrouping::Now,
            RoadmapForm::Columns,
            Readers::Inside
        )
    );
    insta::assert_snapshot!(
        "roadmap_plain_bars",
        printed(
            &app,
            RoadmapGrouping::Themes,
            RoadmapForm::Axis,
            Readers::Inside
        )
    );
    insta::assert_snapshot!(
        "roadmap_plain_customers",
        printed(
            &app,
            RoadmapGrouping::Themes,
            RoadmapForm::Days,
            Readers::Customers
        )
    );
    let plan = app.plain(tab::PLAN);
    assert!(plan.contains("Forecast: 50"), "{plan}");
    assert!(plan.contains("To be heard: "), "{plan}");
    let empty = opened(Workspace::default(), 80, 24);
    let printed = printed(
        &empty,
        RoadmapGrouping::Increments,
        RoadmapForm::Days,
        Readers::Inside,
    );
    assert!(!printed.contains("85 %"));
}
