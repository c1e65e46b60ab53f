//! A cell that lines go through, and lines that are drawn cell by cell.
//!
//! Owns which mark a crossing has. Knows nothing of what the lines stand for.

use std::collections::BTreeMap;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::ui::look::{Look, Symbols};
use crate::ui::widgets::put::put;

/// Where lines leave a cell.
#[expect(
    clippy::struct_excessive_bools,
    reason = "a cell has four sides, and each is open or not"
)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Joint {
    pub up: bool,
    pub down: bool,
    pub left: bool,
    pub right: bool,
}

impl Joint {
    pub const fn mark(self, symbols: &Symbols) -> &'static str {
        match (self.up, self.down, self.left, self.right) {
            (false, false, false, false) => " ",
            (false, false, _, _) => symbols.rule,
            (true, true, false, false) => symbols.axis,
            (true, true, false, true) => symbols.join_right,
            (true, true, true, false) => symbols.join_left,
            (true, true, true, true) => symbols.join_all,
            (false, true, false, _) => symbols.box_top_left,
            (false, true, true, false) => symbols.box_top_right,
            (false, true, true, true) => symbols.join_down,
            (true, false, false, _) => symbols.box_bottom_left,
            (true, false, true, false) => symbols.box_bottom_right,
            (true, false, true, true) => symbols.join_up,
        }
    }
}

/// Lines over what is drawn already; where they meet, they join, and the last one drawn gives the style.
#[derive(Clone, Debug, Default)]
pub struct Tracks(BTreeMap<(u16, u16), (Joint, Style)>);

impl Tracks {
    /// Adds a line of straight parts from corner to corner, each given as column and row.
    pub fn line(&mut self, corners: &[(u16, u16)], style: Style) {
        for ((x, y), (to_x, to_y)) in corners.iter().zip(corners.iter().skip(1)) {
            for row in *y.min(to_y)..*y.max(to_y) {
                self.at(*x, row, style).down = true;
                self.at(*x, row + 1, style).up = true;
            }
            for column in *x.min(to_x)..*x.max(to_x) {
                self.at(column, *to_y, style).right = true;
                self.at(column + 1, *to_y, style).left = true;
            }
        }
    }

    fn at(&mut self, x: u16, y: u16, style: Style) -> &mut Joint {
        let (joint, drawn) = self.0.entry((x, y)).or_default();
        *drawn = style;
        joint
    }

    /// Draws them all.
    pub fn draw(&self, look: &Look, area: Rect, buf: &mut Buffer) {
        for ((x, y), (joint, style)) in &self.0 {
            let is_end = [joint.up, joint.down, joint.left, joint.right];
            let is_end = is_end.into_iter().filter(|open| *open).count() == 1;
            let mark = match is_end {
                true if joint.up || joint.down => look.symbols.axis,
                true => look.symbols.rule,
                false => joint.mark(look.symbols),
            };
            put(buf, area, *x, *y, mark, *style);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::look::{Brightness, Charset, Depth};

    #[test]
    fn lines_turn_and_join() {
        let look = Look::new(Brightness::Dark, Depth::None, Charset::Unicode, true);
        let mut tracks = Tracks::default();
        tracks.line(&[(4, 0), (4, 2), (1, 2), (1, 3)], look.text());
        tracks.line(&[(0, 3), (0, 2), (3, 2), (3, 1)], look.text());
        let area = Rect::new(0, 0, 5, 4);
        let mut buf = Buffer::empty(area);
        tracks.draw(&look, area, &mut buf);
        let rows = area.rows().map(|row| {
            let cells = row.columns().map(|cell| buf[(cell.x, cell.y)].symbol());
            cells.collect::<String>()
        });
        assert_eq!(
            rows.collect::<Vec<_>>(),
            ["    │", "   ││", "┌┬─┴┘", "││   "]
        );
    }
}
