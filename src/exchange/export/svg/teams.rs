//! The planning board of the coming increment: teams by rows, iterations by columns, and an arrow from what is needed to
//! what needs it: whole where it is in time, and told apart by its shape and a word where it is not.

use super::marks;
use super::pen::{DrawingPoint, Pen, fit, letters};
use super::{Figure, WIDTH};
use crate::exchange::export::content::{Content, days};
use crate::model::dependency::Dependency;
use crate::model::format::{date, known};
use crate::model::id::Id;
use crate::model::increment::Iteration;
use crate::model::item::Item;
use crate::model::milestone::Milestone;
use crate::model::team::Team;
use crate::model::words::worded;
use crate::scoring::plan::checks::NeedOrder;
use crate::scoring::plan::team_board::{BoardLine, TeamBoard, TeamBoardCell, TeamLink};
use crate::scoring::plan::{Place, words};

/// The room of the names of rows, and the height of a line of a card.
const NAME: f64 = 84.0;
const LINE: f64 = 15.0;
/// A card has two lines of title, and a gap below.
const CARD: f64 = 2.0 * LINE + 8.0;
/// How many cards a cell shows; more are counted.
const MOST: usize = 12;

/// A card: where it is drawn, and how wide.
struct PlacedCard {
    id: Id,
    at: DrawingPoint,
    width: f64,
}

/// The figure; none where no increment is coming or there is no team.
pub(in super::super) fn figure(content: &Content<'_>) -> Option<Figure> {
    let increment = content.coming()?;
    let past = &content.evaluation.race.past;
    let board = TeamBoard::of(content.workspace, past, increment, content.items);
    let columns: Vec<usize> = board
        .places
        .iter()
        .enumerate()
        .filter(|(_, place)| **place != Place::Unplanned)
        .map(|(at, _)| at)
        .collect();
    if board.teams.is_empty() || columns.is_empty() {
        return None;
    }
    let links = words::links(board.counts());
    let title = format!("{}: {links}", content.said(&increment.name));
    let mut drawing = BoardDrawing {
        content,
        board: &board,
        width: (WIDTH - NAME) / f64::from(u32::try_from(columns.len()).unwrap_or(1)),
        columns,
        pen: Pen::default(),
        placed: Vec::new(),
        about: Vec::new(),
    };
    drawing.pen.text((0.0, 14.0), "head", &fit(&title, 90));
    let height = drawing.rows(40.0);
    drawing.arrows();
    Some(Figure {
        name: "teams".to_owned(),
        title,
        about: drawing.about.join(" "),
        height,
        body: drawing.pen,
    })
}

struct BoardDrawing<'a> {
    content: &'a Content<'a>,
    board: &'a TeamBoard,
    columns: Vec<usize>,
    width: f64,
    pen: Pen,
    placed: Vec<PlacedCard>,
    about: Vec<String>,
}

