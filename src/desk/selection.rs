//! What is selected, marked, filtered and sorted of the backlog, and which points of it the grid shows.
//!
//! Owns what these steps do to the desk; the rows themselves are in [`backlog`](super::backlog).

use crate::desk::Desk;
use crate::desk::backlog::{BacklogRow, Sort, lacking};
use crate::desk::filter::Filter;
use crate::edit::history::Change;
use crate::model::id::Id;
use crate::model::item::Item;
use crate::model::key::{PLAN_ASSIGN, PLAN_CLEAR};
use crate::model::record::Kind;
use crate::model::words::ITEMS;
use crate::scoring::evaluation::PinPrices;
use crate::scoring::grid::{Tradeoff, tradeoff};
use crate::scoring::price::moves::PinPrice;

/// The most points a grid shows at once; beyond, nobody could tell them apart.
const CROWD: usize = 300;

/// What the pin of an item costs in the order that is shown.
pub fn pin_price(desk: &Desk, id: Id) -> Option<PinPrice> {
    let compute = || PinPrices::of(&desk.derived.evaluation).of_item(id);
    *desk.backlog.pin_price.get(desk.state(), id, compute)
}

impl Desk {
    /// The marked items, or the selected one when none is marked.
    pub fn targets(&self) -> Vec<Id> {
        self.targets_or(self.backlog.selected())
    }

    /// The marked items, or this one when none is marked.
    pub fn targets_or(&self, item: Option<Id>) -> Vec<Id> {
        if self.backlog.marked.is_empty() {
            item.into_iter().collect()
        } else {
            self.backlog.marked.iter().copied().collect()
        }
    }

    /// Marks an item, or takes its mark away, and says what marks are for.
    pub fn mark(&mut self, item: Id) {
        if !self.backlog.marked.remove(&item) {
            self.backlog.marked.insert(item);
        }
        let count = self.backlog.marked.len();
        self.hint(format!(
            "selected: {count} · {PLAN_ASSIGN:#} and a digit plans them together, {PLAN_CLEAR} clears"
        ));
    }

    /// Takes the marks away, or else the filter, and says so; gives back whether there was one.
    pub fn clear(&mut self) -> bool {
        if !self.backlog.marked.is_empty() {
            self.backlog.marked.clear();
            self.hint("selection cleared");
        } else if !self.backlog.filter.0.is_empty() {
            self.set_filter("");
            self.hint("filter cleared");
        } else {
            return false;
        }
        true
    }

    /// Sorts the rows anew; the selected item keeps its row on the screen.
    pub fn settle(&mut self) {
        self.backlog.settle(&self.workspace, &self.derived);
    }

