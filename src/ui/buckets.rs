//! Buckets as every view draws them: names, marks, and a gauge each.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::desk::Desk;
use crate::model::bucket::Bucket;
use crate::model::item::Item;
use crate::model::words::worded;
use crate::scoring::plan::allocation::{Allocation, Status};
use crate::scoring::plan::words::{known_part, left_out};
use crate::ui::look::{Charset, Look, bucket_marks};
use crate::ui::text;
use crate::ui::widgets::{Gauge, GaugeForm, Verdict, say};

/// The names of the buckets, in their place.
pub fn names(desk: &Desk) -> Vec<&str> {
    let buckets = desk.derived.evaluation.balance.buckets.iter();
    let names = buckets.map(|id| desk.seen().name::<Bucket>(*id));
    names.collect()
}

/// The marks of the buckets, in their place.
pub fn marks(desk: &Desk, look: &Look) -> Vec<String> {
    bucket_marks(&names(desk), look.charset)
}

/// The place of an item's bucket among the buckets.
pub fn place(desk: &Desk, item: &Item) -> Option<usize> {
    let bucket = item.bucket.0?;
    let buckets = &desk.derived.evaluation.balance.buckets;
    buckets.iter().position(|id| *id == bucket)
}

/// The mark of an item's bucket, and its style.
pub fn mark(desk: &Desk, look: &Look, item: &Item) -> (String, Style) {
    place(desk, item).map_or((" ".to_owned(), look.muted()), |at| {
        let mark = marks(desk, look).get(at).cloned();
        (mark.unwrap_or_default(), look.bucket(at))
    })
}

/// Draws a gauge for each bucket: two rows each, or two beside each other where rows are few. Says how many
/// rows they took; none when they took all there are.
pub fn gauges(
    desk: &Desk,
    look: &Look,
    allocation: &Allocation,
    body: Rect,
    buf: &mut Buffer,
) -> u16 {
    if allocation.buckets.iter().all(|bucket| bucket.mix.is_none()) {
        let words = worded("no data yet: items need an allocation and a size");
        say(buf, body, words, look.muted());
        return 0;
    }
    let names = names(desk);
    let marks = bucket_marks(&names, look.charset);
    let two_lines = usize::from(body.height) >= names.len() * 2;
    // Side by side a bar would have no room.
    let one_each = usize::from(body.height) >= names.len() && body.width < 60;
    let scale = allocation.scale();
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
        let (form, cell) = if two_lines {
            let y = body.y + place * 2;
            (GaugeForm::TwoLines, Rect::new(body.x, y, body.width, 2))
        } else if one_each {
            let y = body.y + place;
            (GaugeForm::OneLine, Rect::new(body.x, y, body.width, 1))
        } else {
            (GaugeForm::OneLine, half(body, at))
        };
        gauge.draw(form, look, cell.intersection(body), buf);
    }
    if one_each && !two_lines {
        return u16::try_from(names.len()).unwrap_or(u16::MAX);
    }
    if two_lines {
        return u16::try_from(names.len() * 2).unwrap_or(u16::MAX);
    }
    // The rest has its name in the cell after the last bucket, if there is one.
    let cell = half(body, names.len()).intersection(body);
    if let Some(words) = left_out(allocation).first().filter(|_| !cell.is_empty()) {
        say(buf, cell, words, look.muted());
    }
    0
}

/// All in one line: `● Business 38 %, aim 70 % ▼−32`. The longest names are shortened until it fits; then
/// the marks alone say what is off.
pub fn line(desk: &Desk, look: &Look, allocation: &Allocation, width: usize) -> String {
    const SHORT: usize = 4;
    let mut names: Vec<String> = names(desk).into_iter().map(str::to_owned).collect();
    let marks = marks(desk, look);
    let said = |by_how_much: bool| -> Vec<String> {
        let said = allocation.buckets.iter().map(|bucket| match bucket.mix {
            None => "no data".to_owned(),
            Some(mix) => {
                let reading = text::share_of(u32::from(mix.percent), bucket.target_percent());
                let drift = text::signed(mix.drift.rounded(), look.symbols);
                let drift = if by_how_much { drift } else { String::new() };
                match mix.status {
                    Status::On => format!("{reading} on target"),
                    // In ASCII the sign is the mark.
                    Status::Over | Status::Under
                        if by_how_much && look.charset == Charset::Ascii =>
                    {
                        format!("{reading} {drift}")
                    }
                    Status::Over => format!("{reading} {}{drift}", look.symbols.over),
                    Status::Under => format!("{reading} {}{drift}", look.symbols.under),
                    Status::Open => format!("{reading} {}", look.symbols.unknown),
                }
            }
        });
        said.collect()
    };
    let (mut all, mut is_short) = (said(true), false);
    loop {
        let parts = marks.iter().zip(&names).zip(&all);
        let parts = parts.map(|((mark, name), said)| format!("{mark} {name} {said}"));
        let line = parts.collect::<Vec<_>>().join("   ");
        if is_short || text::width(&line) <= width {
            let all = known_part(allocation).map(|known| format!("{line}   {known}"));
            let line = all.filter(|all| text::width(all) <= width).unwrap_or(line);
            return text::fit(&line, width, look.symbols.more);
        }
        let longest = names.iter_mut().max_by_key(|name| text::width(name));
        if let Some(name) = longest.filter(|name| text::width(name) > SHORT + 1) {
            *name = format!("{}.", text::fit(name, SHORT, ""));
        } else {
            (all, is_short) = (said(false), true);
        }
    }
}

/// The cell at a place, two beside each other.
fn half(body: Rect, at: usize) -> Rect {
    let (place, width) = (
        u16::try_from(at).unwrap_or_default(),
        body.width.saturating_sub(2) / 2,
    );
    Rect {
        x: body.x + (place % 2) * (width + 2),
        y: body.y + place / 2,
        width,
        height: 1,
    }
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
    let target = bucket.target_percent();
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
            Status::Open => Verdict::Open,
        },
        drift: mix.drift.rounded(),
        scale,
        label_width: 13,
    };
    Some((text::share_of(u32::from(mix.percent), target), gauge))
}
