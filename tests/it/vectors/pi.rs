//! Topic `pi`: predictability, confidence, disagreement, first capacity, capacity as a sum.

use evenkeel::scoring::plan::capacity::start_rule;
use evenkeel::scoring::plan::confidence::confidence;
use evenkeel::scoring::plan::predictability::{ObjectiveValue, predictability};
use evenkeel::scoring::plan::supply::{Supply, SupplyPart};
use evenkeel::scoring::ratio::Ratio;
use evenkeel::scoring::session::poker::{DECK, RoundVerdict, round};
use serde_json::{Value, json};

use super::{known, quantity, rows, text};

pub fn answer(given: &Value) -> Value {
    match given["what"].as_str().unwrap() {
        "predictability" => answer_predictability(rows(&given["objectives"])),
        "confidence" => {
            let votes = rows(&given["votes"]).iter();
            let votes = votes.map(|vote| vote.as_u64().map(|vote| u8::try_from(vote).unwrap()));
            let result = confidence(&votes.collect::<Vec<_>>()).unwrap();
            json!({
                "mean": text(result.mean),
                "low": result.low,
                "passes": result.passes,
                "counts": result.counts,
            })
        }
        "poker" => {
            let votes: Vec<_> = rows(&given["votes"]).iter().map(quantity).collect();
            let result = round(&DECK.map(Ratio::whole), &votes).unwrap();
            json!({
                "steps": result.steps,
                "verdict": match result.verdict {
                    RoundVerdict::NoVotes => "no_votes",
                    RoundVerdict::Agree => "agree",
                    RoundVerdict::OneStep => "near",
                    RoundVerdict::Talk => "talk",
                },
                "low": result.low,
                "high": result.high,
                "median_card": text(result.median),
                "unsure": result.unsure,
            })
        }
        "capacity" => {
            let team = rows(&given["team"]).iter();
            let team: Vec<_> = team.map(|row| (known(&row[0]), known(&row[1]))).collect();
            json!({"points": text(start_rule(&team))})
        }
        "room" => {
            let parts: Vec<_> = rows(&given["parts"]).iter().map(quantity).collect();
            let of = parts.len();
            let room = Supply::sum(parts, SupplyPart::Team);
            let known = match room {
                Supply::Known(_) => of,
                Supply::Partly(parts) => parts.known,
                Supply::Unknown => 0,
            };
            json!({"points": text(room.points()), "known": known, "of": of})
        }
        other => panic!("what {other}"),
    }
}

fn answer_predictability(rows: &[Value]) -> Value {
    let first = |team: &Value| rows.iter().position(|row| row[0] == *team).unwrap();
    let objective = |row: &Value| ObjectiveValue {
        team: first(&row[0]),
        is_committed: row[1].as_bool().unwrap(),
        planned: quantity(&row[2]),
        actual: quantity(&row[3]),
    };
    let objectives: Vec<_> = rows.iter().map(objective).collect();
    let result = predictability(&objectives).unwrap();
    let teams = result.teams.iter().map(|kept| {
        let numbers = [Some(kept.planned), Some(kept.actual), kept.ratio].map(text);
        json!([rows[kept.team][0], numbers[0], numbers[1], numbers[2]])
    });
    json!({
        "teams": teams.collect::<Vec<_>>(),
        "mean_of_teams": text(result.mean_of_teams),
        "pooled": text(result.pooled),
        "in_band": result.in_band,
    })
}
