//! Topic `sequence`.

use evenkeel::scoring::order::sequence::{Job, sequence};
use serde_json::{Value, json};

use super::{ids, known, positions, rows, text};

pub fn answer(given: &Value) -> Value {
    let items = rows(&given["items"]);
    let jobs = jobs(items);
    let result = sequence(&jobs, &positions(items, &given["order"])).unwrap();
    let rows = result.rows.iter().map(|row| {
        let numbers = [row.start, row.finish, row.cost].map(|number| text(Some(number)));
        let [start, finish, cost] = numbers;
        json!([items[row.job][0], start, finish, cost])
    });
    json!({
        "rows": rows.collect::<Vec<_>>(),
        "total_completion": text(Some(result.until_delivery)),
        "total_wait": text(Some(result.until_start)),
        "best_completion": text(Some(result.best_until_delivery)),
        "best_wait": text(Some(result.best_until_start)),
        "best_order": ids(items, result.best_order.iter().copied()),
        "best_orders": u64::try_from(result.best_orders.unwrap()).unwrap(),
        "regret": text(Some(result.regret)),
    })
}

pub fn jobs(items: &[Value]) -> Vec<Job> {
    let job = |row: &Value| Job {
        weight: known(&row[1]),
        duration: known(&row[2]),
    };
    items.iter().map(job).collect()
}
