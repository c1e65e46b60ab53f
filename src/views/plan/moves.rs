//! Planning: items into an iteration, out of the plan, earlier and later.
//!
//! Owns the edits, each batch one step, and what is said of the load after it.

use crate::desk::Desk;
use crate::desk::changes::many;
use crate::desk::event::{Chord, Key};
use crate::desk::notice::quoted;
use crate::edit::Edit;
use crate::model::field::Value;
use crate::model::id::Id;
use crate::model::increment::Iteration;
use crate::model::item::Item;
use crate::scoring::plan::words;
use crate::views::plan::overview::{Place, increment, item, overview};
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
    let mut edits = Vec::new();
    for (id, place) in all {
        if let Some(item) = desk.workspace.get::<Item>(*id) {
            let (increment, iteration) = match place {
                Place::Unplanned => (None, None),
                Place::Loose => (Some(increment), None),
                Place::Iteration(iteration) => (Some(increment), Some(*iteration)),
            };
            edits.extend(seat(item, increment, iteration));
        }
    }
    let label = label(desk, all);
    if !desk.commit(&label, edits) {
        desk.hint("it is there already");
        return false;
    }
    if let Some(load) = all.last().and_then(|(_, place)| load(desk, plan, *place)) {
        desk.done(format!("{label} · {load} · u undoes"));
    }
    true
}

/// The edits that plan an item; only those that change something.
pub(super) fn seat(item: &Item, increment: Option<Id>, iteration: Option<Id>) -> Vec<Edit> {
    let fields = [
        ("increment", item.increment.0, increment),
        ("iteration", item.iteration.0, iteration),
    ];
    let set = |(name, now, then): (&str, Option<Id>, Option<Id>)| {
        (now != then).then_some(())?;
        Edit::put::<Item>(item.id, name, then.map_or(Value::Blank, Value::Link))
    };
    fields.into_iter().filter_map(set).collect()
}

fn label(desk: &Desk, all: &[(Id, Place)]) -> String {
    let what = match all {
        [(id, _)] => quoted(desk.workspace.name::<Item>(*id)),
        _ => many(all.len(), "item"),
    };
    let mut places = all.iter().map(|(_, place)| *place);
    let first = places.next();
    let place = first.filter(|first| places.all(|other| other == *first));
    match place {
        Some(Place::Unplanned) => format!("took {what} out of the plan"),
        Some(Place::Iteration(id)) => {
            format!(
                "planned {what} for {}",
                desk.workspace.name::<Iteration>(id)
            )
        }
        Some(Place::Loose) | None => format!("moved {what}"),
    }
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
