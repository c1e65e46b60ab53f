//! The gauges: effort by bucket against its target, in lengths that compare.

use super::bars::length;
use super::pen::Pen;
use super::{Figure, WIDTH, marks};
use crate::exchange::export::content::Content;
use crate::exchange::export::content::points;
use crate::model::format;
use crate::model::settings::Settings;
use crate::model::words::{ITEMS, worded};
use crate::scoring::evaluation::BalanceBasis;
use crate::scoring::plan::allocation::{Allocation, BucketShare, Status};
use crate::scoring::plan::words::left_out;
use crate::scoring::ratio::Ratio;

/// How much room a gauge takes.
const ROW: f64 = 50.0;

/// The gauges of all buckets.
pub(in super::super) fn figure(content: &Content<'_>) -> Figure {
    let mut pen = Pen::default();
    let title = format!("Allocation: {}", basis(content));
    pen.text((0.0, 14.0), "head", &title);
    let mut y = 40.0;
    let about = match &content.evaluation.balance.allocation {
        Ok(allocation) if allocation.buckets.iter().any(|b| b.mix.is_some()) => {
            let about = gauges(content, allocation, &mut pen, &mut y);
            for line in legend(allocation) {
                pen.text((0.0, y), "small", &line);
                y += 18.0;
            }
            about
        }
        Ok(_) => said(
            &mut pen,
            &mut y,
            worded("Unknown: no item has both an allocation and a size yet."),
        ),
        Err(why) => said(&mut pen, &mut y, &format!("Unknown: {why}.")),
    };
    Figure {
        name: "gauges".to_owned(),
        title,
        about,
        height: y - 6.0,
        body: pen,
    }
}

fn said(pen: &mut Pen, y: &mut f64, words: &str) -> String {
    pen.text((0.0, *y), "muted", words);
    *y += 18.0;
    words.to_owned()
}

/// What the gauges count: `84 of 84 points planned for PI 27.1`.
fn basis(content: &Content<'_>) -> String {
    let balance = &content.evaluation.balance;
    let total = balance
        .allocation
        .as_ref()
        .ok()
        .and_then(|allocation| allocation.total.plus(allocation.without_bucket_effort));
    let coming = content.coming();
    let coming = coming.map_or_else(String::new, |increment| content.said(&increment.name));
    let sum = total.map_or_else(|| "unknown".to_owned(), points);
    match (balance.basis, balance.capacity) {
        (BalanceBasis::Planned, Some(capacity)) => {
            let total = total.map_or(sum, Ratio::to_short);
            format!("{total} of {} planned for {coming}", points(capacity))
        }
        (BalanceBasis::Planned, None) => format!("{sum} planned for {coming}, capacity unknown"),
        (BalanceBasis::Open, _) => format!("{sum}, all open {ITEMS}"),
    }
}

/// Draws a gauge for each bucket and tells them in words.
fn gauges(content: &Content<'_>, allocation: &Allocation, pen: &mut Pen, y: &mut f64) -> String {
    let full = Ratio::whole(i64::from(allocation.scale()));
    let tolerance = content.workspace.the::<Settings>().tolerance;
    let tolerance = tolerance.map_or(Ratio::ZERO, |percent| Ratio::from(percent.0));
    let mut about = Vec::new();
    for (place, (bucket, name)) in allocation.buckets.iter().zip(content.buckets()).enumerate() {
        marks::draw(pen, Some(place), (6.0, *y - 4.5), 5.5);
        pen.text((20.0, *y), "strong", &super::pen::fit(&name, 40));
        let (reading, verdict, class) = words(bucket);
        pen.text((WIDTH - 124.0, *y), "end", &reading);
        pen.text((WIDTH, *y), class, &verdict);
        about.push(format!("{name}: {reading}, {verdict}."));
        bar(pen, bucket, place, full, tolerance, *y + 9.0);
        *y += ROW;
    }
    about.join(" ")
}

/// The numbers of a gauge, the verdict and how it is drawn.
fn words(bucket: &BucketShare) -> (String, String, &'static str) {
    let Some(mix) = bucket.mix else {
        return ("unknown".to_owned(), String::new(), "muted end");
    };
    let reading = format!(
        "{}, {} of a target of {}",
        points(bucket.effort),
        format::percent(mix.percent),
        bucket.target.percent()
    );
    let drift = mix.drift.rounded();
    let (mark, class) = match mix.status {
        Status::On => ("≈", "good end"),
        Status::Over => ("▲", "warn end"),
        Status::Under => ("▼", "low end"),
        Status::Open => ("?", "muted end"),
    };
    let word = mix.status.word();
    let verdict = match mix.status {
        Status::On | Status::Open => format!("{mark} {word}"),
        Status::Over | Status::Under => format!("{mark} {word} by {}", drift.unsigned_abs()),
    };
    (reading, verdict, class)
}

/// Draws the bar of a bucket: the band that counts as on keel, the fill, what is beyond or to go, the target.
fn bar(pen: &mut Pen, bucket: &BucketShare, at: usize, full: Ratio, tolerance: Ratio, y: f64) {
    const HEIGHT: f64 = 12.0;
    let hundred = |share: Ratio| share.times(Ratio::HUNDRED).unwrap_or(Ratio::ZERO);
    let reach = |value: Ratio| length(value, full, WIDTH);
    pen.rect((0.0, y), (WIDTH, HEIGHT), "track");
    let target = hundred(bucket.target);
    let low = reach(target.minus(tolerance).unwrap_or(target));
    let high = reach(target.plus(tolerance).unwrap_or(target));
    pen.rect((low, y - 3.0), (high - low, HEIGHT + 6.0), "band");
    let mark = reach(target);
    if let Some(mix) = bucket.mix {
        let value = reach(hundred(mix.share));
        pen.rect((0.0, y), (value.min(mark), HEIGHT), marks::class(Some(at)));
        if value > mark {
            pen.rect((mark, y), (value - mark, HEIGHT), "beyond");
        } else if mark - value > 2.0 {
            pen.rect((value, y + 1.0), (mark - value, HEIGHT - 2.0), "gap");
        }
    }
    pen.line((mark, y - 5.0), (mark, y + HEIGHT + 5.0), "target");
}

/// How the gauges are read, and what they leave out.
fn legend(allocation: &Allocation) -> Vec<String> {
    let mut lines = vec!["Upright line: target. Band: what still counts as on target.".to_owned()];
    let left = left_out(allocation).into_iter();
    lines.extend(left.map(|words| format!("Shares: {words}.")));
    lines
}
