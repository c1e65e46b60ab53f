//! The guardrails of a lean budget in words, and as gauges.
//!
//! Owns the sentences; all of them are for the author alone.

use super::guardrails::{CountedPart, Guardrails, HorizonsOf};
use crate::model::Workspace;
use crate::model::audience::Access;
use crate::model::format::percent;
use crate::model::item::Item;
use crate::model::settings::Settings;
use crate::model::words::worded;
use crate::scoring::facts::Facts;
use crate::scoring::insight::kpi_words::gauge;
use crate::scoring::plan::words::OF_KNOWN;
use crate::scoring::price::amounts::money;
use crate::scoring::ratio::Ratio;

/// The cells of a gauge.
const CELLS: i64 = 12;

/// The lines of the guardrails: about what, and the words.
pub fn lines(workspace: &Workspace, guardrails: &Guardrails) -> Vec<(&'static str, String)> {
    let mut lines = Vec::new();
    match &guardrails.horizons {
        Some((of, shares)) => {
            for one in shares {
                let off = if one.is_off { " · off" } else { "" };
                let bar = gauge(Some(one.share), Some(one.target), CELLS);
                let words = format!(
                    "{bar} {} of {}{off}",
                    percent(one.percent),
                    one.target.percent()
                );
                lines.push((one.name, words));
            }
            if let HorizonsOf::Effort {
                unsized_ones: count @ 1..,
            } = of
            {
                lines.push(("Horizons", format!("{OF_KNOWN}{count} without size")));
            }
        }
        None => lines.push((
            "Horizons",
            "unknown: budget lines or themes say how far ahead they look".to_owned(),
        )),
    }
    let part = |part: CountedPart| format!("{} of {}", part.kept, part.all);
    if guardrails.allocations.all > 0 {
        lines.push((
            "Allocations",
            format!("{} on target", part(guardrails.allocations)),
        ));
    }
    lines.push((worded("Large items"), significant(workspace, guardrails)));
    let owners = [
        (guardrails.objectives, "objectives valued"),
        (guardrails.decisions, "decisions with one"),
    ];
    let owners = owners.into_iter().filter(|(of, _)| of.all > 0);
    let owners: Vec<String> = owners
        .map(|(of, what)| format!("{} {what}", part(of)))
        .collect();
    if !owners.is_empty() {
        lines.push(("Business owners", owners.join(", ")));
    }
    lines
}

fn significant(workspace: &Workspace, guardrails: &Guardrails) -> String {
    let Some(least) = workspace.the::<Settings>().significant else {
        return "the settings say no cost from which on one is large".to_owned();
    };
    let (all, open) = (guardrails.significant.len(), guardrails.unapproved.len());
    let names: Vec<&str> = guardrails
        .unapproved
        .iter()
        .map(|id| workspace.name::<Item>(Some(*id)))
        .collect();
    let open = match open {
        0 => String::new(),
        _ => format!("; nobody yet: {}", names.join(", ")),
    };
    let from = money(workspace, Ratio::from(least.0));
    if all == 0 {
        return format!("none costs {from} or more");
    }
    format!(
        "{} of {all} from {from} on approved{open}",
        all - guardrails.unapproved.len()
    )
}

/// All of it, with how it comes about.
pub fn say(workspace: &Workspace, guardrails: &Guardrails, facts: &mut Facts) {
    for (about, words) in lines(workspace, guardrails) {
        facts.say(about, words, Access::Private);
    }
    let of = match guardrails.horizons {
        Some((HorizonsOf::Effort { .. }, _)) => {
            worded("effort planned for the coming interval, by the horizon of its themes")
        }
        Some((HorizonsOf::Money, _)) | None => "planned money of the budget lines with a horizon",
    };
    let rules = [
        ("Horizons", format!("share of the {of}; the settings hold what they should be")),
        (worded("Large items"), "points left × what a point costs; approved by a yes in the log that has a day and says who decided".to_owned()),
        ("Business owners", worded("objectives with a planned value, and after their interval a reached one; decisions that a Business Owner took part in").to_owned()),
    ];
    for (about, words) in rules {
        facts.rule(about, words, Access::Private);
    }
}
