//! Topic `opportunity`: scores and bands of needs, numbers from answers, the value offered for an item.

use evenkeel::scoring::ranking::opportunity::{
    OpportunityBand, OpportunityFactor, OpportunityReason, band, of_answers, opportunity,
    proposed_value,
};
use evenkeel::scoring::ranking::rank::rank;
use evenkeel::scoring::ratio::Ratio;
use serde_json::{Value, json};

use super::{groups, ids, order, quantity, rows, text};

pub fn answer(given: &Value) -> Value {
    match given["what"].as_str().unwrap() {
        "needs" if given["scale"] != 10 => json!({"error": "scale"}),
        "needs" => answer_needs(rows(&given["needs"])),
        "survey" => {
            let counts = |name: &str| {
                let counts = rows(&given[name]).iter();
                let counts: Vec<u32> = counts
                    .map(|one| u32::try_from(one.as_u64().unwrap()).unwrap())
                    .collect();
                of_answers(counts.try_into().unwrap())
            };
            let (importance, satisfaction) = (counts("importance"), counts("satisfaction"));
            let score = opportunity(importance, satisfaction).ok();
            json!({
                "importance": text(importance),
                "satisfaction": text(satisfaction),
                "score": text(score),
                "band": score.map(word),
            })
        }
        "proposal" => {
            let scores = rows(&given["needs"]).iter();
            let scores =
                scores.filter_map(|row| opportunity(quantity(&row[0]), quantity(&row[1])).ok());
            let best = scores.max();
            let value = best.map(|best| Ratio::whole(proposed_value(best)));
            json!({"best": text(best), "value": text(value)})
        }
        other => panic!("what {other}"),
    }
}

fn answer_needs(needs: &[Value]) -> Value {
    let scores = needs.iter();
    let scores: Vec<_> = scores
        .map(|row| opportunity(quantity(&row[1]), quantity(&row[2])))
        .collect();
    let entries: Vec<_> = scores
        .iter()
        .map(|score| Some((*score.as_ref().ok()?, ())))
        .collect();
    let ranking = rank(&entries);
    let items = needs.iter().zip(&scores).enumerate();
    let items = items.map(|(at, (row, score))| {
        let reasons = score.as_ref().err().cloned().unwrap_or_default();
        let score = score.as_ref().ok().copied();
        json!([
            row[0],
            text(score),
            score.map(word),
            ranking.rank_of(at),
            reasons.into_iter().map(reason).collect::<Vec<_>>(),
        ])
    });
    json!({
        "items": items.collect::<Vec<_>>(),
        "groups": groups(needs, &ranking),
        "order": order(needs, &ranking),
        "unranked": ids(needs, ranking.unranked()),
    })
}

fn word(score: Ratio) -> &'static str {
    match band(score) {
        OpportunityBand::Extreme => "extreme",
        OpportunityBand::Good => "good",
        OpportunityBand::WorthALook => "worth_a_look",
        OpportunityBand::Unattractive => "unattractive",
    }
}

fn reason(reason: OpportunityReason) -> String {
    let factor = |factor| match factor {
        OpportunityFactor::Importance => "importance",
        OpportunityFactor::Satisfaction => "satisfaction",
    };
    match reason {
        OpportunityReason::Missing(of) => format!("missing:{}", factor(of)),
        OpportunityReason::Negative(of) => format!("negative:{}", factor(of)),
        OpportunityReason::Above(of) => format!("above:{}", factor(of)),
        OpportunityReason::TooLarge => panic!("too large"),
    }
}
