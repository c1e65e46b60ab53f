//! Cards that are held up in the room: typed as how many there are of each, without names, and open at once.

use crate::desk::Desk;
use crate::desk::cards::{deck, new_round, scale_words};
use crate::desk::changes::many;
use crate::desk::command::{Can, Command, commands};
use crate::dialogs::prompt::{Prompt, Remark};
use crate::edit::Edit;
use crate::model::words::worded;
use crate::scoring::session::count::counted;
use crate::views::session::state::{Phase, Sessions, current, has_hidden, is_on};

/// The command that counts.
pub const COMMANDS: &[Command] = commands! { [Sessions]
    Discussion open asks "Vote" "discussion.count" ["#"] hint 14 if can_count,
        "count cards" also ["show of hands"]: "Types how many hold up which card: 5: 3, 8: 5, 13: 2; no names." => |desk, _, _| ask(desk);
};

fn can_count(desk: &Desk, state: &Sessions) -> Can {
    is_on(desk, state)?;
    if has_hidden(desk) {
        return Err(worded(
            "hidden cards are on the table · {DISCUSSION_REVEAL} reveals them first",
        )
        .to_owned());
    }
    match state.phase(desk) {
        Phase::Shown => Err(worded(
            "the cards are open · {DISCUSSION_VOTE} votes again, then {DISCUSSION_COUNT} counts",
        )
        .to_owned()),
        Phase::Open | Phase::Settled => Ok(()),
    }
}

fn ask(desk: &mut Desk) {
    let placeholder = "5: 3, 8: 5, 13: 2, or short 53 85 132";
    let prompt = Prompt::new(
        "How many hold up which card",
        placeholder,
        |desk, text: String| {
            take(desk, &text);
        },
    );
    prompt.following(complain).open(desk);
}

/// What cannot be read of it so far.
fn complain(desk: &mut Desk, text: &str) -> Remark {
    let read = counted(text, &deck(desk).1);
    Remark {
        complaint: match read {
            Err(word) => Some(format!(
                "{word}: a card of {}, then how many",
                scale_words(desk)
            )),
            Ok(_) => None,
        },
        ..Remark::default()
    }
}

/// Takes the cards; they lie open at once, as they are held up.
fn take(desk: &mut Desk, text: &str) {
    let (_, values) = deck(desk);
    let (Some((_, asked)), Ok(cards)) = (current(desk), counted(text, &values)) else {
        let scale = scale_words(desk);
        return desk.hint(format!(
            "nothing was taken: a card of {scale}, then how many"
        ));
    };
    if cards.is_empty() {
        return desk.hint("no card was counted");
    }
    let label = format!("{} counted", many(cards.len(), "card"));
    let mut round = new_round(desk, asked);
    (round.counted, round.shown) = (cards, true);
    if desk.commit(&label, vec![Edit::Insert(Box::new(round))]) {
        desk.clock.is_fresh = true;
        desk.with(|_, state: &mut Sessions| state.floor = crate::views::session::Floor::Question);
    }
}
