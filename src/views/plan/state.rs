//! What the plan shows and where its cursor is.

use crate::desk::Desk;
use crate::desk::cache::Cached;
use crate::desk::planning;
use crate::model::id::Id;
use crate::model::words::worded;
use crate::scoring::plan::Place;
use crate::scoring::plan::coming::NO_COMING;
use crate::views::plan::overview::{Overview, increment, item, overview};
use crate::views::plan::roadmap::RoadmapCursor;
use crate::views::plan::suggest::Suggesting;

/// What the plan shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Face {
    /// The iterations of an increment.
    #[default]
    Iterations,
    /// The increments over time, bucket by bucket.
    Balance,
    /// Everything open, with its forecast.
    Roadmap,
}

/// The state of the plan.
#[derive(Debug, Default)]
pub struct Planning {
    /// What is shown.
    pub face: Face,
    /// The increment shown, where it is not the coming one.
    pub(super) increment: Option<Id>,
    /// The place the cursor is in.
    pub(super) place: Place,
    /// The place in the increment the cursor was in last.
    pub(super) beside: Place,
    /// The row of the cursor there.
    pub(super) row: usize,
    /// What is chosen on the roadmap.
    pub roadmap: RoadmapCursor,
    /// The suggestion that is awaited.
    pub(super) suggesting: Suggesting,
    pub(super) overview: Cached<Overview, (Id, String)>,
}

pub(super) fn has_increment(desk: &Desk, plan: &Planning) -> Result<(), String> {
    if plan.face == Face::Balance {
        return Err(worded(
            "the balance over time is shown · {PLAN_BALANCE} goes back to the plan",
        )
        .to_owned());
    }
    let shown = increment(desk, plan).map(|_| ());
    shown.ok_or_else(|| NO_COMING.to_string())
}

/// Whether there is another increment to show.
pub(super) fn can_leaf(desk: &Desk, plan: &Planning) -> Result<(), String> {
    if plan.face == Face::Balance {
        return has_increment(desk, plan);
    }
    planning::can_leaf(desk)
}

/// Puts the cursor into a place; the item there becomes the selected one of the board, where it is listed.
pub(super) fn put_cursor(desk: &mut Desk, plan: &mut Planning, place: Place, row: usize) {
    (plan.place, plan.row) = (place, row);
    if place != Place::Unplanned {
        plan.beside = place;
    }
    if let Some(item) = item(desk, plan) {
        desk.backlog.select(item);
    }
}

/// Puts the cursor on an item, wherever it is.
pub(super) fn choose(desk: &mut Desk, plan: &mut Planning, item: Id) {
    if let Some((place, row)) = overview(desk, plan).and_then(|shown| shown.find(item)) {
        put_cursor(desk, plan, place, row);
    }
}
