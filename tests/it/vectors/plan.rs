//! Topic `plan`.

use evenkeel::scoring::plan::suggestion::{
    Aside, Band, Candidate, Pin, PlanQuestion, STEPS, suggest,
};
use evenkeel::scoring::ratio::Ratio;
use serde_json::{Value, json};

use super::{ids, known, position, rows, text};

pub fn answer(given: &Value) -> Value {
    let items = rows(&given["items"]);
    let question = question(given, items);
    let free = PlanQuestion {
        bands: Vec::new(),
        ..question.clone()
    };
    let found = suggest(&question, STEPS).unwrap();
    let without = suggest(&free, STEPS).unwrap();
    assert!(found.is_proven && without.is_proven);
    let within = found.is_within().then_some(&found);
    let price = within.map(|found| without.value.minus(found.value).unwrap());
    let never = found.aside.iter();
    let never = never.filter(|(_, why)| *why == Aside::NeverFits);
    let order = by_ratio(&question.candidates);
    json!({
        "feasible": within.is_some(),
        "value": text(within.map(|found| found.value)),
        "effort": text(within.map(|found| found.effort)),
        "chosen": within.map(|found| ids(items, found.chosen.iter().copied())),
        "optimal_plans": within.map_or(0, |found| plans(&question, found.value)),
        "value_without_bands": text(Some(without.value)),
        "price_of_bands": text(price),
        "fractional_bound": text(Some(fractional(&question, &order))),
        "never_fits": ids(items, never.map(|(at, _)| *at)),
        "greedy": text(Some(greedy(&question, &order))),
    })
}

fn question(given: &Value, items: &[Value]) -> PlanQuestion {
    let capacity = known(&given["capacity"]);
    let bands = rows(&given["bands"]);
    let bucket = |row: &Value| bands.iter().position(|band| band[0] == row[3]);
    let done = rows(&given["done"]);
    let candidate = |row: &Value| Candidate {
        value: Some(known(&row[1])),
        effort: Some(known(&row[2])),
        bucket: bucket(row),
        needs: rows(&row[4])
            .iter()
            .filter(|need| !done.contains(need))
            .map(|need| position(items, need))
            .collect(),
        pin: Pin::Free,
    };
    let end = |percent: &Value| {
        let share = known(percent).over(Ratio::HUNDRED).unwrap();
        share.times(capacity).unwrap()
    };
    let band = |(bucket, row): (usize, &Value)| Band {
        bucket,
        min: end(&row[1]),
        max: end(&row[2]),
    };
    PlanQuestion {
        candidates: items.iter().map(candidate).collect(),
        capacity,
        bands: bands.iter().enumerate().map(band).collect(),
    }
}

/// Value / effort, best first; what is free comes first of all.
fn by_ratio(candidates: &[Candidate]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..candidates.len()).collect();
    order.sort_by_key(|at| {
        let (value, effort) = (candidates[*at].value, candidates[*at].effort);
        let ratio = value.unwrap().over(effort.unwrap());
        (ratio.is_some(), std::cmp::Reverse(ratio))
    });
    order
}

/// The value if items could be split and nothing but capacity counted.
fn fractional(question: &PlanQuestion, order: &[usize]) -> Ratio {
    let (mut left, mut sum) = (question.capacity, Ratio::ZERO);
    for at in order {
        let candidate = &question.candidates[*at];
        let (value, effort) = (candidate.value.unwrap(), candidate.effort.unwrap());
        let taken = effort.min(left);
        let share = taken.over(effort).unwrap_or(Ratio::ONE);
        sum = sum.plus(value.times(share).unwrap()).unwrap();
        left = left.minus(taken).unwrap();
    }
    sum
}

/// The value of always taking the first item whose needs are taken and that fits; the board's own simple way takes
/// an item together with what it needs.
fn greedy(question: &PlanQuestion, order: &[usize]) -> Ratio {
    let mut taken: Vec<usize> = Vec::new();
    let sum = |all: &[usize], of: &dyn Fn(&Candidate) -> Option<Ratio>| {
        Ratio::sum(all.iter().filter_map(|at| of(&question.candidates[*at]))).unwrap()
    };
    loop {
        let fits = |at: &&usize| {
            let with = [taken.as_slice(), &[**at]].concat();
            let needs = question.candidates[**at].needs.iter();
            !taken.contains(at)
                && needs.flatten().all(|need| taken.contains(need))
                && !question.candidates[**at].needs.contains(&None)
                && sum(&with, &|c| c.effort) <= question.capacity
                && question.bands.iter().all(|band| {
                    let own = |c: &Candidate| c.effort.filter(|_| c.bucket == Some(band.bucket));
                    sum(&with, &own) <= band.max
                })
        };
        match order.iter().find(fits) {
            Some(at) => taken.push(*at),
            None => return sum(&taken, &|c| c.value),
        }
    }
}

/// How many choices are worth this much, by looking at each.
fn plans(question: &PlanQuestion, value: Ratio) -> usize {
    let candidates = &question.candidates;
    let is_best = |set: &usize| {
        let has = |at: usize| set >> at & 1 == 1;
        let chosen: Vec<&Candidate> = (0..candidates.len())
            .filter(|at| has(*at))
            .map(|at| &candidates[at])
            .collect();
        let needs = chosen.iter().flat_map(|candidate| &candidate.needs);
        let effort = |bucket: Option<usize>| {
            let counted = chosen
                .iter()
                .filter(|c| bucket.is_none() || c.bucket == bucket);
            Ratio::sum(counted.filter_map(|candidate| candidate.effort)).unwrap()
        };
        let fits = |band: &Band| {
            let effort = effort(Some(band.bucket));
            band.min <= effort && effort <= band.max
        };
        needs.into_iter().all(|need| need.is_some_and(has))
            && effort(None) <= question.capacity
            && question.bands.iter().all(fits)
            && Ratio::sum(chosen.iter().filter_map(|c| c.value)) == Some(value)
    };
    (0..1_usize << candidates.len()).filter(is_best).count()
}
