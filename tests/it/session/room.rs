//! The room while it sits: who is away, an agenda that changes, time, and a screen that others watch.

use evenkeel::desk::effect::Effect;
use evenkeel::desk::event::{Chord, Event, Key};
use evenkeel::desk::file::{File, Home, Opened};
use evenkeel::desk::tab;
use evenkeel::model::decision::Decision;
use evenkeel::model::item::Item;
use evenkeel::model::number::Number;
use evenkeel::model::person::Person;
use evenkeel::model::record::Declared;
use evenkeel::model::session::Session;
use evenkeel::shell::App;
use evenkeel::store::journal::Draft;
use evenkeel::views::session::{Floor, current, round};
use ratatui::layout::Size;

use super::{begun, floor, notice, screen, session};
use crate::screens::{press, sample};

fn typed(app: &mut App, text: &str) {
    for c in text.chars() {
        app.handle(Event::Key(Chord::plain(Key::Char(c))));
    }
}

fn title(app: &App, at: usize) -> String {
    let item: &Item = app.desk.workspace.get(session(app).agenda.0[at]).unwrap();
    item.title.clone()
}

#[test]
fn who_is_away_is_not_waited_for_and_keeps_the_card() {
    let mut app = begun(80, 24);
    press(&mut app, "8 d");
    assert!(notice(&app).contains("is away for now"), "{}", notice(&app));
    assert!(screen(&app).contains("1 of 5 in"), "{}", screen(&app));
    press(&mut app, "Up Up d");
    assert_eq!(round(&app.desk).unwrap().votes.0.len(), 1, "votes stay");
    assert!(screen(&app).contains("0 of 4 in"), "{}", screen(&app));
    press(&mut app, "5 5 5 5 3");
    assert!(notice(&app).contains("everybody is in"), "{}", notice(&app));
    press(&mut app, "Up Up Up Up Up Up d");
    assert!(notice(&app).contains("is here again"), "{}", notice(&app));
    assert!(screen(&app).contains("5 of 5 in"), "{}", screen(&app));
    press(&mut app, "r Enter ~");
    assert!(screen(&app).contains("1 step apart"), "{}", screen(&app));
}

#[test]
fn the_agenda_takes_items_lets_go_and_moves_while_the_room_sits() {
    let mut app = begun(120, 35);
    let (first, second) = (title(&app, 0), title(&app, 1));
    press(&mut app, "a n");
    typed(&mut app, "Came up today");
    press(&mut app, "Enter");
    assert_eq!(title(&app, 3), "Came up today");
    press(&mut app, "J");
    assert_eq!(
        (title(&app, 0), title(&app, 1)),
        (second.clone(), first.clone())
    );
    press(&mut app, "K m");
    assert_eq!(
        session(&app).agenda.0.len(),
        5,
        "what is chosen on the board: {}",
        notice(&app)
    );
    press(&mut app, "x");
    assert_eq!((title(&app, 0), session(&app).agenda.0.len()), (second, 4));
    let (on, asked) = current(&app.desk).unwrap();
    assert_eq!(
        asked.item, on.agenda.0[0],
        "the room goes on with the next one"
    );
    press(&mut app, "u");
    assert_eq!(title(&app, 0), first);
    press(&mut app, "x x x x x x x x");
    assert_eq!(session(&app).agenda.0.len(), 1);
    assert!(notice(&app).contains("last item"), "{}", notice(&app));
}

