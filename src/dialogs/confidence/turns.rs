//! Whose vote it is: teams one after the other, each on its part of the plan, then all.

use crate::desk::Desk;
use crate::desk::command::Can;
use crate::dialogs::confidence::{Ballot, VotedPlan, rounds_of};
use crate::model::Workspace;
use crate::model::id::Id;
use crate::model::team::Team;

/// Who votes one after the other: teams with members by name, then all.
pub fn voters(workspace: &Workspace) -> Vec<Option<Id>> {
    let teams = workspace.all::<Team>();
    let mut teams: Vec<&Team> = teams.filter(|team| !team.members.0.is_empty()).collect();
    teams.sort_by_cached_key(|team| team.name.to_lowercase());
    let teams = teams.into_iter().map(|team| Some(team.id));
    teams.chain([None]).collect()
}

/// Opens the vote of all.
pub(super) fn open(desk: &mut Desk) {
    if let Some(increment) = desk.interval {
        let plan = VotedPlan {
            increment,
            team: None,
        };
        desk.open(Ballot::of(desk, plan));
    }
}

/// Opens the vote of the first team that has not voted yet, or else that of all.
pub(super) fn open_next(desk: &mut Desk) {
    if let Some(increment) = desk.interval {
        let plan = |team| VotedPlan { increment, team };
        let voters = voters(&desk.workspace).into_iter();
        let mut open = voters.filter(|team| rounds_of(desk, plan(*team)).is_empty());
        let team = open.next().flatten();
        desk.open(Ballot::of(desk, plan(team)));
    }
}

/// Goes on to the vote of the next team, after the last one to that of all; what nobody has seen stays hidden.
pub(super) fn turn(desk: &mut Desk, by: usize) {
    let Some(plan) = desk.top::<Ballot>().map(|ballot| ballot.plan) else {
        return;
    };
    let voters = voters(&desk.workspace);
    let at = voters.iter().position(|team| *team == plan.team);
    let next = (at.unwrap_or_default() + by) % voters.len().max(1);
    let team = voters.get(next).copied().flatten();
    let next = Ballot::of(desk, VotedPlan { team, ..plan });
    if let Some(ballot) = desk.top_mut::<Ballot>() {
        *ballot = next;
    }
}

pub(super) fn has_teams(desk: &Desk) -> Can {
    if voters(&desk.workspace).len() > 1 {
        Ok(())
    } else {
        Err("no team has members yet · R opens the teams, Enter edits one".to_owned())
    }
}
