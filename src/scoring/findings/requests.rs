//! Checks of what was asked for and why, what was decided, and what had to be talked about first.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};

use super::board::CheckedBoard;
use super::finding::FindingPlace;
use super::reason::Reason;
use crate::model::decision::{Conversation, Decision, Outcome};
use crate::model::id::Id;
use crate::model::item::{Item, State};
use crate::model::number::Number;
use crate::model::option::ItemOption;
use crate::model::record::Declared;
use crate::model::settings::Settings;
use crate::scoring::decision;
use crate::scoring::decision::wait::waiting;
use crate::scoring::plan::due::Due;

/// Open items with a request and no need.
pub(super) fn without_need(board: &CheckedBoard<'_>) -> Vec<(FindingPlace, Reason)> {
    let is_bare = |item: &&&Item| !item.request.trim().is_empty() && item.need.trim().is_empty();
    let bare = board.open.iter().filter(is_bare);
    bare.map(|item| (FindingPlace::Item(item.id), Reason::WithoutNeed))
        .collect()
}

/// Open items with an option that was not chosen, is smaller than the item and worth no less.
///
/// The item counts with its own job size and value, and with those of its chosen option where it has none.
/// All four numbers must be known: an unknown value is not taken for a low one.
pub(super) fn gold_plating(board: &CheckedBoard<'_>) -> Vec<(FindingPlace, Reason)> {
    let of_item = |item: &&Item| {
        let options = board.options.get(&item.id)?;
        let chosen = options.iter().find(|option| option.chosen);
        let size = item.size.value.or(chosen.and_then(|o| o.size.value))?;
        let value = item.value.value.or(chosen.and_then(|o| o.value.value))?;
        let is_enough = |option: &&&ItemOption| {
            !option.chosen
                && option.size.value.is_some_and(|own| own < size)
                && option.value.value.is_some_and(|own| own >= value)
        };
        let smallest = options
            .iter()
            .filter(is_enough)
            .min_by_key(|option| (option.size.value, Reverse(option.value.value), option.id))?;
        let reason = Reason::Smaller {
            option: smallest.id,
            size: smallest.size.value?,
            than: size,
        };
        Some((FindingPlace::Item(item.id), reason))
    };
    board.open.iter().filter_map(of_item).collect()
}

/// Open items with one refuted assumption.
pub(super) fn one_refuted(board: &CheckedBoard<'_>) -> Vec<(FindingPlace, Reason)> {
    refuted(board, |count| count == 1)
}

/// Open items with two refuted assumptions or more.
pub(super) fn several_refuted(board: &CheckedBoard<'_>) -> Vec<(FindingPlace, Reason)> {
    refuted(board, |count| count > 1)
}

fn refuted(board: &CheckedBoard<'_>, test: impl Fn(usize) -> bool) -> Vec<(FindingPlace, Reason)> {
    let of_item = |item: &&Item| {
        let refuted = board.refuted.get(&item.id)?;
        test(refuted.len()).then(|| {
            (
                FindingPlace::Item(item.id),
                Reason::Refuted(refuted.clone()),
            )
        })
    };
    board.open.iter().filter_map(of_item).collect()
}

/// Items whose day to look again has passed: planned ones and those put aside. What is open and
/// unplanned is [`stale`] then.
pub(super) fn review_passed(board: &CheckedBoard<'_>) -> Vec<(FindingPlace, Reason)> {
    let Some(today) = board.today else {
        return Vec::new();
    };
    let all = board.workspace.all::<Item>();
    let decided = decided(board);
    all.filter(|item| item.state != State::Done && !is_waiting(item))
        .filter(|item| decided.get(&item.id) != item.review.as_ref())
        .filter_map(|item| {
            let day = item.review.filter(|day| *day < today)?;
            Some((FindingPlace::Item(item.id), Reason::Review(day)))
        })
        .collect()
}

