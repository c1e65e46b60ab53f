//! What lies over a view: forms, lists, lines being typed, pages. One folder each, and a row of [`table::DIALOGS`].
//!
//! Each dialog owns its state, its commands and its picture; opening one is a function of its module. No dialog
//! knows a view: what it does to one is given by whoever opens it.

pub mod bulk;
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
pub mod lists;
pub mod page;
pub mod picker;
pub mod prompt;
pub mod prose;
pub(crate) mod quitting;
pub mod records;
pub mod table;
pub mod whatif;

use ratatui::buffer::Buffer;

use self::draw::Stage;
use crate::desk::Desk;
use crate::desk::dialog::Dialog;
use crate::desk::effect::Effect;
use crate::desk::event::Chord;
use crate::ui::hits::Hits;

/// A dialog that can be seen.
pub(crate) trait Seen: Dialog {
    /// Draws it.
    fn draw(&self, stage: &Stage<'_>, buf: &mut Buffer, hits: &mut Hits);
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
