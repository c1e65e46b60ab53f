//! Facts: numbers and items in the one JSON form that every answer to a script and every export has.
//!
//! What is unknown is `null`, a computed number is `{"exact": "33/5", "decimal": "6.60"}`. Texts are cleaned as on
//! the screen, so that nothing in a file drives a terminal. A shape only grows within its version.

use serde_json::{Value, json};

use super::audience::Disclosure;
use crate::model::Workspace;
use crate::model::field::Choice;
use crate::model::id::Id;
use crate::model::item::Item;
use crate::model::text::clean_line;
use crate::scoring::evaluation::Evaluation;
use crate::scoring::levels::effort;
use crate::scoring::ranking::inputs::ratio;
use crate::scoring::ratio::Ratio;
use crate::scoring::readiness::readiness;

/// The version of every shape.
pub const VERSION: u32 = 1;

/// An item with its numbers, as far as they may be seen: `rank`, `score`, `cost_of_delay` and what is missing
/// for them. `score` is what its bundle gives it where there is one, `own_score` what its own numbers do.
pub fn item(
    workspace: &Workspace,
    evaluation: &Evaluation,
    disclosure: &Disclosure,
    id: Id,
) -> Option<Value> {
    let (item, score) = (workspace.get::<Item>(id)?, evaluation.score(id)?);
    Some(json!({
        "id": id.to_string(),
        "key": some(&disclosure.text(&item.key)),
        "title": some(&disclosure.text(&item.title)),
        "state": item.state.word().label,
        "rank": score.rank,
        "counts": score.turn.name(),
        "above_the_cut": score.is_above_cut,
        "not_now_until": evaluation.race.not_now(item).map(|no| no.until.map(|day| day.to_string())),
        "score": maybe(disclosure.score(score.line.score)),
        "own_score": maybe(disclosure.score(score.line.by_itself())),
        "cost_of_delay": maybe(score.cost_of_delay),
        "size": maybe(ratio(item.size)),
        "left_to_do": maybe(effort(workspace, item)),
        "level": item.level.map(|level| level.word().label),
        "part_of": workspace.tree().parent(id).map(|id| id.to_string()),
        "ready": readiness(workspace, item).map(|ready| json!({
            "met": ready.met, "of": ready.of, "missing": ready.missing,
        })),
        "missing": score.line.missing,
        "needs": ids(&item.needs.0),
    }))
}

/// A computed number.
pub fn number(value: Ratio) -> Value {
    json!({ "exact": value.to_string(), "decimal": value.to_decimal(2) })
}

/// A computed number that may be unknown.
pub fn maybe(value: Option<Ratio>) -> Value {
    value.map_or(Value::Null, number)
}

/// A text of the user on one line.
pub fn text(words: &str) -> String {
    clean_line(words).into_owned()
}

/// A text of the user; none for an empty one.
pub fn some(words: &str) -> Option<String> {
    (!words.is_empty()).then(|| text(words))
}

/// Records by their ids.
pub fn ids(ids: &[Id]) -> Vec<String> {
    ids.iter().map(Id::to_string).collect()
}
