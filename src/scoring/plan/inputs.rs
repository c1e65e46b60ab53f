//! The inputs of an increment, as the records of a workspace give them.
//!
//! Owns which record counts where. Answers carry the ids that positions stand for. Knows no clock.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::NaiveDate;

use super::allocation::{Allocation, AllocationError};
use super::budget::{ItemProgress, UrgentCall};
use super::checks;
use super::coming::increment_of;
use super::confidence::{Confidence, OffScale, confidence};
use super::course::mix_of;
use super::predictability::{Predictability, predictability};
use super::risks::{Lack, lacks};
use super::velocity::PastIterations;
use crate::model::Workspace;
use crate::model::id::Id;
use crate::model::increment::{Increment, Iteration};
use crate::model::item::{Item, Moscow, State, Urgency};
use crate::model::objective::{Commitment, Objective};
use crate::model::risk::Risk;
use crate::model::vote::{ConfidenceVote, Fingers};
use crate::scoring::levels::{self, counts, effort, takes_effort, team, time};
use crate::scoring::ratio::Ratio;

/// What was kept in an increment, with the teams that the positions stand for; `None` is no team.
pub fn reached(workspace: &Workspace, increment: Id) -> Option<(Vec<Option<Id>>, Predictability)> {
    let mut teams = Vec::new();
    let own = workspace.all::<Objective>();
    let own = own.filter(|objective| objective.increment.0 == Some(increment));
    let mut inputs = Vec::new();
    for objective in own {
        let at = teams.iter().position(|team| *team == objective.team.0);
        let at = at.unwrap_or(teams.len());
        if at == teams.len() {
            teams.push(objective.team.0);
        }
        inputs.push(super::predictability::ObjectiveValue {
            team: at,
            is_committed: objective.commitment == Commitment::Committed,
            planned: objective.planned_value.map(Ratio::from),
            actual: objective.actual_value.map(Ratio::from),
        });
    }
    Some((teams, predictability(&inputs)?))
}

/// What was kept in each increment before the given one that has objectives, the last one first.
pub fn kept_before(workspace: &Workspace, increment: Id) -> Vec<(Id, Predictability)> {
    let all = super::in_time(workspace).into_iter().map(|one| one.id);
    let past: Vec<Id> = all.take_while(|id| *id != increment).collect();
    let kept = past.into_iter().rev().filter_map(|id| {
        let (_, result) = reached(workspace, id).filter(|(teams, _)| !teams.is_empty())?;
        Some((id, result))
    });
    kept.collect()
}

/// What was kept in each of these increments that is wholly scored and has a mean of its teams.
pub fn scored(
    workspace: &Workspace,
    increments: impl Iterator<Item = Id>,
) -> impl Iterator<Item = (Id, Predictability)> {
    increments.filter_map(|id| {
        let (_, result) = reached(workspace, id)?;
        (result.is_scored() && result.mean_of_teams.is_some()).then_some((id, result))
    })
}

/// The predictability of every increment that is wholly scored, the mean of its teams, from the first to the given
/// one.
pub fn kept_until(workspace: &Workspace, increment: Id) -> Vec<Ratio> {
    let all = super::in_time(workspace).into_iter().map(|one| one.id);
    let past = all.take_while(|id| *id != increment);
    let scored = scored(workspace, past.chain([increment]));
    scored
        .filter_map(|(_, result)| result.mean_of_teams)
        .collect()
}

/// One round of votes on an increment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VoteRound {
    /// Its number, from 1.
    pub number: Ratio,
    /// The votes that the positions stand for.
    pub votes: Vec<Id>,
    /// What came of it.
    pub result: Confidence,
}

/// The rounds of votes on an increment, the first one first: those of a team on its part, or of all.
pub fn rounds(
    workspace: &Workspace,
    increment: Id,
    team: Option<Id>,
) -> Result<Vec<VoteRound>, OffScale> {
    let own = workspace.all::<ConfidenceVote>();
    let own = own.filter(|vote| vote.increment.0 == Some(increment) && vote.team.0 == team);
    let mut by_round: BTreeMap<Ratio, Vec<&ConfidenceVote>> = BTreeMap::new();
    for vote in own {
        let number = vote.round.map_or(Ratio::ONE, Ratio::from);
        by_round.entry(number).or_default().push(vote);
    }
    let result = |(number, votes): (Ratio, Vec<&ConfidenceVote>)| {
        let fingers: Vec<_> = votes
            .iter()
            .map(|vote| vote.fist.map(Fingers::fingers))
            .collect();
        Ok(VoteRound {
            number,
            votes: votes.iter().map(|vote| vote.id).collect(),
            result: confidence(&fingers)?,
        })
    };
    by_round.into_iter().map(result).collect()
}

/// The last round of votes of all on an increment, with the votes that the positions stand for.
pub fn vote(workspace: &Workspace, increment: Id) -> Result<(Vec<Id>, Confidence), OffScale> {
    let last = rounds(workspace, increment, None)?.pop();
    Ok(match last {
        Some(round) => (round.votes, round.result),
        None => (Vec::new(), confidence(&[])?),
    })
}

/// The risks that lack something on a day.
pub fn risks(workspace: &Workspace, today: Option<NaiveDate>) -> Vec<(Id, Vec<Lack>)> {
    let of_risk = |risk: &Risk| (risk.id, lacks(risk, today));
    let all = workspace.all::<Risk>().map(of_risk);
    all.filter(|(_, lacks)| !lacks.is_empty()).collect()
}

