//! Findings: what a look at the backlog finds wrong with it, like a compiler's warnings.
//!
//! Owns what a check and a finding are, which are silenced, and their order. Pure: the same
//! workspace, ranking and day give the same findings. Knows no screen; where a finding leads is data
//! that `app` follows. In reading order:
//!
//! - `table` owns the rows, one for each check; `reason` the facts behind a finding, `words` their words;
//! - `days` owns the checks of days and capacities that cannot all be true;
//! - `needs`, `estimates`, `requests` and `promises` own the checks, each of its part of the backlog, `plans`
//!   those of what is planned, `increments` those of what stands beside it, `insight` those of what is known of customers, `kpis`
//!   those of KPIs, `flow` those of how work goes through its states.

mod board;
mod days;
mod estimates;
mod finding;
mod flow;
mod handshake;
mod increments;
mod insight;
mod kpis;
mod levels;
mod money;
mod needs;
mod plans;
mod promises;
mod reason;
mod requests;
mod strategy;
mod table;
mod words;

use std::cmp::Reverse;
use std::collections::BTreeMap;

use chrono::NaiveDate;

pub use self::board::CheckedBoard;
pub use self::finding::{Check, Finding, FindingPlace, Goes, Remedy};
pub use self::reason::{Border, Reason};
pub use self::table::FINDINGS;
use crate::model::Workspace;
use crate::model::id::Id;
use crate::model::silence::Silence;
use crate::scoring::evaluation::Evaluation;
use crate::scoring::forecast::roadmap::Roadmap;
use crate::scoring::order::regret::Regret;

/// The check of this code.
pub fn check(code: &str) -> Option<&'static Check> {
    FINDINGS.iter().find(|check| check.code == code)
}

/// Looks with these checks through a workspace whose shown order is known, as of a day; without one, nothing is said of
/// what a day decides. The worst first, then in the shown order.
pub fn findings(
    checks: &'static [Check],
    workspace: &Workspace,
    evaluation: &Evaluation,
    regret: Option<&Regret>,
    roadmap: &Roadmap,
    today: Option<NaiveDate>,
) -> Vec<Finding> {
    let board = CheckedBoard::of(workspace, evaluation, regret, roadmap, today);
    let silences: BTreeMap<(&str, (&str, Id)), Id> = workspace
        .all::<Silence>()
        .filter_map(|silence| Some(((&*silence.code, silence.about()?), silence.id)))
        .collect();
    let mut found: Vec<Finding> = Vec::new();
    for check in checks {
        found.extend((check.find)(&board).into_iter().map(|(place, reason)| {
            let about = place.record().map(|(kind, id)| (kind.name, id));
            let silence = about.and_then(|about| silences.get(&(check.code, about)).copied());
            Finding {
                check,
                place,
                reason,
                silence,
            }
        }));
    }
    let listed = evaluation.ranked.iter().chain(&evaluation.unranked);
    let order: BTreeMap<Id, usize> = listed.zip(0..).map(|(id, at)| (*id, at)).collect();
    // The sort is stable: findings of one place keep the order of the table.
    found.sort_by_key(|finding| {
        let place = match finding.place {
            FindingPlace::Workspace => (0, 0),
            FindingPlace::Column(factor) => (1, factor as usize),
            FindingPlace::Item(id) => (2, order.get(&id).copied().unwrap_or(usize::MAX)),
            FindingPlace::Record(..) => (3, 0),
        };
        (Reverse(finding.check.severity), place)
    });
    found
}
