//! Findings: what a look at the backlog finds wrong with it, like a compiler's warnings.
//!
//! Owns the table of checks, what a finding is, which are silenced, and their order. Pure: the same
//! workspace, ranking and day give the same findings. Knows no screen; where a finding leads is data
//! that `app` follows. In reading order:
//!
//! - `reason` owns the facts behind a finding and their words;
//! - `needs`, `estimates`, `requests` and `promises` own the checks, each of its part of the backlog.

mod board;
mod estimates;
mod needs;
mod promises;
mod reason;
mod requests;

use std::cmp::Reverse;
use std::collections::BTreeMap;

use chrono::NaiveDate;

use self::board::Board;
pub use self::reason::{Border, Reason};
use super::evaluation::Evaluation;
use super::regret::Regret;
use super::wsjf::Factor;
use crate::model::Workspace;
use crate::model::id::Id;
use crate::model::silence::Silence;
use crate::model::text::Severity;

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
    find: fn(&Board<'_>) -> Vec<(Place, Reason)>,
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
    /// In this field of the item's form.
    Field(&'static str),
    /// In the estimate the finding names.
    Estimate,
    /// In the option the finding names.
    Option,
    /// In the assumption the finding names.
    Assumption,
    /// At the item's pin.
    Pin,
}

/// What a finding is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// The backlog as a whole.
    Workspace,
    /// A column of estimates.
    Column(Factor),
    /// An item.
    Item(Id),
}

/// Something found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The check that found it.
    pub check: &'static Check,
    /// What it is about.
    pub place: Place,
    /// The facts.
    pub reason: Reason,
    /// The silence that keeps it quiet.
    pub silence: Option<Id>,
}

impl Finding {
    /// The item to go to: its own, or for the backlog as a whole the first one to look at.
    pub fn item(&self) -> Option<Id> {
        match self.place {
            Place::Item(id) => Some(id),
            Place::Workspace | Place::Column(_) => self.reason.items().first().copied(),
        }
    }
}

