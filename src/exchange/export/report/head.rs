//! The top of the report: whose backlog it is, as of when, ordered how, and the few numbers that matter.

use serde::Serialize;

use crate::exchange::export::content::Content;
use crate::exchange::export::content::days;
use crate::exchange::export::page;
use crate::exchange::export::svg::marks;
use crate::model::field::Choice;
use crate::model::format;
use crate::model::format::{capital, full_date};
use crate::model::product::Product;
use crate::model::settings::Settings;
use crate::model::words::{ITEMS, PLANNING_INTERVAL, worded};
use crate::scoring::ranking::method::Method;
use crate::scoring::ratio::Ratio;

#[derive(Serialize)]
pub(super) struct Head {
    /// What the report is about.
    name: String,
    /// The board it is taken from, where that has a name of its own.
    title: String,
    /// Who it is for and what makes it different.
    vision: Vec<String>,
    /// Day, lens and increment, each in a few words.
    lines: Vec<String>,
    /// The numbers that matter.
    facts: Vec<HeadFact>,
    /// How the order comes about.
    method: Vec<String>,
    /// The marks of the buckets.
    buckets: Vec<ReportMark>,
    /// Who may see it.
    audience: &'static str,
}

#[derive(Serialize)]
struct HeadFact {
    number: String,
    words: String,
}

#[derive(Serialize)]
struct ReportMark {
    mark: String,
    name: String,
}

pub(super) fn head(content: &Content<'_>) -> Head {
    let (name, title) = (content.name(), &content.workspace.the::<Settings>().title);
    let title = Some(content.said(title)).filter(|title| *title != name);
    let marks = content.buckets().into_iter().enumerate();
    Head {
        vision: vision(content, &name),
        lines: lines(content),
        facts: facts(content),
        method: method(content),
        buckets: marks
            .map(|(at, name)| ReportMark {
                mark: marks::inline(Some(at)),
                name,
            })
            .collect(),
        audience: page::audience(content),
        name,
        title: title.unwrap_or_default(),
    }
}

/// The vision as far as it is written down.
fn vision(content: &Content<'_>, name: &str) -> Vec<String> {
    let product = content.workspace.the::<Product>();
    let blank = |before: &str, text: &str| {
        let text = content.said(text);
        let text = text.trim_end_matches('.');
        (!text.is_empty()).then(|| format!("{before}{text}"))
    };
    let who = [
        blank("For ", &product.audience),
        blank("who need ", &product.need),
    ];
    let what = [
        blank("is a ", &product.category),
        blank("that ", &product.benefit),
    ];
    let (who, what) = (joined(&who, " "), joined(&what, " "));
    let first = match (who, what) {
        (Some(who), Some(what)) => Some(format!("{who}: {name} {what}.")),
        (Some(who), None) => Some(format!("{who}.")),
        (None, Some(what)) => Some(format!("{name} {what}.")),
        (None, None) => None,
    };
    let other = [
        blank("Unlike ", &product.alternative),
        blank("ours ", &product.difference),
    ];
    let second = joined(&other, ", ").map(|words| format!("{}.", capital(&words)));
    [first, second].into_iter().flatten().collect()
}

fn joined(parts: &[Option<String>], separator: &str) -> Option<String> {
    let parts: Vec<&str> = parts.iter().flatten().map(String::as_str).collect();
    (!parts.is_empty()).then(|| parts.join(separator))
}

fn lines(content: &Content<'_>) -> Vec<String> {
    let lens = content.evaluation.lens.word().label;
    let mut lines: Vec<String> = content.today.map(full_date).into_iter().collect();
    lines.push(format!("Ordered by: {lens}"));
    if let Some(increment) = content.coming() {
        let days = days(increment.starts, increment.ends);
        let parts = [content.said(&increment.name), days];
        let parts: Vec<&str> = parts
            .iter()
            .map(String::as_str)
            .filter(|p| !p.is_empty())
            .collect();
        lines.push(format!("Coming {PLANNING_INTERVAL}: {}", parts.join(", ")));
    }
    if let Some(count) = content.part_of() {
        lines.push(format!(
            "A selection: {} of {count} {ITEMS}",
            content.items.len()
        ));
    }
    lines
}

fn facts(content: &Content<'_>) -> Vec<HeadFact> {
    let evaluation = content.evaluation;
    let fact = |number: String, words: &str| HeadFact {
        number,
        words: words.to_owned(),
    };
    let (ranked, unranked) = (evaluation.ranked.len(), evaluation.unranked.len());
    let mut facts = vec![fact(ranked.to_string(), worded("open items have a rank"))];
    if unranked > 0 {
        let words = worded("open items cannot be ranked yet: an estimate is unknown");
        facts.push(fact(unranked.to_string(), words));
    }
    if let Some(cut) = evaluation.cut {
        let words = match cut.unknown {
            0 => format!(
                "of them fit the capacity of {} points",
                cut.capacity.to_short()
            ),
            unknown => format!(
                "of them fit the capacity of {} points, with {}",
                cut.capacity.to_short(),
                format::count(unknown, "size unknown", "sizes unknown")
            ),
        };
        facts.push(fact(cut.fitting.to_string(), &words));
    }
    if let Some(moved) = to_move(content) {
        let words = "points would have to change allocation to hit every target share";
        facts.push(fact(moved.to_short(), words));
    }
    facts
}

fn to_move(content: &Content<'_>) -> Option<Ratio> {
    content.evaluation.balance.allocation.as_ref().ok()?.to_move
}

/// The method in two sentences.
fn method(content: &Content<'_>) -> Vec<String> {
    let lens = content.evaluation.lens;
    let method = Method::of(lens);
    vec![
        format!(
            "The order is by {}: {}, from estimates on one relative scale; the score proposes, and a place that people gave by hand is marked with its reason.",
            lens.word().label,
            method.formula
        ),
        worded("A blank is unknown and never zero: such an item has no rank until it is estimated; what its score could be is given as a range.")
            .to_owned(),
    ]
}
