//! Planning: items into an iteration, out of the plan, earlier and later.
//!
//! Owns the edits, each batch one step, and what is said of the load after it.

use crate::desk::changes::many;
use crate::desk::effect::Effect;
use crate::desk::event::{Chord, Key};
use crate::desk::notice::Notice;
use crate::desk::notice::quoted;
use crate::edit::Edit;
use crate::model::field::Value;
use crate::model::id::Id;
use crate::model::increment::Iteration;
use crate::model::item::Item;
use crate::model::record::Declared;
use crate::shell::App;
use crate::views::plan::{Place, choose, has_target, increment, put_cursor, sheet};

/// The items a move is about: the marked ones, or the one under the cursor.
fn targets(app: &App) -> Vec<Id> {
    if app.backlog.marked.is_empty() {
        crate::views::plan::item(app).into_iter().collect()
    } else {
        app.backlog.marked.iter().copied().collect()
    }
}

/// Plans the targets into the iteration of the digit; 0 takes them out of the plan.
pub(super) fn assign(app: &mut App, chord: Chord) -> Vec<Effect> {
    let Key::Char(digit @ '0'..='9') = chord.key else {
        app.notice = Some(Notice::hint(
            "p and a digit: the number of the iteration, 0 takes out of the plan",
        ));
        return Vec::new();
    };
    let Some(sheet) = sheet(app) else {
        return Vec::new();
    };
    let at = digit.to_digit(10).and_then(|at| usize::try_from(at).ok());
    let place = at.and_then(|at| sheet.places.get(at).copied());
    match place {
        Some(place @ (Place::Unplanned | Place::Iteration(_))) => {
            let (targets, row, here) = (targets(app), sheet.row, app.planning.place);
            if send(app, &targets, place) {
                // The next item of the same column comes under the cursor.
                put_cursor(app, here, row);
            }
        }
        Some(Place::Loose) | None => {
            app.notice = Some(Notice::hint(format!(
                "there is no iteration {digit} here · the increment has {}",
                sheet.planned.iterations.len()
            )));
        }
    }
    Vec::new()
}

/// Moves the targets so many iterations on, each from where it is; before the first one is out of the plan.
pub(super) fn shift(app: &mut App, by: isize) -> Vec<Effect> {
    let Some(sheet) = sheet(app) else {
        return Vec::new();
    };
    if has_target(app).is_err() {
        return Vec::new();
    }
    let last = sheet.planned.iterations.len();
    let cursor = crate::views::plan::item(app);
    let mut all = Vec::new();
    for id in targets(app) {
        let from = sheet.find(id).and_then(|(place, _)| {
            let at = sheet.places.iter().position(|other| *other == place)?;
            // Without an iteration it is before the first one.
            Some(if place == Place::Loose { 0 } else { at })
        });
        let to = from.and_then(|from| from.checked_add_signed(by));
        if let Some(to) = to.filter(|to| *to <= last)
            && let Some(place) = sheet.places.get(to)
        {
            all.push((id, *place));
        }
    }
    if all.is_empty() {
        app.notice = Some(Notice::hint("there is no iteration that way"));
    } else if commit(app, &all)
        && let Some(id) = cursor
    {
        choose(app, id);
    }
    Vec::new()
}

fn send(app: &mut App, targets: &[Id], place: Place) -> bool {
    let all: Vec<(Id, Place)> = targets.iter().map(|id| (*id, place)).collect();
    commit(app, &all)
}

/// Puts each item into its place, all as one step.
fn commit(app: &mut App, all: &[(Id, Place)]) -> bool {
    let Some(increment) = increment(app).map(|increment| increment.id) else {
        return false;
    };
    let mut edits = Vec::new();
    for (id, place) in all {
        if let Some(item) = app.workspace.get::<Item>(*id) {
            let (increment, iteration) = match place {
                Place::Unplanned => (None, None),
                Place::Loose => (Some(increment), None),
                Place::Iteration(iteration) => (Some(increment), Some(*iteration)),
            };
            edits.extend(seat(item, increment, iteration));
        }
    }
    let label = label(app, all);
    if !app.commit(&label, edits) {
        app.notice = Some(Notice::hint("it is there already"));
        return false;
    }
    if let Some(load) = all.last().and_then(|(_, place)| load(app, *place)) {
        app.notice = Some(Notice::done(format!("{label} · {load} · u undoes")));
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
        Some(Edit::Set {
            kind: Item::KIND,
            id: item.id,
            field: Item::KIND.field(name)?,
            value: then.map_or(Value::Blank, Value::Link),
        })
    };
    fields.into_iter().filter_map(set).collect()
}

fn label(app: &App, all: &[(Id, Place)]) -> String {
    let what = match all {
        [(id, _)] => app
            .workspace
            .get::<Item>(*id)
            .map_or_else(String::new, |item| quoted(&item.title)),
        _ => many(all.len(), "item"),
    };
    let mut places = all.iter().map(|(_, place)| *place);
    let first = places.next();
    let place = first.filter(|first| places.all(|other| other == *first));
    match place {
        Some(Place::Unplanned) => format!("took {what} out of the plan"),
        Some(Place::Iteration(id)) => format!("planned {what} for {}", name(app, id)),
        Some(Place::Loose) | None => format!("moved {what}"),
    }
}

/// What everybody calls an iteration.
fn name(app: &App, id: Id) -> String {
    app.workspace
        .get::<Iteration>(id)
        .map_or_else(|| id.to_string(), |iteration| iteration.name.clone())
}

/// The load of a place in words.
fn load(app: &App, place: Place) -> Option<String> {
    let Place::Iteration(id) = place else {
        return None;
    };
    let sheet = sheet(app)?;
    let at = sheet.places.iter().position(|other| *other == place)?;
    let stretch = sheet.stretch(at);
    if app.workspace.get::<Iteration>(id)?.innovation {
        return Some(format!("{} is meant to stay free", name(app, id)));
    }
    Some(match stretch.against() {
        Some(load) => crate::scoring::plan::words::load(&load),
        None => format!(
            "{} points, its capacity is unknown",
            stretch.load?.to_short()
        ),
    })
}
