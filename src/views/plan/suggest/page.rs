//! What is said of a suggested plan.
//!
//! Owns the order of the lines. The sentences of the suggestion are in [`words`]; computes nothing but sums.

use crate::desk::Desk;
use crate::desk::allocate::offer;
use crate::desk::changes::many;
use crate::model::format::{count, known};
use crate::model::increment::Iteration;
use crate::model::item::Item;
use crate::model::words::{ITEMS, worded};
use crate::scoring::plan::changes::{PlanChange, PlanTurn, changes};
use crate::scoring::plan::suggestion::answer::SuggestionAnswer;
use crate::scoring::plan::suggestion::backlog::IncrementQuestion;
use crate::scoring::plan::suggestion::binding::{self, Bond};
use crate::scoring::plan::suggestion::greedy::GreedyChoice;
use crate::scoring::plan::suggestion::lanes;
use crate::scoring::plan::suggestion::left::Left;
use crate::scoring::plan::suggestion::stand;
use crate::scoring::plan::suggestion::words::{self, PositionNames};
use crate::scoring::price::words::{unit, worth};
use crate::scoring::ratio::Ratio;

/// How many prices are listed.
const PRICED: usize = 8;
/// How many of those that just missed the cut are.
const MISSED: usize = 3;

/// What is said of the best choice.
pub(super) fn best(
    desk: &Desk,
    asked: &IncrementQuestion,
    answer: &SuggestionAnswer,
) -> Vec<String> {
    let workspace = &desk.workspace;
    let item = |at: usize| {
        workspace
            .name::<Item>(asked.items.get(at).copied())
            .to_owned()
    };
    let bucket = |at: usize| lane_name(desk, asked, at);
    let value = |value: Ratio| worth(workspace, asked.terms, value);
    let names = PositionNames {
        items: &item,
        buckets: &bucket,
        values: &value,
    };
    let found = &answer.best;
    let mut lines = head(desk, asked, &found.chosen, names);
    let standing = words::standing(found);
    lines.push(if found.is_within() {
        format!("All limits are kept, and {standing}.")
    } else {
        format!("The targets cannot all be met: this is the closest, and {standing}.")
    });
    let misses = words::misses(found, names).into_iter();
    lines.extend(misses.map(|words| format!("- {words}")));
    lines.push(format!(
        "Simply taking {ITEMS} by rank: value {}, {} points.",
        value(answer.simple.value),
        answer.simple.effort.to_short()
    ));
    let is_new = |(at, _): &&(usize, Left)| !asked.present.contains(at);
    let stays: Vec<_> = answer.left.iter().filter(is_new).collect();
    if !stays.is_empty() {
        lines.push(String::new());
        lines.push("Stays out, and why:".to_owned());
    }
    let why = |(at, why): &(usize, Left)| format!("- {}: {}", item(*at), words::left(why, names));
    lines.extend(stays.into_iter().map(why));
    if answer.out > answer.left.len() {
        let others = many(answer.out - answer.left.len(), "other");
        lines.push(format!("- and {others}"));
    }
    lines.extend(prices(asked, answer, names));
    let near = answer.just_missed.iter().take(MISSED);
    if !answer.just_missed.is_empty() {
        lines.push(String::new());
        lines.push("Just missed:".to_owned());
    }
    let near = near.map(|(at, missing)| words::just_missed(*at, *missing, names));
    lines.extend(near.map(|words| format!("- {words}")));
    lines.extend(kept(desk, asked, &found.chosen, names));
    lines
}

/// What a lane of the question is called.
fn lane_name(desk: &Desk, asked: &IncrementQuestion, at: usize) -> String {
    let lane = asked.lanes.get(at);
    lane.map_or_else(String::new, |lane| {
        lanes::name(&desk.workspace, &asked.lanes, lane)
    })
}

/// What goes out of the plan, comes in and goes to another iteration, as it is tried out now, with the reasons of those
/// that were left out.
pub(super) fn turns(desk: &Desk, asked: &IncrementQuestion, left: &[(usize, Left)]) -> Vec<String> {
    let Some(trial) = &desk.trial else {
        return Vec::new();
    };
    let item = |at: usize| {
        let id = asked.items.get(at).copied();
        desk.workspace.name::<Item>(id).to_owned()
    };
    let names = PositionNames {
        items: &item,
        buckets: &|at| lane_name(desk, asked, at),
        values: &|value| worth(&desk.workspace, asked.terms, value),
    };
    let listed = desk.derived.evaluation.all(&desk.workspace);
    let all = changes(&trial.workspace, &desk.workspace, asked.increment, &listed);
    let row = |change: &PlanChange| {
        let at = asked.items.iter().position(|id| *id == change.item);
        let effort = at.and_then(|at| asked.question.candidates.get(at)?.effort);
        let effort = known(effort.map(Ratio::to_short), "?");
        let why = left.iter().find(|(out, _)| Some(*out) == at);
        let why = match (change.turn, why) {
            (PlanTurn::Left, Some((_, why))) => format!(": {}", words::left(why, names)),
            (PlanTurn::Left, None) => String::new(),
            (PlanTurn::Came, _) => {
                let place = desk.workspace.get::<Item>(change.item);
                let place = place.and_then(|item| item.iteration.0);
                place.map_or_else(String::new, |place| {
                    format!(": into {}", desk.workspace.name::<Iteration>(Some(place)))
                })
            }
            (PlanTurn::Stayed, _) => format!(": {}", change.words.join(", ")),
        };
        format!("- {} ({effort}){why}", change.title)
    };
    let mut lines = Vec::new();
    for (turn, heading) in [
        (PlanTurn::Left, "Goes out"),
        (PlanTurn::Came, "Comes in"),
        (PlanTurn::Stayed, worded("Moves to another iteration")),
    ] {
        let own = all.iter().filter(|change| change.turn == turn);
        let own: Vec<String> = own.map(row).collect();
        if !own.is_empty() {
            lines.push(format!("{heading} ({}):", own.len()));
            lines.extend(own);
        }
    }
    lines
}

