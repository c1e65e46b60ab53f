//! The agenda with its cursor, and the time that is left.

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::Style;

use super::{Brush, CardLine};
use crate::model::field::Choice;
use crate::model::id::Id;
use crate::model::number::Number;
use crate::model::words::{ITEM, ITEMS};
use crate::scoring::session::outcome::{decided, item_limit, whole};
use crate::scoring::session::way::{columns, count};
use crate::ui::text;
use crate::ui::widgets::{Bar, Focus, Rule, put_run, say, scroll_to};
use crate::views::session::state::Floor;

/// Rows the time takes below the agenda.
const TIME: u16 = 5;

/// Draws agenda and time under each other.
pub(super) fn draw(brush: &Brush<'_>, area: Rect, buf: &mut Buffer) {
    let look = brush.look;
    let items = &brush.session.agenda.0;
    let here = items.iter().position(|id| *id == brush.asked.item);
    let cursor = if let Floor::Ahead(at) = brush.state.floor {
        Some(at)
    } else {
        None
    };
    let note = format!("{}/{}", here.map_or(0, |at| at + 1), items.len());
    let body = Rule::new("Agenda", &note, Focus::of(cursor.is_some())).draw(look, area, buf);
    let parts = Layout::vertical([Constraint::Fill(1), Constraint::Length(TIME)]);
    let [list, below] = parts.spacing(1).areas(body);
    let height = usize::from(list.height);
    let looked_at = cursor.or(here).unwrap_or(0);
    let middle = looked_at.saturating_sub(height / 2);
    let first = scroll_to(looked_at, middle, height, items.len());
    for ((at, id), row) in items.iter().enumerate().skip(first).zip(list.rows()) {
        let mark = if Some(at) == here {
            look.symbols.focused
        } else if is_done(brush, *id) {
            look.symbols.done
        } else {
            " "
        };
        let decided = decided(brush.desk.seen(), brush.session, *id);
        let decided = decided.and_then(|one| one.outcome);
        let decided = decided.map_or_else(String::new, |outcome| {
            format!("{} · ", outcome.word().label.to_lowercase())
        });
        let words = format!("{mark} {:>2} {decided}{}", at + 1, brush.title(*id));
        let words = text::fit(&words, usize::from(row.width), look.symbols.more);
        let style = if Some(at) == cursor {
            buf.set_style(row, look.selected());
            look.selected()
        } else if Some(at) == here {
            look.strong()
        } else {
            look.muted()
        };
        say(buf, row, &words, style);
    }
    draw_time(brush, below, buf);
}

fn is_decided(brush: &Brush<'_>, item: Id) -> bool {
    decided(brush.desk.seen(), brush.session, item).is_some()
}

/// Whether every question on an item has its answer.
fn is_done(brush: &Brush<'_>, item: Id) -> bool {
    brush.known.is_some_and(|known| {
        let settled = known.settled.iter().filter(|asked| asked.item == item);
        settled.count() >= columns(brush.session).len()
    })
}

/// The time of the item, or of the whole where items have none, in words.
pub(super) fn time(brush: &Brush<'_>) -> String {
    let (all, item) = brush.desk.time_used();
    let own = item_limit(brush.session, brush.asked.item).map(|limit| (item, limit));
    let whole = brush.session.minutes.map(|minutes| (all, seconds(minutes)));
    let limit = own.or(whole);
    limit.map_or_else(String::new, |(used, limit)| words(brush, used, limit))
}

/// The seconds of so many minutes.
fn seconds(minutes: Number) -> u64 {
    whole(minutes).saturating_mul(60)
}

fn words(brush: &Brush<'_>, used: u64, limit: u64) -> String {
    let runs = brush.desk.clock.runs;
    let stands = if runs { "" } else { " · paused" };
    let of = text::clock(limit);
    if used > limit {
        let over = text::clock(used - limit);
        format!("{} {over} over {of}{stands}", brush.look.symbols.over)
    } else {
        format!("{} left of {of}{stands}", text::clock(limit - used))
    }
}

fn draw_time(brush: &Brush<'_>, area: Rect, buf: &mut Buffer) {
    let (look, session) = (brush.look, brush.session);
    let (all, item) = brush.desk.time_used();
    let mut rows = area.rows();
    let style = |used: u64, limit: u64, within: Style| {
        if used > limit { look.over() } else { within }
    };
    let mut lines = Vec::new();
    if let Some(limit) = item_limit(session, brush.asked.item) {
        let bar = rows.next().unwrap_or_default();
        let at = (bar.x, bar.y);
        put_run(buf, bar, at, look.symbols.to_go, bar.width, look.faint());
        Bar {
            value: item.min(limit),
            largest: limit,
        }
        .draw(look, style(item, limit, look.focus_line()), bar, buf);
        let words = format!("this {ITEM}: {}", words(brush, item, limit));
        lines.push(CardLine::of(words, style(item, limit, look.text())));
    }
    if let Some(minutes) = session.minutes {
        let limit = seconds(minutes);
        let words = format!("all {ITEMS}: {}", words(brush, all, limit));
        lines.push(CardLine::of(words, style(all, limit, look.muted())));
        let open = |id: &&Id| !is_done(brush, **id) && !is_decided(brush, **id);
        let left = session.agenda.0.iter().filter(open).count();
        let time = limit.saturating_sub(all);
        if let Some(each) = u64::try_from(left)
            .ok()
            .and_then(|left| time.checked_div(left))
        {
            let items = text::count(left, "item", "items");
            let words = format!("{items} left: up to {} each", text::clock(each));
            lines.push(CardLine::of(words, look.muted()));
        }
    }
    let settled = brush.known.map_or(0, |known| known.settled.len());
    let words = format!("{settled} of {} questions agreed", count(session));
    lines.push(CardLine::of(words, look.muted()));
    for (line, row) in lines.iter().zip(rows) {
        line.draw(look, row, buf);
    }
}
