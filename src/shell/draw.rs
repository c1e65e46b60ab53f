//! Drawing the whole screen: the bars, the view and what lies over it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::bars;
use crate::desk::screen::{Class, LEAST, frame};
use crate::dialogs;
use crate::dialogs::page::Page;
use crate::model::words::worded;
use crate::shell::App;
use crate::ui::hits::Hits;
use crate::ui::look::Look;
use crate::ui::{text, widgets};

/// Draws the whole screen and says what lies where.
pub fn draw(app: &App, look: &Look, buf: &mut Buffer) -> Hits {
    app.desk.keys.take_up();
    let mut hits = Hits::default();
    let screen = buf.area;
    buf.set_style(screen, look.canvas());
    if Class::of(screen.as_size()) == Class::TooSmall {
        let asks = app.desk.top::<Page>().is_some_and(|page| page.asks_to_quit);
        too_small(look, asks, screen, buf);
        return hits;
    }
    let parts = frame(screen.as_size());
    bars::top(app, look, parts.top, buf, &mut hits);
    if app.desk.presenting.as_ref().is_some_and(|on| on.is_blank) {
        bars::footer(app, look, parts.footer, buf, &mut hits);
        return hits;
    }
    if let Some(view) = app.on_screen() {
        view.draw(&app.desk, look, buf, &mut hits);
    }
    bars::notice(app, look, parts.notice, buf, &mut hits);
    bars::footer(app, look, parts.footer, buf, &mut hits);
    dialogs::table::draw(&app.desk, look, buf, &mut hits);
    super::followers::draw(app, look, buf, &mut hits);
    hits
}

fn too_small(look: &Look, asks: bool, screen: Rect, buf: &mut Buffer) {
    let quits = if asks {
        worded("{SMALL_QUIT} again quits")
    } else {
        worded("{SMALL_QUIT} quits")
    };
    let words = format!(
        "{quits} · evenkeel needs {}x{}, here are {}x{}",
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
