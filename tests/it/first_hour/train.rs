//! A train of four teams, planned from a file of forty features by keys alone: teams, dependencies, iterations, what is
//! promised, how sure they are, and the roadmap for customers.

use std::sync::Arc;

use evenkeel::desk::effect::Effect;
use evenkeel::dialogs::export::ExportDialog;
use evenkeel::model::item::Item;
use evenkeel::model::objective::Objective;
use evenkeel::model::person::Person;
use evenkeel::model::team::Team;
use evenkeel::scoring::plan::inputs::rounds;
use evenkeel::scoring::plan::promises::promises;
use evenkeel::scoring::plan::team_board::{LinkCounts, TeamBoard, TeamBoardCell};
use evenkeel::scoring::ratio::Ratio;
use evenkeel::views::teams::{self, Teams};

use super::Typist;
use crate::importing;
use crate::journeys::selected;
use crate::overlays::made;
use crate::teams::{LINKS, TEAMS};

fn title(at: usize) -> String {
    let what = [
        "Pay", "Refund", "Search", "Track", "Rate", "Give", "Compare", "Reorder", "Return", "Book",
    ];
    let of = ["by invoice", "a parcel", "at the till", "abroad"];
    format!("{} {}", what[at % 10], of[at / 10])
}

fn board(typist: &Typist) -> Arc<TeamBoard> {
    let state: &Teams = typist.app.state().expect("the teams are a view");
    teams::board(&typist.app.desk, state).expect("there is an interval")
}

/// The iteration of a feature, from 1.
fn column(typist: &Typist, at: usize) -> usize {
    let all = typist.app.desk.workspace.all::<Item>();
    let item = all.into_iter().find(|item| item.title == title(at));
    board(typist).find(item.unwrap().id).unwrap().at
}

