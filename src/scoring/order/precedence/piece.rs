//! One piece of a block on its own: small numbers for its jobs, and sets of them as bits.
//!
//! Owns what each job of the piece needs within it, straight through jobs that neither cost nor
//! take anything. Knows nothing outside the piece.

use std::collections::BTreeSet;

use super::links::Graph;
use super::table::Lookup;
use super::whole::{WholeJobs, cost};

/// Jobs that are ordered together, numbered from 0 in input order.
pub(super) struct Piece {
    /// Positions in the input, without jobs that stand anywhere for free.
    pub jobs: Vec<usize>,
    pub weight: Lookup<i128>,
    pub duration: Lookup<i128>,
    /// The set of what each job needs.
    needs: Vec<Set>,
}

/// A set of jobs of a piece, one bit each.
#[derive(Clone, Debug, Default)]
pub(super) struct Set(Vec<u64>);

impl Set {
    /// Makes an empty set that can hold `len` jobs.
    pub(super) fn empty(len: usize) -> Self {
        Self(vec![0; len.div_ceil(64)])
    }

    /// The bits.
    pub(super) fn words(&self) -> &[u64] {
        &self.0
    }

    /// Adds a job.
    pub(super) fn add(&mut self, job: usize) {
        if let Some(word) = self.0.get_mut(job / 64) {
            *word |= 1 << (job % 64);
        }
    }

    /// Adds what another set holds.
    pub(super) fn add_all(&mut self, other: &[u64]) {
        for (word, other) in self.0.iter_mut().zip(other) {
            *word |= other;
        }
    }

    /// Replaces all bits.
    pub(super) fn copy(&mut self, words: &[u64]) {
        self.0.clear();
        self.0.extend_from_slice(words);
    }
}

/// Whether a set holds a job.
pub(super) fn holds(set: &[u64], job: usize) -> bool {
    set.get(job / 64)
        .is_some_and(|word| word >> (job % 64) & 1 == 1)
}

impl Piece {
    /// Cuts the piece of these `members`, in input order, out of a graph.
    pub(super) fn new(whole: &WholeJobs, graph: &Graph, members: &[usize]) -> Self {
        let mut jobs = members.to_vec();
        jobs.retain(|job| !whole.is_null(*job));
        let needs = jobs.iter().map(|job| {
            let mut set = Set::empty(jobs.len());
            let (mut open, mut seen) = (vec![*job], BTreeSet::new());
            while let Some(next) = open.pop() {
                for need in graph.needs.of(next) {
                    if let Ok(number) = jobs.binary_search(need) {
                        set.add(number);
                    } else if members.binary_search(need).is_ok() && seen.insert(*need) {
                        open.push(*need);
                    }
                }
            }
            set
        });
        Self {
            needs: needs.collect(),
            weight: jobs.iter().map(|job| whole.weight.at(*job)).collect(),
            duration: jobs.iter().map(|job| whole.duration.at(*job)).collect(),
            jobs,
        }
    }

    /// How many jobs there are.
    pub(super) fn len(&self) -> usize {
        self.jobs.len()
    }

    /// The set of what a job needs.
    pub(super) fn needs(&self, job: usize) -> &[u64] {
        self.needs.get(job).map_or(&[], Set::words)
    }

    /// Whether a job is outside a set and all it needs inside.
    pub(super) fn is_ready(&self, job: usize, done: &[u64]) -> bool {
        let missing = |(need, done): (&u64, &u64)| need & !done != 0;
        !holds(done, job) && !self.needs(job).iter().zip(done).any(missing)
    }

    /// Delay cost of an order of the piece that starts at time 0.
    pub(super) fn cost(&self, order: &[usize]) -> i128 {
        cost(&self.weight, &self.duration, order)
    }

    /// A cost that no legal order of the piece goes below.
    ///
    /// With ratio r = weight / duration of the piece, no beginning has a higher ratio than r and no
    /// end a lower one. So the cost is at least r (p^2 + sum of squared durations) / 2, and at least
    /// that plus the sum of duration * (weight - r * duration). Sharpens the bound of Chekuri and Motwani 1999.
    pub(super) fn lower_bound(&self) -> i128 {
        let jobs = || self.weight.values().iter().zip(self.duration.values());
        let (weight, duration) = jobs().fold((0, 0), |sum, job| (sum.0 + job.0, sum.1 + job.1));
        let own: i128 = jobs().map(|job| job.0 * job.1).sum();
        let squares = jobs().try_fold(0_i128, |sum, job| {
            sum.checked_add(job.1.checked_mul(*job.1)?)
        });
        let scaled = squares.and_then(|squares| squares.checked_mul(weight));
        let extra = match scaled {
            Some(scaled) if duration > 0 => {
                let below = scaled / duration;
                below.max(2 * own - below - 1)
            }
            _ => own,
        };
        (weight * duration + extra + 1) / 2
    }
}
