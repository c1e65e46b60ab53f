//! What is half typed: it belongs to its person and its question, whatever is pressed next.

use evenkeel::desk::event::{Chord, Event, Gesture, Target};
use evenkeel::desk::file::{File, Home};
use evenkeel::desk::preferences::Preferences;
use evenkeel::desk::tab;
use evenkeel::edit::{self, Edit};
use evenkeel::model::Workspace;
use evenkeel::model::field::Value;
use evenkeel::model::id::Id;
use evenkeel::model::item::Item;
use evenkeel::model::number::Number;
use evenkeel::model::person::Person;
use evenkeel::model::record::Declared;
use evenkeel::model::session::{Round, Session};
use evenkeel::scoring::session::{open, rounds};
use evenkeel::shell::App;
use evenkeel::store;
use evenkeel::store::journal::Draft;
use evenkeel::views::session::{Floor, Phase, current, phase, round};

use super::{begun, estimate, floor, notice, screen, session, whole};
use crate::screens::press;

/// The name of who sits at a place.
fn name(app: &App, at: usize) -> String {
    let person: &Person = app.desk.workspace.get(session(app).people.0[at]).unwrap();
    person.name.clone()
}

/// Every card of the session, by the place of its person.
fn cards(app: &App) -> Vec<(usize, Number)> {
    let people = &session(app).people.0;
    let place = |id: &Id| people.iter().position(|one| one == id).unwrap();
    let on = session(app).id;
    let rounds = app.desk.workspace.all::<Round>();
    let rounds = rounds.filter(|round| round.session.0 == Some(on));
    let votes = rounds.flat_map(|round| round.votes.0.clone());
    let mut cards: Vec<_> = votes.map(|(id, card)| (place(&id), card)).collect();
    cards.sort_unstable();
    cards
}

/// Keys that are about something else than the card that is being typed.
const OTHERS: [&str; 16] = [
    "Enter", "Down", "Tab", "Right", "Up", "Esc", "v", "r", "b", "n", "t", "e", "g b", ":", "P",
    "Ctrl-s",
];

#[test]
fn a_refused_card_stays_on_its_person() {
    for key in OTHERS {
        let mut app = begun(80, 24);
        press(&mut app, "v 8 Enter 5 8");
        press(&mut app, key);
        let said = notice(&app).to_owned();
        let whose = format!("{}: that is no card", name(&app, 1));
        assert!(
            said.starts_with(&whose) && said.contains("type it again"),
            "{key}: {said}"
        );
        assert_eq!(*floor(&app), Floor::Voting, "{key}");
        assert!(
            app.desk.view == tab::SESSION && app.desk.dialogs.is_empty(),
            "{key}"
        );
        press(&mut app, "3 Enter");
        assert_eq!(cards(&app), [(0, whole(8)), (1, whole(3))], "{key}");
    }
}

#[test]
fn after_a_refused_card_the_next_one_is_of_the_same_person() {
    let mut app = begun(80, 24);
    press(&mut app, "v 5 8 Enter 3");
    assert!(screen(&app).contains("1 of 6 in"), "{}", screen(&app));
    press(&mut app, "Enter");
    assert_eq!(cards(&app), [(0, whole(3))]);
    assert!(notice(&app).contains(&name(&app, 0)), "{}", notice(&app));
    press(&mut app, "1 3 Enter");
    assert_eq!(cards(&app), [(0, whole(3)), (1, whole(13))]);
}

#[test]
fn a_half_typed_card_is_taken_for_its_person_before_anything_else() {
    for key in OTHERS {
        let mut app = begun(80, 24);
        let asked = current(&app.desk).unwrap().1;
        press(&mut app, "v 8 Enter 1");
        press(&mut app, key);
        assert_eq!(cards(&app), [(0, whole(8)), (1, whole(1))], "{key}");
        let rounds: Vec<&Round> = app.desk.workspace.all::<Round>().collect();
        let on: Vec<_> = rounds
            .iter()
            .filter(|round| round.item.0 == Some(asked.item))
            .collect();
        assert!(on.iter().any(|round| round.votes.0.len() == 2), "{key}");
    }
    let mut app = begun(80, 24);
    press(&mut app, "v 1 u");
    assert_eq!(
        cards(&app),
        [],
        "undo takes the card back that was just taken"
    );
    press(&mut app, "1 Backspace 3 Enter");
    assert_eq!(cards(&app), [(0, whole(3))]);
}

