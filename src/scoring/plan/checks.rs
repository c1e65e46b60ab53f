//! What is wrong with a plan, item by item.
//!
//! Owns the rules over places in time; loads are [`super::capacity`], mixes
//! [`super::allocation`]. Knows no record and no words.

use std::cmp::Ordering;

use chrono::NaiveDate;

/// What is known of an item, in a list over which all positions run.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a fact of its own that one rule asks for"
)]
pub struct PlannedItem {
    /// The number of its iteration over all increments, counted in time; `None` when it has none.
    pub iteration: Option<usize>,
    /// The number of its increment, counted in time; `None` when it is in none.
    pub increment: Option<usize>,
    /// Whether it is planned for the increment at all.
    pub is_planned: bool,
    /// Whether it is promised as Must.
    pub is_must: bool,
    /// Whether a team does it.
    pub has_team: bool,
    /// Whether some objective names it.
    pub has_objective: bool,
    /// Whether it is done, so that nothing waits for it.
    pub is_done: bool,
    /// Whether it is parked or declined, so that nobody works at it.
    pub is_out: bool,
    /// Positions of the items that must be done first.
    pub needs: Vec<usize>,
    /// The day it has to be there.
    pub due: Option<NaiveDate>,
    /// The day by which it is likely done.
    pub forecast: Option<NaiveDate>,
}

/// How the need of an item stands in time, the worst last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NeedOrder {
    /// The need is done in an earlier iteration, or already.
    InTime,
    /// Both are in the same iteration: it can work, and nothing may slip.
    Tight,
    /// What it needs is in no iteration, or parked or declined.
    Unplanned,
    /// The item comes before what it needs.
    Backwards,
}

/// How a need stands, by iterations where both are in one, else by increments; `None` where the item itself is in no
/// iteration and its increment does not tell, so that nothing is promised.
pub fn link(item: &PlannedItem, need: &PlannedItem) -> Option<NeedOrder> {
    if need.is_done {
        return Some(NeedOrder::InTime);
    }
    item.iteration.or(item.increment)?;
    if need.is_out {
        return Some(NeedOrder::Unplanned);
    }
    let order = |(own, other): (usize, usize)| match other.cmp(&own) {
        Ordering::Less => NeedOrder::InTime,
        Ordering::Equal => NeedOrder::Tight,
        Ordering::Greater => NeedOrder::Backwards,
    };
    let by_iteration = item.iteration.zip(need.iteration).map(order);
    by_iteration.or_else(|| {
        let by_increment = item.increment.zip(need.increment).map(order);
        match by_increment {
            // Which of the two comes first within it nobody knows.
            Some(NeedOrder::Tight) if item.iteration.is_none() => None,
            Some(NeedOrder::Tight) | None => Some(NeedOrder::Unplanned),
            Some(_) => by_increment,
        }
    })
}

/// Something wrong with the item at a position.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Flaw {
    /// Its need at this position is not in time.
    Need(usize, NeedOrder),
    /// It is a Must and not in the plan.
    MustUnplanned,
    /// It is planned and no team does it.
    NoTeam,
    /// It is planned and in no iteration.
    NoIteration,
    /// It is planned and no objective names it.
    NoObjective,
    /// It is likely done only after its day.
    Late,
}

/// What is wrong with the items of a plan, in their order. What is done, parked or declined is never wrong.
pub fn flaws(items: &[PlannedItem]) -> Vec<(usize, Flaw)> {
    let mut flaws = Vec::new();
    let is_ahead = |(_, item): &(usize, &PlannedItem)| !item.is_done && !item.is_out;
    for (at, item) in items.iter().enumerate().filter(is_ahead) {
        for need in &item.needs {
            let stands = items.get(*need).and_then(|need| link(item, need));
            if let Some(stands) = stands.filter(|stands| *stands != NeedOrder::InTime) {
                flaws.push((at, Flaw::Need(*need, stands)));
            }
        }
        let late = item
            .due
            .zip(item.forecast)
            .is_some_and(|(due, day)| day > due);
        let rules = [
            (item.is_must && !item.is_planned, Flaw::MustUnplanned),
            (item.is_planned && !item.has_team, Flaw::NoTeam),
            (
                item.is_planned && item.iteration.is_none(),
                Flaw::NoIteration,
            ),
            (item.is_planned && !item.has_objective, Flaw::NoObjective),
            (late, Flaw::Late),
        ];
        let broken = rules.into_iter().filter(|(is_broken, _)| *is_broken);
        flaws.extend(broken.map(|(_, flaw)| (at, flaw)));
    }
    flaws
}

/// Whether a milestone was missed: it was reached after its day, or is open on a day after it.
pub fn is_missed(due: NaiveDate, reached: Option<NaiveDate>, today: Option<NaiveDate>) -> bool {
    reached.or(today).is_some_and(|day| day > due)
}
