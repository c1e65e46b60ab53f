//! Values as a file can give them back: cleaned texts, each link once, nothing for emptiness.
//!
//! Owns the one notion of "the same value" that saving compares by. A workspace whose texts were
//! cleaned where they entered is not changed by it.

use std::borrow::Cow;

use crate::model::audience::Audience;
use crate::model::field::{ExtraCell, FieldType, Private, Value};
use crate::model::record::Record;
use crate::model::text::{clean_line, clean_prose};

/// The value as it will be read again.
pub(super) fn tidy(holds: &FieldType, value: Value) -> Value {
    let line = |text: String| owned(clean_line(&text)).unwrap_or(text);
    let prose = |text: String| owned(clean_prose(&text)).unwrap_or(text);
    match value {
        Value::Text(text) => {
            let many = matches!(holds, FieldType::Prose);
            let text = if many { prose(text) } else { line(text) };
            unless(text.is_empty(), Value::Text(text))
        }
        Value::Private(private) => {
            let text = private.reveal(Audience::Private).unwrap_or_default();
            match owned(clean_prose(text)) {
                Some(text) => unless(text.is_empty(), Value::Private(Private::new(text))),
                None => unless(text.is_empty(), Value::Private(private)),
            }
        }
        Value::Texts(texts) => {
            let texts: Vec<String> = texts.into_iter().map(line).collect();
            unless(texts.is_empty(), Value::Texts(texts))
        }
        Value::Extra(entries) => {
            let entry = |entry: ExtraCell| ExtraCell {
                name: line(entry.name),
                text: prose(entry.text),
            };
            let entries: Vec<ExtraCell> = entries.into_iter().map(entry).collect();
            unless(entries.is_empty(), Value::Extra(entries))
        }
        Value::Links(ids) => {
            let mut once = Vec::with_capacity(ids.len());
            for id in ids {
                if !once.contains(&id) {
                    once.push(id);
                }
            }
            unless(once.is_empty(), Value::Links(once))
        }
        Value::Ratings(all) => {
            let mut once = Vec::with_capacity(all.len());
            for (id, number) in all {
                if !once.iter().any(|(known, _)| *known == id) {
                    once.push((id, number));
                }
            }
            unless(once.is_empty(), Value::Ratings(once))
        }
        Value::Numbers(all) => unless(all.is_empty(), Value::Numbers(all)),
        Value::Flag(false) => Value::Blank,
        Value::Blank
        | Value::Number(_)
        | Value::Points(_)
        | Value::Date(_)
        | Value::Flag(true)
        | Value::Choice(_)
        | Value::Link(_) => value,
    }
}

/// Whether a field that says something in one record says nothing in the other.
pub(super) fn blanks(one: &dyn Record, other: &dyn Record) -> bool {
    let blank = (other.kind().blank)(other.id());
    let mut fields = 0..one.kind().fields.len();
    fields.any(|at| !alike(one, other, at) && alike(other, &*blank, at))
}

/// Whether two records have the same value in a field; blank is what a blank record has there.
pub(super) fn alike(one: &dyn Record, other: &dyn Record, at: usize) -> bool {
    let (a, b) = (one.get(at), other.get(at));
    if a == b {
        return true;
    }
    let Some(field) = one.kind().fields.get(at) else {
        return true;
    };
    let whole = |value: Value| {
        let value = tidy(&field.holds, value);
        if value == Value::Blank {
            return tidy(&field.holds, (one.kind().blank)(one.id()).get(at));
        }
        value
    };
    whole(a) == whole(b)
}

/// What cleaning made of a text; none where it was clean.
pub(super) fn owned(text: Cow<'_, str>) -> Option<String> {
    match text {
        Cow::Borrowed(_) => None,
        Cow::Owned(text) => Some(text),
    }
}

fn unless(empty: bool, value: Value) -> Value {
    if empty { Value::Blank } else { value }
}
