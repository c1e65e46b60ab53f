//! The best choice of items for one increment: within its capacity, its bands of effort and its pins, with
//! everything that is needed.
//!
//! Owns the question and the answer. The choice is exact: whole numbers throughout, and when the search ends
//! before all is proven, the answer says how much better another choice could be at most. Bands that cannot
//! be met are missed by as few points as possible. Knows no record but in [`backlog`], and no screen.
//!
//! - [`units`] turns candidates into whole numbers, and sets aside what cannot be chosen.
//! - [`guide`] finds what a point of capacity and of each band is worth, and from it the upper bound.
//! - [`search`] looks at every choice that could still reach that bound.
//! - [`greedy`] is the simple way: down a list, take what fits.
//! - [`price`] says what each limit costs, [`left`] why an item is not in the choice.
//! - [`answer`] is all of that at once, with [`watch`] beside it.
//! - [`binding`] says what binds a plan, and keeps as much of it as fits together.
//! - [`backlog`] asks the question for an increment of a workspace, [`words`] says the answers.

pub mod answer;
pub mod backlog;
pub mod binding;
pub mod greedy;
mod guide;
pub mod lanes;
pub mod left;
pub mod price;
mod search;
mod units;
pub mod watch;
pub mod words;

use self::units::Units;
use self::watch::StepWatch;
use crate::scoring::ratio::{Ratio, TooLarge};

/// How many choices in part are looked at before a search ends early, the budget in place of a clock: about as
/// many, for the last round may go beyond. Sixty items take a few thousand as a rule.
pub const STEPS: usize = 600_000;

/// What somebody has decided about an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Pin {
    /// Nothing.
    #[default]
    Free,
    /// It is in, whatever it displaces; so is what it needs.
    In,
    /// It is out, and so is what needs it.
    Out,
}

/// An item that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Candidate {
    /// What it is worth, in points or money; the same unit for all. `None` is unknown.
    pub value: Option<Ratio>,
    /// How much work it is, in points; `None` is unknown.
    pub effort: Option<Ratio>,
    /// The bucket its effort counts for.
    pub bucket: Option<usize>,
    /// Positions of the candidates it needs; `None` is something that is neither among them nor done.
    pub needs: Vec<Option<usize>>,
    /// What was decided about it.
    pub pin: Pin,
}

/// How much effort may go to a bucket, ends included, in points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Band {
    /// The bucket.
    pub bucket: usize,
    /// At least this much.
    pub min: Ratio,
    /// At most this much.
    pub max: Ratio,
}

/// What is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanQuestion {
    /// The items; their order is the last tie-break.
    pub candidates: Vec<Candidate>,
    /// The effort that can be carried, in points.
    pub capacity: Ratio,
    /// At most one for each bucket.
    pub bands: Vec<Band>,
}

impl PlanQuestion {
    /// The efforts of some candidates added up; unknown ones count as nothing.
    fn effort(&self, chosen: impl IntoIterator<Item = usize>) -> Option<Ratio> {
        let chosen = chosen.into_iter().filter_map(|at| self.candidates.get(at));
        Ratio::sum(chosen.filter_map(|candidate| candidate.effort))
    }

    /// The efforts of those in a bucket.
    fn effort_in(&self, bucket: usize, chosen: &[usize]) -> Option<Ratio> {
        let is_in = |at: &usize| {
            let candidate = self.candidates.get(*at);
            candidate.is_some_and(|candidate| candidate.bucket == Some(bucket))
        };
        self.effort(chosen.iter().copied().filter(is_in))
    }

    /// The values of some candidates added up.
    fn value(&self, chosen: &[usize]) -> Option<Ratio> {
        let chosen = chosen.iter().filter_map(|at| self.candidates.get(*at));
        Ratio::sum(chosen.filter_map(|candidate| candidate.value))
    }

    /// A candidate and everything it needs, at any distance, by position.
    fn bundle(&self, item: usize) -> Vec<usize> {
        let mut found = Vec::new();
        let mut open = vec![item];
        while let Some(at) = open.pop() {
            if let (false, Some(candidate)) = (found.contains(&at), self.candidates.get(at)) {
                found.push(at);
                open.extend(candidate.needs.iter().flatten());
            }
        }
        found.sort_unstable();
        found
    }
}

/// Why an item cannot be chosen at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aside {
    /// Its value is unknown or below zero.
    NoValue,
    /// Its effort is unknown or below zero.
    NoEffort,
    /// Its pin keeps it out.
    KeptOut,
    /// It alone is larger than the capacity.
    NeverFits,
    /// With what it needs it is larger than the capacity.
    BundleNeverFits,
    /// This need of it cannot come; `None` is one that is not among the candidates.
    Blocked(Option<usize>),
}

/// How a choice stands to a band.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reach {
    /// The band.
    pub band: Band,
    /// The effort chosen in its bucket, in points.
    pub effort: Ratio,
    /// By how much it misses the band, in points: below zero too little, above zero too much.
    pub off: Ratio,
}

