//! The inputs of an increment, as the records of a workspace give them.
//!
//! Owns which record counts where. Answers carry the ids that positions stand for. Knows no clock.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;

use super::budget::{Called, Progress};
use super::checks;
use super::confidence::{Confidence, OffScale, confidence};
use super::pacing::Pace;
use super::predictability::{Predictability, predictability};
use super::risks::{Lack, lacks};
use super::room::of_increment;
use crate::model::Workspace;
use crate::model::bucket::in_place;
use crate::model::field::Percent;
use crate::model::id::Id;
use crate::model::increment::{Increment, Iteration};
use crate::model::item::{Item, Moscow, State, Urgency};
use crate::model::objective::{Commitment, Objective};
use crate::model::risk::Risk;
use crate::model::settings::Settings;
use crate::model::vote::{ConfidenceVote, Fist};
use crate::scoring::allocation;
use crate::scoring::method::ratio;
use crate::scoring::ratio::Ratio;

/// What was kept in an increment, with the teams that the positions stand for; `None` is no team.
pub fn kept(workspace: &Workspace, increment: Id) -> Option<(Vec<Option<Id>>, Predictability)> {
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
        inputs.push(super::predictability::Objective {
            team: at,
            is_committed: objective.commitment == Commitment::Committed,
            planned: objective.planned_value.map(Ratio::from),
            actual: objective.actual_value.map(Ratio::from),
        });
    }
    Some((teams, predictability(&inputs)?))
}

/// The last round of votes on an increment, with the votes that the positions stand for.
pub fn vote(workspace: &Workspace, increment: Id) -> Result<(Vec<Id>, Confidence), OffScale> {
    let own = workspace.all::<ConfidenceVote>();
    let own: Vec<_> = own
        .filter(|vote| vote.increment.0 == Some(increment))
        .collect();
    let round = |vote: &ConfidenceVote| vote.round.map_or(Ratio::ONE, Ratio::from);
    let last = own.iter().map(|vote| round(vote)).max();
    let votes = own.into_iter().filter(|vote| Some(round(vote)) == last);
    let (ids, fists): (Vec<_>, Vec<_>) = votes
        .map(|vote| (vote.id, vote.fist.map(Fist::fingers)))
        .unzip();
    Ok((ids, confidence(&fists)?))
}

/// The risks that lack something on a day.
pub fn risks(workspace: &Workspace, today: Option<NaiveDate>) -> Vec<(Id, Vec<Lack>)> {
    let of_risk = |risk: &Risk| {
        let input = super::risks::Risk {
            roam: risk.roam,
            has_owner: risk.owner.0.is_some(),
            has_follow_up: !risk.follow_up.0.trim().is_empty(),
            has_item: !risk.items.0.is_empty(),
            review: risk.review,
        };
        (risk.id, lacks(&input, today))
    };
    let all = workspace.all::<Risk>().map(of_risk);
    all.filter(|(_, lacks)| !lacks.is_empty()).collect()
}

/// The items planned for an increment; parked and declined ones are in no plan.
pub fn planned(workspace: &Workspace, increment: Id) -> impl Iterator<Item = &Item> {
    let items = workspace.all::<Item>();
    items.filter(move |item| {
        item.increment.0 == Some(increment)
            && !matches!(item.state, State::Parked | State::Declined)
    })
}

/// What is planned for an increment and what of it is called urgent, with the items the positions stand for.
pub fn called(workspace: &Workspace, increment: &Increment) -> (Vec<Id>, Vec<Called>) {
    let items = planned(workspace, increment.id);
    items
        .map(|item| (item.id, called_so(item, increment.ends)))
        .unzip()
}

/// How urgent an item of an increment that ends on a day is called.
pub fn called_so(item: &Item, ended: Option<NaiveDate>) -> Called {
    Called {
        effort: ratio(item.size),
        is_urgent: matches!(item.urgency, Urgency::Expedite | Urgency::FixedDate),
        progress: match item.state {
            State::Done => Progress::Done,
            State::Doing => Progress::Begun,
            State::Funnel
            | State::Analyzing
            | State::Ready
            | State::Planned
            | State::Parked
            | State::Declined => Progress::Waiting,
        },
        due: item.due,
        has_price: item.late_cost.is_some(),
        ended,
    }
}

