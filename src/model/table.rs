//! The records of one kind, by id.
//!
//! Owns that a copy costs nearly nothing: records stand in chunks that copies of a workspace share until one of
//! them changes, so that a snapshot for a thread costs a pointer for each chunk, and an edit copies one chunk.

use std::cmp::Ordering;
use std::iter;
use std::sync::Arc;

use super::id::Id;
use super::record::Record;

/// The most records in a chunk.
const LIMIT: usize = 256;

/// A record under its id; the id stands beside it, so that a search touches no record.
type Entry = (Id, Arc<dyn Record>);

/// A record as it is in one table and as it is in another.
type Pair<'a> = (Option<&'a Arc<dyn Record>>, Option<&'a Arc<dyn Record>>);

/// Records by id. No chunk is empty, and none holds more than [`LIMIT`].
#[derive(Clone, Debug, Default)]
pub(super) struct RecordTable {
    chunks: Vec<Chunk>,
}

/// Records beside each other, and the id of the first: it stands here, so that a search looks into one chunk alone.
#[derive(Clone, Debug)]
struct Chunk {
    first: Id,
    entries: Arc<Vec<Entry>>,
}

impl Chunk {
    fn of(entries: Vec<Entry>) -> Option<Self> {
        let (first, _) = entries.first()?;
        Some(Self {
            first: *first,
            entries: Arc::new(entries),
        })
    }
}

/// Where an id stands: the chunk, and the place in it or where it would be.
struct TablePlace {
    chunk: usize,
    within: Result<usize, usize>,
}

impl RecordTable {
    /// The records, by id.
    pub(super) fn records(&self) -> impl Iterator<Item = &Arc<dyn Record>> {
        self.entries().map(|(_, record)| record)
    }

    /// How many there are.
    pub(super) fn count(&self) -> usize {
        self.chunks.iter().map(|chunk| chunk.entries.len()).sum()
    }

    /// The record with this id.
    pub(super) fn get(&self, id: Id) -> Option<&Arc<dyn Record>> {
        let TablePlace { chunk, within } = self.place(id);
        let (_, record) = self.chunks.get(chunk)?.entries.get(within.ok()?)?;
        Some(record)
    }

    /// The record with this id, to be changed in this copy alone.
    pub(super) fn get_mut(&mut self, id: Id) -> Option<&mut Arc<dyn Record>> {
        let TablePlace { chunk, within } = self.place(id);
        let at = within.ok()?;
        let chunk = self.chunks.get_mut(chunk)?;
        let (_, record) = Arc::make_mut(&mut chunk.entries).get_mut(at)?;
        Some(record)
    }

    /// Puts a record in, in place of one with the same id.
    pub(super) fn insert(&mut self, record: Arc<dyn Record>) {
        let id = record.id();
        let TablePlace { chunk, within } = self.place(id);
        let Some(shared) = self.chunks.get_mut(chunk) else {
            self.chunks.extend(Chunk::of(vec![(id, record)]));
            return;
        };
        shared.first = shared.first.min(id);
        let entries = Arc::make_mut(&mut shared.entries);
        match within {
            Ok(at) => {
                if let Some(entry) = entries.get_mut(at) {
                    entry.1 = record;
                }
            }
            Err(at) => entries.insert(at, (id, record)),
        }
        if entries.len() > LIMIT {
            // A table that is filled in the order of its ids leaves full chunks behind.
            let is_last_of_all = within == Err(LIMIT);
            let upper = entries.split_off(if is_last_of_all { LIMIT } else { LIMIT / 2 });
            let next = chunk + 1;
            self.chunks.splice(next..next, Chunk::of(upper));
        }
    }

    /// Takes a record out.
    pub(super) fn remove(&mut self, id: Id) -> Option<Arc<dyn Record>> {
        let TablePlace { chunk, within } = self.place(id);
        let at = within.ok()?;
        let shared = self.chunks.get_mut(chunk)?;
        let entries = Arc::make_mut(&mut shared.entries);
        let (_, record) = entries.remove(at);
        match entries.first() {
            Some((first, _)) => shared.first = *first,
            None => drop(self.chunks.remove(chunk)),
        }
        Some(record)
    }

