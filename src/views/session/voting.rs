//! Cards, each hidden: typed by whoever has the keyboard, or by one person after another.
//!
//! At a question with people a digit is a card of the person under the cursor and nothing else. A card that is being
//! typed belongs to its person and its question, whatever happens meanwhile. Nothing here, no notice and no label,
//! says what a card is, nor whether somebody who showed one has a value.

use crate::desk::Desk;
use crate::desk::cards::{deck, on_table, put_cards, scale_words};
use crate::desk::command::{Can, Command, commands};
use crate::desk::estimate::{Typed, typed_on};
use crate::desk::event::{Chord, Key};
use crate::desk::pending::Pending;
use crate::edit::Edit;
use crate::model::field::FieldValue;
use crate::model::id::Id;
use crate::model::key::{APP_UNDO, DISCUSSION_REVEAL, VOTING_ABSTAIN, VOTING_LEAVE, VOTING_UNSURE};
use crate::model::person::Person;
use crate::model::session::Session;
use crate::model::words::{Text, worded};
use crate::scoring::session::way::{VoteQuestion, questions};
use crate::scoring::session::{self, Card};
use crate::views::session::state::{Floor, Phase, Sessions, current, is_on};

/// The most characters a card is typed with.
const LONGEST: usize = 9;

/// The commands while cards are taken.
pub const COMMANDS: &[Command] = commands! { [Sessions]
    Cards open types "Vote" "voting.digit" ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", ".", ","] hint 1 if is_on,
        "card": "Types the card of the person under the cursor, hidden; 1 then 3 is 13." => type_card;
    Cards open looks "Vote" "voting.down" ["Down", "Right", "Tab"] hint 5 if is_on,
        "next person": "Goes to the next person." => |desk, state, _| go(desk, state, 1);
    Cards open looks "Vote" "voting.up" ["Up", "Left", "Shift-Tab"] if is_on,
        "person before": "Goes to the person before." => |desk, state, _| go(desk, state, -1);
    Cards open types "Vote" "voting.unsure" ["?"] hint 3 if is_on,
        "not sure": "The person is not sure; it counts as that." => type_card;
    Cards open types "Vote" "voting.abstain" ["-"] hint 4 if is_on,
        "abstain": "The person does not vote on this." => type_card;
    Cards open changes "Vote" "voting.away" ["d"] hint 8 if is_on,
        "away, here": "Says that the person under the cursor is away for now; again, here. Cards stay." => |desk, state, _| away(desk, state);
    Voting open changes "Vote" "voting.take" ["Enter"] if is_on,
        "take card": "Takes the card that is being typed, and goes to the next person who is missing." => |desk, state, _| enter(desk, state);
    Voting open types "Vote" "voting.erase" ["Backspace"] hint 6 if is_on,
        "take back": "Takes the card of the person back." => |desk, state, _| erase(desk, state);
    Voting open looks "Vote" "voting.leave" ["Esc"] hint 7 if is_on,
        "to question": "Back to the question; the cards stay." => |_, state, _| state.floor = Floor::Question;
    Handing open types "Vote" "handing.digit" ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", ".", ",", "?", "-"] hint 2 if has_keyboard,
        "card": "Types the card, hidden; {VOTING_UNSURE} is not sure, {VOTING_ABSTAIN} does not vote." => type_card;
    Handing open changes "Vote" "handing.take" ["Enter"] hint 1 if is_on,
        "go on": "Takes the card, or begins with the next person." => |desk, state, _| hand_on(desk, state);
    Handing open types "Vote" "handing.erase" ["Backspace"] hint 3 if is_on,
        "erase": "Takes back what is typed." => |desk, _, _| desk.pending = None;
    Handing open looks "Vote" "handing.leave" ["Esc"] hint 4 if is_on,
        "leave": "Ends the round of the keyboard; the cards stay." => |_, state, _| state.floor = Floor::Question;
};

/// What a digit says once everybody is in.
const EVERYBODY: Text =
    Text::new("everybody is in · {DISCUSSION_REVEAL} reveals · {VOTING_UP} changes a card");

