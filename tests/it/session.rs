//! Sessions by keys: both ways through, three ways to vote, what is seen when, and what a crash leaves.

mod cards;
mod columns;
mod room;
mod sealed;
mod secrecy;
mod together;

use evenkeel::desk::event::Event;
use evenkeel::desk::file::{File, Home};
use evenkeel::desk::preferences::Preferences;
use evenkeel::desk::tab;
use evenkeel::dialogs::confidence::Ballot;
use evenkeel::dialogs::form::Form;
use evenkeel::dialogs::page::Page;
use evenkeel::model::field::Value;
use evenkeel::model::item::Item;
use evenkeel::model::number::Number;
use evenkeel::model::record::Record;
use evenkeel::model::session::{Round, Session};
use evenkeel::scoring::session;
use evenkeel::shell::App;
use evenkeel::store;
use evenkeel::ui::look::{Brightness, Charset, Depth, Look};
use evenkeel::views::session::{Floor, Phase, Sessions, current, phase, round};

use crate::journeys::notice;
use crate::screens::{dark, press, sample, screen};
use crate::support::check_screen;

fn floor(app: &App) -> &Floor {
    &app.state::<Sessions>().unwrap().floor
}

fn session(app: &App) -> &Session {
    current(&app.desk).expect("a session is on").0
}

fn estimate(app: &App) -> (Option<Number>, Option<(Number, Number)>) {
    let (_, asked) = current(&app.desk).unwrap();
    let item: &Item = app.desk.workspace.get(asked.item).unwrap();
    let at = item.kind().field(&asked.column.name()).unwrap();
    if let Value::Points(points) = item.get(at) {
        (points.value, points.range)
    } else {
        (None, None)
    }
}

const fn whole(value: i64) -> Number {
    Number::whole(value)
}

/// The sample in a session at its first question, with six people.
fn begun(width: u16, height: u16) -> App {
    let mut app = sample(width, height);
    press(&mut app, "g s n e j Right Enter");
    assert_eq!(session(&app).people.0.len(), 6);
    assert_eq!(session(&app).way, evenkeel::model::session::Way::Items);
    app
}

/// Cards of all six.
const CARDS: &str = "v 8 Enter 1 3 Enter ? Enter - Enter 5 Enter 1 3 Enter";

/// The program started anew from what is in the file.
fn resumed(app: &App) -> App {
    let (workspace, problems) = store::parse(&store::canonical(&app.desk.workspace)).unwrap();
    assert_eq!(problems, []);
    let mut again = App::new(
        workspace,
        File::new(Home::Demo, problems),
        Preferences::default(),
        2,
        app.desk.around.size,
        chrono::NaiveDate::from_ymd_opt(2026, 11, 22),
    );
    press(&mut again, "g s");
    again
}

#[test]
fn the_view_at_three_sizes() {
    for (width, height) in [(60, 18), (80, 24), (120, 35)] {
        let mut app = sample(width, height);
        let picture = |app: &App, name: &str| {
            check_screen(&format!("session_{name}_{width}x{height}"), app, &dark());
        };
        press(&mut app, "g s");
        picture(&app, "past");
        press(&mut app, "n");
        picture(&app, "setup");
        press(&mut app, "e Enter Space");
        picture(&app, "question");
        press(&mut app, "n v 8 Enter 1 3 Enter");
        picture(&app, "voting");
        press(&mut app, "3 Enter ? Enter 5 Enter - r");
        picture(&app, "asking");
        press(&mut app, "Enter");
        picture(&app, "shown");
        press(&mut app, "~ s");
        picture(&app, "settled");
        press(&mut app, "~ Space H Enter 5");
        picture(&app, "handing");
        press(&mut app, "Esc a j j");
        picture(&app, "agenda");
    }
}

#[test]
fn the_view_while_others_look() {
    for (width, height) in [(60, 18), (80, 24), (120, 35)] {
        let mut app = begun(width, height);
        let picture = |app: &App, name: &str| {
            let name = format!("session_presenting_{name}_{width}x{height}");
            check_screen(&name, app, &dark());
        };
        press(&mut app, "n n P");
        picture(&app, "question");
        press(&mut app, "v 8 Enter 1 3 Enter ? Enter - Enter");
        picture(&app, "voting");
        press(&mut app, "Esc");
        let seen = screen(&app);
        assert!(seen.contains("4 of 6 in · "), "{seen}");
        picture(&app, "dots");
        press(&mut app, "r Enter");
        picture(&app, "shown");
        press(&mut app, "~ s");
        picture(&app, "settled");
    }
}

