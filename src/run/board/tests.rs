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
use crate::model::item::Item;
use crate::model::record::Declared;

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
fn a_card_of_the_planning_board_is_dragged_to_another_team_and_iteration() {
    use crossterm::event::{Event as Input, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
    let sample = include_str!("../../../assets/sample.ron");
    let (workspace, _) = crate::store::parse(sample).unwrap();
    let mut session = session();
    let size = Size::new(120, 35);
    let file = File::new(Home::Untitled, Vec::new());
    let today = chrono::NaiveDate::from_ymd_opt(2026, 11, 22);
    session.app = App::new(workspace, file, Preferences::default(), 0, size, today);
    for key in ["g", "a"] {
        let chord = crate::desk::event::Chord::parse(key).unwrap();
        let _ = session.handle(Event::Key(chord));
    }
    let look = crate::ui::look::Look::new(
        Brightness::Dark,
        crate::ui::look::Depth::Full,
        crate::ui::look::Charset::Unicode,
        true,
    );
    let looked = |session: &OpenBoard| {
        let mut buf = ratatui::buffer::Buffer::empty(Rect::new(0, 0, 120, 35));
        crate::shell::draw::draw(&session.app, &look, &mut buf)
    };
    let planned = |session: &OpenBoard, id| {
        let item = session.app.desk.workspace.get::<Item>(id).unwrap();
        (item.team.0, item.iteration.0)
    };
    let act = |session: &mut OpenBoard, kind: MouseEventKind, (column, row)| {
        session.hits = looked(session);
        let input = Input::Mouse(MouseEvent {
            kind,
            column,
            row,
            modifiers: KeyModifiers::NONE,
        });
        let event = crate::run::terminal::translate::translate(input).unwrap();
        let _ = session.handle(event);
    };
    let all = (0..35_u16).flat_map(|y| (0..120_u16).map(move |x| (x, y)));
    let all: Vec<_> = all.collect();
    let hits = looked(&session);
    let at = |x, y| hits.at(x, y);
    let find = |wanted: &dyn Fn(Target) -> bool| {
        let found = all.iter().find(|(x, y)| at(*x, *y).is_some_and(wanted));
        *found.unwrap()
    };
    let is_card = |target| matches!(target, Target::Record(kind, _) if kind == Item::KIND);
    let card = find(&is_card);
    let Some(Target::Record(_, id)) = at(card.0, card.1) else {
        panic!("a card");
    };
    let before = planned(&session, id);
    let state: &crate::views::teams::Teams = session.app.state().unwrap();
    let board = crate::views::teams::board(&session.app.desk, state).unwrap();
    let from = board.find(id).unwrap();
    // The cell of another team, two columns on.
    let columns = board.places.len();
    let (line, column) = (usize::from(from.line == 0), from.at + 2);
    let to = find(&|target| target == Target::Spot(line * columns + column));
    let crate::scoring::plan::Place::Iteration(iteration) = board.places[column] else {
        panic!("{:?}", board.places);
    };
    let wanted = (board.teams[line].team, Some(iteration));
    let (down, held, up) = (
        MouseEventKind::Down(MouseButton::Left),
        MouseEventKind::Drag(MouseButton::Left),
        MouseEventKind::Up(MouseButton::Left),
    );
    let says = |session: &OpenBoard| session.app.desk.notice.as_ref().unwrap().text.clone();
    act(&mut session, down, card);
    act(&mut session, held, (card.0 + 1, card.1));
    act(&mut session, held, to);
    assert!(says(&session).starts_with("let go: "), "{}", says(&session));
    assert_eq!(planned(&session, id), before, "it goes nowhere yet");
    act(&mut session, up, to);
    assert_eq!(planned(&session, id), wanted);
    assert_eq!(session.app.desk.chosen, Some(id), "the cursor goes along");
    assert_eq!(session.app.desk.history.done().len(), 1, "one step");
    // Let go where it was, or beside the board, it stays.
    let now = looked(&session);
    let own = all
        .iter()
        .find(|(x, y)| now.at(*x, *y) == Some(Target::Record(Item::KIND, id)));
    let own = *own.unwrap();
    for place in [own, (0, 0)] {
        act(&mut session, down, own);
        act(&mut session, held, to);
        act(&mut session, held, place);
        act(&mut session, up, place);
        assert_eq!(planned(&session, id), wanted);
    }
    // A press alone, and a move without one, carry nothing.
    act(&mut session, up, card);
    act(&mut session, held, card);
    assert_eq!(session.app.desk.history.done().len(), 1);
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
        session.app.desk.workspace.count(Item::KIND)
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
    let titles = session.app.desk.workspace.all::<Item>();
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
