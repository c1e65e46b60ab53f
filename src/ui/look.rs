//! How things look: the only place that knows a color or a mark.
//!
//! Owns the palette, the sets of marks and the choice among them. Hands out ready [`Style`]s by role, so
//! that a view never names a color. Must not know the program, the workspace or the environment: what the
//! terminal says arrives as values.

mod depth;
mod palette;
mod symbols;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};

use crate::model::text::Severity;

pub use depth::{ColorChoice, Environment};
pub use palette::RoleColors;
pub use symbols::{ASCII, Symbols, UNICODE, bucket_marks};

/// Whether the screen is dark or light.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Brightness {
    /// Light words on a dark canvas.
    Dark,
    /// Dark words on a light canvas.
    Light,
}

/// How many colors the terminal shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Depth {
    /// No color at all: marks, weight and reversal carry everything.
    None,
    /// The terminal's own sixteen, which touch bucket marks only.
    Sixteen,
    /// The fixed palette of 256.
    Indexed,
    /// 24 bits.
    Full,
}

/// Which set of marks is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Charset {
    /// Box drawing and geometric shapes, one cell each.
    Unicode,
    /// Bytes below 128 only.
    Ascii,
}

/// Everything a view needs to know about appearance.
///
/// Styles of text set a foreground only, so they keep the background they are drawn on; styles that set a
/// background set the foreground too.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    /// The marks.
    pub symbols: &'static Symbols,
    /// How many colors there are.
    pub depth: Depth,
    /// Which set `symbols` is.
    pub charset: Charset,
    theme: RoleColors,
}

impl Look {
    /// The look for a terminal. Without `painted` the canvas keeps the terminal's own background.
    pub fn new(brightness: Brightness, depth: Depth, charset: Charset, painted: bool) -> Self {
        let mut theme = RoleColors::of(brightness, depth);
        if !painted {
            theme.canvas = Color::Reset;
        }
        let symbols = match charset {
            Charset::Unicode => &UNICODE,
            Charset::Ascii => &ASCII,
        };
        Self {
            symbols,
            depth,
            charset,
            theme,
        }
    }

    /// Parts in a row, with a mark between them.
    pub fn joined<S: AsRef<str>>(&self, parts: &[S]) -> String {
        let parts: Vec<&str> = parts.iter().map(AsRef::as_ref).collect();
        parts.join(&format!(" {} ", self.symbols.separator))
    }

    fn has_palette(&self) -> bool {
        match self.depth {
            Depth::None | Depth::Sixteen => false,
            Depth::Indexed | Depth::Full => true,
        }
    }

    /// Weight that stands in for a color the terminal does not have.
    fn or_bold(&self, style: Style) -> Style {
        if self.has_palette() {
            style
        } else {
            style.add_modifier(Modifier::BOLD)
        }
    }

    /// The whole screen.
    pub fn canvas(&self) -> Style {
        self.text().bg(self.theme.canvas)
    }

    /// The top bar and the session card.
    pub fn surface(&self) -> Style {
        self.text().bg(self.theme.surface)
    }

    /// What lies above the screen: overlays.
    pub fn raised(&self) -> Style {
        self.text().bg(self.theme.raised)
    }

    /// The selection band: content on it goes through [`Look::on_band`].
    pub fn selected(&self) -> Style {
        self.on_band(self.text())
    }

    /// A style as it is drawn on the selection band: an explicit foreground that reads there.
    ///
    /// Faint and rule rise to muted. Without a palette the band is reversal alone, so that a colored mark
    /// does not turn into a colored block.
    pub fn on_band(&self, style: Style) -> Style {
        let theme = &self.theme;
        if !self.has_palette() {
            let plain = style.fg(Color::Reset).bg(Color::Reset);
            return plain.add_modifier(Modifier::REVERSED);
        }
        let ink = match style.fg {
            None | Some(Color::Reset) => theme.text,
            Some(ink) if ink == theme.faint || ink == theme.rule => theme.muted,
            Some(ink) => ink,
        };
        style.fg(ink).bg(theme.select)
    }

