//! What a team can carry in an iteration, and what it is given to carry.
//!
//! Owns the rules from past velocity, or from the number of people where nothing is past yet. Knows no
//! record; days are working days.

use crate::scoring::ratio::Ratio;

/// The working days of an iteration that start rule and velocity speak of: two weeks.
const TWO_WEEKS: Ratio = Ratio::whole(10);
/// Points of somebody full-time in two weeks, by the start rule.
const A_PERSON: Ratio = Ratio::whole(8);

/// Who of a team is there in one iteration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Staffing {
    /// How many work in it, full-time; half a person is 1/2.
    pub people: Option<Ratio>,
    /// How many usually do, and did when the velocity was made; `None` counts as `people`.
    pub usual: Option<Ratio>,
    /// Days away, added up over all people; `None` when nobody is known to be.
    pub away: Option<Ratio>,
    /// The share of their time for planned work, a fraction of 1; `None` is all of it.
    pub focus: Option<Ratio>,
    /// The working days of the iteration; `None` counts as two weeks.
    pub days: Option<Ratio>,
}

/// What a capacity rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CapacityBasis {
    /// The team said so.
    Said,
    /// The mean of so many past iterations, for the people who are there.
    Velocity(usize),
    /// 8 points a person in two weeks less 1 a day away: in every iteration until one is finished.
    StartRule,
}

/// What a team can carry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Capacity {
    /// In points.
    pub points: Ratio,
    /// What it rests on.
    pub basis: CapacityBasis,
}

/// Why a capacity is unknown, which is not zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
pub enum UnknownCapacity {
    /// Nothing is past yet, and nobody said how many people there are.
    #[error("nobody says how many people there are")]
    NoPeople,
    /// The iteration is the one for innovation and planning.
    #[error("it is kept free for innovation and planning")]
    KeptFree,
    /// A number is below zero.
    #[error("a number is below 0")]
    Negative,
    /// A number does not fit.
    #[error("the numbers are too large to compute with exactly")]
    TooLarge,
}

/// The mean of past iterations, those of 0 points too; `None` without any.
pub fn velocity(past: &[Ratio]) -> Option<Ratio> {
    Ratio::mean(past)
}

/// What the start rule gives people in two weeks, each with the share of a full-time job and the days
/// away; nobody counts below 0. Source: SAFe, iteration planning.
pub fn start_rule(people: &[(Ratio, Ratio)]) -> Option<Ratio> {
    let points = |(share, away): &(Ratio, Ratio)| {
        Some(A_PERSON.times(*share)?.minus(*away)?.max(Ratio::ZERO))
    };
    people
        .iter()
        .map(points)
        .try_fold(Ratio::ZERO, |sum, points| sum.plus(points?))
}

/// What a team can carry in an iteration.
///
/// What the team said counts before everything else; then its velocity, in the share of its usual person-days
/// that is there; the start rule holds for every iteration until the team has finished one.
pub fn capacity(
    said: Option<Ratio>,
    past: &[Ratio],
    staffing: &Staffing,
) -> Result<Capacity, UnknownCapacity> {
    let parts = [
        said,
        staffing.people,
        staffing.usual,
        staffing.away,
        staffing.focus,
        staffing.days,
    ];
    let mut given = parts.iter().flatten().chain(past);
    if given.any(|number| number.is_negative()) {
        return Err(UnknownCapacity::Negative);
    }
    if let Some(points) = said {
        return Ok(Capacity {
            points,
            basis: CapacityBasis::Said,
        });
    }
    if past.is_empty() {
        let people = staffing.people.ok_or(UnknownCapacity::NoPeople)?;
        return Ok(Capacity {
            points: from_start(people, staffing).ok_or(UnknownCapacity::TooLarge)?,
            basis: CapacityBasis::StartRule,
        });
    }
    Ok(Capacity {
        points: from_velocity(past, staffing).ok_or(UnknownCapacity::TooLarge)?,
        basis: CapacityBasis::Velocity(past.len()),
    })
}

fn from_start(people: Ratio, staffing: &Staffing) -> Option<Ratio> {
    let days = staffing.days.unwrap_or(TWO_WEEKS);
    let share = people.times(days)?.over(TWO_WEEKS)?;
    let points = start_rule(&[(share, staffing.away.unwrap_or(Ratio::ZERO))])?;
    points.times(staffing.focus.unwrap_or(Ratio::ONE))
}

fn from_velocity(past: &[Ratio], staffing: &Staffing) -> Option<Ratio> {
    let points = velocity(past)?.times(staffing.focus.unwrap_or(Ratio::ONE))?;
    let Some(people) = staffing.people.or(staffing.usual) else {
        return Some(points);
    };
    let days = staffing.days.unwrap_or(TWO_WEEKS);
    let usual = staffing.usual.unwrap_or(people).times(days)?;
    let there = people.times(days)?;
    let there = there.minus(staffing.away.unwrap_or(Ratio::ZERO))?;
    if usual.is_zero() {
        // Nobody is what the velocity would be shared out to.
        return Some(Ratio::ZERO);
    }
    points.times(there.max(Ratio::ZERO).over(usual)?)
}

/// How a load stands against a capacity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Strain {
    /// Up to [`Load::comfort`].
    Fits,
    /// Above it, and within the capacity: nothing may go wrong.
    Tight,
    /// Above the capacity.
    Over,
}

/// Points planned into a stretch of time against what it can carry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Load {
    /// Points planned.
    pub points: Ratio,
    /// Points that can be carried.
    pub capacity: Ratio,
}

impl Load {
    /// The share of the capacity up to which a plan has room for what nobody foresees.
    pub fn comfort() -> Ratio {
        Ratio::new(17, 20).unwrap_or(Ratio::ONE)
    }

    /// The share of the capacity that is used; `None` for a capacity of zero.
    pub fn share(&self) -> Option<Ratio> {
        self.points.over(self.capacity)
    }

    /// Points above the capacity; zero when it fits, `None` when the numbers do not fit.
    pub fn excess(&self) -> Option<Ratio> {
        Some(self.points.minus(self.capacity)?.max(Ratio::ZERO))
    }

    /// How the load stands; nothing to carry always fits.
    pub fn strain(&self) -> Strain {
        if self.points > self.capacity {
            Strain::Over
        } else if self.share().is_some_and(|share| share > Self::comfort()) {
            Strain::Tight
        } else {
            Strain::Fits
        }
    }
}
