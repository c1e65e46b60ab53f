//! A revised evaluation against one computed anew.

use proptest::prelude::*;

use super::*;
use crate::model::increment::Increment;
use crate::model::item::{Moscow, State, Tier};
use crate::model::points::Points;
use crate::model::settings::Settings;

/// One change of one item: which, what of it, to what.
type Step = (usize, usize, i64);

fn id(at: usize) -> Id {
    Id::from_random(at as u64 + 1)
}

/// Numbers below zero, zero, halves and blanks among those of the scale and beside it.
fn number(value: i64) -> Option<Number> {
    match value {
        0..3 => None,
        3 => Some(Number::whole(-1)),
        4 => Number::parse("2.5").ok(),
        _ => Some(Number::whole(value - 5)),
    }
}

fn set(item: &mut Item, part: usize, value: i64) {
    let points = number(value).map_or(Points::UNKNOWN, Points::known);
    match part {
        0 => item.value = points,
        1 => item.criticality = points,
        2 => item.risk = points,
        3 => item.size = points,
        4 => item.pin = number(value / 2).filter(|rank| *rank > Number::whole(0)),
        5 => {
            item.state = match value % 5 {
                0 => State::Done,
                1 => State::Parked,
                2 => State::Funnel,
                _ => State::Ready,
            }
        }
        6 => item.increment.0 = (value % 2 == 0).then(|| id(0)),
        7 => {
            item.moscow = match value % 3 {
                0 => None,
                1 => Some(Moscow::Must),
                _ => Some(Moscow::Could),
            }
        }
        8 => {
            let other = usize::try_from(value / 2).unwrap_or_default();
            item.parent.0 = (value % 2 == 0).then(|| id(other));
            item.level = [None, Some(Tier::Epic), Some(Tier::Story)][other % 3];
        }
        _ => item.title = format!("{value}"),
    }
}

fn apply(workspace: &mut Workspace, (at, part, value): Step) {
    let of = id(at);
    if part == 9 {
        let _ = workspace.take_record(Item::KIND, of);
        return;
    }
    let item = workspace.get::<Item>(of).cloned();
    let mut item = item.unwrap_or_else(|| Item::new(of));
    set(&mut item, part, value);
    workspace.put_record(Box::new(item));
}

fn start(items: &[[i64; 4]], capacity: i64) -> Workspace {
    let mut workspace = Workspace::default();
    let mut increment = Increment::new(id(0));
    increment.capacity = number(capacity).map_or(Points::UNKNOWN, Points::known);
    workspace.put_record(Box::new(increment));
    let mut settings = workspace.the::<Settings>().clone();
    settings.increment.0 = Some(id(0));
    workspace.put_record(Box::new(settings));
    for (at, values) in items.iter().enumerate() {
        let mut item = Item::new(id(at));
        for (part, value) in values.iter().enumerate() {
            set(&mut item, part, *value);
        }
        workspace.put_record(Box::new(item));
    }
    workspace
}

proptest! {
    #[test]
    fn is_what_would_be_computed_anew(
        items in prop::collection::vec(prop::array::uniform4(0_i64..14), 0..12),
        capacity in 0_i64..40,
        batches in prop::collection::vec(
            prop::collection::vec((0_usize..13, 0_usize..10, 0_i64..14), 1..4),
            1..8,
        ),
    ) {
        for lens in crate::scoring::ranking::method::METHODS.iter().map(|method| method.lens) {
            let mut workspace = start(&items, capacity);
            let mut evaluation = Arc::new(evaluate(&workspace, lens, None));
            for batch in &batches {
                let mut subjects = Vec::new();
                for step in batch {
                    apply(&mut workspace, *step);
                    subjects.push((Item::KIND, id(step.0)));
                }
                revise(&mut evaluation, &workspace, &subjects);
                prop_assert_eq!(
                    format!("{evaluation:?}"),
                    format!("{:?}", evaluate(&workspace, lens, None))
                );
            }
        }
    }
}
