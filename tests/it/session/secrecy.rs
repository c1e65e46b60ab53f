//! What nobody may see before the room has said yes: every frame, notice and label on the way.

use std::collections::BTreeMap;

use evenkeel::desk::event::Event;
use evenkeel::edit::history::History;
use evenkeel::model::number::Number;
use evenkeel::model::record::Record;
use evenkeel::model::session::Round;
use evenkeel::scoring::session;
use evenkeel::shell::App;
use evenkeel::views::session::{Floor, Phase, Sessions};
use proptest::prelude::*;

use super::{CARDS, begun, floor, screen};
use crate::screens::{press, sample};

/// Who looks at the frames.
#[derive(Clone, Copy, Debug)]
enum Eyes {
    /// The one at the keyboard.
    Own,
    /// Everybody: it is presented.
    Shared,
    /// A second window on the same file.
    Second,
}

/// What an app shows of itself, on the screen and beside it.
fn said(app: &App) -> String {
    let notice = app.desk.notice.as_ref().map(|notice| notice.text.as_str());
    let shown = app.desk.shown_notice().map(|notice| notice.text);
    format!("{}\n{notice:?}\n{shown:?}", screen(app))
}

/// A second window on the file of the first one, at the session.
pub(super) fn follower(app: &App) -> App {
    let mut window = sample(app.desk.around.size.width, app.desk.around.size.height);
    window.desk.history = History::following();
    press(&mut window, "g s");
    window
}

/// What the second window says of what the first one wrote, whatever is pressed there.
fn followed(window: &mut App, app: &App) -> String {
    window.handle(Event::Followed(Box::new(app.desk.workspace.clone())));
    let mut seen = said(window);
    for keys in ["v", "r", "Enter", "u", "U", "P", "g o", "g s", "e", "Esc"] {
        press(window, keys);
        seen += &said(window);
    }
    seen
}

/// Types a card after card, and gives every frame and notice on the way.
fn frames(size: (u16, u16), cards: [&str; 4], nameless: bool, eyes: Eyes) -> Vec<String> {
    let mut app = sample(size.0, size.1);
    if matches!(eyes, Eyes::Shared) {
        press(&mut app, "P");
        assert!(app.desk.presenting.is_some());
    }
    press(&mut app, "g s n e");
    if nameless {
        press(&mut app, "j j j j j Right");
    }
    press(&mut app, "Enter v");
    let mut window = follower(&app);
    let mut seen = Vec::new();
    let mut look = |app: &App| {
        seen.push(match eyes {
            Eyes::Own | Eyes::Shared => said(app),
            Eyes::Second => followed(&mut window, app),
        });
    };
    for card in &cards[..2] {
        press(&mut app, card);
        look(&app);
        press(&mut app, "Enter");
        look(&app);
    }
    press(&mut app, "Esc");
    look(&app);
    press(&mut app, "H Enter");
    for card in &cards[2..] {
        press(&mut app, card);
        look(&app);
        press(&mut app, "Enter Enter");
        look(&app);
    }
    press(&mut app, "Esc r");
    look(&app);
    press(&mut app, "x n b u u u U");
    look(&app);
    for keys in ["g o", "g b", "g s", "e", "Esc ?", "Esc ? Esc : c a r d"] {
        press(&mut app, keys);
        look(&app);
    }
    seen.push(
        app.desk
            .history
            .done()
            .iter()
            .map(|step| step.label.clone())
            .collect(),
    );
    seen
}

#[test]
fn nothing_seen_before_the_reveal_depends_on_a_card() {
    let all = [
        (Eyes::Own, false),
        (Eyes::Own, true),
        (Eyes::Shared, false),
        (Eyes::Shared, true),
        (Eyes::Second, false),
    ];
    for (eyes, nameless) in all {
        for size in [(60, 18), (80, 24), (120, 35)] {
            let one = frames(size, ["8", "1 3", "?", "5"], nameless, eyes);
            for other in [["2 0", "-", "1", "8"], ["?", "3", "2", "-"]] {
                assert_eq!(
                    one,
                    frames(size, other, nameless, eyes),
                    "{size:?} {eyes:?}"
                );
            }
        }
    }
}

#[test]
fn with_hidden_names_nobody_stands_beside_a_vote() {
    let mut app = sample(120, 35);
    press(&mut app, "g s n e j j j j j Right Enter");
    press(&mut app, CARDS);
    press(&mut app, "r Enter");
    let seen = screen(&app);
    assert!(
        seen.contains("lowest 5 · highest 13") && seen.contains("not sure: 1"),
        "{seen}"
    );
    for name in ["Hana", "Mara", "Tama", "Rosa"] {
        assert!(!seen.contains(name), "{seen}");
    }
}

/// Who has a card in which round.
fn shown_cards(app: &App) -> Vec<(String, usize)> {
    let rounds = app.desk.workspace.all::<Round>();
    let count =
        |round: &Round| round.votes.0.len() + round.unsure.0.len() + round.abstained.0.len();
    rounds
        .map(|round| (round.id.to_string(), count(round)))
        .collect()
}

