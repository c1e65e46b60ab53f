//! The agenda with its cursor, and the time that is left.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::model::id::Id;
use crate::model::item::Item;
use crate::model::number::Number;
use crate::model::session::Session;
use crate::scoring::session::outcome::whole;
use crate::scoring::session::way::{count, factors};
use crate::shell::App;
use crate::ui::look::Look;
use crate::ui::text;
use crate::ui::widgets::{Bar, Focus as Keys, Rule, put, put_run, scroll_to};
use crate::views::session::clock::used;
use crate::views::session::draw::stack::Line;
use crate::views::session::{Focus, current};

/// Rows the time takes below the agenda.
const TIME: u16 = 4;

/// Draws agenda and time under each other.
pub fn draw(app: &App, look: &Look, session: &Session, area: Rect, buf: &mut Buffer) {
    let items = &session.agenda.0;
    let here = current(app).and_then(|(_, asked)| items.iter().position(|id| *id == asked.item));
    let cursor = if let Focus::Ahead(at) = app.room.focus {
        Some(at)
    } else {
        None
    };
    let place = here.map_or(0, |at| at + 1);
    Rule {
        title: "Agenda",
        note: &format!("{place}/{}", items.len()),
        focus: if cursor.is_some() {
            Keys::Here
        } else {
            Keys::Elsewhere
        },
    }
    .draw(look, area, buf);
    let body = Rule::below(area);
    let list = Rect {
        height: body.height.saturating_sub(TIME + 1),
        ..body
    };
    let height = usize::from(list.height);
    let looked_at = cursor.or(here).unwrap_or(0);
    let first = scroll_to(
        looked_at,
        looked_at.saturating_sub(height / 2),
        height,
        items.len(),
    );
    for ((at, id), y) in items
        .iter()
        .enumerate()
        .skip(first)
        .zip(list.top()..list.bottom())
    {
        let row = Rect {
            y,
            height: 1,
            ..list
        };
        let mark = if Some(at) == here {
            look.symbols.focused
        } else if is_done(app, session, *id) {
            look.symbols.done
        } else {
            " "
        };
        let title = app.seen().get::<Item>(*id);
        let title = title.map_or("", |item| item.title.as_str());
        let words = format!("{mark} {:>2} {title}", at + 1);
        let words = text::fit(&words, usize::from(row.width), look.symbols.more);
        let style = if Some(at) == cursor {
            buf.set_style(row, look.selected());
            look.selected()
        } else if Some(at) == here {
            look.strong()
        } else {
            look.muted()
        };
        put(buf, row, row.x, row.y, &words, style);
    }
    let below = Rect {
        y: list.bottom() + 1,
        height: body.bottom().saturating_sub(list.bottom() + 1),
        ..body
    };
    draw_time(app, look, session, below, buf);
}

/// Whether every question on an item has its answer.
fn is_done(app: &App, session: &Session, item: Id) -> bool {
    let Some(scene) = &app.room.scene else {
        return false;
    };
    let settled = scene
        .settled
        .iter()
        .filter(|asked| asked.item == item)
        .count();
    settled >= factors(session).len()
}

/// The time of the item, or of the whole where items have none, in words.
pub fn time(app: &App, look: &Look, session: &Session) -> String {
    let (all, item) = used(app);
    let own = session.item_minutes.map(|minutes| (item, minutes));
    let limit = own.or(session.minutes.map(|minutes| (all, minutes)));
    limit.map_or_else(String::new, |(used, minutes)| {
        words(app, look, used, minutes)
    })
}

fn words(app: &App, look: &Look, used: u64, minutes: Number) -> String {
    let limit = whole(minutes).saturating_mul(60);
    let stands = if app.room.clock.runs {
        ""
    } else {
        " · stopped"
    };
    let of = text::clock(limit);
    if used > limit {
        let over = text::clock(used - limit);
        format!("{} {over} over {of}{stands}", look.symbols.over)
    } else {
        format!("{} left of {of}{stands}", text::clock(limit - used))
    }
}

fn draw_time(app: &App, look: &Look, session: &Session, area: Rect, buf: &mut Buffer) {
    let (all, item) = used(app);
    let settled = app
        .room
        .scene
        .as_ref()
        .map_or(0, |scene| scene.settled.len());
    let mut y = area.y;
    let mut row = || {
        let row = Rect {
            y,
            height: u16::from(y < area.bottom()),
            ..area
        };
        y += 1;
        row
    };
    if let Some(minutes) = session.item_minutes {
        let bar = row();
        let limit = whole(minutes).saturating_mul(60);
        put_run(
            buf,
            bar,
            (bar.x, bar.y),
            look.symbols.to_go,
            bar.width,
            look.faint(),
        );
        let style = if item > limit {
            look.over()
        } else {
            look.focus_line()
        };
        Bar {
            value: item.min(limit),
            largest: limit,
        }
        .draw(look, style, bar, buf);
        let style = if item > limit {
            look.over()
        } else {
            look.text()
        };
        Line::of(format!("item {}", words(app, look, item, minutes)), style).draw(look, row(), buf);
    }
    if let Some(minutes) = session.minutes {
        let style = if all > whole(minutes).saturating_mul(60) {
            look.over()
        } else {
            look.muted()
        };
        Line::of(format!("all {}", words(app, look, all, minutes)), style).draw(look, row(), buf);
    }
    let words = format!("{settled} of {} questions settled", count(session));
    Line::of(words, look.muted()).draw(look, row(), buf);
}
