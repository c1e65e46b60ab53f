//! Topic `wsjf`.

use evenkeel::scoring::ranking::wsjf::{Factor, WsjfReason, WsjfRow, wsjf};
use evenkeel::scoring::ratio::Ratio;
use serde_json::{Value, json};

use super::{groups, ids, order, rows, text, wsjf_inputs};

pub fn answer(given: &Value) -> Value {
    let items = rows(&given["items"]);
    let inputs = wsjf_inputs(items);
    let result = wsjf(&inputs, &[1, 2, 3, 5, 8, 13, 20].map(Ratio::whole));
    let row = |(position, row): (usize, &WsjfRow)| {
        let reasons = row.score.as_ref().err().map(|unscored| &unscored.reasons);
        let reasons: Vec<_> = reasons.into_iter().flatten().copied().map(reason).collect();
        json!([
            items[position][0],
            text(row.cost_of_delay),
            text(row.score.as_ref().ok().copied()),
            result.ranking.rank_of(position),
            reasons,
        ])
    };
    let names = |factors: &[Factor]| factors.iter().map(|f| f.short_name()).collect::<Vec<_>>();
    let without_one: Vec<Factor> = result
        .without_one
        .iter()
        .map(|(factor, _)| *factor)
        .collect();
    let off_scale = result.off_scale.iter();
    let off_scale = off_scale.map(|(at, factor)| json!([items[*at][0], factor.short_name()]));
    json!({
        "items": result.rows.iter().enumerate().map(row).collect::<Vec<_>>(),
        "groups": groups(items, &result.ranking),
        "order": order(items, &result.ranking),
        "unranked": ids(items, result.ranking.unranked()),
        "columns_without_one": names(&without_one),
        "flat_columns": names(&result.flat),
        "off_scale": off_scale.collect::<Vec<_>>(),
    })
}

fn reason(reason: WsjfReason) -> String {
    match reason {
        WsjfReason::Missing(factor) => format!("missing:{}", factor.short_name()),
        WsjfReason::Negative(factor) => format!("negative:{}", factor.short_name()),
        WsjfReason::ZeroSize => "zero:size".to_owned(),
        WsjfReason::TooLarge => "too large".to_owned(),
    }
}