#[test]
fn every_group_stands_by_itself_while_others_look() {
    let mut app = begun(120, 35);
    press(&mut app, "n P");
    let seen = screen(&app);
    let row = |of: &str| {
        let at = seen.lines().position(|row| row.contains(of));
        at.unwrap_or_else(|| panic!("{of}:\n{seen}"))
    };
    let blank = |at: usize| {
        let row = seen.lines().nth(at).unwrap();
        !row.chars().take(80).any(char::is_alphanumeric)
    };
    for word in ["item 2 of 3", "USER-BUSINESS", "compare", "votes  "] {
        assert!(blank(row(word) - 1), "{word}:\n{seen}");
    }
}

#[test]
fn who_pays_stands_on_the_table_and_the_end_opens_the_vote_on_the_plan() {
    let mut app = sample(120, 35);
    let low = app.desk.derived.evaluation.ranked.iter().skip(10).take(3);
    app.desk.backlog.marked = low.copied().collect();
    press(&mut app, "g s n e Enter n n = 8");
    let seen = screen(&app);
    let line = seen.lines().find(|line| line.contains("yes now"));
    let line = line.unwrap_or_else(|| panic!("{seen}"));
    assert!(line.contains("later (costs "), "{line}");
    press(&mut app, "e Down Enter");
    assert!(
        screen(&app).contains("What moving it up costs the others"),
        "{}",
        screen(&app)
    );
    press(&mut app, "Esc E");
    assert!(
        notice(&app).contains("v votes on the plan"),
        "{}",
        notice(&app)
    );
    press(&mut app, "v");
    assert!(app.desk.top::<Ballot>().is_some());
}

#[test]
fn other_looks_of_open_cards() {
    let mut app = begun(80, 24);
    press(&mut app, CARDS);
    press(&mut app, "r Enter");
    for (name, brightness, depth, charset) in [
        ("light", Brightness::Light, Depth::Full, Charset::Unicode),
        ("none", Brightness::Dark, Depth::None, Charset::Unicode),
        ("ascii", Brightness::Dark, Depth::None, Charset::Ascii),
    ] {
        let look = Look::new(brightness, depth, charset, true);
        check_screen(&format!("session_{name}"), &app, &look);
    }
}

#[test]
fn from_nothing_to_the_first_estimate_in_a_few_keys() {
    let mut app = sample(80, 24);
    press(&mut app, "g s n e j Right Enter = 8");
    assert_eq!(estimate(&app), (Some(whole(8)), None));
    assert_eq!(phase(&app.desk), Phase::Settled);
    assert!(notice(&app).contains("nobody voted"), "{}", notice(&app));
    press(&mut app, "= 1 Enter Enter");
    assert_eq!(current(&app.desk).unwrap().1.column.name(), "criticality");
    press(&mut app, "b");
    assert_eq!(
        estimate(&app).0,
        Some(whole(1)),
        "digits that wait are taken"
    );
}

#[test]
fn item_by_item_with_two_rounds() {
    let mut app = begun(120, 35);
    let before = app.desk.workspace.clone();
    press(&mut app, "n n");
    press(&mut app, CARDS);
    assert!(notice(&app).contains("everybody"), "{}", notice(&app));
    press(&mut app, "r Enter");
    assert_eq!(phase(&app.desk), Phase::Shown);
    let seen = screen(&app);
    assert!(seen.contains("2 steps apart"), "{seen}");
    assert!(seen.contains("not sure: Mara"), "{seen}");
    press(&mut app, "v");
    assert_eq!(
        (
            app.state::<Sessions>().unwrap().phase(&app.desk),
            floor(&app).clone()
        ),
        (Phase::Open, Floor::Voting)
    );
    press(
        &mut app,
        "8 Enter 8 Enter 1 3 Enter 8 Enter 8 Enter 8 Enter r Enter",
    );
    let seen = screen(&app);
    assert!(
        seen.contains("1 step apart") && seen.contains("round 1"),
        "{seen}"
    );
    let rank = |app: &App| {
        let id = current(&app.desk).unwrap().1.item;
        app.desk.derived.evaluation.score(id).unwrap().rank
    };
    let was = rank(&app);
    press(&mut app, "~ s");
    assert_eq!(
        estimate(&app),
        (Some(whole(8)), Some((whole(8), whole(13))))
    );
    let settled = round(&app.desk).unwrap();
    let as_rank = |rank: Option<Number>| rank.map(|rank| rank.millionths() / 1_000_000);
    assert_eq!(settled.settled, Some(whole(8)));
    assert_eq!(
        as_rank(settled.rank_before),
        was.map(|rank| i64::try_from(rank).unwrap())
    );
    assert_eq!(
        as_rank(settled.rank_after),
        rank(&app).map(|rank| i64::try_from(rank).unwrap())
    );
    press(&mut app, "E");
    assert!(current(&app.desk).is_none());
    press(&mut app, "Esc Enter");
    let page = match app.desk.top::<Page>() {
        Some(page) => page.lines.join("\n"),
        other => panic!("{other:?} {}", notice(&app)),
    };
    assert!(page.contains("8 · 2 rounds"), "{page}");
    press(&mut app, "Esc r");
    assert_eq!(
        phase(&app.desk),
        Phase::Settled,
        "reopened at the same place"
    );
    for _ in 0..60 {
        press(&mut app, "u");
        if matches!(floor(&app), Floor::Asking(_)) {
            press(&mut app, "Enter");
        }
    }
    assert!(session::open(&app.desk.workspace).is_none());
    assert_eq!(
        app.desk.workspace.all::<Round>().count(),
        before.all::<Round>().count()
    );
}