#[test]
fn parts_of_a_split_take_its_place_and_what_is_decided_is_passed_over() {
    let mut app = begun(120, 35);
    press(&mut app, "Space");
    let whole = title(&app, 1);
    press(&mut app, "D");
    typed(&mut app, "split");
    press(&mut app, "Enter");
    for (part, size, value) in [("Part A", "5", "8"), ("Part B", "8", "5")] {
        typed(&mut app, part);
        press(&mut app, "Tab");
        typed(&mut app, size);
        press(&mut app, "Tab");
        typed(&mut app, value);
        press(&mut app, "Tab");
    }
    press(&mut app, "Ctrl-s Esc");
    assert_eq!(
        app.desk.workspace.count(Decision::KIND),
        before_decisions() + 1,
        "{}",
        screen(&app)
    );
    assert_eq!(
        (title(&app, 1), title(&app, 2)),
        ("Part A".to_owned(), "Part B".to_owned())
    );
    assert!(
        !session(&app)
            .agenda
            .0
            .iter()
            .enumerate()
            .any(|(at, _)| title(&app, at) == whole)
    );
    let (on, asked) = current(&app.desk).unwrap();
    assert_eq!(asked.item, on.agenda.0[1]);
    press(&mut app, "D");
    typed(&mut app, "not now");
    press(&mut app, "Enter");
    typed(&mut app, "The season comes first.");
    press(&mut app, "Ctrl-s Esc");
    assert!(
        screen(&app).contains("decided   Not now"),
        "{}",
        screen(&app)
    );
    press(&mut app, "Space b b");
    assert_eq!(
        current(&app.desk).unwrap().1.item,
        session(&app).agenda.0[0]
    );
    press(&mut app, "Space");
    assert_eq!(
        current(&app.desk).unwrap().1.item,
        session(&app).agenda.0[2],
        "passed over"
    );
}

fn before_decisions() -> usize {
    sample(80, 24).desk.workspace.count(Decision::KIND)
}

#[test]
fn the_set_up_says_what_the_time_means_and_the_timer_proposes_at_the_end() {
    let mut app = sample(120, 35);
    press(&mut app, "g s n");
    assert!(
        screen(&app).contains("12 questions in 60 min, 5:00 for each"),
        "{}",
        screen(&app)
    );
    press(&mut app, "A");
    assert!(!screen(&app).contains("[ ]"), "{}", screen(&app));
    press(&mut app, "A");
    assert!(!screen(&app).contains("[x]"), "{}", screen(&app));
    let mut app = begun(120, 35);
    assert!(
        screen(&app).contains("3 items left: up to 20:00 each"),
        "{}",
        screen(&app)
    );
    app.handle(Event::Tick(301));
    press(&mut app, "Esc");
    assert!(
        screen(&app).contains("T gives 2 more minutes"),
        "{}",
        screen(&app)
    );
    press(&mut app, "T Esc");
    assert!(
        screen(&app).contains("1:59 left of 7:00"),
        "{}",
        screen(&app)
    );
    assert_eq!(session(&app).more.0.len(), 1);
}

#[test]
fn one_chord_hides_from_anywhere_and_two_keys_alone_bring_the_screen_back() {
    for way in [
        "",
        "v 8",
        "1",
        "+",
        "a",
        "=",
        ":",
        "r",
        "H Enter 5",
        "D",
        "g b n",
        "g b Enter",
        "g",
    ] {
        let mut app = begun(80, 24);
        press(&mut app, "P");
        press(&mut app, way);
        press(&mut app, "Ctrl-b");
        assert!(app.desk.presenting.as_ref().unwrap().is_blank, "{way}");
        let before = app.desk.workspace.clone();
        press(&mut app, "Enter 8 5 Space Esc q r b Ctrl-b Ctrl-c : u");
        assert!(app.desk.presenting.as_ref().unwrap().is_blank, "{way}");
        assert!(app.desk.workspace == before, "{way}");
        press(&mut app, ".");
        assert!(!app.desk.presenting.as_ref().unwrap().is_blank, "{way}");
    }
}

