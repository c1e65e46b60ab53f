//! What the best order under dependencies costs, by size and by shape.
//!
//! `cargo bench --bench order` prints medians. The targets: 200 jobs with 200 links below 50 ms,
//! 2,000 with 2,000 below 1 s. With dates: 200 items below
//! 100 ms, 2,000 below 1 s.

#![allow(missing_docs, clippy::unwrap_used, clippy::print_stdout)]

use divan::Bencher;
use evenkeel::desk::ids::Ids;
use evenkeel::scoring::delay::Profile;
use evenkeel::scoring::delay::sequence::{TimedItem, sequence};
use evenkeel::scoring::order::precedence::plan;
use evenkeel::scoring::order::sequence::Job;
use evenkeel::scoring::ratio::Ratio;

const SHAPES: [&str; 8] = [
    "200 random",
    "200 dense",
    "2000 random",
    "2000 layered",
    "300 chain",
    "2000 chain",
    "300 complete",
    "2000 huge",
];

fn main() {
    for shape in SHAPES {
        let (jobs, links) = network(shape);
        let plan = plan(&jobs, &links).unwrap();
        let gap = plan.gap().and_then(|gap| gap.to_percent(2));
        let largest = plan.blocks.iter().map(|block| block.members.len()).max();
        println!(
            "{shape}: exact {}, within {gap:?} %, largest block {largest:?}",
            plan.exact
        );
    }
    divan::main();
}

/// The jobs and links of a named shape, the same for the same name.
fn network(shape: &str) -> (Vec<Job>, Vec<(usize, usize)>) {
    let (count, kind) = shape.split_once(' ').unwrap();
    let count: usize = count.parse().unwrap();
    let mut random = Ids::new(11);
    let mut below = |limit: usize| usize::try_from(random.draw() % limit as u64).unwrap();
    let most = if kind == "huge" { 1_000_000 } else { 40 };
    let mut number = || Ratio::whole(1 + i64::try_from(below(most)).unwrap());
    let jobs = (0..count).map(|_| Job {
        weight: number(),
        duration: number(),
    });
    let jobs = jobs.collect();
    let chain = || (1..count).map(|job| (job - 1, job)).collect();
    let half = count / 2;
    let links = match kind {
        "chain" => chain(),
        "complete" => (0..half)
            .flat_map(|a| (half..count).map(move |b| (a, b)))
            .collect(),
        "layered" => (0..count)
            .map(|_| (below(half), half + below(half)))
            .collect(),
        _ => {
            let links = if kind == "dense" { count * 4 } else { count };
            let pairs = (0..links).map(|_| (below(count), below(count)));
            pairs
                .filter(|(a, b)| a != b)
                .map(|(a, b)| (a.min(b), a.max(b)))
                .collect()
        }
    };
    (jobs, links)
}

#[divan::bench(args = SHAPES, sample_count = 5, sample_size = 1)]
fn order(bencher: Bencher<'_, '_>, shape: &str) {
    let (jobs, links) = network(shape);
    bencher.bench(|| plan(&jobs, &links).unwrap());
}

#[divan::bench(args = SHAPES, sample_count = 5, sample_size = 1)]
fn best_move(bencher: Bencher<'_, '_>, shape: &str) {
    let (jobs, links) = network(shape);
    let plan = plan(&jobs, &links).unwrap();
    bencher.bench(|| plan.best_move(&plan.order).unwrap());
}

/// Items of all shapes, a third of them dated, the same for the same number; one need for each.
fn dated(count: usize) -> (Vec<TimedItem>, Vec<(usize, usize)>) {
    let mut random = Ids::new(5);
    let mut below = |limit: u64| i64::try_from(random.draw() % limit).unwrap();
    let items = (0..count).map(|_| {
        let (rate, date) = (Ratio::whole(1 + below(40)), Ratio::whole(below(200)));
        let profile = match below(6) {
            0 | 1 => Profile::Fixed {
                date,
                once: Ratio::ZERO,
                rate,
            },
            2 => Profile::Intangible { from: date, rate },
            3 => Profile::Fading {
                life: Ratio::whole(4 + below(9)),
                rate,
            },
            _ => Profile::Standard { rate },
        };
        let duration = Ratio::new(i128::from(1 + below(13)), 9).unwrap();
        TimedItem { duration, profile }
    });
    (items.collect(), network(&format!("{count} random")).1)
}

#[divan::bench(args = [14, 16, 60, 200, 2000], sample_count = 5, sample_size = 1)]
fn with_dates(bencher: Bencher<'_, '_>, count: usize) {
    let (items, links) = dated(count);
    // As many starts as the board has.
    let known = [(0..count).rev().collect(), (0..count).collect()];
    bencher.bench(|| sequence(&items, &links, &known).unwrap());
}
