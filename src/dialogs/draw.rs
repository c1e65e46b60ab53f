//! What lies over a view: one file for each sort of overlay.
//!
//! Owns what they have in common: the frame with its keys, where rows stand in it, and the program's own
//! words in ASCII. The keys shown are those of the command table that work now, and none for what is covered.

use std::borrow::Cow;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::desk::Desk;
use crate::desk::command::Command;
use crate::desk::event::Target;
use crate::desk::screen;
use crate::dialogs::{Overlay, form as forms};
use crate::ui::hits::Hits;
use crate::ui::look::Look;
pub(crate) use crate::ui::text::own;
use crate::ui::widgets::{Frame, Hint, Scrollbar, Tone, put_run};

/// Draws everything that lies over the view.
pub fn draw(app: &Desk, look: &Look, buf: &mut Buffer, hits: &mut Hits) {
    let top = app.overlays.len().saturating_sub(1);
    for (at, overlay) in app.overlays.iter().enumerate() {
        let stage = Stage {
            app,
            look,
            screen: buf.area,
            is_top: at == top,
        };
        match overlay {
            Overlay::Form(form) => crate::dialogs::form::draw::draw(&stage, form, buf, hits),
            Overlay::Feedback(checkpoint) => {
                crate::dialogs::demo::draw::draw(&stage, checkpoint, buf, hits);
            }
            Overlay::Fist(ballot) => {
                crate::dialogs::confidence::draw::draw(&stage, ballot, buf, hits);
            }
            Overlay::List(list) => crate::dialogs::picker::draw::draw(&stage, list, buf, hits),
            Overlay::Records(records) => {
                crate::dialogs::records::draw::draw(&stage, records, buf, hits);
            }
            Overlay::Conflicts(list) => {
                crate::dialogs::conflicts::draw::draw(&stage, list, buf, hits);
            }
            Overlay::Intake(intake) => {
                crate::dialogs::import::draw::draw(&stage, intake, buf, hits);
            }
            Overlay::Outgo(outgo) => crate::dialogs::export::draw::draw(&stage, outgo, buf, hits),
            Overlay::Line(_) => {
                let notice = screen::frame(buf.area.as_size()).notice;
                crate::dialogs::prompt::draw::draw(app, look, notice, buf, hits);
            }
            Overlay::Prose(prose) => crate::dialogs::prose::draw::draw(&stage, prose, buf, hits),
            Overlay::Page(page) => crate::dialogs::page::draw::draw(&stage, page, buf, hits),
        }
    }
}

/// What every overlay is drawn with.
pub(crate) struct Stage<'a> {
    pub(crate) app: &'a Desk,
    pub(crate) look: &'a Look,
    pub(crate) screen: Rect,
    /// Whether it gets the keys.
    pub(crate) is_top: bool,
}

/// A key of an overlay, what it does, and its command where a press of the pointer runs one.
type Keyed = (String, &'static str, Option<&'static str>);

