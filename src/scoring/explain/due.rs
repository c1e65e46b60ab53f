//! A due day held against the forecast: whether it is met, and by how much.
//!
//! Owns the one answer that screens, messages and files give. Knows no words.

use chrono::NaiveDate;

use crate::model::item::{Item, Urgency};
use crate::scoring::forecast::When;
use crate::scoring::forecast::roadmap::Expectation;
use crate::scoring::plan::coming::is_over;

/// A due day and how it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HeldDue {
    /// The day.
    pub day: NaiveDate,
    /// Whether a window closes then, so that nothing is late after it but nothing left to win.
    pub closes: bool,
    /// How it stands.
    pub stands: DueStands,
}

/// How a due day stands against the day by which the item is likely done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DueStands {
    /// It has passed.
    Passed,
    /// So many days to spare.
    Spare(i64),
    /// Likely done so many days after it.
    Late(i64),
    /// Likely never done, or beyond all that is counted.
    Never,
    /// Nothing says when it is done.
    Unknown,
}

impl HeldDue {
    /// The due day of an open item, before anything is said of when it is done.
    pub fn of(item: &Item, today: Option<NaiveDate>) -> Option<Self> {
        let day = item.due.filter(|_| item.state.is_open())?;
        Some(Self {
            day,
            closes: item.urgency == Urgency::Window,
            stands: if is_over(Some(day), today) {
                DueStands::Passed
            } else {
                DueStands::Unknown
            },
        })
    }

    /// The same against a forecast.
    #[must_use]
    pub fn against(mut self, said: Option<&Expectation>) -> Self {
        if let (DueStands::Unknown, Some(Ok(likely))) = (self.stands, said) {
            let until = |end: NaiveDate| (self.day - end).num_days();
            self.stands = match (likely.when.likely, likely.days.likely.map(until)) {
                (When::Beyond | When::Never, _) => DueStands::Never,
                (When::Within(_), Some(spare @ 0..)) => DueStands::Spare(spare),
                (When::Within(_), Some(late)) => DueStands::Late(-late),
                (When::Within(_), None) => DueStands::Unknown,
            };
        }
        self
    }

    /// Whether it is a red flag: no time to spare, late, or passed.
    pub const fn is_at_risk(self) -> bool {
        matches!(
            self.stands,
            DueStands::Passed | DueStands::Spare(0) | DueStands::Late(_) | DueStands::Never
        )
    }
}
