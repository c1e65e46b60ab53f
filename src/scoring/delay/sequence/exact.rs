//! The proved best order of a few jobs.
//!
//! Owns the dynamic program over subsets: what is left costs the same however the jobs before it
//! were ordered. A job is ready when all it needs is in the subset. Knows nothing of shapes.

use crate::scoring::delay::curve::CurveJob;

/// The legal order of least total loss from a time on, the first of several by input positions.
///
/// `needs` holds for each job the set of those that come first, which close no loop. Takes 2^n numbers and n * 2^n / 2 steps; the caller keeps n small.
pub(super) fn best(jobs: &[CurveJob], needs: &[usize], from: i128) -> Vec<usize> {
    let all = (1_usize << jobs.len()) - 1;
    let mut times = vec![from; all + 1];
    for set in 1..=all {
        let time = ending_with(jobs, &times, set, set.trailing_zeros() as usize);
        put(&mut times, set, time);
    }
    // The least loss of everything outside a set of delivered jobs.
    let mut rest = vec![0_i128; all + 1];
    for set in (0..all).rev() {
        let time = at(&times, set);
        let mut least = i128::MAX;
        let mut open = all & !set;
        while let Some(job) = jobs.get(open.trailing_zeros() as usize) {
            let bit = open & open.wrapping_neg();
            if is_ready(needs, open.trailing_zeros() as usize, set) {
                // A set that no legal order begins with leads nowhere and is never asked for.
                let then = at(&rest, set | bit);
                least = least.min(job.loss(time + job.duration).saturating_add(then));
            }
            open &= !bit;
        }
        put(&mut rest, set, least);
    }
    let mut order = Vec::with_capacity(jobs.len());
    let mut set = 0;
    while set != all {
        let time = at(&times, set);
        let mut open = jobs.iter().enumerate();
        let first = open.find(|(position, job)| {
            let next = set | 1 << position;
            let is_open = next != set && is_ready(needs, *position, set);
            is_open && job.loss(time + job.duration) + at(&rest, next) == at(&rest, set)
        });
        let Some((position, _)) = first else {
            break;
        };
        order.push(position);
        set |= 1 << position;
    }
    order
}

/// Whether all that a job needs is in a set.
fn is_ready(needs: &[usize], job: usize, set: usize) -> bool {
    needs.get(job).is_none_or(|needs| needs & !set == 0)
}

/// The time a set of jobs takes, from that of the set without the job at `position`.
fn ending_with(jobs: &[CurveJob], times: &[i128], set: usize, position: usize) -> i128 {
    let duration = jobs.get(position).map_or(0, |job| job.duration);
    at(times, set & !(1 << position)) + duration
}

fn at(numbers: &[i128], set: usize) -> i128 {
    numbers.get(set).copied().unwrap_or_default()
}

fn put(numbers: &mut [i128], set: usize, number: i128) {
    if let Some(place) = numbers.get_mut(set) {
        *place = number;
    }
}
