//! How the cost of waiting grows, as the records give it.
//!
//! Owns which shape of [`crate::scoring::delay`] an item has and in which unit, and why a part of it does not
//! count. Knows no clock and no screen. In reading order:
//!
//! - `calendar` owns what a day and a point are in weeks.
//! - [`counted`] owns the loss that prices and the ranking with dates count.
//! - `later` owns what one increment more costs it than its place.
//! - `over_time` owns what it loses week by week, for a picture.
//!
//! Time 0 is the first day of the coming increment. A loss is in points × weeks or in money, never in
//! both, and counts until delivery.

mod calendar;
pub mod counted;
pub mod later;
pub mod over_time;

pub use self::calendar::Calendar;

use super::Profile;
use crate::model::item::{Item, Urgency};
use crate::model::words::worded;
use crate::scoring::plan::coming::NO_COMING;
use crate::scoring::price::total::Unit;
use crate::scoring::ranking::inputs::ratio;
use crate::scoring::ratio::Ratio;

/// Why a date, a shape or a number does not count, or not as it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum UrgencyReason {
    /// No increment is coming.
    NoIncrement,
    /// The coming increment has no first or no last day, or they are the wrong way round.
    NoDays,
    /// Nothing says how many points fit the coming increment.
    NoCapacity,
    /// The item has no place in the order.
    NoPlace,
    /// The item has no job size.
    NoSize,
    /// The item has no cost of delay.
    NoCost,
    /// A fixed date or a window has no due day.
    NoDue,
    /// A window or an intangible has no day from which it matters.
    NoOpening,
    /// What fades has no life.
    NoLife,
    /// A window closes before it opens.
    ClosesFirst,
    /// A window closes before the coming increment starts.
    IsShut,
    /// A fixed date has no penalty when late.
    NoPenalty,
    /// The date of an item counts, but what a week after it costs is unknown.
    NoRate,
    /// There is a due day, but the urgency is one that knows none.
    DayUnused,
    /// There is a penalty when late, but the loss is in points.
    MoneyInPoints,
    /// A number is below zero.
    BelowZero,
    /// The exact result does not fit.
    TooLarge,
}

impl UrgencyReason {
    /// What it means, in words.
    pub fn words(self) -> &'static str {
        match self {
            Self::NoIncrement => NO_COMING.said(),
            Self::NoDays => {
                worded("the coming planning interval needs a first day and a last day after it")
            }
            Self::NoCapacity => worded("the coming planning interval has no capacity"),
            Self::NoPlace => "it has no place in the order",
            Self::NoSize => "it has no job size",
            Self::NoCost => "it has no cost of delay",
            Self::NoDue => "it has no due day, so it counts as standard",
            Self::NoOpening => "it has no day from which it matters, so it counts as standard",
            Self::NoLife => "how long its benefit lasts is unknown, so it counts as standard",
            Self::ClosesFirst => "its window closes before it opens",
            Self::IsShut => worded(
                "its window closes before the coming planning interval starts: after that nothing is lost",
            ),
            Self::NoPenalty => {
                "no penalty when late is written down, so missing its date costs nothing at once"
            }
            Self::NoRate => "what a week after its date costs is unknown and not counted",
            Self::DayUnused => "its urgency is not a fixed date, so its due day costs nothing",
            Self::MoneyInPoints => "its penalty when late is money and does not count in points",
            Self::BelowZero => "a number is below zero",
            Self::TooLarge => "the numbers are too large",
        }
    }

    /// Whether something of the record does not count. What is not there cannot count, and a penalty in money comes
    /// first where it is a limit.
    pub const fn is_left_out(self, is_limit: bool) -> bool {
        let is_first = is_limit && matches!(self, Self::MoneyInPoints);
        !is_first && !matches!(self, Self::NoPenalty | Self::NoRate)
    }

    /// Whether it makes an item count as standard though its urgency is another.
    pub const fn is_missing(self) -> bool {
        matches!(self, Self::NoDue | Self::NoOpening | Self::NoLife)
    }
}

/// What delay costs an item, and what of its record does not count in that.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UrgencyShape {
    /// The loss over time, in weeks from the start of the coming increment.
    pub profile: Profile,
    /// What does not count as it stands.
    pub reasons: Vec<UrgencyReason>,
}

