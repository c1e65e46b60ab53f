//! A key acts on what the screen shows as chosen, the footer and the search tell the truth, and nothing acts unseen.

use evenkeel::desk::event::{Event, Gesture, Target};
use evenkeel::desk::preferences::Preferences;
use evenkeel::desk::tab;
use evenkeel::dialogs::picker::Picker;
use evenkeel::dialogs::prompt::Prompt;
use evenkeel::edit::{self, Edit};
use evenkeel::model::Workspace;
use evenkeel::model::field::Value;
use evenkeel::model::item::Item;
use evenkeel::model::record::Declared;
use evenkeel::shell::App;

use crate::journeys::{notice, type_text};
use crate::screens::{dark, drawn, press, sample};
use crate::support::words;

fn values(workspace: &Workspace) -> Vec<(String, String)> {
    let all = workspace.all::<Item>();
    all.map(|item| (item.title.clone(), format!("{:?}", item.value)))
        .collect()
}

/// The values after a half-typed 1 on the third row was settled there, and nothing else happened.
fn settled_there() -> Vec<(String, String)> {
    let mut app = sample(120, 35);
    press(&mut app, "j j l 1 Right");
    values(&app.desk.workspace)
}

#[test]
fn a_half_typed_digit_is_written_where_it_was_typed() {
    let right = settled_there();
    for keys in [
        "Down Enter",
        "g r",
        "]",
        ":",
        "Esc",
        "=",
        "Enter",
        "Ctrl-s",
        "g f",
    ] {
        let mut app = sample(120, 35);
        press(&mut app, "j j l 1");
        press(&mut app, keys);
        assert_eq!(values(&app.desk.workspace), right, "{keys}");
    }
    // To the last row and a digit there: both are written, each to its own.
    let mut app = sample(120, 35);
    press(&mut app, "j j l 1 G 3");
    let changed = values(&app.desk.workspace);
    let third = |all: &[(String, String)]| {
        let found = all.iter().find(|one| one.0.starts_with("One login"));
        found.unwrap().1.clone()
    };
    assert_eq!(third(&changed), third(&right));
    let differ = changed
        .iter()
        .zip(&right)
        .filter(|(one, other)| one != other);
    assert!(differ.count() <= 1, "one more at most: the last row");
}

/// Another window takes items away whose titles begin so.
fn removed_elsewhere(app: &mut App, titles: &[&str]) {
    let base = app.desk.workspace.clone();
    let mut theirs = base.clone();
    let gone = base.all::<Item>();
    let gone = gone.filter(|item| titles.iter().any(|title| item.title.starts_with(title)));
    for id in gone.map(|item| item.id).collect::<Vec<_>>() {
        let edits = edit::removal(&theirs, Item::KIND, id);
        edit::apply(&mut theirs, edits).unwrap();
    }
    let whose = "file on disk".to_owned();
    app.handle(Event::Foreign {
        base,
        theirs,
        whose,
    });
}

#[test]
fn what_goes_elsewhere_moves_no_cursor_to_another_item() {
    let value = |app: &App, title: &str| {
        let all = values(&app.desk.workspace);
        all.into_iter().find(|one| one.0.starts_with(title))
    };
    let third = "One login";
    let mut right = sample(120, 35);
    press(&mut right, "j j l 1 3 Esc");
    // A row above goes while a digit waits for the next one.
    let mut app = sample(120, 35);
    press(&mut app, "j j l 1");
    removed_elsewhere(&mut app, &["Holiday returns"]);
    press(&mut app, "3 Esc");
    assert_eq!(value(&app, third), value(&right, third));
    // The same by a step taken back: the copy above goes.
    let mut app = sample(120, 35);
    press(&mut app, "c Esc g g j j j l");
    let chosen = app.desk.backlog.selected();
    press(&mut app, "u");
    assert_eq!(app.desk.backlog.selected(), chosen);
    // The item itself goes: what was typed for it is said to be dropped, and no digit is written to a neighbor.
    let mut app = sample(120, 35);
    press(&mut app, "j j l 1");
    removed_elsewhere(&mut app, &[third]);
    assert!(
        notice(&app).contains("“1” was typed for it and is dropped"),
        "{}",
        notice(&app)
    );
    let before = values(&app.desk.workspace);
    press(&mut app, "3");
    assert_eq!(values(&app.desk.workspace), before);
}

#[test]
fn a_press_settles_what_is_half_typed_first() {
    let right = settled_there();
    let other = sample(120, 35)
        .desk
        .workspace
        .all::<Item>()
        .last()
        .unwrap()
        .id;
    for target in [
        Target::View(tab::FINDINGS),
        Target::View(tab::GRID),
        Target::Row(other),
    ] {
        let mut app = sample(120, 35);
        press(&mut app, "j j l 1");
        let target = Some(target);
        app.handle(Event::Point {
            target,
            gesture: Gesture::Press,
        });
        assert_eq!(values(&app.desk.workspace), right, "{target:?}");
    }
}

#[test]
fn what_begins_a_longer_number_is_kept_on_escape() {
    let (mut left, mut taken) = (sample(120, 35), sample(120, 35));
    press(&mut left, "Right 2 Esc");
    press(&mut taken, "Right 2 Enter");
    assert_eq!(values(&left.desk.workspace), values(&taken.desk.workspace));
    assert_ne!(
        values(&left.desk.workspace),
        values(&sample(120, 35).desk.workspace)
    );
}

