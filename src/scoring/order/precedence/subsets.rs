//! The exact order of a small piece, by dynamic programming over its predecessor-closed subsets.
//!
//! Owns the search and the best next jobs of each subset. Knows nothing outside the piece.

use super::piece::{Piece, Set};
use super::table::Lookup;

/// Every predecessor-closed subset of a piece with the least cost of finishing from there.
///
/// Held in the order of search: a subset comes after all it grows from.
pub(super) struct Subsets {
    /// Time spent on each subset.
    elapsed: Lookup<i128>,
    /// Least delay cost of the jobs outside each subset.
    to_go: Lookup<i128>,
    /// Where the steps of each subset end in `steps`.
    ends: Lookup<usize>,
    /// (job, subset it leads to).
    steps: Vec<(usize, usize)>,
}

impl Subsets {
    /// Searches a piece; `None` once that takes more than `budget`, from which the effort is taken.
    ///
    /// One subset takes 1 of the budget, more with many jobs or many steps from it. Finishing from a
    /// subset costs the least, over the ready jobs, of that job's own cost and finishing from there.
    pub(super) fn search(piece: &Piece, budget: &mut usize) -> Option<Self> {
        let effort = (piece.len() * piece.len().div_ceil(64)).div_ceil(64).max(1);
        let mut known = SetNumbers::new(piece.len());
        let mut found = Self {
            elapsed: Lookup::default(),
            to_go: Lookup::default(),
            ends: Lookup::default(),
            steps: Vec::new(),
        };
        let mut done = Set::empty(piece.len());
        known.find_or_add(done.words());
        found.elapsed.push(0);
        let mut subset = 0;
        while subset < known.count {
            let steps = found.steps.len();
            *budget = budget.checked_sub(effort)?;
            for job in 0..piece.len() {
                if !piece.is_ready(job, known.words(subset)) {
                    continue;
                }
                done.copy(known.words(subset));
                done.add(job);
                let next = known.find_or_add(done.words());
                if next == found.elapsed.len() {
                    found
                        .elapsed
                        .push(found.elapsed.at(subset) + piece.duration.at(job));
                }
                found.steps.push((job, next));
            }
            *budget = budget.checked_sub((found.steps.len() - steps) / 8)?;
            found.ends.push(found.steps.len());
            subset += 1;
        }
        found.to_go = Lookup::filled(known.count, 0);
        for subset in (0..known.count).rev() {
            let costs = found.steps(subset).iter();
            let least = costs.map(|step| found.cost(piece, subset, *step)).min();
            found.to_go.set(subset, least.unwrap_or_default());
        }
        Some(found)
    }

    /// Iterates over the steps from a subset that lead to a best order: the job, and the next subset.
    pub(super) fn best_steps(&self, piece: &Piece, subset: usize) -> Vec<(usize, usize)> {
        let steps = self.steps(subset).iter().copied();
        let least = self.to_go.at(subset);
        steps
            .filter(|step| self.cost(piece, subset, *step) == least)
            .collect()
    }

    fn steps(&self, subset: usize) -> &[(usize, usize)] {
        let start = subset
            .checked_sub(1)
            .map_or(0, |before| self.ends.at(before));
        self.steps
            .get(start..self.ends.at(subset))
            .unwrap_or_default()
    }

    /// The least cost of finishing from a subset with this step first.
    fn cost(&self, piece: &Piece, subset: usize, (job, next): (usize, usize)) -> i128 {
        let finish = self.elapsed.at(subset) + piece.duration.at(job);
        piece.weight.at(job) * finish + self.to_go.at(next)
    }
}

/// Numbers sets in the order they are first seen.
struct SetNumbers {
    /// Words per set.
    width: usize,
    count: usize,
    /// All sets, end to end.
    words: Vec<u64>,
    /// Number + 1 of a set near the place its bits ask for; zero is free. A power of two long.
    slots: Lookup<usize>,
}

impl SetNumbers {
    fn new(jobs: usize) -> Self {
        Self {
            width: jobs.div_ceil(64),
            count: 0,
            words: Vec::new(),
            slots: Lookup::filled(64, 0),
        }
    }

    fn words(&self, number: usize) -> &[u64] {
        let start = number * self.width;
        self.words
            .get(start..start + self.width)
            .unwrap_or_default()
    }

    fn find_or_add(&mut self, set: &[u64]) -> usize {
        let mut place = self.place(set);
        loop {
            match self.slots.at(place).checked_sub(1) {
                Some(number) if self.words(number) == set => return number,
                Some(_) => place = (place + 1) & (self.slots.len() - 1),
                None => break,
            }
        }
        self.words.extend_from_slice(set);
        self.count += 1;
        self.slots.set(place, self.count);
        if self.count * 2 > self.slots.len() {
            self.grow();
        }
        self.count - 1
    }

    fn grow(&mut self) {
        self.slots = Lookup::filled(self.slots.len() * 4, 0);
        for number in 0..self.count {
            let mut place = self.place(self.words(number));
            while self.slots.at(place) != 0 {
                place = (place + 1) & (self.slots.len() - 1);
            }
            self.slots.set(place, number + 1);
        }
    }

    /// Where a set asks to be: its bits mixed by multiplication.
    fn place(&self, set: &[u64]) -> usize {
        const MIX: u64 = 0x9E37_79B9_7F4A_7C15;
        let mix = |hash: u64, word: &u64| (hash.rotate_left(26) ^ word).wrapping_mul(MIX);
        let hash = set.iter().fold(0, mix);
        usize::try_from(hash >> 33).unwrap_or_default() & (self.slots.len() - 1)
    }
}