/// The items planned for an increment at which effort counts; parked and declined ones are in no plan.
pub fn planned(workspace: &Workspace, increment: Id) -> impl Iterator<Item = &Item> {
    let items = workspace.all::<Item>();
    items.filter(move |item| {
        counts(workspace, item) && increment_of(workspace, item) == Some(increment)
    })
}

/// Whether an item cannot wait.
fn is_urgent(item: &Item) -> Option<()> {
    matches!(item.urgency, Urgency::Expedite | Urgency::FixedDate).then_some(())
}

/// What is planned for an increment and what of it is called urgent, with the items the positions stand for.
pub fn called(workspace: &Workspace, increment: &Increment) -> (Vec<Id>, Vec<UrgentCall>) {
    let items = planned(workspace, increment.id);
    items
        .map(|item| (item.id, called_so(workspace, item, increment.ends)))
        .unzip()
}

/// How urgent an item of an increment that ends on a day is called.
pub fn called_so(workspace: &Workspace, item: &Item, ended: Option<NaiveDate>) -> UrgentCall {
    UrgentCall {
        effort: effort(workspace, item),
        is_urgent: levels::said(workspace, item, is_urgent).is_some(),
        progress: match item.state {
            State::Done => ItemProgress::Done,
            State::Doing => ItemProgress::Begun,
            State::Funnel
            | State::Analyzing
            | State::Ready
            | State::Planned
            | State::Parked
            | State::Declined => ItemProgress::Waiting,
        },
        due: item.due,
        has_price: item.late_cost.is_some(),
        ended,
    }
}

/// The effort planned for an increment by bucket, in their place, against the targets.
pub fn mix(
    workspace: &Workspace,
    past: &PastIterations,
    increment: &Increment,
) -> Result<Allocation, AllocationError> {
    let items: Vec<&Item> = planned(workspace, increment.id).collect();
    mix_of(workspace, past, increment, &items)
}

/// The items of a workspace as the plan of an increment sees them, with the items the positions stand for.
///
/// Iterations count over all increments, by their first day; those without one come last, by increment and name.
/// `likely` says when an item is likely done.
pub fn places(
    workspace: &Workspace,
    increment: Id,
    likely: impl Fn(Id) -> Option<NaiveDate>,
) -> (Vec<Id>, Vec<checks::PlannedItem>) {
    let items: Vec<&Item> = workspace.all().collect();
    let inputs = places_of(workspace, &items, increment, likely);
    (items.iter().map(|item| item.id).collect(), inputs)
}

/// The same of these items alone: what they need beside them is left out.
pub(super) fn places_of(
    workspace: &Workspace,
    items: &[&Item],
    increment: Id,
    likely: impl Fn(Id) -> Option<NaiveDate>,
) -> Vec<checks::PlannedItem> {
    let increments = super::in_time(workspace).into_iter();
    let increments: HashMap<Id, usize> = increments.map(|one| one.id).zip(0..).collect();
    let mut iterations: Vec<&Iteration> = workspace.all().collect();
    iterations.sort_by_cached_key(|one| {
        let undated = one.starts.is_none();
        let of = one.increment.0.and_then(|id| increments.get(&id).copied());
        (
            undated,
            one.starts,
            undated.then(|| (of, one.name.clone(), one.id)),
        )
    });
    // Those that start on the same day, of two increments perhaps, are one place in time.
    let days = iterations.chunk_by(|one, next| one.starts.is_some() && one.starts == next.starts);
    let days = days.enumerate();
    let place: HashMap<Id, usize> = days
        .flat_map(|(at, same)| same.iter().map(move |iteration| (iteration.id, at)))
        .collect();
    let named: HashSet<Id> = workspace
        .all::<Objective>()
        .filter(|objective| objective.increment.0 == Some(increment))
        .flat_map(|objective| objective.items.0.iter().copied())
        .collect();
    let at: HashMap<Id, usize> = items
        .iter()
        .enumerate()
        .map(|(at, item)| (item.id, at))
        .collect();
    // With what is planned apart of its parts an item comes when the last of them does.
    let times = |item: &Item| {
        let own = counts(workspace, item) && effort(workspace, item) != Some(Ratio::ZERO);
        let apart = levels::apart(workspace, item);
        let all = own.then_some(item).into_iter().chain(apart);
        all.map(|one| time(workspace, one)).collect::<Vec<_>>()
    };
    let input = |item: &&Item| {
        let times = times(item);
        let iterations = times.iter().filter_map(|(_, id)| place.get(&(*id)?));
        let within = times.iter().filter_map(|(id, _)| increments.get(&(*id)?));
        checks::PlannedItem {
            iteration: iterations.copied().max(),
            increment: within.copied().max(),
            is_planned: times.iter().any(|(own, _)| *own == Some(increment)),
            is_must: item.moscow == Some(Moscow::Must) && counts(workspace, item),
            has_team: team(workspace, item).is_some(),
            has_objective: named.contains(&item.id),
            is_done: item.state == State::Done,
            is_out: !takes_effort(item),
            needs: item
                .needs
                .0
                .iter()
                .filter_map(|id| at.get(id).copied())
                .collect(),
            due: item.due,
            forecast: likely(item.id),
        }
    };
    items.iter().map(input).collect()
}
