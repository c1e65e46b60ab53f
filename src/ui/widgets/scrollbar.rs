//! Which part of a list is in sight.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::ui::look::Look;
use crate::ui::widgets::put::put;

/// The first row to show so that the chosen one is in sight, moving as little as possible.
pub fn scroll_to(chosen: usize, first: usize, height: usize, rows: usize) -> usize {
    let height = height.max(1);
    let lowest = chosen.saturating_sub(height - 1);
    let first = first.clamp(lowest, chosen.max(lowest));
    first.min(rows.saturating_sub(height)).max(lowest.min(rows))
}

/// How many rows of a list are above those in sight, and how many more below, in words: `3 above`, `12 more`.
pub fn out_of_sight(above: usize, below: usize) -> Vec<String> {
    let parts = [(above, "above"), (below, "more")].into_iter();
    let parts = parts.filter(|(count, _)| *count > 0);
    parts
        .map(|(count, what)| format!("{count} {what}"))
        .collect()
}

/// A scrollbar one cell wide; nothing is drawn when all rows are in sight.
#[derive(Clone, Copy, Debug)]
pub struct Scrollbar {
    /// The first row in sight.
    pub first: usize,
    /// The rows in sight.
    pub height: usize,
    /// All rows.
    pub rows: usize,
}

impl Scrollbar {
    /// Draws the bar into the last column of the area.
    pub fn draw(&self, look: &Look, area: Rect, buf: &mut Buffer) {
        let track = usize::from(area.height);
        if area.is_empty() || self.rows <= self.height {
            return;
        }
        let thumb = (track * self.height / self.rows).clamp(1, track);
        let free = track - thumb;
        let hidden = self.rows - self.height;
        // The ends mean the ends: rounding may not claim them.
        let start = match self.first.min(hidden) {
            0 => 0,
            first if first == hidden => free,
            first => {
                (free * first / hidden).clamp(free.min(1), free.saturating_sub(1).max(free.min(1)))
            }
        };
        let x = area.right() - 1;
        for (line, y) in (area.top()..area.bottom()).enumerate() {
            if (start..start + thumb).contains(&line) {
                put(buf, area, x, y, look.symbols.thumb, look.muted());
            } else {
                put(buf, area, x, y, look.symbols.groove, look.rule());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scrolls_as_little_as_needed() {
        assert_eq!(scroll_to(0, 0, 10, 100), 0);
        assert_eq!(scroll_to(9, 0, 10, 100), 0);
        assert_eq!(scroll_to(10, 0, 10, 100), 1);
        assert_eq!(scroll_to(5, 20, 10, 100), 5);
        assert_eq!(scroll_to(99, 95, 10, 100), 90);
        assert_eq!(scroll_to(3, 50, 10, 4), 0);
        assert_eq!(scroll_to(0, 0, 0, 0), 0);
    }
}
