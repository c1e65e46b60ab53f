//! The value in a field's text, read by the field's type.
//!
//! Owns what each field type accepts in a file and the words for what it does not accept. Plain
//! texts, words and numbers are read here; escapes and everything unusual are left to `ron`.

use std::borrow::Cow;

use chrono::NaiveDate;

use super::layout::{entries, pairs, parts};
use super::tidy::owned;
use crate::model::field::{ChoiceWord, ExtraCell, FieldType, Misfit, Private, Value};
use crate::model::id::Id;
use crate::model::limits::{LINE_LIMIT, PROSE_LIMIT};
use crate::model::number::{Number, NumberError};
use crate::model::points::Points;
use crate::model::text::{clean_line, clean_prose, is_clean_prose};

/// Reads a field's text; the file form is documented in [`format`](super::format).
pub(super) fn read(raw: &str, holds: &FieldType) -> Result<Value, Misfit> {
    let raw = inside_some(raw);
    if raw == "None" {
        return Ok(Value::Blank);
    }
    let value = match holds {
        FieldType::Text => Value::Text(line(raw)?),
        FieldType::Prose => Value::Text(prose(raw)?),
        FieldType::Private => Value::Private(Private::new(prose(raw)?)),
        FieldType::Number | FieldType::Percent | FieldType::Money => Value::Number(number(raw)?),
        FieldType::Points => points(raw)?,
        FieldType::Date => Value::Date(date(raw)?),
        FieldType::Flag => Value::Flag(flag(raw)?),
        FieldType::Choice { words, .. } => Value::Choice(choice(raw, words)?),
        FieldType::PartOf(_) | FieldType::Link(_) => Value::Link(id(raw)?),
        FieldType::Links(_) => {
            let mut ids: Vec<Id> = Vec::new();
            for id in all(list(raw, LINKS)?, id)? {
                if !ids.contains(&id) {
                    ids.push(id);
                }
            }
            Value::Links(ids)
        }
        FieldType::Texts => Value::Texts(all(list(raw, TEXTS)?, line)?),
        FieldType::Numbers => Value::Numbers(all(list(raw, NUMBERS)?, number)?),
        FieldType::Ratings(_) => {
            let pairs = pairs(raw).ok_or_else(|| misfit(raw, "a set of ratings", RATINGS))?;
            let mut ratings: Vec<(Id, Number)> = Vec::with_capacity(pairs.len());
            for (key, value) in pairs {
                let (key, value) = (id(key)?, number(value)?);
                if ratings.iter().any(|(known, _)| *known == key) {
                    return Err(Misfit::new(
                        format!("“{key}” is rated twice"),
                        "keep one rating for each criterion",
                    ));
                }
                ratings.push((key, value));
            }
            Value::Ratings(ratings)
        }
        FieldType::Extra => Value::Extra(all(list(raw, EXTRA)?, entry)?),
    };
    // What is below zero is reported later; here the rest is checked.
    let rest = mapped(&value, &mut |number| number.max(Number::ZERO));
    holds.check(&rest).map(|()| value)
}

/// The first number below zero, which is loaded as it is and reported.
pub(super) fn below_zero(value: &Value) -> Option<Number> {
    let mut found = None;
    mapped(value, &mut |number| {
        if number.is_negative() {
            found.get_or_insert(number);
        }
        number
    });
    found
}

/// The value with each of its numbers changed; blank for what holds none.
fn mapped(value: &Value, each: &mut dyn FnMut(Number) -> Number) -> Value {
    match value {
        Value::Number(n) => Value::Number(each(*n)),
        Value::Points(Points { value, range }) => Value::Points(Points {
            value: value.map(&mut *each),
            range: range.map(|(low, high)| (each(low), each(high))),
        }),
        Value::Numbers(all) => Value::Numbers(all.iter().copied().map(each).collect()),
        Value::Ratings(all) => Value::Ratings(all.iter().map(|(id, n)| (*id, each(*n))).collect()),
        Value::Date(day) => Value::Date(*day),
        Value::Blank
        | Value::Text(_)
        | Value::Private(_)
        | Value::Flag(_)
        | Value::Choice(_)
        | Value::Link(_)
        | Value::Links(_)
        | Value::Texts(_)
        | Value::Extra(_) => Value::Blank,
    }
}

