//! Items that may be what somebody is about to write down again: most words of the title, or the same need.
//!
//! Owns what counts as alike. Knows no screen.

use std::collections::BTreeSet;

use crate::model::Workspace;
use crate::model::id::Id;
use crate::model::item::Item;

/// How many are named.
const NAMED: usize = 3;
/// Words that tell nothing apart.
const COMMON: [&str; 12] = [
    "and", "are", "can", "for", "from", "into", "not", "that", "the", "their", "when", "with",
];

/// The words of a text that tell it from others, in lower case.
fn words(text: &str) -> BTreeSet<String> {
    let text = text.to_lowercase();
    let words = text.split(|c: char| !c.is_alphanumeric());
    let says = |word: &&str| word.chars().count() > 2 && !COMMON.contains(word);
    words.filter(says).map(str::to_owned).collect()
}

/// How many words two texts share, where that is most of the shorter one and at least two.
fn shared(one: &BTreeSet<String>, other: &BTreeSet<String>) -> Option<usize> {
    let both = one.intersection(other).count();
    let least = one.len().min(other.len());
    (both >= 2 && both * 3 >= least * 2).then_some(both)
}

/// The items most like a title and a need, the most alike first; closed ones among them. Nothing for a text of one
/// word.
pub fn alike(workspace: &Workspace, but: Option<Id>, title: &str, need: &str) -> Vec<Id> {
    let (title, need) = (words(title), words(need));
    if title.len() < 2 && need.len() < 2 {
        return Vec::new();
    }
    let found = workspace.all::<Item>().filter(|item| Some(item.id) != but);
    let found = found.filter_map(|item| {
        let by_title = shared(&title, &words(&item.title));
        // While a title is typed there is no need to look for, and those of all items are long.
        let by_need = || shared(&need, &words(&item.need));
        let by_need = || (need.len() > 1).then(by_need).flatten();
        Some((by_title.or_else(by_need)?, item))
    });
    let mut found: Vec<(usize, &Item)> = found.collect();
    found.sort_by_key(|(both, item)| (std::cmp::Reverse(*both), !item.state.is_open(), item.place));
    found
        .into_iter()
        .take(NAMED)
        .map(|(_, item)| item.id)
        .collect()
}

/// The items most like a title and a need, in words; nothing where there is none.
pub fn told(workspace: &Workspace, but: Option<Id>, title: &str, need: &str) -> Option<String> {
    let found = alike(workspace, but, title, need).into_iter();
    let named = found
        .filter_map(|id| workspace.get::<Item>(id))
        .map(|item| {
            let state = if item.state.is_open() {
                ""
            } else {
                " (closed)"
            };
            let key = item.key.trim();
            let gap = if key.is_empty() { "" } else { " " };
            format!("{key}{gap}{}{state}", item.title)
        });
    let named: Vec<String> = named.collect();
    (!named.is_empty()).then(|| format!("perhaps the same: {}", named.join(" · ")))
}
