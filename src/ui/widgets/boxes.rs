//! Values on the estimation scale, one of them chosen.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::ui::look::Look;
use crate::ui::widgets::frame::draw_lines;
use crate::ui::widgets::put::{columns, put};

/// The values of a scale to choose from, the chosen one heavy and reversed.
///
/// Three rows high they are boxes; in one row the chosen one stands between two edges.
#[derive(Clone, Copy, Debug)]
pub struct Boxes<'a> {
    /// The values in words.
    pub values: &'a [String],
    /// Which one is chosen.
    pub chosen: Option<usize>,
}

impl Boxes<'_> {
    /// Draws the values and returns where each was drawn, in their order; those without room are missing.
    pub fn draw(&self, look: &Look, area: Rect, buf: &mut Buffer) -> Vec<Rect> {
        let longest = self.values.iter().map(|value| columns(value)).max();
        let longest = longest.unwrap_or(0);
        let height = if area.height >= 3 { 3 } else { 1 };
        let count = u16::try_from(self.values.len()).unwrap_or(u16::MAX);
        // The roomiest of padding, edges included, and gap that still shows every value.
        let roomy = [(5, 2), (5, 1), (4, 2), (4, 1), (3, 1), (2, 1), (2, 0)];
        let fitting = roomy.into_iter().find(|(padding, gap)| {
            let step = longest.saturating_add(padding + gap);
            count.saturating_mul(step) <= area.width.saturating_add(*gap)
        });
        let (padding, gap) = fitting.unwrap_or((2, 0));
        let width = longest.saturating_add(padding);
        let step = width.saturating_add(gap);
        let mut places = Vec::with_capacity(self.values.len());
        let mut x = area.x;
        for (index, value) in self.values.iter().enumerate() {
            let place = Rect::new(x, area.y, width, height);
            if area.intersection(place) != place {
                break;
            }
            draw_one(look, place, value, Some(index) == self.chosen, buf);
            places.push(place);
            x = x.saturating_add(step);
        }
        places
    }
}

/// Draws one value, alone or in its box.
fn draw_one(look: &Look, place: Rect, value: &str, chosen: bool, buf: &mut Buffer) {
    let symbols = look.symbols;
    let style = if chosen { look.chosen() } else { look.text() };
    let middle = place.y + u16::from(place.height == 3);
    let inner = Rect::new(place.x + 1, middle, place.width.saturating_sub(2), 1);
    if chosen {
        buf.set_style(inner.intersection(buf.area), style);
    }
    let x = inner.x + inner.width.saturating_sub(columns(value)) / 2;
    put(buf, inner, x, middle, value, style);
    if place.height < 3 {
        if chosen {
            let (right, line) = (place.right().saturating_sub(1), look.focus_line());
            put(buf, place, place.x, middle, symbols.cursor_right, line);
            put(buf, place, right, middle, symbols.cursor, line);
        }
        return;
    }
    let (line, lines) = if chosen {
        (look.focus_line(), symbols.heavy())
    } else {
        (look.faint(), symbols.square())
    };
    draw_lines(place, lines, line, buf);
}
