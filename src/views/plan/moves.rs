//! Planning: items into an iteration, out of the plan, earlier and later.
//!
//! Owns which place is meant, and what is said of the load after it; the edits are [`crate::desk::planning`].

use crate::desk::Desk;
use crate::desk::event::Chord;
use crate::desk::planning::{Destination, numbered, take};
use crate::model::id::Id;
use crate::model::words::worded;
use crate::scoring::plan::Place;
use crate::ui::planned::{carried, iteration};
use crate::views::plan::overview::{increment, item, overview};
use crate::views::plan::state::{Planning, choose, put_cursor};

/// Plans the targets into the iteration of the digit; 0 takes them out of the plan.
pub(super) fn assign(desk: &mut Desk, plan: &mut Planning, chord: Chord) {
    let Some(shown) = overview(desk, plan) else {
        return;
    };
    let Some(place) = numbered(desk, &shown.planned, chord) else {
        return;
    };
    let targets = desk.targets_or(item(desk, plan)).into_iter();
    let all: Vec<_> = targets.map(|id| (id, place)).collect();
    if commit(desk, plan, &all) {
        // The next item of the same column comes under the cursor.
        put_cursor(desk, plan, plan.place, shown.cursor(plan).row);
    }
}

/// Moves the targets so many iterations on, each from where it is; before the first one is out of the plan.
pub(super) fn shift(desk: &mut Desk, plan: &mut Planning, by: isize) {
    let Some(shown) = overview(desk, plan) else {
        return;
    };
    let moved = |id: Id| {
        let place = shown.find(id)?.0;
        // Without an iteration it is before the first one.
        let is_loose = place == Place::Loose;
        let from = if is_loose { 0 } else { shown.position(place)? };
        let to = from.checked_add_signed(by)?;
        let place = shown.places.get(to)?;
        (to <= shown.planned.iterations.len()).then_some((id, *place))
    };
    let cursor = item(desk, plan);
    let targets = desk.targets_or(cursor).into_iter();
    let all: Vec<(Id, Place)> = targets.filter_map(moved).collect();
    if all.is_empty() {
        desk.hint(worded("there is no iteration that way"));
    } else if commit(desk, plan, &all)
        && let Some(id) = cursor
    {
        choose(desk, plan, id);
    }
}

/// Puts each item into its place, all as one step.
fn commit(desk: &mut Desk, plan: &Planning, all: &[(Id, Place)]) -> bool {
    let Some(increment) = increment(desk, plan).map(|increment| increment.id) else {
        return false;
    };
    let ways: Vec<_> = all
        .iter()
        .map(|(id, place)| (*id, Destination::Place(*place)))
        .collect();
    take(desk, increment, &ways, |desk| {
        load(desk, plan, all.last()?.1)
    })
}

/// The load of a place in words.
fn load(desk: &Desk, plan: &Planning, place: Place) -> Option<String> {
    let iteration = iteration(&desk.workspace, Some(place))?;
    if iteration.innovation {
        return Some(format!("{} is meant to stay free", iteration.name));
    }
    let shown = overview(desk, plan)?;
    carried(shown.stretch(shown.position(place)?))
}
