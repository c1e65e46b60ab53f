//! Cards that are pasted from a chat: shown by name, never by value, before they are taken. A name that is nobody's is
//! asked about once.

use crate::desk::Desk;
use crate::desk::cards::{deck, put_cards, scale_words};
use crate::desk::changes::many;
use crate::desk::command::{Command, commands};
use crate::desk::effect::Effect;
use crate::dialogs::picker::{Entry, Picker};
use crate::model::field::Choice;
use crate::model::id::Id;
use crate::model::item::Item;
use crate::model::key::APP_UNDO;
use crate::model::person::Person;
use crate::model::text::clean_prose;
use crate::model::words::worded;
use crate::scoring::session::chat::{before, read};
use crate::scoring::session::way::VoteQuestion;
use crate::scoring::session::{Card, rubric, seal};
use crate::views::session::state::{Floor, Phase, Sessions, current, is_on};
use crate::views::session::voting::{missing, name};

/// The commands before pasted cards are taken.
pub const COMMANDS: &[Command] = commands! { [Sessions]
    Discussion open looks "Vote" "discussion.copy" ["y"] hint 15 if is_on,
        "copy question": "Copies the question for the chat; what is pasted after it is its votes." => |desk, _, _| copy(desk);
    Chat open changes "Vote" "chat.take" ["Enter"] hint 1 if is_on,
        "take cards": "Takes the cards of those who are named, and asks who the others are." => |desk, state, _| take(desk, state);
    Chat open looks "Vote" "chat.drop" ["Esc"] hint 2 if is_on,
        "drop": "Takes none of them." => |_, state, _| state.floor = Floor::Voting;
};

/// How a question begins in a chat: `RT-3 value?`.
fn question(desk: &Desk, asked: VoteQuestion) -> String {
    let item = desk.seen().get::<Item>(asked.item);
    let item = item.map_or("", |item| match item.key.as_str() {
        "" => item.title.as_str(),
        key => key,
    });
    format!("{item} {}?", rubric::word(desk.seen(), asked.column))
}

fn copy(desk: &mut Desk) -> Vec<Effect> {
    let Some((_, asked)) = current(desk) else {
        return Vec::new();
    };
    let words = question(desk, asked);
    let words = format!("{words} {}, ? or - · send at go", scale_words(desk));
    desk.done("the question is copied; paste the chat here when all have answered");
    vec![Effect::Copy(words)]
}

/// Reads pasted text as cards; gives back whether it can be some now.
pub(super) fn paste(desk: &mut Desk, state: &mut Sessions, text: &str) -> bool {
    let at_question = matches!(
        state.floor,
        Floor::Question | Floor::Voting | Floor::Chat(_) | Floor::Wall(_)
    );
    // Many terminals end the lines of what is pasted with a carriage return alone.
    let text = &*clean_prose(text);
    let on = current(desk).filter(|_| at_question && is_on(desk, state).is_ok());
    let Some((session, asked)) = on else {
        return false;
    };
    if state.phase(desk) != Phase::Open {
        let hint =
            worded("this round is over · {DISCUSSION_VOTE} begins another, then paste again");
        desk.hint(hint);
        return true;
    }
    let people = session.people.0.iter();
    let people = people.map(|id| (*id, desk.workspace.name::<Person>(*id)));
    let mut people: Vec<(Id, &str)> = people.filter(|(_, name)| !name.is_empty()).collect();
    let called = state.called.iter();
    people.extend(called.map(|(name, person)| (*person, name.as_str())));
    let from = before(text, &state.pasted, &question(desk, asked));
    let mut chat = read(text, from, &people, &deck(desk).1);
    seal::open(&desk.workspace, &desk.around.secrets, &mut chat);
    state.pasting = text.lines().map(|line| line.trim().to_owned()).collect();
    state.floor = Floor::Chat(chat);
    desk.notice = None;
    true
}

fn take(desk: &mut Desk, state: &mut Sessions) {
    let floor = std::mem::replace(&mut state.floor, Floor::Voting);
    let (Floor::Chat(chat), Some((_, asked))) = (floor, current(desk)) else {
        return;
    };
    state.pasted = std::mem::take(&mut state.pasting);
    let cards = chat.cards.into_iter();
    let cards: Vec<_> = cards.map(|(person, card)| (person, Some(card))).collect();
    match cards.as_slice() {
        [] => desk.hint("there was no card in it"),
        cards => {
            let label = match cards {
                [(person, _)] => format!("card of {}", name(desk, *person)),
                all => many(all.len(), "card from the chat")
                    .replace("card from the chats", "cards from the chat"),
            };
            put_cards(desk, asked, &label, cards);
            desk.done(format!("{label} · {APP_UNDO} undoes"));
        }
    }
    who_is(desk, asked, chat.unknown);
}

/// Asks whose name the first one is, then the next one; the answer holds for the session.
fn who_is(desk: &mut Desk, asked: VoteQuestion, mut unknown: Vec<(String, Card)>) {
    if unknown.is_empty() {
        return;
    }
    let (called, card) = unknown.remove(0);
    let title = format!("Who is “{called}”?");
    let mut entries: Vec<Entry> = Vec::new();
    for person in missing(desk) {
        let (called, rest) = (called.clone(), unknown.clone());
        let side = desk
            .seen()
            .get::<Person>(person)
            .and_then(|person| person.side);
        let side = side.map_or("", |side| side.word().label);
        entries.push(Entry::new(name(desk, person), side, move |desk, ()| {
            let label = format!("card of {}", name(desk, person));
            put_cards(desk, asked, &label, &[(person, Some(card))]);
            desk.with(move |_, state: &mut Sessions| state.called.push((called, person)));
            who_is(desk, asked, rest);
        }));
    }
    let nobody = "their card is not taken";
    entries.push(Entry::new("Nobody here", nobody, move |desk, ()| {
        who_is(desk, asked, unknown);
    }));
    desk.open(Picker::new(title, entries));
}
