//! What moved between two states of a workspace, and why.
//!
//! Owns which differences of an item are shown and which reasons a changed rank has. Both states are ranked
//! by one lens, so that only what people changed can move anything. [`comparison`] says what the whole costs in both. Knows
//! no words and no screen.

pub mod comparison;
mod reasons;

use std::collections::{BTreeMap, BTreeSet};

use crate::model::Workspace;
use crate::model::criterion::Criterion;
use crate::model::field::Value;
use crate::model::id::Id;
use crate::model::increment::{Increment, Iteration};
use crate::model::item::Item;
use crate::model::option::ItemOption;
use crate::model::record::{Declared, Record};
use crate::model::settings::{Lens, Settings};
use crate::scoring::evaluation::{Evaluation, Score};
use crate::scoring::ranking::method::Method;
use crate::scoring::ratio::Ratio;

/// The most items a reason names.
pub const NAMED: usize = 10;

/// What is shown of every item besides what its score is made of: where it stands and when it is planned.
const STANDING: [&str; 5] = ["state", "needs", "pin", "increment", "iteration"];
/// What the shapes of the dated order are made of, besides the estimates.
const DATED: [&str; 6] = [
    "weekly_cost",
    "urgency",
    "opens",
    "due",
    "late_cost",
    "life_weeks",
];

/// One state of a workspace and its numbers.
#[derive(Clone, Copy, Debug)]
pub struct RankedState<'a> {
    /// The records.
    pub workspace: &'a Workspace,
    /// Their numbers; under the same lens as those of the other state.
    pub evaluation: &'a Evaluation,
}

/// Some items: those that stand highest, and how many there are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Several {
    /// At most [`NAMED`] of them.
    pub first: Vec<Id>,
    /// All of them.
    pub count: usize,
}

/// Why a rank is another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RankReason {
    /// The item is new.
    New,
    /// The item is no more.
    Gone,
    /// Its own fields changed, by position: estimates, needs, pin, state.
    Own(Vec<usize>),
    /// The criteria of the weighted score changed, or how much they count.
    Weights,
    /// Increments or iterations have other days or another capacity.
    Calendar,
    /// Items changed that it needs or that need it, perhaps through others.
    Linked(Several),
    /// Items that had no rank came above it.
    Came(Several),
    /// Items above it have no rank any more.
    Left(Several),
    /// Items passed it because their own fields changed.
    Passed(Several),
    /// Items fell behind it because their own fields changed.
    Fell(Several),
    /// It stands otherwise to these, though neither changed itself: pins, needs or the unit of others did it.
    Shifted(Several),
}

/// An item of which something that is shown is not the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    /// The item.
    pub id: Id,
    /// Its rank before and after; none without one.
    pub rank: [Option<usize>; 2],
    /// Its score before and after.
    pub score: [Option<Ratio>; 2],
    /// Its fields that are not the same, by position.
    pub fields: Vec<usize>,
    /// The option that was chosen before and after, where it is another.
    pub option: Option<[Option<Id>; 2]>,
    /// Why its rank is another; an item that is new or gone says so whether it has a rank or not.
    pub reasons: Vec<RankReason>,
}

impl Changed {
    /// How many ranks it moved up; below zero is down, none where it has no rank on one side.
    pub fn up(&self) -> Option<isize> {
        let [before, after] = self.rank.map(|rank| isize::try_from(rank?).ok());
        Some(before? - after?)
    }
}

/// What is not the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Since {
    /// The lens both states are ranked by.
    pub lens: Lens,
    /// The lens the workspace opens with, before and after, where it is another.
    pub lenses: Option<[Lens; 2]>,
    /// Criteria that are new, gone or changed.
    pub criteria: Vec<Id>,
    /// The items, by the rank after; those without one then come last.
    pub items: Vec<Changed>,
}

/// Compares two states that are ranked by the same lens.
pub fn since(before: RankedState<'_>, after: RankedState<'_>) -> Since {
    let lens = after.evaluation.lens;
    let both = [before, after];
    let shown = positions(&shown(lens));
    let options = both.map(|state| chosen(state.workspace));
    let change = |id| changed(both, &shown, options.each_ref(), id);
    let mut items: Vec<Changed> = ids(both).into_iter().filter_map(change).collect();
    items.sort_by_key(|item| {
        let [before, after] = item.rank;
        (after.is_none(), after, before.is_none(), before, item.id)
    });
    let mut since = Since {
        lens,
        lenses: differing(both.map(|state| state.workspace.the::<Settings>().lens)),
        criteria: unlike::<Criterion>(both),
        items,
    };
    reasons::find(both, &mut since);
    since
}

