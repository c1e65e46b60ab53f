//! The item that is carried to another rank: who is passed and what that costs, before it is decided.

use ratatui::layout::Size;

use crate::desk::Desk;
use crate::desk::cost::{left_out, net, paid_and_gained, short, unit};
use crate::dialogs::draw::own;
use crate::model::item::Item;
use crate::scoring::price::placing::{Passed, Placing};
use crate::scoring::ratio::Ratio;
use crate::ui::look::Look;
use crate::ui::text;
use crate::views::board::draw::detail::Line;

/// What fits into the room: where it goes, the net, who pays, the dearest first.
pub(super) fn lines(
    desk: &Desk,
    look: &Look,
    placing: &Placing,
    room: Size,
    is_long: bool,
) -> Vec<Line> {
    let (width, height) = (usize::from(room.width), usize::from(room.height));
    let title = desk
        .seen()
        .get::<Item>(placing.id)
        .map_or("", |item| item.title.as_str());
    let from = placing
        .from
        .map_or_else(|| "no rank".to_owned(), |from| (from + 1).to_string());
    let way = format!(
        "{} {from} {} {}",
        look.symbols.carried,
        look.symbols.right,
        placing.to + 1
    );
    let sums = paid_and_gained(placing);
    let unit = own(look, &unit(desk.seen(), placing.unit)).into_owned();
    if !is_long {
        let known = way.chars().count() + net(placing).chars().count() + unit.chars().count() + 22;
        let title = text::fit(title, width.saturating_sub(known), look.symbols.more);
        let first = Line::of(way, look.focus())
            .and(format!("  {title}  "), look.strong())
            .and(net(placing), look.over())
            .and(format!("  until delivery, {unit}"), look.muted());
        let payers = payers(
            desk,
            look,
            placing,
            width.saturating_sub(sums.chars().count() + 2),
        );
        return vec![first, Line::of(sums, look.text()).and(payers, look.muted())];
    }
    let title = Line::of(text::fit(title, width, look.symbols.more), look.strong());
    let mut lines = vec![title, Line::of(way, look.focus())];
    let net = text::wrap(&net(placing), width, 2).into_iter();
    lines.extend(net.map(|line| Line::of(line, look.over())));
    let muted = |words: &str, lines: &mut Vec<Line>| {
        let wrapped = text::wrap(words, width, 3).into_iter();
        lines.extend(wrapped.map(|line| Line::of(line, look.muted())));
    };
    if !placing.passed.is_empty() {
        lines.push(Line::of(sums, look.text()));
        muted(&format!("until delivery, in {unit}"), &mut lines);
    }
    if let Some(words) = left_out(placing) {
        muted(&words, &mut lines);
    }
    // The last line is for those that do not fit.
    let left = height.saturating_sub(lines.len());
    let shown = if placing.passed.len() > left {
        left.saturating_sub(1)
    } else {
        placing.passed.len()
    };
    lines.extend(
        placing
            .passed
            .iter()
            .take(shown)
            .map(|p| payer(desk, look, p, width)),
    );
    let more = placing.passed.len() - shown;
    if more > 0 && left > 0 {
        lines.push(Line::of(format!("and {more} more"), look.muted()));
    }
    lines
}

/// One line of who is passed: how much later, its title, what it pays.
fn payer(desk: &Desk, look: &Look, passed: &Passed, width: usize) -> Line {
    let delay = passed.delay.map_or_else(
        || "?".to_owned(),
        |delay| {
            let sign = if delay.is_negative() {
                look.symbols.minus
            } else {
                "+"
            };
            format!("{sign}{}", short(delay.size()))
        },
    );
    let cost = passed
        .cost
        .map_or_else(|| "unknown".to_owned(), |cost| paid(look, cost));
    let title = text::pad_right(
        title(desk, passed),
        width.saturating_sub(17),
        look.symbols.more,
    );
    let style = if passed.cost.is_none() {
        look.over()
    } else {
        look.text()
    };
    Line::of(text::pad_left(&delay, 5, look.symbols.more), look.muted())
        .and(format!("  {title} "), look.text())
        .and(text::pad_left(&cost, 9, look.symbols.more), style)
}

/// The dearest of those who pay, in one line.
fn payers(desk: &Desk, look: &Look, placing: &Placing, width: usize) -> String {
    let mut words = String::new();
    for (at, passed) in placing.passed.iter().enumerate() {
        let cost = passed
            .cost
            .map_or_else(|| "unknown".to_owned(), |cost| paid(look, cost));
        let start = if at == 0 { ": " } else { ", " };
        let next = format!(
            "{start}{} {cost}",
            text::fit(title(desk, passed), 24, look.symbols.more)
        );
        let rest = format!(" and {} more", placing.passed.len() - at);
        if text::width(&words) + text::width(&next) + rest.len() > width {
            return words + &rest;
        }
        words += &next;
    }
    words
}

fn title<'a>(desk: &'a Desk, passed: &Passed) -> &'a str {
    desk.seen()
        .get::<Item>(passed.id)
        .map_or("", |item| item.title.as_str())
}

/// What one pays, with a minus where it gains.
fn paid(look: &Look, cost: Ratio) -> String {
    if cost.is_negative() {
        format!("{}{}", look.symbols.minus, short(cost.size()))
    } else {
        short(cost)
    }
}
