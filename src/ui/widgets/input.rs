//! A line being typed.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use unicode_segmentation::UnicodeSegmentation;

use crate::ui::look::Look;
use crate::ui::text;
use crate::ui::widgets::put::{columns, put, say};

/// The text of a field with the place where typing goes.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// What was typed.
    pub text: &'a str,
    /// Where typing goes, in bytes; anything past the end is the end.
    pub cursor: usize,
    /// What stands in an empty field.
    pub placeholder: &'a str,
}

impl Input<'_> {
    /// Draws as much as fits around the cursor, and returns where the terminal's cursor belongs.
    ///
    /// Text cut at the left starts with the mark for more.
    pub fn draw(&self, look: &Look, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let height = area.height.min(1);
        let area = Rect { height, ..area }.intersection(buf.area);
        let last = area.width.checked_sub(1).filter(|_| area.height > 0)?;
        if self.text.is_empty() {
            say(buf, area, look.symbols.caret, look.focus_line());
            let hint = text::fit(self.placeholder, last.into(), look.symbols.more);
            put(buf, area, area.x + 1, area.y, &hint, look.placeholder());
            return Some(area.as_position());
        }
        let more = look.symbols.more;
        let (mut before, after) = self.split();
        let cut = columns(before) > last;
        let room = if cut { last.saturating_sub(1) } else { last };
        let (mut start, mut used) = (before.len(), 0u16);
        for (index, grapheme) in before.grapheme_indices(true).rev() {
            used = used.saturating_add(columns(grapheme));
            if used > room {
                break;
            }
            start = index;
        }
        before = before.get(start..).unwrap_or_default();
        let mut x = area.x;
        if cut && last > 0 {
            x = put(buf, area, x, area.y, more, look.faint());
        }
        let x = put(buf, area, x, area.y, before, look.strong());
        let after = text::fit(after, area.right().saturating_sub(x).into(), more);
        put(buf, area, x, area.y, &after, look.strong());
        Some(Position::new(x.min(area.x + last), area.y))
    }

    /// The text before and after the cursor, which never stands inside a character.
    fn split(&self) -> (&str, &str) {
        let mut cursor = self.cursor.min(self.text.len());
        while !self.text.is_char_boundary(cursor) {
            cursor -= 1;
        }
        self.text.split_at(cursor)
    }
}