/// The two, if they are not the same.
fn differing<T: PartialEq>([before, after]: [T; 2]) -> Option<[T; 2]> {
    (before != after).then_some([before, after])
}

fn ids(both: [RankedState<'_>; 2]) -> BTreeSet<Id> {
    let scores = both.iter().flat_map(|state| state.evaluation.scores());
    scores.map(|score| score.id).collect()
}

/// The records of a kind that are not the same.
fn unlike<R: Declared + PartialEq>([before, after]: [RankedState<'_>; 2]) -> Vec<Id> {
    let all = [before, after].map(|state| state.workspace.all::<R>());
    let ids: BTreeSet<Id> = all.into_iter().flatten().map(Record::id).collect();
    let differs = |id: &Id| before.workspace.get::<R>(*id) != after.workspace.get::<R>(*id);
    ids.into_iter().filter(differs).collect()
}

/// Whether days or capacities are not the same.
fn has_other_days(both: [RankedState<'_>; 2]) -> bool {
    let coming = both.map(|state| state.evaluation.race.coming);
    differing(coming).is_some()
        || !unlike::<Increment>(both).is_empty()
        || !unlike::<Iteration>(both).is_empty()
}

/// The fields that decide the place of an item under a lens, by name.
fn deciding(lens: Lens) -> Vec<&'static str> {
    let mut names = Method::of(lens).inputs.to_vec();
    names.extend(["state", "pin"]);
    match lens {
        Lens::Order => names.push("needs"),
        Lens::Dates => {
            names.push("needs");
            names.extend(DATED);
        }
        // Within a class items stand by WSJF.
        Lens::Moscow => names.extend(Method::of(Lens::Wsjf).inputs),
        Lens::Wsjf
        | Lens::Weighted
        | Lens::Rice
        | Lens::Money
        | Lens::Outcome
        | Lens::Return
        | Lens::Hand => {}
    }
    names
}

/// The fields that are shown of an item under a lens, by name.
fn shown(lens: Lens) -> Vec<&'static str> {
    let mut names = deciding(lens);
    names.extend(Method::of(Lens::Wsjf).inputs);
    names.extend(STANDING);
    names
}

/// The positions of an item's fields of these names, each once.
fn positions(names: &[&str]) -> BTreeSet<usize> {
    let position = |name: &&str| Item::KIND.field(name);
    names.iter().filter_map(position).collect()
}

/// What is not the same of one item, without its reasons; none where nothing is.
fn changed(
    both: [RankedState<'_>; 2],
    shown: &BTreeSet<usize>,
    options: [&BTreeMap<Id, Id>; 2],
    id: Id,
) -> Option<Changed> {
    let score = both.map(|state| state.evaluation.score(id));
    let items = both.map(|state| state.workspace.get::<Item>(id));
    let fields = match items {
        [Some(before), Some(after)] => {
            let differs = |at: &usize| before.get(*at) != after.get(*at);
            shown.iter().copied().filter(differs).collect()
        }
        _ => Vec::new(),
    };
    let changed = Changed {
        id,
        rank: score.map(|score| score?.rank),
        score: score.map(|score: Option<Score<'_>>| score?.line.score),
        fields,
        option: differing(options.map(|chosen| chosen.get(&id).copied())),
        reasons: match items {
            [None, Some(_)] => vec![RankReason::New],
            [Some(_), None] => vec![RankReason::Gone],
            _ => Vec::new(),
        },
    };
    let is_shown = !changed.reasons.is_empty()
        || !changed.fields.is_empty()
        || changed.option.is_some()
        || differing(changed.rank).is_some()
        || differing(changed.score).is_some();
    is_shown.then_some(changed)
}

/// The options that are chosen, by their items.
fn chosen(workspace: &Workspace) -> BTreeMap<Id, Id> {
    let options = workspace.all::<ItemOption>().filter(|option| option.chosen);
    options
        .filter_map(|option| Some((option.item.0?, option.id)))
        .collect()
}

/// Whether two values put an item at different places: of an estimate the range does not count.
fn decides(before: &Value, after: &Value) -> bool {
    let known = |value: &Value| {
        if let Value::Points(points) = value {
            points.value
        } else {
            None
        }
    };
    let is_estimate = matches!(before, Value::Points(_)) || matches!(after, Value::Points(_));
    if is_estimate {
        known(before) != known(after)
    } else {
        before != after
    }
}

#[cfg(test)]
mod tests;
