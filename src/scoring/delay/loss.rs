//! What is known of the loss of one item that waits, over points of work.
//!
//! Owns what an item loses that is delivered after so much work, what another place of it changes, and whether its
//! date is met. Knows no calendar and no record.

use super::Profile;
use crate::scoring::ratio::Ratio;

/// What is known of the loss of an item, over points of work: so many points times what a week costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Loss {
    profile: Profile,
    is_least: bool,
}

/// What another time of delivery changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LossChange {
    /// What is lost more, below zero what is lost less; none where nothing is known of it.
    pub cost: Option<Ratio>,
    /// Whether that is all of it, not only the part that is known.
    pub is_whole: bool,
}

impl Loss {
    /// The same loss for every week.
    pub const fn even(rate: Ratio) -> Self {
        Self {
            profile: Profile::Standard { rate },
            is_least: false,
        }
    }

    /// The loss of a profile over weeks, where a point takes so many of them; none when that does not fit.
    pub fn of(profile: Profile, weeks_a_point: Ratio) -> Option<Self> {
        Some(Self {
            profile: profile.over(weeks_a_point)?,
            is_least: false,
        })
    }

    /// The same where nobody knows what a week after its date costs: no more is known than what the profile says.
    #[must_use]
    pub const fn at_least(self, is_least: bool) -> Self {
        Self { is_least, ..self }
    }

    /// Whether the loss never falls.
    pub fn is_sound(&self) -> bool {
        self.profile.is_sound()
    }

    /// What is lost until delivery after so many points, as far as it is known.
    pub fn at(&self, points: Ratio) -> Option<Ratio> {
        if self.profile.is_even() {
            return self.profile.most().0.times(points);
        }
        self.profile.loss(points).ok()
    }

    /// Whether that is all that is lost until then.
    pub fn is_whole_at(&self, points: Ratio) -> bool {
        !self.is_least || !self.is_late(points)
    }

    /// What is lost more when delivered after these points in place of those; none when it does not fit.
    pub fn change(&self, from: Ratio, to: Ratio) -> Option<LossChange> {
        let cost = self.at(to)?.minus(self.at(from)?)?;
        let is_whole = from == to || self.is_whole_at(from) && self.is_whole_at(to);
        Some(LossChange {
            cost: (is_whole || !cost.is_zero()).then_some(cost),
            is_whole,
        })
    }

    /// Whether its date is missed when it is delivered after so many points; never for what has none.
    pub fn is_late(&self, points: Ratio) -> bool {
        self.profile.date().is_some_and(|date| date < points)
    }

    /// The most that a point more of work before it adds, and what is added at once.
    pub const fn most(&self) -> (Ratio, Ratio) {
        self.profile.most()
    }

    /// The loss over time, in points of work.
    pub const fn profile(&self) -> Profile {
        self.profile
    }
}
