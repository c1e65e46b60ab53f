//! Cards, each hidden: typed by whoever has the keyboard, or by one person after another.
//!
//! Nothing here, no notice and no label, says what a card is, nor whether somebody who showed one has a value.

use crate::desk::command::{Command, commands};
use crate::desk::effect::Effect;
use crate::desk::event::{Chord, Key};
use crate::desk::notice::Notice;
use crate::edit::Edit;
use crate::model::field::{FieldValue, PartOf};
use crate::model::id::Id;
use crate::model::number::Number;
use crate::model::person::Person;
use crate::model::record::Declared;
use crate::model::session::Round;
use crate::scoring::session::tally::has_shown;
use crate::scoring::session::{self, Card};
use crate::shell::App;
use crate::views::session::{Focus, Phase, current, is_on, phase, put, round};

/// The most digits a card is typed with.
const LONGEST: usize = 9;

/// The commands while cards are taken.
pub const COMMANDS: &[Command] = commands! { [App]
    Voting open changes "Vote" "voting.digit" ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"] hint 1 if is_on,
        "card": "Types the card of the person under the cursor, hidden; 1 then 3 is 13." => |app, chord| { type_card(app, chord); Vec::new() };
    Voting open changes "Vote" "voting.take" ["Enter"] hint 2 if is_on,
        "next person": "Takes the card and goes to the next person." => |app, _| { take_typed(app); go(app, 1) };
    Voting open looks "Vote" "voting.down" ["Down", "Right", "Tab"] if is_on,
        "person": "Goes to the next person." => |app, _| { take_typed(app); go(app, 1) };
    Voting open looks "Vote" "voting.up" ["Up", "Left", "Shift-Tab"] if is_on,
        "person before": "Goes to the person before." => |app, _| { take_typed(app); go(app, -1) };
    Voting open changes "Vote" "voting.unsure" ["?"] hint 4 if is_on,
        "not sure": "The person is not sure; it counts as that." => |app, chord| { type_card(app, chord); Vec::new() };
    Voting open changes "Vote" "voting.abstain" ["-"] hint 5 if is_on,
        "abstain": "The person does not vote on this." => |app, chord| { type_card(app, chord); Vec::new() };
    Voting open changes "Vote" "voting.erase" ["Backspace"] hint 6 if is_on,
        "take back": "Takes the card of the person back." => |app, _| { erase(app); Vec::new() };
    Voting open looks "Vote" "voting.leave" ["Esc", "v"] hint 7 if is_on,
        "leave": "Back to the question; the cards stay." => |app, _| { take_typed(app); app.room.focus = Focus::Question; Vec::new() };
    Handing open changes "Vote" "handing.digit" ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "?", "-"] hint 2 if is_on,
        "card": "Types the card, hidden; ? is not sure, - does not vote." => |app, chord| { type_handed(app, chord); Vec::new() };
    Handing open changes "Vote" "handing.take" ["Enter"] hint 1 if is_on,
        "go on": "Takes the card, or begins with the next person." => |app, _| { hand_on(app); Vec::new() };
    Handing open changes "Vote" "handing.erase" ["Backspace"] hint 3 if is_on,
        "erase": "Takes back what is typed." => |app, _| { app.room.typed.clear(); Vec::new() };
    Handing open looks "Vote" "handing.leave" ["Esc"] hint 4 if is_on,
        "leave": "Ends the round of the keyboard; the cards stay." => |app, _| { app.room.typed.clear(); app.room.focus = Focus::Question; Vec::new() };
};

/// The person whose card is typed.
pub fn voter(app: &App) -> Option<Id> {
    let (session, _) = current(app)?;
    session.people.0.get(app.room.voter).copied()
}

/// What a person is called in a label and a notice.
pub fn name(app: &App, person: Id) -> String {
    let person = app.seen().get::<Person>(person);
    person.map_or_else(String::new, |person| person.name.clone())
}

/// Whether a person has a card in the round that is on, or one is being typed for them.
pub fn is_in(app: &App, person: Id) -> bool {
    let typed = !app.room.typed.is_empty()
        && voter(app) == Some(person)
        && matches!(app.room.focus, Focus::Voting | Focus::Handing { .. });
    typed || round(app).is_some_and(|round| !round.shown && has_shown(round, person))
}

/// The place of the first person without a card from a place on, going round.
fn next_without(app: &App, from: usize) -> Option<usize> {
    let (session, _) = current(app)?;
    let people = &session.people.0;
    let places = (from..people.len()).chain(0..from.min(people.len()));
    let mut open = places.filter(|at| people.get(*at).is_some_and(|id| !is_in(app, *id)));
    open.next()
}

/// Goes to the people; after a reveal another round begins, and the one before stays.
pub fn begin(app: &mut App) {
    crate::views::session::walk::take_typed(app);
    app.room.typed.clear();
    if phase(app) != Phase::Open && !another_round(app) {
        return;
    }
    app.room.focus = Focus::Voting;
    app.room.voter = next_without(app, 0).unwrap_or(0);
}

/// Begins the round after the present one, as one step.
fn another_round(app: &mut App) -> bool {
    let Some(next) = new_round(app) else {
        return false;
    };
    app.room.choice = None;
    app.commit("another round", vec![Edit::Insert(Box::new(next))])
}

