//! How firm the place of an item is, and what the whole order costs, in words.

use super::{Titles, counted};
use crate::model::words::ITEM;
use crate::scoring::explain::Explanation;
use crate::scoring::firmness::tipping::MoveEffect;
use crate::scoring::firmness::{Beside, CutSide, Doubt, EstimateStep, Firm, applies};
use crate::scoring::price::words::amount;
use crate::scoring::ranking::inputs::factor_word;
use crate::scoring::ratio::Ratio;

/// How firm the place is, in one line; nothing where that is not known or cannot be said.
pub(super) fn in_short(names: &Titles<'_>, why: &Explanation) -> Option<String> {
    let firm = why
        .firm
        .as_ref()
        .filter(|_| applies(why.lens) && !why.place.is_held())?;
    steps(names, firm)
}

pub(super) fn firmness(names: &Titles<'_>, why: &Explanation) -> Vec<String> {
    if !applies(why.lens) {
        return vec![
            "How firm the place is can be said only where WSJF decides the order.".to_owned(),
        ];
    }
    let Some(firm) = &why.firm else {
        return Vec::new();
    };
    let mut lines = Vec::new();
    lines.extend(steps(names, firm));
    lines.extend(firm.below.as_ref().and_then(|below| scales(names, below)));
    lines.extend(chances(names, firm));
    lines.extend(firm.doubts.iter().copied().map(doubt));
    if !lines.is_empty() {
        let heading = if why.place.is_held() {
            "How firm it would be by score alone, without the answer that holds it below:"
        } else {
            "How firm the place is, by score alone:"
        };
        lines.insert(0, heading.to_owned());
    }
    lines
}

fn steps(names: &Titles<'_>, firm: &Firm) -> Option<String> {
    if let Some(other) = firm.nearly_tied {
        return Some(format!(
            "It is nearly tied with {}: one step of an estimate is enough to swap them.",
            names.one(other)
        ));
    }
    let Some(step) = firm.nearest() else {
        let has_neighbors = firm.above.is_some() || firm.below.is_some();
        return has_neighbors.then(|| "No single estimate changes its place.".to_owned());
    };
    Some(format!(
        "With {} {} ({} away) {}.",
        factor_word(step.factor),
        step.to.to_short(),
        counted(step.count, "step", "steps"),
        effect(names, step)
    ))
}

fn effect(names: &Titles<'_>, step: EstimateStep) -> String {
    let with = names.one(step.with);
    match (step.effect, step.is_rise) {
        (MoveEffect::Passes, true) => format!("it passes {with}"),
        (MoveEffect::Passes, false) => format!("{with} passes it"),
        (MoveEffect::Ties, _) => format!("it ties with {with}"),
        (MoveEffect::Parts, _) => format!("it is no longer tied with {with}"),
    }
}

fn scales(names: &Titles<'_>, below: &Beside) -> Option<String> {
    let (pair, with) = (below.pair?, names.one(below.id));
    if pair.is_tied {
        return None;
    }
    if pair.is_scale_proof {
        return Some(format!(
            "It stays above {with} whatever the weights of the columns."
        ));
    }
    let (column, factor) = pair.nearest()?;
    let way = if factor < Ratio::ONE { "less" } else { "more" };
    Some(format!(
        "It stays above {with} unless {} counts {way} than {} times what it counts now.",
        factor_word(column),
        factor.to_short()
    ))
}

fn chances(names: &Titles<'_>, firm: &Firm) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(ranks) = firm.ranks.filter(|ranks| ranks.best != ranks.worst) {
        let expected = firm
            .expected
            .map(|rank| format!("; on average {}", rank.to_decimal(1)));
        lines.push(format!(
            "With what is still open it can be rank {} to {}{}.",
            ranks.best,
            ranks.worst,
            expected.unwrap_or_default()
        ));
    }
    let pairs = [
        (firm.above, "That {} stays above it is {} sure."),
        (firm.below, "That it stays above {} is {} sure."),
    ];
    for (beside, words) in pairs {
        let Some((beside, chances)) = beside.and_then(|one| Some((one, one.chances?))) else {
            continue;
        };
        // A tie is said elsewhere; what is certain needs no number.
        if chances.above > Ratio::ZERO && chances.above < Ratio::ONE {
            let words = words.replacen("{}", &names.one(beside.id), 1);
            lines.push(words.replacen("{}", &chances.above.percent(), 1));
        }
    }
    lines
}

/// What settling an open estimate can change.
pub fn doubt(found: Doubt) -> String {
    let factor = factor_word(found.factor);
    let reaches = match (found.verdict.changes_top, found.verdict.crosses_cut) {
        (true, true) => "it could come to the top or cross the cut line",
        (true, false) => "it could come to the top",
        (false, true) => "it could cross the cut line",
        (false, false) => {
            let why = match found.side {
                CutSide::Above => "either way it stays above the cut line",
                CutSide::Below => "either way it stays below the cut line",
                CutSide::Open => "it changes neither the top nor the cut line",
            };
            return format!("Its {factor} is open and can wait: {why}.");
        }
    };
    format!("Agree on its {factor}: {reaches}.")
}

/// What the order as a whole costs, where this item is the one to move.
pub(super) fn repair(names: &Titles<'_>, why: &Explanation) -> Vec<String> {
    let Some(repair) = why.repair else {
        return Vec::new();
    };
    let way = if repair.is_up { "before" } else { "after" };
    vec![format!(
        "Of all single moves, this {ITEM} {way} {} saves most: {} until delivery.",
        names.one(repair.at),
        amount(names.0, why.terms, repair.saved)
    )]
}
