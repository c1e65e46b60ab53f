//! Drawing: takes the state of the program and says what it drew where.
//!
//! Owns the looks. Formats numbers and never computes them; changes no state. In reading order:
//!
//! - [`look`] owns colors and marks by role; [`text`] owns how numbers and words are written;
//!   [`widgets`] are the shapes everything is made of and know no program state.
//! - [`bars`] draws top bar, notice and footer; [`views`] one file a view; [`overlays`] what lies over.
//! - [`plain`] writes the views as text for pipes and screen readers.

pub mod bars;
pub mod hits;
pub mod look;
pub mod overlays;
pub mod plain;
pub mod text;
pub mod views;
pub mod widgets;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::App;
use crate::app::screen::{Class, LEAST, frame};
use crate::app::views::View;
use hits::Hits;
use look::Look;

/// Draws the whole screen and says what lies where.
pub fn draw(app: &App, look: &Look, buf: &mut Buffer) -> Hits {
    let mut hits = Hits::default();
    let screen = buf.area;
    buf.set_style(screen, look.canvas());
    if Class::of(screen.as_size()) == Class::TooSmall {
        too_small(look, screen, buf);
        return hits;
    }
    let parts = frame(screen.as_size());
    bars::top(app, look, parts.top, buf, &mut hits);
    if app.presenting.as_ref().is_some_and(|on| on.is_blank) {
        bars::footer(app, look, parts.footer, buf, &mut hits);
        return hits;
    }
    match app.view {
        View::Board => views::board::draw(app, look, buf, &mut hits),
        View::Grid => views::grid::draw(app, look, buf, &mut hits),
        View::Plan => views::plan::draw(app, look, buf, &mut hits),
        View::Session => views::session::draw(app, look, buf, &mut hits),
        View::Risk => views::risks::draw(app, look, buf, &mut hits),
        View::Learn => views::learn::draw(app, look, buf, &mut hits),
        View::Log => views::log::draw(app, look, buf, &mut hits),
        View::Findings => views::findings::draw(app, look, buf, &mut hits),
    }
    bars::notice(app, look, parts.notice, buf, &mut hits);
    bars::footer(app, look, parts.footer, buf, &mut hits);
    overlays::draw(app, look, buf, &mut hits);
    hits
}

fn too_small(look: &Look, screen: Rect, buf: &mut Buffer) {
    let words = format!(
        "evenkeel needs {}x{}, here are {}x{} · q quits",
        LEAST.width, LEAST.height, screen.width, screen.height
    );
    let words = text::fit(&words, usize::from(screen.width), look.symbols.more);
    let width = u16::try_from(text::width(&words)).unwrap_or(screen.width);
    let x = screen.x + screen.width.saturating_sub(width) / 2;
    widgets::put(
        buf,
        screen,
        x,
        screen.y + screen.height / 2,
        &words,
        look.text(),
    );
}
