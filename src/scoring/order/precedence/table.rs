//! Lists that are read by position without a way to fail.
//!
//! Owns a list of values and a list of lists. What lies outside reads as nothing, so that a mistake
//! in an algorithm can give a poor answer but never end the board.

/// A list of values; the default stands in for what lies outside.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub(in crate::scoring) struct Lookup<T>(Vec<T>);

impl<T: Copy + Default> Lookup<T> {
    /// Makes a table of `len` times the same value.
    pub(in crate::scoring) fn filled(len: usize, value: T) -> Self {
        Self(vec![value; len])
    }

    /// The value at a position.
    pub(in crate::scoring) fn at(&self, position: usize) -> T {
        self.0.get(position).copied().unwrap_or_default()
    }

    /// Replaces the value at a position.
    pub(in crate::scoring) fn set(&mut self, position: usize, value: T) {
        if let Some(slot) = self.0.get_mut(position) {
            *slot = value;
        }
    }

    /// Adds a value at the end.
    pub(in crate::scoring) fn push(&mut self, value: T) {
        self.0.push(value);
    }

    /// The number of values.
    pub(in crate::scoring) fn len(&self) -> usize {
        self.0.len()
    }

    /// All values.
    pub(in crate::scoring) fn values(&self) -> &[T] {
        &self.0
    }
}

impl<T> FromIterator<T> for Lookup<T> {
    fn from_iter<I: IntoIterator<Item = T>>(values: I) -> Self {
        Self(values.into_iter().collect())
    }
}

/// One list of positions for each position, stored end to end.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub(in crate::scoring) struct GroupedLists {
    ends: Vec<usize>,
    entries: Vec<usize>,
}

impl GroupedLists {
    /// Makes `len` lists from pairs of (list, entry); entries keep the order of the pairs.
    pub(in crate::scoring) fn new(
        len: usize,
        pairs: impl IntoIterator<Item = (usize, usize)>,
    ) -> Self {
        let mut pairs: Vec<_> = pairs.into_iter().filter(|pair| pair.0 < len).collect();
        pairs.sort_by_key(|pair| pair.0);
        let ends = (0..len).map(|list| pairs.partition_point(|pair| pair.0 <= list));
        Self {
            ends: ends.collect(),
            entries: pairs.iter().map(|pair| pair.1).collect(),
        }
    }

    /// The list at a position.
    pub(in crate::scoring) fn of(&self, position: usize) -> &[usize] {
        let end = self.ends.get(position).copied().unwrap_or_default();
        let start = position
            .checked_sub(1)
            .and_then(|before| self.ends.get(before));
        let entries = self.entries.get(start.copied().unwrap_or_default()..end);
        entries.unwrap_or_default()
    }

    /// The number of lists.
    pub(in crate::scoring) fn len(&self) -> usize {
        self.ends.len()
    }
}
