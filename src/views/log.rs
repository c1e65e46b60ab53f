//! The log: what was decided, what has to be talked about, and the sessions there were.
//!
//! Three lists and the chosen record in full. What a decision costs and when it is due is in
//! [`crate::scoring::decision`].

mod decisions;
mod talks;

use crate::desk::can;
use crate::desk::command::{Can, Command, Scope, commands};
use crate::desk::effect::Effect;
use crate::desk::event::Chord;
use crate::desk::listing::Lists;
use crate::desk::tab;
use crate::desk::{Desk, GoTo};
use crate::dialogs::lists::add_to;
use crate::model::decision::{Conversation, Decision};
use crate::model::record::Declared;
use crate::model::words::worded;
use crate::scoring::decision::words::message;
use crate::views::{ListView, Pane, Panes, ViewRow};

/// The log among the views.
pub const VIEW: ViewRow = ViewRow {
    tab: tab::LOG,
    go: Command::to(
        tab::LOG,
        "go.log",
        &["g o"],
        "log",
        &["decision", "conversation"],
        "Goes to what was decided, what has to be talked about, and sessions.",
    ),
    commands: &[COMMANDS],
    kinds: || vec![Decision::KIND, Conversation::KIND],
    new: || ListView::of(&LOG),
    is_shown: |_| true,
};

/// Its panes: decisions get most of it.
pub(super) static LOG: Panes = Panes {
    scope: Scope("Log"),
    all: &[
        Pane::left(decisions::LISTING, 7, 2),
        Pane::left(talks::CONVERSATIONS, 4, 1),
        Pane::right(talks::SESSIONS, 3, 1),
    ],
    detail: (7, 3),
    picture: None,
};

/// The commands of the log.
const COMMANDS: &[Command] = commands! { lists
    Log open looks "Record" "log.copy" ["y"] hint 5 if has_message,
        "copy message": "Puts the message for the person who asked on the clipboard again." => |desk, lists, _| copy(desk, lists);
    Log open changes "Record" "log.new" ["n"] hint 8,
        "new": "Writes down a conversation that has to be had." => |desk, lists, _| add_to(desk, lists, Conversation::KIND);
    Log open looks "List" "log.against" ["A"] hint 7 if can_compare,
        "what changed": "Goes to the board and shows how far every item moved since an earlier version." => |desk, _, chord| compare(desk, chord);
};

/// The chosen decision.
fn decision<'a>(desk: &'a Desk, lists: &Lists) -> Option<&'a Decision> {
    let (kind, id) = lists.chosen(desk)?;
    desk.workspace.get(id).filter(|_| kind == Decision::KIND)
}

fn has_message(desk: &Desk, lists: &Lists) -> Can {
    decision(desk, lists).map(|_| ()).ok_or_else(|| {
        worded("only a decision has a message · {LISTS_NEXT} goes to the decisions").to_owned()
    })
}

fn can_compare(desk: &Desk, _: &Lists) -> Can {
    can::can_compare(desk)
}

fn copy(desk: &mut Desk, lists: &Lists) -> Vec<Effect> {
    let Some(message) = decision(desk, lists).map(|one| message(desk.seen(), one)) else {
        return Vec::new();
    };
    desk.send(&message.lines.join("\n"))
}

fn compare(desk: &mut Desk, chord: Chord) -> Vec<Effect> {
    desk.go(GoTo::View(tab::BOARD));
    desk.run("board.against", chord);
    Vec::new()
}
