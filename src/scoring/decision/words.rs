//! Decisions in words: what waiting costs, what a split brings, and the message for the person who asked.
//!
//! Owns the sentences. The numbers come from [`super`]. Knows no screen.

mod message;

use chrono::NaiveDate;

pub use self::message::message;
use super::split::{Dividend, SplitPart};
use super::wait::{Wait, Waiting, waiting as waits};
use crate::model::Workspace;
use crate::model::decision::Decision;
use crate::model::field::Choice;
use crate::model::format::{known, long_date};
use crate::model::id::Id;
use crate::model::increment::Increment;
use crate::model::item::Item;
use crate::model::option::ItemOption;
use crate::model::person::Person;
use crate::model::record::{Declared, Kind, Record};
use crate::model::session::Session;
use crate::model::words::PLANNING_INTERVAL;
use crate::scoring::delay::urgency::UrgencyReason;
use crate::scoring::evaluation::Evaluation;
use crate::scoring::plan::due::Due;
use crate::scoring::price::amounts::{delay, money, tenths};
use crate::scoring::price::total::Unit;
use crate::scoring::ratio::Ratio;

/// A cost a week in a few words, money after points: `16 cost of delay points`, `16 cost of delay points, EUR 1,800`; none where neither
/// is known.
pub fn a_week(
    workspace: &Workspace,
    points: Option<Ratio>,
    price: Option<Ratio>,
) -> Option<String> {
    let points = points.map(delay);
    let price = price.map(|price| money(workspace, price));
    let known: Vec<String> = points.into_iter().chain(price).collect();
    (!known.is_empty()).then(|| known.join(", "))
}

/// What a week of waiting cost when it was decided.
pub fn then(workspace: &Workspace, decision: &Decision) -> Option<String> {
    let points = decision.cost_now.map(Ratio::from);
    let price = decision.money_now.map(|money| Ratio::from(money.0));
    a_week(workspace, points, price)
}

/// What a week of waiting costs now.
pub fn today(workspace: &Workspace, waiting: &Waiting) -> Option<String> {
    let rate = |wait: Wait| wait.a_week;
    let points = waiting.points.ok().map(rate);
    let price = waiting.money.and_then(Result::ok).map(rate);
    // In the unit of the lens alone where that is known.
    match waiting.first {
        Unit::Money if price.is_some() => a_week(workspace, None, price),
        Unit::Money | Unit::Points => a_week(workspace, points, price),
    }
}

/// What waiting costs, a week and until a day, a sentence a line; what is unknown is said.
pub fn waiting(workspace: &Workspace, waiting: &Waiting, until: Option<NaiveDate>) -> Vec<String> {
    let whole = |wait: Wait| wait.until.zip(until);
    let said = |found: Result<Wait, UrgencyReason>,
                unit: &str,
                amount: &dyn Fn(Ratio) -> String| match found {
        Ok(wait) => {
            let more = whole(wait).map_or_else(String::new, |(sum, day)| {
                format!("; until {}: {}", long_date(day), amount(sum))
            });
            let least = if wait.is_least { "at least " } else { "" };
            format!("Waiting costs {least}{} a week{more}.", amount(wait.a_week))
        }
        Err(reason) => format!(
            "What waiting costs in {unit} is unknown: {}.",
            reason.words()
        ),
    };
    let points = said(waiting.points, "points", &delay);
    let price = waiting
        .money
        .map(|found| said(found, "money", &|sum| money(workspace, sum)));
    let mut lines: Vec<String> = match (waiting.first, price) {
        (Unit::Money, Some(price)) => vec![price],
        (_, price) => std::iter::once(points).chain(price).collect(),
    };
    lines.extend(waiting.clock.map(|day| {
        let day = long_date(day);
        format!("Counted from its place: done by {day}.")
    }));
    // The reason that makes it unknown has been said.
    let is_said = |reason| waiting.points.err() == Some(reason);
    let notes = waiting.notes.iter().filter(|reason| !is_said(**reason));
    lines.extend(notes.map(|reason| format!("But {}.", reason.words())));
    lines
}

/// What a split brings, with the titles of its parts; what is missing is said.
pub fn split(parts: &[(&str, SplitPart)], dividend: Option<&Dividend>) -> Vec<String> {
    if parts.len() < 2 {
        return vec!["A split takes two parts or more.".to_owned()];
    }
    let score = |(title, part): &(&str, SplitPart)| {
        let score = known(part.score().map(Ratio::to_short), "unknown");
        format!("“{title}” {score}")
    };
    let Some(dividend) = dividend else {
        let all: Vec<String> = parts.iter().map(score).collect();
        return vec![
            format!("Scores of the parts: {}.", all.join(", ")),
            "What the split brings is unknown until each part has its size and value.".to_owned(),
        ];
    };
    let ordered = dividend.order.iter().filter_map(|at| parts.get(*at));
    let all: Vec<String> = ordered.map(score).collect();
    let (apart, together) = (tenths(dividend.apart), delay(dividend.together));
    vec![
        format!("Best first, by score: {}.", all.join(", ")),
        if dividend.saved.is_zero() {
            "The split brings nothing: no part is worth anything before the last one.".to_owned()
        } else {
            format!(
                "The split saves {}: waiting costs {apart} with the parts one by one, {together} with all of them at the end.",
                delay(dividend.saved)
            )
        },
    ]
}

