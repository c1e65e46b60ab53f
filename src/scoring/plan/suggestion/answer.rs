//! Everything that is said of a question: the best choice, the simple one, what was left out and why, what
//! each limit costs, what just missed.
//!
//! Owns how the steps are shared out among these. Knows no words and no record.

use super::greedy::{GreedyChoice, greedy};
use super::left::{Left, just_missed, left};
use super::price::{LimitPrice, prices};
use super::watch::StepWatch;
use super::{PlanQuestion, STEPS, Suggestion, Unfound, suggest_watched};
use crate::scoring::ratio::Ratio;

/// The steps of an answer, in place of a clock: about as many.
pub const BUDGET: usize = CHOICE + REASONS + PRICES;
/// Those for the best choice.
const CHOICE: usize = STEPS;
/// Those for why items were left out.
const REASONS: usize = STEPS / 4;
/// Those for the prices of limits.
const PRICES: usize = STEPS * 5 / 4;
/// How many items that were left out are explained.
pub const EXPLAINED: usize = 8;

/// What is said of a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SuggestionAnswer {
    /// The best choice.
    pub best: Suggestion,
    /// The simple one, down the order of the candidates.
    pub simple: GreedyChoice,
    /// Why the first that were left out are not in the best choice, by position.
    pub left: Vec<(usize, Left)>,
    /// How many were left out.
    pub out: usize,
    /// What the limits cost, the dearest first; none when they cannot all be kept.
    pub prices: Vec<LimitPrice>,
    /// What just missed the cut, and how many points would let it in.
    pub just_missed: Vec<(usize, Ratio)>,
}

/// Answers a question. The watch is told of steps up to about [`BUDGET`].
pub fn answer(
    question: &PlanQuestion,
    watch: &mut StepWatch<'_>,
) -> Result<SuggestionAnswer, Unfound> {
    let best = suggest_watched(question, CHOICE, watch)?;
    let end = |watch: &mut StepWatch<'_>, steps| watch.passed(steps).ok_or(Unfound::BrokenOff);
    end(watch, CHOICE)?;
    let order: Vec<usize> = (0..question.candidates.len()).collect();
    let simple = greedy(question, &order)?;
    let is_out = |at: &usize| best.chosen.binary_search(at).is_err();
    let out: Vec<usize> = order.into_iter().filter(is_out).collect();
    let mut reasons = Vec::new();
    for at in out.iter().copied().take(EXPLAINED) {
        reasons.push((at, left(question, &best, at, REASONS / EXPLAINED, watch)?));
    }
    end(watch, CHOICE + REASONS)?;
    let mut prices = prices(question, &best, PRICES, watch)?;
    // What is not known to cost anything comes last, and what surely costs nothing at the very end.
    prices.sort_by_key(|price| {
        let most = price.most.is_some();
        std::cmp::Reverse((price.least, !most, price.most))
    });
    let just_missed = just_missed(question, &best)?;
    end(watch, BUDGET)?;
    Ok(SuggestionAnswer {
        left: reasons,
        out: out.len(),
        simple,
        prices,
        just_missed,
        best,
    })
}