const KEYS: &[&str] = &[
    "0",
    "1",
    "2",
    "3",
    "5",
    "8",
    "?",
    "-",
    "Enter",
    "Enter",
    "Enter",
    "Space",
    "b",
    "v",
    "v",
    "r",
    "r",
    "x",
    "s",
    "h",
    "H",
    "a",
    "p",
    "t",
    "n",
    "Esc",
    "Esc",
    "Up",
    "Down",
    "Left",
    "Right",
    "Tab",
    "Backspace",
    "u",
    "u",
    "U",
    "U",
    "E",
    "g b",
    "g s",
    "g p",
    "w",
    ":",
    "R",
    "q",
    "c",
    "i",
    "m",
    "W",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_key_alone_reveals_and_only_taking_back_loses_a_vote(
        keys in prop::collection::vec(prop::sample::select(KEYS), 1..70),
    ) {
        let mut app = begun(80, 24);
        press(&mut app, "v 8 Enter 1 3 Enter");
        for key in keys {
            let hidden: Vec<_> = app.desk.workspace.all::<Round>()
                .filter(|round| session::hides(&app.desk.workspace, round.kind(), round.id))
                .map(|round| round.id)
                .collect();
            let (cards, asked) = (shown_cards(&app), matches!(floor(&app), Floor::Asking(_)));
            // Enter in the list of commands runs any of them, undo among them.
            let runs_any = key == "Enter" && !app.desk.dialogs.is_empty();
            press(&mut app, key);
            for id in hidden {
                let is_shown = app.desk.workspace.get::<Round>(id).is_some_and(|round| round.shown);
                prop_assert!(!is_shown || (asked && key == "Enter"), "{} revealed", key);
            }
            if !matches!(key, "Backspace" | "u" | "U") && !asked && !runs_any {
                let now = shown_cards(&app);
                for (round, count) in cards {
                    let left = now.iter().find(|(id, _)| *id == round).map_or(0, |(_, count)| *count);
                    prop_assert!(left >= count, "{} lost a vote", key);
                }
            }
        }
    }
}

/// Who has which card in which round, by what it looks like in the records.
fn by_person(app: &App) -> BTreeMap<(String, String), String> {
    let mut all = BTreeMap::new();
    let rounds = app.desk.workspace.all::<Round>();
    for round in rounds.filter(|round| round.item.0.is_some()) {
        let of = |person: &evenkeel::model::id::Id| (round.id.to_string(), person.to_string());
        for (person, card) in &round.votes.0 {
            all.insert(of(person), card.to_string());
        }
        for person in &round.unsure.0 {
            all.insert(of(person), "?".to_owned());
        }
        for person in &round.abstained.0 {
            all.insert(of(person), "-".to_owned());
        }
    }
    all
}

/// What is settled, round by round.
fn settled(app: &App) -> Vec<(String, Option<Number>)> {
    let rounds = app.desk.workspace.all::<Round>();
    let settled = rounds.map(|round| (round.id.to_string(), round.settled));
    settled.filter(|(_, value)| value.is_some()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_card_is_of_whom_it_was_typed_for_and_nothing_is_settled_without_its_key(
        by_column in any::<bool>(),
        keys in prop::collection::vec(prop::sample::select(KEYS), 1..70),
    ) {
        let mut app = begun(80, 24);
        if by_column {
            press(&mut app, "u g s n e Enter");
        }
        for key in keys {
            let (cards, before) = (by_person(&app), settled(&app));
            let state = app.state::<Sessions>().unwrap();
            let typed = app.desk.pending.as_ref().map(|typed| typed.record);
            let whose = typed.or(state.voter).map(|id| id.to_string());
            let (floor, was) = (state.floor.clone(), state.phase(&app.desk));
            let runs_any = key == "Enter" && !app.desk.dialogs.is_empty();
            press(&mut app, key);
            if matches!(key, "u" | "U") || runs_any {
                continue;
            }
            let now = by_person(&app);
            for (place, card) in &now {
                if cards.get(place) != Some(card) {
                    prop_assert_eq!(Some(&place.1), whose.as_ref(), "{} wrote another card", key);
                }
            }
            if settled(&app) != before {
                let has_key = match floor {
                    Floor::Value => true,
                    // On the way through the agenda it makes an item the 1 of its column.
                    Floor::Ahead(_) if key == "p" => true,
                    // On the wall the arrows correct a card, and the smallest item gets the 1.
                    Floor::Wall(Some(_)) => matches!(key, "Left" | "Right" | "h" | "Enter"),
                    _ if was == Phase::Open => false,
                    _ => matches!(key, "Enter" | "s" | "h" | "p"),
                };
                prop_assert!(has_key, "{} settled in {:?}", key, floor);
            }
            prop_assert!(app.desk.workspace.all::<Round>().all(|round| {
                round.shown || round.item.0.is_none() || !by_round(&app, round).is_empty()
            }), "an empty round after {}", key);
        }
    }
}

fn by_round(app: &App, round: &Round) -> Vec<String> {
    let all = by_person(app).into_iter();
    all.filter(|((of, _), _)| *of == round.id.to_string())
        .map(|(_, card)| card)
        .collect()
}
