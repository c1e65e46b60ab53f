//! What the plan of an increment is held against: the mix, the promises, the urgency, and what needs what.
//!
//! Owns which figures there are. The rules are in [`crate::scoring::plan`] and [`super::allocation`].

use std::collections::BTreeMap;

use super::allocation::{Allocation, AllocationError};
use super::budget::{Budget, budget};
use super::capacity::Load;
use super::checks::{Flaw, NeedOrder, flaws};
use super::coming::increment_of;
use super::inputs::{called, mix, places};
use super::moscow::MoscowMix;
use super::velocity::PastIterations;
use super::{Planned, Stretch, by_team};
use crate::model::Workspace;
use crate::model::id::Id;
use crate::model::increment::{Increment, Iteration};
use crate::model::item::Item;
use crate::model::record::Declared;
use crate::model::settings::Settings;
use crate::scoring::evaluation::weigh;
use crate::scoring::levels::{effort, moscow, team as team_of, time};
use crate::scoring::ratio::Ratio;

/// The figures of the plan of an increment.
#[derive(Clone, Debug, PartialEq)]
pub struct Figures {
    /// Effort by bucket against the targets.
    pub mix: Result<Allocation, AllocationError>,
    /// The shares of the classes, and whether Must is over its limit; none when nothing has a class.
    pub must: Option<MoscowMix>,
    /// The effort of Must, and of all but what won't be done this time.
    pub classed: Option<(Ratio, Ratio)>,
    /// What is called urgent; none when it does not fit exact numbers.
    pub urgent: Option<Budget>,
    /// Needs that are not in time, by the item that needs, the worst first.
    pub needs: BTreeMap<Id, Vec<(NeedOrder, Id)>>,
    /// Open items that are Must and not in the plan.
    pub musts_left: Vec<Id>,
    /// What each team carries in the iterations at work, by iteration; items without a team come last, as none.
    pub teams: BTreeMap<Id, Vec<(Option<Id>, Stretch)>>,
}

impl Figures {
    /// The worst of what an item needs and does not have in time.
    pub fn worst(&self, item: Id) -> Option<(NeedOrder, Id)> {
        self.needs.get(&item)?.first().copied()
    }

    /// The teams, as each iteration at work lists them.
    pub fn teams_at_work(&self) -> impl Iterator<Item = Id> {
        let first = self.teams.values().next();
        first.into_iter().flatten().filter_map(|(team, _)| *team)
    }

    /// What a team carries in an iteration at work, or what has no team.
    pub fn of_team(&self, iteration: Id, team: Option<Id>) -> Option<&Stretch> {
        let teams = self.teams.get(&iteration)?;
        let own = teams.iter().find(|(of, _)| *of == team);
        own.map(|(_, stretch)| stretch)
    }
}

/// A team with more than it can carry in an increment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Strained {
    /// The team.
    pub team: Id,
    /// What it has against what it can, in all iterations at work.
    pub load: Load,
    /// Its item that comes last by rank, with its size and what is left without it.
    pub last: Option<(Id, Ratio, Ratio)>,
}

impl Figures {
    /// The team that has most too much; none where all is known to fit.
    pub fn strained(&self, workspace: &Workspace, planned: &Planned) -> Option<Strained> {
        let sum = |team: Id| {
            let all = self.teams.values().flatten();
            let own = || all.clone().filter(|(of, _)| *of == Some(team));
            let points = Ratio::sum(own().filter_map(|(_, stretch)| stretch.load))?;
            let capacity = Ratio::sum(own().filter_map(|(_, stretch)| stretch.capacity.points()))?;
            Some((team, Load { points, capacity }))
        };
        let excess = |load: &Load| load.excess().filter(|excess| !excess.is_zero());
        let all = self
            .teams_at_work()
            .filter_map(sum)
            .filter_map(|(team, load)| Some((excess(&load)?, team, load)));
        let (_, team, load) = all.max_by_key(|(excess, ..)| *excess)?;
        let items = planned.whole.items.iter().rev();
        let mut items = items.filter_map(|id| workspace.get::<Item>(*id));
        let last = items.find(|item| {
            team_of(workspace, item) == Some(team) && effort(workspace, item).is_some()
        });
        let last = last.and_then(|item| {
            let size = effort(workspace, item)?;
            Some((item.id, size, load.points.minus(size)?))
        });
        Some(Strained { team, load, last })
    }

    /// What the team of an item has in an iteration without it, against what it can.
    pub fn without(&self, workspace: &Workspace, item: &Item) -> Option<(Load, Ratio)> {
        let iteration = time(workspace, item).1?;
        let load = self
            .of_team(iteration, team_of(workspace, item))?
            .against()?;
        Some((load, load.points.minus(effort(workspace, item)?)?))
    }
}

/// Measures the plan of an increment.
pub fn figures(workspace: &Workspace, past: &PastIterations, planned: &Planned) -> Figures {
    let settings = workspace.the::<Settings>();
    let items = planned.whole.items.iter();
    let items = items.filter_map(|id| workspace.get::<Item>(*id));
    let sized = items.map(|item| (effort(workspace, item), moscow(workspace, item)));
    let classed = weigh(workspace, sized, planned.whole.capacity.points());
    let must = classed.as_ref().and_then(|found| found.mix.as_ref());
    let limit = settings.urgency_limit.map(|limit| Ratio::from(limit.0));
    let limit = limit.and_then(|limit| limit.over(Ratio::HUNDRED));
    let increment = workspace.get::<Increment>(planned.id);
    let increment = increment.unwrap_or_else(|| Increment::blank());
    let urgent = budget(&called(workspace, increment).1, limit);
    let (ids, inputs) = places(workspace, planned.id, |_| None);
    let (mut needs, mut musts_left) = (BTreeMap::<Id, Vec<(NeedOrder, Id)>>::new(), Vec::new());
    for (at, flaw) in flaws(&inputs) {
        let (Some(id), Some(input)) = (ids.get(at).copied(), inputs.get(at)) else {
            continue;
        };
        match flaw {
            Flaw::Need(need, link) if input.is_planned => {
                if let Some(need) = ids.get(need) {
                    needs.entry(id).or_default().push((link, *need));
                }
            }
            Flaw::MustUnplanned if is_free(workspace, id) => musts_left.push(id),
            Flaw::Need(..)
            | Flaw::MustUnplanned
            | Flaw::NoTeam
            | Flaw::NoIteration
            | Flaw::NoObjective
            | Flaw::Late => {}
        }
    }
    for worst in needs.values_mut() {
        worst.sort_by_key(|(link, need)| (std::cmp::Reverse(*link), *need));
    }
    Figures {
        mix: mix(workspace, past, increment),
        must: must.cloned(),
        classed: classed
            .as_ref()
            .map(|found| (found.efforts.must, found.base)),
        urgent,
        needs,
        musts_left,
        teams: teams(workspace, past, planned),
    }
}

/// What each team carries in each iteration that is not kept free.
fn teams(
    workspace: &Workspace,
    past: &PastIterations,
    planned: &Planned,
) -> BTreeMap<Id, Vec<(Option<Id>, Stretch)>> {
    let iterations = planned.iterations.iter();
    let at_work = iterations.filter_map(|(id, stretch)| {
        let iteration = workspace.get::<Iteration>(*id)?;
        (!iteration.innovation).then(|| (*id, by_team(workspace, past, iteration, &stretch.items)))
    });
    at_work.collect()
}

/// Whether an item is in no increment.
pub fn is_free(workspace: &Workspace, id: Id) -> bool {
    let item = workspace.get::<Item>(id);
    item.is_none_or(|item| increment_of(workspace, item).is_none())
}
