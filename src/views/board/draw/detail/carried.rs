//! The item that is carried to another rank: who is passed and what that costs, before it is decided.

use ratatui::layout::Size;

use crate::desk::Desk;
use crate::dialogs::draw::own;
use crate::model::item::Item;
use crate::scoring::price::placing::{Passed, Placing};
use crate::scoring::price::words::{self, left_out, moved};
use crate::scoring::ratio::Ratio;
use crate::ui::look::Look;
use crate::ui::text;
use crate::views::board::draw::detail::{Line, capital, wrapped};

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
    let from = placing.from.map(|from| from + 1);
    let from = from.map_or_else(String::new, |from| format!("from rank {from} "));
    let way = format!("{} {from}to rank {}", look.symbols.carried, placing.to + 1);
    let price = own(look, &moved(desk.seen(), placing)).into_owned();
    let own_part = words::own(desk.seen(), placing).into_iter();
    let rest = own_part.chain(words::dates(desk.seen(), placing));
    let rest = rest.chain(words::net(desk.seen(), placing));
    let rest: Vec<String> = rest.chain(left_out(placing)).collect();
    if !is_long {
        let known = way.chars().count() + price.chars().count() + 4;
        let title = text::fit(title, width.saturating_sub(known), look.symbols.more);
        let first = Line::of(way, look.focus())
            .and(format!("  {title}  "), look.strong())
            .and(price, look.over());
        let sums = capital(&own(look, &rest.join("; ")));
        let room = width.saturating_sub(text::width(&sums) + 2);
        let payers = payers(desk, look, placing, room);
        return vec![first, Line::of(sums, look.text()).and(payers, look.muted())];
    }
    let title = Line::of(text::fit(title, width, look.symbols.more), look.strong());
    let mut lines = vec![title, Line::of(way, look.focus())];
    let said = |words: &str, style| wrapped(&capital(&own(look, words)), width, 3, style);
    lines.extend(said(&price, look.over()));
    for words in &rest {
        lines.extend(said(words, look.text()));
    }
    if !placing.passed.is_empty() {
        let mut delays = placing.passed.iter().filter_map(|passed| passed.delay);
        let is_gain = delays.any(Ratio::is_negative);
        let what = if is_gain {
            "Comes sooner, and saves:"
        } else {
            "Waits longer, and costs:"
        };
        lines.extend(said(what, look.muted()));
    }
    // The last line is for those that do not fit.
    let left = height.saturating_sub(lines.len());
    let shown = if placing.passed.len() > left {
        left.saturating_sub(1)
    } else {
        placing.passed.len()
    };
    let passed = placing.passed.iter().take(shown);
    lines.extend(passed.map(|passed| payer(desk, look, placing, passed, width)));
    let more = placing.passed.len() - shown;
    if more > 0 && left > 0 {
        lines.push(Line::of(format!("and {more} more"), look.muted()));
    }
    lines
}

/// One line of who is passed: its title, what it pays.
fn payer(desk: &Desk, look: &Look, placing: &Placing, passed: &Passed, width: usize) -> Line {
    let cost = paid(desk, placing, passed);
    let title = desk.seen().name::<Item>(passed.id);
    let title = text::pad_right(title, width.saturating_sub(13), look.symbols.more);
    let style = passed.cost.map_or(look.over(), |_| look.text());
    Line::of(format!("{title} "), look.text())
        .and(text::pad_left(&cost, 12, look.symbols.more), style)
}

/// The dearest of those who pay, in one line.
fn payers(desk: &Desk, look: &Look, placing: &Placing, width: usize) -> String {
    let mut words = String::new();
    for (at, passed) in placing.passed.iter().enumerate() {
        let start = if at == 0 { ": " } else { ", " };
        let title = text::fit(desk.seen().name::<Item>(passed.id), 24, look.symbols.more);
        let next = format!("{start}{title} {}", paid(desk, placing, passed));
        let rest = format!(" and {} more", placing.passed.len() - at);
        if text::width(&words) + text::width(&next) + rest.len() > width {
            return words + &rest;
        }
        words += &next;
    }
    words
}

/// What one pays, or saves where all of them come sooner.
fn paid(desk: &Desk, placing: &Placing, passed: &Passed) -> String {
    let cost = passed.cost;
    let cost = cost.map(|cost| words::bare(desk.seen(), placing.terms, cost.size()));
    text::known(cost, "unknown")
}
