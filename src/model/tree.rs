//! What is a part of what: the parent and the parts of each item, as its links say.
//!
//! Owns that a walk up or down ends: a loop that an old file holds is open where it was met first, and what stands
//! deeper than [`DEEPEST`] counts as a part of the lowest that may have some. Knows no size and no state.

use std::collections::{HashMap, HashSet};

use super::id::Id;
use super::item::Item;

/// How many items may stand above one.
pub const DEEPEST: usize = 12;

/// In place of a depth that is not known yet.
const ON_THE_WAY: usize = usize::MAX;

/// Parents and parts by id. Parts come by id, too.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    parents: HashMap<Id, Id>,
    parts: HashMap<Id, Vec<Id>>,
}

impl Tree {
    /// Looks at the parents of some items; those that are not among them are none.
    pub(super) fn of<'i>(items: impl Iterator<Item = &'i Item> + Clone) -> Self {
        let said = items.clone();
        let said = said.filter_map(|item| Some((item.id, item.parent.0?)));
        let said: HashMap<Id, Id> = said.collect();
        let mut tree = Self::default();
        if said.is_empty() {
            return tree;
        }
        let known: HashSet<Id> = items.clone().map(|item| item.id).collect();
        let mut depths: HashMap<Id, usize> = HashMap::new();
        for item in items.filter(|item| said.contains_key(&item.id)) {
            let mut way = Vec::new();
            let mut next = Some(item.id);
            while let Some(id) = next.filter(|id| !depths.contains_key(id)) {
                way.push(id);
                depths.insert(id, ON_THE_WAY);
                next = said.get(&id).copied().filter(|id| known.contains(id));
            }
            // What was met on this way is above itself; there the loop is open.
            let mut above = next.filter(|id| depths.get(id) != Some(&ON_THE_WAY));
            for id in way.into_iter().rev() {
                let depth = |id: Id| depths.get(&id).copied().unwrap_or(0);
                while let Some(deep) = above.filter(|id| depth(*id) >= DEEPEST) {
                    above = tree.parents.get(&deep).copied();
                }
                let own = above.map_or(0, |parent| depth(parent) + 1);
                depths.insert(id, own);
                if let Some(parent) = above {
                    tree.parents.insert(id, parent);
                    tree.parts.entry(parent).or_default().push(id);
                }
                above = Some(id);
            }
        }
        tree.parts.values_mut().for_each(|parts| parts.sort());
        tree
    }

    /// Whether nothing is a part of anything.
    pub fn is_flat(&self) -> bool {
        self.parents.is_empty()
    }

    /// What an item is a part of.
    pub fn parent(&self, id: Id) -> Option<Id> {
        self.parents.get(&id).copied()
    }

    /// The items above one, the next one first.
    pub fn above(&self, id: Id) -> impl Iterator<Item = Id> + '_ {
        std::iter::successors(self.parent(id), |id| self.parent(*id))
    }

    /// The parts of an item.
    pub fn parts(&self, id: Id) -> &[Id] {
        self.parts.get(&id).map_or(&[], Vec::as_slice)
    }

    /// Everything below an item.
    pub fn below(&self, id: Id) -> Vec<Id> {
        let mut all = self.parts(id).to_vec();
        let mut at = 0;
        while let Some(next) = all.get(at).copied() {
            all.extend(self.parts(next));
            at += 1;
        }
        all
    }
}