fn has_keyboard(desk: &Desk, state: &Sessions) -> Can {
    is_on(desk, state)?;
    if state.floor == (Floor::Handing { passes: true }) {
        return Err(worded("{HANDING_TAKE} begins, then the card is typed").to_owned());
    }
    Ok(())
}

/// Who may be asked for a card on the present question, in the order they sit.
pub(super) fn seats(desk: &Desk) -> Vec<Id> {
    current(desk).map_or_else(Vec::new, |(session, asked)| {
        session::seats(session, Some(asked.column))
    })
}

/// Who is asked for a card on the present question now.
pub(super) fn voters(desk: &Desk) -> Vec<Id> {
    current(desk).map_or_else(Vec::new, |(session, asked)| {
        session::voters(session, Some(asked.column))
    })
}

/// Who is asked and has no card yet.
pub(super) fn missing(desk: &Desk) -> Vec<Id> {
    let Some((session, asked)) = current(desk) else {
        return Vec::new();
    };
    let (round, place) = (on_table(desk, asked), place(asked));
    let mut missing = session::missing(session, Some(asked.column), round.as_ref());
    missing.retain(|person| desk.typed_for(*person, &place).is_none());
    missing
}

/// Whether anybody is asked for cards on the present question.
pub(super) fn has_voters(desk: &Desk) -> bool {
    !voters(desk).is_empty()
}

/// What a person is called in a label and a notice.
pub(super) fn name(desk: &Desk, person: Id) -> String {
    desk.seen().name::<Person>(person).to_owned()
}

/// What a card is typed for beside its person.
fn place(asked: VoteQuestion) -> String {
    format!("{} of {}", asked.column.name(), asked.item)
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
    on_table(desk, asked).is_some_and(|round| Card::of(&round, person).is_some())
}

/// The first person without a card after another one, going round.
fn next_missing(desk: &Desk, after: Option<Id>) -> Option<Id> {
    let seats = seats(desk);
    let missing = missing(desk);
    let at = after.and_then(|after| seats.iter().position(|id| *id == after));
    let from = at.map_or(0, |at| at + 1);
    let mut round = seats.iter().skip(from).chain(seats.iter().take(from));
    round.find(|id| missing.contains(id)).copied()
}

/// Keeps the cursor on somebody: on whose card was just taken back, else on who is missing; on nobody once all are in.
pub(super) fn refresh(desk: &Desk, state: &mut Sessions) {
    state.has_taken = false;
    if desk.pending.is_some() {
        return;
    }
    if let Some(last) = state.last.filter(|last| !is_in(desk, *last)) {
        (state.voter, state.last) = (Some(last), None);
    }
    let seats = seats(desk);
    state.voter = state.voter.filter(|person| seats.contains(person));
    // A card that came in another way, or came back, leaves the next key to who is missing.
    state.changes = state.changes.filter(|person| is_in(desk, *person));
    let stays = state.voter == state.changes || matches!(state.floor, Floor::Handing { .. });
    state.voter = state.voter.filter(|person| stays || !is_in(desk, *person));
    if state.voter.is_none() {
        state.voter = next_missing(desk, None);
    }
}

/// Goes to the people; after a reveal the next card begins another round, and the one before stays.
pub(super) fn begin(desk: &Desk, state: &mut Sessions) {
    state.floor = Floor::Voting;
    state.voter = next_missing(desk, None);
}

