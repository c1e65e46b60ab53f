//! Who needs whom, looked up from either side.
//!
//! Owns the pairs as of the last change, so that no frame has to search the whole backlog. Knows no order.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::Workspace;
use crate::model::id::Id;
use crate::model::item::Item;

/// The needs between items.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Needed {
    /// By what is needed: who needs it.
    by: BTreeMap<Id, BTreeSet<Id>>,
    /// By who needs: what, as it was when the item was last looked at.
    of: BTreeMap<Id, Vec<Id>>,
}

impl Needed {
    /// The needs of all items.
    pub fn of(workspace: &Workspace) -> Self {
        let mut needed = Self::default();
        for item in workspace.all::<Item>() {
            needed.insert(item);
        }
        needed
    }

    /// Brings one item up to date, whether it is still there or not.
    pub fn refresh(&mut self, workspace: &Workspace, id: Id) {
        for need in self.of.remove(&id).unwrap_or_default() {
            if let Some(waiting) = self.by.get_mut(&need) {
                waiting.remove(&id);
                if waiting.is_empty() {
                    self.by.remove(&need);
                }
            }
        }
        if let Some(item) = workspace.get::<Item>(id) {
            self.insert(item);
        }
    }

    /// The items that need this one, by id.
    pub fn by(&self, id: Id) -> impl Iterator<Item = Id> {
        self.by.get(&id).into_iter().flatten().copied()
    }

    fn insert(&mut self, item: &Item) {
        if item.needs.0.is_empty() {
            return;
        }
        for need in &item.needs.0 {
            self.by.entry(*need).or_default().insert(item.id);
        }
        self.of.insert(item.id, item.needs.0.clone());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::{Edit, apply};
    use crate::model::field::{Links, Value};
    use crate::model::record::Declared;

    #[test]
    fn it_follows_what_changes() {
        let id = |name: &str| Id::parse(name).unwrap();
        let mut workspace = Workspace::default();
        let mut second = Item::new(id("b"));
        second.needs = Links::new(vec![id("a")]);
        let all = vec![
            Edit::Insert(Box::new(Item::new(id("a")))),
            Edit::Insert(Box::new(second)),
            Edit::Insert(Box::new(Item::new(id("c")))),
        ];
        apply(&mut workspace, all).unwrap();
        let mut needed = Needed::of(&workspace);
        assert_eq!(needed.by(id("a")).collect::<Vec<_>>(), [id("b")]);
        let needs = |name: &str, of: Vec<Id>| Edit::Set {
            kind: Item::KIND,
            id: id(name),
            field: Item::KIND.field("needs").unwrap(),
            value: Value::Links(of),
        };
        let edits = vec![needs("b", vec![id("c")]), needs("c", vec![id("a")])];
        apply(&mut workspace, edits).unwrap();
        needed.refresh(&workspace, id("b"));
        needed.refresh(&workspace, id("c"));
        assert_eq!(needed, Needed::of(&workspace));
        assert_eq!(needed.by(id("a")).collect::<Vec<_>>(), [id("c")]);
        apply(&mut workspace, vec![needs("c", Vec::new())]).unwrap();
        needed.refresh(&workspace, id("c"));
        assert_eq!(needed.by(id("a")).count(), 0);
    }
}
