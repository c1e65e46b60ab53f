//! Topic `journey`: gaps of stages, both orders, the curve.

use evenkeel::scoring::insight::journey::{StageGap, StageInputs, StageNumber, WIDE, journey};
use serde_json::{Value, json};

use super::{groups, ids, quantity, rows, text};

pub fn answer(given: &Value) -> Value {
    let stages = rows(&given["stages"]);
    let inputs: Vec<_> = stages
        .iter()
        .map(|row| StageInputs {
            importance: quantity(&row[1]),
            feeling: quantity(&row[2]),
            share: quantity(&row[3]),
        })
        .collect();
    let found = journey(&inputs);
    let shown = stages.iter().zip(&found.stages).map(|(row, stage)| {
        json!([
            row[0],
            text(stage.satisfaction),
            text(stage.gap),
            text(stage.weighted),
            stage.is_truth,
            reasons(stage),
        ])
    });
    let named = |positions: Vec<usize>| json!(ids(stages, positions));
    let steepest = found.steepest.map(|fall| {
        json!([
            stages[fall.from][0],
            stages[fall.from + 1][0],
            text(Some(fall.by))
        ])
    });
    json!({
        "stages": shown.collect::<Vec<_>>(),
        "groups": groups(stages, &found.by_gap),
        "groups_by_share": groups(stages, &found.by_share),
        "lowest": named(found.lowest.clone()),
        "end": text(found.end),
        "steepest": steepest,
        "mean": text(found.mean),
        "truth": named(found.stages_where(|stage| stage.is_truth)),
        "wide": named(found.stages_where(|stage| stage.gap.is_some_and(|gap| gap >= WIDE))),
        "breaks": named(found.stages_where(|stage| stage.feeling.is_none())),
    })
}

fn reasons(stage: &StageGap) -> Vec<String> {
    let name = |number: &StageNumber| match number {
        StageNumber::Importance => "importance",
        StageNumber::Feeling => "feeling",
        StageNumber::Share => "share",
    };
    let missing = stage
        .missing
        .iter()
        .map(|one| format!("missing:{}", name(one)));
    let off = stage
        .off_range
        .iter()
        .map(|one| format!("range:{}", name(one)));
    missing.chain(off).collect()
}
