//! Wants: what a term asks of the value of one field.
//!
//! Owns how a typed value is read for each field type and when a value satisfies it. Knows the
//! workspace only to find what a link points to.

use chrono::{Datelike, NaiveDate};

use crate::desk::filter::Complaint;
use crate::desk::filter::fold::{fold, plain};
use crate::desk::filter::token::Op;
use crate::model::Workspace;
use crate::model::field::{ChoiceWord, Field, FieldType, Value};
use crate::model::id::Id;
use crate::model::number::Number;
use crate::model::person::Person;
use crate::model::record::{Declared, Record};
use crate::model::words::worded;

/// What a term asks of one value.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Wants {
    /// No value at all.
    Blank,
    /// A text with these folded words in it, or one that is these words.
    Text(String, bool),
    /// A number on this side of another.
    Number(Op, Number),
    /// A day on this side of a stretch of days: a day, a month or a year.
    Days(Op, NaiveDate, NaiveDate),
    /// Yes or no.
    Flag(bool),
    /// One of these words.
    Words(Vec<&'static str>),
    /// A link to one of these records, in the order of their ids.
    Targets(Vec<Id>),
}

impl Wants {
    /// Reads a value for a field.
    pub(super) fn read(
        field: &Field,
        op: Op,
        value: &str,
        workspace: &Workspace,
    ) -> Result<Self, Complaint> {
        if value.is_empty() {
            return Err(Complaint::new(
                format!("{} needs a value", field.label),
                example(field),
            ));
        }
        let orders = matches!(
            field.holds,
            FieldType::Number
                | FieldType::Points
                | FieldType::Percent
                | FieldType::Money
                | FieldType::Numbers
                | FieldType::Date
        );
        let is_exact = op == Op::Exactly;
        if !matches!(op, Op::Is | Op::Exactly) && !orders {
            return Err(Complaint::new(
                format!("{} has no order to compare by", field.label),
                example(field),
            ));
        }
        let wrong = |what: String| Complaint::new(what, example(field));
        match field.holds {
            FieldType::Private => Err(Complaint::new(
                "private notes are not searched",
                worded("find the items that have one: known:private_note"),
            )),
            FieldType::Text | FieldType::Prose | FieldType::Texts | FieldType::Extra => {
                Ok(Self::Text(fold(value), is_exact))
            }
            FieldType::Number
            | FieldType::Points
            | FieldType::Percent
            | FieldType::Money
            | FieldType::Numbers => number(value).map(|n| Self::Number(op, n)).map_err(wrong),
            FieldType::Date => days(value)
                .map(|(first, last)| Self::Days(op, first, last))
                .ok_or_else(|| wrong(format!("“{value}” is not a date"))),
            FieldType::Flag => flag(value)
                .map(Self::Flag)
                .ok_or_else(|| wrong(format!("“{value}” is neither yes nor no"))),
            FieldType::Choice { words, .. } => choice(words, value, is_exact)
                .map(Self::Words)
                .ok_or_else(|| wrong(format!("no {} begins with “{value}”", field.label))),
            FieldType::PartOf(kind)
            | FieldType::Link(kind)
            | FieldType::Links(kind)
            | FieldType::Ratings(kind) => targets(kind, value, is_exact, workspace)
                .map(Self::Targets)
                .ok_or_else(|| {
                    let what = format!("no {kind} is called “{value}”");
                    let there = there(kind, workspace).unwrap_or_else(|| example(field));
                    Complaint::new(what, there)
                }),
        }
    }

    /// Whether a value satisfies it. An unknown value satisfies no comparison.
    pub(super) fn matches(&self, value: &Value) -> bool {
        match (self, value) {
            (Self::Blank, Value::Points(points)) => points.is_unknown(),
            (Self::Blank, value) => *value == Value::Blank,
            (Self::Text(part, is_all), Value::Text(text)) => says(text, part, *is_all),
            (Self::Text(part, is_all), Value::Texts(all)) => {
                all.iter().any(|text| says(text, part, *is_all))
            }
            (Self::Text(part, is_all), Value::Extra(all)) => all.iter().any(|entry| {
                let whole = format!("{}: {}", entry.name, entry.text);
                says(&whole, part, *is_all) || says(&entry.text, part, *is_all)
            }),
            (Self::Number(op, than), Value::Number(n)) => op.holds(n.cmp(than)),
            (Self::Number(op, than), Value::Points(points)) => {
                points.value.is_some_and(|n| op.holds(n.cmp(than)))
            }
            (Self::Number(op, than), Value::Numbers(all)) => {
                all.iter().any(|n| op.holds(n.cmp(than)))
            }
            (Self::Days(op, first, last), Value::Date(day)) => match op {
                Op::Is | Op::Exactly => (first..=last).contains(&day),
                Op::Less => day < first,
                Op::AtMost => day <= last,
                Op::More => day > last,
                Op::AtLeast => day >= first,
            },
            (Self::Flag(yes), value) => *yes == (*value == Value::Flag(true)),
            (Self::Words(words), Value::Choice(word)) => words.contains(word),
            (Self::Targets(ids), value) => value
                .targets()
                .iter()
                .any(|id| ids.binary_search(id).is_ok()),
            _ => false,
        }
    }
}

