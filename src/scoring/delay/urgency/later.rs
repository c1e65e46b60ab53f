//! What one increment more costs an item than its place in the shown order.
//!
//! Owns now against later, in the unit of the ranking. When an item is likely delivered is the forecast's to say.
//! Knows no words.

use chrono::NaiveDate;

use super::counted::counted;
use super::{Calendar, UrgencyReason, delivery};
use crate::model::Workspace;
use crate::model::item::Item;
use crate::scoring::delay::{NowOrLater, Profile};
use crate::scoring::evaluation::Evaluation;
use crate::scoring::price::total::Unit;
use crate::scoring::ratio::Ratio;

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
    /// The likely day of its forecast, where that is by it; else it is by its place in the order shown.
    pub likely: Option<NaiveDate>,
    /// Whether what a week after its date costs is unknown, so that it loses at least this.
    pub is_least: bool,
    /// When it is delivered by its place in the order shown.
    place: Ratio,
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
                likely: Some(day),
                ..loss
            })
        });
        self.loss = found.or(self.loss);
        self
    }
}

/// When an item is delivered and what it has lost by then, where the ranking and the forecast tell two times.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TwoClocks {
    /// The day on which its place in the ranking has it delivered.
    pub ranked: NaiveDate,
    /// The likely day of the forecast.
    pub likely: NaiveDate,
    /// What it has lost by the day of the ranking; none where that is known only in part.
    pub loss: Option<Ratio>,
    /// Whether its date is met on that day, and by the forecast; none without a date.
    pub meets: Option<(bool, bool)>,
}

impl DelayLoss {
    /// The two clocks, where the forecast has it lose something else than the ranking counts, or says another thing of
    /// its date; none for what loses the same every week.
    pub fn clocks(&self) -> Option<TwoClocks> {
        let likely = self.likely?;
        let loss = self.profile.loss(self.place).ok()?;
        let finish = self.calendar.evening(likely).ok()?;
        let date = self.profile.date();
        let meets = date.map(|date| (self.place <= date, finish <= date));
        let agrees = meets.is_none_or(|(ranked, likely)| ranked == likely);
        if self.profile.is_even() || agrees && loss == self.compared.now {
            return None;
        }
        Some(TwoClocks {
            ranked: self.calendar.day(self.place)?,
            likely,
            loss: (!self.is_least).then_some(loss),
            meets,
        })
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
    Ok(match counted(item, terms, Ok(calendar)) {
        Err(refused) => nothing(vec![refused]),
        Ok(counted) => {
            let shape = counted.shape;
            let compared = shape.profile.now_or_later(finish, calendar.weeks());
            OneLater {
                loss: Some(DelayLoss {
                    unit: terms.unit,
                    compared: compared.map_err(|_| UrgencyReason::TooLarge)?,
                    likely: None,
                    is_least: counted.is_least,
                    place: finish,
                    profile: shape.profile,
                    calendar,
                }),
                reasons: shape.reasons,
            }
        }
    })
}
