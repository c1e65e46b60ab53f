//! What teams, iterations and increments can carry, as the records of a workspace give it.
//!
//! Owns which record counts: what somebody wrote down, or else the sum of the parts. Where one part is unknown,
//! so is the sum, and it is said how many parts are known. The rule for one team is in [`super::capacity`].

use chrono::{Datelike, NaiveDate, Weekday};

use super::capacity::{Capacity, Staffing, UnknownCapacity, capacity};
use super::velocity::Past;
use crate::model::Workspace;
use crate::model::availability::Availability;
use crate::model::increment::{Increment, Iteration};
use crate::model::number::Number;
use crate::model::team::Team;
use crate::scoring::ranking::inputs::ratio;
use crate::scoring::ratio::Ratio;

/// What can be carried, in points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Supply {
    /// Nobody says.
    #[default]
    Unknown,
    /// So many points.
    Known(Ratio),
    /// Of its parts, only some say.
    Partly(SupplyParts),
}

/// Parts of which not all are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SupplyParts {
    /// How many are known.
    pub known: usize,
    /// Of how many.
    pub of: usize,
    /// What the parts are.
    pub part: SupplyPart,
}

/// What a capacity is the sum of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SupplyPart {
    /// The teams of an iteration.
    Team,
    /// The iterations of an increment.
    Iteration,
}

impl Supply {
    /// The points, where they are known.
    pub const fn points(self) -> Option<Ratio> {
        match self {
            Self::Known(points) => Some(points),
            Self::Unknown | Self::Partly(_) => None,
        }
    }

    /// What is missing in words: `2 of 3 teams known`; none where nothing is, or everything.
    pub fn missing(self) -> Option<String> {
        let Self::Partly(SupplyParts { known, of, part }) = self else {
            return None;
        };
        let part = match part {
            SupplyPart::Team => "teams",
            SupplyPart::Iteration => "iterations",
        };
        Some(format!("{known} of {of} {part} known"))
    }

    /// The sum of parts; unknown where one of them is.
    pub fn sum(parts: impl IntoIterator<Item = Option<Ratio>>, part: SupplyPart) -> Self {
        let parts: Vec<Option<Ratio>> = parts.into_iter().collect();
        let known = parts.iter().flatten().count();
        if known == 0 {
            return Self::Unknown;
        }
        if known < parts.len() {
            let of = parts.len();
            return Self::Partly(SupplyParts { known, of, part });
        }
        // A sum that does not fit exact numbers is none.
        Ratio::sum(parts.into_iter().flatten()).map_or(Self::Unknown, Self::Known)
    }
}

/// What an increment can carry: what is written down, or the sum of its iterations but innovation ones.
pub fn of_increment(workspace: &Workspace, past: &Past, increment: &Increment) -> Supply {
    if let Some(points) = ratio(increment.capacity) {
        return Supply::Known(points);
    }
    of_iterations(workspace, past, increment)
}

/// The sum of the iterations of an increment but innovation ones.
pub fn of_iterations(workspace: &Workspace, past: &Past, increment: &Increment) -> Supply {
    let all = workspace.all::<Iteration>();
    let working = all.filter(|i| i.increment.0 == Some(increment.id) && !i.innovation);
    let parts: Vec<Supply> = working.map(|i| of_iteration(workspace, past, i)).collect();
    let sum = Supply::sum(
        parts.iter().map(|part| part.points()),
        SupplyPart::Iteration,
    );
    let partly = parts
        .into_iter()
        .find(|part| matches!(part, Supply::Partly(_)));
    // Where no iteration is known, the teams of one say more than that.
    partly.filter(|_| sum == Supply::Unknown).unwrap_or(sum)
}

/// What an iteration can carry: what is written down, or the sum of what the teams can. An innovation iteration
/// is kept free of them.
pub fn of_iteration(workspace: &Workspace, past: &Past, iteration: &Iteration) -> Supply {
    if let Some(points) = ratio(iteration.capacity) {
        return Supply::Known(points);
    }
    of_teams(workspace, past, iteration)
}

/// The sum of what the teams can carry in an iteration.
pub fn of_teams(workspace: &Workspace, past: &Past, iteration: &Iteration) -> Supply {
    if iteration.innovation {
        return Supply::Unknown;
    }
    let roster = Roster::of(workspace, past, iteration);
    let teams = workspace
        .all::<Team>()
        .map(|team| roster.of_team(team).ok());
    Supply::sum(
        teams.map(|known| known.map(|known| known.points)),
        SupplyPart::Team,
    )
}

/// Who is there in an iteration: what counts for every team of it, looked up once.
#[derive(Debug)]
pub struct Roster<'a> {
    past: &'a Past,
    iteration: &'a Iteration,
    there: Vec<&'a Availability>,
}

impl<'a> Roster<'a> {
    /// Looks it up.
    pub fn of(workspace: &'a Workspace, past: &'a Past, iteration: &'a Iteration) -> Self {
        let there = workspace.all::<Availability>();
        Self {
            past,
            iteration,
            there: there
                .filter(|there| there.iteration.0 == Some(iteration.id))
                .collect(),
        }
    }

    /// What a team can carry.
    pub fn of_team(&self, team: &Team) -> Result<Capacity, UnknownCapacity> {
        let iteration = self.iteration;
        if iteration.innovation {
            return Err(UnknownCapacity::KeptFree);
        }
        let mut all = self.there.iter();
        let there = all.find(|there| there.team.0 == Some(team.id));
        let members = i64::try_from(team.members.0.len()).ok();
        let number = |number: Option<Number>| number.map(Ratio::from);
        let focus = there.and_then(|there| there.focus);
        let usual = members.filter(|count| *count > 0).map(Ratio::whole);
        let staffing = Staffing {
            people: there.and_then(|there| number(there.people)).or(usual),
            usual,
            away: there.and_then(|there| number(there.away)),
            focus: focus.and_then(|share| Ratio::from(share.0).over(Ratio::HUNDRED)),
            days: iteration.starts.zip(iteration.ends).and_then(working_days),
        };
        let said = there.and_then(|there| ratio(there.capacity));
        capacity(said, self.past.last(team.id), &staffing)
    }
}

/// Mondays to Fridays from the first day to the last, both with it; `None` when they are the wrong way round.
fn working_days((first, last): (NaiveDate, NaiveDate)) -> Option<Ratio> {
    if last < first {
        return None;
    }
    let days = (last - first).num_days() + 1;
    let rest = first.iter_days().take(usize::try_from(days % 7).ok()?);
    let is_working = |day: &NaiveDate| !matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
    let rest = i64::try_from(rest.filter(is_working).count()).ok()?;
    Some(Ratio::whole(days / 7 * 5 + rest))
}

#[cfg(test)]
mod tests;
