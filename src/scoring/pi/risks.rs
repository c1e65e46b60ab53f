//! What a risk lacks after it was talked about.
//!
//! Owns the rules of ROAM: resolved, owned, accepted, mitigated, each with what has to follow. Knows no
//! record and no clock; the day is given.

use chrono::NaiveDate;

use crate::model::risk::Roam;

/// What is known of a risk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Risk {
    /// Its letter.
    pub roam: Option<Roam>,
    /// Whether it has an owner, or somebody who accepted it.
    pub has_owner: bool,
    /// Whether it says what is done next.
    pub has_follow_up: bool,
    /// Whether an item of the backlog works against it.
    pub has_item: bool,
    /// The day it is looked at again.
    pub review: Option<NaiveDate>,
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
            if !risk.has_owner {
                lacks.push(Lack::Owner);
            }
            if risk.review.is_none() {
                lacks.push(Lack::Day);
            }
        }
        Some(Roam::Accepted) => {
            if !risk.has_owner {
                lacks.push(Lack::AcceptedBy);
            }
        }
        Some(Roam::Mitigated) => {
            if !risk.has_follow_up && !risk.has_item {
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
