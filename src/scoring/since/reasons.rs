//! The reasons of changed ranks.
//!
//! A rank is one more than the number of items above it. So a rank is another because other items are
//! above: they came or left, or stand otherwise to this one, as one of the two changed or both did not.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::{
    Changed, NAMED, RankReason, RankedState, Several, Since, decides, deciding, has_other_days,
    ids, positions,
};
use crate::model::id::Id;
use crate::model::item::Item;
use crate::model::record::Record;
use crate::model::settings::Lens;

/// An item and its ranks: mostly one that came, left, or changed itself so that it may stand elsewhere.
struct Mover {
    id: Id,
    rank: [Option<usize>; 2],
}

impl Several {
    fn push(&mut self, id: Id) {
        if self.first.len() < NAMED {
            self.first.push(id);
        }
        self.count += 1;
    }

    /// The reason with these items, if there are any.
    fn reason(self, reason: fn(Self) -> RankReason) -> Option<RankReason> {
        (self.count > 0).then(|| reason(self))
    }
}

/// Finds the reasons of every rank that is another. The items are in the order of the ranks after.
pub(super) fn find(both: [RankedState<'_>; 2], since: &mut Since) {
    let own: Vec<Vec<usize>> = since
        .items
        .iter()
        .map(|item| own(both, since.lens, item))
        .collect();
    let pairs = since.items.iter().zip(&own);
    let moving = pairs.filter(|(item, own)| !own.is_empty() || item.is_ranked_once());
    let movers: Vec<Mover> = moving
        .map(|(item, _)| Mover {
            id: item.id,
            rank: item.rank,
        })
        .collect();
    let has_needs = matches!(since.lens, Lens::Order | Lens::Dates);
    let groups = if has_needs {
        groups(both)
    } else {
        BTreeMap::new()
    };
    let is_reweighted = since.lens == Lens::Weighted && !since.criteria.is_empty();
    let is_redated = since.lens == Lens::Dates && has_other_days(both);
    // Needed where neither the item nor a mover says why, which is rare.
    let mut all = None;
    for (item, own) in since.items.iter_mut().zip(own) {
        if item.rank[0] == item.rank[1] || !item.reasons.is_empty() {
            continue;
        }
        let mut reasons = Vec::new();
        reasons.extend((!own.is_empty()).then_some(RankReason::Own(own)));
        reasons.extend(is_reweighted.then_some(RankReason::Weights));
        reasons.extend(is_redated.then_some(RankReason::Calendar));
        reasons.extend(crossed(item, &movers));
        if item.score[0] != item.score[1] || reasons.is_empty() {
            reasons.extend(linked(item, &movers, &groups));
        }
        if reasons.is_empty() {
            let all = all.get_or_insert_with(|| everybody(both));
            reasons.push(RankReason::Shifted(around(item, all)));
        }
        item.reasons = reasons;
    }
}

impl Changed {
    /// Whether it has a rank on one side alone.
    const fn is_ranked_once(&self) -> bool {
        self.rank[0].is_some() != self.rank[1].is_some()
    }
}

/// The fields of an item that changed and decide its place.
fn own(both: [RankedState<'_>; 2], lens: Lens, item: &Changed) -> Vec<usize> {
    if item.fields.is_empty() {
        return Vec::new();
    }
    let [Some(before), Some(after)] = both.map(|state| state.workspace.get::<Item>(item.id)) else {
        return Vec::new();
    };
    let deciding = positions(&deciding(lens));
    let counts = |at: &usize| deciding.contains(at) && decides(&before.get(*at), &after.get(*at));
    item.fields.iter().copied().filter(counts).collect()
}

/// Whether the other stood above the item before, and after; nothing stands above what has no rank.
fn above(item: [Option<usize>; 2], other: [Option<usize>; 2]) -> [bool; 2] {
    let [before, after] = [0, 1].map(|at: usize| {
        let rank = |ranks: [Option<usize>; 2]| ranks.get(at).copied().flatten();
        rank(other)
            .zip(rank(item))
            .is_some_and(|(other, own)| other < own)
    });
    [before, after]
}

/// Which movers are above the item on one side alone.
fn crossed(item: &Changed, movers: &[Mover]) -> Vec<RankReason> {
    if item.is_ranked_once() {
        return Vec::new();
    }
    let mut found: [Several; 4] = Default::default();
    let [came, left, passed, fell] = &mut found;
    for mover in movers.iter().filter(|mover| mover.id != item.id) {
        match (above(item.rank, mover.rank), mover.rank) {
            ([false, true], [None, _]) => came.push(mover.id),
            ([false, true], _) => passed.push(mover.id),
            ([true, false], [_, None]) => left.push(mover.id),
            ([true, false], _) => fell.push(mover.id),
            ([true, true] | [false, false], _) => {}
        }
    }
    let [came, left, passed, fell] = found;
    let reasons = [
        passed.reason(RankReason::Passed),
        fell.reason(RankReason::Fell),
        came.reason(RankReason::Came),
        left.reason(RankReason::Left),
    ];
    reasons.into_iter().flatten().collect()
}

/// The movers an item is linked to by needs.
fn linked(item: &Changed, movers: &[Mover], groups: &BTreeMap<Id, usize>) -> Option<RankReason> {
    let group = groups.get(&item.id)?;
    let mut several = Several::default();
    let others = movers.iter().filter(|mover| mover.id != item.id);
    for mover in others.filter(|mover| groups.get(&mover.id) == Some(group)) {
        several.push(mover.id);
    }
    several.reason(RankReason::Linked)
}

/// All items that are above this one on one side alone; none for an item with a rank on one side alone.
fn around(item: &Changed, all: &[Mover]) -> Several {
    let mut several = Several::default();
    if item.is_ranked_once() {
        return several;
    }
    for other in all {
        let [before, after] = above(item.rank, other.rank);
        if before != after {
            several.push(other.id);
        }
    }
    several
}

/// All items with their ranks.
fn everybody(both: [RankedState<'_>; 2]) -> Vec<Mover> {
    let rank = |id: Id| both.map(|state| state.evaluation.score(id).and_then(|score| score.rank));
    let all = ids(both).into_iter();
    all.map(|id| Mover { id, rank: rank(id) }).collect()
}

/// Numbers the items that needs link on either side, each group by one number.
fn groups(both: [RankedState<'_>; 2]) -> BTreeMap<Id, usize> {
    let mut beside: BTreeMap<Id, Vec<Id>> = BTreeMap::new();
    for item in both.iter().flat_map(|state| state.workspace.all::<Item>()) {
        for need in &item.needs.0 {
            beside.entry(item.id).or_default().push(*need);
            beside.entry(*need).or_default().push(item.id);
        }
    }
    let mut groups = BTreeMap::new();
    for (group, first) in beside.keys().enumerate() {
        let mut open = vec![*first];
        while let Some(id) = open.pop() {
            if let Entry::Vacant(place) = groups.entry(id) {
                place.insert(group);
                open.extend(beside.get(&id).into_iter().flatten());
            }
        }
    }
    groups
}
