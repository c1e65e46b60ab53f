//! Checks of what was decided and of what had to be talked about first.

use super::board::Board;
use super::{Place, Reason};
use crate::model::decision::{Conversation, Decision, Outcome};
use crate::model::record::Declared;
use crate::scoring::decision;
use crate::scoring::decision::wait::waiting;
use crate::scoring::due::Due;

/// Decisions whose day to look again has passed.
pub(super) fn due(board: &Board<'_>) -> Vec<(Place, Reason)> {
    let standing = decision::standing(board.workspace);
    let of_one = |one: &Decision| {
        let review = one.review?;
        let due = decision::due(board.workspace, &standing, one, board.today);
        due.is_overdue().then(|| {
            let item = one.item.0;
            let cost = item.and_then(|id| waiting(board.workspace, board.evaluation, id, None));
            let cost = cost.and_then(|cost| cost.points.ok());
            let reason = Reason::Decided {
                decision: one.id,
                review,
                cost: cost.map(|wait| wait.a_week),
            };
            (place(one), reason)
        })
    };
    board.workspace.all().filter_map(of_one).collect()
}

/// The latest decisions that put something off and name no day.
pub(super) fn without_day(board: &Board<'_>) -> Vec<(Place, Reason)> {
    let standing = decision::standing(board.workspace);
    let is_bare = |one: &&Decision| one.outcome == Some(Outcome::NotNow) && one.review.is_none();
    let latest = standing.values();
    let latest = latest.filter_map(|id| board.workspace.get::<Decision>(*id));
    let bare = latest.filter(is_bare);
    bare.map(|one| (Place::Record(Decision::KIND, one.id), Reason::WithoutDay))
        .collect()
}

/// Conversations that were not held by their day.
pub(super) fn not_held(board: &Board<'_>) -> Vec<(Place, Reason)> {
    let of_one = |one: &Conversation| {
        let due = one.due?;
        let is_overdue = Due::of_conversation(one, board.today).is_overdue();
        is_overdue.then(|| {
            let place = Place::Record(Conversation::KIND, one.id);
            let people = one.people.0.clone();
            (place, Reason::NotHeld { due, people })
        })
    };
    board.workspace.all().filter_map(of_one).collect()
}

fn place(decision: &Decision) -> Place {
    match decision.item.0 {
        Some(item) => Place::Item(item),
        None => Place::Record(Decision::KIND, decision.id),
    }
}
