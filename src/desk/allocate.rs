//! The default allocation: one key for every open item that has none.
//!
//! Owns the step and the words that offer it. Which allocation a kind gets is said in [`by_kind`].

use super::Desk;
use super::changes::many;
use crate::edit::Edit;
use crate::model::field::Value;
use crate::model::id::Id;
use crate::model::item::Item;
use crate::model::key::ITEM_ALLOCATE;
use crate::model::words::worded;
use crate::scoring::plan::by_kind::{odd, offered};

/// Whether an item has no allocation that its kind could give it.
pub fn can(desk: &Desk) -> Result<(), String> {
    if offered(&desk.workspace).is_empty() {
        return Err(worded(
            "every open item has an allocation, or none of them has a share · {APP_RECORDS} opens the allocations",
        )
        .to_owned());
    }
    Ok(())
}

/// Offers it where an item has none: `% gives 4 items the allocation of their kind`.
pub fn offer(desk: &Desk) -> Option<String> {
    let count = offered(desk.seen()).len();
    let whose = if count == 1 { "its" } else { "their" };
    (count > 0).then(|| {
        format!(
            "{ITEM_ALLOCATE} gives {} the allocation of {whose} kind",
            many(count, "item")
        )
    })
}

/// Gives every open item without an allocation the one of its kind.
pub fn by_kind(desk: &mut Desk) {
    let edit = |(item, bucket): (Id, Id)| Edit::put::<Item>(item, "bucket", Value::Link(bucket));
    let edits: Vec<Edit> = offered(&desk.workspace)
        .into_iter()
        .filter_map(edit)
        .collect();
    let count = many(edits.len(), "item");
    let odd = odd(&desk.workspace).into_iter();
    let odd: Vec<String> = odd
        .map(|line| format!("“{line}” in the settings names no kind or no allocation"))
        .collect();
    if desk.commit(&format!("allocated {count} by kind"), edits) {
        let mut said = vec![format!("{count} allocated by kind")];
        said.extend(odd);
        said.push(worded("{APP_UNDO} undoes").to_owned());
        desk.done(said.join(" · "));
    }
}
