//! Checks of levels and readiness: what is planned next but not ready, parts that are more than their whole.

use std::mem::discriminant;

use super::board::CheckedBoard;
use super::finding::{Found, of, of_item};
use crate::model::id::Id;
use crate::model::increment::Iteration;
use crate::model::item::{Item, Sort, Tier};
use crate::model::number::Number;
use crate::model::settings::Settings;
use crate::scoring::levels;
use crate::scoring::plan::coming::increment_of;
use crate::scoring::readiness::{self, ReadyRule};

/// The iteration that begins next; without a day, the first of the coming increment.
fn next_iteration(board: &CheckedBoard<'_>) -> Option<Id> {
    let all = board.workspace.all::<Iteration>();
    let ahead = all.filter(|one| match board.today {
        Some(today) => one.starts.is_some_and(|first| first > today),
        None => one.starts.is_some() && one.increment.0 == board.evaluation.race.coming,
    });
    ahead
        .min_by_key(|one| (one.starts, one.id))
        .map(|one| one.id)
}

/// Items planned into the iteration that begins next which are not ready by the rules of the settings.
pub(super) fn not_ready(board: &CheckedBoard<'_>) -> Found {
    let Some(next) = next_iteration(board) else {
        return Vec::new();
    };
    let workspace = board.workspace;
    let planned = board.open.iter().filter(|item| {
        let parts = levels::apart(workspace, item);
        let mut times = parts
            .chain([**item])
            .map(|one| levels::time(workspace, one).1);
        times.any(|iteration| iteration == Some(next))
    });
    let said = planned.filter_map(|item| {
        let ready = readiness::readiness(workspace, item)?;
        (ready.is_ready() == Some(false)).then(|| of_item(item, ready.words()))
    });
    said.collect()
}

/// Items whose parts are more work than they are said to be.
pub(super) fn exceeded(board: &CheckedBoard<'_>) -> Found {
    let open = board
        .workspace
        .all::<Item>()
        .filter(|item| item.state.is_open());
    let over = open.filter_map(|item| {
        let gap = levels::gap(board.workspace, item)?;
        let more = gap
            .gap
            .or(gap.at_least)
            .filter(|_| gap.exceeds() == Some(true))?;
        let least = if gap.gap.is_none() { "at least " } else { "" };
        let words = format!(
            "its parts are {least}{} points, {} more than its own size",
            gap.sum.to_short(),
            more.to_short()
        );
        Some(of_item(item, words))
    });
    over.collect()
}

/// The features planned for the coming increment that do not meet a rule, where the settings ask for it or another
/// item meets it.
fn planned_lacking(board: &CheckedBoard<'_>, rule: ReadyRule, words: &str) -> Found {
    let workspace = board.workspace;
    let meets = |item: &Item| rule.holds(workspace, item) == Some(true);
    let is_it = |own: &ReadyRule| discriminant(own) == discriminant(&rule);
    let coming = board.evaluation.race.coming;
    let speaks = || {
        readiness::rules(workspace).iter().any(is_it) || board.open.iter().any(|item| meets(item))
    };
    if coming.is_none() || !speaks() {
        return Vec::new();
    }
    let lacking = board.open.iter().filter(|item| {
        let is_feature = item.sort == Sort::Feature && levels::level(item) == Tier::Feature;
        is_feature && increment_of(workspace, item) == coming && !meets(item)
    });
    lacking.map(|item| of_item(item, words)).collect()
}

/// Planned features that say nothing of what is expected of them, where others do.
pub(super) fn without_hypothesis(board: &CheckedBoard<'_>) -> Found {
    let words = "nobody has written what is expected of it, and how that is measured";
    planned_lacking(board, ReadyRule::Hypothesis, words)
}

/// Planned features without a line of acceptance, where others have one.
pub(super) fn without_acceptance(board: &CheckedBoard<'_>) -> Found {
    let words = "it is planned, and nothing says when it is accepted";
    planned_lacking(board, ReadyRule::Acceptance(Number::whole(1)), words)
}

/// Lines of the settings that are no rule of readiness.
pub(super) fn odd_rules(board: &CheckedBoard<'_>) -> Found {
    let settings = board.workspace.the::<Settings>();
    let odd = readiness::odd(board.workspace).into_iter();
    let said = odd.map(|line| {
        let offered = readiness::OFFERED.join(", ");
        let words = format!("“{line}” is not a rule: write one of {offered}");
        of::<Settings>(settings.id, words)
    });
    said.collect()
}
