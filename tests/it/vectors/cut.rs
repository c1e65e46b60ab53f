//! Topic `cut`: the records of a workspace decide who competes, one function draws the line.

use std::fmt::Write as _;

use chrono::{Days, NaiveDate};
use evenkeel::model::Workspace;
use evenkeel::model::item::Item;
use evenkeel::scoring::plan::coming::{Race, clashes};
use evenkeel::scoring::plan::cut::{Entrant, IncrementTurn, cut, left};
use evenkeel::scoring::ratio::Ratio;
use serde_json::{Value, json};

use super::{ids, quantity, rows, text};
use crate::samples::id;

/// A day counted from a day in the middle of nowhere, so that none is before the first.
fn day(count: &Value) -> NaiveDate {
    let first = NaiveDate::from_ymd_opt(2026, 6, 1).unwrap();
    let days = count.as_i64().unwrap() + 100;
    first
        .checked_add_days(Days::new(u64::try_from(days).unwrap()))
        .unwrap()
}

pub fn answer(given: &Value) -> Value {
    let items = rows(&given["items"]);
    let workspace = records(given, items);
    let race = Race::of(&workspace, Some(day(&given["today"])));
    let records: Vec<&Item> = items
        .iter()
        .map(|row| workspace.get::<Item>(id(row[0].as_str().unwrap())).unwrap())
        .collect();
    let entrant = |item: &&Item| Entrant {
        turn: race.turn(&workspace, item),
        effort: left(item),
    };
    let entrants: Vec<Entrant> = records.iter().map(entrant).collect();
    let line = cut(&entrants, quantity(&given["capacity"])).unwrap();
    let known = line.room.is_some();
    let side = |is_above: bool| {
        let own = (0..items.len()).filter(|at| {
            let turn = entrants[*at].turn;
            let is_in = turn.competes() || turn == IncrementTurn::NotNow;
            is_in && line.above[*at] == is_above
        });
        ids(items, own.collect::<Vec<_>>())
    };
    let all = |counts: &dyn Fn(&Item) -> bool| {
        let own = (0..items.len()).filter(|at| counts(records[*at]));
        ids(items, own.collect::<Vec<_>>())
    };
    let row = |(item, entrant): (&&Item, &Entrant)| {
        let effort = entrant
            .effort
            .filter(|_| entrant.turn != IncrementTurn::Closed);
        json!([
            item.id.to_string(),
            entrant.turn.name(),
            text(effort.map(Ratio::from))
        ])
    };
    let amount = |amount: Option<Ratio>| text(amount.filter(|_| known));
    json!({
        "items": records.iter().zip(&entrants).map(row).collect::<Vec<_>>(),
        "spent": text(Some(line.spent)),
        "room": text(line.room),
        "above": known.then(|| side(true)),
        "below": known.then(|| side(false)),
        "used": amount(Some(line.used)),
        "left": amount(line.room.and_then(|room| room.minus(line.used))),
        "elsewhere": text(Some(line.elsewhere)),
        "competing": text(Some(line.competing)),
        "without_size": ids(items, line.without_size.clone()),
        "clash": all(&|item| clashes(&workspace, item)),
        "contradicts": all(&|item| race.contradicts(&workspace, item)),
    })
}

fn records(given: &Value, items: &[Value]) -> Workspace {
    let name = |value: &Value| value.as_str().unwrap().to_owned();
    let increment = |row: &Value| {
        let (starts, ends) = (day(&row[1]), day(&row[2]));
        format!(
            "(id: {}, name: \"I\", starts: \"{starts}\", ends: \"{ends}\"),",
            row[0]
        )
    };
    let iteration = |row: &Value| format!("(id: {}, name: \"I\", increment: {}),", row[0], row[1]);
    let (mut all, mut answers) = (String::new(), String::new());
    for row in items {
        let state = name(&row[1]);
        let (first, rest) = state.split_at(1);
        let mut fields = format!(
            "id: {}, title: {}, state: {}{rest}",
            row[0],
            row[0],
            first.to_uppercase()
        );
        let given = [
            ("size", 2),
            ("remaining", 3),
            ("increment", 4),
            ("iteration", 5),
        ];
        for (field, at) in given {
            if let Some(value) = row[at].as_str() {
                let is_link = at > 3;
                let value = if is_link {
                    format!("{value:?}")
                } else {
                    value.to_owned()
                };
                write!(fields, ", {field}: {value}").unwrap();
            }
        }
        write!(all, "({fields}),").unwrap();
        if !row[6].is_null() {
            let review = day(&row[6]);
            write!(answers,
                "(id: \"no-{0}\", about: \"A\", outcome: Some(NotNow), item: \"{0}\", review: \"{review}\"),",
                name(&row[0])
            ).unwrap();
        }
    }
    let increments: String = rows(&given["increments"]).iter().map(increment).collect();
    let iterations: String = rows(&given["iterations"]).iter().map(iteration).collect();
    let text = format!(
        "(schema: \"1.0\", settings: (increment: {}), increments: [{increments}], iterations: [{iterations}], items: [{all}], decisions: [{answers}])",
        given["coming"]
    );
    // A case may name an increment that is not there.
    evenkeel::store::parse(&text).unwrap().0
}
