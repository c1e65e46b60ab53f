//! Target shares: what was agreed for an interval and a team, else for the interval, else the shares of the buckets.
//!
//! Owns which of them hold, and how the lines of an agreement are read.

use super::allocation::{Allocation, AllocationError, AllocationInputs, AllocationPolicy, of_all};
use super::by_kind::is_same;
use super::inputs::planned;
use crate::model::Workspace;
use crate::model::agreement::AgreedMix;
use crate::model::bucket::Bucket;
use crate::model::field::{FieldType, Percent, Value};
use crate::model::id::Id;
use crate::model::item::Item;
use crate::model::settings::Settings;
use crate::scoring::levels;
use crate::scoring::ranking::inputs::scale;
use crate::scoring::ratio::Ratio;

/// A share in percent; zero where there is none.
pub(super) fn weight(percent: Option<Percent>) -> Ratio {
    percent.map_or(Ratio::ZERO, |percent| percent.0.into())
}

/// How far a share may be off its target, in percentage points.
pub fn tolerance(workspace: &Workspace) -> Ratio {
    weight(workspace.the::<Settings>().tolerance)
}

/// Reads a line of an agreement: the bucket's position and its percent.
fn stated(buckets: &[&Bucket], line: &str) -> Option<(usize, Ratio)> {
    let (name, percent) = line.rsplit_once([':', '='])?;
    let at = buckets
        .iter()
        .position(|bucket| is_same(&bucket.name, name))?;
    let Ok(Value::Number(percent)) = FieldType::Percent.typed(percent, None) else {
        return None;
    };
    Some((at, percent.into()))
}

/// The shares an agreement states, in the order of the buckets; none where no line can be read.
fn read(buckets: &[&Bucket], agreed: &AgreedMix) -> Option<Vec<Ratio>> {
    let lines = agreed
        .shares
        .iter()
        .filter_map(|line| stated(buckets, line));
    let lines: Vec<(usize, Ratio)> = lines.collect();
    let of = |at: usize| {
        lines
            .iter()
            .find(|(own, _)| *own == at)
            .map(|(_, share)| *share)
    };
    let shares = (0..buckets.len()).map(|at| of(at).unwrap_or(Ratio::ZERO));
    (!lines.is_empty()).then(|| shares.collect())
}

/// The lines of an agreement that name no allocation, or no percent.
pub fn odd<'a>(workspace: &Workspace, agreed: &'a AgreedMix) -> Vec<&'a str> {
    let buckets = workspace.buckets();
    let lines = agreed.shares.iter().map(String::as_str);
    lines
        .filter(|line| stated(&buckets, line).is_none())
        .collect()
}

/// The agreement of an interval and a team; without a team, the one of all teams.
fn agreed(workspace: &Workspace, increment: Id, team: Option<Id>) -> Option<&AgreedMix> {
    let own = workspace.all::<AgreedMix>();
    let own = own.filter(|one| one.increment.0 == Some(increment) && one.team.0 == team);
    // Of several the last one that was agreed.
    own.max_by_key(|one| one.agreed_on)
}

/// Whether a team agreed on shares of its own for an interval.
pub fn has_own(workspace: &Workspace, increment: Id, team: Id) -> bool {
    let own = agreed(workspace, increment, Some(team));
    own.is_some_and(|own| read(&workspace.buckets(), own).is_some())
}

/// The most an item can take that has no size: the largest on the scale.
pub fn largest(workspace: &Workspace) -> Option<Ratio> {
    scale(workspace).into_iter().max()
}

/// The target of each bucket, in their order, for an interval and a team; without an interval those of the buckets.
pub fn shares(workspace: &Workspace, increment: Option<Id>, team: Option<Id>) -> Vec<Ratio> {
    let buckets = workspace.buckets();
    let of = |team| {
        let found = agreed(workspace, increment?, team)?;
        read(&buckets, found)
    };
    let own = team.and_then(|team| of(Some(team)));
    let own = own.or_else(|| of(None));
    own.unwrap_or_else(|| buckets.iter().map(|bucket| weight(bucket.share)).collect())
}

/// The effort of items of an interval by bucket, in their place, against its targets.
pub fn mix(
    workspace: &Workspace,
    (increment, team): (Id, Option<Id>),
    capacity: Option<Ratio>,
    items: &[&Item],
) -> Result<Allocation, AllocationError> {
    let buckets = workspace.buckets();
    let input = |item: &&Item| AllocationInputs {
        effort: levels::effort(workspace, item),
        bucket: levels::bucket(workspace, item)
            .and_then(|id| buckets.iter().position(|bucket| bucket.id == id)),
    };
    let inputs: Vec<_> = items.iter().map(input).collect();
    let policy = AllocationPolicy {
        targets: &shares(workspace, Some(increment), team),
        tolerance: tolerance(workspace),
        capacity,
        largest: largest(workspace),
    };
    of_all(&inputs, &policy)
}

/// What is planned against an agreement; none where it is for no interval.
pub fn held(
    workspace: &Workspace,
    agreed: &AgreedMix,
) -> Option<Result<Allocation, AllocationError>> {
    let increment = agreed.increment.0?;
    let team = agreed.team.0;
    let items = planned(workspace, increment);
    let items = items.filter(|item| team.is_none() || levels::team(workspace, item) == team);
    let items: Vec<&Item> = items.collect();
    Some(mix(workspace, (increment, team), None, &items))
}

#[cfg(test)]
mod tests;
