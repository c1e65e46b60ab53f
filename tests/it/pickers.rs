//! Lists of records in forms: what is in them, what is not, and how what is missing is made there.

use evenkeel::desk::event::Event;
use evenkeel::dialogs::form::Form;
use evenkeel::dialogs::picker::Picker;
use evenkeel::edit::Edit;
use evenkeel::model::field::Value;
use evenkeel::model::item::{Item, State};
use evenkeel::model::person::Person;
use evenkeel::model::record::{Declared, Record};
use evenkeel::shell::App;

use crate::journeys::{notice, type_text};
use crate::screens::{dark, drawn, press, sample};
use crate::support::words;

/// The text of a screen.
fn text(app: &App) -> String {
    words(&drawn(app, &dark()))
}

/// The form of the first item, at a field.
fn at_field(field: &str) -> App {
    let mut app = sample(120, 45);
    let id = first_item(&app).id;
    evenkeel::dialogs::form::open_at(&mut app.desk, Item::KIND, id, field);
    app
}

fn entries(app: &App) -> Vec<String> {
    let picker = app.desk.top::<Picker>().expect("a list");
    picker.entries.iter().map(|e| e.label.clone()).collect()
}

fn first_item(app: &App) -> &Item {
    app.desk.selected().unwrap()
}

#[test]
fn what_is_missing_is_made_in_the_list_and_saved_in_one_step() {
    let mut app = at_field("requester");
    let people = app.desk.workspace.count(Person::KIND);
    press(&mut app, "Enter");
    type_text(&mut app, "Acme");
    assert!(text(&app).contains("create \"Acme\""), "{}", text(&app));
    press(&mut app, "Enter");
    assert!(text(&app).contains("Acme"), "the form shows its name");
    // Until the form is saved nothing is made.
    assert_eq!(app.desk.workspace.count(Person::KIND), people);
    press(&mut app, "Ctrl-s");
    assert_eq!(app.desk.workspace.count(Person::KIND), people + 1);
    let asked = first_item(&app).requester.0.unwrap();
    assert_eq!(
        app.desk.workspace.get::<Person>(asked).unwrap().name,
        "Acme"
    );
    press(&mut app, "u");
    assert_eq!(app.desk.workspace.count(Person::KIND), people);
    assert_ne!(first_item(&app).requester.0, Some(asked));
    press(&mut app, "Ctrl-y");
    assert_eq!(first_item(&app).requester.0, Some(asked));
}

#[test]
fn what_is_made_and_not_chosen_after_all_is_not_added() {
    let mut app = at_field("requester");
    let people = app.desk.workspace.count(Person::KIND);
    press(&mut app, "Enter");
    type_text(&mut app, "Acme");
    press(&mut app, "Enter Enter Home Enter Ctrl-s");
    assert_eq!(app.desk.workspace.count(Person::KIND), people);
}

#[test]
fn nothing_is_made_that_has_the_name_already() {
    let mut app = at_field("requester");
    let name = app
        .desk
        .workspace
        .all::<Person>()
        .next()
        .unwrap()
        .name
        .clone();
    press(&mut app, "Enter");
    type_text(&mut app, &name.to_uppercase());
    assert!(!text(&app).contains("create"), "{}", text(&app));
    type_text(&mut app, "x");
    assert!(
        entries(&app)
            .iter()
            .any(|entry| entry.starts_with("create"))
    );
}

#[test]
fn several_can_be_made_beside_those_that_are_there() {
    let mut app = at_field("needs");
    let before = first_item(&app).needs.0.len();
    let items = app.desk.workspace.count(Item::KIND);
    press(&mut app, "Enter");
    type_text(&mut app, "Groundwork");
    press(&mut app, "Tab");
    assert!(text(&app).contains("Groundwork"));
    press(&mut app, "Backspace ".repeat(12).trim());
    type_text(&mut app, "Permit");
    press(&mut app, "Enter Ctrl-s");
    assert_eq!(
        app.desk.workspace.count(Item::KIND),
        items + 2,
        "{}",
        notice(&app)
    );
    assert_eq!(first_item(&app).needs.0.len(), before + 2);
    press(&mut app, "u");
    assert_eq!(app.desk.workspace.count(Item::KIND), items);
}

#[test]
fn a_list_of_items_is_in_rank_order_without_itself_what_is_finished_and_what_closes_a_circle() {
    let mut app = sample(120, 45);
    let ranked = |app: &App| app.desk.derived.evaluation.ranked.clone();
    let order = ranked(&app);
    let (own, waits, finished) = (order[0], order[3], order[5]);
    let title = |app: &App, id| app.desk.workspace.get::<Item>(id).unwrap().title.clone();
    let set = |id, field: &str, value| Edit::Set {
        kind: Item::KIND,
        id,
        field: Item::KIND.field(field).unwrap(),
        value,
    };
    let between = order[4];
    let edits = vec![
        set(own, "needs", Value::Blank),
        set(waits, "needs", Value::Links(vec![between])),
        set(between, "needs", Value::Links(vec![own])),
        set(
            finished,
            "state",
            evenkeel::model::field::FieldValue::to_value(&State::Done),
        ),
    ];
    assert!(app.desk.commit("a circle to come", edits));
    evenkeel::dialogs::form::open_at(&mut app.desk, Item::KIND, own, "needs");
    press(&mut app, "Enter");
    let listed = entries(&app);
    for out in [own, waits, between, finished] {
        assert!(!listed.contains(&title(&app, out)), "{}", title(&app, out));
    }
    let expected: Vec<String> = ranked(&app)
        .into_iter()
        .filter(|id| ![own, waits, between, finished].contains(id))
        .map(|id| title(&app, id))
        .collect();
    assert_eq!(listed[..expected.len()], expected);
    // It says why, and does not offer to make another one of the same name.
    let name = title(&app, finished);
    type_text(&mut app, &name);
    assert!(text(&app).contains("it is finished"), "{}", text(&app));
    assert!(!text(&app).contains("create"));
}