    /// A style turned inside out: the selected point of a grid, a chosen value.
    pub fn reversed(&self, style: Style) -> Style {
        let ink = match style.fg {
            Some(ink) if self.has_palette() => ink,
            Some(_) | None => self.theme.text,
        };
        let style = style.fg(ink).bg(self.theme.canvas);
        style.add_modifier(Modifier::REVERSED | Modifier::BOLD)
    }

    /// The one chosen among several, and PRESENTING.
    pub fn chosen(&self) -> Style {
        self.reversed(self.text())
    }

    /// Content.
    pub fn text(&self) -> Style {
        Style::new().fg(self.theme.text)
    }

    /// The thing itself: a selected title, a score.
    pub fn strong(&self) -> Style {
        self.text().add_modifier(Modifier::BOLD)
    }

    /// Labels and units.
    pub fn muted(&self) -> Style {
        Style::new().fg(self.theme.muted)
    }

    /// Axes; not for a selection band.
    pub fn faint(&self) -> Style {
        Style::new().fg(self.theme.faint)
    }

    /// Placeholders and the names of quadrants.
    pub fn placeholder(&self) -> Style {
        self.faint().add_modifier(Modifier::ITALIC)
    }

    /// Lines, which are no text.
    pub fn rule(&self) -> Style {
        Style::new().fg(self.theme.rule)
    }

    /// The heading of a region without the focus, of a column, of an overlay group.
    pub fn heading(&self) -> Style {
        self.muted().add_modifier(Modifier::BOLD)
    }

    /// The heading of the region with the focus.
    pub fn heading_focused(&self) -> Style {
        self.focus()
    }

    /// The line of the region with the focus, and the cursor mark.
    pub fn focus_line(&self) -> Style {
        self.or_bold(Style::new().fg(self.theme.focus))
    }

    /// Keys in hints, and whatever else says "here".
    pub fn focus(&self) -> Style {
        let style = Style::new().fg(self.theme.focus);
        style.add_modifier(Modifier::BOLD)
    }

    /// The name of the view that is shown.
    pub fn current(&self) -> Style {
        self.focus().add_modifier(Modifier::UNDERLINED)
    }

    /// The heading of the column the rows are sorted by.
    pub fn sorted(&self) -> Style {
        self.strong().add_modifier(Modifier::UNDERLINED)
    }

    /// On keel, and success.
    pub fn steady(&self) -> Style {
        Style::new().fg(self.theme.steady)
    }

    /// Below a target.
    pub fn under(&self) -> Style {
        Style::new().fg(self.theme.under)
    }

    /// Above a target, a warning of the domain.
    pub fn over(&self) -> Style {
        self.or_bold(Style::new().fg(self.theme.over))
    }

    /// Warnings and errors of the program.
    pub fn alarm(&self) -> Style {
        self.or_bold(Style::new().fg(self.theme.alarm))
    }

    /// The shape of a severity and its style; the word stands beside it, so color is not the only sign.
    pub fn severity(&self, severity: Severity) -> (&'static str, Style) {
        match severity {
            Severity::Error => (self.symbols.error, self.alarm()),
            Severity::Warning => (self.symbols.attention, self.over()),
            Severity::Note => (" ", self.muted()),
        }
    }

    /// The mark of the bucket at `index`; the fifth and later are in the color of text.
    pub fn bucket(&self, index: usize) -> Style {
        let ink = self.theme.buckets.get(index).copied();
        Style::new().fg(ink.unwrap_or(self.theme.text))
    }

    /// The fill of a bar of the bucket at `index`: its color, where color may touch more than a mark.
    pub fn bucket_fill(&self, index: usize) -> Style {
        if self.has_palette() {
            self.bucket(index)
        } else {
            self.text()
        }
    }

    /// Turns what lies behind an overlay muted; without a palette it stays as it is.
    pub fn dim(&self, area: Rect, buf: &mut Buffer) {
        if !self.has_palette() {
            return;
        }
        let behind = self.faint().bg(self.theme.canvas);
        for position in area.intersection(buf.area).positions() {
            if let Some(cell) = buf.cell_mut(position) {
                cell.modifier = Modifier::empty();
                cell.set_style(behind);
            }
        }
    }
}