fn type_card(desk: &mut Desk, state: &mut Sessions, chord: Chord) {
    let (Key::Char(c), Some((_, asked))) = (chord.key, current(desk)) else {
        return;
    };
    let (_, scale) = deck(desk);
    let place = place(asked);
    let has_halves = scale.iter().any(|card| card.to_string().contains('.'));
    let is_typing = state
        .voter
        .is_some_and(|voter| desk.typed_for(voter, &place).is_some());
    if blanks(desk, c, is_typing, has_halves) {
        desk.run("app.blank", chord);
        return;
    }
    let Some(person) = state.voter else {
        desk.hint(EVERYBODY);
        return;
    };
    let mut text = desk.take_up(person, &place);
    let is_sign = |c: char| matches!(c, '?' | '-');
    if is_sign(c) || text.contains(is_sign) {
        text.clear();
    }
    if text.len() < LONGEST {
        text.push(c);
    }
    let typed = Pending {
        record: person,
        field: place,
        text,
        take,
    };
    if matches!(state.floor, Floor::Handing { .. }) {
        desk.pending = Some(typed);
        return;
    }
    state.floor = Floor::Voting;
    match typed_on(&scale, &typed.text) {
        Typed::Open => desk.pending = Some(typed),
        Typed::Wrong if !is_sign(c) => desk.hint(refusal(desk, person)),
        Typed::Value(_) | Typed::Wrong => {
            if let Err(why) = take(desk, &typed) {
                desk.hint(why);
            }
        }
    }
}

/// Whether a point blanks the screen, or brings it back, where it could be a part of what is typed.
pub(super) fn blanks(desk: &Desk, c: char, is_typing: bool, begins_cards: bool) -> bool {
    let begins = is_typing || begins_cards;
    let presenting = desk.presenting.as_ref();
    c == '.' && presenting.is_some_and(|on| on.is_blank || !begins)
}

/// What is said of what is no card: whose it was to be, and what may be typed, but not what was.
fn refusal(desk: &Desk, person: Id) -> String {
    let (name, scale) = (name(desk, person), scale_words(desk));
    format!("{name}: choose {scale}, {VOTING_UNSURE} or {VOTING_ABSTAIN}")
}

/// Takes a card for the person and the question it was typed for; one that is on no scale stays out.
fn take(desk: &mut Desk, typed: &Pending) -> Can {
    let person = typed.record;
    let session = session::open(&desk.workspace);
    let session = session.filter(|session| session.people.0.contains(&person));
    let mut asked = session.into_iter().flat_map(questions);
    let asked = asked.find(|asked| place(*asked) == typed.field);
    let gone = || {
        format!(
            "{}: that card is not asked for any more",
            name(desk, person)
        )
    };
    let asked = asked.ok_or_else(gone)?;
    let card = Card::read(&typed.text, &asked.column.deck(&desk.workspace));
    let card = card.ok_or_else(|| refusal(desk, person))?;
    // The same card again is no step, and looks like one.
    let label = format!("card of {}", name(desk, person));
    put_cards(desk, asked, &label, &[(person, Some(card))]);
    if has_card(desk, asked, person) {
        say_in(desk, person);
        desk.with(move |desk, state: &mut Sessions| {
            if !matches!(state.floor, Floor::Handing { .. }) {
                (state.voter, state.changes) = (next_missing(desk, Some(person)), None);
            }
            (state.last, state.has_taken) = (Some(person), true);
        });
    }
    Ok(())
}

/// Says that the card of a person is in.
fn say_in(desk: &mut Desk, person: Id) {
    let name = name(desk, person);
    desk.done(if missing(desk).is_empty() {
        format!("card of {name} is in, and that is everybody · {DISCUSSION_REVEAL} reveals")
    } else {
        format!("card of {name} is in · {APP_UNDO} undoes")
    });
}

/// Takes what is typed, which has happened by now. After a card that was taken at once nothing is left to do, and
/// nothing tells the two apart.
fn enter(desk: &mut Desk, state: &Sessions) {
    match (state.last, state.voter) {
        _ if state.has_taken => {}
        (Some(last), _) => say_in(desk, last),
        (None, Some(person)) => {
            let words = format!(
                "type the card of {} · {VOTING_LEAVE} leaves",
                name(desk, person)
            );
            desk.hint(words);
        }
        (None, None) => desk.hint(EVERYBODY),
    }
}

/// Goes to another seat, unless the key took a card, which goes on by itself.
fn go(desk: &Desk, state: &mut Sessions, by: isize) {
    if state.has_taken {
        return;
    }
    state.last = None;
    if matches!(state.floor, Floor::Question) {
        state.floor = Floor::Voting;
    }
    let seats = seats(desk);
    let at = state
        .voter
        .and_then(|voter| seats.iter().position(|id| *id == voter));
    let last = seats.len().saturating_sub(1);
    let next = at.map_or(last, |at| at.saturating_add_signed(by).min(last));
    state.voter = seats.get(next).copied();
    state.changes = state.voter;
}

