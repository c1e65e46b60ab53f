//! JSON values: the fields of records as JSON, and back.
//!
//! Owns the JSON form of every field type, listed in [`FORMS`]; writing and reading stand side by side.

use chrono::NaiveDate;
use serde_json::{Number as Digits, Value as Json, json};

use crate::model::audience::Audience;
use crate::model::field::{ExtraCell, FieldType, Private, Value};
use crate::model::id::Id;
use crate::model::number::Number;
use crate::model::points::Points;
use crate::model::text::{clean_line, clean_prose};

/// What a field may hold, and its form. What is blank is `null`, or an empty list.
pub const FORMS: [(&str, &str); 12] = [
    (
        "text",
        "a string; the longer ones and private notes with line ends",
    ),
    (
        "number, percent, money",
        "a number; a string where a reader could lose digits of it",
    ),
    (
        "estimate",
        "`{\"value\": 5, \"low\": 3, \"high\": 8}`, each perhaps `null`",
    ),
    ("day", "`\"2026-11-22\"`"),
    ("flag", "`true` or `false`"),
    ("choice", "the word of the workspace file: `\"TechDebt\"`"),
    ("link", "the id of the record"),
    ("links", "a list of ids"),
    ("short texts", "a list of strings"),
    ("numbers", "a list of numbers"),
    ("ratings", "a list of `{\"of\": id, \"value\": 3}`"),
    (
        "imported columns",
        "a list of `{\"name\": …, \"text\": …}`; names may repeat",
    ),
];

/// The value of a field as JSON.
pub fn write(holds: &FieldType, value: &Value) -> Json {
    match value {
        Value::Blank => blank(holds),
        Value::Text(text) => json!(text),
        Value::Private(text) => json!(text.reveal(Audience::Private)),
        Value::Number(number) => digits(*number),
        Value::Points(Points { value, range }) => json!({
            "value": value.map(digits),
            "low": range.map(|(low, _)| digits(low)),
            "high": range.map(|(_, high)| digits(high)),
        }),
        Value::Date(day) => json!(day.format("%Y-%m-%d").to_string()),
        Value::Flag(flag) => json!(flag),
        Value::Choice(name) => json!(name),
        Value::Link(id) => json!(id.as_str()),
        Value::Links(ids) => ids.iter().map(Id::as_str).collect(),
        Value::Texts(texts) => texts.iter().map(String::as_str).collect(),
        Value::Numbers(numbers) => numbers.iter().copied().map(digits).collect(),
        Value::Ratings(all) => {
            let rating = |(id, number): &(Id, Number)| json!({ "of": id.as_str(), "value": digits(*number) });
            all.iter().map(rating).collect()
        }
        Value::Extra(all) => {
            let entry = |entry: &ExtraCell| json!({ "name": entry.name, "text": entry.text });
            all.iter().map(entry).collect()
        }
    }
}

/// What stands for nothing: unknown is null, a list is empty, and a flag is down.
fn blank(holds: &FieldType) -> Json {
    let is_list = matches!(
        holds,
        FieldType::Links(_)
            | FieldType::Texts
            | FieldType::Numbers
            | FieldType::Ratings(_)
            | FieldType::Extra
    );
    match (holds, is_list) {
        (FieldType::Flag, _) => Json::Bool(false),
        (_, true) => Json::Array(Vec::new()),
        (_, false) => Json::Null,
    }
}

/// The value of a field that JSON gives; none when it is of another form. Texts are cleaned.
pub fn read(holds: &FieldType, json: &Json) -> Option<Value> {
    let line = |json: &Json| Some(clean_line(json.as_str()?).into_owned());
    let id = |json: &Json| Id::parse(json.as_str()?);
    if json.is_null() || *json == blank(holds) {
        return Some(Value::Blank);
    }
    Some(match holds {
        FieldType::Text => Value::Text(line(json)?),
        FieldType::Prose => Value::Text(clean_prose(json.as_str()?).into_owned()),
        FieldType::Private => {
            Value::Private(Private::new(clean_prose(json.as_str()?).into_owned()))
        }
        FieldType::Number | FieldType::Percent | FieldType::Money => Value::Number(number(json)?),
        FieldType::Points => {
            let maybe = |name: &str| {
                let json = json.get(name)?;
                if json.is_null() {
                    return Some(None);
                }
                number(json).map(Some)
            };
            Value::Points(Points {
                value: maybe("value")?,
                range: maybe("low")?.zip(maybe("high")?),
            })
        }
        FieldType::Date => Value::Date(NaiveDate::parse_from_str(json.as_str()?, "%Y-%m-%d").ok()?),
        FieldType::Flag => Value::Flag(json.as_bool()?),
        FieldType::Choice { words, .. } => {
            let name = json.as_str()?;
            Value::Choice(words.iter().find(|word| word.name == name)?.name)
        }
        FieldType::PartOf(_) | FieldType::Link(_) => Value::Link(id(json)?),
        FieldType::Links(_) => Value::Links(all(json, id)?),
        FieldType::Texts => Value::Texts(all(json, line)?),
        FieldType::Numbers => Value::Numbers(all(json, number)?),
        FieldType::Ratings(_) => {
            let rating = |json: &Json| Some((id(json.get("of")?)?, number(json.get("value")?)?));
            Value::Ratings(all(json, rating)?)
        }
        FieldType::Extra => {
            let entry = |json: &Json| {
                Some(ExtraCell {
                    name: line(json.get("name")?)?,
                    text: clean_prose(json.get("text")?.as_str()?).into_owned(),
                })
            };
            Value::Extra(all(json, entry)?)
        }
    })
}

fn all<T>(json: &Json, one: impl Fn(&Json) -> Option<T>) -> Option<Vec<T>> {
    json.as_array()?.iter().map(one).collect()
}

/// A JSON number where the usual readers, which keep 15 digits, give the same digits back; else a string.
fn digits(number: Number) -> Json {
    const SAFE: usize = 15;
    let text = number.to_string();
    let exact = text.bytes().filter(u8::is_ascii_digit).count() <= SAFE;
    let json = exact.then(|| text.parse::<Digits>().ok()).flatten();
    json.map_or(Json::String(text), Json::Number)
}

fn number(json: &Json) -> Option<Number> {
    match json {
        Json::String(text) => Number::parse(text).ok(),
        Json::Number(digits) => Number::parse(&digits.to_string()).ok(),
        Json::Null | Json::Bool(_) | Json::Array(_) | Json::Object(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_keep_their_digits() {
        for (text, json) in [
            ("5", "5"),
            ("0.5", "0.5"),
            ("-3.25", "-3.25"),
            ("0.000001", "1e-6"),
            ("999999.123456", "999999.123456"),
            ("999999999999.123456", "\"999999999999.123456\""),
        ] {
            let number = Number::parse(text).unwrap();
            assert_eq!(digits(number).to_string(), json);
            assert_eq!(super::number(&digits(number)), Some(number));
        }
    }
}
