//! The roadmap on an axis of days: a bar for each row, the months, intervals and milestones above them.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::{RoadmapLine, Scene};
use crate::exchange::export::roadmap_heads;
use crate::model::format::long_date;
use crate::model::words::worded;
use crate::scoring::forecast::roadmap::chart::{DayAxis, Distance, StripCell};
use crate::scoring::forecast::roadmap::words;
use crate::ui::hits::Hits;
use crate::ui::text;
use crate::ui::widgets::{
    Align, Cell, Column, Row, Table, Width, fit_columns, put, say_lines, under,
};
use crate::views::plan::roadmap::RoadmapRow;

/// Which column holds the bars.
const BARS: usize = 2;

impl Scene<'_> {
    /// Draws the bars, or why there is no axis for them.
    pub(super) fn axis(&self, at: usize, area: Rect, buf: &mut Buffer, hits: &mut Hits) {
        let look = self.look;
        let Some(axis) = self.chart.axis else {
            let why = self.roadmap.no_days.as_deref().unwrap_or_default();
            let why = format!("There is no time axis: {why}.");
            let next = worded(
                "{APP_RECORDS} gives planning intervals their days · {ROADMAP_FORM} shows a list without an axis",
            );
            let lines = [(&*why, look.strong()), (next, look.muted())];
            say_lines(buf, under(area, 1), lines);
            return;
        };
        let columns = columns(area.width);
        let table = Table {
            columns: &columns,
            sorted: None,
        };
        let inner = area.width.saturating_sub(1);
        let fitted = fit_columns(&columns, inner);
        let place = |column: usize| {
            let found = fitted.iter().find(|(at, ..)| *at == column);
            found.map_or(Rect::default(), |(_, x, width)| {
                Rect::new(area.x + x, area.y, *width, area.height)
            })
        };
        let bars = place(BARS);
        let cells = usize::from(bars.width);
        let heads = self.heads(axis, bars, buf);
        put(
            buf,
            area,
            place(BARS + 1).x,
            area.y,
            &text::pad_left("85 %", 11, ""),
            look.muted(),
        );
        if heads == 3 {
            let names = place(1);
            put(buf, names, names.x, area.y + 2, "Milestones", look.muted());
        }
        self.rows(at, heads, area, buf, hits, |area, shown, buf| {
            let area = under(area, heads);
            let strips: Vec<Vec<StripCell>> = shown
                .iter()
                .map(|(_, (_, span, _))| axis.strip(*span, &self.chart.borders, cells))
                .collect();
            let rows = shown.iter().zip(&strips);
            let rows =
                rows.map(|((state, line), strip)| Row::Cells(*state, self.line(*line, strip)));
            let places = table.draw_rows(look, area, buf, rows).rows;
            // Where there is no bar, the borders of intervals stay behind.
            for ((row, place), (state, _)) in places.iter().zip(shown) {
                let strip = strips.get(*row).into_iter().flatten();
                for (x, _) in (bars.x..)
                    .zip(strip)
                    .filter(|(_, cell)| **cell == StripCell::Border)
                {
                    if let Some(cell) = buf.cell_mut((x, place.y)) {
                        cell.set_style(state.dress(look, look.faint()));
                    }
                }
            }
            places
        });
    }

    /// Draws months, intervals and milestones above the bars; gives back how many rows they take.
    fn heads(&self, axis: DayAxis, area: Rect, buf: &mut Buffer) -> u16 {
        let (look, cells) = (self.look, usize::from(area.width));
        let symbols = look.symbols;
        let [months, intervals, milestones] = roadmap_heads(
            self.desk.seen(),
            self.chart,
            axis,
            cells,
            [symbols.cross, symbols.milestone, symbols.more],
            &|name| text::clean(name).into_owned(),
        );
        let mut lines = vec![(months, look.muted()), (intervals, look.heading())];
        if !self.chart.milestones.is_empty() && area.height > 9 {
            lines.push((milestones, look.text()));
        }
        let count = u16::try_from(lines.len()).unwrap_or(2);
        say_lines(buf, area, lines);
        count
    }

    /// A row: its mark, its name, its bar, its day.
    fn line(&self, (row, span, distance): RoadmapLine, strip: &[StripCell]) -> Vec<Cell<'static>> {
        let look = self.look;
        let (mark, mark_style) = self.mark(row);
        let title_style = match row {
            RoadmapRow::Heading(..) => look.heading(),
            RoadmapRow::Entry(_) => look.text(),
        };
        let day = match (span, row.expectation(self.roadmap)) {
            (Some(span), _) => match span.likely {
                Some(day) => Cell::text(long_date(day), self.ink(distance)),
                None => Cell::text("later", look.muted()),
            },
            (None, Some(Err(_))) if self.is_inside() => Cell::text("unknown", look.over()),
            (None, Some(Ok(likely))) if self.is_inside() => {
                let words = words::cell(likely.when.likely, likely.days.likely);
                Cell::text(words, look.muted())
            }
            (None, _) => Cell::text(String::new(), look.muted()),
        };
        let bar = strip.iter().map(|cell| self.symbol(*cell, distance));
        vec![
            Cell::text(mark, mark_style),
            Cell::text(self.title(row), title_style),
            Cell::text(bar.collect::<String>(), self.ink(distance)),
            day,
        ]
    }

    /// What is farther is fainter.
    fn ink(&self, distance: Distance) -> Style {
        let look = self.look;
        match distance {
            Distance::Near => look.text(),
            Distance::Next => look.muted(),
            Distance::Later => look.faint(),
        }
    }

    fn symbol(&self, cell: StripCell, distance: Distance) -> &'static str {
        let symbols = self.look.symbols;
        match (cell, distance) {
            (StripCell::Blank, _) => " ",
            (StripCell::Border, _) => symbols.cross,
            (StripCell::Bar, Distance::Near) => symbols.span_near,
            (StripCell::Bar, Distance::Next) => symbols.span_next,
            (StripCell::Bar, Distance::Later) => symbols.span_later,
            (StripCell::Half, _) => symbols.half,
            (StripCell::Tail, _) => symbols.span_tail,
            (StripCell::Beyond, _) => symbols.next,
        }
    }
}

/// A mark, the title, the bar and its day, in a table this wide.
fn columns(width: u16) -> [Column<'static>; 4] {
    let column = |title, width, align, gap| Column::new(title, width, align, gap, 0);
    let names = (width / 3).clamp(16, 60);
    let bars = width.saturating_sub(1 + 2 + names + 2 + 13);
    [
        column("", Width::Fixed(1), Align::Left, 0),
        column("What", Width::Fill(names), Align::Left, 1),
        column("", Width::Fixed(bars), Align::Left, 1),
        column("85 %", Width::Fixed(11), Align::Right, 1),
    ]
}
