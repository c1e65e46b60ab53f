//! The planning board by keys: four teams, forty features, twelve dependencies across teams; then what they promise and
//! how sure they are.

use std::fmt::Write as _;
use std::sync::Arc;

use chrono::NaiveDate;
use evenkeel::desk::event::{Event, Gesture, Target};
use evenkeel::desk::file::{File, Home};
use evenkeel::desk::preferences::Preferences;
use evenkeel::desk::tab;
use evenkeel::dialogs::form::Form;
use evenkeel::model::Workspace;
use evenkeel::model::audience::Audience;
use evenkeel::model::id::Id;
use evenkeel::model::item::Item;
use evenkeel::model::objective::Objective;
use evenkeel::model::person::Person;
use evenkeel::model::record::Declared;
use evenkeel::scoring::plan::Place;
use evenkeel::scoring::plan::inputs::rounds;
use evenkeel::scoring::plan::promises::promises;
use evenkeel::scoring::plan::team_board::{LinkCounts, TeamBoard, TeamBoardCell};
use evenkeel::scoring::ratio::Ratio;
use evenkeel::shell::App;
use evenkeel::store;
use evenkeel::ui::look::{Brightness, Charset, Depth, Look};
use evenkeel::views::teams::{self, Teams};
use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};

use crate::exports::text;
use crate::journeys::notice;
use crate::screens::{dark, press, sample, screen};
use crate::support::check_screen;

pub const TEAMS: [&str; 4] = ["Cart", "Mail", "Rails", "Till"];

/// What depends on what, by number; the eleventh comes too late once all is planned in order.
pub const LINKS: [(usize, usize); 12] = [
    (3, 10),
    (4, 20),
    (6, 13),
    (8, 36),
    (13, 0),
    (16, 23),
    (18, 6),
    (23, 30),
    (26, 33),
    (36, 26),
    (31, 27),
    (33, 1),
];

/// An ART of four teams before its planning: ten features a team, the last two in no team yet.
fn art() -> Workspace {
    let mut out = "(schema: \"1.0\", settings: (increment: \"pi\"), people: [(id: \"bo\", name: \"Bettina Orr\", side: Business),".to_owned();
    for team in TEAMS {
        for member in ["one", "two"] {
            let _ = write!(out, "(id: \"{team}-{member}\", name: \"{team} {member}\"),");
        }
    }
    out.push_str("], teams: [");
    for team in TEAMS {
        let _ = write!(
            out,
            "(id: \"{team}\", name: \"{team}\", velocity: [20], members: [\"{team}-one\", \"{team}-two\"]),"
        );
    }
    out.push_str("], increments: [(id: \"pi\", name: \"PI 27.1\", starts: \"2027-01-04\", ends: \"2027-03-14\")], iterations: [");
    let days = ["01-04", "01-18", "02-01", "02-15", "03-01"];
    let ends = ["01-17", "01-31", "02-14", "02-28", "03-14"];
    for (at, (first, last)) in days.iter().zip(ends).enumerate() {
        let name = ["I1", "I2", "I3", "I4", "IP"][at];
        let _ = write!(
            out,
            "(id: \"{name}\", name: \"{name}\", increment: \"pi\", starts: \"2027-{first}\", ends: \"2027-{last}\", innovation: {}),",
            at == 4
        );
    }
    out.push_str("], milestones: [(id: \"m\", name: \"Trade fair\", due: \"2027-02-10\", increment: \"pi\")], dependencies: [(id: \"d\", text: \"Test accounts of the bank\", due: \"2027-01-15\", increment: \"pi\")], objectives: [");
    for (at, team) in TEAMS.iter().enumerate() {
        let _ = write!(
            out,
            "(id: \"o{at}\", text: \"{team} delivers\", increment: \"pi\", team: \"{team}\"),"
        );
    }
    out.push_str("(id: \"o4\", text: \"Cart tries more\", increment: \"pi\", team: \"Cart\", commitment: Uncommitted)], items: [");
    for at in 0..40 {
        let team = TEAMS[at / 10];
        let needs: Vec<String> = LINKS
            .iter()
            .filter(|(item, _)| *item == at)
            .map(|(_, need)| format!("\"f{need}\""))
            .collect();
        let team = if at < 38 {
            format!("team: \"{team}\", ")
        } else {
            String::new()
        };
        let _ = write!(
            out,
            "(id: \"f{at}\", key: \"F-{at}\", title: \"Feature {at} of the train\", size: 5, {team}needs: [{}]),",
            needs.join(", ")
        );
    }
    out.push_str("])");
    let (workspace, problems) = store::parse(&out).unwrap();
    assert_eq!(problems, [], "{out}");
    workspace
}