/// Every check there is.
pub static FINDINGS: [Check; 19] = [
    Check {
        code: "dependency-cycle",
        severity: Severity::Error,
        title: "items wait for each other",
        meaning: "Each of them needs the next one first, so none can start. Take one of the needs away.",
        goes: Goes::Field("needs"),
        find: needs::cycles,
    },
    Check {
        code: "needs-parked",
        severity: Severity::Warning,
        title: "waits for a parked or declined item",
        meaning: "What must come first is not going to come. Reopen it, or find another way.",
        goes: Goes::Field("needs"),
        find: needs::parked,
    },
    Check {
        code: "ranked-before-need",
        severity: Severity::Warning,
        title: "ranked before what it needs",
        meaning: "In the order on screen it comes up before it can start. The lens Needs first puts both right.",
        goes: Goes::Field("needs"),
        find: needs::before,
    },
    Check {
        code: "needs-unscored",
        severity: Severity::Note,
        title: "needs an item without a score",
        meaning: "What must come first has no place in the order, so nobody can tell when this one can start.",
        goes: Goes::Field("needs"),
        find: needs::unscored,
    },
    Check {
        code: "request-without-need",
        severity: Severity::Warning,
        title: "request without a need",
        meaning: "Somebody asked for a solution, and nobody wrote down the need behind it. Ask what they want to get done.",
        goes: Goes::Field("need"),
        find: requests::without_need,
    },
    Check {
        code: "gold-plating",
        severity: Severity::Warning,
        title: "a smaller option meets the need",
        meaning: "An option that was not chosen is smaller than the item and worth no less. Offer it first.",
        goes: Goes::Option,
        find: requests::gold_plating,
    },
    Check {
        code: "assumptions-refuted",
        severity: Severity::Warning,
        title: "two or more assumptions refuted",
        meaning: "Several things that had to be true are not. Its value rests on little: estimate it again, or decline it.",
        goes: Goes::Assumption,
        find: requests::several_refuted,
    },
    Check {
        code: "assumption-refuted",
        severity: Severity::Note,
        title: "an assumption refuted",
        meaning: "Something that had to be true is not. Look whether the value still holds.",
        goes: Goes::Assumption,
        find: requests::one_refuted,
    },
    Check {
        code: "review-passed",
        severity: Severity::Warning,
        title: "the day to look again has passed",
        meaning: "Somebody was told that we look at it again on this day. Look, and say what came of it.",
        goes: Goes::Field("review"),
        find: requests::review_passed,
    },
    Check {
        code: "stale",
        severity: Severity::Note,
        title: "asked for long ago, never planned",
        meaning: "It is open, in no increment, and nobody has looked at it for long. Plan it, set a day to look again, or decline it.",
        goes: Goes::Field("review"),
        find: requests::stale,
    },
    Check {
        code: "must-over-limit",
        severity: Severity::Warning,
        title: "too much is Must",
        meaning: "When most of the effort is Must, there is nothing left to give when something goes wrong.",
        goes: Goes::Field("moscow"),
        find: promises::must,
    },
    Check {
        code: "urgency-over-budget",
        severity: Severity::Warning,
        title: "too much is urgent",
        meaning: "Expedite and fixed date take more of the effort than the settings allow; when all is urgent, nothing is.",
        goes: Goes::Field("urgency"),
        find: promises::urgency,
    },
    Check {
        code: "costly-pin",
        severity: Severity::Warning,
        title: "a pin that costs much",
        meaning: "The rank given by hand makes the backlog as a whole wait dearer than the settings allow.",
        goes: Goes::Pin,
        find: promises::pins,
    },
    Check {
        code: "fixed-date-without-date",
        severity: Severity::Warning,
        title: "fixed date without a date",
        meaning: "It is called urgent because of a date, and the date is not there.",
        goes: Goes::Field("due"),
        find: promises::without_date,
    },
    Check {
        code: "estimate-matters",
        severity: Severity::Note,
        title: "a missing estimate that matters",
        meaning: "With this estimate the item could come to the top or cross the cut line: it is worth the talk. Other blanks are not.",
        goes: Goes::Estimate,
        find: estimates::missing,
    },
    Check {
        code: "off-scale",
        severity: Severity::Note,
        title: "an estimate beside the scale",
        meaning: "It counts as it is, but nobody compared it with the values of the scale.",
        goes: Goes::Estimate,
        find: estimates::off_scale,
    },
    Check {
        code: "column-without-one",
        severity: Severity::Warning,
        title: "a column without a 1",
        meaning: "The smallest item of a column is a 1 and the unit of all others. Without it the columns cannot be added.",
        goes: Goes::Estimate,
        find: estimates::without_one,
    },
    Check {
        code: "flat-column",
        severity: Severity::Note,
        title: "a column that decides nothing",
        meaning: "All items have the same value there. Estimate them against each other, or stop asking for it.",
        goes: Goes::Estimate,
        find: estimates::flat,
    },
    Check {
        code: "near-tie",
        severity: Severity::Note,
        title: "neighbors about to swap",
        meaning: "One step on one estimate changes the order, at the top or at the cut line. Do not defend it with numbers alone.",
        goes: Goes::Estimate,
        find: estimates::near_ties,
    },
];

/// The check of this code.
pub fn check(code: &str) -> Option<&'static Check> {
    FINDINGS.iter().find(|check| check.code == code)
}

/// Looks through a workspace whose shown order is known, as of a day; without one, nothing is said of
/// what a day decides. The worst first, then in the shown order.
pub fn findings(
    workspace: &Workspace,
    evaluation: &Evaluation,
    regret: Option<&Regret>,
    today: Option<NaiveDate>,
) -> Vec<Finding> {
    let board = Board::of(workspace, evaluation, regret, today);
    let silences: BTreeMap<(&str, Id), Id> = workspace
        .all::<Silence>()
        .filter_map(|silence| Some(((&*silence.code, silence.item.0?), silence.id)))
        .collect();
    let mut found: Vec<Finding> = Vec::new();
    for check in &FINDINGS {
        found.extend((check.find)(&board).into_iter().map(|(place, reason)| {
            let silence = match place {
                Place::Item(id) => silences.get(&(check.code, id)).copied(),
                Place::Workspace | Place::Column(_) => None,
            };
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
            Place::Workspace => (0, 0),
            Place::Column(factor) => (1, factor as usize),
            Place::Item(id) => (2, order.get(&id).copied().unwrap_or(usize::MAX)),
        };
        (Reverse(finding.check.severity), place)
    });
    found
}
