//! The jobs of a first hour that look, say, undo and hand out.

use evenkeel::desk::effect::Effect;
use evenkeel::desk::event::{Chord, Event};
use evenkeel::dialogs::export::ExportDialog;
use evenkeel::model::item::Item;
use evenkeel::model::number::Number;
use evenkeel::model::session::Round;

use super::Typist;
use crate::importing;
use crate::journeys::{notice, order, selected};
use crate::overlays::made;
use crate::screens::{dark, drawn};
use crate::support::words;

impl Typist {
    /// The last key, and what the program wants of the world after it.
    pub fn last(&mut self, key: &str) -> Vec<Effect> {
        self.keys += 1;
        self.app.handle(Event::Key(Chord::parse(key).unwrap()))
    }

    pub fn shown(&self) -> String {
        words(&drawn(&self.app, &dark()))
    }
}

#[test]
fn a_file_is_imported_and_twelve_items_are_scored() {
    let mut typist = Typist::empty();
    let file: String = std::iter::once("Title,Value\n".to_owned())
        .chain((1..=12).map(|at| format!("Item {at},\n")))
        .collect();
    let press = |typist: &mut Typist, key: &str| {
        typist.keys += 1;
        importing::press(&mut typist.app, key, file.as_bytes());
    };
    for key in ["i", "Enter", "Enter", "Enter"] {
        press(&mut typist, key);
    }
    assert_eq!(typist.app.desk.workspace.all::<Item>().count(), 12);
    // Down a column at a time; the cursor of the next one goes back to the top.
    for column in 0..4 {
        if column > 0 {
            typist.press("Right g g");
        }
        for _ in 0..12 {
            typist.press("5 Enter");
        }
    }
    typist.took("a file imported and 12 items scored", 4 + 12 * 10);
    let all = typist.app.desk.workspace.all::<Item>();
    let scored = all.filter(|item| item.size.value == Some(Number::whole(5)));
    assert_eq!(scored.count(), 12, "{}", typist.says());
    assert!(typist.app.desk.derived.evaluation.unranked.is_empty());
}

#[test]
fn an_explanation_and_its_message() {
    let mut typist = Typist::new();
    typist.press("e");
    let told = typist.shown();
    let copied = typist.last("y");
    typist.press("Esc");
    typist.took("explain, and copy the message", 3);
    let [Effect::Copy(text)] = copied.as_slice() else {
        panic!("{copied:?}");
    };
    assert!(text.starts_with("Hello"), "{text}");
    assert!(told.contains("It stands at rank 1 of 26"), "{told}");
}

#[test]
fn an_item_is_moved_by_hand_for_a_reason() {
    let mut typist = Typist::new();
    let (id, before) = (selected(&typist.app).id, order(&typist.app));
    typist.press("J J Enter r");
    typist.write("Legal asked for it");
    typist.press("Enter");
    typist.took("moved by hand, with the reason", 6);
    let item = typist.app.desk.workspace.get::<Item>(id).unwrap();
    assert_eq!(item.pin_reason, "Legal asked for it");
    assert_ne!(order(&typist.app), before);
    typist.press("Ctrl-z Ctrl-z");
    assert_eq!(order(&typist.app), before);
}

#[test]
fn a_report_is_written() {
    let mut typist = Typist::new();
    typist.press("X");
    typist.write("html");
    typist.press("Enter");
    let event = made(&typist.app, typist.app.desk.top::<ExportDialog>().unwrap());
    typist.app.handle(event);
    let out = typist.last("o");
    typist.took("a report, written and opened", 4);
    let Some(Effect::HandOut(delivery)) = out.last() else {
        panic!("{out:?}: {}", typist.says());
    };
    assert!(delivery.opens && !delivery.replaces);
    assert!(delivery.path.to_string_lossy().ends_with(".html"));
}

#[test]
fn all_is_undone_and_done_again() {
    let mut typist = Typist::new();
    let before = typist.app.desk.workspace.clone();
    typist.press("Right 8 Down 5 Down 3 Esc");
    let after = typist.app.desk.workspace.clone();
    typist.keys = 0;
    typist.press("Ctrl-z Ctrl-z Ctrl-z");
    typist.took("three edits undone", 3);
    assert!(typist.app.desk.workspace == before, "{}", typist.says());
    typist.press("Ctrl-y Ctrl-y Ctrl-y");
    assert!(typist.app.desk.workspace == after, "{}", typist.says());
}

#[test]
fn theme_and_mouse_are_found_by_their_names() {
    let mut typist = Typist::new();
    for name in ["theme", "mouse"] {
        let before = format!("{:?}", typist.app.desk.preferences);
        typist.press(":");
        typist.write(name);
        let wanted = typist.last("Enter");
        typist.took(name, 2);
        let after = format!("{:?}", typist.app.desk.preferences);
        assert!(before != after || !wanted.is_empty(), "{name} changed");
    }
}

#[test]
fn everything_of_one_customer() {
    let mut typist = Typist::new();
    let all = order(&typist.app).len();
    typist.press("/");
    typist.write("customer:devika");
    typist.press("Enter");
    typist.took("everything of one customer", 3);
    let shown = order(&typist.app);
    assert!(
        !shown.is_empty() && shown.len() < all,
        "{}",
        notice(&typist.app)
    );
    typist.press("Esc");
    assert_eq!(order(&typist.app).len(), all);
}

#[test]
fn a_session_of_four_questions() {
    let mut typist = Typist::new();
    typist.press("g s n Enter");
    let people = 5;
    for _ in 0..4 {
        let asked = typist.app.desk.workspace.all::<Round>().count();
        // A column ends with a look at all of it, and the next one begins with its smallest item.
        for _ in 0..2 {
            if !typist.shown().contains("votes  ") {
                typist.press("Enter");
                typist.app.handle(Event::Stood);
            }
        }
        for _ in 0..people {
            typist.press("5");
            // A digit that could go on waits for the next key.
            typist.app.handle(Event::Stood);
        }
        typist.press("r Enter Enter");
        typist.app.handle(Event::Stood);
        typist.press("Enter");
        let now = typist.app.desk.workspace.all::<Round>().count();
        assert!(now > asked, "{now}: {}", typist.shown());
    }
    typist.took("a session of four questions", 4 + 4 * 10);
    let agreed = typist.app.desk.workspace.all::<Round>();
    let agreed = agreed.filter(|round| round.session.0.is_some() && round.settled.is_some());
    assert!(agreed.count() >= 4, "{}", typist.shown());
}
