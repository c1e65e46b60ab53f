//! The board as plain text: the ranked backlog, the order in full, the balance.

use std::fmt::Write as _;

use crate::desk::Desk;
use crate::desk::backlog::BacklogRow;
use crate::model::bucket::Bucket;
use crate::model::field::Choice;
use crate::model::format::{known, percent};
use crate::model::id::Id;
use crate::model::item::Item;
use crate::model::settings::Lens;
use crate::model::words::{ITEM, worded};
use crate::scoring::evaluation::{BalanceBasis, must_limit};
use crate::scoring::explain::words;
use crate::scoring::levels;
use crate::scoring::plan::words::{left_out, must};
use crate::scoring::price::words::whole;
use crate::scoring::ranking::method::Method;
use crate::ui::look::ASCII;
use crate::ui::text;

/// The ranked backlog: rank, score, cost of delay, size, bucket, key, title; then what has no score.
pub fn board(desk: &Desk) -> String {
    let evaluation = &desk.derived.evaluation;
    let heading = Method::of(evaluation.lens).heading;
    let mut out = format!(
        "{:>4}  {heading:>9}  {:>7}  {:>5}  {:<14}  {ITEM:#}\n",
        "Rank", "CoD", "Size", "Bucket"
    );
    for row in &desk.backlog.rows {
        match row {
            BacklogRow::Item(id) | BacklogRow::Part(id, _) => line(desk, *id, &mut out),
            BacklogRow::Cut
            | BacklogRow::Unscored(_)
            | BacklogRow::Above(_)
            | BacklogRow::Closed(_) => {
                let _ = writeln!(out, "---- {} ----", row.words(desk.seen(), evaluation));
            }
        }
    }
    if let Some(total) = &evaluation.total() {
        let _ = writeln!(
            out,
            "Cost of delay of this order until delivery: {}",
            whole(desk.seen(), total),
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
    for note in evaluation.notes() {
        let _ = writeln!(out, "Note: {note}");
    }
    out
}

/// The board under the lens that is on, then the bundles of that order by the titles of their items, then
/// what is due.
pub fn order(desk: &Desk) -> String {
    let mut out = board(desk);
    for members in &desk.derived.evaluation.bundles {
        let titles = members.iter().map(|id| desk.seen().name::<Item>(*id));
        let titles: Vec<&str> = titles.collect();
        let _ = writeln!(out, "Bundle: {}", text::clean(&titles.join(", then ")));
    }
    for id in &desk.derived.evaluation.ranked {
        let Some(item) = desk.seen().get::<Item>(*id) else {
            continue;
        };
        if let Some(due) = words::due(&desk.derived.survey.roadmap, item, desk.derived.today) {
            let title = text::clean(&item.title);
            let _ = writeln!(out, "Due: {title}: {}", due.parts.join(", "));
        }
    }
    out
}

fn line(desk: &Desk, id: Id, out: &mut String) {
    let evaluation = &desk.derived.evaluation;
    let known_item = desk.seen().get::<Item>(id).zip(evaluation.score(id));
    let Some((item, score)) = known_item else {
        return;
    };
    let result = match (evaluation.lens, item.moscow) {
        (Lens::Moscow, Some(class)) => class.word().label.to_owned(),
        _ => known(
            score.line.score.map(|score| evaluation.written(id, score)),
            "-",
        ),
    };
    let cost = score.cost_of_delay;
    let bucket = desk.seen().linked(&item.bucket);
    let _ = write!(
        out,
        "{:>4}  {result:>9}  {:>7}  {:>5}  {:<14}  ",
        known(score.rank, "-"),
        known(cost.map(|cost| text::amount(cost, &ASCII)), "-"),
        known(item.size.value, "?"),
        text::fit(bucket.map_or("-", |one: &Bucket| &one.name), 14, "."),
    );
    if !item.key.is_empty() {
        let _ = write!(out, "{} ", text::clean(&item.key));
    }
    out.push_str(&text::clean(&item.title));
    if let Some((done, all)) = levels::progress(desk.seen(), id) {
        let _ = write!(out, " ({done} of {all} parts done)");
    }
    if let Some(mark) = desk.derived.evaluation.race.mark(desk.seen(), item) {
        let _ = write!(out, " ({mark})");
    }
    if !score.line.missing.is_empty() {
        let _ = write!(out, " (needs: {})", score.line.missing.join(", "));
    }
    if let Some(wrong) = score.line.wrong {
        let _ = write!(out, " ({wrong})");
    }
    if let Some(pin) = item.pin {
        let own = known(score.own_rank, "none");
        let _ = write!(out, " (placed at {pin} by hand, rank by score: {own})");
    }
    out.push('\n');
}

/// Effort by bucket against the targets.
pub fn balance(desk: &Desk) -> String {
    let balance = &desk.derived.evaluation.balance;
    let mut out = match balance.basis {
        BalanceBasis::Planned => {
            worded("Effort planned for the coming planning interval\n").to_owned()
        }
        BalanceBasis::Open => {
            worded("Effort of all open items (none is planned for the coming planning interval)\n")
                .to_owned()
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
        let name = text::clean(desk.seen().name::<Bucket>(*id));
        let target = bucket.target.percent();
        match bucket.mix {
            None => {
                let _ = writeln!(out, "{name}: no data, target {target}");
            }
            Some(mix) => {
                let verdict = mix.status.word();
                let _ = writeln!(
                    out,
                    "{name}: {}, aim {target}, {verdict}, {:+} percentage points off, {} points of effort",
                    percent(mix.percent),
                    mix.drift.rounded(),
                    text::amount(bucket.effort, &ASCII),
                );
            }
        }
    }
    if let (Some(load), Some(capacity)) = (allocation.load, balance.capacity) {
        let capacity = text::amount(capacity, &ASCII);
        let _ = writeln!(out, "Load: {} of {capacity} points", load.percent());
    }
    let mix = desk.derived.evaluation.moscow.as_ref();
    if let Some(mix) = mix.and_then(|found| found.mix.as_ref()) {
        let _ = writeln!(out, "{}", must(mix, must_limit(desk.seen())));
    }
    for words in left_out(allocation) {
        let _ = writeln!(out, "Shares: {words}");
    }
    out
}
