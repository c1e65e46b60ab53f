//! The shown order as a queue of jobs: what stands before an item, and what moving it up costs.

use super::{QueueCost, Yes};
use crate::model::Workspace;
use crate::model::id::Id;
use crate::model::item::{Item, State};
use crate::scoring::evaluation::{Ahead, Evaluation};
use crate::scoring::price::moves::{self, price};
use crate::scoring::price::placing::needed;
use crate::scoring::ranking::method::ratio;
use crate::scoring::ratio::Ratio;

/// How many of those who pay for a yes are named.
const DEAREST: usize = 3;

/// The shown order of the items whose size is known.
pub(super) struct ShownQueue {
    pub(super) ids: Vec<Id>,
    items: Vec<moves::WaitingItem>,
    /// How many of them have a place; one without may follow.
    ranked: usize,
}

/// What a yes to an item now costs the others: it goes to the top, whether it has a place or not. None at the
/// top already, and for what is done or has no size.
pub fn yes_now(workspace: &Workspace, evaluation: &Evaluation, id: Id) -> Option<Yes> {
    let item = workspace.get::<Item>(id)?;
    let mut queue = ShownQueue::of(workspace, evaluation);
    let place = queue.ids.iter().position(|other| *other == id);
    if place == Some(0) || item.state == State::Done {
        return None;
    }
    if place.is_none() {
        queue.items.push(moves::WaitingItem {
            weight: evaluation.score(id)?.cost_of_delay,
            duration: ratio(item.size).filter(|size| !size.is_negative())?,
        });
        queue.ids.push(id);
    }
    queue.yes(workspace, place.unwrap_or(queue.ranked), 0)
}

impl ShownQueue {
    pub(super) fn of(workspace: &Workspace, evaluation: &Evaluation) -> Self {
        let known = |id: &Id| {
            let duration = ratio(workspace.get::<Item>(*id)?.size).filter(|s| !s.is_negative())?;
            let weight = evaluation.score(*id)?.cost_of_delay;
            Some((*id, moves::WaitingItem { weight, duration }))
        };
        let (ids, items): (Vec<Id>, Vec<moves::WaitingItem>) =
            evaluation.ranked.iter().filter_map(known).unzip();
        let ranked = ids.len();
        Self { ids, items, ranked }
    }

    pub(super) fn waiting(
        &self,
        evaluation: &Evaluation,
        place: usize,
        capacity: Option<Ratio>,
    ) -> Option<QueueCost> {
        let own = self.items.get(place)?;
        let cost = own.weight?;
        let Ahead {
            points: ahead,
            unknown,
        } = evaluation.score(*self.ids.get(place)?)?.ahead?;
        Some(QueueCost {
            ahead,
            until_start: cost.times(ahead)?,
            until_delivery: cost.times(ahead.plus(own.duration)?)?,
            one_increment: capacity.and_then(|points| Some((points, cost.times(points)?))),
            unknown,
        })
    }

    /// What moving the job at a place up costs, or inserting the last one when it has no place.
    pub(super) fn yes(&self, workspace: &Workspace, place: usize, to: usize) -> Option<Yes> {
        let before: Vec<usize> = (0..self.ranked).collect();
        let price = price(&self.items, &before, place, to).ok()?;
        let id = |at: usize| self.ids.get(at).copied();
        let payers = price.changes.iter().filter(|change| change.item != place);
        let mut dearest: Vec<(Id, Ratio)> = payers
            .filter_map(|change| Some((id(change.item)?, change.cost?)))
            .filter(|(_, cost)| *cost > Ratio::ZERO)
            .collect();
        // The sort is stable: of equals the one that stands first comes first.
        dearest.sort_by(|(_, one), (_, other)| other.cmp(one));
        dearest.truncate(DEAREST);
        let needs = needed(workspace, id(place)?);
        let passed = self.ids.get(to..place)?;
        Some(Yes {
            passed: passed.len(),
            paid: price.paid,
            gained: price.gained,
            net: price.net,
            dearest,
            unknown: price.unknown,
            before_needs: passed
                .iter()
                .copied()
                .filter(|id| needs.contains(id))
                .collect(),
        })
    }
}
