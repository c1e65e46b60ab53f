//! What moved since a moment, for scripts.

use serde_json::{Value, json};

use super::{Named, text};
use crate::desk::baseline::Moment;
use crate::desk::changes::value;
use crate::exchange::facts::maybe;
use crate::model::Workspace;
use crate::model::field::{Choice, Value as Held};
use crate::model::id::Id;
use crate::model::item::Item;
use crate::model::record::{Declared, Record};
use crate::scoring::since::{Changed, RankReason, Several, Since};

/// The version compared with, the lens, and every item of which something is not the same.
pub(crate) fn since(since: &Since, moment: &Moment, both: [&Workspace; 2]) -> Value {
    json!({
        "since": { "time": moment.label, "source": moment.source, "name": moment.name },
        "lens": since.lens.word().label,
        "lens_before": since.lenses.map(|[before, _]| before.word().label),
        "criteria": since.criteria.iter().map(Id::to_string).collect::<Vec<_>>(),
        "items": since.items.iter().map(|changed| item(changed, both)).collect::<Vec<_>>(),
    })
}

fn item(changed: &Changed, both: [&Workspace; 2]) -> Value {
    let [before, after] = both;
    let known = if after.get::<Item>(changed.id).is_some() {
        after
    } else {
        before
    };
    let ids = |id: Option<Id>| id.map(|id| id.to_string());
    let fields = changed.fields.iter().map(|at| field(changed.id, *at, both));
    json!({
        "item": Named::of(known, changed.id),
        "rank": pair(changed.rank, |rank| json!(rank)),
        "up": changed.up(),
        "score": pair(changed.score, maybe),
        "changes": fields.collect::<Vec<_>>(),
        "option": changed.option.map(|option| pair(option, |id| json!(ids(id)))),
        "reasons": changed.reasons.iter().map(reason).collect::<Vec<_>>(),
    })
}

fn pair<T>([before, after]: [T; 2], value: impl Fn(T) -> Value) -> Value {
    json!({ "before": value(before), "after": value(after) })
}

/// A field in its text form; null for a blank one.
fn field(id: Id, at: usize, both: [&Workspace; 2]) -> Value {
    let field = Item::KIND.fields.get(at);
    let held = both.map(|workspace| {
        let held = workspace.get::<Item>(id).map(|item| item.get(at));
        let held = held.filter(|held| *held != Held::Blank)?;
        Some(text(&value(workspace, field?.holds, &held)))
    });
    let mut answer = pair(held, |held| json!(held));
    if let Some(answer) = answer.as_object_mut() {
        answer.insert("field".to_owned(), json!(field.map(|field| field.name)));
    }
    answer
}

/// A reason; `items` are the first of `count`.
fn reason(reason: &RankReason) -> Value {
    let several = |word: &str, several: &Several| {
        let items: Vec<String> = several.first.iter().map(Id::to_string).collect();
        json!({ "reason": word, "items": items, "count": several.count })
    };
    match reason {
        RankReason::New => json!({ "reason": "new" }),
        RankReason::Gone => json!({ "reason": "gone" }),
        RankReason::Weights => json!({ "reason": "criteria" }),
        RankReason::Calendar => json!({ "reason": "increments" }),
        RankReason::Own(fields) => {
            let names = fields.iter().filter_map(|at| Item::KIND.fields.get(*at));
            let names: Vec<&str> = names.map(|field| field.name).collect();
            json!({ "reason": "own", "fields": names })
        }
        RankReason::Linked(items) => several("linked", items),
        RankReason::Came(items) => several("came", items),
        RankReason::Left(items) => several("left", items),
        RankReason::Passed(items) => several("passed", items),
        RankReason::Fell(items) => several("fell", items),
        RankReason::Shifted(items) => several("shifted", items),
    }
}
