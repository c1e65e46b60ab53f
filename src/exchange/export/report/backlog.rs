//! The ranked backlog as a table, and the reasons for the first places in plain words.

use serde::Serialize;

use crate::exchange::export::content::Content;
use crate::exchange::export::svg::marks;
use crate::exchange::export::xml::safe_link;
use crate::model::audience::Audience;
use crate::model::criterion::Criterion;
use crate::model::field::{Choice, Field, FieldType};
use crate::model::format;
use crate::model::id::Id;
use crate::model::increment::{Increment, Iteration};
use crate::model::item::Item;
use crate::model::record::{Declared, Record};
use crate::model::settings::Lens;
use crate::model::words::worded;
use crate::scoring::evaluation::{Cut, Score};
use crate::scoring::explain::{explain, waits_for, words};
use crate::scoring::firmness::Doubt;
use crate::scoring::levels;
use crate::scoring::price::total::Unit;
use crate::scoring::ranking::inputs::factor_word;
use crate::scoring::ranking::method::Method;
use crate::scoring::ratio::Ratio;

/// For how many of the first places the reasons are given: more would not be read.
const REASONS: usize = 20;

#[derive(Serialize)]
pub(super) struct Backlog {
    /// The headings of the inputs.
    inputs: Vec<String>,
    /// Whether the cost of delay has a column.
    has_cost: bool,
    /// The heading of the score; none where scores may not be seen.
    score: Option<&'static str>,
    /// Whether any item has a rank.
    has_ranks: bool,
    /// Every open item once: by rank, then those without one by what they lack.
    rows: Vec<ReportRow>,
    /// What holds for all scores.
    notes: Vec<String>,
    reasons: Vec<Why>,
    /// For whom the reasons are.
    reasons_note: String,
}

#[derive(Serialize)]
struct ReportRow {
    /// The line above it: where capacity ends, or what the items below lack.
    cut: Option<String>,
    rank: Option<usize>,
    mark: String,
    bucket: String,
    title: String,
    link: Option<String>,
    key: String,
    /// What else is to be known of it, in a few words each.
    about: Vec<String>,
    inputs: Vec<Option<String>>,
    cost: Option<String>,
    score: String,
    /// Whether one step on any estimate swaps it with a neighbor.
    nearly_tied: bool,
}

#[derive(Serialize)]
struct Why {
    rank: usize,
    mark: String,
    title: String,
    /// Paragraphs.
    lines: Vec<String>,
}

pub(super) fn backlog(content: &Content<'_>) -> Backlog {
    let method = Method::of(content.evaluation.lens);
    let inputs: Vec<ScoreInput<'_>> = inputs(content, method);
    let open = content.items.iter().filter_map(|id| {
        let item = content.workspace.get::<Item>(*id)?;
        let score = content.evaluation.score(*id)?;
        (item.state.is_open() && score.is_ranked).then_some((item, score))
    });
    let (ranked, unranked): (Vec<_>, Vec<_>) = open.partition(|(_, score)| score.rank.is_some());
    let mut is_above = true;
    let mut rows = Vec::new();
    for (item, score) in ranked {
        let cut = content.evaluation.cut.zip(score.place);
        let below = cut.filter(|(cut, place)| is_above && *place >= cut.after);
        is_above &= below.is_none();
        rows.push(ReportRow {
            cut: below.map(|(cut, _)| cut_words(content, cut)),
            ..row(content, &inputs, (item, score))
        });
    }
    let ranks = rows.len();
    for (lack, items) in by_lack(content, &unranked) {
        let mut heading = Some(lack);
        rows.extend(items.into_iter().map(|one| ReportRow {
            cut: heading.take(),
            ..row(content, &inputs, one)
        }));
    }
    let notes = content.evaluation.notes().into_iter();
    let reasons: Vec<Why> = reasons(content);
    Backlog {
        inputs: inputs.into_iter().map(|input| input.label).collect(),
        has_cost: method.shows_cost,
        score: content.disclosure.shows_scores().then_some(method.heading),
        notes: notes.map(|note| sentence(&content.said(&note))).collect(),
        reasons_note: if ranks > reasons.len() {
            format!("The first {} of {ranks} places.", reasons.len())
        } else {
            String::new()
        },
        has_ranks: ranks > 0,
        rows,
        reasons,
    }
}