/// What the limits cost: one by one those that cost something, the others together.
fn prices(
    asked: &IncrementQuestion,
    answer: &SuggestionAnswer,
    names: PositionNames<'_>,
) -> Vec<String> {
    if answer.prices.is_empty() {
        return vec!["What a limit costs is known only where all can be kept.".to_owned()];
    }
    let mut lines = vec![String::new(), "What each limit costs, in value:".to_owned()];
    let (free, dear): (Vec<_>, Vec<_>) = answer
        .prices
        .iter()
        .partition(|price| price.most == Some(Ratio::ZERO));
    for price in dear.iter().take(PRICED) {
        lines.push(format!("- {}", words::price(&asked.question, price, names)));
    }
    let rest = dear.get(PRICED..).unwrap_or_default();
    if let Some(first) = rest.first() {
        let most = rest.iter().map(|price| price.most);
        let most = most.max_by_key(|most| (most.is_none(), *most)).flatten();
        let words = words::other_prices(rest.len(), (first.least, most), names);
        lines.push(format!("- {words}"));
    }
    if let [price] = free.as_slice() {
        lines.push(format!("- {}", words::price(&asked.question, price, names)));
    } else if !free.is_empty() {
        let limits = if dear.is_empty() {
            "limits"
        } else {
            "other limits"
        };
        lines.push(format!("- {} {limits} cost nothing", free.len()));
    }
    lines
}

/// What is said of the simple choice; of the best one, where that is known.
pub(super) fn by_rank(
    desk: &Desk,
    asked: &IncrementQuestion,
    filled: &GreedyChoice,
    answer: Option<&SuggestionAnswer>,
) -> Vec<String> {
    let item = |at: usize| {
        let id = asked.items.get(at).copied();
        desk.workspace.name::<Item>(id).to_owned()
    };
    let names = PositionNames {
        items: &item,
        buckets: &|_| String::new(),
        values: &|value| worth(&desk.workspace, asked.terms, value),
    };
    let mut lines = head(desk, asked, &filled.chosen, names);
    lines.push(answer.map_or_else(
        || {
            worded("How close that is to the best plan is not known yet: {PLAN_SUGGEST} finds out.")
                .to_owned()
        },
        |answer| words::behind(filled, &answer.best, names),
    ));
    lines.extend(kept(desk, asked, &filled.chosen, names));
    lines
}

/// What is said of the choice lane by lane: each allocation with its share, what fills it, and what comes next there.
pub(super) fn by_lane(
    desk: &Desk,
    asked: &IncrementQuestion,
    filled: &GreedyChoice,
) -> Vec<String> {
    let item = |at: usize| {
        let id = asked.items.get(at).copied();
        let rank = id.and_then(|id| desk.derived.evaluation.rank(id));
        let rank = rank.map_or_else(String::new, |rank| format!("#{rank} "));
        format!("{rank}{}", desk.workspace.name::<Item>(id))
    };
    let names = PositionNames {
        items: &item,
        buckets: &|_| String::new(),
        values: &|value| worth(&desk.workspace, asked.terms, value),
    };
    let mut lines = head(desk, asked, &filled.chosen, names);
    let candidates = || asked.question.candidates.iter().enumerate();
    for (place, lane) in asked.lanes.iter().enumerate() {
        let own = || candidates().filter(move |(_, one)| one.bucket == Some(place));
        let is_in = |at: &usize| filled.chosen.binary_search(at).is_ok();
        if lane.share.is_zero() && own().next().is_none() {
            continue;
        }
        let taken: Vec<_> = own().filter(|(at, _)| is_in(at)).collect();
        let effort = Ratio::sum(taken.iter().filter_map(|(_, one)| one.effort));
        let room = lane.share.times(asked.question.capacity);
        lines.push(String::new());
        lines.push(format!(
            "{}, {} of the capacity: {} of {} points",
            lanes::name(&desk.workspace, &asked.lanes, lane),
            lane.share.percent(),
            known(effort.map(Ratio::to_short), "?"),
            known(room.map(|room| room.to_decimal(1)), "?"),
        ));
        let size = |effort: Option<Ratio>| known(effort.map(Ratio::to_short), "?");
        let row =
            |(at, effort): (usize, Option<Ratio>)| format!("- {} ({})", item(at), size(effort));
        lines.extend(taken.iter().map(|(at, one)| row((*at, one.effort))));
        let next = own().find(|(at, one)| !is_in(at) && one.effort.is_some());
        lines.extend(next.map(|(at, one)| format!("  next: {} ({})", item(at), size(one.effort))));
    }
    lines.extend(kept(desk, asked, &filled.chosen, names));
    lines
}

