//! What teams finished in past iterations: as it was typed, else counted from what is done.
//!
//! Owns which iterations count, and which items in each. Capacity, forecast, findings and plan ask this alone. Knows
//! no screen.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::coming::is_over;
use crate::model::Workspace;
use crate::model::format::count;
use crate::model::id::Id;
use crate::model::increment::Iteration;
use crate::model::item::{Item, State};
use crate::model::settings::Settings;
use crate::model::team::Team;
use crate::model::words::worded;
use crate::scoring::levels;
use crate::scoring::ratio::Ratio;

/// Over how many iterations a velocity is the mean where the settings do not say.
const LAST: usize = 5;

/// What one team finished.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct TeamDone {
    /// Points by iteration, the oldest first.
    points: Vec<Ratio>,
    /// Whether somebody typed them.
    is_typed: bool,
    /// Items finished in these iterations that have no size and count as nothing.
    without_size: usize,
}

/// The first and the last day of an iteration.
pub type DaySpan = (NaiveDate, NaiveDate);

/// Something that is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DoneItem {
    /// Its size.
    pub size: Option<Ratio>,
    /// The day it was done.
    pub day: Option<NaiveDate>,
    /// The iteration it was planned into, by position.
    pub iteration: Option<usize>,
}

/// What was done in each iteration that is over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted {
    /// Points by iteration; none where nothing was done.
    pub points: Vec<Option<Ratio>>,
    /// The positions of what was done in no iteration, the running one included.
    pub nowhere: Vec<usize>,
    /// The positions of what counts and has no size.
    pub without_size: Vec<usize>,
}

impl Counted {
    /// Counts what is done in the iteration of its day, or without a day in its own; the first so many iterations
    /// are over.
    pub fn of(iterations: &[DaySpan], over: usize, done: &[DoneItem]) -> Self {
        let mut counted = Self {
            points: vec![None; over.min(iterations.len())],
            nowhere: Vec::new(),
            without_size: Vec::new(),
        };
        for (at, item) in done.iter().enumerate() {
            let on = |day| {
                let holds = |(starts, ends): &DaySpan| (*starts..=*ends).contains(&day);
                iterations.iter().position(holds)
            };
            let own = || item.iteration.filter(|own| *own < iterations.len());
            let Some(place) = item.day.map_or_else(own, on) else {
                counted.nowhere.push(at);
                continue;
            };
            let Some(sum) = counted.points.get_mut(place) else {
                continue;
            };
            if item.size.is_none() {
                counted.without_size.push(at);
            }
            let before = sum.unwrap_or(Ratio::ZERO);
            // What does not fit exact numbers is left out.
            let size = item.size.unwrap_or(Ratio::ZERO);
            *sum = Some(before.plus(size).unwrap_or(before));
        }
        counted
    }
}

/// The last so many.
pub fn last(points: &[Ratio], many: usize) -> &[Ratio] {
    points
        .get(points.len().saturating_sub(many)..)
        .unwrap_or_default()
}

/// What the teams finished in the iterations that are over.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PastIterations {
    /// Of how many iterations a velocity is the mean.
    last: usize,
    teams: BTreeMap<Id, TeamDone>,
    /// Done items with a team but neither a day nor an iteration, which count in none.
    without_day: BTreeMap<Id, usize>,
}

impl PastIterations {
    /// Counts, as of a day: a typed history stands for all that is done. Without a day no iteration is over. What
    /// was before a team first finished something is not known to be nothing, and does not count; nor do iterations
    /// that are kept free.
    pub fn of(workspace: &Workspace, today: Option<NaiveDate>) -> Self {
        let said = workspace.the::<Settings>().velocity_over;
        let said = said.and_then(|number| usize::try_from(number.millionths() / 1_000_000).ok());
        let mut past = Self {
            last: said.filter(|number| *number > 0).unwrap_or(LAST),
            ..Self::default()
        };
        for team in workspace.all::<Team>() {
            let points: Vec<Ratio> = team.velocity.iter().copied().map(Ratio::from).collect();
            let done = TeamDone {
                is_typed: !points.is_empty(),
                points,
                without_size: 0,
            };
            past.teams.insert(team.id, done);
        }
        if past.teams.values().any(|done| !done.is_typed) {
            past.count(workspace, today);
        }
        past
    }

    fn count(&mut self, workspace: &Workspace, today: Option<NaiveDate>) {
        let all = workspace.all::<Iteration>().filter(|one| !one.innovation);
        let days = |one: &Iteration| one.starts.zip(one.ends);
        let mut iterations: Vec<DaySpan> = all.filter_map(days).collect();
        iterations.sort_unstable_by_key(|(starts, ends)| (*ends, *starts));
        iterations.dedup();
        let over = iterations.iter();
        let over = over
            .take_while(|(_, ends)| is_over(Some(*ends), today))
            .count();
        let mut done: BTreeMap<Id, Vec<DoneItem>> = BTreeMap::new();
        for item in workspace
            .all::<Item>()
            .filter(|item| item.state == State::Done && levels::is_leaf(workspace, item))
        {
            let Some(team) = levels::team(workspace, item) else {
                continue;
            };
            let own = levels::time(workspace, item).1;
            let own = own.and_then(|id| workspace.get(id)).and_then(days);
            done.entry(team).or_default().push(DoneItem {
                size: item.size.value.map(Ratio::from),
                day: item.done_on,
                iteration: own.and_then(|own| iterations.iter().position(|one| *one == own)),
            });
        }
        for (team, items) in done {
            let Some(known) = self.teams.get_mut(&team).filter(|known| !known.is_typed) else {
                continue;
            };
            let counted = Counted::of(&iterations, over, &items);
            let points = counted.points.into_iter().skip_while(Option::is_none);
            known.points = points.map(|sum| sum.unwrap_or(Ratio::ZERO)).collect();
            known.without_size = counted.without_size.len();
            let nowhere = counted.nowhere.iter().filter_map(|at| items.get(*at));
            let without_day = nowhere.filter(|item| item.day.is_none()).count();
            self.without_day.insert(team, without_day);
        }
    }

    /// The points a team finished by iteration, the oldest first; nothing where nothing is known.
    pub fn all(&self, team: Id) -> &[Ratio] {
        self.teams.get(&team).map_or(&[], |done| &done.points)
    }

    /// Those its velocity is the mean of: of as many of the last iterations as the settings say.
    pub fn last(&self, team: Id) -> &[Ratio] {
        last(self.all(team), self.last)
    }

    /// Whether somebody typed the past of a team.
    pub fn is_typed(&self, team: Id) -> bool {
        self.teams.get(&team).is_some_and(|done| done.is_typed)
    }

    /// Where the past of a team comes from, in words: `as typed in its velocity`.
    pub fn source(&self, team: Id) -> String {
        match self.teams.get(&team) {
            Some(done) if done.is_typed => "as typed in its velocity".to_owned(),
            Some(done) if done.without_size > 0 => format!(
                "at least, counted from what was done; {} no size",
                count(done.without_size, worded("item has"), worded("items have"))
            ),
            Some(_) | None => "counted from what was done".to_owned(),
        }
    }

    /// How many done items of a team have neither a day nor an iteration and so count in none; none where its history
    /// is typed.
    pub fn without_day(&self, team: Id) -> usize {
        self.without_day.get(&team).copied().unwrap_or(0)
    }
}

#[cfg(test)]
mod tests;
