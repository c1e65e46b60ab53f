//! Two states of a workspace beside each other, under one lens: what a change does to the whole.
//!
//! Owns which differences are told: ranks, total delay cost, shares of effort, the cut line. Knows no
//! words and no screen.

use crate::model::id::Id;
use crate::scoring::evaluation::Evaluation;
use crate::scoring::price::total::Total;

/// One item whose rank is another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RankChange {
    /// The item.
    pub id: Id,
    /// Its rank before; none without a score, or where it was not there.
    pub before: Option<usize>,
    /// Its rank after.
    pub after: Option<usize>,
}

/// The share of one bucket, in whole percent of the effort; none without data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share {
    /// The bucket; none is what has none set.
    pub bucket: Option<Id>,
    /// Its share before.
    pub before: Option<u32>,
    /// Its share after.
    pub after: Option<u32>,
}

/// What is different.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// Items whose rank is another, by the rank after; those without one then come last.
    pub ranks: Vec<RankChange>,
    /// What the shown order costs in all, before and after.
    pub total: [Option<Total>; 2],
    /// All buckets there are before or after.
    pub shares: Vec<Share>,
    /// Items that stood above the cut line and do no more, in their order before.
    pub falls: Vec<Id>,
    /// Items that stand above the cut line and did not, in their order after.
    pub rises: Vec<Id>,
}

/// Compares two states under the same lens.
pub fn compare(before: &Evaluation, after: &Evaluation) -> Comparison {
    let rank = |evaluation: &Evaluation, id| evaluation.score(id).and_then(|score| score.rank);
    let mut ids: Vec<Id> = [before, after]
        .iter()
        .flat_map(|evaluation| evaluation.scores().map(|score| score.id))
        .collect();
    ids.sort_unstable();
    ids.dedup();
    let change = |id: Id| RankChange {
        id,
        before: rank(before, id),
        after: rank(after, id),
    };
    let mut ranks: Vec<RankChange> = ids
        .into_iter()
        .map(change)
        .filter(|change| change.before != change.after)
        .collect();
    ranks.sort_by_key(|change| (change.after.is_none(), change.after, change.before));

    let mut buckets = before.balance.buckets.clone();
    let new = after.balance.buckets.iter();
    buckets.extend(new.filter(|id| !before.balance.buckets.contains(id)));
    let shares = buckets.into_iter().map(Some).chain([None]);
    let shares = shares.map(|bucket| Share {
        bucket,
        before: share(before, bucket),
        after: share(after, bucket),
    });
    let is_told = |share: &Share| share.bucket.is_some() || share.before.or(share.after).is_some();
    Comparison {
        ranks,
        total: [before.total(), after.total()],
        shares: shares.filter(is_told).collect(),
        falls: crossed(before, after),
        rises: crossed(after, before),
    }
}

fn share(evaluation: &Evaluation, bucket: Option<Id>) -> Option<u32> {
    let balance = &evaluation.balance;
    let allocation = balance.allocation.as_ref().ok()?;
    let share = if let Some(bucket) = bucket {
        let at = balance.buckets.iter().position(|id| *id == bucket)?;
        allocation.buckets.get(at).copied()
    } else {
        allocation.none
    };
    Some(share?.mix?.percent.into())
}

/// What stands above the cut line here and not there. Without a capacity there is no line to cross.
fn crossed(here: &Evaluation, there: &Evaluation) -> Vec<Id> {
    if here.cut.is_none() || there.cut.is_none() {
        return Vec::new();
    }
    let is_above = |evaluation: &Evaluation, id: Id| {
        let score = evaluation.score(id);
        score.is_some_and(|score| score.is_above_cut == Some(true))
    };
    let crossed = |id: &&Id| is_above(here, **id) && !is_above(there, **id);
    here.ranked.iter().filter(crossed).copied().collect()
}

#[cfg(test)]
mod tests;
