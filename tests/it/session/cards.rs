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
const OTHERS: [&str; 14] = [
    "Enter", "Down", "Tab", "Right", "Up", "v", "r", "t", "H", "+", ":", "P", "Ctrl-s", "g b",
];

#[test]
fn a_refused_card_stays_on_its_person_with_what_may_be_typed() {
    for wrong in ["7", "4", "9", "0", "1 4", "1 8", "2 5"] {
        let mut app = begun(80, 24);
        press(&mut app, "v 8 Enter");
        press(&mut app, wrong);
        let whose = format!("{}: choose 1 2 3 5 8 13 20", name(&app, 1));
        assert!(
            notice(&app).starts_with(&whose),
            "{wrong}: {}",
            notice(&app)
        );
        press(&mut app, "Enter");
        assert_eq!(cards(&app), [(0, whole(8))], "{wrong}");
        press(&mut app, "3 Enter");
        assert_eq!(cards(&app), [(0, whole(8)), (1, whole(3))], "{wrong}");
    }
}

#[test]
fn a_digit_that_can_only_be_one_card_is_taken_at_once_and_goes_to_who_is_missing() {
    let mut app = begun(80, 24);
    press(&mut app, "8 5 1 3 3");
    let typed = [8, 5, 13, 3].map(whole);
    assert_eq!(
        cards(&app),
        typed.into_iter().enumerate().collect::<Vec<_>>()
    );
    // A card is changed where the cursor is, and the next one is of who is still missing.
    press(&mut app, "Up Up Up 2 0 5");
    let typed = [8, 20, 13, 3, 5].map(whole);
    assert_eq!(
        cards(&app),
        typed.into_iter().enumerate().collect::<Vec<_>>()
    );
    press(&mut app, "5 8");
    assert_eq!(cards(&app).len(), 6, "nobody's card is typed over");
    assert!(
        notice(&app).contains("everybody is in · r reveals"),
        "{}",
        notice(&app)
    );
    press(&mut app, "Up 8");
    assert_eq!(
        cards(&app).last(),
        Some(&(5, whole(8))),
        "Up changes a card"
    );
}

#[test]
fn while_cards_are_typed_no_key_acts_on_the_question() {
    for begin in ["v", "v 8", "8 Enter", "8 5 1"] {
        for key in ["p", "E", "Space", "n", "b", "a", "="] {
            let mut app = begun(80, 24);
            press(&mut app, begin);
            let asked = current(&app.desk).unwrap().1;
            press(&mut app, key);
            assert_eq!(current(&app.desk).unwrap().1, asked, "{begin} {key}");
            assert_eq!(*floor(&app), Floor::Voting, "{begin} {key}");
            assert_eq!(estimate(&app).0, None, "{begin} {key}");
            assert!(
                notice(&app).contains("Esc first"),
                "{key}: {}",
                notice(&app)
            );
        }
    }
}

#[test]
fn three_presses_in_a_row_never_settle_and_nothing_is_settled_without_its_key() {
    let mut app = begun(80, 24);
    press(&mut app, "v 8 Enter 5 Enter r Enter Enter Enter");
    assert_eq!(phase(&app.desk), Phase::Shown);
    press(&mut app, "s h Enter");
    assert_eq!(phase(&app.desk), Phase::Shown, "they have just been shown");
    press(&mut app, "~ Enter Enter Enter");
    let now = current(&app.desk).unwrap().1;
    assert_eq!(
        now.column.name(),
        "criticality",
        "and no further by the same key"
    );
    press(&mut app, "b");
    assert_eq!(estimate(&app).0, Some(whole(8)));
    assert_eq!(phase(&app.desk), Phase::Settled);
}

