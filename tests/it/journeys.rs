//! Key scripts through the one entrance, as a user would type them.

use evenkeel::desk::event::{Chord, Event, Key};
use evenkeel::dialogs::form::Form;
use evenkeel::dialogs::page::Page;
use evenkeel::model::Workspace;
use evenkeel::model::id::Id;
use evenkeel::model::item::{Item, State};
use evenkeel::model::number::Number;
use evenkeel::model::record::Declared;
use evenkeel::model::view::SavedView;
use evenkeel::shell::App;
use evenkeel::store;
use proptest::prelude::*;

use crate::screens::{dark, drawn, press, sample};

pub fn type_text(app: &mut App, text: &str) {
    for c in text.chars() {
        app.handle(Event::Key(Chord::plain(Key::Char(c))));
    }
}

pub fn order(app: &App) -> Vec<Id> {
    app.desk
        .backlog
        .rows
        .iter()
        .filter_map(|row| row.item())
        .collect()
}

pub fn selected(app: &App) -> &Item {
    app.desk.selected().expect("an item is selected")
}

pub fn notice(app: &App) -> &str {
    app.desk
        .notice
        .as_ref()
        .map_or("", |notice| notice.text.as_str())
}

fn typed(app: &App) -> Option<&str> {
    app.desk
        .pending
        .as_ref()
        .map(|pending| pending.text.as_str())
}

fn value(app: &App) -> Option<Number> {
    selected(app).value.value
}

#[test]
fn a_score_is_one_or_two_keys_and_the_order_holds_until_the_columns_are_left() {
    let mut app = sample(120, 35);
    press(&mut app, "j j j j j j j");
    let (before, item) = (order(&app), selected(&app).id);
    let on_screen = app.desk.backlog.cursor - app.desk.backlog.top;
    press(&mut app, "l 2 0");
    assert_eq!(value(&app), Some(Number::whole(20)));
    press(&mut app, "l 8");
    assert_eq!(order(&app), before, "rows hold while estimating");
    assert!(
        app.desk.backlog.moved.contains_key(&item),
        "the rank mark changes at once"
    );
    press(&mut app, "Esc");
    assert_ne!(order(&app), before, "leaving settles the order");
    assert_eq!(selected(&app).id, item);
    // Above the row there was, the list begins at its first.
    let (cursor, row) = (
        app.desk.backlog.cursor,
        app.desk.backlog.cursor - app.desk.backlog.top,
    );
    assert_eq!(row, on_screen.min(cursor), "it keeps its row on the screen");
    press(&mut app, "u u");
    assert_eq!(order(&app), before, "undone: the same order");
}

#[test]
fn digits_that_may_go_on_wait_for_the_next_key() {
    let mut app = sample(80, 24);
    press(&mut app, "l 1");
    assert_eq!(typed(&app), Some("1"));
    press(&mut app, "3");
    assert_eq!((value(&app), typed(&app)), (Some(Number::whole(13)), None));
    press(&mut app, "2 Right");
    assert_eq!(
        value(&app),
        Some(Number::whole(2)),
        "another key takes the 2"
    );
    press(&mut app, "Left 1 Esc");
    assert_eq!(
        (value(&app), typed(&app), app.desk.backlog.column),
        (Some(Number::whole(1)), None, None),
        "Esc takes the 1 and leaves the columns"
    );
    press(&mut app, "l 2 Backspace");
    assert_eq!((value(&app), typed(&app)), (Some(Number::whole(1)), None));
    press(&mut app, "2 0 4");
    assert!(
        notice(&app).contains("not on the scale"),
        "{}",
        notice(&app)
    );
    assert_eq!(value(&app), Some(Number::whole(20)));
    press(&mut app, "2 + + -");
    assert_eq!(value(&app), Some(Number::whole(3)));
    press(&mut app, "Backspace");
    assert_eq!(value(&app), None, "unknown, not zero");
}