/// An item and its numbers.
type Scored<'a> = (&'a Item, Score<'a>);

/// Items without a rank, together where they lack the same, under the words for that.
fn by_lack<'a>(content: &Content<'_>, unranked: &[Scored<'a>]) -> Vec<(String, Vec<Scored<'a>>)> {
    let mut groups: Vec<(String, Vec<Scored<'a>>)> = Vec::new();
    for one in unranked {
        let line = one.1.line;
        let lack = match (line.missing.is_empty(), line.wrong) {
            (false, _) => content.said(&line.missing.join(", ")),
            (true, wrong) => wrong.unwrap_or_default().to_owned(),
        };
        match groups.iter_mut().find(|(known, _)| *known == lack) {
            Some((_, items)) => items.push(*one),
            None => groups.push((lack, vec![*one])),
        }
    }
    for (lack, items) in &mut groups {
        let is_missing = items
            .first()
            .is_some_and(|(_, score)| !score.line.missing.is_empty());
        let many = format::count(items.len(), "item", "items");
        let lacks = if items.len() == 1 { "lacks" } else { "lack" };
        *lack = match (is_missing, lack.is_empty()) {
            (true, _) => format!("No rank yet: {many} {lacks} {lack}."),
            (false, false) => format!("No rank: {lack} ({many})."),
            (false, true) => format!("No rank by this method: {many}."),
        };
    }
    groups
}

/// Something that goes into the score.
struct ScoreInput<'a> {
    label: String,
    at: usize,
    field: &'a Field,
    /// The criterion, when the field is the ratings.
    criterion: Option<Id>,
}

