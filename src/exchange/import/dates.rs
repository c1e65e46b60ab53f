//! Dates as other programs write them.
//!
//! Owns the forms that are accepted, and whether day or month comes first, which a whole column
//! decides and never one cell. What is unclear is refused.

use chrono::NaiveDate;

/// Which number of `3/4/2026` is the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DateOrder {
    /// Day, month, year.
    DayFirst,
    /// Month, day, year.
    MonthFirst,
    /// Nothing in the column tells.
    Unclear,
}

impl DateOrder {
    /// Decides for a whole column: a part above 12 must be a day; points put the day first.
    pub fn of<'a>(cells: impl Iterator<Item = &'a str>) -> Self {
        let (mut first, mut second, mut points) = (false, false, false);
        for cell in cells {
            if let [DatePart::Number(a), DatePart::Number(b), ..] = parts(cell).as_slice() {
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
pub(super) fn date(text: &str, order: DateOrder) -> Result<NaiveDate, NoDate> {
    use DatePart::{Month, Number};
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
    if let Some(day) = moment(text) {
        return Ok(day);
    }
    let (day, month, year) = match *parts(text).as_slice() {
        [Number(year), Number(month) | Month(month), Number(day), ..] if year > 99 => {
            (day, month, year)
        }
        [Number(day), Month(month), Number(year), ..]
        | [Month(month), Number(day), Number(year), ..] => (day, month, year),
        [Number(a), Number(b), Number(year), ..] => match order {
            DateOrder::DayFirst => (a, b, year),
            DateOrder::MonthFirst => (b, a, year),
            DateOrder::Unclear if a == b => (a, b, year),
            DateOrder::Unclear => return Err(NoDate::Unclear),
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

/// Whether a text is a month and the end of a year, as a spreadsheet shows the first of a month: `Mar-04`.
pub(super) fn is_month_and_year(text: &str) -> bool {
    text.split_once(['-', ' ']).is_some_and(|(name, year)| {
        let is_year = year.len() == 2 && year.bytes().all(|b| b.is_ascii_digit());
        is_year && name.chars().count() < 5 && month(name).is_some()
    })
}

/// The day of a moment in milliseconds since 1970, of this century.
fn moment(text: &str) -> Option<NaiveDate> {
    let is_moment = text.len() == 13 && text.bytes().all(|b| b.is_ascii_digit());
    let moment = is_moment.then(|| text.parse().ok()).flatten();
    let moment = moment.and_then(chrono::DateTime::from_timestamp_millis);
    moment.map(|moment| moment.date_naive())
}

#[derive(Clone, Copy, Debug)]
enum DatePart {
    Number(u32),
    Month(u32),
}

/// The first three numbers and months of a date; names of weekdays are passed over.
fn parts(text: &str) -> Vec<DatePart> {
    text.split(|c: char| !c.is_alphanumeric() || "年日号".contains(c))
        .filter(|word| !word.is_empty())
        .flat_map(|word| match word.split_once('月') {
            Some((month, day)) => [numbered(month), number(day)],
            None => [number(word).or_else(|| month(word)), None],
        })
        .flatten()
        .take(3)
        .collect()
}

fn number(word: &str) -> Option<DatePart> {
    word.parse().map(DatePart::Number).ok()
}

/// The month before 月, in digits or Chinese numerals.
fn numbered(word: &str) -> Option<DatePart> {
    const NUMERALS: [&str; 12] = [
        "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二",
    ];
    let spelled = NUMERALS
        .iter()
        .zip(1..)
        .find(|(numeral, _)| **numeral == word);
    let number = spelled
        .map(|(_, number)| number)
        .or_else(|| word.parse().ok());
    number.map(DatePart::Month)
}

/// The month whose name in one of nine languages begins like a word.
fn month(word: &str) -> Option<DatePart> {
    const MONTHS: [&str; 12] = [
        "jan ene gen sty янв jän",
        "feb fév fev lut фев",
        "mar mär marz mrz мар",
        "apr abr avr kwi апр",
        "may mai mag maj май мая",
        "jun juin giu cze июн",
        "jul juil lug lip июл",
        "aug ago aoû aou sie авг",
        "sep set wrz сен",
        "oct okt out ott paź paz окт",
        "nov lis ноя",
        "dec déc dez dic gru дек",
    ];
    let lower = word.to_lowercase();
    let begins = |names: &&str| names.split(' ').any(|name| lower.starts_with(name));
    let mut found = MONTHS.iter().zip(1..).filter(|(names, _)| begins(names));
    found.next().map(|(_, number)| DatePart::Month(number))
}

#[cfg(test)]
mod tests {
    use super::*;

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
            ("1768435200000", "2026-01-15"),
            ("2027年1月15日", "2027-01-15"),
            ("15/一月/27 12:00 上午", "2027-01-15"),
            ("15/1月/27 12:00", "2027-01-15"),
            ("15/juin/26", "2026-06-15"),
            ("15/juil./26", "2026-07-15"),
            ("15 de marzo 2026", "2026-03-15"),
            ("15/paź/26", "2026-10-15"),
            ("15/ago/26", "2026-08-15"),
            ("15/Mrz/26", "2026-03-15"),
        ] {
            check(text, DateOrder::Unclear, Ok(expected));
        }
        check("3/4/2026", DateOrder::Unclear, Err(NoDate::Unclear));
        check("3/4/2026", DateOrder::DayFirst, Ok("2026-04-03"));
        check("3/4/2026", DateOrder::MonthFirst, Ok("2026-03-04"));
        for text in ["soon", "", "31/Feb/26", "2026-13-01", "99999999999", "1/2"] {
            check(text, DateOrder::DayFirst, Err(NoDate::Unreadable));
        }
    }

    #[test]
    fn a_column_decides_which_number_is_the_day() {
        let check = |cells: &[&str], order| {
            assert_eq!(DateOrder::of(cells.iter().copied()), order, "{cells:?}");
        };
        check(&["3/4/2026", "22/9/2025"], DateOrder::DayFirst);
        check(&["3/4/2026", "9/22/2025"], DateOrder::MonthFirst);
        check(&["3/4/2026"], DateOrder::Unclear);
        check(&["22/9/2025", "9/22/2025"], DateOrder::Unclear);
        check(&["3.4.2026"], DateOrder::DayFirst);
    }
}
