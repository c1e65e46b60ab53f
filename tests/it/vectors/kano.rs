//! Topic `kano`: category, tie and coefficients, from pairs of answers or counts.

use evenkeel::scoring::ranking::kano::{Category, KanoCounts, kano};
use serde_json::{Value, json};

use super::scores::parse;
use super::{rows, text};

pub fn answer(given: &Value) -> Value {
    let counts = match given["what"].as_str().unwrap() {
        "answers" => {
            let answers = rows(&given["answers"]).iter();
            let answers: Vec<_> = answers
                .map(|pair| (parse(&pair[0]), parse(&pair[1])))
                .collect();
            KanoCounts::of(&answers)
        }
        "counts" => {
            let count = |value: &Value| u32::try_from(value.as_u64().unwrap()).unwrap();
            let at = |at: usize| count(&given["counts"][at]);
            KanoCounts {
                must_be: at(0),
                one_dimensional: at(1),
                attractive: at(2),
                indifferent: at(3),
                reverse: at(4),
                questionable: at(5),
                skipped: count(&given["skipped"]),
            }
        }
        other => panic!("what {other}"),
    };
    let verdict = kano(&counts);
    json!({
        "counts": Category::ALL.map(|category| counts.get(category)),
        "skipped": counts.skipped,
        "base": i64::try_from(verdict.base).unwrap(),
        "category": verdict.category.map(Category::letter),
        "tie": verdict.tied_with.is_some(),
        "tied_with": verdict.tied_with.map(Category::letter),
        "better": text(verdict.better),
        "worse": text(verdict.worse),
    })
}
