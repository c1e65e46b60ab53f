//! The place of a new item in the list: behind all that have one, in the order in which items are added.
//!
//! Owns that rule, so that what has no score yet stands in the order it was written, never in that of ids.

use super::Edit;
use crate::model::Workspace;
use crate::model::item::Item;
use crate::model::number::Number;

/// The same edits with a place for each item they add that has none.
pub fn placed(workspace: &Workspace, edits: Vec<Edit>) -> Vec<Edit> {
    let added = || {
        edits.iter().filter_map(|edit| match edit {
            Edit::Insert(record) => record.as_any().downcast_ref::<Item>(),
            Edit::Remove { .. } | Edit::Set { .. } | Edit::SetUnknown { .. } => None,
        })
    };
    if added().all(|item| item.place.is_some()) {
        return edits;
    }
    let mut last = workspace
        .all::<Item>()
        .chain(added())
        .filter_map(|item| item.place)
        .max();
    let behind = |edit: Edit| {
        let Edit::Insert(record) = &edit else {
            return edit;
        };
        let item = record.as_any().downcast_ref::<Item>();
        let Some(item) = item.filter(|item| item.place.is_none()) else {
            return edit;
        };
        let mut item = item.clone();
        last = Some(next(last));
        item.place = last;
        Edit::Insert(Box::new(item))
    };
    edits.into_iter().map(behind).collect()
}

/// The whole number above a place.
fn next(last: Option<Number>) -> Number {
    let above = last.map_or(0, |last| last.millionths().div_euclid(1_000_000));
    Number::whole(above.saturating_add(1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::apply;
    use crate::model::id::Id;

    #[test]
    fn new_items_stand_in_the_order_they_were_added() {
        let mut workspace = Workspace::default();
        let mut came = Item::new(Id::from_random(9));
        came.place = Some(Number::whole(7));
        workspace.put_record(Box::new(came));
        let ids = [5, 2, 8, 1].map(Id::from_random);
        for batch in [ids.get(..3), ids.get(3..)] {
            let edits = batch.unwrap().iter();
            let edits = edits.map(|id| Edit::Insert(Box::new(Item::new(*id))));
            let edits = placed(&workspace, edits.collect());
            apply(&mut workspace, edits).unwrap();
        }
        let mut items: Vec<&Item> = workspace.all().collect();
        items.sort_by_key(|item| item.place);
        let order: Vec<Id> = items.iter().skip(1).map(|item| item.id).collect();
        assert_eq!(order, ids);
    }
}
