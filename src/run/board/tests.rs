//! What a session hands on, and what it keeps to itself.

use std::sync::Arc;

use ratatui::layout::{Rect, Size};

use super::super::terminal::mailbox;
use super::*;
use crate::desk::effect::{Delivery, Effect};
use crate::desk::file::File;
use crate::desk::preferences::Preferences;
use crate::desk::tab;
use crate::model::Workspace;
use crate::model::audience::Audience;

fn session() -> OpenBoard {
    let file = File::new(Home::Untitled, Vec::new());
    let preferences = Preferences::default();
    let size = Size::new(120, 35);
    let app = App::new(Workspace::default(), file, preferences, 0, size, None);
    let saver = Saver::start(None, Box::new(|| ())).unwrap();
    let surveyor = Surveyor::start(Box::new(|| ())).unwrap();
    let surroundings = Surroundings::default();
    OpenBoard::new(
        app,
        saver,
        surveyor,
        mailbox().0,
        surroundings,
        Brightness::Dark,
    )
}

fn pointer(action: PointerAction, column: u16) -> Pointer {
    Pointer {
        action,
        column,
        row: 0,
    }
}

#[test]
fn the_pointer_finds_what_was_drawn_and_doubles_on_the_same_target_alone() {
    let mut session = session();
    let spot = |x| Rect::new(x, 0, 10, 1);
    session.hits.add(spot(0), Target::View(tab::BOARD));
    session.hits.add(spot(10), Target::View(tab::GRID));
    let mut press = |column| {
        let event = session.point(pointer(PointerAction::Press, column));
        let Event::Point { target, gesture } = event else {
            panic!("{event:?}");
        };
        (target.is_some(), gesture)
    };
    let presses = [0, 3, 3, 12, 3, 99, 3].map(&mut press);
    let gestures = presses.map(|(hit, gesture)| hit && gesture == Gesture::DoublePress);
    assert_eq!(gestures, [false, true, false, false, false, false, false]);
    assert_eq!(presses[5], (false, Gesture::Press));
    let _ = session.handle(Event::Pointer(pointer(PointerAction::Press, 12)));
    assert_eq!(session.app.desk.view, tab::GRID);
}

#[test]
fn what_is_only_tried_reaches_no_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("shop.ron");
    let files = &crate::store::RealFiles;
    let saved = crate::store::create(files, &path, &Workspace::default(), None).unwrap();
    let empty = std::fs::read(&path).unwrap();
    let mut session = session();
    session.app.desk.file.home = Home::File(path.clone());
    let home = Some((path.clone(), saved.known));
    session.saver.adopt(home, 0, None, true);
    let mut press = |keys: &str| {
        for key in keys.split(' ') {
            let chord = crate::desk::event::Chord::parse(key).unwrap();
            let _ = session.handle(Event::Key(chord));
        }
        // As a signal does.
        session.save_now().unwrap();
        std::fs::read(&path).unwrap()
    };
    assert_eq!(press("w n T i l l Enter Esc Ctrl-s"), empty);
    assert_eq!(press("w x"), empty);
    assert_eq!(press("w n T i l l Enter Esc"), empty);
    assert_ne!(press("w Enter"), empty, "kept, it is saved");
    let undone = String::from_utf8(press("u")).unwrap();
    assert!(!undone.contains("Till"), "{undone}");
}

#[test]
fn what_others_write_during_a_trial_waits_and_is_saved_all_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("shop.ron");
    let files = &crate::store::RealFiles;
    let saved = crate::store::create(files, &path, &Workspace::default(), None).unwrap();
    let mut session = session();
    session.app.desk.file.home = Home::File(path.clone());
    let home = Some((path.clone(), saved.known));
    session.saver.adopt(home, 0, None, true);
    let mut press = |keys: &str| {
        for key in keys.split(' ') {
            let chord = crate::desk::event::Chord::parse(key).unwrap();
            let _ = session.handle(Event::Key(chord));
        }
        session.save_now().unwrap();
        session
            .app
            .desk
            .workspace
            .count(<crate::model::item::Item as crate::model::record::Declared>::KIND)
    };
    assert_eq!(press("n O u r s Enter Esc w"), 1);
    let text = std::fs::read_to_string(&path).unwrap();
    let theirs = text.replace("items: [", "items: [(id: \"zz\", title: \"Theirs\"),");
    std::fs::remove_file(&path).unwrap();
    let access = crate::store::files::FileAccess::Usual;
    crate::store::write_new(files, &path, theirs.as_bytes(), access).unwrap();
    // A trial has begun: the board stays as it is.
    assert_eq!(press("n T r i a l Enter Esc"), 2);
    // Dropped, the real board has theirs as soon as somebody looks.
    session.saver.look();
    let offered = (0..).find_map(|_| session.saver.offer());
    assert!(offered.is_some() && session.app.desk.trial.is_some());
    let mut press = |keys: &str| {
        for key in keys.split(' ') {
            let chord = crate::desk::event::Chord::parse(key).unwrap();
            let _ = session.handle(Event::Key(chord));
        }
    };
    press("w x");
    session.save_now().unwrap();
    let titles = session.app.desk.workspace.all::<crate::model::item::Item>();
    let titles: std::collections::BTreeSet<_> = titles.map(|item| item.title.clone()).collect();
    assert_eq!(Vec::from_iter(titles), ["Ours", "Theirs"]);
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(text.contains("Ours") && text.contains("Theirs") && !text.contains("Trial"));
}

#[test]
fn it_wakes_only_to_list_what_may_follow() {
    let mut session = session();
    assert_eq!(session.wake_after(), None);
    let chord = crate::desk::event::Chord::parse("g").unwrap();
    let _ = session.handle(Event::Key(chord));
    assert_eq!(session.wake_after(), Some(FOLLOWERS));
    let _ = session.handle(Event::Wake);
    assert!(session.app.desk.around.shows_followers);
    assert_eq!(session.wake_after(), None);
}

#[test]
fn a_file_that_was_handed_out_is_said_in_one_line() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("shop.txt");
    let mut session = session();
    let _ = session.perform(vec![Effect::HandOut(Delivery {
        path: path.clone(),
        format: "csv",
        output: Arc::default(),
        audience: Audience::Shared,
        replaces: false,
        opens: true,
    })]);
    let said = session.app.desk.notice.take().expect("it is said").text;
    let wrote = format!("wrote {}: ", path.display());
    assert!(said.starts_with(&wrote) && !said.contains('\n'), "{said:?}");
    assert!(
        said.ends_with("open it yourself"),
        "no screen here: {said:?}"
    );
}
