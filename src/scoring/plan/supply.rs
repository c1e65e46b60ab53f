//! What teams, iterations and increments can carry, as the records of a workspace give it.
//!
//! Owns which record counts: what somebody wrote down, or else the sum of the parts. Where one part is unknown,
//! so is the sum, and it is said how many parts are known. The rule for one team is in [`super::capacity`].

use chrono::{Datelike, NaiveDate, TimeDelta, Weekday};

use super::capacity::{Capacity, Staffing, UnknownCapacity, capacity};
use super::iterations;
use super::timetable::Timetable;
use super::velocity::PastIterations;
use crate::model::Workspace;
use crate::model::availability::Availability;
use crate::model::increment::{Increment, Iteration};
use crate::model::number::Number;
use crate::model::record::Declared as _;
use crate::model::team::Team;
use crate::model::words::worded;
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
            SupplyPart::Iteration => worded("iterations"),
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
pub fn of_increment(workspace: &Workspace, past: &PastIterations, increment: &Increment) -> Supply {
    if let Some(points) = ratio(increment.capacity) {
        return Supply::Known(points);
    }
    of_iterations(workspace, past, increment)
}

/// The sum of the iterations of an increment but innovation ones; those that are filled in where not all are described
/// carry what is usual, and are known where all that are described are.
pub fn of_iterations(
    workspace: &Workspace,
    past: &PastIterations,
    increment: &Increment,
) -> Supply {
    let mut working = iterations(workspace, increment.id);
    working.retain(|one| !one.innovation);
    let mut parts: Vec<Supply> = working
        .iter()
        .map(|one| of_iteration(workspace, past, one))
        .collect();
    if let Some(table) = filled_in(workspace, increment) {
        let is_known = parts.iter().all(|part| part.points().is_some());
        let usual = is_known.then(|| usual(workspace, past, &working, table.length));
        let each = usual.flatten().map_or(Supply::Unknown, Supply::Known);
        parts.extend(vec![each; table.filled()]);
    }
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

/// The iterations of an increment of which not all are described; none where all are.
pub fn filled_in(workspace: &Workspace, increment: &Increment) -> Option<Timetable> {
    let table = Timetable::of(workspace, increment).ok()?;
    (table.filled() > 0).then_some(table)
}

/// The same where the capacity of the increment rests on what is filled in.
pub fn half_described(
    workspace: &Workspace,
    past: &PastIterations,
    increment: &Increment,
) -> Option<Timetable> {
    let table = filled_in(workspace, increment).filter(|_| increment.capacity.value.is_none())?;
    let rests = of_iterations(workspace, past, increment).points().is_some();
    rests.then_some(table)
}

/// What an iteration of so many days can carry that is filled in: what its teams usually can; without teams what is
/// written down for the last one that is described. An iteration of nothing is not usual.
pub fn usual(
    workspace: &Workspace,
    past: &PastIterations,
    described: &[&Iteration],
    length: i64,
) -> Option<Ratio> {
    let teams = workspace.all::<Team>();
    let teams = teams.map(|team| usual_of(workspace, past, described, length, team));
    let teams: Option<Vec<Ratio>> = teams.collect();
    let teams = teams.filter(|teams| !teams.is_empty()).and_then(Ratio::sum);
    teams.or_else(|| latest(described, |one| ratio(one.capacity)))
}

/// What a team usually can carry in an iteration of so many days; one without a past and without members what it could
/// in the last of these.
pub fn usual_of(
    workspace: &Workspace,
    past: &PastIterations,
    described: &[&Iteration],
    length: i64,
    team: &Team,
) -> Option<Ratio> {
    let of = |one: &Iteration| {
        let found = Roster::of(workspace, past, one).of_team(team).ok();
        found.map(|found| found.points)
    };
    let mut blank = Iteration::blank().clone();
    // Its length is whole weeks, so that any first day gives as many working days.
    blank.starts = Some(NaiveDate::default());
    blank.ends = TimeDelta::try_days(length - 1)
        .and_then(|days| NaiveDate::default().checked_add_signed(days));
    of(&blank).or_else(|| latest(described, of))
}

/// What the last of some iterations says that says more than nothing.
fn latest(described: &[&Iteration], of: impl Fn(&Iteration) -> Option<Ratio>) -> Option<Ratio> {
    let all = described.iter().rev().filter_map(|one| of(one));
    all.into_iter().find(|points| !points.is_zero())
}

/// What an iteration can carry: what is written down, or the sum of what the teams can. An innovation iteration
/// is kept free of them.
pub fn of_iteration(workspace: &Workspace, past: &PastIterations, iteration: &Iteration) -> Supply {
    if let Some(points) = ratio(iteration.capacity) {
        return Supply::Known(points);
    }
    of_teams(workspace, past, iteration)
}

/// The sum of what the teams can carry in an iteration.
pub fn of_teams(workspace: &Workspace, past: &PastIterations, iteration: &Iteration) -> Supply {
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

/// What a team can carry in the iterations at work of an increment; none where that is known of none of them.
pub fn of_team(
    workspace: &Workspace,
    past: &PastIterations,
    increment: &Increment,
    team: &Team,
) -> Option<Ratio> {
    let all = iterations(workspace, increment.id).into_iter();
    let all = all.filter_map(|one| Roster::of(workspace, past, one).of_team(team).ok());
    let known: Vec<Ratio> = all.map(|known| known.points).collect();
    Ratio::sum(known.iter().copied()).filter(|_| !known.is_empty())
}

/// Who is there in an iteration: what counts for every team of it, looked up once.
#[derive(Debug)]
pub struct Roster<'a> {
    past: &'a PastIterations,
    iteration: &'a Iteration,
    there: Vec<&'a Availability>,
}

impl<'a> Roster<'a> {
    /// Looks it up.
    pub fn of(
        workspace: &'a Workspace,
        past: &'a PastIterations,
        iteration: &'a Iteration,
    ) -> Self {
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
pub fn working_days((first, last): (NaiveDate, NaiveDate)) -> Option<Ratio> {
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
