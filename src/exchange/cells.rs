//! Cells: numbers, dates, names and lists as other programs write them.
//!
//! Owns the forms that are accepted. Nothing here guesses: what is unclear is refused, and the
//! caller keeps the cell as it stands.

use chrono::NaiveDate;

use crate::model::number::Number;
use crate::model::points::POINTS_LIMIT;

/// What separates decimals in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Decimals {
    /// A point alone.
    Point,
    /// A point or a comma: files whose cells are separated by semicolons.
    Comma,
}

/// What a cell for a size holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Size {
    /// Nothing, or a word that says so.
    Unknown,
    /// A size.
    Is(Number),
    /// A number that no size can be: below zero or beyond all limits.
    OutOfRange,
    /// No number.
    Unreadable,
}

/// Reads `5`, `5.0`, `0.5`, `13 pts`, `4p`, and `5,0` where commas separate decimals.
pub(super) fn size(text: &str, decimals: Decimals) -> Size {
    const UNKNOWN: &[&str] = &[
        "", "?", "-", "–", "—", "none", "n/a", "na", "tbd", "unknown", "null",
    ];
    const UNITS: &[&str] = &[
        "story points",
        "story point",
        "points",
        "point",
        "pts",
        "pt",
        "sp",
        "p",
    ];
    let lower = text.trim().to_lowercase();
    if UNKNOWN.contains(&lower.as_str()) {
        return Size::Unknown;
    }
    let bare = UNITS.iter().find_map(|unit| lower.strip_suffix(unit));
    let bare = bare.unwrap_or(&lower).trim_end();
    let number = match decimals {
        Decimals::Comma if !bare.contains('.') => Number::parse(&bare.replacen(',', ".", 1)),
        Decimals::Comma | Decimals::Point => Number::parse(bare),
    };
    match number {
        Ok(number) if number.is_negative() || number > Number::whole(POINTS_LIMIT) => {
            Size::OutOfRange
        }
        Ok(number) => Size::Is(number),
        Err(crate::model::number::NumberError::TooLarge) => Size::OutOfRange,
        Err(_) => Size::Unreadable,
    }
}

/// Whether a spreadsheet turned a long id into a rounded number such as `1.21143E+15`.
pub(super) fn is_rounded(text: &str) -> bool {
    let Some((digits, power)) = text.split_once(['E', 'e']) else {
        return false;
    };
    let digit = |b: u8| b.is_ascii_digit();
    power
        .strip_prefix('+')
        .is_some_and(|p| !p.is_empty() && p.bytes().all(digit))
        && digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.bytes().all(|b| digit(b) || b == b'.' || b == b',')
}

/// Which number of `3/4/2026` is the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Order {
    /// Day, month, year.
    DayFirst,
    /// Month, day, year.
    MonthFirst,
    /// Nothing in the column tells.
    Unclear,
}

impl Order {
    /// Decides for a whole column: a part above 12 must be a day; points put the day first.
    pub fn of<'a>(cells: impl Iterator<Item = &'a str>) -> Self {
        let (mut first, mut second, mut points) = (false, false, false);
        for cell in cells {
            if let [Part::Number(a), Part::Number(b), ..] = parts(cell).as_slice() {
                first |= (13..=31).contains(a);
                second |= *a <= 12 && (13..=31).contains(b);
                points |= cell.contains('.') && !cell.contains('/');
            }
        }
        match (first, second) {
            (true, false) => Self::DayFirst,
            (false, true) => Self::MonthFirst,
            (false, false) if points => Self::DayFirst,
            (true, true) | (false, false) => Self::Unclear,
        }
    }
}

/// Why a cell gives no date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NoDate {
    /// It is none.
    Unreadable,
    /// Day and month could change places.
    Unclear,
}

