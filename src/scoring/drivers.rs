//! Complexity drivers: words on items for what makes them hard, counted over all items.
//!
//! Owns which words are one driver, on how many items it is, and how much larger those are. Knows no screen.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::model::Workspace;
use crate::model::format::count;
use crate::model::id::Id;
use crate::model::item::Item;
use crate::model::words::worded;
use crate::scoring::facts::FactTable;
use crate::scoring::ranking::inputs::ratio;
use crate::scoring::ratio::Ratio;

/// A driver.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Driver {
    /// Its words, as they were written first.
    pub words: String,
    /// The items it is on.
    pub items: Vec<Id>,
    /// The median size of those; none where none of them has a size.
    pub with: Option<Ratio>,
    /// The median size of all others.
    pub without: Option<Ratio>,
}

/// What makes two spellings one driver.
fn key(words: &str) -> String {
    words
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .to_lowercase()
}

impl Driver {
    /// How much larger an item is with it, by the medians; below zero where it is smaller.
    pub fn effect(&self) -> Option<Ratio> {
        self.with?.minus(self.without?)
    }

    /// Whether these words are it.
    pub fn is(&self, words: &str) -> bool {
        key(&self.words) == key(words)
    }

    /// The driver with its count and effect: `payments adapter: 9 items, 3 points larger`.
    pub fn said(&self) -> String {
        let items = count(self.items.len(), "item", "items");
        let effect = self
            .effect()
            .filter(|effect| !effect.is_zero() && self.items.len() > 1);
        let effect = effect.map_or_else(String::new, |effect| {
            let side = if effect.is_negative() {
                "smaller"
            } else {
                "larger"
            };
            format!(", {} points {side} than others", effect.size().to_short())
        });
        format!("{}: {items}{effect}", self.words)
    }
}

/// Every driver, those of most items first, then by their words.
pub fn drivers(workspace: &Workspace) -> Vec<Driver> {
    let mut found: BTreeMap<String, (String, Vec<Id>)> = BTreeMap::new();
    for item in workspace.all::<Item>() {
        for words in item.drivers.iter().filter(|words| !words.trim().is_empty()) {
            let entry = found.entry(key(words));
            let (_, items) = entry.or_insert_with(|| (words.trim().to_owned(), Vec::new()));
            if items.last() != Some(&item.id) {
                items.push(item.id);
            }
        }
    }
    let driver = |(words, items): (String, Vec<Id>)| {
        let (mut with, mut without) = (Vec::new(), Vec::new());
        for item in workspace.all::<Item>() {
            let sizes = if items.binary_search(&item.id).is_ok() {
                &mut with
            } else {
                &mut without
            };
            sizes.extend(ratio(item.size));
        }
        Driver {
            words,
            items,
            with: Ratio::median(&with),
            without: Ratio::median(&without),
        }
    };
    let mut all: Vec<Driver> = found.into_values().map(driver).collect();
    all.sort_by_key(|driver| (Reverse(driver.items.len()), key(&driver.words)));
    all
}

/// The drivers of an item with their counts, of all there are, as they stand there.
pub fn of_item(all: &[Driver], item: &Item) -> Vec<String> {
    let said = |words: &String| {
        let known = all.iter().find(|driver| driver.is(words));
        // What is on this item alone needs no count.
        known
            .filter(|driver| driver.items.len() > 1)
            .map_or_else(|| words.clone(), Driver::said)
    };
    item.drivers.iter().map(said).collect()
}

/// The drivers as a table, in words as their readers may see them.
pub fn table(workspace: &Workspace, said: &dyn Fn(&str) -> String) -> FactTable {
    let size = |size: Option<Ratio>| size.map_or_else(|| "?".to_owned(), Ratio::to_short);
    let rows = drivers(workspace).into_iter().map(|driver| {
        vec![
            said(&driver.words),
            driver.items.len().to_string(),
            size(driver.with),
            size(driver.without),
        ]
    });
    let columns = worded("Driver | Items: | Median size with it: | Without it:");
    FactTable::new("Complexity drivers", columns, rows.collect())
}

#[cfg(test)]
mod tests;
