//! What an answer changes: the item it is about, and the items that come of it.

use crate::desk::Desk;
use crate::dialogs::choosing;
use crate::dialogs::choosing::sets;
use crate::dialogs::decide::answer::{Answer, Answering};
use crate::edit::Edit;
use crate::model::decision::Outcome;
use crate::model::field::Prose;
use crate::model::id::Id;
use crate::model::item::{Item, Sort, State};
use crate::model::option::ItemOption;
use crate::model::points::Points;
use crate::model::record::{Declared, Record};

/// The edits that follow from an answer, and the items that come of it.
pub(super) fn steps(
    desk: &mut Desk,
    item: &Item,
    answering: &Answering,
    answer: &Answer,
) -> (Vec<Edit>, Vec<Id>) {
    let mut after = item.clone();
    let (mut edits, mut made) = (Vec::new(), Vec::new());
    // A day promised now takes the place of one promised before.
    after.review = answer.review;
    match answering.outcome {
        Outcome::Commit => {
            if after.increment != answer.increment {
                after.iteration.0 = None;
            }
            after.increment = answer.increment.clone();
            if !after.state.is_open() {
                after.state = State::Ready;
            }
        }
        Outcome::NotNow => leave_plan(&mut after),
        Outcome::Option => {
            let chosen = answering.option;
            let chosen = chosen.and_then(|id| desk.workspace.get::<ItemOption>(id));
            if let Some(option) = chosen {
                edits.extend(choosing::marks(&desk.workspace, option, &answer.reason));
                choosing::take_over(&mut after, option);
            }
        }
        Outcome::Split => {
            let parts = parts(item, answer);
            for part in parts {
                let id = desk.fresh(Item::KIND);
                edits.push(Edit::Insert(part.with_id(id)));
                made.push(id);
            }
            edits.extend(reroute(desk, item.id, &made));
            leave_plan(&mut after);
            after.state = State::Parked;
        }
        Outcome::Research => {
            let id = desk.fresh(Item::KIND);
            let mut spike = Item::new(id);
            answer.research.trim().clone_into(&mut spike.title);
            (spike.sort, spike.asked) = (Sort::Spike, answer.date);
            (spike.bucket, spike.team) = (item.bucket.clone(), item.team.clone());
            spike.need = Prose::from(answer.reason.clone());
            edits.push(Edit::Insert(Box::new(spike)));
            after.needs.0.push(id);
            made.push(id);
        }
        Outcome::Parked => after.questions.push(answer.question.trim().to_owned()),
        Outcome::Decline => {
            leave_plan(&mut after);
            after.state = State::Declined;
        }
    }
    edits.extend(sets(&after));
    (edits, made)
}

/// The parts of an item: as urgent and as dear to put off as the whole, with a size and a value of their own.
/// What was said of the whole alone stays with it.
pub(super) fn parts(item: &Item, answer: &Answer) -> Vec<Item> {
    let part = |(title, size, value): (&str, Points, Points)| {
        let blank = Item::new(item.id);
        let mut part = item.clone();
        title.clone_into(&mut part.title);
        (part.size, part.value) = (size, value);
        let name = if item.key.is_empty() {
            &item.title
        } else {
            &item.key
        };
        part.labels.push(format!("part of {name}"));
        part.ratings.0.clear();
        (part.reach, part.impact) = (None, None);
        (part.confidence, part.weekly_cost, part.late_cost) = (None, None, None);
        (part.key, part.link, part.pin_reason) = (blank.key, blank.link, blank.pin_reason);
        (part.pin, part.iteration.0, part.review) = (None, None, None);
        (part.extra, part.imported) = (blank.extra, blank.imported);
        (part.note, part.private_note) = (blank.note, blank.private_note);
        part.questions.clear();
        part.drivers.clear();
        if !part.state.is_open() {
            part.state = State::Funnel;
        }
        part
    };
    answer.parts().into_iter().map(part).collect()
}

/// What waits for an item waits for its parts from now on.
fn reroute(desk: &Desk, whole: Id, parts: &[Id]) -> Vec<Edit> {
    let waits = desk.workspace.all::<Item>();
    let waits = waits.filter(|item| item.needs.0.contains(&whole));
    let rerouted = waits.map(|item| {
        let mut item = item.clone();
        item.needs.0.retain(|id| *id != whole);
        item.needs.0.extend(parts);
        item
    });
    rerouted.flat_map(|item| sets(&item)).collect()
}

/// Takes an item out of the plan, and work on it ends.
fn leave_plan(item: &mut Item) {
    (item.increment.0, item.iteration.0) = (None, None);
    if matches!(item.state, State::Planned | State::Doing) {
        item.state = State::Ready;
    }
}
