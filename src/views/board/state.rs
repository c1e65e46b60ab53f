//! The state of the board: the rows on the screen, the cursor, marks, filter and order.

use std::collections::{BTreeMap, BTreeSet};

use crate::desk::derived::Derived;
use crate::desk::filter::Filter;
use crate::model::Workspace;
use crate::model::id::Id;
use crate::model::item::Item;
use crate::views::board::carry::Carry;
use crate::views::board::{Row, Sort, rows};

/// A part of the board that can have the focus.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Region {
    /// The rows.
    #[default]
    Backlog,
    /// The selected item, which can be scrolled.
    Detail,
}

/// The state of the board.
#[derive(Debug, Default)]
pub struct Board {
    /// What is listed, in order.
    pub rows: Vec<Row>,
    /// The row of the selected item.
    pub cursor: usize,
    /// The first row on the screen.
    pub top: usize,
    /// The estimate column the cursor is in, if it is in one.
    pub cell: Option<usize>,
    /// Digits that may still become a longer value.
    pub typed: String,
    /// The marked items.
    pub marked: BTreeSet<Id>,
    /// The filter as typed, and as understood.
    pub filter: (String, Filter),
    /// The order, when not by rank.
    pub sort: Option<Sort>,
    /// How far each item moved with the last change; up is positive.
    pub moved: BTreeMap<Id, isize>,
    /// The region that has the focus.
    pub region: Region,
    /// The first line of the detail that is shown.
    pub scroll: usize,
    /// The item that is carried to another rank.
    pub carry: Option<Carry>,
}

impl Board {
    /// The selected item.
    pub fn selected(&self) -> Option<Id> {
        self.rows.get(self.cursor).and_then(|row| row.item())
    }

    /// Lists the rows for the first time.
    pub(crate) fn fill(&mut self, workspace: &Workspace, derived: &Derived) {
        self.rows = rows(
            workspace,
            derived,
            &self.filter.1,
            &self.marked,
            self.sort.as_ref(),
        );
        self.cursor = 0;
        self.top = 0;
        self.step_over(1);
    }

    /// Lists the rows anew. The selected item stays selected and keeps its row on the screen.
    pub(crate) fn settle(&mut self, workspace: &Workspace, derived: &Derived, page: usize) {
        let selected = self.selected();
        let on_screen = self.cursor.saturating_sub(self.top);
        self.rows = rows(
            workspace,
            derived,
            &self.filter.1,
            &self.marked,
            self.sort.as_ref(),
        );
        let found = selected.and_then(|id| self.rows.iter().position(|row| row.item() == Some(id)));
        if let Some(place) = found {
            self.cursor = place;
            self.top = place.saturating_sub(on_screen);
        }
        self.cursor = self.cursor.min(self.rows.len().saturating_sub(1));
        self.step_over(1);
        self.keep_in_sight(page);
    }

    /// Lists the rows anew as [`Board::settle`] does, but the list stays where it is and the cursor goes
    /// with the selected item.
    pub(crate) fn follow(&mut self, workspace: &Workspace, derived: &Derived, page: usize) {
        let top = self.top;
        self.settle(workspace, derived, page);
        self.top = top;
        self.keep_in_sight(page);
    }

    /// Takes rows away whose item is gone, without sorting.
    pub(crate) fn drop_missing(&mut self, workspace: &Workspace) {
        self.rows.retain(|row| {
            row.item()
                .is_none_or(|id| workspace.get::<Item>(id).is_some())
        });
        if self.rows.iter().all(|row| row.item().is_none()) {
            // Headings of nothing would stand there alone.
            self.rows.clear();
            self.cell = None;
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
    pub fn select(&mut self, id: Id, page: usize) -> bool {
        let Some(place) = self.rows.iter().position(|row| row.item() == Some(id)) else {
            return false;
        };
        self.cursor = place;
        self.scroll = 0;
        self.keep_in_sight(page);
        true
    }

    /// Moves the cursor by rows, stepping over the cut line and headings.
    pub(super) fn move_by(&mut self, by: isize, page: usize) {
        let last = self.rows.len().saturating_sub(1);
        self.cursor = self.cursor.saturating_add_signed(by).min(last);
        self.step_over(by);
        self.scroll = 0;
        self.keep_in_sight(page);
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
    pub(crate) fn keep_in_sight(&mut self, page: usize) {
        let page = page.max(1);
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
