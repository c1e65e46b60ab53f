//! The order inside each piece: searched in full, or arranged where that takes too long.
//!
//! Owns the choice between the two and the limits they share. Knows nothing of how pieces are joined.

use super::SUBSETS;
use super::improve::{STEPS, arrange};
use super::links::Sorted;
use super::piece::Piece;
use super::subsets::Subsets;
use super::whole::WholeJobs;

/// How the jobs of one piece follow each other.
pub(super) enum PieceCourse {
    /// Any best order; at this subset now.
    Best(Piece, Subsets, usize),
    /// One order, by position in the input; so many are done.
    Fixed(Vec<usize>, usize),
}

impl PieceCourse {
    /// Jobs that can come next, each with the state it leads to.
    pub(super) fn next(&self) -> Vec<(usize, usize)> {
        match self {
            Self::Best(piece, subsets, at) => {
                let steps = subsets.best_steps(piece, *at).into_iter();
                steps
                    .filter_map(|(job, next)| Some((*piece.jobs.get(job)?, next)))
                    .collect()
            }
            Self::Fixed(order, done) => order
                .get(*done)
                .map(|job| (*job, done + 1))
                .into_iter()
                .collect(),
        }
    }

    /// Takes one of them.
    pub(super) fn take(&mut self, job: usize) {
        let next = self.next().into_iter().find(|step| step.0 == job);
        let (Self::Best(_, _, at) | Self::Fixed(_, at)) = self;
        *at = next.map_or(*at, |step| step.1);
    }
}

/// Orders each piece on its own, the smallest first so that most of them are searched in full.
///
/// The number is by how much the orders not proven best may cost more than the best, at most.
pub(super) fn courses(
    whole: &WholeJobs,
    sorted: &Sorted,
    pieces: &[(usize, &[usize])],
) -> (Vec<PieceCourse>, i128) {
    let mut by_size: Vec<usize> = (0..pieces.len()).collect();
    by_size.sort_by_key(|at| pieces.get(*at).map_or(0, |piece| piece.1.len()));
    let (mut subsets, mut steps, mut slack) = (SUBSETS, STEPS, 0);
    let mut courses: Vec<(usize, PieceCourse)> = Vec::with_capacity(pieces.len());
    for at in by_size {
        let members = pieces.get(at).map_or(&[][..], |piece| piece.1);
        let course = if members.len() == 1 {
            PieceCourse::Fixed(members.to_vec(), 0)
        } else {
            let piece = Piece::new(whole, &sorted.graph, members);
            if let Some(found) = Subsets::search(&piece, &mut subsets) {
                PieceCourse::Best(piece, found, 0)
            } else {
                let arranged = arrange(&piece, &mut steps);
                if !arranged.is_forced {
                    slack += (piece.cost(&arranged.order) - piece.lower_bound()).max(0);
                }
                let jobs = arranged.order.iter().filter_map(|job| piece.jobs.get(*job));
                PieceCourse::Fixed(jobs.copied().collect(), 0)
            }
        };
        courses.push((at, course));
    }
    courses.sort_by_key(|course| course.0);
    (courses.into_iter().map(|course| course.1).collect(), slack)
}
