//! What the plan shows: the places of an increment, what is in each, and where the cursor is among them.
//!
//! Owns the places. Loads and figures are in [`crate::scoring::plan`]; all is computed once for a state of the desk.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::desk::Desk;
use crate::desk::planning::shown;
use crate::model::id::Id;
use crate::model::increment::Increment;
use crate::scoring::plan::figures::{Figures, figures};
use crate::scoring::plan::{Place, Planned, Stretch, plan_of};
use crate::views::plan::state::Planning;

/// An increment, its places, and what it is held against.
#[derive(Debug)]
pub struct Overview {
    /// The plan of the increment.
    pub planned: Planned,
    /// Open items in no increment; under a filter, those it lists.
    pub unplanned: Stretch,
    /// What the plan is held against.
    pub figures: Figures,
    /// Every place, [`Place::Unplanned`] first.
    pub places: Vec<Place>,
}

/// Where the cursor is in an [`Overview`].
#[derive(Clone, Copy, Debug)]
pub struct Cursor {
    /// Its place, by position.
    pub at: usize,
    /// The place in the increment that is in sight beside the unplanned items, by position.
    pub beside: usize,
    /// Its row in its place.
    pub row: usize,
}

/// The increment that is shown: the chosen one, else the coming one.
pub fn increment<'a>(desk: &'a Desk, plan: &Planning) -> Option<&'a Increment> {
    shown(desk, plan.increment)
}

/// What the view shows; none without an increment.
pub fn overview(desk: &Desk, plan: &Planning) -> Option<Arc<Overview>> {
    let increment = increment(desk, plan)?;
    let question = (increment.id, desk.backlog.filter.0.clone());
    Some(
        plan.overview
            .get(desk.state(), question, || Overview::of(desk, increment)),
    )
}

/// The item under the cursor.
pub fn item(desk: &Desk, plan: &Planning) -> Option<Id> {
    let shown = overview(desk, plan)?;
    shown.item(shown.cursor(plan))
}

impl Overview {
    fn of(desk: &Desk, increment: &Increment) -> Self {
        let order = desk.derived.evaluation.all(desk.seen());
        let past = desk.past();
        let (planned, mut unplanned) = plan_of(desk.seen(), past, increment, &order);
        if !desk.backlog.filter.0.is_empty() {
            let listed: BTreeSet<Id> = desk.backlog.items().collect();
            unplanned.items.retain(|id| listed.contains(id));
        }
        let iterations = planned.iterations.iter();
        let iterations = iterations.map(|(id, _)| Place::Iteration(*id));
        let has_loose = !planned.open.items.is_empty() || planned.iterations.is_empty();
        Self {
            figures: figures(desk.seen(), past, &planned),
            places: std::iter::once(Place::Unplanned)
                .chain(iterations)
                .chain(has_loose.then_some(Place::Loose))
                .collect(),
            planned,
            unplanned,
        }
    }

    /// The position of a place.
    pub fn position(&self, place: Place) -> Option<usize> {
        self.places.iter().position(|other| *other == place)
    }

    /// Where the cursor is.
    pub fn cursor(&self, plan: &Planning) -> Cursor {
        let at = self.position(plan.place).unwrap_or(1);
        let beside = if at > 0 {
            at
        } else {
            self.position(plan.beside).unwrap_or(1).max(1)
        };
        let last = self.stretch(at).items.len().saturating_sub(1);
        let row = plan.row.min(last);
        Cursor { at, beside, row }
    }

    /// What is at a place, by its position.
    pub fn stretch(&self, at: usize) -> &Stretch {
        match self.places.get(at) {
            Some(Place::Iteration(_)) => {
                let found = at.checked_sub(1);
                let found = found.and_then(|at| self.planned.iterations.get(at));
                found.map_or(&self.planned.open, |(_, stretch)| stretch)
            }
            Some(Place::Loose) => &self.planned.open,
            Some(Place::Unplanned) | None => &self.unplanned,
        }
    }

    /// The item under the cursor.
    pub fn item(&self, cursor: Cursor) -> Option<Id> {
        self.stretch(cursor.at).items.get(cursor.row).copied()
    }

    /// Where an item is: its place and row.
    pub fn find(&self, item: Id) -> Option<(Place, usize)> {
        self.places.iter().enumerate().find_map(|(at, place)| {
            let row = self.stretch(at).items.iter().position(|id| *id == item)?;
            Some((*place, row))
        })
    }
}