#[test]
fn a_new_item_is_a_title_and_then_its_form() {
    let mut app = sample(80, 24);
    let count = app.desk.workspace.count(Item::KIND);
    press(&mut app, "n");
    type_text(&mut app, "Gift receipts");
    press(&mut app, "Enter");
    assert!(app.desk.top::<Form>().is_some());
    assert_eq!(selected(&app).title, "Gift receipts");
    // The cursor is on the first empty field: the kind is known, and gives the allocation.
    press(&mut app, "8 Tab 5 Enter");
    assert!(app.desk.dialogs.is_empty(), "{}", notice(&app));
    assert!(selected(&app).bucket.0.is_some());
    assert_eq!(value(&app), Some(Number::whole(8)));
    assert_eq!(selected(&app).criticality.value, Some(Number::whole(5)));
    press(&mut app, "u u");
    assert_eq!(app.desk.workspace.count(Item::KIND), count);
}

#[test]
fn the_form_says_what_is_wrong_and_loses_nothing() {
    let mut app = sample(80, 24);
    let before = app.desk.workspace.clone();
    press(&mut app, "Enter Tab Tab Tab Tab Tab Tab");
    type_text(&mut app, "-5");
    press(&mut app, "Enter");
    assert!(notice(&app).contains("below zero"), "{}", notice(&app));
    assert!(app.desk.top::<Form>().is_some());
    press(&mut app, "Esc");
    assert!(notice(&app).contains("Esc again"), "{}", notice(&app));
    press(&mut app, "Esc");
    assert!(app.desk.dialogs.is_empty());
    assert!(app.desk.workspace == before);
}

#[test]
fn many_items_are_edited_in_one_step() {
    let mut app = sample(120, 35);
    let before = app.desk.workspace.clone();
    press(&mut app, "m m m E");
    type_text(&mut app, "State");
    press(&mut app, "Enter");
    type_text(&mut app, "Ready");
    press(&mut app, "Enter");
    assert!(app.desk.top::<Page>().is_some(), "a preview comes first");
    assert!(app.desk.workspace == before);
    press(&mut app, "Enter");
    let ready = app
        .desk
        .backlog
        .marked
        .iter()
        .filter_map(|id| app.desk.workspace.get::<Item>(*id));
    assert_eq!(ready.filter(|item| item.state == State::Ready).count(), 3);
    press(&mut app, "u");
    assert!(app.desk.workspace == before, "one step");
}

#[test]
fn a_filter_applies_while_typing_and_can_be_saved() {
    let mut app = sample(120, 35);
    let all = order(&app).len();
    press(&mut app, "/");
    type_text(&mut app, "unknown:size");
    let found = order(&app).len();
    assert!(found > 0 && found < all);
    press(&mut app, "Enter V");
    type_text(&mut app, "To size");
    press(&mut app, "Enter Esc");
    assert_eq!(order(&app).len(), all);
    assert!(
        app.desk
            .workspace
            .all::<SavedView>()
            .any(|view| view.name == "To size")
    );
    press(&mut app, "v");
    type_text(&mut app, "To size");
    press(&mut app, "Enter");
    assert_eq!(order(&app).len(), found);
}

#[test]
fn deleting_does_not_ask_and_comes_back() {
    let mut app = sample(80, 24);
    let before = app.desk.workspace.clone();
    press(&mut app, "d");
    assert!(notice(&app).contains("u undoes"), "{}", notice(&app));
    assert!(app.desk.workspace != before);
    press(&mut app, "u");
    assert!(app.desk.workspace == before);
}

#[test]
fn deleting_everything_from_the_estimate_columns_leaves_an_empty_board() {
    let mut app = sample(90, 28);
    // With their parts, which would be lifted otherwise.
    press(&mut app, "z l M d");
    assert!(!app.desk.backlog.rows.is_empty(), "it asks first");
    press(&mut app, "Enter");
    assert!(app.desk.backlog.rows.is_empty() && app.desk.backlog.column.is_none());
    press(&mut app, "u");
    assert!(app.desk.selected().is_some());
}

