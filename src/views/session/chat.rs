//! Cards that are pasted from a chat: shown by name, never by value, before they are taken.

use crate::desk::changes::many;
use crate::desk::command::{Command, commands};
use crate::desk::notice::Notice;
use crate::desk::tab;
use crate::model::id::Id;
use crate::model::person::Person;
use crate::scoring::session;
use crate::scoring::session::chat::read;
use crate::shell::App;
use crate::views::session::voting::{name, put_cards};
use crate::views::session::{Focus, Phase, current, is_on, phase};

/// The commands before pasted cards are taken.
pub const COMMANDS: &[Command] = commands! { [App]
    Chat open changes "Vote" "chat.take" ["Enter"] hint 1 if is_on,
        "take cards": "Takes the cards of those who are named." => |app, _| { take(app); Vec::new() };
    Chat open looks "Vote" "chat.drop" ["Esc"] hint 2 if is_on,
        "drop": "Takes none of them." => |app, _| { app.room.focus = Focus::Voting; Vec::new() };
};

/// Whether pasted text can be cards now.
pub fn takes(app: &App) -> bool {
    let at_question = matches!(
        app.room.focus,
        Focus::Question | Focus::Voting | Focus::Chat(_)
    );
    app.view == tab::SESSION && app.overlays.is_empty() && at_question && is_on(app).is_ok()
}

/// Reads pasted text as cards.
pub fn paste(app: &mut App, text: &str) {
    if phase(app) != Phase::Open {
        let hint = "this round is over · v begins another, then paste again";
        app.notice = Some(Notice::hint(hint));
        return;
    }
    crate::views::session::take_typed(app);
    let Some((session, _)) = current(app) else {
        return;
    };
    let people: Vec<(Id, &str)> = session
        .people
        .0
        .iter()
        .filter_map(|id| Some((*id, app.workspace.get::<Person>(*id)?.name.as_str())))
        .collect();
    let chat = read(text, &people, &session::deck(&app.workspace));
    app.room.focus = Focus::Chat(chat);
    app.notice = None;
}

fn take(app: &mut App) {
    let Focus::Chat(chat) = std::mem::take(&mut app.room.focus) else {
        return;
    };
    app.room.focus = Focus::Voting;
    let label = match chat.cards.as_slice() {
        [] => {
            app.notice = Some(Notice::hint("there was no card in it"));
            return;
        }
        [(person, _)] => format!("card of {}", name(app, *person)),
        all => format!(
            "cards of {}",
            many(all.len(), "person").replace("persons", "people")
        ),
    };
    let cards: Vec<_> = chat
        .cards
        .iter()
        .map(|(person, card)| (*person, Some(*card)))
        .collect();
    put_cards(app, &label, &cards);
    app.notice = Some(Notice::done(format!("{label} · u undoes")));
}
