//! Exporting from the board: what is in it is seen first, and nothing is written over by accident.

use std::path::{Path, PathBuf};

use evenkeel::desk::effect::Delivery;
use evenkeel::desk::effect::Effect;
use evenkeel::desk::event::Refused;
use evenkeel::desk::event::{Chord, Event};
use evenkeel::desk::file::Home;
use evenkeel::dialogs::export::ExportDialog;
use evenkeel::model::audience::Audience;
use evenkeel::model::item::Item;
use evenkeel::model::record::Declared;
use evenkeel::shell::App;

use crate::journeys::{notice, order, type_text};
use crate::overlays::made;
use crate::screens::{press, sample};

fn dialog(app: &App) -> &ExportDialog {
    match app.desk.top::<ExportDialog>() {
        Some(dialog) => dialog,
        other => panic!("no export is open: {other:?}"),
    }
}

fn effects(app: &mut App, key: &str) -> Vec<Effect> {
    app.handle(Event::Key(Chord::parse(key).unwrap()))
}

/// Opens an export, and answers as `run` does.
fn opened(app: &mut App, format: &str) {
    press(app, "X");
    type_text(app, format);
    press(app, "Enter");
    answer(app);
}

fn answer(app: &mut App) {
    let event = made(app, dialog(app));
    app.handle(event);
}

fn delivery(app: &mut App, key: &str) -> Delivery {
    match effects(app, key).pop() {
        Some(Effect::HandOut(delivery)) => delivery,
        other => panic!("nothing is handed out: {other:?}; {}", notice(app)),
    }
}

#[test]
fn what_the_board_shows_goes_out_in_its_order() {
    let mut app = sample(120, 35);
    let all = app.desk.workspace.count(Item::KIND);
    let items = app.desk.workspace.all::<Item>();
    let closed = items.filter(|item| !item.state.is_open()).count();
    press(&mut app, "X");
    type_text(&mut app, "csv");
    let started = effects(&mut app, "Enter");
    assert!(matches!(started.first(), Some(Effect::Export(run)) if run.format == "csv"));
    assert_eq!(
        dialog(&app).items,
        format!(
            "31 items and {closed} closed, with {} parts",
            all - closed - 31
        )
    );
    assert_eq!(effects(&mut app, "Enter"), [], "it is still being made");
    assert!(notice(&app).contains("still being made"));
    press(&mut app, "Esc / b u c k e t : t e c h Enter");
    let shown = order(&app);
    assert!(!shown.is_empty() && shown.len() < all);
    opened(&mut app, "csv");
    let words = format!("{} of {all} items, filter bucket:tech", shown.len());
    assert_eq!(dialog(&app).items, words);
    let text = dialog(&app).text().expect("a text").to_owned();
    let ids: Vec<String> = csv::Reader::from_reader(text.as_bytes())
        .records()
        .map(|record| record.unwrap()[0].to_owned())
        .collect();
    let shown: Vec<String> = shown.iter().map(ToString::to_string).collect();
    assert_eq!(ids, shown);
    assert_eq!(delivery(&mut app, "Enter").output.items, shown.len());
}

#[test]
fn others_see_less_unless_it_is_asked_for() {
    let mut app = sample(120, 35);
    opened(&mut app, "json");
    let shared = dialog(&app).ready().unwrap().clone();
    assert!(shared.held_back.is_some());
    press(&mut app, "a");
    assert!(dialog(&app).ready().is_none(), "it is made anew");
    answer(&mut app);
    let private = dialog(&app).ready().unwrap();
    assert_eq!(private.held_back, None);
    assert!(private.bytes.len() > shared.bytes.len());
    assert_eq!(delivery(&mut app, "Enter").audience, Audience::Private);
    press(&mut app, "a");
    assert_eq!(dialog(&app).audience, Audience::Shared);
}

#[test]
fn a_file_that_is_there_is_only_replaced_by_name() {
    let mut app = sample(120, 35);
    app.desk.file.home = Home::File(PathBuf::from("/boards/shop.ron"));
    opened(&mut app, "markdown");
    let first = delivery(&mut app, "Enter");
    assert_eq!(first.path, Path::new("/boards/shop.md"));
    assert!(!first.replaces);
    assert_eq!(effects(&mut app, "r"), [], "nothing is known to be there");
    app.handle(Event::HandedOut(first.path.clone(), Err(Refused::There)));
    for _ in 0..3 {
        assert_eq!(effects(&mut app, "Enter"), []);
        assert!(notice(&app).contains("shop.md is already there · r replaces it"));
    }
    press(&mut app, "n Backspace Backspace t x t Enter");
    let other = delivery(&mut app, "Enter");
    assert_eq!(other.path, Path::new("/boards/shop.txt"));
    assert!(!other.replaces, "another name, another question");
    app.handle(Event::HandedOut(other.path, Err(Refused::There)));
    let last = delivery(&mut app, "r");
    assert!(last.replaces);
    app.handle(Event::HandedOut(last.path, Ok("wrote shop.txt".to_owned())));
    assert!(app.desk.dialogs.is_empty());
    assert_eq!(notice(&app), "wrote shop.txt");
}

#[test]
fn a_format_names_its_file_until_a_person_does() {
    let mut app = sample(120, 35);
    let name = |app: &App| dialog(app).path.to_string_lossy().into_owned();
    opened(&mut app, "csv");
    assert_eq!(name(&app), "demo.csv");
    press(&mut app, "f j i r a Enter");
    assert_eq!(name(&app), "demo-jira.csv");
    assert_eq!(app.desk.dialogs.len(), 1, "one export is open");
    press(&mut app, "n Backspace Enter f j s o n Enter");
    assert_eq!(name(&app), "demo-jira.cs");
}

#[test]
fn texts_go_to_the_clipboard_and_late_answers_nowhere() {
    let mut app = sample(120, 35);
    opened(&mut app, "markdown");
    let text = dialog(&app).text().unwrap().to_owned();
    assert!(effects(&mut app, "y").contains(&Effect::Copy(text)));
    assert!(app.desk.dialogs.is_empty());
    press(&mut app, "X Enter");
    let late = made(&app, dialog(&app));
    assert_eq!(effects(&mut app, "Esc"), [Effect::BreakOff]);
    app.handle(late.clone());
    assert!(app.desk.dialogs.is_empty());
    press(&mut app, "X Enter");
    app.handle(late);
    assert!(dialog(&app).ready().is_none(), "a run that was given up");
    let run = dialog(&app).run;
    app.handle(Event::Exported(run, Err("it is too much".to_owned())));
    assert_eq!(effects(&mut app, "Enter"), []);
    assert_eq!(notice(&app), "it is too much");
}

#[cfg(feature = "xlsx")]
#[test]
fn a_workbook_is_no_text() {
    let mut app = sample(120, 35);
    opened(&mut app, "xlsx");
    assert_eq!(effects(&mut app, "y"), []);
    assert!(notice(&app).contains("not text"));
    assert!(!delivery(&mut app, "Enter").output.bytes.is_empty());
}

#[test]
fn a_trial_does_not_go_out() {
    let mut app = sample(120, 35);
    press(&mut app, "w X");
    assert!(app.desk.dialogs.is_empty() && notice(&app).contains("trying out"));
}
