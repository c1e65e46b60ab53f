//! The ranked backlog as a table, and the reasons for the first places in plain words.

use serde::Serialize;

use super::head::coming;
use crate::exchange::export::Subject;
use crate::exchange::export::svg::marks;
use crate::exchange::export::xml::safe_link;
use crate::model::audience::Audience;
use crate::model::criterion::Criterion;
use crate::model::field::{Choice, Field, FieldType};
use crate::model::id::Id;
use crate::model::increment::{Increment, Iteration};
use crate::model::item::Item;
use crate::model::record::{Declared, Record};
use crate::model::settings::Lens;
use crate::scoring::evaluation::{Cut, Score};
use crate::scoring::explain::{explain, waits_for, words};
use crate::scoring::price::total::Unit;
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
    rows: Vec<BacklogRow>,
    /// What holds for all scores.
    notes: Vec<String>,
    reasons: Vec<Why>,
    /// For whom the reasons are.
    reasons_note: String,
}

#[derive(Serialize)]
struct BacklogRow {
    /// The line above it where capacity ends.
    cut: Option<String>,
    rank: usize,
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
    is_near: bool,
}

#[derive(Serialize)]
struct Why {
    rank: usize,
    mark: String,
    title: String,
    /// Paragraphs.
    lines: Vec<String>,
}

