//! The titled rule on top of a region.
//!
//! Owns how a region says its name and whether it has the focus: heavier line, mark and weight, not color
//! alone.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::ui::look::Look;
use crate::ui::text;
use crate::ui::widgets::put::{columns, put, put_run};

/// Whether keys go to a region.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Focus {
    /// Keys go here.
    Here,
    /// Keys go elsewhere.
    Elsewhere,
}

/// A rule with a title at the left and a note at the right: `─ Detail ───── S-201 ─`.
#[derive(Clone, Copy, Debug)]
pub struct Rule<'a> {
    /// What the region is.
    pub title: &'a str,
    /// What holds for all of it: a count, an order, a unit. Dropped where there is no room.
    pub note: &'a str,
    /// Whether keys go to it.
    pub focus: Focus,
}

impl Focus {
    /// Whether keys go to a region.
    pub const fn of(is_here: bool) -> Self {
        if is_here { Self::Here } else { Self::Elsewhere }
    }
}

impl<'a> Rule<'a> {
    /// A rule with this title and note.
    pub const fn new(title: &'a str, note: &'a str, focus: Focus) -> Self {
        Self { title, note, focus }
    }

    /// Whether a rule of so many cells without the focus has room for a note beside its title.
    pub fn holds(title: &str, note: &str, width: u16) -> bool {
        // A cell of line and a blank on both sides of either.
        columns(title)
            .saturating_add(columns(note))
            .saturating_add(7)
            <= width
    }

    /// What is left of an area below its rule, without the cells at both edges.
    pub const fn below(area: Rect) -> Rect {
        Rect {
            x: area.x + 1,
            y: area.y + 1,
            width: area.width.saturating_sub(2),
            height: area.height.saturating_sub(1),
        }
    }

    /// Draws the rule into the first row of the area; gives back what is [`below`](Self::below) it.
    pub fn draw(&self, look: &Look, area: Rect, buf: &mut Buffer) -> Rect {
        self.draw_row(look, area, buf);
        Self::below(area)
    }

    fn draw_row(&self, look: &Look, area: Rect, buf: &mut Buffer) {
        let symbols = look.symbols;
        let (line, line_style, title_style, mark) = match self.focus {
            Focus::Here => (
                symbols.rule_heavy,
                look.focus_line(),
                look.heading_focused(),
                Some(symbols.focused),
            ),
            Focus::Elsewhere => (symbols.rule, look.rule(), look.heading(), None),
        };
        if area.is_empty() {
            return;
        }
        let (row, y) = (Rect { height: 1, ..area }, area.y);
        put_run(buf, row, (row.x, y), line, row.width, line_style);
        let mut x = row.x + 1;
        let start = x;
        if let Some(mark) = mark {
            x = put(buf, row, x, y, " ", title_style);
            x = put(buf, row, x, y, mark, title_style);
        }
        // One cell of line stays at the right, and a blank on each side of the title.
        let room = row.right().saturating_sub(x).saturating_sub(3);
        let title = text::fit(self.title, room.into(), symbols.more);
        if !title.is_empty() {
            x = put(buf, row, x, y, " ", title_style);
            x = put(buf, row, x, y, &title, title_style);
        }
        if x > start {
            x = put(buf, row, x, y, " ", title_style);
        }
        let note = columns(self.note);
        // The note keeps a blank on each side and a cell of line at both ends.
        if note == 0 || row.right().saturating_sub(x) < note.saturating_add(4) {
            return;
        }
        let x = put(buf, row, row.right() - note - 3, y, " ", look.muted());
        let x = put(buf, row, x, y, self.note, look.muted());
        put(buf, row, x, y, " ", look.muted());
    }
}
