//! Checks of what an increment is planned with: objectives, teams, votes, availability.

use std::collections::BTreeSet;

use super::board::CheckedBoard;
use super::finding::FindingPlace;
use super::reason::Reason;
use crate::model::availability::Availability;
use crate::model::item::Item;
use crate::model::number::Number;
use crate::model::objective::Objective;
use crate::model::record::Declared;
use crate::model::team::Team;
use crate::model::vote::ConfidenceVote;
use crate::scoring::levels;
use crate::scoring::plan::coming::increment_of;

/// Objectives without an item whose result is not known yet.
pub(super) fn without_item(board: &CheckedBoard<'_>) -> Vec<(FindingPlace, Reason)> {
    let all = board.workspace.all::<Objective>();
    all.filter(|one| one.items.0.is_empty() && one.actual_value.is_none())
        .map(|one| {
            (
                FindingPlace::Record(Objective::KIND, one.id),
                Reason::WithoutItem,
            )
        })
        .collect()
}

/// Objectives with a planned value beside 1 to 10, or an actual one beside 0 to 10.
pub(super) fn off_range(board: &CheckedBoard<'_>) -> Vec<(FindingPlace, Reason)> {
    let (one, ten) = (Number::whole(1), Number::whole(10));
    let of_objective = |objective: &Objective| {
        let planned = objective
            .planned_value
            .filter(|value| !(one..=ten).contains(value));
        let actual = objective
            .actual_value
            .filter(|value| !(Number::ZERO..=ten).contains(value));
        let place = FindingPlace::Record(Objective::KIND, objective.id);
        Some((place, Reason::OffRange(planned.or(actual)?)))
    };
    board.workspace.all().filter_map(of_objective).collect()
}

/// Open items of the coming increment that no team has, where there are teams.
pub(super) fn without_team(board: &CheckedBoard<'_>) -> Vec<(FindingPlace, Reason)> {
    let coming = board.evaluation.race.coming;
    if coming.is_none() || board.workspace.count(Team::KIND) == 0 {
        return Vec::new();
    }
    let bare = board.open.iter();
    let is_bare = |item: &&&Item| {
        increment_of(board.workspace, item) == coming
            && levels::counts(board.workspace, item)
            && levels::team(board.workspace, item).is_none()
    };
    bare.filter(is_bare)
        .map(|item| (FindingPlace::Item(item.id), Reason::WithoutTeam))
        .collect()
}

/// Votes of somebody who voted in that round already, of all or of the same team; a blank round is the first one.
pub(super) fn votes(board: &CheckedBoard<'_>) -> Vec<(FindingPlace, Reason)> {
    let mut seen = BTreeSet::new();
    let of_vote = |vote: &ConfidenceVote| {
        let (increment, person) = (vote.increment.0?, vote.person.0?);
        let round = vote.round.unwrap_or(Number::whole(1));
        let reason = Reason::SameVote {
            increment,
            person,
            round,
        };
        let is_second = !seen.insert((increment, vote.team.0, person, round));
        is_second.then_some((FindingPlace::Record(ConfidenceVote::KIND, vote.id), reason))
    };
    board.workspace.all().filter_map(of_vote).collect()
}

/// Availabilities of a team that has one in that iteration already.
pub(super) fn availability(board: &CheckedBoard<'_>) -> Vec<(FindingPlace, Reason)> {
    let mut seen = BTreeSet::new();
    let of_team = |one: &Availability| {
        let (team, iteration) = (one.team.0?, one.iteration.0?);
        let reason = Reason::SameAvailability { team, iteration };
        let is_second = !seen.insert((team, iteration));
        is_second.then_some((FindingPlace::Record(Availability::KIND, one.id), reason))
    };
    board.workspace.all().filter_map(of_team).collect()
}
