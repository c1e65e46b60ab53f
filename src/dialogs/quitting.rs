//! Questions before the program ends: what would be lost, and the ways out.

use std::path::PathBuf;

use crate::desk::Desk;
use crate::desk::changes::many;
use crate::desk::effect::Effect;
use crate::desk::file::{Claim, Saving};
use crate::dialogs::conflicts;
use crate::dialogs::page::Page;
use crate::dialogs::prompt::Prompt;
use crate::model::words::worded;

/// Asks for the name of a new file to save to.
pub(crate) fn ask_save_as(desk: &mut Desk) {
    let save = |_: &mut Desk, name| vec![Effect::SaveAs(PathBuf::from(name))];
    Prompt::new("Save as", "a file, such as backlog.ron", save).open(desk);
}

/// Asks before a program ends that others watch, or in which a session is on.
pub(crate) fn ask_leave(
    desk: &mut Desk,
    in_session: bool,
    quit: impl FnOnce(&mut Desk) -> Vec<Effect> + 'static,
) {
    let mut lines = Vec::new();
    if desk.presenting.is_some() {
        lines.push("Others see your terminal after this.".to_owned());
    }
    if in_session {
        lines.push("The session goes on at this question when you come back.".to_owned());
    }
    lines.push(worded("{PAGE_ENTER} quits, {PAGE_CLOSE} stays.").to_owned());
    let page = Page::new("Quit?", "", lines);
    desk.open(
        page.asking_to_quit()
            .enter("quit", move |desk, ()| quit(desk)),
    );
}

/// A page that ends the program once everything is saved, and offers to save elsewhere.
fn quit(desk: &Desk, lines: Vec<String>) -> Page {
    let page = Page::new("Quit", desk.file.name(), lines);
    let elsewhere = |desk: &mut Desk, ()| ask_save_as(desk);
    page.enter("save elsewhere", elsewhere)
        .or_quit()
        .until_saved()
}

/// Says that edits are on their way to the disk, and ends when they are there.
pub(crate) fn ask_quit(desk: &mut Desk) {
    let kept = matches!(
        desk.file.claim(desk.history.revision()),
        Claim::NotSaved { kept: true }
    );
    let name = desk.file.name();
    let failed = match &desk.file.saving {
        Saving::Failed(why) => Some(desk.told(why).map_or_else(
            || format!("{name} could not be saved."),
            |why| format!("{name} could not be saved: {why}"),
        )),
        Saving::Idle | Saving::Under(_) => None,
    };
    let is_alarming = failed.is_some();
    let lines = match failed {
        None => vec![format!("Saving {name} first …")],
        Some(failed) => vec![
            failed,
            String::new(),
            if kept {
                "Your latest edits are kept in the journal. Trying again now.".to_owned()
            } else {
                "Your latest edits are only in this program. Trying again now.".to_owned()
            },
            if kept {
                worded("{PAGE_ENTER} saves to another file, {PAGE_QUIT} quits and opening the file again brings them back, {PAGE_CLOSE} goes back.").to_owned()
            } else {
                worded("{PAGE_ENTER} saves to another file, {PAGE_QUIT} quits and loses these edits, {PAGE_CLOSE} goes back.")
                    .to_owned()
            },
        ],
    };
    desk.open(quit(desk, lines).alarming(is_alarming));
}

/// Asks before edits are gone that are in no file, which undo cannot bring back.
pub(crate) fn ask_quit_nowhere(desk: &mut Desk) {
    let lines = vec![
        "Your edits are in no file yet.".to_owned(),
        String::new(),
        worded("{PAGE_ENTER} saves them to a file of your own, {PAGE_QUIT} quits and lets them go, {PAGE_CLOSE} goes back.")
            .to_owned(),
    ];
    desk.open(quit(desk, lines));
}

/// Asks before conflicts are left that nobody settled: what the other side wrote may be only here.
pub(crate) fn ask_quit_unfinished(desk: &mut Desk) {
    let open = desk.conflicts().count();
    let left = if desk.file.unfinished {
        "The file still holds both sides, and none of your edits."
    } else {
        "The file has our side; theirs is kept in a file beside it."
    };
    let lines = vec![
        format!("{} to review. {left}", many(open, "conflict")),
        String::new(),
        worded("{PAGE_ENTER} reviews, {PAGE_QUIT} quits and lets it go, {PAGE_CLOSE} goes back.")
            .to_owned(),
    ];
    let page = Page::new("Quit", desk.file.name(), lines);
    let review = |desk: &mut Desk, ()| conflicts::open(desk);
    desk.open(page.enter("review", review).or_quit());
}
