//! What is offered is taken by a key, and what answers to the two questions of Kano say.

use evenkeel::desk::event::Event;
use evenkeel::dialogs::picker::Picker;
use evenkeel::model::audience::Audience;
use evenkeel::model::kano::KanoReply;
use evenkeel::model::need::Need;
use evenkeel::model::number::Number;
use evenkeel::model::record::Declared;
use evenkeel::scoring::insight::words::of_need;

use super::story::STORY;
use super::{BOARD, item, opened, screen, workspace};
use crate::exports;
use crate::journeys::notice;
use crate::samples::id;
use crate::screens::press;

#[test]
fn what_is_offered_for_an_item_is_taken_by_a_key_with_its_reason() {
    let strong = BOARD.replace("satisfaction: 3", "satisfaction: 1");
    let mut app = opened(&strong, 120, 35);
    press(&mut app, "j =");
    let picker = app.desk.top::<Picker>().and_then(Picker::entry);
    let label = picker.map(|entry| entry.label.clone());
    assert_eq!(label.as_deref(), Some("take over: value 8 to 13"));
    press(&mut app, "Enter");
    let value = |app: &evenkeel::shell::App| item(&app.desk.workspace, "refund").value.value;
    assert_eq!(value(&app), Some(Number::whole(13)), "{}", notice(&app));
    assert!(notice(&app).contains("17.0 extreme"), "{}", notice(&app));
    press(&mut app, "u");
    assert_eq!(value(&app), Some(Number::whole(8)), "one step");
    press(&mut app, "k =");
    assert!(
        notice(&app).contains("nothing is known"),
        "{}",
        notice(&app)
    );
}

#[test]
fn a_stage_of_a_journey_offers_the_numbers_of_the_need_behind_it() {
    let text = r#"(schema: "1.0",
        needs: [(id: "n", statement: "I want it back", importance: 5)],
        journeys: [(id: "j", name: "Return")],
        stages: [
            (id: "s", name: "Send", journey: "j", feeling: Awful, importance: 9, needs: ["n"]),
            (id: "t", name: "Wait", journey: "j", feeling: Good, importance: 7, needs: ["n"]),
        ])"#;
    let mut app = opened(text, 120, 35);
    let need = |app: &evenkeel::shell::App| {
        let need = app.desk.workspace.get::<Need>(id("n")).unwrap();
        (need.importance, need.satisfaction)
    };
    press(&mut app, "g i");
    let said = "Offered: satisfaction ? to 0: the stage Send";
    let words = of_need(
        &app.desk.workspace,
        &app.desk.derived.known,
        app.desk.workspace.get(id("n")).unwrap(),
    );
    assert!(words.plain(true).contains(said), "{}", words.plain(true));
    press(&mut app, "=");
    let taken = (Some(Number::whole(5)), Some(Number::ZERO));
    assert_eq!(need(&app), taken, "{}", notice(&app));
    press(&mut app, "=");
    assert!(
        notice(&app).contains("the journeys offer no"),
        "{}",
        notice(&app)
    );
    press(&mut app, "u");
    assert_eq!(need(&app), (Some(Number::whole(5)), None), "one step");
}

#[test]
fn answers_of_kano_come_from_a_questionnaire_and_tell_what_a_need_is() {
    let mut app = opened(BOARD, 200, 60);
    press(&mut app, "g i");
    let money = "I want my money when the parcel is scanned";
    let table = format!(
        "need,with,without,customer\n{money},I like it that way,I dislike it that way.,Ann\n{money},2,5,Bob\n{money},must be,Dislike,\n{money},Neutral,,Cem\n"
    );
    app.handle(Event::Paste(table.clone()));
    assert_eq!(
        app.desk.workspace.count(KanoReply::KIND),
        4,
        "{}",
        notice(&app)
    );
    let said = "expected: its lack annoys (M) · 4 answers · better 0.33 · worse -1.00";
    let shown = screen(&app)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    assert!(shown.contains("expected: its lack annoys (M)"), "{shown}");
    let words = of_need(
        &app.desk.workspace,
        &app.desk.derived.known,
        app.desk.workspace.get(id("money")).unwrap(),
    );
    assert!(words.plain(true).contains(said), "{}", words.plain(true));
    app.handle(Event::Paste(table));
    assert_eq!(
        app.desk.workspace.count(KanoReply::KIND),
        4,
        "{}",
        notice(&app)
    );
}

#[test]
fn what_goes_out_as_a_table_comes_in_again_and_changes_nothing() {
    let workspace = workspace(STORY);
    for format in ["wishes", "evidence", "readings", "stages"] {
        let private = exports::text(&workspace, Audience::Private, format);
        let mut app = opened(STORY, 120, 35);
        press(&mut app, "g i");
        app.handle(Event::Rows(private));
        assert!(
            app.desk.workspace == workspace,
            "{format}: {}",
            notice(&app)
        );
        assert!(
            notice(&app).contains("there already"),
            "{format}: {}",
            notice(&app)
        );
        let shared = exports::text(&workspace, Audience::Shared, format);
        for secret in ["Elif", "sentinel-note"] {
            assert!(!shared.contains(secret), "{format}: {shared}");
        }
    }
}