/// Reads the day of a date, with or without a time behind it: `2026-11-22T10:00:00Z`,
/// `25/Jun/20 12:44`, `Wed, 2 Oct 2013`, `Mon Feb 06 2023 05:00:00`, `20180914T103257Z`, `22/9/2025`.
pub(super) fn date(text: &str, order: Order) -> Result<NaiveDate, NoDate> {
    let text = text.trim();
    let begins = |length: usize, form: &str| {
        let start = text.get(..length)?;
        let ends = !text
            .get(length..)?
            .starts_with(|c: char| c.is_ascii_digit());
        NaiveDate::parse_from_str(start, form).ok().filter(|_| ends)
    };
    if let Some(day) = begins(10, "%Y-%m-%d").or_else(|| begins(8, "%Y%m%d")) {
        return Ok(day);
    }
    let (day, month, year) = match *parts(text).as_slice() {
        [
            Part::Number(day),
            Part::Month(month),
            Part::Number(year),
            ..,
        ]
        | [
            Part::Month(month),
            Part::Number(day),
            Part::Number(year),
            ..,
        ] => (day, month, year),
        [
            Part::Number(year),
            Part::Number(month),
            Part::Number(day),
            ..,
        ] if year > 99 => (day, month, year),
        [Part::Number(a), Part::Number(b), Part::Number(year), ..] => match order {
            Order::DayFirst => (a, b, year),
            Order::MonthFirst => (b, a, year),
            Order::Unclear if a == b => (a, b, year),
            Order::Unclear => return Err(NoDate::Unclear),
        },
        _ => return Err(NoDate::Unreadable),
    };
    let year = if year < 100 { year + 2000 } else { year };
    i32::try_from(year)
        .ok()
        .filter(|year| (1900..=9999).contains(year))
        .and_then(|year| NaiveDate::from_ymd_opt(year, month, day))
        .ok_or(NoDate::Unreadable)
}

#[derive(Clone, Copy, Debug)]
enum Part {
    Number(u32),
    Month(u32),
}

/// The first three numbers and months of a date; names of weekdays are passed over.
fn parts(text: &str) -> Vec<Part> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .filter_map(|word| {
            word.parse()
                .map(Part::Number)
                .ok()
                .or_else(|| month(word).map(Part::Month))
        })
        .take(3)
        .collect()
}

/// The number of a month from the beginning of its English, Russian or German name.
fn month(word: &str) -> Option<u32> {
    const MONTHS: [&[&str]; 12] = [
        &["jan", "янв"],
        &["feb", "фев"],
        &["mar", "мар", "mär"],
        &["apr", "апр"],
        &["may", "май", "мая", "mai"],
        &["jun", "июн"],
        &["jul", "июл"],
        &["aug", "авг"],
        &["sep", "сен"],
        &["oct", "окт", "okt"],
        &["nov", "ноя"],
        &["dec", "дек", "dez"],
    ];
    let start: String = word.to_lowercase().chars().take(3).collect();
    let (_, number) = MONTHS
        .iter()
        .zip(1..)
        .find(|(names, _)| names.contains(&start.as_str()))?;
    Some(number)
}

/// The texts of a cell that holds several: `a;b`, `a, b`, `["a", "b"]`.
pub(super) fn list(text: &str) -> impl Iterator<Item = &str> {
    let inner = text.strip_prefix('[').and_then(|t| t.strip_suffix(']'));
    inner
        .unwrap_or(text)
        .split([';', ','])
        .map(|part| part.trim().trim_matches('"').trim())
        .filter(|part| !part.is_empty())
}

