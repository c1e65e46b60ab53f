//! Topic `forecast`.

use evenkeel::scoring::forecast::chance::Chance;
use evenkeel::scoring::forecast::history::PeriodHistory;
use evenkeel::scoring::forecast::{Certainty, Forecast, When, scopes};
use evenkeel::scoring::ratio::Ratio;
use serde_json::{Number, Value, json};

use super::rows;

pub fn answer(given: &Value) -> Value {
    let whole = |value: &Value| Ratio::whole(value.as_i64().unwrap());
    let periods: Vec<_> = rows(&given["history"])
        .iter()
        .map(|done| Some(whole(done)))
        .collect();
    let history = PeriodHistory::of(&periods).unwrap();
    let items = whole(&given["items"]);
    let count = usize::try_from(given["periods"].as_u64().unwrap()).unwrap();
    let done = (0..=count).map(|count| {
        let chance = Chance::of(&history, items, count).unwrap();
        decimal(chance.rounded(12))
    });
    let when = Forecast::of(&history, items).unwrap().when(items);
    let scope = scopes(&history, count).unwrap()[count];
    json!({
        "done_within": done.collect::<Vec<_>>(),
        "periods_at": Certainty::ALL.map(|level| match when.get(level) {
            When::Within(count) => json!(count),
            When::Beyond | When::Never => Value::Null,
        }),
        "items_at": Certainty::ALL.map(|level| {
            assert_eq!(scope.get(level).denominator(), 1);
            i64::try_from(scope.get(level).numerator()).unwrap()
        }),
    })
}

/// The number as the file writes it: twelve decimals, read as what JSON makes of them.
fn decimal(share: Ratio) -> Value {
    let number: f64 = share.to_decimal(12).parse().unwrap();
    Value::Number(Number::from_f64(number).unwrap())
}
