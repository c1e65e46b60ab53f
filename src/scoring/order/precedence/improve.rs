//! A good order of a large piece: best ready job first, then moves that save.
//!
//! Owns both heuristics and their limit. Never promises the best order; the lower bound of the piece
//! tells how far off it can be.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use super::piece::{Piece, Set, holds};
use super::table::Lookup;

/// How many steps past another job are tried for one plan.
pub(super) const STEPS: usize = 4_000_000;

/// An order found, and whether the links leave no other.
pub(super) struct Arranged {
    pub order: Vec<usize>,
    pub is_forced: bool,
}

/// Arranges a piece, with at most `steps` tries, which are taken from it.
///
/// A job moves earlier together with what it needs, or later together with what needs it, wherever
/// that saves most; a swap of neighbors is the shortest such move.
pub(super) fn arrange(piece: &Piece, steps: &mut usize) -> Arranged {
    let mut arranged = best_ready_first(piece);
    if arranged.is_forced {
        return arranged;
    }
    let order = &mut arranged.order;
    let mut quiet = 0;
    let mut at = 0;
    while quiet < order.len() && *steps > 0 {
        *steps = steps.saturating_sub(order.len());
        let earlier = earlier(piece, order, at);
        let later = later(piece, order, at);
        quiet += 1;
        if let Some(shift) = earlier
            .into_iter()
            .chain(later)
            .max_by_key(|shift| shift.saved)
        {
            shift.apply(order);
            quiet = 0;
        }
        at = (at + 1) % order.len();
    }
    arranged
}

/// Always takes the ready job of highest weight / duration.
fn best_ready_first(piece: &Piece) -> Arranged {
    let mut by_urgency: Vec<usize> = (0..piece.len()).collect();
    by_urgency.sort_by(|left, right| urgency(piece, *left, *right));
    let mut rank = Lookup::filled(piece.len(), 0);
    for (place, job) in by_urgency.iter().enumerate() {
        rank.set(*job, place);
    }
    let missing = |job: usize| {
        piece
            .needs(job)
            .iter()
            .map(|word| word.count_ones())
            .sum::<u32>()
    };
    let mut missing: Lookup<u32> = (0..piece.len()).map(missing).collect();
    let start = (0..piece.len()).filter(|job| missing.at(*job) == 0);
    let mut ready: BTreeSet<usize> = start.map(|job| rank.at(job)).collect();
    let mut order = Vec::with_capacity(piece.len());
    let mut is_forced = true;
    while let Some(place) = ready.pop_first() {
        is_forced &= ready.is_empty();
        let Some(&job) = by_urgency.get(place) else {
            break;
        };
        order.push(job);
        for other in (0..piece.len()).filter(|other| holds(piece.needs(*other), job)) {
            missing.set(other, missing.at(other).saturating_sub(1));
            if missing.at(other) == 0 {
                ready.insert(rank.at(other));
            }
        }
    }
    Arranged { order, is_forced }
}

/// Compares two jobs, the higher weight / duration first; what takes no time comes before all.
fn urgency(piece: &Piece, left: usize, right: usize) -> Ordering {
    let across =
        |weight: usize, duration: usize| piece.weight.at(weight) * piece.duration.at(duration);
    across(right, left).cmp(&across(left, right))
}

/// A move of some jobs to one end of a stretch of the order.
struct Shift {
    start: usize,
    end: usize,
    group: Set,
    to_front: bool,
    saved: i128,
}

impl Shift {
    fn apply(&self, order: &mut [usize]) {
        if let Some(stretch) = order.get_mut(self.start..self.end) {
            // The sort is stable, which keeps the order within and without the group.
            stretch.sort_by_key(|job| holds(self.group.words(), *job) != self.to_front);
        }
    }
}

/// The jobs that move together, and what they have saved so far.
struct JobGroup {
    members: Set,
    weight: i128,
    duration: i128,
    saved: i128,
}

impl JobGroup {
    fn new(piece: &Piece, job: usize) -> Self {
        let mut group = Self {
            members: Set::empty(piece.len()),
            weight: 0,
            duration: 0,
            saved: 0,
        };
        group.add(piece, job);
        group
    }

    fn add(&mut self, piece: &Piece, job: usize) {
        self.members.add(job);
        self.weight += piece.weight.at(job);
        self.duration += piece.duration.at(job);
    }

    /// What moving the group ahead of a job saves; behind it, the opposite.
    fn ahead_of(&self, piece: &Piece, job: usize) -> i128 {
        self.weight * piece.duration.at(job) - piece.weight.at(job) * self.duration
    }
}

/// The best way to move the job at a place earlier, with what it needs.
fn earlier(piece: &Piece, order: &[usize], at: usize) -> Option<Shift> {
    let job = *order.get(at)?;
    let mut group = JobGroup::new(piece, job);
    let mut needs = Set::empty(piece.len());
    needs.add_all(piece.needs(job));
    let mut best: Option<Shift> = None;
    for (place, other) in order.iter().enumerate().take(at).rev() {
        if holds(needs.words(), *other) {
            group.add(piece, *other);
            needs.add_all(piece.needs(*other));
            continue;
        }
        group.saved += group.ahead_of(piece, *other);
        if group.saved > best.as_ref().map_or(0, |best| best.saved) {
            best = Some(Shift {
                start: place,
                end: at + 1,
                group: group.members.clone(),
                to_front: true,
                saved: group.saved,
            });
        }
    }
    best
}

/// The best way to move the job at a place later, with what needs it.
fn later(piece: &Piece, order: &[usize], at: usize) -> Option<Shift> {
    let mut group = JobGroup::new(piece, *order.get(at)?);
    let mut best: Option<Shift> = None;
    for (place, other) in order.iter().enumerate().skip(at + 1) {
        let mut shared = piece.needs(*other).iter().zip(group.members.words());
        if shared.any(|(need, member)| need & member != 0) {
            group.add(piece, *other);
            continue;
        }
        group.saved -= group.ahead_of(piece, *other);
        if group.saved > best.as_ref().map_or(0, |best| best.saved) {
            best = Some(Shift {
                start: at,
                end: place + 1,
                group: group.members.clone(),
                to_front: false,
                saved: group.saved,
            });
        }
    }
    best
}
