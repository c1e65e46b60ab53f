//! The gauges: effort by bucket against its targets.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::desk::{Desk, allocate};
use crate::model::increment::Increment;
use crate::model::words::worded;
use crate::scoring::evaluation::{BalanceBasis, must_limit};
use crate::scoring::plan::allocation::Allocation;
use crate::scoring::plan::words::{left_out, must, none_set};
use crate::scoring::ratio::Ratio;
use crate::ui::buckets::{self, gauges};
use crate::ui::look::Look;
use crate::ui::text;
use crate::ui::widgets::{Focus, Rule, say, say_lines, under};

/// What the gauges count, in words: `83 of 108 pts · PI 26.4`.
pub fn basis(desk: &Desk, separator: &str) -> String {
    let balance = &desk.derived.evaluation.balance;
    let Ok(allocation) = &balance.allocation else {
        return String::new();
    };
    let total = allocation
        .total
        .plus(allocation.without_bucket_effort)
        .unwrap_or(allocation.total);
    let coming = desk.derived.evaluation.race.coming;
    let coming = desk.seen().name::<Increment>(coming);
    let total = total.rounded();
    match (balance.basis, balance.capacity.map(Ratio::rounded)) {
        (BalanceBasis::Planned, Some(capacity)) => {
            format!("{total} of {capacity} pts {separator} {coming}")
        }
        (BalanceBasis::Planned, None) => format!("{total} pts {separator} {coming}"),
        (BalanceBasis::Open, _) => format!("{total} pts {separator} all open"),
    }
}

/// Draws the gauges: one or two rows each, two beside each other where rows are few.
pub fn draw(desk: &Desk, look: &Look, area: Rect, buf: &mut Buffer) {
    if area.is_empty() {
        return;
    }
    let allocation = desk.derived.evaluation.balance.allocation.as_ref();
    // One line has no room for it beside the shares.
    let unset = allocation.ok().and_then(none_set);
    let mut parts: Vec<String> = unset.filter(|_| area.height == 2).into_iter().collect();
    parts.push(basis(desk, look.symbols.separator));
    let note = look.joined(&parts);
    let body = Rule::new("Allocation", &note, Focus::Elsewhere).draw(look, area, buf);
    let allocation = match allocation {
        Ok(allocation) => allocation,
        Err(why) => {
            let words = look.joined(&[
                why.to_string().as_str(),
                worded("{APP_RECORDS} opens the allocations"),
            ]);
            say(buf, body, &words, look.muted());
            return;
        }
    };
    if body.height == 1 {
        let words = buckets::line(desk, look, allocation, body.width.into());
        say(buf, body, &words, look.text());
        return;
    }
    let used = gauges(desk, look, allocation, body, buf);
    if used > 0 && body.height > used {
        let lines = text::wrap(&aside(desk, allocation, look), body.width.into(), 2);
        let mut lines = lines;
        if lines.len() < usize::from(body.height - used) {
            let (over, below) = (look.symbols.over, look.symbols.under);
            lines.push(format!("{over} too much for its aim, {below} too little"));
        }
        let lines = lines.into_iter().map(|line| (line, look.muted()));
        say_lines(buf, under(body, used), lines);
    }
}

/// What the gauges leave out, in words.
pub fn aside(desk: &Desk, allocation: &Allocation, look: &Look) -> String {
    let mut parts = left_out(allocation);
    if !allocation.without_bucket.is_empty() {
        parts.extend(allocate::offer(desk));
    }
    let moscow = desk.derived.evaluation.moscow.as_ref();
    if let Some(mix) = moscow.and_then(|moscow| moscow.mix.as_ref()) {
        parts.push(must(mix, must_limit(desk.seen())));
    }
    look.joined(&parts)
}
