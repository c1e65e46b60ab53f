//! The way back where somebody else wrote the file since: each step of a past that is still as it was can be undone.

use std::sync::Arc;

use super::past::Past;
use crate::edit::carry::carry;
use crate::edit::history::{History, Step, Turn};
use crate::edit::restore;
use crate::model::Workspace;

/// What can be undone on a state that a past does not know.
#[derive(Default)]
pub(super) struct WayBack {
    /// The steps that can.
    pub(super) history: History,
    /// How many others cannot, as what they set was changed.
    pub(super) lost: usize,
}

/// The way back from a workspace as its file has it now.
pub(super) fn way_back(past: &Past, workspace: &Workspace) -> WayBack {
    let mut ahead = workspace.clone();
    let (mut steps, mut lost) = (Vec::new(), 0);
    for step in past.saved().rev() {
        let carried = carry([(step.inverse.as_slice(), step.edits.as_slice())], &ahead);
        let inverse = carried.edits;
        if inverse.is_empty() && carried.clashes.is_empty() {
            // Somebody has taken it back already.
            continue;
        }
        match restore(&mut ahead, inverse.clone()) {
            Ok(edits) if carried.clashes.is_empty() => steps.push(Step {
                edits,
                inverse,
                ..Step::clone(step)
            }),
            Ok(edits) => {
                // It goes whole or not at all.
                let _ = restore(&mut ahead, edits);
                lost += 1;
            }
            Err(_) => lost += 1,
        }
    }
    let mut history = History::default();
    for step in steps.into_iter().rev() {
        let after = history.revision();
        let revision = after + 1;
        history.follow(&Turn::Done(Arc::new(Step {
            after,
            revision,
            ..step
        })));
    }
    WayBack { history, lost }
}
