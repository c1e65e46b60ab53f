//! The text form of values: what a form, a filter or a table cell shows and what people may type.
//!
//! Owns parsing and formatting of every field type and the check of what a field may hold. The file
//! form is in `store`; rounding and alignment for the screen are in `ui`.

use chrono::{Datelike, NaiveDate};

use super::{FieldType, Misfit, Value};
use crate::model::id::Id;
use crate::model::limits::LIST_LIMIT;
use crate::model::number::{Number, NumberError};
use crate::model::points::{POINTS_LIMIT, Points};
use crate::model::text::{clean_line, clean_prose};

/// What to do about a list that is too long.
pub const TOO_LONG: &str = "keep what counts, and write the rest into the description";

/// Whether a list may have so many entries.
fn check_length(entries: usize) -> Result<(), Misfit> {
    if entries <= LIST_LIMIT {
        return Ok(());
    }
    let what = format!("more than {LIST_LIMIT} entries stand here");
    Err(Misfit::new(what, TOO_LONG))
}

impl FieldType {
    /// Reads what a person typed. A blank text is always [`Value::Blank`].
    ///
    /// Points: `5`, `5 (3..8)`, `? (3..8)`. Dates: `2026-11-22`. Lists: parts separated by commas
    /// (texts: by line ends). Ratings: `id 5, id 8`. Choices: the word of file or screen, or its
    /// beginning where that is unique.
    pub fn parse(&self, text: &str) -> Result<Value, Misfit> {
        let line = clean_line(text);
        if line.is_empty() {
            return Ok(Value::Blank);
        }
        let value = match self {
            Self::Text => Value::Text(line.into_owned()),
            Self::Prose => Value::Text(clean_prose(text).into_owned()),
            Self::Private => Value::Private(super::Private::new(clean_prose(text).into_owned())),
            Self::Number | Self::Percent | Self::Money => {
                Value::Number(number(line.trim_end_matches(['%', ' ']))?)
            }
            Self::Points => points(&line)?,
            Self::Date => Value::Date(date(&line)?),
            Self::Flag => flag(&line)?,
            Self::Choice { words, .. } => choice(words, &line)?,
            Self::PartOf(_) | Self::Link(_) => Value::Link(id(&line)?),
            Self::Links(_) => links(&line)?,
            Self::Texts => Value::Texts(
                text.lines()
                    .map(|t| clean_line(t).into_owned())
                    .filter(|t| !t.is_empty())
                    .collect(),
            ),
            Self::Numbers => Value::Numbers(
                line.split([',', ' '])
                    .filter(|t| !t.is_empty())
                    .map(number)
                    .collect::<Result<_, _>>()?,
            ),
            Self::Ratings(_) => ratings(&line)?,
            Self::Extra => Value::Extra(text.lines().map(entry).collect()),
        };
        self.check(&value)?;
        Ok(value)
    }

    /// Whether a value may be entered: in range, finite, of the right type. Values below zero are
    /// refused here and shown with a reason where a file brings them.
    pub fn check(&self, value: &Value) -> Result<(), Misfit> {
        let limit = if *self == Self::Percent {
            100
        } else if *self == Self::Money {
            crate::model::number::LIMIT
        } else {
            POINTS_LIMIT
        };
        let in_range = |n: &Number| {
            if n.is_negative() {
                Err(Misfit::new(
                    format!("{n} is below zero"),
                    "leave it blank when it is not known",
                ))
            } else if *n > Number::whole(limit) {
                Err(Misfit::new(
                    format!("{n} is more than {limit}"),
                    format!("give at most {limit}"),
                ))
            } else {
                Ok(())
            }
        };
        match value {
            Value::Number(n) => in_range(n),
            Value::Points(Points { value, range }) => {
                value.iter().try_for_each(in_range)?;
                let Some((low, high)) = range else {
                    return Ok(());
                };
                in_range(low)?;
                in_range(high)?;
                if low > high {
                    return Err(Misfit::new(
                        format!("the range {low}..{high} is upside down"),
                        "put the lower number first",
                    ));
                }
                Ok(())
            }
            Value::Numbers(all) => all.iter().try_for_each(in_range),
            Value::Ratings(all) => {
                check_length(all.len())?;
                all.iter().try_for_each(|(_, n)| in_range(n))
            }
            Value::Links(all) => check_length(all.len()),
            Value::Texts(all) => check_length(all.len()),
            Value::Extra(all) => check_length(all.len()),
            Value::Date(day) if !(1..=9999).contains(&day.year()) => Err(Misfit::new(
                "is outside the years 1 to 9999",
                "give a date such as 2026-11-22",
            )),
            Value::Blank
            | Value::Text(_)
            | Value::Private(_)
            | Value::Date(_)
            | Value::Flag(_)
            | Value::Choice(_)
            | Value::Link(_) => Ok(()),
        }
    }

