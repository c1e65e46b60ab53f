//! What waiting and moving cost, and what would have to change, in words.

use super::{Titles, counted};
use crate::model::Workspace;
use crate::model::id::Id;
use crate::model::item::Item;
use crate::scoring::explain::{Explanation, Yes};
use crate::scoring::ranking::method::{factor_word, ratio};
use crate::scoring::ratio::Ratio;

pub(super) fn waiting(why: &Explanation) -> Vec<String> {
    let (Some(waiting), Some(cost)) = (why.waiting, why.parts.cost_of_delay) else {
        return Vec::new();
    };
    let cost = cost.to_short();
    let mut lines = vec![
        "What waiting costs, in points × points:".to_owned(),
        format!(
            "Until it starts: cost of delay {cost} × {} points before it = {}.",
            waiting.ahead.to_short(),
            waiting.until_start.to_short()
        ),
        format!(
            "Until it is delivered, with its own size: {}.",
            waiting.until_delivery.to_short()
        ),
    ];
    // With a calendar, now or later has said it by the item's own shape.
    let is_said = why
        .timing
        .as_ref()
        .is_ok_and(|timing| timing.loss.is_some());
    if let Some((points, sum)) = waiting.one_increment.filter(|_| !is_said) {
        lines.push(format!(
            "One increment more: cost of delay {cost} × {} points = {}.",
            points.to_short(),
            sum.to_short()
        ));
    }
    if waiting.unknown > 0 {
        let count = counted(waiting.unknown, "item", "items");
        lines.push(format!(
            "The size of {count} before it is unknown and not counted."
        ));
    }
    lines
}

pub(super) fn price(names: &Titles<'_>, why: &Explanation) -> Vec<String> {
    let one = why.one_up.as_ref().map(|yes| ("one place up", yes));
    // At the second place both are the same.
    let top = why.to_top.as_ref().filter(|yes| yes.passed > 1);
    let both = one.into_iter().chain(top.map(|yes| ("to the top", yes)));
    let mut lines = Vec::new();
    for (way, yes) in both {
        lines.push(yes_words(names, way, yes));
    }
    if !lines.is_empty() {
        let heading = "What a yes costs until delivery, in points × points:";
        lines.insert(0, heading.to_owned());
    }
    lines
}

/// Who waits longer for a yes to an item now and what they pay, in a few words; nothing is to be paid at the top.
pub fn who_waits(item: &Item, yes: Option<&Yes>) -> String {
    match yes {
        Some(yes) if yes.passed > 0 => format!(
            "{} wait{} longer and pay{} {}{}",
            counted(yes.passed, "item", "items"),
            if yes.passed == 1 { "s" } else { "" },
            if yes.passed == 1 { "s" } else { "" },
            yes.paid.to_short(),
            if yes.unknown > 0 {
                ", as far as known"
            } else {
                ""
            }
        ),
        None if ratio(item.size).is_none() => "what a yes costs is unknown: no job size".to_owned(),
        Some(_) | None => "nobody waits longer for it".to_owned(),
    }
}

/// Who pays for a yes to an item now, in one line of points × points until delivery.
pub fn yes_now(workspace: &Workspace, yes: &Yes) -> String {
    let passed = counted(yes.passed, "item", "items");
    let begins = format!("A yes now lets {passed} wait longer (all in points × points).");
    answer_words(&Titles(workspace), begins, yes)
}

fn yes_words(names: &Titles<'_>, way: &str, yes: &Yes) -> String {
    let passed = counted(yes.passed, "item", "items");
    answer_words(names, format!("Moving it {way} passes {passed}."), yes)
}

/// Who pays, what is gained, and what is not counted.
fn answer_words(names: &Titles<'_>, begins: String, yes: &Yes) -> String {
    let mut words = vec![begins];
    if let (Some((id, cost)), 1) = (yes.dearest.first(), yes.passed) {
        words.push(format!("{} pays {}.", names.one(*id), cost.to_short()));
    } else if yes.paid > Ratio::ZERO {
        let payer = |(id, cost): &(Id, Ratio)| format!("{} {}", names.one(*id), cost.to_short());
        let payers: Vec<String> = yes.dearest.iter().map(payer).collect();
        let most = if yes.passed > payers.len() {
            ", most of all"
        } else {
            ":"
        };
        let (paid, payers) = (yes.paid.to_short(), payers.join(", "));
        words.push(format!("They pay {paid}{most} {payers}."));
    }
    words.push(format!("It gains {}.", yes.gained.to_short()));
    words.push(if yes.net.is_zero() {
        "In all the move costs nothing.".to_owned()
    } else if yes.net.is_negative() {
        format!("In all the move saves {}.", yes.net.size().to_short())
    } else {
        format!("In all the move costs {}.", yes.net.to_short())
    });
    if yes.unknown > 0 {
        let count = counted(yes.unknown, "item", "items");
        words.push(format!(
            "Not counted, for want of a cost of delay: {count}."
        ));
    }
    if !yes.before_needs.is_empty() {
        let needs = names.all(yes.before_needs.iter().copied());
        words.push(format!("But then it stands before what it needs: {needs}."));
    }
    words.join(" ")
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
    if why.place.pin.is_some() {
        line.push_str(" The pin holds it where it is all the same.");
    }
    vec![line]
}
