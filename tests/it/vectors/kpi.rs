//! Topic `kpi`: progress, splits of a change, what a part alone must do, sensitivity, coverage, outcome, learning.

use evenkeel::model::kpi::{Better, Relation};
use evenkeel::scoring::insight::driver::{self, Change, MeanPart, Node, Split};
use evenkeel::scoring::insight::effect::{
    ExpectedEffect, OutcomeItem, OutcomeKpi, OutcomeReason, coverage, learning, outcome,
};
use evenkeel::scoring::insight::progress::{KpiCourse, Progress, ProgressInputs};
use evenkeel::scoring::ratio::Ratio;
use serde_json::{Value, json};

use super::{groups, ids, known, quantity, rows, text};

pub fn answer(given: &Value) -> Value {
    match given["what"].as_str().unwrap() {
        "progress" => answer_progress(given),
        "sum" => answer_split(rows(&given["rows"]), driver::sum),
        "product" => answer_split(rows(&given["rows"]), driver::product),
        "ratio" => {
            let split = driver::ratio(
                change(&given["numerator"], 0),
                change(&given["denominator"], 0),
            );
            json!({
                "before": text(split.before),
                "after": text(split.after),
                "change": text(split.change()),
                "numerator": text(split.parts[0]),
                "denominator": text(split.parts[1]),
            })
        }
        "mean" => answer_mean(rows(&given["rows"])),
        "alone" => answer_alone(given),
        "sensitivity" => answer_sensitivity(given),
        "coverage" => answer_coverage(given),
        "outcome" => answer_outcome(given),
        "learning" => {
            let effects: Vec<_> = rows(&given["rows"])
                .iter()
                .map(|row| (expected(row, 0), quantity(&row[3])))
                .collect();
            let found = learning(&effects);
            json!({
                "ratios": found.ratios.into_iter().map(text).collect::<Vec<_>>(),
                "median": text(found.median),
                "of": found.of,
            })
        }
        other => panic!("what {other}"),
    }
}

fn change(row: &Value, at: usize) -> Change {
    (quantity(&row[at]), quantity(&row[at + 1]))
}

fn expected(row: &Value, at: usize) -> ExpectedEffect {
    ExpectedEffect {
        low: quantity(&row[at]),
        likely: quantity(&row[at + 1]),
        high: quantity(&row[at + 2]),
    }
}

fn answer_progress(given: &Value) -> Value {
    let better = match given["direction"].as_str().unwrap() {
        "up" => Better::Up,
        "down" => Better::Down,
        other => panic!("direction {other}"),
    };
    let day = |name: &str| given[name].as_i64();
    let found = Progress::of(
        better,
        ProgressInputs {
            baseline: quantity(&given["baseline"]),
            target: quantity(&given["target"]),
            now: quantity(&given["now"]),
            baseline_day: day("baseline_day"),
            target_day: day("target_day"),
            today: day("today"),
        },
    );
    json!({
        "progress": text(found.progress),
        "expected": text(found.expected),
        "status": found.course.map(|course| match course {
            KpiCourse::Ahead => "ahead",
            KpiCourse::On => "on",
            KpiCourse::Behind => "behind",
        }),
        "gap": text(found.gap),
        "reached": found.reached(),
        "against_direction": found.is_against_direction,
    })
}

fn answer_split(parts: &[Value], split: fn(&[Change]) -> Split) -> Value {
    let changes: Vec<_> = parts.iter().map(|row| change(row, 1)).collect();
    let found = split(&changes);
    let shown = parts.iter().zip(&found.parts);
    json!({
        "before": text(found.before),
        "after": text(found.after),
        "change": text(found.change()),
        "parts": shown.map(|(row, part)| json!([row[0], text(*part)])).collect::<Vec<_>>(),
        "unknown": ids(parts, found.unknown.iter().copied()),
    })
}

fn answer_mean(parts: &[Value]) -> Value {
    let inputs: Vec<_> = parts
        .iter()
        .map(|row| MeanPart {
            share: change(row, 1),
            rate: change(row, 3),
        })
        .collect();
    let Some(found) = driver::mean(&inputs) else {
        return json!({"error": "shares"});
    };
    let shown = parts.iter().zip(&found.parts);
    let shown =
        shown.map(|(row, (mix, rate))| json!([row[0], text(Some(*mix)), text(Some(*rate))]));
    json!({
        "before": text(Some(found.before)),
        "after": text(Some(found.after)),
        "change": text(found.after.minus(found.before)),
        "mix": text(Some(found.mix)),
        "rate": text(Some(found.rate)),
        "parts": shown.collect::<Vec<_>>(),
    })
}

