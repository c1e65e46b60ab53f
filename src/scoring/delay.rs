//! What waiting costs, by the shape of an item's urgency.
//!
//! Owns the loss over time, and now against later. Knows no record, no calendar and no words. In reading order:
//!
//! - `curve` owns the one form that every shape takes: nothing, then a parabola, then a level.
//! - [`loss`] owns what is known of the loss of one item, over points of work, and what another place changes.
//! - [`sequence`] owns the order of least total loss.
//! - [`urgency`] owns which shape a record has, and when it is delivered at its place.
//!
//! Time starts at 0, which is now, in weeks or any other unit that all numbers share; a loss is money
//! or points, whichever the rates are in, and counts until delivery.

mod curve;
pub mod loss;
pub mod sequence;
pub mod urgency;

use self::curve::Curve;
use crate::scoring::ratio::{Ratio, TooLarge};

/// How the loss of one item grows while it is not delivered.
///
/// Source of the shapes: classes of service (Anderson) and urgency profiles (Arnold).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Profile {
    /// The same loss for every week.
    Standard {
        /// Loss per week.
        rate: Ratio,
    },
    /// The same curve as standard, with a policy of its own: at most one at a time.
    Expedite {
        /// Loss per week.
        rate: Ratio,
    },
    /// Nothing up to and on a date, then a penalty at once, and a rate from there.
    Fixed {
        /// The date; exactly on it is not late.
        date: Ratio,
        /// The loss at once when late.
        once: Ratio,
        /// Loss per week after the date.
        rate: Ratio,
    },
    /// Nothing at first, then the same loss for every week: enablers, debt.
    Intangible {
        /// When the loss starts.
        from: Ratio,
        /// Loss per week from there.
        rate: Ratio,
    },
    /// A season: the loss grows while it is open, and after it nothing more can be lost.
    Window {
        /// When it opens.
        opens: Ratio,
        /// When it closes.
        closes: Ratio,
        /// Loss per week between the two.
        rate: Ratio,
    },
    /// A benefit that fades: the loss per week falls evenly to nothing at the end of its life.
    Fading {
        /// How long there is a benefit at all.
        life: Ratio,
        /// Loss per week at the start.
        rate: Ratio,
    },
}

/// The loss of one item when it is started at once and when it is started later.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NowOrLater {
    /// The loss when started at once.
    pub now: Ratio,
    /// The loss when started after the wait.
    pub later: Ratio,
    /// What the wait costs: later less now.
    pub extra: Ratio,
}

impl Profile {
    /// Whether the loss never falls: no rate, penalty or life below zero, no window that closes before it opens.
    pub fn is_sound(&self) -> bool {
        let positive = |parts: &[Ratio]| !parts.iter().any(|part| part.is_negative());
        match *self {
            Self::Standard { rate } | Self::Expedite { rate } | Self::Intangible { rate, .. } => {
                positive(&[rate])
            }
            Self::Fixed { once, rate, .. } => positive(&[once, rate]),
            Self::Window {
                opens,
                closes,
                rate,
            } => positive(&[rate]) && opens <= closes,
            Self::Fading { life, rate } => positive(&[life, rate]),
        }
    }

    /// Whether every week costs the same from now on: standard and expedite.
    pub const fn is_even(&self) -> bool {
        matches!(self, Self::Standard { .. } | Self::Expedite { .. })
    }

    /// The loss when delivered at `time`, in the unit of the rate times weeks.
    pub fn loss(&self, time: Ratio) -> Result<Ratio, TooLarge> {
        Curve::of(self).and_then(|c| c.at(time)).ok_or(TooLarge)
    }

    /// The loss per week just after time 0, which the plain order goes by.
    pub fn rate_now(&self) -> Ratio {
        let (runs, rate) = match *self {
            Self::Standard { rate } | Self::Expedite { rate } => (true, rate),
            Self::Fixed { date, rate, .. } => (date <= Ratio::ZERO, rate),
            Self::Intangible { from, rate } => (from <= Ratio::ZERO, rate),
            Self::Window {
                opens,
                closes,
                rate,
            } => (opens <= Ratio::ZERO && Ratio::ZERO < closes, rate),
            Self::Fading { life, rate } => (Ratio::ZERO < life, rate),
        };
        if runs { rate } else { Ratio::ZERO }
    }

    /// Compares starting at once with starting after `wait`, for an item that takes `duration`.
    pub fn now_or_later(&self, duration: Ratio, wait: Ratio) -> Result<NowOrLater, TooLarge> {
        let now = self.loss(duration)?;
        let later = self.loss(duration.plus(wait).ok_or(TooLarge)?)?;
        let extra = later.minus(now).ok_or(TooLarge)?;
        Ok(NowOrLater { now, later, extra })
    }

    /// The same over another unit of time, of which one takes so much of the present; a loss is then in parts of that
    /// unit. None when it does not fit.
    pub fn over(self, unit: Ratio) -> Option<Self> {
        let time = |time: Ratio| time.over(unit);
        Some(match self {
            Self::Standard { .. } | Self::Expedite { .. } => self,
            Self::Fixed { date, once, rate } => Self::Fixed {
                date: time(date)?,
                once: once.over(unit)?,
                rate,
            },
            Self::Intangible { from, rate } => Self::Intangible {
                from: time(from)?,
                rate,
            },
            Self::Window {
                opens,
                closes,
                rate,
            } => Self::Window {
                opens: time(opens)?,
                closes: time(closes)?,
                rate,
            },
            Self::Fading { life, rate } => Self::Fading {
                life: time(life)?,
                rate,
            },
        })
    }

    /// The most that one unit of time adds, and what is added at once.
    pub const fn most(&self) -> (Ratio, Ratio) {
        match *self {
            Self::Standard { rate }
            | Self::Expedite { rate }
            | Self::Intangible { rate, .. }
            | Self::Window { rate, .. }
            | Self::Fading { rate, .. } => (rate, Ratio::ZERO),
            Self::Fixed { once, rate, .. } => (rate, once),
        }
    }

    /// The date that must be met; only a fixed date has one.
    pub const fn date(&self) -> Option<Ratio> {
        match *self {
            Self::Fixed { date, .. } => Some(date),
            Self::Standard { .. }
            | Self::Expedite { .. }
            | Self::Intangible { .. }
            | Self::Window { .. }
            | Self::Fading { .. } => None,
        }
    }
}

#[cfg(test)]
mod tests;