#[test]
fn quitting_asks_while_others_watch_and_in_a_session() {
    let quits = |app: &mut App, key: &str| {
        let chord = Chord::parse(key).unwrap();
        app.handle(Event::Key(chord)).contains(&Effect::Quit)
    };
    for begin in ["g s n Enter", "P", "P g p", "g s n Enter v 8"] {
        let mut app = sample(80, 24);
        press(&mut app, begin);
        assert!(!quits(&mut app, "q"), "{begin}");
        assert!(screen(&app).contains("Quit?"), "{begin}");
        press(&mut app, "Esc");
        assert!(app.desk.dialogs.is_empty(), "{begin}");
    }
    let mut app = sample(80, 24);
    press(&mut app, "P");
    assert!(!quits(&mut app, "q") && quits(&mut app, "Enter"));
    let mut app = sample(80, 24);
    app.handle(Event::Resize {
        width: 40,
        height: 10,
    });
    assert!(!quits(&mut app, "q"));
    assert!(screen(&app).contains("q again quits"), "{}", screen(&app));
    assert!(quits(&mut app, "q"));
}

#[test]
fn what_was_done_is_said_to_the_room_and_what_is_private_is_not() {
    let mut app = begun(80, 24);
    press(&mut app, "P = 8");
    assert!(screen(&app).contains("nobody voted"), "{}", screen(&app));
    press(&mut app, "u");
    assert!(screen(&app).contains("undid: "), "{}", screen(&app));
}

#[test]
fn after_a_crash_the_screen_is_presented_again_at_the_same_question() {
    let mut app = begun(80, 24);
    press(&mut app, "Space P 8");
    assert_eq!(
        app.desk.drafts(),
        [Draft::presenting()],
        "the journal knows"
    );
    let asked = current(&app.desk).unwrap().1;
    let mut file = File::new(Home::Untitled, Vec::new());
    file.drafts = app.desk.drafts();
    let mut again = App::new(
        evenkeel::model::Workspace::default(),
        File::new(Home::Untitled, Vec::new()),
        evenkeel::desk::preferences::Preferences::default(),
        1,
        Size::new(80, 24),
        None,
    );
    let opened = Opened::new(app.desk.workspace.clone(), file);
    again.handle(Event::Opened(Ok(Box::new(opened))));
    assert!(again.desk.presenting.is_some());
    assert_eq!(
        (again.desk.view, current(&again.desk).unwrap().1),
        (tab::SESSION, asked)
    );
    assert!(!again.desk.clock.runs);
    let seen = screen(&again);
    assert!(
        seen.contains("presenting again at the same question"),
        "{seen}"
    );
    assert!(seen.contains("1 of 6 in"), "{seen}");
    press(&mut again, "P");
    assert_eq!(again.desk.drafts(), []);
}

#[test]
fn a_card_typed_while_somebody_is_away_is_of_whom_the_cursor_shows() {
    let mut app = begun(80, 24);
    press(&mut app, "d d d d d d");
    assert_eq!(session(&app).away.0.len(), 6, "{}", notice(&app));
    press(&mut app, "Esc 8");
    let values: Vec<Option<Number>> = app
        .desk
        .workspace
        .all::<Session>()
        .map(|_| round(&app.desk).and_then(|round| round.settled))
        .collect();
    assert!(values.contains(&Some(Number::whole(8))));
    assert_eq!(*floor(&app), Floor::Question);
}

#[test]
fn somebody_new_joins() {
    let mut app = begun(80, 24);
    press(&mut app, "+");
    typed(&mut app, "Yuki Sato");
    press(&mut app, "Enter");
    assert_eq!(session(&app).people.0.len(), 7);
    assert!(
        app.desk
            .workspace
            .all::<Person>()
            .any(|person| person.name == "Yuki Sato")
    );
}