pub(super) fn backlog(matter: &Subject<'_>) -> Backlog {
    let method = Method::of(matter.evaluation.lens);
    let inputs: Vec<ScoreInput<'_>> = inputs(matter, method);
    let ranked = matter.items.iter().filter_map(|id| {
        let item = matter.workspace.get::<Item>(*id)?;
        let score = matter.evaluation.score(*id)?;
        Some((item, score, score.rank?))
    });
    let mut is_above = true;
    let mut rows = Vec::new();
    for (item, score, rank) in ranked {
        let cut = matter.evaluation.cut.zip(score.place);
        let below = cut.filter(|(cut, place)| is_above && *place >= cut.after);
        is_above &= below.is_none();
        rows.push(BacklogRow {
            cut: below.map(|(cut, _)| cut_words(matter, cut)),
            ..row(matter, &inputs, (item, score, rank))
        });
    }
    let flags = matter.evaluation.flags.iter().map(|flag| flag.words());
    let notes = matter.evaluation.note.iter().cloned().chain(flags);
    let reasons: Vec<Why> = reasons(matter);
    Backlog {
        inputs: inputs.into_iter().map(|input| input.label).collect(),
        has_cost: method.shows_cost,
        score: matter.disclosure.shows_scores().then_some(method.heading),
        notes: notes.map(|note| sentence(&matter.said(&note))).collect(),
        reasons_note: if rows.len() > reasons.len() {
            format!("The first {} of {} places.", reasons.len(), rows.len())
        } else {
            String::new()
        },
        rows,
        reasons,
    }
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
fn inputs(matter: &Subject<'_>, method: &Method) -> Vec<ScoreInput<'static>> {
    let mut inputs = Vec::new();
    for name in method.inputs {
        let at = Item::KIND.field(name);
        let found = at.and_then(|at| Some((at, Item::KIND.fields.get(at)?)));
        let Some((at, field)) = found.filter(|(_, field)| matter.disclosure.shows(field)) else {
            continue;
        };
        let input = |label: String, criterion| ScoreInput {
            label,
            at,
            field,
            criterion,
        };
        if matches!(field.holds, FieldType::Ratings(_)) {
            let criteria = matter.workspace.all::<Criterion>();
            inputs.extend(criteria.map(|c| input(matter.said(&c.name), Some(c.id))));
        } else {
            inputs.push(input(field.label.to_owned(), None));
        }
    }
    inputs
}

/// What is known of an input; none where it is unknown.
fn known(matter: &Subject<'_>, input: &ScoreInput<'_>, item: &Item) -> Option<String> {
    let text = if let Some(criterion) = input.criterion {
        let mut ratings = item.ratings.0.iter();
        ratings.find(|(id, _)| *id == criterion)?.1.to_string()
    } else {
        let value = matter.disclosure.value(input.field, item.get(input.at));
        input.field.holds.format(&value)
    };
    (!text.is_empty()).then_some(text)
}

fn row(
    matter: &Subject<'_>,
    inputs: &[ScoreInput<'_>],
    (item, score, rank): (&Item, &Score, usize),
) -> BacklogRow {
    let bucket = matter.bucket(item.id);
    let names = matter.buckets();
    let link = matter.said(&item.link);
    let is_near = matter.survey.firmness.as_ref();
    let is_near = is_near.and_then(|firmness| firmness.of(item.id)?.near);
    BacklogRow {
        cut: None,
        rank,
        mark: marks::inline(bucket),
        bucket: bucket
            .and_then(|at| names.get(at).cloned())
            .unwrap_or_else(|| "no bucket".to_owned()),
        title: matter.title(item.id),
        link: safe_link(&link)
            .filter(|_| link == item.link.trim())
            .map(str::to_owned),
        key: matter.said(&item.key),
        about: about(matter, item, score),
        inputs: inputs
            .iter()
            .map(|input| known(matter, input, item))
            .collect(),
        cost: score.cost_of_delay.map(Ratio::to_short),
        score: match (matter.evaluation.lens, item.moscow) {
            (Lens::Moscow, Some(class)) => class.word().label.to_owned(),
            _ => matter
                .disclosure
                .score(score.line.score)
                .map_or_else(|| "–".to_owned(), |score| score.to_decimal(2)),
        },
        is_near: is_near.is_some(),
    }
}

/// State, plan, pin, needs and due day in a few words each.
fn about(matter: &Subject<'_>, item: &Item, score: &Score) -> Vec<String> {
    let workspace = matter.workspace;
    let mut parts = vec![item.state.word().label.to_owned()];
    let increment = item
        .increment
        .0
        .and_then(|id| workspace.get::<Increment>(id));
    let iteration = item
        .iteration
        .0
        .and_then(|id| workspace.get::<Iteration>(id));
    let when = [
        increment.map(|record| matter.said(&record.name)),
        iteration.map(|record| matter.said(&record.name)),
    ];
    let when: Vec<String> = when.into_iter().flatten().collect();
    if !when.is_empty() {
        parts.push(when.join(" "));
    }
    if let Some(pin) = item.pin {
        let own = score
            .own_rank
            .map_or_else(String::new, |own| format!(", by score {own}"));
        parts.push(format!("pinned at {pin}{own}"));
    }
    let waits = waits_for(workspace, matter.evaluation, item);
    parts.extend(
        waits
            .iter()
            .map(|need| matter.said(&words::waits_for(workspace, need))),
    );
    if let Some(due) = words::due(workspace, matter.evaluation, item) {
        parts.push(due.parts.join(", "));
    }
    parts
}

fn cut_words(matter: &Subject<'_>, cut: Cut) -> String {
    let name = coming(matter).map(|increment| matter.said(&increment.name));
    let name = name.unwrap_or_else(|| "the coming increment".to_owned());
    let capacity = cut.capacity.to_short();
    format!("Cut: {capacity} points. What stands below does not fit {name}.")
}

/// Why the first places are where they are.
fn reasons(matter: &Subject<'_>) -> Vec<Why> {
    let ranked = matter
        .items
        .iter()
        .filter_map(|id| Some((*id, matter.rank(*id)?)));
    ranked
        .take(REASONS)
        .filter_map(|(id, rank)| why(matter, id, rank))
        .collect()
}

fn why(matter: &Subject<'_>, id: Id, rank: usize) -> Option<Why> {
    let mut why = explain(matter.workspace, matter.evaluation, id)?.on(matter.survey);
    if !matter.disclosure.shows_scores() {
        (why.score, why.range) = (None, None);
    }
    if matter.disclosure.audience() == Audience::Shared
        && let Ok(timing) = &mut why.timing
    {
        timing.loss = timing.loss.filter(|loss| loss.unit == Unit::Points);
    }
    let lines = words::brief(matter.workspace, &why);
    let sections = lines.split(String::is_empty);
    Some(Why {
        rank,
        mark: marks::inline(matter.bucket(id)),
        title: matter.title(id),
        lines: sections
            .map(|lines| matter.said(&lines.join(" ")))
            .collect(),
    })
}

/// The words as a sentence.
pub(super) fn sentence(words: &str) -> String {
    let mut chars = words.chars();
    let first: String = chars
        .next()
        .map(|c| c.to_uppercase().collect())
        .unwrap_or_default();
    let end = if words.ends_with(['.', '!', '?', '”']) {
        ""
    } else {
        "."
    };
    format!("{first}{}{end}", chars.as_str())
}
