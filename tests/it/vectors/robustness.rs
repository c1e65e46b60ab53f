//! Topic `robustness`.

use evenkeel::scoring::firmness::robustness::distribution::EstimateLists;
use evenkeel::scoring::firmness::robustness::{chances, robustness};
use serde_json::{Value, json};

use super::{known, rows, text};

pub fn answer(given: &Value) -> Value {
    let items = rows(&given["items"]);
    let list = |value: &Value| rows(value).iter().map(known).collect();
    let estimates: Vec<_> = items
        .iter()
        .map(|row| EstimateLists {
            value: list(&row[1]),
            criticality: list(&row[2]),
            risk: list(&row[3]),
            size: list(&row[4]),
        })
        .collect();
    let standings: Vec<_> = robustness(&estimates)
        .into_iter()
        .map(Result::unwrap)
        .collect();
    let rows = items.iter().zip(&standings).map(|(row, standing)| {
        let range = standing.distribution.range();
        json!([
            row[0],
            text(Some(range.lowest)),
            text(Some(range.highest)),
            text(standing.distribution.mean()),
            standing.ranks.best,
            standing.ranks.worst,
            text(standing.expected_rank),
        ])
    });
    let mut pairs = Vec::new();
    for (at, (row, one)) in items.iter().zip(&standings).enumerate() {
        for (other_row, other) in items.iter().zip(&standings).skip(at + 1) {
            let found = chances(&one.distribution, &other.distribution).unwrap();
            let shares = [found.above, found.tie, found.below];
            let [above, tie, below] = shares.map(|share| text(Some(share)));
            pairs.push(json!([row[0], other_row[0], above, tie, below]));
        }
    }
    json!({"items": rows.collect::<Vec<_>>(), "pairs": pairs})
}
