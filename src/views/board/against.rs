//! The board against an earlier version of its file: marks of how far every item moved, and why.
//!
//! Owns which version is compared with, until it ends. Finding and reading versions is done in `run`; what
//! moved is in [`crate::scoring::since`], its words in `words`.

mod words;

pub use words::{head, lines};

use std::path::PathBuf;

use crate::desk::Desk;
use crate::desk::baseline::{Baseline, mark_moves};
use crate::desk::command::{Command, commands};
use crate::desk::effect::Effect;
use crate::desk::event::Chord;
use crate::desk::file::Home;
use crate::desk::file::has_file;
use crate::desk::notice::Notice;
use crate::dialogs::whatif::outside;
use crate::dialogs::{page, picker};
use crate::model::Workspace;
use crate::scoring::since::{RankedState, Since, since};

/// The commands for comparing.
pub const COMMANDS: &[Command] = commands! {
    Board open looks "List" "board.against" ["A"] if can_compare,
        "compare with": "Marks how far every item moved since an earlier version; again ends it." => compare_or_end;
    Board open looks "List" "board.moved" [] if is_on,
        "what moved": "Says what moved since the version compared with, and why." => |app, _| { explain(app); Vec::new() };
};

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
pub(crate) fn can_compare(app: &Desk) -> Result<(), String> {
    outside(app)?;
    has_file(app)
}

fn is_on(app: &Desk) -> Result<(), String> {
    match &app.against {
        Some(_) => Ok(()),
        None => Err("no earlier version is compared with · A chooses one".to_owned()),
    }
}

/// Offers the earlier versions there are, or ends the comparison.
pub(crate) fn compare_or_end(app: &mut Desk, _: Chord) -> Vec<Effect> {
    if end(app) {
        Vec::new()
    } else {
        vec![Effect::ListMoments]
    }
}

/// Ends the comparison; gives back whether there was one.
pub fn end(app: &mut Desk) -> bool {
    let Some(against) = app.against.take() else {
        return false;
    };
    app.board.moved.clear();
    app.notice = Some(Notice::hint(format!("no longer against {}", against.label)));
    true
}

/// Whether a version is one of the file that is open.
fn is_of(app: &Desk, moment: &Moment) -> bool {
    matches!(&app.file.home, Home::File(path) if *path == moment.file)
}

/// Offers the versions there are.
pub(crate) fn offer(app: &mut Desk, moments: Vec<Moment>) {
    if moments.iter().any(|moment| !is_of(app, moment)) {
        return;
    }
    if moments.is_empty() {
        app.notice = Some(Notice::hint(
            "there is no earlier version yet · backups come with edits, or commit the file with git",
        ));
    } else {
        picker::open_moments(app, moments);
    }
}

/// Compares the board with a version that was read.
pub(crate) fn begin(app: &mut Desk, moment: Moment, workspace: Workspace) {
    if !is_of(app, &moment) {
        return;
    }
    if let Err(why) = outside(app) {
        app.notice = Some(Notice::hint(why));
        return;
    }
    app.against = Some(Against {
        label: moment.label,
        baseline: Baseline::new(workspace, app.derived.evaluation.lens),
    });
    mark_moves(app);
    app.notice = advice(app).map(Notice::hint);
}

/// What holds while a version is compared with.
pub fn advice(app: &Desk) -> Option<String> {
    let against = app.against.as_ref()?;
    let moved = match app.board.moved.len() {
        0 => "no rank changed".to_owned(),
        1 => "1 item moved".to_owned(),
        many => format!("{many} items moved"),
    };
    Some(format!(
        "against {}: {moved} · : what moved says why, A ends",
        against.label
    ))
}

fn found(app: &Desk) -> Option<Since> {
    let baseline = &app.against.as_ref()?.baseline;
    Some(since(
        RankedState {
            workspace: &baseline.workspace,
            evaluation: &baseline.evaluation,
        },
        RankedState {
            workspace: &app.workspace,
            evaluation: &app.derived.evaluation,
        },
    ))
}

fn explain(app: &mut Desk) {
    let (Some(since), Some(against)) = (found(app), &app.against) else {
        return;
    };
    let both = [&against.baseline.workspace, &app.workspace];
    let mut text = vec![
        head(&since, &format!("Since {}", against.label)),
        String::new(),
    ];
    text.extend(lines(&since, both));
    page::open_offer(app, "What moved", app.file.name(), text, None);
}
