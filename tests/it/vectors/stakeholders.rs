//! Topic `stakeholders`: closeness, silence, promises, wishes served, voices.

use evenkeel::model::field::Choice;
use evenkeel::model::item::State;
use evenkeel::model::person::Level;
use evenkeel::scoring::insight::stakeholder::{
    Closeness, ContactGap, MediumCounts, Promise, PromisesKept, Served, is_loud, voices,
};
use serde_json::{Value, json};

use super::{quantity, rows, text};

pub fn answer(given: &Value) -> Value {
    match given["what"].as_str().unwrap() {
        "quadrant" => answer_quadrant(given),
        "contact" => answer_contact(given),
        "promises" => answer_promises(given),
        "served" => {
            let wishes = rows(&given["wishes"]);
            json!({"people": served(wishes, 0), "sides": served(wishes, 1)})
        }
        "voice" => answer_voice(rows(&given["items"])),
        other => panic!("what {other}"),
    }
}

fn level(value: &Value) -> Option<Level> {
    value.as_str().map(|level| match level {
        "high" => Level::High,
        "medium" => Level::Medium,
        "low" => Level::Low,
        other => panic!("level {other}"),
    })
}

fn word(closeness: Closeness) -> String {
    closeness.words().replace(' ', "_")
}

fn answer_quadrant(given: &Value) -> Value {
    let people = rows(&given["people"]).iter();
    let medium = MediumCounts {
        power_is_high: given["medium_power"] == "high",
        interest_is_high: given["medium_interest"] == "high",
    };
    let found: Vec<_> = people
        .map(|row| {
            (
                &row[0],
                Closeness::of(level(&row[1]), level(&row[2]), medium),
            )
        })
        .collect();
    let tray = found.iter().filter(|(_, closeness)| closeness.is_none());
    json!({
        "people": found.iter().map(|(id, one)| json!([id, one.map(word)])).collect::<Vec<_>>(),
        "tray": tray.map(|(id, _)| id).collect::<Vec<_>>(),
    })
}

fn answer_contact(given: &Value) -> Value {
    let today = given["today"].as_i64().unwrap();
    let people = rows(&given["people"]).iter();
    let found: Vec<_> = people
        .map(|row| {
            let closeness = Closeness::of(level(&row[1]), level(&row[2]), MediumCounts::default());
            let silence = ContactGap::of(closeness, row[3].as_i64(), row[4].as_i64(), today);
            (&row[0], closeness, silence)
        })
        .collect();
    let shown = found.iter().map(|(id, closeness, silence)| {
        let overdue = silence.overdue();
        json!([
            id,
            closeness.map(word),
            silence.every,
            silence.days,
            overdue,
            overdue.map(|days| days > 0),
        ])
    });
    let late = found.iter().filter_map(|(id, _, silence)| {
        let days = silence.overdue().filter(|days| *days > 0)?;
        Some((days, id))
    });
    let mut late: Vec<_> = late.collect();
    late.sort_by_key(|(days, _)| -days);
    let never = found
        .iter()
        .filter(|(_, _, silence)| silence.days.is_none());
    json!({
        "people": shown.collect::<Vec<_>>(),
        "overdue": late.iter().map(|(_, id)| id).collect::<Vec<_>>(),
        "never": never.map(|(id, _, _)| id).collect::<Vec<_>>(),
    })
}

/// The different values of a column, in the order in which they first stand there.
fn distinct(all: &[Value], column: usize) -> Vec<&Value> {
    let mut found: Vec<&Value> = Vec::new();
    for row in all {
        if !row[column].is_null() && !found.contains(&&row[column]) {
            found.push(&row[column]);
        }
    }
    found
}

fn answer_promises(given: &Value) -> Value {
    let (all, today) = (rows(&given["promises"]), given["today"].as_i64().unwrap());
    let promise = |row: &Value| Promise {
        due: row[1].as_i64(),
        kept: row[2].as_i64(),
    };
    let people = distinct(all, 0).into_iter().map(|who| {
        let own = all.iter().filter(|row| row[0] == *who).map(promise);
        let kept = PromisesKept::of(own, today);
        json!([who, kept.in_time, kept.due, kept.open, text(kept.rate())])
    });
    let without = all.iter().enumerate().filter(|(_, row)| row[1].is_null());
    json!({
        "people": people.collect::<Vec<_>>(),
        "rate": text(PromisesKept::of(all.iter().map(promise), today).rate()),
        "without_day": without.map(|(at, _)| at).collect::<Vec<_>>(),
    })
}

fn served(wishes: &[Value], column: usize) -> Vec<Value> {
    let of = |who: &Value| {
        let own: Vec<Value> = wishes
            .iter()
            .filter(|row| row[column] == *who)
            .cloned()
            .collect();
        let mut seen: Vec<&Value> = Vec::new();
        let items = own.iter().filter_map(|row| {
            let is_new = !seen.contains(&&row[2]);
            seen.push(&row[2]);
            is_new.then(|| (quantity(&row[3]), state(row[4].as_str().unwrap())))
        });
        let found = Served::of(items.collect::<Vec<_>>()).unwrap();
        json!([
            who,
            text(Some(found.served)),
            text(Some(found.all)),
            text(found.share()),
            found.unsized_items,
        ])
    };
    distinct(wishes, column).into_iter().map(of).collect()
}

fn state(name: &str) -> State {
    let found = State::ALL
        .iter()
        .find(|state| state.word().name.eq_ignore_ascii_case(name));
    *found.unwrap()
}

fn answer_voice(items: &[Value]) -> Value {
    let inputs: Vec<_> = items
        .iter()
        .map(|row| (quantity(&row[1]), row[2].as_str()))
        .collect();
    let (total, found) = voices(&inputs).unwrap();
    let loud = found
        .iter()
        .filter(|(_, _, share)| share.is_some_and(is_loud));
    let without = items.iter().filter(|row| row[1].is_null());
    json!({
        "total": text(Some(total)),
        "loud": loud.map(|(who, _, _)| who).collect::<Vec<_>>(),
        "voices": found
            .iter()
            .map(|(who, effort, share)| json!([who, text(Some(*effort)), text(*share)]))
            .collect::<Vec<_>>(),
        "without_size": without.map(|row| &row[0]).collect::<Vec<_>>(),
    })
}
