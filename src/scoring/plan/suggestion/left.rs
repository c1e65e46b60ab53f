//! Why an item is not in the choice, and what just missed it.
//!
//! Owns the reasons. Knows no words.

use super::price::change;
use super::watch::StepWatch;
use super::{Aside, Pin, PlanQuestion, Suggestion, Unfound, choose, reach};
use crate::scoring::ratio::{Ratio, TooLarge};

/// Why an item was left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Left {
    /// It cannot be chosen.
    Aside(Aside),
    /// It is worth nothing, and nothing chosen needs it.
    WorthNothing,
    /// It would fit, but not within the band of this bucket.
    BandFull(usize),
    /// There is no capacity at all.
    NoCapacity,
    /// Beside what must be in it is so many points too many.
    NoRoom(Ratio),
    /// Beside the choice it is so many points too many, and with it the bands cannot be met as closely; the first that
    /// is missed is that of this bucket.
    BandMissed(usize, Ratio),
    /// With it there is no room for these, and the choice is worth this much less.
    Displaces {
        /// Positions of what would go.
        out: Vec<usize>,
        /// At least this much less.
        least: Ratio,
        /// At most this much less; the same when proven, `None` when unknown.
        most: Option<Ratio>,
    },
}

/// Says why an item is not in the choice; looks for the best choice with it, so it takes as long as the first.
pub fn left(
    question: &PlanQuestion,
    found: &Suggestion,
    item: usize,
    steps: usize,
    watch: &mut StepWatch<'_>,
) -> Result<Left, Unfound> {
    reason(question, found, item, steps, watch).ok_or_else(|| watch.why())
}

fn reason(
    question: &PlanQuestion,
    found: &Suggestion,
    item: usize,
    steps: usize,
    watch: &mut StepWatch<'_>,
) -> Option<Left> {
    match found.aside(item) {
        Some(Aside::NeverFits | Aside::BundleNeverFits) if question.capacity.is_zero() => {
            return Some(Left::NoCapacity);
        }
        Some(why) => return Some(Left::Aside(why)),
        None => {}
    }
    if question.value(&[item])?.is_zero() {
        return Some(Left::WorthNothing);
    }
    let with = beside(question, found, item);
    let over = question.effort(with.iter().copied())?;
    let over = over.minus(question.capacity)?.max(Ratio::ZERO);
    if let (true, Some(bucket)) = (over.is_zero(), full(question, found, &with)?.first()) {
        return Some(Left::BandFull(*bucket));
    }
    let mut forced = question.clone();
    change(&mut forced, item, |candidate| candidate.pin = Pin::In);
    let other = choose(&forced, steps, watch)?;
    // What no share is to blame for comes first.
    if other.over > found.over {
        return Some(Left::NoRoom(other.over));
    }
    let mut bands = found.reach.iter().zip(&other.reach);
    let missed = bands.find(|(before, after)| before.off.size() < after.off.size());
    if let Some((_, after)) = missed {
        return Some(Left::BandMissed(after.band.bucket, over));
    }
    let out = found.chosen.iter().filter(|at| !other.chosen.contains(at));
    let least = match other.at_most {
        Some(most) => found.value.minus(most)?.max(Ratio::ZERO),
        None => Ratio::ZERO,
    };
    let most = match found.at_most {
        Some(most) => Some(most.minus(other.value)?.max(Ratio::ZERO)),
        None => None,
    };
    Some(Left::Displaces {
        out: out.copied().collect(),
        least,
        most,
    })
}

/// What just missed the cut: items that would go beside the choice if there were so many points more, the
/// fewest points first, then the most value. Those whose bucket is full are not among them.
pub fn just_missed(
    question: &PlanQuestion,
    found: &Suggestion,
) -> Result<Vec<(usize, Ratio)>, TooLarge> {
    missed(question, found).ok_or(TooLarge)
}

fn missed(question: &PlanQuestion, found: &Suggestion) -> Option<Vec<(usize, Ratio)>> {
    let mut just_missed = Vec::new();
    for (at, candidate) in question.candidates.iter().enumerate() {
        let is_worth = candidate.value.is_some_and(|value| !value.is_zero());
        if !is_worth || found.chosen.contains(&at) || found.aside(at).is_some() {
            continue;
        }
        let with = beside(question, found, at);
        if !full(question, found, &with)?.is_empty() {
            continue;
        }
        let effort = question.effort(with)?;
        just_missed.push((at, effort.minus(question.capacity)?.max(Ratio::ZERO)));
    }
    just_missed.sort_by_key(|(at, points)| {
        let value = question.candidates.get(*at).and_then(|c| c.value);
        (*points, std::cmp::Reverse(value), *at)
    });
    Some(just_missed)
}

/// The choice with an item and what it needs.
fn beside(question: &PlanQuestion, found: &Suggestion, item: usize) -> Vec<usize> {
    let mut with = question.bundle(item);
    with.extend(&found.chosen);
    with.sort_unstable();
    with.dedup();
    with
}

/// The buckets of which a choice would take too much, and more than the found one does.
fn full(question: &PlanQuestion, found: &Suggestion, with: &[usize]) -> Option<Vec<usize>> {
    let after = reach(question, with)?;
    let bands = found.reach.iter().zip(&after);
    let full = bands.filter(|(before, after)| after.off > before.off.max(Ratio::ZERO));
    Some(full.map(|(_, after)| after.band.bucket).collect())
}
