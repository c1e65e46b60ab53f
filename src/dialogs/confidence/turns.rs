//! Whose vote it is: teams one after the other, each on its part of the plan, then all; and who joins them.

use crate::desk::Desk;
use crate::desk::command::Can;
use crate::dialogs::confidence::{Ballot, Seat, Voice, VotedPlan, rounds_of};
use crate::dialogs::prompt::Prompt;
use crate::edit::Edit;
use crate::model::Workspace;
use crate::model::field::FieldValue;
use crate::model::id::Id;
use crate::model::team::Team;
use crate::model::words::worded;

/// Who votes one after the other: teams by name, then all.
pub fn voters(workspace: &Workspace) -> Vec<Option<Id>> {
    let mut teams: Vec<&Team> = workspace.all().collect();
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
        Err(
            worded("there is no team yet · {APP_RECORDS} opens the teams, {LISTS_NEW} adds one")
                .to_owned(),
        )
    }
}

/// Asks who else votes.
pub(super) fn ask_who(desk: &mut Desk) {
    let prompt = Prompt::new("Who votes", "Ann, Luís, Mara", |desk, names: String| {
        join(desk, &names);
    });
    prompt.open(desk);
}

/// Seats people by their names; where a team votes, they are its members from now on. The next card is of the first who
/// has not voted.
fn join(desk: &mut Desk, names: &str) {
    let Some(plan) = desk.nearest_mut::<Ballot>().map(|ballot| ballot.plan) else {
        return;
    };
    let names = names.split(',').filter(|name| !name.trim().is_empty());
    let (ids, made): (Vec<Id>, Vec<Option<Edit>>) = names.map(|name| desk.person_of(name)).unzip();
    let mut edits: Vec<Edit> = made.into_iter().flatten().collect();
    if let Some(team) = plan.team.and_then(|team| desk.workspace.get::<Team>(team)) {
        let mut members = team.members.clone();
        let new = ids.iter().filter(|id| !team.members.0.contains(id));
        members.0.extend(new);
        edits.extend(Edit::put::<Team>(team.id, "members", members.to_value()));
    }
    let label = format!("{} more to vote", ids.len());
    desk.commit(&label, edits);
    if let Some(ballot) = desk.nearest_mut::<Ballot>() {
        for person in ids {
            if !ballot.seats.iter().any(|seat| seat.person == person) {
                let voice = Voice::Silent;
                ballot.seats.push(Seat { person, voice });
            }
        }
        let mut seats = ballot.seats.iter();
        let next = seats.position(|seat| seat.voice == Voice::Silent);
        ballot.go_to(next.unwrap_or(ballot.cursor));
    }
}
