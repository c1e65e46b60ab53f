//! How the increments went, one after the other: what each planned and did of each bucket, and at what pace.
//!
//! Owns which increments count and what is known of each. What makes a habit is in [`super::pacing`], a mix in
//! [`super::allocation`]. Knows no clock; without a day, none has begun.

use std::collections::HashMap;

use super::allocation::{Allocation, AllocationError};
use super::budget::budget;
use super::coming::{Race, increment_of, is_over};
use super::in_time;
use super::inputs::called_so;
use super::pacing::{Drift, Pace, drifts, mean_done_share, overloads};
use super::supply::of_increment;
use super::targets;
use super::velocity::PastIterations;
use crate::model::Workspace;
use crate::model::id::Id;
use crate::model::increment::Increment;
use crate::model::item::{Item, State};
use crate::scoring::levels::{counts, effort};
use crate::scoring::ratio::Ratio;

/// The increments one after the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IncrementCourse {
    /// The buckets, in their place.
    pub buckets: Vec<Id>,
    /// Each increment that has begun or has items, by its first day.
    pub legs: Vec<Leg>,
    /// The buckets off their target as a habit, over the increments that have begun.
    pub drifts: Vec<Drift>,
    /// How many of the last increments that have begun were planned above their capacity, in a row.
    pub overloads: usize,
    /// The mean share of plans that was done, over the increments that are over.
    pub done_share: Option<Ratio>,
}

/// One increment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leg {
    /// The increment.
    pub increment: Id,
    /// Whether it has begun.
    pub has_begun: bool,
    /// The effort planned, by bucket.
    pub planned: Result<Allocation, AllocationError>,
    /// The effort done of that, by bucket; none until it is over.
    pub done: Option<Result<Allocation, AllocationError>>,
    /// Its loads and shares.
    pub pace: Pace,
}

/// Follows the increments, as of the day of the race.
pub fn course(workspace: &Workspace, race: &Race) -> IncrementCourse {
    let mut items: HashMap<Id, Vec<&Item>> = HashMap::new();
    for item in workspace
        .all::<Item>()
        .filter(|item| counts(workspace, item))
    {
        if let Some(increment) = increment_of(workspace, item) {
            items.entry(increment).or_default().push(item);
        }
    }
    let legs = in_time(workspace).into_iter().filter_map(|increment| {
        let own = items.remove(&increment.id).unwrap_or_default();
        let leg = leg(workspace, race, increment, &own);
        (leg.has_begun || !own.is_empty()).then_some(leg)
    });
    let legs: Vec<Leg> = legs.collect();
    let begun = legs.iter().filter(|leg| leg.has_begun);
    let paces: Vec<Pace> = begun.map(|leg| leg.pace.clone()).collect();
    IncrementCourse {
        buckets: workspace.buckets().iter().map(|one| one.id).collect(),
        drifts: drifts(&paces, targets::tolerance(workspace)),
        overloads: overloads(&paces),
        done_share: mean_done_share(&paces),
        legs,
    }
}

fn leg(workspace: &Workspace, race: &Race, increment: &Increment, items: &[&Item]) -> Leg {
    let is_over = is_over(increment.ends, race.today);
    let done: Vec<&Item> = items
        .iter()
        .copied()
        .filter(|item| item.state == State::Done)
        .collect();
    let called: Vec<_> = items
        .iter()
        .map(|item| called_so(workspace, item, increment.ends))
        .collect();
    let planned = mix_of(workspace, &race.past, increment, items);
    Leg {
        increment: increment.id,
        has_begun: increment
            .starts
            .zip(race.today)
            .is_some_and(|(first, day)| first <= day),
        pace: Pace {
            planned: points(workspace, items),
            capacity: of_increment(workspace, &race.past, increment).points(),
            done: is_over.then(|| sum(workspace, &done)).flatten(),
            urgent: budget(&called, None).and_then(|found| found.share),
            drifts: planned.as_ref().map_or_else(|_| Vec::new(), of_each),
        },
        done: is_over.then(|| mix_of(workspace, &race.past, increment, &done)),
        planned,
    }
}

/// The points of items; unknown when there are none, or none of them has a size, which is not zero.
fn points(workspace: &Workspace, items: &[&Item]) -> Option<Ratio> {
    let is_known = items.iter().any(|item| effort(workspace, item).is_some());
    is_known.then(|| sum(workspace, items)).flatten()
}

fn sum(workspace: &Workspace, items: &[&Item]) -> Option<Ratio> {
    Ratio::sum(items.iter().filter_map(|item| effort(workspace, item)))
}

/// How far each bucket is from its target, in their order; none when nothing counts.
fn of_each(mix: &Allocation) -> Vec<Ratio> {
    let drifts = mix.buckets.iter();
    let drifts: Option<Vec<Ratio>> = drifts.map(|bucket| Some(bucket.mix?.sure_drift)).collect();
    drifts.unwrap_or_default()
}

/// The effort of items of an increment by bucket, in their place, against its targets.
pub(super) fn mix_of(
    workspace: &Workspace,
    past: &PastIterations,
    increment: &Increment,
    items: &[&Item],
) -> Result<Allocation, AllocationError> {
    let capacity = of_increment(workspace, past, increment).points();
    targets::mix(workspace, (increment.id, None), capacity, items)
}