/// A round after those there are.
fn new_round(app: &mut App) -> Option<Round> {
    let (session, asked) = current(app)?;
    let before = session::rounds(&app.workspace, session, asked).len();
    let session = session.id;
    let mut round = Round::new(app.fresh(Round::KIND));
    asked.factor.field().clone_into(&mut round.factor);
    round.session = PartOf::new(Some(session));
    round.item.0 = Some(asked.item);
    round.number = i64::try_from(before + 1).ok().map(Number::whole);
    Some(round)
}

/// Puts cards into the round that is on, as one step; a card that a person has is taken back without one.
pub fn put_cards(app: &mut App, label: &str, cards: &[(Id, Option<Card>)]) -> bool {
    let on = round(app).filter(|round| !round.shown).cloned();
    let (mut next, is_new) = match on {
        Some(round) => (round, false),
        None => match new_round(app) {
            Some(round) => (round, true),
            None => return false,
        },
    };
    for (person, card) in cards {
        next.votes.0.retain(|(other, _)| other != person);
        next.unsure.0.retain(|other| other != person);
        next.abstained.0.retain(|other| other != person);
        match card {
            Some(Card::Value(value)) => next.votes.0.push((*person, *value)),
            Some(Card::Unsure) => next.unsure.0.push(*person),
            Some(Card::Abstained) => next.abstained.0.push(*person),
            None => {}
        }
    }
    next.votes.0.sort_by_key(|(person, _)| *person);
    let edits = if is_new {
        vec![Edit::Insert(Box::new(next))]
    } else {
        let fields = [
            ("votes", next.votes.to_value()),
            ("unsure", next.unsure.to_value()),
            ("abstained", next.abstained.to_value()),
        ];
        let set = |(field, value)| put::<Round>(next.id, field, value);
        fields.into_iter().filter_map(set).collect()
    };
    app.commit(label, edits)
}

fn type_card(app: &mut App, chord: Chord) {
    let Key::Char(c) = chord.key else {
        return;
    };
    let is_sign = |c: char| !c.is_ascii_digit();
    if is_sign(c) || app.room.typed.chars().any(is_sign) {
        app.room.typed.clear();
    }
    if app.room.typed.len() < LONGEST {
        app.room.typed.push(c);
    }
}

/// Takes the card that is typed for the person under the cursor; one that is on no scale stays out.
pub fn take_typed(app: &mut App) {
    take_card(app);
}

/// Takes what is typed; gives back whether it was a card.
fn take_card(app: &mut App) -> bool {
    let text = std::mem::take(&mut app.room.typed);
    let Some(person) = voter(app).filter(|_| !text.is_empty()) else {
        return false;
    };
    let name = name(app, person);
    let Some(card) = Card::read(&text, &session::deck(&app.workspace)) else {
        let scale = crate::views::session::walk::scale_words(app);
        app.notice = Some(Notice::hint(format!(
            "{name}: that is no card of the scale {scale} · type it again"
        )));
        return false;
    };
    // The same card again is no step, and looks like one.
    put_cards(app, &format!("card of {name}"), &[(person, Some(card))]);
    app.notice = Some(Notice::done(said(app, &name)));
    true
}

fn said(app: &App, name: &str) -> String {
    match next_without(app, 0) {
        Some(_) => format!("card of {name} is in · u undoes"),
        None => format!("card of {name} is in, and that is everybody · r reveals"),
    }
}

fn go(app: &mut App, by: isize) -> Vec<Effect> {
    let last = current(app).map_or(0, |(session, _)| session.people.0.len().saturating_sub(1));
    app.room.voter = app.room.voter.saturating_add_signed(by).min(last);
    Vec::new()
}

fn erase(app: &mut App) {
    if app.room.typed.pop().is_some() {
        return;
    }
    let Some(person) = voter(app).filter(|person| is_in(app, *person)) else {
        app.notice = Some(Notice::hint("there is no card to take back here"));
        return;
    };
    let name = name(app, person);
    put_cards(
        app,
        &format!("card of {name} taken back"),
        &[(person, None)],
    );
}

/// Begins to hand the keyboard round.
pub fn hand(app: &mut App) {
    crate::views::session::take_typed(app);
    app.room.typed.clear();
    if phase(app) != Phase::Open && !another_round(app) {
        return;
    }
    hand_to(app, 0);
}

/// Hands the keyboard to the next person without a card from a place on, or ends.
fn hand_to(app: &mut App, from: usize) {
    if let Some(at) = next_without(app, from) {
        app.room.voter = at;
        app.room.focus = Focus::Handing { passes: true };
    } else {
        app.room.focus = Focus::Question;
        app.notice = Some(Notice::done("everybody's card is in · r reveals"));
    }
}

fn type_handed(app: &mut App, chord: Chord) {
    if app.room.focus == (Focus::Handing { passes: false }) {
        type_card(app, chord);
    }
}

fn hand_on(app: &mut App) {
    if app.room.focus == (Focus::Handing { passes: true }) {
        app.room.focus = Focus::Handing { passes: false };
        app.room.typed.clear();
        app.notice = None;
    } else if app.room.typed.is_empty() {
        app.notice = Some(Notice::hint(
            "type a card first; ? is not sure, - does not vote",
        ));
    } else if take_card(app) {
        let from = app.room.voter.saturating_add(1);
        hand_to(app, from);
    }
}
