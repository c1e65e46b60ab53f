//! A file that somebody else touched between two sessions: what is as it was can still be undone.

use super::*;

fn set_to(name: &str, field: &str, typed: &str) -> Edit {
    let at = Item::KIND.field(field).expect("a field");
    Edit::Set {
        kind: Item::KIND,
        id: id(name),
        field: at,
        value: Item::KIND.fields[at].holds.parse(typed).expect("it fits"),
    }
}

/// Three saved steps, then the file with other words in the place of some, and the board opened again.
fn touched(changes: &[(&str, &str)]) -> Session<CrashingFiles> {
    let disk = CrashingFiles::with(Path::new(BOARD), COMMENTED.as_bytes(), usize::MAX - 1);
    let mut session = on(&disk, 1).expect("it starts");
    for edit in [
        set_to("k3f9a2", "title", "Guests"),
        set_to("p2x7aa", "size", "8"),
        set_to("p2x7aa", "title", "Addresses"),
    ] {
        session.commit(vec![edit]);
        session.keep();
        assert!(session.save());
    }
    drop(session);
    let mut files = disk.all();
    let board = files.get_mut(Path::new(BOARD)).expect("it is there");
    let mut text = String::from_utf8(board.clone()).expect("it is text");
    for (from, to) in changes {
        assert!(text.contains(from), "{text}");
        text = text.replace(from, to);
    }
    *board = text.into_bytes();
    on(&CrashingFiles::holding(&files), 2).expect("it starts")
}

fn title(session: &Session<CrashingFiles>, name: &str) -> String {
    let item = session.workspace.get::<Item>(id(name)).expect("an item");
    item.title.clone()
}

#[test]
fn what_others_did_not_touch_can_still_be_undone_after_a_restart() {
    let mut session = touched(&[("Technical", "Platform")]);
    assert_eq!((session.history.done().len(), session.lost), (3, 0));
    assert_eq!(session.problems, Vec::<String>::new());
    while session
        .history
        .undo(&mut session.workspace)
        .expect("it fits")
        .is_some()
    {}
    let before = workspace(&COMMENTED.replace("Technical", "Platform"));
    assert_eq!(session.text(), store::canonical(&before));
    while session
        .history
        .redo(&mut session.workspace)
        .expect("it fits")
        .is_some()
    {}
    assert_eq!(title(&session, "p2x7aa"), "Addresses");
    // It holds over one more start.
    session.keep();
    let session = on(&session.files, 3).expect("it starts");
    assert_eq!(session.history.done().len(), 3);
}

#[test]
fn a_step_whose_field_somebody_changed_is_let_go_and_said() {
    let mut session = touched(&[("\"Addresses\"", "\"Streets\"")]);
    assert_eq!((session.history.done().len(), session.lost), (2, 1));
    session
        .history
        .undo(&mut session.workspace)
        .expect("it fits");
    session
        .history
        .undo(&mut session.workspace)
        .expect("it fits");
    assert_eq!(title(&session, "p2x7aa"), "Streets");
    assert_eq!(title(&session, "k3f9a2"), "Guest checkout");
    assert!(
        session
            .history
            .undo(&mut session.workspace)
            .expect("it fits")
            .is_none()
    );
}

#[test]
fn a_step_that_somebody_took_back_by_hand_is_no_step_any_more() {
    let session = touched(&[
        ("\"Guests\"", "\"Guest checkout\""),
        ("Technical", "Platform"),
    ]);
    assert_eq!((session.history.done().len(), session.lost), (2, 0));
}
