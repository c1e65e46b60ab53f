//! The page of the file: every kind, section and field, from the tables that declare them.

use crate::model::KINDS;
use crate::model::field::{ChoiceWord, Field, FieldType, Value};
use crate::model::id::Id;
use crate::shell::reference::{Block, row, text};
use crate::store::format::SCHEMA;

const HEAD: &[&str] = &["Field", "On the screen", "What it holds", "What it means"];

pub(super) fn page() -> Vec<Block> {
    let mut page = vec![
        text(format!(
            "A workspace is one RON struct: schema: \"{SCHEMA}\", then the sections below in their order. A \
             section of a single record is a struct, the others are lists of structs, ordered by id. Fields \
             stand one to a line."
        )),
        text(
            "What is left out is blank, or what it starts as; None is blank. Blank is unknown and never zero. \
             Comments and layout stay as they are, and so does what this evenkeel does not understand. Lines \
             are cleaned of what drives a terminal.",
        ),
    ];
    for kind in KINDS {
        page.push(Block::Heading(kind.section.to_owned()));
        let count = if kind.single { "One record" } else { "A list" };
        page.push(text(format!("{count}. {}", kind.help)));
        let blank = Id::parse(kind.name).map(kind.blank);
        let id = row([
            "id",
            "",
            "1 to 23 letters, digits, - or _",
            "What others link to; unique in its section.",
        ]);
        let id = (!kind.single).then_some(id);
        let fields = kind.fields.iter().enumerate().map(|(at, field)| {
            let start = blank.as_ref().map_or(Value::Blank, |record| record.get(at));
            let holds = with_start(field, &start);
            row([field.name, field.label.said(), &holds, field.help.said()])
        });
        page.push(Block::Table(HEAD, id.into_iter().chain(fields).collect()));
    }
    page
}

/// What a field holds, and what it starts as where that is not blank.
fn with_start(field: &Field, start: &Value) -> String {
    let holds = holds(field.holds);
    match start {
        Value::Blank | Value::Flag(false) => holds,
        Value::Choice(name) => format!("{holds}; starts as {name}"),
        Value::Numbers(numbers) => {
            let numbers: Vec<String> = numbers.iter().map(ToString::to_string).collect();
            format!("{holds}; starts as [{}]", numbers.join(", "))
        }
        Value::Text(_)
        | Value::Private(_)
        | Value::Number(_)
        | Value::Points(_)
        | Value::Date(_)
        | Value::Flag(true)
        | Value::Link(_)
        | Value::Links(_)
        | Value::Texts(_)
        | Value::Ratings(_)
        | Value::Extra(_) => format!("{holds}; starts as {}", field.holds.format(start)),
    }
}

/// What fields of a type hold, as it is written in the file.
fn holds(holds: FieldType) -> String {
    let words = |words: &[ChoiceWord]| {
        let word = |word: &ChoiceWord| {
            if word.name == word.label {
                word.name.to_owned()
            } else {
                format!("{} ({})", word.name, word.label)
            }
        };
        words.iter().map(word).collect::<Vec<_>>().join(", ")
    };
    match holds {
        FieldType::Text => "a line in quotes".to_owned(),
        FieldType::Prose => "text in quotes, of many lines".to_owned(),
        FieldType::Private => "text of many lines, for its author alone".to_owned(),
        FieldType::Number => "a number, not below zero".to_owned(),
        FieldType::Points => "points: 5, or (value: 5, low: 3, high: 8)".to_owned(),
        FieldType::Percent => "a number from 0 to 100".to_owned(),
        FieldType::Money => "an amount in the currency of the product".to_owned(),
        FieldType::Date => "a day: \"2026-11-22\"".to_owned(),
        FieldType::Flag => "true or false".to_owned(),
        FieldType::Choice {
            words: all,
            optional,
        } => {
            let or = if optional { ", or left out" } else { "" };
            format!("one of {}{or}", words(all))
        }
        FieldType::PartOf(kind) => format!("the id of the {kind} it goes with"),
        FieldType::Link(kind) => format!("the id of one {kind}"),
        FieldType::Links(kind) => format!("ids, each of one {kind}: [\"a1\", \"b2\"]"),
        FieldType::Texts => "lines in quotes: [\"web\", \"mobile\"]".to_owned(),
        FieldType::Numbers => "numbers: [1, 2, 3]".to_owned(),
        FieldType::Ratings(kind) => {
            format!("the id of one {kind} and a number each: {{\"fit\": 5}}")
        }
        FieldType::Extra => "columns and their texts: [(\"Fix versions\", \"2.1\")]".to_owned(),
    }
}