fn answer_alone(given: &Value) -> Value {
    let parts = rows(&given["rows"]);
    let values: Vec<_> = parts.iter().map(|row| quantity(&row[1])).collect();
    let alone = driver::alone(&values, known(&given["cut"]));
    let alone = alone
        .into_iter()
        .map(|one| json!([parts[one.at][0], text(Some(one.change)), one.is_possible]));
    let bars = driver::bars(&values).into_iter();
    let bars =
        bars.map(|(at, share, all)| json!([parts[at][0], text(Some(share)), text(Some(all))]));
    let unknown = (0..values.len()).filter(|at| values[*at].is_none());
    json!({
        "parts": alone.collect::<Vec<_>>(),
        "bars": bars.collect::<Vec<_>>(),
        "unknown": ids(parts, unknown),
    })
}

fn answer_sensitivity(given: &Value) -> Value {
    let all = rows(&given["nodes"]);
    let nodes: Vec<Node> = all
        .iter()
        .map(|row| Node {
            parent: all.iter().position(|other| other[0] == row[1]),
            relation: row[2].as_str().map(|relation| match relation {
                "sum" => Relation::Sum,
                "product" => Relation::Product,
                "ratio" => Relation::Ratio,
                "mean" => Relation::Mean,
                other => panic!("relation {other}"),
            }),
            value: quantity(&row[3]),
            share: quantity(&row[4]),
        })
        .collect();
    let loops = driver::loops(&nodes);
    if !loops.is_empty() {
        return json!({"error": "loop", "ids": ids(all, loops)});
    }
    let root = nodes.iter().position(|node| node.parent.is_none()).unwrap();
    let whole = driver::value(&nodes, root);
    let is_leaf = |at: &usize| nodes.iter().all(|node| node.parent != Some(*at));
    let leaves = (0..nodes.len()).filter(is_leaf).map(|at| {
        let change = driver::sensitivity(&nodes, root, at, known(&given["by"]));
        let share = change
            .zip(whole)
            .and_then(|(change, whole)| change.over(whole));
        json!([all[at][0], text(change), text(share)])
    });
    json!({"root": text(whole), "leaves": leaves.collect::<Vec<_>>()})
}

fn answer_coverage(given: &Value) -> Value {
    let all = rows(&given["rows"]);
    let effects: Vec<_> = all.iter().map(|row| expected(row, 1)).collect();
    let gap = quantity(&given["gap"]);
    let found = coverage(gap, &effects);
    let items = found.items.iter().map(|one| {
        let value = one.value.map(Ratio::whole);
        json!([
            all[one.at][0],
            text(Some(one.mean)),
            text(one.share),
            text(value)
        ])
    });
    let list = |all: Option<[Ratio; 4]>| all.map(|all| all.map(|one| text(Some(one))));
    json!({
        "state": match gap {
            Some(gap) if gap <= Ratio::ZERO => "reached",
            Some(_) => "open",
            None => "unknown",
        },
        "sums": list(found.sums),
        "shares": list(found.shares),
        "items": items.collect::<Vec<_>>(),
        "uncovered": found.is_uncovered,
        "left_out": ids(all, found.left_out.iter().copied()),
    })
}

fn answer_outcome(given: &Value) -> Value {
    let kpis = rows(&given["kpis"]);
    let inputs: Vec<_> = kpis
        .iter()
        .map(|row| OutcomeKpi {
            weight: quantity(&row[1]),
            gap: quantity(&row[2]),
        })
        .collect();
    let items = rows(&given["items"]);
    let effects = |row: &Value| {
        let effects = rows(&row[2]).iter();
        let at = |effect: &Value| kpis.iter().position(|kpi| kpi[0] == effect[0]).unwrap();
        effects
            .map(|effect| (at(effect), expected(effect, 1)))
            .collect()
    };
    let given: Vec<_> = items
        .iter()
        .map(|row| OutcomeItem {
            size: quantity(&row[1]),
            effects: effects(row),
        })
        .collect();
    let Some(found) = outcome(&inputs, &given) else {
        return json!({"error": "no_weight"});
    };
    let scores = items.iter().zip(&found.scores).map(|(row, score)| {
        let reasons = score.as_ref().err().cloned().unwrap_or_default();
        let reasons = reasons.into_iter().map(|reason| match reason {
            OutcomeReason::MissingSize => "missing:size",
            OutcomeReason::ZeroSize => "zero:size",
            OutcomeReason::NegativeSize => "negative:size",
            OutcomeReason::NoEffect => "no_effect",
            OutcomeReason::TooLarge => panic!("too large"),
        });
        json!([
            row[0],
            text(score.as_ref().ok().copied()),
            reasons.collect::<Vec<_>>()
        ])
    });
    json!({"scores": scores.collect::<Vec<_>>(), "groups": groups(items, &found.ranking)})
}
