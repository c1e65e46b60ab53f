//! Decisions in words: what waiting costs, what a split brings, and the message for the person who asked.
//!
//! Owns the sentences. The numbers come from [`super`]. Knows no screen.

mod message;

use chrono::NaiveDate;

pub use self::message::message;
use super::split::{Dividend, Part};
use super::wait::{Wait, Waiting};
use crate::model::Workspace;
use crate::model::decision::Decision;
use crate::scoring::explain::words::money;
use crate::scoring::ratio::Ratio;

/// A cost a week in a few words, money after points: `16 points`, `16 points, EUR 1800`; none where neither
/// is known.
pub fn a_week(
    workspace: &Workspace,
    points: Option<Ratio>,
    price: Option<Ratio>,
) -> Option<String> {
    let points = points.map(|points| format!("{} points", points.to_short()));
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
    a_week(workspace, points, price)
}

/// What waiting costs, a week and until a day, a sentence a line; what is unknown is said.
pub fn waiting(workspace: &Workspace, waiting: &Waiting, until: Option<NaiveDate>) -> Vec<String> {
    let whole = |wait: Wait| wait.until.zip(until);
    let mut lines = Vec::new();
    lines.push(match waiting.points {
        Ok(wait) => {
            let more = whole(wait).map_or_else(String::new, |(sum, day)| {
                format!("; until {}: {} points × weeks", long(day), sum.to_short())
            });
            format!(
                "Waiting costs {} points a week{more}.",
                wait.a_week.to_short()
            )
        }
        Err(reason) => format!(
            "What waiting costs in points is unknown: {}.",
            reason.words()
        ),
    });
    match waiting.money {
        None => {}
        Some(Ok(wait)) => {
            let more = whole(wait).map_or_else(String::new, |(sum, _)| {
                format!("; until then: {}", money(workspace, sum))
            });
            lines.push(format!(
                "In money: {} a week{more}.",
                money(workspace, wait.a_week)
            ));
        }
        Some(Err(reason)) => lines.push(format!("In money it is unknown: {}.", reason.words())),
    }
    // The reason that makes it unknown has been said.
    let is_said = |reason| waiting.points.err() == Some(reason);
    let notes = waiting.notes.iter().filter(|reason| !is_said(**reason));
    lines.extend(notes.map(|reason| format!("But {}.", reason.words())));
    lines
}

/// What a split brings, with the titles of its parts; what is missing is said.
pub fn split(parts: &[(&str, Part)], dividend: Option<&Dividend>) -> Vec<String> {
    if parts.len() < 2 {
        return vec!["A split takes two parts or more.".to_owned()];
    }
    let score = |(title, part): &(&str, Part)| {
        let score = part.score();
        let score = score.map_or_else(|| "unknown".to_owned(), Ratio::to_short);
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
    let (apart, together) = (dividend.apart.to_short(), dividend.together.to_short());
    vec![
        format!("Best first, by score: {}.", all.join(", ")),
        if dividend.saved.is_zero() {
            "The split brings nothing: no part is worth anything before the last one.".to_owned()
        } else {
            format!(
                "The dividend is {} points × points: waiting costs {apart} with the parts one by one, {together} with all of them at the end.",
                dividend.saved.to_short()
            )
        },
    ]
}

/// A day in full.
fn long(day: NaiveDate) -> String {
    day.format("%-d %b %Y").to_string()
}
