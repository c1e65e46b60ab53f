//! The tables of the program: its views, and the rows of every view's and dialog's commands, gathered.

use crate::desk::command::Command;
use crate::desk::presenting;
use crate::scoring::findings::{Check, FINDINGS};
use crate::views::ViewRow;
use crate::{dialogs, views};

/// The views, in the order of the top bar: what a view is registered in.
pub const VIEWS: &[ViewRow] = &[
    views::board::VIEW,
    views::grid::VIEW,
    views::plan::VIEW,
    views::teams::VIEW,
    views::session::VIEW,
    views::insight::VIEW,
    views::money::VIEW,
    views::risk::VIEW,
    views::learn::VIEW,
    views::log::VIEW,
    views::findings::VIEW,
];

/// The tables to which a row can be added.
#[derive(Clone, Copy, Debug)]
pub struct Tables {
    /// The views.
    pub views: &'static [ViewRow],
    /// The checks of the backlog.
    pub checks: &'static [Check],
}

/// The tables as they are.
pub const TABLES: Tables = Tables {
    views: VIEWS,
    checks: &FINDINGS,
};

/// The tables of a window in which one person votes.
pub const VOTING: Tables = Tables {
    views: &[views::alone::VIEW],
    checks: &[],
};

/// Every command there is.
pub fn all() -> impl Iterator<Item = &'static Command> {
    of(VIEWS)
}

/// The commands of these views, and all others.
pub fn of(views: &'static [ViewRow]) -> impl Iterator<Item = &'static Command> {
    let own = views.iter().flat_map(|row| row.commands).copied().flatten();
    let others = [
        super::global::COMMANDS,
        views::PARTS,
        dialogs::whatif::COMMANDS,
        presenting::COMMANDS,
        dialogs::insight::COMMANDS,
        dialogs::lists::COMMANDS,
        dialogs::relations::COMMANDS,
        dialogs::capture::COMMANDS,
        dialogs::split::COMMANDS,
        dialogs::side::COMMANDS,
        dialogs::interval::COMMANDS,
        dialogs::MOVES,
    ];
    let dialogs = dialogs::table::DIALOGS.iter().map(|row| row.commands);
    own.chain(views.iter().map(|row| &row.go))
        .chain(others.into_iter().chain(dialogs).flatten())
}

/// The command of this id.
pub fn command(id: &str) -> Option<&'static Command> {
    all().find(|command| command.id == id)
}
