//! The ladder at the end of a session: who stands where now, where each stood before, and why.

use crate::desk::command::{Can, Command, commands};
use crate::desk::{Desk, GoTo};
use crate::dialogs::line_from;
use crate::model::item::Item;
use crate::model::record::Declared;
use crate::model::session::Session;
use crate::model::words::worded;
use crate::scoring::session::minutes::{self, Rung};
use crate::views::session::past;
use crate::views::session::state::{Ladder, Sessions};

/// The commands of the ladder.
pub const COMMANDS: &[Command] = commands! { [Sessions]
    Sessions open looks "Session" "session.ladder" ["l"] hint 3 if has_ladder,
        "rank changes" also ["ladder"]: "Shows the order before and after the session, with one reason each." => |desk, state, _| {
            let chosen = past::chosen(desk, state).map(|session| session.id);
            if let Some(id) = chosen {
                state.open_ladder(id);
            }
        };
    Ladder open looks "Session" "ladder.down" ["Down", "j"] hint 1,
        "move": "Goes down the ladder." => |desk, state, _| go(desk, state, 1);
    Ladder open looks "Session" "ladder.up" ["Up", "k"],
        "move up": "Goes up the ladder." => |desk, state, _| go(desk, state, -1);
    Ladder open looks "Session" "ladder.item" ["Enter"] hint 2 if has_row,
        "open item": "Goes to the item on the board." => |desk, state, _| open_item(desk, state);
    Ladder open looks "Session" "ladder.moved" ["x"] hint 3,
        "only moved": "Lists only what moved, or all again." => |_, state, _| turn(state);
    Ladder open looks "Session" "ladder.leave" ["Esc"] hint 4,
        "leave": "Back to the sessions." => |_, state, _| state.ladder = None;
};

/// The rows: the items from the first rank on, or those of them that moved.
pub(super) fn rows(desk: &Desk, ladder: &Ladder) -> Vec<Rung> {
    let session = desk.workspace.get::<Session>(ladder.session);
    let now = &desk.derived.evaluation.ranked;
    let all = session.map_or_else(Vec::new, |session| minutes::ladder(session, now));
    let is_listed = |rung: &Rung| !ladder.only_moved || rung.rose() != Some(0);
    all.into_iter().filter(is_listed).collect()
}

fn row(desk: &Desk, state: &Sessions) -> Option<Rung> {
    let ladder = state.ladder.as_ref()?;
    rows(desk, ladder).get(ladder.cursor).copied()
}

fn has_ladder(desk: &Desk, state: &Sessions) -> Can {
    let now = &desk.derived.evaluation.ranked;
    let session = past::chosen(desk, state);
    match session.map(|session| minutes::ladder(session, now)) {
        Some(rungs) if !rungs.is_empty() => Ok(()),
        _ => Err("it is not known how this session began".to_owned()),
    }
}

fn has_row(desk: &Desk, state: &Sessions) -> Can {
    match row(desk, state) {
        Some(_) => Ok(()),
        None => Err(worded("nothing moved · {LADDER_MOVED} lists all").to_owned()),
    }
}

fn go(desk: &Desk, state: &mut Sessions, by: isize) {
    if let Some(ladder) = &mut state.ladder {
        let last = rows(desk, ladder).len().saturating_sub(1);
        ladder.cursor = line_from(ladder.cursor, by, last);
    }
}

fn turn(state: &mut Sessions) {
    if let Some(ladder) = &mut state.ladder {
        ladder.only_moved = !ladder.only_moved;
        ladder.cursor = 0;
    }
}

fn open_item(desk: &mut Desk, state: &Sessions) {
    if let Some(rung) = row(desk, state) {
        desk.go(GoTo::Record(Item::KIND, rung.item));
    }
}
