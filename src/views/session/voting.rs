//! Cards, each hidden: typed by whoever has the keyboard, or by one person after another.
//!
//! A card that is being typed belongs to its person and its question, whatever happens meanwhile. Nothing here, no
//! notice and no label, says what a card is, nor whether somebody who showed one has a value.

use crate::desk::Desk;
use crate::desk::command::{Can, Command, commands};
use crate::desk::event::{Chord, Key};
use crate::desk::pending::Pending;
use crate::edit::Edit;
use crate::model::field::{FieldValue, PartOf};
use crate::model::id::Id;
use crate::model::number::Number;
use crate::model::person::Person;
use crate::model::record::Declared;
use crate::model::session::Round;
use crate::scoring::session::tally::has_shown;
use crate::scoring::session::way::{VoteQuestion, questions};
use crate::scoring::session::{self, Card};
use crate::views::session::state::{Floor, Phase, Sessions, current, is_on, phase, round_on};
use crate::views::session::walk;

/// The most characters a card is typed with.
const LONGEST: usize = 9;

/// The commands while cards are taken.
pub const COMMANDS: &[Command] = commands! { [Sessions]
    Voting open types "Vote" "voting.digit" ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", ".", ","] hint 1 if is_on,
        "card": "Types the card of the person under the cursor, hidden; 1 then 3 is 13." => type_card;
    Voting open changes "Vote" "voting.take" ["Enter"] hint 2 if is_on,
        "next person": "Takes the card and goes to the next person." => |desk, state, _| go(desk, state, 1);
    Voting open looks "Vote" "voting.down" ["Down", "Right", "Tab"] if is_on,
        "person": "Goes to the next person." => |desk, state, _| go(desk, state, 1);
    Voting open looks "Vote" "voting.up" ["Up", "Left", "Shift-Tab"] if is_on,
        "person before": "Goes to the person before." => |desk, state, _| go(desk, state, -1);
    Voting open types "Vote" "voting.unsure" ["?"] hint 4 if is_on,
        "not sure": "The person is not sure; it counts as that." => type_card;
    Voting open types "Vote" "voting.abstain" ["-"] hint 5 if is_on,
        "abstain": "The person does not vote on this." => type_card;
    Voting open types "Vote" "voting.erase" ["Backspace"] hint 6 if is_on,
        "take back": "Takes the card of the person back." => |desk, state, _| erase(desk, state);
    Voting open looks "Vote" "voting.leave" ["Esc", "v"] hint 7 if is_on,
        "leave": "Back to the question; the cards stay." => |_, state, _| state.floor = Floor::Question;
    Handing open types "Vote" "handing.digit" ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", ".", ",", "?", "-"] hint 2 if has_keyboard,
        "card": "Types the card, hidden; ? is not sure, - does not vote." => type_card;
    Handing open changes "Vote" "handing.take" ["Enter"] hint 1 if is_on,
        "go on": "Takes the card, or begins with the next person." => |desk, state, _| hand_on(desk, state);
    Handing open types "Vote" "handing.erase" ["Backspace"] hint 3 if is_on,
        "erase": "Takes back what is typed." => |desk, _, _| desk.pending = None;
    Handing open looks "Vote" "handing.leave" ["Esc"] hint 4 if is_on,
        "leave": "Ends the round of the keyboard; the cards stay." => |_, state, _| state.floor = Floor::Question;
};

fn has_keyboard(desk: &Desk, state: &Sessions) -> Can {
    is_on(desk, state)?;
    if state.floor == (Floor::Handing { passes: true }) {
        return Err("Enter begins, then the card is typed".to_owned());
    }
    Ok(())
}

/// The person whose card is typed.
pub(super) fn voter(desk: &Desk, state: &Sessions) -> Option<Id> {
    let (session, _) = current(desk)?;
    session.people.0.get(state.voter).copied()
}

/// What a person is called in a label and a notice.
pub(super) fn name(desk: &Desk, person: Id) -> String {
    desk.seen().name::<Person>(person).to_owned()
}

/// What a card is typed for beside its person.
fn place(asked: VoteQuestion) -> String {
    format!("{} of {}", asked.factor.field(), asked.item)
}

/// Whether a card is being typed.
pub(super) fn is_typing(desk: &Desk) -> bool {
    let is_person = |typed: &Pending| desk.workspace.get::<Person>(typed.record).is_some();
    desk.pending.as_ref().is_some_and(is_person)
}

/// Whether a person has a card in the round that is on, or one is being typed for them.
pub(super) fn is_in(desk: &Desk, person: Id) -> bool {
    current(desk).is_some_and(|(_, asked)| {
        desk.typed_for(person, &place(asked)).is_some() || has_card(desk, asked, person)
    })
}

fn has_card(desk: &Desk, asked: VoteQuestion, person: Id) -> bool {
    round_on(desk, asked).is_some_and(|round| !round.shown && has_shown(round, person))
}

/// The place of the first person without a card from a place on, going round.
fn next_without(desk: &Desk, from: usize) -> Option<usize> {
    let (session, _) = current(desk)?;
    let people = &session.people.0;
    let places = (from..people.len()).chain(0..from.min(people.len()));
    let mut open = places.filter(|at| people.get(*at).is_some_and(|id| !is_in(desk, *id)));
    open.next()
}

/// Goes to the people; after a reveal another round begins, and the one before stays.
pub(super) fn begin(desk: &mut Desk, state: &mut Sessions) {
    if phase(desk) == Phase::Open || another_round(desk) {
        state.floor = Floor::Voting;
        state.voter = next_without(desk, 0).unwrap_or(0);
    }
}

