//! Merging values: whole ones by who changed them, lists entry by entry.

use std::collections::{BTreeMap, BTreeSet};

use super::Clash;
use crate::model::field::{ExtraCell, Value};
use crate::model::id::Id;
use crate::model::number::Number;

/// The value both sides can agree on; none when they cannot.
pub(super) fn merged(base: Option<&Value>, ours: &Value, theirs: &Value) -> Option<Value> {
    if ours == theirs || base == Some(theirs) {
        return Some(ours.clone());
    }
    let base = base?;
    if base == ours {
        return Some(theirs.clone());
    }
    let links = [base, ours, theirs].map(links);
    if let [Some(base), Some(ours), Some(theirs)] = &links {
        let all = entries(base, ours, theirs, |id| *id)?;
        return Some(unless(all.is_empty(), || Value::Links(all)));
    }
    let ratings = [base, ours, theirs].map(ratings);
    if let [Some(base), Some(ours), Some(theirs)] = &ratings {
        let all = entries(base, ours, theirs, |(id, _)| *id)?;
        return Some(unless(all.is_empty(), || Value::Ratings(all)));
    }
    let columns = [base, ours, theirs].map(columns);
    if let [Some(base), Some(ours), Some(theirs)] = &columns {
        let all = entries(base, ours, theirs, |entry| entry.name.clone())?;
        return Some(unless(all.is_empty(), || Value::Extra(all)));
    }
    let words = [base, ours, theirs].map(words);
    if let [Some(base), Some(ours), Some(theirs)] = &words {
        let all = texts(base, ours, theirs)?;
        return Some(unless(all.is_empty(), || Value::Texts(all)));
    }
    None
}

/// Reads a list out of a value; blank is an empty one, and what is no such list gives none.
macro_rules! list {
    ($name:ident, $variant:ident, $entry:ty) => {
        fn $name(value: &Value) -> Option<Vec<$entry>> {
            if let Value::$variant(all) = value {
                Some(all.clone())
            } else {
                (*value == Value::Blank).then(Vec::new)
            }
        }
    };
}
list!(links, Links, Id);
list!(ratings, Ratings, (Id, Number));
list!(columns, Extra, ExtraCell);
list!(words, Texts, String);

fn unless(empty: bool, value: impl FnOnce() -> Value) -> Value {
    if empty { Value::Blank } else { value() }
}

/// Texts have no key: one that both sides took away while each brought a new one may have been reworded
/// by both.
fn texts(base: &[String], ours: &[String], theirs: &[String]) -> Option<Vec<String>> {
    let both_removed = base
        .iter()
        .any(|text| !ours.contains(text) && !theirs.contains(text));
    let brings = |one: &[String], other: &[String]| {
        one.iter()
            .any(|text| !base.contains(text) && !other.contains(text))
    };
    if both_removed && brings(ours, theirs) && brings(theirs, ours) {
        return None;
    }
    entries(base, ours, theirs, String::clone)
}

/// Merges lists whose entries have a key; none when both changed the same entry or the order, or when a
/// key stands there twice.
fn entries<T: Clone + PartialEq, K: Clone + Ord>(
    base: &[T],
    ours: &[T],
    theirs: &[T],
    key: impl Fn(&T) -> K,
) -> Option<Vec<T>> {
    let table = |list: &[T]| {
        let table: BTreeMap<K, T> = list.iter().map(|e| (key(e), e.clone())).collect();
        (table.len() == list.len()).then_some(table)
    };
    let (before, here, there) = (table(base)?, table(ours)?, table(theirs)?);
    let common = |list: &[T]| -> Vec<K> {
        let keys = list.iter().map(&key);
        keys.filter(|k| before.contains_key(k) && here.contains_key(k) && there.contains_key(k))
            .collect()
    };
    let (order, our_order, their_order) = (common(base), common(ours), common(theirs));
    if our_order != order && their_order != order && our_order != their_order {
        return None;
    }
    let (first, second) = if our_order == order && their_order != order {
        (theirs, ours)
    } else {
        (ours, theirs)
    };
    let (mut all, mut seen) = (Vec::new(), BTreeSet::new());
    for entry in first.iter().chain(second) {
        let key = key(entry);
        if !seen.insert(key.clone()) {
            continue;
        }
        let (b, o, t) = (before.get(&key), here.get(&key), there.get(&key));
        let chosen = if o == t || t == b {
            o
        } else if o == b {
            t
        } else {
            return None;
        };
        all.extend(chosen.cloned());
    }
    Some(all)
}

/// Merges what a record keeps of a newer version, name by name; where both differ, ours stays.
pub(super) fn unknown_fields(
    base: Option<&[(String, String)]>,
    ours: &[(String, String)],
    theirs: &[(String, String)],
) -> (Vec<(String, String)>, Vec<Clash>) {
    let of = |fields: &[(String, String)], name: &str| {
        let found = fields.iter().find(|(known, _)| known == name);
        found.map(|(_, text)| text.clone())
    };
    let (mut all, mut clashes) = (Vec::new(), Vec::new());
    let mut seen = BTreeSet::new();
    for (name, _) in ours.iter().chain(theirs) {
        if !seen.insert(name) {
            continue;
        }
        let before = base.map(|base| of(base, name));
        let (here, there) = (of(ours, name), of(theirs, name));
        let chosen = if here == there || before.as_ref() == Some(&there) {
            here
        } else if before.as_ref() == Some(&here) {
            there
        } else {
            clashes.push(Clash::Unknown {
                name: name.clone(),
                ours: here.clone(),
                theirs: there,
            });
            here
        };
        all.extend(chosen.map(|text| (name.clone(), text)));
    }
    (all, clashes)
}
