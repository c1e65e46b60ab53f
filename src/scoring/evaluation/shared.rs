//! Values that copies share, in chunks, until one of them changes.
//!
//! Owns that a copy costs a pointer for each chunk and a change a copy of one chunk. Knows no item.

use std::sync::Arc;

/// How many values stand in a chunk.
const LENGTH: usize = 64;

/// A list of values. Every chunk but the last is full.
#[derive(Clone)]
pub(super) struct Shared<T> {
    chunks: Vec<Arc<Vec<T>>>,
}

impl<T: Clone> Shared<T> {
    pub fn len(&self) -> usize {
        let last = self.chunks.last().map_or(0, |last| last.len());
        self.chunks.len().saturating_sub(1) * LENGTH + last
    }

    pub fn get(&self, at: usize) -> Option<&T> {
        self.chunks.get(at / LENGTH)?.get(at % LENGTH)
    }

    /// A value to be changed in this copy alone.
    pub fn get_mut(&mut self, at: usize) -> Option<&mut T> {
        Arc::make_mut(self.chunks.get_mut(at / LENGTH)?).get_mut(at % LENGTH)
    }

    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &T> {
        self.chunks.iter().flat_map(|chunk| chunk.iter())
    }
}

impl<T> FromIterator<T> for Shared<T> {
    fn from_iter<I: IntoIterator<Item = T>>(values: I) -> Self {
        let mut values = values.into_iter().peekable();
        let mut chunks = Vec::new();
        while values.peek().is_some() {
            let mut chunk = Vec::with_capacity(LENGTH);
            chunk.extend(values.by_ref().take(LENGTH));
            chunks.push(Arc::new(chunk));
        }
        Self { chunks }
    }
}

impl<T: std::fmt::Debug + Clone> std::fmt::Debug for Shared<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}
