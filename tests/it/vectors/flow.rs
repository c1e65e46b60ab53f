//! Topic `flow`: flow times, load, Little's law, efficiency, readiness, estimate gap, velocity from what is done.

use chrono::{Days, NaiveDate};
use evenkeel::scoring::flow::times::{FlowTimes, Little, Run, efficiency, running};
use evenkeel::scoring::levels::Gap;
use evenkeel::scoring::plan::capacity;
use evenkeel::scoring::plan::velocity::{Counted, DoneItem, last};
use evenkeel::scoring::ratio::Ratio;
use evenkeel::scoring::readiness::{Readiness, ReadyShare};
use serde_json::{Value, json};

use super::{ids, known, position, quantity, rows, text};

pub fn answer(given: &Value) -> Value {
    match given["what"].as_str().unwrap() {
        "times" => times(rows(&given["items"])),
        "load" => load(rows(&given["items"]), given["day"].as_i64().unwrap()),
        "little" => little(given),
        "efficiency" => {
            let share = efficiency(known(&given["active"]), known(&given["total"]));
            json!({ "efficiency": text(share) })
        }
        "readiness" => readiness(rows(&given["items"])),
        "gap" => gap(given),
        "velocity" => velocity(given),
        other => panic!("what {other}"),
    }
}

fn runs(rows: &[Value]) -> Vec<Run> {
    let run = |row: &Value| (row[1].as_i64().unwrap(), row[2].as_i64());
    rows.iter().map(run).collect()
}

fn times(rows: &[Value]) -> Value {
    let times = FlowTimes::of(&runs(rows));
    let each = rows.iter().zip(&times.each);
    json!({
        "times": each.map(|(row, days)| json!([row[0], days])).collect::<Vec<_>>(),
        "count": times.count(),
        "p50": times.percentile(50),
        "p85": times.percentile(85),
        "p95": times.percentile(95),
        "mean": text(times.mean()),
        "reversed": ids(rows, times.reversed.iter().copied()),
    })
}

fn load(rows: &[Value], day: i64) -> Value {
    let ages = running(&runs(rows), day);
    json!({
        "load": ages.len(),
        "ages": ages.iter().map(|(at, age)| json!([rows[*at][0], age])).collect::<Vec<_>>(),
        "oldest": ages.first().map(|(_, age)| age),
    })
}

fn little(given: &Value) -> Value {
    let [load, a_day, days] = ["wip", "a_day", "days"].map(|name| quantity(&given[name]));
    let little = Little::of(load, a_day, days);
    json!({
        "wip": text(little.load),
        "a_day": text(little.a_day),
        "days": text(little.days),
        "in_60_days": text(little.within(60)),
        "agree": little.agree,
    })
}

fn readiness(rows: &[Value]) -> Value {
    let item = |row: &Value| {
        let rules: Vec<Option<bool>> = super::rows(&row[2]).iter().map(Value::as_bool).collect();
        (quantity(&row[1]), Readiness::count(&rules))
    };
    let items: Vec<(Option<Ratio>, Readiness)> = rows.iter().map(item).collect();
    let each = rows
        .iter()
        .zip(&items)
        .map(|(row, (_, of))| json!([row[0], of.met, of.of, of.unknown, of.is_ready()]));
    let efforts: Vec<_> = items
        .iter()
        .map(|(size, of)| (*size, of.is_ready()))
        .collect();
    let share = ReadyShare::of(&efforts).unwrap();
    json!({
        "items": each.collect::<Vec<_>>(),
        "ready_effort": share.ready.to_string(),
        "effort": share.effort.to_string(),
        "share": text(share.share),
        "without_size": ids(rows, share.without_size),
    })
}

fn gap(given: &Value) -> Value {
    let children: Vec<_> = rows(&given["children"]).iter().map(quantity).collect();
    let gap = Gap::of(known(&given["parent"]), &children).unwrap();
    json!({
        "sum": gap.sum.to_string(),
        "unsized": gap.unsized_parts,
        "gap": text(gap.gap),
        "at_least": text(gap.at_least),
        "exceeds": gap.exceeds(),
    })
}

fn day(number: &Value) -> Option<NaiveDate> {
    NaiveDate::default().checked_add_days(Days::new(number.as_u64()?))
}

fn velocity(given: &Value) -> Value {
    let (iterations, items) = (rows(&given["iterations"]), rows(&given["items"]));
    let days: Vec<_> = iterations
        .iter()
        .map(|row| (day(&row[1]).unwrap(), day(&row[2]).unwrap()))
        .collect();
    let today = day(&given["today"]).unwrap();
    let over = days.iter().take_while(|(_, ends)| *ends < today).count();
    let done: Vec<&Value> = items.iter().filter(|row| row[2] == json!(true)).collect();
    let inputs: Vec<DoneItem> = done
        .iter()
        .map(|row| DoneItem {
            size: quantity(&row[1]),
            day: day(&row[4]),
            iteration: position(iterations, &row[3]),
        })
        .collect();
    let counted = Counted::of(&days, over, &inputs);
    let points: Vec<Ratio> = counted
        .points
        .iter()
        .map(|sum| sum.unwrap_or(Ratio::ZERO))
        .collect();
    let typed = given["typed"].as_array().into_iter().flatten();
    let typed: Vec<Ratio> = typed.filter_map(quantity).collect();
    let many = usize::try_from(given["last"].as_u64().unwrap()).unwrap();
    let (source, all) = if typed.is_empty() {
        ("done", &points)
    } else {
        ("typed", &typed)
    };
    let of = last(all, many);
    let named = |at: &Vec<usize>| at.iter().map(|at| done[*at][0].clone()).collect::<Vec<_>>();
    json!({
        "points": iterations.iter().zip(&points)
            .map(|(row, points)| json!([row[0], points.to_string()])).collect::<Vec<_>>(),
        "source": source,
        "velocity": text(capacity::velocity(of)),
        "of": of.len(),
        "nowhere": named(&counted.nowhere),
        "without_size": named(&counted.without_size),
    })
}
