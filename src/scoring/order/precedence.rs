//! The cheapest order when some jobs must come before others: 1|prec|sum of weight * finish.
//!
//! Owns the plan: links sorted out, bundles that explain it, an order with its cost and a bound
//! under which no order can be, and what an order on screen costs more. Knows no record: a job is a
//! position in the input. In reading order:
//!
//! - `links` drops what is no link and names cycles; `whole` turns fractions into integers.
//! - `flow` owns the minimum cut, `bundles` the decomposition into blocks (Sidney 1975).
//! - `piece` cuts a block up; `subsets` orders a small piece exactly, `improve` a large one well, and
//!   `course` chooses between them; `walk` joins the pieces.
//! - `compare` owns regret, the best single move, and the two plain orders.

use super::sequence::{Job, OrderError, check};
use crate::scoring::ratio::Ratio;

use whole::WholeJobs;

pub use compare::{JobMove, OrderExcess, Scales};

mod bundles;
mod compare;
mod course;
pub(in crate::scoring) mod flow;
mod improve;
pub(in crate::scoring) mod links;
mod piece;
mod subsets;
pub(in crate::scoring) mod table;
mod walk;
pub(in crate::scoring) mod whole;

/// How many predecessor-closed subsets are searched for one plan, at most, in the smallest pieces
/// first; one with many jobs or many ways on counts as several.
///
/// A piece beyond it is ordered by heuristic, with a lower bound.
pub const SUBSETS: usize = 300_000;

/// Jobs that belong together because some pay for others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JobBlock {
    /// Sum of weights / sum of durations; `None` when the block takes no time.
    pub ratio: Option<Ratio>,
    /// Positions of its jobs, in input order.
    pub members: Vec<usize>,
}

/// The best order found, and how good it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BestOrder {
    /// Positions of all jobs but those on a cycle; of the best orders the one that comes first when
    /// compared by input position, if every piece was searched in full.
    pub order: Vec<usize>,
    /// Delay cost of the order until delivery: sum of weight * finish.
    pub cost: Ratio,
    /// No legal order costs less than this; the cost itself when `exact`.
    pub lower_bound: Ratio,
    /// Whether no order can cost less. Otherwise say "within [`BestOrder::gap`] of best".
    pub exact: bool,
    /// The coarsest decomposition, highest ratio first: each is the largest predecessor-closed set
    /// of highest ratio among what is left. Some best order takes them in turn, and every best order
    /// but for jobs that neither cost nor take anything.
    pub blocks: Vec<JobBlock>,
    /// Positions of jobs on a cycle, in input order. They are left out, and so are their links.
    pub cycle: Vec<usize>,
    /// Positions of jobs that wait, at any distance, for a cycle; ordered as if it were done.
    pub behind_cycle: Vec<usize>,
    /// Positions, in the given links, of those that name a job that does not exist.
    pub dangling: Vec<usize>,
    /// Delay cost of always taking the ready job of highest weight / duration.
    pub greedy: Ratio,
    /// Whether the order without dependencies, [`super::sequence::best_order`], is legal.
    pub plain_ok: bool,
    scales: Scales,
}

impl BestOrder {
    /// How far the order may be from the best, as a share of the lower bound: zero when `exact`.
    ///
    /// `None` when the bound is zero and the cost is not.
    pub fn gap(&self) -> Option<Ratio> {
        let gap = self.cost.minus(self.lower_bound)?;
        if gap.is_zero() {
            return Some(Ratio::ZERO);
        }
        gap.over(self.lower_bound)
    }

    /// Compares another order, which names each planned job once, with this one.
    pub fn regret(&self, order: &[usize]) -> Result<OrderExcess, OrderError> {
        self.scales.regret(order, &self.order)
    }

    /// Finds the single move that reduces the cost of an order most; `None` when none does.
    ///
    /// No job is moved across one it needs or is needed by. On a tie the first in the order is
    /// moved, and the shortest way. Takes time with the square of the number of jobs at most.
    pub fn best_move(&self, order: &[usize]) -> Result<Option<JobMove>, OrderError> {
        compare::check(order, &self.order)?;
        self.scales.best_move(order)
    }
}

/// Plans `jobs` under `links`, each (before, after) by position in the input.
///
/// Exact unless a piece has too many predecessor-closed subsets (see [`SUBSETS`]). Refuses values
/// below zero, and those whose total cost would not fit. Sources: Smith 1956 for the ratio; Sidney
/// 1975 for the blocks; Lawler 1978 for the strong hardness that makes a cap necessary.
pub fn plan(jobs: &[Job], links: &[(usize, usize)]) -> Result<BestOrder, OrderError> {
    check(jobs)?;
    let whole = WholeJobs::of(jobs).ok_or(OrderError::TooLarge)?;
    let sorted = links::sort_out(jobs.len(), links);
    let bundles = bundles::decompose(&whole, &sorted);
    let walk = walk::walk(&whole, &sorted, &bundles);
    let scales = Scales::new(whole, sorted.graph);
    let fraction = |value: i128| scales.fraction(value).ok_or(OrderError::TooLarge);
    let cost = scales.cost(&walk.order);
    let plain = Scales::plain(jobs, &walk.order);
    let blocks = bundles.into_iter().map(|bundle| JobBlock {
        ratio: Scales::ratio(jobs, &bundle.members),
        members: bundle.members,
    });
    Ok(BestOrder {
        blocks: blocks.collect(),
        cost: fraction(cost)?,
        lower_bound: fraction(cost - walk.slack)?,
        exact: walk.slack == 0,
        greedy: fraction(scales.cost(&scales.ready_first(&plain)))?,
        plain_ok: scales.early(&plain) == 0,
        order: walk.order,
        cycle: sorted.cycle,
        behind_cycle: sorted.behind_cycle,
        dangling: sorted.dangling,
        scales,
    })
}

#[cfg(test)]
mod tests;
