//! The message for the person who asked, once it is decided: what, why, and what comes next.
//!
//! It names what was asked for, what it became and the reason that was written for it, and no score, no money,
//! no note and no person but the one it is for.

use crate::model::Workspace;
use crate::model::decision::{Decision, Outcome};
use crate::model::format::full_date;
use crate::model::id::Id;
use crate::model::increment::Increment;
use crate::model::item::Item;
use crate::model::option::ItemOption;
use crate::model::text::{clean_line, clean_prose};
use crate::scoring::explain::words::{GROWS, Message, opening};

/// Writes the message for the requester of what a decision is about.
pub fn message(workspace: &Workspace, decision: &Decision) -> Message {
    let item = decision.item.0.and_then(|id| workspace.get::<Item>(id));
    let asked_by = decision
        .asked_by
        .0
        .or(item.and_then(|item| item.requester.0));
    let mut message = opening(workspace, asked_by, &decision.about);
    message.lines.extend(said(workspace, decision));
    let reason = clean_prose(&decision.reason);
    if !reason.trim().is_empty() {
        message.lines.push(reason.trim().to_owned());
    }
    if let Some(day) = decision.review {
        let day = full_date(day);
        message.lines.push(format!("We look again on {day}."));
    }
    message
        .lines
        .extend(next(decision.outcome).map(str::to_owned));
    message
}

/// What was decided.
fn said(workspace: &Workspace, decision: &Decision) -> Vec<String> {
    match decision.outcome {
        None => Vec::new(),
        Some(Outcome::Commit) => {
            let increment = decision.increment.0;
            let increment = increment.and_then(|id| workspace.get::<Increment>(id));
            let when = increment.map_or_else(String::new, |increment| {
                let ends = increment.ends.map_or_else(String::new, |day| {
                    format!(", which ends on {}", full_date(day))
                });
                format!(" for {}{ends}", clean_line(&increment.name))
            });
            vec![format!("Yes: it is planned{when}.")]
        }
        Some(Outcome::NotNow) => vec!["Not now.".to_owned()],
        Some(Outcome::Option) => {
            let option = decision.option.0;
            let Some(option) = option.and_then(|id| workspace.get::<ItemOption>(id)) else {
                return vec!["We meet the need behind it in another way.".to_owned()];
            };
            let name = clean_line(&option.name);
            let mut lines = vec![format!("We meet the need behind it in this way: “{name}”.")];
            let plain = [&option.words, &option.gives].map(|text| clean_prose(text));
            let plain = plain.iter().map(|text| text.trim());
            let mut plain = plain.filter(|text| !text.is_empty());
            lines.extend(plain.next().map(str::to_owned));
            lines
        }
        Some(Outcome::Split) => vec![format!(
            "You get it in parts, so that you need not wait for all of it: {}.",
            titles(workspace, &decision.parts.0)
        )],
        Some(Outcome::Research) => vec![format!(
            "Before we can say yes we have to find something out: {}.",
            titles(workspace, &decision.parts.0)
        )],
        Some(Outcome::Parked) => vec![format!(
            "Before we can decide, a question has to be answered: {}",
            clean_line(&decision.question)
        )],
        Some(Outcome::Decline) => vec!["We have decided against it for now.".to_owned()],
    }
}

/// What the person who asked can do or count on.
const fn next(outcome: Option<Outcome>) -> Option<&'static str> {
    match outcome {
        Some(Outcome::NotNow) => Some(
            "If it becomes more urgent, or a smaller part of it would already help, please tell us: that can move it up.",
        ),
        Some(Outcome::Decline) => Some(GROWS),
        Some(Outcome::Research) => Some("We come back to you with what we find."),
        Some(Outcome::Parked) => Some("If you know the answer, that helps us most."),
        Some(Outcome::Commit | Outcome::Option | Outcome::Split) | None => None,
    }
}

fn titles(workspace: &Workspace, ids: &[Id]) -> String {
    let titles = ids.iter().map(|id| workspace.name::<Item>(*id));
    let titles = titles.filter(|title| !title.is_empty());
    let titles = titles.map(|title| format!("“{}”", clean_line(title)));
    titles.collect::<Vec<_>>().join(", ")
}