impl BoardDrawing<'_> {
    /// Draws heads and rows from a height on; gives back where they end.
    fn rows(&mut self, from: f64) -> f64 {
        for (place, at) in self.columns.clone().into_iter().enumerate() {
            let x = self.x(place);
            let (name, days) = self.column(at);
            self.pen
                .text((x + 4.0, from), "strong", &fit(&name, self.cells(0.0)));
            self.pen.text((x + 4.0, from + 14.0), "small", &days);
        }
        let mut y = from + 24.0;
        for line in 0..self.board.lines() {
            let cells = |at: &usize| {
                self.board
                    .cards(TeamBoardCell { line, at: *at })
                    .len()
                    .min(MOST + 1)
            };
            let most = self.columns.iter().map(cells).max().unwrap_or_default();
            let is_team = matches!(self.board.line(line), BoardLine::Team(_));
            if most == 0 && !is_team {
                continue;
            }
            let name = self.row(line);
            let each = if is_team { CARD } else { LINE + 4.0 };
            let load = if is_team { 18.0 } else { 6.0 };
            let rows = f64::from(u32::try_from(most.max(1)).unwrap_or(1));
            let height = load + rows * each + 6.0;
            self.pen.line((0.0, y), (WIDTH, y), "cross");
            self.pen.text((0.0, y + 16.0), "strong", &fit(&name, 11));
            for (place, at) in self.columns.clone().into_iter().enumerate() {
                let x = self.x(place);
                self.pen.line((x, y), (x, y + height), "equal");
                self.cell(TeamBoardCell { line, at }, &name, (x + 4.0, y));
            }
            y += height;
        }
        self.pen.line((0.0, y), (WIDTH, y), "cross");
        y + 6.0
    }

    fn x(&self, place: usize) -> f64 {
        NAME + f64::from(u32::try_from(place).unwrap_or_default()) * self.width
    }

    /// How many letters have room in a column beside so much.
    fn cells(&self, beside: f64) -> usize {
        letters(self.width - beside - 10.0).max(4)
    }

    fn column(&self, at: usize) -> (String, String) {
        match self.board.places.get(at) {
            Some(Place::Iteration(id)) => {
                let iteration = self.content.workspace.get::<Iteration>(*id);
                iteration.map_or_else(Default::default, |one| {
                    (self.content.said(&one.name), days(one.starts, one.ends))
                })
            }
            Some(Place::Loose | Place::Unplanned) | None => {
                (worded("In no iteration").to_owned(), String::new())
            }
        }
    }

    fn row(&self, line: usize) -> String {
        match self.board.line(line) {
            BoardLine::Team(Some(id)) => {
                let team = self.content.workspace.get::<Team>(id);
                team.map_or_else(String::new, |team| self.content.said(&team.name))
            }
            BoardLine::Team(None) => "No team".to_owned(),
            BoardLine::Awaited => "Outside".to_owned(),
            BoardLine::Milestones => "Milestones".to_owned(),
        }
    }

    fn cell(&mut self, cell: TeamBoardCell, row: &str, (x, y): DrawingPoint) {
        let (column, _) = self.column(cell.at);
        let cards = self.board.cards(cell);
        let is_team = matches!(self.board.line(cell.line), BoardLine::Team(_));
        let mut below = y + 6.0;
        if let Some(load) = self.load(cell) {
            let class = if load.1 { "warn" } else { "small" };
            self.pen
                .text((x, y + 13.0), class, &fit(&load.0, self.cells(0.0)));
            below = y + 18.0;
        }
        let mut names = Vec::new();
        for id in cards.iter().take(MOST) {
            if is_team {
                names.push(self.content.title(*id));
                self.card(*id, (x, below));
                below += CARD;
            } else {
                let words = self.day(*id);
                self.pen
                    .text((x, below + 11.0), "small", &fit(&words, self.cells(0.0)));
                names.push(words);
                below += LINE + 4.0;
            }
        }
        if cards.len() > MOST {
            let more = format!("and {} more", cards.len() - MOST);
            self.pen.text((x, below + 11.0), "small", &more);
        }
        if !names.is_empty() {
            self.about
                .push(format!("{row} in {column}: {}.", names.join(", ")));
        }
    }

    /// The load of a team in an iteration in words, and whether it is too much.
    fn load(&self, cell: TeamBoardCell) -> Option<(String, bool)> {
        let stretch = self.board.stretch(cell)?;
        let Some(Place::Iteration(id)) = self.board.places.get(cell.at) else {
            return Some((String::new(), false));
        };
        let iteration = self.content.workspace.get::<Iteration>(*id);
        if iteration.is_some_and(|one| one.innovation) {
            let is_free = stretch.items.is_empty();
            let words = if is_free {
                "kept free"
            } else {
                "! not kept free"
            };
            return Some((words.to_owned(), !is_free));
        }
        let is_over = stretch.excess().is_some_and(|excess| !excess.is_zero());
        let points = |points: Option<crate::scoring::ratio::Ratio>| {
            known(points.map(|points| points.to_decimal(1)), "?")
        };
        let words = format!(
            "{} of {}",
            points(stretch.load),
            points(stretch.capacity.points())
        );
        let words = if is_over {
            format!("▲ {words}")
        } else {
            words
        };
        Some((words, is_over))
    }

    fn card(&mut self, id: Id, (x, y): DrawingPoint) {
        let width = self.width - 10.0;
        let size = self.content.workspace.get::<Item>(id);
        let size = known(size.and_then(|item| item.size.value), "?");
        self.pen.rect((x, y), (width, CARD - 6.0), "track");
        marks::draw(
            &mut self.pen,
            self.content.bucket(id),
            (x + 8.0, y + 10.0),
            4.0,
        );
        self.pen
            .text((x + width - 4.0, y + 13.0), "muted end", &size);
        let title = self.content.title(id);
        let first = fit(&title, self.cells(40.0));
        let kept = first.trim_end_matches('…');
        // The first line ends with a whole word where there is one.
        let kept = match kept.rfind(' ') {
            Some(end) if first.ends_with('…') => kept.get(..end).unwrap_or(kept),
            _ => kept,
        };
        self.pen.text((x + 18.0, y + 13.0), "", kept);
        let rest = title.get(kept.len()..).unwrap_or_default().trim_start();
        if !rest.is_empty() {
            let rest = fit(rest, self.cells(20.0));
            self.pen.text((x + 18.0, y + 13.0 + LINE), "", &rest);
        }
        self.placed.push(PlacedCard {
            id,
            at: (x, y),
            width,
        });
    }

    fn day(&self, id: Id) -> String {
        let workspace = self.content.workspace;
        let (due, words) = match workspace.get::<Milestone>(id) {
            Some(one) => (one.due, &one.name),
            None => match workspace.get::<Dependency>(id) {
                Some(one) => (one.due, &one.text),
                None => return String::new(),
            },
        };
        let due = due.map_or_else(|| "no day".to_owned(), date);
        format!("{due} {}", self.content.said(words))
    }

    /// An arrow for each link between cards that are drawn.
    fn arrows(&mut self) {
        let links: Vec<TeamLink> = self.board.links().copied().collect();
        for link in links {
            let place = |id: Id| {
                let mut all = self.placed.iter();
                let card = all.find(|card| card.id == id)?;
                Some((card.at, card.width))
            };
            let (Some((from, width)), Some((to, _))) = (place(link.need), place(link.item)) else {
                continue;
            };
            let (class, word) = match link.order {
                Some(NeedOrder::Backwards | NeedOrder::Unplanned) => ("link late", "! too late"),
                Some(NeedOrder::Tight) => ("link tight", worded("same iteration")),
                Some(NeedOrder::InTime) | None => ("link", ""),
            };
            let middle = (CARD - 6.0) / 2.0;
            let start = (from.0 + width, from.1 + middle);
            let end = (to.0, to.1 + middle);
            self.pen.curve(start, end, class);
            if !word.is_empty() {
                let x = f64::midpoint(start.0, end.0);
                let y = f64::midpoint(start.1, end.1) - 3.0;
                self.pen.text((x, y), "warn middle", word);
            }
            let said = words::link(&link);
            self.about.push(format!(
                "{} depends on {}: {said}.",
                self.content.title(link.item),
                self.content.title(link.need)
            ));
        }
    }
}