#[test]
fn the_pointer_and_a_paste_take_what_is_half_typed_first() {
    let mut app = begun(80, 24);
    let point = |target| Event::Point {
        target: Some(target),
        gesture: Gesture::Press,
    };
    press(&mut app, "v 5 8");
    app.handle(point(Target::View(tab::BOARD)));
    assert_eq!(
        app.desk.view,
        tab::SESSION,
        "first it is said what is wrong"
    );
    assert!(notice(&app).contains("type it again"), "{}", notice(&app));
    press(&mut app, "2");
    app.handle(point(Target::View(tab::BOARD)));
    assert_eq!(app.desk.view, tab::BOARD);
    press(&mut app, "g s Down 1");
    assert_eq!(cards(&app), [(0, whole(2))]);
    app.handle(Event::Paste(format!("{}: 8", name(&app, 2))));
    assert_eq!(cards(&app), [(0, whole(2)), (1, whole(1))]);
    press(&mut app, "Enter");
    assert_eq!(cards(&app).last(), Some(&(2, whole(8))));
}

#[test]
fn a_card_goes_to_the_question_it_was_typed_for() {
    let mut app = begun(80, 24);
    let (asked, base) = (current(&app.desk).unwrap().1, app.desk.workspace.clone());
    press(&mut app, "v 1");
    let mut theirs = base.clone();
    let step = Edit::put::<Session>(session(&app).id, "factor", Value::Text("risk".to_owned()));
    edit::apply(&mut theirs, Vec::from_iter(step)).unwrap();
    app.handle(Event::Foreign {
        base,
        theirs,
        whose: "somebody".to_owned(),
    });
    let now = current(&app.desk).unwrap().1;
    assert_ne!(now, asked, "somebody else went on");
    press(&mut app, "v");
    let on = open(&app.desk.workspace).unwrap();
    let taken = rounds(&app.desk.workspace, on, asked);
    assert_eq!(taken[0].votes.0, [(session(&app).people.0[0], whole(1))]);
    assert!(
        round(&app.desk).is_none(),
        "nothing is on the question that is shown"
    );
}

#[test]
fn digits_that_wait_are_the_value_to_settle_on() {
    let mut app = begun(80, 24);
    press(&mut app, super::CARDS);
    press(&mut app, "r Enter 1 Enter");
    assert_eq!(phase(&app.desk), Phase::Settled);
    assert_eq!(
        estimate(&app).0,
        Some(whole(1)),
        "not the value that is offered"
    );
    press(&mut app, "v 8 Enter 8 r Enter 1 Right Enter");
    assert_eq!(
        estimate(&app).0,
        Some(whole(2)),
        "one step from what was typed"
    );
    let mut app = begun(80, 24);
    press(&mut app, "2 t");
    assert_eq!(estimate(&app).0, Some(whole(2)));
}

#[test]
fn while_something_is_asked_no_key_of_elsewhere_comes_through() {
    let begins = ["H", "H Enter 5", "v 8 Enter r"];
    for begin in begins {
        for key in [":", "u", "P", "]", "[", "e", "o", "w", "i", "R", "q"] {
            let mut app = begun(80, 24);
            press(&mut app, begin);
            let (cards_before, floor_before) = (cards(&app), floor(&app).clone());
            let effects = app.handle(Event::Key(Chord::parse(key).unwrap()));
            let what = format!("{key} after {begin}");
            assert_eq!(effects, [], "{what}");
            assert!(
                app.desk.view == tab::SESSION && app.desk.dialogs.is_empty(),
                "{what}"
            );
            assert!(
                app.desk.presenting.is_none() && app.desk.trial.is_none(),
                "{what}"
            );
            assert_eq!(cards(&app), cards_before, "{what}");
            if let Floor::Asking(_) = floor_before {
                assert_eq!(*floor(&app), Floor::Question, "any other key answers no");
                assert!(!round(&app.desk).unwrap().shown);
            } else {
                assert_eq!(*floor(&app), floor_before, "{what}");
            }
            assert_ne!(notice(&app), "", "{what}: never silence");
        }
    }
}

