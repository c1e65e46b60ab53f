//! Values as people write them: days by name or distance, numbers with either comma, amounts with a currency.
//!
//! Owns what is understood beside the text form of [`super::format`], and that what is ambiguous is asked about and
//! never guessed. A comma before exactly three digits groups them, as the program itself writes numbers.

use chrono::{Datelike, Days, Months, NaiveDate};

use super::{FieldType, Misfit, Value};
use crate::model::text::clean_line;

impl FieldType {
    /// Reads what a person typed on a day, which is needed for `tomorrow` and `+2w`.
    pub fn typed(&self, text: &str, today: Option<NaiveDate>) -> Result<Value, Misfit> {
        let line = clean_line(text);
        if line.is_empty() {
            return Ok(Value::Blank);
        }
        if *self == Self::Date {
            let day = Value::Date(day(&line, today)?);
            self.check(&day)?;
            return Ok(day);
        }
        if matches!(self, Self::Number | Self::Percent) {
            self.parse(&plain(&line))
        } else if *self == Self::Money {
            self.parse(&amount(&line))
        } else if *self == Self::Points {
            self.parse(&range(&line.replace(',', ".")))
        } else {
            self.parse(text)
        }
    }
}

/// A number with a point for decimals and no grouping; what is none stays as it is.
fn plain(text: &str) -> String {
    let tight: String = text
        .chars()
        .filter(|c| !matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\'' | '’' | '_'))
        .collect();
    let groups = |whole: &str, by: char| {
        let mut parts = whole.split(by);
        let first = parts.next().unwrap_or_default();
        let mut rest = parts.peekable();
        let is_grouped = rest.peek().is_some() && rest.all(|part| part.len() == 3);
        is_grouped && (1..=3).contains(&first.len()) && !first.starts_with('0')
    };
    match (tight.rfind(','), tight.rfind('.')) {
        (Some(comma), Some(point)) if comma > point => tight.replace('.', "").replace(',', "."),
        (Some(_), Some(_)) => tight.replace(',', ""),
        (Some(_), None) if groups(tight.trim_end_matches('%'), ',') => tight.replace(',', ""),
        (Some(_), None) => tight.replace(',', "."),
        (None, Some(_)) if tight.matches('.').count() > 1 && groups(&tight, '.') => {
            tight.replace('.', "")
        }
        _ => tight,
    }
}

/// An amount without its currency; `10k` and `1.5m` are thousands and millions.
fn amount(text: &str) -> String {
    let is_part = |c: char| c.is_ascii_digit() || matches!(c, '-' | '+' | '.' | ',');
    let digits = text.trim_start_matches(|c| !is_part(c));
    let end = digits.rfind(|c: char| c.is_ascii_digit());
    let (number, unit) = digits
        .split_at_checked(end.map_or(0, |at| at + 1))
        .unwrap_or((digits, ""));
    let power = match unit.trim().to_lowercase().split_whitespace().next() {
        Some("k") => "e3",
        Some("m" | "mio" | "million") => "e6",
        _ => "",
    };
    let has_words = |part: &str| part.chars().any(char::is_alphanumeric);
    let before = text.strip_suffix(digits).unwrap_or_default();
    if number.is_empty() || (has_words(before) && has_words(unit) && power.is_empty()) {
        return text.to_owned();
    }
    format!("{}{power}", plain(number))
}

/// `3-8` and `3..8` are a range whose likely value is open.
fn range(text: &str) -> String {
    let ends = text.split_once("..").or_else(|| text.split_once('-'));
    let is_number = |text: &str| text.trim().parse::<f64>().is_ok_and(f64::is_finite);
    match ends.map(|(low, high)| (low.trim(), high.trim())) {
        Some((low, high)) if is_number(low) && is_number(high) => format!("? ({low}..{high})"),
        _ => text.to_owned(),
    }
}

/// The days of the week and the months, by their first letters.
const WEEK: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

/// Which of these a word is the beginning of a name of.
fn place(word: &str, all: &[&str]) -> Option<u32> {
    let at = all.iter().position(|name| word.get(..3) == Some(name))?;
    u32::try_from(at).ok()
}