/// Open items in no increment whose day to look again has passed, or that have none and were asked for
/// too long ago.
pub(super) fn stale(board: &CheckedBoard<'_>) -> Vec<(FindingPlace, Reason)> {
    let Some(today) = board.today else {
        return Vec::new();
    };
    let oldest = oldest(board, today);
    let decided = decided(board);
    let of_item = |item: &&Item| {
        let reason = match (item.review, item.asked) {
            (Some(day), _) if decided.get(&item.id) == Some(&day) => return None,
            (Some(day), _) => (day < today).then_some(Reason::Review(day))?,
            (None, Some(day)) => (day < oldest?).then_some(Reason::Asked(day))?,
            (None, None) => return None,
        };
        Some((FindingPlace::Item(item.id), reason))
    };
    let waiting = board.open.iter().filter(|item| is_waiting(item));
    waiting.filter_map(of_item).collect()
}

/// The day on which the latest decision on an item is looked at again, by item: the decision tells when it
/// has passed, and one promise is reported once.
fn decided(board: &CheckedBoard<'_>) -> BTreeMap<Id, NaiveDate> {
    let standing = decision::standing(board.workspace).into_iter();
    standing
        .filter_map(|(item, decision)| {
            let decision = board.workspace.get::<Decision>(decision)?;
            Some((item, decision.review?))
        })
        .collect()
}

/// Whether it competes and has not been given a time.
fn is_waiting(item: &Item) -> bool {
    item.state.is_open() && item.increment.0.is_none()
}

/// The last day on which something could be asked for and not be stale; none where nothing gets stale.
fn oldest(board: &CheckedBoard<'_>, today: NaiveDate) -> Option<NaiveDate> {
    let limit = board.workspace.the::<Settings>().stale_days?;
    if limit == Number::ZERO {
        return None;
    }
    let days = u64::try_from(limit.millionths() / 1_000_000).ok()?;
    today.checked_sub_days(Days::new(days))
}

/// Decisions whose day to look again has passed.
pub(super) fn due(board: &CheckedBoard<'_>) -> Vec<(FindingPlace, Reason)> {
    let standing = decision::standing(board.workspace);
    let of_one = |one: &Decision| {
        let review = one.review?;
        let due = decision::due(board.workspace, &standing, one, board.today);
        due.is_overdue().then(|| {
            let item = one.item.0;
            let cost = item.and_then(|id| waiting(board.workspace, board.evaluation, id, None));
            let cost = cost.and_then(|cost| cost.points.ok());
            let reason = Reason::Decided {
                decision: one.id,
                review,
                cost: cost.map(|wait| wait.a_week),
            };
            (place(one), reason)
        })
    };
    board.workspace.all().filter_map(of_one).collect()
}

/// The latest decisions that put something off and name no day.
pub(super) fn without_day(board: &CheckedBoard<'_>) -> Vec<(FindingPlace, Reason)> {
    let standing = decision::standing(board.workspace);
    let is_bare = |one: &&Decision| one.outcome == Some(Outcome::NotNow) && one.review.is_none();
    let latest = standing.values();
    let latest = latest.filter_map(|id| board.workspace.get::<Decision>(*id));
    let bare = latest.filter(is_bare);
    bare.map(|one| {
        (
            FindingPlace::Record(Decision::KIND, one.id),
            Reason::WithoutDay,
        )
    })
    .collect()
}

/// Conversations that were not held by their day.
pub(super) fn not_held(board: &CheckedBoard<'_>) -> Vec<(FindingPlace, Reason)> {
    let of_one = |one: &Conversation| {
        let due = one.due?;
        let is_overdue = Due::of_conversation(one, board.today).is_overdue();
        is_overdue.then(|| {
            let place = FindingPlace::Record(Conversation::KIND, one.id);
            let people = one.people.0.clone();
            (place, Reason::NotHeld { due, people })
        })
    };
    board.workspace.all().filter_map(of_one).collect()
}

fn place(decision: &Decision) -> FindingPlace {
    match decision.item.0 {
        Some(item) => FindingPlace::Item(item),
        None => FindingPlace::Record(Decision::KIND, decision.id),
    }
}
