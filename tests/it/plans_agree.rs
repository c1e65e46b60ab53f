//! Plan, board, roadmap, explanation and checks of one workspace never contradict each other: the same interval, the same
//! capacity, the same end of it, and only true reasons.

use std::fmt::Write as _;

use evenkeel::desk::file::{File, Home};
use evenkeel::desk::preferences::Preferences;
use evenkeel::desk::tab;
use evenkeel::dialogs::page::Page;
use evenkeel::model::item::Item;
use evenkeel::scoring::explain::explain;
use evenkeel::scoring::explain::words::{message, team};
use evenkeel::scoring::plan::coming::NO_COMING;
use evenkeel::shell::App;
use evenkeel::store;
use evenkeel::views::board::plain as board_text;
use ratatui::layout::Size;

use crate::roadmap::wish;
use crate::screens::press;
use crate::shares::flat;
use crate::suggesting::{answered, begun};

mod any;

const RUNS: &str =
    "(id: \"p1\", name: \"PI 1\", starts: \"2026-09-28\", ends: \"2026-12-18\", capacity: 20),";
const COMES: &str =
    "(id: \"p2\", name: \"PI 2\", starts: \"2027-01-04\", ends: \"2027-03-12\", capacity: 20),";
const EMPTY: &str =
    "(id: \"p2\", name: \"PI 2\", starts: \"2027-01-04\", ends: \"2027-03-12\", capacity: 0),";

