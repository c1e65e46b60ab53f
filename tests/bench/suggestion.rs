//! What the best choice for an increment costs, by size and by shape.
//!
//! `cargo bench --bench suggestion` prints how good the answers are, then medians. The targets: 60 items
//! proven below 50 ms, 250 and 500 within 0.5 % below 0.5 s; with all reasons and prices, which the board
//! looks for beside the keys, 500 below 2 s.

#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stdout
)]

use divan::Bencher;
use evenkeel::desk::ids::Ids;
use evenkeel::scoring::plan::suggestion::answer::answer;
use evenkeel::scoring::plan::suggestion::price::prices;
use evenkeel::scoring::plan::suggestion::watch::StepWatch;
use evenkeel::scoring::plan::suggestion::{Band, Candidate, Pin, PlanQuestion, STEPS, suggest};
use evenkeel::scoring::ratio::Ratio;

const SHAPES: [&str; 9] = [
    "60 free",
    "60 even",
    "60 narrow",
    "250 free",
    "250 even",
    "250 narrow",
    "500 free",
    "500 even",
    "500 narrow",
];

fn main() {
    for shape in SHAPES {
        let found = suggest(&question(shape), STEPS).unwrap();
        let gap = found.gap().and_then(|gap| gap.to_percent(2));
        println!(
            "{shape}: proven {}, within {gap:?} %, bands kept {}, {} steps",
            found.is_proven,
            found.is_within(),
            found.steps
        );
    }
    divan::main();
}

/// Items of three buckets, three of ten with a need, one of thirty pinned in and one out; two fifths fit.
/// "even" values grow with effort, "narrow" ones too and the bands are 3 points of a hundred to each side.
fn question(shape: &str) -> PlanQuestion {
    let (count, kind) = shape.split_once(' ').unwrap();
    let count: usize = count.parse().unwrap();
    let mut random = Ids::new(17);
    let mut below = |limit: u64| random.draw() % limit;
    let sizes = [1_i64, 2, 3, 5, 8, 13, 20];
    let size = |below: &mut dyn FnMut(u64) -> u64| sizes[usize::try_from(below(7)).unwrap()];
    let mut candidates = Vec::new();
    for at in 0..count {
        let effort = size(&mut below);
        let value = if kind == "free" {
            size(&mut below) + size(&mut below) + size(&mut below)
        } else {
            effort * 3 + i64::try_from(below(7)).unwrap()
        };
        let has_need = at > 0 && below(10) < 3;
        let need = has_need.then(|| usize::try_from(below(at as u64)).unwrap());
        candidates.push(Candidate {
            value: Some(Ratio::whole(value)),
            effort: Some(Ratio::whole(effort)),
            bucket: Some([0, 0, 0, 1, 1, 2][usize::try_from(below(6)).unwrap()]),
            needs: need.map(Some).into_iter().collect(),
            pin: match below(30) {
                0 => Pin::In,
                1 => Pin::Out,
                _ => Pin::Free,
            },
        });
    }
    let total = Ratio::sum(candidates.iter().filter_map(|c| c.effort)).unwrap();
    let percent = |part: i64| Ratio::new(i128::from(part), 100).unwrap();
    let capacity = Ratio::whole(total.times(percent(40)).unwrap().rounded());
    let width = if kind == "narrow" { 3 } else { 10 };
    let bands = [60, 30, 10].iter().enumerate().map(|(bucket, share)| Band {
        bucket,
        min: percent(share - width).times(capacity).unwrap(),
        max: percent(share + width).times(capacity).unwrap(),
    });
    PlanQuestion {
        candidates,
        capacity,
        bands: bands.collect(),
    }
}

#[divan::bench(args = SHAPES, sample_count = 5, sample_size = 1)]
fn best_choice(bencher: Bencher<'_, '_>, shape: &str) {
    let question = question(shape);
    bencher.bench(|| suggest(&question, STEPS).unwrap());
}

#[divan::bench(args = ["60 free", "60 even", "60 narrow"], sample_count = 3, sample_size = 1)]
fn price_of_all_limits(bencher: Bencher<'_, '_>, shape: &str) {
    let question = question(shape);
    let found = suggest(&question, STEPS).unwrap();
    bencher.bench(|| prices(&question, &found, STEPS, &mut StepWatch::default()).unwrap());
}

#[divan::bench(args = SHAPES, sample_count = 1, sample_size = 1)]
fn all_that_the_board_says(bencher: Bencher<'_, '_>, shape: &str) {
    let question = question(shape);
    bencher.bench(|| answer(&question, &mut StepWatch::default()).unwrap());
}
