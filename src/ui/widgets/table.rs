//! A list in columns.
//!
//! Owns which columns fit and how rows, the selection and the sorted heading are drawn. Takes only the rows
//! in sight, so that its cost does not grow with the list.

use std::borrow::Cow;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use crate::ui::look::Look;
use crate::ui::text;
use crate::ui::widgets::bar::Bar;
use crate::ui::widgets::put::{columns as columns_of, put, put_run, say, under};
use crate::ui::widgets::rule::Focus;

/// On which side of its column a cell stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// Words.
    Left,
    /// Numbers.
    Right,
}

/// How wide a column is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Width {
    /// So many cells.
    Fixed(u16),
    /// What the others leave, at least so many cells.
    Fill(u16),
}

/// One column.
#[derive(Clone, Copy, Debug)]
pub struct Column<'a> {
    /// Its heading.
    pub title: &'a str,
    /// How wide it is.
    pub width: Width,
    /// Where its cells stand.
    pub align: Align,
    /// The blanks before it.
    pub gap: u16,
    /// The width of the table from which it is shown. Zero is always; among the others, the highest goes first.
    pub from: u16,
}

impl<'a> Column<'a> {
    /// A column of this heading, width and side, with so many blanks before it, from this width of the table on.
    pub const fn new(title: &'a str, width: Width, align: Align, gap: u16, from: u16) -> Self {
        Self {
            title,
            width,
            align,
            gap,
            from,
        }
    }
}

/// What a cell shows.
#[derive(Clone, Debug)]
pub enum Cell<'a> {
    /// Words or a formatted number.
    Text(Cow<'a, str>, Style),
    /// A bar as wide as the column.
    Bar(Bar, Style),
}

impl<'a> Cell<'a> {
    /// Words.
    pub fn text(words: impl Into<Cow<'a, str>>, style: Style) -> Self {
        Self::Text(words.into(), style)
    }
}

/// Whether a row is the one commands act on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowState {
    /// Not selected.
    Plain,
    /// Selected, in the region with the focus: band, mark and weight.
    Selected,
    /// Selected, in a region without the focus: mark and weight.
    Remembered,
}

impl RowState {
    /// How a row stands that is the chosen one or not, in a region with the focus or without.
    pub const fn of(is_chosen: bool, focus: Focus) -> Self {
        match (is_chosen, focus) {
            (false, _) => Self::Plain,
            (true, Focus::Here) => Self::Selected,
            (true, Focus::Elsewhere) => Self::Remembered,
        }
    }

    /// How something of such a row is drawn.
    pub fn dress(self, look: &Look, style: Style) -> Style {
        match self {
            Self::Plain => style,
            Self::Remembered => style.add_modifier(Modifier::BOLD),
            Self::Selected => look.on_band(style).add_modifier(Modifier::BOLD),
        }
    }
}

/// One row.
#[derive(Clone, Debug)]
pub enum Row<'a> {
    /// Cells, one for each column in the order of the columns, shown or not.
    Cells(RowState, Vec<Cell<'a>>),
    /// The same over two lines: what the filling column has no room for goes on below, or else these words stand there.
    Tall(RowState, Vec<Cell<'a>>, String),
    /// A dashed line with words in it, such as the cut line. No command acts on it.
    Line(Cow<'a, str>),
}

/// Columns and the one the rows are sorted by.
#[derive(Clone, Copy, Debug)]
pub struct Table<'a> {
    /// The columns, from the left.
    pub columns: &'a [Column<'a>],
    /// Which column the rows are sorted by.
    pub sorted: Option<usize>,
}

/// Where what was drawn.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TableHits {
    /// Each heading with the position of its column.
    pub headings: Vec<(usize, Rect)>,
    /// Each row with its position among those given; lines are left out.
    pub rows: Vec<(usize, Rect)>,
}

