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

/// Which links between items are meant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ItemLinks {
    /// From an item to what it needs.
    #[default]
    Needs,
    /// From an item to what it makes possible.
    Enables,
}

impl ItemLinks {
    fn of(self, item: &Item) -> &Vec<Id> {
        match self {
            Self::Needs => &item.needs.0,
            Self::Enables => &item.enables.0,
        }
    }
}

/// The needs between items, or other links.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Needed {
    links: ItemLinks,
    /// By what is needed: who needs it.
    by: BTreeMap<Id, BTreeSet<Id>>,
    /// By who needs: what, as it was when the item was last looked at.
    of: BTreeMap<Id, Vec<Id>>,
}

impl Needed {
    /// The needs of all items.
    pub fn of(workspace: &Workspace) -> Self {
        Self::by_links(workspace, ItemLinks::Needs)
    }

    /// The same of other links.
    pub fn by_links(workspace: &Workspace, links: ItemLinks) -> Self {
        let mut needed = Self {
            links,
            ..Self::default()
        };
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
        let links = self.links.of(item);
        if links.is_empty() {
            return;
        }
        for need in links {
            self.by.entry(*need).or_default().insert(item.id);
        }
        self.of.insert(item.id, links.clone());
    }
}
