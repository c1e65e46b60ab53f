//! Topic `scaling`.

use evenkeel::scoring::firmness::scaling::all_pairs;
use serde_json::{Value, json};

use super::{rows, text, wsjf_inputs};

pub fn answer(given: &Value) -> Value {
    let items = rows(&given["items"]);
    let pairs = all_pairs(&wsjf_inputs(items)).unwrap();
    let pairs = pairs.into_iter().map(|placed| {
        let (above, below) = (&items[placed.above][0], &items[placed.below][0]);
        let pair = placed.pair;
        json!([
            above,
            below,
            pair.is_tied,
            pair.is_scale_proof,
            pair.factors.map(text)
        ])
    });
    json!({"pairs": pairs.collect::<Vec<_>>()})
}
