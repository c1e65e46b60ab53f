//! How cells become bytes: a color or an attribute is written where it changes and can be seen.
//!
//! Owns that a key stays a small answer over a slow line. The sequences themselves are crossterm's. Every stretch of
//! cells begins at a place of its own, so that a terminal that takes a letter for wider than we do shifts nothing else.

use std::io::{self, Write};

use crossterm::cursor::MoveTo;
use crossterm::queue;
use crossterm::style::{
    Attribute, Colors, Print, SetAttribute, SetBackgroundColor, SetColors, SetForegroundColor,
    SetUnderlineColor,
};
use ratatui::backend::{Backend, ClearType, CrosstermBackend, IntoCrossterm, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};
use ratatui::style::{Color, Modifier};

/// crossterm's backend, but for what a frame writes.
pub(super) struct FrugalBackend<W: Write>(CrosstermBackend<W>);

/// Attributes that one sequence ends.
const ENDED_TOGETHER: [Modifier; 2] = [
    Modifier::BOLD.union(Modifier::DIM),
    Modifier::SLOW_BLINK.union(Modifier::RAPID_BLINK),
];
/// Each attribute with what begins and what ends it.
const ATTRIBUTES: [(Modifier, Attribute, Attribute); 9] = [
    (Modifier::BOLD, Attribute::Bold, Attribute::NormalIntensity),
    (Modifier::DIM, Attribute::Dim, Attribute::NormalIntensity),
    (Modifier::ITALIC, Attribute::Italic, Attribute::NoItalic),
    (
        Modifier::UNDERLINED,
        Attribute::Underlined,
        Attribute::NoUnderline,
    ),
    (
        Modifier::SLOW_BLINK,
        Attribute::SlowBlink,
        Attribute::NoBlink,
    ),
    (
        Modifier::RAPID_BLINK,
        Attribute::RapidBlink,
        Attribute::NoBlink,
    ),
    (Modifier::REVERSED, Attribute::Reverse, Attribute::NoReverse),
    (Modifier::HIDDEN, Attribute::Hidden, Attribute::NoHidden),
    (
        Modifier::CROSSED_OUT,
        Attribute::CrossedOut,
        Attribute::NotCrossedOut,
    ),
];
/// What is seen of a blank.
const OF_BLANKS: Modifier = Modifier::UNDERLINED
    .union(Modifier::REVERSED)
    .union(Modifier::CROSSED_OUT);

/// What the terminal draws with.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Brush {
    fg: Color,
    bg: Color,
    underline: Color,
    modifier: Modifier,
}

impl Brush {
    const RESET: Self = Self {
        fg: Color::Reset,
        bg: Color::Reset,
        underline: Color::Reset,
        modifier: Modifier::empty(),
    };

    /// What a cell is drawn with after this; of a blank only the ground is seen.
    fn of(self, cell: &Cell) -> Self {
        let is_blank =
            cell.symbol() == " " && !(self.modifier | cell.modifier).intersects(OF_BLANKS);
        if is_blank {
            return Self {
                bg: cell.bg,
                ..self
            };
        }
        Self {
            fg: cell.fg,
            bg: cell.bg,
            underline: cell.underline_color,
            modifier: cell.modifier,
        }
    }

    /// Writes what differs in another one.
    fn change(self, to: Self, writer: &mut impl Write) -> io::Result<()> {
        let ended = self.modifier - to.modifier;
        let mut left = self.modifier & to.modifier;
        for pair in ENDED_TOGETHER {
            if ended.intersects(pair) {
                left -= pair;
            }
        }
        for (modifier, _, end) in ATTRIBUTES {
            if ended.contains(modifier) {
                queue!(writer, SetAttribute(end))?;
            }
        }
        for (modifier, begin, _) in ATTRIBUTES {
            if (to.modifier - left).contains(modifier) {
                queue!(writer, SetAttribute(begin))?;
            }
        }
        let (fg, bg) = (to.fg.into_crossterm(), to.bg.into_crossterm());
        match (to.fg == self.fg, to.bg == self.bg) {
            (true, true) => {}
            (false, true) => queue!(writer, SetForegroundColor(fg))?,
            (true, false) => queue!(writer, SetBackgroundColor(bg))?,
            (false, false) => queue!(writer, SetColors(Colors::new(fg, bg)))?,
        }
        if to.underline != self.underline {
            queue!(writer, SetUnderlineColor(to.underline.into_crossterm()))?;
        }
        Ok(())
    }
}

impl<W: Write> FrugalBackend<W> {
    pub(super) const fn new(writer: W) -> Self {
        Self(CrosstermBackend::new(writer))
    }
}