/// How the increments up to a day went, oldest first; those without a first day are left out. `None` when
/// a sum does not fit.
pub fn paces(workspace: &Workspace, today: NaiveDate) -> Option<Vec<(Id, Pace)>> {
    let begun = |increment: &&Increment| increment.starts.is_some_and(|starts| starts <= today);
    let mut increments: Vec<&Increment> = workspace.all().filter(begun).collect();
    increments.sort_by_key(|increment| increment.starts);
    let each = increments.into_iter();
    each.map(|increment| Some((increment.id, pace(workspace, increment, today)?)))
        .collect()
}

fn pace(workspace: &Workspace, increment: &Increment, today: NaiveDate) -> Option<Pace> {
    let sizes = |only_done: bool| {
        let items = planned(workspace, increment.id);
        let items = items.filter(move |item| !only_done || item.state == State::Done);
        Ratio::sum(items.filter_map(|item| ratio(item.size)))
    };
    let is_over = increment.ends.is_some_and(|ends| ends < today);
    let (_, called) = called(workspace, increment);
    Some(Pace {
        planned: Some(sizes(false)?),
        capacity: of_increment(workspace, increment).points(),
        done: if is_over { Some(sizes(true)?) } else { None },
        urgent: super::budget::budget(&called, None)?.share,
        drifts: drifts(workspace, increment.id),
    })
}

/// How far each bucket is from its target in an increment, in their order; none when nothing counts.
fn drifts(workspace: &Workspace, increment: Id) -> Vec<Ratio> {
    let Ok(result) = mix(workspace, increment) else {
        return Vec::new();
    };
    let drifts = result.buckets.iter();
    let drifts: Option<Vec<Ratio>> = drifts.map(|bucket| Some(bucket.mix?.drift)).collect();
    drifts.unwrap_or_default()
}

/// The effort planned for an increment by bucket, in their place, against the targets.
pub fn mix(
    workspace: &Workspace,
    increment: Id,
) -> Result<allocation::Allocation, allocation::AllocationError> {
    let buckets = in_place(workspace);
    let input = |item: &Item| allocation::Inputs {
        effort: ratio(item.size),
        bucket: buckets
            .iter()
            .position(|bucket| item.bucket.0 == Some(bucket.id)),
    };
    let inputs: Vec<_> = planned(workspace, increment).map(input).collect();
    let share = |share: Option<Percent>| share.map_or(Ratio::ZERO, |s| s.0.into());
    let targets: Vec<Ratio> = buckets.iter().map(|bucket| share(bucket.share)).collect();
    let policy = allocation::Policy {
        targets: &targets,
        tolerance: share(workspace.the::<Settings>().tolerance),
        capacity: workspace
            .get::<Increment>(increment)
            .and_then(|increment| of_increment(workspace, increment).points()),
    };
    allocation::allocate(&inputs, &policy)
}

/// The items of a workspace as the plan of an increment sees them, with the items the positions stand for.
///
/// Iterations count over all increments, by their first day; `likely` says when an item is likely done.
pub fn places(
    workspace: &Workspace,
    increment: Id,
    likely: impl Fn(Id) -> Option<NaiveDate>,
) -> (Vec<Id>, Vec<checks::Item>) {
    let mut iterations: Vec<&Iteration> = workspace.all().collect();
    iterations.retain(|iteration| iteration.starts.is_some());
    iterations.sort_by_key(|iteration| iteration.starts);
    let place = |id: Id| {
        let at = iterations.iter().find(|iteration| iteration.id == id)?;
        // Those that start on the same day, of two increments perhaps, are one place in time.
        iterations
            .iter()
            .position(|other| other.starts == at.starts)
    };
    let named: HashSet<Id> = workspace
        .all::<Objective>()
        .filter(|objective| objective.increment.0 == Some(increment))
        .flat_map(|objective| objective.items.0.iter().copied())
        .collect();
    let items: Vec<&Item> = workspace
        .all::<Item>()
        .filter(|item| !matches!(item.state, State::Parked | State::Declined))
        .collect();
    let at: HashMap<Id, usize> = items
        .iter()
        .enumerate()
        .map(|(at, item)| (item.id, at))
        .collect();
    let input = |item: &&Item| checks::Item {
        iteration: item.iteration.0.and_then(place),
        is_planned: item.increment.0 == Some(increment),
        is_must: item.moscow == Some(Moscow::Must),
        has_team: item.team.0.is_some(),
        has_objective: named.contains(&item.id),
        is_done: item.state == State::Done,
        needs: item
            .needs
            .0
            .iter()
            .filter_map(|id| at.get(id).copied())
            .collect(),
        due: item.due,
        forecast: likely(item.id),
    };
    let inputs = items.iter().map(input).collect();
    (items.iter().map(|item| item.id).collect(), inputs)
}