fn opened(workspace: Workspace, width: u16, height: u16) -> App {
    let file = File::new(Home::Untitled, Vec::new());
    let size = Size { width, height };
    let today = NaiveDate::from_ymd_opt(2026, 12, 14);
    App::new(workspace, file, Preferences::default(), 7, size, today)
}

fn board(app: &App) -> Arc<TeamBoard> {
    let state: &Teams = app.state().expect("the teams are a view");
    teams::board(&app.desk, state).expect("there is an interval")
}

fn cell(app: &App) -> TeamBoardCell {
    let state: &Teams = app.state().expect("the teams are a view");
    teams::spot(state, &board(app)).cell
}

fn feature(number: usize) -> Id {
    Id::parse(&format!("f{number}")).unwrap()
}

fn item(app: &App, number: usize) -> &Item {
    app.desk.workspace.get(feature(number)).unwrap()
}

/// Everything into its iteration: three, three, two and two features a team.
fn plans_all(app: &mut App) {
    press(app, "g a h");
    for team in 0..4 {
        let count = if team == 3 { 8 } else { 10 };
        for at in 0..count {
            press(app, &format!("p {}", [1, 1, 1, 2, 2, 2, 3, 3, 4, 4][at]));
        }
        press(app, "Tab");
    }
    // What has no team goes to the team above.
    for _ in 0..2 {
        press(app, "K p 4 Tab");
    }
}

#[test]
fn an_art_of_four_teams_is_planned_by_keys() {
    let mut app = opened(art(), 120, 35);
    let before = app.desk.workspace.clone();
    assert_eq!(board(&app).counts(), LinkCounts::default());
    plans_all(&mut app);
    let planned = board(&app);
    assert_eq!(planned.planned.whole.items.len(), 40);
    assert_eq!(planned.teams.len(), 4, "no row for what has no team");
    for (line, row) in planned.teams.iter().enumerate() {
        let counts: Vec<usize> = (0..6)
            .map(|at| planned.cards(TeamBoardCell { line, at }).len())
            .collect();
        assert_eq!(counts, [0, 3, 3, 2, 2, 0]);
        let load = row.load.expect("load and capacity are known");
        assert_eq!(
            (load.points, load.capacity),
            (Ratio::whole(50), Ratio::whole(80))
        );
    }
    let counts = |all, late, tight| LinkCounts { all, late, tight };
    assert_eq!(planned.counts(), counts(12, 1, 1));
    assert_eq!(app.desk.history.done().len(), 42, "one step each");
    let shown = screen(&app);
    assert!(
        shown.contains("12 dependencies: 1 too late, 1 in the same iteration"),
        "{shown}"
    );

    // The red one is found, said in words, and mended.
    press(&mut app, "r");
    assert_eq!(app.desk.chosen, Some(feature(31)));
    let shown = screen(&app);
    assert!(
        shown.contains("! » depends on Feature 27 of the train (Rails, I3): 2 iterations too late"),
        "{shown}"
    );
    check_screen("teams_late_120x35", &app, &dark());
    press(&mut app, "L L");
    assert!(
        screen(&app).contains("in the same iteration"),
        "{}",
        screen(&app)
    );
    press(&mut app, "L");
    assert_eq!(board(&app).counts(), counts(12, 0, 1));
    assert_eq!(app.desk.chosen, Some(feature(31)), "the cursor goes along");
    assert!(
        screen(&app).contains("1 iteration earlier, in time"),
        "{}",
        screen(&app)
    );
    press(&mut app, "L L");
    assert!(
        notice(&app).contains("no iteration that way"),
        "{}",
        notice(&app)
    );
    press(&mut app, "u");
    assert_eq!(
        app.desk.history.done().len(),
        45,
        "one step each, and one back"
    );

    // The other end, and back; then the one in the same iteration.
    press(&mut app, "o");
    assert_eq!(app.desk.chosen, Some(feature(27)));
    press(&mut app, "o");
    assert_eq!(app.desk.chosen, Some(feature(31)));
    press(&mut app, "r");
    assert_eq!(app.desk.chosen, Some(feature(36)));

    // Another team, and all of it back.
    press(&mut app, "K");
    assert_eq!(
        item(&app, 36).team.0.map(|id| id.to_string()),
        Some("Rails".to_owned())
    );
    assert_eq!(app.desk.chosen, Some(feature(36)));
    assert!(notice(&app).contains("Rails in I3"), "{}", notice(&app));
    let steps = app.desk.history.done().len();
    press(&mut app, &"u ".repeat(steps));
    assert!(app.desk.workspace == before, "all of it is taken back");
}