/// Turns whether the person under the cursor is away.
fn away(desk: &mut Desk, state: &mut Sessions) {
    let whose = state.last.filter(|_| state.has_taken).or(state.voter);
    let (Some((session, _)), Some(person)) = (current(desk), whose) else {
        return desk.hint(worded(
            "{VOTING_UP} goes to who is away, then {VOTING_AWAY}",
        ));
    };
    let (id, mut away) = (session.id, session.away.clone());
    let was_away = away.0.contains(&person);
    if was_away {
        away.0.retain(|other| *other != person);
    } else {
        away.0.push(person);
    }
    let edit = Edit::put::<Session>(id, "away", away.to_value());
    let here = if was_away {
        "here again"
    } else {
        "away for now"
    };
    let label = format!("{} is {here}", name(desk, person));
    if desk.commit(&label, Vec::from_iter(edit)) {
        state.floor = Floor::Voting;
        state.last = None;
        state.voter = if was_away {
            Some(person)
        } else {
            next_missing(desk, Some(person))
        };
    }
}

fn erase(desk: &mut Desk, state: &Sessions) {
    if desk.erase_pending() {
        return;
    }
    let whose = state.voter.filter(|person| is_in(desk, *person));
    match current(desk).zip(whose) {
        Some(((_, asked), person)) => {
            let label = format!("card of {} taken back", name(desk, person));
            put_cards(desk, asked, &label, &[(person, None)]);
        }
        _ => desk.hint(worded(
            "there is no card to take back here · {VOTING_UP} goes to who has one",
        )),
    }
}

/// Begins to hand the keyboard round.
pub(super) fn hand(desk: &mut Desk, state: &mut Sessions) {
    state.floor = Floor::Voting;
    hand_to(desk, state, None);
}

/// Hands the keyboard to the next person without a card after another one, or ends.
fn hand_to(desk: &mut Desk, state: &mut Sessions, after: Option<Id>) {
    if let Some(next) = next_missing(desk, after) {
        state.voter = Some(next);
        state.floor = Floor::Handing { passes: true };
    } else {
        state.floor = Floor::Question;
        desk.done(worded(
            "everybody's card is in · {DISCUSSION_REVEAL} reveals",
        ));
    }
}

fn hand_on(desk: &mut Desk, state: &mut Sessions) {
    if state.floor == (Floor::Handing { passes: true }) {
        state.floor = Floor::Handing { passes: false };
        desk.notice = None;
    } else if state.voter.is_some_and(|person| is_in(desk, person)) {
        hand_to(desk, state, state.voter);
    } else {
        let hint = worded(
            "type a card first; {VOTING_UNSURE} is not sure, {VOTING_ABSTAIN} does not vote",
        );
        desk.hint(hint);
    }
}

/// Whether something else than the question may be looked at: not while cards or a value are typed.
pub(super) fn may_look_away(state: &Sessions) -> Can {
    match state.floor {
        Floor::Voting => {
            Err(worded("cards are typed here · {VOTING_LEAVE} first, the cards stay").to_owned())
        }
        Floor::Value => Err(worded("a value is typed here · {VALUE_LEAVE} first").to_owned()),
        Floor::Question
        | Floor::Handing { .. }
        | Floor::Chat(_)
        | Floor::Asking(_)
        | Floor::Wall(_)
        | Floor::Ahead(_) => Ok(()),
    }
}

/// Whether the present question takes cards now.
pub(super) fn takes_cards(desk: &Desk, state: &Sessions) -> bool {
    let is_at = match state.floor {
        Floor::Question | Floor::Voting => true,
        Floor::Wall(_)
        | Floor::Handing { .. }
        | Floor::Chat(_)
        | Floor::Asking(_)
        | Floor::Value
        | Floor::Ahead(_) => false,
    };
    is_at && state.phase(desk) == Phase::Open && has_voters(desk)
}
