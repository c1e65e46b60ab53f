//! Keys that people bring along from a spreadsheet and a tracker: each does here what it does there.

use evenkeel::desk::effect::Effect;
use evenkeel::desk::event::{Chord, Event};
use evenkeel::dialogs::form::Form;
use evenkeel::dialogs::picker::Picker;
use evenkeel::dialogs::prompt::Prompt;
use evenkeel::dialogs::prose::ProseEditor;
use evenkeel::shell::App;

use crate::journeys::{notice, selected, type_text};
use crate::screens::{WAYS, press, sample};

fn effects(app: &mut App, key: &str) -> Vec<Effect> {
    app.handle(Event::Key(Chord::parse(key).unwrap()))
}

#[test]
fn undo_redo_filter_edit_and_help_have_the_keys_of_a_spreadsheet() {
    let mut app = sample(120, 35);
    let before = selected(&app).value;
    press(&mut app, "l 5 Ctrl-z");
    assert_eq!(selected(&app).value, before);
    press(&mut app, "Ctrl-y");
    assert_ne!(selected(&app).value, before);
    press(&mut app, "Esc");
    for place in ["g b", "g p", "g t", "g f", "g l"] {
        press(&mut app, place);
        press(&mut app, "Ctrl-f");
        assert!(
            app.desk.top::<Prompt>().is_some(),
            "{place}: {}",
            notice(&app)
        );
        press(&mut app, "Esc F1");
        assert!(
            app.desk.top::<Picker>().is_some(),
            "{place}: {}",
            notice(&app)
        );
        press(&mut app, "Esc");
    }
    for place in ["g b", "g t", "g l", "g o"] {
        press(&mut app, place);
        press(&mut app, "F2");
        assert!(
            app.desk.top::<Form>().is_some(),
            "{place}: {}",
            notice(&app)
        );
        press(&mut app, "F1 Esc Esc");
        assert!(app.desk.dialogs.is_empty(), "{place}");
    }
}

#[test]
fn ctrl_c_copies_what_is_chosen_and_leaves_nowhere() {
    for way in WAYS {
        let mut app = sample(120, 35);
        press(&mut app, way);
        let (open, view) = (app.desk.dialogs.len(), app.desk.view);
        let asked = effects(&mut app, "Ctrl-c");
        assert!(!asked.contains(&Effect::Quit), "{way}");
        assert_eq!(
            (app.desk.dialogs.len(), app.desk.view),
            (open, view),
            "{way}"
        );
        let says = if open == 0 {
            "q quits"
        } else {
            "Esc goes back"
        };
        assert!(notice(&app).contains(says), "{way}: {}", notice(&app));
    }
    let mut app = sample(120, 35);
    let title = selected(&app).title.clone();
    assert_eq!(effects(&mut app, "Ctrl-c"), [Effect::Copy(title)]);
    press(&mut app, "e");
    let message = effects(&mut app, "Ctrl-c");
    assert_eq!(message, effects(&mut app, "y"), "of a page, its message");
    press(&mut app, "Esc n");
    type_text(&mut app, "Half a title");
    assert_eq!(
        effects(&mut app, "Ctrl-c"),
        [Effect::Copy("Half a title".to_owned())]
    );
}

#[test]
fn enter_saves_a_long_text_and_esc_asks_once_before_it_is_lost() {
    let mut app = sample(120, 35);
    let field = |app: &App| {
        let form = app.desk.top::<Form>().unwrap();
        let at = form.kind.field("request");
        let row = form.rows.iter().find(|row| Some(row.field) == at);
        row.unwrap().long_text()
    };
    let id = selected(&app).id;
    evenkeel::dialogs::form::open_at(
        &mut app.desk,
        <evenkeel::model::item::Item as evenkeel::model::record::Declared>::KIND,
        id,
        "request",
    );
    let before = field(&app);
    press(&mut app, "Enter");
    type_text(&mut app, " More.");
    press(&mut app, "Esc");
    assert!(
        notice(&app).contains("Esc again cancels"),
        "{}",
        notice(&app)
    );
    assert!(app.desk.top::<ProseEditor>().is_some());
    press(&mut app, "Esc");
    assert_eq!(field(&app), before);
    press(&mut app, "Enter");
    type_text(&mut app, " More.");
    press(&mut app, "Alt-Enter");
    type_text(&mut app, "Second line");
    press(&mut app, "Enter");
    assert_eq!(field(&app), format!("{before} More.\nSecond line"));
}

#[test]
fn a_choice_in_a_form_is_taken_back_as_typing_is() {
    let mut app = sample(120, 35);
    let id = selected(&app).id;
    let kind = <evenkeel::model::item::Item as evenkeel::model::record::Declared>::KIND;
    evenkeel::dialogs::form::open_at(&mut app.desk, kind, id, "state");
    let shown = |app: &App| app.desk.top::<Form>().unwrap().row().unwrap().shown_text();
    let before = shown(&app);
    press(&mut app, "Right Right Right");
    assert_ne!(shown(&app), before);
    press(&mut app, "Ctrl-z");
    assert_eq!(shown(&app), before);
    assert_eq!(app.desk.top::<Form>().unwrap().changes(), 0);
}
