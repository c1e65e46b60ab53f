//! The chosen record of a list: it stays chosen while the list changes around it.
//!
//! Knows no kind and no screen; lists are given by the ids of their rows.

use crate::model::id::Id;

/// Which row of a list is chosen.
#[derive(Clone, Copy, Debug, Default)]
pub struct Pick {
    id: Option<Id>,
    /// Its row, for when the record is gone: the next one takes it.
    near: usize,
}

impl Pick {
    /// The chosen row; none in an empty list.
    pub fn at(&self, ids: &[Id]) -> Option<usize> {
        let last = ids.len().checked_sub(1)?;
        let same = ids.iter().position(|id| Some(*id) == self.id);
        Some(same.unwrap_or(self.near).min(last))
    }

    /// The chosen record; none in an empty list.
    pub fn id(&self, ids: &[Id]) -> Option<Id> {
        ids.get(self.at(ids)?).copied()
    }

    /// Goes so many rows down, or up.
    pub(crate) fn go(&mut self, ids: &[Id], by: isize) {
        if let Some(at) = self.at(ids) {
            let to = at
                .saturating_add_signed(by)
                .min(ids.len().saturating_sub(1));
            self.choose(ids, to);
        }
    }

    /// Chooses a row.
    pub(crate) fn choose(&mut self, ids: &[Id], at: usize) {
        if let Some(id) = ids.get(at) {
            (self.id, self.near) = (Some(*id), at);
        }
    }

    /// Chooses a record wherever it stands in the list.
    pub(crate) const fn set(&mut self, id: Id) {
        self.id = Some(id);
    }

    /// Lets the row stand when its record goes.
    pub(crate) fn hold(&mut self, ids: &[Id]) {
        if let Some(at) = self.at(ids) {
            self.choose(ids, at);
        }
    }
}
