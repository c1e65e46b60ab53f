//! What an item takes to be begun and to be accepted: readiness, hypothesis, acceptance, what is left, what it enables.
//!
//! Owns the words. The rules of readiness are those of [`super::readiness`]. Knows no screen.

use crate::model::Workspace;
use crate::model::field::Choice;
use crate::model::format::listed;
use crate::model::item::{Item, State};
use crate::scoring::facts::Facts;
use crate::scoring::ranking::inputs::ratio;
use crate::scoring::readiness::{criterion, readiness};

/// How many lines of acceptance are met, of how many.
pub fn accepted(item: &Item) -> (usize, usize) {
    let lines = item.acceptance.iter().map(|line| criterion(line));
    let said: Vec<bool> = lines
        .filter(|(_, words)| !words.is_empty())
        .map(|(is_met, _)| is_met)
        .collect();
    (said.iter().filter(|is_met| **is_met).count(), said.len())
}

/// What stands before the lines of acceptance: `Accepted when (1 of 2 met)`.
pub fn accepted_when(item: &Item) -> String {
    let (met, of) = accepted(item);
    format!("Accepted when ({met} of {of} met)")
}

/// How ready an item is, in short; else how much of its acceptance is met.
pub fn in_short(workspace: &Workspace, item: &Item) -> String {
    let (met, of) = accepted(item);
    match readiness(workspace, item) {
        Some(ready) => format!("ready {}", ready.short()),
        None if of > 0 => format!("{met} of {of} accepted"),
        None => String::new(),
    }
}

/// What is written down of it; nothing of what is blank.
pub fn of_item(workspace: &Workspace, item: &Item) -> Facts {
    let ready = readiness(workspace, item).map(|ready| ready.words());
    let left = ratio(item.remaining).filter(|_| item.state == State::Doing);
    let left = left.map(|left| match ratio(item.size) {
        Some(size) => format!("{} of {} points", left.to_short(), size.to_short()),
        None => format!("{} points", left.to_short()),
    });
    let criteria = item.acceptance.iter().map(|line| criterion(line));
    let criteria: Vec<String> = criteria
        .filter(|(_, words)| !words.is_empty())
        .map(|(is_met, words)| {
            if is_met {
                format!("✓ {words}")
            } else {
                words.to_owned()
            }
        })
        .collect();
    let (met, of) = accepted(item);
    let accepted = (of > 0).then(|| format!("{} ({met} of {of} met)", criteria.join("; ")));
    let said = |words: Option<String>| words.unwrap_or_default();
    Facts::of(&item.title)
        .with("Readiness", said(ready))
        .with("Hypothesis", item.hypothesis.as_str().trim())
        .with("Accepted when", said(accepted))
        .with("Nonfunctional", item.nonfunctional.join("; "))
        .with("Left to do", said(left))
        .with("Enabler", enabler(workspace, item))
}

/// What sort of enabler it is, and for what: `Architecture, for Find a return and Pay later`.
fn enabler(workspace: &Workspace, item: &Item) -> String {
    let sort = item.enabler.map(|sort| sort.word().label.to_owned());
    let targets = item.enables.0.iter().map(|id| workspace.name::<Item>(*id));
    let targets: Vec<String> = targets
        .filter(|name| !name.is_empty())
        .map(|name| format!("“{name}”"))
        .collect();
    let targets = (!targets.is_empty()).then(|| format!("for {}", listed(&targets)));
    let parts: Vec<String> = sort.into_iter().chain(targets).collect();
    parts.join(", ")
}