    /// Writes a value so that [`FieldType::parse`] reads it again. Private text is only counted:
    /// `1 line`. Links are ids; a screen shows the titles behind them.
    pub fn format(&self, value: &Value) -> String {
        match value {
            Value::Blank => String::new(),
            Value::Text(text) => text.clone(),
            Value::Private(text) => match text.lines() {
                1 => "1 line".to_owned(),
                lines => format!("{lines} lines"),
            },
            Value::Number(n) => n.to_string(),
            Value::Points(Points { value, range }) => {
                let value = value.map_or_else(|| "?".to_owned(), |n| n.to_string());
                range.map_or_else(
                    || value.clone(),
                    |(low, high)| format!("{value} ({low}..{high})"),
                )
            }
            Value::Date(day) => day.format("%Y-%m-%d").to_string(),
            Value::Flag(true) => "yes".to_owned(),
            Value::Flag(false) => "no".to_owned(),
            Value::Choice(name) => {
                let words = if let Self::Choice { words, .. } = self {
                    *words
                } else {
                    &[]
                };
                let word = words.iter().find(|word| word.name == *name);
                word.map_or(*name, |word| word.label).to_owned()
            }
            Value::Link(id) => id.to_string(),
            Value::Links(ids) => join(ids.iter().map(Id::to_string), ", "),
            Value::Texts(texts) => texts.join("\n"),
            Value::Numbers(numbers) => join(numbers.iter().map(Number::to_string), " "),
            Value::Ratings(all) => join(all.iter().map(|(id, n)| format!("{id} {n}")), ", "),
            Value::Extra(all) => join(all.iter().map(|e| format!("{}: {}", e.name, e.text)), "\n"),
        }
    }
}

fn join(parts: impl Iterator<Item = String>, with: &str) -> String {
    parts.collect::<Vec<_>>().join(with)
}

fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split(',')
        .map(str::trim)
        .filter(|part| !part.is_empty())
}

fn number(text: &str) -> Result<Number, Misfit> {
    Number::parse(text.trim()).map_err(|why| {
        let hint = match why {
            NumberError::Malformed if text.contains(',') => "use a point for decimals: 0.5",
            NumberError::Malformed => {
                "type a number such as 8 or 0.5, or nothing when it is not known"
            }
            NumberError::TooFine => "round it to six decimal places",
            NumberError::TooLarge => "use a larger unit",
        };
        Misfit::new(format!("“{text}” {why}"), hint)
    })
}

fn points(text: &str) -> Result<Value, Misfit> {
    let (value, range) = match text.split_once('(') {
        Some((value, range)) => (value.trim(), Some(range.trim_end_matches([')', ' ']))),
        None => (text, None),
    };
    let value = if matches!(value, "" | "?" | "-") {
        None
    } else {
        Some(number(value)?)
    };
    let range = range
        .map(|range| {
            let (low, high) = range.split_once("..").ok_or_else(|| {
                Misfit::new(format!("“{range}” is not a range"), "write it as 3..8")
            })?;
            Ok((number(low)?, number(high)?))
        })
        .transpose()?;
    let points = Points { value, range };
    Ok(if points == Points::UNKNOWN {
        Value::Blank
    } else {
        Value::Points(points)
    })
}

