//! By what an item brings back: today's worth of its weeks less its cost, over its size.
//!
//! Owns what is missing for it. The formula is in [`crate::scoring::money::returns`].

use super::score::by_size;
use super::{MethodScore, MethodScores};
use crate::model::Workspace;
use crate::model::item::Item;
use crate::model::key::APP_PALETTE;
use crate::scoring::money::returns::ReturnTerms;
use crate::scoring::plan::coming::Race;
use crate::scoring::ranking::inputs::{factor_word, ratio};
use crate::scoring::ranking::wsjf::{Factor, Wsjf};
use crate::scoring::ratio::Ratio;

/// Scores items by the return of a point.
pub(super) fn by_return(
    workspace: &Workspace,
    _: &Race,
    items: &[&Item],
    _: &Wsjf,
) -> MethodScores {
    let terms = ReturnTerms::of(workspace);
    let lines = items.iter().map(|item| line(&terms, item)).collect();
    MethodScores {
        note: note(&terms),
        ..by_size(lines, items)
    }
}

/// What no item can be scored without.
fn note(terms: &ReturnTerms) -> Option<String> {
    let lacks = [
        (terms.annuity, "a discount a year"),
        (terms.cost_per_point, "what a point costs"),
    ];
    let lacks = lacks.into_iter().filter(|(known, _)| known.is_none());
    let lacks: Vec<&str> = lacks.map(|(_, what)| what).collect();
    (!lacks.is_empty()).then(|| {
        format!(
            "the settings lack {} · {APP_PALETTE} settings",
            lacks.join(" and ")
        )
    })
}

fn line(terms: &ReturnTerms, item: &Item) -> MethodScore {
    let weekly: Option<Ratio> = item.weekly_cost.map(|cost| cost.0.into());
    let size = ratio(item.size);
    let words = [
        (weekly.is_none(), "cost of delay a week"),
        (size.is_none(), factor_word(Factor::Size)),
        (terms.annuity.is_none(), "discount"),
        (terms.cost_per_point.is_none(), "cost of a point"),
    ];
    let missing = words.into_iter().filter(|(lacks, _)| *lacks);
    let missing: Vec<String> = missing.map(|(_, word)| word.to_owned()).collect();
    let score = weekly
        .zip(size)
        .and_then(|(weekly, size)| terms.of_a_point(weekly, size));
    let wrong = if size.is_some_and(Ratio::is_zero) {
        Some("the job size is zero")
    } else if score.is_none() && missing.is_empty() {
        Some("the numbers are too large")
    } else {
        None
    };
    MethodScore {
        score,
        missing,
        wrong,
        ..MethodScore::default()
    }
}