#[test]
fn the_screen_stands_still_while_cards_come_in() {
    for size in [(60, 18), (80, 24), (120, 35)] {
        let mut app = begun(size.0, size.1);
        press(&mut app, "v");
        for key in ["8", "1", "Enter", "5", "?", "-", "2", "0", "Up", "3"] {
            let before = screen(&app);
            press(&mut app, key);
            let after = screen(&app);
            let changed = before
                .lines()
                .zip(after.lines())
                .filter(|(one, other)| one != other);
            assert!(changed.count() <= 6, "{key}:\n{before}\n{after}");
        }
        let need = |app: &App| {
            let item: &Item = app
                .desk
                .workspace
                .get(current(&app.desk).unwrap().1.item)
                .unwrap();
            item.need
                .as_str()
                .split_whitespace()
                .take(4)
                .collect::<Vec<_>>()
                .join(" ")
        };
        assert!(screen(&app).contains(&need(&app)), "{}", screen(&app));
    }
}

#[test]
fn the_end_says_who_rose_and_who_fell_and_the_minutes_begin_with_it() {
    use evenkeel::scoring::session::minutes::{Rung, ladder};
    let mut app = begun(120, 35);
    let order = app.desk.derived.evaluation.ranked.clone();
    assert_eq!(session(&app).before.0, order);
    press(&mut app, "Space Space a x x Esc");
    let low = *order.last().unwrap();
    let (id, title) = (
        session(&app).id,
        app.desk.workspace.get::<Item>(low).unwrap().title.clone(),
    );
    let edits = [
        ("agenda", evenkeel::model::field::Value::Links(vec![low])),
        ("item", evenkeel::model::field::Value::Link(low)),
    ];
    let edits = edits
        .into_iter()
        .filter_map(|(field, value)| evenkeel::edit::Edit::put::<Session>(id, field, value));
    app.desk.commit("agenda", edits.collect());
    press(&mut app, "Esc");
    for _ in 0..3 {
        press(&mut app, "= 2 0 Enter");
    }
    press(&mut app, "= 1 Enter E");
    let over = app.desk.workspace.get::<Session>(id).unwrap();
    assert_eq!(over.after.0, app.desk.derived.evaluation.ranked);
    let rungs = ladder(over, &[]);
    let rung = rungs.iter().find(|rung| rung.item == low).unwrap();
    assert_eq!(
        (rung.before, rung.after),
        (
            Some(order.len()),
            over.after.0.iter().position(|one| *one == low).unwrap() + 1
        )
    );
    assert!(rung.rose() > Some(0), "{rung:?}");
    assert!(
        rungs.iter().any(|rung| Rung::rose(rung) < Some(0)),
        "others fell"
    );
    let seen = screen(&app);
    let row = seen.lines().find(|line| line.contains(&title[..10]));
    let row = row.unwrap_or_else(|| panic!("{seen}"));
    let (before, now) = (rung.before.unwrap().to_string(), rung.after.to_string());
    assert!(seen.contains("What the session changed"), "{seen}");
    assert!(
        row.contains(&format!("{before}  -->")) && row.contains(&now),
        "{row}"
    );
    assert!(row.contains("value 20, "), "one reason: {row}");
    press(&mut app, "x");
    assert!(!screen(&app).contains("   =   "), "{}", screen(&app));
    press(&mut app, "Esc Enter");
    assert!(screen(&app).contains("rose from"), "{}", screen(&app));
}

#[test]
fn the_cursor_leaves_whose_card_came_from_the_chat() {
    let mut app = begun(120, 35);
    press(&mut app, "v");
    let first = "mara: 8\nHANA: 13";
    app.handle(Event::Paste(first.to_owned()));
    press(&mut app, "Enter");
    let before = round(&app.desk).unwrap().votes.0.clone();
    press(&mut app, "5");
    let after = round(&app.desk).unwrap().votes.0.clone();
    for (person, card) in &before {
        assert!(after.contains(&(*person, *card)), "another's card");
    }
    assert_eq!(after.len(), before.len() + 1);
    // What an undo takes back is typed for the same one again, never for somebody who is in.
    press(&mut app, "u 3");
    let again = round(&app.desk).unwrap().votes.0.clone();
    for (person, card) in &before {
        assert!(again.contains(&(*person, *card)), "another's card");
    }
    assert_eq!(again.len(), before.len() + 1);
}