#[test]
fn people_are_listed_by_name_and_what_is_chosen_is_under_the_cursor() {
    let mut app = at_field("requester");
    let id = app.desk.fresh(Person::KIND);
    for (at, name) in ["Team 10", "Team 9", "aaron"].iter().enumerate() {
        let mut person = Person::new(if at == 0 {
            id
        } else {
            app.desk.fresh(Person::KIND)
        });
        (*name).clone_into(&mut person.name);
        assert!(
            app.desk
                .commit("a person", vec![Edit::Insert(person.boxed())])
        );
    }
    let row = app.desk.top::<Form>().unwrap().cursor;
    evenkeel::dialogs::form::take_value(&mut app.desk, row, Value::Link(id));
    press(&mut app, "Enter");
    let listed = entries(&app);
    let at = |name: &str| listed.iter().position(|entry| entry == name).unwrap();
    assert_eq!(at("aaron"), 1, "after “none”: {listed:?}");
    assert!(at("Team 9") < at("Team 10"));
    let picker = app.desk.top::<Picker>().unwrap();
    assert_eq!(picker.entry().unwrap().label, "Team 10");
    assert!(!text(&app).contains(id.as_str()), "no id is shown");
}

#[test]
fn a_letter_on_a_list_field_opens_it_with_that_search_and_on_a_text_writes() {
    let mut app = at_field("owner");
    press(&mut app, "Right");
    assert!(
        notice(&app).contains("a letter opens the list"),
        "{}",
        notice(&app)
    );
    press(&mut app, "t");
    let picker = app.desk.top::<Picker>().expect("the list of people");
    let found = picker.entry().unwrap().label.to_lowercase();
    assert!(found.contains('t'), "{found}");

    let mut app = at_field("note");
    type_text(&mut app, "Why");
    assert!(text(&app).contains("Why"), "{}", text(&app));
    press(&mut app, "Ctrl-s Ctrl-s");
    assert!(first_item(&app).note.ends_with("Why"));

    let mut app = at_field("requester");
    app.handle(Event::Paste("Acme\nLtd".to_owned()));
    assert!(text(&app).contains("create \"Acme Ltd\""), "{}", text(&app));
    let mut app = at_field("due");
    app.handle(Event::Paste("1 Dec 2026".to_owned()));
    press(&mut app, "Ctrl-s");
    let day = chrono::NaiveDate::from_ymd_opt(2026, 12, 1);
    assert_eq!(first_item(&app).due, day, "{}", notice(&app));
}

#[test]
fn help_is_there_in_a_form_and_in_a_list_and_begins_with_the_marks() {
    for way in [
        "Enter Tab Tab ?",
        "Enter F1",
        "Enter Tab Tab Enter F1",
        "e ?",
        "?",
    ] {
        let mut app = sample(120, 45);
        press(&mut app, way);
        let text = text(&app);
        let place = |words: &str| text.find(words).unwrap_or(usize::MAX);
        assert!(place("MARKS") < place("THIS VIEW"), "{way}: {text}");
        assert!(place("THIS VIEW") < usize::MAX, "{way}: {text}");
    }
}

#[test]
fn a_pasted_text_runs_no_command_anywhere() {
    for way in [
        "", "g t", "g p", "g s", "g r", "g l", "g o", "g f", "e", "D Enter", "?", "R",
    ] {
        let mut app = sample(120, 45);
        press(&mut app, way);
        let revision = app.desk.history.revision();
        let dialogs = app.desk.dialogs.len();
        app.handle(Event::Paste("ddxqu".to_owned()));
        assert_eq!(app.desk.history.revision(), revision, "{way}");
        // Where lines become records, one opens what writes the record.
        assert!(app.desk.dialogs.len() <= dialogs + 1, "{way}");
        assert!(
            text(&app).contains("ddxqu") || notice(&app).contains("text here"),
            "{way}: {}",
            notice(&app)
        );
    }
}

#[test]
fn home_and_end_go_to_the_ends_of_every_dialog() {
    for way in [":", "?", "R", "Enter Tab Tab", "g l c", "g p v"] {
        let mut app = sample(80, 24);
        press(&mut app, way);
        let first = text(&app);
        press(&mut app, "End");
        assert_ne!(text(&app), first, "{way}: End goes nowhere");
        press(&mut app, "Home");
        let again = text(&app);
        press(&mut app, "Up");
        assert_eq!(text(&app), again, "{way}: Home is not the first line");
    }
}
