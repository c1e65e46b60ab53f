//! A bar that compares one value with the largest, in steps of half a cell.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::ui::look::Look;
use crate::ui::widgets::put::{put, put_run};

/// A score bar: `━━━╸`. Values in any unit, such as hundredths.
#[derive(Clone, Copy, Debug)]
pub struct Bar {
    /// The value shown.
    pub value: u64,
    /// The value that fills the width.
    pub largest: u64,
}

/// How many half cells of `width` cells a value takes, rounded to the nearest.
///
/// A value above zero takes at least one; none takes more than there are.
pub fn bar_halves(value: u64, largest: u64, width: u16) -> u32 {
    let room = u32::from(width) * 2;
    if value == 0 || largest == 0 {
        return 0;
    }
    let wide = u128::from(value) * u128::from(room) * 2 + u128::from(largest);
    let halves = wide / (u128::from(largest) * 2);
    u32::try_from(halves)
        .unwrap_or(room)
        .clamp(1, room.max(1))
        .min(room)
}

impl Bar {
    /// Draws the bar into the first row of the area.
    pub fn draw(&self, look: &Look, style: Style, area: Rect, buf: &mut Buffer) {
        let halves = bar_halves(self.value, self.largest, area.width);
        draw_halves(look, style, halves, area, buf);
    }
}

/// Draws so many half cells from the left and returns the column after them.
pub(super) fn draw_halves(
    look: &Look,
    style: Style,
    halves: u32,
    area: Rect,
    buf: &mut Buffer,
) -> u16 {
    let symbols = look.symbols;
    let full = u16::try_from(halves / 2).unwrap_or(u16::MAX);
    let x = put_run(buf, area, (area.x, area.y), symbols.bar, full, style);
    if halves % 2 == 1 {
        return put(buf, area, x, area.y, symbols.bar_half, style);
    }
    x
}
