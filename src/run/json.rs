//! Facts for scripts: the shapes that `--json` prints.
//!
//! Owns the form of a document and how it names items. Each kind of document has its own module; numbers and
//! items have the form of [`crate::exchange::facts`]. A shape only grows within its version; notes are never part of it.

mod findings;
mod money;
mod order;
mod since;

pub(super) use findings::{Checked, FindingsJson, Wrong};
pub(super) use money::money;
pub(super) use order::{explained, order};
pub(super) use since::since;

use serde::Serialize;

use super::outcome::RunOutcome;
use crate::exchange::facts::{VERSION, some, text};
use crate::model::Workspace;
use crate::model::id::Id;
use crate::model::item::Item;

/// A whole answer: `{ "evenkeel": "findings", "version": 1, "file": …, … }`.
#[derive(Debug, Serialize)]
struct JsonReply<'a, T> {
    /// What it holds.
    evenkeel: &'static str,
    version: u32,
    file: &'a str,
    #[serde(flatten)]
    body: T,
}

/// Prints a document with a code to end with.
pub(super) fn print(what: &'static str, file: &str, body: impl Serialize, code: u8) -> RunOutcome {
    let document = JsonReply {
        evenkeel: what,
        version: VERSION,
        file,
        body,
    };
    match serde_json::to_string_pretty(&document) {
        Ok(text) => RunOutcome {
            code,
            ..RunOutcome::done(text + "\n")
        },
        Err(error) => RunOutcome::failed(format!("cannot write JSON: {error}")),
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
