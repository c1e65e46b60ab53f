//! Topic `conjoint`.

use evenkeel::scoring::money::conjoint::{ConjointError, RatedProfile, conjoint};
use serde_json::{Value, json};

use super::{quantity, rows, text};

pub fn answer(given: &Value) -> Value {
    let names: Vec<&str> = rows(&given["attributes"])
        .iter()
        .filter_map(Value::as_str)
        .collect();
    let profiles = rows(&given["profiles"]).iter().map(|row| RatedProfile {
        levels: rows(&row[0]).iter().filter_map(Value::as_str).collect(),
        rating: quantity(&row[1]),
    });
    let profiles: Vec<_> = profiles.collect();
    let study = match conjoint(&names, given["price"].as_str(), &profiles) {
        Ok(study) => study,
        Err(ConjointError::Empty) => return json!({"error": "empty"}),
        Err(ConjointError::Blank(profiles)) => {
            return json!({"error": "blank", "profiles": profiles});
        }
        Err(ConjointError::Unbalanced(levels)) => {
            return json!({"error": "unbalanced", "levels": levels});
        }
        Err(error @ ConjointError::TooLarge) => panic!("{error}"),
    };
    let attributes = study.attributes.iter().map(|attribute| {
        let levels = attribute
            .levels
            .iter()
            .map(|(level, worth)| json!([level, text(Some(*worth))]));
        json!([attribute.name, levels.collect::<Vec<_>>()])
    });
    let worth = study
        .worth()
        .into_iter()
        .map(|(name, worst, best, worth)| json!([name, worst, best, text(worth)]));
    json!({
        "grand_mean": text(Some(study.grand_mean)),
        "part_worths": attributes.collect::<Vec<_>>(),
        "importance": study.importance().into_iter().map(text).collect::<Vec<_>>(),
        "money_per_util": text(study.money_per_util),
        "worth": worth.collect::<Vec<_>>(),
    })
}
