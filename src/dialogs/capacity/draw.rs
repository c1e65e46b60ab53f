//! The grid of who is there: a block of rows for each team, what it comes to below, and why the cell under the cursor
//! holds what it does.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use crate::desk::Desk;
use crate::dialogs::Seen;
use crate::dialogs::capacity::table::{CapacityTable, FIELDS};
use crate::dialogs::capacity::{CapacityGrid, LINES};
use crate::dialogs::draw::{SeenLines, Stage, cells, cut_bottom, cut_top};
use crate::model::format::{date, known};
use crate::model::id::Id;
use crate::model::increment::{Increment, Iteration};
use crate::model::team::Team;
use crate::model::words::Text;
use crate::scoring::plan::supply::{Roster, Supply, of_teams};
use crate::scoring::plan::{Stretch, by_team, plan_of, words};
use crate::scoring::ratio::Ratio;
use crate::ui::hits::Hits;
use crate::ui::look::Look;
use crate::ui::text;
use crate::ui::widgets::{OverlayTone, put};

/// The cells of a team's name, of a label, and of a column.
const NAME: u16 = 11;
const LABEL: u16 = 13;
const COLUMN: u16 = 10;
/// The lines of a team: what can be typed, then its load.
const BLOCK: usize = LINES + 1;
/// What is said below all teams.
const SUMS: [&str; 3] = ["Sum of teams", "Set for the whole", "Load of all"];
/// What the empty grid is for.
const EMPTY: [Text; 2] = [
    Text::new("Who is there, and when? Capacity follows from it."),
    Text::new(
        "{CAPACITY_TEAM} makes the first team, and a paste from a sheet brings rows of teams.",
    ),
];

/// What stands in a cell, and how.
type Shown = (String, Style);

/// What the grid says: what is typed into it, and what follows for each iteration.
#[derive(Debug)]
pub(super) struct Drawn {
    table: CapacityTable,
    columns: Vec<Column>,
}

/// What follows for an iteration.
#[derive(Debug)]
struct Column {
    /// All that is planned into it.
    whole: Stretch,
    /// The same by team, with what each can carry.
    teams: Vec<(Option<Id>, Stretch)>,
    /// What all teams can carry.
    sum: Supply,
}

impl Drawn {
    fn of(desk: &Desk, increment: &Increment) -> Self {
        let (seen, past) = (desk.seen(), desk.past());
        let table = CapacityTable::of(desk, increment.id);
        let (planned, _) = plan_of(seen, past, increment, &desk.derived.evaluation.all(seen));
        // Both have the iterations by their first day.
        let each = table.iterations.iter().zip(planned.iterations);
        let columns = each.map(|(iteration, (_, whole))| Column {
            teams: by_team(seen, past, iteration, &whole.items),
            sum: of_teams(seen, past, iteration),
            whole,
        });
        Self {
            columns: columns.collect(),
            table,
        }
    }
}

impl Seen for CapacityGrid {
    fn draw(&self, stage: &Stage<'_>, buf: &mut Buffer, hits: &mut Hits) {
        let (desk, look) = (stage.desk, stage.look);
        let Some(increment) = desk.seen().get::<Increment>(self.increment) else {
            return;
        };
        let compute = || Drawn::of(desk, increment);
        let drawn = self.drawn.get(desk.state(), (), compute);
        let table = &drawn.table;
        let count = cells(table.iterations.len());
        let lines = table.teams.len() * BLOCK + SUMS.len();
        let wide = NAME + LABEL + COLUMN.saturating_mul(count) + 8;
        let size = (wide.max(stage.width()), cells(lines).saturating_add(10));
        let object = format!("{} · type as in a spreadsheet · points", increment.name);
        let mut inner = stage.frame("Capacity", &object, OverlayTone::Plain, size, buf, hits);
        if table.teams.is_empty() {
            for words in EMPTY {
                let row = cut_top(&mut inner, 2);
                put(buf, row, row.x, row.y, words.said(), look.text());
            }
            return;
        }
        let room = usize::from(inner.width.saturating_sub(NAME + LABEL) / COLUMN).max(1);
        let first = (self.column + 1).saturating_sub(room);
        let heads = cut_top(&mut inner, 2);
        let below = cut_bottom(&mut inner, 3);
        let shown: Vec<(usize, &Iteration)> = table
            .iterations
            .iter()
            .enumerate()
            .skip(first)
            .take(room)
            .collect();
        for (place, (_, iteration)) in shown.iter().enumerate() {
            let days = iteration.starts.map_or_else(String::new, date);
            right(
                look,
                heads,
                place,
                0,
                &(iteration.name.clone(), look.muted()),
                buf,
            );
            right(look, heads, place, 1, &(days, look.faint()), buf);
        }
        let seen = SeenLines {
            count: lines,
            near: self.row / LINES * BLOCK + self.row % LINES,
            chosen: self.row,
            entry: |at: usize| {
                let (team, line) = (at / BLOCK, at % BLOCK);
                (team < table.teams.len() && line < LINES).then_some(team * LINES + line)
            },
        };
        let typed = std::cell::Cell::new(None);
        stage.lines(&seen, inner, buf, hits, |at, area, dress, buf| {
            let team = table.teams.get(at / BLOCK);
            let line = at % BLOCK;
            let label = match team {
                Some(team) => {
                    if line == 0 {
                        let name = text::fit(&team.name, usize::from(NAME) - 1, look.symbols.more);
                        put(buf, area, area.x, area.y, &name, dress(look.strong()));
                    }
                    FIELDS.get(line).map_or("Load", |(_, label)| label)
                }
                None => SUMS
                    .get(at - table.teams.len() * BLOCK)
                    .copied()
                    .unwrap_or_default(),
            };
            let x = if team.is_some() {
                area.x.saturating_add(NAME)
            } else {
                area.x
            };
            put(buf, area, x, area.y, label, dress(look.muted()));
            for (place, (column, iteration)) in shown.iter().enumerate() {
                let is_here = seen.near == at && *column == self.column;
                let mut cell = if let Some(team) = team {
                    let row = at / BLOCK * LINES + line;
                    cell(look, &drawn, (team, *column), (row, line))
                } else {
                    let line = at - table.teams.len() * BLOCK;
                    sum(look, drawn.columns.get(*column), iteration, line)
                };
                if is_here {
                    cell.0 = if self.typed.is_empty() {
                        format!("[{}]", cell.0)
                    } else {
                        self.typed.clone()
                    };
                    cell.1 = look.strong();
                }
                cell.1 = dress(cell.1);
                let end = right(look, area, place, 0, &cell, buf);
                if is_here && !self.typed.is_empty() {
                    typed.set(Some(Position { x: end, y: area.y }));
                }
            }
        });
        if stage.is_top {
            hits.cursor = typed.get();
        }
        self.say(stage, table, below, buf);
    }
}

