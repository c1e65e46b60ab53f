//! A page to read or a question to answer.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::dialogs::Seen;
use crate::dialogs::draw::{Stage, cells, with_margins};
use crate::dialogs::page::{LIMIT, Page};
use crate::ui::hits::Hits;
use crate::ui::text;
use crate::ui::widgets::{OverlayTone, Scrollbar, put};

impl Seen for Page {
    /// Draws the page as wide and high as its text asks for.
    fn draw(&self, stage: &Stage<'_>, buf: &mut Buffer, hits: &mut Hits) {
        let page = self;
        let look = stage.look;
        let lines: Vec<_> = page.lines.iter().map(|line| stage.own(line)).collect();
        let longest = lines.iter().map(|line| text::width(line)).max();
        let width = cells(longest.unwrap_or(0)).saturating_add(6);
        let width = width.clamp(48, stage.width());
        // What the frame will leave beside its lines and blanks.
        let room = usize::from(width.min(stage.screen.width.saturating_sub(4))).saturating_sub(6);
        let (mut rows, mut starts) = (Vec::new(), Vec::new());
        for line in &lines {
            starts.push(rows.len());
            let before = rows.len();
            rows.extend(text::wrap(line, room, LIMIT.saturating_sub(before)));
            if rows.len() == before {
                rows.push(String::new());
            }
        }
        let tone = if page.alarms {
            OverlayTone::Alarm
        } else {
            OverlayTone::Plain
        };
        let size = (width, cells(rows.len()).saturating_add(5).max(9));
        let mut area = stage.frame(&page.title, &page.object, tone, size, buf, hits);
        if area.height > 4 {
            area.y += 1;
            area.height -= 2;
        }
        let height = usize::from(area.height);
        // Scrolled by what was written as one line, but never past the end.
        let wanted = starts.get(page.scroll).copied().unwrap_or(rows.len());
        let last = rows.len().saturating_sub(height);
        hits.page_end = Some(starts.partition_point(|start| *start < last));
        let first = wanted.min(last);
        for (y, row) in (area.top()..area.bottom()).zip(rows.iter().skip(first)) {
            put(buf, area, area.x, y, row, look.text());
        }
        let margin = Rect {
            y: area.y,
            height: area.height,
            ..with_margins(area)
        };
        let bar = Scrollbar {
            first,
            height,
            rows: rows.len(),
        };
        stage.scrollbar(&bar, margin, buf);
    }
}
