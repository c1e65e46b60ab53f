//! The day an item is done: kept by the edit that makes it so, and taken back with it.
//!
//! Owns that rule. Knows no clock; the day is given.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::Edit;
use crate::model::Workspace;
use crate::model::field::{Choice as _, Value};
use crate::model::id::Id;
use crate::model::item::{Item, State};
use crate::model::record::Declared as _;

/// The same edits with the day of what they make done, and without the day of what they open again. A day that
/// they say themselves stays.
pub fn dated(workspace: &Workspace, mut edits: Vec<Edit>, today: Option<NaiveDate>) -> Vec<Edit> {
    let (states, said) = (sets(&edits, "state"), sets(&edits, "done_on"));
    let said: BTreeSet<Id> = said.into_iter().map(|(id, _)| id).collect();
    for (id, state) in states {
        let before = workspace.get::<Item>(id).map(|item| item.state);
        let was_done = before == Some(State::Done);
        let is_done = state == Value::Choice(State::Done.word().name);
        if was_done == is_done || said.contains(&id) {
            continue;
        }
        let day = today.filter(|_| is_done).map_or(Value::Blank, Value::Date);
        edits.extend(Edit::put::<Item>(id, "done_on", day));
    }
    edits
}

/// What the edits set a field of items to.
fn sets(edits: &[Edit], field: &str) -> Vec<(Id, Value)> {
    let wanted = Item::KIND.field(field);
    let set = |edit: &Edit| match edit {
        Edit::Set {
            kind,
            id,
            field,
            value,
        } if *kind == Item::KIND && Some(*field) == wanted => Some((*id, value.clone())),
        Edit::Set { .. } | Edit::Insert(_) | Edit::Remove { .. } | Edit::SetUnknown { .. } => None,
    };
    edits.iter().filter_map(set).collect()
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

    #[test]
    fn the_day_comes_with_done_and_goes_with_it() {
        let today = NaiveDate::from_ymd_opt(2027, 1, 12);
        let later = NaiveDate::from_ymd_opt(2027, 1, 20);
        let mut workspace = Workspace::default();
        workspace.put_record(Box::new(Item::new(item())));
        let day = |workspace: &Workspace| workspace.get::<Item>(item()).unwrap().done_on;
        let done = dated(&workspace, vec![set(State::Done)], today);
        let undo = apply(&mut workspace, done).unwrap();
        assert_eq!(day(&workspace), today);
        let again = dated(&workspace, vec![set(State::Done)], later);
        apply(&mut workspace, again).unwrap();
        assert_eq!(day(&workspace), today, "it was done already");
        let open = dated(&workspace, vec![set(State::Doing)], later);
        let reopened = apply(&mut workspace, open).unwrap();
        assert_eq!(day(&workspace), None);
        restore(&mut workspace, reopened).unwrap();
        assert_eq!(day(&workspace), today);
        restore(&mut workspace, undo).unwrap();
        assert_eq!(day(&workspace), None);
        let said = Edit::put::<Item>(item(), "done_on", Value::Date(later.unwrap())).unwrap();
        let own = dated(&workspace, vec![said, set(State::Done)], today);
        apply(&mut workspace, own).unwrap();
        assert_eq!(day(&workspace), later, "a day that is said stays");
    }
}
