//! Topic `weighted`.

use evenkeel::scoring::ranking::weighted::{
    Normalization, Precision, WeightedCriterion, WeightedDirection, WeightedError, weighted,
};
use serde_json::{Value, json};

use super::{groups, ids, known, order, quantity, rows, text};

pub fn answer(given: &Value) -> Value {
    let columns = rows(&given["criteria"]);
    let criteria: Vec<_> = columns
        .iter()
        .map(|row| WeightedCriterion {
            weight: known(&row[1]),
            direction: if row[2].as_bool().unwrap() {
                WeightedDirection::HigherIsBetter
            } else {
                WeightedDirection::LowerIsBetter
            },
            scale: (known(&row[3]), known(&row[4])),
        })
        .collect();
    let normalization = match given["mode"].as_str().unwrap() {
        "scale" => Normalization::Scale,
        "minmax" => Normalization::MinMax,
        other => panic!("mode {other}"),
    };
    let items = rows(&given["items"]);
    let values: Vec<Vec<_>> = items
        .iter()
        .map(|row| rows(&row[1]).iter().map(quantity).collect())
        .collect();
    let result = match weighted(&criteria, &values, normalization) {
        Ok(result) => result,
        Err(WeightedError::NoWeight) => return json!({"error": "no_weight"}),
        Err(WeightedError::NegativeWeight(_)) => return json!({"error": "negative_weight"}),
        Err(WeightedError::TooLarge) => return json!({"error": "too large"}),
    };
    assert_eq!(result.precision, Precision::Exact);
    let scores = items.iter().zip(&result.scores).enumerate();
    let scores = scores.map(|(position, (row, score))| {
        let score = text(score.as_ref().ok().copied());
        json!([row[0], score, result.ranking.rank_of(position)])
    });
    json!({
        "weights": result.weights.iter().map(|weight| text(Some(*weight))).collect::<Vec<_>>(),
        "items": scores.collect::<Vec<_>>(),
        "order": order(items, &result.ranking),
        "groups": groups(items, &result.ranking),
        "flat_criteria": ids(columns, result.flat.iter().copied()),
        "incomplete": ids(items, result.ranking.unranked()),
    })
}
