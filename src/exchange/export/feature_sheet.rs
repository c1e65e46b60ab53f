//! Feature sheets: a page of Markdown for every open feature, for whoever builds and accepts it.
//!
//! Owns the layout. What is said comes from [`definition`], the insight and the forecast. Knows no other format.

use std::fmt::Write as _;
use std::io::Write;

use super::content::{Content, ExportError, Written};
use super::markdown::escape::escape;
use super::table::items;
use crate::model::audience::Audience;
use crate::model::bucket::Bucket;
use crate::model::field::Choice;
use crate::model::format::{full_date, known};
use crate::model::item::Item;
use crate::model::option::ItemOption;
use crate::model::words::worded;
use crate::scoring::definition;
use crate::scoring::facts::Fact;
use crate::scoring::forecast::roadmap::words;
use crate::scoring::insight::known::KnownCustomers;
use crate::scoring::insight::kpis::Kpis;
use crate::scoring::insight::words::of_item;
use crate::scoring::ranking::method::Method;
use crate::scoring::readiness::criterion;

/// Writes the sheets, in the order shown.
pub(super) fn write(content: &Content<'_>, to: &mut dyn Write) -> Written {
    let ranked = |item: &&Item| {
        let score = content.evaluation.score(item.id);
        item.state.is_open() && score.is_some_and(|score| score.is_ranked)
    };
    let all: Vec<&Item> = items(content).filter(ranked).collect();
    if all.is_empty() {
        let why =
            worded("no open item of the level that is ranked is meant · choose another filter");
        return Err(ExportError::nothing(why));
    }
    let known = (
        KnownCustomers::of(content.workspace, content.today),
        Kpis::of(content.workspace, content.today),
    );
    let mut out = format!("# {}: {}\n", escape(&content.name()), worded("features"));
    if let Some(today) = content.today {
        let _ = write!(out, "\nas of {}\n", full_date(today));
    }
    for item in all {
        sheet(content, &known, item, &mut out);
    }
    to.write_all(out.as_bytes())?;
    Ok(Vec::new())
}

/// The sheet of one item.
fn sheet(
    content: &Content<'_>,
    (known, kpis): &(KnownCustomers, Kpis),
    item: &Item,
    out: &mut String,
) {
    let key = content.said(&item.key);
    let title = [key, content.title(item.id)].join(" ");
    let _ = write!(
        out,
        "\n## {}\n\n{}\n",
        escape(title.trim()),
        escape(&standing(content, item))
    );
    for (about, words) in [("Asked", &item.request), ("Need", &item.need)] {
        paragraph(content, about, words, out);
    }
    let workspace = content.workspace;
    for fact in &definition::of_item(workspace, item).lines {
        if fact.about == "Accepted when" {
            checklist(content, item, out);
        } else {
            paragraph(content, fact.about, &fact.words, out);
        }
    }
    let options = workspace.all::<ItemOption>();
    for option in options.filter(|option| option.item.0 == Some(item.id)) {
        let [size, value] = [option.size, option.value].map(|points| known_number(points.value));
        let about = if option.chosen {
            "Option (chosen)"
        } else {
            "Option"
        };
        let numbers = format!("{}: size {size}, value {value}", option.name.trim());
        let parts = [
            numbers,
            option.gives.trim().to_owned(),
            option.reason.trim().to_owned(),
        ];
        let said: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        paragraph(content, about, &said.join(" · "), out);
    }
    // What is offered here is for whoever decides, not for whoever builds.
    let seen = |fact: &&Fact| {
        let is_private = content.disclosure.audience() == Audience::Private;
        let is_said = fact.about != "Offered";
        is_said && (is_private || fact.access.is_for_room())
    };
    for fact in of_item(workspace, known, kpis, item)
        .lines
        .iter()
        .filter(seen)
    {
        paragraph(content, fact.about, &fact.words, out);
    }
    let forecast = content.survey.roadmap.item(item.id).map(|said| match said {
        Ok(likely) => words::in_short(likely),
        Err(why) => words::unknown(*why),
    });
    paragraph(content, "Forecast", &forecast.unwrap_or_default(), out);
}

fn known_number(number: Option<crate::model::number::Number>) -> String {
    known(number, "?")
}

/// Where it stands: rank and score, allocation, state, size.
fn standing(content: &Content<'_>, item: &Item) -> String {
    let method = Method::of(content.evaluation.lens);
    let score = content.evaluation.score(item.id);
    let shown = score.and_then(|score| content.disclosure.score(score.line.score));
    let rank = content.rank(item.id).map(|rank| format!("rank {rank}"));
    let score = shown.map(|shown| {
        format!(
            "{} {}",
            method.heading,
            content.evaluation.written(item.id, shown)
        )
    });
    let bucket = content.workspace.name::<Bucket>(item.bucket.0);
    let parts = [
        rank,
        score,
        Some(content.said(bucket)),
        Some(item.state.word().label.to_owned()),
        Some(format!("size {}", known_number(item.size.value))),
    ];
    let parts: Vec<String> = parts
        .into_iter()
        .flatten()
        .filter(|part| !part.is_empty())
        .collect();
    parts.join(" · ")
}

/// A labeled text; nothing for an empty one.
fn paragraph(content: &Content<'_>, about: &str, words: &str, out: &mut String) {
    let words = content.said(words);
    if words.is_empty() {
        return;
    }
    let _ = match about {
        "" => write!(out, "\n{}\n", escape(&words)),
        about => write!(out, "\n**{about}:** {}\n", escape(&words)),
    };
}

/// The lines of acceptance with their marks, as wikis show lists to be ticked off.
fn checklist(content: &Content<'_>, item: &Item, out: &mut String) {
    let _ = write!(out, "\n**{}:**\n\n", definition::accepted_when(item));
    let lines = item.acceptance.iter().map(|line| criterion(line));
    for (is_met, words) in lines.filter(|(_, words)| !words.is_empty()) {
        let mark = if is_met { 'x' } else { ' ' };
        let _ = writeln!(out, "- [{mark}] {}", escape(&content.said(words)));
    }
}
