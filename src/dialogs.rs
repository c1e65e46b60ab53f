//! What lies over a view: forms, lists, lines being typed, pages. One folder each, and a row of
//! [`table::DIALOGS`].
//!
//! Each dialog owns its state, its commands and its picture; opening one is a function of its module. No dialog
//! knows a view: what it does to one is given by whoever opens it.

pub mod bulk;
pub mod capacity;
pub mod capture;
mod choosing;
pub mod confidence;
pub mod conflicts;
pub mod decide;
pub mod demo;
pub mod drafts;
pub mod draw;
pub mod explain;
pub mod export;
pub mod form;
mod fuzzy;
pub mod import;
pub mod insight;
pub mod interval;
pub mod lists;
pub mod page;
pub mod paste;
pub mod picker;
pub mod price_model;
pub mod prompt;
pub mod prose;
pub(crate) mod quitting;
pub mod records;
pub mod relations;
pub mod side;
pub mod split;
pub mod table;
pub mod whatif;

use ratatui::buffer::Buffer;

use self::draw::Stage;
use crate::desk::Desk;
use crate::desk::command::{Can, Command, commands};
use crate::desk::dialog::Dialog;
use crate::desk::effect::Effect;
use crate::desk::event::Chord;
use crate::ui::hits::Hits;

/// A dialog that can be seen.
pub(crate) trait Seen: Dialog {
    /// Draws it.
    fn draw(&self, stage: &Stage<'_>, buf: &mut Buffer, hits: &mut Hits);
}

/// The keys that go up and down, the same in every dialog.
pub(crate) const MOVES: &[Command] = commands! {
    Moves open looks "Move" "move.down" ["Down", "j"] hint 10 if can_go,
        "move": "Goes down." => |desk, _| go(desk, 1);
    Moves open looks "Move" "move.up" ["Up", "k"] if can_go,
        "up": "Goes up." => |desk, _| go(desk, -1);
    Moves open looks "Move" "move.top" ["Home"] if can_go,
        "top": "Goes to the first line." => |desk, _| go(desk, isize::MIN / 2);
    Moves open looks "Move" "move.bottom" ["End"] if can_go,
        "bottom": "Goes to the last line." => |desk, _| go(desk, isize::MAX / 2);
    Moves open looks "Move" "move.page-down" ["PgDn"] if can_go,
        "page down": "Goes ten lines down." => |desk, _| go(desk, 10);
    Moves open looks "Move" "move.page-up" ["PgUp"] if can_go,
        "page up": "Goes ten lines up." => |desk, _| go(desk, -10);
};

fn can_go(desk: &Desk) -> Can {
    desk.dialogs.last().map_or(Ok(()), |top| top.can_go(desk))
}

fn go(desk: &mut Desk, by: isize) -> Vec<Effect> {
    desk.step(by);
    Vec::new()
}

/// A line so far from another one, in a list whose last line this is.
pub(crate) fn line_from(from: usize, by: isize, last: usize) -> usize {
    from.min(last).saturating_add_signed(by).min(last)
}

/// Closes the dialog on top.
fn close(desk: &mut Desk, _: Chord) -> Vec<Effect> {
    desk.close();
    Vec::new()
}

/// Undoes as everywhere.
fn undo(desk: &mut Desk, chord: Chord) -> Vec<Effect> {
    desk.run("app.undo", chord);
    Vec::new()
}
