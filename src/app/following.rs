//! Following: a second window on a file that somebody else works on.
//!
//! Owns how it goes along with what the file holds, and what it may not do. It changes nothing and writes
//! nothing: its history takes no step. Everything that is only looked at works as ever, so that notes can be on
//! one screen while the room looks at the other.

use super::App;
use super::command::Command;
use super::notice::Notice;
use crate::edit::history::Change;
use crate::edit::{self, Edit, difference};
use crate::model::Workspace;

/// Takes over what the file holds now; what is selected and open stays.
pub(super) fn go_along(app: &mut App, now: &Workspace) {
    let edits = difference(&app.workspace, now);
    let mut subjects: Vec<_> = edits.iter().map(Edit::subject).collect();
    subjects.dedup();
    if subjects.is_empty() {
        return;
    }
    if let Err(error) = edit::restore(&mut app.workspace, edits) {
        app.notice = Some(Notice::from(error));
        return;
    }
    let change = Change {
        label: "what the file holds now".to_owned(),
        subjects,
    };
    app.after(&change);
}

/// Whether a command may run here: a window that follows stays with its file.
pub(super) fn allows(app: &App, command: &Command) -> Result<(), String> {
    const WORKS: [&str; 2] = ["app.problems", "app.export"];
    let is_closed = command.group == "File" && !WORKS.contains(&command.id);
    if app.history.follows() && is_closed {
        return Err("this window only follows its file · q closes it".to_owned());
    }
    Ok(())
}
