//! The ROAM board: risks by what was agreed about them, and how much is at stake.
//!
//! Owns the columns, the order within them, and impact against chance. A risk without impact or chance has no
//! product: unknown is not zero. Knows no screen.

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
pub struct Column<'a> {
    /// The letter; none is not talked about yet.
    pub letter: Option<Roam>,
    /// Its risks, the most at stake first, those without impact or chance last.
    pub risks: Vec<&'a Risk>,
}

/// The columns of the board.
pub fn columns(workspace: &Workspace) -> Vec<Column<'_>> {
    let column = |letter| {
        let mut risks: Vec<&Risk> = workspace
            .all()
            .filter(|risk: &&Risk| risk.roam == letter)
            .collect();
        risks.sort_by_key(|risk| (Reverse(at_stake(risk)), risk.id));
        Column { letter, risks }
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
