//! Cards that are pasted from a chat: shown by name, never by value, before they are taken.

use crate::desk::Desk;
use crate::desk::changes::many;
use crate::desk::command::{Command, commands};
use crate::model::id::Id;
use crate::model::person::Person;
use crate::scoring::session;
use crate::scoring::session::chat::read;
use crate::views::session::state::{Floor, Phase, Sessions, current, is_on};
use crate::views::session::voting::{name, put_cards};

/// The commands before pasted cards are taken.
pub const COMMANDS: &[Command] = commands! { [Sessions]
    Chat open changes "Vote" "chat.take" ["Enter"] hint 1 if is_on,
        "take cards": "Takes the cards of those who are named." => |desk, state, _| take(desk, state);
    Chat open looks "Vote" "chat.drop" ["Esc"] hint 2 if is_on,
        "drop": "Takes none of them." => |_, state, _| state.floor = Floor::Voting;
};

/// Reads pasted text as cards; gives back whether it can be some now.
pub(super) fn paste(desk: &mut Desk, state: &mut Sessions, text: &str) -> bool {
    let at_question = matches!(
        state.floor,
        Floor::Question | Floor::Voting | Floor::Chat(_)
    );
    let on = current(desk).filter(|_| at_question && is_on(desk, state).is_ok());
    let Some((session, _)) = on else {
        return false;
    };
    if state.phase(desk) != Phase::Open {
        let hint = "this round is over · v begins another, then paste again";
        desk.hint(hint);
        return true;
    }
    let people = session.people.0.iter();
    let people = people.map(|id| (*id, desk.workspace.name::<Person>(*id)));
    let people: Vec<(Id, &str)> = people.filter(|(_, name)| !name.is_empty()).collect();
    state.floor = Floor::Chat(read(text, &people, &session::deck(&desk.workspace)));
    desk.notice = None;
    true
}

fn take(desk: &mut Desk, state: &mut Sessions) {
    let floor = std::mem::replace(&mut state.floor, Floor::Voting);
    let (Floor::Chat(chat), Some((_, asked))) = (floor, current(desk)) else {
        return;
    };
    let label = match chat.cards.as_slice() {
        [] => {
            desk.hint("there was no card in it");
            return;
        }
        [(person, _)] => format!("card of {}", name(desk, *person)),
        all => format!(
            "cards of {}",
            many(all.len(), "person").replace("persons", "people")
        ),
    };
    let cards = chat.cards.into_iter();
    let cards: Vec<_> = cards.map(|(person, card)| (person, Some(card))).collect();
    put_cards(desk, asked, &label, &cards);
    desk.done(format!("{label} · u undoes"));
}
