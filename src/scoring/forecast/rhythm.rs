//! The days on which coming periods end.
//!
//! Owns the way from a number of periods to a day and back. Periods follow each other without a gap.

use chrono::{NaiveDate, TimeDelta};

/// Periods of the same length, one after the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rhythm {
    /// The first day of the first period.
    pub first: NaiveDate,
    /// The days of a period, all of the calendar, above zero.
    pub days: u32,
}

impl Rhythm {
    /// The last day of the period with this number, from 1; of 0 the day before the first.
    pub fn end(&self, period: usize) -> Option<NaiveDate> {
        let days = i64::try_from(period).ok()?.checked_mul(self.days.into())?;
        let days = TimeDelta::try_days(days - 1)?;
        self.first.checked_add_signed(days)
    }

    /// How many periods are over at the end of a day; none before the first is over.
    pub fn until(&self, day: NaiveDate) -> usize {
        let days = (day - self.first).num_days() + 1;
        let periods = days.checked_div(self.days.into()).unwrap_or(0);
        usize::try_from(periods).unwrap_or(0)
    }
}
