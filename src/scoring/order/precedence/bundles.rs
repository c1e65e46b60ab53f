//! The decomposition into blocks of falling ratio, and of blocks into pieces.
//!
//! Owns both. A block is the largest predecessor-closed set of highest weight / duration among what
//! is left (Sidney 1975). A piece is a part of a block that cannot be split at the same ratio; a
//! best order takes each piece in one go. Knows nothing of the order inside a piece.

use std::cmp::Ordering;

use super::flow::Network;
use super::links::{Sorted, components};
use super::table::{GroupedLists, Lookup};
use super::whole::WholeJobs;

/// A block.
pub(super) struct PiecedBlock {
    /// Its jobs, in input order.
    pub members: Vec<usize>,
    /// Its pieces; together they are the block.
    pub pieces: Vec<Vec<usize>>,
}

/// Decomposes the sound jobs into blocks, highest ratio first.
///
/// Parts that no link joins are decomposed alone. A part is cut at its own ratio: the smallest set
/// of most weight - ratio * duration holds exactly the blocks above that ratio, so both sides are
/// decomposed alone again (Dinkelbach 1967, halved instead of peeled). Where nothing is above, the
/// part is one block, and the circles of what flow is left in it are its pieces (Picard and
/// Queyranne 1980).
pub(super) fn decompose(whole: &WholeJobs, sorted: &Sorted) -> Vec<PiecedBlock> {
    let mut finder = Finder {
        whole,
        sorted,
        slot: Lookup::filled(sorted.graph.needs.len(), 0),
    };
    let (instant, rest) = instant(whole, sorted);
    let mut found: Vec<PiecedBlock> = Vec::new();
    let mut open = finder.parts(&rest);
    while let Some(part) = open.pop() {
        match finder.split(&part) {
            BundleSplit::Halves(first, second) => open.extend([first, second]),
            BundleSplit::Block(pieces) => found.push(PiecedBlock {
                members: part,
                pieces,
            }),
        }
    }
    found.sort_by(|left, right| by_ratio(whole, left, right));
    let mut bundles: Vec<PiecedBlock> = Vec::new();
    if !instant.is_empty() {
        let pieces = instant.iter().map(|job| vec![*job]).collect();
        bundles.push(PiecedBlock {
            members: instant,
            pieces,
        });
    }
    let at_once = bundles.len();
    for bundle in found {
        match bundles.get_mut(at_once..).and_then(<[_]>::last_mut) {
            Some(last) if by_ratio(whole, last, &bundle) == Ordering::Equal => {
                last.members.extend(bundle.members);
                last.pieces.extend(bundle.pieces);
            }
            _ => bundles.push(bundle),
        }
    }
    for bundle in &mut bundles {
        bundle.members.sort_unstable();
    }
    bundles
}

/// Jobs that can be delivered at time 0, because neither they nor what they need takes time; and
/// all others.
fn instant(whole: &WholeJobs, sorted: &Sorted) -> (Vec<usize>, Vec<usize>) {
    let mut late = Lookup::filled(sorted.graph.needs.len(), false);
    let mut open: Vec<usize> = sorted.sound.clone();
    open.retain(|job| whole.duration.at(*job) > 0);
    while let Some(job) = open.pop() {
        if !late.at(job) {
            late.set(job, true);
            open.extend(sorted.graph.enables.of(job));
        }
    }
    sorted.sound.iter().partition(|job| !late.at(**job))
}

/// Compares two blocks, the higher ratio first.
fn by_ratio(whole: &WholeJobs, left: &PiecedBlock, right: &PiecedBlock) -> Ordering {
    let (left, right) = (whole.totals(&left.members), whole.totals(&right.members));
    (right.0 * left.1).cmp(&(left.0 * right.1))
}

/// What a part turned out to be.
enum BundleSplit {
    /// What comes first, and what comes after it.
    Halves(Vec<usize>, Vec<usize>),
    /// One block, with its pieces.
    Block(Vec<Vec<usize>>),
}

struct Finder<'a> {
    whole: &'a WholeJobs,
    sorted: &'a Sorted,
    /// The place of a job in the part at hand, from 1; zero is elsewhere.
    slot: Lookup<usize>,
}

impl Finder<'_> {
    /// Jobs joined by links, at any distance.
    fn parts(&self, jobs: &[usize]) -> Vec<Vec<usize>> {
        let graph = &self.sorted.graph;
        let mut state = Lookup::filled(self.slot.len(), false);
        for job in jobs {
            state.set(*job, true);
        }
        let mut parts = Vec::new();
        for start in jobs {
            let (mut part, mut open) = (Vec::new(), vec![*start]);
            while let Some(job) = open.pop() {
                if state.at(job) {
                    state.set(job, false);
                    part.push(job);
                    open.extend(graph.needs.of(job).iter().chain(graph.enables.of(job)));
                }
            }
            if !part.is_empty() {
                part.sort_unstable();
                parts.push(part);
            }
        }
        parts
    }

    /// Splits a part at its own ratio.
    fn split(&mut self, part: &[usize]) -> BundleSplit {
        if part.len() == 1 {
            return BundleSplit::Block(vec![part.to_vec()]);
        }
        for (place, job) in part.iter().enumerate() {
            self.slot.set(*job, place + 1);
        }
        let split = self.cut(part);
        for job in part {
            self.slot.set(*job, 0);
        }
        split
    }

    fn cut(&self, part: &[usize]) -> BundleSplit {
        let (weight, duration) = self.whole.totals(part);
        let (source, sink) = (part.len(), part.len() + 1);
        let mut network = Network::new(part.len() + 2);
        let gains = part.iter().map(|job| {
            self.whole.weight.at(*job) * duration - weight * self.whole.duration.at(*job)
        });
        let mut most = 1;
        for (place, gain) in gains.enumerate() {
            match gain.cmp(&0) {
                Ordering::Greater => _ = network.connect(source, place, gain),
                Ordering::Less => _ = network.connect(place, sink, -gain),
                Ordering::Equal => {}
            }
            most += gain.max(0);
        }
        for (place, job) in part.iter().enumerate() {
            let needs = self.sorted.graph.needs.of(*job).iter();
            for need in needs.filter_map(|need| self.slot.at(*need).checked_sub(1)) {
                network.connect(place, need, most);
            }
        }
        let first = network.cut(source, sink);
        let side = |first_side: bool| -> Vec<usize> {
            let jobs = part.iter().enumerate();
            let jobs = jobs.filter(|(place, _)| first.at(*place) == first_side);
            jobs.map(|(_, job)| *job).collect()
        };
        let above = side(true);
        if !above.is_empty() {
            return BundleSplit::Halves(above, side(false));
        }
        let arcs = (0..part.len()).flat_map(|place| {
            let heads = network.open_arcs(place).filter(|head| *head < part.len());
            heads.map(move |head| (place, head)).collect::<Vec<_>>()
        });
        let circles = components(&GroupedLists::new(part.len(), arcs)).into_iter();
        let jobs = |circle: Vec<usize>| {
            let mut jobs: Vec<_> = circle
                .iter()
                .filter_map(|place| part.get(*place))
                .copied()
                .collect();
            jobs.sort_unstable();
            jobs
        };
        BundleSplit::Block(circles.map(jobs).collect())
    }
}
