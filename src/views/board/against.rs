//! The board against an earlier version of its file: the keys to choose and end it, and what moved.
//!
//! Which version it is, is known to [`crate::desk::against`]; the words of what moved are in `words`.

mod words;

pub use words::{head, lines};

use crate::desk::Desk;
use crate::desk::against::{end, is_of};
use crate::desk::baseline::Moment;
use crate::desk::can::can_compare;
use crate::desk::command::{Command, commands};
use crate::desk::effect::Effect;
use crate::desk::event::Chord;
use crate::dialogs::page;
use crate::dialogs::picker::{Entry, Picker};
use crate::model::words::worded;
use crate::scoring::since::{RankedState, Since, since};

/// The commands for comparing.
pub const COMMANDS: &[Command] = commands! {
    Board open looks "List" "board.against" ["A"] if can_compare,
        "compare with": "Shows how far every item moved since an earlier version; again ends it." => compare_or_end;
    Board open looks "List" "board.moved" [] if is_on,
        "what moved": "Says what moved since the version compared with, and why." => |desk, _| explain(desk);
};

fn is_on(desk: &Desk) -> Result<(), String> {
    match &desk.against {
        Some(_) => Ok(()),
        None => Err(
            worded("no earlier version is compared with · {BOARD_AGAINST} chooses one").to_owned(),
        ),
    }
}

/// Offers the earlier versions there are, or ends the comparison.
pub(crate) fn compare_or_end(desk: &mut Desk, _: Chord) -> Vec<Effect> {
    if end(desk) {
        Vec::new()
    } else {
        vec![Effect::ListMoments]
    }
}

/// Offers the versions there are.
pub(crate) fn offer(desk: &mut Desk, moments: Vec<Moment>) {
    if moments.iter().any(|moment| !is_of(desk, moment)) {
        return;
    }
    if moments.is_empty() {
        desk.hint("there is no earlier version yet · backups come with edits, or commit the file with git");
    } else {
        let one = |moment: Moment| {
            let (label, source) = (moment.label.clone(), moment.source.clone());
            Entry::new(label, source, move |_, ()| vec![Effect::ReadMoment(moment)])
        };
        let all = moments.into_iter().map(one).collect();
        desk.open(Picker::new("Compare with", all));
    }
}

fn found(desk: &Desk) -> Option<Since> {
    let baseline = &desk.against.as_ref()?.baseline;
    Some(since(
        RankedState {
            workspace: &baseline.workspace,
            evaluation: &baseline.evaluation,
        },
        RankedState {
            workspace: &desk.workspace,
            evaluation: &desk.derived.evaluation,
        },
    ))
}

fn explain(desk: &mut Desk) {
    let (Some(since), Some(against)) = (found(desk), &desk.against) else {
        return;
    };
    let both = [&against.baseline.workspace, &desk.workspace];
    let mut text = vec![
        head(&since, &format!("Since {}", against.label)),
        String::new(),
    ];
    text.extend(lines(&since, both));
    page::open_offer(desk, "What moved", desk.file.name(), text, None);
}
