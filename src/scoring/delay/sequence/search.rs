//! A good order of many jobs.
//!
//! Owns the search: each job in turn goes where it lowers the total most, until none does (moving by
//! one place is the swap of neighbors); then each run of a few neighbors is put in its best order, and
//! so on until neither helps. No job passes what it needs or what needs it. Knows nothing of shapes and
//! proves nothing.

use super::exact;
use crate::scoring::delay::curve::CurveJob;
use crate::scoring::order::precedence::links::Graph;

/// How many places are tried from each start, so that a key need not wait for the search: about 30 ms in
/// all from five starts.
const TRIES: usize = 1_500_000;

/// How many neighbors are put in their best order at once.
const WINDOW: usize = 9;

/// The best order found from legal `starts`; of equal ones the first.
pub(super) fn best_found(
    jobs: &[CurveJob],
    graph: &Graph,
    starts: impl IntoIterator<Item = Vec<usize>>,
) -> Vec<usize> {
    let found = starts.into_iter().map(|start| improved(jobs, graph, start));
    found
        .min_by_key(|order| total(jobs, order))
        .unwrap_or_default()
}

/// The order after insertions and windows, as long as they lower the total.
fn improved(jobs: &[CurveJob], graph: &Graph, mut order: Vec<usize>) -> Vec<usize> {
    let mut tries = 0;
    loop {
        insert(jobs, graph, &mut order, &mut tries);
        let before = total(jobs, &order);
        rearrange(jobs, graph, &mut order, &mut tries);
        if tries >= TRIES || total(jobs, &order) == before {
            return order;
        }
    }
}

/// Moves single jobs to other places until none lowers the total.
fn insert(jobs: &[CurveJob], graph: &Graph, order: &mut Vec<usize>, tries: &mut usize) {
    let (mut place, mut unchanged) = (0, 0);
    while unchanged < order.len() && *tries < TRIES {
        *tries += order.len();
        let (_, to) = best_place(jobs, graph, order, place);
        if to == place {
            unchanged += 1;
            place += 1;
        } else {
            let position = order.remove(place);
            order.insert(to, position);
            unchanged = 0;
        }
        place %= order.len();
    }
}

/// Puts each run of [`WINDOW`] neighbors in its best order, from first to last.
fn rearrange(jobs: &[CurveJob], graph: &Graph, order: &mut [usize], tries: &mut usize) {
    let mut time = 0;
    for first in 0..order.len() {
        if *tries >= TRIES {
            return;
        }
        *tries += WINDOW << WINDOW;
        let end = order.len().min(first + WINDOW);
        let Some(window) = order.get_mut(first..end) else {
            return;
        };
        let old = window.to_vec();
        let run: Vec<CurveJob> = old.iter().filter_map(|at| jobs.get(*at).copied()).collect();
        // Of equal orders the first by position is given, which is the one that stands.
        let best = exact::best(&run, &needs_within(graph, &old), time);
        let best = best.into_iter().filter_map(|at| old.get(at));
        for (place, position) in window.iter_mut().zip(best) {
            *place = *position;
        }
        let delivered = window.first().and_then(|at| jobs.get(*at));
        time += delivered.map_or(0, |job| job.duration);
    }
}

/// For each job of a few neighbors the set of those among them that it needs.
fn needs_within(graph: &Graph, run: &[usize]) -> Vec<usize> {
    let needs = |job: &usize| {
        let needs = graph.needs.of(*job);
        let within = run.iter().enumerate();
        within.fold(0, |set, (at, other)| {
            let needs_it = needs.binary_search(other).is_ok();
            set | usize::from(needs_it) << at
        })
    };
    run.iter().map(needs).collect()
}

/// The single move that lowers the total most: what it saves, from where, to where. Of equal ones the first in the order.
pub(super) fn best_move(
    jobs: &[CurveJob],
    graph: &Graph,
    order: &[usize],
) -> Option<(i128, usize, usize)> {
    let mut best = None;
    let mut least = 0;
    for place in 0..order.len() {
        let (change, to) = best_place(jobs, graph, order, place);
        if change < least {
            (least, best) = (change, Some((-change, place, to)));
        }
    }
    best
}

/// By how much the job at `place` lowers the total most elsewhere, below zero, and where; `place` itself when nowhere.
fn best_place(jobs: &[CurveJob], graph: &Graph, order: &[usize], place: usize) -> (i128, usize) {
    let job = |position: &usize| jobs.get(*position);
    let (before, rest) = order.split_at(place);
    let Some((at, after)) = rest.split_first() else {
        return (0, place);
    };
    let (needs, enables) = (graph.needs.of(*at), graph.enables.of(*at));
    let Some(moved) = job(at) else {
        return (0, place);
    };
    let start: i128 = before.iter().filter_map(job).map(|job| job.duration).sum();
    let own = moved.loss(start + moved.duration);
    let (mut least, mut best) = (0, place);
    let mut keep = |change: i128, to: usize| {
        if change < least {
            (least, best) = (change, to);
        }
    };
    // Earlier: each job it passes is delivered later by its duration.
    let (mut time, mut others) = (start, 0);
    for (to, passed) in before.iter().enumerate().rev() {
        if needs.binary_search(passed).is_ok() {
            break;
        }
        let Some(passed) = job(passed) else { continue };
        others += passed.loss(time + moved.duration) - passed.loss(time);
        time -= passed.duration;
        keep(others + moved.loss(time + moved.duration) - own, to);
    }
    // Later: each job it lets pass is delivered earlier by its duration.
    let (mut time, mut others) = (start + moved.duration, 0);
    for (steps, passed) in after.iter().enumerate() {
        if enables.binary_search(passed).is_ok() {
            break;
        }
        let Some(passed) = job(passed) else { continue };
        time += passed.duration;
        others += passed.loss(time - moved.duration) - passed.loss(time);
        keep(others + moved.loss(time) - own, place + steps + 1);
    }
    (least, best)
}

fn total(jobs: &[CurveJob], order: &[usize]) -> i128 {
    let (mut time, mut total) = (0, 0);
    for job in order.iter().filter_map(|position| jobs.get(*position)) {
        time += job.duration;
        total += job.loss(time);
    }
    total
}
