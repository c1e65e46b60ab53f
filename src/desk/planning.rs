//! Planning items by keys: which place a digit means, the edits that take items to a place of an increment or to a team,
//! as one step, and what is said of it.

use crate::desk::Desk;
use crate::desk::changes::many;
use crate::desk::event::{Chord, Key};
use crate::desk::notice::quoted;
use crate::edit::Edit;
use crate::model::field::Value;
use crate::model::id::Id;
use crate::model::increment::{Increment, Iteration};
use crate::model::item::Item;
use crate::model::key::APP_UNDO;
use crate::model::record::Declared;
use crate::model::team::Team;
use crate::model::words::{ITERATION, PLANNING_INTERVAL, Text, worded};
use crate::scoring::plan::coming::NO_COMING;
use crate::scoring::plan::{Place, Planned, in_time};

/// What to do where none is shown and there are some.
pub const NONE_SHOWN: Text = Text::new(
    "No planning interval is coming: {PLAN_FOLLOWING} writes the next one, {PLAN_PREVIOUS} shows the last one.",
);

/// The increment that is shown: the wanted one, else the coming one.
pub fn shown(desk: &Desk, wanted: Option<Id>) -> Option<&Increment> {
    let coming = desk.derived.evaluation.race.coming;
    let mut all = wanted.into_iter().chain(coming);
    all.find_map(|id| desk.seen().get::<Increment>(id))
}

/// Whether there is an increment to show, though none may be coming.
pub fn can_leaf(desk: &Desk) -> Result<(), String> {
    if desk.seen().count(Increment::KIND) == 0 {
        return Err(NO_COMING.to_string());
    }
    Ok(())
}

/// The increment so many before or after the shown one, where none is shown the last one; says so where there is none.
pub fn leaf(desk: &mut Desk, shown: Option<Id>, by: isize) -> Option<Id> {
    let all = in_time(&desk.workspace);
    let next = match shown {
        Some(id) => {
            let at = all.iter().position(|increment| increment.id == id);
            let next = at.and_then(|at| at.checked_add_signed(by));
            next.and_then(|at| all.get(at))
        }
        None => all.last(),
    };
    let next = next.map(|next| next.id);
    if next.is_none() {
        desk.hint(worded(
            "there is no planning interval that way · {APP_RECORDS} adds one",
        ));
    }
    next
}

/// The place that a digit means: an iteration by its number, 0 out of the plan. Says so where there is none.
pub fn numbered(desk: &mut Desk, planned: &Planned, chord: Chord) -> Option<Place> {
    let Key::Char(digit @ '0'..='9') = chord.key else {
        desk.hint(worded(
            "{PLAN_ASSIGN:#} and a digit: the number of the iteration, 0 takes out of the plan",
        ));
        return None;
    };
    let number = digit.to_digit(10)?;
    let number = usize::try_from(number).ok()?;
    let Some(at) = number.checked_sub(1) else {
        return Some(Place::Unplanned);
    };
    let place = planned.iterations.get(at);
    let place = place.map(|(id, _)| Place::Iteration(*id));
    if place.is_none() {
        desk.hint(format!(
            "there is no {ITERATION} {digit} here · the {PLANNING_INTERVAL} has {}",
            planned.iterations.len()
        ));
    }
    place
}

/// Where an item goes; all else of it stays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Destination {
    /// To a place of the increment, or out of it.
    Place(Place),
    /// To this team, or to none.
    Team(Option<Id>),
    /// To both.
    Cell(Place, Option<Id>),
}

/// Takes each item where it goes, all as one step, and says what was done and what came of it; gives back whether
/// something was done: all may be there already.
pub fn take(
    desk: &mut Desk,
    increment: Id,
    all: &[(Id, Destination)],
    after: impl FnOnce(&Desk) -> Option<String>,
) -> bool {
    let mut edits = Vec::new();
    for (id, to) in all {
        let Some(item) = desk.workspace.get::<Item>(*id) else {
            continue;
        };
        if let Destination::Place(place) | Destination::Cell(place, _) = to {
            let (increment, iteration) = match place {
                Place::Unplanned => (None, None),
                Place::Loose => (Some(increment), None),
                Place::Iteration(iteration) => (Some(increment), Some(*iteration)),
            };
            edits.extend(seat(item, increment, iteration));
        }
        if let Destination::Team(team) | Destination::Cell(_, team) = to {
            edits.extend(link(*id, "team", item.team.0, *team));
        }
    }
    let label = label(desk, all);
    if !desk.commit(&label, edits) {
        desk.hint("it is there already");
        return false;
    }
    if let Some(said) = after(desk) {
        desk.done(format!("{label} · {said} · {APP_UNDO} undoes"));
    }
    true
}

/// The edits that plan an item; only those that change something.
pub fn seat(item: &Item, increment: Option<Id>, iteration: Option<Id>) -> Vec<Edit> {
    let increment = link(item.id, "increment", item.increment.0, increment);
    let iteration = link(item.id, "iteration", item.iteration.0, iteration);
    increment.into_iter().chain(iteration).collect()
}

/// The edit that links an item to something else than now.
fn link(item: Id, field: &'static str, now: Option<Id>, then: Option<Id>) -> Option<Edit> {
    (now != then).then_some(())?;
    Edit::put::<Item>(item, field, then.map_or(Value::Blank, Value::Link))
}

fn label(desk: &Desk, all: &[(Id, Destination)]) -> String {
    let what = match all {
        [(id, _)] => quoted(desk.workspace.name::<Item>(*id)),
        _ => many(all.len(), "item"),
    };
    let mut ways = all.iter().map(|(_, to)| *to);
    let first = ways.next();
    match first.filter(|first| ways.all(|other| other == *first)) {
        Some(Destination::Place(Place::Unplanned)) => format!("took {what} out of the plan"),
        Some(Destination::Place(Place::Iteration(id))) => {
            let name = desk.workspace.name::<Iteration>(id);
            format!("planned {what} for {name}")
        }
        Some(Destination::Team(Some(team))) => {
            format!("gave {what} to {}", desk.workspace.name::<Team>(team))
        }
        Some(Destination::Team(None)) => format!("took {what} from its team"),
        Some(Destination::Place(Place::Loose) | Destination::Cell(..)) | None => {
            format!("moved {what}")
        }
    }
}
