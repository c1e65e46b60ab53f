//! The gauges: effort by bucket against its targets.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::desk::Desk;
use crate::model::bucket::Bucket;
use crate::model::increment::Increment;
use crate::model::settings::Settings;
use crate::scoring::evaluation::BalanceBasis;
use crate::scoring::plan::allocation::{Allocation, Status, shared_scale};
use crate::scoring::ratio::Ratio;
use crate::ui::look::{Look, bucket_marks};
use crate::ui::text;
use crate::ui::widgets::{Focus, Gauge, GaugeForm, Rule, Verdict, put};

/// The names of the buckets, in their place.
pub fn bucket_names(app: &Desk) -> Vec<&str> {
    let name = |id: &_| {
        app.seen()
            .get::<Bucket>(*id)
            .map_or("", |bucket| bucket.name.as_str())
    };
    app.derived
        .evaluation
        .balance
        .buckets
        .iter()
        .map(name)
        .collect()
}

/// What the gauges count, in words: `83 of 108 pts · PI 26.4`.
pub fn basis(app: &Desk, separator: &str) -> String {
    let balance = &app.derived.evaluation.balance;
    let Ok(allocation) = &balance.allocation else {
        return String::new();
    };
    let total = allocation
        .total
        .plus(allocation.without_bucket_effort)
        .unwrap_or(allocation.total);
    let coming = app.seen().the::<Settings>().increment.0;
    let coming = coming
        .and_then(|id| app.seen().get::<Increment>(id))
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
pub fn draw(app: &Desk, look: &Look, area: Rect, buf: &mut Buffer) {
    if area.is_empty() {
        return;
    }
    let note = basis(app, look.symbols.separator);
    Rule {
        title: "Allocation",
        note: &note,
        focus: Focus::Elsewhere,
    }
    .draw(look, area, buf);
    let body = Rule::below(area);
    let allocation = match &app.derived.evaluation.balance.allocation {
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
    let used = gauges(app, look, allocation, body, buf);
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
            &aside(app, allocation, look),
            look.muted(),
        );
    }
}

/// Draws a gauge for each bucket: two rows each, or two beside each other where rows are few. Says how many
/// rows they took; none when they took all there are.
pub fn gauges(
    app: &Desk,
    look: &Look,
    allocation: &Allocation,
    body: Rect,
    buf: &mut Buffer,
) -> u16 {
    if allocation.buckets.iter().all(|bucket| bucket.mix.is_none()) {
        put(
            buf,
            body,
            body.x,
            body.y,
            "no data yet: items need a bucket and a size",
            look.muted(),
        );
        return 0;
    }
    let names = bucket_names(app);
    let marks = bucket_marks(&names, look.charset);
    let two_lines = usize::from(body.height) >= names.len() * 2;
    let scale = scale(allocation);
    for (at, name) in names.iter().enumerate() {
        let Some((reading, gauge)) = gauge(look, allocation, at, scale) else {
            continue;
        };
        let mark = marks.get(at).map_or("", String::as_str);
        let gauge = Gauge {
            mark,
            label: name,
            reading: &reading,
            ..gauge
        };
        let place = u16::try_from(at).unwrap_or_default();
        let cell = if two_lines {
            Rect {
                y: body.y + place * 2,
                height: 2,
                ..body
            }
        } else {
            let width = body.width.saturating_sub(2) / 2;
            Rect {
                x: body.x + (place % 2) * (width + 2),
                y: body.y + place / 2,
                width,
                height: 1,
            }
        };
        let form = if two_lines {
            GaugeForm::TwoLines
        } else {
            GaugeForm::OneLine
        };
        gauge.draw(form, look, cell.intersection(body), buf);
    }
    if two_lines {
        u16::try_from(names.len() * 2).unwrap_or(u16::MAX)
    } else {
        0
    }
}

/// What the gauges leave out, in words.
pub fn aside(app: &Desk, allocation: &Allocation, look: &Look) -> String {
    let mut parts = Vec::new();
    if let Some(mix) = app
        .derived
        .evaluation
        .moscow
        .as_ref()
        .and_then(|moscow| moscow.mix.as_ref())
    {
        let limit = app
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
            percent(mix.must),
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

fn percent(share: Ratio) -> i64 {
    share
        .times(Ratio::HUNDRED)
        .map(Ratio::rounded)
        .unwrap_or_default()
}

fn scale(allocation: &Allocation) -> u32 {
    let numbers = allocation.buckets.iter().flat_map(|bucket| {
        let target = u32::try_from(percent(bucket.target)).unwrap_or_default();
        [bucket.mix.map_or(0, |mix| u32::from(mix.percent)), target]
    });
    shared_scale(numbers)
}

/// The gauge of one bucket without its words, and the words of its reading.
fn gauge(
    look: &Look,
    allocation: &Allocation,
    at: usize,
    scale: u32,
) -> Option<(String, Gauge<'static>)> {
    let bucket = allocation.buckets.get(at)?;
    let mix = bucket.mix?;
    let target = u32::try_from(percent(bucket.target)).unwrap_or_default();
    let gauge = Gauge {
        mark: "",
        mark_style: look.bucket(at),
        label: "",
        reading: "",
        fill: look.bucket_fill(at),
        value: u32::from(mix.percent),
        target,
        verdict: match mix.status {
            Status::On => Verdict::On,
            Status::Over => Verdict::Over,
            Status::Under => Verdict::Under,
        },
        drift: mix.drift.rounded(),
        scale,
        label_width: 13,
    };
    Some((text::share_of(u32::from(mix.percent), target), gauge))
}
