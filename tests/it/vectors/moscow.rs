//! Topic `moscow`.

use evenkeel::scoring::plan::moscow::{MoscowClass, MoscowInputs, MoscowPolicy, moscow};
use serde_json::{Value, json};

use super::{ids, known, quantity, rows, text};

pub fn answer(given: &Value) -> Value {
    let items = rows(&given["items"]);
    let inputs: Vec<_> = items
        .iter()
        .map(|row| MoscowInputs {
            effort: quantity(&row[1]),
            class: row[2].as_str().map(class),
        })
        .collect();
    let policy = MoscowPolicy {
        must_max_percent: known(&given["must_max_percent"]),
        could_min_percent: known(&given["could_min_percent"]),
    };
    let result = moscow(&inputs, &policy, quantity(&given["capacity"])).unwrap();
    let efforts = result.efforts;
    let mix = result.mix.as_ref();
    let mut out = json!({
        "effort": {
            "must": text(Some(efforts.must)),
            "should": text(Some(efforts.should)),
            "could": text(Some(efforts.could)),
            "wont": text(Some(efforts.wont)),
        },
        "base": text(Some(result.base)),
        "unclassed": ids(items, result.without_class),
        "unsized": ids(items, result.without_effort),
        "share": mix.map(|mix| json!({
            "must": text(Some(mix.must)),
            "should": text(Some(mix.should)),
            "could": text(Some(mix.could)),
        })),
        "must_over": mix.map(|mix| mix.is_must_over),
        "must_room": text(mix.map(|mix| mix.must_left)),
        "could_short": mix.map(|mix| mix.is_could_short),
        "min_demotions": mix.map(|mix| mix.demotions.len()),
    });
    if let Some(fit) = result.fit {
        out["must_of_capacity"] = text(fit.must_of_capacity);
        out["must_fits"] = json!(fit.must_fits);
        out["all_fits"] = json!(fit.all_fits);
    }
    out
}

fn class(name: &str) -> MoscowClass {
    match name {
        "must" => MoscowClass::Must,
        "should" => MoscowClass::Should,
        "could" => MoscowClass::Could,
        "wont" => MoscowClass::Wont,
        other => panic!("class {other}"),
    }
}