/// Begins the round after the present one, as one step.
fn another_round(desk: &mut Desk) -> bool {
    let Some((_, asked)) = current(desk) else {
        return false;
    };
    let next = Edit::Insert(Box::new(new_round(desk, asked)));
    desk.commit("another round", vec![next])
}

/// A round on a question after those there are.
pub(super) fn new_round(desk: &mut Desk, asked: VoteQuestion) -> Round {
    let mut round = Round::new(desk.fresh(Round::KIND));
    if let Some(session) = session::open(&desk.workspace) {
        let before = session::rounds(&desk.workspace, session, asked).len();
        round.session = PartOf::new(Some(session.id));
        round.number = i64::try_from(before + 1).ok().map(Number::whole);
    }
    asked.factor.field().clone_into(&mut round.factor);
    round.item.0 = Some(asked.item);
    round
}

/// Puts cards into the round that is on, as one step; a card that a person has is taken back without one.
pub(super) fn put_cards(
    desk: &mut Desk,
    asked: VoteQuestion,
    label: &str,
    cards: &[(Id, Option<Card>)],
) {
    let on = round_on(desk, asked).filter(|round| !round.shown).cloned();
    let is_new = on.is_none();
    let mut next = on.unwrap_or_else(|| new_round(desk, asked));
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
        let set = |(field, value)| Edit::put::<Round>(next.id, field, value);
        fields.into_iter().filter_map(set).collect()
    };
    desk.commit(label, edits);
}

fn type_card(desk: &mut Desk, state: &mut Sessions, chord: Chord) {
    let (Key::Char(c), Some((_, asked)), Some(person)) =
        (chord.key, current(desk), voter(desk, state))
    else {
        return;
    };
    let place = place(asked);
    let has_halves = |card: &Number| card.to_string().contains('.');
    let has_halves = session::deck(&desk.workspace).iter().any(has_halves);
    let is_typing = desk.typed_for(person, &place).is_some();
    if blanks(desk, c, is_typing, has_halves) {
        desk.run("app.blank", chord);
        return;
    }
    let mut text = desk.take_up(person, &place);
    let is_sign = |c: char| matches!(c, '?' | '-');
    if is_sign(c) || text.contains(is_sign) {
        text.clear();
    }
    if text.len() < LONGEST {
        text.push(c);
    }
    desk.pending = Some(Pending {
        record: person,
        field: place,
        text,
        take,
    });
}

/// Whether a point blanks the screen, or brings it back, where it could be a part of what is typed.
pub(super) fn blanks(desk: &Desk, c: char, is_typing: bool, begins_cards: bool) -> bool {
    let begins = is_typing || begins_cards;
    let presenting = desk.presenting.as_ref();
    c == '.' && presenting.is_some_and(|on| on.is_blank || !begins)
}

/// Takes a card for the person and the question it was typed for; one that is on no scale stays out.
fn take(desk: &mut Desk, typed: &Pending) -> Can {
    let (person, name) = (typed.record, name(desk, typed.record));
    let session = session::open(&desk.workspace);
    let session = session.filter(|session| session.people.0.contains(&person));
    let mut asked = session.into_iter().flat_map(questions);
    let asked = asked.find(|asked| place(*asked) == typed.field);
    let asked = asked.ok_or_else(|| format!("{name}: that card is not asked for any more"))?;
    let card = Card::read(&typed.text, &session::deck(&desk.workspace)).ok_or_else(|| {
        let scale = walk::scale_words(desk);
        format!("{name}: that is no card of the scale {scale} · type it again")
    })?;
    // The same card again is no step, and looks like one.
    let label = format!("card of {name}");
    put_cards(desk, asked, &label, &[(person, Some(card))]);
    if has_card(desk, asked, person) {
        desk.done(match next_without(desk, 0) {
            Some(_) => format!("card of {name} is in · u undoes"),
            None => format!("card of {name} is in, and that is everybody · r reveals"),
        });
    }
    Ok(())
}

fn go(desk: &Desk, state: &mut Sessions, by: isize) {
    let last = current(desk).map_or(0, |(session, _)| session.people.0.len().saturating_sub(1));
    state.voter = state.voter.saturating_add_signed(by).min(last);
}

fn erase(desk: &mut Desk, state: &Sessions) {
    if desk.erase_pending() {
        return;
    }
    match current(desk).zip(voter(desk, state)) {
        Some(((_, asked), person)) if is_in(desk, person) => {
            let label = format!("card of {} taken back", name(desk, person));
            put_cards(desk, asked, &label, &[(person, None)]);
        }
        _ => desk.hint("there is no card to take back here"),
    }
}

/// Begins to hand the keyboard round.
pub(super) fn hand(desk: &mut Desk, state: &mut Sessions) {
    if phase(desk) == Phase::Open || another_round(desk) {
        hand_to(desk, state, 0);
    }
}

/// Hands the keyboard to the next person without a card from a place on, or ends.
fn hand_to(desk: &mut Desk, state: &mut Sessions, from: usize) {
    if let Some(at) = next_without(desk, from) {
        state.voter = at;
        state.floor = Floor::Handing { passes: true };
    } else {
        state.floor = Floor::Question;
        desk.done("everybody's card is in · r reveals");
    }
}

fn hand_on(desk: &mut Desk, state: &mut Sessions) {
    if state.floor == (Floor::Handing { passes: true }) {
        state.floor = Floor::Handing { passes: false };
        desk.notice = None;
    } else if voter(desk, state).is_some_and(|person| is_in(desk, person)) {
        hand_to(desk, state, state.voter.saturating_add(1));
    } else {
        let hint = "type a card first; ? is not sure, - does not vote";
        desk.hint(hint);
    }
}
