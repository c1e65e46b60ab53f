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
use crate::scoring::ranking::inputs::ratio;
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

/// What the teams finished in the iterations that are over.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Past {
    /// Of how many iterations a velocity is the mean.
    last: usize,
    teams: BTreeMap<Id, TeamDone>,
    /// Done items with a team but no day, which count in no iteration.
    without_day: BTreeMap<Id, usize>,
}

impl Past {
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
        let over = workspace.all::<Iteration>();
        let over = over.filter(|one| !one.innovation && is_over(one.ends, today));
        let mut over: Vec<(NaiveDate, NaiveDate)> =
            over.filter_map(|one| one.starts.zip(one.ends)).collect();
        over.sort_unstable_by_key(|(starts, ends)| (*ends, *starts));
        over.dedup();
        let mut found: BTreeMap<Id, Vec<Option<Ratio>>> = BTreeMap::new();
        for item in workspace.all::<Item>() {
            let Some(done) = item.team.0.and_then(|team| self.teams.get_mut(&team)) else {
                continue;
            };
            let (State::Done, false, Some(team)) = (item.state, done.is_typed, item.team.0) else {
                continue;
            };
            let Some(day) = item.done_on else {
                *self.without_day.entry(team).or_default() += 1;
                continue;
            };
            let at = over
                .iter()
                .position(|(starts, ends)| (*starts..=*ends).contains(&day));
            let own = found.entry(team).or_insert_with(|| vec![None; over.len()]);
            let Some(sum) = at.and_then(|at| own.get_mut(at)) else {
                continue;
            };
            let size = ratio(item.size);
            done.without_size += usize::from(size.is_none());
            let before = sum.unwrap_or(Ratio::ZERO);
            // What does not fit exact numbers is left out.
            *sum = Some(before.plus(size.unwrap_or(Ratio::ZERO)).unwrap_or(before));
        }
        for (team, own) in found {
            if let Some(done) = self.teams.get_mut(&team) {
                let known = own.into_iter().skip_while(Option::is_none);
                done.points = known.map(|sum| sum.unwrap_or(Ratio::ZERO)).collect();
            }
        }
    }

    /// The points a team finished by iteration, the oldest first; nothing where nothing is known.
    pub fn all(&self, team: Id) -> &[Ratio] {
        self.teams.get(&team).map_or(&[], |done| &done.points)
    }

    /// Those its velocity is the mean of: of as many of the last iterations as the settings say.
    pub fn last(&self, team: Id) -> &[Ratio] {
        let all = self.all(team);
        all.get(all.len().saturating_sub(self.last)..)
            .unwrap_or_default()
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
                count(done.without_size, "item has", "items have")
            ),
            Some(_) | None => "counted from what was done".to_owned(),
        }
    }

    /// How many done items of a team have no day and so count in no iteration; none where its history is typed.
    pub fn without_day(&self, team: Id) -> usize {
        self.without_day.get(&team).copied().unwrap_or(0)
    }
}

#[cfg(test)]
mod tests;
