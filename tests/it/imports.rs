//! Importing: our own fixtures, real exports where they are at hand, and noise.

mod again;
#[cfg(feature = "xlsx")]
pub mod books;
mod damage;
mod dialects;
mod estimates;
mod generated;
mod identity;
mod json;
mod levels;
mod noise;
mod own;
mod parts;
mod planned;
#[cfg(feature = "xlsx")]
mod progress;
mod real;
mod recognized;
mod tables;
mod trees;
mod wishes;

use std::fs;
use std::path::Path;

use evenkeel::edit;
use evenkeel::exchange::import::{Import, ImportWish, import, import_with};
use evenkeel::model::Workspace;
use evenkeel::model::id::Id;
use evenkeel::model::item::Item;
use evenkeel::model::person::Person;

/// Ids in a row, every third one taken already.
pub fn ids() -> impl FnMut() -> Id {
    let mut next = 0;
    move || {
        next += 1;
        Id::from_random(next - next / 3)
    }
}

/// Imports bytes into a workspace and then once more, which must change nothing.
fn apply(workspace: &mut Workspace, bytes: &[u8]) -> Import {
    let mut outcome = import(bytes, workspace, ids());
    let edits = std::mem::take(&mut outcome.edits);
    edit::apply(workspace, edits).expect("an import passes the checks of every edit");
    let again = import(bytes, workspace, ids());
    assert!(again.edits.is_empty(), "twice is once: {:?}", again.edits);
    assert_eq!((again.created, again.updated), (0, 0));
    assert_eq!(
        again.unchanged,
        outcome.created + outcome.updated + outcome.unchanged
    );
    assert_eq!(again.skipped, outcome.skipped);
    outcome
}

/// Imports bytes as somebody wishes.
fn wished(bytes: &[u8], workspace: &Workspace, change: impl FnOnce(&mut ImportWish<'_>)) -> Import {
    let mut watch = |_| true;
    let mut wish = ImportWish::plain(&mut watch);
    change(&mut wish);
    import_with(bytes, workspace, ids(), &mut wish)
}

fn fixture(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/fixtures");
    let is_table = Path::new(name).extension().is_some_and(|end| end == "csv");
    let kind = if is_table { "csv" } else { "json" };
    fs::read(folder.join(kind).join(name)).unwrap()
}

fn read(name: &str) -> (Workspace, Import) {
    let mut workspace = Workspace::default();
    let outcome = apply(&mut workspace, &fixture(name));
    (workspace, outcome)
}

fn item<'a>(workspace: &'a Workspace, key: &str) -> &'a Item {
    let found = workspace.all::<Item>().find(|item| item.key == key);
    found.expect(key)
}

fn size(item: &Item) -> String {
    item.size.value.map_or("?".into(), |size| size.to_string())
}

fn name(workspace: &Workspace, id: Option<Id>) -> &str {
    id.and_then(|id| workspace.get::<Person>(id))
        .map_or("", |person| &person.name)
}

fn extra<'a>(item: &'a Item, name: &str) -> Vec<&'a str> {
    let entries = item.extra.iter().filter(|entry| entry.name == name);
    entries.map(|entry| entry.text.as_str()).collect()
}

fn says(outcome: &Import, words: &str) -> bool {
    outcome.summary().iter().any(|line| line.contains(words))
}
