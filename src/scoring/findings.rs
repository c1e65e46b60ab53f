//! Findings: what a look at the backlog finds wrong with it, like a compiler's warnings.
//!
//! Owns what a check and a finding are, which are silenced, and their order. Pure: the same
//! workspace, ranking and day give the same findings. Knows no screen; where a finding leads is data
//! that `app` follows. In reading order:
//!
//! - `table` owns the rows, one for each check; `reason` the facts behind a finding, `words` their words;
//! - `days` owns the checks of days and capacities that cannot all be true;
//! - `needs`, `estimates`, `requests` and `promises` own the checks, each of its part of the backlog, `plans`
//!   those of what is planned, `increments` those of what stands beside it.

mod board;
mod days;
mod estimates;
mod increments;
mod needs;
mod plans;
mod promises;
mod reason;
mod requests;
mod table;
mod words;

use std::cmp::Reverse;
use std::collections::BTreeMap;

use chrono::NaiveDate;

pub use self::board::CheckedBoard;
pub use self::reason::{Border, Reason};
pub use self::table::FINDINGS;
use crate::model::Workspace;
use crate::model::id::Id;
use crate::model::increment::Iteration;
use crate::model::item::Item;
use crate::model::record::{Declared, Kind};
use crate::model::silence::Silence;
use crate::model::text::Severity;
use crate::scoring::evaluation::Evaluation;
use crate::scoring::forecast::roadmap::Roadmap;
use crate::scoring::order::regret::Regret;
use crate::scoring::ranking::wsjf::Factor;

/// One check of the backlog.
pub struct Check {
    /// The stable name, for files and scripts.
    pub code: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// What it finds, in a few words.
    pub title: &'static str,
    /// What it means and what helps.
    pub meaning: &'static str,
    /// Where it can be set right.
    pub goes: Goes,
    /// Finds it.
    pub find: fn(&CheckedBoard<'_>) -> Vec<(FindingPlace, Reason)>,
}

impl std::fmt::Debug for Check {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.code)
    }
}

impl PartialEq for Check {
    fn eq(&self, other: &Self) -> bool {
        self.code == other.code
    }
}

impl Eq for Check {}

/// Where a finding can be set right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Goes {
    /// In this field of the form of its item or record.
    Field(&'static str),
    /// In the estimate the finding names.
    Estimate,
    /// In the option the finding names.
    Option,
    /// In the assumption the finding names.
    Assumption,
    /// At the item's pin.
    Pin,
    /// In the plan, at its item or record.
    Plan,
}

/// What a finding is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FindingPlace {
    /// The backlog as a whole.
    Workspace,
    /// A column of estimates.
    Column(Factor),
    /// An item.
    Item(Id),
    /// A record of another kind.
    Record(&'static Kind, Id),
}

impl FindingPlace {
    /// The record it is, an item too; none for the backlog as a whole and for a column.
    pub const fn record(self) -> Option<(&'static Kind, Id)> {
        match self {
            Self::Item(id) => Some((Item::KIND, id)),
            Self::Record(kind, id) => Some((kind, id)),
            Self::Workspace | Self::Column(_) => None,
        }
    }
}

/// Something found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The check that found it.
    pub check: &'static Check,
    /// What it is about.
    pub place: FindingPlace,
    /// The facts.
    pub reason: Reason,
    /// The silence that keeps it quiet.
    pub silence: Option<Id>,
}

impl Finding {
    /// Whether it is about the backlog, and not about what stands beside it: risks, votes and actions name
    /// people and are for those who plan.
    pub const fn is_of_backlog(&self) -> bool {
        !matches!(self.place, FindingPlace::Record(..))
    }

    /// The item to go to: its own, or for the backlog as a whole the first one to look at.
    pub fn item(&self) -> Option<Id> {
        match self.place {
            FindingPlace::Item(id) => Some(id),
            FindingPlace::Workspace | FindingPlace::Column(_) => {
                self.reason.items().first().copied()
            }
            FindingPlace::Record(..) => None,
        }
    }

    /// The records that lead to it in the plan: its iteration or what it is about, then the item to look at: of a need
    /// that is missing the one that has it, of a Must that is left the first one.
    pub fn in_plan(&self) -> Vec<(&'static Kind, Id)> {
        let place = if let Reason::TeamLoads(loads) = &self.reason {
            loads.first().map(|load| (Iteration::KIND, load.0))
        } else {
            self.place.record()
        };
        let item = self.item().or_else(|| self.reason.items().first().copied());
        let item = item.map(|id| (Item::KIND, id));
        place.into_iter().chain(item).collect()
    }
}

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
