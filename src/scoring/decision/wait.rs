//! What letting an item wait costs, by the shape of its urgency: a week, and until a day.
//!
//! Owns the two numbers in points and in money. The shapes are in [`crate::scoring::delay`], which shape an
//! item has in [`crate::scoring::delay::urgency`]. What is unknown has no cost here, never the cost zero.

use chrono::NaiveDate;

use crate::model::Workspace;
use crate::model::id::Id;
use crate::model::item::{Item, State};
use crate::scoring::delay::urgency::counted::counted;
use crate::scoring::delay::urgency::{Calendar, UrgencyReason, delivery};
use crate::scoring::evaluation::Evaluation;
use crate::scoring::price::terms::Terms;
use crate::scoring::price::total::Unit;
use crate::scoring::ratio::Ratio;

/// What waiting costs in one unit, until delivery.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wait {
    /// One week.
    pub a_week: Ratio,
    /// As long as was asked for.
    pub until: Option<Ratio>,
    /// Whether what a week after its date costs is unknown, so that it costs at least this.
    pub is_least: bool,
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
    /// The day on which its place has it delivered, where what waiting costs depends on it.
    pub clock: Option<NaiveDate>,
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
    evaluation.score(id)?;
    if item.state == State::Done {
        return None;
    }
    let calendar = Calendar::of(workspace, &evaluation.race);
    let ahead = evaluation
        .ahead(id)
        .map_or(Ratio::ZERO, |ahead| ahead.points);
    let finish = calendar.and_then(|calendar| delivery(item, ahead, calendar));
    let mut notes = Vec::new();
    let mut clock = None;
    let mut cost = |terms: Terms| {
        let counted = counted(item, terms, calendar)?;
        let profile = counted.shape.profile;
        // Where every week costs the same, it does not matter when it is delivered.
        let finish = if profile.is_even() {
            Ratio::ZERO
        } else {
            let finish = finish?;
            clock = calendar.ok().and_then(|calendar| calendar.day(finish));
            finish
        };
        if counted.is_least && profile.date().is_some_and(|date| date < finish) {
            return Err(UrgencyReason::NoRate);
        }
        let extra = |weeks| {
            let compared = profile.now_or_later(finish, weeks);
            compared.map_or(Err(UrgencyReason::TooLarge), |compared| Ok(compared.extra))
        };
        let wait = Wait {
            a_week: extra(Ratio::ONE)?,
            until: weeks.map(extra).transpose()?,
            is_least: counted.is_least,
        };
        for reason in counted.shape.reasons {
            if !notes.contains(&reason) {
                notes.push(reason);
            }
        }
        Ok(wait)
    };
    let terms = evaluation.terms;
    let points = cost(terms.in_points());
    let in_money = match terms.unit {
        Unit::Money => terms,
        Unit::Points => terms.in_money(),
    };
    let money = Some(cost(in_money)).filter(|found| *found != Err(UrgencyReason::NoCost));
    Some(Waiting {
        first: terms.unit,
        points,
        money,
        clock,
        notes,
    })
}
