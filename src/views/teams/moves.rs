//! Cards to another iteration and another team, new ones, and what is said of the load after it.
//!
//! Owns where a card goes; the edits are [`crate::desk::planning`].

use crate::desk::Desk;
use crate::desk::event::{Chord, Target};
use crate::desk::planning::{Destination, numbered, take};
use crate::dialogs::form;
use crate::model::dependency::Dependency;
use crate::model::field::Link;
use crate::model::id::Id;
use crate::model::increment::Iteration;
use crate::model::item::Item;
use crate::model::key::TEAMS_LATER;
use crate::model::milestone::Milestone;
use crate::model::team::Team;
use crate::model::words::{ITERATION, worded};
use crate::scoring::plan::checks::NeedOrder;
use crate::scoring::plan::team_board::{BoardLine, TeamBoard, TeamBoardCell};
use crate::scoring::plan::{Place, by_kind};
use crate::ui::planned::{self, carried, place_name};
use crate::views::teams::state::{Teams, board, cell_of, choose, increment, item, kind, put, spot};

/// Moves the targets so many columns on, each from where it is; what is in no iteration stands before the first one.
pub(super) fn shift(desk: &mut Desk, teams: &mut Teams, by: isize) {
    move_all(
        desk,
        teams,
        worded("there is no iteration that way"),
        |board, cell| {
            let is_stop = |at: usize| board.places.get(at) != Some(&Place::Loose);
            let mut at = cell.at;
            loop {
                at = at.checked_add_signed(by)?;
                let place = *board.places.get(at)?;
                if is_stop(at) {
                    return Some(Destination::Place(place));
                }
            }
        },
    );
}

/// Gives the targets to the team so many rows below, each from where it is.
pub(super) fn give(desk: &mut Desk, teams: &mut Teams, by: isize) {
    move_all(desk, teams, "there is no team that way", |board, cell| {
        let line = cell.line.checked_add_signed(by)?;
        let team = board.teams.get(line)?;
        Some(Destination::Team(team.team))
    });
}

/// Moves every target and goes with the card of the cursor.
fn move_all(
    desk: &mut Desk,
    teams: &mut Teams,
    nowhere: &str,
    to: impl Fn(&TeamBoard, TeamBoardCell) -> Option<Destination>,
) {
    let Some(board) = board(desk, teams) else {
        return;
    };
    let here = item(desk, teams);
    let targets = desk.targets_or(here).into_iter();
    let all: Vec<(Id, Destination)> = targets
        .filter_map(|id| Some((id, to(&board, board.find(id)?)?)))
        .collect();
    if all.is_empty() {
        desk.hint(nowhere);
    } else if commit(desk, teams, &all)
        && let Some(id) = here
    {
        choose(desk, teams, id);
    }
}

/// Says where a card that is held would go, and takes it there when it is let go: to the iteration and the team of what
/// lies there. A marked one takes the other marked ones along.
pub(super) fn drag(
    desk: &mut Desk,
    teams: &mut Teams,
    held: Id,
    over: Option<Target>,
    is_drop: bool,
) {
    let Some(board) = board(desk, teams) else {
        return;
    };
    let (from, over) = (
        board.find(held),
        over.and_then(|over| cell_of(&board, over)),
    );
    let (Some(from), Some(cell)) = (from, over.filter(|cell| Some(*cell) != from)) else {
        desk.notice.take_if(|_| !is_drop);
        return;
    };
    let (BoardLine::Team(_), BoardLine::Team(team)) =
        (board.line(from.line), board.line(cell.line))
    else {
        desk.hint(worded(
            "what is awaited and dates stay on their day · {TEAMS_EDIT} changes it",
        ));
        return;
    };
    let place = board.places.get(cell.at).copied().unwrap_or_default();
    if !is_drop {
        let team = team.map_or("no team", |team| desk.seen().name::<Team>(Some(team)));
        let place = place_name(desk.seen(), Some(place));
        desk.hint(format!("let go: {team}, {place}"));
        return;
    }
    let can = desk.keys.command("teams.later");
    if let Some(Err(why)) = can.map(|command| command.is_allowed(desk)) {
        desk.hint(why);
        return;
    }
    let ids = if desk.backlog.marked.contains(&held) {
        desk.targets_or(None)
    } else {
        vec![held]
    };
    let to = Destination::Cell(place, team);
    let all: Vec<_> = ids.into_iter().map(|id| (id, to)).collect();
    if commit(desk, teams, &all) {
        choose(desk, teams, held);
    }
}

