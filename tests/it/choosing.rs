//! Choosing an option: one step that marks it, writes its estimates, keeps the reason, and says so.

use evenkeel::dialogs::records::Records;
use evenkeel::model::id::Id;
use evenkeel::model::item::Item;
use evenkeel::model::option::ItemOption;
use evenkeel::model::record::Declared;
use evenkeel::shell::App;

use crate::journeys::{notice, type_text};
use crate::screens::{dark, press, sample};
use crate::support::check_screen;

/// The list of options with one of them under the cursor; the option, its item and its siblings.
fn listed(app: &mut App, wanted: impl Fn(&ItemOption) -> bool) -> (ItemOption, Item) {
    press(app, "R");
    type_text(app, "Options");
    press(app, "Enter");
    let Some(records) = app.desk.top::<Records>() else {
        panic!("the list is open");
    };
    assert_eq!(records.lists.here().unwrap().kind, ItemOption::KIND);
    let shown = records.lists.ids(&app.desk, 0);
    let option = |id: &Id| app.desk.workspace.get::<ItemOption>(*id).unwrap();
    let at = shown.iter().position(|id| {
        let option = option(id);
        let item = option
            .item
            .0
            .and_then(|id| app.desk.workspace.get::<Item>(id));
        item.is_some_and(|item| item.state.is_open()) && wanted(option)
    });
    let at = at.expect("the sample has such an option");
    let option = option(&shown[at]).clone();
    let item = app
        .desk
        .workspace
        .get::<Item>(option.item.0.unwrap())
        .unwrap()
        .clone();
    for _ in 0..at {
        press(app, "j");
    }
    (option, item)
}

#[test]
fn one_step_marks_it_writes_what_it_knows_and_keeps_the_reason() {
    let mut app = sample(120, 35);
    let before = app.desk.workspace.clone();
    let (option, item) = listed(&mut app, |o| !o.chosen && o.size.value.is_some());
    press(&mut app, "c");
    type_text(&mut app, "half of it is enough for the season");
    press(&mut app, "Enter");
    assert!(app.desk.top::<Records>().is_some(), "back in the list");
    let all = app.desk.workspace.all::<ItemOption>();
    let own: Vec<_> = all.filter(|o| o.item.0 == Some(item.id)).collect();
    assert!(
        own.iter().all(|o| o.chosen == (o.id == option.id)),
        "only one is chosen"
    );
    let chosen = app.desk.workspace.get::<ItemOption>(option.id).unwrap();
    assert_eq!(&*chosen.reason, "half of it is enough for the season");
    let after = app.desk.workspace.get::<Item>(item.id).unwrap();
    assert_eq!(after.size, option.size);
    let value = if option.value.is_unknown() {
        item.value
    } else {
        option.value
    };
    assert_eq!(after.value, value);
    assert!(notice(&app).contains("rank"), "{}", notice(&app));
    press(&mut app, "u");
    assert!(app.desk.workspace == before, "one step");
}

#[test]
fn what_an_option_does_not_know_stays_and_is_said() {
    let mut app = sample(120, 35);
    let (option, item) = listed(&mut app, |o| !o.chosen && o.size.value.is_some());
    // Its form: the value goes, the size stays.
    let value = ItemOption::KIND.field("value").unwrap();
    let blank = evenkeel::edit::Edit::Set {
        kind: ItemOption::KIND,
        id: option.id,
        field: value,
        value: evenkeel::model::field::Value::Blank,
    };
    app.desk.commit("blank", vec![blank]);
    press(&mut app, "c Esc");
    assert!(
        !app.desk.history.next_undo().unwrap().contains("chose"),
        "dropped, nothing happens"
    );
    press(&mut app, "c Enter");
    assert!(notice(&app).contains("value unknown, "), "{}", notice(&app));
    assert_eq!(
        app.desk.workspace.get::<Item>(item.id).unwrap().value,
        item.value
    );
}

#[test]
fn only_options_of_items_can_be_chosen() {
    let mut app = sample(80, 24);
    press(&mut app, "R");
    type_text(&mut app, "Allocations");
    press(&mut app, "Enter c");
    assert!(
        notice(&app).contains("only an option can be chosen"),
        "{}",
        notice(&app)
    );
}

#[test]
fn pictures_of_the_options() {
    for (width, height) in [(80, 24), (120, 35)] {
        let mut app = sample(width, height);
        listed(&mut app, |o| !o.chosen && o.size.value.is_some());
        press(&mut app, "c");
        type_text(&mut app, "enough for the season");
        check_screen(&format!("choosing_{width}x{height}"), &app, &dark());
        press(&mut app, "Enter");
        check_screen(&format!("chosen_{width}x{height}"), &app, &dark());
    }
}
