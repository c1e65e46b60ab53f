//! The review of a merge: what both sides changed, one row each, and a key for either side.
//!
//! Owns the list's cursor and what choosing does. Each choice is a step that undo takes back; then the
//! conflict is in the list again.

pub mod draw;

use crate::desk::Desk;
use crate::desk::changes::{counted, many, record, subject};
use crate::desk::command::{Can, Command, Scope, commands};
use crate::desk::dialog::Dialog;
use crate::desk::event::Chord;
use crate::desk::file::Dispute;
use crate::desk::gone;
use crate::dialogs::{close, form, line_from, undo};
use crate::edit::merge::{MergeSide, merge};
use crate::model::Workspace;
use crate::model::key::{APP_CONFLICTS, CONFLICTS_UNDO};
use crate::model::words::worded;

/// The list of open conflicts.
#[derive(Debug, Default)]
pub struct Conflicts {
    /// The chosen one among those that are open.
    pub cursor: usize,
}

/// The commands of the review.
pub const COMMANDS: &[Command] = commands! {
    Conflicts open changes "Conflicts" "conflicts.theirs" ["t"] hint 1 if has_chosen,
        "take theirs": "Takes what the other side has there." => |desk, _| choose(desk, MergeSide::Theirs);
    Conflicts open changes "Conflicts" "conflicts.ours" ["o"] hint 2 if has_chosen,
        "keep ours": "Keeps what stands here." => |desk, _| choose(desk, MergeSide::Ours);
    Conflicts open looks "Conflicts" "conflicts.open" ["Enter"] hint 3 if has_chosen,
        "open": "Opens the form of the record." => open_record;
    Conflicts open changes "Conflicts" "conflicts.undo" ["u", "Ctrl-z"] hint 6,
        "undo": "Takes the last step back; its conflict is open again." => undo;
    Conflicts open looks "Conflicts" "conflicts.close" ["Esc", "q"] hint 4,
        "close": "Goes back; what is open stays open." => close;
};

impl Dialog for Conflicts {
    fn scope(&self) -> Scope {
        Scope("Conflicts")
    }

    fn choose(&mut self, line: usize) {
        self.cursor = line;
    }

    fn go(&mut self, desk: &mut Desk, by: isize) {
        let last = desk.conflicts().count().saturating_sub(1);
        self.cursor = line_from(self.cursor, by, last);
    }

    fn can_go(&self, _: &Desk) -> Can {
        Ok(())
    }

    fn opens(&self) -> bool {
        true
    }

    fn refresh(&mut self, desk: &Desk) -> bool {
        self.cursor = self.cursor.min(desk.conflicts().count().saturating_sub(1));
        true
    }
}

/// Opens the review.
pub fn open(desk: &mut Desk) {
    desk.open(Conflicts::default());
}

/// Merges what somebody else wrote into the workspace, as one step. `base` is what both began with.
pub(crate) fn take_in(desk: &mut Desk, base: &Workspace, theirs: &Workspace, whose: &str) {
    desk.file.finished_elsewhere();
    let merged = merge(Some(base), &desk.workspace, theirs);
    if merged.edits.is_empty() && merged.conflicts.is_empty() {
        return;
    }
    let what = counted(&merged.edits);
    let mut said = Vec::new();
    let mut arose = 0;
    let typed = desk.pending.as_ref().map(|typed| typed.text.clone());
    let mut edits = merged.edits;
    let going = gone::lets_go(&desk.workspace, &edits);
    let room = going.map(|(more, said)| {
        edits.extend(more);
        said
    });
    if !edits.is_empty() {
        let label = format!("changes from outside: {what}");
        match desk.history.take_over(&mut desk.workspace, label, edits) {
            Ok(change) => {
                arose = desk.history.revision();
                desk.after(&change);
            }
            Err(error) => {
                desk.notice = Some(error.into());
                return;
            }
        }
        said.push(what);
        said.extend(room);
        if let Some(typed) = typed.filter(|_| desk.pending.is_none()) {
            said.push(format!("“{typed}” was typed for it and is dropped"));
        }
        said.push(worded("{APP_UNDO} undoes").to_owned());
    }
    let count = merged.conflicts.len();
    desk.file.add_conflicts(merged.conflicts, whose, arose);
    if count > 0 {
        said.push(format!(
            "{}: {APP_CONFLICTS} reviews",
            many(count, "conflict")
        ));
    }
    desk.done(format!("{whose}: {}", said.join(" · ")));
}

fn chosen(desk: &Desk) -> Option<(usize, &Dispute)> {
    desk.conflicts().nth(desk.top::<Conflicts>()?.cursor)
}

fn has_chosen(desk: &Desk) -> Result<(), String> {
    chosen(desk)
        .map(|_| ())
        .ok_or_else(|| worded("every conflict is decided · {CONFLICTS_CLOSE} goes back").to_owned())
}

fn open_record(desk: &mut Desk, _: Chord) {
    let place = chosen(desk).map(|(_, pending)| (pending.conflict.kind, pending.conflict.id));
    if let Some((kind, id)) = place {
        form::open(desk, kind, id);
    }
}

fn choose(desk: &mut Desk, side: MergeSide) {
    let Some((at, pending)) = chosen(desk) else {
        return;
    };
    let conflict = pending.conflict.clone();
    let verb = match side {
        MergeSide::Ours => "kept ours",
        MergeSide::Theirs => "took theirs",
    };
    let name = record(&desk.workspace, conflict.kind, conflict.id);
    let label = format!("{verb}: {}, {}", name, subject(&conflict));
    let edits = conflict.choice(&desk.workspace, side);
    let change = match desk.apply(&label, edits) {
        Ok(Some(change)) => change,
        // To leave a thing as it is is a choice too.
        Ok(None) => desk.history.decide(label.clone()),
        Err(error) => {
            desk.notice = Some(error.into());
            return;
        }
    };
    desk.after(&change);
    desk.file.settle(at, desk.history.revision());
    let left = match desk.conflicts().count() {
        0 => "every conflict is decided".to_owned(),
        left => format!("{left} left"),
    };
    desk.done(format!("{label} · {left} · {CONFLICTS_UNDO} undoes"));
    if desk.conflicts().next().is_none() {
        desk.close();
    }
}
