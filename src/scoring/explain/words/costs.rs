//! What waiting and moving cost, and what would have to change, in words.

use super::{Titles, counted, dates};
use crate::model::Workspace;
use crate::model::words::PLANNING_INTERVAL;
use crate::scoring::explain::Explanation;
use crate::scoring::firmness::Firm;
use crate::scoring::price::placing::Placing;
use crate::scoring::price::words::{amount, full, moved};
use crate::scoring::ranking::inputs::factor_word;

/// What one increment more costs, in a few words.
pub(super) fn in_short(workspace: &Workspace, why: &Explanation) -> String {
    let loss = why.later.as_ref().ok().and_then(|later| later.loss);
    if let Some(loss) = loss {
        return format!(
            "one {PLANNING_INTERVAL} later: {}",
            dates::extra(workspace, &loss)
        );
    }
    let waiting = why.waiting.and_then(|waiting| waiting.one_increment);
    waiting.map_or_else(String::new, |(_, sum)| {
        format!(
            "one {PLANNING_INTERVAL} later: {}",
            amount(workspace, why.terms, sum)
        )
    })
}

/// What waiting costs; with a calendar, now or later has said it by the item's own shape.
pub(super) fn waiting(workspace: &Workspace, why: &Explanation) -> Vec<String> {
    let is_said = (why.later.as_ref()).is_ok_and(|later| later.loss.is_some());
    let Some(waiting) = why.waiting.filter(|_| !is_said) else {
        return Vec::new();
    };
    let cost = |sum| amount(workspace, why.terms, sum);
    let mut lines = vec![format!(
        "What waiting costs: until it starts {}, until it is delivered {}.",
        cost(waiting.until_start),
        cost(waiting.until_delivery)
    )];
    if let Some((_, sum)) = waiting.one_increment {
        lines.push(format!("One {PLANNING_INTERVAL} more: {}.", cost(sum)));
    }
    if waiting.unknown > 0 {
        let count = counted(waiting.unknown, "item", "items");
        lines.push(format!(
            "The size of {count} before it is unknown and not counted."
        ));
    }
    lines
}

pub(super) fn price(workspace: &Workspace, why: &Explanation) -> Vec<String> {
    let one = why.one_up.as_ref().map(|yes| ("One place up", yes));
    // At the second place both are the same.
    let top = why.to_top.as_ref().filter(|yes| yes.passed.len() > 1);
    let both = one.into_iter().chain(top.map(|yes| ("To the top", yes)));
    let mut lines: Vec<String> = both
        .map(|(way, yes)| format!("{way}: {}", full(workspace, yes)))
        .collect();
    if !lines.is_empty() {
        lines.insert(0, "What moving it up costs the others:".to_owned());
    }
    lines
}

/// Who comes later for a yes to an item now and what that costs, in a few words; nobody at the top.
pub fn who_waits(workspace: &Workspace, yes: Option<&Placing>) -> String {
    yes.map_or_else(
        || "nobody waits longer for it".to_owned(),
        |yes| moved(workspace, yes),
    )
}

/// What a yes to an item now costs, in full.
pub fn yes_now(workspace: &Workspace, yes: &Placing) -> String {
    let full = full(workspace, yes);
    match yes.from.map(|from| from + 1) {
        Some(1) | None => format!("If done first: {full}"),
        Some(_) => format!("Moved to rank 1: {full}"),
    }
}

/// How far the nearest change is, in a few words.
pub(super) fn change_in_short(why: &Explanation) -> String {
    if why
        .firm
        .as_ref()
        .is_some_and(|firm| firm.nearly_tied.is_some())
    {
        return "one step of an estimate".to_owned();
    }
    let nearest = why.firm.as_ref().and_then(Firm::nearest);
    let nearest = nearest.map(|step| (step.count, step.factor));
    let nearest = nearest.or(why.change.map(|change| (change.steps, change.factor)));
    nearest.map_or_else(String::new, |(steps, factor)| {
        format!(
            "{} on {}",
            counted(steps, "step", "steps"),
            factor_word(factor)
        )
    })
}

pub(super) fn change(names: &Titles<'_>, why: &Explanation) -> Vec<String> {
    let Some(change) = why.change else {
        return Vec::new();
    };
    let (does, with) = (
        if change.passes { "passes" } else { "ties with" },
        names.one(change.with),
    );
    let mut line = format!(
        "What would have to change: {} {} in place of {}, {} of the scale. Then its score {does} that of {with}.",
        factor_word(change.factor),
        change.to.to_short(),
        change.from.to_short(),
        counted(change.steps, "step", "steps"),
    );
    if why.place.is_held() {
        line.push_str(" Its answer “not now” holds it below all the same.");
    } else if why.place.pin.is_some() {
        line.push_str(" Its place by hand holds it there all the same.");
    }
    vec![line]
}
