//! The backlog as it is listed: its rows, the selected item, the marks, filter and order that all views share.
//!
//! Owns what is selected and that it keeps its row on the screen. Which rows there are is in `rows`; how the
//! rows look is known to the board alone.

mod rows;

use std::collections::{BTreeMap, BTreeSet};

pub use self::rows::{BacklogRow, Sort, lacking, rows};
use crate::desk::cache::Cached;
use crate::desk::derived::Derived;
use crate::desk::filter::Filter;
use crate::model::Workspace;
use crate::model::id::Id;
use crate::model::item::Item;
use crate::scoring::price::moves::PinPrice;

/// The listed items, and what is selected and marked among them.
#[derive(Debug, Default)]
pub struct Backlog {
    /// What is listed, in order.
    pub rows: Vec<BacklogRow>,
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
    /// The items whose parts are listed below them.
    pub unfolded: BTreeSet<Id>,
    /// The filter as typed, and as understood.
    pub filter: (String, Filter),
    /// The order, when not by rank.
    pub sort: Option<Sort>,
    /// How far each item moved with the last change; up is positive.
    pub moved: BTreeMap<Id, isize>,
    /// What those lack that the filter hides for that alone.
    pub(super) lacking: Cached<Option<(&'static str, usize)>, String>,
    /// How many items are open.
    pub(super) open: Cached<usize>,
    /// What the pin that is looked at costs.
    pub(super) pin_price: Cached<Option<PinPrice>, Id>,
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
        let (filter, marked) = (&self.filter.1, &self.marked);
        self.rows = rows(workspace, derived, filter, marked, &self.unfolded, sort);
    }

    /// Lists the rows anew. The selected item stays selected and keeps its row on the screen.
    pub(super) fn settle(&mut self, workspace: &Workspace, derived: &Derived) {
        let selected = self.selected();
        let on_screen = self.cursor.saturating_sub(self.top);
        self.list(workspace, derived);
        self.stay_on(selected, on_screen);
        self.cursor = self.cursor.min(self.rows.len().saturating_sub(1));
        self.step_over(1);
        self.keep_in_sight();
    }

    /// Puts the cursor on an item and the item on its row of the screen; gives back whether it is listed.
    fn stay_on(&mut self, item: Option<Id>, on_screen: usize) -> bool {
        let place = item.and_then(|id| self.rows.iter().position(|row| row.item() == Some(id)));
        if let Some(place) = place {
            self.cursor = place;
            self.top = place.saturating_sub(on_screen);
        }
        place.is_some()
    }

    /// Lists the rows anew as [`Backlog::settle`] does, but the list stays where it is and the cursor goes with
    /// the selected item.
    pub(crate) fn follow(&mut self, workspace: &Workspace, derived: &Derived) {
        let top = self.top;
        self.settle(workspace, derived);
        self.top = top;
        self.keep_in_sight();
    }

    /// Takes rows away whose item is gone, without sorting. The selected item stays selected and keeps its row on the
    /// screen; where it is the one that is gone, the cursor leaves the estimate columns, so that no digit that was
    /// meant for it is written to another.
    pub(super) fn drop_missing(&mut self, workspace: &Workspace) {
        let selected = self.selected();
        let on_screen = self.cursor.saturating_sub(self.top);
        self.rows.retain(|row| {
            row.item()
                .is_none_or(|id| workspace.get::<Item>(id).is_some())
        });
        if self.rows.iter().all(|row| row.item().is_none()) {
            // Headings of nothing would stand there alone.
            self.rows.clear();
        }
        if !self.stay_on(selected, on_screen) {
            self.column = None;
        }
        self.cursor = self.cursor.min(self.rows.len().saturating_sub(1));
        self.step_over(1);
        self.keep_in_sight();
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
