//! Days and points in weeks from the first day of the coming increment.
//!
//! Owns the length of the increment, the pace that follows from its capacity, and the way from a day to
//! a time. Knows no item and never asks what day it is.

use chrono::{NaiveDate, TimeDelta};

use super::UrgencyReason;
use crate::model::Workspace;
use crate::model::increment::Increment;
use crate::scoring::plan::coming::Race;
use crate::scoring::plan::supply::of_increment;
use crate::scoring::ratio::Ratio;

/// The coming increment as a measure of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Calendar {
    first: NaiveDate,
    weeks: Ratio,
    a_point: Ratio,
}

impl Calendar {
    /// The calendar of the coming increment, or why there is none.
    ///
    /// All its days count, the last one too; the pace holds beyond its end.
    pub fn of(workspace: &Workspace, race: &Race) -> Result<Self, UrgencyReason> {
        let coming = race.coming.and_then(|id| workspace.get::<Increment>(id));
        let coming = coming.ok_or(UrgencyReason::NoIncrement)?;
        let (first, last) = coming
            .starts
            .zip(coming.ends)
            .ok_or(UrgencyReason::NoDays)?;
        if last < first {
            return Err(UrgencyReason::NoDays);
        }
        let days = (last - first).num_days() + 1;
        let weeks = Ratio::new(i128::from(days), 7).ok_or(UrgencyReason::TooLarge)?;
        let capacity = of_increment(workspace, &race.past, coming).points();
        let capacity = capacity.filter(|points| *points > Ratio::ZERO);
        let a_point = weeks.over(capacity.ok_or(UrgencyReason::NoCapacity)?);
        Ok(Self {
            first,
            weeks,
            a_point: a_point.ok_or(UrgencyReason::TooLarge)?,
        })
    }

    /// How long the increment is, in weeks.
    pub const fn weeks(&self) -> Ratio {
        self.weeks
    }

    /// How many weeks so many points take.
    pub fn pace(&self, points: Ratio) -> Result<Ratio, UrgencyReason> {
        points.times(self.a_point).ok_or(UrgencyReason::TooLarge)
    }

    /// The day on which a time lies; the evening of a day belongs to it.
    pub fn day(&self, time: Ratio) -> Option<NaiveDate> {
        let days = time.times(Ratio::whole(7))?;
        let begun = i64::try_from(days.numerator().div_euclid(days.denominator())).ok()?;
        let is_evening = days == Ratio::whole(begun);
        let days = if is_evening { begun - 1 } else { begun };
        self.first.checked_add_signed(TimeDelta::try_days(days)?)
    }

    /// The time at which a day begins.
    pub fn morning(&self, day: NaiveDate) -> Result<Ratio, UrgencyReason> {
        let days = (day - self.first).num_days();
        Ratio::new(i128::from(days), 7).ok_or(UrgencyReason::TooLarge)
    }

    /// The time at which a day ends.
    pub fn evening(&self, day: NaiveDate) -> Result<Ratio, UrgencyReason> {
        let days = (day - self.first).num_days() + 1;
        Ratio::new(i128::from(days), 7).ok_or(UrgencyReason::TooLarge)
    }
}
