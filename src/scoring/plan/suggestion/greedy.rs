//! The simple way: down a list, take what fits with what it needs.
//!
//! Owns that, for a whole increment and for one lane after the other. Proves nothing. Knows no search.

use super::{Aside, Band, PlanQuestion, units};
use crate::scoring::ratio::{Ratio, TooLarge};

/// What was taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GreedyChoice {
    /// Positions, ascending.
    pub chosen: Vec<usize>,
    /// What they are worth.
    pub value: Ratio,
    /// Their effort, in points.
    pub effort: Ratio,
}

/// Goes down `order` once and takes each candidate that fits with what it needs: within the capacity and the upper
/// ends of the bands. Pins come first. Lower ends are not looked at, which is what makes it simple.
pub fn greedy(question: &PlanQuestion, order: &[usize]) -> Result<GreedyChoice, TooLarge> {
    take(question, order).ok_or(TooLarge)
}

/// Gives each bucket its share of the capacity as a lane of its own, and fills all lanes down one list. `shares` are
/// fractions of 1; effort without a bucket, or in one without a share, only has to fit the capacity.
pub fn greedy_by_bucket(
    question: &PlanQuestion,
    order: &[usize],
    shares: &[Ratio],
) -> Result<GreedyChoice, TooLarge> {
    let lane = |(bucket, share): (usize, &Ratio)| {
        Some(Band {
            bucket,
            min: Ratio::ZERO,
            max: share.times(question.capacity)?,
        })
    };
    let bands: Option<Vec<Band>> = shares.iter().enumerate().map(lane).collect();
    let lanes = PlanQuestion {
        bands: bands.ok_or(TooLarge)?,
        ..question.clone()
    };
    greedy(&lanes, order)
}

fn take(question: &PlanQuestion, order: &[usize]) -> Option<GreedyChoice> {
    let aside: Vec<Option<Aside>> = units::aside(question)?;
    let can_come = |at: &usize| aside.get(*at).is_some_and(Option::is_none);
    let mut chosen = units::forced(question, &aside);
    for at in order.iter().filter(|at| can_come(at)) {
        let mut with = question.bundle(*at);
        with.extend(&chosen);
        with.sort_unstable();
        with.dedup();
        if with.len() > chosen.len() && fits(question, &with)? {
            chosen = with;
        }
    }
    Some(GreedyChoice {
        value: question.value(&chosen)?,
        effort: question.effort(chosen.iter().copied())?,
        chosen,
    })
}

/// Whether a choice is within the capacity and the upper ends of the bands.
fn fits(question: &PlanQuestion, chosen: &[usize]) -> Option<bool> {
    if question.effort(chosen.iter().copied())? > question.capacity {
        return Some(false);
    }
    for band in &question.bands {
        if question.effort_in(band.bucket, chosen)? > band.max {
            return Some(false);
        }
    }
    Some(true)
}
