//! How cells become bytes: a color or an attribute is written where it changes and can be seen.
//!
//! Owns that a key stays a small answer over a slow line. The sequences themselves are crossterm's. Every stretch of
//! cells begins at a place of its own, or so many behind letters that are one wide everywhere: a terminal that takes a
//! letter for wider than we do shifts nothing else.

use std::io::{self, Write};

use crossterm::cursor::{MoveRight, MoveTo};
use crossterm::queue;
use crossterm::style::{Attribute, Colored, Print, SetAttribute};
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

    /// Writes what differs in another one, in one sequence.
    fn change(self, to: Self, writer: &mut impl Write) -> io::Result<()> {
        if to == self {
            return Ok(());
        }
        let ended = self.modifier - to.modifier;
        let mut left = self.modifier & to.modifier;
        for pair in ENDED_TOGETHER {
            if ended.intersects(pair) {
                left -= pair;
            }
        }
        let ends = ATTRIBUTES.map(|(modifier, _, end)| (ended.contains(modifier), end));
        let begun = to.modifier - left;
        let begins = ATTRIBUTES.map(|(modifier, begin, _)| (begun.contains(modifier), begin));
        let attributes = ends.into_iter().chain(begins);
        let attributes = attributes
            .filter(|(is_new, _)| *is_new)
            .map(|(_, code)| code.sgr());
        // A terminal that knows no color of underlines has understood all else by then.
        let (fg, bg, underline) = (
            Colored::ForegroundColor(to.fg.into_crossterm()),
            Colored::BackgroundColor(to.bg.into_crossterm()),
            Colored::UnderlineColor(to.underline.into_crossterm()),
        );
        let colors = [
            (to.fg != self.fg, fg),
            (to.bg != self.bg, bg),
            (to.underline != self.underline, underline),
        ];
        let colors = colors.into_iter();
        let colors = colors
            .filter(|(is_new, _)| *is_new)
            .map(|(_, color)| color.to_string());
        let codes = attributes.chain(colors);
        // Where no colors are wanted, there is none to name.
        let codes: Vec<String> = codes.filter(|code| !code.is_empty()).collect();
        if codes.is_empty() {
            return Ok(());
        }
        queue!(writer, Print(format_args!("\x1b[{}m", codes.join(";"))))
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
        // How wide other letters are is for the terminal to say: behind them a place is named as a whole.
        let mut is_sure = false;
        for (x, y, cell) in content {
            match next {
                Some(at) if at == (x, y) => {}
                Some((at, row)) if row == y && at < x && is_sure => {
                    queue!(self.0, MoveRight(x - at))?;
                }
                _ => {
                    queue!(self.0, MoveTo(x, y))?;
                    is_sure = true;
                }
            }
            is_sure &= matches!(cell.symbol().as_bytes(), [b' '..=b'~']);
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

    #[test]
    fn behind_a_letter_of_unsure_width_a_place_is_named_as_a_whole() {
        let written = |text: &str| {
            let blank = Buffer::empty(Rect::new(0, 0, 10, 1));
            let mut buffer = blank.clone();
            buffer.set_string(0, 0, text, Style::new());
            let mut bytes = Vec::new();
            let mut backend = FrugalBackend::new(&mut bytes);
            backend.draw(blank.diff(&buffer).into_iter()).unwrap();
            String::from_utf8(bytes).unwrap()
        };
        assert_eq!(written("ab  c"), "\x1b[1;1Hab\x1b[2Cc\x1b[0m");
        assert_eq!(written("≈b  c"), "\x1b[1;1H≈b\x1b[1;5Hc\x1b[0m");
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn the_screen_is_the_same(cells in cells(), then in cells()) {
            let drawn = |buffer: &Buffer, cells: Vec<(u16, &str, u8, u8, u16)>| {
                let mut buffer = buffer.clone();
                for (at, symbol, fg, bg, modifier) in cells {
                    let style = Style::new()
                        .fg(Color::Rgb(fg, 9, 9))
                        .bg(Color::Rgb(9, bg, 9))
                        .add_modifier(Modifier::from_bits_truncate(modifier));
                    let cell = &mut buffer[(at % 10, at / 10)];
                    cell.reset();
                    cell.set_symbol(symbol).set_style(style);
                }
                buffer
            };
            let buffer = drawn(&Buffer::empty(Rect::new(0, 0, 10, 4)), cells);
            let then = drawn(&buffer, then);
            let (mut usual, mut frugal) = (Vec::new(), Vec::new());
            let mut both = (CrosstermBackend::new(&mut usual), FrugalBackend::new(&mut frugal));
            shown(&mut both.0, &buffer);
            shown(&mut both.1, &buffer);
            both.0.draw(buffer.diff(&then).into_iter()).unwrap();
            both.1.draw(buffer.diff(&then).into_iter()).unwrap();
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
