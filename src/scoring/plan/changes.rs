//! What changed in the plan of an increment since an earlier state of the workspace.
//!
//! Owns which changes are told: what came and left, went to another iteration or team, has another size, is done. Knows
//! no moment and no file.

use std::collections::{BTreeMap, BTreeSet};

use super::inputs::planned;
use crate::model::Workspace;
use crate::model::field::Choice as _;
use crate::model::format::known;
use crate::model::id::Id;
use crate::model::increment::{Increment, Iteration};
use crate::model::item::{Item, State};
use crate::model::record::Declared;
use crate::model::team::Team;
use crate::model::words::worded;
use crate::scoring::levels;
use crate::scoring::ratio::Ratio;

/// How an item changed in a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlanTurn {
    /// It was not in the plan before.
    Came,
    /// It is in the plan no more.
    Left,
    /// It is in the plan as before, with something else about it.
    Stayed,
}

/// What changed of an item, a few words each: `from I2 to I3`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanChange {
    /// The item.
    pub item: Id,
    /// What it is called.
    pub title: String,
    /// Whether it came, left or stayed.
    pub turn: PlanTurn,
    /// What changed.
    pub words: Vec<String>,
}

/// The changes of the plan of an increment, what came and left first, then in the order of a list of items; what is not
/// on it comes last.
pub fn changes(
    before: &Workspace,
    now: &Workspace,
    increment: Id,
    listed: &[Id],
) -> Vec<PlanChange> {
    let ids =
        |workspace| -> BTreeSet<Id> { planned(workspace, increment).map(|item| item.id).collect() };
    let (was, is) = (ids(before), ids(now));
    let told = |id: &Id| {
        let (old, new) = (before.get::<Item>(*id), now.get::<Item>(*id));
        let (turn, words) = match (was.contains(id), is.contains(id)) {
            (false, true) => (PlanTurn::Came, vec![came(now, new?)]),
            (true, false) => (PlanTurn::Left, vec![left(now, new)]),
            (true, true) => (PlanTurn::Stayed, moved((before, old?), (now, new?))),
            (false, false) => return None,
        };
        let title = new.or(old)?.title.clone();
        (!words.is_empty()).then_some(PlanChange {
            item: *id,
            title,
            turn,
            words,
        })
    };
    let mut all: Vec<PlanChange> = was.union(&is).filter_map(told).collect();
    let places: BTreeMap<Id, usize> = listed.iter().copied().zip(0..).collect();
    all.sort_by_cached_key(|change| {
        let place = places.get(&change.item);
        (change.turn == PlanTurn::Stayed, place.is_none(), place)
    });
    all
}

/// That an item is new in the plan, and where it is.
fn came(workspace: &Workspace, item: &Item) -> String {
    match place::<Iteration>(workspace, levels::time(workspace, item).1) {
        Some(iteration) => format!("new in the plan, in {iteration}"),
        None => "new in the plan".to_owned(),
    }
}

/// That an item is in the plan no more, and what became of it.
fn left(workspace: &Workspace, item: Option<&Item>) -> String {
    let Some(item) = item else {
        return "deleted".to_owned();
    };
    if matches!(item.state, State::Parked | State::Declined) {
        return format!("taken out, {}", item.state.word().label.to_lowercase());
    }
    match place::<Increment>(workspace, levels::time(workspace, item).0) {
        Some(increment) => format!("moved to {increment}"),
        None => "taken out of the plan".to_owned(),
    }
}

/// What an item that stayed has otherwise than before.
fn moved(before: (&Workspace, &Item), now: (&Workspace, &Item)) -> Vec<String> {
    let turn = |what: &str, of: &dyn Fn((&Workspace, &Item)) -> String| {
        let (was, is) = (of(before), of(now));
        (was != is).then(|| format!("{what}{was} to {is}"))
    };
    let iteration = |(workspace, item): (&Workspace, &Item)| {
        let name = place::<Iteration>(workspace, levels::time(workspace, item).1);
        known(name, worded("no iteration"))
    };
    let team = |(workspace, item): (&Workspace, &Item)| {
        known(
            place::<Team>(workspace, levels::team(workspace, item)),
            "no team",
        )
    };
    let size = |(workspace, item): (&Workspace, &Item)| {
        known(
            levels::size(workspace, item).map(Ratio::to_short),
            "unknown",
        )
    };
    let is_done = (before.1.state == State::Done, now.1.state == State::Done);
    let done = match is_done {
        (false, true) => Some("done".to_owned()),
        (true, false) => Some("open again".to_owned()),
        (true, true) | (false, false) => None,
    };
    let all = [
        done,
        turn("from ", &iteration),
        turn("from ", &team),
        turn("size ", &size),
    ];
    all.into_iter().flatten().collect()
}

/// The name of a record; none where there is none.
fn place<R: Declared>(workspace: &Workspace, id: Option<Id>) -> Option<String> {
    let name = workspace.name::<R>(id);
    (!name.is_empty()).then(|| name.to_owned())
}
