//! What the view shows, where its cursor is, and which card that is.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::desk::cache::Cached;
use crate::desk::event::Target;
use crate::desk::{Desk, planning};
use crate::model::dependency::Dependency;
use crate::model::id::Id;
use crate::model::increment::Increment;
use crate::model::item::Item;
use crate::model::milestone::Milestone;
use crate::model::record::{Declared, Kind};
use crate::scoring::plan::Place;
use crate::scoring::plan::team_board::{BoardLine, TeamBoard, TeamBoardCell};
use crate::views::View;

/// A part of the view.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TeamsPart {
    /// The planning board.
    Board,
    /// What each team promises.
    Objectives,
}

/// The names of the parts.
pub(super) const PARTS: [&str; 2] = ["Planning board", "Objectives"];

/// The state of the view.
#[derive(Debug)]
pub struct Teams {
    /// What is shown.
    pub part: TeamsPart,
    /// The increment shown, where it is not the coming one.
    pub(super) increment: Option<Id>,
    pub(super) cursor: BoardCursor,
    pub(super) objectives: Box<dyn View>,
    /// Who gives the values that are typed.
    pub(super) speaks: Option<Id>,
    pub(super) board: Cached<TeamBoard, (Id, String)>,
}

/// Where the cursor was put: on a card, which it follows, or else on a place in a cell.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct BoardCursor {
    pub(super) card: Option<Id>,
    pub(super) line: usize,
    pub(super) at: Option<usize>,
    pub(super) row: usize,
    /// The row of the team that was in sight last.
    pub(super) team: usize,
}

/// Where the cursor is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TeamsCursor {
    /// Its cell.
    pub cell: TeamBoardCell,
    /// Its card in the cell, from the top.
    pub row: usize,
}

/// The increment that is shown.
pub fn increment<'a>(desk: &'a Desk, teams: &Teams) -> Option<&'a Increment> {
    planning::shown(desk, teams.increment)
}

/// The board; none without an increment.
pub fn board(desk: &Desk, teams: &Teams) -> Option<Arc<TeamBoard>> {
    let increment = increment(desk, teams)?;
    let question = (increment.id, desk.backlog.filter.0.clone());
    let compute = || {
        let mut items = desk.derived.evaluation.all(desk.seen());
        if !desk.backlog.filter.0.is_empty() {
            let listed: BTreeSet<Id> = desk.backlog.items().collect();
            let is_planned = |id: &Id| {
                let item = desk.seen().get::<Item>(*id);
                item.is_some_and(|item| item.increment.0.is_some())
            };
            items.retain(|id| listed.contains(id) || is_planned(id));
        }
        TeamBoard::of(desk.seen(), desk.past(), increment, &items)
    };
    Some(teams.board.get(desk.state(), question, compute))
}

/// Where the cursor is.
pub fn spot(teams: &Teams, board: &TeamBoard) -> TeamsCursor {
    let cursor = teams.cursor;
    let found = cursor.card.and_then(|id| Some((id, board.find(id)?)));
    if let Some((id, cell)) = found {
        let row = board.cards(cell).iter().position(|card| *card == id);
        let row = row.unwrap_or_default();
        return TeamsCursor { cell, row };
    }
    let last = board.places.len().saturating_sub(1);
    let cell = TeamBoardCell {
        line: cursor.line.min(board.lines().saturating_sub(1)),
        at: cursor.at.unwrap_or_else(|| first(board)).min(last),
    };
    let last = board.cards(cell).len().saturating_sub(1);
    let row = cursor.row.min(last);
    TeamsCursor { cell, row }
}

/// The column that the cursor begins in: the first iteration.
fn first(board: &TeamBoard) -> usize {
    let is_iteration = |place: &Place| matches!(place, Place::Iteration(_));
    board
        .places
        .iter()
        .position(is_iteration)
        .unwrap_or_default()
}

/// The card under the cursor: its kind and id.
pub fn card(desk: &Desk, teams: &Teams) -> Option<(&'static Kind, Id)> {
    let board = board(desk, teams)?;
    let spot = spot(teams, &board);
    let id = *board.cards(spot.cell).get(spot.row)?;
    Some((kind(board.line(spot.cell.line)), id))
}

/// What stands in a row.
pub(super) const fn kind(line: BoardLine) -> &'static Kind {
    match line {
        BoardLine::Team(_) => Item::KIND,
        BoardLine::Awaited => Dependency::KIND,
        BoardLine::Milestones => Milestone::KIND,
    }
}

/// The item under the cursor.
pub fn item(desk: &Desk, teams: &Teams) -> Option<Id> {
    let (kind, id) = card(desk, teams)?;
    (kind == Item::KIND).then_some(id)
}

/// The cell that a place of the drawn board means.
pub(super) fn cell_of(board: &TeamBoard, target: Target) -> Option<TeamBoardCell> {
    let columns = board.places.len().max(1);
    if let Target::Record(_, id) = target {
        return board.find(id);
    }
    let Target::Spot(number) = target else {
        return None;
    };
    let (line, at) = (number / columns, number % columns);
    Some(TeamBoardCell { line, at })
}

/// Puts the cursor somewhere; an item there becomes the selected one of the backlog, where it is listed.
pub(super) fn put(desk: &mut Desk, teams: &mut Teams, spot: TeamsCursor) {
    let Some(board) = board(desk, teams) else {
        return;
    };
    let TeamsCursor { cell, row } = spot;
    let team = if cell.line < board.teams.len() {
        cell.line
    } else {
        teams.cursor.team
    };
    let card = board.cards(cell).get(row).copied();
    teams.cursor = BoardCursor {
        card,
        line: cell.line,
        at: Some(cell.at),
        row,
        team,
    };
    if let Some(item) = card {
        desk.backlog.select(item);
    }
}

/// Puts the cursor on a card, wherever it is.
pub(super) fn choose(desk: &mut Desk, teams: &mut Teams, id: Id) {
    let Some(board) = board(desk, teams) else {
        return;
    };
    if let Some(cell) = board.find(id) {
        let row = board.cards(cell).iter().position(|card| *card == id);
        let row = row.unwrap_or_default();
        put(desk, teams, TeamsCursor { cell, row });
    }
}

/// Moves the cursor from where it is.
pub(super) fn step(
    desk: &mut Desk,
    teams: &mut Teams,
    to: impl FnOnce(&TeamBoard, TeamsCursor) -> TeamsCursor,
) {
    if let Some(board) = board(desk, teams) {
        let spot = to(&board, spot(teams, &board));
        put(desk, teams, spot);
    }
}
