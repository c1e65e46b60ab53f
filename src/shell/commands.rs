//! The tables of the program: its views, and the rows of every view's and dialog's commands, gathered.

use crate::desk::command::Command;
use crate::desk::presenting;
use crate::views::Row;
use crate::{dialogs, views};

/// The views, in the order of the top bar: what a view is registered in.
pub const VIEWS: &[Row] = &[
    views::board::VIEW,
    views::grid::VIEW,
    views::plan::VIEW,
    views::session::VIEW,
    views::risk::VIEW,
    views::learn::VIEW,
    views::log::VIEW,
    views::findings::VIEW,
];

/// Every command there is.
pub fn all() -> impl Iterator<Item = &'static Command> {
    [
        views::board::COMMANDS,
        views::board::against::COMMANDS,
        views::board::cells::COMMANDS,
        views::board::carry::COMMANDS,
        views::board::pin::COMMANDS,
        views::grid::COMMANDS,
        views::plan::COMMANDS,
        views::plan::roadmap::COMMANDS,
        views::session::past::COMMANDS,
        views::session::setup::COMMANDS,
        views::session::walk::COMMANDS,
        views::session::voting::COMMANDS,
        views::session::chat::COMMANDS,
        views::session::reveal::COMMANDS,
        views::risk::COMMANDS,
        views::learn::COMMANDS,
        views::log::COMMANDS,
        views::findings::COMMANDS,
        super::global::COMMANDS,
        dialogs::whatif::COMMANDS,
        presenting::COMMANDS,
        dialogs::lists::COMMANDS,
    ]
    .into_iter()
    .chain(dialogs::DIALOGS.iter().map(|row| row.commands))
    .flatten()
}

/// The command of this id.
pub fn command(id: &str) -> Option<&'static Command> {
    all().find(|command| command.id == id)
}
