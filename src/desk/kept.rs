//! What is computed once for a state of everything, and then drawn and asked for many times.
//!
//! Owns how long it holds. What it is, and when it is worth keeping, is known to the view that keeps it.

use std::sync::Arc;

use crate::desk::Desk;

/// The state of everything that a view is computed from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ground {
    state: u64,
    presents: bool,
}

impl Ground {
    /// What everything is computed from now.
    pub const fn of(app: &Desk) -> Self {
        Self {
            state: app.derived.state(),
            presents: app.presenting.is_some(),
        }
    }
}

/// Something computed, and what it was computed from.
#[derive(Debug)]
pub struct Kept<K, T>(Option<(K, Arc<T>)>);

impl<K, T> Default for Kept<K, T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<K: PartialEq, T> Kept<K, T> {
    /// What was computed from this; none where it was computed from something else.
    pub fn from(&self, ground: &K) -> Option<Arc<T>> {
        let (of, kept) = self.0.as_ref()?;
        (of == ground).then(|| Arc::clone(kept))
    }

    /// Keeps what was computed from this.
    pub const fn of(ground: K, computed: Arc<T>) -> Self {
        Self(Some((ground, computed)))
    }
}
