//! The maximum flow through a small network, in integers.
//!
//! Owns arcs, their capacity, and what can still be reached when no more flows. Knows no job.

use super::table::Lookup;

/// Stands for "no arc".
const NONE: usize = usize::MAX;

/// A network. Each arc is followed by its reverse, so that arc `a` and arc `a ^ 1` are a pair.
pub(in crate::scoring) struct Network {
    first: Lookup<usize>,
    next: Lookup<usize>,
    head: Lookup<usize>,
    capacity: Lookup<i128>,
}

impl Network {
    /// Makes `len` nodes without arcs.
    pub(in crate::scoring) fn new(len: usize) -> Self {
        Self {
            first: Lookup::filled(len, NONE),
            next: Lookup::default(),
            head: Lookup::default(),
            capacity: Lookup::default(),
        }
    }

    /// Adds an arc that carries at most `capacity`, and names it.
    pub(in crate::scoring) fn connect(&mut self, from: usize, to: usize, capacity: i128) -> usize {
        let arc = self.head.len();
        for (from, to, capacity) in [(from, to, capacity), (to, from, 0)] {
            self.next.push(self.first.at(from));
            self.first.set(from, self.head.len());
            self.head.push(to);
            self.capacity.push(capacity);
        }
        arc
    }

    /// What flows through an arc after [`Network::cut`].
    pub(in crate::scoring) fn flow(&self, arc: usize) -> i128 {
        self.capacity.at(arc ^ 1)
    }

    /// The arcs leaving a node that can carry more, each with its head.
    pub(in crate::scoring) fn open_arcs(&self, node: usize) -> impl Iterator<Item = usize> {
        let mut arc = self.first.at(node);
        std::iter::from_fn(move || {
            while arc < self.head.len() {
                let this = arc;
                arc = self.next.at(arc);
                if self.capacity.at(this) > 0 {
                    return Some(self.head.at(this));
                }
            }
            None
        })
    }

    /// Sends as much as can flow and tells which nodes the source still reaches: the side of the
    /// source in the minimum cut, the smallest if there are several.
    ///
    /// Source: Dinic 1970, with a path of its own in place of recursion.
    pub(in crate::scoring) fn cut(&mut self, source: usize, sink: usize) -> Lookup<bool> {
        loop {
            let levels = self.levels(source);
            if levels.at(sink) == 0 {
                return levels.values().iter().map(|level| *level > 0).collect();
            }
            self.send(source, sink, &levels);
        }
    }

    /// One more than the number of arcs from the source to each node; zero for what is out of reach.
    fn levels(&self, source: usize) -> Lookup<usize> {
        let mut levels = Lookup::filled(self.first.len(), 0);
        levels.set(source, 1);
        let mut queue = vec![source];
        let mut done = 0;
        while let Some(&node) = queue.get(done) {
            done += 1;
            for to in self.open_arcs(node) {
                if levels.at(to) == 0 {
                    levels.set(to, levels.at(node) + 1);
                    queue.push(to);
                }
            }
        }
        levels
    }

    /// Fills every path that goes up one level with each arc.
    fn send(&mut self, source: usize, sink: usize, levels: &Lookup<usize>) {
        let mut current = self.first.clone();
        let mut path: Vec<usize> = Vec::new();
        loop {
            let node = path.last().map_or(source, |arc| self.head.at(*arc));
            if node == sink {
                self.saturate(&mut path);
                continue;
            }
            let arc = current.at(node);
            if arc == NONE {
                // A dead end: the arc that led here is of no more use.
                let Some(back) = path.pop() else { return };
                let from = self.head.at(back ^ 1);
                current.set(from, self.next.at(back));
            } else if self.capacity.at(arc) > 0
                && levels.at(self.head.at(arc)) == levels.at(node) + 1
            {
                path.push(arc);
            } else {
                current.set(node, self.next.at(arc));
            }
        }
    }

    /// Sends what a path can carry and cuts the path back to where it is full.
    fn saturate(&mut self, path: &mut Vec<usize>) {
        let least = path.iter().map(|arc| self.capacity.at(*arc)).min();
        let least = least.unwrap_or_default();
        for arc in path.iter() {
            self.capacity.set(*arc, self.capacity.at(*arc) - least);
            self.capacity
                .set(arc ^ 1, self.capacity.at(arc ^ 1) + least);
        }
        let full = path.iter().position(|arc| self.capacity.at(*arc) == 0);
        path.truncate(full.unwrap_or_default());
    }
}
