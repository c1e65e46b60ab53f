//! Tests of the best order under dependencies.

use proptest::prelude::*;

use super::*;
use crate::scoring::order::sequence::sequence;

fn jobs(rows: &[(i64, i64)]) -> Vec<Job> {
    let job = |&(weight, duration): &(i64, i64)| Job {
        weight: Ratio::whole(weight),
        duration: Ratio::whole(duration),
    };
    rows.iter().map(job).collect()
}

fn planned(rows: &[(i64, i64)], links: &[(usize, usize)]) -> BestOrder {
    plan(&jobs(rows), links).unwrap()
}

fn ratios(plan: &BestOrder) -> Vec<String> {
    let ratios = plan.blocks.iter().map(|block| block.ratio.unwrap());
    ratios.map(|ratio| ratio.to_string()).collect()
}

/// The search for the least cost and the first order that reaches it, by trying all.
struct BruteForce<'a> {
    rows: &'a [(i64, i64)],
    links: &'a [(usize, usize)],
    order: Vec<usize>,
    best: Option<(i64, Vec<usize>)>,
}

impl BruteForce<'_> {
    fn grow(&mut self, now: i64, cost: i64) {
        if self.best.as_ref().is_some_and(|best| cost >= best.0) {
            return;
        }
        if self.order.len() == self.rows.len() {
            self.best = Some((cost, self.order.clone()));
        }
        for job in 0..self.rows.len() {
            let done = |other: &usize| self.order.contains(other);
            let mut links = self.links.iter();
            if !done(&job) && links.all(|link| link.1 != job || done(&link.0)) {
                let finish = now + self.rows[job].1;
                self.order.push(job);
                self.grow(finish, cost + self.rows[job].0 * finish);
                self.order.pop();
            }
        }
    }
}

#[test]
fn two_chains_of_pinedo_cost_1967() {
    let rows = [(6, 3), (18, 6), (12, 6), (8, 5), (8, 4), (17, 8), (18, 10)];
    let plan = planned(&rows, &[(0, 1), (1, 2), (2, 3), (4, 5), (5, 6)]);
    assert_eq!(plan.cost, Ratio::whole(1967));
    assert_eq!(plan.order, [0, 1, 4, 5, 2, 6, 3]);
    assert_eq!(ratios(&plan), ["8/3", "25/12", "2", "9/5", "8/5"]);
}

#[test]
fn five_tasks_with_two_links_cost_46() {
    let plan = planned(&[(3, 2), (5, 1), (1, 3), (4, 1), (2, 2)], &[(0, 2), (1, 4)]);
    assert_eq!(plan.cost, Ratio::whole(46));
    assert_eq!(plan.order, [1, 3, 0, 4, 2]);
}

#[test]
fn an_enabler_stands_first_for_its_feature() {
    let plan = planned(&[(1, 2), (20, 1), (3, 2)], &[(0, 1)]);
    assert_eq!(
        (plan.cost, plan.greedy),
        (Ratio::whole(77), Ratio::whole(110))
    );
    assert_eq!(ratios(&plan), ["7", "3/2"]);
    let regret = plan.regret(&[2, 0, 1]).unwrap();
    assert_eq!(regret.extra, Ratio::whole(33));
    let best = plan.best_move(&[2, 0, 1]).unwrap().unwrap();
    assert_eq!((best.job, best.from, best.to), (2, 0, 2));
    assert_eq!(best.saved, Ratio::whole(33));
    assert_eq!(plan.best_move(&plan.order), Ok(None));
    assert_eq!(plan.regret(&[0, 1]), Err(OrderError::NotAnOrder));
}

#[test]
fn a_cycle_is_named_and_the_rest_is_ordered() {
    let plan = planned(
        &[(1, 1), (1, 1), (9, 1), (2, 1)],
        &[(0, 1), (1, 0), (1, 2), (3, 9), (2, 3), (2, 3)],
    );
    assert_eq!(plan.cycle, [0, 1]);
    assert_eq!(plan.behind_cycle, [2, 3]);
    assert_eq!(plan.dangling, [3]);
    assert_eq!(plan.order, [2, 3]);
}

#[test]
fn nothing_to_plan_is_an_empty_plan() {
    let plan = planned(&[], &[]);
    assert!(plan.order.is_empty() && plan.exact);
    assert_eq!(plan.gap(), Some(Ratio::ZERO));
}

/// Checks what holds for any plan without a cycle.
fn check_plan(rows: &[(i64, i64)], links: &[(usize, usize)]) -> BestOrder {
    let plan = planned(rows, links);
    let regret = plan.regret(&plan.order).unwrap();
    assert!(regret.is_legal && plan.order.len() == rows.len());
    assert_eq!(regret.cost, plan.cost);
    assert!(plan.cost <= plan.greedy && plan.lower_bound <= plan.cost);
    assert_eq!(plan.exact, plan.lower_bound == plan.cost);
    plan
}

#[test]
fn a_chain_of_300_is_exact_whatever_the_scores() {
    let links: Vec<_> = (1..300).map(|job| (job - 1, job)).collect();
    let rising: Vec<_> = (1..=300).map(|job| (job, 3)).collect();
    let falling: Vec<_> = (1..=300).map(|job| (1_000_000 - job, 1_000_000)).collect();
    for rows in [
        rising,
        falling,
        vec![(5, 5); 300],
        vec![(5, 0); 300],
        vec![(0, 0); 300],
    ] {
        let plan = check_plan(&rows, &links);
        assert!(plan.exact);
        assert!(plan.order.is_sorted());
    }
}

