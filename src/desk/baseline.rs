//! Another state of the workspace that ranks are marked against: the real board under a trial, or an
//! earlier version.
//!
//! Owns that both are ranked by the same lens, and the marks. What the difference means is known to
//! [`crate::dialogs::whatif`] and [`crate::views::board::against`].

use std::sync::Arc;

use crate::desk::Desk;
use crate::model::Workspace;
use crate::model::settings::Lens;
use crate::scoring::evaluation::{Evaluation, evaluate};
use chrono::NaiveDate;

/// A state beside the one on the board.
#[derive(Clone, Debug)]
pub struct Baseline {
    /// Its records.
    pub workspace: Workspace,
    /// Their numbers, under the lens it was looked at through last.
    pub evaluation: Arc<Evaluation>,
}

impl Baseline {
    /// The state that is on the board now.
    pub fn of(desk: &Desk) -> Self {
        Self {
            workspace: desk.workspace.clone(),
            evaluation: Arc::clone(&desk.derived.evaluation),
        }
    }

    /// A state of its own, seen through a lens.
    pub fn new(workspace: Workspace, lens: Lens, today: Option<NaiveDate>) -> Self {
        Self {
            evaluation: Arc::new(evaluate(&workspace, lens, today)),
            workspace,
        }
    }

    fn look_through(&mut self, lens: Lens) {
        if self.evaluation.lens != lens {
            self.evaluation = Arc::new(evaluate(&self.workspace, lens, self.evaluation.race.today));
        }
    }
}

/// Marks how far every item is from its rank in the other state, seen through the lens of the board; no
/// marks where there is no other state.
pub fn mark_moves(desk: &mut Desk) {
    let lens = desk.derived.evaluation.lens;
    let against = desk.against.as_mut().map(|against| &mut against.baseline);
    let Some(baseline) = desk.trial.as_mut().or(against) else {
        desk.backlog.moved.clear();
        return;
    };
    baseline.look_through(lens);
    let scores = baseline.evaluation.scores().iter();
    let before = scores.filter_map(|score| Some((score.id, score.rank?)));
    desk.backlog.mark_moves(&before.collect(), &desk.derived);
}

/// Refuses while a trial is on what would take it for the real board.
pub fn outside(desk: &Desk) -> Result<(), String> {
    match &desk.trial {
        Some(_) => Err("a what-if is on, and it is in no file · w keeps it or drops it".to_owned()),
        None => Ok(()),
    }
}
