//! Topic `scores`: RICE, opportunity, Kano.

use evenkeel::scoring::ranking::kano::{Category, KanoAnswer, KanoCounts, kano};
use evenkeel::scoring::ranking::opportunity::opportunity;
use evenkeel::scoring::ranking::rice::{RiceInputs, rice};
use serde_json::{Value, json};

use super::{groups, order, quantity, rows, text};

pub fn answer(given: &Value) -> Value {
    match given["what"].as_str().unwrap() {
        "rice" => answer_rice(rows(&given["items"])),
        "opportunity" => {
            let satisfaction = quantity(&given["satisfaction"]);
            let score = opportunity(quantity(&given["importance"]), satisfaction);
            json!({"score": text(score.ok())})
        }
        "kano" => answer_kano(rows(&given["answers"])),
        other => panic!("what {other}"),
    }
}

fn answer_rice(items: &[Value]) -> Value {
    let inputs: Vec<_> = items
        .iter()
        .map(|row| RiceInputs {
            reach: quantity(&row[1]),
            impact: quantity(&row[2]),
            confidence: quantity(&row[3]),
            effort: quantity(&row[4]),
        })
        .collect();
    let result = rice(&inputs);
    let scores = items.iter().zip(&result.scores);
    let scores = scores.map(|(row, score)| json!([row[0], text(score.as_ref().ok().copied())]));
    json!({
        "scores": scores.collect::<Vec<_>>(),
        "order": order(items, &result.ranking),
        "groups": groups(items, &result.ranking),
    })
}

fn answer_kano(pairs: &[Value]) -> Value {
    let answers: Vec<_> = pairs
        .iter()
        .map(|pair| (parse(&pair[0]), parse(&pair[1])))
        .collect();
    let counts = KanoCounts::of(&answers);
    let verdict = kano(&counts);
    json!({
        "counts": Category::ALL.map(|category| counts.get(category)),
        "skipped": counts.skipped,
        "category": verdict.category.map(Category::letter),
        "tie": verdict.tied_with.is_some(),
        "better": text(verdict.better),
        "worse": text(verdict.worse),
    })
}

pub fn parse(answer: &Value) -> Option<KanoAnswer> {
    Some(match answer.as_u64()? {
        1 => KanoAnswer::Like,
        2 => KanoAnswer::Expect,
        3 => KanoAnswer::Neutral,
        4 => KanoAnswer::Tolerate,
        5 => KanoAnswer::Dislike,
        other => panic!("answer {other}"),
    })
}