/// Plans the targets into the iteration of the digit; 0 takes them out of the plan. The cursor stays where it is.
pub(super) fn assign(desk: &mut Desk, teams: &mut Teams, chord: Chord) {
    let Some(board) = board(desk, teams) else {
        return;
    };
    let Some(place) = numbered(desk, &board.planned, chord) else {
        return;
    };
    let targets = desk.targets_or(item(desk, teams)).into_iter();
    let all: Vec<_> = targets.map(|id| (id, Destination::Place(place))).collect();
    let spot = spot(teams, &board);
    if commit(desk, teams, &all) {
        put(desk, teams, spot);
    }
}

/// Takes each item where it goes, as one step, and says what came of it.
fn commit(desk: &mut Desk, teams: &Teams, all: &[(Id, Destination)]) -> bool {
    let Some(increment) = increment(desk, teams).map(|increment| increment.id) else {
        return false;
    };
    take(desk, increment, all, |desk| {
        after(desk, teams, all.last()?.0)
    })
}

/// What is to be said of a card where it stands now: that it stands before what it depends on, or else the load.
fn after(desk: &Desk, teams: &Teams, id: Id) -> Option<String> {
    let board = board(desk, teams)?;
    let worst = board.needs(id).first().and_then(|link| link.order);
    let early = board.needed(id).first().and_then(|link| link.order);
    let is_late = |order: Option<NeedOrder>| order == Some(NeedOrder::Backwards);
    if is_late(worst) {
        return Some("! before something it depends on".to_owned());
    }
    if is_late(early) {
        return Some("! after something that depends on it".to_owned());
    }
    loaded(desk, &board, board.find(id)?)
}

/// The load of a cell in words: `Rails in I2: 23 of 20 points: 3 too many`.
pub(super) fn loaded(desk: &Desk, board: &TeamBoard, cell: TeamBoardCell) -> Option<String> {
    let BoardLine::Team(team) = board.line(cell.line) else {
        return None;
    };
    let iteration = iteration(desk, board, cell)?;
    let team = team.map_or("no team", |team| desk.seen().name::<Team>(Some(team)));
    let (name, load) = (&iteration.name, load(desk, board, cell)?);
    Some(if iteration.innovation {
        format!("{name} is meant to stay free")
    } else {
        format!("{team} in {name}: {load}")
    })
}

/// The same without saying of whom; nothing where nothing can be said.
pub(super) fn load(desk: &Desk, board: &TeamBoard, cell: TeamBoardCell) -> Option<String> {
    let iteration = iteration(desk, board, cell)?;
    let stretch = board.stretch(cell)?;
    if iteration.innovation {
        return Some("kept free".to_owned());
    }
    carried(stretch)
}

/// The iteration of a cell.
fn iteration<'a>(desk: &'a Desk, board: &TeamBoard, cell: TeamBoardCell) -> Option<&'a Iteration> {
    planned::iteration(desk.seen(), board.places.get(cell.at).copied())
}

/// That the team of the cursor carries too much where the cursor is.
pub(super) fn advice(desk: &Desk, teams: &Teams) -> Option<String> {
    let board = board(desk, teams)?;
    let cell = spot(teams, &board).cell;
    let excess = board.stretch(cell)?.excess()?;
    let said = loaded(desk, &board, cell)?;
    (!excess.is_zero())
        .then(|| format!("! {said} · {TEAMS_LATER} moves a card one {ITERATION} later"))
}

/// Opens the form of what is written in the cell.
pub(super) fn write(desk: &mut Desk, teams: &mut Teams) {
    let (Some(board), Some(increment)) = (board(desk, teams), increment(desk, teams)) else {
        return;
    };
    let (cell, increment) = (spot(teams, &board).cell, increment.id);
    let line = board.line(cell.line);
    let id = desk.fresh(kind(line));
    let day = iteration(desk, &board, cell).and_then(|one| one.ends);
    match line {
        BoardLine::Team(team) => {
            let mut item = Item::new(id);
            item.asked = desk.derived.today;
            item.bucket.0 = by_kind::of(&desk.workspace, item.sort);
            item.team = Link::new(team);
            let place = board.places.get(cell.at).copied().unwrap_or_default();
            if place != Place::Unplanned {
                item.increment = Link::new(Some(increment));
            }
            if let Place::Iteration(iteration) = place {
                item.iteration = Link::new(Some(iteration));
            }
            form::open_new(desk, &item);
        }
        BoardLine::Awaited => {
            let mut awaited = Dependency::new(id);
            awaited.increment = Link::new(Some(increment));
            awaited.due = day;
            form::open_new(desk, &awaited);
        }
        BoardLine::Milestones => {
            let mut milestone = Milestone::new(id);
            milestone.increment = Link::new(Some(increment));
            milestone.due = day;
            form::open_new(desk, &milestone);
        }
    }
    teams.cursor.card = Some(id);
}
