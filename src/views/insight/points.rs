//! Points that arrows with Shift move: a person on the grid of influence and interest, an assumption by its weight, a
//! stage by its feeling.
//!
//! Owns which field a way changes, and by how much.

use crate::desk::Desk;
use crate::desk::command::{Can, Command, commands};
use crate::desk::listing::Lists;
use crate::desk::notice::quoted;
use crate::edit::Edit;
use crate::model::assumption::Assumption;
use crate::model::field::{Choice, FieldValue, Value};
use crate::model::journey::{Feeling, Stage};
use crate::model::number::Number;
use crate::model::person::Person;
use crate::model::record::Declared;
use crate::model::words::worded;

/// The commands of points.
pub(super) const COMMANDS: &[Command] = commands! { lists
    Insight open changes "Record" "people.higher" ["Shift-Up", "K"] if moves_up,
        "move up": "Gives the chosen person more influence, the assumption more weight, the stage a better feeling." => |desk, lists, _| shift(desk, lists, Way::Up, 1);
    Insight open changes "Record" "people.lower" ["Shift-Down", "J"] if moves_up,
        "move down": "Gives the chosen person less influence, the assumption less weight, the stage a worse feeling." => |desk, lists, _| shift(desk, lists, Way::Up, -1);
    Insight open changes "Record" "people.right" ["Shift-Right", "L"] if moves_right,
        "more interest": "Gives the chosen person more interest." => |desk, lists, _| shift(desk, lists, Way::Right, 1);
    Insight open changes "Record" "people.left" ["Shift-Left", "H"] if moves_right,
        "less interest": "Gives the chosen person less interest." => |desk, lists, _| shift(desk, lists, Way::Right, -1);
};

/// Which way a point is moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// Along the scale that goes upward.
    Up,
    /// Along the one that goes to the right.
    Right,
}

/// A point that can be moved a way: what it is called, its field, what that is called, its steps, where it stands, and
/// where one that is unknown begins.
struct Movable {
    name: String,
    field: &'static str,
    what: &'static str,
    steps: Vec<(Value, String)>,
    at: Option<usize>,
    first: usize,
}

/// The steps of a choice with where a value stands among them.
fn choices<C: Choice>(now: Option<C>) -> (Vec<(Value, String)>, Option<usize>)
where
    Option<C>: FieldValue,
{
    let word = |one: &C| (Some(*one).to_value(), one.word().label.to_lowercase());
    let at = C::ALL.iter().position(|one| Some(*one) == now);
    (C::ALL.iter().map(word).collect(), at)
}

fn movable(desk: &Desk, lists: &Lists, way: Way) -> Option<Movable> {
    let (kind, id) = lists.chosen(desk)?;
    let workspace = &desk.workspace;
    let all = |name: &str, field, what, (steps, at), first| Movable {
        name: name.to_owned(),
        field,
        what,
        steps,
        at,
        first,
    };
    Some(match way {
        _ if kind == Person::KIND => {
            let one: &Person = workspace.get(id)?;
            let (field, what, now) = match way {
                Way::Up => ("power", "influence", one.power),
                Way::Right => ("interest", "interest", one.interest),
            };
            all(&one.name, field, what, choices(now), 1)
        }
        Way::Up if kind == Assumption::KIND => {
            let one: &Assumption = workspace.get(id)?;
            let weights = (0..=10).map(Number::whole);
            let steps = weights.map(|weight| (Value::Number(weight), weight.to_string()));
            let at = one.weight.and_then(|now| {
                (0..11)
                    .rev()
                    .find(|at| i64::try_from(*at).is_ok_and(|at| Number::whole(at) <= now))
            });
            all(&one.text, "weight", "weight", (steps.collect(), at), 5)
        }
        Way::Up if kind == Stage::KIND => {
            let one: &Stage = workspace.get(id)?;
            all(
                &one.name,
                "feeling",
                "feeling",
                choices::<Feeling>(one.feeling),
                2,
            )
        }
        Way::Up | Way::Right => return None,
    })
}

/// Whether what is thought of the chosen one may be read by whoever sees the screen.
fn is_ours(desk: &Desk, lists: &Lists) -> Can {
    let chosen = lists.chosen(desk).filter(|(kind, _)| *kind == Person::KIND);
    if chosen.is_some() && desk.presenting.is_some() {
        return Err("influence and interest are not shown while others watch".to_owned());
    }
    Ok(())
}

fn moves_up(desk: &Desk, lists: &Lists) -> Can {
    is_ours(desk, lists)?;
    let why = "choose a person, an assumption or a stage first";
    movable(desk, lists, Way::Up)
        .map(drop)
        .ok_or_else(|| why.to_owned())
}

fn moves_right(desk: &Desk, lists: &Lists) -> Can {
    is_ours(desk, lists)?;
    let why = match lists.chosen(desk) {
        Some((kind, _)) if kind == Assumption::KIND => {
            worded("evidence moves it to the left · {INSIGHT_EVIDENCE} notes a piece")
        }
        _ => "choose a person first",
    };
    movable(desk, lists, Way::Right)
        .map(drop)
        .ok_or_else(|| why.to_owned())
}

/// Moves the chosen point by a step; one without a place gets the middle one.
pub(super) fn shift(desk: &mut Desk, lists: &Lists, way: Way, by: isize) {
    let Some(((kind, id), point)) = lists.chosen(desk).zip(movable(desk, lists, way)) else {
        return;
    };
    let next = point.at.map_or(point.first, |at| {
        at.saturating_add_signed(by).min(point.steps.len() - 1)
    });
    let Some((value, word)) = point.steps.into_iter().nth(next) else {
        return;
    };
    let (name, what) = (quoted(&point.name), point.what);
    let edit = kind.field(point.field).map(|field| Edit::Set {
        kind,
        id,
        field,
        value,
    });
    if !desk.commit(
        &format!("{what} of {name}: {word}"),
        edit.into_iter().collect(),
    ) {
        desk.hint(format!("{what} is at the end of its scale"));
    }
}
