//! Topics `pricing`, `pricing-range`, `pricing-intent`, `gabor-granger-profit`.

use evenkeel::scoring::money::earned::ScopeMoves;
use evenkeel::scoring::money::intent::{IntentRow, Intents};
use evenkeel::scoring::money::price_range::{Enough, FourPrices, PriceRange};
use evenkeel::scoring::money::spending::{Burn, Investment};
use evenkeel::scoring::money::tested::{Asked, Costs, TestedPrice, TestedPrices};
use evenkeel::scoring::ratio::Ratio;
use serde_json::{Value, json};

use super::{quantity, rows, text};

fn four(row: &Value) -> FourPrices {
    [0, 1, 2, 3].map(|at| quantity(&row[at]))
}

fn count(value: &Value) -> Option<u32> {
    value.as_u64().map(|count| u32::try_from(count).unwrap())
}

fn tested(given: &Value, costs: &Costs) -> TestedPrices {
    let points = rows(&given["points"]).iter().map(|row| Asked {
        price: quantity(&row[0]),
        asked: count(&row[1]),
        would_buy: count(&row[2]),
    });
    TestedPrices::of(&points.collect::<Vec<_>>(), costs).unwrap()
}

pub fn answer(given: &Value) -> Value {
    match given["what"].as_str().unwrap() {
        "van_westendorp" => {
            let study: Vec<_> = rows(&given["rows"]).iter().map(four).collect();
            let study = PriceRange::of(&study, true);
            let point = |at: usize| text(study.first.map(|points| points[at]));
            json!({
                "valid": study.valid.len(), "invalid": study.invalid,
                "pmc": point(0), "opp": point(1), "ipp": point(2), "pme": point(3),
            })
        }
        "gabor_granger" => {
            let study = tested(given, &Costs::default());
            let all = |of: fn(&TestedPrice) -> Option<Ratio>| -> Vec<Value> {
                study.rows.iter().map(|row| text(of(row))).collect()
            };
            json!({
                "shares": all(|row| row.share), "revenue": all(|row| row.revenue),
                "best_price": text(study.best_revenue().map(|row| row.price)),
                "arc_elasticity": study.elasticities().into_iter().map(text).collect::<Vec<_>>(),
                "not_monotone_at": study.not_falling().into_iter().map(|price| text(Some(price))).collect::<Vec<_>>(),
            })
        }
        "money" => {
            let of = |name: &str| quantity(&given[name]);
            let burn = Burn::of(
                &[of("monthly_cost")],
                of("monthly_income"),
                of("cash"),
                None,
            );
            let invested = Investment {
                size: Some(Ratio::ZERO),
                cost_per_point: Some(Ratio::ZERO),
                supplier: of("invested"),
                weekly: of("benefit"),
                delivered: Some(Ratio::ZERO),
                horizon: Some(Ratio::ONE),
            };
            let changes = [
                ("added", of("added")),
                (
                    "removed",
                    of("removed").map(|removed| Ratio::ZERO.minus(removed).unwrap()),
                ),
            ];
            let changes: Vec<_> = changes
                .iter()
                .filter_map(|(reason, points)| Some((*reason, (*points)?)))
                .collect();
            let moves = ScopeMoves::of(of("baseline"), &changes).unwrap();
            json!({
                "runway_months": text(burn.runway), "roi": text(invested.return_on_investment()),
                "growth": text(moves.growth), "churn": text(moves.churn),
            })
        }
        other => panic!("what {other}"),
    }
}

pub fn range(given: &Value) -> Value {
    let study: Vec<_> = rows(&given["rows"]).iter().map(four).collect();
    let study = PriceRange::of(&study, given["strict"].as_bool().unwrap());
    let points =
        |points: Option<[Ratio; 6]>| points.map(|points| points.map(|point| text(Some(point))));
    let spans = |interpolated| {
        study
            .spans(interpolated)
            .map(|spans| spans.map(|(low, high)| [text(Some(low)), text(Some(high))]))
    };
    let verdict = match study.enough() {
        Enough::Refused => "refused",
        Enough::Few => "few",
        Enough::Enough => "enough",
    };
    json!({
        "valid": study.valid.len(), "invalid": study.invalid, "verdict": verdict,
        "first": points(study.first), "first_span": spans(false),
        "interpolated": points(study.interpolated), "interpolated_span": spans(true),
    })
}

pub fn intent(given: &Value) -> Value {
    let study = rows(&given["rows"]).iter().map(|row| IntentRow {
        prices: four(row),
        intents: [4, 5].map(|at| row[at].as_u64().map(|intent| u8::try_from(intent).unwrap())),
    });
    let study = Intents::of(&study.collect::<Vec<_>>()).unwrap();
    let points = study
        .points
        .iter()
        .map(|point| [point.price, point.reach, point.revenue].map(|value| text(Some(value))));
    json!({
        "valid": study.valid, "invalid": study.invalid, "no_intent": study.no_intent,
        "points": points.collect::<Vec<_>>(),
        "best_reach": text(study.best_reach().map(|point| point.price)),
        "best_revenue": text(study.best_revenue().map(|point| point.price)),
    })
}

pub fn profit(given: &Value) -> Value {
    let of = |name: &str| quantity(&given[name]);
    let study = tested(
        given,
        &Costs {
            unit: of("unit_cost"),
            market: of("market"),
            fixed: of("fixed"),
        },
    );
    let shown = study
        .rows
        .iter()
        .map(|row| [Some(row.price), row.share, row.revenue, row.profit].map(text));
    json!({
        "rows": shown.collect::<Vec<_>>(),
        "best_revenue": text(study.best_revenue().map(|row| row.price)),
        "best_profit": text(study.best_profit().map(|row| row.price)),
        "best_loses": study.best_profit().and_then(|row| row.profit).map(Ratio::is_negative),
        "sorted": study.sorted, "refused": study.refused,
        "merged": study.merged.iter().map(|price| text(Some(*price))).collect::<Vec<_>>(),
    })
}