impl CapacityGrid {
    /// Says why the cell under the cursor holds what it does.
    fn say(&self, stage: &Stage<'_>, table: &CapacityTable, mut area: Rect, buf: &mut Buffer) {
        stage.divide(cut_top(&mut area, 1), buf);
        let cell = table
            .teams
            .get(self.row / LINES)
            .zip(table.iterations.get(self.column));
        let Some((team, iteration)) = cell else {
            return;
        };
        let why = match Roster::of(stage.desk.seen(), stage.desk.past(), iteration).of_team(team) {
            Ok(capacity) => words::capacity(&capacity),
            Err(why) => format!("capacity unknown: {why}"),
        };
        let line = format!("{} in {}: {why}", team.name, iteration.name);
        let lines = text::wrap(&stage.own(&line), area.width.into(), area.height.into());
        for (y, line) in (area.top()..area.bottom()).zip(&lines) {
            put(buf, area, area.x, y, line, stage.look.muted());
        }
    }
}

/// Draws a cell at the right of its column; gives back where it ends.
fn right(
    look: &Look,
    area: Rect,
    place: usize,
    row: u16,
    (words, style): &Shown,
    buf: &mut Buffer,
) -> u16 {
    let start = area
        .x
        .saturating_add(NAME + LABEL)
        .saturating_add(COLUMN.saturating_mul(cells(place)));
    let words = text::fit(words, usize::from(COLUMN) - 1, look.symbols.more);
    let x = start.saturating_add(COLUMN.saturating_sub(cells(text::width(&words))));
    put(buf, area, x, area.y.saturating_add(row), &words, *style)
}

/// What stands in a cell of a team: what is typed, the capacity that follows, or the load.
fn cell(
    look: &Look,
    drawn: &Drawn,
    (team, column): (&Team, usize),
    (row, line): (usize, usize),
) -> Shown {
    let none = || (look.symbols.no_score.to_owned(), look.faint());
    if line < LINES
        && let Some(words) = drawn.table.text(row, column)
    {
        // What the team says itself stands by hand.
        let mark = if line + 1 == LINES { "h" } else { "" };
        return (format!("{mark}{words}"), look.text());
    }
    let column = drawn.columns.get(column);
    let mut teams = column.into_iter().flat_map(|column| &column.teams);
    let own = teams.find(|(id, _)| *id == Some(team.id));
    match own {
        Some((_, own)) if line == LINES => load(look, own),
        Some((_, own)) if line + 1 == LINES => {
            let points = own.capacity.points();
            points.map_or_else(none, |points| (points.to_short(), look.muted()))
        }
        _ => none(),
    }
}

/// A load, with a mark where it is more than the capacity.
fn load(look: &Look, stretch: &Stretch) -> Shown {
    let points = known(stretch.load.map(Ratio::to_short), "?");
    match stretch.excess() {
        Some(excess) if excess > Ratio::ZERO => {
            (format!("{} {points}", look.symbols.over), look.over())
        }
        _ => (points, look.muted()),
    }
}

/// What stands below all teams for an iteration.
fn sum(look: &Look, column: Option<&Column>, iteration: &Iteration, line: usize) -> Shown {
    let none = (look.symbols.no_score.to_owned(), look.faint());
    match line {
        0 => match column.map_or(Supply::Unknown, |column| column.sum) {
            Supply::Known(points) => (points.to_short(), look.text()),
            Supply::Partly(_) => ("?".to_owned(), look.muted()),
            Supply::Unknown => none,
        },
        1 => iteration
            .capacity
            .value
            .map_or(none, |points| (points.to_string(), look.text())),
        _ => column.map_or(none, |column| load(look, &column.whole)),
    }
}
