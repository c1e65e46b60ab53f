//! Impact against chance: how many risks there are in each cell, and which.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::desk::Desk;
use crate::model::field::Choice;
use crate::model::risk::Risk;
use crate::scoring::plan::risks::{LEVELS, matrix as counted};
use crate::ui::look::Look;
use crate::ui::text;
use crate::ui::widgets::{Focus, Rule, put};

/// The cells before the columns: the words of the levels.
const LABELS: u16 = 8;

/// The fewest cells a risk is named in: the start of a title in fewer says nothing.
const NAMED: usize = 14;

/// What stands in the cell of the chosen risk where it has no room for titles.
const HERE: &str = "this one";

/// Draws the table of the risks that are not resolved; a cell names as many as it has room for, or says where
/// the chosen one is.
pub(super) fn matrix(desk: &Desk, look: &Look, risk: Option<&Risk>, area: Rect, buf: &mut Buffer) {
    if area.is_empty() {
        return;
    }
    let all = counted(desk.seen());
    let unknown = match all.unknown.len() {
        0 => String::new(),
        count => format!("{count} unknown"),
    };
    let title = format!("Impact {}, chance {}", look.symbols.up, look.symbols.right);
    let body = Rule::new(&title, &unknown, Focus::Elsewhere).draw(look, area, buf);
    let wide = body.width.saturating_sub(LABELS) / 3;
    let high = (body.height.saturating_sub(1) / 3).max(1);
    let column = |at: usize| body.x + LABELS + wide * u16::try_from(at).unwrap_or_default();
    // Both grow towards the corner at the right and the top.
    for (at, level) in LEVELS.iter().rev().enumerate() {
        let room = usize::from(wide.saturating_sub(1));
        let words = text::fit(level.word().label, room, look.symbols.more);
        let y = body.y + high * 3;
        put(buf, body, column(at), y, &words, look.muted());
    }
    for (row, level) in all.rows.iter().zip(LEVELS) {
        let line = LEVELS.iter().position(|one| *one == level);
        let y = body.y + high * u16::try_from(line.unwrap_or_default()).unwrap_or_default();
        put(buf, body, body.x, y, level.word().label, look.muted());
        for (at, ids) in row.iter().rev().enumerate() {
            let place = Rect::new(column(at), y, wide.saturating_sub(1), high);
            let place = place.intersection(body);
            let is_here = risk.is_some_and(|risk| ids.contains(&risk.id));
            let (words, style) = match ids.len() {
                0 => (look.symbols.no_score.to_owned(), look.faint()),
                count => (count.to_string(), look.strong()),
            };
            let style = if is_here { look.chosen() } else { style };
            put(buf, place, place.x, y, &words, style);
            // Where there is only one line, the first name stands beside the count.
            let beside = high == 1;
            let lines = if beside { y..y + 1 } else { y + 1..y + high };
            let x = place.x + if beside { 2 } else { 0 };
            let room = usize::from(place.right().saturating_sub(x));
            if room < NAMED {
                if is_here && room >= HERE.len() {
                    put(buf, place, x, lines.start, HERE, look.text());
                }
                continue;
            }
            for (id, y) in ids.iter().zip(lines) {
                let name = text::fit(desk.seen().name::<Risk>(*id), room, look.symbols.more);
                put(buf, place, x, y, &name, look.muted());
            }
        }
    }
}