    /// The records that are not shared with another table, by id, each as it is here and as it is there.
    pub(super) fn apart<'a>(&'a self, other: &'a Self) -> impl Iterator<Item = Pair<'a>> {
        let (mut here, mut there) = (self.entries().peekable(), other.entries().peekable());
        let next = move || {
            let order = match (here.peek(), there.peek()) {
                (Some((one, _)), Some((other, _))) => one.cmp(other),
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
                (None, None) => return None,
            };
            let one = if order.is_le() { here.next() } else { None };
            let other = if order.is_ge() { there.next() } else { None };
            Some((
                one.map(|(_, record)| record),
                other.map(|(_, record)| record),
            ))
        };
        iter::from_fn(next).filter(|pair| match pair {
            (Some(one), Some(other)) => !Arc::ptr_eq(one, other),
            _ => true,
        })
    }

    fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.chunks.iter().flat_map(|chunk| chunk.entries.iter())
    }

    fn place(&self, id: Id) -> TablePlace {
        let begins_before = |chunk: &Chunk| chunk.first <= id;
        let chunk = self.chunks.partition_point(begins_before).saturating_sub(1);
        let entries = self.chunks.get(chunk);
        let entries = entries.map_or(&[][..], |chunk| &chunk.entries);
        let within = entries.binary_search_by_key(&id, |(of, _)| *of);
        TablePlace { chunk, within }
    }
}

impl PartialEq for RecordTable {
    fn eq(&self, other: &Self) -> bool {
        self.apart(other).all(|pair| match pair {
            (Some(one), Some(other)) => **one == **other,
            _ => false,
        })
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;
    use crate::model::item::Item;

    fn item(number: u64, title: &str) -> Arc<dyn Record> {
        let mut item = Item::new(Id::from_random(number));
        title.clone_into(&mut item.title);
        Arc::new(item)
    }

    proptest! {
        #[test]
        fn it_answers_as_a_map_does(steps in prop::collection::vec((0_u64..900, any::<bool>()), 0..2_000)) {
            let (mut table, mut map) = (RecordTable::default(), BTreeMap::new());
            let mut snapshot = (table.clone(), map.clone());
            for (at, (number, goes)) in steps.into_iter().enumerate() {
                let id = Id::from_random(number);
                if goes {
                    prop_assert_eq!(table.remove(id).is_some(), map.remove(&id).is_some());
                } else {
                    let title = at.to_string();
                    table.insert(item(number, &title));
                    map.insert(id, title);
                }
                prop_assert_eq!(table.count(), map.len());
                if at == 500 {
                    snapshot = (table.clone(), map.clone());
                }
            }
            for (table, map) in [(table, map), snapshot] {
                let title = |record: &Arc<dyn Record>| {
                    let item = record.as_any().downcast_ref::<Item>();
                    item.map(|item| item.title.clone()).unwrap_or_default()
                };
                let records: Vec<(Id, String)> =
                    table.records().map(|record| (record.id(), title(record))).collect();
                let is_whole = |chunk: &Chunk| {
                    (1..=LIMIT).contains(&chunk.entries.len()) && chunk.first == chunk.entries[0].0
                };
                prop_assert!(table.chunks.iter().all(is_whole));
                for (id, title_of) in &map {
                    prop_assert_eq!(table.get(*id).map(title), Some(title_of.clone()));
                }
                prop_assert_eq!(records, map.into_iter().collect::<Vec<_>>());
            }
        }
    }

    #[test]
    fn what_is_filled_in_order_stands_in_full_chunks_and_a_copy_shares_what_did_not_change() {
        let mut numbers: Vec<u64> = (0..1_024).collect();
        numbers.sort_by_key(|number| Id::from_random(*number));
        let mut table = RecordTable::default();
        for number in &numbers {
            table.insert(item(*number, ""));
        }
        assert_eq!(table.chunks.len(), 4);
        let before = table.clone();
        table.insert(item(7, "other"));
        let pairs = table.chunks.iter().zip(&before.chunks);
        assert_eq!(
            pairs
                .filter(|(now, then)| !Arc::ptr_eq(&now.entries, &then.entries))
                .count(),
            1
        );
        assert_ne!(table, before);
    }
}
