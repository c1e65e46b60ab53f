//! Intervals: what was promised and kept, done by allocation, and how the work of one burns up.
//!
//! Owns the trend of promises and the burn-up. How an interval was planned is in [`crate::scoring::plan::course`].

use chrono::NaiveDate;

use crate::model::Workspace;
use crate::model::id::Id;
use crate::model::item::{Item, State};
use crate::scoring::levels;
use crate::scoring::plan::inputs::{planned, scored};
use crate::scoring::plan::predictability::Predictability;
use crate::scoring::plan::{in_time, iterations};
use crate::scoring::ratio::Ratio;

/// The intervals whose objectives are all scored, the oldest first.
pub fn kept(workspace: &Workspace) -> Vec<(Id, Predictability)> {
    let all = in_time(workspace).into_iter().map(|one| one.id);
    scored(workspace, all).collect()
}

/// The mean of its teams for each of them.
pub fn means(kept: &[(Id, Predictability)]) -> Vec<Ratio> {
    let means = kept.iter().map(|(_, result)| result.mean_of_teams);
    means.flatten().collect()
}

/// The last interval, where its promises were kept below the band and less than in the one before it, or less and
/// less for three; with all shares so far.
pub fn slipping(workspace: &Workspace) -> Option<(Id, Vec<Ratio>)> {
    let kept = kept(workspace);
    let shares = means(&kept);
    let (last, before) = (kept.last()?, shares.iter().rev().nth(1)?);
    let share = last.1.mean_of_teams?;
    let is_below = last.1.in_band == Some(false) && share < Ratio::ONE;
    let third = shares.iter().rev().nth(2);
    let falls = share < *before;
    (falls && (is_below || third.is_some_and(|third| before < third))).then_some((last.0, shares))
}

/// How the work of an interval is done over its iterations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BurnUp {
    /// The points planned; unknown where none has a size.
    pub scope: Option<Ratio>,
    /// How many items have no size, and count as nothing.
    pub without_size: usize,
    /// The last day of each iteration with the points done by then; none of days to come.
    pub steps: Vec<(NaiveDate, Option<Ratio>)>,
    /// Points of done items of which no day is known; in no step.
    pub undated: Ratio,
}

/// Follows the work of an interval; none where a sum does not fit exact numbers.
pub fn burn_up(workspace: &Workspace, increment: Id, today: Option<NaiveDate>) -> Option<BurnUp> {
    let items: Vec<&Item> = planned(workspace, increment).collect();
    let size = |item: &&Item| levels::shared(workspace, item).map(Ratio::from);
    let sizes: Vec<Ratio> = items.iter().filter_map(size).collect();
    let done = || items.iter().filter(|item| item.state == State::Done);
    let by = |day: NaiveDate| {
        let by_then = done().filter(move |item| item.done_on.is_some_and(|on| on <= day));
        Ratio::sum(by_then.filter_map(size))
    };
    let ends = iterations(workspace, increment).into_iter();
    let steps = ends.filter_map(|one| {
        let ends = one.ends?;
        let begun = one
            .starts
            .zip(today)
            .is_some_and(|(first, today)| first <= today);
        Some((ends, if begun { by(ends) } else { None }))
    });
    Some(BurnUp {
        scope: if sizes.is_empty() {
            None
        } else {
            Some(Ratio::sum(sizes.iter().copied())?)
        },
        without_size: items.len() - sizes.len(),
        steps: steps.collect(),
        undated: Ratio::sum(
            done()
                .filter(|item| item.done_on.is_none())
                .filter_map(size),
        )?,
    })
}
