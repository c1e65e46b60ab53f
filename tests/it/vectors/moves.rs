//! Topic `moves`.

use evenkeel::scoring::delay::loss::Loss;
use evenkeel::scoring::price::moves::{WaitingItem, price};
use serde_json::{Value, json};

use super::{ids, known, position, positions, quantity, rows, text};

pub fn answer(given: &Value) -> Value {
    let rows = rows(&given["items"]);
    let item = |row: &Value| WaitingItem {
        loss: quantity(&row[1]).map(Loss::even),
        duration: known(&row[2]),
    };
    let items: Vec<_> = rows.iter().map(item).collect();
    let before = positions(rows, &given["before"]);
    let to = usize::try_from(given["to"].as_u64().unwrap()).unwrap();
    let result = price(&items, &before, position(rows, &given["item"]).unwrap(), to).unwrap();
    let changes = result.changes.iter().map(|change| {
        let id = &rows[change.item][0];
        json!([id, text(Some(change.delay)), text(change.cost)])
    });
    json!({
        "after": ids(rows, result.after.iter().copied()),
        "changes": changes.collect::<Vec<_>>(),
        "paid": text(Some(result.paid)),
        "gained": text(Some(result.gained)),
        "net": text(Some(result.net)),
        "own_cost_if_new": text(result.own_cost_if_new),
    })
}