#[test]
fn the_palette_finds_and_runs_and_disabled_commands_say_why() {
    let mut app = sample(80, 24);
    press(&mut app, ":");
    type_text(&mut app, "go: grid");
    press(&mut app, "Enter");
    assert_eq!(app.desk.view, evenkeel::desk::tab::GRID);
    press(&mut app, "[ U");
    assert_eq!(notice(&app), "there is nothing to redo");
}

#[test]
fn a_point_is_moved_and_so_edits_the_estimates() {
    let mut app = sample(120, 35);
    press(&mut app, "g t");
    let size = selected(&app).size.value;
    press(&mut app, "Shift-Right");
    assert!(selected(&app).size.value > size, "{}", notice(&app));
    press(&mut app, "u");
    assert_eq!(selected(&app).size.value, size);
}

/// Keys that edit, move, open and close; nothing that asks the world for something.
fn keys() -> impl Strategy<Value = Vec<&'static str>> {
    let all = [
        "j",
        "k",
        "l",
        "h",
        "Down",
        "Up",
        "Left",
        "Right",
        "1",
        "2",
        "3",
        "5",
        "8",
        "0",
        "+",
        "-",
        "=",
        "Backspace",
        "Enter",
        "Esc",
        "Tab",
        "Shift-Tab",
        "n",
        "m",
        "M",
        "E",
        "d",
        "c",
        "D",
        "J",
        "K",
        "x",
        "r",
        "u",
        "U",
        "/",
        "s",
        "L",
        "v",
        "V",
        "g",
        "t",
        "b",
        "G",
        "PgDn",
        "PgUp",
        ":",
        "?",
        "R",
        "c",
        "i",
        "Shift-Up",
        "Shift-Right",
        "Ctrl-s",
        "a",
        "e",
        "w",
        "Space",
        "Home",
        "End",
        ".",
        "[",
        "]",
        "f",
    ];
    prop::collection::vec(prop::sample::select(all.to_vec()), 0..120)
}

fn reloaded(workspace: &Workspace) -> Workspace {
    store::parse(&store::canonical(workspace))
        .expect("what was written can be read")
        .0
}

#[test]
fn a_view_of_a_blank_filter_is_as_its_file_says() {
    let mut app = sample(90, 28);
    for key in ["/", "Space", "Enter", "V", "1", "Enter"] {
        press(&mut app, key);
    }
    assert!(reloaded(&app.desk.workspace) == app.desk.workspace);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]
    #[test]
    fn any_keys_leave_a_workspace_that_saves_and_can_be_undone(keys in keys()) {
        let mut app = sample(90, 28);
        let before = app.desk.workspace.clone();
        for key in keys {
            press(&mut app, key);
            let items = order(&app);
            prop_assert!(items.iter().all(|id| app.desk.workspace.get::<Item>(*id).is_some()));
            prop_assert!(app.desk.backlog.rows.is_empty() || app.desk.backlog.selected().is_some());
        }
        prop_assert!(reloaded(&app.desk.workspace) == app.desk.workspace);
        prop_assert!(app.desk.trial.is_some() || app.desk.real().0 == &app.desk.workspace);
        evenkeel::dialogs::whatif::drop_all(&mut app.desk);
        while app.desk.history.undo(&mut app.desk.workspace).expect("undo is never refused").is_some() {}
        prop_assert!(app.desk.workspace == before);
    }
}

#[test]
fn a_column_without_a_one_and_a_value_off_the_scale_are_said() {
    use evenkeel::views::board::cells::advice;
    let mut app = sample(120, 35);
    assert_eq!(advice(&app.desk), None);
    press(&mut app, "l");
    assert_eq!(advice(&app.desk), None, "the sample's columns are anchored");
    let ones: Vec<Id> = (app.desk.workspace.all::<Item>())
        .filter(|item| item.value.value == Some(Number::whole(1)))
        .map(|item| item.id)
        .collect();
    assert!(!ones.is_empty());
    for id in ones {
        app.desk.backlog.select(id);
        press(&mut app, "Backspace");
    }
    app.desk.notice = None;
    assert!(advice(&app.desk).is_some_and(|words| words.contains("the smallest value is 2")));
    let words = crate::support::words(&drawn(&app, &dark()));
    assert!(words.contains("the smallest value is 2"), "{words}");
    press(&mut app, "Esc / r i s k = 1 0 Enter l l l");
    assert!(
        advice(&app.desk).is_some_and(|words| words.contains("not on the scale")),
        "{:?}",
        advice(&app.desk)
    );
    let words = crate::support::words(&drawn(&app, &dark()));
    assert!(words.contains("10*"), "{words}");
}

