//! What forecasts cost, by size and by shape.
//!
//! `cargo bench --bench forecast` prints medians. The targets: 500 items below 10 ms, so that a screen may
//! ask at any key; 10,000 points of 100 past periods below 2 s, beside the screen.

#![allow(missing_docs, clippy::unwrap_used)]

use divan::Bencher;
use evenkeel::desk::ids::Ids;
use evenkeel::scoring::forecast::chance::Chance;
use evenkeel::scoring::forecast::history::PeriodHistory;
use evenkeel::scoring::forecast::{Forecast, HORIZON, When, scopes};
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

fn history(periods: u64, most: u64) -> PeriodHistory {
    let mut random = Ids::new(7);
    let mut below = |limit: u64| i64::try_from(random.draw() % limit).unwrap();
    let periods = (0..periods).map(|_| Some(Ratio::whole(below(most + 1))));
    PeriodHistory::of(&periods.collect::<Vec<_>>()).unwrap()
}

/// One period of each amount from 0 on: the chance of one half is met exactly, again and again.
fn mirrored(periods: i64) -> PeriodHistory {
    let periods = (0..periods).map(|done| Some(Ratio::whole(done)));
    PeriodHistory::of(&periods.collect::<Vec<_>>()).unwrap()
}

#[divan::bench(args = SIZES, sample_count = 3, sample_size = 1)]
fn dates(bencher: Bencher<'_, '_>, (amount, periods, most): (i64, u64, u64)) {
    let history = history(periods, most);
    bencher.bench(|| Forecast::of(&history, Ratio::whole(amount)).unwrap());
}

#[divan::bench(args = SIZES, sample_count = 3, sample_size = 1)]
fn one_chance(bencher: Bencher<'_, '_>, (amount, periods, most): (i64, u64, u64)) {
    let history = history(periods, most);
    let amount = Ratio::whole(amount);
    let count = Forecast::of(&history, amount).unwrap();
    let count = match count.when(amount).half {
        When::Within(count) => count,
        When::Beyond | When::Never => HORIZON,
    };
    bencher.bench(|| Chance::of(&history, amount, count).unwrap());
}

#[divan::bench(args = [12, 100], sample_count = 3, sample_size = 1)]
fn dates_of_a_mirrored_history(bencher: Bencher<'_, '_>, periods: i64) {
    let history = mirrored(periods);
    bencher.bench(|| Forecast::of(&history, Ratio::whole(10_000)).unwrap());
}

#[divan::bench(args = [6, 26, 100], sample_count = 3, sample_size = 1)]
fn scopes_of_periods(bencher: Bencher<'_, '_>, periods: usize) {
    let history = history(100, 60);
    bencher.bench(|| scopes(&history, periods).unwrap());
}
