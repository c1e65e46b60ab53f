//! Links between jobs: what is dropped, what lies on a cycle, what is left.
//!
//! Owns the graph of sound links and strongly connected components. Knows no weight and no order.

use std::collections::BTreeSet;

use super::table::{GroupedLists, Lookup};

/// Sound links in both directions.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub(in crate::scoring) struct Graph {
    /// What each job needs first.
    pub needs: GroupedLists,
    /// What each job enables.
    pub enables: GroupedLists,
}

impl Graph {
    /// Always takes the first ready job of `wish`, which names each job at most once.
    pub(in crate::scoring) fn ready_first(&self, wish: &[usize]) -> Vec<usize> {
        let len = self.needs.len();
        let mut rank = Lookup::filled(len, 0);
        for (place, job) in wish.iter().enumerate() {
            rank.set(*job, place);
        }
        let mut left: Lookup<usize> = (0..len).map(|job| self.needs.of(job).len()).collect();
        let start = wish.iter().filter(|job| left.at(**job) == 0);
        let mut ready: BTreeSet<usize> = start.map(|job| rank.at(*job)).collect();
        let mut order = Vec::with_capacity(wish.len());
        while let Some(job) = ready.pop_first().and_then(|place| wish.get(place)) {
            order.push(*job);
            for enabled in self.enables.of(*job) {
                left.set(*enabled, left.at(*enabled).saturating_sub(1));
                if left.at(*enabled) == 0 {
                    ready.insert(rank.at(*enabled));
                }
            }
        }
        order
    }
}

/// Links sorted out.
pub(in crate::scoring) struct Sorted {
    /// Links between jobs that lie on no cycle, each once.
    pub graph: Graph,
    /// Jobs that lie on no cycle, in input order.
    pub sound: Vec<usize>,
    /// Jobs on a cycle, in input order.
    pub cycle: Vec<usize>,
    /// Jobs that need one on a cycle, at any distance, in input order.
    pub behind_cycle: Vec<usize>,
    /// Positions of the links that name no job.
    pub dangling: Vec<usize>,
}

/// Sorts out links among `len` jobs.
pub(in crate::scoring) fn sort_out(len: usize, links: &[(usize, usize)]) -> Sorted {
    let names_a_job = |link: &(usize, usize)| link.0 < len && link.1 < len;
    let strays = links.iter().enumerate();
    let strays = strays.filter_map(|(at, link)| (!names_a_job(link)).then_some(at));
    let mut known: Vec<_> = links.iter().copied().filter(names_a_job).collect();
    known.sort_unstable();
    known.dedup();
    let enables = GroupedLists::new(len, known.iter().copied());
    let mut on_cycle = Lookup::filled(len, false);
    for component in components(&enables) {
        for job in &component {
            on_cycle.set(*job, component.len() > 1 || enables.of(*job).contains(job));
        }
    }
    let is_on_cycle = |job: &usize| on_cycle.at(*job);
    let cycle: Vec<usize> = (0..len).filter(is_on_cycle).collect();
    let behind_cycle = reached(&enables, &cycle);
    let is_sound = |link: &(usize, usize)| !on_cycle.at(link.0) && !on_cycle.at(link.1);
    known.retain(is_sound);
    Sorted {
        graph: Graph {
            needs: GroupedLists::new(len, known.iter().map(|link| (link.1, link.0))),
            enables: GroupedLists::new(len, known),
        },
        sound: (0..len).filter(|job| !on_cycle.at(*job)).collect(),
        behind_cycle: behind_cycle
            .into_iter()
            .filter(|job| !on_cycle.at(*job))
            .collect(),
        cycle,
        dangling: strays.collect(),
    }
}

/// What can be reached from `starts`, these included, in input order.
fn reached(arcs: &GroupedLists, starts: &[usize]) -> Vec<usize> {
    let mut seen = Lookup::filled(arcs.len(), false);
    let mut open = starts.to_vec();
    while let Some(node) = open.pop() {
        if !seen.at(node) {
            seen.set(node, true);
            open.extend(arcs.of(node));
        }
    }
    (0..arcs.len()).filter(|node| seen.at(*node)).collect()
}

/// The strongly connected components of a graph; a component comes after those it leads to.
///
/// Source: Tarjan 1972, with a stack of its own in place of recursion.
pub(in crate::scoring) fn components(arcs: &GroupedLists) -> Vec<Vec<usize>> {
    let len = arcs.len();
    // Zero is "not seen"; a closed node is beyond every open one.
    let (mut seen, mut low) = (Lookup::filled(len, 0_usize), Lookup::filled(len, 0_usize));
    let mut next = Lookup::filled(len, 0_usize);
    let (mut stack, mut path, mut found) = (Vec::new(), Vec::new(), Vec::new());
    let mut count = 0;
    for root in 0..len {
        if seen.at(root) == 0 {
            path.push(root);
        }
        while let Some(&node) = path.last() {
            if seen.at(node) == 0 {
                count += 1;
                seen.set(node, count);
                low.set(node, count);
                stack.push(node);
            }
            if let Some(&to) = arcs.of(node).get(next.at(node)) {
                next.set(node, next.at(node) + 1);
                if seen.at(to) == 0 {
                    path.push(to);
                } else {
                    low.set(node, low.at(node).min(low.at(to)));
                }
                continue;
            }
            path.pop();
            if let Some(&parent) = path.last() {
                low.set(parent, low.at(parent).min(low.at(node)));
            }
            if low.at(node) == seen.at(node) {
                let first = stack.iter().rposition(|other| *other == node);
                let component = stack.split_off(first.unwrap_or(stack.len()));
                for member in &component {
                    low.set(*member, usize::MAX);
                }
                found.push(component);
            }
        }
    }
    found
}
