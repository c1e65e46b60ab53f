//! The views as plain text, for pipes and screen readers.
//!
//! One line an item, no frames, no color, words in place of marks; the same numbers as on the screen.

use std::fmt::Write as _;

pub use crate::shell::reference::plain::{markdown, reference, table, topics};
pub use crate::views::plan::plain::plan;
pub use crate::views::plan::roadmap_plain::roadmap;

use crate::desk::cost::unit;
use crate::model::bucket::Bucket;
use crate::model::field::Choice;
use crate::model::id::Id;
use crate::model::item::Item;
use crate::scoring::evaluation::BalanceBasis;
use crate::scoring::explain::words;
use crate::scoring::grid::quadrant::Quadrant;
use crate::scoring::grid::tradeoff;
use crate::scoring::ranking::method::Method;
use crate::scoring::ratio::Ratio;
use crate::shell::App;
use crate::ui::text;
use crate::views::board::Row;

/// The ranked backlog: rank, score, cost of delay, size, bucket, key, title; then what has no score.
pub fn board(app: &App) -> String {
    let evaluation = &app.derived.evaluation;
    let heading = Method::of(evaluation.lens).heading;
    let mut out = format!(
        "{:>4}  {heading:>9}  {:>7}  {:>5}  {:<14}  Item\n",
        "Rank", "CoD", "Size", "Bucket"
    );
    for row in &app.board.rows {
        match row {
            Row::Item(id) => line(app, *id, &mut out),
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
        let unit = unit(app.seen(), total.unit);
        let _ = writeln!(
            out,
            "Delay cost of this order in {unit}: {} until start, {} until delivery",
            trimmed(&total.until_start.to_decimal(2)),
            trimmed(&total.until_delivery.to_decimal(2)),
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
pub fn order(app: &App) -> String {
    let mut out = board(app);
    for members in &app.derived.evaluation.bundles {
        let title = |id: &Id| {
            let item = app.seen().get::<Item>(*id);
            item.map_or_else(|| id.to_string(), |item| item.title.clone())
        };
        let titles: Vec<String> = members.iter().map(title).collect();
        let _ = writeln!(out, "Bundle: {}", text::clean(&titles.join(", then ")));
    }
    for id in &app.derived.evaluation.ranked {
        let Some(item) = app.seen().get::<Item>(*id) else {
            continue;
        };
        if let Some(due) = words::due(app.seen(), &app.derived.evaluation, item) {
            let title = text::clean(&item.title);
            let _ = writeln!(out, "Due: {title}: {}", due.parts.join(", "));
        }
    }
    out
}

fn line(app: &App, id: Id, out: &mut String) {
    let (Some(item), Some(score)) = (app.seen().get::<Item>(id), app.derived.evaluation.score(id))
    else {
        return;
    };
    let number = |value: Option<Ratio>, places| {
        value.map_or_else(|| "-".to_owned(), |v: Ratio| v.to_decimal(places))
    };
    let result = match (app.derived.evaluation.lens, item.moscow) {
        (crate::model::settings::Lens::Moscow, Some(class)) => class.word().label.to_owned(),
        _ => number(score.line.score, 2),
    };
    let _ = write!(
        out,
        "{:>4}  {result:>9}  {:>7}  {:>5}  {:<14}  ",
        score
            .rank
            .map_or_else(|| "-".to_owned(), |rank| rank.to_string()),
        trimmed(&number(score.cost_of_delay, 2)),
        item.size
            .value
            .map_or_else(|| "?".to_owned(), |size| size.to_string()),
        text::fit(&bucket(app, item), 14, "."),
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

/// Impact against effort: each item with its quadrant, and the counts.
pub fn grid(app: &App) -> String {
    let ids = app.board.rows.iter().filter_map(|row| row.item());
    let items: Vec<&Item> = ids.filter_map(|id| app.seen().get(id)).collect();
    let all = tradeoff(app.seen(), &items, app.grid.impact);
    let name = |quadrant| match quadrant {
        Quadrant::QuickWin => "Quick win",
        Quadrant::BigBet => "Big bet",
        Quadrant::FillIn => "Fill-in",
        Quadrant::MoneyPit => "Time sink",
    };
    let mut out = format!("{:<10}  {:>7}  {:>5}  Item\n", "Quadrant", "Impact", "Size");
    for spot in &all.spots {
        let title = app
            .seen()
            .get::<Item>(spot.id)
            .map_or("", |item| item.title.as_str());
        let _ = writeln!(
            out,
            "{:<10}  {:>7}  {:>5}  {}",
            name(spot.quadrant),
            trimmed(&spot.impact.to_decimal(2)),
            trimmed(&spot.size.to_decimal(2)),
            text::clean(title)
        );
    }
    for count in all.counts {
        let effort = count
            .effort
            .map_or_else(|| "?".to_owned(), |effort| trimmed(&effort.to_decimal(2)));
        let _ = writeln!(
            out,
            "{}: {}, {effort} points",
            name(count.quadrant),
            text::count(count.items, "item", "items")
        );
    }
    if !all.tray.is_empty() {
        let _ = writeln!(
            out,
            "Off the grid, an estimate is unknown: {}",
            text::count(all.tray.len(), "item", "items")
        );
    }
    out
}

/// Effort by bucket against the targets.
pub fn balance(app: &App) -> String {
    let balance = &app.derived.evaluation.balance;
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
        let name = app
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
                    trimmed(&bucket.effort.to_decimal(2)),
                );
            }
        }
    }
    let load = allocation.load.and_then(|load| load.to_percent(0));
    if let (Some(load), Some(capacity)) = (load, balance.capacity) {
        let _ = writeln!(
            out,
            "Load: {load}% of {} points",
            trimmed(&capacity.to_decimal(2))
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

fn bucket(app: &App, item: &Item) -> String {
    let bucket = item.bucket.0.and_then(|id| app.seen().get::<Bucket>(id));
    bucket.map_or_else(|| "-".to_owned(), |bucket| bucket.name.clone())
}

fn trimmed(digits: &str) -> String {
    if digits.contains('.') {
        digits
            .trim_end_matches('0')
            .trim_end_matches('.')
            .to_owned()
    } else {
        digits.to_owned()
    }
}
