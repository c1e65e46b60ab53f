//! Another state of the workspace that ranks are marked against: the real board under a trial, or an
//! earlier version.
//!
//! Owns that both are ranked by the same lens, and the marks. What the difference means is known to
//! [`crate::dialogs::whatif`] and [`crate::views::board::against`].

use std::path::PathBuf;
use std::sync::Arc;

use crate::model::Workspace;
use crate::model::settings::Lens;
use crate::scoring::evaluation::{Evaluation, evaluate};
use chrono::NaiveDate;

/// A state beside the one on the board.
#[derive(Clone, Debug)]
pub struct ComparedState {
    /// Its records.
    pub workspace: Workspace,
    /// Their numbers, under the lens it was looked at through last.
    pub evaluation: Arc<Evaluation>,
}

impl ComparedState {
    /// A state as it is ranked now.
    pub fn of(workspace: &Workspace, evaluation: &Arc<Evaluation>) -> Self {
        Self {
            workspace: workspace.clone(),
            evaluation: Arc::clone(evaluation),
        }
    }

    /// A state of its own, seen through a lens.
    pub fn new(workspace: Workspace, lens: Lens, today: Option<NaiveDate>) -> Self {
        Self {
            evaluation: Arc::new(evaluate(&workspace, lens, today)),
            workspace,
        }
    }

    pub(super) fn look_through(&mut self, lens: Lens) {
        if self.evaluation.lens != lens {
            self.evaluation = Arc::new(evaluate(&self.workspace, lens, self.evaluation.race.today));
        }
    }
}

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
    pub baseline: ComparedState,
}