/// The answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// Positions of the chosen, ascending. Among equals the one of least effort, then of earliest positions.
    pub chosen: Vec<usize>,
    /// What they are worth.
    pub value: Ratio,
    /// Their effort, in points.
    pub effort: Ratio,
    /// Each band.
    pub reach: Vec<Reach>,
    /// By how many points that which is pinned in is larger than the capacity.
    pub over: Ratio,
    /// No choice that misses the bands as little is worth more than this; unknown when the search ended
    /// before it could tell how closely the bands can be met.
    pub at_most: Option<Ratio>,
    /// Whether no choice is better.
    pub is_proven: bool,
    /// What cannot be chosen, and why, by position.
    pub aside: Vec<(usize, Aside)>,
    /// How many choices in part were looked at.
    pub steps: usize,
}

impl Suggestion {
    /// Whether capacity and all bands are kept.
    pub fn is_within(&self) -> bool {
        self.over.is_zero() && self.reach.iter().all(|reach| reach.off.is_zero())
    }

    /// How far the value may be from the best, as a share of the best possible; zero when proven.
    pub fn gap(&self) -> Option<Ratio> {
        if self.is_proven {
            return Some(Ratio::ZERO);
        }
        let most = self.at_most?;
        most.minus(self.value)?.over(most)
    }

    /// Why an item cannot be chosen.
    pub fn aside(&self, item: usize) -> Option<Aside> {
        let found = self.aside.iter().find(|(at, _)| *at == item);
        found.map(|(_, why)| *why)
    }
}

/// Why there is no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unfound {
    /// The numbers do not fit.
    #[error(transparent)]
    TooLarge(#[from] TooLarge),
    /// Nobody waits for it any more.
    #[error("it was broken off")]
    BrokenOff,
}

/// Finds the best choice, looking at no more than about `steps` choices in part.
///
/// Source: Lagrangean relaxation of the knapsack with bands and closure (Geoffrion 1974; Picard 1976), then
/// dynamic programming by layers over what the bound leaves open.
pub fn suggest(question: &PlanQuestion, steps: usize) -> Result<Suggestion, TooLarge> {
    choose(question, steps, &mut StepWatch::default()).ok_or(TooLarge)
}

/// Finds the same, step by step under a watch.
pub fn suggest_watched(
    question: &PlanQuestion,
    steps: usize,
    watch: &mut StepWatch<'_>,
) -> Result<Suggestion, Unfound> {
    choose(question, steps, watch).ok_or_else(|| watch.why())
}

fn choose(question: &PlanQuestion, steps: usize, watch: &mut StepWatch<'_>) -> Option<Suggestion> {
    let (units, aside) = Units::of(question)?;
    let guide = guide::guide(&units, watch)?;
    let found = search::search(&units, &guide, steps, watch)?;
    let mut chosen = units.forced.clone();
    chosen.extend(found.units.iter().flat_map(|unit| units.members(*unit)));
    chosen.sort_unstable();
    let value = question.value(&chosen)?;
    let effort = question.effort(chosen.iter().copied())?;
    let at_most = if found.is_proven {
        Some(value)
    } else {
        units.most(&found)
    };
    Some(Suggestion {
        value,
        effort,
        reach: reach(question, &chosen)?,
        over: effort.minus(question.capacity)?.max(Ratio::ZERO),
        at_most,
        is_proven: found.is_proven,
        aside,
        steps: found.steps,
        chosen,
    })
}

/// How a choice stands to the limits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChoiceStand {
    /// What is known of its worth.
    pub value: Ratio,
    /// What is known of its effort, in points.
    pub effort: Ratio,
    /// The points above the capacity.
    pub over: Ratio,
    /// How many bands it misses.
    pub missed: usize,
    /// How many of the chosen have no value or no effort.
    pub unknown: usize,
}

/// Holds any choice against the limits of a question.
pub fn stand(question: &PlanQuestion, chosen: &[usize]) -> Option<ChoiceStand> {
    let effort = question.effort(chosen.iter().copied())?;
    let is_unknown = |at: &&usize| {
        let candidate = question.candidates.get(**at);
        candidate.is_some_and(|one| one.value.is_none() || one.effort.is_none())
    };
    let reach = reach(question, chosen)?;
    Some(ChoiceStand {
        value: question.value(chosen)?,
        effort,
        over: effort.minus(question.capacity)?.max(Ratio::ZERO),
        missed: reach.iter().filter(|reach| !reach.off.is_zero()).count(),
        unknown: chosen.iter().filter(is_unknown).count(),
    })
}

/// How some candidates stand to each band.
fn reach(question: &PlanQuestion, chosen: &[usize]) -> Option<Vec<Reach>> {
    let reach = |band: &Band| {
        let effort = question.effort_in(band.bucket, chosen)?;
        let (below, above) = (effort.minus(band.min)?, effort.minus(band.max)?);
        let off = if below.is_negative() {
            below
        } else {
            above.max(Ratio::ZERO)
        };
        Some(Reach {
            band: *band,
            effort,
            off,
        })
    };
    question.bands.iter().map(reach).collect()
}

#[cfg(test)]
mod tests;
