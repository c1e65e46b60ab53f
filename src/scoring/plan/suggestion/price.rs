//! What each limit costs: the value without it, less the value with it.
//!
//! Owns the limits and their prices. Each price asks the question again without one limit. Knows no search.

use super::watch::StepWatch;
use super::{Band, Candidate, Pin, PlanQuestion, Suggestion, Unfound, suggest_watched};
use crate::scoring::ratio::{Ratio, TooLarge};

/// A limit, by position.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// The capacity, which is not lifted but one point larger; the bands stay as they are in points.
    Capacity,
    /// A band.
    Band(usize),
    /// What was decided about this item.
    Pin(usize),
    /// That the first item needs the second.
    Need(usize, usize),
}

/// What a limit costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LimitPrice {
    /// The limit.
    pub limit: Limit,
    /// It costs at least this much value.
    pub least: Ratio,
    /// And at most this much: the same when both answers are proven, `None` when that is unknown.
    pub most: Option<Ratio>,
}

/// The price of every limit, the steps shared out among them: what one does not need, the next may. Empty while capacity and bands cannot be kept, for then
/// there is no value to compare with.
pub fn prices(
    question: &PlanQuestion,
    found: &Suggestion,
    steps: usize,
    watch: &mut StepWatch<'_>,
) -> Result<Vec<LimitPrice>, Unfound> {
    if !found.is_within() {
        return Ok(Vec::new());
    }
    let limits = limits(question, found);
    let (mut left, mut prices) = (steps, Vec::new());
    let begin = watch.steps();
    for (done, limit) in limits.iter().enumerate() {
        let free = without(question, *limit).ok_or(TooLarge)?;
        let other = suggest_watched(&free, left / (limits.len() - done), watch)?;
        left = left.saturating_sub(other.steps);
        let passed = watch.passed(begin + steps / limits.len() * (done + 1));
        passed.ok_or(Unfound::BrokenOff)?;
        prices.push(price(*limit, found, &other).ok_or(TooLarge)?);
    }
    Ok(prices)
}

fn price(limit: Limit, with: &Suggestion, without: &Suggestion) -> Option<LimitPrice> {
    // What can be chosen with a limit can be chosen without it, so less is only what was not yet found.
    let zero = Ratio::ZERO;
    let least = match with.at_most {
        Some(most) => without.value.minus(most)?.max(zero),
        None => zero,
    };
    let most = match without.at_most {
        Some(most) => Some(most.minus(with.value)?.max(zero)),
        None => None,
    };
    Some(LimitPrice { limit, least, most })
}

/// The limits there are: needs between items that can be chosen, and pins that can be kept.
fn limits(question: &PlanQuestion, found: &Suggestion) -> Vec<Limit> {
    let can_come = |at: usize| found.aside(at).is_none();
    let bands = (0..question.bands.len()).map(Limit::Band);
    let candidates = question.candidates.iter().enumerate();
    let pins = candidates
        .clone()
        .filter(|(at, candidate)| match candidate.pin {
            Pin::Free => false,
            Pin::In => can_come(*at),
            Pin::Out => true,
        });
    let needs = candidates.filter(|(at, _)| can_come(*at));
    let needs = needs.flat_map(|(at, candidate)| {
        let needs = candidate.needs.iter().flatten();
        needs.map(move |need| Limit::Need(at, *need))
    });
    let pins = pins.map(|(at, _)| Limit::Pin(at));
    std::iter::once(Limit::Capacity)
        .chain(bands)
        .chain(pins)
        .chain(needs)
        .collect()
}

/// The question without a limit.
fn without(question: &PlanQuestion, limit: Limit) -> Option<PlanQuestion> {
    let mut free = question.clone();
    match limit {
        Limit::Capacity => free.capacity = free.capacity.plus(Ratio::ONE)?,
        Limit::Band(at) => {
            let others = |(place, band): (usize, &Band)| (place != at).then_some(*band);
            free.bands = question
                .bands
                .iter()
                .enumerate()
                .filter_map(others)
                .collect();
        }
        Limit::Pin(at) => change(&mut free, at, |candidate| candidate.pin = Pin::Free),
        Limit::Need(at, need) => change(&mut free, at, |candidate| {
            candidate.needs.retain(|other| *other != Some(need));
        }),
    }
    Some(free)
}

/// Changes one candidate.
pub(super) fn change(question: &mut PlanQuestion, at: usize, change: impl FnOnce(&mut Candidate)) {
    if let Some(candidate) = question.candidates.get_mut(at) {
        change(candidate);
    }
}
