//! The facts behind a finding.

use chrono::NaiveDate;

use crate::model::id::Id;
use crate::model::number::Number;
use crate::scoring::evaluation::Flag;
use crate::scoring::firmness::robustness::matters::DoubtEffect;
use crate::scoring::forecast::roadmap::Likely;
use crate::scoring::plan::capacity::Load;
use crate::scoring::plan::pacing::Drift;
use crate::scoring::ranking::wsjf::Factor;
use crate::scoring::ratio::Ratio;

/// A place in the order that people argue about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Border {
    /// The first places.
    Top,
    /// Where capacity ends.
    Cut,
}

/// The facts behind a finding; the item it is about is its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Each item needs the next, and the last one the first.
    Cycle {
        /// The items, in that order.
        way: Vec<Id>,
        /// How many more are entangled with them.
        others: usize,
    },
    /// Needs that are parked or declined.
    Parked(Vec<Id>),
    /// Needs that stand below it.
    Before(Vec<Id>),
    /// Needs without a score.
    Unscored(Vec<Id>),
    /// A request, and no need behind it.
    WithoutNeed,
    /// An option that is smaller and worth no less.
    Smaller {
        /// The option.
        option: Id,
        /// Its size.
        size: Number,
        /// The size of what is planned.
        than: Number,
    },
    /// The refuted assumptions.
    Refuted(Vec<Id>),
    /// The day on which it was to be looked at again.
    Review(NaiveDate),
    /// The day on which it was asked for.
    Asked(NaiveDate),
    /// Too much effort is Must.
    Must {
        /// The share, a fraction of 1.
        share: Ratio,
        /// The limit, in percent.
        limit: Ratio,
        /// The increment it is planned for; none for the whole backlog.
        increment: Option<Id>,
        /// The fewest items to make Should so that the limit holds.
        demotions: Vec<Id>,
    },
    /// Too much effort is urgent.
    Urgency {
        /// The share, a fraction of 1.
        share: Ratio,
        /// The limit, in percent.
        limit: Ratio,
        /// The urgent items, the largest first.
        items: Vec<Id>,
    },
    /// What a pin costs where that is money, which is told as a part of what the order costs.
    PinShare {
        /// Its part, as a fraction of 1.
        share: Ratio,
        /// What its part may be.
        limit: Ratio,
        /// How many others are delivered at another time.
        moved: usize,
    },
    /// What a pin costs, in points of cost of delay.
    Pin {
        /// Paid - gained.
        net: Ratio,
        /// What a pin may cost here.
        most: Ratio,
        /// How many others are delivered at another time.
        moved: usize,
    },
    /// No date.
    WithoutDate,
    /// No ROAM letter.
    WithoutLetter,
    /// Another item of the same key.
    SameKey(Id),
    /// No follow-up.
    WithoutFollowUp,
    /// What is awaited from outside is late.
    Late {
        /// The day it is needed.
        due: Option<NaiveDate>,
        /// Who was asked.
        from: String,
    },
    /// The day by which an action was to be done.
    Overdue(NaiveDate),
    /// No item leads to it.
    WithoutItem,
    /// A business value that is none.
    OffRange(Number),
    /// No team.
    WithoutTeam,
    /// Too much to carry, or so much that nothing may go wrong.
    Load(Load),
    /// The iterations in which a team has too much to carry.
    TeamLoads(Vec<(Id, Load)>),
    /// Planned for an iteration without its needs.
    Early {
        /// Needs in a later iteration.
        later: Vec<Id>,
        /// Needs in none.
        unplanned: Vec<Id>,
    },
    /// Buckets off their target.
    OffTarget {
        /// Each with its share in whole percent, as every screen has it, and its target as a fraction of 1.
        buckets: Vec<(Id, u8, Ratio)>,
        /// What the shares leave out, in words.
        left: Vec<String>,
    },
    /// A bucket off its target as a habit.
    Drift(Drift),
    /// Must items in no increment.
    MustsLeft(Vec<Id>),
    /// Likely done after its day.
    Behind {
        /// The day.
        due: NaiveDate,
        /// When it is likely done.
        likely: Likely,
    },
    /// What a check of days or capacities says itself.
    Said(String),
    /// The same person votes in the same round.
    SameVote {
        /// The increment.
        increment: Id,
        /// Who votes.
        person: Id,
        /// The round.
        round: Number,
    },
    /// The same team in the same iteration.
    SameAvailability {
        /// The team.
        team: Id,
        /// The iteration.
        iteration: Id,
    },
    /// A decision is to be looked at again.
    Decided {
        /// The decision.
        decision: Id,
        /// The day it was to be looked at.
        review: NaiveDate,
        /// What a week of waiting costs today, in points.
        cost: Option<Ratio>,
    },
    /// No day to look again.
    WithoutDay,
    /// A conversation was not held.
    NotHeld {
        /// The day it was to be held by.
        due: NaiveDate,
        /// Who must be there.
        people: Vec<Id>,
    },
    /// No open item has a score; these are all of them.
    Unestimated(Vec<Id>),
    /// Blanks that matter.
    Missing {
        /// The blank columns.
        factors: Vec<Factor>,
        /// What they can change.
        verdict: DoubtEffect,
    },
    /// A value beside the scale.
    OffScale {
        /// The column.
        factor: Factor,
        /// The value.
        value: Ratio,
    },
    /// What is wrong with a column.
    Column(Flag),
    /// One step swaps it with the item below.
    NearTie {
        /// The item below.
        with: Id,
        /// Whose estimate moves.
        mover: Id,
        /// The estimate.
        factor: Factor,
        /// Its value now.
        from: Ratio,
        /// Its value then.
        to: Ratio,
        /// Why it matters.
        border: Border,
    },
}

impl Reason {
    /// The items the reason names, the first one to look at first.
    pub fn items(&self) -> &[Id] {
        if let Self::Cycle { way: items, .. }
        | Self::Parked(items)
        | Self::Before(items)
        | Self::Unscored(items)
        | Self::Unestimated(items)
        | Self::MustsLeft(items)
        | Self::Must {
            demotions: items, ..
        }
        | Self::Urgency { items, .. } = self
        {
            items
        } else if let Self::NearTie { with: other, .. } | Self::SameKey(other) = self {
            std::slice::from_ref(other)
        } else if let Self::Early { later, unplanned } = self {
            if later.is_empty() { unplanned } else { later }
        } else {
            &[]
        }
    }

    /// The estimate the reason names.
    pub fn factor(&self) -> Option<Factor> {
        if let Self::Missing { factors, .. } = self {
            factors.first().copied()
        } else if let Self::OffScale { factor, .. } | Self::NearTie { factor, .. } = self {
            Some(*factor)
        } else if let Self::Column(flag) = self {
            Some(flag.factor())
        } else {
            None
        }
    }
}
