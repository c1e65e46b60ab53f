//! Topic `price-models`.

use evenkeel::scoring::money::models::{Freemium, Subscription, may_leave, worth_a_week};
use serde_json::{Value, json};

use super::{quantity, text};

pub fn answer(given: &Value) -> Value {
    let of = |name: &str| quantity(&given[name]);
    match given["what"].as_str().unwrap() {
        "freemium" => {
            let model = Freemium {
                price: of("price"),
                cost_paid: of("cost_paid"),
                cost_free: of("cost_free"),
                users: of("users"),
                share: of("share"),
            };
            json!({
                "of_all": text(model.break_even_of_all()), "per_free": text(model.break_even_per_free()),
                "cost_of_paid": text(model.cost_of_paid()), "revenue": text(model.revenue()),
                "profit": text(model.profit()), "margin": text(model.margin()),
            })
        }
        "subscription" => {
            let model = Subscription {
                income: of("arpu"),
                margin: of("margin"),
                churn: of("churn"),
                acquisition: of("cac"),
            };
            json!({
                "ltv": text(model.lifetime_value()), "endless": model.is_endless(), "payback": text(model.payback()),
                "ltv_to_cac": text(model.value_to_cost()), "meets_three": model.meets_three(),
            })
        }
        "premium" => json!({"may_leave": text(may_leave(of("old"), of("new"), of("unit_cost")))}),
        "weekly" => {
            json!({"weekly_cost": text(worth_a_week(of("worth"), of("buyers"), of("share"), of("weeks")))})
        }
        other => panic!("what {other}"),
    }
}
