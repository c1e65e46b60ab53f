//! When an item is delivered at its place in the shown order, and what one increment more costs it.
//!
//! Owns start and delivery on the calendar, the latest start and slack of a due day, and now against
//! later. Knows no words.

use chrono::NaiveDate;

use super::{Calendar, Unit, UrgencyReason, rate, shape};
use crate::model::Workspace;
use crate::model::id::Id;
use crate::model::item::{Item, Urgency};
use crate::scoring::delay::NowOrLater;
use crate::scoring::evaluation::Evaluation;
use crate::scoring::ranking::inputs::ratio;
use crate::scoring::ratio::Ratio;

/// An item on the calendar, one item after the other as the order stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timing {
    /// When work on it starts, in weeks from the start of the coming increment.
    pub start: Ratio,
    /// When it is delivered, likewise.
    pub finish: Ratio,
    /// The day it starts.
    pub starts_on: NaiveDate,
    /// The day it is delivered.
    pub delivered_on: NaiveDate,
    /// The week it is delivered in, the first of the coming increment being 1.
    pub week: i64,
    /// How many items before it have no known size, so that they take no time here.
    pub unknown: usize,
    /// Its due day; none without one.
    pub deadline: Option<Deadline>,
    /// What delay costs it at this place and one increment later; none where that is unknown.
    pub loss: Option<DelayLoss>,
    /// What of its record does not count as it stands.
    pub reasons: Vec<UrgencyReason>,
}

/// A due day against the place in the order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deadline {
    /// The day.
    pub day: NaiveDate,
    /// Whether a window closes then, so that nothing is late after it but nothing left to win.
    pub closes: bool,
    /// Whether it is over before the coming increment starts, so that no place in the order meets it.
    pub is_past: bool,
    /// The last day to start and still be delivered by the end of the due day.
    pub latest_start: NaiveDate,
    /// Weeks to spare at this place; zero is none, below zero is late.
    pub slack: Ratio,
}

impl Deadline {
    /// Whether it is a red flag: no time to spare, or late.
    pub fn is_at_risk(&self) -> bool {
        self.slack <= Ratio::ZERO
    }
}

/// What delay costs an item until delivery.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DelayLoss {
    /// What the numbers are in.
    pub unit: Unit,
    /// The loss at its place, the loss one increment later, and the difference.
    pub compared: NowOrLater,
}

/// The timing of an item in the shown order, or why there is none.
pub fn timing(
    workspace: &Workspace,
    evaluation: &Evaluation,
    id: Id,
) -> Result<Timing, UrgencyReason> {
    let item = workspace.get::<Item>(id).ok_or(UrgencyReason::NoPlace)?;
    let score = evaluation.score(id).ok_or(UrgencyReason::NoPlace)?;
    let ahead = evaluation.ahead(id).ok_or(UrgencyReason::NoPlace)?;
    let size = ratio(item.size).filter(|size| !size.is_negative());
    let size = size.ok_or(UrgencyReason::NoSize)?;
    let calendar = Calendar::of(workspace, evaluation.race.today)?;
    let start = calendar.pace(ahead.points)?;
    let duration = calendar.pace(size)?;
    let finish = start.plus(duration).ok_or(UrgencyReason::TooLarge)?;
    let starts_on = calendar.day_from(start)?;
    // What takes no time is delivered on the day it starts.
    let delivered_on = calendar.day_until(finish)?.max(starts_on);
    let mut reasons = Vec::new();
    let rate = rate(item, score.cost_of_delay, evaluation.terms);
    // The place of what another increment does says nothing of when that is.
    let loss = if score.turn.is_elsewhere() {
        None
    } else {
        loss(calendar, item, rate, finish, &mut reasons)?
    };
    Ok(Timing {
        start,
        finish,
        starts_on,
        delivered_on,
        week: calendar.week(delivered_on),
        unknown: ahead.unknown,
        deadline: item
            .due
            .map(|day| deadline(calendar, item, day, duration, finish))
            .transpose()?,
        loss,
        reasons,
    })
}

fn deadline(
    calendar: Calendar,
    item: &Item,
    day: NaiveDate,
    duration: Ratio,
    finish: Ratio,
) -> Result<Deadline, UrgencyReason> {
    let date = calendar.evening(day)?;
    let until = |time| date.minus(time).ok_or(UrgencyReason::TooLarge);
    Ok(Deadline {
        day,
        closes: item.urgency == Urgency::Window,
        is_past: date <= Ratio::ZERO,
        latest_start: calendar.day_from(until(duration)?)?,
        slack: until(finish)?,
    })
}

/// Now against later; the reasons say what is left out or why there is none.
fn loss(
    calendar: Calendar,
    item: &Item,
    rate: Option<(Ratio, Unit)>,
    finish: Ratio,
    reasons: &mut Vec<UrgencyReason>,
) -> Result<Option<DelayLoss>, UrgencyReason> {
    let Some((rate, unit)) = rate else {
        reasons.push(UrgencyReason::NoCost);
        return Ok(None);
    };
    match shape(item, (rate, unit), Ok(calendar)) {
        Err(refused) => {
            reasons.push(refused);
            Ok(None)
        }
        Ok(shape) => {
            reasons.extend(shape.reasons);
            let compared = shape.profile.now_or_later(finish, calendar.weeks());
            let compared = compared.map_err(|_| UrgencyReason::TooLarge)?;
            Ok(Some(DelayLoss { unit, compared }))
        }
    }
}