#[test]
fn down_a_column_with_its_one_first() {
    let mut app = sample(120, 35);
    press(&mut app, "g s n e j j Left Enter");
    let asked = current(&app.desk).unwrap().1;
    assert_eq!(asked.column.name(), "size");
    press(&mut app, "a j j p Esc");
    let third: &Item = app.desk.workspace.get(session(&app).agenda.0[2]).unwrap();
    assert_eq!(third.size.value, Some(whole(1)), "the smallest is the 1");
    assert_eq!(
        current(&app.desk).unwrap().1,
        asked,
        "the room has not moved"
    );
    press(&mut app, "= 5 Enter");
    let next = current(&app.desk).unwrap().1;
    assert_eq!(
        (next.item, next.column.name().as_str()),
        (session(&app).agenda.0[1], "size")
    );
    assert!(screen(&app).contains("compare   1 "), "{}", screen(&app));
}

#[test]
fn pasted_cards_are_taken_by_name_and_never_shown() {
    let mut app = begun(120, 35);
    let chat = "mara: 8\nHANA: 13\nZoe: 3\nnadia: 77\nRosa: ?\nno idea";
    app.handle(Event::Paste(chat.to_owned()));
    let seen = screen(&app);
    assert!(
        seen.contains("3 cards: Mara Lindholm, Hana Kovář, Rosa Quispe"),
        "{seen}"
    );
    assert!(
        seen.contains("Enter asks who is Zoe")
            && seen.contains("not on the scale: Nadia")
            && seen.contains("no vote in line 6"),
        "{seen}"
    );
    assert!(!seen.contains("77"), "{seen}");
    assert!(round(&app.desk).is_none(), "nothing is taken yet");
    press(&mut app, "Enter");
    let taken = round(&app.desk).unwrap();
    assert_eq!((taken.votes.0.len(), taken.unsure.0.len()), (2, 1));
    assert!(!taken.shown);
    assert!(screen(&app).contains("Who is “Zoe”?"), "{}", screen(&app));
    press(&mut app, "Down Enter");
    let tama = round(&app.desk).unwrap().votes.0.len();
    assert_eq!(tama, 3, "of whom was chosen");
    press(&mut app, "u");
    app.handle(Event::Paste("Zoe: 5".to_owned()));
    assert!(
        !screen(&app).contains("asks who"),
        "it was asked once: {}",
        screen(&app)
    );
    press(&mut app, "Esc");
    app.handle(Event::Paste("tama: 5".to_owned()));
    press(&mut app, "Esc");
    assert_eq!(round(&app.desk).unwrap().votes.0.len(), 2, "dropped");
}

