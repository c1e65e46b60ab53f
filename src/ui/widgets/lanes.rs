//! Links between the rows of a list, as lines at their left.
//!
//! Owns which link takes which lane and the exact shape of every crossing. Knows rows by their position, and
//! nothing of what is in them.
//!
//! A link begins at one row and ends at others; short ones run next to the rows. Where lines cross and do not
//! meet, the upright one is whole and the flat one has a gap.

use crate::ui::look::Symbols;
use crate::ui::widgets::joint::Joint;

/// One row that others are linked to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LaneLink {
    /// The row it begins at.
    pub from: usize,
    /// The rows it ends at.
    pub to: Vec<usize>,
}

impl LaneLink {
    fn span(&self) -> (usize, usize) {
        let ends = || self.to.iter().chain([&self.from]).copied();
        (
            ends().min().unwrap_or(self.from),
            ends().max().unwrap_or(self.from),
        )
    }
}

/// The links of a list, laid out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lanes {
    /// Links with their lane, 0 next to the rows.
    placed: Vec<(usize, LaneLink)>,
    /// How many lanes there are.
    count: usize,
    /// How many links found no lane.
    pub left_out: usize,
}

impl Lanes {
    /// Gives every link a lane of its own for as long as it runs, and no more than so many lanes in all.
    pub fn of(mut links: Vec<LaneLink>, most: usize) -> Self {
        links.retain(|link| !link.to.is_empty());
        links.sort_by_key(|link| {
            let (first, last) = link.span();
            (last - first, first, link.from)
        });
        let mut lanes = Self::default();
        let mut taken: Vec<Vec<(usize, usize)>> = Vec::new();
        for link in links {
            let (first, last) = link.span();
            let is_free = |lane: &Vec<(usize, usize)>| {
                lane.iter().all(|(from, to)| last < *from || *to < first)
            };
            let free = taken.iter().position(is_free);
            let at = free.unwrap_or(taken.len());
            if at >= most {
                lanes.left_out += 1;
                continue;
            }
            match taken.get_mut(at) {
                Some(lane) => lane.push((first, last)),
                None => taken.push(vec![(first, last)]),
            }
            lanes.placed.push((at, link));
        }
        lanes.count = taken.len();
        lanes
    }

    /// How many cells a row of lines takes.
    pub const fn width(&self) -> usize {
        self.count * 2
    }

    /// The lines at the left of a row; an arrow points at a row that a link ends at.
    pub fn row(&self, at: usize, symbols: &Symbols) -> String {
        let mut out = String::new();
        let (mut flows, mut ends) = (false, false);
        for lane in (0..self.count).rev() {
            let mut joint = Joint::default();
            let mut meets = false;
            for (_, link) in self.placed.iter().filter(|(of, _)| *of == lane) {
                let (first, last) = link.span();
                if at < first || last < at {
                    continue;
                }
                let is_end = link.to.contains(&at);
                (joint.up, joint.down) = (first < at, at < last);
                meets = is_end || link.from == at;
                ends |= is_end;
            }
            let is_upright = joint.up || joint.down;
            joint.left = flows && (meets || !is_upright);
            joint.right = meets || (flows && !is_upright);
            out.push_str(joint.mark(symbols));
            flows |= meets;
            let is_last = lane == 0;
            out.push_str(match (flows, is_last && ends) {
                (true, true) => symbols.arrow,
                (true, false) => symbols.rule,
                (false, _) => " ",
            });
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::look::{ASCII, UNICODE};

    fn drawn(links: &[(usize, &[usize])], rows: usize, symbols: &Symbols) -> Vec<String> {
        let links = links.iter().map(|(from, to)| LaneLink {
            from: *from,
            to: to.to_vec(),
        });
        let lanes = Lanes::of(links.collect(), 8);
        (0..rows).map(|at| lanes.row(at, symbols)).collect()
    }

    #[test]
    fn lines_end_at_arrows_and_pass_each_other_with_a_gap() {
        let links: [(usize, &[usize]); 3] = [(0, &[1, 3]), (2, &[3]), (1, &[2])];
        assert_eq!(
            drawn(&links, 4, &UNICODE),
            ["┌─────", "├───┬▸", "│ ┌─┴▸", "└─┴──▸"].map(str::to_owned)
        );
        assert_eq!(
            drawn(&links, 4, &ASCII),
            ["+-----", "+---+>", "| +-+>", "+-+-->"].map(str::to_owned)
        );
        let links: [(usize, &[usize]); 2] = [(0, &[2, 4]), (1, &[3])];
        assert_eq!(
            drawn(&links, 5, &UNICODE),
            ["┌───", "│ ┌─", "├─│▸", "│ └▸", "└──▸"].map(str::to_owned)
        );
    }

    #[test]
    fn nothing_linked_is_nothing_drawn_and_what_finds_no_lane_is_counted() {
        assert_eq!(drawn(&[], 1, &UNICODE), [""]);
        let all = (0..4).map(|from| LaneLink {
            from,
            to: vec![9 + from],
        });
        let lanes = Lanes::of(all.collect(), 3);
        assert_eq!((lanes.width(), lanes.left_out), (6, 1));
    }
}
