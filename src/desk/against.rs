//! An earlier version of the file that ranks are marked against.
//!
//! Owns which version is compared with, until it ends. Finding and reading versions is done in `run`; what moved is
//! in [`crate::scoring::since`].

use std::sync::Arc;

use crate::desk::Desk;
use crate::desk::baseline::{Against, ComparedState, Moment};
use crate::desk::can::outside;
use crate::desk::file::Home;
use crate::desk::notice::Notice;
use crate::model::Workspace;
use crate::model::key::{APP_PALETTE, BOARD_AGAINST};
use crate::model::words::{ITEMS, worded};
use crate::scoring::since::{RankedState, Since, since};

impl Desk {
    /// Marks how far every item is from its rank in the other state, seen through the lens of the board; no
    /// marks where there is no other state.
    pub fn mark_moves(&mut self) {
        let lens = self.derived.evaluation.lens;
        let against = self.against.as_mut().map(|against| &mut against.baseline);
        let Some(baseline) = self.trial.as_mut().or(against) else {
            self.backlog.moved.clear();
            return;
        };
        baseline.look_through(lens);
        let scores = baseline.evaluation.scores();
        let before = scores.filter_map(|score| Some((score.id, score.rank?)));
        self.backlog.mark_moves(&before.collect(), &self.derived);
    }
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
        baseline: ComparedState::new(workspace, desk.derived.evaluation.lens, desk.derived.today),
    });
    desk.mark_moves();
    desk.notice = advice(desk).map(Notice::hint);
}

/// Takes in the file as it was on the day the user looked at it last.
pub(crate) fn looked(desk: &mut Desk, found: Option<Box<(Moment, Workspace)>>) {
    let Some((moment, workspace)) = found.map(|found| *found) else {
        return;
    };
    if is_of(desk, &moment) {
        desk.looked = Some(Against {
            label: moment.label,
            baseline: ComparedState::new(
                workspace,
                desk.derived.evaluation.lens,
                desk.derived.today,
            ),
        });
    }
}

/// What changed since the user looked last, computed once for a state; nothing while others watch.
pub fn since_looked(desk: &Desk) -> Option<Arc<Since>> {
    let looked = desk.looked.as_ref().filter(|_| desk.presenting.is_none())?;
    let compute = || {
        let mut before = looked.baseline.clone();
        before.look_through(desk.derived.evaluation.lens);
        let state = |workspace, evaluation| RankedState {
            workspace,
            evaluation,
        };
        since(
            state(&before.workspace, &before.evaluation),
            state(&desk.workspace, &desk.derived.evaluation),
        )
    };
    Some(
        desk.since_looked
            .get(desk.state(), looked.label.clone(), compute),
    )
}

/// What holds while a version is compared with.
pub fn advice(desk: &Desk) -> Option<String> {
    let against = desk.against.as_ref()?;
    let moved = match desk.backlog.moved.len() {
        0 => "no rank changed".to_owned(),
        1 => worded("1 item moved").to_owned(),
        many => format!("{many} {ITEMS} moved"),
    };
    Some(format!(
        "against {}: {moved} · {APP_PALETTE} what moved says why, {BOARD_AGAINST} ends",
        against.label
    ))
}
