//! The day of each change of state: kept by the edit that makes it, and taken back with it.
//!
//! Owns that rule. Knows no clock; the day is given. How days stand in an item is in [`crate::model::passed`].

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::{Edit, sets};
use crate::model::Workspace;
use crate::model::field::{Choice as _, Value};
use crate::model::id::Id;
use crate::model::item::{Item, State};
use crate::model::passed::PassedState;

/// The same edits with the day of each change of state: that of what is done, and without it where that opens again;
/// of any other state a line of its history. What the edits say of such a day themselves stays.
pub fn dated(workspace: &Workspace, mut edits: Vec<Edit>, today: Option<NaiveDate>) -> Vec<Edit> {
    let said = |field| -> BTreeSet<Id> {
        let sets = sets::<Item>(&edits, field);
        sets.map(|(id, _)| id).collect()
    };
    let (done_said, history_said) = (said("done_on"), said("history"));
    let mut days = Vec::new();
    for (id, state) in sets::<Item>(&edits, "state") {
        let mut states = State::ALL.iter().copied();
        let is_it = |one: &State| *state == Value::Choice(one.word().name);
        let Some((item, state)) = workspace.get::<Item>(id).zip(states.find(is_it)) else {
            continue;
        };
        if item.state == state {
            continue;
        }
        let was_done = item.state == State::Done;
        if (was_done || state == State::Done) && !done_said.contains(&id) {
            let day = today
                .filter(|_| !was_done)
                .map_or(Value::Blank, Value::Date);
            days.extend(Edit::put::<Item>(id, "done_on", day));
        }
        let of = |state, day: Option<NaiveDate>| day.map(|day| PassedState { state, day });
        // What was done and is open again was done once: that is what rework is known by.
        let before = of(State::Done, item.done_on.filter(|_| was_done));
        let now = of(state, today).filter(|now| now.state != State::Done);
        let lines = before.into_iter().chain(now).map(PassedState::written);
        let lines: Vec<String> = item.history.iter().cloned().chain(lines).collect();
        if !history_said.contains(&id) && lines.len() > item.history.len() {
            days.extend(Edit::put::<Item>(id, "history", Value::Texts(lines)));
        }
    }
    edits.extend(days);
    edits
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::{apply, restore};

    fn item() -> Id {
        Id::from_random(1)
    }

    fn set(state: State) -> Edit {
        Edit::put::<Item>(item(), "state", Value::Choice(state.word().name)).unwrap()
    }

    fn day(day: u32) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(2027, 1, day)
    }

    #[test]
    fn the_day_comes_with_done_and_goes_with_it() {
        let (today, later) = (day(12), day(20));
        let mut workspace = Workspace::default();
        workspace.put_record(Box::new(Item::new(item())));
        let done_on = |workspace: &Workspace| workspace.get::<Item>(item()).unwrap().done_on;
        let done = dated(&workspace, vec![set(State::Done)], today);
        let undo = apply(&mut workspace, done).unwrap();
        assert_eq!(done_on(&workspace), today);
        let again = dated(&workspace, vec![set(State::Done)], later);
        apply(&mut workspace, again).unwrap();
        assert_eq!(done_on(&workspace), today, "it was done already");
        let open = dated(&workspace, vec![set(State::Doing)], later);
        let reopened = apply(&mut workspace, open).unwrap();
        assert_eq!(done_on(&workspace), None);
        restore(&mut workspace, reopened).unwrap();
        assert_eq!(done_on(&workspace), today);
        restore(&mut workspace, undo).unwrap();
        assert_eq!(done_on(&workspace), None);
        let said = Edit::put::<Item>(item(), "done_on", Value::Date(later.unwrap())).unwrap();
        let own = dated(&workspace, vec![said, set(State::Done)], today);
        apply(&mut workspace, own).unwrap();
        assert_eq!(done_on(&workspace), later, "a day that is said stays");
    }

    #[test]
    fn every_change_of_state_keeps_its_day_and_is_undone_with_it() {
        let mut workspace = Workspace::default();
        workspace.put_record(Box::new(Item::new(item())));
        let mut change = |state, on| {
            let edits = dated(&workspace, vec![set(state)], on);
            let undo = apply(&mut workspace, edits).unwrap();
            (workspace.get::<Item>(item()).unwrap().clone(), undo)
        };
        change(State::Ready, day(4));
        change(State::Doing, day(11));
        change(State::Doing, day(12));
        let (done, _) = change(State::Done, day(15));
        assert_eq!(done.history, ["Ready: 2027-01-04", "Doing: 2027-01-11"]);
        let (back, undo) = change(State::Doing, day(18));
        let whole = [
            "Ready: 2027-01-04",
            "Doing: 2027-01-11",
            "Done: 2027-01-15",
            "Doing: 2027-01-18",
        ];
        assert_eq!(
            (back.history.clone(), back.done_on),
            (whole.map(str::to_owned).into(), None)
        );
        let (unknown, _) = change(State::Ready, None);
        assert_eq!(
            unknown.history.len(),
            4,
            "without a day there is none to keep"
        );
        change(State::Doing, None);
        restore(&mut workspace, undo).unwrap();
        assert_eq!(workspace.get::<Item>(item()).unwrap(), &done);
    }
}