fn day(text: &str, today: Option<NaiveDate>) -> Result<NaiveDate, Misfit> {
    if let Ok(Value::Date(day)) = FieldType::Date.parse(text) {
        return Ok(day);
    }
    let misfit = |what: &str, hint: &str| Misfit::new(format!("“{text}” {what}"), hint);
    let wrong = || {
        misfit(
            "is not a date",
            "write 31 Dec 2026, 2026-12-31, 31.12., tomorrow or +2w",
        )
    };
    let lower = text.to_lowercase();
    let from_today = |to: &dyn Fn(NaiveDate) -> Option<NaiveDate>| {
        let today = today.ok_or_else(|| misfit("needs today's date", "write it as 31 Dec 2026"))?;
        to(today).ok_or_else(wrong)
    };
    match lower.as_str() {
        "today" | "now" => return from_today(&Some),
        "tomorrow" => return from_today(&|day| day.succ_opt()),
        "yesterday" => return from_today(&|day| day.pred_opt()),
        _ => {}
    }
    if let Some((ahead, rest)) = signed(&lower) {
        return from_today(&|day| shifted(day, ahead, rest).or(None));
    }
    if let Some(at) = place(&lower, &WEEK).filter(|_| lower.chars().all(char::is_alphabetic)) {
        let is_it = |day: &NaiveDate| day.weekday().num_days_from_monday() == at;
        return from_today(&|day| day.iter_days().skip(1).find(is_it));
    }
    let parts: Vec<&str> = lower
        .split([' ', '.', '/', '-', ','])
        .filter(|part| !part.is_empty())
        .collect();
    let number = |part: &str| part.parse::<u32>().ok();
    let (days, month, year) = match parts.as_slice() {
        [one, two, rest @ ..] if rest.len() < 2 => {
            let year = rest.first().copied();
            match (
                number(one),
                number(two),
                place(one, &MONTHS),
                place(two, &MONTHS),
            ) {
                (Some(day), None, _, Some(month)) | (None, Some(day), Some(month), _) => {
                    (day, month + 1, year)
                }
                (Some(first), Some(day), ..) if first > 31 => {
                    // The year leads.
                    let last = year.and_then(number).ok_or_else(wrong)?;
                    (last, day, Some(*one))
                }
                (Some(day), Some(month), ..) if month <= 12 && (day > 12 || text.contains('.')) => {
                    (day, month, year)
                }
                (Some(month), Some(day), ..) if day > 12 => (day, month, year),
                (Some(one), Some(two), ..) if one == two => (one, two, year),
                (Some(one), Some(two), ..)
                    if (1..=12).contains(&one) && (1..=12).contains(&two) =>
                {
                    let name = |month: u32| {
                        let at = usize::try_from(month).unwrap_or_default().saturating_sub(1);
                        MONTHS.get(at).copied().unwrap_or_default()
                    };
                    let hint = format!("write {one} {} or {two} {}", name(two), name(one));
                    return Err(misfit("can be two days", &hint));
                }
                _ => return Err(wrong()),
            }
        }
        _ => return Err(wrong()),
    };
    let Some(year) = year else {
        // The next such day.
        let find = |today: NaiveDate| {
            let years = [today.year(), today.year() + 1];
            let mut all = years
                .into_iter()
                .filter_map(|year| NaiveDate::from_ymd_opt(year, month, days));
            all.find(|day| *day >= today)
        };
        return from_today(&find);
    };
    let year: i32 = year.parse().map_err(|_| wrong())?;
    let year = if year < 100 { year + 2000 } else { year };
    NaiveDate::from_ymd_opt(year, month, days).ok_or_else(wrong)
}

/// `+2w`: whether it is ahead, and the rest.
fn signed(text: &str) -> Option<(bool, &str)> {
    match text.strip_prefix('+') {
        Some(rest) => Some((true, rest)),
        None => text.strip_prefix('-').map(|rest| (false, rest)),
    }
}

