//! Topic `budget`.

use evenkeel::scoring::money::earned::{Earned, FrozenScope, ScopeMoves};
use evenkeel::scoring::money::present_value::{Rates, present_value};
use evenkeel::scoring::money::spending::{Burn, Investment};
use evenkeel::scoring::ratio::Ratio;
use serde_json::{Value, json};

use super::{known, quantity, rows, text};

fn whole(value: &Value) -> u32 {
    u32::try_from(value.as_u64().unwrap()).unwrap()
}

/// A decimal with so many places, halves to the even digit.
fn decimal(value: Ratio, places: u32) -> String {
    let unit = 10_i128.pow(places);
    let scaled = value.times(Ratio::new(unit, 1).unwrap()).unwrap();
    let floor = scaled.floor();
    let rest = scaled.minus(Ratio::new(floor, 1).unwrap()).unwrap();
    let half = Ratio::new(1, 2).unwrap();
    let up = rest > half || (rest == half && floor % 2 != 0);
    fixed(floor + i128::from(up), places)
}

/// So many units of the last of these places.
fn fixed(units: i128, places: u32) -> String {
    let unit = 10_u128.pow(places);
    let sign = if units < 0 { "-" } else { "" };
    let (whole, part) = (units.unsigned_abs() / unit, units.unsigned_abs() % unit);
    format!("{sign}{whole}.{part:0width$}", width = places as usize)
}

fn indices(earned: &Earned) -> Value {
    json!({
        "cpi": text(earned.cost_index()), "spi": text(earned.schedule_index()),
        "cost_variance": text(earned.cost_variance()), "schedule_variance": text(earned.schedule_variance()),
        "eac_rate": text(earned.at_this_cost()), "eac_plan": text(earned.rest_as_planned()),
        "eac_both": text(earned.at_this_cost_and_pace()), "tcpi": text(earned.to_complete()),
    })
}

pub fn answer(given: &Value) -> Value {
    let of = |name: &str| quantity(&given[name]);
    match given["what"].as_str().unwrap() {
        "burn" => {
            let actuals: Vec<_> = rows(&given["actuals"]).iter().map(quantity).collect();
            let burn = Burn::of(&actuals, of("income"), of("cash"), of("points"));
            json!({
                "burn": text(burn.burn), "of": burn.of, "net": text(burn.net), "burning": burn.burning(),
                "runway": text(burn.runway), "spent": text(burn.spent), "cost_per_point": text(burn.cost_per_point),
            })
        }
        "indices" => indices(&Earned {
            budget: of("bac"),
            planned: of("pv"),
            earned: of("ev"),
            actual: of("ac"),
        }),
        "evm" => {
            let scope = FrozenScope {
                budget: of("bac"),
                points: of("points"),
                done: of("done"),
                added: of("added"),
                removed: of("removed"),
                iterations: whole(&given["iterations"]),
                passed: whole(&given["passed"]),
                actual: of("ac"),
            };
            let (baseline, today) = (scope.on_baseline(), scope.on_today());
            json!({
                "pv": text(baseline.planned), "ev": text(baseline.earned), "scope_now": text(scope.now()),
                "ev_now": text(today.earned), "baseline": indices(&baseline), "today": indices(&today),
            })
        }
        "scope" => {
            let changes: Vec<_> = rows(&given["changes"])
                .iter()
                .map(|row| (row[0].as_str().unwrap(), known(&row[1])))
                .collect();
            let moves = ScopeMoves::of(of("baseline"), &changes).unwrap();
            let reasons = moves.reasons.iter().map(|(reason, added, removed, net)| {
                json!([
                    reason,
                    text(Some(*added)),
                    text(Some(*removed)),
                    text(Some(*net))
                ])
            });
            json!({
                "added": text(Some(moves.added)), "removed": text(Some(moves.removed)), "growth": text(moves.growth),
                "churn": text(moves.churn), "reasons": reasons.collect::<Vec<_>>(), "grew": moves.grew(),
                "busy_inside": moves.is_busy_inside(),
            })
        }
        "return" => {
            let item = Investment {
                size: of("size"),
                cost_per_point: of("cost_per_point"),
                supplier: of("supplier"),
                weekly: of("weekly"),
                delivered: of("delivered"),
                horizon: of("horizon"),
            };
            json!({
                "cost": text(item.cost()), "gain": text(item.gain()), "roi": text(item.return_on_investment()),
                "payback_weeks": text(item.payback_weeks()), "beyond": item.is_beyond_horizon(),
            })
        }
        "npv" => {
            let flows: Vec<_> = rows(&given["flows"])
                .iter()
                .map(|row| (whole(&row[0]), known(&row[1])))
                .collect();
            let Some(worth) = present_value(&flows, known(&given["discount"])) else {
                return json!({"error": "discount"});
            };
            let rule = match worth.rates() {
                Rates::None => "none",
                Rates::One => "one",
                Rates::SeveralOrNone => "several_or_none",
            };
            let factors = worth
                .factors
                .iter()
                .map(|(week, units)| json!([week, fixed(*units, 15)]));
            json!({
                "factors": factors.collect::<Vec<_>>(), "npv": decimal(worth.value, 6),
                "payback_weeks": text(worth.payback),
                "discounted_weeks": worth.discounted_payback.map(|weeks| decimal(weeks, 6)),
                "sign_changes": worth.sign_changes, "irr_rule": rule,
                "irr_percent": worth.rate_of_return().map(|hundredths| fixed(hundredths, 2)),
            })
        }
        other => panic!("what {other}"),
    }
}