/// When an item would be delivered with so many points before it, one after the other.
pub fn delivery(item: &Item, ahead: Ratio, calendar: Calendar) -> Result<Ratio, UrgencyReason> {
    let size = ratio(item.size).filter(|size| !size.is_negative());
    let all = size.ok_or(UrgencyReason::NoSize)?.plus(ahead);
    calendar.pace(all.ok_or(UrgencyReason::TooLarge)?)
}

/// The shape of an item at a rate in a unit; without a calendar every item counts as standard.
///
/// A day that opens something is its morning, a due day its evening. What lacks a part of its shape
/// counts as standard and says so; a window that closes before it opens is refused, and so is what is
/// below zero.
pub fn shape(
    item: &Item,
    (rate, unit): (Ratio, Unit),
    calendar: Result<Calendar, UrgencyReason>,
) -> Result<UrgencyShape, UrgencyReason> {
    let standard = Profile::Standard { rate };
    let mut reasons = Vec::new();
    let mut missing = |reason| {
        reasons.push(reason);
        Ok(standard)
    };
    let found = match (item.urgency, calendar) {
        (Urgency::Standard, _) => Ok(standard),
        (Urgency::Expedite, _) => Ok(Profile::Expedite { rate }),
        (_, Err(reason)) => missing(reason),
        (Urgency::FixedDate, Ok(calendar)) => match item.due {
            None => missing(UrgencyReason::NoDue),
            Some(due) => calendar.evening(due).map(|date| Profile::Fixed {
                date,
                once: once(item, unit),
                rate,
            }),
        },
        (Urgency::Window, Ok(calendar)) => match (item.opens, item.due) {
            (None, _) => missing(UrgencyReason::NoOpening),
            (_, None) => missing(UrgencyReason::NoDue),
            (Some(opens), Some(due)) if due < opens => Err(UrgencyReason::ClosesFirst),
            (Some(opens), Some(due)) => Ok(Profile::Window {
                opens: calendar.morning(opens)?,
                closes: calendar.evening(due)?,
                rate,
            }),
        },
        (Urgency::Intangible, Ok(calendar)) => match item.opens {
            None => missing(UrgencyReason::NoOpening),
            Some(day) => calendar
                .morning(day)
                .map(|from| Profile::Intangible { from, rate }),
        },
        (Urgency::Fading, Ok(_)) => match item.life_weeks {
            None => missing(UrgencyReason::NoLife),
            Some(weeks) => Ok(Profile::Fading {
                life: Ratio::from(weeks),
                rate,
            }),
        },
    };
    let profile = found?;
    if !profile.is_sound() {
        return Err(UrgencyReason::BelowZero);
    }
    reasons.extend(left_out(item, unit, &profile));
    Ok(UrgencyShape { profile, reasons })
}

/// The cost of being late at all, which is money: nothing in points, and nothing where none is given.
fn once(item: &Item, unit: Unit) -> Ratio {
    match (unit, item.late_cost) {
        (Unit::Money, Some(cost)) => Ratio::from(cost.0),
        (Unit::Money, None) | (Unit::Points, _) => Ratio::ZERO,
    }
}

/// What the record holds and the profile does not, and what neither holds.
fn left_out(item: &Item, unit: Unit, profile: &Profile) -> Option<UrgencyReason> {
    match *profile {
        Profile::Fixed { .. } if unit == Unit::Points && item.late_cost.is_some() => {
            Some(UrgencyReason::MoneyInPoints)
        }
        Profile::Fixed { .. } if item.late_cost.is_none() => Some(UrgencyReason::NoPenalty),
        Profile::Window { closes, .. } if closes <= Ratio::ZERO => Some(UrgencyReason::IsShut),
        Profile::Standard { .. }
        | Profile::Expedite { .. }
        | Profile::Intangible { .. }
        | Profile::Fading { .. }
            if item.due.is_some()
                && !matches!(item.urgency, Urgency::FixedDate | Urgency::Window) =>
        {
            Some(UrgencyReason::DayUnused)
        }
        Profile::Standard { .. }
        | Profile::Expedite { .. }
        | Profile::Fixed { .. }
        | Profile::Intangible { .. }
        | Profile::Window { .. }
        | Profile::Fading { .. } => None,
    }
}