/// A term that would work for a field.
pub(super) fn example(field: &Field) -> String {
    let name = field.name;
    match field.holds {
        FieldType::Number
        | FieldType::Points
        | FieldType::Percent
        | FieldType::Money
        | FieldType::Numbers => format!("write {name}>5, {name}<=8 or unknown:{name}"),
        FieldType::Date => format!("write {name}<2026-12-01, {name}:2026-12 or unknown:{name}"),
        FieldType::Flag => format!("write {name}:yes or {name}:no"),
        FieldType::Choice { words, .. } => {
            let words: Vec<&str> = words.iter().map(|word| word.name).collect();
            format!("write {name}: and one of {}", words.join(", "))
        }
        FieldType::PartOf(kind)
        | FieldType::Link(kind)
        | FieldType::Links(kind)
        | FieldType::Ratings(kind) => {
            format!("write {name}: and a part of the {kind}'s name, or unknown:{name}")
        }
        FieldType::Text | FieldType::Prose | FieldType::Texts | FieldType::Extra => {
            format!("write {name}: and a word of it, or unknown:{name}")
        }
        FieldType::Private => format!("write known:{name}"),
    }
}

/// Reads a number, perhaps with a percent sign.
pub(super) fn number(text: &str) -> Result<Number, String> {
    Number::parse(text.trim_end_matches(['%', ' '])).map_err(|why| format!("“{text}” {why}"))
}

/// The first and last day of `2026-12-01`, `2026-12` or `2026`; a dash at the end is forgiven.
fn days(text: &str) -> Option<(NaiveDate, NaiveDate)> {
    let mut parts = text.strip_suffix('-').unwrap_or(text).split('-');
    let year = parts.next().filter(|year| year.len() == 4)?.parse().ok()?;
    let month = parts.next().map(str::parse).transpose().ok()?;
    let day = parts.next().map(str::parse).transpose().ok()?;
    if parts.next().is_some() {
        return None;
    }
    let first = NaiveDate::from_ymd_opt(year, month.unwrap_or(1), day.unwrap_or(1))?;
    let next = match (month, day) {
        (_, Some(_)) => first.succ_opt(),
        (Some(12) | None, None) => NaiveDate::from_ymd_opt(year + 1, 1, 1),
        (Some(_), None) => first.with_month(first.month() + 1),
    };
    Some((first, next?.pred_opt()?))
}

fn flag(text: &str) -> Option<bool> {
    let text = fold(text);
    if "yes".starts_with(&text) || text == "true" {
        Some(true)
    } else if "no".starts_with(&text) || text == "false" {
        Some(false)
    } else {
        None
    }
}

/// Whether a text has folded words in it, or is them.
fn says(text: &str, words: &str, is_all: bool) -> bool {
    let text = fold(text);
    if is_all {
        text == words
    } else {
        text.contains(words)
    }
}

/// How many names are listed where one was not found.
const NAMES: usize = 8;

/// The names of the records of a kind, where there are any: `there are Business, Technical`.
fn there(kind: &str, workspace: &Workspace) -> Option<String> {
    let kind = workspace.kind(kind)?;
    let mut names: Vec<String> = workspace.records(kind).map(<dyn Record>::title).collect();
    let more = names.len().saturating_sub(NAMES);
    names.truncate(NAMES);
    if more > 0 {
        names.push(format!("{more} more"));
    }
    (!names.is_empty()).then(|| format!("there are {}", names.join(", ")))
}

/// The people that have a text in their name; by id.
pub(super) fn people(text: &str, workspace: &Workspace) -> Vec<Id> {
    targets(Person::KIND.name, text, false, workspace).unwrap_or_default()
}

/// That nobody is called so, and who there is.
pub(super) fn nobody(text: &str, workspace: &Workspace) -> Complaint {
    let there = there(Person::KIND.name, workspace);
    let there = there.unwrap_or_else(|| "nobody is noted yet".to_owned());
    Complaint::new(format!("nobody is called “{text}”"), there)
}

/// The file words that are `text`, or else all that have a word that begins so, where that is enough.
fn choice(words: &[ChoiceWord], text: &str, is_exact: bool) -> Option<Vec<&'static str>> {
    let wanted = plain(text);
    let pick = |fits: &dyn Fn(&ChoiceWord) -> bool| -> Option<Vec<&'static str>> {
        let found: Vec<_> = words.iter().filter(|w| fits(w)).map(|w| w.name).collect();
        (!found.is_empty() && !wanted.is_empty()).then_some(found)
    };
    pick(&|word| plain(word.name) == wanted || plain(word.label) == wanted).or_else(|| {
        if is_exact {
            return None;
        }
        pick(&|word| {
            plain(word.name).starts_with(&wanted)
                || plain(word.label).starts_with(&wanted)
                || word.label.split(' ').any(|w| plain(w).starts_with(&wanted))
        })
    })
}

/// The records whose id, key or title is `text`, or else those with it in their title, where that is enough; by id,
/// as the workspace holds them.
fn targets(kind: &str, text: &str, is_exact: bool, workspace: &Workspace) -> Option<Vec<Id>> {
    let kind = workspace.kind(kind)?;
    let wanted = fold(text);
    let pick = |fits: &dyn Fn(&dyn Record) -> bool| -> Option<Vec<Id>> {
        let records = workspace.records(kind);
        let found: Vec<Id> = records.filter(|r| fits(*r)).map(Record::id).collect();
        (!found.is_empty()).then_some(found)
    };
    pick(&|record| {
        fold(record.id().as_str()) == wanted || key(record).is_some_and(|key| fold(&key) == wanted)
    })
    .or_else(|| {
        pick(&|record| match fold(&record.title()) {
            title if is_exact => title == wanted,
            title => title.contains(&wanted),
        })
    })
}

/// The external key of a record whose kind has one.
pub(super) fn key(record: &dyn Record) -> Option<String> {
    if let Value::Text(key) = record.get(record.kind().field("key")?) {
        Some(key)
    } else {
        None
    }
}