#[test]
fn complete_needs_between_two_halves_are_planned() {
    let links: Vec<_> = (0..60)
        .flat_map(|a| (60..120).map(move |b| (a, b)))
        .collect();
    let rows: Vec<_> = (0..120)
        .map(|job| (job * 7 % 31, 1 + job * 5 % 13))
        .collect();
    check_plan(&rows, &links);
    assert!(check_plan(&[(3, 3); 120], &links).exact);
    assert!(check_plan(&[(0, 0); 120], &links).exact);
}

#[test]
fn numbers_that_do_not_fit_are_refused() {
    let huge = Job {
        weight: Ratio::new(i128::MAX / 2, 1).unwrap(),
        duration: Ratio::whole(3),
    };
    assert_eq!(plan(&[huge, huge], &[]), Err(OrderError::TooLarge));
    assert_eq!(plan(&jobs(&[(-1, 1)]), &[]), Err(OrderError::Negative(0)));
    let rows: Vec<_> = (0..500)
        .map(|job| (1_000_000 - job % 7, 1_000_000 - job % 5))
        .collect();
    let links: Vec<_> = (0..250).map(|job| (job * 2 % 500, job * 2 + 1)).collect();
    check_plan(&rows, &links);
}

/// (weight, duration) of jobs, and links between them.
type Network = (Vec<(i64, i64)>, Vec<(usize, usize)>);

/// Jobs with links that only lead to later positions, then mixed up by a rotation.
fn networks(most: usize) -> impl Strategy<Value = Network> {
    let rows = proptest::collection::vec((0_i64..7, 0_i64..5), 1..=most);
    let links = proptest::collection::vec((0..most, 0..most), 0..most * 2);
    (rows, links, 0..most).prop_map(|(rows, links, turn)| {
        let len = rows.len();
        let links = links.into_iter().map(|(a, b)| (a % len, b % len));
        let links = links
            .filter(|(a, b)| a != b)
            .map(|(a, b)| (a.min(b), a.max(b)));
        let turned = |job: usize| (job * if len % 3 == 0 { 1 } else { 3 } + turn) % len;
        let links = links.map(|(a, b)| (turned(a), turned(b)));
        (rows, links.collect())
    })
}

proptest! {
    #[test]
    fn the_plan_is_the_first_of_the_best_orders((rows, links) in networks(8)) {
        let jobs = jobs(&rows);
        let plan = check_plan(&rows, &links);
        let mut search = BruteForce { rows: &rows, links: &links, order: Vec::new(), best: None };
        search.grow(0, 0);
        let (cost, order) = search.best.unwrap();
        prop_assert!(plan.exact);
        prop_assert_eq!(plan.cost, Ratio::whole(cost));
        prop_assert_eq!(&plan.order, &order);
        if plan.plain_ok {
            let plain = crate::scoring::order::sequence::best_order(&jobs);
            prop_assert_eq!(sequence(&jobs, &plain).unwrap().until_delivery, plan.cost);
        }
    }

    #[test]
    fn blocks_fall_in_ratio_and_the_best_move_saves_what_it_says((rows, links) in networks(24)) {
        let plan = check_plan(&rows, &links);
        let ratios: Vec<_> = plan.blocks.iter().filter_map(|block| block.ratio).collect();
        prop_assert!(ratios.windows(2).all(|pair| pair[0] > pair[1]));
        let greedy = plan.scales.ready_first(&(0..rows.len()).collect::<Vec<_>>());
        let regret = plan.regret(&greedy).unwrap();
        prop_assert!(regret.is_legal && !regret.extra.is_negative());
        if let Some(best) = plan.best_move(&greedy).unwrap() {
            let mut moved = greedy;
            let job = moved.remove(best.from);
            moved.insert(best.to, job);
            let after = plan.regret(&moved).unwrap();
            prop_assert!(after.is_legal);
            prop_assert_eq!(regret.cost.minus(after.cost), Some(best.saved));
        }
    }

    #[test]
    fn heuristic_and_bound_hold_the_best_order_between_them((rows, links) in networks(8)) {
        let jobs = jobs(&rows);
        let whole = WholeJobs::of(&jobs).unwrap();
        let sorted = links::sort_out(jobs.len(), &links);
        for bundle in bundles::decompose(&whole, &sorted) {
            for members in bundle.pieces {
                let piece = piece::Piece::new(&whole, &sorted.graph, &members);
                let mut budget = SUBSETS;
                let exact = subsets::Subsets::search(&piece, &mut budget).unwrap();
                let (mut order, mut at) = (Vec::new(), 0);
                while let Some(step) = exact.best_steps(&piece, at).first() {
                    order.push(step.0);
                    at = step.1;
                }
                let mut steps = 10_000;
                let arranged = improve::arrange(&piece, &mut steps);
                prop_assert_eq!(arranged.order.len(), piece.len());
                prop_assert!(piece.cost(&arranged.order) >= piece.cost(&order));
                prop_assert!(piece.lower_bound() <= piece.cost(&order));
                prop_assert!(!arranged.is_forced || arranged.order == order);
            }
        }
    }
}