/// A decision in full, a line each: what, by whom and when; why; when it is looked at again; what waiting cost
/// then and costs now. What is not known is left out, a cost that is unknown is said.
pub fn details(
    workspace: &Workspace,
    evaluation: &Evaluation,
    decision: &Decision,
    due: Due,
) -> Vec<String> {
    let name = |id: Id| workspace.get::<Person>(id).map(|one| one.name.clone());
    let outcome = decision.outcome;
    let outcome = outcome.map_or("Decided", |outcome| outcome.word().label);
    let mut head = vec![outcome.to_owned()];
    head.extend(decision.date.map(long_date));
    let asked = decision.asked_by.0.and_then(name);
    head.extend(asked.map(|name| format!("asked by {name}")));
    let people = decision.decided_by.0.iter().copied();
    let people: Vec<String> = people.filter_map(name).collect();
    if !people.is_empty() {
        head.push(format!("decided by {}", people.join(", ")));
    }
    let session = workspace.linked(&decision.session);
    head.extend(session.map(|session: &Session| format!("in {}", session.name)));
    let mut lines = vec![head.join(" · ")];
    lines.extend(became(workspace, decision));
    if !decision.reason.trim().is_empty() {
        lines.push(decision.reason.trim().to_owned());
    }
    if let Some(day) = decision.review {
        let state = match due {
            Due::Met => ": there is a later answer".to_owned(),
            Due::In(_) | Due::Overdue(_) => format!(", {}", due.words()),
            Due::Undated | Due::Unknown => String::new(),
        };
        lines.push(format!("Look again on {}{state}.", long_date(day)));
    }
    lines.extend(cost(workspace, evaluation, decision));
    if decision.rank_before.is_some() || decision.rank_after.is_some() {
        let [before, after] =
            [decision.rank_before, decision.rank_after].map(|rank| known(rank, "none"));
        lines.push(format!("Rank {before} before, {after} after."));
    }
    lines
}

/// What it became: an increment, an option, parts, a question.
fn became(workspace: &Workspace, decision: &Decision) -> Vec<String> {
    let title = |kind: &'static Kind, id: Id| workspace.record(kind, id).map(<dyn Record>::title);
    let mut lines = Vec::new();
    let increment = decision.increment.0;
    let increment = increment.and_then(|id| title(Increment::KIND, id));
    lines.extend(increment.map(|name| format!("{PLANNING_INTERVAL:#} {name}")));
    let option = decision.option.0.and_then(|id| title(ItemOption::KIND, id));
    lines.extend(option.map(|name| format!("Option “{name}”")));
    let parts = decision.parts.0.iter();
    let parts = parts.filter_map(|id| Some(format!("“{}”", title(Item::KIND, *id)?)));
    let parts: Vec<String> = parts.collect();
    if !parts.is_empty() {
        lines.push(format!("Became {}", parts.join(", ")));
    }
    if !decision.question.is_empty() {
        lines.push(format!("Question: {}", decision.question));
    }
    lines
}

/// What a week of waiting cost then and costs now, and what it cost until the next look as seen then.
fn cost(workspace: &Workspace, evaluation: &Evaluation, decision: &Decision) -> Vec<String> {
    let unknown = || "unknown".to_owned();
    let then = then(workspace, decision).unwrap_or_else(unknown);
    let item = decision.item.0;
    let now = match item.and_then(|id| waits(workspace, evaluation, id, None)) {
        Some(waiting) => {
            let now = today(workspace, &waiting).unwrap_or_else(unknown);
            let is_unpriced = decision.money_now.is_some() && waiting.money.is_none();
            let price = if is_unpriced { ", no price" } else { "" };
            format!("{now}{price}")
        }
        None => "nothing waits any more".to_owned(),
    };
    let mut lines = vec![format!("A week of waiting: {then} then; {now} today.")];
    let points = decision.cost_later.map(Ratio::from);
    let points = points.map(delay);
    let price = decision.money_later.map(|money| Ratio::from(money.0));
    let price = price.map(|price| money(workspace, price));
    let later: Vec<String> = points.into_iter().chain(price).collect();
    if !later.is_empty() {
        let later = later.join(", ");
        lines.push(format!("Until the next look, as seen then: {later}."));
    }
    lines
}
