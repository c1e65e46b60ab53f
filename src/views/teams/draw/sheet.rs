//! Where the rows and columns of the board stand: as many as have room, with the cursor in sight.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::lines::{Shown, lines};
use super::{Scene, cell};
use crate::scoring::plan::team_board::{BoardLine, TeamBoardCell};
use crate::ui::hits::Hits;
use crate::ui::text;
use crate::ui::widgets::{put, put_run, scroll_to};

/// The cells of the names of rows.
const NAME: u16 = 9;
/// The least of a column, and what an empty one takes that needs no more.
const LEAST: u16 = 20;
const NARROW: u16 = 11;
/// The least rows of a team: its rule, its load, a card and how many more there are.
const SHORT: u16 = 4;
/// How many rows more than it needs a team takes at most where rows are free.
const SPARE: u16 = 3;

/// The board, laid out.
pub(super) struct Sheet<'a> {
    scene: &'a Scene<'a>,
    area: Rect,
    is_compact: bool,
    /// The columns in sight: which, where its line stands, how wide it is with that.
    columns: Vec<(usize, u16, u16)>,
    /// The rows in sight: which, where its rule stands, how high it is with that.
    rows: Vec<(usize, u16, u16)>,
}

impl<'a> Sheet<'a> {
    /// Lays it out.
    pub(super) fn of(scene: &'a Scene<'a>, area: Rect, is_compact: bool) -> Self {
        let mut sheet = Self {
            scene,
            area,
            is_compact,
            columns: Vec::new(),
            rows: Vec::new(),
        };
        sheet.columns = sheet.columns();
        sheet.rows = sheet.rows();
        sheet
    }

    /// Where the first column stands: beside the names of the rows where they are all there.
    const fn left(&self) -> u16 {
        if self.is_compact {
            self.area.x
        } else {
            self.area.x + NAME
        }
    }

    /// As many columns as have room around the cursor; what is left is shared.
    fn columns(&self) -> Vec<(usize, u16, u16)> {
        let (count, room) = (
            self.scene.board.places.len(),
            self.area.right() - self.left(),
        );
        let is_narrow = |at: usize| {
            let lines = 0..self.scene.board.lines();
            let mut cells = lines.map(|line| self.scene.board.cards(TeamBoardCell { line, at }));
            let may = at == 0 || self.scene.is_free(at);
            may && at != self.scene.spot.cell.at && cells.all(<[_]>::is_empty)
        };
        let mut fit = count;
        loop {
            let first = scroll_to(self.scene.spot.cell.at, 0, fit, count);
            let shown = first..(first + fit).min(count);
            let narrow = shown.clone().filter(|at| is_narrow(*at)).count();
            let wide = u16::try_from(shown.len() - narrow)
                .unwrap_or(u16::MAX)
                .max(1);
            let narrow = u16::try_from(narrow)
                .unwrap_or(u16::MAX)
                .saturating_mul(NARROW);
            let share = room.saturating_sub(narrow) / wide;
            if share < LEAST && fit > 1 {
                fit -= 1;
                continue;
            }
            let mut x = self.left();
            let mut columns = Vec::new();
            for at in shown {
                let width = if is_narrow(at) { NARROW } else { share };
                columns.push((at, x, width.min(self.area.right().saturating_sub(x))));
                x = x.saturating_add(width).min(self.area.right());
            }
            return columns;
        }
    }

    /// The rows with their heights: teams share what the last rows leave, each what it needs where that is enough.
    fn rows(&self) -> Vec<(usize, u16, u16)> {
        let board = self.scene.board;
        let teams = board.teams.len();
        let height = |line: usize, most: u16| {
            let cells = self
                .columns
                .iter()
                .map(|(at, ..)| board.cards(TeamBoardCell { line, at: *at }));
            let most_cards = cells.map(<[_]>::len).max().unwrap_or_default();
            u16::try_from(most_cards).unwrap_or(u16::MAX).clamp(1, most) + 1
        };
        let most = match self.area.height {
            ..24 => 1,
            24..45 => 2,
            _ => 4,
        };
        let last = [teams, teams + 1].map(|line| (line, height(line, most)));
        let below: u16 = last.iter().map(|(_, height)| *height).sum();
        // The heads of the columns, and in few rows the tabs of the teams above them.
        let heads = if self.is_compact { 2 } else { 1 };
        let room = self.area.height.saturating_sub(below + heads);
        let shown = if self.is_compact {
            self.scene.team..self.scene.team + 1
        } else {
            let fit = usize::from(room / SHORT).clamp(1, teams);
            let first = scroll_to(self.scene.team, 0, fit, teams);
            first..first + fit
        };
        let wanted: Vec<u16> = shown.clone().map(|line| self.wanted(line, room)).collect();
        let count = u16::try_from(wanted.len()).unwrap_or(1).max(1);
        let mut heights = vec![SHORT; wanted.len()];
        let mut free = room.saturating_sub(SHORT * count);
        if self.is_compact {
            (heights, free) = (vec![room], 0);
        }
        while free > 0 {
            let lacking = heights.iter().zip(&wanted);
            let lacking = lacking.enumerate().filter(|(_, (has, wants))| has < wants);
            // The row of the cursor gets what it needs before the others.
            let own = self.scene.team.checked_sub(shown.start);
            let next = lacking.min_by_key(|(at, (has, _))| (Some(*at) != own, **has));
            let Some(height) = next.map(|(at, _)| at).and_then(|at| heights.get_mut(at)) else {
                break;
            };
            *height += 1;
            free -= 1;
        }
        let spare = (free / count).min(SPARE);
        for height in &mut heights {
            *height += spare;
        }
        let mut y = self.area.y + heads;
        let mut rows = Vec::new();
        for (line, height) in shown.zip(heights).chain(last) {
            let height = height.min(self.area.bottom().saturating_sub(y));
            rows.push((line, y, height));
            y += height;
        }
        rows
    }

