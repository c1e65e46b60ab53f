//! Other orders held against the plan.
//!
//! Owns regret, the single move that saves most, the greedy order and the order without links.

use super::Job;
use super::links::Graph;
use super::table::Lookup;
use super::whole::WholeJobs;
use crate::scoring::order::sequence::{OrderError, best_order};
use crate::scoring::ratio::Ratio;

/// What an order costs against the best one found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OrderExcess {
    /// Delay cost of the order until delivery.
    pub cost: Ratio,
    /// Cost of the order - cost of the plan; below zero only when the order is not legal, or when
    /// the plan is not exact.
    pub extra: Ratio,
    /// Whether every job stands after all it needs.
    pub is_legal: bool,
}

/// One job moved within an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct JobMove {
    /// The position of the job in the input.
    pub job: usize,
    /// Its place in the order.
    pub from: usize,
    /// Its place in the resulting order.
    pub to: usize,
    /// Delay cost before - delay cost after, above zero.
    pub saved: Ratio,
}

/// Jobs and their sound links, made ready to weigh any order of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scales {
    whole: WholeJobs,
    graph: Graph,
}

impl Scales {
    /// Makes `jobs` and `links`, each (before, after) by position, ready. Links of a loop and those that
    /// name no job do not count. Refuses values below zero, and those whose total cost would not fit.
    pub fn of(jobs: &[Job], links: &[(usize, usize)]) -> Result<Self, OrderError> {
        super::check(jobs)?;
        let whole = WholeJobs::of(jobs).ok_or(OrderError::TooLarge)?;
        let graph = super::links::sort_out(jobs.len(), links).graph;
        Ok(Self { whole, graph })
    }

    pub(super) fn new(whole: WholeJobs, graph: Graph) -> Self {
        Self { whole, graph }
    }

    /// Delay cost of an order until delivery; none when it does not fit.
    pub fn weigh(&self, order: &[usize]) -> Option<Ratio> {
        self.fraction(self.cost(order))
    }

    /// A cost in the units of the input.
    pub(super) fn fraction(&self, cost: i128) -> Option<Ratio> {
        Ratio::new(cost, self.whole.scale)
    }

    /// Weight / duration of jobs together; `None` when they take no time.
    pub(super) fn ratio(jobs: &[Job], members: &[usize]) -> Option<Ratio> {
        let members = || members.iter().filter_map(|at| jobs.get(*at));
        let weight = Ratio::sum(members().map(|job| job.weight))?;
        weight.over(Ratio::sum(members().map(|job| job.duration))?)
    }

    /// Delay cost of an order.
    pub(super) fn cost(&self, order: &[usize]) -> i128 {
        self.whole.cost(order)
    }

    /// Always takes the first ready job of `plain`.
    pub(super) fn ready_first(&self, plain: &[usize]) -> Vec<usize> {
        self.graph.ready_first(plain)
    }

    /// The order without links over the planned jobs.
    pub(super) fn plain(jobs: &[Job], planned: &[usize]) -> Vec<usize> {
        let mut is_planned = Lookup::filled(jobs.len(), false);
        for job in planned {
            is_planned.set(*job, true);
        }
        let mut order = best_order(jobs);
        order.retain(|job| is_planned.at(*job));
        order
    }

    /// How many jobs stand before something they need.
    pub fn early(&self, order: &[usize]) -> usize {
        let mut done = Lookup::filled(self.graph.needs.len(), false);
        let is_early = |job: &&usize| {
            done.set(**job, true);
            let mut needs = self.graph.needs.of(**job).iter();
            !needs.all(|need| done.at(*need))
        };
        order.iter().filter(is_early).count()
    }

    /// Compares `order` with the `planned` one.
    pub(super) fn regret(
        &self,
        order: &[usize],
        planned: &[usize],
    ) -> Result<OrderExcess, OrderError> {
        check(order, planned)?;
        let cost = self.cost(order);
        let fraction = |cost| self.fraction(cost).ok_or(OrderError::TooLarge);
        Ok(OrderExcess {
            cost: fraction(cost)?,
            extra: fraction(cost - self.cost(planned))?,
            is_legal: self.early(order) == 0,
        })
    }

    /// Finds the single move that reduces the cost of an order most; `None` when none does.
    ///
    /// No job is moved across one it needs or is needed by. On a tie the first in the order is
    /// moved, and the shortest way. Takes time with the square of the number of jobs at most.
    pub fn best_move(&self, order: &[usize]) -> Result<Option<JobMove>, OrderError> {
        let mut best: Option<(i128, usize, usize)> = None;
        for from in 0..order.len() {
            for (saved, to) in [self.earlier(order, from), self.later(order, from)] {
                if saved > best.map_or(0, |best| best.0) {
                    best = Some((saved, from, to));
                }
            }
        }
        let Some((saved, from, to)) = best else {
            return Ok(None);
        };
        Ok(Some(JobMove {
            job: order.get(from).copied().unwrap_or_default(),
            from,
            to,
            saved: self.fraction(saved).ok_or(OrderError::TooLarge)?,
        }))
    }

    /// The most that moving the job at a place earlier saves, and where to.
    fn earlier(&self, order: &[usize], from: usize) -> (i128, usize) {
        let passed = order.iter().enumerate().take(from).rev();
        self.shift(order, from, passed, &self.graph.needs, 1)
    }

    /// The most that moving the job at a place later saves, and where to.
    fn later(&self, order: &[usize], from: usize) -> (i128, usize) {
        let passed = order.iter().enumerate().skip(from + 1);
        self.shift(order, from, passed, &self.graph.enables, -1)
    }

    fn shift<'a>(
        &self,
        order: &[usize],
        from: usize,
        passed: impl Iterator<Item = (usize, &'a usize)>,
        bounds: &super::table::GroupedLists,
        sign: i128,
    ) -> (i128, usize) {
        let job = order.get(from).copied().unwrap_or_default();
        let (weight, duration) = (self.whole.weight.at(job), self.whole.duration.at(job));
        let (mut saved, mut best) = (0, (0, from));
        for (place, other) in passed {
            if bounds.of(job).binary_search(other).is_ok() {
                break;
            }
            let gain =
                weight * self.whole.duration.at(*other) - self.whole.weight.at(*other) * duration;
            saved += sign * gain;
            if saved > best.0 {
                best = (saved, place);
            }
        }
        best
    }
}

/// Refuses an order that does not name each planned job once.
pub(super) fn check(order: &[usize], planned: &[usize]) -> Result<(), OrderError> {
    let sorted = |order: &[usize]| {
        let mut order = order.to_vec();
        order.sort_unstable();
        order
    };
    if sorted(order) == sorted(planned) {
        Ok(())
    } else {
        Err(OrderError::NotAnOrder)
    }
}
