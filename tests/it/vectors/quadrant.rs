//! Topic `quadrant`.

use evenkeel::scoring::grid::quadrant::{
    Quadrant, QuadrantAxis, QuadrantInputs, QuadrantLines, quadrants,
};
use serde_json::{Value, json};

use super::{known, quantity, rows, text};

pub fn answer(given: &Value) -> Value {
    let items = rows(&given["items"]);
    let inputs: Vec<_> = items
        .iter()
        .map(|row| QuadrantInputs {
            impact: quantity(&row[1]),
            effort: quantity(&row[2]),
        })
        .collect();
    let lines = &given["lines"];
    let scale = |axis: &str| (known(&lines[axis][0]), known(&lines[axis][1]));
    let lines = match lines["mode"].as_str().unwrap() {
        "fixed" => QuadrantLines::Fixed {
            impact: known(&lines["impact"]),
            effort: known(&lines["effort"]),
        },
        "midpoint" => QuadrantLines::Midpoint {
            impact: scale("impact"),
            effort: scale("effort"),
        },
        "median" => QuadrantLines::Median,
        other => panic!("mode {other}"),
    };
    let grid = quadrants(&inputs, lines);
    let spots = items.iter().zip(&grid.spots).map(|(row, spot)| {
        let on_line = spot.as_ref().map(|spot| names(&spot.on_line));
        let quadrant = spot.as_ref().map(|spot| match spot.quadrant {
            Quadrant::QuickWin => "quick_win",
            Quadrant::BigBet => "big_bet",
            Quadrant::FillIn => "fill_in",
            Quadrant::MoneyPit => "money_pit",
        });
        json!([row[0], quadrant, on_line.unwrap_or_default()])
    });
    json!({
        "impact_line": text(grid.impact_line),
        "effort_line": text(grid.effort_line),
        "items": spots.collect::<Vec<_>>(),
        "flat_axes": names(&grid.flat),
    })
}

fn names(axes: &[QuadrantAxis]) -> Vec<&'static str> {
    let name = |axis: &QuadrantAxis| match axis {
        QuadrantAxis::Impact => "impact",
        QuadrantAxis::Effort => "effort",
    };
    axes.iter().map(name).collect()
}
