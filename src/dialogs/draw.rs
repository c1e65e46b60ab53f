//! Drawing what lies over a view.
//!
//! Owns what all dialogs have in common: the frame with its keys, where rows stand in it, and the program's own
//! words in ASCII. The keys shown are those of the command table that work now, and none for what is covered.

use std::borrow::Cow;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::desk::Desk;
use crate::desk::command::Command;
use crate::desk::event::Target;
use crate::ui::hits::Hits;
use crate::ui::listing::Rows;
use crate::ui::look::Look;
pub(crate) use crate::ui::text::own;
use crate::ui::widgets::{
    Cell, Column, Focus, Hint, OverlayFrame, OverlayTone, Row, Scrollbar, put, put_run, scroll_to,
};

/// What every dialog is drawn with.
pub(crate) struct Stage<'a> {
    pub(crate) desk: &'a Desk,
    pub(crate) look: &'a Look,
    pub(crate) screen: Rect,
    /// Whether it gets the keys.
    pub(crate) is_top: bool,
}

/// Lines of a dialog, of which some stand for something that can be chosen.
pub(crate) struct SeenLines<F> {
    /// How many there are.
    pub(crate) count: usize,
    /// The line that has to be in sight.
    pub(crate) near: usize,
    /// What is chosen, as its position among what can be chosen.
    pub(crate) chosen: usize,
    /// Which of what can be chosen a line stands for.
    pub(crate) entry: F,
}

/// A key of a dialog, what it does, and its command where a press of the pointer runs one.
type Keyed = (String, &'static str, Option<&'static str>);

impl Stage<'_> {
    /// The width of a dialog with rows of label and value.
    pub(crate) fn width(&self) -> u16 {
        (self.screen.width / 10 * 7).clamp(64, 84)
    }

    /// Dims the screen, draws a frame with its keys, and returns the room for the content.
    pub(crate) fn frame(
        &self,
        title: &str,
        object: &str,
        tone: OverlayTone,
        size: (u16, u16),
        buf: &mut Buffer,
        hits: &mut Hits,
    ) -> Rect {
        let keys = if self.is_top {
            keys(self.desk)
        } else {
            Vec::new()
        };
        let hint = |(key, verb, _): &'_ Keyed| (key.clone(), *verb);
        let words: Vec<(String, &str)> = keys.iter().map(hint).collect();
        let footer: Vec<Hint<'_>> = words.iter().map(|(key, verb)| Hint { key, verb }).collect();
        let frame = OverlayFrame {
            title: &self.desk.said(title),
            object: &self.desk.said(object),
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
        match self.desk.said(words) {
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

    /// Whether the keys go to the dialog.
    pub(crate) const fn focus(&self) -> Focus {
        if self.is_top {
            Focus::Here
        } else {
            Focus::Elsewhere
        }
    }

    /// Draws the rows of a table with a scrollbar beside them; the pointer finds each by its position.
    pub(crate) fn rows<'r>(
        &self,
        (columns, chosen, count): (&[Column<'_>], usize, usize),
        inner: Rect,
        buf: &mut Buffer,
        hits: &mut Hits,
        cells: impl Fn(usize) -> Vec<Cell<'r>>,
    ) {
        let margins = with_margins(inner);
        let (area, mut beside) = (before_bar(margins), margins);
        let rows = Rows {
            columns,
            sorted: None,
            chosen,
            count,
            focus: self.focus(),
            heights: None,
        };
        let row = |at, state| Row::Cells(state, cells(at));
        let (places, bar) = rows.draw(self.look, area, buf, row);
        for (at, place) in places {
            hits.add(place, Target::Line(at));
        }
        cut_top(&mut beside, 1);
        self.scrollbar(&bar, beside, buf);
    }

    /// Draws lines of which those around one are in sight, with a scrollbar beside them. Each line is drawn by a
    /// function that gets its row, and the style of a text where it is chosen.
    pub(crate) fn lines(
        &self,
        lines: &SeenLines<impl Fn(usize) -> Option<usize>>,
        inner: Rect,
        buf: &mut Buffer,
        hits: &mut Hits,
        line: impl Fn(usize, Rect, &dyn Fn(Style) -> Style, &mut Buffer),
    ) {
        let (look, margins) = (self.look, with_margins(inner));
        let height = usize::from(inner.height);
        let first = scroll_to(lines.near, 0, height, lines.count);
        for (at, y) in (first..lines.count).zip(inner.y..inner.bottom()) {
            let one = |area: Rect| Rect {
                y,
                height: 1,
                ..area
            };
            let (row, band) = (one(inner), one(before_bar(margins)));
            let stands_for = (lines.entry)(at);
            let is_chosen = stands_for == Some(lines.chosen);
            let dress = |style| {
                if is_chosen {
                    look.on_band(style)
                } else {
                    style
                }
            };
            if let Some(entry) = stands_for {
                hits.add(band, Target::Line(entry));
            }
            if is_chosen {
                buf.set_style(band, look.selected());
                let mark = dress(look.focus_line());
                put(buf, band, band.x, y, look.symbols.cursor, mark);
            }
            line(at, row, &dress, buf);
        }
        let bar = Scrollbar {
            first,
            height,
            rows: lines.count,
        };
        self.scrollbar(&bar, margins, buf);
    }

    /// Draws a line between two parts of the content.
    pub(crate) fn divide(&self, area: Rect, buf: &mut Buffer) {
        let start = (area.x, area.y);
        let (mark, style) = (self.look.symbols.rule, self.look.faint());
        put_run(buf, area, start, mark, area.width, style);
    }
}

/// The keys that work in the dialog on top, by falling priority.
fn keys(desk: &Desk) -> Vec<Keyed> {
    let Some(top) = desk.dialogs.last() else {
        return Vec::new();
    };
    let ends = top.ends();
    if !ends.is_empty() {
        let end = |(key, verb): &(&str, &'static str)| ((*key).to_owned(), *verb, None);
        return ends.iter().map(end).collect();
    }
    let scopes = desk.scopes();
    let mut all: Vec<&Command> = desk
        .keys
        .commands()
        .filter(|command| command.hint > 0 && scopes.contains(&command.scope))
        .filter(|command| command.can_work(desk).is_ok())
        .collect();
    all.sort_by_key(|command| command.hint);
    let mut keys: Vec<Keyed> = Vec::new();
    for command in all {
        let verb = top.verb(command);
        // Two keys for one thing: the first is the one to teach.
        let is_new = keys.iter().all(|(_, known, _)| *known != verb);
        if let (true, Some(key)) = (is_new, desk.keys.of(command).into_iter().next()) {
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

/// The same without the column of the scrollbar.
pub(crate) const fn before_bar(area: Rect) -> Rect {
    Rect {
        width: area.width.saturating_sub(1),
        ..area
    }
}

/// A number of rows or cells as the screen counts them.
pub(crate) fn cells(count: usize) -> u16 {
    u16::try_from(count).unwrap_or(u16::MAX)
}