#[test]
fn a_train_is_planned_from_a_file_to_the_roadmap() {
    let mut typist = Typist::empty();
    let file: String = std::iter::once("Title,Job size\n".to_owned())
        .chain((0..40).map(|at| format!("{},5\n", title(at))))
        .collect();
    for key in ["i", "Enter", "Enter", "Enter"] {
        typist.keys += 1;
        importing::press(&mut typist.app, key, file.as_bytes());
    }
    typist.press("Esc Esc N");
    typist.write("Cart, Mail, Rails, Till");
    typist.press("Tab 5 Enter Esc");
    typist.took("forty features imported, an interval of four teams", 16);
    assert_eq!(typist.app.desk.workspace.all::<Item>().count(), 40);

    // Ten to each team, from those that have none.
    typist.press("g a h Shift-Tab Shift-Tab Shift-Tab");
    for up in [4, 3, 2, 1] {
        typist.press(&"m ".repeat(10));
        typist.press(&"K ".repeat(up));
        typist.press("Esc");
    }
    typist.took("ten features to each team", 60);
    let rows = board(&typist);
    assert_eq!(rows.teams.len(), 4, "{}", typist.shown());
    for (line, team) in TEAMS.iter().enumerate() {
        let cards = rows.cards(TeamBoardCell { line, at: 0 });
        let workspace = &typist.app.desk.workspace;
        let mut titles: Vec<&str> = cards.iter().map(|id| workspace.name::<Item>(*id)).collect();
        let mut wanted: Vec<String> = (0..10).map(|at| title(line * 10 + at)).collect();
        titles.sort_unstable();
        wanted.sort_unstable();
        assert_eq!(titles, wanted, "{team}");
    }

    // Twelve dependencies, each found by its name.
    typist.press("g b");
    for (item, need) in LINKS {
        typist.press("/");
        typist.write(&title(item));
        typist.press("Enter");
        assert_eq!(
            selected(&typist.app).title,
            title(item),
            "{}",
            typist.says()
        );
        typist.press("Esc f");
        typist.write(&title(need));
        typist.press("Enter");
        assert!(typist.says().contains("depends on"), "{}", typist.says());
    }
    typist.took("twelve dependencies", 12 * 5 + 2);

    // All of it into iterations, team by team: three, three, two and two.
    typist.press("g a Home Tab");
    for _ in 0..4 {
        for at in [1, 1, 1, 2, 2, 2, 3, 3, 4, 4] {
            typist.press(&format!("p {at}"));
        }
        typist.press("Tab");
    }
    typist.took("forty features into iterations", 4 * 21 + 4);
    let planned = board(&typist);
    assert_eq!(planned.planned.whole.items.len(), 40, "{}", typist.shown());
    let counts = |all, late, tight| LinkCounts { all, late, tight };
    assert_eq!(planned.counts(), counts(12, 1, 1), "{}", typist.shown());

    // The red one is found and mended.
    typist.press("r");
    assert_eq!(selected(&typist.app).title, title(31));
    assert!(
        typist.shown().contains("2 iterations too late"),
        "{}",
        typist.shown()
    );
    typist.press("L L L");
    typist.took("a red dependency found and mended", 4);
    assert_eq!(board(&typist).counts(), counts(12, 0, 1));
    assert_eq!((column(&typist, 31), column(&typist, 27)), (4, 3));

    // What each team promises: its first two features, marked on the board; then what a Business Owner gives for it.
    typist.press("g g Right Tab Tab Tab");
    for team in TEAMS {
        typist.press("m m } n");
        typist.write(&format!("{team} sells abroad"));
        typist.press("Ctrl-s } Esc Tab");
    }
    typist.press("}");
    typist.took("an objective of two features for each team", 4 * 8 + 7);
    typist.press("o");
    typist.write("Bettina Orr");
    typist.press("Enter g g 8 5 9 0");
    typist.took("objectives valued by a Business Owner", 8);
    let workspace = &typist.app.desk.workspace;
    let all: Vec<&Objective> = workspace.all().collect();
    assert_eq!(all.len(), 4);
    for one in &all {
        let items = one.items.0.iter();
        let items = items.filter_map(|id| workspace.get::<Item>(*id));
        let teams: Vec<_> = items.map(|item| item.team.0).collect();
        assert_eq!(teams, [one.team.0; 2], "{}", one.text);
    }
    assert!(
        all.iter().all(|one| one.planned_value.is_some()
            && one.valued_on.is_some()
            && workspace.name::<Person>(one.valued_by.0) == "Bettina Orr"),
        "{}",
        typist.shown()
    );

    // Confidence, team by team; who votes is typed as it is needed.
    for (names, fingers) in [
        ("Ann, Bea", "4 5"),
        ("Cem, Dora", "3 4"),
        ("Ed, Flo", "5 5"),
        ("Gil, Ha", "2 4"),
    ] {
        typist.press("v +");
        typist.write(names);
        typist.press(&format!("Enter {fingers} r Enter Esc"));
    }
    typist.took("confidence voted by four teams", 4 * 8);
    let pi = typist.app.desk.interval.unwrap();
    let workspace = &typist.app.desk.workspace;
    for (name, mean) in TEAMS.iter().zip([(9, 2), (7, 2), (5, 1), (3, 1)]) {
        let team = workspace.all::<Team>().find(|team| team.name == *name);
        let team = team.unwrap();
        assert_eq!(team.members.0.len(), 2, "{name}");
        let votes = rounds(workspace, pi, Some(team.id)).unwrap();
        assert_eq!(votes.len(), 1, "{name}");
        assert_eq!(votes[0].result.mean, Ratio::new(mean.0, mean.1), "{name}");
    }
    assert_eq!(promises(workspace, pi).len(), 4);

    // The roadmap, for customers.
    typist.press("X");
    typist.write("roadmap-html");
    typist.press("Enter w");
    let event = made(&typist.app, typist.app.desk.top::<ExportDialog>().unwrap());
    typist.app.handle(event);
    let page = typist.app.desk.top::<ExportDialog>().unwrap();
    let text = page.text().unwrap_or_default().to_owned();
    let out = typist.last("Enter");
    typist.took("the roadmap exported for customers", 4);
    assert!(matches!(out.last(), Some(Effect::HandOut(_))), "{out:?}");
    assert!(text.contains(&title(0)), "{text}");
    for name in ["Bettina", "Ann", "Gil"] {
        assert!(!text.contains(name), "{name}");
    }
}
