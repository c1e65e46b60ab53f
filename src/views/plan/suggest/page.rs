//! What is said of a suggested plan.
//!
//! Owns the order of the lines. The sentences of the suggestion are in [`words`]; computes nothing but sums.

use crate::desk::Desk;
use crate::desk::changes::many;
use crate::model::bucket::Bucket;
use crate::model::format::known;
use crate::model::item::Item;
use crate::scoring::plan::suggestion::answer::SuggestionAnswer;
use crate::scoring::plan::suggestion::backlog::IncrementQuestion;
use crate::scoring::plan::suggestion::greedy::GreedyChoice;
use crate::scoring::plan::suggestion::words::{self, PositionNames};
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
    let bucket = |at: usize| {
        workspace
            .name::<Bucket>(asked.buckets.get(at).copied())
            .to_owned()
    };
    let names = PositionNames {
        items: &item,
        buckets: &bucket,
    };
    let found = &answer.best;
    let mut lines = vec![standing(asked, found.value, found.effort)];
    let standing = words::standing(found);
    lines.push(if found.is_within() {
        format!("Within the limits {standing}.")
    } else {
        format!("Not every limit can be kept; of what comes closest, {standing}.")
    });
    lines.extend(words::misses(found, names));
    lines.push(present(asked));
    lines.push(format!(
        "Filled by rank it would be worth {}, with {} points.",
        answer.simple.value.to_short(),
        answer.simple.effort.to_short()
    ));
    if !answer.left.is_empty() {
        lines.push(String::new());
        lines.push("Left out:".to_owned());
    }
    let left = answer.left.iter();
    lines.extend(left.map(|(at, why)| format!("- {}: {}", item(*at), words::left(why, names))));
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
    lines
}

/// What the limits cost: one by one those that cost something, the others together.
fn prices(
    asked: &IncrementQuestion,
    answer: &SuggestionAnswer,
    names: PositionNames<'_>,
) -> Vec<String> {
    if answer.prices.is_empty() {
        return vec!["Limits have a price only where all of them can be kept.".to_owned()];
    }
    let mut lines = vec![String::new(), "What each limit costs:".to_owned()];
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
        let words = words::other_prices(rest.len(), first.least, most);
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
    asked: &IncrementQuestion,
    filled: &GreedyChoice,
    answer: Option<&SuggestionAnswer>,
) -> Vec<String> {
    vec![
        standing(asked, filled.value, filled.effort),
        answer.map_or_else(
            || "How far that is from the best is not known yet: f looks for it.".to_owned(),
            |answer| words::behind(filled, &answer.best),
        ),
        present(asked),
    ]
}

fn standing(asked: &IncrementQuestion, value: Ratio, effort: Ratio) -> String {
    let [value, effort, capacity] = [value, effort, asked.question.capacity].map(Ratio::to_short);
    format!("Worth {value} in cost of delay, with {effort} of {capacity} points.")
}

/// What the present plan is worth.
fn present(asked: &IncrementQuestion) -> String {
    let candidates = asked.present.iter();
    let candidates = candidates.filter_map(|at| asked.question.candidates.get(*at));
    let value = Ratio::sum(candidates.clone().filter_map(|candidate| candidate.value));
    let effort = Ratio::sum(candidates.filter_map(|candidate| candidate.effort));
    let [value, effort] = [value, effort].map(|sum| known(sum.map(Ratio::to_short), "?"));
    format!("The open items of the present plan are worth {value}, with {effort} points.")
}