#[test]
fn far_apart_enter_votes_again_and_s_settles() {
    let mut app = begun(80, 24);
    press(&mut app, "2 0 1 Enter 3 r Enter ~");
    assert!(
        screen(&app).contains("Enter votes again"),
        "{}",
        screen(&app)
    );
    let says = |app: &App, words: &str| {
        let shown = screen(app);
        let footer = shown.lines().last().unwrap_or_default().to_owned();
        assert!(footer.contains(words), "{footer}");
    };
    says(&app, "Enter vote again");
    let rounds = app.desk.workspace.count(Round::KIND);
    press(&mut app, "Enter");
    assert_eq!(
        (floor(&app), phase(&app.desk)),
        (&Floor::Voting, Phase::Shown)
    );
    press(&mut app, "Esc");
    assert_eq!(
        app.desk.workspace.count(Round::KIND),
        rounds,
        "no empty round"
    );
    assert_eq!(phase(&app.desk), Phase::Shown, "as it was");
    press(&mut app, "s");
    assert_eq!(estimate(&app).0, Some(whole(3)));
    press(&mut app, "v Esc");
    assert_eq!(
        (estimate(&app).0, phase(&app.desk)),
        (Some(whole(3)), Phase::Settled)
    );
    press(&mut app, "v 8 Backspace Up Backspace Esc");
    assert_eq!(app.desk.workspace.count(Round::KIND), rounds);
    assert_eq!(phase(&app.desk), Phase::Settled);
}

#[test]
fn cards_that_are_held_up_are_counted_without_names() {
    let mut app = begun(80, 24);
    press(&mut app, "#");
    app.handle(Event::Burst("53 85 132".to_owned()));
    press(&mut app, "Enter");
    let taken = round(&app.desk).unwrap();
    assert_eq!(
        (taken.counted.len(), taken.votes.0.len(), taken.shown),
        (10, 0, true)
    );
    assert!(!screen(&app).contains("no card:"), "{}", screen(&app));
    press(&mut app, "~ s");
    assert_eq!(
        estimate(&app),
        (Some(whole(8)), Some((whole(5), whole(13))))
    );
    press(&mut app, "v 5 #");
    assert!(notice(&app).contains("hidden cards"), "{}", notice(&app));
}

#[test]
fn who_votes_on_what_follows_the_sides() {
    let mut app = crate::screens::sample(80, 24);
    press(&mut app, "g s n j Right Enter");
    let all = session(&app).people.0.len();
    let (values, sizes) = (session(&app).values.0.len(), session(&app).sizes.0.len());
    assert!(values > 0 && sizes > 0 && values + sizes <= all);
    let in_all = |app: &App| screen(app).contains(&format!("0 of {} in", all - sizes));
    assert!(in_all(&app), "{}", screen(&app));
    press(&mut app, "Enter Enter Enter");
    assert_eq!(current(&app.desk).unwrap().1.column.name(), "size");
    let seen = screen(&app);
    assert!(
        seen.contains(&format!("0 of {} in", all - values)),
        "{seen}"
    );
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
    press(&mut app, "v 2");
    app.handle(point(Target::View(tab::BOARD)));
    assert_eq!(app.desk.view, tab::BOARD);
    press(&mut app, "g s 1");
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
fn a_value_nobody_voted_for_has_its_own_key() {
    let mut app = begun(80, 24);
    press(&mut app, "8 5 5 5 5 5 r Enter ~ 1 3");
    assert_eq!(phase(&app.desk), Phase::Shown);
    assert!(notice(&app).contains("= sets a value"), "{}", notice(&app));
    press(&mut app, "= 1 Enter");
    assert_eq!(
        estimate(&app).0,
        Some(whole(1)),
        "not the value that is offered"
    );
    press(&mut app, "8 Right");
    assert_eq!(
        estimate(&app).0,
        Some(whole(1)),
        "no digit settles in public"
    );
    press(&mut app, "v 8 8 8 8 8 8 r Enter ~ Right Enter b");
    assert_eq!(
        estimate(&app).0,
        Some(whole(13)),
        "one step from what is offered"
    );
    let mut app = begun(80, 24);
    press(&mut app, "= 2 t");
    assert_eq!(estimate(&app).0, Some(whole(2)));
    press(&mut app, "Enter = Right Right Esc");
    assert_eq!(estimate(&app).0, None);
    press(&mut app, "= Right Right Enter");
    assert_eq!(estimate(&app).0, Some(whole(2)));
    assert!(notice(&app).contains("nobody voted"), "{}", notice(&app));
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
            press(&mut app, "v");
            app.handle(Event::Paste("Cem: 0,5".to_owned()));
            press(&mut app, "Enter");
            assert_eq!(cards(&app).last(), Some(&(2, half)));
        }
        let mut app = halves();
        press(&mut app, &format!("= {typed}"));
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
    assert!(!is_blank(&app), "the next card may begin so");
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