/// A workspace of these increments, iterations, teams and items.
fn text(increments: &str, more: &str, items: &str) -> String {
    let set = if increments.contains("\"p1\"") {
        "increment: \"p2\", "
    } else {
        ""
    };
    format!(
        "(schema: \"1.0\", settings: ({set}tolerance: 100), buckets: [(id: \"b\", name: \"Business\", share: 70, place: 1),
        (id: \"t\", name: \"Technical\", share: 30, place: 2)], increments: [{increments}], {more} items: [{items}])"
    )
}

/// The board of a workspace on a Tuesday before its increment.
fn board(text: &str) -> App {
    on(text, "2026-12-01")
}

/// The board of a workspace on a day.
fn on(text: &str, day: &str) -> App {
    let (workspace, problems) = store::parse(text).unwrap();
    assert_eq!(problems, []);
    let size = Size {
        width: 120,
        height: 35,
    };
    let today = day.parse().ok();
    let file = File::new(Home::Untitled, Vec::new());
    App::new(workspace, file, Preferences::default(), 1, size, today)
}

/// An item of a value and a size, with what else is said of it.
fn item(name: &str, value: u32, size: u32, more: &str) -> String {
    format!(
        "(id: \"{name}\", title: \"It {name}\", value: {value}, criticality: 5, risk: 3, size: {size}, bucket: \"b\"{more}),"
    )
}

/// What is said of an item: to the team, and to who asked.
fn told(app: &App, name: &str) -> (String, String) {
    let workspace = &app.desk.workspace;
    let found = workspace
        .all::<Item>()
        .find(|item| item.id.as_str() == name);
    let derived = &app.desk.derived;
    let why = explain(workspace, &derived.evaluation, found.unwrap().id).unwrap();
    let why = why.on(&derived.survey);
    let said = message(workspace, &why, derived.today).lines.join("\n");
    (team(workspace, &why).join("\n"), said)
}

fn roadmap(app: &App) -> String {
    use evenkeel::scoring::forecast::roadmap::chart::Readers;
    use evenkeel::scoring::forecast::roadmap::groups::RoadmapGrouping;
    use evenkeel::views::plan::roadmap::RoadmapForm;
    let wish = wish(RoadmapGrouping::Increments, Readers::Inside);
    evenkeel::shell::plain::roadmap(&app.desk, RoadmapForm::Days, wish, 100)
}

/// All that is printed of a workspace.
fn all(app: &App) -> String {
    let mut said = board_text::board(&app.desk) + &app.plain(tab::PLAN) + &roadmap(app);
    for item in app.desk.workspace.all::<Item>() {
        let (team, message) = told(app, item.id.as_str());
        let _ = writeln!(said, "{team}\n{message}");
    }
    said
}

#[test]
fn what_runs_goes_on_today_in_its_interval() {
    let items = |left: &str| {
        item(
            "a",
            8,
            10,
            &format!(", state: Doing, increment: \"p1\"{left}"),
        ) + &item("b", 2, 20, "")
    };
    let app = board(&text(&[RUNS, COMES].concat(), "", &items(", remaining: 4")));
    let said = all(&app);
    assert!(
        said.contains("It a: 50, 85, 95 %: done by 18 Dec 2026 (2 iterations)"),
        "{said}"
    );
    assert!(
        said.contains("It b: 50, 85, 95 %: done by 12 Mar 2027"),
        "{said}"
    );
    assert!(!said.contains("only later"), "{said}");
    assert!(
        said.contains("2 iterations of the planning interval that runs now are taken to be there"),
        "{said}"
    );
    // More than its time has room for goes on into the next one, and that is said.
    let app = board(&text(&[RUNS, COMES].concat(), "", &items("")));
    let (team, message) = told(&app, "b");
    assert!(team.contains("is likely done only later"), "{team}");
    assert!(
        team.contains("Work from before the interval goes on into it."),
        "{team}"
    );
    assert!(
        !team.contains("It fits") && !message.contains("Not now"),
        "{team}\n{message}"
    );
}

#[test]
fn no_interval_that_qualifies_is_none_everywhere() {
    let over =
        "(id: \"p0\", name: \"PI 0\", starts: \"2026-06-01\", ends: \"2026-08-28\", capacity: 20),";
    let undated = "(id: \"q\", name: \"Q\", capacity: 20), (id: \"r\", name: \"R\", capacity: 10),";
    let unfinished = "(id: \"q\", name: \"Q\", starts: \"2026-10-01\", capacity: 20), (id: \"r\", name: \"R\", capacity: 10),";
    for increments in [over, undated, unfinished] {
        let mut app = board(&text(
            increments,
            "",
            &(item("a", 8, 5, "") + &item("b", 2, 5, "")),
        ));
        assert_eq!(
            app.desk.derived.evaluation.race.coming, None,
            "{increments}"
        );
        let plan = app.plain(tab::PLAN);
        assert!(plan.starts_with(NO_COMING.said()), "{plan}");
        let teams = app.plain(tab::TEAMS);
        assert!(teams.starts_with(NO_COMING.said()), "{teams}");
        assert!(
            roadmap(&app).contains(NO_COMING.said()),
            "{}",
            roadmap(&app)
        );
        assert!(!board_text::board(&app.desk).contains("----"));
        let (_, message) = told(&app, "b");
        assert!(
            !message.contains("Not now") && !message.contains("the time we have"),
            "{message}"
        );
        press(&mut app, "g p");
        let shown = flat(&app);
        assert!(shown.contains("No planning interval is coming"), "{shown}");
        press(&mut app, "<");
        assert!(
            !flat(&app).contains("No planning interval is coming"),
            "{}",
            flat(&app)
        );
    }
}

#[test]
fn a_capacity_of_zero_is_known_and_nothing_fits() {
    let items = item("a", 8, 5, "") + &item("b", 2, 5, ", moscow: Must");
    let app = board(&text(EMPTY, "", &items));
    let said = all(&app);
    assert!(
        board_text::board(&app.desk)
            .contains("---- PI 2 has no capacity (0 points): nothing fits ----"),
        "{said}"
    );
    for wrong in [
        "it fits",
        "past iteration",
        "One planning interval more: 0",
        "They fill",
        "It fills",
    ] {
        assert!(!said.contains(wrong), "{wrong}: {said}");
    }
    assert!(
        said.contains("the capacity that is written down is 0"),
        "{said}"
    );
    assert!(
        said.contains("does not fit into the coming planning interval"),
        "{said}"
    );
    assert!(
        said.contains("No capacity is left in the coming planning interval."),
        "{said}"
    );
    assert!(
        told(&app, "a")
            .1
            .contains("we have no time left in the next planning interval")
    );
    // What is planned there all the same is too much.
    let planned = item("a", 8, 5, ", increment: \"p2\"");
    let app = board(&text(EMPTY, "", &planned));
    assert!(
        app.plain(tab::PLAN)
            .starts_with("PI 2: 5 of 0 points: 5 too many"),
        "{}",
        app.plain(tab::PLAN)
    );
    // Teams that can do something elsewhere do nothing in it.
    let team = "teams: [(id: \"t\", name: \"Team\", velocity: [10, 10, 10, 10, 10])],";
    let app = board(&text(EMPTY, team, &item("a", 8, 5, "")));
    let (told, _) = told(&app, "a");
    assert!(
        told.contains("does not fit") && told.contains("Likely done by 28 Mar 2027"),
        "{told}"
    );
}

#[test]
fn a_must_that_cannot_come_is_named_with_its_price() {
    let items = item("m", 5, 8, ", moscow: Must") + &item("c", 20, 8, "");
    let mut app = board(&text(EMPTY, "", &items));
    press(&mut app, "g p");
    assert!(!flat(&app).contains("of ?"), "{}", flat(&app));
    let run = begun(&mut app, "f");
    app.handle(answered(&run));
    let said = app.desk.top::<Page>().expect("a page").lines.join("\n");
    assert!(
        said.contains("“It m” (Must): 8 points more than the capacity; a week without it costs 13"),
        "{said}"
    );
    assert!(said.contains("It c: there is no capacity"), "{said}");
    assert!(app.desk.trial.is_none(), "nothing is tried out");
}

#[test]
fn only_what_takes_the_room_is_the_reason() {
    let message = |increments: &str, items: &str, name: &str| {
        let app = board(&text(increments, "", items));
        told(&app, name).1
    };
    let planned = item("b", 1, 18, ", increment: \"p2\"");
    let small = item("c", 20, 3, "");
    let best = item("d", 13, 2, "");
    let said = message(COMES, &[&*planned, &small, &best].concat(), "c");
    assert!(
        said.contains("1 other piece of work is planned already, and 1 more came out before it"),
        "{said}"
    );
    assert!(said.contains("They fill the time"), "{said}");
    let full = item("b", 1, 20, ", increment: \"p2\"");
    let said = message(COMES, &[&*full, &small].concat(), "c");
    assert!(
        said.contains(
            "Not now, because 1 other piece of work is planned already. It fills the time"
        ),
        "{said}"
    );
    let large = item("e", 20, 30, "");
    let said = message(COMES, &large, "e");
    assert!(said.contains("it needs more time than we have"), "{said}");
    let second = item("g", 19, 5, "");
    let said = message(COMES, &[&*second, &large].concat(), "e");
    assert!(said.contains("it needs more time than we have"), "{said}");
    let said = message(COMES, &[&*planned, &small].concat(), "c");
    assert!(said.contains("It leaves too little time for it"), "{said}");
    // What another interval does takes no room here.
    let later = item("f", 20, 1, ", increment: \"p3\"");
    let intervals = [
        COMES,
        "(id: \"p3\", name: \"PI 3\", starts: \"2027-03-15\", ends: \"2027-05-21\", capacity: 20),",
    ]
    .concat();
    let said = message(&intervals, &[&*later, &full, &small].concat(), "c");
    assert!(
        said.contains("because 1 other piece of work is planned already. It fills"),
        "{said}"
    );
    // Of a capacity that nobody knows nothing is said.
    let unknown = "(id: \"p2\", name: \"PI 2\", starts: \"2027-01-04\", ends: \"2027-03-12\"),";
    let said = message(unknown, &[&*best, &small].concat(), "c");
    assert!(
        said.contains("It is number 2 of 2 on our list") && !said.contains("Not now"),
        "{said}"
    );
}

#[test]
fn an_interval_without_iterations_has_one_capacity() {
    let increment = "(id: \"p\", name: \"PI 1\", starts: \"2027-01-04\", ends: \"2027-03-28\"),";
    let velocity = "teams: [(id: \"t\", name: \"Team\", velocity: [10, 10, 10, 10, 10, 10])],";
    let people = "teams: [(id: \"t\", name: \"Team\", members: [\"x\"])], people: [(id: \"x\", name: \"X\")],";
    let free = ["iterations: [(id: \"i\", name: \"I\", increment: \"p\", starts: \"2027-01-04\", ends: \"2027-01-17\", innovation: true)],", velocity].concat();
    for (more, capacity, made) in [(velocity, 60, 6), (people, 48, 6), (&*free, 50, 5)] {
        let app = board(&text(
            increment,
            more,
            &item("x", 8, capacity, ", increment: \"p\""),
        ));
        let plan = app.plain(tab::PLAN);
        assert!(
            plan.starts_with(&format!("PI 1: {capacity} of {capacity} points")),
            "{plan}"
        );
        let beware = format!("{made} are taken to be there, 14 days long");
        assert!(
            plan.contains(&beware) && roadmap(&app).contains(&beware),
            "{plan}{}",
            roadmap(&app)
        );
        assert!(
            roadmap(&app).contains("85, 95 %: done by 28 Mar 2027"),
            "{}",
            roadmap(&app)
        );
        assert!(
            told(&app, "x").0.contains("and fits into the coming"),
            "{}",
            told(&app, "x").0
        );
    }
    // What nobody describes is as unknown as what is described without people.
    let iterations: String = (0..4)
        .map(|at| {
            let days = [("04", "08"), ("11", "15"), ("18", "22"), ("25", "29")][at];
            format!(
                "(id: \"i{at}\", name: \"I{at}\", increment: \"p\", starts: \"2027-01-{}\", ends: \"2027-01-{}\"),",
                days.0, days.1
            )
        })
        .collect();
    let there: String = (0..3)
        .map(|at| format!("(id: \"v{at}\", team: \"t\", iteration: \"i{at}\", people: 5),"))
        .collect();
    let half = format!(
        "iterations: [{iterations}], teams: [(id: \"t\", name: \"Team\")], availability: [{there}],"
    );
    let increment = "(id: \"p\", name: \"PI 1\", starts: \"2027-01-04\", ends: \"2027-03-12\"),";
    let app = board(&text(increment, &half, &item("x", 8, 5, "")));
    assert!(
        app.plain(tab::PLAN).contains("3 of 10 iterations known"),
        "{}",
        app.plain(tab::PLAN)
    );
}

#[test]
fn what_is_left_out_for_want_of_room_says_so() {
    let bound = item("a", 1, 8, ", moscow: Must")
        + &item("b", 2, 8, ", moscow: Must")
        + &item("c", 13, 8, ", moscow: Must");
    let items = bound + &item("d", 20, 3, ", increment: \"p2\"");
    let mut app = board(&text(COMES, "", &items));
    press(&mut app, "g p");
    let run = begun(&mut app, "f");
    app.handle(answered(&run));
    let said = app.desk.top::<Page>().expect("a page").lines.join("\n");
    assert!(
        said.contains("It a: 4 points too many beside what must be in"),
        "{said}"
    );
    assert!(!said.contains("its target"), "{said}");
}