#[test]
fn marked_cards_move_together_and_the_mouse_chooses_them() {
    let mut app = opened(art(), 120, 35);
    press(&mut app, "g a h m m");
    assert_eq!(app.desk.backlog.marked.len(), 2);
    press(&mut app, "L");
    let first = board(&app).places[1];
    for number in [0, 1] {
        assert_eq!(
            item(&app, number).iteration.0.map(Place::Iteration),
            Some(first)
        );
    }
    assert_eq!(app.desk.history.done().len(), 1);
    press(&mut app, "Esc J");
    assert!(app.desk.backlog.marked.is_empty());
    // A press on a card chooses it, one on an empty cell goes there, two open the form.
    let act = |app: &mut App, target: Target, gesture: Gesture| {
        let hits = {
            let mut buffer = Buffer::empty(Rect::new(0, 0, 120, 35));
            evenkeel::shell::draw::draw(app, &dark(), &mut buffer)
        };
        let is_there = (0..35).any(|y| (0..120).any(|x| hits.at(x, y) == Some(target)));
        assert!(is_there, "{target:?} is drawn");
        app.handle(Event::Point {
            target: Some(target),
            gesture,
        });
    };
    act(
        &mut app,
        Target::Record(Item::KIND, feature(0)),
        Gesture::Press,
    );
    assert_eq!(app.desk.chosen, Some(feature(0)));
    let columns = board(&app).places.len();
    act(&mut app, Target::Spot(columns + 2), Gesture::Press);
    assert_eq!(app.desk.chosen, None);
    assert_eq!(cell(&app), TeamBoardCell { line: 1, at: 2 });
    act(
        &mut app,
        Target::Record(Item::KIND, feature(0)),
        Gesture::DoublePress,
    );
    assert!(app.desk.top::<Form>().is_some());
    press(&mut app, "Esc");
    // What is written in a cell belongs there.
    press(&mut app, "n");
    assert!(app.desk.top::<Form>().is_some());
    press(&mut app, "a Enter Ctrl-s");
    let all = app.desk.workspace.all::<Item>();
    let new = all.filter(|item| item.title == "a").collect::<Vec<_>>();
    assert_eq!(new.len(), 1);
    assert_eq!(
        new[0].team.0.map(|id| id.to_string()),
        Some("Cart".to_owned())
    );
    assert!(new[0].iteration.0.is_some());
    assert_eq!(app.desk.chosen, Some(new[0].id));
}

#[test]
fn objectives_get_their_value_from_a_business_owner_and_teams_vote_before_all() {
    let mut app = opened(art(), 120, 35);
    plans_all(&mut app);
    press(&mut app, "} 8");
    assert!(
        notice(&app).contains("o says who gives it"),
        "{}",
        notice(&app)
    );
    press(&mut app, "u g g o O r r Enter 8 5 9 7 0");
    let pi = Id::parse("pi").unwrap();
    let worth = |app: &App, id: &str| {
        let one: &Objective = app.desk.workspace.get(Id::parse(id).unwrap()).unwrap();
        let who = app
            .desk
            .workspace
            .name::<Person>(one.valued_by.0)
            .to_owned();
        (
            one.planned_value.map(|value| value.to_string()),
            who,
            one.valued_on,
        )
    };
    let today = app.desk.derived.today;
    for (id, value) in [
        ("o0", "8"),
        ("o4", "5"),
        ("o1", "9"),
        ("o2", "7"),
        ("o3", "10"),
    ] {
        let expected = (Some(value.to_owned()), "Bettina Orr".to_owned(), today);
        assert_eq!(worth(&app, id), expected, "{id}");
    }
    press(&mut app, "g g a 6 Enter j a 2 Enter");
    let all = promises(&app.desk.workspace, pi);
    assert_eq!(all.len(), 4);
    assert_eq!(all[0].committed, Some(Ratio::whole(8)));
    assert_eq!(all[0].uncommitted, Some(Ratio::whole(5)));
    assert_eq!(all[0].reached, Some(Ratio::whole(8)));
    assert_eq!(all[0].kept, Some(Ratio::ONE));
    assert_eq!(all[1].kept, None, "not all is scored");

    for fingers in ["4 5", "3 4", "5 5"] {
        press(&mut app, &format!("v {fingers} r Enter Esc"));
    }
    press(&mut app, "v");
    assert!(
        screen(&app).contains("PI 27.1 of Till, round 1"),
        "{}",
        screen(&app)
    );
    press(&mut app, "2 4 r Enter t");
    let shown = screen(&app);
    assert!(
        shown.contains("PI 27.1, round 1") && shown.contains("By team: Cart 4.5, Mail 3.5"),
        "{shown}"
    );
    check_screen("confidence_all_120x35", &app, &dark());
    press(&mut app, "4 4 4 4 4 4 4 4 4 r Enter Esc");
    let workspace = &app.desk.workspace;
    for (team, mean) in TEAMS.iter().zip([(9, 2), (7, 2), (5, 1), (3, 1)]) {
        let votes = rounds(workspace, pi, Id::parse(team)).unwrap();
        assert_eq!(votes.len(), 1, "{team}");
        assert_eq!(votes[0].result.mean, Ratio::new(mean.0, mean.1), "{team}");
    }
    let votes = rounds(workspace, pi, None).unwrap();
    assert_eq!(votes.len(), 1);
    assert_eq!(
        votes[0].result.counts,
        [0, 0, 0, 9, 0],
        "teams' own votes do not count in it"
    );
    check_screen("objectives_120x35", &app, &dark());
    let text = store::canonical(workspace);
    let (again, problems) = store::parse(&text).unwrap();
    assert_eq!((problems.len(), &again == workspace), (0, true));
}