/// What is said of any choice first: how the two plans compare, what counts in no share, what cannot be kept.
fn head(
    desk: &Desk,
    asked: &IncrementQuestion,
    chosen: &[usize],
    names: PositionNames<'_>,
) -> Vec<String> {
    let question = &asked.question;
    let plan = |chosen: &[usize]| Some((question.capacity, stand(question, chosen)?));
    let yours = plan(&asked.present).filter(|_| !asked.present.is_empty());
    let unit = unit(desk.seen(), asked.terms);
    let compared =
        plan(chosen).map(|plan| words::compared(yours.as_ref(), &plan, (names.values, &unit)));
    let mut lines = compared.unwrap_or_default();
    lines.extend(none_set(desk, asked, chosen));
    let lost: Vec<String> = lost(asked, chosen)
        .map(|(at, bonds)| {
            let broken = asked.broken.iter().find(|broken| broken.at == *at);
            let item = asked
                .items
                .get(*at)
                .and_then(|id| desk.seen().get::<Item>(*id));
            let late = item
                .and_then(|item| item.late_cost)
                .map(|cost| cost.0.into());
            let value = question.candidates.get(*at).and_then(|one| one.value);
            let price = binding::price(desk.seen(), bonds, (value, asked.terms.unit), late);
            let bonds = binding::words(&desk.workspace, bonds);
            words::broken(*at, broken, &bonds, &price, names)
        })
        .collect();
    if !lost.is_empty() {
        lines.push("Should be in, but does not fit:".to_owned());
        lines.extend(lost.iter().map(|words| format!("- {words}")));
    }
    let lifted: Vec<String> = asked.lifted.iter().map(|at| names.item(*at)).collect();
    if !lifted.is_empty() {
        let lifted = lifted.join(", ");
        lines.push(format!("May leave the plan, as you let it: {lifted}."));
    }
    lines
}

/// Whether a choice lacks something that has to be in it.
pub(super) fn loses(asked: &IncrementQuestion, chosen: &[usize]) -> bool {
    lost(asked, chosen).next().is_some()
}

/// What has to be in a choice and is not, with what binds it.
fn lost<'a>(
    asked: &'a IncrementQuestion,
    chosen: &'a [usize],
) -> impl Iterator<Item = (&'a usize, &'a Vec<Bond>)> {
    let left = asked
        .bonds
        .iter()
        .filter(|(at, _)| chosen.binary_search(at).is_err());
    left.filter(|(_, bonds)| binding::is_forced(bonds))
}

/// What is kept because it binds, and what binds it.
fn kept(
    desk: &Desk,
    asked: &IncrementQuestion,
    chosen: &[usize],
    names: PositionNames<'_>,
) -> Vec<String> {
    let kept = asked.bonds.iter();
    let kept = kept.filter(|(at, _)| chosen.binary_search(at).is_ok());
    let mut lines: Vec<String> = kept
        .map(|(at, bonds)| {
            let bonds = binding::words(&desk.workspace, bonds);
            format!("- {} ({bonds})", names.item(*at))
        })
        .collect();
    if !lines.is_empty() {
        let items = count(lines.len(), "item", "items");
        let heading = format!("{items} must stay in, and why:");
        lines.splice(..0, [String::new(), heading]);
    }
    if !asked.bonds.is_empty() || !asked.lifted.is_empty() {
        let words =
            worded("{PLAN_LIFT} on an item in the plan lets it leave, or keeps it in again.");
        lines.push(words.to_owned());
    }
    lines
}

/// What has no allocation and so is in no share; nothing where there are no shares or everything has one.
pub(super) fn none_set(desk: &Desk, asked: &IncrementQuestion, chosen: &[usize]) -> Option<String> {
    if asked.lanes.is_empty() {
        return None;
    }
    let all = chosen
        .iter()
        .filter_map(|at| asked.question.candidates.get(*at));
    let without: Vec<_> = all.clone().filter(|one| one.bucket.is_none()).collect();
    let sum = |effort: Option<Ratio>| known(effort.map(Ratio::to_short), "?");
    let none = Ratio::sum(without.iter().filter_map(|one| one.effort));
    let all = Ratio::sum(all.filter_map(|one| one.effort));
    (!without.is_empty()).then(|| {
        let offer = offer(desk).map(|offer| format!(" · {offer}"));
        format!(
            "{} of {} points ({}) have no allocation and count for no share{}.",
            sum(none),
            sum(all),
            many(without.len(), "item"),
            known(offer, "")
        )
    })
}
