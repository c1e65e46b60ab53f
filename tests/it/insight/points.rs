//! Points on a grid: moved by keys, chosen by the pointer, and where they stand.

use evenkeel::desk::event::{Event, Gesture, Target};
use evenkeel::model::assumption::Assumption;
use evenkeel::model::journey::{Feeling, Stage};
use evenkeel::model::number::Number;
use evenkeel::model::person::Person;
use evenkeel::model::record::Declared;
use evenkeel::scoring::insight::known::{KnownCustomers, test_cell, tests};
use evenkeel::shell::{App, draw};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::story::STORY;
use super::{opened, screen, workspace};
use crate::journeys::{notice, type_text};
use crate::samples::id;
use crate::screens::{dark, press};

/// Presses where some words stand on the screen as a record.
fn press_at(app: &mut App, words: &str) {
    let shown = screen(app);
    let mut buf = Buffer::empty(Rect::new(0, 0, 120, 35));
    let hits = draw::draw(app, &dark(), &mut buf);
    let at = |(row, line): (u16, &str)| {
        let before = line.split_once(words)?.0.chars().count();
        let target = hits.at(u16::try_from(before).unwrap(), row);
        target.filter(|target| matches!(target, Target::Record(..)))
    };
    let target = (0..).zip(shown.lines()).find_map(at);
    assert!(target.is_some(), "{words} is nothing to press: {shown}");
    let gesture = Gesture::Press;
    app.handle(Event::Point { target, gesture });
}

#[test]
fn an_assumption_stands_by_its_weight_and_by_how_little_is_known() {
    let stands = |weight: &str, evidence: &str| {
        let text = format!(
            r#"(schema: "1.0", assumptions: [(id: "a", text: "A"{weight})], evidence: [{evidence}])"#
        );
        let workspace = workspace(&text);
        let known = KnownCustomers::of(&workspace, None);
        let cell = test_cell(&known, workspace.get(id("a")).unwrap());
        (cell, tests(&workspace, &known)[0].is_first)
    };
    let survey = r#"(id: "e", title: "E", sort: Usability, people: 20, assumptions: ["a"]),"#;
    let talk = r#"(id: "t", title: "T", sort: Interview, people: 2, assumptions: ["a"]),"#;
    let against = r#"(id: "n", title: "N", sort: Usability, people: 30, bearing: Refutes, assumptions: ["a"]),"#;
    assert_eq!(stands(", weight: 9", ""), (Some((0, 2)), true), "top right");
    assert_eq!(stands(", weight: 5", talk), (Some((1, 2)), true));
    assert_eq!(stands(", weight: 4", ""), (Some((2, 2)), false));
    assert_eq!(stands(", weight: 9", survey), (Some((0, 0)), false));
    let contested = format!("{survey}{against}");
    assert_eq!(
        stands(", weight: 9", &contested),
        (Some((0, 2)), true),
        "what is contested counts as conviction"
    );
    assert_eq!(stands("", ""), (None, false), "unknown is no place");
    assert_eq!(stands(", weight: 11", "").0, None);
    assert_eq!(stands(", weight: 9, standing: Supported", "").0, None);
}

#[test]
fn arrows_with_shift_move_persons_assumptions_and_stages() {
    let mut app = opened(STORY, 120, 35);
    let weight = |app: &App| {
        let one = app.desk.workspace.get::<Assumption>(id("a2"));
        one.unwrap().weight
    };
    press(&mut app, "g i } }");
    assert!(screen(&app).contains("Test first what stands top right"));
    press_at(&mut app, "Shops want a login");
    press(&mut app, "Shift-Up");
    assert_eq!(weight(&app), Some(Number::whole(9)), "{}", notice(&app));
    press(&mut app, "Shift-Up Shift-Up");
    assert_eq!(weight(&app), Some(Number::whole(10)));
    assert!(
        notice(&app).contains("end of its scale"),
        "{}",
        notice(&app)
    );
    press(&mut app, "Shift-Down u u");
    assert_eq!(weight(&app), Some(Number::whole(9)), "each is one step");
    press(&mut app, "Shift-Left");
    assert!(
        notice(&app).contains("evidence moves it"),
        "{}",
        notice(&app)
    );

    press(&mut app, "} } }");
    let stage = |app: &App| {
        let mut all = app.desk.workspace.all::<Stage>();
        all.find(|one| one.name == "Return").unwrap().feeling
    };
    assert_eq!(stage(&app), Some(Feeling::Awful));
    press_at(&mut app, "Return");
    press(&mut app, "Shift-Up");
    assert_eq!(stage(&app), Some(Feeling::Bad), "{}", notice(&app));
    let foot = screen(&app);
    assert!(
        foot.contains("+ better") && foot.contains("- worse"),
        "{foot}"
    );
    press(&mut app, "+ + -");
    assert_eq!(
        stage(&app),
        Some(Feeling::Neutral),
        "{}",
        notice(&app).to_owned()
    );
    press(&mut app, "u u u");
    assert_eq!(stage(&app), Some(Feeling::Bad), "each is one step");
    press(&mut app, "Tab +");
    assert!(
        notice(&app).contains("choose a stage first"),
        "{}",
        notice(&app)
    );
    press(&mut app, "Shift-Tab");

    press(&mut app, "}");
    press_at(&mut app, "Nadia Haddad");
    let lists = app.on_screen().and_then(|view| view.lists()).unwrap();
    let chosen = lists.chosen(&app.desk);
    assert_eq!(chosen, Some((Person::KIND, id("nadia"))));
}

#[test]
fn a_cell_that_holds_more_than_it_has_lines_shows_the_chosen_one_and_counts_the_others() {
    let many: String = (10..40)
        .map(|at| format!("(id: \"a{at}\", text: \"Guess {at}\", weight: 9),"))
        .collect();
    let text = format!(r#"(schema: "1.0", assumptions: [{many}])"#);
    let mut app = opened(&text, 120, 35);
    press(&mut app, "g i } }");
    let grid = |app: &App| screen(app).lines().take(16).collect::<Vec<_>>().join("\n");
    assert!(grid(&app).contains("27 more"), "{}", grid(&app));
    press(&mut app, "/");
    type_text(&mut app, "guess 33");
    press(&mut app, "Enter");
    assert!(grid(&app).contains("▌ Guess 33"), "{}", grid(&app));
}
