//! What-if: every edit from `w` on is a trial, which is kept as one step or dropped as a whole.
//!
//! Owns when a trial begins and ends; the real board is its baseline meanwhile. Which steps are tried is in [`crate::edit::history`]; the
//! difference itself in [`crate::scoring::since::comparison`], its words in `words`.

mod words;

pub(crate) use self::words::told_touched;
use self::words::{changes, lines};
use crate::desk::Desk;
use crate::desk::against;
use crate::desk::baseline::ComparedState;
use crate::desk::command::{Command, commands};
use crate::desk::event::{Chord, Key};
use crate::desk::notice::Notice;
use crate::dialogs::page::Page;
use crate::model::Workspace;
use crate::model::key::APP_UNDO;
use crate::model::words::worded;

/// The commands for trying.
pub const COMMANDS: &[Command] = commands! {
    Global open looks "Try out" "app.what-if" ["w"] hint 17,
        "try out" also ["what-if", "scenario"]: "Begins a trial; during one, compares it with the real board, keeps it or drops it." => begin_or_compare;
};

impl Desk {
    /// The records and the number of their state without the trial, which is what may be saved.
    pub fn real(&self) -> (&Workspace, u64) {
        let trial = self.trial.as_ref();
        let workspace = trial.map_or(&self.workspace, |trial| &trial.workspace);
        (workspace, self.history.settled())
    }
}

fn begin_or_compare(desk: &mut Desk, _: Chord) {
    if desk.trial.is_some() {
        desk.mark_moves();
        let lines = lines(desk);
        open_trial(desk, "Try out", lines);
        return;
    }
    begin(desk);
    desk.notice = advice(desk).map(Notice::hint);
}

/// Begins a trial; the present board is the real one from then on.
pub fn begin(desk: &mut Desk) {
    desk.history.begin_trial();
    against::end(desk);
    desk.trial = Some(ComparedState::of(&desk.workspace, &desk.derived.evaluation));
    desk.mark_moves();
}

/// Asks what is to become of a trial before the program ends; gives back whether there is one to ask for.
pub fn asks_to_quit(desk: &mut Desk) -> bool {
    let count = desk.history.trial().map_or(0, |tried| tried.len());
    if count == 0 {
        drop_all(desk);
        return false;
    }
    let lines = vec![
        format!(
            "Changes are tried out and not saved. Quitting loses {}.",
            changes(count)
        ),
        "Nothing of it is in a file.".to_owned(),
        String::new(),
        worded(
            "{PAGE_ENTER} keeps it and quits, {PAGE_DROP} drops it and quits, {PAGE_CLOSE} stays.",
        )
        .to_owned(),
    ];
    let page = Page::new("Quit", desk.file.name(), lines).alarming(true);
    let page = page.enter("keep, quit", |desk, ()| {
        keep(desk);
        quit(desk);
    });
    desk.open(page.or_drop(|desk, ()| {
        drop_all(desk);
        quit(desk);
    }));
    true
}

/// Ends the trial and keeps what was tried as one step.
pub fn keep(desk: &mut Desk) {
    let count = desk.history.trial().map_or(0, |tried| tried.len());
    let label = format!("tried out: {}", changes(count));
    desk.history.keep_trial(label.as_str());
    desk.trial = None;
    desk.backlog.moved.clear();
    desk.notice = Some(if count == 0 {
        Notice::hint("nothing was tried out, nothing was changed")
    } else {
        Notice::done(format!("kept {label} · {APP_UNDO} undoes them together"))
    });
}

/// Ends the trial and takes back what was tried.
pub fn drop_all(desk: &mut Desk) {
    let count = desk.history.trial().map_or(0, |tried| tried.len());
    let dropped = desk.history.drop_trial(&mut desk.workspace);
    desk.trial = None;
    match dropped {
        Ok(Some(change)) => {
            desk.after(&change);
            desk.backlog.moved.clear();
            desk.notice = Some(match count {
                0 => Notice::hint("nothing was tried out, nothing was changed"),
                _ => Notice::done(format!(
                    "{} dropped · the board is as it was",
                    changes(count)
                )),
            });
        }
        Ok(None) => {}
        Err(error) => desk.notice = Some(error.into()),
    }
}

/// Shows what is tried, to be kept, dropped or gone on with.
fn open_trial(desk: &mut Desk, title: &str, lines: Vec<String>) {
    let page = Page::new(title, desk.file.name(), lines);
    let page = page.enter("keep all", |desk, ()| keep(desk));
    desk.open(page.or_drop(|desk, ()| drop_all(desk)));
}

/// Shows what is tried, to be kept, or dropped by closing it.
pub(crate) fn open_choice(desk: &mut Desk, title: &str, lines: Vec<String>) {
    let page = Page::new(title, desk.file.name(), lines);
    let page = page.enter("keep this plan", |desk, ()| keep(desk));
    desk.open(page.else_drop(|desk, ()| drop_all(desk)));
}

/// Goes on quitting.
fn quit(desk: &mut Desk) {
    desk.run("app.quit", Chord::plain(Key::Enter));
}

/// What holds while a trial is on.
pub fn advice(desk: &Desk) -> Option<String> {
    desk.trial.as_ref().map(|_| {
        worded("trying out: nothing is saved · {PAGE_LOOK} compares, keeps or drops").to_owned()
    })
}