/// The name of a person: `Dana Okafor` of `Dana Okafor <dana@example.com>` and of `["Dana Okafor"]`.
pub(super) fn person(text: &str) -> &str {
    const NOBODY: &[&str] = &["unassigned", "none", "nobody", "-1", "[]"];
    let text = text.trim();
    if NOBODY.contains(&text.to_lowercase().as_str()) {
        return "";
    }
    if text.starts_with('[') && text.ends_with(']') {
        return list(text).next().unwrap_or_default();
    }
    match text.split_once('<') {
        Some((name, _)) if !name.trim().is_empty() => name.trim(),
        Some(_) | None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_read_and_never_guessed() {
        let check = |text, decimals, expected: &str| {
            let got = match size(text, decimals) {
                Size::Is(number) => number.to_string(),
                other => format!("{other:?}"),
            };
            assert_eq!(got, expected, "{text}");
        };
        for (text, expected) in [
            ("5", "5"),
            ("5.0", "5"),
            ("0.5", "0.5"),
            ("2105.0", "2105"),
            ("13 pts", "13"),
            ("4p", "4"),
            ("0", "0"),
            ("", "Unknown"),
            ("?", "Unknown"),
            ("N/A", "Unknown"),
            ("5,0", "Unreadable"),
            ("#DIV/0!", "Unreadable"),
            ("XL", "Unreadable"),
            ("p", "Unreadable"),
            ("2d 1h", "Unreadable"),
            ("-3", "OutOfRange"),
            ("1000001", "OutOfRange"),
            ("1e30", "OutOfRange"),
        ] {
            check(text, Decimals::Point, expected);
        }
        check("5,5", Decimals::Comma, "5.5");
        check("1.000,5", Decimals::Comma, "Unreadable");
    }

    #[test]
    fn dates_of_many_programs_are_read() {
        let check = |text, order, expected: Result<&str, NoDate>| {
            assert_eq!(
                date(text, order).map(|d| d.to_string()),
                expected.map(str::to_owned),
                "{text}"
            );
        };
        for (text, expected) in [
            ("25/Jun/20 12:44", "2020-06-25"),
            ("15/Feb/26 12:00 AM", "2026-02-15"),
            ("29/июл/26 09:59", "2026-07-29"),
            ("Wed, 2 Oct 2013 10:15:50 +0300", "2013-10-02"),
            ("2020-12-03T14:05:20.974+0100", "2020-12-03"),
            ("Mon Feb 06 2023 05:00:00 GMT+0000 (GMT)", "2023-02-06"),
            ("Mon, 21 Apr 2025 10:17:06 UTC+0000", "2025-04-21"),
            ("20180914T103257Z", "2018-09-14"),
            ("2026/3/7", "2026-03-07"),
            ("5/5/2026", "2026-05-05"),
        ] {
            check(text, Order::Unclear, Ok(expected));
        }
        check("3/4/2026", Order::Unclear, Err(NoDate::Unclear));
        check("3/4/2026", Order::DayFirst, Ok("2026-04-03"));
        check("3/4/2026", Order::MonthFirst, Ok("2026-03-04"));
        for text in ["soon", "", "31/Feb/26", "2026-13-01", "99999999999", "1/2"] {
            check(text, Order::DayFirst, Err(NoDate::Unreadable));
        }
    }

    #[test]
    fn a_column_decides_which_number_is_the_day() {
        let check = |cells: &[&str], order| {
            assert_eq!(Order::of(cells.iter().copied()), order, "{cells:?}")
        };
        check(&["3/4/2026", "22/9/2025"], Order::DayFirst);
        check(&["3/4/2026", "9/22/2025"], Order::MonthFirst);
        check(&["3/4/2026"], Order::Unclear);
        check(&["22/9/2025", "9/22/2025"], Order::Unclear);
        check(&["3.4.2026"], Order::DayFirst);
    }

    #[test]
    fn names_lists_and_damaged_ids() {
        assert_eq!(person("Dana Okafor <dana@example.com>"), "Dana Okafor");
        assert_eq!(person("[\"Jane Smith\"]"), "Jane Smith");
        assert_eq!(person("Unassigned"), "");
        assert_eq!(list("[\"a\", \"b c\"]").collect::<Vec<_>>(), ["a", "b c"]);
        assert_eq!(list("a; b,c;;").collect::<Vec<_>>(), ["a", "b", "c"]);
        assert!(is_rounded("1.21143E+15") && is_rounded("1,2E+11"));
        assert!(
            !is_rounded("EX-1")
                && !is_rounded("1E-3")
                && !is_rounded("E+3")
                && !is_rounded("abc1e+5")
        );
    }
}