impl<W: Write> Backend for FrugalBackend<W> {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        let (mut pen, mut next) = (Brush::RESET, None);
        for (x, y, cell) in content {
            if next != Some((x, y)) {
                queue!(self.0, MoveTo(x, y))?;
            }
            let own = pen.of(cell);
            pen.change(own, &mut self.0)?;
            pen = own;
            queue!(self.0, Print(cell.symbol()))?;
            next = Some((x.saturating_add(1), y));
        }
        queue!(self.0, SetAttribute(Attribute::Reset))
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        self.0.hide_cursor()
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        self.0.show_cursor()
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        self.0.get_cursor_position()
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        self.0.set_cursor_position(position)
    }

    fn clear(&mut self) -> io::Result<()> {
        self.0.clear()
    }

    fn clear_region(&mut self, clear_type: ClearType) -> io::Result<()> {
        self.0.clear_region(clear_type)
    }

    fn size(&self) -> io::Result<Size> {
        self.0.size()
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        self.0.window_size()
    }

    fn flush(&mut self) -> io::Result<()> {
        Backend::flush(&mut self.0)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    use super::*;

    fn cells() -> impl Strategy<Value = Vec<(u16, &'static str, u8, u8, u16)>> {
        let symbol = prop::sample::select(vec![" ", "a", "x", "━", "é"]);
        // What bold and dim together look like is up to the terminal.
        let modifier = (0_u16..0x200).prop_map(|all| if all & 1 == 1 { all & !2 } else { all });
        let cell = (0_u16..40, symbol, 0_u8..4, 0_u8..4, modifier);
        prop::collection::vec(cell, 0..60)
    }

    fn shown(backend: &mut impl Backend<Error = io::Error>, buffer: &Buffer) {
        let cells = buffer.content.iter().enumerate();
        let cells = cells.map(|(at, cell)| {
            let (x, y) = buffer.pos_of(at);
            (x, y, cell)
        });
        backend.draw(cells).unwrap();
    }

    #[test]
    fn a_row_of_muted_and_strong_words_costs_half() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 40, 1));
        buffer.set_style(buffer.area, Style::new().bg(Color::Rgb(17, 21, 26)));
        let words = [
            (230, "12"),
            (168, "·"),
            (230, "Guest checkout"),
            (168, "42"),
            (230, "1"),
        ];
        let mut x = 1;
        for (gray, word) in words {
            let style = Style::new().fg(Color::Rgb(gray, gray, gray));
            x = buffer.set_stringn(x, 0, word, 40, style).0 + 2;
        }
        let (mut usual, mut frugal) = (Vec::new(), Vec::new());
        shown(&mut CrosstermBackend::new(&mut usual), &buffer);
        shown(&mut FrugalBackend::new(&mut frugal), &buffer);
        let (usual, frugal) = (usual.len(), frugal.len());
        assert!(2 * frugal <= usual, "{frugal} of {usual}");
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn the_screen_is_the_same(cells in cells()) {
            let mut buffer = Buffer::empty(Rect::new(0, 0, 10, 4));
            for (at, symbol, fg, bg, modifier) in cells {
                let style = Style::new()
                    .fg(Color::Rgb(fg, 9, 9))
                    .bg(Color::Rgb(9, bg, 9))
                    .add_modifier(Modifier::from_bits_truncate(modifier));
                let cell = &mut buffer[(at % 10, at / 10)];
                cell.reset();
                cell.set_symbol(symbol).set_style(style);
            }
            let (mut usual, mut frugal) = (Vec::new(), Vec::new());
            shown(&mut CrosstermBackend::new(&mut usual), &buffer);
            shown(&mut FrugalBackend::new(&mut frugal), &buffer);
            let screen = |bytes: &[u8]| {
                let mut terminal = vt100::Parser::new(4, 10, 0);
                terminal.process(bytes);
                terminal
            };
            let (usual, frugal) = (screen(&usual), screen(&frugal));
            for (row, column) in (0..4).flat_map(|row| (0..10).map(move |column| (row, column))) {
                let cell = |of: &vt100::Parser| of.screen().cell(row, column).unwrap().clone();
                let (usual, frugal) = (cell(&usual), cell(&frugal));
                prop_assert_eq!(usual.contents(), frugal.contents());
                prop_assert_eq!(usual.bgcolor(), frugal.bgcolor());
                prop_assert_eq!(usual.inverse(), frugal.inverse());
                prop_assert_eq!(usual.underline(), frugal.underline());
                if usual.contents() != " " || usual.inverse() || usual.underline() {
                    prop_assert_eq!(usual.fgcolor(), frugal.fgcolor());
                    prop_assert_eq!(usual.bold(), frugal.bold());
                    prop_assert_eq!(usual.italic(), frugal.italic());
                }
            }
        }
    }
}