#[test]
fn the_tour_waits_for_the_keys_and_is_on_the_sample_alone() {
    let mut app = sample(80, 24);
    let sees = |app: &App, words: &str| crate::support::words(&drawn(app, &dark())).contains(words);
    press(&mut app, ": t o u r Enter");
    let steps = ["Down", "Right 5", "Esc", "e Esc", "g p"];
    for (at, keys) in steps.iter().enumerate() {
        assert!(sees(&app, &format!("Tour, {} of 5", at + 1)), "{keys}");
        // Another key is no step.
        press(&mut app, "?");
        press(&mut app, "Esc");
        let still = format!("Tour, {} of 5", at + 1);
        assert!(at == 3 || sees(&app, &still), "{keys}");
        press(&mut app, keys);
    }
    assert!(
        notice(&app).starts_with("that was the tour"),
        "{}",
        notice(&app)
    );
    press(&mut app, ": t o u r Enter : t o u r Enter");
    assert!(
        notice(&app).starts_with("the tour is over"),
        "{}",
        notice(&app)
    );
    assert!(!sees(&app, "Tour, 1 of 5"));
}

#[test]
fn a_filter_that_is_not_understood_leaves_the_list_and_lists_what_there_is() {
    let mut app = sample(120, 35);
    let all: Vec<_> = app.desk.backlog.items().collect();
    press(&mut app, "/ t e a m : n o b o d y Enter");
    assert!(
        notice(&app).contains("there are Cart, Rails, Returns"),
        "{}",
        notice(&app)
    );
    assert!(app.desk.backlog.items().eq(all.iter().copied()));
    press(&mut app, "Esc / c o l o u r : r e d Enter");
    assert!(notice(&app).contains("there are "), "{}", notice(&app));
    assert!(app.desk.backlog.items().eq(all.iter().copied()));
    press(&mut app, "Esc / s c o r e > 5 Enter");
    let words = notice(&app);
    let shown = app.desk.backlog.items().count();
    assert!(
        words.starts_with(&format!("{shown} of 38 shown: 5 have no score yet")),
        "{words}"
    );
}

#[test]
fn the_first_line_is_for_who_is_new_and_goes_for_good() {
    use evenkeel::desk::effect::Effect;
    use evenkeel::desk::event::{Chord, Event};
    for (width, height, words) in [
        (120, 35, "the higher it stands."),
        (80, 24, "Worth more and smaller stands higher"),
    ] {
        let mut app = sample(width, height);
        let sees = |app: &App| crate::support::words(&drawn(app, &dark())).contains(words);
        assert!(sees(&app), "{width}");
        let effects = app.handle(Event::Key(Chord::parse("x").unwrap()));
        assert!(
            matches!(effects.as_slice(), [Effect::KeepPreferences]),
            "{effects:?}"
        );
        press(&mut app, "j k");
        assert!(!sees(&app), "{width}");
        assert!(!app.desk.preferences.tips);
    }
}

#[test]
fn the_last_score_is_said_and_the_order_waits_for_a_key() {
    use evenkeel::views::board::cells;
    let mut app = sample(120, 35);
    press(&mut app, "/ p a r c e l Enter");
    assert_eq!(
        app.desk.backlog.items().count(),
        1,
        "one item without a score is listed"
    );
    press(&mut app, "l l l 5");
    assert_eq!(
        cells::on_hold(&app.desk).as_deref(),
        Some("order on hold, = sorts")
    );
    assert!(!notice(&app).contains("scored"), "{}", notice(&app));
    press(&mut app, "l 8");
    assert_eq!(
        notice(&app),
        "all 1 are scored · Esc leaves the columns and sorts, u undoes"
    );
}
