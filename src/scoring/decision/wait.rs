//! What letting an item wait costs, by the shape of its urgency: a week, and until a day.
//!
//! Owns the two numbers in points and in money. The shapes are in [`crate::scoring::delay`], which shape an
//! item has in [`crate::scoring::delay::urgency`]. What is unknown has no cost here, never the cost zero.

use chrono::NaiveDate;

use crate::model::Workspace;
use crate::model::id::Id;
use crate::model::item::{Item, State};
use crate::scoring::delay::urgency::{Calendar, UrgencyReason, delivery, shape};
use crate::scoring::evaluation::Evaluation;
use crate::scoring::price::total::Unit;
use crate::scoring::ratio::Ratio;

/// What waiting costs in one unit, until delivery.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wait {
    /// One week.
    pub a_week: Ratio,
    /// As long as was asked for.
    pub until: Option<Ratio>,
}

/// What waiting costs an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// The unit of the lens, said first.
    pub first: Unit,
    /// In points of cost of delay, or why that is unknown.
    pub points: Result<Wait, UrgencyReason>,
    /// In money, or why that is unknown; none where nobody priced it.
    pub money: Option<Result<Wait, UrgencyReason>>,
    /// What of its record does not count as it stands.
    pub notes: Vec<UrgencyReason>,
}

/// How many weeks lie between two days; none where the second is not after the first.
pub fn weeks(from: NaiveDate, until: NaiveDate) -> Option<Ratio> {
    let days = (until - from).num_days();
    Ratio::new(i128::from(days), 7).filter(|weeks| *weeks > Ratio::ZERO)
}

/// What it costs to deliver an item a week later than its place says, and so many weeks later; without a
/// place, later than if it were begun with the coming increment. None for what is done or not there.
pub fn waiting(
    workspace: &Workspace,
    evaluation: &Evaluation,
    id: Id,
    weeks: Option<Ratio>,
) -> Option<Waiting> {
    let item = workspace.get::<Item>(id)?;
    let score = evaluation.score(id)?;
    if item.state == State::Done {
        return None;
    }
    let calendar = Calendar::of(workspace, &evaluation.race);
    let ahead = evaluation
        .ahead(id)
        .map_or(Ratio::ZERO, |ahead| ahead.points);
    let finish = calendar.and_then(|calendar| delivery(item, ahead, calendar));
    let mut notes = Vec::new();
    let mut cost = |rate: Ratio, unit: Unit| {
        let shape = shape(item, (rate, unit), calendar)?;
        // Where every week costs the same, it does not matter when it is delivered.
        let finish = if shape.profile.is_even() {
            Ratio::ZERO
        } else {
            finish?
        };
        let extra = |weeks| {
            let compared = shape.profile.now_or_later(finish, weeks);
            compared.map_or(Err(UrgencyReason::TooLarge), |compared| Ok(compared.extra))
        };
        let wait = Wait {
            a_week: extra(Ratio::ONE)?,
            until: weeks.map(extra).transpose()?,
        };
        for reason in &shape.reasons {
            if !notes.contains(reason) {
                notes.push(*reason);
            }
        }
        Ok(wait)
    };
    let points = score.cost_of_delay.ok_or(UrgencyReason::NoCost);
    let points = points.and_then(|rate| cost(rate, Unit::Points));
    let price = item.weekly_cost.map(|money| Ratio::from(money.0));
    let money = price.map(|rate| cost(rate, Unit::Money));
    Some(Waiting {
        first: evaluation.terms.unit,
        points,
        money,
        notes,
    })
}
