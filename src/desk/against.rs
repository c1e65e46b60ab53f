//! An earlier version of the file that ranks are marked against.
//!
//! Owns which version is compared with, until it ends. Finding and reading versions is done in `run`; what moved is
//! in [`crate::scoring::since`].

use std::path::PathBuf;

use crate::desk::Desk;
use crate::desk::baseline::{Baseline, mark_moves, outside};
use crate::desk::file::{Home, has_file};
use crate::desk::notice::Notice;
use crate::model::Workspace;

/// An earlier version of a workspace, before it is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The file, as the board has it; another may be open when an answer comes.
    pub file: PathBuf,
    /// The name it is read by.
    pub name: String,
    /// Its time, in words.
    pub label: String,
    /// Where it is kept: `backup 3`, `git 1a2b3c4d before the review`.
    pub source: String,
}

/// The version the board is compared with.
#[derive(Debug)]
pub struct Against {
    /// Its time, in words.
    pub label: String,
    /// What it holds.
    pub baseline: Baseline,
}

/// Whether there is a file to have earlier versions of.
pub(crate) fn can_compare(desk: &Desk) -> Result<(), String> {
    outside(desk)?;
    has_file(desk)
}

/// Ends the comparison; gives back whether there was one.
pub fn end(desk: &mut Desk) -> bool {
    let Some(against) = desk.against.take() else {
        return false;
    };
    desk.backlog.moved.clear();
    desk.notice = Some(Notice::hint(format!("no longer against {}", against.label)));
    true
}

/// Whether a version is one of the file that is open.
pub(crate) fn is_of(desk: &Desk, moment: &Moment) -> bool {
    matches!(&desk.file.home, Home::File(path) if *path == moment.file)
}

/// Compares the board with a version that was read.
pub(crate) fn begin(desk: &mut Desk, moment: Moment, workspace: Workspace) {
    if !is_of(desk, &moment) {
        return;
    }
    if let Err(why) = outside(desk) {
        desk.notice = Some(Notice::hint(why));
        return;
    }
    desk.against = Some(Against {
        label: moment.label,
        baseline: Baseline::new(workspace, desk.derived.evaluation.lens, desk.derived.today),
    });
    mark_moves(desk);
    desk.notice = advice(desk).map(Notice::hint);
}

/// What holds while a version is compared with.
pub fn advice(desk: &Desk) -> Option<String> {
    let against = desk.against.as_ref()?;
    let moved = match desk.backlog.moved.len() {
        0 => "no rank changed".to_owned(),
        1 => "1 item moved".to_owned(),
        many => format!("{many} items moved"),
    };
    Some(format!(
        "against {}: {moved} · : what moved says why, A ends",
        against.label
    ))
}
