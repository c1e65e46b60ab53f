//! The days on which coming periods end.
//!
//! Owns the way from a number of periods to a day and back. Stretches of the same shape follow each other
//! without a gap; in each of them some periods end, and the rest of the days is kept free.

use chrono::{NaiveDate, TimeDelta};

/// Stretches of the same shape, one after the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rhythm {
    first: NaiveDate,
    /// The days of a stretch, all of the calendar.
    length: u32,
    /// The days of a stretch that are over when each of its periods ends; ascending, at least one.
    ends: Vec<u32>,
    /// The last days of periods before the first stretch; ascending.
    before: Vec<NaiveDate>,
}

impl Rhythm {
    /// Periods of so many days, one after the other; `None` for none.
    pub fn regular(first: NaiveDate, days: u32) -> Option<Self> {
        Self::new(first, days, vec![days])
    }

    /// Stretches of so many days, such as increments, in which a period ends after each of `ends` days.
    /// `None` when these do not ascend within the stretch, or are none.
    pub fn new(first: NaiveDate, length: u32, ends: Vec<u32>) -> Option<Self> {
        let ascend = ends.is_sorted_by(|one, next| one < next);
        let within = ends.first().is_some_and(|end| *end > 0) && ends.last() <= Some(&length);
        (ascend && within).then_some(Self {
            first,
            length,
            ends,
            before: Vec::new(),
        })
    }

    /// The same rhythm with periods before it that end on these days, each once; later ones do not count.
    #[must_use]
    pub fn after(mut self, days: impl IntoIterator<Item = NaiveDate>) -> Self {
        let first = self.first;
        self.before = days.into_iter().filter(|day| *day < first).collect();
        self.before.sort_unstable();
        self.before.dedup();
        self
    }

    /// The last day of the coming period with this number, from 1; of 0 the day before the first.
    pub fn end(&self, period: usize) -> Option<NaiveDate> {
        if let Some(day) = period.checked_sub(1).and_then(|at| self.before.get(at)) {
            return Some(*day);
        }
        let days = match period.saturating_sub(self.before.len()).checked_sub(1) {
            None => 0,
            Some(before) => {
                let stretches = i64::try_from(before.checked_div(self.ends.len())?).ok()?;
                let end = self.ends.get(before % self.ends.len())?;
                stretches
                    .checked_mul(self.length.into())?
                    .checked_add((*end).into())?
            }
        };
        self.first
            .checked_add_signed(TimeDelta::try_days(days - 1)?)
    }

    /// How many coming periods are over at the end of a day; none before the first is over.
    pub fn until(&self, day: NaiveDate) -> usize {
        let before = self.before.partition_point(|end| *end <= day);
        before.saturating_add(self.of_stretches(day))
    }

    /// How many periods of the stretches are over at the end of a day.
    fn of_stretches(&self, day: NaiveDate) -> usize {
        let days = (day - self.first).num_days() + 1;
        let Ok(days) = u64::try_from(days) else {
            return 0;
        };
        let (stretches, rest) = (days / u64::from(self.length), days % u64::from(self.length));
        let over = self.ends.iter().filter(|end| u64::from(**end) <= rest);
        let stretches = usize::try_from(stretches).unwrap_or(usize::MAX);
        stretches
            .saturating_mul(self.ends.len())
            .saturating_add(over.count())
    }
}
