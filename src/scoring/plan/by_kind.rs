//! The allocation an item gets by its kind, where nobody gave it one.
//!
//! Owns the default for each kind of work and the map of the settings that overrides it. Knows no screen.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::model::Workspace;
use crate::model::bucket::Bucket;
use crate::model::field::Choice;
use crate::model::id::Id;
use crate::model::item::{Item, Sort};
use crate::model::settings::Settings;
use crate::scoring::levels::{self, ranked};
use crate::scoring::ratio::Ratio;

/// Whether two names are one, however they are written.
pub fn is_same(one: &str, other: &str) -> bool {
    one.trim().to_lowercase() == other.trim().to_lowercase()
}

/// What the settings say: a kind and its bucket by line, and the lines that name no kind or no bucket.
fn stated(workspace: &Workspace) -> (Vec<(Sort, Id)>, Vec<&str>) {
    let buckets = workspace.buckets();
    let (mut known, mut odd) = (Vec::new(), Vec::new());
    let lines = workspace.the::<Settings>().allocation_by_kind.iter();
    for line in lines.filter(|line| !line.trim().is_empty()) {
        let parts = line.split_once([':', '=']);
        let found = parts.and_then(|(kind, name)| {
            let mut sorts = Sort::ALL.iter().copied();
            let is_it = |sort: &Sort| {
                let word = sort.word();
                is_same(word.label, kind) || is_same(word.name, kind)
            };
            let bucket = buckets.iter().find(|bucket| is_same(&bucket.name, name));
            Some((sorts.find(is_it)?, bucket?.id))
        });
        match found {
            Some(found) => known.push(found),
            None => odd.push(line.as_str()),
        }
    }
    (known, odd)
}

/// The lines of the settings that name no kind of work or no allocation there is.
pub fn odd(workspace: &Workspace) -> Vec<&str> {
    stated(workspace).1
}

/// Parts of the names by which an allocation is known to be of new things, of technical work, of finding out.
const NEW: &[&str] = &["business", "feature", "customer", "product", "value"];
const TECHNICAL: &[&str] = &[
    "tech",
    "enabler",
    "debt",
    "maintenance",
    "platform",
    "architect",
];
const FINDING_OUT: &[&str] = &["explor", "research", "innovation", "discover", "spike"];

/// The bucket of a kind: what the settings say; else the one whose name says so; else the one with the largest
/// share for features and compliance, the next for technical work, the smallest for spikes. None where no bucket
/// has a share.
fn bucket_of(workspace: &Workspace, stated: &[(Sort, Id)], kind: Sort) -> Option<Id> {
    if let Some((_, bucket)) = stated.iter().find(|(sort, _)| *sort == kind) {
        return Some(*bucket);
    }
    let share = |bucket: &&Bucket| bucket.share.map(|share| Ratio::from(share.0));
    let mut by_share: Vec<&Bucket> = workspace.buckets();
    by_share.retain(|bucket| share(bucket).is_some_and(|share| share > Ratio::ZERO));
    // The sort is stable: of equal shares the first in its place.
    by_share.sort_by_key(|bucket| Reverse(share(bucket)));
    let last = by_share.len().checked_sub(1)?;
    let (names, at) = match kind {
        Sort::Feature | Sort::Compliance => (NEW, 0),
        Sort::Enabler
        | Sort::Refactoring
        | Sort::TechDebt
        | Sort::Upgrade
        | Sort::Stability
        | Sort::Defect => (TECHNICAL, 1),
        Sort::Spike => (FINDING_OUT, last),
    };
    let is_called = |bucket: &&&Bucket| {
        let name = bucket.name.to_lowercase();
        names.iter().any(|part| name.contains(part))
    };
    let called = by_share.iter().find(is_called);
    called
        .or_else(|| by_share.get(at.min(last)))
        .map(|bucket| bucket.id)
}

/// The allocation of a kind of work.
pub fn of(workspace: &Workspace, kind: Sort) -> Option<Id> {
    bucket_of(workspace, &stated(workspace).0, kind)
}

/// The open items without an allocation, each with the one of its kind.
pub fn offered(workspace: &Workspace) -> Vec<(Id, Id)> {
    let (stated, _) = stated(workspace);
    let bare = ranked(workspace).filter(|item| {
        let bucket = levels::bucket(workspace, item);
        bucket.is_none_or(|id| workspace.get::<Bucket>(id).is_none())
    });
    let by_kind = Sort::ALL.iter().copied();
    let by_kind = by_kind.filter_map(|kind| Some((kind, bucket_of(workspace, &stated, kind)?)));
    let by_kind: BTreeMap<Sort, Id> = by_kind.collect();
    let of = |item: &Item| Some((item.id, *by_kind.get(&item.sort)?));
    bare.filter_map(of).collect()
}
