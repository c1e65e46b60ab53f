//! The tree of needs: outcomes, the needs that serve each, what meets a need, what that rests on.
//!
//! Owns what stands below what, and that each stands once: an item below the strongest need that it meets.

use std::collections::{BTreeMap, BTreeSet};

use super::known::{self, KnownCustomers};
use crate::model::Workspace;
use crate::model::assumption::Assumption;
use crate::model::id::Id;
use crate::model::item::{Item, State};
use crate::model::kpi::Kpi;
use crate::model::need::Need;
use crate::model::option::ItemOption;
use crate::model::record::{Declared, Kind};
use crate::scoring::evaluation::Evaluation;

/// A record in the tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TreeRow {
    /// What it is.
    pub kind: &'static Kind,
    /// Which one.
    pub id: Id,
    /// How many stand above it.
    pub depth: usize,
}

/// A need with the outcome that it stands below, and how deep it is among needs.
struct ServedNeed {
    outcome: Option<Id>,
    need: Id,
    depth: usize,
}

/// What stands below needs.
struct Ways<'w> {
    workspace: &'w Workspace,
    known: &'w KnownCustomers,
    evaluation: &'w Evaluation,
    /// The options of each item.
    options: BTreeMap<Id, Vec<Id>>,
    /// All needs: where a file has two records of one id, the need stands.
    needs: BTreeSet<Id>,
}

impl<'w> Ways<'w> {
    fn of(workspace: &'w Workspace, known: &'w KnownCustomers, evaluation: &'w Evaluation) -> Self {
        let mut options: BTreeMap<Id, Vec<Id>> = BTreeMap::new();
        for option in workspace.all::<ItemOption>() {
            if let Some(item) = option.item.0 {
                options.entry(item).or_default().push(option.id);
            }
        }
        Self {
            workspace,
            known,
            evaluation,
            options,
            needs: workspace.all::<Need>().map(|need| need.id).collect(),
        }
    }

    /// Puts below a need the items that meet it, by rank, and below each its options and what it rests on.
    fn grow(&self, tree: &mut NeedTree, need: Id, depth: usize) {
        let items = self.known.met_by(need).iter();
        let mut items: Vec<&Item> = items.filter_map(|id| self.workspace.get(*id)).collect();
        items.retain(|item| item.state != State::Declined && !self.needs.contains(&item.id));
        items.sort_by_cached_key(|item| {
            let rank = self.evaluation.rank(item.id);
            (rank.is_none(), rank, item.title.clone(), item.id)
        });
        for item in items {
            if !tree.push(Item::KIND, item.id, depth + 1) {
                continue;
            }
            let options = self.options.get(&item.id).into_iter().flatten();
            let options = options.map(|id| (ItemOption::KIND, *id));
            let assumed = self.known.assumed(item.id).iter();
            let assumed = assumed.map(|id| (Assumption::KIND, *id));
            for (kind, id) in options.chain(assumed) {
                if !self.needs.contains(&id) {
                    tree.push(kind, id, depth + 2);
                }
            }
        }
    }
}

/// The rows of the tree from above, each before what stands below it.
#[derive(Debug, Default)]
pub struct NeedTree {
    rows: Vec<TreeRow>,
    places: BTreeMap<Id, usize>,
}

impl NeedTree {
    /// Grows the tree: the outcome of the strongest need first, then needs that serve none.
    pub fn of(workspace: &Workspace, known: &KnownCustomers, evaluation: &Evaluation) -> Self {
        let ways = Ways::of(workspace, known, evaluation);
        let mut served: Vec<ServedNeed> = Vec::new();
        for (need, depth) in known::tree(workspace) {
            let own = || {
                let need = workspace.get::<Need>(need)?;
                Some(workspace.linked(&need.outcome)?.id)
            };
            // A part stands with the whole, whatever it serves itself.
            let outcome = match served.last().filter(|_| depth > 0) {
                Some(before) => before.outcome,
                None => own(),
            };
            served.push(ServedNeed {
                outcome,
                need,
                depth,
            });
        }
        let mut outcomes: Vec<Option<Id>> = Vec::new();
        for one in &served {
            if !outcomes.contains(&one.outcome) {
                outcomes.push(one.outcome);
            }
        }
        outcomes.sort_by_key(Option::is_none);
        let mut tree = Self::default();
        for outcome in outcomes {
            if let Some(id) = outcome.filter(|id| !ways.needs.contains(id)) {
                tree.push(Kpi::KIND, id, 0);
            }
            for one in served.iter().filter(|one| one.outcome == outcome) {
                let depth = one.depth + usize::from(outcome.is_some());
                tree.push(Need::KIND, one.need, depth);
                ways.grow(&mut tree, one.need, depth);
            }
        }
        tree
    }

    /// Puts a row at the end; gives back whether it is not there yet.
    fn push(&mut self, kind: &'static Kind, id: Id, depth: usize) -> bool {
        let is_new = !self.places.contains_key(&id);
        if is_new {
            self.places.insert(id, self.rows.len());
            self.rows.push(TreeRow { kind, id, depth });
        }
        is_new
    }

    /// The row of a record.
    pub fn row(&self, id: Id) -> Option<TreeRow> {
        self.rows.get(*self.places.get(&id)?).copied()
    }

    /// The records of a kind, from above.
    pub fn of_kind(&self, kind: &'static Kind) -> Vec<Id> {
        let own = self.rows.iter().filter(|row| row.kind == kind);
        own.map(|row| row.id).collect()
    }

    /// What is listed while these are folded, which hides all below them.
    pub fn unfolded(&self, folded: &BTreeSet<Id>) -> Vec<Id> {
        let mut hidden: Option<usize> = None;
        let shown = self.rows.iter().filter(|row| {
            if hidden.is_some_and(|depth| row.depth > depth) {
                return false;
            }
            hidden = folded.contains(&row.id).then_some(row.depth);
            true
        });
        shown.map(|row| row.id).collect()
    }

    /// Whether anything stands below a record.
    pub fn has_below(&self, id: Id) -> bool {
        let at = self.places.get(&id);
        let next = at.and_then(|at| self.rows.get(at + 1));
        next.zip(self.row(id))
            .is_some_and(|(next, row)| next.depth > row.depth)
    }

    /// What has something below it.
    pub fn wholes(&self) -> BTreeSet<Id> {
        let all = self.rows.iter().map(|row| row.id);
        all.filter(|id| self.has_below(*id)).collect()
    }

    /// What a record stands below, the nearest first.
    pub fn above(&self, id: Id) -> Vec<Id> {
        let Some((at, row)) = self.places.get(&id).zip(self.row(id)) else {
            return Vec::new();
        };
        let mut depth = row.depth;
        let before = self.rows.iter().take(*at).rev();
        let above = before.filter(|row| {
            let is_above = row.depth < depth;
            depth = depth.min(row.depth);
            is_above
        });
        above.map(|row| row.id).collect()
    }

    /// The need before one at its own level, with nothing but what stands below it between them.
    pub fn need_before(&self, id: Id) -> Option<Id> {
        let row = self.row(id)?;
        let mut before = self.rows.iter().take(*self.places.get(&id)?).rev();
        let near = before.find(|other| {
            other.depth < row.depth || other.depth == row.depth && other.kind == Need::KIND
        })?;
        (near.depth == row.depth).then_some(near.id)
    }
}
