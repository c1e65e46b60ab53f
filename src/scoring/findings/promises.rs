//! Checks of what was promised: Must, urgency, pins, dates, and beside the backlog risks, external
//! dependencies and actions.

use super::board::CheckedBoard;
use super::finding::{FindingPlace, of};
use super::reason::Reason;
use crate::model::dependency::Dependency;
use crate::model::event::Action;
use crate::model::field::Percent;
use crate::model::id::Id;
use crate::model::item::{Item, Urgency};
use crate::model::record::Declared;
use crate::model::risk::Risk;
use crate::model::settings::Settings;
use crate::scoring::evaluation::{BalanceBasis, PinPrices, must_limit};
use crate::scoring::plan::budget::{UrgentCall, budget};
use crate::scoring::plan::due::{Due, is_late};
use crate::scoring::plan::inputs::{called_so, planned};
use crate::scoring::plan::risks::{Lack, is_open, lacks};
use crate::scoring::plan::words::lack;
use crate::scoring::price::total::Unit;
use crate::scoring::ratio::Ratio;

/// Must above its limit, of what is planned for the coming increment; where nothing is, of the backlog.
pub(super) fn must(board: &CheckedBoard<'_>) -> Vec<(FindingPlace, Reason)> {
    let mix = board
        .evaluation
        .moscow
        .as_ref()
        .and_then(|m| m.mix.as_ref());
    let Some(mix) = mix.filter(|mix| mix.is_must_over) else {
        return Vec::new();
    };
    let counted: Vec<Id> = board.evaluation.counted().collect();
    let demotions = mix.demotions.iter();
    let is_planned = board.evaluation.balance.basis == BalanceBasis::Planned;
    let reason = Reason::Must {
        share: mix.must,
        limit: must_limit(board.workspace),
        increment: board.evaluation.race.coming.filter(|_| is_planned),
        demotions: demotions
            .filter_map(|at| counted.get(*at).copied())
            .collect(),
    };
    vec![(FindingPlace::Workspace, reason)]
}

/// Expedite and fixed date above their limit, by effort, among what is planned for the coming increment;
/// where nothing is, among what stands above the cut line, or all that is ranked.
pub(super) fn urgency(board: &CheckedBoard<'_>) -> Vec<(FindingPlace, Reason)> {
    measure_urgency(board)
        .map(|reason| (FindingPlace::Workspace, reason))
        .into_iter()
        .collect()
}

fn measure_urgency(board: &CheckedBoard<'_>) -> Option<Reason> {
    let settings = board.workspace.the::<Settings>();
    let limit = share(settings.urgency_limit)?;
    let coming = board.evaluation.race.coming;
    let coming = coming.map(|id| planned(board.workspace, id));
    let mut counted: Vec<&Item> = coming.into_iter().flatten().collect();
    if counted.is_empty() {
        let evaluation = board.evaluation;
        let is_below = |id: &&Id| {
            let score = evaluation.score(**id);
            score.is_some_and(|score| score.is_above_cut == Some(false))
        };
        let ranked = evaluation.ranked.iter().filter(|id| !is_below(id));
        counted = ranked.filter_map(|id| board.workspace.get(*id)).collect();
    }
    let called = |item: &&Item| called_so(board.workspace, item, None);
    let calls: Vec<UrgentCall> = counted.iter().map(called).collect();
    let found = budget(&calls, Some(limit)).filter(|found| found.is_over == Some(true))?;
    let mut urgent: Vec<(&Item, UrgentCall)> = counted.into_iter().zip(calls).collect();
    urgent.retain(|(_, call)| call.is_urgent);
    // The largest first: there is most to win.
    let known = |call: &UrgentCall| call.effort.filter(|effort| !effort.is_negative());
    urgent.sort_by_key(|(_, call)| std::cmp::Reverse(known(call)));
    Some(Reason::Urgency {
        share: found.share?,
        limit: settings
            .urgency_limit
            .map_or(Ratio::ZERO, |p| Ratio::from(p.0)),
        items: urgent.iter().map(|(item, _)| item.id).collect(),
    })
}

