//! What may follow the keys typed so far.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::desk::event::Target;
use crate::desk::screen;
use crate::dialogs::draw::cells;
use crate::shell::App;
use crate::ui::hits::Hits;
use crate::ui::look::Look;
use crate::ui::text;
use crate::ui::widgets::{draw_box, put};

/// Draws a small box above the notice, at the right, once it is wanted.
pub fn draw(app: &App, look: &Look, buf: &mut Buffer, hits: &mut Hits) {
    let all = app.desk.keys.followers(&app.scopes());
    if !app.desk.around.shows_followers || all.is_empty() {
        return;
    }
    let rows: Vec<(String, &str, &'static str)> = all
        .iter()
        .map(|(command, chord)| (chord.to_string(), command.name.said(), command.id))
        .collect();
    let widest = |words: &mut dyn Iterator<Item = &str>| words.map(text::width).max().unwrap_or(0);
    let keys = widest(&mut rows.iter().map(|(key, ..)| key.as_str()));
    let names = widest(&mut rows.iter().map(|(_, name, _)| *name));
    let typed = app.desk.keys.pending.iter().map(ToString::to_string);
    let title = typed.collect::<Vec<_>>().join(" ");
    let screen = buf.area;
    let body = screen::frame(screen.as_size()).body;
    let width = cells(keys + names + 6).max(cells(text::width(&title) + 6));
    let width = width.min(screen.width.saturating_sub(4));
    let height = cells(rows.len() + 2).min(body.height);
    let outer = Rect {
        x: screen.right().saturating_sub(width.saturating_add(2)),
        y: body.bottom().saturating_sub(height),
        width,
        height,
    };
    let inner = draw_box(look, &title, outer, buf);
    for (y, (key, name, id)) in (inner.top()..inner.bottom()).zip(&rows) {
        let line = Rect {
            y,
            height: 1,
            ..inner
        };
        let words = text::pad_right(key, keys, look.symbols.more);
        let x = put(buf, line, line.x, y, &words, look.focus());
        put(buf, line, x.saturating_add(2), y, name, look.muted());
        hits.add(line, Target::Hint(id));
    }
}