/// Finds the columns that fit: the position of each with its first cell, from the left edge, and its width.
///
/// The first cell of a table is the cursor's.
pub fn fit_columns(columns: &[Column<'_>], width: u16) -> Vec<(usize, u16, u16)> {
    let least = |column: &Column<'_>| match column.width {
        Width::Fixed(cells) | Width::Fill(cells) => cells.saturating_add(column.gap),
    };
    let mut kept: Vec<(usize, &Column<'_>)> = columns.iter().enumerate().collect();
    kept.retain(|(_, column)| column.from <= width);
    let room = width.saturating_sub(1);
    let needed = |kept: &[(usize, &Column<'_>)]| {
        let widths = kept.iter().map(|(_, column)| least(column));
        widths.fold(0u16, u16::saturating_add)
    };
    while needed(&kept) > room {
        let droppable = kept.iter().filter(|(_, column)| column.from > 0);
        let Some(going) = droppable
            .max_by_key(|(_, column)| column.from)
            .map(|(at, _)| *at)
        else {
            break;
        };
        kept.retain(|(at, _)| *at != going);
    }
    let mut spare = room.saturating_sub(needed(&kept));
    // What may not be dropped still shrinks: a filling column gives up cells so that those after it show.
    let mut x = 1u16;
    let mut fitted = Vec::with_capacity(kept.len());
    let mut after = needed(&kept);
    for (at, column) in kept {
        after -= least(column).min(after);
        x = x.saturating_add(column.gap);
        let cells = match column.width {
            Width::Fixed(cells) => cells,
            Width::Fill(cells) => {
                let over = x
                    .saturating_add(cells)
                    .saturating_add(after)
                    .saturating_sub(width);
                cells
                    .saturating_sub(over)
                    .saturating_add(std::mem::take(&mut spare))
            }
        };
        let cells = cells.min(width.saturating_sub(x));
        if cells > 0 {
            fitted.push((at, x, cells));
        }
        x = x.saturating_add(cells);
    }
    fitted
}

impl Table<'_> {
    /// Draws heading and rows, and returns where they are. Rows without room are not asked for.
    pub fn draw<'r>(
        &self,
        look: &Look,
        area: Rect,
        buf: &mut Buffer,
        rows: impl IntoIterator<Item = Row<'r>>,
    ) -> TableHits {
        let area = area.intersection(buf.area);
        if area.is_empty() {
            return TableHits::default();
        }
        let mut headings = Vec::new();
        for (at, offset, width) in fit_columns(self.columns, area.width) {
            let Some(column) = self.columns.get(at) else {
                continue;
            };
            let place = Rect::new(area.x + offset, area.y, width, 1);
            let is_sorted = self.sorted == Some(at);
            let style = if is_sorted {
                look.sorted()
            } else {
                look.muted()
            };
            let title = text::fit(column.title, width.into(), look.symbols.more);
            draw_aligned(&title, column.align, style, place, buf);
            headings.push((at, place));
        }
        TableHits {
            headings,
            ..self.draw_rows(look, under(area, 1), buf, rows)
        }
    }

    /// Draws the rows alone, where no heading is needed to tell what stands in them.
    pub fn draw_rows<'r>(
        &self,
        look: &Look,
        area: Rect,
        buf: &mut Buffer,
        rows: impl IntoIterator<Item = Row<'r>>,
    ) -> TableHits {
        let area = area.intersection(buf.area);
        let mut hits = TableHits::default();
        let fitted = fit_columns(self.columns, area.width);
        let mut lines = area.rows();
        for (index, row) in rows.into_iter().enumerate() {
            let Some(line) = lines.next() else { break };
            match row {
                Row::Line(words) => draw_cut(look, &words, line, buf),
                Row::Cells(state, cells) => {
                    self.draw_row(look, state, &cells, &fitted, line, buf);
                    hits.rows.push((index, line));
                }
                Row::Tall(state, mut cells, below) => {
                    let second = lines.next();
                    let rest = self.wrap_title(&mut cells, &fitted);
                    self.draw_row(look, state, &cells, &fitted, line, buf);
                    hits.rows.push((index, line));
                    if let Some(second) = second {
                        let (words, style) = rest.unwrap_or((below, look.muted()));
                        self.draw_second(look, state, (&words, style), &fitted, second, buf);
                        hits.rows.push((index, second));
                    }
                }
            }
        }
        hits
    }

    /// Leaves in the filling cell what its first line holds, and gives back the rest with its style.
    fn wrap_title(
        &self,
        cells: &mut [Cell<'_>],
        fitted: &[(usize, u16, u16)],
    ) -> Option<(String, Style)> {
        let &(at, _, width) = fitted.iter().find(|(at, ..)| self.fills(*at))?;
        let Some(Cell::Text(words, style)) = cells.get_mut(at) else {
            return None;
        };
        let mut lines = text::wrap(words, width.into(), usize::MAX).into_iter();
        let first = lines.next()?;
        let rest = lines.collect::<Vec<_>>().join(" ");
        let style = *style;
        if rest.is_empty() {
            return None;
        }
        *words = first.into();
        Some((rest, style))
    }

    fn fills(&self, at: usize) -> bool {
        let column = self.columns.get(at);
        column.is_some_and(|column| matches!(column.width, Width::Fill(_)))
    }

    /// Draws the second line of a tall row: below the filling column, as far as the first number.
    fn draw_second(
        &self,
        look: &Look,
        state: RowState,
        (words, style): (&str, Style),
        fitted: &[(usize, u16, u16)],
        line: Rect,
        buf: &mut Buffer,
    ) {
        self.draw_row(look, state, &[], fitted, line, buf);
        let Some(place) = fitted.iter().position(|(at, ..)| self.fills(*at)) else {
            return;
        };
        let x = fitted.get(place).map_or(0, |(_, x, _)| x + 2);
        let numbers = fitted
            .iter()
            .skip(place + 1)
            .find(|(_, _, width)| *width > 1);
        let end = numbers.map_or(line.width, |(_, x, _)| *x);
        let room = usize::from(end.saturating_sub(x));
        let words = text::fit(words, room, look.symbols.more);
        put(
            buf,
            line,
            line.x + x,
            line.y,
            &words,
            state.dress(look, style),
        );
    }

    fn draw_row(
        &self,
        look: &Look,
        state: RowState,
        cells: &[Cell<'_>],
        fitted: &[(usize, u16, u16)],
        line: Rect,
        buf: &mut Buffer,
    ) {
        let dress = |style: Style| state.dress(look, style);
        if state == RowState::Selected {
            buf.set_style(line, look.selected());
        }
        if state != RowState::Plain {
            say(buf, line, look.symbols.cursor, dress(look.focus_line()));
        }
        for &(at, offset, width) in fitted {
            let (Some(column), Some(cell)) = (self.columns.get(at), cells.get(at)) else {
                continue;
            };
            let place = Rect::new(line.x + offset, line.y, width, 1);
            match cell {
                Cell::Bar(bar, style) => bar.draw(look, dress(*style), place, buf),
                Cell::Text(words, style) => {
                    let words = text::fit(words, width.into(), look.symbols.more);
                    draw_aligned(&words, column.align, dress(*style), place, buf);
                }
            }
        }
    }
}

fn draw_aligned(words: &str, align: Align, style: Style, place: Rect, buf: &mut Buffer) {
    let indent = match align {
        Align::Left => 0,
        Align::Right => place.width.saturating_sub(columns_of(words)),
    };
    put(buf, place, place.x + indent, place.y, words, style);
}

/// Draws the dashed line people argue about, with the words near its left end.
fn draw_cut(look: &Look, words: &str, line: Rect, buf: &mut Buffer) {
    let start = (line.x + 1, line.y);
    let width = line.width.saturating_sub(1);
    put_run(buf, line, start, look.symbols.cut, width, look.muted());
    let room = usize::from(line.width.saturating_sub(5));
    let words = text::fit(words, room, look.symbols.more);
    if !words.is_empty() {
        let x = line.x + if line.width > 24 { 7 } else { 2 };
        put(buf, line, x, line.y, &format!(" {words} "), look.text());
    }
}
