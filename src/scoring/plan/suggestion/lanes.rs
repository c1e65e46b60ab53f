//! Lanes: which part of the capacity of an increment is for which allocation, of one team that agreed on shares of its
//! own or of all others together.
//!
//! Owns how the capacity is parted. What was agreed is in [`targets`]. Knows no search.

use super::Band;
use crate::model::Workspace;
use crate::model::bucket::Bucket;
use crate::model::id::Id;
use crate::model::increment::Increment;
use crate::model::item::Item;
use crate::model::team::Team;
use crate::scoring::levels::{bucket, team};
use crate::scoring::plan::supply::of_team;
use crate::scoring::plan::targets;
use crate::scoring::plan::velocity::PastIterations;
use crate::scoring::ratio::Ratio;

/// An allocation with its part of the capacity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lane {
    /// The allocation.
    pub bucket: Id,
    /// The team whose own shares it is one of; none where it is of all others.
    pub team: Option<Id>,
    /// Its part of the capacity, a fraction of 1.
    pub share: Ratio,
    /// By how much that may be missed to both sides, a fraction of 1.
    tolerance: Ratio,
}

impl Lane {
    /// How much effort may go into it, in points, inside nothing and everything.
    fn band(&self, at: usize, capacity: Ratio) -> Option<Band> {
        let (min, max) = (
            self.share.minus(self.tolerance)?,
            self.share.plus(self.tolerance)?,
        );
        Some(Band {
            bucket: at,
            min: min.max(Ratio::ZERO).times(capacity)?,
            max: max.min(Ratio::ONE).times(capacity)?,
        })
    }
}

/// What a lane is called, whose own it is where teams have shares of their own: `Business`, `Business of Rails`.
pub fn name(workspace: &Workspace, lanes: &[Lane], lane: &Lane) -> String {
    let bucket = workspace.name::<Bucket>(lane.bucket);
    match lane.team {
        Some(team) => format!("{bucket} of {}", workspace.name::<Team>(team)),
        None if lanes.iter().any(|lane| lane.team.is_some()) => {
            format!("{bucket} of all other teams")
        }
        None => bucket.to_owned(),
    }
}

/// The lanes of an increment of so much capacity: first those of each team that agreed on shares of its own and whose
/// capacity is known, then those of what is left. None where there are no targets; nothing where numbers do not fit.
pub(super) fn lanes(
    workspace: &Workspace,
    past: &PastIterations,
    increment: &Increment,
    capacity: Ratio,
) -> Option<Vec<Lane>> {
    let mut left = Ratio::ONE;
    let mut lanes = Vec::new();
    for team in workspace.all::<Team>() {
        if !targets::has_own(workspace, increment.id, team.id) {
            continue;
        }
        let points = of_team(workspace, past, increment, team);
        let Some(own) = points.and_then(|points| points.over(capacity)) else {
            continue;
        };
        let own = own.min(left);
        left = left.minus(own)?;
        lanes.extend(parted(workspace, increment.id, Some(team.id), own)?);
    }
    if lanes.is_empty() || !left.is_zero() {
        lanes.extend(parted(workspace, increment.id, None, left)?);
    }
    Some(lanes)
}

/// A part of the capacity by the shares of a team, or of all.
fn parted(
    workspace: &Workspace,
    increment: Id,
    team: Option<Id>,
    part: Ratio,
) -> Option<Vec<Lane>> {
    let targets = targets::shares(workspace, Some(increment), team);
    let total = Ratio::sum(targets.iter().copied())?;
    if total.is_zero() || targets.iter().any(|target| target.is_negative()) {
        return Some(Vec::new());
    }
    let tolerance = targets::tolerance(workspace)
        .over(Ratio::HUNDRED)?
        .times(part)?;
    let buckets = workspace.buckets().into_iter().zip(targets);
    let lane = |(bucket, target): (&Bucket, Ratio)| {
        Some(Lane {
            bucket: bucket.id,
            team,
            share: target.over(total)?.times(part)?,
            tolerance,
        })
    };
    buckets.map(lane).collect()
}

/// The lane of an item, by its allocation and its team.
pub(super) fn of_item(workspace: &Workspace, lanes: &[Lane], item: &Item) -> Option<usize> {
    let bucket = bucket(workspace, item)?;
    let own = team(workspace, item).filter(|own| lanes.iter().any(|lane| lane.team == Some(*own)));
    lanes
        .iter()
        .position(|lane| lane.bucket == bucket && lane.team == own)
}

/// The limits of all lanes.
pub(super) fn bands(lanes: &[Lane], capacity: Ratio) -> Option<Vec<Band>> {
    let all = lanes.iter().enumerate();
    all.map(|(at, lane)| lane.band(at, capacity)).collect()
}
