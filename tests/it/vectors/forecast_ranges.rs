//! Topic `forecast-ranges`.

use evenkeel::scoring::forecast::season::{Lineup, Season, SizeRange, totals};
use evenkeel::scoring::forecast::three_point::{Expected, SpreadShape, ThreePoint};
use evenkeel::scoring::forecast::{Certainty, When};
use evenkeel::scoring::ratio::Ratio;
use serde_json::{Value, json};

use super::forecast::{at, decimal};
use super::{known, rows, text};

pub fn answer(given: &Value) -> Value {
    let history: Vec<Ratio> = rows(&given["history"]).iter().map(known).collect();
    let count = usize::try_from(given["periods"].as_u64().unwrap()).unwrap();
    let (mut sizes, mut three) = (Vec::new(), Vec::new());
    let (mut unsized_items, mut out_of_order) = (Vec::new(), Vec::new());
    for (place, row) in rows(&given["items"]).iter().enumerate() {
        let values = row
            .as_array()
            .map(|row| row.iter().map(super::quantity).collect());
        let values: Option<Vec<Ratio>> =
            values.and_then(|row: Vec<Option<Ratio>>| row.into_iter().collect());
        let Some(values) = values else {
            unsized_items.push(place);
            continue;
        };
        let (low, likely, high) = match values.as_slice() {
            [size] => (*size, *size, *size),
            [low, likely, high] => (*low, *likely, *high),
            other => panic!("{other:?} is no size"),
        };
        match SizeRange::new(low, likely, high) {
            Some(size) => {
                sizes.push(size);
                three.push(ThreePoint::new(low, likely, high).unwrap());
            }
            None => out_of_order.push(place),
        }
    }
    let totals = totals(&sizes).unwrap();
    let moments = sizes.iter().map(|size| {
        let (mean, variance) = size.moments().unwrap();
        Expected { mean, variance }
    });
    let all = Expected::sum(moments).unwrap();
    let pert = three
        .iter()
        .map(|one| one.expected(SpreadShape::Pert).unwrap());
    let pert = Expected::sum(pert).unwrap();
    let lineup = Lineup::at_once(Season::of(history), sizes.clone());
    let when = lineup.when().unwrap();
    let last = |level| when.last().map_or(When::Within(0), |when| when.get(level));
    json!({
        "least": text(totals.first().map(|(amount, _)| *amount)),
        "most": text(totals.last().map(|(amount, _)| *amount)),
        "mean": text(Some(all.mean)),
        "variance": text(Some(all.variance)),
        "pert_variance": text(Some(pert.variance)),
        "size_at": Certainty::ALL.map(|level| {
            let kept = totals.iter().find(|(_, chance)| chance.reaches(level.share()));
            text(kept.map(|(amount, _)| *amount))
        }),
        "done_within": (0..=count)
            .map(|count| decimal(lineup.chance(sizes.len(), count).unwrap().rounded(12)))
            .collect::<Vec<_>>(),
        "periods_at": Certainty::ALL.map(|level| at(last(level))),
        "first_items": Certainty::ALL.map(|level| {
            when.iter().filter(|when| when.get(level) <= When::Within(count)).count()
        }),
        "unsized": unsized_items,
        "out_of_order": out_of_order,
    })
}