#[test]
fn nothing_acts_on_a_blank_screen_but_what_brings_it_back() {
    let mut app = sample(120, 35);
    let before = app.desk.workspace.clone();
    press(&mut app, "P .");
    press(&mut app, "M d q n x Enter");
    type_text(&mut app, "words");
    app.handle(Event::Paste("more".to_owned()));
    assert!(
        app.desk.workspace == before
            && app.desk.dialogs.is_empty()
            && app.desk.backlog.marked.is_empty()
    );
    let footer = words(&drawn(&app, &dark()));
    assert!(footer.contains("show again"), "{footer}");
    press(&mut app, ".");
    assert!(words(&drawn(&app, &dark())).contains("Backlog"));
}

#[test]
fn nothing_acts_on_a_screen_too_small_to_see_but_quitting() {
    let mut app = sample(120, 35);
    let before = app.desk.workspace.clone();
    app.handle(Event::Resize {
        width: 40,
        height: 10,
    });
    press(&mut app, "d n x l 3 g f");
    assert!(app.desk.workspace == before && app.desk.dialogs.is_empty());
    assert_eq!(app.desk.view, tab::BOARD);
}

#[test]
fn the_footer_names_the_keys_in_force() {
    let text = "(keys: {\"grid.right\": [\"f\"], \"grid.left\": [\"b\"], \"grid.up\": [\"t\"], \
                \"grid.down\": [\"w\"], \"grid.larger\": [\"F5\"]})";
    let mut app = with_settings(text);
    press(&mut app, "g t");
    let footer = words(&drawn(&app, &dark()));
    assert!(footer.contains("b f t w nearest"), "{footer}");
    assert!(!footer.contains("arrows"), "{footer}");
    let mut plain = sample(120, 35);
    press(&mut plain, "g t");
    assert!(words(&drawn(&plain, &dark())).contains("arrows"));
}

#[test]
fn the_example_of_the_settings_file_works_as_it_is_offered() {
    let text = Preferences::default().to_ron();
    let line = text.lines().find(|line| line.contains("// \"")).unwrap();
    let offered = text.replace(line, &line.replacen("// ", "", 1));
    let (preferences, problems) = Preferences::read(&offered);
    assert_eq!(problems, []);
    assert_eq!(preferences.keys.len(), 1);
    let app = with_settings(&offered);
    assert!(app.desk.notice.is_none(), "{:?}", app.desk.notice);
}

fn with_settings(text: &str) -> App {
    let (preferences, problems) = Preferences::read(text);
    assert_eq!(problems, []);
    let sample = sample(120, 35);
    App::new(
        sample.desk.workspace.clone(),
        sample.desk.file.clone(),
        preferences,
        7,
        sample.desk.around.size,
        sample.desk.around.today,
    )
}

#[test]
fn the_command_of_the_name_typed_comes_first() {
    for (typed, name) in [
        ("export", "export"),
        ("import", "import"),
        ("team", "teams"),
        ("legend", "help"),
        ("why", "explain"),
    ] {
        let mut app = sample(120, 35);
        press(&mut app, ":");
        type_text(&mut app, typed);
        let found = app.desk.top::<Picker>().and_then(Picker::entry).unwrap();
        assert_eq!(found.label, name, "{typed}");
    }
}

#[test]
fn a_name_that_no_item_has_is_an_error_and_filters_nothing_away() {
    let mut app = sample(120, 35);
    press(&mut app, "/");
    type_text(&mut app, "customer:acme");
    press(&mut app, "Enter");
    assert!(notice(&app).contains("acme"), "{}", notice(&app));
    assert!(app.desk.top::<Prompt>().is_some(), "it can be mended");
    press(&mut app, "Esc");
    assert_eq!(app.desk.backlog.filter.0, "");
}

#[test]
fn every_form_and_list_lists_its_own_keys() {
    for (keys, help, known) in [
        ("Enter", "F1", "Saves the form"),
        ("Enter Tab Tab", "?", "Saves the form"),
        ("g o", "?", "Lists what has these words"),
        ("R Down Down Enter", "?", "Lists what has these words"),
        ("e", "?", "Closes the explanation"),
    ] {
        let mut app = sample(120, 50);
        press(&mut app, keys);
        press(&mut app, help);
        let shown = words(&drawn(&app, &dark()));
        assert!(shown.contains("Keys"), "{keys} {help}: {shown}");
        assert!(shown.contains(known), "{keys} {help}: {shown}");
    }
}

#[test]
fn an_item_without_a_key_shows_no_id() {
    for (width, height) in [(80, 24), (120, 35), (200, 60)] {
        let mut app = sample(width, height);
        let item = app.desk.selected().unwrap().id;
        let key = Item::KIND
            .fields
            .iter()
            .position(|field| field.name == "key");
        let edit = Edit::Set {
            kind: Item::KIND,
            id: item,
            field: key.unwrap(),
            value: Value::Blank,
        };
        assert!(app.desk.commit("no key", vec![edit]));
        for keys in ["g b", "g t", "g p", "g s", "e", "Esc D", "Esc g b Enter"] {
            press(&mut app, keys);
            let screen = drawn(&app, &dark());
            let cells = screen.content().iter();
            let shown: String = cells.map(ratatui::buffer::Cell::symbol).collect();
            assert!(!shown.contains(item.as_str()), "{keys} at {width}");
        }
    }
}

#[test]
fn an_empty_list_of_records_offers_no_way_to_another_row() {
    let sample = sample(120, 35).desk;
    let (size, today) = (sample.around.size, sample.around.today);
    let file = sample.file.clone();
    let nothing = Workspace::default();
    let mut app = App::new(nothing, file, Preferences::default(), 1, size, today);
    press(&mut app, "R");
    type_text(&mut app, "teams");
    press(&mut app, "Enter");
    let shown = words(&drawn(&app, &dark()));
    assert!(shown.contains("n new"), "{shown}");
    assert!(!shown.contains("Down move"), "{shown}");
}
