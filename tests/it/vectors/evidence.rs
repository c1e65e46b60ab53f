//! Topic `evidence`: classes and strength, shares of people, wishes, order of tests, reach.

use evenkeel::model::evidence::{Bearing, EvidenceSort, Origin};
use evenkeel::scoring::insight::evidence::{EvidencePiece, EvidenceStanding, Strength};
use evenkeel::scoring::insight::need::{reach, test_order, wished};
use evenkeel::scoring::insight::share::{NoShare, PeopleShare};
use evenkeel::scoring::ratio::Ratio;
use serde_json::{Value, json};

use super::{groups, ids, order, quantity, rows, text};

pub fn answer(given: &Value) -> Value {
    match given["what"].as_str().unwrap() {
        "strength" => answer_strength(rows(&given["evidence"])),
        "wilson" => answer_wilson(given),
        "need" => answer_need(given),
        "test_order" => answer_tests(rows(&given["assumptions"])),
        "reach" => {
            let personas = rows(&given["personas"]);
            let inputs: Vec<_> = personas
                .iter()
                .map(|row| (row[1].as_str(), quantity(&row[2])))
                .collect();
            let unknown = personas.iter().filter(|row| row[2].is_null());
            json!({
                "reach": text(reach(&inputs)),
                "unknown": unknown.map(|row| &row[0]).collect::<Vec<_>>(),
            })
        }
        other => panic!("what {other}"),
    }
}

/// A count, or nothing where it is blank.
fn count(value: &Value) -> Option<Ratio> {
    value.as_i64().map(Ratio::whole)
}

fn piece(row: &Value) -> EvidencePiece {
    EvidencePiece {
        sort: match row[1].as_str().unwrap() {
            "interview" => EvidenceSort::Interview,
            "survey" => EvidenceSort::Survey,
            "usability" => EvidenceSort::Usability,
            "observation" => EvidenceSort::Observation,
            "tickets" => EvidenceSort::Tickets,
            "analytics" => EvidenceSort::Analytics,
            "competitor" => EvidenceSort::Competitor,
            "market_report" => EvidenceSort::MarketReport,
            "expert" => EvidenceSort::Expert,
            "estimate" => EvidenceSort::Estimate,
            "experiment" => EvidenceSort::Experiment,
            "launch" => EvidenceSort::Launch,
            other => panic!("sort {other}"),
        },
        origin: row[2].as_str().map(|origin| match origin {
            "primary" => Origin::Primary,
            "secondary" => Origin::Secondary,
            other => panic!("origin {other}"),
        }),
        people: count(&row[3]),
        said: count(&row[4]),
        age: row[5].as_i64(),
        own: quantity(&row[6]),
        bearing: match row[7].as_str().unwrap() {
            "supports" => Bearing::Supports,
            "refutes" => Bearing::Refutes,
            "mixed" => Bearing::Mixed,
            other => panic!("direction {other}"),
        },
    }
}

fn answer_strength(evidence: &[Value]) -> Value {
    let pieces: Vec<EvidencePiece> = evidence.iter().map(piece).collect();
    let found = Strength::of(&pieces);
    let classes = evidence.iter().zip(&pieces);
    let classes = classes.map(|(row, piece)| (&row[0], piece.class(&pieces)));
    let classes: Vec<_> = classes.collect();
    let too_old = classes.iter().filter(|(_, class)| class.is_none());
    json!({
        "too_old": too_old.map(|(id, _)| *id).collect::<Vec<_>>(),
        "classes": classes.iter().map(|(id, class)| json!([id, text(*class)])).collect::<Vec<_>>(),
        "strength": text(found.strength),
        "against": text(found.against),
        "standing": match found.standing {
            EvidenceStanding::None => "none",
            EvidenceStanding::Refuted => "refuted",
            EvidenceStanding::Contested => "contested",
            EvidenceStanding::Supported => "supported",
        },
        "counts_as": text(Some(found.counts_as())),
        "steps": found.steps(),
        "rice_confidence": text(found.rice_confidence()),
    })
}

fn answer_wilson(given: &Value) -> Value {
    let share = PeopleShare::of(count(&given["said"]), count(&given["people"]));
    let ends = |parts: i128| {
        let (low, high) = share.ok()?.interval(parts);
        let end = |end| text(Ratio::new(end * 100, parts));
        Some([end(low), end(high)])
    };
    let percent = share.ok().map(|share| share.interval(100));
    let percent = percent.map(|(low, high)| [low, high].map(|end| i64::try_from(end).unwrap()));
    json!({
        "share": text(share.ok().and_then(PeopleShare::share)),
        "percent": percent,
        "tenths": ends(1_000),
        "why": share.err().map(|why| match why {
            NoShare::Missing => "missing",
            NoShare::Negative => "negative",
            NoShare::MoreThanAsked => "more_than_asked",
            NoShare::Nobody => "nobody",
            NoShare::NoCount => panic!("no count"),
        }),
    })
}

fn answer_need(given: &Value) -> Value {
    let segments = rows(&given["segments"]);
    let wishes = rows(&given["wishes"]).iter();
    let wishes: Vec<_> = wishes
        .map(|row| (row[0].as_str(), row[1].as_str(), row[2].as_i64()))
        .collect();
    let income = |segment: &str| {
        let row = segments.iter().find(|row| row[0] == segment)?;
        quantity(&row[1])
    };
    let found = wished(&wishes, income);
    json!({
        "score": found.score,
        "people": found.people,
        "segments": found.segments,
        "income": text(found.income),
        "income_unknown": found.income_unknown,
        "blank": found.blank,
        "refused": found.refused,
    })
}

fn answer_tests(assumptions: &[Value]) -> Value {
    let inputs: Vec<_> = assumptions
        .iter()
        .map(|row| (quantity(&row[1]), quantity(&row[2])))
        .collect();
    let found = test_order(&inputs);
    let items = assumptions.iter().zip(&found.scores);
    json!({
        "items": items.map(|(row, score)| json!([row[0], text(*score)])).collect::<Vec<_>>(),
        "order": order(assumptions, &found.ranking),
        "groups": groups(assumptions, &found.ranking),
        "test_first": ids(assumptions, found.first.iter().copied()),
        "unranked": ids(assumptions, found.ranking.unranked()),
    })
}
