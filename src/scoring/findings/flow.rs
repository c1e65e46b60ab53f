//! Checks of flow: too much at once, what is under way for long, promises kept less and less.

use super::board::CheckedBoard;
use super::finding::{FindingPlace, Found, of, said};
use crate::model::format::day_count;
use crate::model::increment::Increment;
use crate::model::item::State;
use crate::model::settings::Settings;
use crate::model::team::Team;
use crate::model::words::INTERVAL;
use crate::scoring::flow::intervals::slipping;
use crate::scoring::flow::limits::{LimitOf, odd};
use crate::scoring::flow::words;

/// States and teams with more under way than their limit.
pub(super) fn over_limit(board: &CheckedBoard<'_>) -> Found {
    let over = board.flow.limits.iter().filter(|limit| limit.is_over());
    over.map(|limit| {
        let words = words::limit(board.workspace, limit);
        match limit.of {
            LimitOf::Team(id) => of::<Team>(id, words),
            LimitOf::State(_) => of::<Settings>(board.workspace.the::<Settings>().id, words),
        }
    })
    .collect()
}

/// Limits and waiting states of the settings that name nothing there is.
pub(super) fn unread(board: &CheckedBoard<'_>) -> Found {
    let settings = board.workspace.the::<Settings>();
    let waiting = settings.waiting_states.iter().map(String::as_str);
    let waiting = waiting.filter(|word| State::worded(word).is_none());
    let odd: Vec<&str> = odd(board.workspace).into_iter().chain(waiting).collect();
    if odd.is_empty() {
        return Vec::new();
    }
    let words = format!("“{}”", odd.join("”, “"));
    vec![of::<Settings>(settings.id, words)]
}

/// Items under way for longer than 85 of 100 finished ones took.
pub(super) fn aging(board: &CheckedBoard<'_>) -> Found {
    let old = board.flow.old().unwrap_or_default();
    let aging = board.flow.aging().into_iter();
    aging
        .map(|(id, age)| {
            let words = format!(
                "under way for {}; 85 % of what was finished took at most {old}",
                day_count(age)
            );
            said(FindingPlace::Item(id), words)
        })
        .collect()
}

/// The last interval, where its promises were kept less than before and too little.
pub(super) fn slipping_promises(board: &CheckedBoard<'_>) -> Found {
    let found = slipping(board.workspace).map(|(id, shares)| {
        let shares: Vec<String> = shares.iter().map(|share| share.percent()).collect();
        let words = format!(
            "kept of what was promised, {INTERVAL} by {INTERVAL}: {}",
            shares.join(", ")
        );
        of::<Increment>(id, words)
    });
    found.into_iter().collect()
}
