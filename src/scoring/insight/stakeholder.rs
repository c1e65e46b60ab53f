//! Stakeholders: how close they are kept, who should have been spoken to, what was promised and kept, whose wishes are
//! served. Influence never enters a score.
//!
//! Works on plain inputs. Knows no record.

use crate::model::item::State;
use crate::model::person::Level;
use crate::scoring::ratio::Ratio;

/// How close a person is kept. Source: Mendelow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Closeness {
    /// Much influence, much interest.
    ManageClosely,
    /// Much influence, little interest.
    KeepSatisfied,
    /// Little influence, much interest.
    KeepInformed,
    /// Little of both.
    Monitor,
}

impl Closeness {
    /// The closeness of a person; none where one of the two is unknown. What is medium counts as high or low, as said.
    pub fn of(power: Option<Level>, interest: Option<Level>, medium: MediumCounts) -> Option<Self> {
        let is_high = |level, medium_is_high| match level {
            Level::High => true,
            Level::Medium => medium_is_high,
            Level::Low => false,
        };
        let power = is_high(power?, medium.power_is_high);
        Some(match (power, is_high(interest?, medium.interest_is_high)) {
            (true, true) => Self::ManageClosely,
            (true, false) => Self::KeepSatisfied,
            (false, true) => Self::KeepInformed,
            (false, false) => Self::Monitor,
        })
    }

    /// After how many days such a person is spoken to again.
    pub const fn every_days(self) -> i64 {
        match self {
            Self::ManageClosely => 14,
            Self::KeepSatisfied | Self::KeepInformed => 30,
            Self::Monitor => 90,
        }
    }

    /// In words: `manage closely`.
    pub const fn words(self) -> &'static str {
        match self {
            Self::ManageClosely => "manage closely",
            Self::KeepSatisfied => "keep satisfied",
            Self::KeepInformed => "keep informed",
            Self::Monitor => "monitor",
        }
    }
}

/// What medium influence and interest count as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MediumCounts {
    /// Whether medium influence counts as high.
    pub power_is_high: bool,
    /// Whether medium interest counts as high.
    pub interest_is_high: bool,
}

impl Default for MediumCounts {
    fn default() -> Self {
        Self {
            power_is_high: true,
            interest_is_high: false,
        }
    }
}

/// How long ago a person was spoken to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ContactGap {
    /// After how many days the person is spoken to again; none without a rhythm.
    pub every: Option<i64>,
    /// How many days ago that was last; none where it never was.
    pub days: Option<i64>,
}

impl ContactGap {
    /// The silence since a last contact; one after today is none. An own rhythm wins over that of the closeness.
    pub fn of(
        closeness: Option<Closeness>,
        own: Option<i64>,
        last: Option<i64>,
        today: i64,
    ) -> Self {
        let days = last.map(|last| today - last).filter(|days| *days >= 0);
        Self {
            every: own.or_else(|| closeness.map(Closeness::every_days)),
            days,
        }
    }

    /// By how many days it is longer than it should be, below zero where there is time; none where one is unknown.
    pub fn overdue(self) -> Option<i64> {
        Some(self.days? - self.every?)
    }
}

/// A promise: by when, and when it was kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Promise {
    /// By when.
    pub due: Option<i64>,
    /// When it was kept.
    pub kept: Option<i64>,
}

/// How many promises were kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PromisesKept {
    /// Kept by their day.
    pub in_time: usize,
    /// Kept, or due before today.
    pub due: usize,
    /// Not kept, and their day has not passed.
    pub open: usize,
}

impl PromisesKept {
    /// Counts promises with a day, as of today.
    pub fn of(promises: impl IntoIterator<Item = Promise>, today: i64) -> Self {
        let mut counts = Self::default();
        for promise in promises {
            let Some(due) = promise.due else { continue };
            match promise.kept {
                Some(kept) => {
                    counts.due += 1;
                    counts.in_time += usize::from(kept <= due);
                }
                None if due < today => counts.due += 1,
                None => counts.open += 1,
            }
        }
        counts
    }

    /// The share of those due that were kept in time; none where none was due.
    pub fn rate(self) -> Option<Ratio> {
        Ratio::new(
            i128::try_from(self.in_time).ok()?,
            i128::try_from(self.due).ok()?,
        )
    }
}

/// How much of what somebody wished for is planned, being done or done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Served {
    /// The size of that.
    pub served: Ratio,
    /// The size of all of it.
    pub all: Ratio,
    /// How many have no size.
    pub unsized_items: usize,
}

impl Served {
    /// Sums up wishes, each item once: its size and state.
    pub fn of(items: impl IntoIterator<Item = (Option<Ratio>, State)>) -> Option<Self> {
        let mut sums = Self {
            served: Ratio::ZERO,
            all: Ratio::ZERO,
            unsized_items: 0,
        };
        for (size, state) in items {
            let Some(size) = size else {
                sums.unsized_items += 1;
                continue;
            };
            sums.all = sums.all.plus(size)?;
            if matches!(state, State::Planned | State::Doing | State::Done) {
                sums.served = sums.served.plus(size)?;
            }
        }
        Some(sums)
    }

    /// The share; none where nothing has a size.
    pub fn share(self) -> Option<Ratio> {
        self.served.over(self.all)
    }
}

/// From which share of all effort on one voice is loud.
pub fn is_loud(share: Ratio) -> bool {
    Ratio::new(3, 10).is_some_and(|limit| share > limit)
}

/// Somebody with the effort they asked for and its share of all sized effort.
pub type Voice<P> = (P, Ratio, Option<Ratio>);

/// The effort that each person asked for, and its share of all sized effort; in the order in which they first ask.
pub fn voices<P: PartialEq + Copy>(
    items: &[(Option<Ratio>, Option<P>)],
) -> Option<(Ratio, Vec<Voice<P>>)> {
    let sized = || {
        items
            .iter()
            .filter_map(|(size, who)| Some(((*size)?, *who)))
    };
    let all = Ratio::sum(sized().map(|(size, _)| size))?;
    let mut voices: Vec<(P, Ratio)> = Vec::new();
    for (size, who) in sized() {
        let Some(who) = who else { continue };
        match voices.iter_mut().find(|(one, _)| *one == who) {
            Some((_, effort)) => *effort = effort.plus(size)?,
            None => voices.push((who, size)),
        }
    }
    let voices = voices.into_iter();
    let voices = voices.map(|(who, effort)| (who, effort, effort.over(all)));
    Some((all, voices.collect()))
}
