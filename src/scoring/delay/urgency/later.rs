//! What one increment more costs an item than its place in the shown order.
//!
//! Owns now against later, in the unit of the ranking. When an item is likely delivered is the forecast's to say.
//! Knows no words.

use chrono::NaiveDate;

use super::{Calendar, UrgencyReason, delivery, shape};
use crate::model::Workspace;
use crate::model::item::Item;
use crate::scoring::delay::{NowOrLater, Profile};
use crate::scoring::evaluation::Evaluation;
use crate::scoring::price::total::Unit;

/// An item an increment later.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OneLater {
    /// What delay costs it at this place and one increment later; none where that is unknown.
    pub loss: Option<DelayLoss>,
    /// What of its record does not count as it stands.
    pub reasons: Vec<UrgencyReason>,
}

/// What delay costs an item until delivery.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DelayLoss {
    /// What the numbers are in.
    pub unit: Unit,
    /// The loss at its place, the loss one increment later, and the difference.
    pub compared: NowOrLater,
    /// Whether that is by its forecast, else by its place in the order shown.
    pub is_by_forecast: bool,
    profile: Profile,
    calendar: Calendar,
}

impl OneLater {
    /// The same with the item delivered on its likely day, where that is known.
    #[must_use]
    pub fn by(mut self, likely: Option<NaiveDate>) -> Self {
        let loss = self.loss.zip(likely);
        let found = loss.and_then(|(loss, day)| {
            let finish = loss.calendar.evening(day).ok()?;
            let compared = loss.profile.now_or_later(finish, loss.calendar.weeks());
            Some(DelayLoss {
                compared: compared.ok()?,
                is_by_forecast: true,
                ..loss
            })
        });
        self.loss = found.or(self.loss);
        self
    }
}

/// An item an increment later than the shown order has it; why that is unknown, where it has no place or no size.
pub fn one_later(
    workspace: &Workspace,
    evaluation: &Evaluation,
    item: &Item,
) -> Result<OneLater, UrgencyReason> {
    let score = evaluation.score(item.id).ok_or(UrgencyReason::NoPlace)?;
    let ahead = evaluation.ahead(item.id).ok_or(UrgencyReason::NoPlace)?;
    let calendar = Calendar::of(workspace, &evaluation.race)?;
    let finish = delivery(item, ahead.points, calendar)?;
    let nothing = |reasons| OneLater {
        loss: None,
        reasons,
    };
    // The place of what another increment does says nothing of when that is.
    if score.turn.is_elsewhere() {
        return Ok(nothing(Vec::new()));
    }
    let terms = evaluation.terms;
    let Some(rate) = terms.weight(score.cost_of_delay, item.weekly_cost) else {
        return Ok(nothing(vec![UrgencyReason::NoCost]));
    };
    Ok(match shape(item, (rate, terms.unit), Ok(calendar)) {
        Err(refused) => nothing(vec![refused]),
        Ok(shape) => {
            let compared = shape.profile.now_or_later(finish, calendar.weeks());
            OneLater {
                loss: Some(DelayLoss {
                    unit: terms.unit,
                    compared: compared.map_err(|_| UrgencyReason::TooLarge)?,
                    is_by_forecast: false,
                    profile: shape.profile,
                    calendar,
                }),
                reasons: shape.reasons,
            }
        }
    })
}
