//! The board as plain text: the ranked backlog, the order in full, the balance.

use std::fmt::Write as _;

use crate::desk::Desk;
use crate::desk::backlog::Row;
use crate::desk::cost::unit;
use crate::model::bucket::Bucket;
use crate::model::field::Choice;
use crate::model::id::Id;
use crate::model::item::Item;
use crate::model::settings::Lens;
use crate::scoring::evaluation::BalanceBasis;
use crate::scoring::explain::words;
use crate::scoring::ranking::method::Method;
use crate::ui::look::ASCII;
use crate::ui::text;

/// The ranked backlog: rank, score, cost of delay, size, bucket, key, title; then what has no score.
pub fn board(desk: &Desk) -> String {
    let evaluation = &desk.derived.evaluation;
    let heading = Method::of(evaluation.lens).heading;
    let mut out = format!(
        "{:>4}  {heading:>9}  {:>7}  {:>5}  {:<14}  Item\n",
        "Rank", "CoD", "Size", "Bucket"
    );
    for row in &desk.backlog.rows {
        match row {
            Row::Item(id) => line(desk, *id, &mut out),
            Row::Cut => {
                let points = evaluation
                    .cut
                    .map(|cut| cut.capacity.rounded())
                    .unwrap_or_default();
                let _ = writeln!(out, "---- cut: {points} points ----");
            }
            Row::Unscored(count) => {
                let _ = writeln!(
                    out,
                    "---- {} without a score ----",
                    text::count(*count, "item", "items")
                );
            }
            Row::Closed(count) => {
                let _ = writeln!(out, "---- {count} done, parked or declined ----");
            }
        }
    }
    if let Some(total) = &evaluation.total {
        let unit = unit(desk.seen(), total.unit);
        let _ = writeln!(
            out,
            "Delay cost of this order in {unit}: {} until start, {} until delivery",
            text::amount(total.until_start, &ASCII),
            text::amount(total.until_delivery, &ASCII),
        );
        let without = [
            ("cost of delay", total.without_cost),
            ("size", total.without_size),
        ];
        for (what, count) in without.into_iter().filter(|(_, count)| *count > 0) {
            let items = text::count(count, "item", "items");
            let _ = writeln!(out, "Not counted, no {what}: {items}");
        }
    }
    let flags = evaluation.flags.iter().map(|flag| flag.words());
    for note in evaluation.note.iter().cloned().chain(flags) {
        let _ = writeln!(out, "Note: {note}");
    }
    if !evaluation.off_scale.is_empty() {
        let count = text::count(evaluation.off_scale.len(), "estimate is", "estimates are");
        let _ = writeln!(out, "Note: {count} not on the scale and count as they are");
    }
    out
}

/// The board under the lens that is on, then the bundles of that order by the titles of their items, then
/// what is due.
pub fn order(desk: &Desk) -> String {
    let mut out = board(desk);
    for members in &desk.derived.evaluation.bundles {
        let title = |id: &Id| {
            let item = desk.seen().get::<Item>(*id);
            item.map_or_else(|| id.to_string(), |item| item.title.clone())
        };
        let titles: Vec<String> = members.iter().map(title).collect();
        let _ = writeln!(out, "Bundle: {}", text::clean(&titles.join(", then ")));
    }
    for id in &desk.derived.evaluation.ranked {
        let Some(item) = desk.seen().get::<Item>(*id) else {
            continue;
        };
        if let Some(due) = words::due(desk.seen(), &desk.derived.evaluation, item) {
            let title = text::clean(&item.title);
            let _ = writeln!(out, "Due: {title}: {}", due.parts.join(", "));
        }
    }
    out
}

fn line(desk: &Desk, id: Id, out: &mut String) {
    let (Some(item), Some(score)) = (
        desk.seen().get::<Item>(id),
        desk.derived.evaluation.score(id),
    ) else {
        return;
    };
    let result = match (desk.derived.evaluation.lens, item.moscow) {
        (Lens::Moscow, Some(class)) => class.word().label.to_owned(),
        _ => (score.line.score).map_or_else(|| "-".to_owned(), |score| score.to_decimal(2)),
    };
    let _ = write!(
        out,
        "{:>4}  {result:>9}  {:>7}  {:>5}  {:<14}  ",
        score
            .rank
            .map_or_else(|| "-".to_owned(), |rank| rank.to_string()),
        (score.cost_of_delay).map_or_else(|| "-".to_owned(), |cost| text::amount(cost, &ASCII)),
        item.size
            .value
            .map_or_else(|| "?".to_owned(), |size| size.to_string()),
        text::fit(&bucket(desk, item), 14, "."),
    );
    if !item.key.is_empty() {
        let _ = write!(out, "{} ", text::clean(&item.key));
    }
    out.push_str(&text::clean(&item.title));
    if !score.line.missing.is_empty() {
        let _ = write!(out, " (needs: {})", score.line.missing.join(", "));
    }
    if let Some(pin) = item.pin {
        let own = score
            .own_rank
            .map_or_else(|| "none".to_owned(), |rank| rank.to_string());
        let _ = write!(out, " (pinned at {pin}, rank by score: {own})");
    }
    out.push('\n');
}

/// Effort by bucket against the targets.
pub fn balance(desk: &Desk) -> String {
    let balance = &desk.derived.evaluation.balance;
    let mut out = match balance.basis {
        BalanceBasis::Planned => "Effort planned for the coming increment\n".to_owned(),
        BalanceBasis::Open => {
            "Effort of all open items (none is planned for the coming increment)\n".to_owned()
        }
    };
    let allocation = match &balance.allocation {
        Ok(allocation) => allocation,
        Err(why) => {
            let _ = writeln!(out, "No balance: {why}");
            return out;
        }
    };
    for (id, bucket) in balance.buckets.iter().zip(&allocation.buckets) {
        let name = desk
            .seen()
            .get::<Bucket>(*id)
            .map_or("", |bucket| bucket.name.as_str());
        let target = bucket.target.to_percent(0).unwrap_or_default();
        match bucket.mix {
            None => {
                let _ = writeln!(out, "{}: no data, target {target}%", text::clean(name));
            }
            Some(mix) => {
                let verdict = mix.status.word();
                let _ = writeln!(
                    out,
                    "{}: {}% of {target}%, {verdict}, drift {:+} points of a hundred, {} points of effort",
                    text::clean(name),
                    mix.percent,
                    mix.drift.rounded(),
                    text::amount(bucket.effort, &ASCII),
                );
            }
        }
    }
    let load = allocation.load.and_then(|load| load.to_percent(0));
    if let (Some(load), Some(capacity)) = (load, balance.capacity) {
        let _ = writeln!(
            out,
            "Load: {load}% of {} points",
            text::amount(capacity, &ASCII)
        );
    }
    if !allocation.without_bucket.is_empty() {
        let _ = writeln!(
            out,
            "Without a bucket: {}",
            text::count(allocation.without_bucket.len(), "item", "items")
        );
    }
    if !allocation.without_effort.is_empty() {
        let _ = writeln!(
            out,
            "Without a size: {}",
            text::count(allocation.without_effort.len(), "item", "items")
        );
    }
    out
}

fn bucket(desk: &Desk, item: &Item) -> String {
    let bucket = item.bucket.0.and_then(|id| desk.seen().get::<Bucket>(id));
    bucket.map_or_else(|| "-".to_owned(), |bucket| bucket.name.clone())
}