const LINKS: &str = "write ids between brackets: [\"k3f9a2\", \"q1\"]";
const TEXTS: &str = "write texts between brackets: [\"web\", \"mobile\"]";
const NUMBERS: &str = "write numbers between brackets: [1, 2, 3]";
const RATINGS: &str = "write a number for each criterion: {\"fit\": 5, \"reach\": 3}";
const EXTRA: &str = "write pairs of texts: [(\"Fix versions\", \"2.1\")]";
const POINTS: &str = "write a number such as 5, or (value: 5, low: 3, high: 8)";

fn misfit(raw: &str, expected: &str, hint: &str) -> Misfit {
    Misfit::new(format!("{} is not {expected}", shown(raw)), hint)
}

/// The beginning of a text from a file, safe to show.
pub(super) fn shown(raw: &str) -> String {
    const LONGEST: usize = 30;
    let start: String = raw.chars().take(LONGEST * 4).collect();
    let clean = clean_line(&start).into_owned();
    let short: String = clean.chars().take(LONGEST).collect();
    let more = if short.len() < clean.len() { "…" } else { "" };
    if short.starts_with('"') {
        return format!("{short}{more}");
    }
    format!("“{short}{more}”")
}

fn inside_some(raw: &str) -> &str {
    let inner = raw.strip_prefix("Some").map(str::trim_start);
    let inner = inner.and_then(|r| r.strip_prefix('(')?.strip_suffix(')'));
    inner.map_or(raw, str::trim)
}

fn list<'r>(raw: &'r str, hint: &str) -> Result<Vec<&'r str>, Misfit> {
    let members = entries(raw).map_err(|fault| {
        let excess = fault.excess();
        excess.unwrap_or_else(|| misfit(raw, "a list", hint))
    })?;
    Ok(members.iter().map(|member| member.value.of(raw)).collect())
}

fn all<T>(parts: Vec<&str>, one: fn(&str) -> Result<T, Misfit>) -> Result<Vec<T>, Misfit> {
    parts.into_iter().map(one).collect()
}

fn line(raw: &str) -> Result<String, Misfit> {
    Ok(clean_line(&text(raw)?).into_owned())
}

fn prose(raw: &str) -> Result<String, Misfit> {
    let text = text(raw)?;
    // Most texts are clean and need no copy.
    Ok(owned(clean_prose(&text)).unwrap_or_else(|| text.into_owned()))
}

/// The most characters a field's texts may have, where one has more and is cut short on the board.
pub(super) fn overlong(raw: &str, holds: &FieldType) -> Option<usize> {
    if raw.len() <= LINE_LIMIT {
        return None;
    }
    // No escape is shorter than what it means.
    let over = |raw: &str, limit| {
        raw.len() > limit && text(raw).is_ok_and(|text| text.chars().nth(limit).is_some())
    };
    let raw = inside_some(raw);
    if *holds == FieldType::Text {
        over(raw, LINE_LIMIT).then_some(LINE_LIMIT)
    } else if matches!(holds, FieldType::Prose | FieldType::Private) {
        over(raw, PROSE_LIMIT).then_some(PROSE_LIMIT)
    } else if *holds == FieldType::Texts {
        let members = entries(raw).unwrap_or_default();
        let mut members = members.iter();
        let any = members.any(|member| over(member.value.of(raw), LINE_LIMIT));
        any.then_some(LINE_LIMIT)
    } else if *holds == FieldType::Extra {
        let pairs = entries(raw).unwrap_or_default();
        let mut pairs = pairs.iter().map(|pair| pair.value.of(raw));
        let any = pairs.any(|pair| {
            let both = parts(pair, b'(').unwrap_or_default();
            both.iter()
                .any(|part| over(part.value.of(pair), PROSE_LIMIT))
        });
        any.then_some(PROSE_LIMIT)
    } else {
        None
    }
}