/// A day so many days, weeks, months or years away.
fn shifted(day: NaiveDate, ahead: bool, by: &str) -> Option<NaiveDate> {
    let by = by.trim();
    let digits = by.trim_end_matches(char::is_alphabetic);
    let count: u32 = digits.trim().parse().ok()?;
    let by_days = |count: u64| {
        if ahead {
            day.checked_add_days(Days::new(count))
        } else {
            day.checked_sub_days(Days::new(count))
        }
    };
    let by_months = |count: u32| {
        if ahead {
            day.checked_add_months(Months::new(count))
        } else {
            day.checked_sub_months(Months::new(count))
        }
    };
    match by.strip_prefix(digits)?.chars().next() {
        None | Some('d') => by_days(count.into()),
        Some('w') => by_days(u64::from(count).checked_mul(7)?),
        Some('m') => by_months(count),
        Some('y') => by_months(count.checked_mul(12)?),
        Some(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_as_people_write_them() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 22);
        for (text, expected) in [
            ("2026-12-31", "2026-12-31"),
            ("1 Dec 2026", "2026-12-01"),
            ("Dec 31, 2026", "2026-12-31"),
            ("31.12.2026", "2026-12-31"),
            ("31.12.26", "2026-12-31"),
            ("5.1.", "2027-01-05"),
            ("31/12/2026", "2026-12-31"),
            ("12/31/2026", "2026-12-31"),
            ("2026/12/31", "2026-12-31"),
            ("31/12", "2026-12-31"),
            ("3 jan", "2027-01-03"),
            ("January 3", "2027-01-03"),
            ("today", "2026-11-22"),
            ("Tomorrow", "2026-11-23"),
            ("+2w", "2026-12-06"),
            ("+3 days", "2026-11-25"),
            ("-1m", "2026-10-22"),
            ("+1y", "2027-11-22"),
            ("Monday", "2026-11-23"),
            ("sun", "2026-11-29"),
        ] {
            let read = FieldType::Date.typed(text, today);
            let expected = NaiveDate::parse_from_str(expected, "%Y-%m-%d").unwrap();
            assert_eq!(read, Ok(Value::Date(expected)), "{text}");
        }
        for text in [
            "soon",
            "32.12.2026",
            "+2x",
            "2026",
            "31 31 31",
            "-",
            "+",
            "1/2/3/4",
        ] {
            assert!(FieldType::Date.typed(text, today).is_err(), "{text}");
        }
        let two = FieldType::Date.typed("12/11/2026", today).unwrap_err();
        assert!(two.what.contains("can be two days"), "{two}");
        assert_eq!(two.hint, "write 12 nov or 11 dec");
        let none = FieldType::Date.typed("+2w", None).unwrap_err();
        assert!(none.what.contains("today"), "{none}");
    }

    #[test]
    fn numbers_and_amounts_are_read_as_people_write_them() {
        for (text, expected) in [
            ("1,5", "1.5"),
            ("0,125", "0.125"),
            ("11,078", "11078"),
            ("11,078.5", "11078.5"),
            ("11.078,5", "11078.5"),
            ("1 000", "1000"),
            ("1'000'000", "1000000"),
            ("1.125", "1.125"),
        ] {
            let read = FieldType::Number.typed(text, None);
            let read = read.map(|value| FieldType::Number.format(&value));
            assert_eq!(read, Ok(expected.to_owned()), "{text}");
        }
        for (text, expected) in [
            ("5,000 EUR", "5000"),
            ("€ 1.200,50", "1200.5"),
            ("10k", "10000"),
            ("$1.5m", "1500000"),
            ("1.234.567", "1234567"),
            ("12000", "12000"),
        ] {
            let read = FieldType::Money.typed(text, None);
            let read = read.map(|value| FieldType::Money.format(&value));
            assert_eq!(read, Ok(expected.to_owned()), "{text}");
        }
        for text in ["dear", "about 3 or so", "-5", "1,2,3", "€"] {
            assert!(FieldType::Money.typed(text, None).is_err(), "{text}");
        }
        assert!(FieldType::Percent.typed("80 %", None).is_ok());
        for (text, expected) in [
            ("0,5", "0.5"),
            ("3-8", "? (3..8)"),
            ("5 (3..8)", "5 (3..8)"),
        ] {
            let read = FieldType::Points.typed(text, None);
            let read = read.map(|value| FieldType::Points.format(&value));
            assert_eq!(read, Ok(expected.to_owned()), "{text}");
        }
    }
}