/// Reads a day as a file has it, as the screen shows it, or with points between its numbers.
fn date(text: &str) -> Result<NaiveDate, Misfit> {
    const WAYS: [&str; 3] = ["%Y-%m-%d", "%d %B %Y", "%d.%m.%Y"];
    let read = |way: &&str| NaiveDate::parse_from_str(text, way).ok();
    // A year of two digits is no year of long ago.
    let is_whole = |day: &NaiveDate| day.year() > 99 || text.contains('-');
    let mut days = WAYS.iter().filter_map(read);
    days.find(is_whole).ok_or_else(|| {
        Misfit::new(
            format!("“{text}” is not a date"),
            "write year-month-day: 2026-11-22",
        )
    })
}

fn flag(text: &str) -> Result<Value, Misfit> {
    match text.to_ascii_lowercase().as_str() {
        "yes" | "y" | "true" => Ok(Value::Flag(true)),
        "no" | "n" | "false" => Ok(Value::Blank),
        _ => Err(Misfit::new(
            format!("“{text}” is neither yes nor no"),
            "type yes or no",
        )),
    }
}

fn choice(words: &[super::ChoiceWord], text: &str) -> Result<Value, Misfit> {
    let plain = |t: &str| t.to_lowercase().replace([' ', '-', '_', '\''], "");
    let wanted = plain(text);
    let exact = |w: &&super::ChoiceWord| plain(w.name) == wanted || plain(w.label) == wanted;
    let begins = |w: &&super::ChoiceWord| {
        plain(w.name).starts_with(&wanted) || plain(w.label).starts_with(&wanted)
    };
    // Of words that are numbers with a sign, a keyboard types the one as a hyphen and leaves the other out.
    let signed = text.trim().replace('-', "−");
    let number =
        |w: &&super::ChoiceWord| w.label == signed || w.label.strip_prefix('+') == Some(&signed);
    let mut found = words.iter();
    if let Some(word) = found.clone().find(number).or_else(|| found.find(exact)) {
        return Ok(Value::Choice(word.name));
    }
    let mut fits = words.iter().filter(begins);
    match (fits.next(), fits.next()) {
        (Some(word), None) => Ok(Value::Choice(word.name)),
        _ => Err(Misfit::new(
            format!("“{text}” is not one of the words"),
            format!(
                "use one of: {}",
                join(words.iter().map(|w| w.label.to_owned()), ", ")
            ),
        )),
    }
}

fn id(text: &str) -> Result<Id, Misfit> {
    Id::parse(text).ok_or_else(|| {
        Misfit::new(
            format!("“{text}” is not an id"),
            "use 1 to 23 letters, digits, - or _",
        )
    })
}

/// Each link once, where it comes first.
fn links(text: &str) -> Result<Value, Misfit> {
    let mut all = Vec::new();
    for part in parts(text) {
        let id = id(part)?;
        if !all.contains(&id) {
            all.push(id);
        }
    }
    Ok(Value::Links(all))
}

/// Each criterion once, with the number that comes last.
fn ratings(text: &str) -> Result<Value, Misfit> {
    let mut all: Vec<(Id, Number)> = Vec::new();
    for part in parts(text) {
        let (of, number) = rating(part)?;
        match all.iter_mut().find(|(id, _)| *id == of) {
            Some((_, known)) => *known = number,
            None => all.push((of, number)),
        }
    }
    Ok(Value::Ratings(all))
}

fn rating(text: &str) -> Result<(Id, Number), Misfit> {
    let (of, value) = text.rsplit_once([' ', ':']).ok_or_else(|| {
        Misfit::new(
            format!("“{text}” is not a rating"),
            "write the criterion, then a number",
        )
    })?;
    Ok((id(of.trim_end_matches([':', ' ']))?, number(value)?))
}

fn entry(line: &str) -> super::ExtraCell {
    let (name, text) = line.split_once(':').unwrap_or((line, ""));
    super::ExtraCell {
        name: clean_line(name).into_owned(),
        text: clean_line(text).into_owned(),
    }
}

#[cfg(test)]
mod tests;
