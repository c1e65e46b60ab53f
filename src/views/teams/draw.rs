//! The planning board on the screen: teams by rows and iterations by columns where there is room, else one team.
//!
//! `sheet` is where its rows and columns stand, `cell` what is in one, `lines` what waits for what, `below` the card
//! under the cursor in words.

mod below;
mod cell;
mod lines;
mod sheet;

use ratatui::buffer::Buffer;
use ratatui::layout::Constraint::{Fill, Length};
use ratatui::layout::{Layout, Rect};

use crate::desk::Desk;
use crate::desk::event::Target;
use crate::desk::planning;
use crate::desk::screen::{Class, frame};
use crate::model::format;
use crate::model::increment::{Increment, Iteration};
use crate::model::record::Declared as _;
use crate::model::team::Team;
use crate::model::words::worded;
use crate::scoring::plan::team_board::{BoardLine, TeamBoard, TeamBoardCell};
use crate::scoring::plan::words;
use crate::ui::buckets;
use crate::ui::hits::Hits;
use crate::ui::look::Look;
use crate::ui::planned::{self, place_name, points, short};
use crate::ui::text;
use crate::ui::widgets::{Focus, Rule, put, say, say_lines, under};
use crate::views::teams::draw::sheet::Sheet;
use crate::views::teams::state::{PARTS, Teams, TeamsCursor, TeamsPart, board, spot};
use crate::views::{draw_name, draw_parts};

/// What is drawn, and with what.
struct Scene<'a> {
    desk: &'a Desk,
    look: &'a Look,
    board: &'a TeamBoard,
    spot: TeamsCursor,
    /// The row of the team that is in sight where only one is.
    team: usize,
    marks: &'a [String],
    scale: u32,
}

/// Draws the view.
pub(super) fn draw(desk: &Desk, teams: &Teams, look: &Look, buf: &mut Buffer, hits: &mut Hits) {
    match teams.part {
        TeamsPart::Objectives => teams.objectives.draw(desk, look, buf, hits),
        TeamsPart::Board => whole(desk, teams, look, buf, hits),
    }
    draw_parts(PARTS.into_iter(), teams.part as usize, look, buf);
}

fn whole(desk: &Desk, teams: &Teams, look: &Look, buf: &mut Buffer, hits: &mut Hits) {
    let size = buf.area.as_size();
    let body = frame(size).body;
    let board = board(desk, teams).filter(|board| !board.teams.is_empty());
    let Some(board) = board else {
        nothing(desk, look, body, buf);
        return;
    };
    let spot = spot(teams, &board);
    let last = board.teams.len().saturating_sub(1);
    let is_team = spot.cell.line <= last;
    let stretches = board.teams.iter().flat_map(|row| &row.cells);
    let scene = Scene {
        desk,
        look,
        board: &board,
        spot,
        team: if is_team {
            spot.cell.line
        } else {
            teams.cursor.team.min(last)
        },
        marks: &buckets::marks(desk, look),
        scale: planned::scale(stretches),
    };
    let is_compact = matches!(Class::of(size), Class::TooSmall | Class::Compact);
    let detail = if is_compact { 4 } else { 5 };
    let [above, below] = Layout::vertical([Fill(1), Length(detail)]).areas(body);
    scene.head(above, is_compact, buf);
    let sheet = Sheet::of(&scene, under(above, 1), is_compact);
    sheet.draw(buf, hits);
    below::card(&scene, below, buf);
}

/// What stands in place of a board without teams or without an interval.
fn nothing(desk: &Desk, look: &Look, area: Rect, buf: &mut Buffer) {
    let body = Rule::new("Planning board", "", Focus::Here).draw(look, area, buf);
    let has_teams = desk.seen().count(Team::KIND) > 0;
    let next = if has_teams && planning::can_leaf(desk).is_ok() {
        planning::NONE_SHOWN.said()
    } else {
        worded("{PLAN_FOLLOWING} makes the first interval with its iterations and teams.")
    };
    let lines = [
        (
            worded("Who does what in which iteration, and what waits for what?"),
            look.strong(),
        ),
        ("", look.muted()),
        (next, look.muted()),
        (
            worded(
                "Then {TEAMS_LATER} and {TEAMS_EARLIER} move a card to an iteration, {TEAMS_GIVE_DOWN} and {TEAMS_GIVE_UP} to a team.",
            ),
            look.muted(),
        ),
    ];
    say_lines(buf, under(body, 1), lines);
}