/// A text between quotes, as it was meant.
pub(super) fn text(raw: &str) -> Result<Cow<'_, str>, Misfit> {
    let plain = raw.strip_prefix('"').and_then(|r| r.strip_suffix('"'));
    if let Some(plain) = plain {
        if !plain.contains('\\') {
            return Ok(Cow::Borrowed(plain));
        }
        if let Some(text) = unescaped(plain) {
            return Ok(Cow::Owned(text));
        }
    }
    let quoted = raw.starts_with(['"', 'r']);
    let read = if quoted {
        ron::from_str(raw).ok()
    } else {
        None
    };
    read.map(Cow::Owned)
        .ok_or_else(|| misfit(raw, "a text", "put the text between \" and \""))
}

/// Whether a text between quotes has nothing in it but what [`meant`] understands, all of which may stay: then it can
/// be read when it is needed.
pub(super) fn waits(raw: &str) -> bool {
    let plain = raw.strip_prefix('"').and_then(|r| r.strip_suffix('"'));
    plain.is_some_and(|plain| {
        plain.len() <= PROSE_LIMIT && is_clean_prose(plain) && has_usual_escapes(plain)
    })
}

/// What is meant by a text between quotes that [`waits`].
pub(super) fn meant(plain: &str) -> String {
    unescaped(plain).unwrap_or_default()
}

/// Whether [`unescaped`] reads it.
fn has_usual_escapes(plain: &str) -> bool {
    let mut rest = plain;
    while let Some((before, after)) = rest.split_once('\\') {
        let Some(left) = after.strip_prefix(['n', 't', '"', '\\']) else {
            return false;
        };
        if before.contains('"') {
            return false;
        }
        rest = left;
    }
    !rest.contains('"')
}

/// What stands between quotes, with the usual escapes resolved; none where there are others, or a quote that is none.
fn unescaped(plain: &str) -> Option<String> {
    let mut text = String::with_capacity(plain.len());
    let mut parts = plain.split('\\');
    let mut rest = parts.next()?;
    loop {
        if rest.contains('"') {
            return None;
        }
        text.push_str(rest);
        let Some(part) = parts.next() else {
            return Some(text);
        };
        let mut chars = part.chars();
        let meant = match chars.next() {
            Some('n') => '\n',
            Some('t') => '\t',
            Some('"') => '"',
            // Nothing stands between two backslashes, which mean one.
            None => {
                text.push('\\');
                rest = parts.next()?;
                continue;
            }
            Some(_) => return None,
        };
        text.push(meant);
        rest = chars.as_str();
    }
}

fn number(raw: &str) -> Result<Number, Misfit> {
    let refused = |why: NumberError| match why {
        NumberError::Malformed if Number::parse(raw.trim_matches('"')).is_ok() => {
            misfit(raw, "a number", "write it without quotes")
        }
        NumberError::Malformed => misfit(raw, "a number", "write a number such as 8 or 0.5"),
        NumberError::TooFine => Misfit::new(format!("{} {why}", shown(raw)), "round it"),
        NumberError::TooLarge => Misfit::new(format!("{} {why}", shown(raw)), "use a larger unit"),
    };
    if raw.contains('_') || raw.contains(['x', 'o', 'b']) {
        // Digits in groups and other bases: `ron` knows which are right.
        let whole = ron::from_str::<i64>(raw).map(|whole| whole.to_string());
        let plain = whole.or_else(|_| ron::from_str::<f64>(raw).map(|_| raw.replace('_', "")));
        return plain.map_or_else(
            |_| Err(refused(NumberError::Malformed)),
            |plain| Number::parse(&plain).map_err(refused),
        );
    }
    let usual = |b: u8| b.is_ascii_digit() || b == b'.' || b == b'-';
    let plain = raw.bytes().all(usual) && !raw.starts_with('0') && !raw.ends_with('.');
    if plain || raw == "0" || ron::from_str::<f64>(raw).is_ok() {
        return Number::parse(raw).map_err(refused);
    }
    Err(refused(NumberError::Malformed))
}

