//! Words and marks on the screen, and what is left of an area below them: what every widget draws with.

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::Style;

use crate::ui::look::Look;
use crate::ui::text;

/// Draws clean text from a position to the right edge of `clip` at most, and returns the column after it.
///
/// Nothing is drawn outside `clip` or the buffer; text that starts left of `clip` is not drawn at all.
pub fn put(buf: &mut Buffer, clip: Rect, x: u16, y: u16, words: &str, style: Style) -> u16 {
    let clip = clip.intersection(buf.area);
    if !clip.contains((x, y).into()) {
        return x;
    }
    let room = usize::from(clip.right() - x);
    if words.len() <= room && text::is_plain(words.as_bytes()) {
        let mut at = x;
        for letter in words.chars() {
            if let Some(cell) = buf.cell_mut((at, y)) {
                cell.set_char(letter).set_style(style);
            }
            at += 1;
        }
        return at;
    }
    // Cleaned no further than it is seen.
    let words = text::fit(words, room, "");
    buf.set_stringn(x, y, words, room, style).0
}

/// Draws a mark `times` times from a position to the right, and returns the column after it.
pub fn put_run(
    buf: &mut Buffer,
    clip: Rect,
    (x, y): (u16, u16),
    mark: &str,
    times: u16,
    style: Style,
) -> u16 {
    let end = x.saturating_add(times).min(clip.right());
    let run = mark.repeat(end.saturating_sub(x).into());
    put(buf, clip, x, y, &run, style);
    end.max(x)
}

/// Draws words at the start of an area, as [`put`] does.
pub fn say(buf: &mut Buffer, area: Rect, words: &str, style: Style) -> u16 {
    put(buf, area, area.x, area.y, words, style)
}

/// Draws lines under each other from the top of an area, as many as there is room for.
pub fn say_lines<S: AsRef<str>>(
    buf: &mut Buffer,
    area: Rect,
    lines: impl IntoIterator<Item = (S, Style)>,
) {
    for ((words, style), row) in lines.into_iter().zip(area.rows()) {
        say(buf, row, words.as_ref(), style);
    }
}

/// Begins a row of a list: the mark of the chosen one on its band, otherwise a blank, and how its words are drawn.
pub fn cursor(look: &Look, is_chosen: bool, row: Rect, buf: &mut Buffer) -> (&'static str, Style) {
    if !is_chosen {
        return (" ", look.text());
    }
    buf.set_style(row, look.selected());
    (look.symbols.cursor, look.selected())
}

/// What is left of an area below so many rows.
pub fn under(area: Rect, rows: u16) -> Rect {
    let [_, rest] = Layout::vertical([Constraint::Length(rows), Constraint::Fill(1)]).areas(area);
    rest
}

/// A length of text in columns.
pub(super) fn columns(words: &str) -> u16 {
    u16::try_from(text::width(words)).unwrap_or(u16::MAX)
}