impl Scene<'_> {
    /// The heading of the board: what it is of, its load, and how its dependencies stand.
    fn head(&self, area: Rect, is_compact: bool, buf: &mut Buffer) {
        let seen = self.desk.seen();
        let planned = &self.board.planned;
        let name = seen.name::<Increment>(Some(planned.id));
        let points = points(&planned.whole);
        let links = words::links(self.board.counts());
        let note = if is_compact {
            self.look.joined(&[points, links])
        } else {
            self.look.joined(&[name.to_owned(), points, links])
        };
        let title = if is_compact {
            name
        } else {
            worded("Teams and iterations")
        };
        Rule::new(title, &note, Focus::Here).draw(self.look, area, buf);
    }

    /// What a row is called.
    fn row_name(&self, line: usize) -> &str {
        match self.board.line(line) {
            BoardLine::Team(Some(id)) => self.desk.seen().name::<Team>(Some(id)),
            BoardLine::Team(None) => "No team",
            BoardLine::Awaited => "Outside",
            BoardLine::Milestones => "Dates",
        }
    }

    /// The iteration of a column.
    fn iteration(&self, at: usize) -> Option<&Iteration> {
        planned::iteration(self.desk.seen(), self.board.places.get(at).copied())
    }

    /// What a column is called.
    fn column_name(&self, at: usize) -> &str {
        place_name(self.desk.seen(), self.board.places.get(at).copied())
    }

    /// Whether a column is meant to stay free.
    fn is_free(&self, at: usize) -> bool {
        self.iteration(at).is_some_and(|one| one.innovation)
    }

    /// Draws the name and the days of a column.
    fn column_head(&self, at: usize, area: Rect, buf: &mut Buffer) {
        let look = self.look;
        let is_here = at == self.spot.cell.at;
        let style = if is_here {
            look.sorted()
        } else {
            look.heading()
        };
        let room = usize::from(area.width);
        let name = text::fit(self.column_name(at), room, look.symbols.more);
        let end = say(buf, area, &name, style);
        let days = self
            .iteration(at)
            .and_then(|one| Some((one.starts?, one.ends?)));
        let Some((first, last)) = days else { return };
        let days = text::own(look, &format::days(first, last)).into_owned();
        let width = u16::try_from(text::width(&days)).unwrap_or(u16::MAX);
        let start = area.right().saturating_sub(width.saturating_add(1));
        if start > end {
            put(buf, area, start, area.y, &days, look.muted());
        }
    }

    /// Draws the teams beside each other, each with its load; the one that is in sight is marked.
    fn tabs(&self, area: Rect, buf: &mut Buffer, hits: &mut Hits) {
        let look = self.look;
        let all: Vec<String> = (0..self.board.teams.len())
            .map(|line| {
                let load = self.board.teams.get(line).and_then(|row| row.load);
                let load = load.map_or_else(String::new, |load| {
                    let over = load.excess().is_some_and(|excess| !excess.is_zero());
                    let mark = if over { look.symbols.over } else { "" };
                    format!(" {} of {}{mark}", short(load.points), short(load.capacity))
                });
                let name = text::fit(self.row_name(line), 14, look.symbols.more);
                format!("{name}{load}")
            })
            .collect();
        let width = |words: &String| text::width(words) + 3;
        // Those before the one in sight go first where not all have room.
        let room = usize::from(area.width);
        let mut first = 0;
        let taken = |from: usize| all.iter().skip(from).take(self.team + 1 - from).map(width);
        while first < self.team && taken(first).sum::<usize>() > room {
            first += 1;
        }
        let mut x = area.x;
        for (line, words) in all.iter().enumerate().skip(first) {
            let start = x;
            x = draw_name(words, line == self.team, x, look, area, buf);
            let width = x.saturating_sub(start);
            let at = self.spot.cell.at;
            hits.add(
                Rect {
                    x: start,
                    width,
                    ..area
                },
                self.target(TeamBoardCell { line, at }),
            );
            x += 2;
        }
    }

    /// What a press on a cell means.
    fn target(&self, cell: TeamBoardCell) -> Target {
        Target::Spot(cell.line * self.board.places.len() + cell.at)
    }
}
