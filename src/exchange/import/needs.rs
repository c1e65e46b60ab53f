//! Needs: new links between items, without loops.
//!
//! Owns leaving out what would close a loop, and how that is told.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::draft::NeedDirection;
use super::notes::{Note, Notes};
use crate::model::Workspace;
use crate::model::id::Id;
use crate::model::item::Item;

/// The link a reference stands for: who needs whom.
pub(super) const fn link(of: Id, other: Id, way: NeedDirection) -> (Id, Id) {
    match way {
        NeedDirection::NeedsThat => (of, other),
        NeedDirection::NeededByThat => (other, of),
    }
}

/// What each item needs first.
pub(super) type Needs = BTreeMap<Id, Vec<Id>>;

/// The largest knot of items that is untangled link by link; in a larger one all new links go.
const KNOT: usize = 500;

/// Adds links to what is needed already, except those that would close a loop, which are given back.
pub(super) fn add(needs: &mut Needs, links: &[(Id, Id)]) -> Vec<(Id, Id)> {
    let knot = knot(needs, links);
    let mut refused = Vec::new();
    for &(item, first) in links {
        if needs.get(&item).is_some_and(|known| known.contains(&first)) {
            continue;
        }
        let tangled = knot.contains(&item) && knot.contains(&first);
        if tangled && (knot.len() > KNOT || reaches(needs, first, item)) {
            refused.push((item, first));
        } else {
            needs.entry(item).or_default().push(first);
        }
    }
    refused
}

/// Notes the links that were refused, by the keys or titles of the items: those of the file, or of the workspace.
pub(super) fn note_loops(
    refused: &[(Id, Id)],
    of_file: impl Iterator<Item = (Id, String)>,
    workspace: &Workspace,
    notes: &mut Notes,
) {
    let of_file: HashMap<Id, String> = of_file.filter(|(_, name)| !name.is_empty()).collect();
    let name = |id: Id| {
        let here = || workspace.get::<Item>(id).map(called);
        let name = of_file.get(&id).map(String::as_str).or_else(here);
        name.unwrap_or_default()
    };
    for (item, first) in refused {
        let example = format!("{} needs {}", name(*item), name(*first));
        notes.add(Note::Loop, "", None, &example);
    }
}

/// What an item goes by: its key, or its title.
pub(super) fn called(item: &Item) -> &str {
    if item.key.is_empty() {
        &item.title
    } else {
        &item.key
    }
}

/// The items that are on a loop, or between loops, once all links are there: what is left after
/// taking away, again and again, each item that needs nothing and each that nothing needs.
fn knot(needs: &Needs, links: &[(Id, Id)]) -> BTreeSet<Id> {
    let old = needs
        .iter()
        .flat_map(|(item, firsts)| firsts.iter().map(move |first| (*item, *first)));
    let all: BTreeSet<(Id, Id)> = old.chain(links.iter().copied()).collect();
    let mut left: BTreeSet<Id> = all
        .iter()
        .flat_map(|(item, first)| [*item, *first])
        .collect();
    for forward in [true, false] {
        let mut open: HashMap<Id, usize> = HashMap::new();
        let mut back: HashMap<Id, Vec<Id>> = HashMap::new();
        for (item, first) in all
            .iter()
            .filter(|(a, b)| left.contains(a) && left.contains(b))
        {
            let (from, to) = if forward {
                (item, first)
            } else {
                (first, item)
            };
            *open.entry(*from).or_default() += 1;
            back.entry(*to).or_default().push(*from);
        }
        let mut free: Vec<Id> = left
            .iter()
            .copied()
            .filter(|id| !open.contains_key(id))
            .collect();
        while let Some(id) = free.pop() {
            left.remove(&id);
            for from in back.get(&id).into_iter().flatten() {
                if let Some(count) = open.get_mut(from) {
                    *count -= 1;
                    if *count == 0 {
                        free.push(*from);
                    }
                }
            }
        }
    }
    left
}

fn reaches(needs: &Needs, from: Id, to: Id) -> bool {
    let mut seen = BTreeSet::new();
    let mut open = vec![from];
    while let Some(id) = open.pop() {
        if id == to {
            return true;
        }
        if seen.insert(id) {
            open.extend(needs.get(&id).into_iter().flatten());
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(text: &str) -> Id {
        Id::parse(text).unwrap()
    }

    fn check(old: &[(&str, &str)], new: &[(&str, &str)], refused: &[(&str, &str)]) {
        let links =
            |all: &[(&str, &str)]| all.iter().map(|(a, b)| (id(a), id(b))).collect::<Vec<_>>();
        let mut needs = Needs::default();
        assert_eq!(add(&mut needs, &links(old)), []);
        assert_eq!(
            add(&mut needs, &links(new)),
            links(refused),
            "{old:?} {new:?}"
        );
    }

    #[test]
    fn only_what_closes_a_loop_is_refused() {
        check(&[], &[("a", "b"), ("b", "c"), ("a", "c")], &[]);
        check(&[], &[("a", "a")], &[("a", "a")]);
        check(&[("a", "b")], &[("b", "a"), ("b", "c")], &[("b", "a")]);
        check(&[("a", "b")], &[("a", "b")], &[]);
        check(
            &[],
            &[("a", "b"), ("b", "c"), ("c", "a"), ("d", "a"), ("c", "e")],
            &[("c", "a")],
        );
    }

    #[test]
    fn a_long_chain_and_a_huge_loop_are_quick() {
        let ids: Vec<Id> = (0..50_000).map(Id::from_random).collect();
        let mut links: Vec<(Id, Id)> = ids.windows(2).map(|pair| (pair[0], pair[1])).collect();
        assert_eq!(add(&mut Needs::default(), &links).len(), 0);
        links.push((ids[49_999], ids[0]));
        assert_eq!(add(&mut Needs::default(), &links).len(), 50_000);
    }
}
