//! The gauges: effort by bucket against its targets.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::desk::Desk;
use crate::model::increment::Increment;
use crate::model::settings::Settings;
use crate::scoring::evaluation::BalanceBasis;
use crate::scoring::plan::allocation::Allocation;
use crate::scoring::ratio::Ratio;
use crate::ui::buckets::gauges;
use crate::ui::look::Look;
use crate::ui::widgets::{Focus, Rule, put};

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
    let coming = desk.seen().the::<Settings>().increment.0;
    let coming = coming
        .and_then(|id| desk.seen().get::<Increment>(id))
        .map_or("", |i| i.name.as_str());
    match (balance.basis, balance.capacity) {
        (BalanceBasis::Planned, Some(capacity)) => {
            format!(
                "{} of {} pts {separator} {coming}",
                total.rounded(),
                capacity.rounded()
            )
        }
        (BalanceBasis::Planned, None) => format!("{} pts {separator} {coming}", total.rounded()),
        (BalanceBasis::Open, _) => format!("{} pts {separator} all open", total.rounded()),
    }
}

/// Draws the gauges: one or two rows each, two beside each other where rows are few.
pub fn draw(desk: &Desk, look: &Look, area: Rect, buf: &mut Buffer) {
    if area.is_empty() {
        return;
    }
    let note = basis(desk, look.symbols.separator);
    Rule {
        title: "Allocation",
        note: &note,
        focus: Focus::Elsewhere,
    }
    .draw(look, area, buf);
    let body = Rule::below(area);
    let allocation = match &desk.derived.evaluation.balance.allocation {
        Ok(allocation) => allocation,
        Err(why) => {
            put(
                buf,
                body,
                body.x,
                body.y,
                &format!("{why} {} R opens the buckets", look.symbols.separator),
                look.muted(),
            );
            return;
        }
    };
    let used = gauges(desk, look, allocation, body, buf);
    if used > 0 && body.height > used {
        let line = Rect {
            y: body.y + used,
            height: 1,
            ..body
        };
        put(
            buf,
            line,
            line.x,
            line.y,
            &aside(desk, allocation, look),
            look.muted(),
        );
    }
}

/// What the gauges leave out, in words.
pub fn aside(desk: &Desk, allocation: &Allocation, look: &Look) -> String {
    let mut parts = Vec::new();
    if let Some(mix) = desk
        .derived
        .evaluation
        .moscow
        .as_ref()
        .and_then(|moscow| moscow.mix.as_ref())
    {
        let limit = desk
            .seen()
            .the::<Settings>()
            .must_limit
            .map_or(Ratio::whole(60), |p| Ratio::from(p.0));
        let mark = if mix.is_must_over {
            look.symbols.over
        } else {
            look.symbols.keel
        };
        parts.push(format!(
            "Must {}% of {} {mark}",
            mix.must.to_hundredths(),
            limit.rounded()
        ));
    }
    if !allocation.without_effort.is_empty() {
        parts.push(format!("{} without size", allocation.without_effort.len()));
    }
    if !allocation.without_bucket.is_empty() {
        parts.push(format!(
            "{} without bucket",
            allocation.without_bucket.len()
        ));
    }
    parts.join(&format!(" {} ", look.symbols.separator))
}
