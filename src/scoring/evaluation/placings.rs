//! Where each item stands, in flat lists: a change of one item moves many others, and these are small enough to be
//! written anew after every change.
//!
//! Owns that form alone. Who stands where is decided in `shown` and `revise`.

use std::num::NonZeroU32;

/// Where an item stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Placing {
    pub own_rank: Option<usize>,
    pub rank: Option<usize>,
    pub place: Option<usize>,
    pub is_tied: bool,
    pub is_above_cut: Option<bool>,
}

/// A number from 1, or none.
type Count = Option<NonZeroU32>;

/// Where all items stand, each list in the places of the ids.
#[derive(Clone, Debug, Default)]
pub(super) struct Placings {
    pub own_ranks: Counts,
    pub ranks: Counts,
    /// The places in the shown order.
    pub places: Counts,
    pub ties: Vec<bool>,
    pub sides: Vec<Option<bool>>,
}

impl Placings {
    /// Nobody stands anywhere.
    pub fn of(items: usize) -> Self {
        Self {
            own_ranks: Counts::of(items),
            ranks: Counts::of(items),
            places: Counts::of(items),
            ties: vec![false; items],
            sides: vec![None; items],
        }
    }

    pub fn get(&self, at: usize) -> Placing {
        Placing {
            own_rank: self.own_ranks.get(at),
            rank: self.ranks.get(at),
            place: self.places.get(at),
            is_tied: self.ties.get(at).copied().unwrap_or_default(),
            is_above_cut: self.sides.get(at).copied().flatten(),
        }
    }
}

/// A number for each item, or none.
#[derive(Clone, Debug, Default)]
pub(super) struct Counts(Vec<Count>);

impl Counts {
    pub fn of(items: usize) -> Self {
        Self(vec![None; items])
    }

    pub fn get(&self, at: usize) -> Option<usize> {
        let found = (*self.0.get(at)?)?;
        usize::try_from(found.get() - 1).ok()
    }

    pub fn set(&mut self, at: usize, number: Option<usize>) {
        if let Some(slot) = self.0.get_mut(at) {
            let next = number.and_then(|number| u32::try_from(number).ok()?.checked_add(1));
            *slot = next.and_then(NonZeroU32::new);
        }
    }

    pub fn clear(&mut self) {
        self.0.fill(None);
    }
}