/// What goes into the scores, as far as it may be seen.
fn inputs(content: &Content<'_>, method: &Method) -> Vec<ScoreInput<'static>> {
    let mut inputs = Vec::new();
    for name in method.inputs {
        let at = Item::KIND.field(name);
        let found = at.and_then(|at| Some((at, Item::KIND.fields.get(at)?)));
        let Some((at, field)) = found.filter(|(_, field)| content.disclosure.shows(field)) else {
            continue;
        };
        let input = |label: String, criterion| ScoreInput {
            label,
            at,
            field,
            criterion,
        };
        if matches!(field.holds, FieldType::Ratings(_)) {
            let criteria = content.workspace.all::<Criterion>();
            inputs.extend(criteria.map(|c| input(content.said(&c.name), Some(c.id))));
        } else {
            inputs.push(input(field.label.said().to_owned(), None));
        }
    }
    inputs
}

/// What is known of an input; none where it is unknown.
fn known(content: &Content<'_>, input: &ScoreInput<'_>, item: &Item) -> Option<String> {
    let text = if let Some(criterion) = input.criterion {
        let mut ratings = item.ratings.0.iter();
        ratings.find(|(id, _)| *id == criterion)?.1.to_string()
    } else {
        let value = content.disclosure.value(input.field, item.get(input.at));
        input.field.holds.format(&value)
    };
    (!text.is_empty()).then_some(text)
}

fn row(
    content: &Content<'_>,
    inputs: &[ScoreInput<'_>],
    (item, score): (&Item, Score<'_>),
) -> ReportRow {
    let bucket = content.bucket(item.id);
    let names = content.buckets();
    let link = content.said(&item.link);
    let nearly_tied = content.survey.firmness.as_ref();
    let nearly_tied = nearly_tied.and_then(|firmness| firmness.nearly_tied(item.id));
    ReportRow {
        cut: None,
        rank: score.rank,
        mark: marks::inline(bucket),
        bucket: bucket
            .and_then(|at| names.get(at).cloned())
            .unwrap_or_else(|| "no allocation".to_owned()),
        title: content.title(item.id),
        link: safe_link(&link)
            .filter(|_| link == item.link.trim())
            .map(str::to_owned),
        key: content.said(&item.key),
        about: about(content, item, score),
        inputs: inputs
            .iter()
            .map(|input| known(content, input, item))
            .collect(),
        cost: score.cost_of_delay.map(Ratio::to_short),
        score: match (content.evaluation.lens, item.moscow) {
            (Lens::Moscow, Some(class)) => class.word().label.to_owned(),
            _ => content.disclosure.score(score.line.score).map_or_else(
                || "–".to_owned(),
                |score| content.evaluation.written(item.id, score),
            ),
        },
        nearly_tied: nearly_tied.is_some(),
    }
}

/// State, plan, pin, needs and due day in a few words each.
fn about(content: &Content<'_>, item: &Item, score: Score<'_>) -> Vec<String> {
    let workspace = content.workspace;
    let mut parts = vec![item.state.word().label.to_owned()];
    parts.extend(content.evaluation.race.mark(workspace, item));
    let family = levels::told(workspace, item).into_iter();
    parts.extend(
        family.map(|(what, words)| content.said(&format!("{}: {words}", what.to_lowercase()))),
    );
    let (increment, iteration) = levels::time(workspace, item);
    let when = [
        content.said(workspace.name::<Increment>(increment)),
        content.said(workspace.name::<Iteration>(iteration)),
    ];
    let when: Vec<String> = when.into_iter().filter(|name| !name.is_empty()).collect();
    if !when.is_empty() {
        parts.push(when.join(" "));
    }
    if let Some(pin) = item.pin {
        let own = score
            .own_rank
            .map_or_else(String::new, |own| format!(", by score {own}"));
        parts.push(format!("placed at {pin} by hand{own}"));
    }
    let waits = waits_for(workspace, content.evaluation, item);
    parts.extend(
        waits
            .iter()
            .filter(|need| content.items.contains(&need.id))
            .map(|need| content.said(&words::waits_for(workspace, need))),
    );
    if let Some(due) = words::due(&content.survey.roadmap, item, content.today) {
        parts.push(due.parts.join(", "));
    }
    if score.rank.is_none() {
        parts.extend(open_score(content, item, score));
    }
    parts
}

/// What the score of an item without one could be, and what of it is worth a talk.
fn open_score(content: &Content<'_>, item: &Item, score: Score<'_>) -> Vec<String> {
    let range = score.line.range;
    let range = range.filter(|_| content.disclosure.shows_scores());
    let range = range.map(|(low, high)| {
        let (low, high) = (low.to_grouped(2), high.to_grouped(2));
        format!("could score {low} to {high}")
    });
    let firmness = content.survey.firmness.as_ref();
    let doubts = firmness.map(|firmness| firmness.doubts(item.id));
    let matters = |doubt: &&Doubt| doubt.verdict.changes_top || doubt.verdict.crosses_cut;
    let talk = doubts.into_iter().flatten().filter(matters);
    let talk: Vec<&str> = talk.map(|doubt| factor_word(doubt.factor)).collect();
    let talk = (!talk.is_empty()).then(|| format!("agree on {}", talk.join(", ")));
    range.into_iter().chain(talk).collect()
}

fn cut_words(content: &Content<'_>, cut: Cut) -> String {
    let name = content
        .coming()
        .map(|increment| content.said(&increment.name));
    let name = name.unwrap_or_else(|| worded("the coming planning interval").to_owned());
    sentence(&content.said(&cut.words(&name)))
}

/// Why the first places are where they are.
fn reasons(content: &Content<'_>) -> Vec<Why> {
    let ranked = content
        .items
        .iter()
        .filter_map(|id| Some((*id, content.rank(*id)?)));
    ranked
        .take(REASONS)
        .filter_map(|(id, rank)| why(content, id, rank))
        .collect()
}

fn why(content: &Content<'_>, id: Id, rank: usize) -> Option<Why> {
    let mut why = explain(content.workspace, content.evaluation, id)?.on(content.survey);
    if !content.disclosure.shows_scores() {
        (why.score, why.range) = (None, None);
    }
    if content.disclosure.audience() == Audience::Shared
        && let Ok(later) = &mut why.later
    {
        later.loss = later.loss.filter(|loss| loss.unit == Unit::Points);
    }
    let lines = words::brief(content.workspace, &why);
    let sections = lines.split(String::is_empty);
    Some(Why {
        rank,
        mark: marks::inline(content.bucket(id)),
        title: content.title(id),
        lines: sections
            .map(|lines| content.said(&lines.join(" ")))
            .collect(),
    })
}

/// The words as a sentence.
pub(super) fn sentence(words: &str) -> String {
    let end = if words.ends_with(['.', '!', '?', '”']) {
        ""
    } else {
        "."
    };
    format::capital(words) + end
}
