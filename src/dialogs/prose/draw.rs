//! A text of many lines.

use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use ratatui::style::Style;
use ratatui::widgets::Widget;

use crate::dialogs::Seen;
use crate::dialogs::draw::{Stage, cells};
use crate::dialogs::prose::ProseEditor;
use crate::ui::hits::Hits;
use crate::ui::widgets::OverlayTone;

impl Seen for ProseEditor {
    /// Draws the text and puts the terminal's cursor where typing goes.
    fn draw(&self, stage: &Stage<'_>, buf: &mut Buffer, hits: &mut Hits) {
        let prose = self;
        let lines = cells(prose.editor.area().lines().len());
        let height = lines.saturating_add(6).max(21);
        let size = (stage.width(), height);
        let mut area = stage.frame(
            prose.title,
            &prose.object,
            OverlayTone::Plain,
            size,
            buf,
            hits,
        );
        // A blank row above the text and above the keys, where there are rows to spare.
        if area.height > 6 {
            area.y += 1;
            area.height -= 2;
        }
        if area.is_empty() {
            return;
        }
        let look = stage.look;
        let mut text = prose.editor.area().clone();
        text.set_style(look.raised());
        text.set_cursor_style(Style::new());
        text.set_selection_style(look.selected());
        text.render(area, buf);
        let cursor = text.screen_cursor();
        let (top, left) = text.scroll_offset();
        let column = cells(cursor.col).saturating_sub(left);
        let row = cells(cursor.row).saturating_sub(top);
        hits.cursor = Some(Position {
            x: area.x.saturating_add(column.min(area.width - 1)),
            y: area.y.saturating_add(row.min(area.height - 1)),
        });
    }
}
