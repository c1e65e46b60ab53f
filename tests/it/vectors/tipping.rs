//! Topic `tipping`.

use evenkeel::scoring::firmness::tipping::{End, Tipping, fewest_steps, tipping};
use evenkeel::scoring::ranking::wsjf::wsjf;
use evenkeel::scoring::ratio::Ratio;
use serde_json::{Value, json};

use super::{rows, text, wsjf_inputs};

pub fn answer(given: &Value) -> Value {
    let items = rows(&given["items"]);
    let inputs = wsjf_inputs(items);
    let scale = [1, 2, 3, 5, 8, 13, 20].map(Ratio::whole);
    let scores = wsjf(&inputs, &scale).rows;
    let scores = items.iter().zip(scores);
    let tippings = tipping(&inputs).unwrap();
    let fewest = fewest_steps(&inputs, &tippings, &scale);
    let part = |end: Option<End>| {
        [
            text(end.map(|e| e.at)),
            json!(end.map(|e| &items[e.with][0])),
        ]
    };
    let row = |(row, tipping): (&Value, &Option<Tipping>)| {
        let mut out = vec![row[0].clone()];
        for interval in tipping.unwrap().intervals {
            out.push(json!([part(interval.below), part(interval.above)].concat()));
        }
        out
    };
    json!({
        "scores": scores.map(|(row, found)| json!([row[0], text(found.score.ok())])).collect::<Vec<_>>(),
        "intervals": items.iter().zip(&tippings).map(row).collect::<Vec<_>>(),
        "fewest_steps": fewest.map(|fewest| fewest.steps.count),
        "fewest_at": fewest.map(|fewest| json!([items[fewest.item][0], fewest.factor.short_name()])),
    })
}
