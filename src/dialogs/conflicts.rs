//! The review of a merge: what both sides changed, one row each, and a key for either side.
//!
//! Owns the list's cursor and what choosing does. Each choice is a step that undo takes back; then the
//! conflict is in the list again.

pub mod draw;

use crate::desk::Desk;
use crate::desk::changes::{counted, many, record, subject};
use crate::desk::command::{Command, commands};
use crate::desk::effect::Effect;
use crate::desk::event::Chord;
use crate::desk::file::Pending;
use crate::desk::notice::Notice;
use crate::dialogs::{Overlay, form};
use crate::edit::merge::{MergeSide, merge};
use crate::model::Workspace;

/// The list of open conflicts.
#[derive(Debug, Default)]
pub struct Conflicts {
    /// The chosen one among those that are open.
    pub cursor: usize,
}

/// The commands of the review.
pub const COMMANDS: &[Command] = commands! {
    Conflicts open changes "Conflicts" "conflicts.theirs" ["t"] hint 1 if has_chosen,
        "take theirs": "Takes what the other side has there." => |app, _| choose(app, MergeSide::Theirs);
    Conflicts open changes "Conflicts" "conflicts.ours" ["o"] hint 2 if has_chosen,
        "keep ours": "Keeps what stands here." => |app, _| choose(app, MergeSide::Ours);
    Conflicts open looks "Conflicts" "conflicts.open" ["Enter"] hint 3 if has_chosen,
        "open": "Opens the form of the record." => open_record;
    Conflicts open looks "Conflicts" "conflicts.down" ["Down", "j"] hint 5,
        "move": "Goes to the next conflict." => |app, _| step(app, 1);
    Conflicts open looks "Conflicts" "conflicts.up" ["Up", "k"],
        "up": "Goes to the conflict above." => |app, _| step(app, -1);
    Conflicts open changes "Conflicts" "conflicts.undo" ["u"] hint 6,
        "undo": "Takes the last step back; its conflict is open again." => undo;
    Conflicts open looks "Conflicts" "conflicts.close" ["Esc", "q"] hint 4,
        "close": "Goes back; what is open stays open." => |app, _| { app.overlays.pop(); Vec::new() };
};

/// Opens the review.
pub fn open(app: &mut Desk) {
    app.overlays.push(Overlay::Conflicts(Conflicts::default()));
}

/// Merges what somebody else wrote into the workspace, as one step. `base` is what both began with.
pub(crate) fn take_in(app: &mut Desk, base: &Workspace, theirs: &Workspace, whose: &str) {
    app.file.finished_elsewhere();
    let merged = merge(Some(base), &app.workspace, theirs);
    if merged.edits.is_empty() && merged.conflicts.is_empty() {
        return;
    }
    let what = counted(&merged.edits);
    let mut said = Vec::new();
    let mut arose = 0;
    if !merged.edits.is_empty() {
        let label = format!("changes from outside: {what}");
        match app
            .history
            .take_over(&mut app.workspace, label, merged.edits)
        {
            Ok(change) => {
                arose = app.history.revision();
                app.after(&change);
                crate::dialogs::records::refresh(app);
            }
            Err(error) => {
                app.notice = Some(error.into());
                return;
            }
        }
        said.push(what);
        said.push("u undoes".to_owned());
    }
    let count = merged.conflicts.len();
    app.file.add_conflicts(merged.conflicts, whose, arose);
    if count > 0 {
        said.push(format!("{}: C reviews", many(count, "conflict")));
    }
    app.notice = Some(Notice::done(format!("{whose}: {}", said.join(" · "))));
}

fn chosen(app: &Desk) -> Option<(usize, &Pending)> {
    match app.overlays.last() {
        Some(Overlay::Conflicts(list)) => app.conflicts().nth(list.cursor),
        _ => None,
    }
}

fn has_chosen(app: &Desk) -> Result<(), String> {
    chosen(app)
        .map(|_| ())
        .ok_or_else(|| "every conflict is settled · Esc goes back".to_owned())
}

fn step(app: &mut Desk, by: isize) -> Vec<Effect> {
    let last = app.conflicts().count().saturating_sub(1);
    if let Some(Overlay::Conflicts(list)) = app.overlays.last_mut() {
        list.cursor = list.cursor.saturating_add_signed(by).min(last);
    }
    Vec::new()
}

fn open_record(app: &mut Desk, _: Chord) -> Vec<Effect> {
    let place = chosen(app).map(|(_, pending)| (pending.conflict.kind, pending.conflict.id));
    if let Some((kind, id)) = place {
        form::open(app, kind, id);
    }
    Vec::new()
}

fn undo(app: &mut Desk, chord: Chord) -> Vec<Effect> {
    app.run("app.undo", chord);
    app.want(|app| {
        let app = &mut app.desk;
        step(app, 0);
        Vec::new()
    });
    Vec::new()
}

fn choose(app: &mut Desk, side: MergeSide) -> Vec<Effect> {
    let Some((at, pending)) = chosen(app) else {
        return Vec::new();
    };
    let conflict = pending.conflict.clone();
    let verb = match side {
        MergeSide::Ours => "kept ours",
        MergeSide::Theirs => "took theirs",
    };
    let name = record(&app.workspace, conflict.kind, conflict.id);
    let label = format!("{verb}: {}, {}", name, subject(&conflict));
    let edits = conflict.choice(&app.workspace, side);
    let change = match app.history.commit(&mut app.workspace, label.clone(), edits) {
        Ok(Some(change)) => change,
        // To leave a thing as it is is a choice too.
        Ok(None) => app.history.decide(label.clone()),
        Err(error) => {
            app.notice = Some(error.into());
            return Vec::new();
        }
    };
    app.after(&change);
    app.file.settle(at, app.history.revision());
    let left = match app.conflicts().count() {
        0 => "every conflict is settled".to_owned(),
        left => format!("{left} left"),
    };
    app.notice = Some(Notice::done(format!("{label} · {left} · u undoes")));
    if app.conflicts().next().is_none() {
        app.overlays.pop();
    }
    step(app, 0)
}
