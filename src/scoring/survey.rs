//! What is known of a board beyond its ranking: all that may take longer than a key.
//!
//! Owns what belongs to it. Each part is computed by the module that owns it. Knows no screen, and of time
//! the day it is given.

use chrono::NaiveDate;

use crate::model::Workspace;
use crate::scoring::evaluation::Evaluation;
use crate::scoring::findings::{Check, FINDINGS, Finding, findings};
use crate::scoring::firmness::{Firmness, firmness};
use crate::scoring::forecast::roadmap::{Roadmap, roadmap};
use crate::scoring::order::regret::{Regret, regret};

/// What is known of a board beyond its ranking.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Survey {
    /// What the order on screen costs against the best one.
    pub regret: Option<Regret>,
    /// How firm the places of the items are; none under a lens that does not order by WSJF inputs.
    pub firmness: Option<Firmness>,
    /// What the backlog's own checks report, silenced or not; the worst first, then in the shown order.
    pub findings: Vec<Finding>,
    /// When everything open is likely done.
    pub roadmap: Roadmap,
}

/// Surveys a workspace whose shown order is known, as of a day.
pub fn survey(workspace: &Workspace, evaluation: &Evaluation, today: Option<NaiveDate>) -> Survey {
    survey_by(&FINDINGS, workspace, evaluation, today)
}

/// The same with these checks.
pub fn survey_by(
    checks: &'static [Check],
    workspace: &Workspace,
    evaluation: &Evaluation,
    today: Option<NaiveDate>,
) -> Survey {
    let regret = regret(workspace, evaluation);
    let roadmap = roadmap(workspace, evaluation, today);
    Survey {
        findings: findings(
            checks,
            workspace,
            evaluation,
            regret.as_ref(),
            &roadmap,
            today,
        ),
        firmness: firmness(workspace, evaluation),
        roadmap,
        regret,
    }
}
