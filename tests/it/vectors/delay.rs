//! Topic `delay`: now against later, and orders with shapes.

use evenkeel::scoring::delay::Profile;
use evenkeel::scoring::delay::sequence::{Proof, TimedItem, plain_order, sequence, total_loss};
use serde_json::{Value, json};

use super::{ids, known, rows, text};

pub fn answer(given: &Value) -> Value {
    match given["what"].as_str().unwrap() {
        "now_versus_later" => {
            let profile = profile(&given["profile"]);
            let (duration, wait) = (known(&given["duration"]), known(&given["wait"]));
            let compared = profile.now_or_later(duration, wait).unwrap();
            json!({
                "now": text(Some(compared.now)),
                "later": text(Some(compared.later)),
                "extra": text(Some(compared.extra)),
                "rate_now": text(Some(profile.rate_now())),
            })
        }
        "sequence" => answer_sequence(rows(&given["items"])),
        other => panic!("what {other}"),
    }
}

fn answer_sequence(rows: &[Value]) -> Value {
    let items: Vec<_> = rows
        .iter()
        .map(|row| TimedItem {
            duration: known(&row[1]),
            profile: profile(&row[2]),
        })
        .collect();
    let best = sequence(&items, &[], &[]).unwrap();
    assert_eq!(best.proof, Proof::Best);
    let plain = plain_order(&items).unwrap();
    let input: Vec<usize> = (0..items.len()).collect();
    let cost = |order: &[usize]| text(total_loss(&items, order).ok());
    json!({
        "best": text(Some(total_loss(&items, &best.order).unwrap())),
        "order": ids(rows, best.order),
        "plain_cost": cost(&plain),
        "plain_order": ids(rows, plain),
        "input_cost": cost(&input),
    })
}

fn profile(value: &Value) -> Profile {
    let part = |name: &str| known(&value[name]);
    let rate = part("rate");
    match value["kind"].as_str().unwrap() {
        "standard" => Profile::Standard { rate },
        "expedite" => Profile::Expedite { rate },
        "fixed" => Profile::Fixed {
            date: part("date"),
            once: part("once"),
            rate,
        },
        "intangible" => Profile::Intangible {
            from: part("from"),
            rate,
        },
        "window" => Profile::Window {
            opens: part("opens"),
            closes: part("closes"),
            rate,
        },
        "fading" => Profile::Fading {
            life: part("life"),
            rate,
        },
        other => panic!("kind {other}"),
    }
}