impl Stage<'_> {
    /// The width of an overlay with rows of label and value.
    pub(crate) fn width(&self) -> u16 {
        (self.screen.width / 10 * 7).clamp(64, 84)
    }

    /// Dims the screen, draws a frame with its keys, and returns the room for the content.
    pub(crate) fn frame(
        &self,
        title: &str,
        object: &str,
        tone: Tone,
        size: (u16, u16),
        buf: &mut Buffer,
        hits: &mut Hits,
    ) -> Rect {
        let keys = if self.is_top {
            keys(self.app)
        } else {
            Vec::new()
        };
        let hint = |(key, verb, _): &'_ Keyed| (key.clone(), *verb);
        let words: Vec<(String, &str)> = keys.iter().map(hint).collect();
        let footer: Vec<Hint<'_>> = words.iter().map(|(key, verb)| Hint { key, verb }).collect();
        let frame = Frame {
            title: &self.app.said(title),
            object: &self.app.said(object),
            keys: &footer,
            tone,
            size,
        };
        let drawn = frame.draw(self.look, self.screen, buf);
        hits.cover();
        hits.cursor = None;
        for (at, place) in drawn.keys {
            if let Some((_, _, Some(id))) = keys.get(at) {
                hits.add(place, Target::Hint(id));
            }
        }
        drawn.inner
    }

    /// The program's own words with the marks of the look, as whoever looks at the screen may read them.
    pub(crate) fn own<'w>(&self, words: &'w str) -> Cow<'w, str> {
        match self.app.said(words) {
            Cow::Borrowed(words) => own(self.look, words),
            Cow::Owned(words) => Cow::Owned(own(self.look, &words).into_owned()),
        }
    }

    /// Draws a scrollbar into the last column; on raised ground its line takes a text's color to be seen.
    pub(crate) fn scrollbar(&self, bar: &Scrollbar, area: Rect, buf: &mut Buffer) {
        bar.draw(self.look, area, buf);
        let Some(x) = area.right().checked_sub(1) else {
            return;
        };
        for y in area.top()..area.bottom() {
            if let Some(cell) = buf.cell_mut((x, y))
                && cell.symbol() == self.look.symbols.groove
            {
                cell.set_style(self.look.faint());
            }
        }
    }

    /// Draws a line between two parts of the content.
    pub(crate) fn divide(&self, area: Rect, buf: &mut Buffer) {
        let start = (area.x, area.y);
        let (mark, style) = (self.look.symbols.rule, self.look.faint());
        put_run(buf, area, start, mark, area.width, style);
    }
}

/// The keys that work in the overlay on top, by falling priority.
fn keys(app: &Desk) -> Vec<Keyed> {
    let verb = |command: &Command| match (command.id, app.overlays.last()) {
        ("form.enter", _) => forms::enter_does(app),
        ("page.enter", Some(Overlay::Page(page))) => page.enter_does(),
        _ => command.name,
    };
    if let Some(Overlay::Records(records)) = app.overlays.last()
        && records.searches
    {
        let ends = [("Enter", "to the list"), ("Esc", "clear search")];
        return ends.map(|(key, verb)| (key.to_owned(), verb, None)).into();
    }
    let scopes = app.scopes();
    let mut all: Vec<&Command> = app
        .keys
        .commands()
        .filter(|command| command.hint > 0 && scopes.contains(&command.scope))
        .filter(|command| command.can_work(app).is_ok())
        .collect();
    all.sort_by_key(|command| command.hint);
    let mut keys: Vec<Keyed> = Vec::new();
    for command in all {
        let verb = verb(command);
        // Two keys for one thing: the first is the one to teach.
        let is_new = keys.iter().all(|(_, known, _)| *known != verb);
        if let (true, Some(key)) = (is_new, app.keys.of(command).into_iter().next()) {
            keys.push((key, verb, Some(command.id)));
        }
    }
    keys
}

/// Takes rows off the top of an area.
pub(crate) fn cut_top(area: &mut Rect, rows: u16) -> Rect {
    let rows = rows.min(area.height);
    let top = Rect {
        height: rows,
        ..*area
    };
    area.y += rows;
    area.height -= rows;
    top
}

/// Takes rows off the bottom of an area.
pub(crate) fn cut_bottom(area: &mut Rect, rows: u16) -> Rect {
    let rows = rows.min(area.height);
    area.height -= rows;
    Rect {
        y: area.bottom(),
        height: rows,
        ..*area
    }
}

/// The room of a frame's content with the column of the cursor mark and that of the scrollbar, which stand
/// where the blanks beside the content are.
pub(crate) fn with_margins(inner: Rect) -> Rect {
    if inner.is_empty() {
        return inner;
    }
    Rect {
        x: inner.x.saturating_sub(2),
        width: inner.width.saturating_add(4),
        ..inner
    }
}

/// A number of rows or cells as the screen counts them.
pub(crate) fn cells(count: usize) -> u16 {
    u16::try_from(count).unwrap_or(u16::MAX)
}