/// Pins whose net price is more than their share of what the whole order costs until delivery.
pub(super) fn pins(board: &CheckedBoard<'_>) -> Vec<(FindingPlace, Reason)> {
    let settings = board.workspace.the::<Settings>();
    let terms = board.evaluation.terms;
    let (Some(limit), Some(regret)) = (share(settings.pin_limit), board.regret) else {
        return Vec::new();
    };
    let Some(most) = regret.cost.times(limit) else {
        return Vec::new();
    };
    let prices = PinPrices::of(board.evaluation);
    let of_item = |item: &&Item| {
        let price = prices.above(item.id, most)?;
        let moved = price.moved;
        let reason = match terms.unit {
            Unit::Points => Reason::Pin {
                net: terms.cost(price.net),
                most: terms.cost(most),
                moved,
            },
            // Amounts of money are for the author alone, findings are not.
            Unit::Money => Reason::PinShare {
                share: price.net.over(regret.cost)?,
                limit,
                moved,
            },
        };
        Some((FindingPlace::Item(item.id), reason))
    };
    board.open.iter().filter_map(of_item).collect()
}

/// Open items that are urgent by a date they do not have.
pub(super) fn without_date(board: &CheckedBoard<'_>) -> Vec<(FindingPlace, Reason)> {
    let is_bare = |item: &&&Item| item.urgency == Urgency::FixedDate && item.due.is_none();
    let bare = board.open.iter().filter(is_bare);
    bare.map(|item| (FindingPlace::Item(item.id), Reason::WithoutDate))
        .collect()
}

/// A percentage as a fraction of 1.
fn share(percent: Option<Percent>) -> Option<Ratio> {
    Ratio::from(percent?.0).over(Ratio::HUNDRED)
}

/// Risks nobody has talked about yet.
pub(super) fn without_letter(board: &CheckedBoard<'_>) -> Vec<(FindingPlace, Reason)> {
    let risks = board.workspace.all::<Risk>();
    risks
        .filter(|risk| risk.roam.is_none())
        .map(|risk| {
            (
                FindingPlace::Record(Risk::KIND, risk.id),
                Reason::WithoutLetter,
            )
        })
        .collect()
}

/// Risks that are owned by nobody, accepted by nobody who is named, or owned without a day.
pub(super) fn without_keeper(board: &CheckedBoard<'_>) -> Vec<(FindingPlace, Reason)> {
    let of_risk = |risk: &Risk| {
        let lacks = lacks(risk, board.today).into_iter();
        let lacks = lacks.filter(|lack| matches!(lack, Lack::Owner | Lack::AcceptedBy | Lack::Day));
        let words: Vec<&str> = lacks.map(lack).collect();
        (!words.is_empty()).then(|| of::<Risk>(risk.id, words.join("; ")))
    };
    board.workspace.all().filter_map(of_risk).collect()
}

/// Risks with a letter that are not resolved, and nothing says what is done next. Without a letter, that is
/// what is missing first.
pub(super) fn without_follow_up(board: &CheckedBoard<'_>) -> Vec<(FindingPlace, Reason)> {
    let risks = board.workspace.all::<Risk>();
    risks
        .filter(|risk| risk.roam.is_some() && is_open(risk) && risk.follow_up.trim().is_empty())
        .map(|risk| {
            (
                FindingPlace::Record(Risk::KIND, risk.id),
                Reason::WithoutFollowUp,
            )
        })
        .collect()
}

/// What is awaited from outside and late.
pub(super) fn late(board: &CheckedBoard<'_>) -> Vec<(FindingPlace, Reason)> {
    let all = board.workspace.all::<Dependency>();
    all.filter(|one| is_late(one, board.today))
        .map(|one| {
            let reason = Reason::Late {
                due: one.due,
                from: one.from.clone(),
            };
            (FindingPlace::Record(Dependency::KIND, one.id), reason)
        })
        .collect()
}

/// Actions whose day has passed.
pub(super) fn overdue(board: &CheckedBoard<'_>) -> Vec<(FindingPlace, Reason)> {
    let of_action = |action: &Action| {
        let due = action.due?;
        Due::of_action(action, board.today).is_overdue().then_some((
            FindingPlace::Record(Action::KIND, action.id),
            Reason::Overdue(due),
        ))
    };
    board.workspace.all().filter_map(of_action).collect()
}
