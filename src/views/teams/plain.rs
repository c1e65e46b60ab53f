//! The planning board as plain text: team by team what it has in each iteration, and what waits for what.

use std::fmt::Write as _;

use crate::desk::Desk;
use crate::model::format::known;
use crate::model::increment::{Increment, Iteration};
use crate::model::item::Item;
use crate::model::team::Team;
use crate::model::words::worded;
use crate::scoring::plan::coming::NO_COMING;
use crate::scoring::plan::team_board::{BoardLine, TeamBoard, TeamBoardCell, seat};
use crate::scoring::plan::{Place, words};
use crate::ui::text;
use crate::views::teams::moves;
use crate::views::teams::state::{Teams, board, kind};

/// The board and, below it, what each team promises.
pub(super) fn teams(desk: &Desk, teams: &Teams) -> String {
    let objectives = teams.objectives.plain(desk);
    match board(desk, teams) {
        Some(board) => format!("{}{objectives}", of(desk, &board)),
        None => format!("{NO_COMING}\n"),
    }
}

fn of(desk: &Desk, board: &TeamBoard) -> String {
    let name = desk.seen().name::<Increment>(Some(board.planned.id));
    let links = words::links(board.counts());
    let mut out = format!("{}: {links}\n", text::clean(name));
    for line in 0..board.lines() {
        let cells = (0..board.places.len()).map(|at| TeamBoardCell { line, at });
        let is_team = matches!(board.line(line), BoardLine::Team(_));
        let cells: Vec<TeamBoardCell> = cells
            .filter(|cell| is_team || !board.cards(*cell).is_empty())
            .collect();
        if cells.is_empty() {
            continue;
        }
        let name = match board.line(line) {
            BoardLine::Team(Some(id)) => desk.seen().name::<Team>(Some(id)),
            BoardLine::Team(None) => "No team",
            BoardLine::Awaited => "Outside",
            BoardLine::Milestones => "Milestones",
        };
        let _ = writeln!(out, "{}", text::clean(name));
        for cell in cells {
            column(desk, board, cell, &mut out);
        }
    }
    out
}

/// What is in a cell.
fn column(desk: &Desk, board: &TeamBoard, cell: TeamBoardCell, out: &mut String) {
    let place = match board.places.get(cell.at) {
        Some(Place::Iteration(id)) => desk.seen().name::<Iteration>(Some(*id)),
        Some(Place::Loose) => worded("In no iteration"),
        Some(Place::Unplanned) | None => "Unplanned",
    };
    let load = moves::load(desk, board, cell);
    let load = load.map_or_else(String::new, |words| format!(": {words}"));
    let cards = board.cards(cell);
    if cards.is_empty() && load.is_empty() {
        return;
    }
    let _ = writeln!(out, "  {}{load}", text::clean(place));
    for id in cards {
        let title = desk.seen_title(kind(board.line(cell.line)), *id);
        let Some(item) = desk.seen().get::<Item>(*id) else {
            let _ = writeln!(out, "       {}", text::clean(&title.unwrap_or_default()));
            continue;
        };
        let size = known(item.size.value, "?");
        let _ = writeln!(out, "  {size:>4} {}", text::clean(&item.title));
        for link in board.needs(*id) {
            let need = text::clean(desk.seen().name::<Item>(Some(link.need))).into_owned();
            let place = seat(desk.seen(), link.need);
            let _ = writeln!(
                out,
                "         depends on {need} ({place}): {}",
                words::link(link)
            );
        }
    }
}
