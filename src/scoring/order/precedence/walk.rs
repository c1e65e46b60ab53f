//! One order from blocks and pieces: of the best orders, the first by input position.
//!
//! Owns the walk. Pieces of a block may come in any legal order at the same cost, and a job that
//! neither costs nor takes anything may stand anywhere, so each step takes the first in the input
//! that a best order can go on with.

use std::collections::BTreeSet;

use super::bundles::PiecedBlock;
use super::course::{PieceCourse, courses};
use super::links::Sorted;
use super::table::Lookup;
use super::whole::WholeJobs;

/// An order, and by how much it may cost more than the best one.
pub(super) struct WalkedOrder {
    pub order: Vec<usize>,
    pub slack: i128,
}

/// Orders all blocks.
pub(super) fn walk(whole: &WholeJobs, sorted: &Sorted, bundles: &[PiecedBlock]) -> WalkedOrder {
    let pieces = bundles.iter().enumerate();
    let pieces: Vec<(usize, &[usize])> = pieces
        .flat_map(|(bundle, found)| found.pieces.iter().map(move |piece| (bundle, &piece[..])))
        .filter(|(_, piece)| piece.iter().any(|job| !whole.is_null(*job)))
        .collect();
    let (courses, slack) = courses(whole, sorted, &pieces);
    let mut walker = Walker::new(whole, sorted, &pieces, courses);
    for bundle in 0..bundles.len() {
        walker.bundle(bundle);
    }
    walker.rest();
    WalkedOrder {
        order: walker.order,
        slack,
    }
}

struct Walker<'a> {
    whole: &'a WholeJobs,
    sorted: &'a Sorted,
    courses: Vec<PieceCourse>,
    /// The piece of each job, from 1; zero is none.
    piece: Lookup<usize>,
    /// The block of each piece, by the same number.
    bundle: Lookup<usize>,
    /// How many jobs outside it each piece still waits for, free ones at their earliest.
    outside: Lookup<usize>,
    /// How many jobs each job still waits for.
    left: Lookup<usize>,
    /// The same with free jobs at their earliest.
    left_early: Lookup<usize>,
    early: Lookup<bool>,
    /// Whether a job can begin a piece that is open.
    begins: Lookup<bool>,
    /// The jobs that begin a piece and are ready.
    beginners: BTreeSet<usize>,
    /// The free jobs that are ready.
    free: BTreeSet<usize>,
    /// The block at hand.
    now: usize,
    /// The first piece, by number, that no block has looked at.
    unseen: usize,
    order: Vec<usize>,
}

impl<'a> Walker<'a> {
    fn new(
        whole: &'a WholeJobs,
        sorted: &'a Sorted,
        pieces: &[(usize, &[usize])],
        courses: Vec<PieceCourse>,
    ) -> Self {
        let graph = &sorted.graph;
        let len = graph.needs.len();
        let left: Lookup<usize> = (0..len).map(|job| graph.needs.of(job).len()).collect();
        let mut piece = Lookup::filled(len, 0);
        for (at, (_, members)) in pieces.iter().enumerate() {
            for job in *members {
                piece.set(*job, at + 1);
            }
        }
        let mut outside = Lookup::filled(pieces.len() + 1, 0);
        for job in &sorted.sound {
            let own = piece.at(*job);
            let needs = graph.needs.of(*job).iter();
            let count = needs.filter(|need| piece.at(**need) != own).count();
            outside.set(own, outside.at(own) + count);
        }
        let bundles = pieces.iter().map(|piece| piece.0);
        let mut walker = Self {
            whole,
            sorted,
            courses,
            piece,
            bundle: std::iter::once(usize::MAX).chain(bundles).collect(),
            outside,
            left_early: left.clone(),
            left,
            early: Lookup::filled(len, false),
            begins: Lookup::filled(len, false),
            beginners: BTreeSet::new(),
            free: BTreeSet::new(),
            now: usize::MAX,
            unseen: 1,
            order: Vec::with_capacity(len),
        };
        for job in &sorted.sound {
            if whole.is_null(*job) && walker.left.at(*job) == 0 {
                walker.free.insert(*job);
                walker.pass(*job);
            }
        }
        walker
    }

