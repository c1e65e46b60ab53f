//! Records in the cells of two scales of three steps: one goes upward, the other to the right.
//!
//! Owns where a record stands in its cell, and where it is pressed. What the scales are is the view's.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::desk::event::Target;
use crate::model::id::Id;
use crate::model::record::Kind;
use crate::ui::hits::Hits;
use crate::ui::look::Look;
use crate::ui::text;
use crate::ui::widgets::{Focus, Rule, put};

/// How wide the names of the steps upward are.
const LEFT: u16 = 9;

/// A record in a cell.
#[derive(Debug)]
pub struct CellPoint {
    /// The record.
    pub id: Id,
    /// What it is called there.
    pub words: String,
    /// Its row from above and its column from the left; none where one of both is unknown.
    pub cell: Option<(usize, usize)>,
}

/// Records in nine cells.
#[derive(Debug)]
pub struct CellGrid<'a> {
    /// What they show.
    pub title: &'a str,
    /// Which way the scales go.
    pub note: &'a str,
    /// The steps from above.
    pub rows: [&'a str; 3],
    /// The steps from the left.
    pub columns: [&'a str; 3],
    /// The kind of the records.
    pub kind: &'static Kind,
    /// The records, in the order in which they stand in a cell.
    pub points: Vec<CellPoint>,
}

impl CellGrid<'_> {
    /// Draws them. The chosen one is always shown; those without a place are counted.
    pub fn draw(
        &self,
        look: &Look,
        chosen: Option<Id>,
        area: Rect,
        buf: &mut Buffer,
        hits: &mut Hits,
    ) {
        let note = text::own(look, self.note);
        let body = Rule::new(self.title, &note, Focus::Elsewhere).draw(look, area, buf);
        if body.height < 5 || body.width < LEFT + 30 {
            return;
        }
        let (rows, width) = ((body.height - 1) / 3, (body.width - LEFT) / 3);
        let bottom = body.y + 3 * rows;
        for (row, (top, name)) in (body.y..).step_by(rows.into()).zip(self.rows).enumerate() {
            let name = text::own(look, name);
            put(buf, body, body.x, top, &name, look.muted());
            let lefts = (body.x + LEFT..).step_by(width.into());
            for (column, left) in lefts.take(3).enumerate() {
                let cell = Rect::new(left, top, width, rows);
                for y in top..cell.bottom() {
                    put(buf, body, left, y, look.symbols.cross, look.faint());
                }
                let inside = self.points.iter();
                let inside = inside.filter(|point| point.cell == Some((row, column)));
                self.cell(&inside.collect::<Vec<_>>(), look, chosen, cell, buf, hits);
            }
        }
        for (name, left) in self
            .columns
            .iter()
            .zip((body.x + LEFT..).step_by(width.into()))
        {
            let name = text::fit(
                &text::own(look, name),
                usize::from(width - 2),
                look.symbols.more,
            );
            put(buf, body, left + 2, bottom, &name, look.muted());
        }
        let beside = self.points.iter().filter(|point| point.cell.is_none());
        match beside.count() {
            0 => {}
            many => drop(put(
                buf,
                body,
                body.x,
                bottom,
                &format!("? {many}"),
                look.muted(),
            )),
        }
    }

    /// Draws the records of a cell, in as many lines as each can have; those that have none are counted on the last.
    fn cell(
        &self,
        inside: &[&CellPoint],
        look: &Look,
        chosen: Option<Id>,
        cell: Rect,
        buf: &mut Buffer,
        hits: &mut Hits,
    ) {
        let fit = usize::from(cell.height);
        let shown = if inside.len() > fit { fit - 1 } else { fit };
        let at = inside.iter().position(|point| Some(point.id) == chosen);
        let first = at.map_or(0, |at| (at + 1).saturating_sub(shown));
        let room = usize::from(cell.width.saturating_sub(3));
        let each = (fit / inside.len().max(1)).max(1);
        let mut y = cell.y;
        for point in inside.iter().skip(first).take(shown) {
            let is_chosen = Some(point.id) == chosen;
            let style = if is_chosen { look.focus() } else { look.text() };
            let mut lines = text::wrap(&point.words, room, usize::MAX);
            if lines.len() > each {
                let rest = lines.split_off(each - 1).join(" ");
                lines.push(text::fit(&rest, room, look.symbols.more));
            }
            for words in lines {
                if is_chosen {
                    put(buf, cell, cell.x, y, look.symbols.cursor, style);
                }
                put(buf, cell, cell.x + 2, y, &words, style);
                let line = Rect::new(cell.x, y, cell.width, 1);
                hits.add(line, Target::Record(self.kind, point.id));
                y += 1;
            }
        }
        if inside.len() > fit {
            let words = format!("{} more", inside.len() - shown);
            put(buf, cell, cell.x + 2, y, &words, look.text());
        }
    }
}