fn points(raw: &str) -> Result<Value, Misfit> {
    if !raw.starts_with('(') {
        return number(raw).map(|n| Value::Points(Points::known(n)));
    }
    let wrong = || misfit(raw, "an estimate", POINTS);
    let (mut value, mut low, mut high) = (None, None, None);
    for member in parts(raw, b'(').ok_or_else(wrong)? {
        let place = match member.name.of(raw) {
            "value" => &mut value,
            "low" => &mut low,
            "high" => &mut high,
            _ => return Err(wrong()),
        };
        let part = inside_some(member.value.of(raw));
        let read = if part == "None" {
            None
        } else {
            Some(number(part)?)
        };
        if place.replace(read).is_some() {
            return Err(wrong());
        }
    }
    let value = value.flatten();
    let range = match (low.flatten(), high.flatten()) {
        (Some(low), Some(high)) => Some((low, high)),
        (None, None) => None,
        _ => return Err(misfit(raw, "a whole range", "give both low and high")),
    };
    let points = Points { value, range };
    let known = points != Points::UNKNOWN;
    Ok(if known {
        Value::Points(points)
    } else {
        Value::Blank
    })
}

fn date(raw: &str) -> Result<NaiveDate, Misfit> {
    const HINT: &str = "write year-month-day between quotes: \"2026-11-22\"";
    let text = text(raw).map_err(|_| misfit(raw, "a date", HINT))?;
    NaiveDate::parse_from_str(&text, "%Y-%m-%d").map_err(|_| misfit(raw, "a date", HINT))
}

fn flag(raw: &str) -> Result<bool, Misfit> {
    raw.parse()
        .map_err(|_| misfit(raw, "true or false", "write true or false"))
}

fn choice(raw: &str, words: &'static [ChoiceWord]) -> Result<&'static str, Misfit> {
    let found = words.iter().find(|word| word.name == raw);
    found.map(|word| word.name).ok_or_else(|| {
        let names: Vec<&str> = words.iter().map(|word| word.name).collect();
        let bare = raw.trim_matches('"');
        let hint = match crate::model::text::closest(bare, names.iter().copied()) {
            Some(meant) => format!("did you mean {meant}?"),
            None => format!("write one of {}, without quotes", names.join(", ")),
        };
        let hint = if names.contains(&bare) {
            format!("write {bare} without quotes")
        } else {
            hint
        };
        misfit(raw, "one of the words for this field", &hint)
    })
}

/// An id between quotes.
pub(super) fn id(raw: &str) -> Result<Id, Misfit> {
    let read = text(raw).ok().and_then(|text| Id::parse(&text));
    let hint = "write 1 to 23 letters, digits, - or _ between quotes";
    read.ok_or_else(|| misfit(raw, "an id", hint))
}

fn entry(raw: &str) -> Result<ExtraCell, Misfit> {
    let members = parts(raw, b'(').unwrap_or_default();
    let [name, content] = members.as_slice() else {
        return Err(misfit(raw, "a pair of texts", EXTRA));
    };
    Ok(ExtraCell {
        name: line(name.value.of(raw))?,
        text: prose(content.value.of(raw))?,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_is_read_when_it_is_needed_is_what_is_read_at_once(
            inside in "([a-zé\n\t\r\u{200b}\u{7f} ]|\\\\[nt\"\\\\'r0ux]|\"|\\\\){0,12}",
        ) {
            let raw = format!("\"{inside}\"");
            if waits(&raw) {
                prop_assert_eq!(prose(&raw), Ok(meant(&inside)), "{}", &raw);
                prop_assert_eq!(overlong(&raw, &FieldType::Prose), None, "{}", &raw);
            }
        }

        #[test]
        fn ron_is_the_judge_of_escapes(inside in "([a-zé\n ]|\\\\[nt\"\\\\'r0ux]|\\\\u\\{e9\\}|\"|\\\\){0,12}") {
            let raw = format!("\"{inside}\"");
            let read = ron::from_str::<String>(&raw).ok();
            prop_assert!(read.as_ref().is_none_or(|text| text.len() < raw.len()), "{}", &raw);
            prop_assert_eq!(has_usual_escapes(&inside), unescaped(&inside).is_some(), "{}", &raw);
            if let Some(text) = unescaped(&inside) {
                prop_assert_eq!(Some(text), read.clone(), "{}", &raw);
            }
            // A text without a backslash is not asked about: where it ends was found before.
            if inside.contains('\\') {
                prop_assert_eq!(text(&raw).ok().map(Cow::into_owned), read, "{}", &raw);
            }
        }
    }
}
