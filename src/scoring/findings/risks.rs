//! Checks of what may go wrong and of what was promised beside the backlog: risks, external dependencies, actions.

use super::board::Board;
use super::{Place, Reason};
use crate::model::dependency::Dependency;
use crate::model::event::Action;
use crate::model::record::Declared;
use crate::model::risk::Risk;
use crate::scoring::due::{Due, is_late};
use crate::scoring::roam::is_open;

/// Risks nobody has talked about yet.
pub(super) fn without_letter(board: &Board<'_>) -> Vec<(Place, Reason)> {
    let risks = board.workspace.all::<Risk>();
    risks
        .filter(|risk| risk.roam.is_none())
        .map(|risk| (Place::Record(Risk::KIND, risk.id), Reason::WithoutLetter))
        .collect()
}

/// Risks with a letter that are not resolved, and nothing says what is done next. Without a letter, that is
/// what is missing first.
pub(super) fn without_follow_up(board: &Board<'_>) -> Vec<(Place, Reason)> {
    let risks = board.workspace.all::<Risk>();
    risks
        .filter(|risk| risk.roam.is_some() && is_open(risk) && risk.follow_up.trim().is_empty())
        .map(|risk| (Place::Record(Risk::KIND, risk.id), Reason::WithoutFollowUp))
        .collect()
}

/// What is awaited from outside and late.
pub(super) fn late(board: &Board<'_>) -> Vec<(Place, Reason)> {
    let all = board.workspace.all::<Dependency>();
    all.filter(|one| is_late(one, board.today))
        .map(|one| {
            let reason = Reason::Late {
                due: one.due,
                from: one.from.clone(),
            };
            (Place::Record(Dependency::KIND, one.id), reason)
        })
        .collect()
}

/// Actions whose day has passed.
pub(super) fn overdue(board: &Board<'_>) -> Vec<(Place, Reason)> {
    let of_action = |action: &Action| {
        let due = action.due?;
        Due::of_action(action, board.today)
            .is_overdue()
            .then_some((Place::Record(Action::KIND, action.id), Reason::Overdue(due)))
    };
    board.workspace.all().filter_map(of_action).collect()
}
