//! The ladder at the end of a session: before, now, how far, the item and one reason; the chosen row in full.

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Rect};

use crate::desk::Desk;
use crate::desk::changes::many;
use crate::model::field::Choice;
use crate::model::format::known;
use crate::model::item::Item;
use crate::model::session::Session;
use crate::scoring::session::minutes::{Minutes, Rung, minutes};
use crate::scoring::session::outcome::seconds;
use crate::scoring::session::stakes::nth;
use crate::ui::look::Look;
use crate::ui::text;
use crate::ui::widgets::{Focus, Rule, cursor, say, say_lines, scroll_to};
use crate::views::session::draw::title;
use crate::views::session::ladder::rows;
use crate::views::session::state::Ladder;

/// The rows below the list: a rule and three lines.
const BELOW: u16 = 4;
/// From this width on the reason stands in every row.
const WIDE: u16 = 100;

/// Draws the ladder.
pub(super) fn draw(desk: &Desk, look: &Look, ladder: &Ladder, area: Rect, buf: &mut Buffer) {
    let Some(session) = desk.seen().get::<Session>(ladder.session) else {
        return;
    };
    let told = minutes(desk.seen(), session);
    let rungs = rows(desk, ladder);
    let moved = rungs.iter().filter(|rung| rung.rose() != Some(0)).count();
    let min = seconds(session).div_ceil(60);
    let note = format!("{moved} of {} moved · {min} min", many(rungs.len(), "item"));
    let rule = Rule::new("What the session changed", &note, Focus::Here);
    let body = rule.draw(look, area, buf);
    let parts = [
        Constraint::Length(1),
        Constraint::Fill(1),
        Constraint::Length(BELOW),
    ];
    let [heads, list, below] = Layout::vertical(parts).areas(body);
    let heading = row(look, heads.width, ["Before", "", "Now", "", "Item", "Why"]);
    say(buf, heads, &heading, look.muted());
    if rungs.is_empty() {
        let words = "Nothing changed: what was agreed confirmed the order.";
        say(buf, list, words, look.text());
    }
    let first = scroll_to(ladder.cursor, 0, usize::from(list.height), rungs.len());
    let shown = rungs.iter().enumerate().skip(first);
    for ((at, rung), place) in shown.zip(list.rows()) {
        let (mark, style) = cursor(look, at == ladder.cursor, place, buf);
        let line = row(
            look,
            place.width,
            cells(desk, look, &told, rung)
                .each_ref()
                .map(String::as_str),
        );
        let line = line.strip_prefix(' ').unwrap_or(&line);
        say(buf, place, &format!("{mark}{line}"), style);
    }
    let chosen = rungs.get(ladder.cursor);
    let object = chosen.map_or("", |rung| title(desk, rung.item));
    let inner = Rule::new(object, "", Focus::Elsewhere).draw(look, below, buf);
    let lines = lines(desk, &told, chosen);
    let lines = lines
        .iter()
        .flat_map(|line| text::wrap(line, inner.width.into(), 2));
    say_lines(buf, inner, lines.map(|line| (line, look.text())));
}

/// What stands in the cells of a row.
fn cells(desk: &Desk, look: &Look, told: &Minutes<'_>, rung: &Rung) -> [String; 6] {
    let by = rung.rose();
    // A long arrow for a move of two or more.
    let arrow = match by.map(i64::abs) {
        None => "new",
        Some(0) => "=",
        Some(1) => "->",
        Some(_) => "-->",
    };
    let moved = by.filter(|by| *by != 0);
    [
        known(rung.before, ""),
        arrow.to_owned(),
        rung.after.to_string(),
        moved.map_or_else(String::new, |by| text::rank_change(by, look.symbols)),
        title(desk, rung.item).to_owned(),
        told.why(desk.seen(), rung.item).unwrap_or_default(),
    ]
}

/// A row of fixed cells, then the title, then the reason where there is room for it.
fn row(look: &Look, width: u16, [before, arrow, now, moved, title, why]: [&str; 6]) -> String {
    let more = look.symbols.more;
    let left = format!(
        " {} {} {} {}  ",
        text::pad_left(before, 6, more),
        text::pad_left(arrow, 4, more),
        text::pad_left(now, 4, more),
        text::pad_right(moved, 4, more),
    );
    let room = usize::from(width).saturating_sub(text::width(&left));
    if width < WIDE {
        return format!("{left}{}", text::fit(title, room, more));
    }
    let half = room / 2;
    let title = text::pad_right(title, half, more);
    format!(
        "{left}{title}  {}",
        text::fit(why, room.saturating_sub(half + 2), more)
    )
}

/// The chosen row in words, and what the session left open.
fn lines(desk: &Desk, told: &Minutes<'_>, chosen: Option<&Rung>) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(rung) = chosen {
        let now = nth(rung.after);
        let moved = match rung.before {
            None => format!("new, {now}"),
            Some(before) if before == rung.after => format!("{now}, as before"),
            Some(before) => format!("from {} to {now}", nth(before)),
        };
        let why = told.why(desk.seen(), rung.item);
        let why = why.unwrap_or_else(|| "nothing was agreed on it here".to_owned());
        lines.push(format!("{moved}: {why}"));
    }
    let decided = told.decisions.iter().chain(&told.parked);
    let decided = decided.filter_map(|one| {
        let name = desk.seen().name::<Item>(one.item.0);
        Some(format!("{}: {name}", one.outcome?.word().label))
    });
    let decided: Vec<String> = decided.collect();
    if !decided.is_empty() {
        lines.push(decided.join(" · "));
    }
    lines
}
