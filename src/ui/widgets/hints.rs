//! Key hints: what can be pressed now, and what it does.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::ui::look::Look;
use crate::ui::widgets::put::{columns, put};

/// One key and its verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hint<'a> {
    /// The key in words: `Enter`.
    pub key: &'a str,
    /// What it does here, two words at most.
    pub verb: &'a str,
}

/// Hints in one row, by falling priority; whole hints drop from the right where there is no room.
#[derive(Clone, Copy, Debug)]
pub struct Hints<'a> {
    /// From the left.
    pub hints: &'a [Hint<'a>],
    /// The one at the right that stays longest.
    pub last: Option<Hint<'a>>,
}

impl Hint<'_> {
    fn width(&self) -> u16 {
        let key = columns(self.key).saturating_add(1);
        key.saturating_add(columns(self.verb))
    }

    fn draw(&self, look: &Look, x: u16, area: Rect, buf: &mut Buffer) -> Rect {
        let next = put(buf, area, x, area.y, self.key, look.focus()).saturating_add(1);
        put(buf, area, next, area.y, self.verb, look.muted());
        Rect::new(x, area.y, self.width(), 1)
    }
}

impl Hints<'_> {
    /// Draws the hints into the first row of the area.
    ///
    /// Returns where each was drawn with its position in `hints`; the last one has the position after them.
    pub fn draw(&self, look: &Look, area: Rect, buf: &mut Buffer) -> Vec<(usize, Rect)> {
        let mut drawn = Vec::new();
        if area.is_empty() {
            return drawn;
        }
        let mut end = area.right();
        if let Some(last) = self.last.filter(|last| last.width() <= area.width) {
            let x = end - last.width();
            drawn.push((self.hints.len(), last.draw(look, x, area, buf)));
            end = x.saturating_sub(2);
        }
        let mut x = area.x;
        for (index, hint) in self.hints.iter().enumerate() {
            if x.saturating_add(hint.width()) > end {
                break;
            }
            let place = hint.draw(look, x, area, buf);
            x = place.right().saturating_add(2);
            drawn.push((index, place));
        }
        drawn
    }
}
