//! What forecasts cost, by size and by shape.
//!
//! `cargo bench --bench forecast` prints medians. The targets: 500 items below 10 ms, so that a screen may
//! ask at any key; 10,000 points of 100 past periods below 2 s, beside the screen.

#![allow(missing_docs, clippy::unwrap_used)]

use divan::Bencher;
use evenkeel::desk::ids::Ids;
use evenkeel::scoring::forecast::season::{Lineup, Season, SizeRange};
use evenkeel::scoring::ratio::Ratio;

/// Amount, past periods, the most done in one.
const SIZES: [(i64, u64, u64); 5] = [
    (500, 12, 10),
    (500, 12, 60),
    (2_000, 30, 40),
    (10_000, 100, 60),
    (10_000, 100, 200),
];

fn main() {
    divan::main();
}

fn history(periods: u64, most: u64) -> Vec<Ratio> {
    let mut random = Ids::new(7);
    let mut below = |limit: u64| i64::try_from(random.draw() % limit).unwrap();
    (0..periods)
        .map(|_| Ratio::whole(below(most + 1)))
        .collect()
}

/// Items of 5 points, so many points in all.
fn lineup(amount: i64, history: Vec<Ratio>) -> Lineup {
    let size = SizeRange::exactly(Ratio::whole(5)).unwrap();
    let count = usize::try_from(amount / 5).unwrap();
    Lineup::at_once(Season::of(history), vec![size; count])
}

#[divan::bench(args = SIZES, sample_count = 3, sample_size = 1)]
fn dates(bencher: Bencher<'_, '_>, (amount, periods, most): (i64, u64, u64)) {
    let lineup = lineup(amount, history(periods, most));
    bencher.bench(|| lineup.when().unwrap());
}

#[divan::bench(args = [10, 40], sample_count = 3, sample_size = 1)]
fn one_chance(bencher: Bencher<'_, '_>, periods: usize) {
    let lineup = lineup(500, history(12, 60));
    bencher.bench(|| lineup.chance(100, periods).unwrap());
}
