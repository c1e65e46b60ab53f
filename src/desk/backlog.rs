//! The backlog as it is listed: its rows, the selected item, the marks, filter and order that all views share.
//!
//! Owns what is selected and that it keeps its row on the screen. Which rows there are is in `rows`; how the
//! rows look is known to the board alone.

mod rows;

use std::collections::{BTreeMap, BTreeSet};

pub use self::rows::{Row, Sort, rows};
use crate::desk::Desk;
use crate::desk::cache::Cached;
use crate::desk::derived::Derived;
use crate::desk::filter::Filter;
use crate::edit::history::Change;
use crate::model::Workspace;
use crate::model::id::Id;
use crate::model::item::Item;
use crate::model::record::Kind;
use crate::scoring::evaluation::PinPrices;
use crate::scoring::price::moves::PinPrice;

/// What the pin of an item costs in the order that is shown.
pub fn pin_price(desk: &Desk, id: Id) -> Option<PinPrice> {
    let compute = || PinPrices::of(&desk.derived.evaluation).of_item(id);
    if desk.derived.is_trying() {
        return compute();
    }
    *desk.backlog.pin_price.get(desk, id, compute)
}

/// The listed items, and what is selected and marked among them.
#[derive(Debug, Default)]
pub struct Backlog {
    /// What is listed, in order.
    pub rows: Vec<Row>,
    /// The row of the selected item.
    pub cursor: usize,
    /// The first row on the screen.
    pub top: usize,
    /// How many rows fit on the screen, which the board says.
    page: usize,
    /// The estimate column the cursor is in, if it is in one; the rows keep their order meanwhile.
    pub column: Option<usize>,
    /// The marked items.
    pub marked: BTreeSet<Id>,
    /// The filter as typed, and as understood.
    pub filter: (String, Filter),
    /// The order, when not by rank.
    pub sort: Option<Sort>,
    /// How far each item moved with the last change; up is positive.
    pub moved: BTreeMap<Id, isize>,
    /// What the pin that is looked at costs.
    pin_price: Cached<Option<PinPrice>, Id>,
}

impl Backlog {
    /// Every item, the first one selected.
    pub(crate) fn of(workspace: &Workspace, derived: &Derived, page: usize) -> Self {
        let mut backlog = Self {
            page,
            ..Self::default()
        };
        backlog.list(workspace, derived);
        backlog.step_over(1);
        backlog
    }

    /// The selected item.
    pub fn selected(&self) -> Option<Id> {
        self.rows.get(self.cursor).and_then(|row| row.item())
    }

    /// The listed items, in order.
    pub fn items(&self) -> impl Iterator<Item = Id> {
        self.rows.iter().filter_map(|row| row.item())
    }

    /// How many rows fit on the screen.
    pub const fn page(&self) -> usize {
        self.page
    }

    /// Takes in how many rows fit on the screen; the cursor stays in sight.
    pub(crate) fn set_page(&mut self, page: usize) {
        if self.page != page {
            self.page = page;
            self.keep_in_sight();
        }
    }

    fn list(&mut self, workspace: &Workspace, derived: &Derived) {
        let sort = self.sort.as_ref();
        self.rows = rows(workspace, derived, &self.filter.1, &self.marked, sort);
    }

    /// Lists the rows anew. The selected item stays selected and keeps its row on the screen.
    fn settle(&mut self, workspace: &Workspace, derived: &Derived) {
        let selected = self.selected();
        let on_screen = self.cursor.saturating_sub(self.top);
        self.list(workspace, derived);
        let found = selected.and_then(|id| self.rows.iter().position(|row| row.item() == Some(id)));
        if let Some(place) = found {
            self.cursor = place;
            self.top = place.saturating_sub(on_screen);
        }
        self.cursor = self.cursor.min(self.rows.len().saturating_sub(1));
        self.step_over(1);
        self.keep_in_sight();
    }

    /// Lists the rows anew as [`Desk::settle`] does, but the list stays where it is and the cursor goes with
    /// the selected item.
    pub(crate) fn follow(&mut self, workspace: &Workspace, derived: &Derived) {
        let top = self.top;
        self.settle(workspace, derived);
        self.top = top;
        self.keep_in_sight();
    }