#[test]
fn the_keyboard_goes_round() {
    let mut app = begun(80, 24);
    press(&mut app, "H");
    assert!(
        screen(&app).contains("Pass the keyboard to Hana"),
        "{}",
        screen(&app)
    );
    press(&mut app, "Enter 4 Enter");
    assert!(
        notice(&app).contains(": choose 1 2 3 5 8 13 20"),
        "{}",
        notice(&app)
    );
    press(
        &mut app,
        "8 Enter Enter 1 3 Enter Enter ? Enter Enter - Enter Enter 5 Enter Enter 5 Enter",
    );
    assert_eq!(*floor(&app), Floor::Question);
    let taken = round(&app.desk).unwrap();
    assert_eq!(
        (
            taken.votes.0.len(),
            taken.unsure.0.len(),
            taken.abstained.0.len()
        ),
        (4, 1, 1)
    );
    press(&mut app, "r x");
    assert!(
        !round(&app.desk).unwrap().shown,
        "any other key keeps them hidden"
    );
    press(&mut app, "r Enter x");
    assert!(!round(&app.desk).unwrap().shown, "hidden again by one key");
    press(&mut app, "u");
    assert!(
        !round(&app.desk).unwrap().shown,
        "undo asks before it shows them"
    );
    press(&mut app, "Enter");
    assert!(round(&app.desk).unwrap().shown);
}

#[test]
fn a_crash_loses_no_vote_and_the_session_goes_on_there() {
    let mut app = begun(80, 24);
    press(&mut app, "n Enter v 8 Enter 1 3 Enter");
    let again = resumed(&app);
    assert_eq!(again.desk.view, tab::SESSION);
    assert_eq!(
        current(&again.desk).unwrap().1,
        current(&app.desk).unwrap().1
    );
    assert_eq!(round(&again.desk), round(&app.desk));
    assert!(screen(&again).contains("2 of 6 in"), "{}", screen(&again));
    press(&mut app, "Esc Space b b Space b");
    let votes: usize = app
        .desk
        .workspace
        .all::<Round>()
        .filter(|round| !round.shown)
        .map(|round| round.votes.0.len())
        .sum();
    assert_eq!(votes, 2, "they survive leaving the item");
}

#[test]
fn a_card_that_is_being_typed_is_no_part_of_a_what_if() {
    let mut app = begun(80, 24);
    press(&mut app, "v 8 Enter 1 w g b w x");
    assert!(app.desk.trial.is_none());
    press(&mut app, "g s");
    assert!(screen(&app).contains("2 of 6 in"), "{}", screen(&app));
}

#[test]
fn seconds_go_to_the_item_they_were_spent_on() {
    let mut app = begun(120, 35);
    let first = current(&app.desk).unwrap().1.item;
    app.handle(Event::Tick(20));
    assert!(
        screen(&app).contains("4:40 left of 5:00"),
        "{}",
        screen(&app)
    );
    assert_eq!(session(&app).used.of(first), None, "not kept yet");
    app.handle(Event::Tick(11));
    assert_eq!(
        session(&app).used.of(first),
        Some(whole(31)),
        "kept each half minute"
    );
    press(&mut app, "= 8");
    app.handle(Event::Tick(31));
    press(&mut app, "u");
    assert_eq!(estimate(&app).0, None, "undo takes back what somebody did");
    assert_eq!(app.desk.time_used().0, 62, "and no time");
    press(&mut app, "n");
    assert_eq!(session(&app).used.of(first), Some(whole(62)));
    app.handle(Event::Tick(301));
    assert!(screen(&app).contains("0:01 over 5:00"), "{}", screen(&app));
    press(&mut app, "t");
    app.handle(Event::Tick(100));
    assert_eq!(app.desk.time_used().0, 363, "it stands still");
    press(&mut app, "t E");
    assert!(!app.desk.clock.is_running(&app.desk.workspace));
    press(&mut app, "u");
    assert_eq!(app.desk.time_used().0, 363);
    press(&mut app, "U u");
    assert_eq!(app.desk.time_used().0, 363, "ending again adds nothing");
}

#[test]
fn where_the_sides_differ_a_conversation_is_written_down() {
    let mut app = begun(120, 35);
    press(
        &mut app,
        "v 2 Enter 2 Enter 1 3 Enter 1 3 Enter 1 3 Enter 2 Enter r Enter",
    );
    assert!(
        screen(&app).contains("customer 13, engineering 2"),
        "{}",
        screen(&app)
    );
    press(&mut app, "c");
    assert!(app.desk.top::<Form>().is_some());
    press(&mut app, "Ctrl-s");
    let talks = app
        .desk
        .workspace
        .all::<evenkeel::model::decision::Conversation>();
    let talk = talks.filter(|talk| talk.session.0.is_some() && talk.held.is_none());
    assert!(talk.into_iter().any(|talk| talk.people.0.len() == 6));
}
