//! Topic `forecast`.

use evenkeel::scoring::forecast::season::{Lineup, Season, SizeRange};
use evenkeel::scoring::forecast::{Certainty, When};
use evenkeel::scoring::ratio::Ratio;
use serde_json::{Number, Value, json};

use super::rows;

pub fn answer(given: &Value) -> Value {
    let whole = |value: &Value| Ratio::whole(value.as_i64().unwrap());
    let history: Vec<Ratio> = rows(&given["history"]).iter().map(whole).collect();
    let lineup = |items: Ratio| {
        let size = SizeRange::exactly(items).unwrap();
        Lineup::at_once(Season::of(history.clone()), vec![size])
    };
    let own = lineup(whole(&given["items"]));
    let count = usize::try_from(given["periods"].as_u64().unwrap()).unwrap();
    let done = (0..=count).map(|count| decimal(own.chance(1, count).unwrap().rounded(12)));
    let when = own.when().unwrap()[0];
    let most = history.iter().map(|done| done.numerator()).max().unwrap();
    let most = i64::try_from(most).unwrap() * i64::try_from(count).unwrap();
    json!({
        "done_within": done.collect::<Vec<_>>(),
        "periods_at": Certainty::ALL.map(|level| at(when.get(level))),
        "items_at": Certainty::ALL.map(|level| {
            let reaches = |items: i64| {
                let chance = lineup(Ratio::whole(items)).chance(1, count).unwrap();
                chance.reaches(level.share())
            };
            // More is never likelier: the last that is reached is searched by halves.
            let (mut met, mut missed) = (0, most + 1);
            while missed - met > 1 {
                let middle = i64::midpoint(met, missed);
                if reaches(middle) { met = middle } else { missed = middle }
            }
            met
        }),
    })
}

/// A number of periods; none where it is never, or beyond all that is counted.
pub fn at(when: When) -> Value {
    match when {
        When::Within(count) => json!(count),
        When::Beyond | When::Never => Value::Null,
    }
}

/// The number as the file writes it: twelve decimals, read as what JSON makes of them.
pub fn decimal(share: Ratio) -> Value {
    let number: f64 = share.to_decimal(12).parse().unwrap();
    Value::Number(Number::from_f64(number).unwrap())
}