#[test]
fn the_board_at_three_sizes_and_in_plain_looks() {
    for (width, height) in [(80, 24), (120, 35), (200, 60)] {
        let mut app = sample(width, height);
        press(&mut app, "g a Tab l l");
        assert_eq!(app.desk.view, tab::TEAMS);
        press(&mut app, "r");
        check_screen(&format!("teams_{width}x{height}"), &app, &dark());
    }
    let mut app = sample(120, 35);
    press(&mut app, "g a Tab Tab l l");
    let look = Look::new(Brightness::Light, Depth::Full, Charset::Unicode, true);
    check_screen("teams_light", &app, &look);
    for (name, charset) in [("none", Charset::Unicode), ("ascii", Charset::Ascii)] {
        let look = Look::new(Brightness::Dark, Depth::None, charset, true);
        check_screen(&format!("teams_{name}"), &app, &look);
    }
}

#[test]
fn a_workspace_without_teams_or_with_long_titles_is_drawn_too() {
    let mut app = opened(Workspace::default(), 80, 24);
    press(&mut app, "g a");
    assert!(
        screen(&app).contains("N makes the first interval"),
        "{}",
        screen(&app)
    );
    press(&mut app, "L p 1 r o Enter } { v");
    let long = "Überweisungsrückläuferbearbeitungsdienst 債務整理 ".repeat(8);
    let text = store::canonical(&art())
        .replace("Feature ", &long)
        .replace("name: \"Cart\"", &format!("name: \"{long}\""));
    let (workspace, problems) = store::parse(&text).unwrap();
    assert_eq!(problems, []);
    for (width, height) in [
        (60, 16),
        (80, 24),
        (109, 30),
        (110, 30),
        (120, 35),
        (200, 60),
        (219, 69),
    ] {
        let mut app = opened(workspace.clone(), width, height);
        plans_all(&mut app);
        press(&mut app, "r");
        assert!(screen(&app).contains('…'), "{width}x{height}");
        press(&mut app, "Tab Tab Tab Tab l h j k G");
        screen(&app);
    }
}

#[test]
fn the_board_goes_out_as_a_drawing_and_in_tables() {
    let mut app = opened(art(), 120, 35);
    plans_all(&mut app);
    let workspace = &app.desk.workspace;
    let made = |name: &str| text(workspace, Audience::Shared, name);
    let svg = made("svg-teams");
    assert!(
        svg.contains("! too late") && svg.contains("same iteration"),
        "{svg}"
    );
    assert_eq!(
        svg.matches("class=\"link").count(),
        24,
        "an arrow for each link"
    );
    let sheet = made("pi-sheet");
    assert!(
        sheet.contains("| Feature 31 of the train | Till, I1 | Feature 27 of the train | Rails, I3 | 2 iterations too late |"),
        "{sheet}"
    );
    assert!(made("html").contains("Planning board"));
}
