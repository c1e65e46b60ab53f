//! The frame of an overlay: raised above a screen that turns muted.

use ratatui::buffer::Buffer;
use ratatui::layout::Constraint::{Fill, Length};
use ratatui::layout::{Layout, Margin, Rect};
use ratatui::style::Style;
use ratatui::symbols::border::Set;
use ratatui::widgets::{Block, Widget};

use crate::ui::look::Look;
use crate::ui::text;
use crate::ui::widgets::hints::{Hint, Hints};
use crate::ui::widgets::put::{columns, put, say};

/// What an overlay is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OverlayTone {
    /// Work.
    Plain,
    /// Something that went wrong: mark and color say so.
    Alarm,
}

/// An overlay's frame, centered, with its keys in the last row inside.
#[derive(Clone, Copy, Debug)]
pub struct OverlayFrame<'a> {
    /// What it is, at the left of the top line.
    pub title: &'a str,
    /// What it is about, at the right of the top line.
    pub object: &'a str,
    /// The keys that work in it; without any, the row is the content's.
    pub keys: &'a [Hint<'a>],
    /// Whether something went wrong.
    pub tone: OverlayTone,
    /// The size wanted, lines included.
    pub size: (u16, u16),
}

/// What an overlay leaves to its content.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FrameHits {
    /// The whole overlay.
    pub outer: Rect,
    /// The room for content, one blank inside the lines.
    pub inner: Rect,
    /// Where each key hint was drawn.
    pub keys: Vec<(usize, Rect)>,
}

impl OverlayFrame<'_> {
    /// Where the overlay lies: centered, with two cells of the screen in sight on every side if it has them.
    pub fn place(&self, screen: Rect) -> Rect {
        let fit = |wanted: u16, room: u16| {
            let margin = if room > 12 { 4 } else { 0 };
            wanted.min(room - margin)
        };
        let width = fit(self.size.0, screen.width);
        let height = fit(self.size.1, screen.height);
        let (x, y) = ((screen.width - width) / 2, (screen.height - height) / 2);
        Rect::new(screen.x + x, screen.y + y, width, height)
    }

    /// Dims the screen, draws the frame and its keys, and returns the room for the content.
    pub fn draw(&self, look: &Look, screen: Rect, buf: &mut Buffer) -> FrameHits {
        let screen = screen.intersection(buf.area);
        let outer = self.place(screen);
        if outer.is_empty() {
            return FrameHits::default();
        }
        look.dim(screen, buf);
        clear(outer, screen, look.raised(), buf);
        let (line, title) = match self.tone {
            OverlayTone::Plain => (look.focus_line(), look.focus()),
            OverlayTone::Alarm => (look.alarm(), look.alarm()),
        };
        draw_lines(outer, look.symbols.round(), line, buf);
        self.draw_title(look, outer, title, buf);
        let mut inner = outer.inner(Margin::new(3, 1)).intersection(outer);
        let mut keys = Vec::new();
        if !self.keys.is_empty() && inner.height > 1 {
            let hints = Hints {
                hints: self.keys,
                last: None,
            };
            let row;
            [inner, row] = Layout::vertical([Fill(1), Length(1)]).areas(inner);
            keys = hints.draw(look, row, buf);
        }
        FrameHits { outer, inner, keys }
    }

    fn draw_title(&self, look: &Look, outer: Rect, style: Style, buf: &mut Buffer) {
        let top = Rect { height: 1, ..outer }.inner(Margin::new(2, 0));
        let mark = match self.tone {
            OverlayTone::Plain => String::new(),
            OverlayTone::Alarm => format!("{} ", look.symbols.error),
        };
        let room = usize::from(top.width.saturating_sub(2));
        let words = format!("{mark}{}", self.title);
        let title = text::fit(&words, room, look.symbols.more);
        if title.is_empty() {
            return;
        }
        let x = put(buf, top, top.x, top.y, &format!(" {title} "), style);
        let object = columns(self.object);
        if object > 0 && top.right().saturating_sub(x) >= object.saturating_add(3) {
            let x = top.right() - object - 2;
            let words = format!(" {} ", self.object);
            put(buf, top, x, top.y, &words, look.muted());
        }
    }
}

/// Draws a small box above the screen, which is not dimmed, and returns the room for its content.
pub fn draw_box(look: &Look, title: &str, outer: Rect, buf: &mut Buffer) -> Rect {
    let screen = buf.area;
    let outer = outer.intersection(screen);
    clear(outer, screen, look.raised(), buf);
    draw_lines(outer, look.symbols.round(), look.focus_line(), buf);
    let top = outer.inner(Margin::new(2, 0)).intersection(outer);
    say(buf, top, &format!(" {title} "), look.focus());
    outer.inner(Margin::new(2, 1)).intersection(outer)
}

/// Draws a card that is the whole of a view, with words in its top line at the right, and returns the room
/// for its content.
pub fn draw_card(look: &Look, note: &str, outer: Rect, buf: &mut Buffer) -> Rect {
    let outer = outer.intersection(buf.area);
    buf.set_style(outer, look.surface());
    draw_lines(outer, look.symbols.round(), look.rule(), buf);
    let wanted = columns(note).saturating_add(2);
    if !note.is_empty() && wanted.saturating_add(4) <= outer.width {
        let x = outer.right() - wanted - 2;
        put(buf, outer, x, outer.y, &format!(" {note} "), look.muted());
    }
    let inset = if outer.width >= 80 { 4 } else { 2 };
    outer.inner(Margin::new(inset, 1)).intersection(outer)
}

/// Empties an area for something drawn above the screen.
fn clear(area: Rect, screen: Rect, style: Style, buf: &mut Buffer) {
    for position in area.positions() {
        if let Some(cell) = buf.cell_mut(position) {
            cell.reset();
            cell.set_style(style);
        }
    }
    // A wide letter cut in half would push the whole row to the right.
    let Some(x) = area.x.checked_sub(1).filter(|x| *x >= screen.x) else {
        return;
    };
    for y in area.top()..area.bottom() {
        if let Some(cell) = buf.cell_mut((x, y))
            && text::width(cell.symbol()) > 1
        {
            cell.set_symbol(" ");
        }
    }
}

/// Draws the lines around an area.
pub(super) fn draw_lines(area: Rect, lines: Set<'static>, style: Style, buf: &mut Buffer) {
    let block = Block::bordered().border_set(lines).border_style(style);
    block.render(area, buf);
}
