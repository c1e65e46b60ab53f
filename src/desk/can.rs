//! What a command may need of the desk before it can work, each with what is said where that is missing.

use crate::desk::Desk;
use crate::desk::command::Can;
use crate::desk::file::Home;
use crate::model::words::worded;

/// Whether an item of the backlog is selected.
pub fn has_selected(desk: &Desk) -> Can {
    let selected = desk.backlog.selected().map(|_| ());
    selected.ok_or_else(|| worded("no item is selected · {ITEM_NEW} writes one").to_owned())
}

/// Whether the workspace is in a file.
pub(crate) fn has_file(desk: &Desk) -> Can {
    match desk.file.home {
        Home::File(_) => Ok(()),
        Home::Demo | Home::Untitled => Err("this workspace is in no file yet".to_owned()),
    }
}

/// Refuses while a trial is on what would take it for the real board.
pub fn outside(desk: &Desk) -> Can {
    match &desk.trial {
        Some(_) => Err(
            worded("you are trying out changes, and they are in no file · {APP_WHAT_IF} keeps it or drops it")
                .to_owned(),
        ),
        None => Ok(()),
    }
}

/// Whether there is a file to have earlier versions of.
pub(crate) fn can_compare(desk: &Desk) -> Can {
    outside(desk)?;
    has_file(desk)
}
