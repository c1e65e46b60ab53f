//! The item that is carried to another rank: who is passed and what that costs, before it is decided.

use ratatui::layout::Size;

use crate::desk::Desk;
use crate::desk::cost::{left_out, net, paid_and_gained, short, unit};
use crate::dialogs::draw::own;
use crate::model::item::Item;
use crate::scoring::price::placing::{Passed, Placing};
use crate::ui::look::Look;
use crate::ui::text;
use crate::views::board::draw::detail::{Line, wrapped};

/// What fits into the room: where it goes, the net, who pays, the dearest first.
pub(super) fn lines(
    desk: &Desk,
    look: &Look,
    placing: &Placing,
    room: Size,
    is_long: bool,
) -> Vec<Line> {
    let (width, height) = (usize::from(room.width), usize::from(room.height));
    let title = desk.seen().name::<Item>(placing.id);
    let (from, to) = (
        text::known(placing.from.map(|from| from + 1), "no rank"),
        placing.to + 1,
    );
    let (carried, right) = (look.symbols.carried, look.symbols.right);
    let way = format!("{carried} {from} {right} {to}");
    let sums = paid_and_gained(placing);
    let unit = own(look, &unit(desk.seen(), placing.unit)).into_owned();
    if !is_long {
        let known = way.chars().count() + net(placing).chars().count() + unit.chars().count() + 22;
        let title = text::fit(title, width.saturating_sub(known), look.symbols.more);
        let first = Line::of(way, look.focus())
            .and(format!("  {title}  "), look.strong())
            .and(net(placing), look.over())
            .and(format!("  until delivery, {unit}"), look.muted());
        let room = width.saturating_sub(sums.chars().count() + 2);
        let payers = payers(desk, look, placing, room);
        return vec![first, Line::of(sums, look.text()).and(payers, look.muted())];
    }
    let title = Line::of(text::fit(title, width, look.symbols.more), look.strong());
    let mut lines = vec![title, Line::of(way, look.focus())];
    lines.extend(wrapped(&net(placing), width, 2, look.over()));
    if !placing.passed.is_empty() {
        lines.push(Line::of(sums, look.text()));
        let words = format!("until delivery, in {unit}");
        lines.extend(wrapped(&words, width, 3, look.muted()));
    }
    if let Some(words) = left_out(placing) {
        lines.extend(wrapped(&words, width, 3, look.muted()));
    }
    // The last line is for those that do not fit.
    let left = height.saturating_sub(lines.len());
    let shown = if placing.passed.len() > left {
        left.saturating_sub(1)
    } else {
        placing.passed.len()
    };
    let passed = placing.passed.iter().take(shown);
    lines.extend(passed.map(|passed| payer(desk, look, passed, width)));
    let more = placing.passed.len() - shown;
    if more > 0 && left > 0 {
        lines.push(Line::of(format!("and {more} more"), look.muted()));
    }
    lines
}

/// One line of who is passed: how much later, its title, what it pays.
fn payer(desk: &Desk, look: &Look, passed: &Passed, width: usize) -> Line {
    let delay = passed.delay.map(|delay| {
        let (minus, plus) = (look.symbols.minus, "+");
        let sign = if delay.is_negative() { minus } else { plus };
        format!("{sign}{}", short(delay.size()))
    });
    let (delay, cost) = (text::known(delay, "?"), paid(look, passed));
    let title = desk.seen().name::<Item>(passed.id);
    let title = text::pad_right(title, width.saturating_sub(17), look.symbols.more);
    let style = passed.cost.map_or(look.over(), |_| look.text());
    Line::of(text::pad_left(&delay, 5, look.symbols.more), look.muted())
        .and(format!("  {title} "), look.text())
        .and(text::pad_left(&cost, 9, look.symbols.more), style)
}

/// The dearest of those who pay, in one line.
fn payers(desk: &Desk, look: &Look, placing: &Placing, width: usize) -> String {
    let mut words = String::new();
    for (at, passed) in placing.passed.iter().enumerate() {
        let start = if at == 0 { ": " } else { ", " };
        let title = text::fit(desk.seen().name::<Item>(passed.id), 24, look.symbols.more);
        let next = format!("{start}{title} {}", paid(look, passed));
        let rest = format!(" and {} more", placing.passed.len() - at);
        if text::width(&words) + text::width(&next) + rest.len() > width {
            return words + &rest;
        }
        words += &next;
    }
    words
}

/// What one pays, with a minus where it gains.
fn paid(look: &Look, passed: &Passed) -> String {
    let cost = passed.cost.map(|cost| match short(cost.size()) {
        cost_less if cost.is_negative() => format!("{}{cost_less}", look.symbols.minus),
        cost => cost,
    });
    text::known(cost, "unknown")
}
