//! Following: a second window on a file that somebody else works on.
//!
//! Owns how it goes along with what the file holds, and what it may not do. It changes nothing and writes
//! nothing: its history takes no step. Everything that is only looked at works as ever, so that notes can be on
//! one screen while the room looks at the other.

use crate::desk::clock::Clock;
use crate::desk::notice::Notice;
use crate::desk::{presenting, tab};
use crate::edit::history::Change;
use crate::edit::{self, Edit, difference};
use crate::model::Workspace;
use crate::model::id::Id;
use crate::model::key::APP_PRESENT;
use crate::model::record::Declared;
use crate::model::session::Session;
use crate::model::words::worded;
use crate::scoring::session;
use crate::shell::App;

/// Begins to follow; a session that is on is what there is to see.
pub fn begin(app: &mut App) {
    if session::open(&app.desk.workspace).is_some() {
        app.desk.view = tab::SESSION;
        app.desk.clock = Clock::along();
    }
}

/// Presents again where others watched when the program broke off, at the session that is on, and says so.
pub fn resume(app: &mut App) {
    let desk = &mut app.desk;
    let before = desk.file.drafts.len();
    desk.file.drafts.retain(|draft| !draft.is_presenting());
    if desk.file.drafts.len() == before {
        return;
    }
    presenting::resume(desk);
    let at = if session::open(&desk.workspace).is_some() {
        desk.view = tab::SESSION;
        worded(" at the same question · timer paused, {DISCUSSION_TIMEBOX} resumes")
    } else {
        ""
    };
    let said = desk.notice.take().filter(Notice::is_for_room);
    let said = said.map_or_else(String::new, |said| format!("{} · ", said.text));
    desk.hint(format!(
        "{said}presenting again{at} · {APP_PRESENT} ends it"
    ));
    app.choose();
}

/// Takes over what the file holds now; what is selected and open stays. The screen of the room goes along to a
/// session that begins.
pub(super) fn go_along(app: &mut App, now: &Workspace) {
    let was_on = session::open(&app.desk.workspace).is_some();
    let edits = difference(&app.desk.workspace, now);
    let mut subjects: Vec<_> = edits.iter().map(Edit::subject).collect();
    subjects.dedup();
    if subjects.is_empty() {
        return;
    }
    if let Err(error) = edit::restore(&mut app.desk.workspace, edits) {
        app.desk.notice = Some(Notice::from(error));
        return;
    }
    let change = Change {
        label: "what the file holds now".to_owned(),
        subjects,
    };
    let touches_time = change
        .subjects
        .iter()
        .any(|(kind, _)| *kind == Session::KIND);
    app.desk.after(&change);
    if touches_time && session::open(&app.desk.workspace).is_some() {
        app.desk.clock = Clock::along();
        if !was_on && app.desk.presenting.is_some() && app.desk.dialogs.is_empty() {
            app.desk.view = tab::SESSION;
        }
    }
}

/// Goes to where the window is that is followed, unless that was turned off or something lies over the view.
pub(super) fn go_beside(app: &mut App, view: &str, chosen: Option<Id>) {
    let is_free = app.desk.dialogs.is_empty() && app.desk.pending.is_none();
    if !(app.desk.history.follows() && app.desk.around.mirrors && is_free) {
        return;
    }
    let found = app.tabs().find(|tab| tab.0 == view);
    let Some(tab) = found else { return };
    if app.desk.view != tab {
        app.show(tab);
    }
    if let Some(id) = chosen.filter(|id| app.desk.chosen != Some(*id) && tab == tab::BOARD) {
        app.desk.backlog.select(id);
        app.choose();
    }
}
