//! How the cursor of the board moves: from card to card and cell to cell, along links, and to what comes too late.

use crate::desk::{Desk, planning};
use crate::model::id::Id;
use crate::model::words::worded;
use crate::scoring::plan::checks::NeedOrder;
use crate::scoring::plan::team_board::TeamBoardCell;
use crate::views::teams::state::{
    BoardCursor, Teams, TeamsCursor, board, choose, increment, item, step,
};

/// Goes a card on; at the end of a cell, to the next one.
pub(super) fn go(desk: &mut Desk, teams: &mut Teams, by: isize) {
    step(desk, teams, |board, from| {
        let here = board.cards(from.cell).len();
        if let Some(row) = from.row.checked_add_signed(by).filter(|row| *row < here) {
            return TeamsCursor { row, ..from };
        }
        let line = from.cell.line.checked_add_signed(by);
        let Some(line) = line.filter(|line| *line < board.lines()) else {
            return from;
        };
        let cell = TeamBoardCell { line, ..from.cell };
        let last = board.cards(cell).len().saturating_sub(1);
        let row = if by < 0 { last } else { 0 };
        TeamsCursor { cell, row }
    });
}

/// Goes to another column of the row.
pub(super) fn turn(desk: &mut Desk, teams: &mut Teams, by: isize) {
    step(desk, teams, |board, from| {
        let last = board.places.len().saturating_sub(1);
        let at = from.cell.at.saturating_add_signed(by).min(last);
        TeamsCursor {
            cell: TeamBoardCell { at, ..from.cell },
            row: from.row,
        }
    });
}

/// Goes to another row, around.
pub(super) fn cross(desk: &mut Desk, teams: &mut Teams, by: isize) {
    step(desk, teams, |board, from| {
        let lines = board.lines();
        let line = (from.cell.line + lines).saturating_add_signed(by) % lines.max(1);
        TeamsCursor {
            cell: TeamBoardCell { line, ..from.cell },
            row: 0,
        }
    });
}

/// Goes to the next card after this one that does not stand after all it depends on, those that come too late first.
pub(super) fn next_late(desk: &mut Desk, teams: &mut Teams) {
    let Some(board) = board(desk, teams) else {
        return;
    };
    let severity = |id: Id| match board.needs(id).first()?.order? {
        NeedOrder::Backwards | NeedOrder::Unplanned => Some(0),
        NeedOrder::Tight => Some(1),
        NeedOrder::InTime => None,
    };
    let planned = board.planned.whole.items.iter();
    let mut late: Vec<(i32, usize, usize, Id)> = planned
        .filter_map(|id| {
            let cell = board.find(*id)?;
            Some((severity(*id)?, cell.at, cell.line, *id))
        })
        .collect();
    late.sort_unstable();
    let here = item(desk, teams);
    let at = late.iter().position(|(.., id)| Some(*id) == here);
    let next = at.map_or(0, |at| at + 1) % late.len().max(1);
    match late.get(next) {
        Some((.., id)) => choose(desk, teams, *id),
        None => desk.hint("everything comes after what it depends on"),
    }
}

/// Goes along the links of the card.
pub(super) fn other_end(desk: &mut Desk, teams: &mut Teams) {
    let (Some(board), Some(id)) = (board(desk, teams), item(desk, teams)) else {
        return;
    };
    let needs = board.needs(id).iter().map(|link| link.need);
    let needed = board.needed(id).iter().map(|link| link.item);
    let mut ends = needs.chain(needed).peekable();
    if ends.peek().is_none() {
        desk.hint(worded(
            "it depends on nothing, and nothing depends on it · {ITEM_NEEDS} links it",
        ));
        return;
    }
    match ends.find(|end| board.find(*end).is_some()) {
        Some(end) => choose(desk, teams, end),
        None => desk.hint(worded("the other end is in another interval")),
    }
}

/// Shows another increment.
pub(super) fn leaf(desk: &mut Desk, teams: &mut Teams, by: isize) {
    let shown = increment(desk, teams).map(|increment| increment.id);
    if let Some(next) = planning::leaf(desk, shown, by) {
        teams.increment = Some(next);
        teams.cursor = BoardCursor {
            team: teams.cursor.team,
            line: teams.cursor.team,
            ..BoardCursor::default()
        };
    }
}
