//! Folding in a list that shows a tree.
//!
//! Owns what is folded. What stands below what is the tree's to say.

use super::{Chosen, Lists};
use crate::desk::Desk;
use crate::model::id::Id;

impl Lists {
    /// Opens in the list with the keys what hides a record of its tree.
    pub(super) fn open_to(&mut self, desk: &Desk, id: Id) {
        let tree = self.here().and_then(|listing| listing.tree);
        if let Some((tree, choice)) = tree.zip(self.choices.get_mut(self.at)) {
            for above in tree(desk).above(id) {
                choice.folds += u64::from(choice.folded.remove(&above));
            }
        }
    }

    /// Whether the list with the keys shows its tree now.
    pub fn is_tree(&self) -> bool {
        self.here().is_some_and(|listing| listing.tree.is_some())
            && self.choices.get(self.at).is_some_and(Chosen::shows_tree)
    }

    /// Folds what stands below the chosen record, or opens it; of one with nothing below it, what it stands in.
    pub fn fold(&mut self, desk: &Desk) {
        let tree = self.here().and_then(|listing| listing.tree);
        let Some((tree, id)) = tree.zip(self.chosen_in(desk, self.at)) else {
            return;
        };
        let tree = tree(desk);
        let own = Some(id).filter(|id| tree.has_below(*id));
        let above = || tree.above(id).into_iter().next();
        if let (Some(whole), Some(choice)) = (own.or_else(above), self.choices.get_mut(self.at)) {
            if !choice.folded.remove(&whole) {
                choice.folded.insert(whole);
            }
            choice.folds += 1;
            choice.pick.set(whole);
        }
    }

    /// Folds everything that is not folded, or opens all.
    pub fn fold_all(&mut self, desk: &Desk) {
        let tree = self.here().and_then(|listing| listing.tree);
        let chosen = self.chosen_in(desk, self.at);
        let Some((tree, choice)) = tree.zip(self.choices.get_mut(self.at)) else {
            return;
        };
        choice.folds += 1;
        if !choice.folded.is_empty() {
            choice.folded.clear();
            return;
        }
        let tree = tree(desk);
        choice.folded = tree.wholes();
        if let Some(first) = chosen.and_then(|id| tree.above(id).into_iter().next_back()) {
            choice.pick.set(first);
        }
    }

    /// What stands before the first cell of a row: how deep it is, and whether it is open or folded.
    pub fn lead(&self, desk: &Desk, at: usize, id: Id) -> String {
        let listing = self.listings.get(at).zip(self.choices.get(at));
        let Some((tree, choice)) = listing.and_then(|(one, choice)| one.tree.zip(Some(choice)))
        else {
            return String::new();
        };
        if !choice.shows_tree() {
            return String::new();
        }
        let tree = tree(desk);
        let depth = tree.row(id).map_or(0, |row| row.depth);
        let mark = match (tree.has_below(id), choice.folded.contains(&id)) {
            (false, _) => "  ",
            (true, false) => "- ",
            (true, true) => "+ ",
        };
        format!("{}{mark}", "  ".repeat(depth))
    }
}