    /// Takes rows away whose item is gone, without sorting.
    fn drop_missing(&mut self, workspace: &Workspace) {
        self.rows.retain(|row| {
            row.item()
                .is_none_or(|id| workspace.get::<Item>(id).is_some())
        });
        if self.rows.iter().all(|row| row.item().is_none()) {
            // Headings of nothing would stand there alone.
            self.rows.clear();
            self.column = None;
        }
        self.cursor = self.cursor.min(self.rows.len().saturating_sub(1));
        self.step_over(1);
    }

    /// Notes how far items moved against their ranks before a change.
    pub(crate) fn mark_moves(&mut self, before: &BTreeMap<Id, usize>, derived: &Derived) {
        let moved = before.iter().filter_map(|(id, before)| {
            let now = derived.evaluation.score(*id)?.rank?;
            let by = isize::try_from(*before).ok()? - isize::try_from(now).ok()?;
            (by != 0).then_some((*id, by))
        });
        self.moved = moved.collect();
    }

    /// Selects an item if it is listed; gives back whether it is.
    pub fn select(&mut self, id: Id) -> bool {
        let Some(place) = self.rows.iter().position(|row| row.item() == Some(id)) else {
            return false;
        };
        self.cursor = place;
        self.keep_in_sight();
        true
    }

    /// Moves the cursor by rows, stepping over the cut line and headings.
    pub(crate) fn move_by(&mut self, by: isize) {
        let last = self.rows.len().saturating_sub(1);
        self.cursor = self.cursor.saturating_add_signed(by).min(last);
        self.step_over(by);
        self.keep_in_sight();
    }

    /// Leaves a row that is no item, in the direction given, or back if there is none that way.
    fn step_over(&mut self, direction: isize) {
        let item = |at: &usize| self.rows.get(*at).is_some_and(|row| row.item().is_some());
        let up = (0..=self.cursor).rev().find(item);
        let down = (self.cursor..self.rows.len()).find(item);
        let found = if direction < 0 {
            up.or(down)
        } else {
            down.or(up)
        };
        self.cursor = found.unwrap_or(self.cursor);
    }

    /// Scrolls so that the cursor is on the screen; the first row brings its heading with it.
    fn keep_in_sight(&mut self) {
        let page = self.page.max(1);
        let heading = self.cursor > 0
            && self
                .rows
                .get(self.cursor - 1)
                .is_some_and(|r| r.item().is_none());
        let first = if heading {
            self.cursor - 1
        } else {
            self.cursor
        };
        self.top = self.top.min(first);
        if self.cursor >= self.top + page {
            self.top = self.cursor + 1 - page;
        }
        self.top = self.top.min(self.rows.len().saturating_sub(page));
    }
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

    /// Sorts the rows anew; the selected item keeps its row on the screen.
    pub fn settle(&mut self) {
        self.backlog.settle(&self.workspace, &self.derived);
    }

    /// Brings the rows up to date after a change; in the estimate columns they keep their order.
    pub(super) fn relist(&mut self, change: &Change) {
        let workspace = &self.workspace;
        let is_gone = |(kind, id): &(&'static Kind, Id)| workspace.record(kind, *id).is_none();
        self.backlog
            .marked
            .retain(|id| workspace.get::<Item>(*id).is_some());
        if self.backlog.column.is_none() {
            self.settle();
        } else if change.subjects.iter().any(is_gone) {
            self.backlog.drop_missing(workspace);
        }
    }

    /// Goes out of the estimate columns, where the cursor is in one; the order settles.
    pub fn leave_columns(&mut self) {
        if self.backlog.column.take().is_some() {
            self.settle();
        }
    }

    /// Selects an item; a filter that hides it is taken away.
    pub fn select(&mut self, id: Id) {
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
}

/// Whether an item of the backlog is selected.
pub fn has_selected(desk: &Desk) -> Result<(), String> {
    let selected = desk.backlog.selected().map(|_| ());
    selected.ok_or_else(|| "no item is selected · n writes one".to_owned())
}
