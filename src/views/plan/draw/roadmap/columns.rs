//! The roadmap without a day: now, next and later beside each other.

use ratatui::buffer::Buffer;
use ratatui::layout::Constraint::Fill;
use ratatui::layout::{Layout, Rect};

use super::Scene;
use crate::desk::event::Target;
use crate::scoring::forecast::roadmap::words;
use crate::ui::hits::Hits;
use crate::ui::text;
use crate::ui::widgets::{
    Align, Cell, Column, Focus, Row, RowState, Rule, Table, Width, scroll_to, under,
};
use crate::views::plan::roadmap::RoadmapRow;

impl Scene<'_> {
    /// Draws a column for each group.
    pub(super) fn columns(&self, row: RoadmapRow, area: Rect, buf: &mut Buffer, hits: &mut Hits) {
        let look = self.look;
        let groups = &self.chart.groups;
        let columns = Layout::horizontal(groups.iter().map(|_| Fill(1))).spacing(1);
        let mut first = 0;
        for (group, column) in groups.iter().zip(columns.split(area).iter()) {
            let heading = RoadmapRow::Heading(group.heading, group.bars.len());
            let title = words::heading(self.desk.seen(), group.heading);
            let count = text::count(group.bars.len(), "entry", "entries");
            let at = group
                .bars
                .iter()
                .position(|bar| row.entry() == Some(bar.entry));
            let focus = Focus::of(row == heading || at.is_some());
            Rule::new(&title, &count, focus).draw(look, *column, buf);
            hits.add(
                Rect {
                    height: 1,
                    ..*column
                },
                Target::Spot(first),
            );
            let body = under(*column, 1);
            let height = usize::from(body.height);
            let top = scroll_to(at.unwrap_or_default(), 0, height, group.bars.len());
            let bars = group.bars.iter().enumerate().skip(top).take(height);
            let rows = bars.map(|(here, bar)| {
                let row = RoadmapRow::Entry(bar.entry);
                let (mark, style) = self.mark(row);
                let cells = vec![
                    Cell::text(mark, style),
                    Cell::text(self.title(row), look.text()),
                ];
                Row::Cells(RowState::of(at == Some(here), Focus::Here), cells)
            });
            let table = Table {
                columns: &COLUMNS,
                sorted: None,
            };
            for (row, place) in table.draw_rows(look, body, buf, rows).rows {
                hits.add(place, Target::Spot(first + 1 + top + row));
            }
            first += group.bars.len() + 1;
        }
    }
}

/// A mark and a title.
const COLUMNS: [Column<'static>; 2] = [
    Column::new("", Width::Fixed(1), Align::Left, 0, 0),
    Column::new("", Width::Fill(8), Align::Left, 1, 0),
];