    /// How many rows a team would take with every card whole.
    fn wanted(&self, line: usize, most: u16) -> u16 {
        let cells = self.columns.iter().map(|(at, _, width)| {
            let cards = self
                .scene
                .board
                .cards(TeamBoardCell { line, at: *at })
                .iter();
            let heights = cards
                .take(usize::from(most))
                .map(|id| cell::height(self.scene, *id, *width));
            heights.sum::<u16>()
        });
        cells.max().unwrap_or_default().clamp(1, most) + 2
    }

    /// Draws it.
    pub(super) fn draw(&self, buf: &mut Buffer, hits: &mut Hits) {
        let (scene, look) = (self.scene, self.scene.look);
        let area = self.area;
        if self.is_compact {
            scene.tabs(
                Rect {
                    height: 1.min(area.height),
                    ..area
                },
                buf,
                hits,
            );
        }
        let y = area.y + u16::from(self.is_compact);
        for (at, x, width) in &self.columns {
            let head = Rect::new(x + 1, y, width.saturating_sub(1), 1).intersection(area);
            scene.column_head(*at, head, buf);
        }
        let mut shown: Vec<Shown> = Vec::new();
        for (line, y, height) in &self.rows {
            self.rule(*y, buf);
            let below = Rect::new(area.x, y + 1, area.width, height.saturating_sub(1));
            self.name(*line, below.intersection(area), buf);
            for (at, x, width) in &self.columns {
                let place = Rect {
                    x: *x,
                    width: *width,
                    ..below
                };
                for row in place.intersection(area).rows() {
                    put(buf, row, row.x, row.y, look.symbols.cross, look.rule());
                }
                let cell = TeamBoardCell {
                    line: *line,
                    at: *at,
                };
                hits.add(place.intersection(area), scene.target(cell));
                cell::draw(
                    scene,
                    cell,
                    place.intersection(area),
                    *y,
                    buf,
                    hits,
                    &mut shown,
                );
            }
        }
        if let Some((_, y, height)) = self.rows.last() {
            self.rule(y + height, buf);
        }
        lines(scene, &shown, !self.is_compact, area, buf);
    }

    /// The rule above a row, with the lines of the columns through it.
    fn rule(&self, y: u16, buf: &mut Buffer) {
        let (look, area) = (self.scene.look, self.area);
        put_run(
            buf,
            area,
            (area.x, y),
            look.symbols.cross_flat,
            area.width,
            look.rule(),
        );
        for (_, x, _) in &self.columns {
            put(buf, area, *x, y, look.symbols.join_all, look.rule());
        }
    }

    /// The name of a row; where one team has the screen, it stands above, and the last rows say theirs in their rule.
    fn name(&self, line: usize, area: Rect, buf: &mut Buffer) {
        let (scene, look) = (self.scene, self.scene.look);
        let is_here = line == scene.spot.cell.line;
        let style = if is_here { look.focus() } else { look.strong() };
        let name = scene.row_name(line);
        if self.is_compact {
            if !matches!(scene.board.line(line), BoardLine::Team(_)) {
                let y = area.y.saturating_sub(1);
                put(buf, self.area, area.x + 1, y, &format!(" {name} "), style);
            }
            return;
        }
        let room = usize::from(NAME - 1);
        let lines = text::wrap(name, room, usize::from(area.height.min(2)));
        for (words, row) in lines.iter().zip(area.rows()) {
            put(
                buf,
                row,
                row.x,
                row.y,
                &text::fit(words, room, look.symbols.more),
                style,
            );
        }
    }
}
