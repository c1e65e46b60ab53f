//! What-if: every edit from `w` on is a trial, which is kept as one step or dropped as a whole.
//!
//! Owns when a trial begins and ends; the real board is its baseline meanwhile. Which steps are tried is in [`crate::edit::history`]; the
//! difference itself in [`crate::scoring::since::comparison`], its words in `words`.

mod words;

use self::words::{changes, lines};
use crate::desk::Desk;
use crate::desk::against;
use crate::desk::baseline::{Baseline, mark_moves};
use crate::desk::command::{Command, commands};
use crate::desk::effect::Effect;
use crate::desk::event::Chord;
use crate::desk::notice::Notice;
use crate::dialogs::page;
use crate::model::Workspace;

/// The commands for trying.
pub const COMMANDS: &[Command] = commands! {
    Everywhere open looks "What-if" "app.what-if" ["w"] hint 17,
        "what-if": "Begins a trial; during one, compares it with the real board, keeps it or drops it." => |app, chord| begin_or_compare(app, chord);
};

impl Desk {
    /// The records and the number of their state without the trial, which is what may be saved.
    pub fn real(&self) -> (&Workspace, u64) {
        let trial = self.trial.as_ref();
        let workspace = trial.map_or(&self.workspace, |trial| &trial.workspace);
        (workspace, self.history.settled())
    }
}

fn begin_or_compare(app: &mut Desk, _: Chord) -> Vec<Effect> {
    if app.trial.is_some() {
        mark_moves(app);
        let lines = lines(app);
        page::open_trial(app, "What-if", lines, false);
        return Vec::new();
    }
    begin(app);
    app.notice = advice(app).map(Notice::hint);
    Vec::new()
}

/// Begins a trial; the present board is the real one from then on.
pub fn begin(app: &mut Desk) {
    app.history.begin_trial();
    against::end(app);
    app.trial = Some(Baseline::of(app));
    mark_moves(app);
}

/// Asks what is to become of a trial before the program ends; gives back whether there is one to ask for.
pub fn asks_to_quit(app: &mut Desk) -> bool {
    let count = app.history.trial().map_or(0, |tried| tried.len());
    if count == 0 {
        drop_all(app);
        return false;
    }
    let lines = vec![
        format!("A what-if is on. Quitting loses its {}.", changes(count)),
        "Nothing of it is in a file.".to_owned(),
        String::new(),
        "Enter keeps it and quits, x drops it and quits, Esc stays.".to_owned(),
    ];
    page::open_trial(app, "Quit", lines, true);
    true
}

/// Ends the trial and keeps what was tried as one step.
pub fn keep(app: &mut Desk) {
    let count = app.history.trial().map_or(0, |tried| tried.len());
    let label = format!("what-if: {}", changes(count));
    app.history.keep_trial(label.as_str());
    app.trial = None;
    app.backlog.moved.clear();
    app.notice = Some(if count == 0 {
        Notice::hint("what-if ended · nothing was changed")
    } else {
        Notice::done(format!("kept {label} · u undoes them together"))
    });
}

/// Ends the trial and takes back what was tried.
pub fn drop_all(app: &mut Desk) {
    let count = app.history.trial().map_or(0, |tried| tried.len());
    let dropped = app.history.drop_trial(&mut app.workspace);
    app.trial = None;
    match dropped {
        Ok(Some(change)) => {
            app.after(&change);
            app.backlog.moved.clear();
            app.notice = Some(match count {
                0 => Notice::hint("what-if ended · nothing was changed"),
                _ => Notice::done(format!(
                    "what-if ended · {} dropped, the board is as it was",
                    changes(count)
                )),
            });
        }
        Ok(None) => {}
        Err(error) => app.notice = Some(error.into()),
    }
}

/// Keeps or drops the trial and goes on quitting.
pub fn quit(app: &mut Desk, keeps: bool, chord: Chord) -> Vec<Effect> {
    if keeps {
        keep(app);
    } else {
        drop_all(app);
    }
    app.run("app.quit", chord);
    Vec::new()
}

/// What holds while a trial is on.
pub fn advice(app: &Desk) -> Option<String> {
    app.trial
        .as_ref()
        .map(|_| "what-if: nothing is saved · w compares, keeps or drops".to_owned())
}