    /// Takes all pieces of a block, and free jobs in between.
    fn bundle(&mut self, bundle: usize) {
        self.now = bundle;
        let first = self.unseen;
        while self.unseen < self.bundle.len() && self.bundle.at(self.unseen) == bundle {
            if self.outside.at(self.unseen) == 0 {
                self.open(self.unseen);
            }
            self.unseen += 1;
        }
        let mut waiting = self.unseen - first;
        while waiting > 0 {
            let free = self.free.first().copied();
            match (self.beginners.first().copied(), free) {
                (Some(job), free) if free.is_none_or(|free| job < free) => {
                    self.piece(job);
                    waiting -= 1;
                }
                (_, Some(free)) => self.take_free(free),
                (_, None) => break,
            }
        }
    }

    /// Lets a piece begin.
    fn open(&mut self, piece: usize) {
        for job in self.next(piece) {
            self.begins.set(job, true);
            if self.left.at(job) == 0 {
                self.beginners.insert(job);
            }
        }
    }

    /// Takes a whole piece from one of its beginners on, and free jobs in between.
    fn piece(&mut self, first: usize) {
        let piece = self.piece.at(first);
        for job in self.next(piece) {
            self.begins.set(job, false);
            self.beginners.remove(&job);
        }
        let mut job = Some(first);
        while let Some(next) = job {
            if self.whole.is_null(next) {
                self.take_free(next);
            } else {
                if let Some(course) = self.courses.get_mut(piece - 1) {
                    course.take(next);
                }
                self.take(next);
            }
            let open = self.next(piece);
            if open.is_empty() {
                return;
            }
            let ready = open.into_iter().filter(|job| self.left.at(*job) == 0);
            job = ready.chain(self.free.first().copied()).min();
        }
    }

    /// The jobs that can go on with a piece.
    fn next(&self, piece: usize) -> Vec<usize> {
        let course = piece.checked_sub(1).and_then(|at| self.courses.get(at));
        let steps = course.map(PieceCourse::next).unwrap_or_default();
        steps.into_iter().map(|step| step.0).collect()
    }

    fn take_free(&mut self, job: usize) {
        self.free.remove(&job);
        self.take(job);
    }

    /// Puts a job next and looks at what it enables.
    fn take(&mut self, job: usize) {
        self.order.push(job);
        let sorted = self.sorted;
        for enabled in sorted.graph.enables.of(job) {
            self.left
                .set(*enabled, self.left.at(*enabled).saturating_sub(1));
            if self.left.at(*enabled) > 0 {
                continue;
            }
            if self.whole.is_null(*enabled) {
                self.free.insert(*enabled);
            } else if self.begins.at(*enabled) {
                self.beginners.insert(*enabled);
            }
        }
        self.pass(job);
    }

    /// Counts a job as done for the pieces, and with it every free job that only waits for it.
    fn pass(&mut self, job: usize) {
        let sorted = self.sorted;
        let mut open = vec![job];
        while let Some(job) = open.pop() {
            if self.early.at(job) {
                continue;
            }
            self.early.set(job, true);
            for enabled in sorted.graph.enables.of(job) {
                let left = self.left_early.at(*enabled).saturating_sub(1);
                self.left_early.set(*enabled, left);
                if left == 0 && self.whole.is_null(*enabled) {
                    open.push(*enabled);
                }
                let piece = self.piece.at(*enabled);
                if piece != 0 && piece != self.piece.at(job) {
                    self.outside
                        .set(piece, self.outside.at(piece).saturating_sub(1));
                    if self.outside.at(piece) == 0 && self.bundle.at(piece) == self.now {
                        self.open(piece);
                    }
                }
            }
        }
    }

    /// Takes the free jobs after the last block.
    fn rest(&mut self) {
        while let Some(job) = self.free.first().copied() {
            self.take_free(job);
        }
    }
}
