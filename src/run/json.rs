//! Facts for scripts: the shapes that `--json` prints.
//!
//! Owns the form of a document and of what all documents name: items, texts, exact numbers. Each kind of
//! document has its own module. A shape only grows within its version. What is unknown is `null`, a computed
//! number is `{"exact": "33/5", "decimal": "6.60"}`; notes are never part of it. Texts are cleaned as on the
//! screen, so that nothing in a file drives a terminal.

mod findings;
mod order;
mod since;

pub(super) use findings::{Checked, Findings, Wrong};
pub(super) use order::{explained, order};
pub(super) use since::since;

use serde::Serialize;
use serde_json::{Value, json};

use super::Outcome;
use crate::model::Workspace;
use crate::model::id::Id;
use crate::model::item::Item;
use crate::model::text::clean_line;
use crate::scoring::ratio::Ratio;

/// The version of every shape here.
const VERSION: u32 = 1;

/// A whole answer: `{ "evenkeel": "findings", "version": 1, "file": …, … }`.
#[derive(Debug, Serialize)]
struct Document<'a, T> {
    /// What it holds.
    evenkeel: &'static str,
    version: u32,
    file: &'a str,
    #[serde(flatten)]
    body: T,
}

/// Prints a document with a code to end with.
pub(super) fn print(what: &'static str, file: &str, body: impl Serialize, code: u8) -> Outcome {
    let document = Document {
        evenkeel: what,
        version: VERSION,
        file,
        body,
    };
    match serde_json::to_string_pretty(&document) {
        Ok(text) => Outcome {
            code,
            ..Outcome::done(text + "\n")
        },
        Err(error) => Outcome::failed(format!("cannot write JSON: {error}")),
    }
}

/// An item, as every document names it.
#[derive(Debug, Serialize)]
pub(super) struct Named {
    id: String,
    /// Its key elsewhere; null where it has none.
    key: Option<String>,
    title: String,
}

impl Named {
    /// The names of an item; of one that is gone the id alone.
    pub(super) fn of(workspace: &Workspace, id: Id) -> Self {
        let item = workspace.get::<Item>(id);
        Self {
            id: id.to_string(),
            key: item.and_then(|item| some(&item.key)),
            title: item.map_or_else(String::new, |item| text(&item.title)),
        }
    }
}

fn text(words: &str) -> String {
    clean_line(words).into_owned()
}

/// A text of the user; none for an empty one.
fn some(words: &str) -> Option<String> {
    (!words.is_empty()).then(|| text(words))
}

fn number(value: Ratio) -> Value {
    json!({ "exact": value.to_string(), "decimal": value.to_decimal(2) })
}

fn maybe(value: Option<Ratio>) -> Value {
    value.map_or(Value::Null, number)
}
