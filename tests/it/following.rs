//! A second window that follows a workspace: it goes along, and changes nothing.

use evenkeel::desk::event::{Chord, Event};
use evenkeel::desk::tab;
use evenkeel::edit::history::History;
use evenkeel::model::item::Item;
use evenkeel::shell::App;
use evenkeel::shell::following;

use crate::screens::{dark, drawn, press, sample};
use crate::support::words;

/// A window that follows what another one works on.
fn follower(of: &App) -> App {
    let mut app = sample(120, 35);
    app.desk.workspace = of.desk.workspace.clone();
    app.desk.history = History::following();
    following::begin(&mut app);
    app
}

fn go_along(follower: &mut App, board: &App) {
    follower.handle(Event::Followed(Box::new(board.desk.workspace.clone())));
}

#[test]
fn no_key_changes_anything() {
    let board = sample(120, 35);
    let mut app = follower(&board);
    let keys = "n x Enter a b Ctrl-s Esc Esc l 8 + - Backspace Esc d m D Down Enter Enter u U w c K J g p f p 1 \
        g s n Enter Esc g o x d g l x a Esc i X Esc o";
    for key in keys.split_whitespace() {
        app.handle(Event::Key(Chord::parse(key).unwrap()));
        assert!(app.desk.workspace == board.desk.workspace, "after {key}");
    }
}

#[test]
fn the_selection_stays_and_what_is_new_is_there() {
    let mut board = sample(120, 35);
    let mut app = follower(&board);
    press(&mut app, "j j j");
    let chosen = app.desk.selected().unwrap().id;
    press(&mut board, "j l 1 Esc");
    go_along(&mut app, &board);
    assert!(app.desk.workspace == board.desk.workspace);
    assert_eq!(app.desk.selected().unwrap().id, chosen);
    let second = board.desk.selected().unwrap().id;
    let score = |app: &App| app.desk.derived.evaluation.score(second).unwrap().rank;
    assert_eq!(score(&app), score(&board));
    assert!(app.desk.workspace.get::<Item>(second).is_some());
}

#[test]
fn the_screen_of_the_room_goes_along_to_a_session_and_from_item_to_item() {
    let mut board = sample(120, 35);
    let mut app = follower(&board);
    press(&mut app, "P");
    press(&mut board, "g s n e Enter");
    go_along(&mut app, &board);
    assert_eq!(app.desk.view, tab::SESSION);
    let card = |app: &App| words(&drawn(app, &dark()));
    assert!(card(&app).contains("item 1 of 3"), "{}", card(&app));
    press(&mut board, "Space");
    go_along(&mut app, &board);
    assert!(card(&app).contains("item 2 of 3"), "{}", card(&app));
    // Votes come in as dots, and are shown with the reveal.
    press(&mut board, "v 8 Enter 5 Enter Esc");
    go_along(&mut app, &board);
    assert!(card(&app).contains("2 of 6 in"), "{}", card(&app));
    press(&mut board, "r Enter");
    go_along(&mut app, &board);
    assert!(card(&app).contains("median 8"), "{}", card(&app));
}

#[test]
fn no_key_uncovers_a_window_that_was_opened_to_present() {
    let board = sample(120, 35);
    let mut app = follower(&board);
    evenkeel::desk::presenting::begin(&mut app.desk);
    for keys in [
        "P",
        "P",
        "Enter",
        ". P Enter",
        "P .",
        ": p r e s e n t Enter",
        "Esc P Esc",
    ] {
        press(&mut app, keys);
        assert!(app.desk.presenting.is_some(), "after {keys}");
        let frame = words(&drawn(&app, &dark()));
        assert!(!frame.contains("P ends"), "after {keys}: {frame}");
    }
    go_along(&mut app, &sample(120, 35));
    assert!(app.desk.presenting.as_ref().is_some_and(|on| on.stays));
    app.handle(Event::Failed("cannot read /zqhome/zqfile.ron".into()));
    let frame = words(&drawn(&app, &dark()));
    assert!(frame.contains("q closes this window"), "{frame}");
}

#[test]
fn its_footer_offers_only_what_works() {
    use evenkeel::desk::event::Target;
    use evenkeel::shell::commands::command;
    for presents in [false, true] {
        for view in sample(120, 35).tabs().collect::<Vec<_>>() {
            let mut app = follower(&sample(120, 35));
            if presents {
                evenkeel::desk::presenting::begin(&mut app.desk);
            }
            app.show(view);
            let mut buffer =
                ratatui::buffer::Buffer::empty(ratatui::layout::Rect::new(0, 0, 120, 35));
            let hits = evenkeel::shell::draw::draw(&app, &dark(), &mut buffer);
            let cells = (0..120).flat_map(|x| (0..35).map(move |y| (x, y)));
            for target in cells.filter_map(|(x, y)| hits.at(x, y)) {
                if let Target::Hint(id) = target {
                    assert_eq!(app.can(command(id).unwrap()), Ok(()), "{view:?}: {id}");
                }
            }
        }
    }
}

#[test]
fn it_goes_where_the_other_window_goes_until_it_is_told_to_stay() {
    let mut board = sample(120, 35);
    let mut app = follower(&board);
    let beside = |app: &mut App, board: &App| {
        let desk = &board.desk;
        app.handle(Event::Beside(desk.view.0.to_owned(), desk.chosen));
    };
    press(&mut board, "j j j");
    beside(&mut app, &board);
    assert_eq!(app.desk.chosen, board.desk.chosen);
    press(&mut board, "g p");
    beside(&mut app, &board);
    assert_eq!(app.desk.view, tab::PLAN);
    // Not while something is read here.
    press(&mut app, "F1");
    press(&mut board, "g r");
    beside(&mut app, &board);
    assert_eq!(app.desk.view, tab::PLAN);
    press(&mut app, "Esc O");
    beside(&mut app, &board);
    assert_eq!(app.desk.view, tab::PLAN, "it was told to stay");
    press(&mut app, "O");
    beside(&mut app, &board);
    assert_eq!(app.desk.view, tab::RISK);
    // A window that works on a file goes nowhere by itself.
    board.handle(Event::Beside("Board".to_owned(), None));
    assert_eq!(board.desk.view, tab::RISK);
}

#[test]
fn the_window_for_the_room_asks_before_it_ends() {
    use evenkeel::desk::effect::Effect;

    let board = sample(120, 35);
    let q = || Event::Key(Chord::parse("q").unwrap());
    let mut app = follower(&board);
    assert_eq!(app.handle(q()), [Effect::Quit], "nobody watches");
    let mut app = follower(&board);
    press(&mut app, "P");
    assert_eq!(app.handle(q()), []);
    assert!(!app.desk.dialogs.is_empty(), "it asks");
    press(&mut app, "Esc");
    assert!(app.desk.dialogs.is_empty());
    // Where the window is too small to show a question, the same key again ends it.
    app.handle(Event::Resize {
        width: 40,
        height: 10,
    });
    assert_eq!(app.handle(q()), []);
    assert_eq!(app.handle(q()), [Effect::Quit]);
}