    /// Brings the rows up to date after a change; in the estimate columns they keep their order.
    pub(super) fn relist(&mut self, change: &Change) {
        let workspace = &self.workspace;
        let is_gone = |(kind, id): &&(&'static Kind, Id)| workspace.record(kind, *id).is_none();
        let gone = change.subjects.iter().filter(is_gone);
        let gone: Vec<Id> = gone.map(|(_, id)| *id).collect();
        self.backlog
            .marked
            .retain(|id| workspace.get::<Item>(*id).is_some());
        if self.backlog.column.is_none() {
            self.settle();
        } else if !gone.is_empty() {
            self.backlog.drop_missing(workspace);
            if self.backlog.column.is_none() {
                self.settle();
            }
        }
        // What was being typed for a record goes with it.
        self.pending.take_if(|typed| gone.contains(&typed.record));
    }

    /// Goes out of the estimate columns, where the cursor is in one; the order settles.
    pub fn leave_columns(&mut self) {
        if self.backlog.column.take().is_some() {
            self.settle();
        }
    }

    /// Selects an item; a filter that hides it is taken away.
    pub fn select(&mut self, id: Id) {
        if self.backlog.select(id) {
            return;
        }
        // A part is listed where what it is a part of is unfolded.
        let above = self.workspace.tree().above(id);
        self.backlog.unfolded.extend(above);
        self.settle();
        if !self.backlog.select(id) {
            self.set_filter("");
            self.backlog.select(id);
        }
    }

    /// Filters the rows.
    pub fn set_filter(&mut self, text: &str) {
        self.backlog.filter = (text.to_owned(), Filter::parse(text, &self.workspace));
        self.settle();
    }

    /// Lists the parts of the selected item, or no more; of a part that has none, those of its parent no more.
    pub fn fold(&mut self) {
        let tree = self.workspace.tree();
        let Some(id) = self.backlog.selected() else {
            return;
        };
        let has_parts = !tree.parts(id).is_empty();
        if has_parts && self.backlog.unfolded.insert(id) {
            self.settle();
            return;
        }
        let whole = if has_parts { Some(id) } else { tree.parent(id) };
        if let Some(whole) = whole {
            self.backlog.unfolded.remove(&whole);
            self.backlog.select(whole);
            self.settle();
        }
    }

    /// Lists all parts of everything, or none.
    pub fn fold_all(&mut self) {
        let backlog = &mut self.backlog;
        if backlog.unfolded.is_empty() {
            let tree = self.workspace.tree();
            let all = self.workspace.all::<Item>().map(|item| item.id);
            backlog.unfolded = all.filter(|id| !tree.parts(*id).is_empty()).collect();
        } else {
            let first = |id: Id| self.workspace.tree().above(id).last();
            let selected = backlog.selected();
            backlog.unfolded.clear();
            if let Some(whole) = selected.and_then(first) {
                backlog.select(whole);
            }
        }
        let is_open = !backlog.unfolded.is_empty();
        self.settle();
        let parts = if is_open { "listed" } else { "folded" };
        self.hint(format!("the parts of all {ITEMS} are {parts}"));
    }

    /// How many items match the filter, and of how many: the closed ones count where it asks for a state.
    pub fn matching(&self) -> (usize, usize) {
        let backlog = &self.backlog;
        let is_match = |row: &&BacklogRow| !matches!(row, BacklogRow::Part(..));
        let matching = backlog.rows.iter().filter(is_match);
        let evaluation = &self.derived.evaluation;
        let count = || evaluation.open(&self.workspace).len() + evaluation.above.len();
        let open = *backlog.open.get(self.state(), (), count);
        let closed = if backlog.filter.1.mentions_state() {
            evaluation.closed.len()
        } else {
            0
        };
        (matching.filter_map(|row| row.item()).count(), open + closed)
    }

    /// What the filter hides, with counts: `12 of 34 shown: 5 have no score yet`; none without a filter.
    pub fn filtered_out(&self) -> Option<String> {
        let backlog = &self.backlog;
        if backlog.filter.1.is_empty() {
            return None;
        }
        let (shown, all) = self.matching();
        let compute = || lacking(&self.workspace, &self.derived, &backlog.filter.1);
        let lacking = backlog
            .lacking
            .get(self.state(), backlog.filter.0.clone(), compute);
        let why = lacking.map_or_else(String::new, |(label, count)| {
            let label = label.to_lowercase();
            match count {
                1 => format!(": 1 has no {label} yet"),
                count => format!(": {count} have no {label} yet"),
            }
        });
        Some(format!("{shown} of {all} shown{why}"))
    }

    /// Sorts by a column; the same column again turns the rows around, and a third time goes back to rank.
    pub fn sort_by(&mut self, key: &str) {
        self.backlog.sort = match self.backlog.sort.take() {
            Some(sort) if sort.key == key && !sort.descending => Some(Sort {
                descending: true,
                ..sort
            }),
            Some(sort) if sort.key == key => None,
            _ if key == "rank" => None,
            _ => Some(Sort {
                key: key.to_owned(),
                descending: false,
            }),
        };
        self.settle();
    }

    /// The points of the grid: the listed items, of the bucket that is shown; of a crowd, those around the
    /// selected one.
    pub fn points(&self) -> Tradeoff {
        let buckets = &self.derived.evaluation.balance.buckets;
        let bucket = self.plotted.bucket.and_then(|at| buckets.get(at));
        let shown = |item: &&Item| bucket.is_none_or(|bucket| item.bucket.0 == Some(*bucket));
        let rows = &self.backlog.rows;
        let from = if rows.len() > CROWD {
            self.backlog.cursor / CROWD * CROWD
        } else {
            0
        };
        let near = rows.iter().skip(from).take(CROWD + 2);
        let items: Vec<&Item> = near
            .filter_map(|row| self.workspace.get(row.item()?))
            .filter(shown)
            .collect();
        let mut all = tradeoff(&self.workspace, &items, self.plotted.impact);
        if rows.len() > CROWD + 2 {
            all.listed = rows.len();
        }
        all
    }
}