/// Three people, and a scale that begins with a half.
fn halves() -> App {
    let text = "(
        schema: \"1.0\",
        settings: (scale: [0.5, 1, 2, 3, 5, 8, 13]),
        people: [(id: \"ann\", name: \"Ann\"), (id: \"bob\", name: \"Bob\"), (id: \"cem\", name: \"Cem\")],
        items: [(id: \"one\", title: \"One\"), (id: \"two\", title: \"Two\", value: 5)],
    )";
    let (workspace, problems): (Workspace, _) = store::parse(text).unwrap();
    assert_eq!(problems, []);
    let size = ratatui::layout::Size::new(80, 24);
    let file = File::new(Home::Demo, problems);
    let mut app = App::new(workspace, file, Preferences::default(), 1, size, None);
    press(&mut app, "g s n Enter");
    assert_eq!(session(&app).people.0.len(), 3);
    app
}

fn is_blank(app: &App) -> bool {
    app.desk.presenting.as_ref().is_some_and(|on| on.is_blank)
}

#[test]
fn half_cards_are_typed_as_people_write_them() {
    let half = Number::parse("0.5").unwrap();
    for typed in ["0 . 5", ". 5", "0 , 5", ", 5"] {
        for others_look in [false, true] {
            let mut app = halves();
            if others_look {
                press(&mut app, "P");
            }
            press(&mut app, "v");
            for key in typed.split(' ') {
                press(&mut app, key);
                assert!(!is_blank(&app), "{typed}");
            }
            press(&mut app, "Enter Esc H Enter");
            press(&mut app, typed);
            press(&mut app, "Enter Esc");
            assert_eq!(cards(&app), [(0, half), (1, half)], "{typed}");
            app.handle(Event::Paste("Cem: 0,5".to_owned()));
            press(&mut app, "Enter");
            assert_eq!(cards(&app).last(), Some(&(2, half)));
        }
        let mut app = halves();
        press(&mut app, typed);
        let item: &Item = app
            .desk
            .workspace
            .get(current(&app.desk).unwrap().1.item)
            .unwrap();
        assert_eq!(item.value.value, Some(half), "{typed}");
    }
}

#[test]
fn a_point_blanks_the_screen_only_where_no_card_goes_on_with_it() {
    let mut app = begun(80, 24);
    press(&mut app, "P v 1 .");
    assert!(!is_blank(&app), "it is typed");
    press(&mut app, "Backspace Backspace .");
    assert!(is_blank(&app), "no card of the scale begins so");
    press(&mut app, ".");
    assert!(!is_blank(&app));
    let mut app = halves();
    press(&mut app, "P 0 .");
    assert!(!is_blank(&app));
    press(&mut app, "5 .");
    assert!(is_blank(&app), "nothing is typed");
    press(&mut app, ".");
    assert!(!is_blank(&app));
}

#[test]
fn a_text_for_a_round_stays_kept_while_its_cards_are_hidden() {
    let mut app = begun(80, 24);
    press(&mut app, "v 8 Enter 5 Enter Esc");
    let on = session(&app).id;
    let hidden = {
        let mut rounds = app.desk.workspace.all::<Round>();
        rounds.find(|round| round.session.0 == Some(on)).unwrap().id
    };
    let draft = Draft {
        of: "a round".to_owned(),
        text: "Half a thought".to_owned(),
        spot: Some([Round::NAME, hidden.as_str(), "note"].map(str::to_owned)),
    };
    app.desk.file.drafts = vec![draft.clone()];
    press(&mut app, ": k e p t Space t e x t Enter");
    let shown = screen(&app);
    assert!(shown.contains("b puts it back"), "{shown}");
    press(&mut app, "b");
    assert_eq!(app.desk.file.drafts, [draft]);
    assert!(
        notice(&app).contains("not revealed yet"),
        "{}",
        notice(&app)
    );
}
