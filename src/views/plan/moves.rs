//! Planning: items into an iteration, out of the plan, earlier and later.
//!
//! Owns which place is meant, and what is said of the load after it; the edits are [`crate::desk::planning`].

use crate::desk::Desk;
use crate::desk::event::{Chord, Key};
use crate::desk::planning::{Destination, take};
use crate::model::id::Id;
use crate::model::increment::Iteration;
use crate::scoring::plan::{Place, words};
use crate::views::plan::overview::{increment, item, overview};
use crate::views::plan::state::{Planning, choose, put_cursor};

/// Plans the targets into the iteration of the digit; 0 takes them out of the plan.
pub(super) fn assign(desk: &mut Desk, plan: &mut Planning, chord: Chord) {
    let Key::Char(digit @ '0'..='9') = chord.key else {
        desk.hint("p and a digit: the number of the iteration, 0 takes out of the plan");
        return;
    };
    let Some(shown) = overview(desk, plan) else {
        return;
    };
    let at = digit.to_digit(10).and_then(|at| usize::try_from(at).ok());
    match at.and_then(|at| shown.places.get(at)) {
        Some(place @ (Place::Unplanned | Place::Iteration(_))) => {
            let targets = desk.targets_or(item(desk, plan)).into_iter();
            let all: Vec<_> = targets.map(|id| (id, *place)).collect();
            if commit(desk, plan, &all) {
                // The next item of the same column comes under the cursor.
                put_cursor(desk, plan, plan.place, shown.cursor(plan).row);
            }
        }
        Some(Place::Loose) | None => {
            desk.hint(format!(
                "there is no iteration {digit} here · the increment has {}",
                shown.planned.iterations.len()
            ));
        }
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
        desk.hint("there is no iteration that way");
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
    let Some(label) = take(desk, increment, &ways) else {
        return false;
    };
    if let Some(load) = all.last().and_then(|(_, place)| load(desk, plan, *place)) {
        desk.done(format!("{label} · {load} · u undoes"));
    }
    true
}

/// The load of a place in words.
fn load(desk: &Desk, plan: &Planning, place: Place) -> Option<String> {
    let Place::Iteration(id) = place else {
        return None;
    };
    let shown = overview(desk, plan)?;
    let stretch = shown.stretch(shown.position(place)?);
    if desk.workspace.get::<Iteration>(id)?.innovation {
        let name = desk.workspace.name::<Iteration>(id);
        return Some(format!("{name} is meant to stay free"));
    }
    if let Some(load) = stretch.against() {
        return Some(words::load(&load));
    }
    let points = stretch.load?.to_short();
    Some(format!("{points} points, its capacity is unknown"))
}
