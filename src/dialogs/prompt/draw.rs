//! A line being typed, in place of the notice.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::desk::Desk;
use crate::desk::editor::Editor;
use crate::dialogs::Overlay;
use crate::dialogs::draw::own;
use crate::dialogs::prompt::{Line, Purpose};
use crate::ui::hits::Hits;
use crate::ui::look::Look;
use crate::ui::text;
use crate::ui::widgets::{Input, put};

/// The filter language in one line.
const LANGUAGE: &str =
    "a word of the title · bucket:name · size>5 · unknown:size · is:pinned · -term turns it around";

/// Draws the line on top of the stack over the notice, and over the row above what is wrong with it or what
/// Tab offers.
pub fn draw(app: &Desk, look: &Look, notice: Rect, buf: &mut Buffer, hits: &mut Hits) {
    let Some(Overlay::Line(line)) = app.overlays.last() else {
        return;
    };
    let notice = notice.intersection(buf.area);
    if notice.is_empty() {
        return;
    }
    clear(look, notice, buf);
    let label = text::fit(
        &line.label,
        usize::from(notice.width / 2),
        look.symbols.more,
    );
    let x = put(
        buf,
        notice,
        notice.x.saturating_add(1),
        notice.y,
        &label,
        look.muted(),
    );
    let x = x.saturating_add(1);
    let room = Rect {
        x,
        width: notice.right().saturating_sub(x),
        ..notice
    };
    hits.cursor = draw_input(look, &line.editor, placeholder(line.purpose), room, buf);
    let Some((words, style)) = remark(look, line) else {
        return;
    };
    let Some(y) = notice.y.checked_sub(1) else {
        return;
    };
    let above = Rect { y, ..notice };
    clear(look, above, buf);
    let room = usize::from(above.width.saturating_sub(2));
    let words = text::fit(&words, room, look.symbols.more);
    put(buf, above, above.x.saturating_add(1), y, &words, style);
}

/// Draws a line of text that is typed, and returns where its cursor is.
pub(crate) fn draw_input(
    look: &Look,
    editor: &Editor,
    placeholder: &str,
    area: Rect,
    buf: &mut Buffer,
) -> Option<ratatui::layout::Position> {
    let text = editor.text();
    let (_, letter) = editor.cursor();
    let cursor = text.char_indices().nth(letter);
    let input = Input {
        cursor: cursor.map_or(text.len(), |(at, _)| at),
        text: &text,
        placeholder,
    };
    input.draw(look, area, buf)
}

fn clear(look: &Look, row: Rect, buf: &mut Buffer) {
    for position in row.positions() {
        if let Some(cell) = buf.cell_mut(position) {
            cell.reset();
            cell.set_style(look.canvas());
        }
    }
}

const fn placeholder(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::NewItem => "its title",
        Purpose::Filter => "type to filter",
        Purpose::Findings => "a word of code, place or reason",
        Purpose::Lists => "words of any column, or field:value",
        Purpose::Silence(..) | Purpose::PinReason | Purpose::OptionReason(_) => {
            "the reason, for those who ask why"
        }
        Purpose::Said(_) => "in the words of whoever says it",
        Purpose::Request(_) => "its title; what was said goes along",
        Purpose::Raise(_) => "what has to change for one more finger",
        Purpose::ViewName | Purpose::SessionName => "a name for it",
        Purpose::Newcomer => "a name, as it is written in the chat",
        Purpose::SaveAs | Purpose::Open => "a file, such as backlog.ron",
        Purpose::Import => "a file, such as export.csv",
        Purpose::Export => "the file to write; ~/ is your home folder",
        Purpose::Bulk(_) => "the value for all of them, ? for unknown",
    }
}

/// What stands above the line: the language of an empty filter, what Tab offers, or what is wrong.
fn remark(look: &Look, line: &Line) -> Option<(String, Style)> {
    if line.purpose == Purpose::Filter && line.editor.is_empty() {
        return Some((own(look, LANGUAGE).into_owned(), look.muted()));
    }
    if !line.offers.is_empty() {
        let offers: Vec<&str> = line.offers.iter().map(|o| o.label.as_str()).collect();
        return Some((format!("Tab  {}", offers.join("  ")), look.muted()));
    }
    let complaint = line.complaint.as_deref()?;
    let words = format!("{} {}", look.symbols.over, own(look, complaint));
    Some((words, look.over()))
}
