//! What follows from the workspace: every number, and the texts filters search.
//!
//! Owns when it is computed anew. Knows no formula.

use std::collections::BTreeMap;

use super::filter::Haystack;
use crate::model::Workspace;
use crate::model::id::Id;
use crate::model::item::Item;
use crate::model::record::{Declared, Kind};
use crate::model::settings::Lens;
use crate::scoring::evaluation::{Evaluation, evaluate};

/// What follows from the workspace.
#[derive(Debug)]
pub struct Derived {
    /// Every number, under the lens that is on.
    pub evaluation: Evaluation,
    /// The text a filter searches, by item.
    pub haystacks: BTreeMap<Id, Haystack>,
}

impl Derived {
    /// Computes everything.
    pub fn of(workspace: &Workspace, lens: Lens) -> Self {
        let haystacks = workspace
            .all::<Item>()
            .map(|item| (item.id, Haystack::of(item)))
            .collect();
        Self {
            evaluation: evaluate(workspace, lens),
            haystacks,
        }
    }

    /// Computes what a change of these records can affect.
    pub fn refresh(&mut self, workspace: &Workspace, subjects: &[(&'static Kind, Id)]) {
        for (_, id) in subjects.iter().filter(|(kind, _)| *kind == Item::KIND) {
            match workspace.get::<Item>(*id) {
                Some(item) => self.haystacks.insert(*id, Haystack::of(item)),
                None => self.haystacks.remove(id),
            };
        }
        self.evaluation = evaluate(workspace, self.evaluation.lens);
    }

    /// Ranks anew under another lens.
    pub fn look_through(&mut self, workspace: &Workspace, lens: Lens) {
        self.evaluation = evaluate(workspace, lens);
    }

    /// The ranks of the items among some records.
    pub fn ranks(&self, subjects: &[(&'static Kind, Id)]) -> BTreeMap<Id, usize> {
        let items = subjects.iter().filter(|(kind, _)| *kind == Item::KIND);
        items
            .filter_map(|(_, id)| Some((*id, self.evaluation.score(*id)?.rank?)))
            .collect()
    }
}
