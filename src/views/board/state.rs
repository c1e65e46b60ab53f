//! The state of the board, beside what all views share.

use std::collections::BTreeSet;

use crate::desk::Desk;
use crate::desk::cache::Cached;
use crate::model::id::Id;
use crate::views::board::carry::Carry;

/// The state of the board.
#[derive(Debug, Default)]
pub struct Board {
    /// Whether the detail has the focus, which can be scrolled; else the rows have it.
    pub is_in_detail: bool,
    /// The first line of the detail that is shown.
    pub scroll: usize,
    /// The item the detail is of.
    pub(super) shown: Option<Id>,
    /// The item that is carried to another rank.
    pub carry: Option<Carry>,
    /// The items that warn of what they depend on, as the survey says.
    pub(super) warned: Cached<BTreeSet<Id>>,
}

/// How many rows a page step goes.
pub(super) fn half(desk: &Desk) -> isize {
    isize::try_from(desk.backlog.page().saturating_sub(1).max(1)).unwrap_or(1)
}
