//! What needs what.
//!
//! Owns who needs whom as of the last change, looked up from either side, so that no frame has to search the
//! whole backlog. [`loops`] are the items that wait for each other; [`map`] owns what of an increment needs what,
//! in an order that can be worked. Knows no order of the backlog.

pub mod loops;
pub mod map;

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
