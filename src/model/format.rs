//! How counts and days are written, wherever they are: on screens, in messages, in exports.
//!
//! Owns their one form. Days that are read are in [`crate::model::field`].

use chrono::{Datelike, NaiveDate};

pub use super::words::capital;
use super::words::worded;

const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

/// A number of things: `1 item`, `20 items`.
pub fn count(number: usize, one: &'static str, many: &'static str) -> String {
    format!("{number} {}", worded(if number == 1 { one } else { many }))
}

/// A number of things whose plural is a regular one: `1 story`, `2 stories`.
pub fn many(number: usize, one: &str) -> String {
    match one.strip_suffix('y') {
        _ if number == 1 => format!("{number} {one}"),
        Some(stem) if !stem.ends_with(['a', 'e', 'o', 'u']) => format!("{number} {stem}ies"),
        Some(_) | None => format!("{number} {one}s"),
    }
}

/// A number of days, none below zero: `1 day`, `20 days`.
pub fn day_count(days: i64) -> String {
    count(usize::try_from(days).unwrap_or_default(), "day", "days")
}

/// The parts that say something, with separators.
pub fn joined(parts: impl IntoIterator<Item = String>) -> String {
    let said = parts.into_iter().filter(|part| !part.is_empty());
    said.collect::<Vec<_>>().join(" · ")
}

/// Names in a sentence: `a, b and c`.
pub fn listed(names: &[String]) -> String {
    match names.split_last() {
        None => String::new(),
        Some((last, [])) => last.clone(),
        Some((last, before)) => format!("{} and {last}", before.join(", ")),
    }
}

/// A value where it is known, otherwise the word for that: unknown is never zero.
pub fn known(value: Option<impl ToString>, unknown: &str) -> String {
    value.map_or_else(|| unknown.to_owned(), |value| value.to_string())
}

/// A share of a hundred: `38 %`.
pub fn percent(digits: impl std::fmt::Display) -> String {
    format!("{digits} %")
}

/// Digits with their thousands parted: `11078.5` is `11,078.5`.
pub fn grouped(digits: &str) -> String {
    let (sign, rest) = match digits.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", digits),
    };
    let (whole, fraction) = rest.split_once('.').unwrap_or((rest, ""));
    let mut text = sign.to_owned();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    if !fraction.is_empty() {
        text.push('.');
        text.push_str(fraction);
    }
    text
}

/// A date near enough to need no year: `22 Nov`.
pub fn date(date: NaiveDate) -> String {
    let month = usize::try_from(date.month0()).unwrap_or_default();
    let month = MONTHS.get(month).copied().unwrap_or_default();
    format!("{} {month}", date.day())
}

/// A stretch of days: `4 – 15 Jan`, `25 Jan – 5 Feb`.
pub fn days(first: NaiveDate, last: NaiveDate) -> String {
    if (first.year(), first.month()) == (last.year(), last.month()) {
        format!("{} – {}", first.day(), date(last))
    } else {
        format!("{} – {}", date(first), date(last))
    }
}

/// A date with its year: `22 Nov 2026`.
pub fn long_date(date: NaiveDate) -> String {
    format!("{} {}", self::date(date), date.year())
}

/// A date in a letter: `22 November 2026`.
pub fn full_date(date: NaiveDate) -> String {
    date.format("%-d %B %Y").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_and_days_are_short() {
        assert_eq!(count(1, "item", "items"), "1 item");
        assert_eq!(count(0, "item", "items"), "0 items");
        assert_eq!([many(1, "key"), many(3, "key")], ["1 key", "3 keys"]);
        assert_eq!(many(2, "story"), "2 stories");
        assert_eq!([1, 20, -1].map(day_count), ["1 day", "20 days", "0 days"]);
        assert_eq!(percent(38), "38 %");
        assert_eq!(["", "élan", "ßx"].map(capital), ["", "Élan", "SSx"]);
        for (digits, parted) in [
            ("11078", "11,078"),
            ("-1234567.25", "-1,234,567.25"),
            ("999", "999"),
        ] {
            assert_eq!(grouped(digits), parted);
        }
        let day = NaiveDate::from_ymd_opt(2026, 11, 2).unwrap();
        assert_eq!(date(day), "2 Nov");
        assert_eq!(days(day, day), "2 – 2 Nov");
        assert_eq!(days(day, day + chrono::Days::new(29)), "2 Nov – 1 Dec");
        assert_eq!(long_date(day), "2 Nov 2026");
    }
}
