//! A line being typed, in place of the notice.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::desk::editor::Editor;
use crate::desk::screen;
use crate::dialogs::Seen;
use crate::dialogs::draw::{Stage, own};
use crate::dialogs::prompt::Prompt;
use crate::ui::hits::Hits;
use crate::ui::look::Look;
use crate::ui::text;
use crate::ui::widgets::{Input, put};

impl Seen for Prompt {
    /// Draws the line over the notice, and over the row above what is wrong with it or what Tab offers.
    fn draw(&self, stage: &Stage<'_>, buf: &mut Buffer, hits: &mut Hits) {
        let look = stage.look;
        let notice = screen::frame(buf.area.as_size())
            .notice
            .intersection(buf.area);
        if notice.is_empty() || !stage.is_top {
            return;
        }
        clear(look, notice, buf);
        let label = text::fit(
            &self.label,
            usize::from(notice.width / 2),
            look.symbols.more,
        );
        let from = notice.x.saturating_add(1);
        let x = put(buf, notice, from, notice.y, &label, look.muted()).saturating_add(1);
        let room = Rect {
            x,
            width: notice.right().saturating_sub(x),
            ..notice
        };
        hits.cursor = draw_input(look, &self.editor, self.placeholder, room, buf);
        let (Some((words, style)), Some(y)) = (remark(look, self), notice.y.checked_sub(1)) else {
            return;
        };
        let above = Rect { y, ..notice };
        clear(look, above, buf);
        let room = usize::from(above.width.saturating_sub(2));
        let words = text::fit(&words, room, look.symbols.more);
        put(buf, above, from, y, &words, style);
    }
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

/// What stands above the line: what can be typed, what Tab offers, or what is wrong.
fn remark(look: &Look, prompt: &Prompt) -> Option<(String, Style)> {
    let remark = &prompt.remark;
    if let (Some(help), true) = (remark.help, prompt.editor.is_empty()) {
        return Some((own(look, help).into_owned(), look.muted()));
    }
    if !remark.offers.is_empty() {
        let offers: Vec<&str> = remark.offers.iter().map(|o| o.label.as_str()).collect();
        return Some((format!("Tab  {}", offers.join("  ")), look.muted()));
    }
    if let Some(advice) = &remark.advice {
        return Some((own(look, advice).into_owned(), look.muted()));
    }
    let complaint = remark.complaint.as_deref()?;
    let words = format!("{} {}", look.symbols.attention, own(look, complaint));
    Some((words, look.over()))
}
