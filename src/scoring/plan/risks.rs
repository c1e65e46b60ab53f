//! Risks: what one lacks after it was talked about, the ROAM board, and how much is at stake.
//!
//! Owns the rules of ROAM (resolved, owned, accepted, mitigated, each with what has to follow), the columns, the
//! order within them, and impact against chance. A risk without impact or chance has no product: unknown is
//! not zero. Knows no clock, the day is given, and no screen.

use std::cmp::Reverse;

use chrono::NaiveDate;

use super::due::Due;
use crate::model::Workspace;
use crate::model::id::Id;
use crate::model::person::Level;
use crate::model::risk::{Risk, Roam};

/// The letters of the columns, from the left; those nobody has talked about come first.
pub const LETTERS: [Option<Roam>; 5] = [
    None,
    Some(Roam::Resolved),
    Some(Roam::Owned),
    Some(Roam::Accepted),
    Some(Roam::Mitigated),
];

/// The levels, the worst first.
pub const LEVELS: [Level; 3] = [Level::High, Level::Medium, Level::Low];

/// Risks of one letter.
#[derive(Clone, Debug, PartialEq)]
pub struct RoamColumn<'a> {
    /// The letter; none is not talked about yet.
    pub letter: Option<Roam>,
    /// Its risks, the most at stake first, those without impact or chance last.
    pub risks: Vec<&'a Risk>,
}

/// The columns of the board.
pub fn columns(workspace: &Workspace) -> Vec<RoamColumn<'_>> {
    let column = |letter| {
        let mut risks: Vec<&Risk> = workspace
            .all()
            .filter(|risk: &&Risk| risk.roam == letter)
            .collect();
        risks.sort_by_key(|risk| (Reverse(at_stake(risk)), risk.id));
        RoamColumn { letter, risks }
    };
    LETTERS.into_iter().map(column).collect()
}

/// Impact × chance, each from 1 to 3; none while one of them is unknown.
pub fn at_stake(risk: &Risk) -> Option<u8> {
    Some(weight(risk.impact?) * weight(risk.chance?))
}

const fn weight(level: Level) -> u8 {
    match level {
        Level::Low => 1,
        Level::Medium => 2,
        Level::High => 3,
    }
}

/// Whether a risk still asks for something: it is not resolved.
pub fn is_open(risk: &Risk) -> bool {
    risk.roam != Some(Roam::Resolved)
}

/// Impact against chance, over the risks that are not resolved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matrix {
    /// Rows of impact, columns of chance, the worst first; in each cell the risks, by id.
    pub rows: Vec<Vec<Vec<Id>>>,
    /// Those whose impact or chance is unknown.
    pub unknown: Vec<Id>,
}

/// Puts the risks that are not resolved into the table.
pub fn matrix(workspace: &Workspace) -> Matrix {
    let open: Vec<&Risk> = workspace.all().filter(|risk| is_open(risk)).collect();
    let cell = |impact, chance| {
        let here = |risk: &&&Risk| risk.impact == Some(impact) && risk.chance == Some(chance);
        open.iter().filter(here).map(|risk| risk.id).collect()
    };
    let row = |impact| {
        LEVELS
            .into_iter()
            .map(|chance| cell(impact, chance))
            .collect()
    };
    let unknown = open.iter().filter(|risk| at_stake(risk).is_none());
    Matrix {
        rows: LEVELS.into_iter().map(row).collect(),
        unknown: unknown.map(|risk| risk.id).collect(),
    }
}

/// Open risks whose day to look again has passed.
pub fn overdue(workspace: &Workspace, today: Option<NaiveDate>) -> usize {
    let risks = workspace.all::<Risk>();
    risks
        .filter(|risk| Due::of_risk(risk, today).is_overdue())
        .count()
}

/// What a risk lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lack {
    /// It has no letter: nothing was agreed.
    Letter,
    /// It is owned by nobody.
    Owner,
    /// Nobody is named who accepted it.
    AcceptedBy,
    /// It is owned, but has no day to look at it again.
    Day,
    /// It is mitigated by nothing: no follow-up and no item.
    Step,
    /// Its day has passed, and it is not resolved.
    Overdue,
}

/// What a risk lacks on a day; without a day nothing is overdue. Source: SAFe PI planning, ROAM.
pub fn lacks(risk: &Risk, today: Option<NaiveDate>) -> Vec<Lack> {
    let mut lacks = Vec::new();
    match risk.roam {
        None => lacks.push(Lack::Letter),
        Some(Roam::Resolved) => return lacks,
        Some(Roam::Owned) => {
            if risk.owner.0.is_none() {
                lacks.push(Lack::Owner);
            }
            if risk.review.is_none() {
                lacks.push(Lack::Day);
            }
        }
        Some(Roam::Accepted) => {
            if risk.owner.0.is_none() {
                lacks.push(Lack::AcceptedBy);
            }
        }
        Some(Roam::Mitigated) => {
            if risk.follow_up.trim().is_empty() && risk.items.0.is_empty() {
                lacks.push(Lack::Step);
            }
        }
    }
    if risk
        .review
        .zip(today)
        .is_some_and(|(review, today)| review < today)
    {
        lacks.push(Lack::Overdue);
    }
    lacks
}
